//! The address that unsubscribes by one press (RFC 8058): it names the mail it came in, signed, so that nobody can make
//! one for somebody else and no table of links is kept.

use super::MailId;
use crate::sealing::{self, Secret};
use store::Identifier as _;

const PURPOSE: &str = "unsubscribe";
/// 128 of the 256 bits of the signature: beyond guessing, and short enough for a line.
const SIGNED: usize = 16;

pub fn address(base_url: &str, secret: &Secret, mail: MailId) -> String {
    let (id, signature) = (mail.bytes(), secret.keyed_hash(PURPOSE, &mail.bytes()));
    format!("{base_url}/unsubscribe/{}{}", sealing::hex(&id), sealing::hex(&signature[..SIGNED]))
}

/// The mail that the last part of such an address names.
pub fn mail_of(secret: &Secret, token: &str) -> Option<MailId> {
    let bytes = sealing::unhex(token)?;
    let (id, signature) = bytes.split_first_chunk::<16>()?;
    let right = secret.keyed_hash(PURPOSE, id);
    let differs = signature.iter().zip(&right[..SIGNED]).fold(0, |all, (a, b)| all | (a ^ b));
    (signature.len() == SIGNED && differs == 0).then(|| MailId::from_bytes(*id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_address_unsubscribes() {
        let secret = Secret::new([7; 32]);
        let mail = MailId::new(1, 2);
        let address = address("https://portal.example", &secret, mail);
        let token = address.strip_prefix("https://portal.example/unsubscribe/").unwrap();
        assert_eq!(mail_of(&secret, token), Some(mail));
        let other = token.replace(&token[..4], "ffff");
        for wrong in [other.as_str(), &token[..63], "", "zz", &format!("{token}00")] {
            assert_eq!(mail_of(&secret, wrong), None, "{wrong}");
        }
        assert_eq!(mail_of(&Secret::new([8; 32]), token), None);
    }
}
