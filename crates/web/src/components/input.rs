//! One line of entry, and the password field that can be shown.

use askama::Template;
use serde::Deserialize;

use super::button::Button;
use super::field::{Field, field_options, rendered, text};
use super::html::{Attributes, Content, Html};
use super::{FormGroup, combobox, component};
use crate::text::Words;

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/input.html")]
pub struct Input {
    #[serde(flatten)]
    pub field: Field,
    #[serde(deserialize_with = "text")]
    pub r#type: String,
    pub inputmode: String,
    pub pattern: String,
    pub autocapitalize: String,
    pub prefix: Affix,
    pub suffix: Affix,
    pub input_wrapper: Wrapper,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Affix {
    #[serde(flatten)]
    pub content: Content,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wrapper {
    pub classes: String,
    pub attributes: Attributes,
}

component!(Input, PasswordInput);

impl Input {
    pub fn new(name: impl Into<String>, label: impl Into<Content>) -> Self {
        Self { field: Field::new(name, label), ..Self::default() }
    }

    /// An e-mail address: the right keyboard, the browser's own filling in, no corrections.
    pub fn email(name: impl Into<String>, label: impl Into<Content>) -> Self {
        Self { r#type: "email".into(), ..Self::new(name, label) }.autocomplete("email").no_spellcheck()
    }

    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.field.value = Some(value.into());
        self
    }

    pub fn autocomplete(mut self, purpose: impl Into<String>) -> Self {
        self.field.autocomplete = purpose.into();
        self
    }

    pub fn no_spellcheck(mut self) -> Self {
        self.field.spellcheck = Some("false".into());
        self
    }

    /// For whole numbers: a keyboard of digits.
    pub fn digits(mut self) -> Self {
        self.inputmode = "numeric".into();
        self.width(5)
    }

    /// The room for so many characters: 2, 3, 4, 5, 10, 20 or 30.
    pub fn width(mut self, characters: u8) -> Self {
        self.field.classes = format!("govuk-input--width-{characters}");
        self
    }

    field_options!(field);

    /// Where scripts run, the server is asked at this address while one types, and what it offers can be taken.
    pub fn suggests(mut self, t: &Words, address: &str) -> Self {
        self.field.attributes.set("data-suggests", address);
        combobox::words(&mut self.field.attributes, t);
        self.autocomplete("off")
    }

    /// Under which name the value of an offer that was taken is sent, and the one that stands for what is written now. With
    /// the name of the field itself, the value goes in the place of the words.
    pub fn means(self, name: &str, value: &str) -> Self {
        self.attribute("data-means", name).attribute("data-means-now", value)
    }

    fn kind(&self) -> &str {
        if self.r#type.is_empty() { "text" } else { &self.r#type }
    }

    fn class(&self) -> String {
        let more =
            if self.field.classes.is_empty() { String::new() } else { format!(" {}", self.field.classes) };
        format!("govuk-input{more}{}", self.field.error_class(" govuk-input--error"))
    }

    fn is_wrapped(&self) -> bool {
        let group = &self.field.form_group;
        let parts = [&self.prefix.content, &self.suffix.content, &group.before_input, &group.after_input];
        parts.iter().any(|part| !part.is_empty())
    }
}

/// A password, with a button that shows it. Pasting is allowed, and the browser may fill it in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PasswordInput {
    #[serde(flatten)]
    pub field: Field,
    pub button: Wrapper,
    pub show_password_text: String,
    pub hide_password_text: String,
    pub show_password_aria_label_text: String,
    pub hide_password_aria_label_text: String,
    pub password_shown_announcement_text: String,
    pub password_hidden_announcement_text: String,
}

impl PasswordInput {
    /// The password of somebody who signs in.
    pub fn current(name: impl Into<String>, label: impl Into<Content>) -> Self {
        Self { field: Field::new(name, label), ..Self::default() }
    }

    /// A password that is being chosen.
    pub fn new_one(name: impl Into<String>, label: impl Into<Content>) -> Self {
        let mut input = Self::current(name, label);
        input.field.autocomplete = "new-password".into();
        input
    }

    field_options!(field);

    fn as_input(&self) -> Input {
        let id = self.field.id().to_owned();
        let mut field = self.field.clone();
        field.classes = joined("govuk-password-input__input govuk-js-password-input-input", &field.classes);
        field.form_group = FormGroup {
            classes: joined("govuk-password-input", &self.field.form_group.classes),
            attributes: self.group_attributes(),
            before_input: self.field.form_group.before_input.clone(),
            after_input: Content::html(self.toggle(&id)),
            ..FormGroup::default()
        };
        field.spellcheck = Some("false".into());
        if field.autocomplete.is_empty() {
            field.autocomplete = "current-password".into();
        }
        Input {
            r#type: "password".into(),
            autocapitalize: "none".into(),
            input_wrapper: Wrapper { classes: "govuk-password-input__wrapper".into(), ..Wrapper::default() },
            field,
            ..Input::default()
        }
    }

    fn group_attributes(&self) -> Attributes {
        let mut all = Attributes::default();
        all.set("data-module", "govuk-password-input");
        let words = [
            ("show-password", &self.show_password_text),
            ("hide-password", &self.hide_password_text),
            ("show-password-aria-label", &self.show_password_aria_label_text),
            ("hide-password-aria-label", &self.hide_password_aria_label_text),
            ("password-shown-announcement", &self.password_shown_announcement_text),
            ("password-hidden-announcement", &self.password_hidden_announcement_text),
        ];
        for (name, words) in words.into_iter().filter(|(_, words)| !words.is_empty()) {
            all.set(format!("data-i18n.{name}"), words);
        }
        all.append(&self.field.form_group.attributes);
        all
    }

    fn toggle(&self, id: &str) -> Html {
        let or =
            |words: &str, other: &str| if words.is_empty() { other.to_owned() } else { words.to_owned() };
        let mut button = Button {
            content: or(&self.show_password_text, "Show").into(),
            r#type: "button".into(),
            classes: joined(
                "govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle",
                &self.button.classes,
            ),
            ..Button::default()
        };
        button.attributes.set("aria-controls", id);
        button.attributes.set("aria-label", or(&self.show_password_aria_label_text, "Show password"));
        button.attributes.flag("hidden");
        Html::trusted(format!("{button}{}", self.field.form_group.after_input))
    }
}

impl std::fmt::Display for PasswordInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(rendered(&self.as_input()).as_str())
    }
}

pub(crate) fn joined(first: &str, more: &str) -> String {
    if more.is_empty() { first.to_owned() } else { format!("{first} {more}") }
}
