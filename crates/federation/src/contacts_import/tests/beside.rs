//! Tags, notes and memberships that come with a list: into new and known councils, forward and back.

use super::*;
use store::testing::for_each_engine;

const TAGGED: &str = "1,Cockfield Parish Council,,Y,Paige McCarthy,,,,,,,\"pilot; newsletter\",Ring after 6pm,,01/04/2025,31/03/2027";

async fn run_of(report: &Report) -> RunId {
    report.run.as_deref().unwrap().parse().unwrap()
}

async fn terms(db: &Db) -> Vec<(String, Option<String>)> {
    let sql = "SELECT t.starts_on, t.ends_on FROM membership_term t JOIN membership m ON m.id = t.membership_id
               JOIN organisation o ON o.id = m.member_organisation_id WHERE o.name = 'Cockfield Parish Council'
               ORDER BY t.starts_on";
    db.read(move |tx| tx.all(sql, &[])).await.unwrap()
}

#[tokio::test]
async fn a_known_council_gets_its_tags_its_note_and_its_membership_and_gives_them_back() {
    for_each_engine("tags come in", |db| async move {
        let county = county(&db).await;
        let before = everything(&db).await;
        let dry = bring(&db, county.menna, &[TAGGED], How::DryRun).await.unwrap();
        assert_eq!(everything(&db).await, before);
        let report = bring(&db, county.menna, &[TAGGED], How::Apply).await.unwrap();
        assert_eq!(dry.counts, report.counts);
        assert_eq!((report.counts.tags, report.counts.notes, report.counts.memberships), (2, 1, 1));
        let new: Vec<&str> = dry.new_tags.keys().map(String::as_str).collect();
        assert_eq!(new, ["newsletter", "pilot"], "the dry run warns of tags that are new");
        assert!(dry.notes.iter().any(|n| n.text.starts_with("It names a tag that is new here")));
        let held = "SELECT count(*) FROM contact_tag WHERE subject_id = (SELECT id FROM organisation WHERE name = 'Cockfield Parish Council')";
        assert_eq!(number_of(&db, held).await, 2);
        assert_eq!(terms(&db).await, [("2025-04-01".to_owned(), Some("2027-03-31".to_owned()))]);
        let note: (String, String) =
            db.read(|tx| tx.one("SELECT text, source FROM contact_note", &[])).await.unwrap();
        assert_eq!(note, ("Ring after 6pm".to_owned(), "County list".to_owned()));
        let undone = take_back(&installation(&db), county.menna, run_of(&report).await).await.unwrap();
        assert_eq!(undone.kept, 0, "{undone:?}");
        assert_eq!(everything(&db).await, before, "the tags that it made went too");
        assert!(db.read(crate::journal::verify).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_later_end_is_another_term_and_what_somebody_set_themselves_stays() {
    for_each_engine("memberships are renewed", |db| async move {
        let county = county(&db).await;
        bring(&db, county.menna, &[TAGGED], How::Apply).await.unwrap();
        let renewed = TAGGED.replace("31/03/2027", "31/03/2028");
        let report = bring(&db, county.menna, &[&renewed], How::Apply).await.unwrap();
        assert_eq!((report.counts.memberships, report.counts.notes, report.counts.tags), (1, 0, 0));
        let until = |text: &str| Some(text.to_owned());
        let both =
            [("2025-04-01".to_owned(), until("2027-03-31")), ("2027-04-01".to_owned(), until("2028-03-31"))];
        assert_eq!(terms(&db).await, both);
        // The office knows better: the council pays until 2030.
        db.write(|tx| {
            tx.run("UPDATE membership_term SET ends_on = '2030-03-31' WHERE ends_on = '2028-03-31'", &[])
        })
        .await
        .unwrap();
        let shorter = TAGGED.replace("31/03/2027", "30/06/2028").replace("Ring after 6pm", "Prefers post");
        let report = bring(&db, county.menna, &[&shorter], How::Apply).await.unwrap();
        assert!(
            report.notes.iter().any(|n| n.text == "The record has another end of membership; it is kept.")
        );
        assert_eq!(report.counts.notes, 1, "what the list says now is a second note");
        assert_eq!(number_of(&db, "SELECT count(*) FROM contact_note").await, 2);
        let undone = take_back(&installation(&db), county.menna, run_of(&report).await).await.unwrap();
        assert_eq!((undone.taken_back, undone.kept), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_council_leaves_when_the_list_that_brought_it_says_so_and_otherwise_stays() {
    for_each_engine("councils leave", |db| async move {
        let county = county(&db).await;
        let (cockfield, felsham) = ("1,Cockfield PC,,Y,,,,,,,,,,,01/04/2025", "2,Felsham Town Council,,N");
        bring(&db, county.menna, &[cockfield, felsham], How::Apply).await.unwrap();
        assert_eq!(number_of(&db, "SELECT count(*) FROM membership WHERE member_organisation_id IS NOT NULL AND ended_on IS NULL AND organisation_id = (SELECT id FROM organisation WHERE name = 'Suffolk')").await, 1);
        let report = bring(&db, county.menna, &["1,Cockfield PC,,lapsed 2023", felsham], How::Apply).await.unwrap();
        assert_eq!(report.counts.memberships, 1);
        let ended = "SELECT count(*) FROM membership WHERE ended_on = '2026-11-21'";
        assert_eq!(number_of(&db, ended).await, 1, "their last day was yesterday");
        let back = bring(&db, county.menna, &[cockfield], How::Apply).await.unwrap();
        assert_eq!(back.counts.memberships, 1, "and they may come back: {back:?}");
        let undone = take_back(&installation(&db), county.menna, run_of(&back).await).await.unwrap();
        assert_eq!(undone.kept, 0);
        let undone = take_back(&installation(&db), county.menna, run_of(&report).await).await.unwrap();
        assert_eq!(undone.kept, 0);
        assert_eq!(number_of(&db, ended).await, 0);
        // Whom another list brought does not leave by this one.
        let other = MAPPING.replace("County list", "District list");
        let input = Input::bytes("d.csv", format!("{HEADING}\r\n1,Cockfield PC,,N\r\n").into_bytes());
        let mapping = Mapping::parse(&other).unwrap();
        let report =
            contacts(&installation(&db), county.menna, input, mapping, How::Apply, None, |_| {}).await.unwrap();
        assert!(report.notes.iter().any(|n| n.text == "The record has another membership; it is kept."));
    })
    .await;
}

#[tokio::test]
async fn a_tag_that_somebody_else_bears_by_now_outlives_the_run_that_made_it() {
    for_each_engine("tags outlive", |db| async move {
        let county = county(&db).await;
        let report = bring(&db, county.menna, &[TAGGED], How::Apply).await.unwrap();
        let menna = county.menna;
        let stamp = testing::stamp(&testing::clock());
        db.write(move |tx| {
            let tag = crate::tag::known(tx, "Pilot")?.unwrap();
            let tagged = crate::tag::Tagged { tag, name: "pilot".into(), reason: "asked for it".into() };
            crate::tag::put(
                tx,
                &stamp,
                crate::contact::Subject::Person(menna),
                stamp.ids.next(),
                Some(&tagged),
            )
        })
        .await
        .unwrap();
        take_back(&installation(&db), county.menna, run_of(&report).await).await.unwrap();
        let left: Vec<(String,)> = db.read(|tx| tx.all("SELECT name FROM tag", &[])).await.unwrap();
        assert_eq!(left, [("pilot".to_owned(),)]);
    })
    .await;
}
