//! Stories of the desk for lists that come by themselves. Gareth looks after all contacts; Rhian coordinates one group.

use crate::feed;
use crate::installation::{FeedPlaces, Installation, Settings};
use crate::testing::{self, Browser, Portal};
use std::path::PathBuf;
use std::sync::Arc;
use store::testing::for_each_engine;

const LISTS: &str = "/contacts/imports/feeds";

/// The portal where the operator has opened a folder and a database to lists.
async fn set_up(db: &store::Db) -> (Portal, PathBuf) {
    let portal = testing::portal(db).await;
    let stamp = testing::stamp(&testing::clock());
    db.write(move |tx| {
        crate::organisation::open(tx, &stamp, "county-association", None, "Suffolk", None).map(drop)
    })
    .await
    .unwrap();
    let name = crate::sealing::hex(&crate::sealing::random_bytes::<8>().unwrap());
    let folder = std::env::temp_dir().join(format!("chapterhouse-feed-desk-{name}"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("clerks-1.csv"), list(0..20)).unwrap();
    let places = [("District", folder.display().to_string()), ("CRM", "sqlite:/nowhere.db".to_owned())];
    let places = FeedPlaces(places.into_iter().map(|(name, at)| (name.to_owned(), at)).collect());
    let house = portal.app.installation();
    let settings = Settings { feed_places: places, ..(*house.settings).clone() };
    let house = Installation { settings: Arc::new(settings), ..house.clone() };
    let hasher = crate::account::hashing::Hasher::quick();
    let app = crate::visit::App::with_hasher(house, portal.app.site().catalogue.clone(), hasher).unwrap();
    let router = crate::routes().into_router(app.clone());
    (Portal { app, router, ..portal }, folder)
}

fn list(rows: std::ops::Range<u32>) -> String {
    rows.fold("Council,Clerk,Tel\n".to_owned(), |all, n| {
        all + &format!("Village{n} PC,Given{n} Family{n},01284 96{n:04}\n")
    })
}

const FOLDER: [(&str, &str); 6] = [
    ("kind", "folder"),
    ("name", "Clerks"),
    ("place", "District"),
    ("file", "clerks-*.csv"),
    ("at", "02:00"),
    ("source", ""),
];

fn with<'a>(fields: &[(&'a str, &'a str)], changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(name, _)| !changes.iter().any(|(n, _)| n == name));
    kept.chain(changes).copied().collect()
}

async fn number_of(db: &store::Db, sql: &'static str) -> i64 {
    db.read(move |tx| tx.one::<(i64,)>(sql, &[])).await.unwrap().0
}

/// Gareth sets a list up from the folder, and says what its columns mean.
async fn explained(portal: &Portal, gareth: &mut Browser) -> String {
    gareth.get(LISTS).await;
    let added = gareth.post(LISTS, &FOLDER).await;
    let address = added.location.clone().unwrap_or_else(|| panic!("{}", added.body));
    assert!(gareth.get(&address).await.says("Look at the data first"));
    let looked = gareth.post(&format!("{address}/trial"), &[]).await.location.unwrap();
    assert!(gareth.get(&looked).await.says("Fetching the data"));
    portal.work().await;
    let form = gareth.get(&looked).await;
    assert!(form.says("For example: Village0 PC"), "{}", form.body);
    let meaning = [
        ("source", "District"),
        ("under", "Suffolk"),
        ("kind", "parish-council"),
        ("header", "1"),
        ("sheet", ""),
        ("column-0", "organisation"),
        ("column-1", "person"),
        ("column-2", "office-phone"),
    ];
    gareth.post(&format!("{looked}/mapping"), &meaning).await;
    portal.work().await;
    let tried = gareth.get(&looked).await;
    assert!(tried.says("Nothing was written yet.") && tried.says("20 new organisations"), "{}", tried.body);
    assert!(!tried.says("Bring it in") && tried.says("Go to the overnight list"));
    address
}

#[tokio::test]
async fn a_list_is_set_up_looked_at_tried_set_going_and_run() {
    for_each_engine("the desk of lists", |db| async move {
        let (portal, folder) = set_up(&db).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        assert!(gareth.get(LISTS).await.says("No list comes by itself yet."));
        assert!(gareth.get(&format!("{LISTS}/new")).await.says("An address of the web"));
        let form = gareth.get(&format!("{LISTS}/new?kind=folder")).await;
        assert!(form.says("District") && !form.body.contains(&folder.display().to_string()));
        let address = explained(&portal, &mut gareth).await;
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM organisation WHERE kind = 'parish-council'").await,
            0
        );
        assert!(gareth.get(&address).await.says("being set up"));
        gareth.post(&format!("{address}/going"), &[]).await;
        gareth.post(&format!("{address}/run"), &[]).await;
        gareth.post(&format!("{address}/run"), &[]).await;
        assert!(gareth.get(&address).await.says("The data is being fetched."));
        portal.work().await;
        let page = gareth.get(&address).await;
        assert!(page.says("comes every night") && page.says("It came in."), "{}", page.body);
        assert_eq!(number_of(&db, "SELECT count(*) FROM feed_run").await, 1, "pressed twice, run once");
        let report = page.body.split("/contacts/imports/runs/").nth(1).unwrap().split('"').next().unwrap();
        let report = gareth.get(&format!("/contacts/imports/runs/{report}")).await;
        assert!(report.says("20 new"), "{}", report.body);
        assert!(gareth.get(LISTS).await.says("comes every night"));

        gareth.post(&format!("{address}/removal"), &[]).await;
        assert_eq!(gareth.get(&address).await.status.as_u16(), 404);
        assert_eq!(number_of(&db, "SELECT count(*) FROM feed_run").await, 1, "its runs are kept");
        assert!(db.read(crate::journal::verify).await.is_ok());
        std::fs::remove_dir_all(folder).unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_stopped_list_says_why_and_somebody_who_looked_lets_its_number_pass() {
    let db = store::testing::fresh_sqlite().await;
    let (portal, folder) = set_up(&db).await;
    let mut gareth = portal.signed_in("gareth@home.example").await;
    let address = explained(&portal, &mut gareth).await;
    gareth.post(&format!("{address}/going"), &[]).await;
    gareth.post(&format!("{address}/run"), &[]).await;
    portal.work().await;
    std::fs::write(folder.join("clerks-1.csv"), list(0..12)).unwrap();
    gareth.post(&format!("{address}/run"), &[]).await;
    portal.work().await;
    let page = gareth.get(&address).await;
    assert!(
        page.says("12 rows where 20 were expected") && page.says("Bring in all 12 rows"),
        "{}",
        page.body
    );
    assert!(gareth.get("/contacts/imports").await.says("12 rows where 20 were expected"));
    gareth.post(&format!("{address}/rows"), &[]).await;
    portal.work().await;
    let page = gareth.get(&address).await;
    assert!(page.says("comes every night") && !page.says("are right"), "{}", page.body);

    let silent = gareth.post(&format!("{address}/stop"), &[("because", "")]).await;
    assert!(silent.says("Say in up to 500 letters why"), "{}", silent.body);
    gareth.post(&format!("{address}/stop"), &[("because", "The district moves house.")]).await;
    let page = gareth.get(&address).await;
    assert!(page.says("The district moves house.") && page.says("Set it going again"), "{}", page.body);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn nobody_names_a_folder_or_a_database_of_their_own_and_what_is_wrong_is_said_at_its_field() {
    let db = store::testing::fresh_sqlite().await;
    let (portal, folder) = set_up(&db).await;
    let mut gareth = portal.signed_in("gareth@home.example").await;
    gareth.get(LISTS).await;
    for (change, sentence) in [
        (("place", "/etc"), "There is no such place"),
        (("file", "../secret.csv"), "named alone, without a folder"),
        (("name", ""), "Give the list a name"),
        (("at", "late"), "Write the hour as 02:00"),
    ] {
        let answered = gareth.post(LISTS, &with(&FOLDER, &[change])).await;
        assert!(answered.says(sentence), "{change:?}: {}", answered.body);
        let kept = if change.0 == "file" { "../secret.csv" } else { "clerks-*.csv" };
        assert_eq!(answered.field("file").as_deref(), Some(kept), "what was right is kept");
    }
    let query = [("kind", "query"), ("place", "sqlite:/etc/x"), ("query", "SELECT 1")];
    assert!(gareth.post(LISTS, &with(&FOLDER, &query)).await.says("There is no such place"));
    let blank = [("kind", "query"), ("place", "CRM"), ("query", "")];
    assert!(gareth.post(LISTS, &with(&FOLDER, &blank)).await.says("The query is blank"));
    assert_eq!(number_of(&db, "SELECT count(*) FROM feed").await, 0);
    assert!(gareth.post(LISTS, &FOLDER).await.location.is_some());
    assert!(gareth.post(LISTS, &FOLDER).await.says("There is a list of that name already"));
    let mut rhian = portal.signed_in("rhian@home.example").await;
    rhian.get("/account").await;
    assert_eq!(rhian.get(LISTS).await.status.as_u16(), 403);
    assert_eq!(rhian.post(LISTS, &FOLDER).await.status.as_u16(), 403);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_token_lies_sealed_is_not_shown_again_and_goes_to_no_other_host() {
    let db = store::testing::fresh_sqlite().await;
    let (portal, folder) = set_up(&db).await;
    let mut gareth = portal.signed_in("gareth@home.example").await;
    gareth.get(LISTS).await;
    let web = [
        ("kind", "web"),
        ("name", "Members"),
        ("url", "https://crm.example/list.csv"),
        ("token", "heron-4711"),
        ("header", ""),
        ("at", "03:00"),
        ("source", ""),
    ];
    let address = gareth.post(LISTS, &web).await.location.unwrap();
    let edit = format!("{address}/edit");
    for path in [address.as_str(), edit.as_str(), LISTS] {
        assert!(!gareth.get(path).await.body.contains("heron"), "{path}");
    }
    assert!(gareth.get(&edit).await.says("A token is kept"));
    let sealed = || async {
        db.read(|tx| tx.one::<(Option<Vec<u8>>,)>("SELECT token FROM feed", &[])).await.unwrap().0.unwrap()
    };
    let first = sealed().await;
    assert!(!first.windows(5).any(|w| w == b"heron"));
    let moved =
        [("url", "https://elsewhere.example/list.csv"), ("token", ""), ("header", ""), ("at", "03:00")];
    assert!(gareth.post(&edit, &moved).await.says("The token was given for another host"));
    let same =
        [("url", "https://crm.example/other.csv"), ("token", ""), ("header", "X-Api-Key"), ("at", "04:00")];
    assert!(gareth.post(&edit, &same).await.location.is_some());
    assert_eq!(sealed().await, first, "it is kept");
    let feed = db.read(|tx| feed::named(tx, "Members")).await.unwrap().unwrap();
    assert_eq!(feed.at, "04:00");
    gareth.post(&edit, &with(&same, &[("token", "egret-1")])).await;
    assert_ne!(sealed().await, first);
    std::fs::remove_dir_all(folder).unwrap();
}
