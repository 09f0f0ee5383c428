//! Sessions: a browser that somebody signed in with. The cookie holds 256 random bits, the table their SHA-256, so that
//! a stolen copy of the database signs nobody in.

use super::AccountId;
use crate::acting::Stamp;
use crate::person::PersonId;
use jiff::{SignedDuration, Timestamp};
use store::{FromRow, Row, StoreError, Tx};
use web::session::Token;

store::id!(pub SessionId);

/// Personal data of people with an illness, on computers that families share: half an hour. It costs nobody their work,
/// because what was typed outlives the session.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A long day at the desk.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// `last_seen_at` moves at most this often, so that reading pages does not write.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// A session that ended by itself is kept so long, to know whose typed form comes back.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

#[derive(Clone, Debug)]
pub struct Session {
    pub id: SessionId,
    pub account: AccountId,
    pub person: PersonId,
    /// "Firefox on Windows".
    pub device: String,
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub idle_ends_at: Timestamp,
    pub ends_at: Timestamp,
}

impl Session {
    /// When it ends if nothing more is done.
    pub fn until(&self) -> Timestamp {
        self.idle_ends_at.min(self.ends_at)
    }

    pub fn is_live(&self, now: Timestamp) -> bool {
        now < self.until()
    }

    pub fn wants_touch(&self, now: Timestamp) -> bool {
        now.duration_since(self.last_seen_at) >= SEEN_EVERY
    }
}

const COLUMNS: &str = "session.id, session.account_id, account.person_id, session.device, session.created_at, \
                       session.last_seen_at, session.idle_ends_at, session.ends_at";

impl FromRow for Session {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.get(0)?,
            account: row.get(1)?,
            person: row.get(2)?,
            device: row.get(3)?,
            created_at: row.get(4)?,
            last_seen_at: row.get(5)?,
            idle_ends_at: row.get(6)?,
            ends_at: row.get(7)?,
        })
    }
}

#[derive(Clone, Debug)]
pub enum Found {
    Live(Session),
    /// It ended by itself; whose it was is still known.
    Ended(AccountId),
    Unknown,
}

pub fn find(tx: &mut Tx<'_>, token: &Token, now: Timestamp) -> Result<Found, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM session JOIN account ON account.id = session.account_id WHERE session.token_hash = ?1"
    );
    Ok(match tx.maybe::<Session>(&sql, &[&token.hash()])? {
        Some(session) if session.is_live(now) => Found::Live(session),
        Some(session) => Found::Ended(session.account),
        None => Found::Unknown,
    })
}

/// Starts a session under a new token; what the browser held before ends.
pub fn begin(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    account: AccountId,
    device: &str,
    before: Option<&Token>,
) -> Result<Token, StoreError> {
    if let Some(before) = before {
        end(tx, before)?;
    }
    let token = Token::random();
    let id = stamp.ids.next::<SessionId>();
    let (idle_ends_at, ends_at) = (later(stamp.now, IDLE), later(stamp.now, LONGEST));
    tx.run(
        "INSERT INTO session (token_hash, id, account_id, device, created_at, last_seen_at, idle_ends_at, ends_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7)",
        &[&token.hash(), &id, &account, &device, &stamp.now, &idle_ends_at, &ends_at],
    )?;
    tx.run("UPDATE account SET signed_in_at = ?2 WHERE id = ?1", &[&account, &stamp.now])?;
    Ok(token)
}

/// Somebody is still there.
pub fn touch(tx: &mut Tx<'_>, session: SessionId, now: Timestamp) -> Result<(), StoreError> {
    tx.run(
        "UPDATE session SET last_seen_at = ?2, idle_ends_at = ?3 WHERE id = ?1 AND last_seen_at < ?2 AND idle_ends_at > ?2",
        &[&session, &now, &later(now, IDLE)],
    )
    .map(drop)
}

pub fn end(tx: &mut Tx<'_>, token: &Token) -> Result<u64, StoreError> {
    tx.run("DELETE FROM session WHERE token_hash = ?1", &[&token.hash()])
}

/// Ends one of the account's own sessions; zero when it is not there or is somebody else's.
pub fn end_one(tx: &mut Tx<'_>, account: AccountId, session: SessionId) -> Result<u64, StoreError> {
    tx.run("DELETE FROM session WHERE id = ?1 AND account_id = ?2", &[&session, &account])
}

pub fn end_all(tx: &mut Tx<'_>, account: AccountId) -> Result<u64, StoreError> {
    tx.run("DELETE FROM session WHERE account_id = ?1", &[&account])
}

pub fn end_others(tx: &mut Tx<'_>, account: AccountId, keep: SessionId) -> Result<u64, StoreError> {
    tx.run("DELETE FROM session WHERE account_id = ?1 AND id <> ?2", &[&account, &keep])
}

/// The live ones, the latest used first.
pub fn of_account(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<Vec<Session>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM session JOIN account ON account.id = session.account_id
         WHERE session.account_id = ?1 AND session.idle_ends_at > ?2 AND session.ends_at > ?2
         ORDER BY session.last_seen_at DESC, session.id DESC LIMIT 100"
    );
    tx.all(&sql, &[&account, &now])
}

pub fn prune(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    let old = now.saturating_sub(REMEMBERED).unwrap_or(Timestamp::MIN);
    tx.run("DELETE FROM session WHERE idle_ends_at < ?1 OR ends_at < ?1", &[&old])
}

/// When a session ends that was used now and is not used again.
pub fn idle_end(now: Timestamp) -> Timestamp {
    later(now, IDLE)
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// "Firefox on Windows", read off the browser's own words: enough to tell one's devices apart, no more is kept.
pub fn device_words(user_agent: &str) -> String {
    let has = |part: &str| user_agent.contains(part);
    let find =
        |table: &[(&str, &'static str)]| table.iter().find(|(mark, _)| has(mark)).map(|(_, word)| *word);
    // Order matters: every browser also claims to be an older one.
    let browser = find(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "Chromebook"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_as_people_call_it() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(device_words(edge), "Edge on Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";
        assert_eq!(device_words(phone), "Safari on iPhone");
        assert_eq!(device_words("<script>alert(1)</script>"), "");
    }
}
