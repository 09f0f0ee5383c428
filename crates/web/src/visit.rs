//! One request, as pages see it: who asks in which language and look, and what the answer must carry.

use std::convert::Infallible;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};

use crate::components::NotificationBanner;
use crate::cookies::{self, Life};
use crate::flash::Flash;
use crate::frame::{Chrome, Frame};
use crate::look::Look;
use crate::text::{Lang, Words};
use crate::{Site, csrf};

/// Made by [`crate::guard`] for each request; a handler takes it as an argument.
#[derive(Clone)]
pub struct Visit(Arc<Inner>);

struct Inner {
    site: Arc<Site>,
    look: Look,
    lang: Lang,
    path: String,
    wants_json: bool,
    visitor: OnceLock<String>,
    had_visitor: bool,
    flash: Option<Flash>,
    chrome: Mutex<Chrome>,
    answer: Mutex<Answer>,
}

/// What the guard does with the answer.
#[derive(Default)]
pub(crate) struct Answer {
    pub cookies: Vec<HeaderValue>,
    pub token_checked: bool,
    pub flash_shown: bool,
}

impl fmt::Debug for Visit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Visit").field("path", &self.0.path).finish_non_exhaustive()
    }
}

impl Visit {
    pub(crate) fn new(site: Arc<Site>, uri: &Uri, headers: &HeaderMap) -> Self {
        let look = Look::of(&site, headers);
        let text =
            |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
        let lang = look.lang.or_else(|| Lang::accepted(text(header::ACCEPT_LANGUAGE))).unwrap_or_default();
        let accept = text(header::ACCEPT);
        let visitor = cookies::read(headers, &cookies::name(&site, "visitor")).and_then(csrf::known_secret);
        let flash = Flash::of(&site, headers);
        Self(Arc::new(Inner {
            look,
            lang,
            path: uri.path_and_query().map_or_else(|| "/".into(), ToString::to_string),
            // Under /api only programs ask, whatever they say that they accept.
            wants_json: uri.path().starts_with("/api/")
                || accept.contains("json") && !accept.contains("text/html"),
            had_visitor: visitor.is_some(),
            visitor: visitor.map(OnceLock::from).unwrap_or_default(),
            flash,
            chrome: Mutex::default(),
            answer: Mutex::default(),
            site,
        }))
    }

    pub fn site(&self) -> &Arc<Site> {
        &self.0.site
    }

    /// The sentences in this person's language: their own wish, else the cookie, else the browser's.
    pub fn words(&self) -> Words {
        let wish = self.chrome().lang;
        self.0.site.words(wish.unwrap_or(self.0.lang))
    }

    pub fn look(&self) -> Look {
        self.0.look
    }

    /// Path and query of this page.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    pub fn wants_json(&self) -> bool {
        self.0.wants_json
    }

    /// The token for a form on this page. The first one gives the visitor their cookie.
    pub fn csrf_token(&self) -> String {
        csrf::token(&self.0.site.key, self.0.visitor.get_or_init(csrf::new_secret))
    }

    /// Whether a form's token is good; the guard knows afterwards that it was looked at.
    pub(crate) fn accepts(&self, token: &str) -> bool {
        self.answer().token_checked = true;
        self.0.had_visitor
            && self.0.visitor.get().is_some_and(|secret| csrf::is_good(&self.0.site.key, secret, token))
    }

    /// For a POST that proves itself in another way (a signed one-click link, an API token).
    pub fn proven_otherwise(&self) {
        self.answer().token_checked = true;
    }

    /// Name, navigation and language of whoever is signed in; every page after this, error pages too, has them.
    pub fn dress(&self, chrome: Chrome) {
        *self.chrome() = chrome;
    }

    /// The frame of a page with this title. Shows a message that an earlier page left.
    pub fn frame(&self, title: impl Into<String>) -> Frame {
        let chrome = self.chrome().clone();
        let mut frame = Frame::new(self, title.into(), chrome);
        if let Some(flash) = &self.0.flash {
            self.answer().flash_shown = true;
            frame.banner = Some(NotificationBanner::success(frame.t.plain("frame-done"), flash.text.clone()));
        }
        frame
    }

    /// A message for the page that the answer redirects to: "The member's address was changed."
    pub fn flash(&self, sentence: impl Into<String>) {
        let value = Flash { text: sentence.into() }.to_cookie(&self.0.site);
        self.set_cookie(cookies::write(&self.0.site, "flash", &value, Life::Seconds(60)));
    }

    /// A `Set-Cookie` for whatever the answer will be: `visit.set_cookie(token.cookie(..))`.
    pub fn set_cookie(&self, cookie: HeaderValue) {
        self.answer().cookies.push(cookie);
    }

    pub(crate) fn closing(&self) -> Answer {
        let mut answer = std::mem::take(&mut *self.answer());
        let site = &self.0.site;
        if let (false, Some(secret)) = (self.0.had_visitor, self.0.visitor.get()) {
            answer.cookies.push(cookies::write(site, "visitor", secret, Life::Visit));
        }
        let new_flash = answer
            .cookies
            .iter()
            .any(|cookie| cookie.as_bytes().starts_with(cookies::name(site, "flash").as_bytes()));
        if answer.flash_shown && !new_flash {
            answer.cookies.push(cookies::write(site, "flash", "", Life::Ended));
        }
        answer
    }

    fn answer(&self) -> std::sync::MutexGuard<'_, Answer> {
        self.0.answer.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn chrome(&self) -> std::sync::MutexGuard<'_, Chrome> {
        self.0.chrome.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Visit>().cloned().expect("every route stands behind web::guard"))
    }
}
