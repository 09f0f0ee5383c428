use super::*;
use crate::testing::portal;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use proptest::prelude::*;
use std::net::SocketAddr;
use std::path::PathBuf;
use store::testing::for_each_engine;

#[test]
fn a_way_back_never_leads_away_from_this_site() {
    for outside in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%2f/evil.example",
        "/%5Cevil.example",
        "/\t/evil.example",
        "/../evil",
        " /members",
        "",
        "/sign-in",
        "/sign-in?back=/x",
        "/sign-out",
        "/a\r\nSet-Cookie: x=1",
    ] {
        assert_eq!(local_path(outside), "/", "{outside:?}");
    }
    for inside in ["/", "/account", "/organisations/leeds/members?q=o%27brien&page=2", "/sign-in-help"] {
        assert_eq!(local_path(inside), inside);
    }
}

#[test]
fn the_proxy_on_the_same_machine_is_believed_and_nobody_else() {
    let at = |ip: &str| Some(SocketAddr::new(ip.parse().unwrap(), 4000));
    let mut headers = HeaderMap::new();
    assert_eq!(place_of(at("203.0.113.7"), &headers), "203.0.113.7");
    headers.insert("x-forwarded-for", HeaderValue::from_static("10.0.0.1, 198.51.100.9"));
    assert_eq!(place_of(at("127.0.0.1"), &headers), "198.51.100.9");
    assert_eq!(place_of(at("203.0.113.7"), &headers), "203.0.113.7");
    assert_eq!(place_of(at("2001:db8:1:2:3:4:5:6"), &headers), "2001:db8:1:2::/64");
    assert_eq!(place_of(at("::ffff:203.0.113.7"), &headers), "203.0.113.7");
    headers.insert("x-forwarded-for", HeaderValue::from_static("<script>"));
    assert_eq!(place_of(at("::1"), &headers), "::/64");
}

#[tokio::test]
async fn a_stranger_reaches_no_page_but_those_for_anyone() {
    for_each_engine("walk", |db| async move {
        let portal = portal(&db).await;
        for row in crate::routes().rows() {
            let path =
                row.path.replace("{token}", &"0".repeat(64)).replace("{session}", "x").replace("{id}", "x");
            let mut stranger = portal.browser();
            stranger.get("/sign-in").await;
            let page = match row.method {
                Method::Get => stranger.get(&path).await,
                Method::Post => stranger.post(&path, &[]).await,
                Method::Patch => stranger.patch(&path).await,
            };
            match row.who {
                Who::Anyone => assert_ne!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}"),
                Who::Token => assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}"),
                _ => {
                    let led = page.location.as_deref().is_some_and(|to| to.starts_with("/sign-in"));
                    assert!(led || page.status == StatusCode::NOT_FOUND, "{path}: {}", page.status);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    for_each_engine("csrf", |db| async move {
        let portal = portal(&db).await;
        let has_form = |row: &&Row| row.method == Method::Post && row.who != Who::Token;
        for row in crate::routes().rows().iter().filter(has_form) {
            let path = row.path.replace("{token}", &"0".repeat(64)).replace("{session}", "x");
            let page = portal.browser().post(&path, &[("address", "rhian@home.example")]).await;
            // Mail servers and mail programs prove themselves otherwise: by a secret that is not set here, by a signed
            // address that this is not. To them nothing is there.
            let otherwise = path == "/hooks/bounces" || path.starts_with("/unsubscribe/");
            let refused = if otherwise { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
            assert_eq!(page.status, refused, "{path}");
        }
    })
    .await;
}

/// Lines of hostile input that others collected; none when the data is not at hand.
fn hostile_lines() -> Vec<String> {
    let shared = std::env::var_os("CHAPTERHOUSE_SHARED_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let folder = shared.join("08-security/fuzzdb");
    let mut lines = Vec::new();
    for name in [
        "xss/xss-rsnake.txt",
        "xss/XSSPolyglot.txt",
        "http-protocol/crlf-injection.txt",
        "unicode/corrupted.txt",
        "unicode/right-to-left.txt",
        "format-strings/format-strings.txt",
        "string-expansion/shell-expansion.txt",
    ] {
        let Ok(bytes) = std::fs::read(folder.join(name)) else { continue };
        lines.extend(
            String::from_utf8_lossy(&bytes)
                .lines()
                .filter(|l| !l.trim().is_empty())
                .take(60)
                .map(str::to_owned),
        );
    }
    if lines.is_empty() {
        println!("skipped: no hostile input at {}", folder.display());
    }
    lines
}

#[tokio::test]
async fn hostile_entries_come_back_as_text_and_lead_nowhere_else() {
    let db = store::testing::fresh_sqlite().await;
    let portal = portal(&db).await;
    for line in hostile_lines() {
        let mut browser = portal.browser();
        browser.get("/sign-in").await;
        let page = browser
            .post("/sign-in", &[("address", &line), ("password", &line), ("back", &line), ("kept", &line)])
            .await;
        assert!(
            matches!(page.status, StatusCode::OK | StatusCode::TOO_MANY_REQUESTS),
            "{line:?}: {}",
            page.status
        );
        assert!(!page.body.contains("<script>") && !page.body.to_lowercase().contains("<img"), "{line:?}");
        let back = page.field("back").unwrap_or_default();
        assert!(
            back.starts_with('/') && !back.starts_with("//") && !back.starts_with("/\\"),
            "{line:?} → {back:?}"
        );
        let asked: String = form_urlencoded::byte_serialize(line.as_bytes()).collect();
        let page = browser.get(&format!("/sign-in?back={asked}")).await;
        assert_eq!(page.status, StatusCode::OK, "{line:?}");
        assert_eq!(
            browser.get(&format!("/invitation/{asked}")).await.status,
            StatusCode::NOT_FOUND,
            "{line:?}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_is_asked_for_the_way_back_is_a_path_of_ours(text in "[/\\\\%a-z0-9.:@?#\\t ]{0,24}") {
        let path = local_path(&text);
        prop_assert!(path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\"));
        prop_assert!(!path.contains(['\\', '\r', '\n', '\t']));
    }
}
