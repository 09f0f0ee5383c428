//! Coordinators read the register of their unit, Data governance all of it; others only what they took.

use crate::members_download::*;
use crate::testing::{Browser, Portal, enrol, member, portal};
use axum::http::StatusCode;
use store::testing::for_each_engine;

const FILE_PASSWORD: &str = "purple heron over marsh";

/// The whole way of a spreadsheet through the pages; answers the file.
async fn takes_a_spreadsheet(browser: &mut Browser, slug: &str, words: &str) -> crate::testing::Answered {
    let start = format!("/organisations/{slug}/members/download");
    browser.get(&start).await;
    let entries =
        [("form", "spreadsheet"), ("reason", "newsletter"), ("words", words), ("filter", "state=current")];
    let columns = browser.post(&start, &entries).await.location.expect("on to the columns");
    let page = browser.get(&columns).await;
    assert!(page.says("Which columns do you need?") && page.says("A newsletter or other news"));
    let ticked = [("columns", "forenames"), ("columns", "surname")];
    let check = browser.post(&columns, &ticked).await.location.expect("on to the check");
    let page = browser.get(&check).await;
    assert!(page.says("Check what will be in the file"), "{}", page.body);
    let file = check.replace("/check", "/file");
    browser.post(&file, &[("password", FILE_PASSWORD)]).await
}

async fn with_members(portal: &Portal) {
    let (leeds, bradford) = (&portal.story.leeds, &portal.story.bradford);
    enrol(&portal.app.db, vec![member("Zuzanna", "Kowalczyk", leeds), member("Imran", "Hussain", bradford)])
        .await;
}

#[tokio::test]
async fn rhian_takes_a_file_and_finds_it_in_the_register_with_its_hash() {
    for_each_engine("register", |db| async move {
        let portal = portal(&db).await;
        with_members(&portal).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        assert!(
            rhian.get("/organisations/leeds/members/download/done").await.says("not downloaded anything")
        );
        let file = takes_a_spreadsheet(&mut rhian, "leeds", "the autumn newsletter").await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.body);
        assert!(!file.body.contains("Kowalczyk"));
        let done = rhian.get("/organisations/leeds/members/download/done").await;
        assert!(done.says("Delete it when you have used it") && done.says("Current members"));
        let register = rhian.get("/organisations/leeds/downloads").await;
        assert!(
            register.says("the autumn newsletter") && register.says("Rhian Morgan") && register.says("1 row")
        );
        assert!(register.says("Not said yet"));
        let filtered = rhian.get("/organisations/leeds/downloads?reason=event").await;
        assert!(!filtered.says("the autumn newsletter"));
        let address =
            register.body.split("href=\"/downloads/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let one = rhian.get(&format!("/downloads/{address}")).await;
        assert!(one.says("Forenames, Surname") && one.body.contains("SHA-256"));
        rhian
            .post(&format!("/downloads/{address}/deletion"), &[("back", "/organisations/leeds/downloads")])
            .await;
        assert!(rhian.get("/organisations/leeds/downloads").await.says("Yes, said on 22 November 2026"));
        let mut gareth = portal.signed_in("gareth@home.example").await;
        assert_eq!(gareth.get(&format!("/downloads/{address}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            gareth.post(&format!("/downloads/{address}/deletion"), &[]).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn the_register_pages_by_what_was_seen_last() {
    for_each_engine("register pages", |db| async move {
        let portal = portal(&db).await;
        with_members(&portal).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        for n in 0..26 {
            portal.clock.advance(jiff::SignedDuration::from_secs(60));
            takes_a_spreadsheet(&mut rhian, "leeds", &format!("newsletter number {n}.")).await;
        }
        let first = rhian.get("/organisations/leeds/downloads").await;
        assert!(first.says("number 25.") && first.says("number 1.") && !first.says("number 0."));
        let next = first.body.split("href=\"").find(|link| link.contains("after=")).expect("a next page");
        let next = next.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        let last = rhian.get(&next).await;
        assert!(last.says("number 0.") && !last.says("number 1."), "{}", last.body);
    })
    .await;
}

#[tokio::test]
async fn the_pages_of_a_download_keep_what_was_typed_and_explain_what_is_wrong() {
    for_each_engine("download pages", |db| async move {
        let portal = portal(&db).await;
        with_members(&portal).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let start = "/organisations/leeds/members/download";
        rhian.get(start).await;
        let page = rhian.post(start, &[("form", "labels"), ("words", "half typed <b>")]).await;
        assert!(page.says("Choose the reason") && page.field("words").as_deref() == Some("half typed <b>"));
        let labels = rhian
            .post(start, &[("form", "labels"), ("reason", "letter"), ("words", "a letter to all")])
            .await;
        let labels = labels.location.expect("on to the sheet");
        assert!(rhian.get(&labels).await.says("J8160"));
        let wrong =
            [("code", "J8160"), ("first", "22"), ("each", "household"), ("right", "9"), ("down", "0")];
        let page = rhian.post(&labels, &wrong).await;
        assert!(page.says("Give a number from 1 to 21") && page.says("Give a number from -3 to 3"));
        let right =
            [("code", "J8160"), ("first", "5"), ("each", "household"), ("right", "0,5"), ("down", "")];
        let check = rhian.post(&labels, &right).await.location.expect("on to the check");
        assert_eq!(
            rhian.get(&labels).await.field("first").as_deref(),
            Some("5"),
            "Back shows what was chosen"
        );
        if !portal.app.settings.fonts.is_dir() {
            println!("skipped: no fonts");
            return;
        }
        let page = rhian.get(&check).await;
        assert!(
            page.says("Label 5: row 2, column 2")
                && page.body.contains("<svg")
                && page.says("Zuzanna Kowalczyk")
        );
        let file = check.replace("/check", "/file");
        let page = rhian.post(&file, &[("password", "short")]).await;
        assert!(page.says("Use 10 characters or more") && !page.body.contains("short"));
        let page = rhian.post(&file, &[("password", FILE_PASSWORD), ("do", "check")]).await;
        assert!(page.says("Type it again") && !page.body.contains(FILE_PASSWORD), "{}", page.body);
        assert!(rhian.post(&file, &[("password", FILE_PASSWORD)]).await.body.starts_with("%PDF-2.0"));
        let mut marek = portal.signed_in("marek@home.example").await;
        assert_eq!(marek.get(&check).await.status, StatusCode::FORBIDDEN);
        let page = marek.get(start).await;
        assert!(page.status == StatusCode::FORBIDDEN && page.says("Group Coordinator"));
        let mut amina = portal.signed_in("amina@home.example").await;
        assert!(amina.get("/organisations/bradford/members/download").await.says("expired on 3 May 2026"));
        let mut gareth = portal.signed_in("gareth@home.example").await;
        assert_eq!(gareth.get(&check).await.status, StatusCode::NOT_FOUND, "another's draft is not there");
        assert!(gareth.get("/labels/J8160/calibration").await.body.starts_with("%PDF-2.0"));
    })
    .await;
}

#[tokio::test]
async fn the_reason_list_and_the_register_know_the_same_reasons() {
    let t = crate::testing::words();
    for reason in REASONS {
        assert_ne!(t.plain(reason.words), reason.words);
    }
    for column in COLUMNS {
        assert_ne!(t.plain(column.words), column.words);
    }
    for why in Why::ALL {
        assert_ne!(t.plain(why.words()), why.words());
    }
}
