//! Gareth keeps a list for a campaign; Rahel, who looks after contacts too, sees it when he shares it.

use crate::contact_entry;
use crate::testing::{self, TODAY, portal};
use axum::http::StatusCode;
use store::Db;
use store::testing::for_each_engine;

async fn renewed(db: &Db) {
    let now = testing::clock().now();
    while db.write(move |tx| contact_entry::renew(tx, now, TODAY)).await.expect("entries can be made") > 0 {}
}

#[tokio::test]
async fn a_list_is_made_of_a_selection_filtered_by_shared_undone_and_deleted() {
    for_each_engine("saved_lists", |db| async move {
        let portal = portal(&db).await;
        let story = &portal.story;
        let made = testing::enrol(
            &db,
            vec![
                testing::member("Fiona", "Burton", &story.leeds),
                testing::member("Priya", "Shah", &story.bradford),
            ],
        )
        .await;
        renewed(&db).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        assert!(gareth.get("/contacts/lists").await.says("There is no saved list yet"));
        let pick = [("pick", "all"), ("back", "/contacts?kind=person&membership=current")];
        gareth.post("/contacts/selection", &pick).await;
        let chosen = gareth.post("/contacts/acts", &[("act", "list")]).await;
        let listing = chosen.location.clone().unwrap_or_default();
        assert!(listing.starts_with("/contacts/listing/"), "{listing}");
        assert!(gareth.get(&listing).await.says("Add 2 contacts"));
        assert!(gareth.post(&listing, &[("name", " ")]).await.says("write the name of a new one"));
        let done = gareth.post(&listing, &[("name", "Autumn campaign")]).await;
        let list = done.location.clone().unwrap_or_default();
        let id = list.rsplit('/').next().unwrap_or_default().to_owned();
        renewed(&db).await;
        let found = gareth.get(&format!("/contacts?list={id}&q=shah")).await;
        assert!(found.says("1 to 1 of 1") && found.says("Autumn campaign"), "{}", found.body);
        let record = gareth.get(&format!("/contacts/people/{}", made[0].person)).await;
        assert!(record.says("Autumn campaign"), "the record says which lists it stands in");
        // Another officer sees nothing of it until it is shared.
        let gethin = story.gareth;
        let other = made[1].person;
        db.write(move |tx| {
            tx.run("UPDATE saved_list SET person_id = ?1 WHERE person_id = ?2", &[&other, &gethin])
        })
        .await
        .expect("somebody else's");
        assert_eq!(gareth.get(&list).await.status, StatusCode::NOT_FOUND);
        let hidden = gareth.get(&format!("/contacts?list={id}")).await;
        assert!(hidden.says("This filter does not exist any more") && !hidden.says("Autumn campaign"));
        assert!(!gareth.get(&format!("/contacts/people/{}", made[0].person)).await.says("Autumn campaign"));
        db.write(|tx| tx.run("UPDATE saved_list SET shared = TRUE", &[])).await.expect("shared");
        assert!(gareth.get(&list).await.says("Somebody else shares it"));
        assert_eq!(gareth.post(&list, &[("name", "Mine now")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(gareth.post(&format!("{list}/removal"), &[]).await.status, StatusCode::NOT_FOUND);
        db.write(move |tx| tx.run("UPDATE saved_list SET person_id = ?1, shared = FALSE", &[&gethin]))
            .await
            .expect("back");
        // Out of the list, undone, and in again.
        let pick = [("pick", "all"), ("back", "/contacts?q=shah")];
        gareth.post("/contacts/selection", &pick).await;
        let chosen = gareth.post("/contacts/acts", &[("act", "unlist")]).await;
        let away = chosen.location.clone().unwrap_or_default();
        let done = gareth.post(&away, &[("known", &id)]).await;
        assert_eq!(done.location.as_deref(), Some(list.as_str()));
        let page = gareth.get(&list).await;
        assert!(page.says("One contact stands in it") && page.says("was taken out"), "{}", page.body);
        let act = page.field("act").expect("an act to undo");
        gareth.post(&format!("{list}/undoing"), &[("act", &act)]).await;
        renewed(&db).await;
        assert!(gareth.get(&list).await.says("2 contacts stand in it"));
        gareth.post(&list, &[("name", "Winter campaign"), ("shared", "yes")]).await;
        let page = gareth.get("/contacts/lists").await;
        assert!(page.says("Winter campaign") && page.says("everybody who looks after contacts sees it"));
        assert!(gareth.get(&format!("{list}/removal")).await.says("the list goes for good"));
        gareth.post(&format!("{list}/removal"), &[]).await;
        renewed(&db).await;
        assert_eq!(gareth.get(&list).await.status, StatusCode::NOT_FOUND);
        let (left,): (i64,) =
            db.read(|tx| tx.one("SELECT count(*) FROM saved_list_entry", &[])).await.expect("a count");
        assert_eq!(left, 0);
        assert!(gareth.get("/contacts?q=shah").await.says("Shah, Priya"), "the contacts stay");
    })
    .await;
}
