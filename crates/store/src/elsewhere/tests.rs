use super::*;
use crate::Engine;
use crate::testing::{FreshPostgres, SERVER};

#[derive(Default)]
struct Kept {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Taker for Kept {
    fn columns(&mut self, names: &[&str]) -> std::io::Result<()> {
        self.names = names.iter().map(|n| (*n).to_owned()).collect();
        Ok(())
    }
    fn row(&mut self, cells: &[&str]) -> std::io::Result<()> {
        self.rows.push(cells.iter().map(|c| (*c).to_owned()).collect());
        Ok(())
    }
}

const TABLE: &str = "CREATE TABLE clerk (id INTEGER, name TEXT, since DATE, pay DOUBLE PRECISION);
    INSERT INTO clerk VALUES (1, 'Paige McCarthy', '2026-05-04', 1.5), (2, NULL, NULL, NULL);";

/// Tells the story on a SQLite file and, where there is a server, on PostgreSQL.
async fn on_each(story: fn(&str, Engine)) {
    let path = std::env::temp_dir().join(format!(
        "store-elsewhere-{}-{:x}.db",
        std::process::id(),
        rand::random::<u64>()
    ));
    rusqlite::Connection::open(&path).unwrap().execute_batch(TABLE).unwrap();
    let address = format!("sqlite:{}", path.display());
    tokio::task::spawn_blocking(move || story(&address, Engine::Sqlite)).await.unwrap();
    std::fs::remove_file(path).unwrap();
    let Ok(server) = std::env::var(SERVER) else { return };
    let database = FreshPostgres::create(&server).await;
    let url = database.url.clone();
    let db = crate::Db::open(&url).await.unwrap();
    db.write(|tx| tx.script(TABLE)).await.unwrap();
    tokio::task::spawn_blocking(move || story(&url, Engine::Postgres)).await.unwrap();
    let left = db.read(|tx| tx.one::<(i64,)>("SELECT count(*) FROM clerk", &[])).await.unwrap();
    assert_eq!(left, (2,), "nothing was written");
    drop(db);
    database.drop_it().await;
}

fn answer(address: &str, query: &str) -> Result<Kept, Refused> {
    let mut kept = Kept::default();
    ask(address, query, Limits::default(), &mut kept).map(|()| kept)
}

#[tokio::test]
async fn rows_come_as_text_with_the_names_of_their_columns() {
    on_each(|address, _| {
        let kept =
            answer(address, "SELECT id, name, since AS \"In post since\", pay FROM clerk ORDER BY id; ")
                .unwrap();
        assert_eq!(kept.names, ["id", "name", "In post since", "pay"]);
        assert_eq!(kept.rows, [["1", "Paige McCarthy", "2026-05-04", "1.5"], ["2", "", "", ""]]);
        let none =
            answer(address, "WITH c AS (SELECT name FROM clerk) SELECT name FROM c WHERE name = 'Nobody'")
                .unwrap();
        assert_eq!((none.names.len(), none.rows.len()), (1, 0));
        let many =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) SELECT i FROM n";
        assert_eq!(answer(address, many).unwrap().rows.len(), 1500);
    })
    .await;
}

#[tokio::test]
async fn what_writes_opens_or_comes_second_is_refused() {
    on_each(|address, engine| {
        for query in
            ["SELECT 1; SELECT 2", "SELECT 1; DELETE FROM clerk", "SELECT 1; COMMIT; DELETE FROM clerk"]
        {
            let error = answer(address, query).err();
            assert!(matches!(error, Some(Refused::Several | Refused::NotReading)), "{query}: {error:?}");
        }
        for query in [
            "DELETE FROM clerk",
            "INSERT INTO clerk (id) VALUES (3) RETURNING id",
            "UPDATE clerk SET name = 'x'",
            "DROP TABLE clerk",
            "COMMIT",
        ] {
            assert_eq!(answer(address, query).err(), Some(Refused::NotReading), "{query}");
        }
        let of_its_own: &[&str] = match engine {
            Engine::Sqlite => {
                &["ATTACH '/tmp/other.db' AS o", "PRAGMA query_only = OFF", "VACUUM INTO '/tmp/x.db'"]
            }
            Engine::Postgres => &[
                "WITH gone AS (DELETE FROM clerk RETURNING id) SELECT id FROM gone",
                "COPY clerk TO PROGRAM 'cat'",
                "SELECT * INTO other FROM clerk",
                "SELECT id FROM clerk FOR UPDATE",
                "DO $$ BEGIN DELETE FROM clerk; END $$",
                "SET TRANSACTION READ WRITE",
            ],
        };
        for query in of_its_own {
            assert!(answer(address, query).is_err(), "{query}");
        }
        assert!(matches!(answer(address, "SELECT nothing FROM clerk"), Err(Refused::Query(_))));
        assert!(answer(address, "").is_err());
    })
    .await;
}

#[tokio::test]
async fn what_does_not_end_is_ended_and_a_database_that_is_not_there_is_said() {
    on_each(|address, _| {
        let limits = Limits { time: Duration::from_millis(300), ..Limits::default() };
        let endless =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        assert_eq!(ask(address, endless, limits, &mut Kept::default()), Err(Refused::TooSlow));
    })
    .await;
    let nowhere = ["sqlite:/nowhere/at/all.db", "postgres://nobody@127.0.0.1:1/none"];
    for address in nowhere {
        let error = tokio::task::spawn_blocking(move || answer(address, "SELECT 1").err()).await.unwrap();
        assert_eq!(error, Some(Refused::Unreachable), "{address}");
    }
    assert_eq!(answer("/etc/passwd", "SELECT 1").err(), Some(Refused::Address));
}
