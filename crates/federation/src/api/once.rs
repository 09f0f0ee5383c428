//! The same request, sent twice under the same `Idempotency-Key`, acts once and is answered alike for a day. What was
//! refused is not remembered: nothing was written, and it may be sent again.

use super::problem::Problem;
use super::token::TokenId;
use crate::acting::Stamp;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use store::{Engine, StoreError, Tx};

const KEPT: SignedDuration = SignedDuration::from_hours(24);
const SEALED: &str = "api answer";

/// What a request is known by.
#[derive(Clone)]
pub struct Once {
    token: TokenId,
    key: [u8; 32],
    asked: [u8; 32],
}

impl Once {
    pub fn new(stamp: &Stamp, token: TokenId, key: &str, address: &str, body: &[u8]) -> Self {
        let asked = [address.as_bytes(), &[0], body].concat();
        Self {
            token,
            key: stamp.secret.keyed_hash("api key", key.as_bytes()),
            asked: stamp.secret.keyed_hash("api request", &asked),
        }
    }

    /// What was answered before, if anything. Requests of one token wait for each other from here on.
    ///
    /// # Errors
    /// The key was used for another request.
    pub fn answered(&self, tx: &mut Tx<'_>, stamp: &Stamp) -> Result<Option<Value>, Problem> {
        if tx.engine() == Engine::Postgres {
            tx.maybe::<(TokenId,)>("SELECT id FROM api_token WHERE id = ?1 FOR UPDATE", &[&self.token])?;
        }
        let old = stamp.now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN);
        tx.run("DELETE FROM api_answer WHERE token_id = ?1 AND answered_at < ?2", &[&self.token, &old])?;
        let held: Option<(Vec<u8>, Vec<u8>)> = tx.maybe(
            "SELECT asked, answer FROM api_answer WHERE token_id = ?1 AND key = ?2",
            &[&self.token, &self.key],
        )?;
        match held {
            None => Ok(None),
            Some((asked, _)) if asked != self.asked => Err(Problem::unprocessable(
                "Idempotency-Key",
                "This key was used for another request within the last day. Take a new one.",
            )),
            Some((_, sealed)) => {
                let answer = stamp.secret.open(SEALED, &sealed)?;
                Ok(serde_json::from_slice(&answer).ok())
            }
        }
    }

    pub fn keep(&self, tx: &mut Tx<'_>, stamp: &Stamp, answer: &Value) -> Result<(), Problem> {
        let sealed = stamp.secret.seal(SEALED, answer.to_string().as_bytes())?;
        tx.run(
            "INSERT INTO api_answer (token_id, key, asked, answer, answered_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            &[&self.token, &self.key, &self.asked, &sealed, &stamp.now],
        )
        .map(drop)
        .map_err(|e: StoreError| e.into())
    }
}
