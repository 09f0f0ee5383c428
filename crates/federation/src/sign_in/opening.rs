//! What follows once somebody has proved who they are: a session, the second step, or a door that stays shut.

use super::device::KnownDevice;
use super::half::Half;
use crate::access;
use crate::account::trusted::Marks;
use crate::account::{AccountId, AccountState, session};
use crate::acting::Stamp;
use crate::person::PersonId;
use crate::second_factor::{self, Asked};
use store::{StoreError, Tx};
use web::session::Token;

/// The browser that somebody signs in with.
#[derive(Clone)]
pub struct Here {
    /// The network address that it comes from.
    pub place: String,
    pub device: KnownDevice,
    /// "Firefox on Windows".
    pub device_words: String,
    /// The session that it held so far: that ends.
    pub before: Option<Token>,
    /// Accounts that are not asked for a code in it.
    pub marks: Marks,
}

#[derive(Clone, Debug)]
pub struct SignedIn {
    pub token: Token,
    pub account: AccountId,
    pub person: PersonId,
}

/// How far somebody came.
#[derive(Clone, Debug)]
pub enum Opened {
    In(SignedIn),
    SecondStep(Half),
    /// Nothing is left that the person may do here.
    Shut,
}

/// Which step was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proved {
    /// A password, or a link that only they could read.
    First,
    /// A code after it, or a passkey.
    Both,
}

pub fn open(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    proved: Proved,
    here: &Here,
) -> Result<Opened, StoreError> {
    let Some(actor) = access::actor(tx, person, stamp.today)? else { return Ok(Opened::Shut) };
    let account = actor.account;
    let (state,): (String,) = tx.one("SELECT state FROM account WHERE id = ?1", &[&account])?;
    if AccountState::from_word(&state) != AccountState::Active || actor.access.is_shut() {
        return Ok(Opened::Shut);
    }
    if proved == Proved::First {
        let asked = second_factor::asked(tx, account, actor.access.second_factor, &here.marks, stamp.now)?;
        if asked != Asked::Nothing {
            return Ok(Opened::SecondStep(Half { account, person, asked, at: stamp.now }));
        }
    }
    let token = session::begin(tx, stamp, account, &here.device_words, here.before.as_ref())?;
    Ok(Opened::In(SignedIn { token, account, person }))
}
