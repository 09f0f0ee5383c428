use super::super::hook::{self, Because, State};
use super::super::kind::Kind;
use super::{Receiver, ids, made, renamed, told};
use crate::acting::Door;
use crate::testing::{self, enrol, member};
use store::StoreError;
use store::testing::for_each_engine;

#[tokio::test]
async fn who_has_lost_the_right_is_told_nothing_more_and_the_webhook_stops() {
    for_each_engine("webhook right", |db| async move {
        let portal = testing::portal(&db).await;
        let receiver = Receiver::open().await;
        let (id, _) = made(&portal, portal.story.gareth, &receiver.address, &[Kind::ContactChanged]).await;
        renamed(&portal, portal.story.rhian, "Rhi", Door::Page).await;
        let (gareth, centre) = (portal.story.gareth, portal.story.centre.clone());
        let stamp = testing::stamp(&portal.clock);
        db.write(move |tx| {
            let (name, until) =
                (crate::person::Name::new("Menna", "Parry"), Some(jiff::civil::date(2027, 5, 3)));
            testing::volunteer(tx, &stamp, name, "menna@home.example", "supporter-care", &centre, until)
        })
        .await
        .unwrap();
        let end = "UPDATE appointment SET ends_on = '2026-11-21' WHERE person_id = ?1";
        db.write(move |tx| tx.run(end, &[&gareth])).await.unwrap();
        told(&portal).await;
        assert!(receiver.heard().is_empty());
        let found = db.read(move |tx| hook::find(tx, id)).await.unwrap().expect("it is there");
        assert_eq!(found.state, State::Stopped(Because::Right));
        // Menna, who looks after contacts of all, is told once; Gareth may do no more and is not.
        let told = "SELECT p.given_name FROM mail m JOIN person p ON p.id = m.person_id
                    WHERE m.kind = 'webhook-stopped'";
        let told =
            db.read(move |tx| tx.all::<(String,)>(told, &[])).await.map_err(|e: StoreError| e).unwrap();
        assert_eq!(told, [("Menna".to_owned(),)]);
    })
    .await;
}

#[tokio::test]
async fn menna_hears_of_her_county_alone_and_marek_of_organisations_alone() {
    for_each_engine("webhook reach", |db| async move {
        let portal = testing::portal(&db).await;
        let stamp = testing::stamp(&testing::clock());
        let (menna, county) = db
            .write(move |tx| {
                let county =
                    crate::organisation::open(tx, &stamp, "county-association", None, "Suffolk", None)?;
                let name = crate::person::Name::new("Menna", "Parry");
                let until = Some(jiff::civil::date(2027, 5, 3));
                let role = "membership-officer";
                let menna = testing::volunteer(tx, &stamp, name, "menna@home.example", role, &county, until)?;
                Ok::<_, testing::StoryError>((menna, county))
            })
            .await
            .unwrap();
        let owain = enrol(&db, vec![member("Owain", "Ellis", &county)]).await[0].person;
        let (hers, his) = (Receiver::open().await, Receiver::open().await);
        made(&portal, menna, &hers.address, &[Kind::ContactChanged]).await;
        let wanted = &[Kind::ContactChanged, Kind::OrganisationChanged];
        made(&portal, portal.story.marek, &his.address, wanted).await;
        renamed(&portal, portal.story.rhian, "Rhi", Door::Page).await;
        told(&portal).await;
        assert!(hers.heard().is_empty(), "Leeds is no affair of hers");
        renamed(&portal, owain, "Owie", Door::Page).await;
        told(&portal).await;
        let messages = hers.messages();
        assert_eq!(messages.iter().map(ids).collect::<Vec<_>>(), [[owain.to_string()]]);
        assert!(his.heard().is_empty(), "contacts were not open to Marek when he asked for them");
    })
    .await;
}
