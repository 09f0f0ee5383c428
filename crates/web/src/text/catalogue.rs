//! The sentences of all crates, parsed once when the program starts.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

/// One feature's sentences. `cy` may be empty, or hold fewer.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    pub en: &'static str,
    pub cy: &'static str,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    English,
    Welsh,
}

impl Lang {
    /// As in `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::English => "en",
            Lang::Welsh => "cy",
        }
    }

    pub fn parse(tag: &str) -> Option<Lang> {
        match tag.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "en" => Some(Lang::English),
            "cy" => Some(Lang::Welsh),
            _ => None,
        }
    }

    /// The first language of an Accept-Language header that we have, by its weights.
    pub fn accepted(header: &str) -> Option<Lang> {
        let weighed = header.split(',').filter_map(|part| {
            let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
            let weight: f32 = weight.trim().parse().ok()?;
            Some((Lang::parse(tag.trim())?, weight)).filter(|(_, weight)| *weight > 0.0)
        });
        weighed.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(lang, _)| lang)
    }
}

type Bundle = FluentBundle<FluentResource>;

pub struct Catalogue {
    english: Bundle,
    welsh: Bundle,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Catalogue")
    }
}

impl Catalogue {
    /// Fails with a sentence for each text that cannot be read and each key that is there twice.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a Texts>) -> Result<Self, Vec<String>> {
        let mut faults = Vec::new();
        let mut english = bundle("en-GB");
        let mut welsh = bundle("cy");
        for text in texts {
            add(&mut english, text.en, &mut faults);
            add(&mut welsh, text.cy, &mut faults);
        }
        if faults.is_empty() { Ok(Self { english, welsh }) } else { Err(faults) }
    }

    /// The sentence, and the language it was found in.
    pub(super) fn format(
        &self,
        lang: Lang,
        key: &str,
        args: Option<&FluentArgs<'_>>,
    ) -> Option<(String, Lang)> {
        let welsh = (lang == Lang::Welsh).then(|| fill(&self.welsh, key, args)).flatten();
        match welsh {
            Some(text) => Some((text, Lang::Welsh)),
            None => fill(&self.english, key, args).map(|text| (text, Lang::English)),
        }
    }
}

fn bundle(language: &str) -> Bundle {
    let id: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // The marks around a filled-in value disturb searching and copying; our two languages read the same way.
    bundle.set_use_isolating(false);
    bundle
}

fn add(bundle: &mut Bundle, text: &str, faults: &mut Vec<String>) {
    match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => {
            if let Err(errors) = bundle.add_resource(resource) {
                faults.extend(errors.iter().map(ToString::to_string));
            }
        }
        Err((_, errors)) => {
            faults.extend(errors.iter().map(|e| format!("{e} in: {}", around(text, e.pos.start))))
        }
    }
}

fn around(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default().lines().next().unwrap_or_default()
}

fn fill(bundle: &Bundle, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    for error in errors {
        tracing::error!(key, %error, "a sentence lacks a value");
    }
    Some(text)
}
