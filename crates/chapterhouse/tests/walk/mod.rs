//! Every route, as a stranger, as the least role, as the coordinator, and across organisations. The golden file has a
//! row for each route: a new route fails until somebody has looked at what it answers whom, and agreed by
//! `CHAPTERHOUSE_BLESS=1`. What no golden file may say is asserted besides.

use crate::ground::{Ground, WALKERS};
use axum::http::StatusCode;
use federation::visit::{Method, Who};
use std::fmt::Write as _;

#[tokio::test]
async fn every_route_answers_everybody_as_agreed() {
    store::testing::for_each_engine("walk", |db| async move {
        let ground = Ground::laid(db).await;
        let mut table = format!("{:6} {:58} {}\n", "", "", WALKERS.join(" | "));
        for row in &ground.rows {
            let mut answers = Vec::new();
            for (walker, who) in WALKERS.iter().enumerate() {
                let status = ground.visit(row, walker).await;
                assert!(!status.is_server_error(), "{} answers {status} to {}", row.path, who);
                if walker == 0 && row.who != Who::Anyone {
                    assert!(!status.is_success(), "a stranger gets {}", row.path);
                }
                if walker == 3 && row.path.contains("{slug}") && row.method == Method::Get {
                    assert_eq!(status, StatusCode::NOT_FOUND, "another unit learns of {}", row.path);
                }
                answers.push(status.as_u16().to_string());
            }
            writeln!(table, "{:6} {:58} {}", format!("{:?}", row.method), row.path, answers.join(" | "))
                .expect("a string");
        }
        let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/walk/routes.golden");
        if std::env::var_os("CHAPTERHOUSE_BLESS").is_some() {
            std::fs::write(golden, &table).expect("the golden file can be written");
        }
        let agreed = std::fs::read_to_string(golden).unwrap_or_default();
        assert_eq!(table, agreed, "looked at it? then run with CHAPTERHOUSE_BLESS=1");
    })
    .await;
}
