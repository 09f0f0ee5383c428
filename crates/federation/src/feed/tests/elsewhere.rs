use super::*;
use std::sync::Mutex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server that gives what it is told to give, and remembers what it was asked.
#[derive(Clone, Default)]
struct Server {
    answer: Arc<Mutex<String>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address =
            format!("http://localhost:{}/lists/clerks.csv?key=1", listener.local_addr().unwrap().port());
        let me = self.clone();
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let (mut heard, mut bit) = (Vec::new(), [0; 4096]);
                while !heard.windows(4).any(|w| w == b"\r\n\r\n") {
                    match socket.read(&mut bit).await {
                        Ok(n) if n > 0 => heard.extend_from_slice(&bit[..n]),
                        _ => break,
                    }
                }
                me.asked.lock().unwrap().push(String::from_utf8(heard).unwrap());
                let answer = me.answer.lock().unwrap().clone();
                let _ = socket.write_all(answer.as_bytes()).await;
            }
        });
        address
    }

    fn says(&self, status: &str, headers: &str, body: &str) {
        *self.answer.lock().unwrap() = format!(
            "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
    }

    fn last(&self) -> String {
        self.asked.lock().unwrap().last().cloned().unwrap_or_default().to_lowercase()
    }
}

fn token(header: Option<&str>) -> Option<Token> {
    let secret = crate::sealing::Secret::new([7; 32]);
    Some(Token::seal(&secret, header.map(str::to_owned), "heron-4711").unwrap())
}

#[tokio::test]
async fn a_list_of_the_web_comes_by_its_token_and_is_asked_only_for_what_is_new() {
    for_each_engine("a list of the web", |db| async move {
        let server = Server::default();
        let url = server.start().await;
        let portal = set_up(&db, Source::Web { url, token: token(None) }).await;
        server.says(
            "200 OK",
            "etag: \"one\"\r\nlast-modified: Sat, 21 Nov 2026 20:00:00 GMT\r\n",
            &list(0..20),
        );
        night(&portal, &portal.app).await;
        assert_eq!(number_of(&db, COUNCILS).await, 20, "{:?}", feed(&db).await);
        assert!(
            server.last().contains("authorization: bearer heron-4711") && !server.last().contains("if-none")
        );
        let files = number_of(&db, "SELECT count(*) FROM import_run WHERE file_name = 'clerks.csv'").await;
        assert_eq!(files, 1, "the query of the address is not told");

        server.says("304 Not Modified", "", "");
        next_night(&portal, &portal.app).await;
        assert!(
            server.last().contains("if-none-match: \"one\"\r\nif-modified-since: sat, 21 nov 2026"),
            "{}",
            server.last()
        );
        assert_eq!(outcomes(&db).await, ["good", "not-modified"]);
        assert_eq!(db.read(data_as_at).await.unwrap(), Some(portal.clock.now()));
        assert_eq!(number_of(&db, "SELECT count(*) FROM import_run").await, 1);

        server.says("200 OK", "", &list(0..21));
        run_from_command(portal.app.installation(), "Clerks").await.unwrap();
        assert!(!server.last().contains("if-none-match"), "by hand all of it is asked for");
        assert_eq!(number_of(&db, COUNCILS).await, 21);
        let shown =
            number_of(&db, "SELECT count(*) FROM feed WHERE CAST(token AS TEXT) LIKE '%heron%'").await;
        assert_eq!(shown, 0);
    })
    .await;
}

#[tokio::test]
async fn a_refused_token_stops_the_list_with_a_sentence_and_mails() {
    for_each_engine("a refused token", |db| async move {
        let server = Server::default();
        let url = server.start().await;
        let portal = set_up(&db, Source::Web { url, token: token(Some("X-Api-Key")) }).await;
        server.says("401 Unauthorized", "", "who are you, Paige?");
        night(&portal, &portal.app).await;
        assert!(server.last().contains("x-api-key: heron-4711"));
        let stopped = feed(&db).await;
        assert_eq!(stopped.state, State::Stopped);
        let because = stopped.stopped_because.unwrap();
        assert!(because.contains("refused the token (401)") && !because.contains("Paige"), "{because}");
        assert_eq!(number_of(&db, ALARMS).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_asked_again_before_the_list_stops() {
    let db = store::testing::fresh_sqlite().await;
    let server = Server::default();
    let url = server.start().await;
    let portal = set_up(&db, Source::Web { url, token: None }).await;
    server.says("503 Service Unavailable", "", "");
    night(&portal, &portal.app).await;
    assert_eq!((feed(&db).await.state, outcomes(&db).await), (State::Running, vec!["again".to_owned()]));
    for _ in 0..9 {
        portal.clock.advance(jiff::SignedDuration::from_mins(61));
        night(&portal, &portal.app).await;
    }
    let stopped = feed(&db).await;
    assert_eq!(stopped.state, State::Stopped);
    assert!(stopped.stopped_because.unwrap().contains("fault of its own (503)"));
    assert_eq!((outcomes(&db).await.len(), number_of(&db, ALARMS).await), (10, 2));
}

#[tokio::test]
async fn addresses_that_lead_inside_are_refused_where_they_are_typed() {
    let db = store::testing::fresh_sqlite().await;
    let portal = testing::portal(&db).await;
    let mut settings = (*portal.app.settings).clone();
    settings.places = crate::outward::Places::Public;
    let places = Places::of(&settings);
    for url in [
        "http://crm.example/list",
        "https://127.0.0.1/list",
        "https://u:p@crm.example/",
        "file:///etc/passwd",
    ] {
        let source = Source::Web { url: url.to_owned(), token: None };
        assert!(matches!(source.check(&places), Err(SourceError::Address(_))), "{url}");
    }
    let fine =
        |header: &str| Source::Web { url: "https://crm.example/list".into(), token: token(Some(header)) };
    assert_eq!(fine("X-Api-Key").check(&places), Ok(()));
    for wrong in ["", "Host", "X Key", "X\r\nHost"] {
        assert_eq!(fine(wrong).check(&places), Err(SourceError::Header), "{wrong}");
    }
    assert!(check_token("heron\r\nx: y").is_err());
}

const TABLE: &str = "CREATE TABLE clerk (no INTEGER, council TEXT, clerk TEXT, tel TEXT)";
const QUERY: &str =
    "SELECT no AS \"No\", council AS \"Council\", clerk AS \"Clerk\", tel AS \"Tel\" FROM clerk ORDER BY no";

async fn fill(other: &store::Db, rows: std::ops::Range<u32>) {
    other
        .write(move |tx| {
            tx.script(&format!("DROP TABLE IF EXISTS clerk; {TABLE}"))?;
            for n in rows {
                let [no, council, clerk, tel] = row(n);
                let no: i64 = no.parse().unwrap_or_default();
                tx.run("INSERT INTO clerk VALUES (?1, ?2, ?3, ?4)", &[&no, &council, &clerk, &tel])?;
            }
            Ok::<_, store::StoreError>(())
        })
        .await
        .unwrap();
}

/// The other side's database, of the same engine.
async fn other(db: &store::Db, scratch: &Scratch) -> (String, Option<store::testing::FreshPostgres>) {
    match db.engine() {
        store::Engine::Sqlite => (format!("sqlite:{}", scratch.0.join("crm.db").display()), None),
        store::Engine::Postgres => {
            let server = std::env::var(store::testing::SERVER).unwrap();
            let database = store::testing::FreshPostgres::create(&server).await;
            (database.url.clone(), Some(database))
        }
    }
}

#[tokio::test]
async fn a_list_comes_from_a_query_that_can_only_read() {
    for_each_engine("a query", |db| async move {
        let scratch = Scratch::new();
        let (address, database) = other(&db, &scratch).await;
        let crm = store::Db::open(&address).await.unwrap();
        fill(&crm, 0..20).await;
        let query = |sql: &str| Source::Query { place: "CRM".into(), sql: sql.into() };
        let portal = set_up(&db, query(QUERY)).await;
        let app = with_places(&portal, &[("CRM", address)]);
        night(&portal, &app).await;
        assert_eq!(number_of(&db, COUNCILS).await, 20, "{:?}", feed(&db).await.stopped_because);
        next_night(&portal, &app).await;
        assert_eq!(number_of(&db, "SELECT count(*) FROM import_row").await, 20);

        fill(&crm, 0..30).await;
        next_night(&portal, &app).await;
        assert!(feed(&db).await.stopped_because.unwrap().contains("30 rows where 20 were expected"));

        let id = feed(&db).await.id;
        let gareth = by(&db, "gareth@home.example").await;
        for (sql, sentence) in [
            ("DELETE FROM clerk", "would do more than read"),
            ("SELECT no FROM clerk; DELETE FROM clerk", ""),
            ("SELECT nothing FROM clerk", "The database refused the query"),
        ] {
            let (source, stamp) = (query(sql), testing::stamp(&portal.clock));
            db.write(move |tx| {
                change(tx, &stamp, gareth, id, &source, "02:00")?;
                go_on(tx, &stamp, id, gareth)
            })
            .await
            .unwrap();
            next_night(&portal, &app).await;
            let because = feed(&db).await.stopped_because.unwrap_or_default();
            assert!(!because.is_empty() && because.contains(sentence), "{sql}: {because}");
        }
        let left: (i64,) = crm.read(|tx| tx.one("SELECT count(*) FROM clerk", &[])).await.unwrap();
        assert_eq!(left, (30,));
        drop(crm);
        if let Some(database) = database {
            database.drop_it().await;
        }
    })
    .await;
}
