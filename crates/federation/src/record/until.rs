//! "Clerk until 31/03/2026" in a name is the end of an appointment that was written where there was room. Pure.

use crate::words::dates;
use jiff::civil::Date;

const WORDS: [&str; 7] = ["until", "till", "til", "ends", "ending", "leaves", "leaving"];

/// What stands before the words, and the day they name; none when there is no such thing.
pub fn find(text: &str) -> Option<(String, Date)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|w| WORDS.contains(&bare(w).as_str()))?;
    let after = words[at + 1..].iter().skip_while(|w| bare(w) == "on").copied().collect::<Vec<_>>().join(" ");
    let date = dates::typed(after.trim_matches(|c: char| "()[].,;".contains(c)))?;
    let before = words[..at].join(" ");
    Some((before.trim_end_matches(|c: char| " ([,;-–".contains(c)).to_owned(), date))
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn an_ending_in_a_name_is_found_and_what_is_none_is_left() {
        let day = date(2026, 3, 31);
        for (text, before) in [
            ("Clerk until 31/03/2026", "Clerk"),
            ("Jones (clerk until 31.3.26)", "Jones (clerk"),
            ("Jones - ends on 31 March 2026", "Jones"),
            ("until 31/3/2026", ""),
        ] {
            assert_eq!(find(text), Some((before.to_owned(), day)), "{text}");
        }
        for text in ["Until Further Notice", "Tillman", "Jones until spring", ""] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_panics(text in "\\PC{0,40}") {
            let _ = find(&text);
            let _ = find(&format!("{text} until {text}"));
        }
    }
}
