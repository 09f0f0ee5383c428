//! How often somebody called within the running minute: a bound for programs, which do not tire. Counted in memory; a
//! program that is served by several processes has the bound of each.

use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// So many calls in a minute.
pub const PER_MINUTE: u32 = 300;
/// Above so many callers, those of earlier minutes are forgotten.
const CALLERS: usize = 10_000;

#[derive(Debug, Default)]
pub struct Calls(Mutex<HashMap<[u8; 16], (i64, u32)>>);

impl Calls {
    /// Counts one call.
    ///
    /// # Errors
    /// It is one too many: how many seconds to wait.
    pub fn count(&self, caller: [u8; 16], now: Timestamp) -> Result<(), u64> {
        let minute = now.as_second().div_euclid(60);
        let mut calls = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() > CALLERS {
            calls.retain(|_, (at, _)| *at == minute);
        }
        let (at, made) = calls.entry(caller).or_insert((minute, 0));
        if *at != minute {
            (*at, *made) = (minute, 0);
        }
        if *made >= PER_MINUTE {
            return Err(60 - now.as_second().rem_euclid(60).unsigned_abs());
        }
        *made += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_who_calls_too_often_waits_for_the_next_minute_and_nobody_else_does() {
        let (calls, at) = (Calls::default(), "2026-11-22T12:00:45Z".parse::<Timestamp>().expect("a time"));
        assert!((0..PER_MINUTE).all(|_| calls.count([1; 16], at).is_ok()));
        assert_eq!(calls.count([1; 16], at), Err(15));
        assert_eq!(calls.count([2; 16], at), Ok(()));
        let later = at.saturating_add(jiff::SignedDuration::from_secs(15)).expect("a time");
        assert_eq!(calls.count([1; 16], later), Ok(()));
    }
}
