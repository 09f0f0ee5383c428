//! Which passwords are taken: eight characters or more, whatever they are made of, unless somebody would guess it. Pure.
//!
//! No rules of composition (NIST SP 800-63B-4, 3.1.1.2): they make people write "Password1!". Instead a password is
//! refused that many people use, that is made of what is known about the person, or that a guesser finds soon; and the
//! answer says how to make a better one.

use super::hashing::Password;
use crate::words;
use zxcvbn::feedback::{Suggestion, Warning};
use zxcvbn::{Score, zxcvbn};

pub const LEAST: usize = 8;
pub const MOST: usize = 1000;

/// What anybody may know about the person.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Name, address for signing in, the federation's name.
    pub words: Vec<String>,
}

impl Known {
    pub fn of(names: &[&str], address: &str, federation: &str) -> Self {
        let local = address.split('@').next().unwrap_or_default();
        let mut all: Vec<String> = names
            .iter()
            .flat_map(|n| words::fold(n).split(' ').map(str::to_owned).collect::<Vec<_>>())
            .collect();
        all.extend(words::fold(federation).split(' ').map(str::to_owned));
        all.extend(local.split(['.', '_', '-', '+']).map(words::fold));
        all.push(words::fold(local));
        all.push(words::fold(address));
        all.retain(|w| w.chars().count() >= 3);
        all.sort_unstable();
        all.dedup();
        Self { words: all }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasswordRefused {
    Missing,
    TooShort,
    TooLong,
    /// On the list of those that many people use.
    Common,
    /// Little is left of it without the person's own name, address or federation.
    Personal,
    /// A guesser would find it; the key of the message that says why, and those that help.
    Guessable {
        why: Option<&'static str>,
        help: Vec<&'static str>,
    },
}

/// How strong a password is, for words on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    Good,
    Strong,
}

pub fn check(password: &Password, known: &Known) -> Result<Strength, PasswordRefused> {
    let text = password.as_str();
    match text.chars().count() {
        0 => return Err(PasswordRefused::Missing),
        n if n < LEAST => return Err(PasswordRefused::TooShort),
        n if n > MOST => return Err(PasswordRefused::TooLong),
        _ => {}
    }
    if web::passwords::is_common(text) {
        return Err(PasswordRefused::Common);
    }
    if is_personal(text, known) {
        return Err(PasswordRefused::Personal);
    }
    let mut hints: Vec<&str> = known.words.iter().map(String::as_str).collect();
    hints.extend(LOCAL_WORDS);
    // A guesser's work on 100 characters is more than enough; the time grows with the square. Words that belong together
    // are no better for a hyphen between them.
    let beginning: String = text.chars().take(100).collect();
    let joined: String = beginning.chars().filter(|c| !"-_. ".contains(*c)).collect();
    let guesses = [zxcvbn(&beginning, &hints), zxcvbn(&joined, &hints)];
    let guess = if guesses[1].score() < guesses[0].score() { &guesses[1] } else { &guesses[0] };
    match guess.score() {
        Score::Four => Ok(Strength::Strong),
        Score::Three => Ok(Strength::Good),
        _ => {
            let feedback = guess.feedback();
            let why = feedback.and_then(|f| f.warning()).map(warning_key);
            let help = feedback
                .map(|f| f.suggestions().iter().filter_map(|s| suggestion_key(*s)).collect())
                .unwrap_or_default();
            Err(PasswordRefused::Guessable { why, help })
        }
    }
}

/// Fewer than five characters are left when every known word is taken out.
fn is_personal(text: &str, known: &Known) -> bool {
    let whole = words::fold(text).replace(' ', "");
    let mut left = whole.clone();
    let mut longest_first: Vec<String> = known.words.iter().map(|w| w.replace(' ', "")).collect();
    longest_first.sort_by_key(|w| std::cmp::Reverse(w.len()));
    for word in longest_first.iter().filter(|w| w.len() >= 3) {
        left = left.replace(word.as_str(), "");
    }
    left.len() < whole.len() && left.chars().count() < 5
}

/// Words that guessers of Welsh and Gaelic speakers try, which the English lists do not hold.
const LOCAL_WORDS: [&str; 34] = [
    "cyfrinair",
    "croeso",
    "cymru",
    "cymraeg",
    "cariad",
    "caerdydd",
    "abertawe",
    "wrecsam",
    "gwynedd",
    "draig",
    "ddraig",
    "diolch",
    "bore",
    "da",
    "nos",
    "iechyd",
    "hiraeth",
    "eryri",
    "cwtch",
    "mamgu",
    "tadcu",
    "nain",
    "taid",
    "calon",
    "facalfaire",
    "facal",
    "faire",
    "alba",
    "slainte",
    "gaidhlig",
    "failte",
    "glaschu",
    "eilean",
    "madainn",
];

fn warning_key(warning: Warning) -> &'static str {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess => {
            "password-why-keys"
        }
        Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => {
            "password-why-repeats"
        }
        Warning::SequencesLikeAbcAreEasyToGuess => "password-why-sequence",
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => "password-why-date",
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => "password-why-name",
        Warning::AWordByItselfIsEasyToGuess => "password-why-word",
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => "password-why-common",
    }
}

fn suggestion_key(suggestion: Suggestion) -> Option<&'static str> {
    Some(match suggestion {
        Suggestion::UseAFewWordsAvoidCommonPhrases | Suggestion::AddAnotherWordOrTwo => "password-help-words",
        Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => return None,
        Suggestion::CapitalizationDoesntHelpVeryMuch
        | Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => "password-help-capitals",
        Suggestion::ReversedWordsArentMuchHarderToGuess => "password-help-reversed",
        Suggestion::PredictableSubstitutionsDontHelpVeryMuch => "password-help-signs",
        Suggestion::UseALongerKeyboardPatternWithMoreTurns => "password-help-words",
        Suggestion::AvoidRepeatedWordsAndCharacters => "password-help-repeats",
        Suggestion::AvoidSequences => "password-help-sequences",
        Suggestion::AvoidRecentYears
        | Suggestion::AvoidYearsThatAreAssociatedWithYou
        | Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => "password-help-dates",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rhian() -> Known {
        Known::of(&["Rhian Morgan"], "rhian.morgan@home.example", "Tidewell")
    }

    fn checked(text: &str) -> Result<Strength, PasswordRefused> {
        check(&Password::new(text), &rhian())
    }

    #[test]
    fn a_few_plain_words_are_enough_and_no_sign_is_demanded() {
        assert!(checked("marmalade tractor winter").is_ok());
        assert!(checked("gwylan y môr tawel").is_ok());
        assert!(checked("灯台と静かな海岸線の朝").is_ok());
        assert!(checked(&"purple heron ".repeat(70)).is_ok());
    }

    #[test]
    fn what_a_guesser_tries_first_is_refused() {
        assert_eq!(checked("short12"), Err(PasswordRefused::TooShort));
        assert_eq!(checked(&"x".repeat(1001)), Err(PasswordRefused::TooLong));
        for common in ["password", "Password1", "qwertyuiop", "12345678", "letmein1"] {
            assert!(checked(common).is_err(), "{common}");
        }
        for local in ["cyfrinair", "cyfrinair1", "Cyfrinair2024", "croesocymru", "Facal-faire1"] {
            assert!(checked(local).is_err(), "{local}");
        }
        for personal in
            ["rhianmorgan", "Rhian.Morgan1", "Tidewell2026", "rhian.morgan@home.example", "TidewellRhian"]
        {
            assert!(checked(personal).is_err(), "{personal}");
        }
        assert_eq!(checked("RhianMorgan99"), Err(PasswordRefused::Personal));
    }

    #[test]
    fn a_refusal_says_what_would_help() {
        let Err(PasswordRefused::Guessable { why, help }) = checked("aaaaaaaaaaaa") else {
            panic!("guessable")
        };
        assert!(why.is_some() || !help.is_empty());
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_panics(text in "\\PC{0,60}") {
            let _ = checked(&text);
        }

        #[test]
        fn the_letters_of_a_password_may_be_composed_in_any_way(text in "[a-zŵŷâêîôû ]{12,30}") {
            use unicode_normalization::UnicodeNormalization;
            let apart: String = text.nfd().collect();
            prop_assert_eq!(checked(&apart), checked(&text));
        }
    }
}
