//! Browsers that somebody signed in with before. Each holds a sealed cookie that names up to four accounts (families
//! share computers) and a number of its own for each. It opens nothing: it only gives an allowance for trying that
//! nobody elsewhere can use up.

use crate::account::AccountId;
use crate::sealing::{self, SealingError, Secret};
use store::Identifier;

const PURPOSE: &str = "known device";
const EACH: usize = 32;
const MOST: usize = 4;
/// As long as browsers keep a cookie.
pub const KEPT_SECONDS: u64 = 400 * 24 * 60 * 60;
pub const COOKIE: &str = "device";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownDevice(Vec<([u8; 16], [u8; 16])>);

impl KnownDevice {
    /// What a cookie says; nothing when it is not ours.
    pub fn read(secret: &Secret, cookie: Option<&str>) -> Self {
        let plain = cookie.and_then(sealing::unhex).and_then(|sealed| secret.open(PURPOSE, &sealed).ok());
        let Some(plain) = plain else { return Self::default() };
        let parts = plain.chunks_exact(EACH).take(MOST);
        Self(parts.filter_map(|p| Some((p[..16].try_into().ok()?, p[16..].try_into().ok()?))).collect())
    }

    pub fn cookie(&self, secret: &Secret) -> Result<String, SealingError> {
        let plain: Vec<u8> =
            self.0.iter().flat_map(|(account, number)| [account.as_slice(), number].concat()).collect();
        Ok(sealing::hex(&secret.seal(PURPOSE, &plain)?))
    }

    /// The browser's number for this account, if it signed in here before.
    pub fn number(&self, account: AccountId) -> Option<String> {
        let held = self.0.iter().find(|(known, _)| *known == account.bytes());
        held.map(|(_, number)| sealing::hex(number))
    }

    /// After signing in: the account comes first, the oldest goes.
    pub fn with(&self, account: AccountId) -> Result<Self, SealingError> {
        let own = self.0.iter().find(|(known, _)| *known == account.bytes()).copied();
        let own = match own {
            Some(own) => own,
            None => (account.bytes(), sealing::random_bytes()?),
        };
        let others = self.0.iter().filter(|(known, _)| *known != account.bytes()).copied();
        Ok(Self(std::iter::once(own).chain(others).take(MOST).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_remembers_four_accounts_and_believes_no_cookie_that_is_not_ours() {
        let secret = Secret::new([7; 32]);
        let accounts: Vec<AccountId> = (1..=5).map(|n| AccountId::new(n, 9)).collect();
        let mut device = KnownDevice::default();
        for account in &accounts {
            device = device.with(*account).unwrap();
        }
        let read = KnownDevice::read(&secret, Some(&device.cookie(&secret).unwrap()));
        assert_eq!(read, device);
        assert!(read.number(accounts[0]).is_none() && read.number(accounts[4]).is_some());
        let number = read.number(accounts[4]);
        assert_eq!(read.with(accounts[4]).unwrap().number(accounts[4]), number, "the number stays");
        let other = Secret::new([8; 32]);
        for cookie in [None, Some("zz"), Some("00"), Some(device.cookie(&other).unwrap().as_str())] {
            assert_eq!(KnownDevice::read(&secret, cookie), KnownDevice::default());
        }
    }
}
