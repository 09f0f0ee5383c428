//! Gareth merges a few that he chose himself.

use super::*;
use crate::acting::Door;
use crate::duplicates;
use crate::person::PersonId;
use crate::selection;
use crate::testing::{Portal, portal};

async fn selected(portal: &Portal, people: &[PersonId], at: &[crate::organisation::OrganisationId]) {
    let (gareth, stamp) = (portal.story.gareth, portal.app.stamp(Some(portal.story.gareth), Door::Page));
    let (people, at) = (people.to_vec(), at.to_vec());
    let ticked = portal.app.db.write(move |tx| -> Result<_, selection::SelectionError> {
        let open = selection::open(tx, &stamp, gareth, LIST_NAME)?;
        let open = selection::clear(tx, &stamp, open)?;
        let open = selection::tick(tx, &stamp, open, &people, &people)?;
        selection::tick(tx, &stamp, open, &at, &at)
    });
    ticked.await.expect("they can be selected");
}

fn unescaped(location: Option<String>) -> String {
    location.expect("on to the next page")
}

#[tokio::test]
async fn a_few_that_somebody_chose_are_merged_pair_by_pair_into_the_one_that_stays() {
    store::testing::for_each_engine("merge chosen", |db| async move {
        let portal = portal(&db).await;
        let leeds = &portal.story.leeds;
        let mut double = testing::member("Zuzana", "Kowalczyk", leeds);
        double.contact_points = testing::member("Zuzanna", "Kowalczyk", leeds).contact_points;
        let mut other = testing::member("Imran", "Hussain", leeds);
        other.contact_points.clear();
        other.date_of_birth = None;
        let made =
            testing::enrol(&db, vec![testing::member("Zuzanna", "Kowalczyk", leeds), double, other]).await;
        renew_all(&db).await;
        let ids: Vec<PersonId> = made.iter().map(|m| m.person).collect();
        let mut gareth = portal.signed_in("gareth@home.example").await;
        gareth.get("/contacts").await;
        for (people, at) in [(&ids[..1], vec![]), (&ids[..1], vec![leeds.id])] {
            selected(&portal, people, &at).await;
            let refused = gareth.post("/contacts/acts", &[("act", "merge")]).await;
            assert_eq!(refused.location.as_deref(), Some("/contacts"));
            assert!(gareth.get("/contacts").await.says("select two to five contacts of one kind"));
        }
        selected(&portal, &ids, &[]).await;
        let start = unescaped(gareth.post("/contacts/acts", &[("act", "merge")]).await.location);
        let page = gareth.get(&start).await;
        assert!(page.says("Which record stays?") && page.says("Hussain, Imran"), "{}", page.body);
        assert!(gareth.post(&start, &[]).await.says("Choose the record that stays"));
        let first = store::format_uuid(&store::Identifier::bytes(&ids[0]));
        let compare = unescaped(gareth.post(&start, &[("stays", &first)]).await.location);
        let page = gareth.get(&compare).await;
        assert!(page.says("Same family name") && page.says("Merge the two"), "{}", page.body);
        let then = page.field("then").expect("it leads back").replace("&amp;", "&");
        let stays = page.field("stays").expect("the one that stays");
        let merge = format!("{}/merge", compare.split('?').next().unwrap());
        let notice = unescaped(gareth.post(&merge, &[("stays", &stays), ("then", &then)]).await.location);
        let page = gareth.get(&notice).await;
        assert!(page.says("Kowalczyk, Zuzanna") && page.says("Go on with those that you selected"));
        let page = gareth.get(&then).await;
        assert!(page.says("Hussain, Imran") && !page.says("Kowalczyk, Zuzana<"), "{}", page.body);
        let compare = unescaped(gareth.post(&start, &[("stays", &first)]).await.location);
        duplicates::run(&db, &testing::stamp(&testing::clock())).await.expect("the comparison runs");
        let page = gareth.get(&compare).await;
        assert!(page.says("Chosen by hand"), "the comparison leaves what somebody chose: {}", page.body);
        let different = format!("{}/difference", compare.split('?').next().unwrap());
        let back = gareth.post(&different, &[("then", &then)]).await.location;
        assert_eq!(back.as_deref(), Some(then.as_str()));
        gareth.get(&then).await;
        let end = gareth.post(&start, &[("stays", &first)]).await.location;
        assert_eq!(end.as_deref(), Some("/contacts"));
        assert!(gareth.get("/contacts").await.says("There is nothing left to merge"));
        let mut rhian = portal.signed_in("rhian@home.example").await;
        assert_ne!(rhian.get(&start).await.status, axum::http::StatusCode::OK);
    })
    .await;
}
