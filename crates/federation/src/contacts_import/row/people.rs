//! The names of people in one cell: "Hughes, Gwen", "Paige McCarthy (Clerk & RFO)", "Mrs S Bowen". Pure.

use super::council::cased;
use crate::person::Name;
use crate::words;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub name: Name,
    /// What stood in brackets behind it: "Clerk & RFO".
    pub remark: Option<String>,
}

const TITLES: [&str; 20] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "cllr",
    "councillor",
    "rev",
    "revd",
    "reverend",
    "sir",
    "dame",
    "lady",
    "lord",
    "canon",
    "fr",
    "major",
];
/// They begin a family name: "de Silva", "van der Berg".
const PARTICLES: [&str; 18] = [
    "de", "da", "di", "del", "della", "du", "van", "der", "den", "von", "zu", "ap", "ab", "ferch", "mac",
    "al", "el", "bin",
];
/// What people write where there is nothing to write.
const NOTHING: [&str; 22] = [
    "",
    "tbc",
    "tba",
    "tbd",
    "n a",
    "na",
    "none",
    "nil",
    "null",
    "unknown",
    "not known",
    "vacant",
    "vacancy",
    "no clerk",
    "to be confirmed",
    "to be advised",
    "no email",
    "no e mail",
    "see notes",
    "as above",
    "x",
    "not applicable",
];

const LONGEST_NOTHING: usize = {
    let (mut at, mut most) = (0, 0);
    while at < NOTHING.len() {
        if NOTHING[at].len() > most {
            most = NOTHING[at].len();
        }
        at += 1;
    }
    most
};

/// A cell that holds no more than a way to say nothing: "TBC", "n/a", "-", "?", or the error of a formula.
pub fn is_nothing(text: &str) -> bool {
    // Nearly every cell says more than that, and this asks for no folding.
    if text.bytes().filter(u8::is_ascii_alphanumeric).nth(LONGEST_NOTHING).is_some() {
        return false;
    }
    let is_error =
        matches!(text, "#N/A" | "#REF!" | "#VALUE!" | "#NAME?" | "#DIV/0!" | "#NULL!" | "#NUM!" | "#ERROR!");
    is_error || NOTHING.contains(&words::fold(text).as_str())
}

impl Named {
    /// None: the cell names nobody.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (text, remark) = match text.split_once('(') {
            Some((name, rest)) => {
                (name.trim().to_owned(), Some(rest.trim_end_matches(')').trim().to_owned()))
            }
            None => (text, None),
        };
        let remark = remark.filter(|r| !r.is_empty());
        if is_nothing(&text) {
            return None;
        }
        let text = cased(&text);
        let name = match text.split_once(',') {
            Some((family, given)) => {
                let (title, given) = titled(given.trim());
                Name { title, given: given.to_owned(), family: family.trim().to_owned(), known_as: None }
            }
            None => spoken(&text),
        };
        Some(Self { name, remark })
    }
}

fn titled(text: &str) -> (Option<String>, &str) {
    match text.split_once(' ') {
        Some((first, rest)) if TITLES.contains(&words::fold(first).as_str()) => {
            (Some(first.trim_end_matches('.').to_owned()), rest.trim())
        }
        _ => (None, text),
    }
}

/// Given names first; a family name may be of several words.
fn spoken(text: &str) -> Name {
    let (title, rest) = titled(text);
    let words: Vec<&str> = rest.split(' ').collect();
    let particle = words
        .iter()
        .enumerate()
        .skip(1)
        .find(|(_, w)| PARTICLES.contains(&w.to_lowercase().as_str()) && w.len() > 1);
    let family = particle.map_or(words.len() - 1, |(at, _)| at.min(words.len() - 1));
    Name { title, given: words[..family].join(" "), family: words[family..].join(" "), known_as: None }
}

/// Whether two names may be one person's: the same family name, and given names of which one may be the other's initial.
pub fn may_be_one(a: &Name, b: &Name) -> bool {
    let (given_a, given_b) = (words::fold(&a.given), words::fold(&b.given));
    words::fold(&a.family) == words::fold(&b.family)
        && (given_a == given_b || is_initial_of(&given_a, &given_b) || is_initial_of(&given_b, &given_a))
}

fn is_initial_of(initial: &str, given: &str) -> bool {
    initial.is_empty() || (initial.chars().count() == 1 && given.starts_with(initial))
}

/// The role that words mean, by its key.
pub fn role(text: &str) -> Option<&'static str> {
    let folded = words::fold(text);
    let has = |all: &[&str]| folded.split(' ').any(|w| all.contains(&w));
    if has(&["clerk", "clerc", "rfo", "officer"]) {
        Some("clerk")
    } else if has(&["chair", "chairman", "chairwoman", "chairperson", "mayor", "cadeirydd"]) {
        Some("council-chair")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str) -> (Option<String>, String, String, Option<String>) {
        let named = Named::read(text).unwrap();
        (named.name.title, named.name.given, named.name.family, named.remark)
    }

    #[test]
    fn names_are_read_however_they_stand_in_a_cell() {
        let s = |t: &str| Some(t.to_owned());
        assert_eq!(parts("Hughes, Gwen"), (None, "Gwen".into(), "Hughes".into(), None));
        assert_eq!(
            parts("Paige McCarthy (Clerk & RFO)"),
            (None, "Paige".into(), "McCarthy".into(), s("Clerk & RFO"))
        );
        assert_eq!(parts("Mrs S Bowen"), (s("Mrs"), "S".into(), "Bowen".into(), None));
        assert_eq!(parts("Mrs H de Silva"), (s("Mrs"), "H".into(), "de Silva".into(), None));
        assert_eq!(parts("van der Berg, J."), (None, "J.".into(), "van der Berg".into(), None));
        assert_eq!(parts("Mac an Tòisich, Ailsa").2, "Mac an Tòisich");
        assert_eq!(parts("MARY ANN O'BRIEN").2, "O'Brien");
        assert_eq!(parts("Dr. Mary Ann Evans").0, s("Dr"));
        assert_eq!(parts("Cher").2, "Cher");
        for nobody in ["TBC", "n/a", "-", "?", " Vacant ", "", "#N/A"] {
            assert_eq!(Named::read(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn an_initial_may_stand_for_a_given_name_and_for_no_other() {
        let name = |g, f| Name::new(g, f);
        assert!(may_be_one(&name("S", "Bowen"), &name("Sheila", "Bowen")));
        assert!(may_be_one(&name("Zoë", "Brontë"), &name("Zoe", "Bronte")));
        assert!(!may_be_one(&name("T", "Bowen"), &name("Sheila", "Bowen")));
        assert!(!may_be_one(&name("Sheila", "Bowen"), &name("Susan", "Bowen")));
    }

    proptest! {
        #[test]
        fn no_name_panics_and_none_is_lost(text in "\\PC{0,60}") {
            if let Some(named) = Named::read(&text) {
                prop_assert!(!named.name.given.is_empty() || !named.name.family.is_empty() || text.contains(','));
            }
        }
    }
}
