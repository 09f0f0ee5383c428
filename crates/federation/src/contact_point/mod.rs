//! E-mail addresses, telephones and postal addresses, as written and as compared. Pure.

use serde::{Deserialize, Serialize};
use std::fmt;

store::id!(pub ContactPointId);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Email,
    Phone,
    Post,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Email => "email",
            Kind::Phone => "phone",
            Kind::Post => "post",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Kind::Email, Kind::Phone, Kind::Post].into_iter().find(|k| k.word() == word)
    }
}

/// A contact point to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPoint {
    pub kind: Kind,
    /// For post: the lines before the town, one a line.
    pub value: String,
    pub town: Option<String>,
    pub county: Option<String>,
    pub postcode: Option<String>,
    pub country: Option<String>,
    pub preferred: bool,
}

impl ContactPoint {
    pub fn email(address: &str) -> Self {
        Self::plain(Kind::Email, address)
    }

    pub fn phone(number: &str) -> Self {
        Self::plain(Kind::Phone, number)
    }

    pub fn post(lines: &str, town: &str, county: Option<&str>, postcode: &str) -> Self {
        let some = |s: &str| (!s.trim().is_empty()).then(|| s.trim().to_owned());
        Self {
            town: some(town),
            county: county.and_then(some),
            postcode: some(postcode),
            ..Self::plain(Kind::Post, lines)
        }
    }

    pub fn preferred(self) -> Self {
        Self { preferred: true, ..self }
    }

    fn plain(kind: Kind, value: &str) -> Self {
        Self {
            kind,
            value: value.trim().to_owned(),
            town: None,
            county: None,
            postcode: None,
            country: None,
            preferred: false,
        }
    }

    /// What two contact points are compared by: the address case-folded, the number as +44…, the postcode without blanks.
    pub fn folded(&self) -> String {
        match self.kind {
            Kind::Email => fold_email(&self.value),
            Kind::Phone => phone(&self.value).unwrap_or_else(|_| self.value.clone()),
            Kind::Post => self.postcode.as_deref().map(squeeze).unwrap_or_default(),
        }
    }
}

/// NFKC and case-folded, blanks trimmed: how addresses are compared (invariant 1).
pub fn fold_email(address: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    address.trim().nfkc().collect::<String>().to_lowercase()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    EmailNoAt,
    EmailManyAddresses,
    EmailOddSign,
    EmailDomain,
    PhoneLength,
    PhoneSigns,
    Postcode,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Malformed::EmailNoAt => {
                "The e-mail address needs one @ with something on both sides, like name@example.org"
            }
            Malformed::EmailManyAddresses => "There is more than one e-mail address here; give one",
            Malformed::EmailOddSign => "The e-mail address holds a sign that no address can have",
            Malformed::EmailDomain => {
                "The part after the @ is not the name of a mail domain, like example.org"
            }
            Malformed::PhoneLength => "The telephone number has too few or too many digits",
            Malformed::PhoneSigns => "The telephone number holds letters",
            Malformed::Postcode => "This is not a UK postcode, like LS6 2AB",
        })
    }
}

/// An address that can be written to (RFC 5321, the dot-atom form; quoted local parts are refused: nobody has one and
/// every scam does). Answers it trimmed, the domain in lower case.
pub fn email(text: &str) -> Result<String, Malformed> {
    let text = text.trim();
    if text.matches('@').count() > 1 || text.contains([';', ',']) {
        return Err(Malformed::EmailManyAddresses);
    }
    let (local, domain) = text.split_once('@').ok_or(Malformed::EmailNoAt)?;
    if local.is_empty() || domain.is_empty() {
        return Err(Malformed::EmailNoAt);
    }
    let odd = |c: char| c.is_control() || c.is_whitespace() || "<>()[]\\\":".contains(c);
    if text.chars().any(odd) || local.len() > 64 || text.len() > 254 {
        return Err(Malformed::EmailOddSign);
    }
    if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        return Err(Malformed::EmailOddSign);
    }
    let label_ok = |l: &str| {
        !l.is_empty()
            && l.chars().count() <= 63
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    if !domain.contains('.') || !domain.split('.').all(label_ok) {
        return Err(Malformed::EmailDomain);
    }
    Ok(format!("{local}@{}", domain.to_lowercase()))
}

/// A UK or international number as E.164. A note after it ("eves only") is dropped; a lost leading nought of a UK
/// number is put back, for spreadsheets eat it.
pub fn phone(text: &str) -> Result<String, Malformed> {
    let text = text
        .split(['('])
        .enumerate()
        .filter(|(i, part)| *i == 0 || part.starts_with(|c: char| c.is_ascii_digit()))
        .map(|(_, p)| p)
        .collect::<String>();
    let text = text.trim();
    if text.chars().any(|c| c.is_alphabetic()) {
        return Err(Malformed::PhoneSigns);
    }
    let abroad = text.starts_with('+') || text.starts_with("00");
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    let national = match digits.strip_prefix("44") {
        Some(rest) if abroad || digits.len() >= 12 => rest.trim_start_matches('0'),
        _ if abroad => return within(digits, 8, 15).map(|d| format!("+{d}")),
        _ => digits.trim_start_matches('0'),
    };
    within(national, 9, 10).map(|d| format!("+44{d}"))
}

fn within(digits: &str, least: usize, most: usize) -> Result<&str, Malformed> {
    if (least..=most).contains(&digits.len()) { Ok(digits) } else { Err(Malformed::PhoneLength) }
}

/// A UK postcode by the shapes that Royal Mail gives out (BS 7666): A9 9AA, A99 9AA, AA9 9AA, AA99 9AA, A9A 9AA,
/// AA9A 9AA and GIR 0AA. Answers it in capitals with one blank.
pub fn postcode(text: &str) -> Result<String, Malformed> {
    let tight = squeeze(text);
    if !tight.is_ascii() || !(5..=7).contains(&tight.len()) {
        return Err(Malformed::Postcode);
    }
    let (outward, inward) = tight.split_at(tight.len() - 3);
    let shape: String = outward
        .chars()
        .map(|c| {
            if c.is_ascii_digit() {
                '9'
            } else if c.is_ascii_uppercase() {
                'A'
            } else {
                '?'
            }
        })
        .collect();
    let shape_ok =
        matches!(shape.as_str(), "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A") || outward == "GIR";
    let mut signs = inward.chars();
    let unit_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_uppercase() && !"CIKMOV".contains(c));
    let inward_ok = signs.next().is_some_and(|c| c.is_ascii_digit())
        && unit_letter(signs.next())
        && unit_letter(signs.next());
    if shape_ok && inward_ok { Ok(format!("{outward} {inward}")) } else { Err(Malformed::Postcode) }
}

/// The letters that a postcode begins with: "LS" of "LS6 2AB".
pub fn postcode_area(postcode: &str) -> String {
    postcode.trim().chars().take_while(char::is_ascii_alphabetic).take(2).collect::<String>().to_uppercase()
}

fn squeeze(postcode: &str) -> String {
    postcode.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_that_a_spreadsheet_mangled_are_read_right() {
        for written in [
            "07700900655 (eves only)",
            "(07700) 900 655",
            "00447700900655",
            "+44 (0)7700900655",
            "7700900655",
            "+447700900655",
        ] {
            assert_eq!(phone(written), Ok("+447700900655".into()), "{written}");
        }
        assert_eq!(phone("12"), Err(Malformed::PhoneLength));
        assert_eq!(phone("ring my son"), Err(Malformed::PhoneSigns));
        assert_eq!(phone("+353 1 555 0123"), Ok("+35315550123".into()));
    }

    #[test]
    fn postcodes_of_every_shape_are_known_and_others_refused() {
        for good in ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "GIR 0AA", "n154jh"] {
            assert!(postcode(good).is_ok(), "{good}");
        }
        assert_eq!(postcode(" ls62ab "), Ok("LS6 2AB".into()));
        for bad in ["LS6 2AC C", "LS6", "ABC 123", "LS6 2AI", "ＬＳ６ 2AB", ""] {
            assert!(postcode(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_is_refused_with_the_sentence_for_what_is_wrong() {
        assert_eq!(email("a@b.example; c@d.example"), Err(Malformed::EmailManyAddresses));
        assert_eq!(email("name.example.org"), Err(Malformed::EmailNoAt));
        assert_eq!(email("na me@example.org"), Err(Malformed::EmailOddSign));
        assert_eq!(email("name@example"), Err(Malformed::EmailDomain));
        assert_eq!(email(" Fiona@Example.ORG "), Ok("Fiona@example.org".into()));
        assert_eq!(email("a\r\nBcc: x@y.example"), Err(Malformed::EmailOddSign));
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_panics(text in "\\PC{0,60}") {
            let _ = (email(&text), phone(&text), postcode(&text), postcode_area(&text));
        }

        #[test]
        fn an_accepted_postcode_is_accepted_again_unchanged(text in "[A-Za-z]{1,2}[0-9]{1,2}[A-Za-z]? ?[0-9][A-Za-z]{2}") {
            if let Ok(code) = postcode(&text) {
                prop_assert_eq!(postcode(&code), Ok(code.clone()));
            }
        }
    }
}
