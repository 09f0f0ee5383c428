//! The way back of a mail: the envelope sender that reports of failure go to, and the Message-ID that they quote. Both
//! hold a token that names the mail. It covers the address that was written to, under a key of this installation: nobody
//! else can make one, and a report says nothing about an address that we did not write to.

use super::{MailId, RelayError};
use crate::contact_point::{self, fold_email};
use crate::sealing::{Secret, hex, unhex};
use lettre::Address;
use lettre::address::Envelope;
use store::Identifier as _;

/// Bytes of the token's seal: enough that nobody guesses one through a door that counts tries.
const SEAL: usize = 8;
/// RFC 5321 4.5.3.1.1.
const LONGEST_LOCAL: usize = 64;

/// A token as it came back: which mail it speaks of, and the seal that has to fit the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub mail: MailId,
    seal: [u8; SEAL],
}

impl Token {
    pub fn new(secret: &Secret, mail: MailId, address: &str) -> Self {
        let about = [mail.bytes().as_slice(), fold_email(address).as_bytes()].concat();
        let hash = secret.keyed_hash("way back of a mail", &about);
        let mut seal = [0; SEAL];
        seal.copy_from_slice(&hash[..SEAL]);
        Self { mail, seal }
    }

    /// Reads what stood in an address or a Message-ID; mail servers may have changed its case.
    pub fn from_outside(text: &str) -> Option<Self> {
        let bytes = unhex(text)?;
        let (mail, seal) = bytes.split_first_chunk::<16>()?;
        Some(Self { mail: MailId::from_bytes(*mail), seal: seal.try_into().ok()? })
    }

    /// Whether the mail was written to this address.
    pub fn is_of(&self, secret: &Secret, address: &str) -> bool {
        *self == Self::new(secret, self.mail, address)
    }

    pub fn word(&self) -> String {
        hex(&[self.mail.bytes().as_slice(), &self.seal].concat())
    }
}

/// Where reports go: to `bounces+TOKEN@domain`, when the operator gave an address for them.
#[derive(Clone)]
pub struct ReturnPath {
    secret: Secret,
    address: Option<(String, String)>,
}

impl ReturnPath {
    /// # Errors
    /// The address cannot be written to, or leaves no room for the token.
    pub fn new(secret: &Secret, address: Option<&str>) -> Result<Self, RelayError> {
        let apart = |address: &str| {
            let address = contact_point::email(address).ok()?;
            let (local, domain) = address.split_once('@')?;
            let fits = local.len() + 1 + 2 * (16 + SEAL) <= LONGEST_LOCAL && !local.contains('+');
            fits.then(|| (local.to_owned(), domain.to_owned()))
        };
        let address = match address {
            Some(address) => Some(apart(address).ok_or(RelayError::ReturnAddress)?),
            None => None,
        };
        Ok(Self { secret: secret.clone(), address })
    }

    pub(super) fn message_id(&self, mail: MailId, to: &str, domain: &str) -> String {
        format!("<{}@{domain}>", Token::new(&self.secret, mail, to).word())
    }

    /// None: mail comes back to whoever it comes from.
    pub(super) fn envelope(&self, mail: MailId, to: &Address) -> Option<Envelope> {
        let (local, domain) = self.address.as_ref()?;
        let token = Token::new(&self.secret, mail, to.as_ref());
        let from = Address::new(format!("{local}+{}", token.word()), domain).ok()?;
        Envelope::new(Some(from), vec![to.clone()]).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_its_mail_its_address_and_this_installation_alone() {
        let (secret, mail) = (Secret::new([7; 32]), MailId::new(1, 1));
        let word = Token::new(&secret, mail, "Rhian@home.example").word();
        let token = Token::from_outside(&word.to_uppercase()).expect("a token");
        assert!(token.is_of(&secret, "rhian@HOME.example"));
        assert!(!token.is_of(&secret, "marek@home.example"));
        assert!(!token.is_of(&Secret::new([8; 32]), "rhian@home.example"));
        assert!(!Token { mail: MailId::new(1, 2), ..token }.is_of(&secret, "rhian@home.example"));
        for odd in ["", "zz", &word[1..], &word[2..], &format!("{word}00"), "é"] {
            assert!(Token::from_outside(odd).is_none(), "{odd}");
        }
    }

    #[test]
    fn a_mail_leaves_with_a_way_back_that_names_it() {
        let (secret, mail) = (Secret::new([7; 32]), MailId::new(1, 1));
        let to: Address = "rhian@home.example".parse().expect("an address");
        let token = Token::new(&secret, mail, "rhian@home.example").word();
        let back = ReturnPath::new(&secret, Some("bounces@tidewell.example")).expect("a way back");
        let envelope = back.envelope(mail, &to).expect("an envelope");
        let from = envelope.from().map(ToString::to_string);
        assert_eq!(from, Some(format!("bounces+{token}@tidewell.example")));
        assert_eq!(envelope.to(), std::slice::from_ref(&to));
        let plain = ReturnPath::new(&secret, None).expect("a way back");
        assert!(plain.envelope(mail, &to).is_none());
        assert_eq!(plain.message_id(mail, "rhian@home.example", "t.example"), format!("<{token}@t.example>"));
    }

    #[test]
    fn an_address_for_reports_has_to_leave_room_for_the_token() {
        let secret = Secret::new([7; 32]);
        assert!(ReturnPath::new(&secret, Some("bounces@tidewell.example")).is_ok());
        for bad in ["bounces", "a-rather-long-name@tidewell.example", "a+b@tidewell.example"] {
            assert!(ReturnPath::new(&secret, Some(bad)).is_err(), "{bad}");
        }
    }
}
