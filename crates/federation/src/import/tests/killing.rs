//! A real process is killed in the middle; what it began is finished by the next.

use super::*;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use store::testing::{FreshPostgres, SERVER};

const CHILD: &str = "CHAPTERHOUSE_IMPORT_CHILD";
const ROWS: usize = 12_000;

fn list() -> Vec<u8> {
    let mut text = format!("{SMALL_HEADING}\n");
    for i in 0..ROWS {
        // Every tenth row is the one above it again, with a number that was lost.
        let n = i - usize::from(i % 10 == 9);
        text += &format!(
            ",Given{n},Family{},{:02}/{:02}/19{:02},p{n}@post.example,,{n} Mill Lane,Leeds,LS6 2AB,Leeds,\n",
            n % 97,
            n % 28 + 1,
            n % 12 + 1,
            n % 90 + 10
        );
    }
    text.into_bytes()
}

/// The process that dies: says each chunk aloud.
#[tokio::test]
async fn child_that_imports_when_told_to() {
    let Ok(url) = std::env::var(CHILD) else { return };
    let db = Db::open(&url).await.unwrap();
    let gareth = db.read(|tx| super::super::run::person_named(tx, "gareth@home.example")).await.unwrap();
    let progress = |p: Progress| println!("chunk {}", p.rows);
    let (input, mapping) = (Input::bytes("list.csv", list()), Mapping::parse(SMALL).unwrap());
    members(&installation(&db), gareth, input, mapping, How::Apply, progress).await.unwrap();
}

/// Starts the child on the database and kills it when it has said `chunks` chunks.
fn kill_after(url: &str, chunks: usize) {
    let this = std::env::current_exe().unwrap();
    let name = "import::tests::killing::child_that_imports_when_told_to";
    let mut child = Command::new(this)
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
    let story = testing::story(&db).await;
    kill_after(url, 1);
    let first = number_of(&db, "SELECT lines_done FROM import_run").await;
    assert!(first > 1_000 && first <= ROWS as i64, "killed in the middle, at line {first}");
    assert_eq!(number_of(&db, "SELECT count(*) FROM import_row").await, first - 1, "whole chunks or nothing");
    kill_after(url, 2);
    let report =
        run(&db, story.gareth, Input::bytes("list.csv", list()), Mapping::parse(SMALL).unwrap(), How::Apply)
            .await
            .unwrap();
    assert_eq!(report.counts.rows(), ROWS as u64);
    assert_eq!(
        (report.counts.imported, report.counts.merged),
        (ROWS as u64 / 10 * 9, ROWS as u64 / 10),
        "{:?}",
        report.counts
    );
    assert_eq!(
        number_of(&db, "SELECT count(*) FROM member_entry").await,
        ROWS as i64 / 10 * 9,
        "nobody lost, nobody doubled"
    );
    let double = "SELECT count(*) FROM (SELECT 1 FROM contact_point WHERE kind = 'email' GROUP BY folded HAVING count(*) > 1) d";
    assert_eq!(number_of(&db, double).await, 0);
    assert_eq!(
        number_of(&db, "SELECT count(*) FROM journal WHERE act = 'person.imported'").await,
        ROWS as i64 / 10 * 9
    );
    assert_eq!(number_of(&db, "SELECT count(*) FROM import_run").await, 1);
    assert!(db.read(crate::journal::verify).await.is_ok());
}

#[tokio::test]
async fn an_import_killed_in_the_middle_loses_and_doubles_nothing() {
    if std::env::var(CHILD).is_ok() {
        return;
    }
    let folder = std::env::temp_dir().join(format!("chapterhouse-import-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    killed_twice_and_finished(&format!("sqlite:{}", folder.join("killed.db").display())).await;
    std::fs::remove_dir_all(&folder).unwrap();
    let Ok(server) = std::env::var(SERVER) else {
        println!("skipped PostgreSQL: an import killed in the middle ({SERVER} is not set)");
        return;
    };
    let database = FreshPostgres::create(&server).await;
    killed_twice_and_finished(&database.url.clone()).await;
    database.drop_it().await;
}
