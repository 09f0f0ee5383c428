//! A sentence on its way to the page.

use std::fmt;
use std::sync::Arc;

use askama::filters::HtmlSafe;
use fluent_bundle::{FluentArgs, FluentValue};

use super::{Catalogue, Lang};
use crate::components::{Content, Escaped, Html};

/// The catalogue in one person's language. Cheap to clone; pages hold it as `t`.
#[derive(Clone, Debug)]
pub struct Words {
    catalogue: Arc<Catalogue>,
    pub lang: Lang,
}

impl Words {
    pub fn new(catalogue: Arc<Catalogue>, lang: Lang) -> Self {
        Self { catalogue, lang }
    }

    pub fn in_lang(&self, lang: Lang) -> Self {
        Self { catalogue: self.catalogue.clone(), lang }
    }

    pub fn text<'a>(&'a self, key: &'a str) -> Phrase<'a> {
        Phrase { words: self, key, args: FluentArgs::new() }
    }

    /// A sentence with its values at once: `t.with("k", args! { "name" => name, "count" => 3 })`.
    pub fn with<'a>(&'a self, key: &'a str, args: FluentArgs<'a>) -> Phrase<'a> {
        Phrase { words: self, key, args }
    }

    /// As plain text, for titles, labels and attributes.
    pub fn plain(&self, key: &str) -> String {
        self.text(key).plain()
    }
}

/// Values for a sentence.
#[macro_export]
macro_rules! args {
    ($($name:expr => $value:expr),* $(,)?) => {{
        #[allow(unused_mut)]
        let mut args = $crate::text::FluentArgs::new();
        $( args.set($name, $value); )*
        args
    }};
}

/// What may fill a place in a sentence, also behind the references that templates make.
pub trait AsValue {
    fn as_value(&self) -> FluentValue<'static>;
}

macro_rules! values {
    ($($kind:ty),+) => { $(
        impl AsValue for $kind {
            fn as_value(&self) -> FluentValue<'static> {
                FluentValue::from(self.to_owned())
            }
        }
    )+ };
}
values!(str, String, u8, u16, u32, u64, usize, i32, i64, f64);

impl<T: AsValue + ?Sized> AsValue for &T {
    fn as_value(&self) -> FluentValue<'static> {
        (**self).as_value()
    }
}

impl AsValue for std::borrow::Cow<'_, str> {
    fn as_value(&self) -> FluentValue<'static> {
        (**self).as_value()
    }
}

/// Shows itself escaped, in a `<span lang>` when it is in another language than the page.
pub struct Phrase<'a> {
    words: &'a Words,
    key: &'a str,
    args: FluentArgs<'a>,
}

impl<'a> Phrase<'a> {
    /// A value of the sentence: `{ $name }` in the catalogue.
    pub fn put(mut self, name: &'a str, value: impl AsValue) -> Self {
        self.args.set(name, value.as_value());
        self
    }

    pub fn plain(&self) -> String {
        self.found(Some(&self.args)).0
    }

    /// For a sentence of the catalogue that holds HTML (a link, a strong word). The values are escaped.
    pub fn markup(&self) -> Html {
        let mut safe = FluentArgs::new();
        for (name, value) in self.args.iter() {
            match value {
                FluentValue::String(text) => safe.set(name.to_owned(), Escaped(text).to_string()),
                other => safe.set(name.to_owned(), other.clone()),
            }
        }
        let (text, lang) = self.found(Some(&safe));
        Html::trusted(self.marked(text, lang))
    }

    fn found(&self, args: Option<&FluentArgs<'_>>) -> (String, Lang) {
        self.words.catalogue.format(self.words.lang, self.key, args).unwrap_or_else(|| {
            tracing::error!(key = self.key, "a sentence is not in the catalogue");
            (self.key.to_owned(), self.words.lang)
        })
    }

    fn marked(&self, html: String, lang: Lang) -> String {
        if lang == self.words.lang { html } else { format!("<span lang=\"{}\">{html}</span>", lang.tag()) }
    }
}

impl fmt::Display for Phrase<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, lang) = self.found(Some(&self.args));
        if lang == self.words.lang {
            return Escaped(&text).fmt(f);
        }
        write!(f, "<span lang=\"{}\">{}</span>", lang.tag(), Escaped(&text))
    }
}

impl HtmlSafe for Phrase<'_> {}

impl From<Phrase<'_>> for Content {
    fn from(phrase: Phrase<'_>) -> Self {
        let (text, lang) = phrase.found(Some(&phrase.args));
        if lang == phrase.words.lang {
            Content::text(text)
        } else {
            Content::html(Html::trusted(phrase.to_string()))
        }
    }
}

impl From<Phrase<'_>> for String {
    fn from(phrase: Phrase<'_>) -> Self {
        phrase.plain()
    }
}
