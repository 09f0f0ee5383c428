mod described;
mod points;
mod story;
mod tokens;

use super::token::{self, Scope};
use crate::acting::{Door, Stamp};
use crate::person::PersonId;
use crate::testing::{Portal, portal};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use serde_json::Value;
use store::{Db, StoreError};
use tower::ServiceExt;

/// A program with a token.
struct Program {
    router: Router,
    secret: String,
}

struct Told {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

impl Program {
    async fn get(&self, path: &str) -> Told {
        self.ask("GET", path, &[], "").await
    }

    async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Told {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "portal.example");
        if !self.secret.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.secret));
        }
        if !body.is_empty() && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 8 << 20).await.expect("a body");
        let body: Value = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| panic!("{path} answers no JSON: {}", String::from_utf8_lossy(&bytes)));
        assert!(!status.is_server_error(), "{path}: {body}");
        let kind = headers[header::CONTENT_TYPE].to_str().expect("a kind");
        let fits = if status.is_success() { "application/json" } else { "application/problem+json" };
        assert_eq!(kind, fits, "{path}: {body}");
        assert!(!headers.contains_key(header::SET_COOKIE), "programs get no cookies");
        assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
        if !status.is_success() {
            assert_eq!(body["status"], status.as_u16(), "{body}");
        }
        Told { status, headers, body }
    }
}

/// The story with its entries made.
async fn opened(db: &Db) -> Portal {
    let portal = portal(db).await;
    portal.work().await;
    portal
}

async fn program(portal: &Portal, person: PersonId, scopes: &'static [Scope]) -> Program {
    let stamp = Stamp { by: Some(person), ..portal.app.stamp(None, Door::Page) };
    let secret = portal
        .app
        .db
        .write(move |tx| -> Result<_, crate::journal::JournalError> {
            let actor = crate::access::actor(tx, person, stamp.today)?.expect("an account");
            // As a token would be whose person had more rights when they made it.
            let made = token::make(tx, &stamp, &actor, "a test", &[], 30)?;
            let (id,): (token::TokenId,) =
                tx.one("SELECT id FROM api_token WHERE token_hash = ?1", &[&made.hash()])?;
            for scope in scopes {
                tx.run(
                    "INSERT INTO api_token_scope (token_id, scope) VALUES (?1, ?2)",
                    &[&id, &scope.word()],
                )?;
            }
            Ok(made)
        })
        .await
        .expect("a token");
    Program { router: portal.router.clone(), secret: secret.reveal().to_owned() }
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    db.read(move |tx| tx.one::<(i64,)>(sql, &[])).await.map_err(|e: StoreError| e).expect("a count").0
}
