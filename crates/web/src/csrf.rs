//! Proof that a form was sent from a page of ours.
//!
//! A visitor's browser holds a random secret in a cookie. A form carries a token made from that secret with the server's
//! key, covered by a new mask each time (a token that never looks the same gives nothing to a compression attack).
//! Another site can make the browser send the cookie, but cannot read it, and so cannot make the token.
//! Besides, [`crate::guard`] refuses what the browser itself says comes from another site.

use crate::secret::{self, Bytes32};

const SIZE: usize = 16;
/// The name of the hidden field.
pub const FIELD: &str = "csrf";

pub fn new_secret() -> String {
    secret::encode(&secret::random::<SIZE>())
}

/// A secret from a cookie, if it looks like one of ours.
pub fn known_secret(cookie: &str) -> Option<String> {
    secret::decode(cookie).filter(|bytes| bytes.len() == SIZE).map(|_| cookie.to_owned())
}

pub fn token(key: &Bytes32, visitor: &str) -> String {
    let mask = secret::random::<SIZE>();
    let covered = xor(&expected(key, visitor), &mask);
    secret::encode(&[mask, covered].concat())
}

pub fn is_good(key: &Bytes32, visitor: &str, token: &str) -> bool {
    let Some(bytes) = secret::decode(token).filter(|bytes| bytes.len() == 2 * SIZE) else { return false };
    let (mask, covered) = bytes.split_at(SIZE);
    secret::same(&xor(covered, mask), &expected(key, visitor))
}

fn expected(key: &Bytes32, visitor: &str) -> [u8; SIZE] {
    let whole = secret::sign(key, "form", visitor.as_bytes());
    std::array::from_fn(|i| whole[i])
}

fn xor(a: &[u8], b: &[u8]) -> [u8; SIZE] {
    std::array::from_fn(|i| a[i] ^ b[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_its_visitor_and_nobody_else() {
        let (key, visitor) = ([7; 32], new_secret());
        let (one, two) = (token(&key, &visitor), token(&key, &visitor));
        assert_ne!(one, two, "the mask is new each time");
        assert!(is_good(&key, &visitor, &one) && is_good(&key, &visitor, &two));
        assert!(!is_good(&key, &new_secret(), &one));
        assert!(!is_good(&[8; 32], &visitor, &one));
        assert!(!is_good(&key, &visitor, ""));
        assert!(!is_good(&key, &visitor, &one[1..]));
    }
}
