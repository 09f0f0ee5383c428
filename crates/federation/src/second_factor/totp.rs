//! One-time codes from an app: RFC 6238 with SHA-1, six digits and steps of thirty seconds, which is what every app
//! understands. Pure.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;
use std::fmt::Write;
use zeroize::Zeroizing;

/// 160 bits, as long as the hash (RFC 4226, 4).
pub const KEY_BYTES: usize = 20;
const STEP_SECONDS: i64 = 30;
/// Clocks of telephones are seldom further off.
const DRIFT_STEPS: i64 = 1;
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What the app and we share. Wiped when dropped.
#[derive(Clone)]
pub struct Key(Zeroizing<Vec<u8>>);

impl Key {
    pub fn new(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Base32 (RFC 4648), as it is typed into an app.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.0.len() * 8 / 5 + 1);
        let (mut held, mut bits) = (0_u32, 0_u32);
        for byte in self.0.iter() {
            held = held << 8 | u32::from(*byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                out.push(char::from(LETTERS[(held >> bits & 31) as usize]));
            }
            held &= (1 << bits) - 1;
        }
        if bits > 0 {
            out.push(char::from(LETTERS[(held << (5 - bits) & 31) as usize]));
        }
        out
    }

    /// The address that a QR picture holds; apps show `issuer` and `owner` beside the code.
    pub fn address(&self, issuer: &str, owner: &str) -> String {
        let (issuer, owner) = (escaped(issuer), escaped(owner));
        format!("otpauth://totp/{issuer}:{owner}?secret={}&issuer={issuer}", self.text())
    }

    fn code(&self, step: i64) -> String {
        let mut mac = <Hmac<Sha1> as KeyInit>::new_from_slice(&self.0).expect("HMAC takes any key length");
        mac.update(&step.to_be_bytes());
        let hash = mac.finalize().into_bytes();
        let at = usize::from(hash[hash.len() - 1] & 0xf);
        let number = u32::from_be_bytes([hash[at] & 0x7f, hash[at + 1], hash[at + 2], hash[at + 3]]);
        format!("{:06}", number % 1_000_000)
    }

    /// The code that an app shows at this moment: for tests, which are the app.
    #[cfg(any(test, feature = "testing"))]
    pub fn code_at(&self, now: Timestamp) -> String {
        self.code(step_at(now))
    }

    /// The step whose code this is, one early or late counted in.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let middle = step_at(now);
        let same = |step: &i64| web::secret::same(self.code(*step).as_bytes(), code.as_bytes());
        (middle - DRIFT_STEPS..=middle + DRIFT_STEPS).find(same)
    }
}

fn step_at(now: Timestamp) -> i64 {
    now.as_second().div_euclid(STEP_SECONDS)
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, b| {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'@' => out.push(char::from(b)),
            _ => {
                let _ = write!(out, "%{b:02X}");
            }
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// RFC 6238, appendix B, shortened to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let key = Key::new(b"12345678901234567890");
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(key.code_at(at(second)), code);
        }
    }

    #[test]
    fn a_code_counts_one_step_early_and_late_and_no_more() {
        let key = Key::new(b"12345678901234567890");
        let code = key.code_at(at(59));
        for second in [0, 29, 59, 60, 89] {
            assert_eq!(key.step_of(&code, at(second)), Some(1), "{second}");
        }
        assert_eq!(key.step_of(&code, at(90)), None);
        for other in ["", "28708", "2870820", "287083"] {
            assert_eq!(key.step_of(other, at(59)), None);
        }
    }

    #[test]
    fn a_key_is_written_as_apps_read_it() {
        assert_eq!(Key::new(b"12345678901234567890").text(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(Key::new(b"foob").text(), "MZXW6YQ");
        let address = Key::new(b"foob").address("Tŷ & Co", "rhian@home.example");
        assert_eq!(
            address,
            "otpauth://totp/T%C5%B7%20%26%20Co:rhian@home.example?secret=MZXW6YQ&issuer=T%C5%B7%20%26%20Co"
        );
    }
}
