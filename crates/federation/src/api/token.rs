//! Tokens: a program that acts for somebody. The program holds 256 random bits, the table their SHA-256, so that a
//! stolen copy of the database calls nothing.

use crate::access::{Access, Actor};
use crate::account::AccountId;
use crate::acting::Stamp;
use crate::journal::{self, Entry, JournalError};
use crate::person::PersonId;
use crate::role::Capability;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::{Identifier as _, StoreError, Tx};

store::id!(pub TokenId);

/// Whoever finds a token in a file knows by this what it is, and so do programs that look for such finds.
const PREFIX: &str = "chapterhouse_";
/// `used_at` moves at most this often, so that reading does not write.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// So many of one person: more are a program gone wrong.
pub const MOST: usize = 20;

/// What a token may be used for, at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    ContactsRead,
    ContactsWrite,
    OrganisationsRead,
    AppointmentsRead,
    ImportsRead,
    JournalRead,
}

impl Scope {
    pub const ALL: [Scope; 6] = [
        Scope::ContactsRead,
        Scope::ContactsWrite,
        Scope::OrganisationsRead,
        Scope::AppointmentsRead,
        Scope::ImportsRead,
        Scope::JournalRead,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Scope::ContactsRead => "contacts.read",
            Scope::ContactsWrite => "contacts.write",
            Scope::OrganisationsRead => "organisations.read",
            Scope::AppointmentsRead => "appointments.read",
            Scope::ImportsRead => "imports.read",
            Scope::JournalRead => "journal.read",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// Whether somebody with this access could do anything by it today.
    pub fn is_open_to(self, access: &Access) -> bool {
        match self {
            Scope::ContactsRead | Scope::ContactsWrite | Scope::ImportsRead => {
                access.may(Capability::ContactsManage)
            }
            Scope::OrganisationsRead => !access.is_shut(),
            Scope::AppointmentsRead => {
                access.may(Capability::VolunteersRead) || access.may(Capability::ContactsManage)
            }
            Scope::JournalRead => access.may(Capability::JournalRead),
        }
    }
}

/// What only the program keeps.
pub struct Secret(String);

impl Secret {
    pub fn random() -> Self {
        Self(format!("{PREFIX}{}", web::secret::encode(&web::secret::random::<32>())))
    }

    /// None: nothing that was ever given out looks so.
    pub fn parse(text: &str) -> Option<Self> {
        let bits = web::secret::decode(text.strip_prefix(PREFIX)?)?;
        (bits.len() == 32).then(|| Self(text.to_owned()))
    }

    pub fn hash(&self) -> [u8; 32] {
        web::secret::sha256(self.0.as_bytes())
    }

    /// To be shown once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

#[derive(Clone, Debug)]
pub struct Token {
    pub id: TokenId,
    pub person: PersonId,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub created_at: Timestamp,
    pub ends_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

impl Token {
    pub fn wants_touch(&self, now: Timestamp) -> bool {
        self.used_at.is_none_or(|at| now.duration_since(at) >= SEEN_EVERY)
    }
}

type Line = (TokenId, PersonId, String, Timestamp, Timestamp, Option<Timestamp>);

const COLUMNS: &str = "t.id, a.person_id, t.name, t.created_at, t.ends_at, t.used_at";
/// A new password ends what was given out before it, as it ends sessions: whoever had got hold of an account had tokens.
const LIVE: &str =
    "t.ends_at > ?2 AND (a.password_changed_at IS NULL OR a.password_changed_at <= t.created_at)";

/// The token of a request, while it is live.
pub fn find(tx: &mut Tx<'_>, secret: &Secret, now: Timestamp) -> Result<Option<Token>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM api_token t JOIN account a ON a.id = t.account_id WHERE t.token_hash = ?1 AND {LIVE}"
    );
    match tx.maybe::<Line>(&sql, &[&secret.hash(), &now])? {
        Some(line) => with_scopes(tx, line).map(Some),
        None => Ok(None),
    }
}

/// The live ones, the newest first.
pub fn of_account(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<Vec<Token>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM api_token t JOIN account a ON a.id = t.account_id
         WHERE t.account_id = ?1 AND {LIVE} ORDER BY t.id DESC"
    );
    let lines: Vec<Line> = tx.all(&sql, &[&account, &now])?;
    lines.into_iter().map(|line| with_scopes(tx, line)).collect()
}

fn with_scopes(tx: &mut Tx<'_>, line: Line) -> Result<Token, StoreError> {
    let (id, person, name, created_at, ends_at, used_at) = line;
    let words: Vec<(String,)> = tx.all("SELECT scope FROM api_token_scope WHERE token_id = ?1", &[&id])?;
    let mut scopes: Vec<Scope> = words.iter().filter_map(|(word,)| Scope::from_word(word)).collect();
    scopes.sort_unstable();
    Ok(Token { id, person, name, scopes, created_at, ends_at, used_at })
}

/// Makes a token for whoever asks. Scopes that are not open to them are left out.
pub fn make(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    name: &str,
    scopes: &[Scope],
    days: i64,
) -> Result<Secret, JournalError> {
    let (secret, id) = (Secret::random(), stamp.ids.next::<TokenId>());
    let ends_at = stamp.now.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MAX);
    tx.run(
        "INSERT INTO api_token (id, token_hash, account_id, name, created_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[&id, &secret.hash(), &actor.account, &name, &stamp.now, &ends_at],
    )?;
    let open: Vec<&str> = scopes.iter().filter(|s| s.is_open_to(&actor.access)).map(|s| s.word()).collect();
    for scope in &open {
        tx.run("INSERT INTO api_token_scope (token_id, scope) VALUES (?1, ?2)", &[&id, scope])?;
    }
    let payload = json!({ "scopes": open, "days": days });
    journal::write(tx, stamp, &Entry::of("token.made", "api_token", id).holding(payload))?;
    Ok(secret)
}

/// Ends one of the account's own tokens; nothing when it is not there or is somebody else's.
pub fn end(tx: &mut Tx<'_>, stamp: &Stamp, account: AccountId, id: TokenId) -> Result<(), JournalError> {
    let ended = tx.run("DELETE FROM api_token WHERE id = ?1 AND account_id = ?2", &[&id, &account])?;
    if ended == 1 {
        journal::write(tx, stamp, &Entry::of("token.ended", "api_token", id))?;
    }
    Ok(())
}

pub fn touch(tx: &mut Tx<'_>, id: TokenId, now: Timestamp) -> Result<(), StoreError> {
    tx.run("UPDATE api_token SET used_at = ?2 WHERE id = ?1", &[&id, &now]).map(drop)
}

/// A program read a list of people: the journal tells whose program, through which token, and how many.
pub fn note_reading(tx: &mut Tx<'_>, stamp: &Stamp, id: TokenId, rows: usize) -> Result<(), JournalError> {
    let entry = Entry::of("contacts.read_by_program", "api_token", id);
    journal::write(tx, stamp, &entry.holding(json!({ "rows": rows })))
}

/// What calls are counted by.
pub fn caller(id: TokenId) -> [u8; 16] {
    id.bytes()
}
