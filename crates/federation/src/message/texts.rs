//! The words of a message in English and Welsh, as they are typed, kept and made ready to leave.

use super::fields;
use crate::mail::run::{Class, Text, Texts};
use crate::template::{Fault, Template};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// As typed. A language without a body is not written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<String, Text>);

/// Those that a message can be written in: tag, key of the word.
pub const LANGUAGES: [(&str, &str); 2] = [("en", "message-english"), ("cy", "message-welsh")];

impl Words {
    pub fn with(mut self, language: &str, subject: &str, body: &str) -> Self {
        self.0.insert(language.to_owned(), Text { subject: subject.to_owned(), body: body.to_owned() });
        self
    }

    pub fn of_column(column: &str) -> Self {
        serde_json::from_str(column).unwrap_or_default()
    }

    pub fn column(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn of(&self, language: &str) -> (&str, &str) {
        self.0.get(language).map_or(("", ""), |text| (text.subject.as_str(), text.body.as_str()))
    }

    /// Without what was left blank.
    pub fn written(&self) -> Self {
        let written = |text: &Text| !text.subject.trim().is_empty() || !text.body.trim().is_empty();
        Self(self.0.iter().filter(|(_, t)| written(t)).map(|(tag, t)| (tag.clone(), t.clone())).collect())
    }

    /// What is wrong with each language, by its tag.
    pub fn faults(&self) -> BTreeMap<String, Vec<Fault>> {
        let known = fields::names();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let written = self.written();
        if written.0.is_empty() {
            return [("en".to_owned(), vec![Fault::NoSubject, Fault::NoBody])].into();
        }
        let read = |(tag, text): (&String, &Text)| {
            Template::read(&text.subject, &text.body, &known).err().map(|faults| (tag.clone(), faults))
        };
        written.0.iter().filter_map(read).collect()
    }

    /// As it leaves: marketing says in its last lines how to get no more, unless the text does.
    pub fn ready(&self, class: Class) -> Texts {
        let mut words = self.written();
        if class == Class::Marketing {
            words.0.iter_mut().for_each(|(tag, text)| text.body = with_the_way_out(tag, &text.body));
        }
        Texts { fields: fields::names(), languages: words.0 }
    }

    /// The subject for lists, its fields as dots.
    pub fn title(&self) -> String {
        let subject = LANGUAGES.iter().map(|(tag, _)| self.of(tag).0).find(|s| !s.trim().is_empty());
        let (mut out, mut rest) = (String::new(), subject.unwrap_or_default());
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((_, behind)) = after.split_once("}}") else { break };
            out.push_str(before);
            out.push('…');
            rest = behind;
        }
        out + rest
    }
}

fn with_the_way_out(language: &str, body: &str) -> String {
    let has_it = body.split("{{").skip(1).any(|part| {
        let inside = part.split("}}").next().unwrap_or_default();
        inside.split('|').next().unwrap_or_default().trim().eq_ignore_ascii_case("unsubscribe")
    });
    if has_it {
        return body.to_owned();
    }
    let words = match language {
        "cy" => "I beidio â chael negeseuon fel hyn, agorwch y ddolen hon:",
        _ => "To get no more messages like this, open this link:",
    };
    format!("{}\n\n---\n\n{words}\n{{{{unsubscribe}}}}\n", body.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marketing_always_says_how_to_get_no_more() {
        let words = Words::default().with("en", "News", "Dear {{given name}},").with("cy", "Newyddion", "");
        let ready = words.ready(Class::Marketing);
        assert!(ready.languages["en"].body.ends_with("{{unsubscribe}}\n"));
        assert!(ready.languages["cy"].body.contains("agorwch y ddolen"));
        let own = Words::default().with("en", "News", "Out: {{ Unsubscribe }}");
        assert_eq!(own.ready(Class::Marketing).languages["en"].body, "Out: {{ Unsubscribe }}");
        assert_eq!(words.ready(Class::Service).languages["en"].body, "Dear {{given name}},");
    }

    #[test]
    fn a_title_shows_no_fields() {
        let title = Words::default().with("cy", "Cyfarfod {{council}} a {{town", "x").title();
        assert_eq!(title, "Cyfarfod … a {{town");
    }
}
