//! One call of a program: whose token it brings, and the one hop to the database in which it reads or acts.

use super::endpoint::{Asked, Endpoint};
use super::once::Once;
use super::problem::Problem;
use super::token::{self, Secret, Token};
use crate::access::{self, Actor};
use crate::acting::{Door, Stamp};
use crate::visit::App;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRef, FromRequest, FromRequestParts, MatchedPath, Request};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::Tx;

/// A body of more is no request to this program.
const LARGEST: usize = 64 * 1024;
const LONGEST_KEY: usize = 200;

/// Extractor; touches no database.
#[derive(Clone)]
pub struct Call {
    app: App,
    web: web::Visit,
    endpoint: &'static Endpoint,
    secret: Option<String>,
    /// Method and path, as the request is known by.
    address: String,
    query: String,
    key: Option<String>,
}

/// Whoever a program acts for, and what it asks.
pub struct Caller {
    pub actor: Actor,
    pub token: Token,
    pub asked: Asked,
}

/// What is answered, and how many people's data that is, for the journal.
pub struct Answer {
    body: Value,
    people: usize,
}

impl Answer {
    pub fn listing(body: Value, people: usize) -> Self {
        Self { body, people }
    }
}

impl From<Value> for Answer {
    fn from(body: Value) -> Self {
        Self { body, people: 0 }
    }
}

impl Call {
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Reads in one transaction.
    pub async fn read<A: Into<Answer>>(
        &self,
        f: impl FnOnce(&mut Tx<'_>, &Caller) -> Result<A, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let (me, stamp) = (self.clone(), self.app.stamp(None, Door::Api));
        let held = stamp.clone();
        let done = self.app.db.read(move |tx| -> Result<(Answer, Caller), Problem> {
            let caller = me.enter(tx, &held)?;
            Ok((f(tx, &caller)?.into(), caller))
        });
        let (answer, caller) = done.await?;
        let (id, people, stamp) =
            (caller.token.id, answer.people, Stamp { by: Some(caller.actor.person), ..stamp });
        if people > 0 || caller.token.wants_touch(stamp.now) {
            let noted = self.app.db.write(move |tx| -> Result<(), Problem> {
                token::touch(tx, id, stamp.now)?;
                if people > 0 {
                    token::note_reading(tx, &stamp, id, people)?;
                }
                Ok(())
            });
            noted.await?;
        }
        Ok(json(&answer.body))
    }

    /// Changes something, in one transaction with a stamp of whoever the program acts for; once for each key.
    pub async fn act<B: DeserializeOwned>(
        &self,
        sent: Sent,
        f: impl FnOnce(&mut Tx<'_>, &Caller, &Stamp, B) -> Result<Value, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        // A token in a header is nothing that another site could make a browser send.
        self.web.proven_otherwise();
        let (me, stamp) = (self.clone(), self.app.stamp(None, Door::Api));
        let done = self.app.db.write(move |tx| -> Result<Value, Problem> {
            let caller = me.enter(tx, &stamp)?;
            let stamp = Stamp { by: Some(caller.actor.person), ..stamp };
            let sent = sent.bytes?;
            let once = me.once(&stamp, &caller, &sent)?;
            if let Some(once) = &once
                && let Some(answer) = once.answered(tx, &stamp)?
            {
                return Ok(answer);
            }
            let answer = f(tx, &caller, &stamp, parsed(&sent)?)?;
            if let Some(once) = &once {
                once.keep(tx, &stamp, &answer)?;
            }
            token::touch(tx, caller.token.id, stamp.now)?;
            Ok(answer)
        });
        done.await.map(|answer| json(&answer))
    }

    fn enter(&self, tx: &mut Tx<'_>, stamp: &Stamp) -> Result<Caller, Problem> {
        let sent = self.secret.as_deref().ok_or_else(|| {
            Problem::unauthorised(
                "Send a token as \"Authorization: Bearer …\". Tokens are made under Your account.",
            )
        })?;
        let ended = || Problem::unauthorised("This token is none of ours, or it has ended.");
        let secret = Secret::parse(sent).ok_or_else(ended)?;
        let token = token::find(tx, &secret, stamp.now)?.ok_or_else(ended)?;
        self.app.calls().count(token::caller(token.id), stamp.now).map_err(Problem::too_many)?;
        let actor = access::actor(tx, token.person, stamp.today)?.ok_or_else(ended)?;
        if actor.access.is_shut() {
            return Err(ended());
        }
        if !token.scopes.contains(&self.endpoint.scope) {
            return Err(Problem::scope_missing(self.endpoint.scope.word()));
        }
        let asked = self.endpoint.asked(&self.query)?;
        Ok(Caller { actor, token, asked })
    }

    fn once(&self, stamp: &Stamp, caller: &Caller, body: &[u8]) -> Result<Option<Once>, Problem> {
        let Some(key) = &self.key else { return Ok(None) };
        if key.is_empty() || key.len() > LONGEST_KEY {
            let why = format!("Send between 1 and {LONGEST_KEY} letters, or leave it out.");
            return Err(Problem::parameter("Idempotency-Key", why));
        }
        Ok(Some(Once::new(stamp, caller.token.id, key, &self.address, body)))
    }
}

fn json(body: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

fn parsed<B: DeserializeOwned>(bytes: &[u8]) -> Result<B, Problem> {
    let value: Value =
        serde_json::from_slice(bytes).map_err(|e| Problem::malformed(format!("The body is no JSON: {e}")))?;
    serde_json::from_value(value)
        .map_err(|e| Problem::unprocessable("", format!("The body will not do: {e}")))
}

impl<S> FromRequestParts<S> for Call
where
    S: Send + Sync,
    App: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(web) = web::Visit::from_request_parts(parts, state).await;
        let route = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
        let endpoint = Endpoint::find(&parts.method, route).ok_or_else(Problem::not_found)?;
        let text = |name: &str| {
            let value = parts.headers.get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let secret = text("authorization").and_then(|value| {
            let (kind, secret) = value.split_once(' ')?;
            kind.eq_ignore_ascii_case("bearer").then(|| secret.trim().to_owned())
        });
        Ok(Self {
            app: App::from_ref(state),
            web,
            endpoint,
            secret,
            address: format!("{} {}", parts.method, parts.uri.path()),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            key: text("idempotency-key"),
        })
    }
}

/// What was sent, not looked at before it is known who sends it.
pub struct Sent {
    bytes: Result<Bytes, Problem>,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let essence = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        let is_json = essence.eq_ignore_ascii_case("application/json");
        let bytes = to_bytes(request.into_body(), LARGEST).await.map_err(|_| Problem::too_large());
        Ok(Self { bytes: if is_json { bytes } else { Err(Problem::not_json()) } })
    }
}
