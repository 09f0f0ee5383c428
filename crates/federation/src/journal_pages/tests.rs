//! Whoever reads the journal finds who did what; whoever may not is told so.

use crate::acting::Stamp;
use crate::contact::Subject;
use crate::person::Name;
use crate::record::{self, Change, Field};
use crate::testing::{self, Portal, portal};
use axum::http::StatusCode;
use jiff::civil::date;
use store::testing::for_each_engine;

/// Ines looks after the journal; Gareth changed Marek's name.
async fn with_a_change(portal: &Portal) {
    let (centre, gareth, marek) = (portal.story.centre.clone(), portal.story.gareth, portal.story.marek);
    portal
        .app
        .db
        .write(move |tx| {
            let stamp = testing::stamp(&testing::clock());
            let until = Some(date(2027, 5, 3));
            let name = Name::new("Ines", "Duarte");
            testing::volunteer(tx, &stamp, name, "ines@home.example", "data-governance", &centre, until)
                .unwrap();
            tx.run(
                "UPDATE account SET password_hash = (SELECT password_hash FROM account WHERE person_id = ?1)
                 WHERE password_hash IS NULL",
                &[&gareth],
            )?;
            let actor = crate::access::actor(tx, gareth, testing::TODAY)?.expect("Gareth");
            let right = crate::access::right_anywhere(tx, &actor).expect("contacts.manage");
            let name = |text: &str| Some(text.to_owned());
            let change =
                Change::Field { field: Field::FamilyName, before: name("Nowak"), after: name("Kowalski") };
            let stamp = Stamp { by: Some(gareth), ..stamp };
            record::apply(tx, &stamp, &right, Subject::Person(marek), &[change]).map(drop)
        })
        .await
        .expect("a change");
}

#[tokio::test]
async fn ines_finds_who_changed_a_name_and_how_it_was_before() {
    for_each_engine("journal_pages", |db| async move {
        let portal = portal(&db).await;
        with_a_change(&portal).await;
        let mut ines = portal.signed_in("ines@home.example").await;
        let list = ines.get("/journal?who=gareth&act=records").await;
        assert!(list.says("Changed a person") && list.says("Marek Kowalski"), "{}", list.body);
        assert!(!list.says("Started an appointment"));
        let about = ines.get("/journal?about=kowal").await;
        assert!(about.says("Changed a person") && about.says("Activity Volunteer, Marek Kowalski"));
        assert!(ines.get("/journal?until=1/1/2020").await.says("Clear"));
        assert!(ines.get("/journal?from=soon").await.says("Enter a day like 27/3/2021"));
        let entry = list.body.split("href=\"/journal/entries/").nth(1).unwrap().split('"').next().unwrap();
        let one = ines.get(&format!("/journal/entries/{entry}")).await;
        assert!(one.says("Family name") && one.says("Nowak") && one.says("Kowalski"), "{}", one.body);
        assert_eq!(ines.get("/journal/entries/999999").await.status, StatusCode::NOT_FOUND);
        let mut gareth = portal.signed_in("gareth@home.example").await;
        assert_eq!(gareth.get("/journal").await.status, StatusCode::FORBIDDEN);
        assert_eq!(gareth.get(&format!("/journal/entries/{entry}")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(gareth.get("/journal/checkpoint").await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn the_check_says_that_the_chain_is_whole_or_where_it_is_not() {
    for_each_engine("journal_check", |db| async move {
        let portal = portal(&db).await;
        with_a_change(&portal).await;
        let mut ines = portal.signed_in("ines@home.example").await;
        ines.get("/journal/verification").await;
        let whole = ines.post("/journal/verification", &[]).await;
        assert!(whole.says("are as they were written"), "{}", whole.body);
        let file = ines.get("/journal/checkpoint").await;
        let checkpoint: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
        let (seq, hash) = (checkpoint["sequence"].to_string(), checkpoint["sha256"].as_str().unwrap());
        let on = ines.post("/journal/verification", &[("seq", &seq), ("hash", hash)]).await;
        assert!(on.says("are as they were written"));
        db.write(|tx| tx.run("UPDATE journal SET act = 'members.read' WHERE seq = 2", &[])).await.unwrap();
        let broken = ines.post("/journal/verification", &[]).await;
        assert!(broken.says("Entry 2 was changed after it was written"), "{}", broken.body);
    })
    .await;
}

#[tokio::test]
async fn the_journal_pages_by_what_was_seen_last() {
    for_each_engine("journal_paging", |db| async move {
        let portal = portal(&db).await;
        with_a_change(&portal).await;
        db.write(|tx| {
            let stamp = testing::stamp(&testing::clock());
            let entry = |n: i64| {
                crate::journal::Entry::plain("feed.ran", "federation")
                    .holding(serde_json::json!({ "rows": n }))
            };
            crate::journal::write_all(tx, &stamp, &(0..60).map(entry).collect::<Vec<_>>())
        })
        .await
        .unwrap();
        let mut ines = portal.signed_in("ines@home.example").await;
        let mut page = ines.get("/journal").await;
        let mut seen = Vec::new();
        loop {
            let seqs = page.body.split("/journal/entries/").skip(1).filter_map(|part| part.split('"').next());
            seen.extend(seqs.map(|seq| seq.parse::<i64>().unwrap()));
            let next = page.body.split("href=\"").find(|link| link.contains("after="));
            let Some(next) = next.and_then(|n| n.split('"').next()) else { break };
            let next = next.replace("&#38;", "&").replace("&amp;", "&");
            page = ines.get(&next).await;
        }
        let end = db.read(crate::journal::end).await.unwrap().seq;
        assert_eq!(seen, (1..=end).rev().collect::<Vec<_>>(), "each entry once, newest first");
    })
    .await;
}
