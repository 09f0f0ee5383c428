//! The names of councils as lists write them: "COCKFIELD PARISH COUNCIL", "Cockfield PC", "Parish Council of Cockfield"
//! are one. Pure.

use crate::words;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationName {
    /// Without the words for its kind: "Cockfield".
    pub core: String,
    /// The kind's key, where the name says it: "parish-council".
    pub kind: Option<&'static str>,
    /// What stood in brackets behind it: "duplicate?".
    pub remark: Option<String>,
}

/// Words for kinds, longest first; the last column is how a full name ends.
const KINDS: [(&str, &str, &str); 12] = [
    ("community council", "community-council", "Community Council"),
    ("cyngor cymuned", "community-council", "Community Council"),
    ("parish council", "parish-council", "Parish Council"),
    ("parish meeting", "parish-meeting", "Parish Meeting"),
    ("town council", "town-council", "Town Council"),
    ("city council", "town-council", "City Council"),
    ("cyngor tref", "town-council", "Town Council"),
    ("cyngor dinas", "town-council", "City Council"),
    ("pc", "parish-council", "Parish Council"),
    ("tc", "town-council", "Town Council"),
    ("cc", "community-council", "Community Council"),
    ("pm", "parish-meeting", "Parish Meeting"),
];

/// The kind that a cell names: "parish council", "TC", "Town".
pub fn kind(text: &str) -> Option<&'static str> {
    let folded = words::fold(text);
    let exact = KINDS.iter().find(|(said, ..)| *said == folded);
    exact.map(|(_, key, _)| *key).or(match folded.as_str() {
        "parish" => Some("parish-council"),
        "town" => Some("town-council"),
        "community" => Some("community-council"),
        "meeting" => Some("parish-meeting"),
        _ => None,
    })
}

impl OrganisationName {
    pub fn read(text: &str) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (text, remark) = remark(&text);
        let words: Vec<&str> = text.split(' ').collect();
        let found = KINDS.iter().find_map(|(said, key, _)| without(&words, said).map(|rest| (rest, *key)));
        let (core, kind) = match found {
            Some((rest, key)) => (rest, Some(key)),
            None => (text.to_owned(), None),
        };
        Self { core: cased(core.trim_matches([',', ' ', '-'])), kind, remark }
    }

    /// "Cockfield Parish Council"
    pub fn full(&self, kind: Option<&str>) -> String {
        let ending =
            kind.and_then(|k| KINDS.iter().find(|(_, key, _)| *key == k)).map(|(.., ending)| *ending);
        ending.map_or_else(|| self.core.clone(), |ending| format!("{} {ending}", self.core))
    }

    /// What two spellings of one name have in common.
    pub fn key(&self) -> String {
        let folded = words::fold(&self.core.replace('&', " and "));
        let short = |w: &str| match w {
            "saint" => "st".to_owned(),
            "gt" => "great".to_owned(),
            "lt" | "ltl" => "little".to_owned(),
            w => w.to_owned(),
        };
        folded.split(' ').map(short).collect::<Vec<_>>().join(" ")
    }
}

fn remark(text: &str) -> (&str, Option<String>) {
    match text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        Some((name, inside)) if !name.trim().is_empty() => {
            let inside = inside.trim();
            // "Felsham (Parish Council)" says its kind there.
            if kind(inside).is_some() { (text, None) } else { (name.trim(), Some(inside.to_owned())) }
        }
        _ => (text, None),
    }
}

/// The name without the words for a kind before ("Parish Council of") or behind it.
fn without(words: &[&str], said: &str) -> Option<String> {
    let n = said.split(' ').count();
    if words.len() <= n {
        return None;
    }
    let says = |part: &[&str]| words::fold(&part.join(" ")) == said;
    let (front, back) = (&words[..n], &words[words.len() - n..]);
    // Two letters are an abbreviation only in capitals: "Pc" might be a name.
    let fits = |part: &[&str]| {
        says(part)
            && (said.len() > 2
                || part[0].trim_matches(['(', ')']).chars().all(|c| c.is_uppercase() || c == '.'))
    };
    if fits(back) {
        return Some(words[..words.len() - n].join(" "));
    }
    if fits(front) && said.len() > 2 {
        let rest = &words[n..];
        let of = usize::from(rest.len() > 1 && ["of", "for"].contains(&rest[0].to_lowercase().as_str()));
        return Some(rest[of..].join(" "));
    }
    None
}

/// Capitals throughout are somebody's shift key: "LONG MELFORD" is Long Melford.
pub fn cased(text: &str) -> String {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    if letters().count() < 3 || letters().any(char::is_lowercase) {
        return text.to_owned();
    }
    const SMALL: [&str; 12] = ["of", "on", "the", "in", "and", "with", "by", "le", "la", "de", "cum", "upon"];
    let mut out = String::with_capacity(text.len());
    for (at, word) in text.to_lowercase().split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        if at > 0 && SMALL.contains(&word) {
            out.push_str(word);
            continue;
        }
        let mut start = true;
        for (nth, c) in word.chars().enumerate() {
            if start {
                out.extend(c.to_uppercase())
            } else {
                out.push(c)
            }
            // O'Brien, but St Mary's.
            start = c == '-' || c == '(' || (nth == 1 && (c == '\'' || c == '’'));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_council_have_one_key() {
        for written in [
            "Cockfield Parish Council",
            "COCKFIELD PARISH COUNCIL",
            "Cockfield PC",
            "Cockfield P.C.",
            "Cockfield",
            "Parish Council of Cockfield",
            "  Cockfield  Parish\u{a0}Council ",
            "Cockfield Parish Council (duplicate?)",
        ] {
            assert_eq!(OrganisationName::read(written).key(), "cockfield", "{written}");
        }
        let read = OrganisationName::read("LONG MELFORD COMMUNITY COUNCIL");
        assert_eq!((read.core.as_str(), read.kind), ("Long Melford", Some("community-council")));
        assert_eq!(read.full(read.kind), "Long Melford Community Council");
        assert_eq!(OrganisationName::read("St. Mary & St Peter TC").key(), "st mary and st peter");
        assert_eq!(
            OrganisationName::read("Great Finborough PC").key(),
            OrganisationName::read("Gt Finborough").key()
        );
        assert_eq!(
            OrganisationName::read("Heveningham Parish Meeting (duplicate?)").remark.as_deref(),
            Some("duplicate?")
        );
        assert_eq!(OrganisationName::read("Town Council").core, "Town Council");
    }

    #[test]
    fn a_kind_is_known_by_its_words() {
        for (written, key) in [
            ("TC", "town-council"),
            ("parish council", "parish-council"),
            ("P.C.", "parish-council"),
            ("Parish Meeting", "parish-meeting"),
        ] {
            assert_eq!(kind(written), Some(key));
        }
        assert_eq!(kind("borough"), None);
    }

    proptest! {
        #[test]
        fn no_name_panics_and_a_full_name_reads_back(text in "\\PC{0,40}", core in "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?") {
            let _ = OrganisationName::read(&text).key();
            let read = OrganisationName { core, kind: None, remark: None };
            let again = OrganisationName::read(&read.full(Some("town-council")));
            prop_assert_eq!(again.kind, Some("town-council"));
            prop_assert_eq!(again.core, read.core);
        }
    }
}
