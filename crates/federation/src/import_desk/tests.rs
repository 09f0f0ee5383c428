use crate::testing::{self, Portal};
use store::testing::for_each_engine;

const LIST: &str = "Councils of the county\n\nCouncil,Type,Clerk,E-mail,Tel\nCockfield PC,,Paige McCarthy (Clerk),clerk@cockfield-pc.example,01284 960111\n=cmd|x,,,,\n";

async fn set_up(db: &store::Db) -> Portal {
    let portal = testing::portal(db).await;
    let stamp = testing::stamp(&testing::clock());
    db.write(move |tx| {
        let county = crate::organisation::open(tx, &stamp, "county-association", None, "Suffolk", None)?;
        crate::organisation::open(
            tx,
            &stamp,
            "parish-council",
            Some(&county),
            "Cockfield Parish Council",
            None,
        )?;
        Ok::<_, testing::StoryError>(())
    })
    .await
    .unwrap();
    portal
}

const MEANING: [(&str, &str); 8] = [
    ("source", "County list"),
    ("header", "3"),
    ("sheet", ""),
    ("column-0", "organisation"),
    ("column-1", "kind"),
    ("column-2", "person"),
    ("column-3", "office-email"),
    ("column-4", "office-phone"),
];

async fn number_of(db: &store::Db, sql: &'static str) -> i64 {
    db.read(move |tx| tx.one::<(i64,)>(sql, &[])).await.unwrap().0
}

#[tokio::test]
async fn a_file_is_uploaded_explained_tried_applied_and_taken_back() {
    for_each_engine("the desk", |db| async move {
        let portal = set_up(&db).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        assert!(gareth.get("/contacts/imports").await.says("Nothing has been imported yet."));
        let uploaded = gareth.upload("/contacts/imports", "clerks.csv", LIST.as_bytes()).await;
        let address = uploaded.location.clone().unwrap_or_else(|| panic!("{}", uploaded.body));
        assert_eq!(number_of(&db, "SELECT count(*) FROM import_piece").await, 1);
        let form = gareth.get(&address).await;
        assert!(
            form.says("2 rows stand above the headings") || form.says("A row stands above the headings"),
            "{}",
            form.body
        );
        assert!(form.says("For example: Cockfield PC"), "{}", form.body);

        let wrong = gareth
            .post(
                &format!("{address}/mapping"),
                &[("source", ""), ("header", "3"), ("column-0", "organisation")],
            )
            .await;
        assert!(wrong.says("Give the source a name"), "{}", wrong.body);
        let sent = gareth.post(&format!("{address}/mapping"), &MEANING).await;
        assert_eq!(sent.location.as_deref(), Some(address.as_str()), "{}", sent.body);
        assert!(gareth.get(&address).await.says("Trying the file"));
        portal.work().await;
        let tried = gareth.get(&address).await;
        assert!(tried.says("Nothing was written yet.") && tried.says("1 new person"), "{}", tried.body);
        assert!(tried.says("line 5: Its organisation is not known here"), "{}", tried.body);
        assert_eq!(number_of(&db, "SELECT count(*) FROM person WHERE family_name = 'McCarthy'").await, 0);

        gareth.post(&format!("{address}/run"), &[]).await;
        gareth.post(&format!("{address}/run"), &[]).await;
        portal.work().await;
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM person WHERE family_name = 'McCarthy'").await,
            1,
            "pressed twice, done once"
        );
        assert_eq!(number_of(&db, "SELECT count(*) FROM import_piece").await, 0, "the file is gone");
        let done = gareth.get(&address).await;
        let run = done.location.clone().unwrap_or_else(|| panic!("{}", done.body));
        assert!(gareth.get(&run).await.says("Take the whole import back"));
        gareth.post(&format!("{run}/undoing"), &[]).await;
        portal.work().await;
        assert!(gareth.get(&run).await.says("Nothing had been edited since."));
        assert_eq!(number_of(&db, "SELECT count(*) FROM person WHERE family_name = 'McCarthy'").await, 0);
        assert!(gareth.get("/contacts/imports").await.says("taken back"));

        let again = gareth.upload("/contacts/imports", "next.csv", LIST.as_bytes()).await;
        let remembered = gareth.get(&again.location.unwrap()).await;
        assert_eq!(remembered.field("source").as_deref(), Some("County list"), "the mapping is remembered");
        assert!(db.read(crate::journal::verify).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn the_file_lies_sealed_and_only_those_who_look_after_contacts_come_near_it() {
    let db = store::testing::fresh_sqlite().await;
    let portal = set_up(&db).await;
    let mut gareth = portal.signed_in("gareth@home.example").await;
    gareth.get("/contacts/imports").await;
    let address = gareth.upload("/contacts/imports", "clerks.csv", LIST.as_bytes()).await.location.unwrap();
    let (sealed,): (Vec<u8>,) = db.read(|tx| tx.one("SELECT sealed FROM import_piece", &[])).await.unwrap();
    assert!(!sealed.windows(8).any(|w| w == b"McCarthy"));
    let mut rhian = portal.signed_in("rhian@home.example").await;
    for path in ["/contacts/imports", address.as_str()] {
        assert_eq!(rhian.get(path).await.status.as_u16(), 403, "{path}");
    }
    rhian.get("/account").await;
    assert_eq!(rhian.upload("/contacts/imports", "x.csv", b"a,b\n1,2\n").await.status.as_u16(), 403);
    assert_eq!(number_of(&db, "SELECT count(*) FROM import_upload").await, 1);
    let refused = gareth.upload("/contacts/imports", "book.xlsx", b"PK\x03\x04 no workbook at all").await;
    let page = gareth.get(&refused.location.unwrap()).await;
    assert!(page.says("The workbook is damaged"), "{}", page.body);
    gareth.post(&format!("{address}/end"), &[]).await;
    assert_eq!(gareth.get(&address).await.status.as_u16(), 404);
}
