//! Common and breached passwords, checked without the network (assets/build/passwords.mjs makes the list).

use crate::assets::BREACHED_PASSWORDS;
use crate::secret::sha256;

const SIZE: usize = 5;

/// Whether this password, in any case of letters, is on the list. Give it in NFKC, as passwords are hashed.
pub fn is_common(password: &str) -> bool {
    let print = sha256(password.to_lowercase().as_bytes());
    let (entries, _) = BREACHED_PASSWORDS.as_chunks::<SIZE>();
    entries.binary_search_by(|entry| entry.as_slice().cmp(&print[..SIZE])).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn common_passwords_are_known_and_others_are_not() {
        for common in ["password", "Password", "123456", "qwerty", "iloveyou", "liverpool"] {
            assert!(is_common(common), "{common}");
        }
        for fresh in ["three llamas in a bakery", "Llanfairpwll 1872 gogogoch!", ""] {
            assert!(!is_common(fresh), "{fresh}");
        }
    }
}
