//! A run that is taken back leaves everything as it was but the journal; what somebody edited since stays.

use super::*;
use crate::contacts_import::report::NoteKind;
use proptest::prelude::*;
use store::testing::for_each_engine;

async fn run_of(report: &Report) -> RunId {
    report.run.as_deref().unwrap().parse().unwrap()
}

#[tokio::test]
async fn what_somebody_edited_since_stays_and_is_counted() {
    for_each_engine("undo keeps edits", |db| async move {
        let county = county(&db).await;
        let before = everything(&db).await;
        let rows = [
            "1,Cockfield Parish Council,,Y,Paige McCarthy,clerk@cockfield-pc.example,01284 960111,,,,paige@post.example",
            "10,Winston PC,,Y,Gwen Hughes,,,,,,gwen@post.example",
        ];
        let report = bring(&db, county.menna, &rows, How::Apply).await.unwrap();
        db.write(|tx| tx.run("UPDATE person SET family_name = 'Hughes-Jones' WHERE family_name = 'Hughes'", &[])).await.unwrap();
        db.write(|tx| tx.run("UPDATE contact_point SET value = '+441284960999', folded = '+441284960999' WHERE folded = '+441284960111'", &[]))
            .await
            .unwrap();
        let undone = take_back(&installation(&db), county.menna, run_of(&report).await).await.unwrap();
        assert_eq!(undone.rows, 2);
        assert_eq!(undone.kept, 3, "the clerk who was renamed, her council, and the number: {undone:?}");
        assert_eq!(number_of(&db, "SELECT count(*) FROM person WHERE family_name = 'Hughes-Jones'").await, 1);
        assert_eq!(number_of(&db, "SELECT count(*) FROM person WHERE family_name = 'McCarthy'").await, 0);
        assert_eq!(number_of(&db, "SELECT count(*) FROM contact_point WHERE value = 'clerk@cockfield-pc.example'").await, 0);
        assert_eq!(number_of(&db, "SELECT count(*) FROM contact_point WHERE folded = '+441284960999'").await, 1);
        assert!(everything(&db).await.len() > before.len());
        assert!(matches!(take_back(&installation(&db), county.menna, run_of(&report).await).await, Err(ImportError::NoSuchRun)));
        assert!(db.read(crate::journal::verify).await.is_ok());
    })
    .await;
}

fn row() -> impl Strategy<Value = String> {
    let number = prop_oneof![Just(String::new()), (1..6_u8).prop_map(|n| n.to_string())];
    let council = prop::sample::select(vec![
        "Cockfield PC",
        "Felsham Town Council",
        "Winston Parish Council",
        "Laxfield PC",
        "WINSTON PC",
        "",
    ]);
    let clerk = prop::sample::select(vec![
        "Gwen Hughes",
        "Mrs G Hughes",
        "\"Singh, Farzana\"",
        "Paige McCarthy (Clerk)",
        "TBC",
        "",
    ]);
    let email = prop::sample::select(vec![
        "",
        "a@b.example",
        "gwen.hughes@c.example",
        "clerk@@x.example",
        "a@b.example; d@e.example",
    ]);
    let phone = prop::sample::select(vec!["", "01284 960111", "01284 960222"]);
    let notes = prop::sample::select(vec!["", "Clerk until 31/03/2027", "Resigned w.e.f. 2026-01-05"]);
    (number, council, clerk, email, phone, notes, email_of_own(), beside()).prop_map(
        |(number, council, clerk, email, phone, notes, own, (member, beside))| {
            format!("{number},{council},,{member},{clerk},{email},{phone},,IP30 0HA,{notes},{own},{beside}")
        },
    )
}

/// Whether they are a member; then tags, a note, category, beginning and end of membership.
fn beside() -> impl Strategy<Value = (&'static str, String)> {
    let member = prop::sample::select(vec!["Y", "N", "?", "lapsed 2023"]);
    let tags = prop::sample::select(vec!["", "pilot", "Y - Pilot", "newsletter; pilot"]);
    let note = prop::sample::select(vec!["", "Ring after 6pm", "Prefers post"]);
    let category = prop::sample::select(vec!["", "Council", "Associate"]);
    let since = prop::sample::select(vec!["", "01/04/2024", "01/04/2026"]);
    let until = prop::sample::select(vec!["", "31/03/2026", "31/03/2027", "31/03/2028"]);
    (member, tags, note, category, since, until).prop_map(|(member, tags, note, category, since, until)| {
        (member, format!("{tags},{note},{category},{since},{until}"))
    })
}

fn email_of_own() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "gwen@post.example", "farzana@post.example"])
}

#[test]
fn a_run_and_its_undoing_leave_everything_as_it_was_but_the_journal() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = ProptestConfig { cases: 24, ..ProptestConfig::default() };
    proptest!(config, |(first in prop::collection::vec(row(), 0..6), second in prop::collection::vec(row(), 1..8))| {
        runtime.block_on(async {
            let db = store::testing::fresh_sqlite().await;
            let county = county(&db).await;
            let slices = |rows: &Vec<String>| rows.clone();
            let one = slices(&first);
            bring(&db, county.menna, &one.iter().map(String::as_str).collect::<Vec<_>>(), How::Apply).await.unwrap();
            let before = everything(&db).await;
            let two = slices(&second);
            let rows: Vec<&str> = two.iter().map(String::as_str).collect();
            let dry = bring(&db, county.menna, &rows, How::DryRun).await.unwrap();
            assert_eq!(everything(&db).await, before, "a dry run writes nothing");
            let report = bring(&db, county.menna, &rows, How::Apply).await.unwrap();
            let rejected = |r: &Report| r.notes.iter().filter(|n| n.kind == NoteKind::Rejected).map(|n| (n.line, n.text.clone())).collect::<Vec<_>>();
            assert_eq!(rejected(&dry), rejected(&report));
            let undone = take_back(&installation(&db), county.menna, run_of(&report).await).await.unwrap();
            assert_eq!(undone.kept, 0);
            assert_eq!(everything(&db).await, before);
            db.read(crate::journal::verify).await.unwrap();
        });
    });
}
