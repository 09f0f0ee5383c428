use super::{mailed, point, report};
use crate::bounce;
use crate::installation::{Bounces, Installation, Settings};
use crate::testing::{self, Portal};
use crate::visit::App;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::testing::for_each_engine;
use tower::ServiceExt;

const SECRET: &str = "a secret of twenty-four letters";

/// The same installation, with the hook set up.
fn with_hook(portal: &Portal) -> (App, Router) {
    let bounces = Bounces { hook_secret: Some(SECRET.into()), ..Bounces::default() };
    let settings = Arc::new(Settings { bounces, ..(*portal.app.settings).clone() });
    let house = Installation { settings, ..portal.app.installation().clone() };
    let app = App::new(house, portal.app.site().catalogue.clone()).expect("an app");
    (app.clone(), crate::routes().into_router(app))
}

async fn call(router: &Router, secret: Option<&str>, body: impl Into<Body>) -> (StatusCode, String) {
    let mut request = Request::post("/hooks/bounces").header("content-type", "message/rfc822");
    if let Some(secret) = secret {
        request = request.header("authorization", format!("Bearer {secret}"));
    }
    let response = router.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn the_hook_takes_reports_from_whoever_knows_its_secret() {
    for_each_engine("the hook", |db| async move {
        let portal = testing::portal(&db).await;
        let marek = portal.story.marek;
        point(&portal, marek, "marek@work.example").await;
        let token = mailed(&portal, marek, "marek@work.example", "one").await;
        let gone = report(&token, "marek@work.example");
        let (status, _) = call(&portal.router, Some(SECRET), gone.clone()).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "it is not set up");
        let (_, router) = with_hook(&portal);
        for wrong in [None, Some(""), Some("a secret of twenty-four letterz"), Some("a secret")] {
            assert_eq!(call(&router, wrong, gone.clone()).await.0, StatusCode::FORBIDDEN);
        }
        let marked = || async {
            db.read(move |tx| bounce::of_person(tx, marek, testing::TODAY))
                .await
                .map_err(|e: store::StoreError| e)
        };
        assert_eq!(marked().await.unwrap().len(), 0);
        assert_eq!(call(&router, Some(SECRET), gone.clone()).await, (StatusCode::OK, "Noted.\n".into()));
        assert_eq!(
            call(&router, Some(SECRET), gone).await,
            (StatusCode::OK, "It was noted before.\n".into())
        );
        assert_eq!(marked().await.unwrap().len(), 1);
        let forged = report(&token.replace('0', "1"), "rhian@home.example");
        assert_eq!(call(&router, Some(SECRET), forged).await.1, "It speaks of no mail of ours.\n");
        let huge = vec![b'x'; bounce::MOST_BYTES + 1];
        assert_eq!(call(&router, Some(SECRET), huge).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    })
    .await;
}

#[tokio::test]
async fn whoever_guesses_at_the_secret_is_slowed_down() {
    let db = store::testing::fresh_sqlite().await;
    let portal = testing::portal(&db).await;
    let (_, router) = with_hook(&portal);
    let mut last = StatusCode::OK;
    for _ in 0..=300 {
        last = call(&router, Some("no"), "x").await.0;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[test]
fn a_short_secret_refuses_to_start() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = store::testing::fresh_sqlite().await;
        let house = testing::installation(&db).await;
        let catalogue =
            testing::portal(&store::testing::fresh_sqlite().await).await.app.site().catalogue.clone();
        for bounces in [
            Bounces { hook_secret: Some("short".into()), ..Bounces::default() },
            Bounces { imap: Some("imap://a:b@mail.example".into()), ..Bounces::default() },
        ] {
            let settings = Arc::new(Settings { bounces, ..(*house.settings).clone() });
            let refused = App::new(Installation { settings, ..house.clone() }, catalogue.clone()).err();
            assert!(refused.is_some_and(|e| e.to_string().contains("bounces.")));
        }
    });
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

/// Real reports and torture messages, each whole and each with one byte changed: none is ours, none harms.
#[tokio::test]
async fn the_hook_stands_whatever_is_thrown_at_it() {
    let near = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("CHAPTERHOUSE_SHARED_DATA").map_or(near, PathBuf::from);
    let mut all = Vec::new();
    files(&data.join("05-mail"), &mut all);
    all.sort();
    if all.is_empty() {
        println!("skipped: the mails of shared/data are not here");
        return;
    }
    let db = store::testing::fresh_sqlite().await;
    let portal = testing::portal(&db).await;
    let (app, router) = with_hook(&portal);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for (n, path) in all.iter().step_by(9).enumerate() {
        let mut message = std::fs::read(path).unwrap();
        let (at, with) = (any::<u16>(), any::<u8>()).new_tree(&mut runner).unwrap().current();
        if n % 2 == 1 && !message.is_empty() {
            let at = usize::from(at) % message.len();
            message[at] = with;
        }
        // So many calls of one place within a minute are refused: another minute comes.
        if n % 200 == 0 {
            app.clock.advance(jiff::SignedDuration::from_mins(1));
        }
        let (status, words) = call(&router, Some(SECRET), message).await;
        assert_eq!(status, StatusCode::OK, "{}: {words}", path.display());
        assert!(!words.starts_with("Noted"), "{}", path.display());
    }
    let rows: Result<(i64,), store::StoreError> =
        db.read(|tx| tx.one("SELECT (SELECT count(*) FROM bounce) + (SELECT count(*) FROM contact_point WHERE bounced_at IS NOT NULL)", &[])).await;
    assert_eq!(rows.unwrap(), (0,));
}
