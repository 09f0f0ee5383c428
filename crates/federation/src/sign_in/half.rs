//! Between the two steps: the password was right, the second step is still asked for. That is no session: a sealed
//! cookie of ten minutes that says whose password it was, opens no page, and is good for nothing but the second step.

use crate::account::AccountId;
use crate::person::PersonId;
use crate::sealing::{self, SealingError, Secret};
use crate::second_factor::Asked;
use crate::visit::Visit;
use axum::http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use store::Identifier;
use web::cookies::{self, Life};

const PURPOSE: &str = "half signed in";
const COOKIE: &str = "half";
const VALID: SignedDuration = SignedDuration::from_mins(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Half {
    pub account: AccountId,
    pub person: PersonId,
    pub asked: Asked,
    pub at: Timestamp,
}

impl Half {
    /// What a browser brings; none when it is old or not ours.
    pub(super) fn of(visit: &Visit, headers: &HeaderMap) -> Option<Self> {
        let cookie = cookies::read(headers, &cookies::name(visit.site(), COOKIE))?;
        Self::open(&visit.app().secret, cookie, visit.app().clock.now())
    }

    fn open(secret: &Secret, cookie: &str, now: Timestamp) -> Option<Self> {
        let plain = secret.open(PURPOSE, &sealing::unhex(cookie)?).ok()?;
        let (account, rest) = plain.split_first_chunk::<16>()?;
        let (person, rest) = rest.split_first_chunk::<16>()?;
        let (asked, at) = rest.split_first()?;
        let at = Timestamp::from_microsecond(i64::from_be_bytes(at.try_into().ok()?)).ok()?;
        let half = Self {
            account: AccountId::from_bytes(*account),
            person: PersonId::from_bytes(*person),
            asked: if *asked == 0 { Asked::Code } else { Asked::Passkey },
            at,
        };
        (now.duration_since(at) < VALID).then_some(half)
    }

    fn sealed(&self, secret: &Secret) -> Result<String, SealingError> {
        let mut plain = [self.account.bytes(), self.person.bytes()].concat();
        plain.push(u8::from(self.asked == Asked::Passkey));
        plain.extend(self.at.as_microsecond().to_be_bytes());
        Ok(sealing::hex(&secret.seal(PURPOSE, &plain)?))
    }

    /// Gives it to the browser until that closes.
    pub(super) fn keep(&self, visit: &Visit) -> Result<(), SealingError> {
        let value = self.sealed(&visit.app().secret)?;
        visit.set_cookie(cookies::write(visit.site(), COOKIE, &value, Life::Visit));
        Ok(())
    }

    pub(super) fn end(visit: &Visit) {
        visit.set_cookie(cookies::write(visit.site(), COOKIE, "", Life::Ended));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_sign_in_lasts_ten_minutes_and_is_believed_from_nobody_else() {
        let (secret, at) = (Secret::new([7; 32]), Timestamp::from_second(1_800_000_000).unwrap());
        for asked in [Asked::Code, Asked::Passkey] {
            let (account, person) = (AccountId::new(1, 9), PersonId::new(2, 9));
            let half = Half { account, person, asked, at };
            let cookie = half.sealed(&secret).unwrap();
            assert_eq!(Half::open(&secret, &cookie, at), Some(half));
            assert_eq!(Half::open(&Secret::new([8; 32]), &cookie, at), None);
            assert_eq!(Half::open(&secret, &cookie[2..], at), None);
            assert_eq!(Half::open(&secret, &cookie, at.saturating_add(VALID).unwrap()), None);
        }
    }
}
