//! What notes say of a clerk's coming and going: "Clerk until 31/03/2026", "Resigned w.e.f. 2026-01-05", "Clerk left
//! 14/04/2026 use Chair meantime", "New clerk started 18/08/2026". Pure.

use crate::import::row::dates::{self, DateOrder};
use crate::words;
use jiff::civil::Date;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    pub ends_on: Option<Date>,
    pub starts_on: Option<Date>,
    /// "Parish meeting only - no clerk".
    pub no_clerk: bool,
    /// "until" stands there, and what follows is no date.
    pub unreadable: bool,
}

const ENDS: [&str; 12] = [
    "until",
    "resigned",
    "left",
    "leaving",
    "leaves",
    "retired",
    "retires",
    "retiring",
    "was clerk to",
    "was clerk until",
    "last day",
    "ended",
];
const STARTS: [&str; 5] = ["started", "starts", "starting", "appointed", "from"];
/// They may stand between the word and the date.
const BETWEEN: [&str; 9] = ["with", "effect", "from", "w.e.f.", "wef", "on", "to", "as", "of"];

pub fn read(text: &str, order: DateOrder, today: Date) -> Remarks {
    let lower = text.to_lowercase();
    let far = today.saturating_add(jiff::Span::new().years(20));
    let dated = |words: &[&str]| {
        words.iter().find_map(|word| after(&lower, word).and_then(|rest| date(rest, order, far)))
    };
    let ends_on = dated(&ENDS);
    let starts_on = if ends_on.is_none() { dated(&STARTS) } else { None };
    let folded = words::fold(text);
    Remarks {
        ends_on,
        starts_on,
        no_clerk: folded.contains("no clerk")
            || folded.contains("without a clerk")
            || folded.contains("clerk vacant"),
        unreadable: ends_on.is_none() && after(&lower, "clerk until").is_some(),
    }
}

/// What follows a word that stands by itself.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.match_indices(word).find_map(|(at, _)| {
        let rest = &text[at + word.len()..];
        let alone = !text[..at].ends_with(char::is_alphanumeric) && !rest.starts_with(char::is_alphanumeric);
        alone.then_some(rest)
    })
}

/// The date that stands at the beginning, after a dash or two and words like "with effect from".
fn date(rest: &str, order: DateOrder, far: Date) -> Option<Date> {
    let signs = |c: char| c.is_whitespace() || ":–—-,".contains(c);
    let mut tokens = rest
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|t| t.trim_matches(signs))
        .filter(|t| !t.is_empty());
    let first = tokens.by_ref().find(|t| !BETWEEN.contains(t))?;
    let (second, third) = (tokens.next().unwrap_or_default(), tokens.next().unwrap_or_default());
    let first = first.trim_end_matches(['.', ';', ')']);
    let whole = format!("{first} {second} {}", third.trim_end_matches(['.', ';', ')']));
    dates::read(first, order, far).or_else(|| dates::read(&whole, order, far)).map(|r| r.date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;
    use proptest::prelude::*;

    const TODAY: Date = day(2026, 11, 22);

    #[test]
    fn an_end_is_found_however_it_is_put() {
        let read = |text| read(text, DateOrder::DayFirst, TODAY).ends_on;
        for (text, end) in [
            ("Clerk until 31/03/2026", day(2026, 3, 31)),
            ("CLERK UNTIL – 21-Dec-2025", day(2025, 12, 21)),
            ("clerk until - 22/07/2024", day(2024, 7, 22)),
            ("Resigned w.e.f. 2026-01-05", day(2026, 1, 5)),
            ("Resigned w.e.f. 05.12.24", day(2024, 12, 5)),
            ("Clerk left 14/04/2026 use Chair meantime", day(2026, 4, 14)),
            ("Clerk left 09/01/27 use Chair meantime", day(2027, 1, 9)),
            ("was clerk to 09/09/24, no replacement yet", day(2024, 9, 9)),
            ("Clerk until 22 May 2027", day(2027, 5, 22)),
            ("retires on 1st June 2027.", day(2027, 6, 1)),
        ] {
            assert_eq!(read(text), Some(end), "{text}");
        }
        for text in [
            "on holiday till Sept",
            "New clerk started 15/09/26",
            "See also previous council",
            "Ring after 6pm",
            "left",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_beginning_and_a_missing_clerk_are_told_from_an_end() {
        let of = |text| read(text, DateOrder::DayFirst, TODAY);
        assert_eq!(of("New clerk started 2026-07-09").starts_on, Some(day(2026, 7, 9)));
        assert!(of("Parish meeting only - no clerk").no_clerk);
        assert!(of("Clerk until further notice").unreadable);
        assert_eq!(of("Prefers post"), Remarks::default());
    }

    proptest! {
        #[test]
        fn no_note_panics(text in "(clerk until|left|w.e.f.)?\\PC{0,60}") {
            let _ = read(&text, DateOrder::DayFirst, TODAY);
        }
    }
}
