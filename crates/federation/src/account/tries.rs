//! How often somebody may try. Every try counts before it is looked at, so that a hundred at the same time are a
//! hundred; the right password takes the count away again.
//!
//! Nobody can lock the rightful owner out: a browser that signed in before has an allowance of its own, whatever others
//! try elsewhere, and the way of the forgotten password makes a new browser such a one.

use crate::acting::Stamp;
use crate::sealing::Secret;
use jiff::{SignedDuration, Timestamp};
use store::{StoreError, Tx};

/// So many tries are free, then each makes the next wait, twice as long each time.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    pub free: i64,
    pub first_wait: SignedDuration,
    pub longest_wait: SignedDuration,
    /// After so long without a try all is forgotten.
    pub forgotten_after: SignedDuration,
    pub success: Success,
}

/// What the right password takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Success {
    ForgivesAll,
    /// A place is shared: only the try that was right is taken back.
    ForgivesItself,
}

const fn allowance(free: i64, first_secs: i64, longest_mins: i64, forgotten_hours: i64) -> Allowance {
    Allowance {
        success: Success::ForgivesAll,
        free,
        first_wait: SignedDuration::from_secs(first_secs),
        longest_wait: SignedDuration::from_mins(longest_mins),
        forgotten_after: SignedDuration::from_hours(forgotten_hours),
    }
}

/// One account from one place.
const PAIR: Allowance = allowance(5, 30, 15, 2);
/// Whatever account, from one place; an office or a library shares one.
const PLACE: Allowance = Allowance { success: Success::ForgivesItself, ..allowance(40, 10, 15, 2) };
/// One account, from all places that it never signed in from.
const ACCOUNT: Allowance = allowance(50, 30, 15, 24);
/// One account in a browser that it signed in with before.
const DEVICE: Allowance = allowance(10, 30, 5, 2);
/// Codes of one account from one place, and from all places.
const CODE: Allowance = allowance(5, 30, 15, 2);
const CODE_ACCOUNT: Allowance = allowance(20, 60, 60, 24);
/// Links for a forgotten password to one address.
const RESET: Allowance = allowance(3, 1200, 120, 6);
/// Links for a forgotten password, asked for from one place.
const RESET_PLACE: Allowance = allowance(12, 60, 60, 6);
/// Codes of letters, typed at one place. 80 random bits are not guessed; this keeps the log quiet.
const LETTER_CODE: Allowance = allowance(10, 30, 60, 6);

/// What was counted so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    pub tries: i64,
    pub last_at: Timestamp,
    pub blocked_until: Timestamp,
}

impl Tally {
    fn none(now: Timestamp) -> Self {
        Self { tries: 0, last_at: now, blocked_until: now }
    }

    /// The tally after one more try, or when the next may come.
    pub fn counted(self, allowance: &Allowance, now: Timestamp) -> Result<Self, Timestamp> {
        if now < self.blocked_until {
            return Err(self.blocked_until);
        }
        let stale = now.duration_since(self.last_at) > allowance.forgotten_after;
        let tries = if stale { 1 } else { self.tries.saturating_add(1) };
        let over = tries - allowance.free;
        let wait = if over < 0 { SignedDuration::ZERO } else { doubled(allowance, over) };
        Ok(Self { tries, last_at: now, blocked_until: now.saturating_add(wait).unwrap_or(Timestamp::MAX) })
    }
}

fn doubled(allowance: &Allowance, times: i64) -> SignedDuration {
    let factor = 1_i32 << times.clamp(0, 20);
    allowance.first_wait.saturating_mul(factor).min(allowance.longest_wait)
}

/// What is counted, and by which allowance.
#[derive(Clone, Debug)]
pub struct Counter {
    key: [u8; 32],
    allowance: Allowance,
}

impl Counter {
    fn of(secret: &Secret, what: &str, parts: &[&str], allowance: Allowance) -> Self {
        let mut value = what.as_bytes().to_vec();
        for part in parts {
            value.extend_from_slice(&(part.len() as u64).to_be_bytes());
            value.extend_from_slice(part.as_bytes());
        }
        Self { key: secret.keyed_hash("tries", &value), allowance }
    }

    /// Signing in from somewhere new. `account` is the address as typed, folded: an unknown one is counted alike.
    pub fn strangers(secret: &Secret, account: &str, place: &str) -> Vec<Self> {
        vec![
            Self::of(secret, "pair", &[account, place], PAIR),
            Self::of(secret, "place", &[place], PLACE),
            Self::of(secret, "account", &[account], ACCOUNT),
        ]
    }

    /// Signing in, or giving the present password, in a browser that this account signed in with before.
    pub fn known_device(secret: &Secret, account: &str, device: &str) -> Vec<Self> {
        vec![Self::of(secret, "device", &[account, device], DEVICE)]
    }

    /// A code after the right password: few are enough to go through them all, so all places together count too.
    pub fn code(secret: &Secret, account: &str, place: &str) -> Vec<Self> {
        vec![
            Self::of(secret, "code", &[account, place], CODE),
            Self::of(secret, "code account", &[account], CODE_ACCOUNT),
        ]
    }

    /// The same in a browser that this account signed in with before, and inside a session.
    pub fn code_known(secret: &Secret, account: &str, device: &str) -> Vec<Self> {
        vec![Self::of(secret, "code device", &[account, device], DEVICE)]
    }

    /// Passkeys shown from one place, whosever they are.
    pub fn passkey_from(secret: &Secret, place: &str) -> Vec<Self> {
        vec![Self::of(secret, "passkey place", &[place], PLACE)]
    }

    pub fn reset_of(secret: &Secret, account: &str) -> Vec<Self> {
        vec![Self::of(secret, "reset", &[account], RESET)]
    }

    pub fn code_from(secret: &Secret, place: &str) -> Vec<Self> {
        vec![Self::of(secret, "letter code", &[place], LETTER_CODE)]
    }

    pub fn reset_from(secret: &Secret, place: &str) -> Vec<Self> {
        vec![Self::of(secret, "reset place", &[place], RESET_PLACE)]
    }
}

/// Counts one try with every counter; the latest time that one of them asks to wait for, if any, and then none counts.
pub fn count(tx: &mut Tx<'_>, stamp: &Stamp, counters: &[Counter]) -> Result<Option<Timestamp>, StoreError> {
    let mut counted = Vec::with_capacity(counters.len());
    let mut wait = None;
    for counter in counters {
        let held: Option<(i64, Timestamp, Timestamp)> = tx.maybe(
            tx.pick(
                "SELECT tries, last_at, blocked_until FROM sign_in_attempt WHERE key = ?1",
                "SELECT tries, last_at, blocked_until FROM sign_in_attempt WHERE key = ?1 FOR UPDATE",
            ),
            &[&counter.key],
        )?;
        let tally = held.map_or(Tally::none(stamp.now), |(tries, last_at, blocked_until)| Tally {
            tries,
            last_at,
            blocked_until,
        });
        match tally.counted(&counter.allowance, stamp.now) {
            Ok(tally) => counted.push((counter.key, tally)),
            Err(until) => wait = wait.max(Some(until)),
        }
    }
    if wait.is_some() {
        return Ok(wait);
    }
    for (key, tally) in counted {
        tx.run(
            "INSERT INTO sign_in_attempt (key, tries, last_at, blocked_until) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (key) DO UPDATE SET tries = excluded.tries, last_at = excluded.last_at,
               blocked_until = excluded.blocked_until",
            &[&key, &tally.tries, &tally.last_at, &tally.blocked_until],
        )?;
    }
    Ok(None)
}

/// The right password came: tries before it are forgiven.
pub fn forgive(tx: &mut Tx<'_>, counters: &[Counter]) -> Result<(), StoreError> {
    for counter in counters {
        let sql = match counter.allowance.success {
            Success::ForgivesAll => "DELETE FROM sign_in_attempt WHERE key = ?1",
            Success::ForgivesItself => {
                "UPDATE sign_in_attempt SET tries = tries - 1, blocked_until = last_at WHERE key = ?1 AND tries > 0"
            }
        };
        tx.run(sql, &[&counter.key])?;
    }
    Ok(())
}

/// Takes out what no allowance remembers any more.
pub fn prune(tx: &mut Tx<'_>, stamp: &Stamp) -> Result<u64, StoreError> {
    let old = stamp.now.saturating_sub(SignedDuration::from_hours(48)).unwrap_or(Timestamp::MIN);
    tx.run("DELETE FROM sign_in_attempt WHERE last_at < ?1", &[&old])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn noon() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn the_first_tries_are_free_and_then_each_wait_doubles_to_a_limit() {
        let (mut tally, mut now, mut waits) = (Tally::none(noon()), noon(), Vec::new());
        for _ in 0..13 {
            tally = tally.counted(&PAIR, now).unwrap();
            waits.push(tally.blocked_until.duration_since(now).as_secs());
            now = tally.blocked_until;
        }
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]);
    }

    #[test]
    fn after_a_while_all_is_forgotten() {
        let tally = Tally { tries: 12, last_at: noon(), blocked_until: noon() };
        let later = noon().saturating_add(SignedDuration::from_hours(3)).unwrap();
        assert_eq!(tally.counted(&PAIR, later).unwrap().tries, 1);
    }

    proptest! {
        #[test]
        fn nobody_waits_longer_than_the_longest_wait(tries in 0_i64..i64::MAX, secs in 0_i64..10_000_000) {
            let tally = Tally { tries, last_at: noon(), blocked_until: noon() };
            let now = noon().saturating_add(SignedDuration::from_secs(secs)).unwrap();
            let places = [RESET, RESET_PLACE, LETTER_CODE];
            for allowance in [PAIR, PLACE, ACCOUNT, DEVICE, CODE, CODE_ACCOUNT].into_iter().chain(places) {
                let next = tally.counted(&allowance, now).unwrap();
                prop_assert!(next.blocked_until.duration_since(now) <= allowance.longest_wait);
            }
        }
    }
}
