use super::*;
use crate::testing::TODAY;
use store::testing::for_each_engine;

const FIONA: &str = "17,Fiona,Burton,30/09/1995,fiona@inbox.example,07700900655 (eves only),177 Hall Knoll,Leeds,LS6 2AB,Leeds,Y";

#[tokio::test]
async fn a_member_comes_in_with_everything_and_the_list_finds_them() {
    for_each_engine("a member comes in", |db| async move {
        let story = testing::story(&db).await;
        let report = bring(&db, story.gareth, SMALL_HEADING, &[FIONA]).await.unwrap();
        assert_eq!((report.counts.imported, report.counts.rows()), (1, 1), "{report:?}");
        let row: (String, String, String, bool) = db
            .read(|tx| tx.one("SELECT name, town, contact, by_email FROM member_entry", &[]))
            .await
            .unwrap();
        assert_eq!(row, ("Burton, Fiona".into(), "Leeds".into(), "fiona@inbox.example".into(), true));
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM contact_point WHERE folded = '+447700900655'").await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_blank_is_filled_and_what_stands_is_kept() {
    for_each_engine("blanks are filled", |db| async move {
        let story = testing::story(&db).await;
        let first = ",Fiona,Burton,,fiona@inbox.example,,,,,Leeds,";
        let second =
            ",FIONA,BURTON,30/09/1995,Fiona@INBOX.example,07700 900655,177 Hall Knoll,Leeds,ls62ab,Leeds,Y";
        let third =
            ",Fiona,Burton,30/09/1995,fiona@inbox.example,07700 900127,177 Hall Knoll,Leeds,LS6 2AB,Leeds,N";
        bring(&db, story.gareth, SMALL_HEADING, &[first]).await.unwrap();
        let report = bring(&db, story.gareth, SMALL_HEADING, &[second, third]).await.unwrap();
        assert_eq!(report.counts.merged, 2, "{report:?}");
        let texts: Vec<&str> = report.notes.iter().map(|n| n.text.as_str()).collect();
        assert_eq!(texts, ["The record has another telephone number; it is kept."]);
        let who: (String, String, String) = db
            .read(|tx| {
                tx.one(
                    "SELECT given_name, family_name, date_of_birth FROM person WHERE family_name = 'Burton'",
                    &[],
                )
            })
            .await
            .unwrap();
        assert_eq!(who, ("Fiona".into(), "Burton".into(), "1995-09-30".into()));
        assert_eq!(number_of(&db, "SELECT count(*) FROM contact_point WHERE kind = 'phone'").await, 1);
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM member_entry WHERE by_email").await,
            0,
            "an objection takes effect"
        );
    })
    .await;
}

#[tokio::test]
async fn a_source_with_numbers_is_followed_until_somebody_else_changes_the_field() {
    for_each_engine("a source is followed", |db| async move {
        let story = testing::story(&db).await;
        bring(&db, story.gareth, SMALL_HEADING, &[FIONA]).await.unwrap();
        let married = FIONA.replace("Burton", "Hall").replace("fiona@inbox", "fi.hall@inbox");
        let report = bring(&db, story.gareth, SMALL_HEADING, &[&married]).await.unwrap();
        assert_eq!(report.counts.changed.keys().map(String::as_str).collect::<Vec<_>>(), ["email", "family name"]);
        let entry = "SELECT count(*) FROM member_entry WHERE name = 'Hall, Fiona' AND contact = 'fi.hall@inbox.example'";
        assert_eq!(number_of(&db, entry).await, 1);
        db.write(|tx| tx.run("UPDATE person SET family_name = 'Hall-Burton' WHERE family_name = 'Hall'", &[])).await.unwrap();
        let report = bring(&db, story.gareth, SMALL_HEADING, &[FIONA]).await.unwrap();
        assert_eq!(number_of(&db, "SELECT count(*) FROM person WHERE family_name = 'Hall-Burton'").await, 1, "{report:?}");
        assert_eq!(number_of(&db, "SELECT count(*) FROM contact_point WHERE value = 'fiona@inbox.example' AND valid_until IS NULL").await, 1);
        assert_eq!(number_of(&db, "SELECT count(*) FROM person WHERE given_name = 'Fiona'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_row_that_matches_two_people_is_rejected_and_never_guessed() {
    for_each_engine("two people match", |db| async move {
        let story = testing::story(&db).await;
        let one = "1,Ann,Lee,01/02/1950,ann@post.example,,2 Mill Lane,Leeds,LS6 2AB,Leeds,";
        let other = "2,Ann,Lee,01/02/1950,,,9 High Street,Leeds,LS7 1AA,Leeds,";
        bring(&db, story.gareth, SMALL_HEADING, &[one, other]).await.unwrap();
        let both = ",Ann,Lee,01/02/1950,ann@post.example,,9 High Street,Leeds,LS7 1AA,Leeds,";
        let report = bring(&db, story.gareth, SMALL_HEADING, &[both]).await.unwrap();
        assert_eq!(report.counts.rejected, 1);
        assert_eq!(report.notes[0].text, "It matches 2 people, and which is meant is not guessed.");
    })
    .await;
}

#[tokio::test]
async fn father_and_son_of_one_name_at_one_address_stay_two() {
    for_each_engine("father and son", |db| async move {
        let story = testing::story(&db).await;
        let father = ",John,Lee,01/02/1950,lee@post.example,,2 Mill Lane,Leeds,LS6 2AB,Leeds,";
        let son = ",John,Lee,03/04/1980,lee@post.example,,2 Mill Lane,Leeds,LS6 2AB,Leeds,";
        let mother = ",Mary,Lee,05/06/1952,lee@post.example,,2 Mill Lane,Leeds,LS6 2AB,Leeds,";
        let report = bring(&db, story.gareth, SMALL_HEADING, &[father, son, mother]).await.unwrap();
        assert_eq!(report.counts.imported, 3);
        let texts: Vec<&str> = report.notes.iter().map(|n| n.text.as_str()).collect();
        assert!(
            texts[0].contains("another date of birth") && texts[1].contains("Somebody of another name"),
            "{texts:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_import_touches_no_sign_in_and_no_address_of_somebody_who_has_one() {
    for_each_engine("sign-ins are not touched", |db| async move {
        let story = testing::story(&db).await;
        let accounts = "SELECT identifier, identifier_folded, state FROM account ORDER BY identifier";
        let before: Vec<(String, String, String)> = db.read(move |tx| tx.all(accounts, &[])).await.unwrap();
        db.write(move |tx| {
            let home = crate::contact_point::ContactPoint::post("1 Park Row", "Leeds", None, "LS1 5HD");
            tx.run("UPDATE person SET date_of_birth = '1970-01-02' WHERE id = ?1", &[&story.rhian])?;
            crate::membership::record_contact_points(
                tx,
                &testing::stamp(&testing::clock()),
                story.rhian,
                &[home],
            )?;
            let joining = crate::membership::Joining {
                organisation: story.leeds.id,
                category: "Individual",
                number: None,
                joined_on: None,
                term: (TODAY, None),
            };
            crate::membership::join(tx, &testing::stamp(&testing::clock()), story.rhian, &joining)
        })
        .await
        .unwrap();
        let row =
            ",Rhian,Morgan,02/01/1970,thief@elsewhere.example,07700900001,1 Park Row,Leeds,LS1 5HD,Leeds,";
        let taken = ",Somebody,Else,,rhian@home.example,,,,,Leeds,";
        let report = bring(&db, story.gareth, SMALL_HEADING, &[row, taken]).await.unwrap();
        assert_eq!(
            (report.counts.merged, report.counts.imported),
            (1, 1),
            "the other rows still go in: {report:?}"
        );
        assert!(report.notes[0].text.starts_with("They have a sign-in"), "{report:?}");
        assert_eq!(number_of(&db, "SELECT count(*) FROM contact_point WHERE value LIKE 'thief@%'").await, 0);
        let after: Vec<(String, String, String)> = db.read(move |tx| tx.all(accounts, &[])).await.unwrap();
        assert_eq!(after, before);
    })
    .await;
}

#[tokio::test]
async fn who_has_not_the_right_cannot_import_and_nothing_is_written() {
    for_each_engine("the right is demanded", |db| async move {
        let story = testing::story(&db).await;
        let before = sizes(&db).await;
        for somebody in [story.rhian, story.marek, story.amina] {
            let refused = bring(&db, somebody, SMALL_HEADING, &[FIONA]).await;
            assert!(matches!(refused, Err(ImportError::Denied(_))), "{refused:?}");
        }
        assert_eq!(sizes(&db).await, before);
    })
    .await;
}

#[tokio::test]
async fn rows_that_cannot_come_in_are_listed_with_line_and_reason() {
    for_each_engine("reasons", |db| async move {
        let story = testing::story(&db).await;
        let rows = [
            FIONA,
            ",,,,,,,,,,",
            "",
            ",,,01/02/1950,a@b.example,,,,,Leeds,",
            ",Bo,Diaz,,,,,,,Atlantis,",
            ",Bo,Diaz,,,,,,,,",
            ",Bo,Diaz,,,,,,,Leeds,,surplus",
            ",Bo\0,Diaz,,,,,,,Leeds,",
        ];
        let report = bring(&db, story.gareth, SMALL_HEADING, &rows).await.unwrap();
        assert_eq!((report.counts.imported, report.counts.rejected, report.rows), (1, 6, 7));
        let lines: Vec<u64> = report.notes.iter().map(|n| n.line).collect();
        assert_eq!(lines, [3, 5, 6, 7, 8, 9], "lines as an editor counts them: {:?}", report.notes);
        let mut text = Vec::new();
        report.write(&mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(text.contains("rejected             6") && text.contains("rows                 7"), "{text}");
        assert!(
            !text.contains("Diaz") && !text.contains("Burton"),
            "a report repeats nothing personal: {text}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_run_stores_no_cell_of_the_file_in_the_clear() {
    let db = store::testing::fresh_sqlite().await;
    let story = testing::story(&db).await;
    bring(&db, story.gareth, SMALL_HEADING, &[FIONA, FIONA]).await.unwrap();
    let kept: Vec<(String,)> = db
        .read(|tx| {
            tx.all(
                "SELECT coalesce(reason, '') || coalesce(warnings, '') || coalesce(changed, '') || hex(fingerprint) FROM import_row
                 UNION ALL SELECT hex(payload) FROM journal UNION ALL SELECT hex(said) FROM import_link",
                &[],
            )
        })
        .await
        .unwrap();
    for (text,) in kept {
        for secret in ["Burton", "fiona", "Hall Knoll"] {
            assert!(
                !text.contains(secret)
                    && !text.contains(&crate::sealing::hex(secret.as_bytes()).to_uppercase())
            );
        }
    }
}

#[test]
fn a_mapping_with_an_unknown_key_is_refused_with_its_line() {
    let error = |text: &str| Mapping::parse(text).unwrap_err().to_string();
    assert!(
        error("source = \"x\"\ncolour = 1\n[columns]\na = \"name\"")
            .contains("line 2: unknown field `colour`")
    );
    assert!(error("source = \"x\"\n[columns]\na = \"nam\"\n").contains("line 3"));
    assert!(error("[columns]\na = \"name\"").contains("names no source"));
    assert!(error("source = \"x\"\n[columns]\na = \"town\"").contains("no column for the name"));
    assert!(error("source = \"x\"\n[columns]\na = \"name\"").contains("says nothing about groups"));
    let twice = "source = \"x\"\n[columns]\na = \"name\"\nb = \"town\"\nc = \"town\"\nd = \"organisation\"";
    assert!(error(twice).contains("same field"));
    assert!(Mapping::parse(MAPPING).is_ok());
}
