use super::*;
use store::testing::for_each_engine;

const COCKFIELD: &str = "1,COCKFIELD PARISH COUNCIL,parish council,Y,Paige McCarthy (Clerk & RFO),clerk@cockfield-pc.example,01284 960111,\"41 Lloyd Square, Cockfield\",IP30 0HA,,paige@post.example";

#[tokio::test]
async fn a_row_fills_what_is_blank_in_a_council_and_appoints_its_clerk() {
    for_each_engine("a council is filled", |db| async move {
        let county = county(&db).await;
        let dry = bring(&db, county.menna, &[COCKFIELD], How::DryRun).await.unwrap();
        let report = bring(&db, county.menna, &[COCKFIELD], How::Apply).await.unwrap();
        assert_eq!(dry.counts, report.counts, "the dry run foretold what happened");
        assert_eq!((report.counts.new, report.counts.people, report.counts.organisations), (1, 1, 0), "{report:?}");
        let office: Vec<(String, String)> = db
            .read(move |tx| {
                tx.all(
                    "SELECT kind, value FROM contact_point WHERE organisation_id = ?1 AND purpose = 'office' ORDER BY kind",
                    &[&county.cockfield.id],
                )
            })
            .await
            .unwrap();
        let values: Vec<&str> = office.iter().map(|(_, v)| v.as_str()).collect();
        assert_eq!(values, ["clerk@cockfield-pc.example", "+441284960111", "41 Lloyd Square"]);
        let clerk = "SELECT count(*) FROM appointment a JOIN person p ON p.id = a.person_id
                     WHERE a.role = 'clerk' AND p.family_name = 'McCarthy' AND a.ends_on IS NULL";
        assert_eq!(number_of(&db, clerk).await, 1);
        let again = bring(&db, county.menna, &[COCKFIELD], How::Apply).await.unwrap();
        assert_eq!((again.counts.unchanged, again.counts.rows()), (1, 1), "the same file again changes nothing");
        assert!(db.read(crate::journal::verify).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_source_is_followed_until_somebody_edits_what_it_said() {
    for_each_engine("a source is followed", |db| async move {
        let county = county(&db).await;
        bring(&db, county.menna, &[COCKFIELD], How::Apply).await.unwrap();
        let moved = COCKFIELD.replace("01284 960111", "01284 960222").replace("41 Lloyd", "9 Hall");
        let report = bring(&db, county.menna, &[&moved], How::Apply).await.unwrap();
        assert_eq!(report.counts.changed, 1, "{report:?}");
        assert_eq!(number_of(&db, "SELECT count(*) FROM contact_point WHERE folded = '+441284960222'").await, 1);
        assert_eq!(number_of(&db, "SELECT count(*) FROM contact_point WHERE folded = '+441284960111'").await, 0);
        db.write(|tx| tx.run("UPDATE contact_point SET value = '+441284960333', folded = '+441284960333' WHERE kind = 'phone'", &[]))
            .await
            .unwrap();
        let third = moved.replace("960222", "960444");
        let report = bring(&db, county.menna, &[&third], How::Apply).await.unwrap();
        assert!(report.notes.iter().any(|n| n.text == "The record has another telephone number; it is kept."), "{report:?}");
        assert_eq!(number_of(&db, "SELECT count(*) FROM contact_point WHERE folded = '+441284960333'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn clerks_come_and_go_by_their_dates_and_nobody_is_overwritten() {
    for_each_engine("clerks come and go", |db| async move {
        let county = county(&db).await;
        let left = "2,Felsham Town Council,,Y,Mrs S Bowen,,,,,Resigned w.e.f. 2026-01-05,";
        let report = bring(&db, county.menna, &[left], How::Apply).await.unwrap();
        assert_eq!(
            (
                report.counts.people,
                number_of(&db, "SELECT count(*) FROM appointment WHERE role = 'clerk'").await
            ),
            (0, 0)
        );
        assert!(
            report.notes.iter().any(|n| n.text.starts_with("The clerk left on 2026-01-05")),
            "{report:?}"
        );
        let leaving = "2,Felsham Town Council,,Y,Gwen Hughes,,,,,Clerk until 31/03/2027,";
        bring(&db, county.menna, &[leaving], How::Apply).await.unwrap();
        assert_eq!(
            number_of(
                &db,
                "SELECT count(*) FROM appointment WHERE role = 'clerk' AND ends_on = '2027-03-31'"
            )
            .await,
            1
        );
        let next = "2,Felsham Town Council,,Y,\"Singh, Farzana\",,,,,,";
        bring(&db, county.menna, &[next], How::Apply).await.unwrap();
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM appointment WHERE role = 'clerk'").await,
            2,
            "the first stays in the record"
        );
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM appointment WHERE role = 'clerk' AND ends_on IS NULL").await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn new_councils_are_opened_and_a_clerk_of_several_is_one_person() {
    for_each_engine("new councils", |db| async move {
        let county = county(&db).await;
        let rows = [
            "10,Winston PC,,Y,\"McCarthy, Paige\",,,,,,paige@post.example",
            ",Laxfield,parish council,?,Paige McCarthy,,,,,,paige@post.example",
            ",Laxfield Parish Council (duplicate?),parish council,?,Paige McCarthy,,,,,,paige@post.example",
            "13,Nowhere,,?,,,,,,,",
            ",,,,,,,,,,",
            HEADING,
        ];
        let report = bring(&db, county.menna, &rows, How::Apply).await.unwrap();
        assert_eq!(
            (report.counts.organisations, report.counts.people, report.counts.rejected),
            (2, 1, 3),
            "{report:?}"
        );
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM organisation WHERE name = 'Laxfield Parish Council'").await,
            1
        );
        assert_eq!(number_of(&db, "SELECT count(*) FROM appointment WHERE role = 'clerk'").await, 2);
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM membership WHERE member_organisation_id IS NOT NULL").await,
            1
        );
        assert!(
            report
                .notes
                .iter()
                .any(|n| n.line == 4 && n.text.starts_with("The same organisation seems to stand in line 3")),
            "{report:?}"
        );
        let reasons: Vec<&str> =
            report.notes.iter().filter(|n| n.kind == NoteKind::Rejected).map(|n| n.text.as_str()).collect();
        assert_eq!(
            reasons,
            [
                "Nothing says what kind of organisation it is.",
                "The row is empty.",
                "It is the headings once more."
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_row_that_fits_two_is_rejected_and_never_guessed() {
    for_each_engine("two fit", |db| async move {
        let county = county(&db).await;
        let stamp = testing::stamp(&testing::clock());
        db.write(move |tx| {
            let suffolk = crate::organisation::by_slug(tx, "suffolk")?;
            crate::organisation::open(tx, &stamp, "parish-council", suffolk.as_ref(), "Cockfield PC", None)?;
            for _ in 0..2 {
                let person = crate::person::record(tx, &stamp, &crate::person::Name::new("Ann", "Lee"))?;
                let address = crate::contact_point::ContactPoint::email("ann@post.example");
                crate::membership::record_contact_points(tx, &stamp, person, &[address])?;
            }
            Ok::<_, testing::StoryError>(())
        })
        .await
        .unwrap();
        let people = ",Felsham Town Council,,,Ann Lee,,,,,,ann@post.example";
        let report = bring(&db, county.menna, &[COCKFIELD, people], How::Apply).await.unwrap();
        assert_eq!(report.counts.rejected, 2);
        assert_eq!(report.notes[0].text, "It matches 2 organisations, and which is meant is not guessed.");
        assert!(
            report.notes.iter().any(|n| n.text == "It matches 2 people, and which is meant is not guessed."),
            "{report:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_import_touches_no_sign_in_and_no_address_of_somebody_with_more_rights() {
    for_each_engine("rights are kept", |db| async move {
        let county = county(&db).await;
        let stamp = testing::stamp(&testing::clock());
        let cockfield = county.cockfield.id;
        db.write(move |tx| {
            let suffolk = crate::organisation::by_slug(tx, "suffolk")?.unwrap();
            let boss = testing::volunteer(
                tx,
                &stamp,
                crate::person::Name::new("Nia", "Boss"),
                "nia@home.example",
                "administrator",
                &suffolk,
                Some(jiff::civil::date(2027, 5, 3)),
            )?;
            crate::appointment::start(
                tx,
                &stamp,
                boss,
                "clerk",
                cockfield,
                testing::TODAY,
                crate::appointment::Ending::Open,
            )?;
            Ok::<_, testing::StoryError>(())
        })
        .await
        .unwrap();
        let accounts = "SELECT identifier, state FROM account ORDER BY identifier";
        let before: Vec<(String, String)> = db.read(move |tx| tx.all(accounts, &[])).await.unwrap();
        let rows = [
            "1,Cockfield Parish Council,,,Nia Boss,,01284 960111,,,,thief@elsewhere.example",
            "2,Felsham Town Council,,,Gwen Hughes,,,,,,gwen@post.example",
        ];
        let report = bring(&db, county.menna, &rows, How::Apply).await.unwrap();
        assert!(
            report.notes.iter().any(|n| n.line == 2 && n.text.starts_with("They may do more here than you")),
            "{report:?}"
        );
        assert_eq!(report.counts.rejected, 0, "the other rows still go in: {report:?}");
        assert_eq!(number_of(&db, "SELECT count(*) FROM contact_point WHERE value LIKE 'thief@%'").await, 0);
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM contact_point WHERE folded = '+441284960111'").await,
            1
        );
        let after: Vec<(String, String)> = db.read(move |tx| tx.all(accounts, &[])).await.unwrap();
        assert_eq!(after, before);
    })
    .await;
}

#[tokio::test]
async fn who_has_not_the_right_cannot_import_and_a_file_of_another_size_changes_nothing() {
    for_each_engine("the right is demanded", |db| async move {
        let county = county(&db).await;
        let story = rightless(&db).await;
        let before = everything(&db).await;
        for somebody in story {
            assert!(matches!(
                bring(&db, somebody, &[COCKFIELD], How::Apply).await,
                Err(ImportError::Denied(_))
            ));
        }
        let text = format!("{HEADING}\r\n{COCKFIELD}\r\n");
        let input = Input::bytes("clerks.csv", text.into_bytes());
        let expect = Some(Expect { rows: 20 });
        let off = contacts(
            &installation(&db),
            county.menna,
            input,
            Mapping::parse(MAPPING).unwrap(),
            How::Apply,
            expect,
            |_| {},
        )
        .await;
        assert!(matches!(off, Err(ImportError::RowsOff { was: 20, is: 1 })), "{off:?}");
        assert_eq!(everything(&db).await, before);
    })
    .await;
}

/// Rhian and Marek of Leeds, who look after no contacts.
async fn rightless(db: &Db) -> [PersonId; 2] {
    db.read(|tx| {
        let one = |tx: &mut store::Tx<'_>, who: &str| crate::account::person_of(tx, who).map(Option::unwrap);
        Ok::<_, StoreError>([one(tx, "rhian@home.example")?, one(tx, "marek@home.example")?])
    })
    .await
    .unwrap()
}
