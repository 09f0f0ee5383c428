//! How somebody wants pages to look: theme, text size, language. Kept in a cookie, written on `<html>` by the server.

use askama::Template;
use axum::Router;
use axum::http::HeaderMap;
use axum::response::{Redirect, Response};
use axum::routing::get;

use crate::components::{Button, Radios};
use crate::cookies::{self, Life};
use crate::forms::Form;
use crate::frame::Frame;
use crate::text::Lang;
use crate::{Page as _, Site, Stop, Visit};

const COOKIE: &str = "look";
const YEAR: u64 = 365 * 24 * 60 * 60;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device says.
    #[default]
    Auto,
    Light,
    Dark,
    Contrast,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub theme: Theme,
    pub text_size: TextSize,
    pub lang: Option<Lang>,
}

/// Per cent of the browser's own size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    #[default]
    Normal,
    Larger,
    Large,
    Largest,
}

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::Auto, Theme::Light, Theme::Dark, Theme::Contrast];

    pub fn word(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Contrast => "contrast",
        }
    }
}

impl TextSize {
    pub const ALL: [TextSize; 4] = [TextSize::Normal, TextSize::Larger, TextSize::Large, TextSize::Largest];

    pub fn word(self) -> &'static str {
        match self {
            TextSize::Normal => "100",
            TextSize::Larger => "115",
            TextSize::Large => "130",
            TextSize::Largest => "150",
        }
    }
}

impl Look {
    pub fn of(site: &Site, headers: &HeaderMap) -> Self {
        cookies::read(headers, &cookies::name(site, COOKIE)).map(Self::parse).unwrap_or_default()
    }

    /// `theme.size.language`; what is not known counts as not chosen.
    fn parse(value: &str) -> Self {
        let mut parts = value.split('.');
        let mut part = || parts.next().unwrap_or_default();
        let (theme, size, lang) = (part(), part(), part());
        Self {
            theme: Theme::ALL.into_iter().find(|one| one.word() == theme).unwrap_or_default(),
            text_size: TextSize::ALL.into_iter().find(|one| one.word() == size).unwrap_or_default(),
            lang: Lang::parse(lang),
        }
    }

    pub fn with_lang(self, lang: Lang) -> Self {
        Self { lang: Some(lang), ..self }
    }

    /// Keeps the choice in this browser.
    pub fn keep(self, visit: &Visit) {
        visit.set_cookie(cookies::write(visit.site(), COOKIE, &self.to_cookie(), Life::Seconds(YEAR)));
    }

    fn to_cookie(self) -> String {
        let lang = self.lang.map(Lang::tag).unwrap_or_default();
        format!("{}.{}.{lang}", self.theme.word(), self.text_size.word())
    }
}

/// The page "How pages look".
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/look", get(ask).post(keep))
}

#[derive(Template)]
#[template(path = "look.html")]
struct LookPage {
    frame: Frame,
    theme: Radios,
    size: Radios,
    lang: Radios,
    back: String,
    save: Button,
}

async fn ask(visit: Visit) -> Result<Response, Stop> {
    let back = visit.path().split_once("?back=").map_or("/", |(_, back)| back);
    let back = form_urlencoded::parse(format!("b={back}").as_bytes()).next().map(|(_, v)| v.into_owned());
    let t = visit.words();
    let look = visit.look();
    let mut theme = Radios::new("theme", t.text("look-theme")).value(look.theme.word());
    for (one, key) in Theme::ALL.iter().zip(["look-auto", "look-light", "look-dark", "look-contrast"]) {
        theme = theme.option(one.word(), t.text(key));
    }
    let mut size = Radios::new("size", t.text("look-size")).value(look.text_size.word());
    for one in TextSize::ALL {
        size = size.option(one.word(), t.text("look-percent").put("size", one.word()));
    }
    let lang = Radios::new("lang", t.text("look-language"))
        .option("en", "English")
        .option("cy", crate::components::Html::trusted("<span lang=\"cy\">Cymraeg</span>"))
        .value(t.lang.tag());
    let save = Button::primary(t.text("look-save"));
    let back = local(&back.unwrap_or_default());
    LookPage { frame: visit.frame(t.plain("look-title")).with_form(&visit), theme, size, lang, back, save }
        .page()
}

async fn keep(visit: Visit, form: Form) -> Result<Redirect, Stop> {
    let chosen = format!("{}.{}.{}", form.get("theme"), form.get("size"), form.get("lang"));
    Look::parse(&chosen).keep(&visit);
    Ok(Redirect::to(&local(form.get("back"))))
}

/// Only a path of our own, so that no link can use this page to lead elsewhere.
pub fn local(address: &str) -> String {
    let plain = address.starts_with('/') && !address.starts_with("//");
    let clean = plain && !address.contains(['\\', '\r', '\n', '\t']);
    if clean { address.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_survives_its_cookie_and_nonsense_is_no_choice() {
        let look = Look { theme: Theme::Dark, text_size: TextSize::Large, lang: Some(Lang::Welsh) };
        assert_eq!(Look::parse(&look.to_cookie()), look);
        assert_eq!(Look::parse("x.999.\"<"), Look::default());
    }

    #[test]
    fn the_way_back_never_leaves_this_site() {
        for outside in ["https://example.org/", "//example.org", "/\\example.org", "javascript:x", ""] {
            assert_eq!(local(outside), "/");
        }
        assert_eq!(local("/members?town=Leeds"), "/members?town=Leeds");
    }
}
