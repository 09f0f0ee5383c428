use super::*;
use crate::contacts_import::Mapping;
use crate::testing::{self, Portal};
use store::testing::for_each_engine;

const HEADING: &str = "No,Council,Clerk,Tel";

fn mapping() -> Mapping {
    Mapping::parse(
        "source = \"District\"\nunder = \"Suffolk\"\nkind = \"parish-council\"\n[columns]\n\"No\" = \"id\"\n\"Council\" = \"organisation\"\n\"Clerk\" = \"person\"\n\"Tel\" = \"office-phone\"\n",
    )
    .unwrap()
}

fn list(rows: std::ops::Range<u32>) -> String {
    rows.fold(format!("{HEADING}\n"), |all, n| {
        all + &format!("{n},Village{n} PC,Given{n} Family{n},01284 96{n:04}\n")
    })
}

/// A portal with a county, its membership officer, and a feed of 20 councils at two o'clock.
async fn set_up(db: &store::Db, place: &Path) -> Portal {
    let portal = testing::portal(db).await;
    let stamp = testing::stamp(&testing::clock());
    let place = place.display().to_string();
    db.write(move |tx| {
        let county = crate::organisation::open(tx, &stamp, "county-association", None, "Suffolk", None)?;
        let name = crate::person::Name::new("Menna", "Parry");
        let until = Some(jiff::civil::date(2027, 5, 3));
        let menna =
            testing::volunteer(tx, &stamp, name, "menna@home.example", "membership-officer", &county, until)?;
        let new = NewFeed { name: "Clerks", place: &place, mapping: &mapping(), at: "02:00" };
        add(tx, &stamp, menna, &new).unwrap();
        Ok::<_, testing::StoryError>(())
    })
    .await
    .unwrap();
    portal
}

async fn feed(db: &store::Db) -> Feed {
    db.read(|tx| named(tx, "Clerks")).await.unwrap().unwrap()
}

async fn number_of(db: &store::Db, sql: &'static str) -> i64 {
    db.read(move |tx| tx.one::<(i64,)>(sql, &[])).await.unwrap().0
}

#[tokio::test]
async fn a_feed_comes_in_at_night_and_stops_itself_when_its_file_is_wrong() {
    for_each_engine("a feed at night", |db| async move {
        let folder =
            std::env::temp_dir().join(format!("chapterhouse-feed-{}-{:?}", std::process::id(), db.engine()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("clerks-1.csv"), list(0..20)).unwrap();
        let portal = set_up(&db, &folder.join("clerks-*.csv")).await;
        assert_eq!(db.read(data_as_at).await.unwrap(), None);
        nightly(&portal.app).await.unwrap();
        let reasons: Vec<(String,)> = db
            .read(|tx| tx.all("SELECT reason FROM import_row WHERE reason IS NOT NULL", &[]))
            .await
            .unwrap();
        assert_eq!(reasons, []);
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM organisation WHERE kind = 'parish-council'").await,
            20
        );
        assert_eq!(db.read(data_as_at).await.unwrap(), Some(portal.clock.now()));
        let before = number_of(&db, "SELECT count(*) FROM import_run").await;
        nightly(&portal.app).await.unwrap();
        assert_eq!(number_of(&db, "SELECT count(*) FROM import_run").await, before, "once a night");

        portal.clock.advance(jiff::SignedDuration::from_hours(24));
        nightly(&portal.app).await.unwrap();
        assert_eq!(
            number_of(&db, "SELECT count(*) FROM import_row").await,
            20,
            "unchanged rows leave nothing behind"
        );

        std::fs::write(folder.join("clerks-1.csv"), list(0..12)).unwrap();
        portal.clock.advance(jiff::SignedDuration::from_hours(24));
        let good = db.read(data_as_at).await.unwrap();
        nightly(&portal.app).await.unwrap();
        let stopped = feed(&db).await;
        assert!(
            !stopped.is_running
                && stopped.stopped_because.unwrap().contains("12 rows where 20 were expected")
        );
        assert_eq!(db.read(data_as_at).await.unwrap(), good, "what is shown is as old as it is");
        let mails = number_of(&db, "SELECT count(*) FROM mail WHERE kind = 'feed-alarm'").await;
        assert_eq!(mails, 2, "to Gareth and to Menna, who look after contacts");

        let stamp = testing::stamp(&portal.clock);
        let id = stopped.id;
        db.write(move |tx| go_on(tx, &stamp, id)).await.unwrap();
        std::fs::remove_file(folder.join("clerks-1.csv")).unwrap();
        let error = run(portal.app.installation(), "Clerks").await.unwrap_err();
        assert!(matches!(error, FeedError::Missing), "{error}");
        assert!(!feed(&db).await.is_running);
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(db.read(crate::journal::verify).await.is_ok());
    })
    .await;
}
