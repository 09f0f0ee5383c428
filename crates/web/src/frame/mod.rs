//! The frame that every page stands in: header, navigation, main column, footer.
//!
//! A page's struct has a field `frame: Frame`, its template starts with `{% extends "frame.html" %}` and fills the block
//! `main`. The frame brings the title, the way back, messages, the language, the look and the form token.

use axum::response::{Html as HtmlBody, IntoResponse, Response};

use crate::components::{BackLink, Breadcrumbs, Escaped, Html, NotificationBanner, SkipLink};
use crate::forms::Errors;
use crate::look::Look;
use crate::text::{Lang, Words};
use crate::{Stop, Visit, assets, csrf};

/// What belongs to whoever is signed in, on every page. Given once per request to [`Visit::dress`].
#[derive(Clone, Debug, Default)]
pub struct Chrome {
    /// The signed-in person's name; none when nobody is.
    pub person: Option<String>,
    /// The organisation they act for, under the federation's name.
    pub organisation: Option<String>,
    /// Where to choose another one; none when there is only one.
    pub change_organisation: Option<String>,
    pub nav: Vec<NavItem>,
    /// The person's own wish, before cookie and browser.
    pub lang: Option<Lang>,
    /// Seconds until the session ends for want of use, and the address that keeps it.
    pub idle: Option<(u64, String)>,
    /// Until when one stays signed in, in words, for browsers without scripts.
    pub until: Option<String>,
}

#[derive(Clone, Debug)]
pub struct NavItem {
    pub words: String,
    pub href: String,
}

impl NavItem {
    pub fn new(words: impl Into<String>, href: impl Into<String>) -> Self {
        Self { words: words.into(), href: href.into() }
    }
}

#[derive(Clone, Debug)]
pub struct Frame {
    pub title: String,
    pub t: Words,
    pub look: Look,
    pub service: String,
    pub chrome: Chrome,
    pub back: Option<BackLink>,
    pub breadcrumbs: Option<Breadcrumbs>,
    pub banner: Option<NotificationBanner>,
    pub errors: Option<Errors>,
    pub help: String,
    pub csrf: String,
    path: String,
}

impl Frame {
    pub(crate) fn new(visit: &Visit, title: String, chrome: Chrome) -> Self {
        let site = visit.site();
        Self {
            title,
            t: visit.words(),
            look: visit.look(),
            service: site.name.clone(),
            back: None,
            breadcrumbs: None,
            banner: None,
            errors: None,
            help: site.help.clone(),
            csrf: if chrome.person.is_some() { visit.csrf_token() } else { String::new() },
            path: visit.path().to_owned(),
            chrome,
        }
    }

    /// A page with a form, for people who are not signed in (others have the token already).
    pub fn with_form(mut self, visit: &Visit) -> Self {
        if self.csrf.is_empty() {
            self.csrf = visit.csrf_token();
        }
        self
    }

    pub fn back(mut self, href: impl Into<String>) -> Self {
        self.back = Some(BackLink::new(self.t.text("frame-back"), href));
        self
    }

    /// The pages above this one, outermost first: `[("Members", "/members")]`.
    pub fn under<'a>(mut self, steps: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let start = Breadcrumbs::new(self.t.plain("frame-breadcrumb"));
        self.breadcrumbs =
            Some(steps.into_iter().fold(start, |crumbs, (words, href)| crumbs.step(words, href)));
        self
    }

    /// Shows the error summary first on the page, and says "Error" in the title.
    pub fn errors(mut self, errors: &Errors) -> Self {
        self.errors = Some(errors.clone()).filter(|errors| !errors.is_empty());
        self
    }

    /// Goes inside every `<form method="post">`.
    pub fn token(&self) -> Html {
        debug_assert!(!self.csrf.is_empty(), "a page with a form calls frame.with_form(&visit)");
        Html::trusted(format!(
            "<input type=\"hidden\" name=\"{}\" value=\"{}\">",
            csrf::FIELD,
            Escaped(&self.csrf)
        ))
    }

    // For frame.html, which other crates compile into their pages.

    pub fn skip(&self) -> SkipLink {
        SkipLink::new(self.t.text("frame-skip"))
    }

    pub fn is_current(&self, item: &NavItem) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path == item.href
            || (item.href.len() > 1
                && path.strip_prefix(&item.href).is_some_and(|rest| rest.starts_with('/')))
    }

    pub fn look_address(&self) -> String {
        let back: String = form_urlencoded::byte_serialize(self.path.as_bytes()).collect();
        format!("/look?back={back}")
    }

    pub fn style(&self) -> &'static str {
        assets::STYLE
    }

    pub fn script(&self) -> &'static str {
        assets::SCRIPT
    }

    pub fn icon(&self) -> &'static str {
        assets::ICON
    }

    pub fn typeface(&self) -> &'static str {
        assets::TYPEFACE
    }
}

/// Turns a template into an answer: `MembersPage { frame, … }.page()`.
pub trait Page: askama::Template + Sized {
    fn page(&self) -> Result<Response, Stop> {
        let mut html = String::with_capacity(Self::SIZE_HINT.max(8 * 1024));
        self.render_into(&mut html)?;
        Ok(HtmlBody(html).into_response())
    }
}

impl<T: askama::Template + Sized> Page for T {}
