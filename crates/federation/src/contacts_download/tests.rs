//! Gareth takes selected contacts out, on the record; whoever loses the right meanwhile gets no file.

use super::column::COLUMNS;
use super::file::Job;
use crate::access::{self, Denied, ManageContacts, Refusal};
use crate::acting::Door;
use crate::contact_point::ContactPoint;
use crate::contacts::LIST_NAME;
use crate::installation::Settings;
use crate::members_download::{
    Columns, Download, DownloadError, Finished, Purpose, RECORD, RECORD_FROM, give_out,
};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::selection::{self, Frozen};
use crate::testing::{self, Folder, Portal, TODAY, bytes, enrol, file_password, member, portal, rows, words};
use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::testing::for_each_engine;
use store::{Db, StoreError};

async fn entries_made(db: &Db) {
    let now = testing::clock().now();
    while db.write(move |tx| crate::contact_entry::renew(tx, now, TODAY)).await.expect("entries") > 0 {}
}

/// Gareth's selection of these, frozen.
async fn selected(portal: &Portal, people: &[PersonId], organisations: &[OrganisationId]) -> Frozen {
    let (gareth, stamp) = (portal.story.gareth, portal.app.stamp(Some(portal.story.gareth), Door::Page));
    let (people, organisations) = (people.to_vec(), organisations.to_vec());
    let frozen = portal.app.db.write(move |tx| -> Result<_, selection::SelectionError> {
        let open = selection::open(tx, &stamp, gareth, LIST_NAME)?;
        let open = selection::tick(tx, &stamp, open, &people, &people)?;
        let open = selection::tick(tx, &stamp, open, &organisations, &organisations)?;
        Ok(selection::freeze(tx, &stamp, open)?)
    });
    frozen.await.expect("they can be selected")
}

struct Wish {
    job: Job,
    stamp: crate::acting::Stamp,
}

async fn wish(portal: &Portal, frozen: Frozen, keys: &[&str]) -> Wish {
    let stamp = portal.app.stamp(Some(portal.story.gareth), Door::Page);
    let gareth = portal.story.gareth;
    let right = portal.app.db.read(move |tx| -> Result<_, Denied> {
        let actor = access::actor(tx, gareth, TODAY)?.expect("an account");
        access::right_anywhere::<ManageContacts>(tx, &actor)
    });
    let job = Job {
        t: words(),
        right: right.await.expect("Gareth may"),
        frozen,
        purpose: Purpose::of("letter", "the calendar for the printer").unwrap(),
        columns: Columns::among(COLUMNS, keys.iter().copied()).unwrap(),
        today: TODAY,
        now: stamp.now,
    };
    Wish { job, stamp }
}

async fn take(portal: &Portal, spool: &Folder, wish: Wish) -> Result<Finished, DownloadError> {
    let settings = Settings { spool: spool.0.clone(), ..(*portal.app.settings).clone() };
    let house = crate::installation::Installation {
        settings: Arc::new(settings),
        ..portal.app.installation().clone()
    };
    give_out(&house, wish.stamp, wish.job, file_password()).await
}

async fn register(db: &Db) -> Vec<Download> {
    let read = db.read(|tx| -> Result<Vec<Download>, StoreError> {
        tx.all(&format!("SELECT {RECORD} {RECORD_FROM} ORDER BY download.at"), &[])
    });
    read.await.expect("the register")
}

#[tokio::test]
async fn people_and_organisations_stand_in_one_protected_sheet_and_the_register_has_its_hash() {
    for_each_engine("contacts out", |db| async move {
        let portal = portal(&db).await;
        let mut shy = member("Zuzanna", "Kowalczyk", &portal.story.leeds);
        shy.contact_points.push(ContactPoint::phone("0113 496 0000"));
        shy.contact_points[1] = ContactPoint::post("Flat 2\n12 Mill Lane", "Leeds", None, "LS6 2AB");
        let trick = member("=HYPERLINK(\"http://x\")", "+Albright", &portal.story.leeds);
        let made = enrol(&db, vec![shy, trick, member("Not", "Chosen", &portal.story.leeds)]).await;
        entries_made(&db).await;
        let spool = Folder::new();
        let people = [made[0].person, made[1].person];
        let frozen = selected(&portal, &people, &[portal.story.bradford.id]).await;
        let keys = [
            "forenames",
            "surname",
            "organisation",
            "kind",
            "place",
            "category",
            "state",
            "email",
            "phone",
            "street",
            "street2",
            "town",
            "postcode",
        ];
        let finished = take(&portal, &spool, wish(&portal, frozen, &keys).await).await.expect("a file");
        assert_eq!(
            finished.name,
            "centre-contacts-2026-11-22.xlsx".replace("centre", &portal.story.centre.slug)
        );
        assert_eq!(std::fs::read_dir(&spool.0).unwrap().count(), 0, "a file under way has no name");
        let file = bytes(finished);
        let rows = rows(&file);
        assert_eq!(rows.len(), 4, "{rows:?}");
        assert_eq!(rows[0][..4], ["Forenames", "Surname", "Organisation", "Kind"]);
        assert_eq!(rows[1][..2], ["=HYPERLINK(\"http://x\")", "+Albright"], "a name stays a name");
        assert_eq!(rows[2][0], "Bradford", "in the order of the list: {rows:?}");
        let zuzanna = [
            "Zuzanna",
            "Kowalczyk",
            "Person",
            "Leeds",
            "Individual",
            "Current",
            "zuzanna.kowalczyk@post.example",
            "0113 496 0000",
            "Flat 2",
            "12 Mill Lane",
            "Leeds",
            "LS6 2AB",
        ];
        assert_eq!(rows[3], zuzanna);
        let two = selected(&portal, &people[..1], &[portal.story.bradford.id]).await;
        let finished = take(&portal, &spool, wish(&portal, two, &["surname", "organisation"]).await).await;
        let few = testing::rows(&bytes(finished.expect("a file")));
        assert_eq!(few[1..], [["Bradford"], ["Kowalczyk"]], "few are sorted, many walked: the same order");
        let register = register(&db).await;
        assert_eq!(register.len(), 2);
        let row = register.iter().find(|r| r.pieces == 3).expect("the first");
        assert_eq!(row.sha256.as_slice(), Sha256::digest(&file).as_slice());
        assert_eq!((row.person, row.organisation), (portal.story.gareth, portal.story.centre.id));
        assert_eq!((row.reason.as_str(), row.words.as_str()), ("letter", "the calendar for the printer"));
        assert_eq!(row.filter_words, "3 contacts, selected in the list");
        assert_eq!(row.columns.len(), keys.len());
    })
    .await;
}

#[tokio::test]
async fn whose_training_runs_out_while_the_file_waits_gets_none() {
    for_each_engine("contacts out refused", |db| async move {
        let portal = portal(&db).await;
        let made = enrol(&db, vec![member("Zuzanna", "Kowalczyk", &portal.story.leeds)]).await;
        entries_made(&db).await;
        let spool = Folder::new();
        let frozen = selected(&portal, &[made[0].person], &[]).await;
        let wish = wish(&portal, frozen, &["surname"]).await;
        let gareth = portal.story.gareth;
        let expire = "UPDATE attainment SET expires_on = '2026-11-01' WHERE person_id = ?1";
        db.write(move |tx| tx.run(expire, &[&gareth])).await.expect("it can expire");
        let refused = take(&portal, &spool, wish).await.expect_err("no right, no file");
        assert!(
            matches!(refused, DownloadError::Denied(Denied::Refused(Refusal::Unmet { .. }))),
            "{refused:?}"
        );
        assert!(register(&db).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_page_asks_for_the_least_and_leads_to_what_to_do_next() {
    for_each_engine("contacts out by page", |db| async move {
        let portal = portal(&db).await;
        enrol(&db, vec![member("Zuzanna", "Kowalczyk", &portal.story.leeds)]).await;
        entries_made(&db).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        gareth.get("/contacts").await;
        gareth.post("/contacts/selection", &[("pick", "all"), ("back", "/contacts?q=kowalczyk")]).await;
        assert!(gareth.get("/contacts").await.says("Download those selected"));
        let address = gareth.post("/contacts/acts", &[("act", "download")]).await.location.expect("on");
        let page = gareth.get(&address).await;
        assert!(page.says("1 contact, selected in the list"), "{}", page.body);
        assert_eq!(page.body.matches(" checked").count(), 3, "names alone are ticked");
        let wrong = gareth.post(&address, &[("words", "the calendar"), ("password", "short")]).await;
        assert!(wrong.says("Choose the reason") && wrong.says("Tick at least one column"), "{}", wrong.body);
        assert!(wrong.says("characters or more") && wrong.says("value=\"the calendar\""));
        let entries = [
            ("reason", "letter"),
            ("words", "the calendar"),
            ("columns", "surname"),
            ("columns", "place"),
            ("password", testing::FILE_PASSWORD),
        ];
        let file = gareth.post(&address, &entries).await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.body);
        assert!(!file.body.contains("Kowalczyk"));
        let next = gareth.get("/contacts/downloads/latest").await.location.expect("on to the register");
        let one = gareth.get(&next).await;
        assert!(one.says("the calendar") && one.says("Surname, Where") && one.says("I have deleted it"));
        let mut rhian = portal.signed_in("rhian@home.example").await;
        for hidden in [&address, "/contacts/downloads/latest", &next] {
            let refused = rhian.get(hidden).await;
            assert!(matches!(refused.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND), "{hidden}");
        }
    })
    .await;
}
