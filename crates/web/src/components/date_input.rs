//! Day, month and year in three fields.

use askama::Template;
use serde::Deserialize;

use super::field::{
    ErrorMessage, Field, FormGroup, Hint, Label, described_by, group_class, named_error, named_hint,
    rendered, text,
};
use super::fieldset::{Fieldset, Legend};
use super::html::{Attributes, Content, Html, loose};
use super::{Input, component};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/date_input.html")]
pub struct DateInput {
    pub id: String,
    pub name_prefix: String,
    pub items: Vec<Option<DatePart>>,
    pub fieldset: Option<Fieldset>,
    pub hint: Option<Hint>,
    pub error_message: Option<ErrorMessage>,
    pub form_group: FormGroup,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DatePart {
    pub name: String,
    pub id: String,
    #[serde(deserialize_with = "loose")]
    pub label: Option<String>,
    #[serde(deserialize_with = "loose")]
    pub value: Option<String>,
    pub error: Option<bool>,
    #[serde(deserialize_with = "text")]
    pub autocomplete: String,
    pub inputmode: String,
    pub pattern: String,
    pub classes: String,
    pub attributes: Attributes,
}

component!(DateInput);

impl DateInput {
    /// Fields `name-day`, `name-month`, `name-year`; the first has the id `name`, so that an error links to it.
    /// The words for day, month and year come from the catalogue.
    pub fn new(name: &str, legend: impl Into<Content>, words: [String; 3], values: [&str; 3]) -> Self {
        let parts = ["day", "month", "year"].into_iter().zip(words).zip(values);
        let part = |(index, ((part, word), value)): (usize, ((&str, String), &str))| DatePart {
            name: part.to_owned(),
            id: if index == 0 { name.to_owned() } else { String::new() },
            label: Some(word),
            value: Some(value.to_owned()).filter(|value| !value.is_empty()),
            ..DatePart::default()
        };
        let legend = Legend {
            content: legend.into(),
            classes: "govuk-fieldset__legend--s".into(),
            ..Legend::default()
        };
        Self {
            id: format!("{name}-date"),
            name_prefix: name.to_owned(),
            items: parts.enumerate().map(part).map(Some).collect(),
            fieldset: Some(Fieldset { legend, ..Fieldset::default() }),
            ..Self::default()
        }
    }

    pub fn hint(mut self, hint: impl Into<Content>) -> Self {
        self.hint = Some(Hint { content: hint.into(), ..Hint::default() });
        self
    }

    pub fn error(mut self, sentence: Option<impl Into<Content>>) -> Self {
        self.error_message =
            sentence.map(|words| ErrorMessage { content: words.into(), ..ErrorMessage::default() });
        self
    }

    fn group_class(&self) -> String {
        group_class(self.error_message.is_some(), &self.form_group.classes)
    }

    fn wrapped(&self) -> Html {
        let inner = rendered(&Inner { date: self });
        match &self.fieldset {
            Some(fieldset) => {
                let start = &fieldset.described_by;
                let described_by =
                    described_by(start, &self.id, self.hint.is_some(), self.error_message.is_some());
                rendered(&Fieldset { described_by, role: "group".into(), html: inner, ..fieldset.clone() })
            }
            None => inner,
        }
    }

    fn hint_shown(&self) -> Option<Hint> {
        named_hint(self.hint.as_ref(), &self.id)
    }

    fn error_shown(&self) -> Option<ErrorMessage> {
        named_error(self.error_message.as_ref(), &self.id)
    }

    fn parts(&self) -> Vec<DatePart> {
        if self.items.is_empty() {
            return ["day", "month", "year"]
                .map(|name| DatePart { name: name.into(), ..DatePart::default() })
                .into();
        }
        self.items.iter().flatten().cloned().collect()
    }

    fn part_input(&self, part: &DatePart) -> Input {
        let prefix =
            if self.name_prefix.is_empty() { String::new() } else { format!("{}-", self.name_prefix) };
        let label = part.label.clone().unwrap_or_else(|| capital(&part.name));
        let label =
            Label { content: label.into(), classes: "govuk-date-input__label".into(), ..Label::default() };
        let field = Field {
            id: if part.id.is_empty() { format!("{}-{}", self.id, part.name) } else { part.id.clone() },
            name: format!("{prefix}{}", part.name),
            value: part.value.clone(),
            classes: self.part_class(part),
            autocomplete: part.autocomplete.clone(),
            attributes: part.attributes.clone(),
            label,
            ..Field::default()
        };
        let inputmode = if part.inputmode.is_empty() { "numeric".into() } else { part.inputmode.clone() };
        Input { field, inputmode, pattern: part.pattern.clone(), ..Input::default() }
    }

    fn part_class(&self, part: &DatePart) -> String {
        let marked =
            |part: &DatePart| part.error == Some(true) || part.classes.contains("govuk-input--error");
        let any = self.items.iter().flatten().any(marked);
        let whole = part.error != Some(false) && self.error_message.is_some() && !any;
        let mut classes = String::from("govuk-date-input__input");
        if !part.classes.contains("govuk-input--error") && (marked(part) || whole) {
            classes.push_str(" govuk-input--error");
        }
        if !part.classes.contains("govuk-input--width-") {
            classes.push_str(if part.name == "year" {
                " govuk-input--width-4"
            } else {
                " govuk-input--width-2"
            });
        }
        if !part.classes.is_empty() {
            classes = format!("{classes} {}", part.classes);
        }
        classes
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "components/date_input_inner.html")]
struct Inner<'a> {
    date: &'a DateInput,
}
