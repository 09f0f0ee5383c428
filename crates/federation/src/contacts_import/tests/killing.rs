//! A real process is killed in the middle; what it began is finished by the next.

use super::*;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use store::testing::{FreshPostgres, SERVER};

const CHILD: &str = "CHAPTERHOUSE_CONTACTS_IMPORT_CHILD";
const ROWS: usize = 1_700;

fn input() -> Input {
    let mut text = format!("{HEADING}\n");
    for n in 0..ROWS {
        text += &format!(
            "{n},Village{n} PC,,Y,Given{n} Family{},office{n}@post.example,,\"{n} Mill Lane, Leeds\",,,p{n}@post.example\n",
            n % 97
        );
    }
    Input::bytes("clerks.csv", text.into_bytes())
}

/// The process that dies: says each chunk aloud.
#[tokio::test]
async fn child_that_imports_contacts_when_told_to() {
    let Ok(url) = std::env::var(CHILD) else { return };
    let db = Db::open(&url).await.unwrap();
    let menna = db.read(|tx| crate::account::person_of(tx, "menna@home.example")).await.unwrap().unwrap();
    let progress = |p: Progress| println!("chunk {}", p.rows);
    contacts(
        &installation(&db),
        menna,
        input(),
        Mapping::parse(MAPPING).unwrap(),
        How::Apply,
        None,
        progress,
    )
    .await
    .unwrap();
}

fn kill_after(url: &str, chunks: usize) {
    let name = "contacts_import::tests::killing::child_that_imports_contacts_when_told_to";
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(CHILD, url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .filter(|l| l.contains("chunk "));
    assert_eq!(said.take(chunks).count(), chunks);
    child.kill().unwrap();
    child.wait().unwrap();
}

async fn killed_twice_and_finished(url: &str) {
    let db = Db::open(url).await.unwrap();
    let county = county(&db).await;
    let before = everything(&db).await;
    kill_after(url, 1);
    let first = number_of(&db, "SELECT lines_done FROM import_run").await;
    assert!(first > 400 && first < ROWS as i64, "killed in the middle, at line {first}");
    assert_eq!(number_of(&db, "SELECT count(*) FROM import_row").await, first - 1, "whole chunks or nothing");
    kill_after(url, 2);
    let report = contacts(
        &installation(&db),
        county.menna,
        input(),
        Mapping::parse(MAPPING).unwrap(),
        How::Apply,
        None,
        |_| {},
    )
    .await
    .unwrap();
    assert!(report.resumed);
    assert_eq!(
        number_of(&db, "SELECT count(*) FROM organisation WHERE kind = 'parish-council'").await,
        ROWS as i64 + 1
    );
    assert_eq!(
        number_of(&db, "SELECT count(*) FROM appointment WHERE role = 'clerk'").await,
        ROWS as i64,
        "nobody lost, nobody doubled"
    );
    assert_eq!(number_of(&db, "SELECT count(*) FROM import_run").await, 1);
    let run = report.run.unwrap().parse().unwrap();
    let undone = take_back(&installation(&db), county.menna, run).await.unwrap();
    assert_eq!((undone.rows, undone.kept), (ROWS as u64, 0));
    assert_eq!(everything(&db).await, before, "one undo for the whole run, whoever ran its parts");
    assert!(db.read(crate::journal::verify).await.is_ok());
}

#[tokio::test]
async fn an_import_of_contacts_killed_in_the_middle_loses_and_doubles_nothing() {
    if std::env::var(CHILD).is_ok() {
        return;
    }
    let folder = std::env::temp_dir().join(format!("chapterhouse-contacts-import-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    killed_twice_and_finished(&format!("sqlite:{}", folder.join("killed.db").display())).await;
    std::fs::remove_dir_all(&folder).unwrap();
    let Ok(server) = std::env::var(SERVER) else {
        println!("skipped PostgreSQL: an import of contacts killed in the middle ({SERVER} is not set)");
        return;
    };
    let database = FreshPostgres::create(&server).await;
    killed_twice_and_finished(&database.url.clone()).await;
    database.drop_it().await;
}
