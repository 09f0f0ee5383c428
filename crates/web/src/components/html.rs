//! What templates put on a page: text that is escaped, HTML that is not, and attributes.

use std::borrow::Cow;
use std::fmt;

use askama::filters::{Escaper, HtmlSafe};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// HTML that our own code wrote. Everything from outside goes through [`Content::text`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Only for HTML written by our code with every outside part escaped: a rendered component, a template.
    pub fn trusted(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    pub fn escaped(text: &str) -> Self {
        Self(Escaped(text).to_string())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// Text shown with `<`, `>`, `&` and quotes escaped.
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        askama::filters::Html.write_escaped_str(f, self.0)
    }
}

impl HtmlSafe for Escaped<'_> {}

/// Words on a page: text, or HTML of our own. HTML wins, as in the kits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Content {
    #[serde(deserialize_with = "loose")]
    pub text: Option<String>,
    pub html: Option<Html>,
}

impl Content {
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), html: None }
    }

    pub fn html(html: Html) -> Self {
        Self { text: None, html: Some(html) }
    }

    pub fn is_empty(&self) -> bool {
        self.as_html().is_none() && self.text.as_deref().is_none_or(str::is_empty)
    }

    /// These words, or others when there are none.
    pub fn or(&self, text: &str) -> Content {
        if self.is_empty() { Content::text(text) } else { self.clone() }
    }

    fn as_html(&self) -> Option<&Html> {
        self.html.as_ref().filter(|html| !html.0.is_empty())
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_html() {
            Some(html) => f.write_str(&html.0),
            None => Escaped(self.text.as_deref().unwrap_or_default()).fmt(f),
        }
    }
}

impl HtmlSafe for Content {}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<&String> for Content {
    fn from(text: &String) -> Self {
        Self::text(text.as_str())
    }
}

impl From<Cow<'_, str>> for Content {
    fn from(text: Cow<'_, str>) -> Self {
        Self::text(text)
    }
}

impl From<Html> for Content {
    fn from(html: Html) -> Self {
        Self::html(html)
    }
}

/// Further attributes of an element, in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(Vec<(String, Option<String>)>);

impl Attributes {
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), Some(value.into())));
    }

    /// An attribute without a value: `hidden`.
    pub fn flag(&mut self, name: impl Into<String>) {
        self.0.push((name.into(), None));
    }

    pub(crate) fn append(&mut self, others: &Attributes) {
        self.0.extend(others.0.iter().cloned());
    }
}

impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.0 {
            match value {
                Some(value) => write!(f, " {}=\"{}\"", Escaped(name), Escaped(value))?,
                None => write!(f, " {}", Escaped(name))?,
            }
        }
        Ok(())
    }
}

impl HtmlSafe for Attributes {}

/// The kits write attributes as `{name: value}` or `{name: {value, optional}}`.
impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut all = Attributes::default();
        if let Value::Object(given) = Value::deserialize(from)? {
            for (name, value) in given {
                let optional = value.get("optional").and_then(Value::as_bool).unwrap_or_default();
                let value = value.get("value").cloned().unwrap_or(value);
                match (value, optional) {
                    (Value::Bool(true), true) => all.flag(name),
                    (Value::Null | Value::Bool(false), true) => {}
                    (value, _) => all.set(name, plain(&value).unwrap_or_default()),
                }
            }
        }
        Ok(all)
    }
}

/// The kits' options take a number or a truth value where text is meant.
pub(crate) fn loose<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(plain(&Value::deserialize(from)?))
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
