//! What a page answers when it cannot do what was asked.

use crate::access::{Denied, Refusal};
use crate::account::AccountId;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use std::any::Any;
use store::StoreError;
use web::{Page, Refused, Stop};

#[derive(Debug)]
pub enum PageError {
    /// Nobody is signed in (any more): the sign-in page, and back to where they were.
    SignIn(SignInFirst),
    /// A role waits for a second step at signing in: the page that sets one up.
    SecondFactorFirst,
    /// Not there, or not to be seen by this person: 404.
    Invisible,
    /// Seen, but not allowed: why, and what would open it.
    Refused(Refusal),
    /// It was there and is over, in words: "This download was deleted on 3 May 2027."
    Gone(String),
    /// Too often; how many seconds to wait.
    TooMany(u64),
    /// One of the stock pages.
    Stop(Stop),
    /// Our own fault. Logged with a reference; the words hold no personal data.
    Other(String),
}

#[derive(Clone, Debug)]
pub struct SignInFirst {
    /// Where to go after signing in.
    pub back: String,
    /// Whose session it was that ended.
    pub account: Option<AccountId>,
}

/// Every error that `?` meets. A refusal explains itself, a busy database asks to try again, all else is our fault.
impl<E: std::error::Error + 'static> From<E> for PageError {
    fn from(error: E) -> Self {
        let mut held = Some(error);
        let any: &mut dyn Any = &mut held;
        if let Some(Some(denied)) = any.downcast_mut::<Option<Denied>>().map(Option::take) {
            return match denied {
                Denied::Invisible => PageError::Invisible,
                Denied::Refused(refusal) => PageError::Refused(refusal),
                Denied::Store(error) => of_store(&error),
            };
        }
        if let Some(Some(error)) = any.downcast_ref::<Option<StoreError>>() {
            return of_store(error);
        }
        let words = held.map(|error| in_words(&error)).unwrap_or_default();
        PageError::Other(words)
    }
}

fn of_store(error: &StoreError) -> PageError {
    if error.is_busy() { PageError::Stop(Stop::Unavailable) } else { PageError::Other(in_words(error)) }
}

fn in_words(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(deeper) = source {
        words = format!("{words}: {deeper}");
        source = deeper.source();
    }
    words
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match self {
            PageError::SignIn(first) => {
                let mut response = Redirect::to(&sign_in_address(&first.back)).into_response();
                response.extensions_mut().insert(first);
                response
            }
            PageError::SecondFactorFirst => Redirect::to("/account/second-factor/first").into_response(),
            PageError::Invisible => Stop::NotFound.into_response(),
            PageError::Refused(refusal) => {
                let refused =
                    Refused { reason: refusal.reason(), remedy: refusal.remedy(), ..Refused::default() };
                Stop::Refused(refused).into_response()
            }
            PageError::Gone(reason) => {
                Stop::Refused(Refused { reason, ..Refused::default() }).into_response()
            }
            PageError::TooMany(wait_seconds) => Stop::TooMany { wait_seconds }.into_response(),
            PageError::Stop(stop) => stop.into_response(),
            PageError::Other(words) => Stop::fault(words).into_response(),
        }
    }
}

pub(super) fn sign_in_address(back: &str) -> String {
    if back == "/" {
        return "/sign-in".to_owned();
    }
    let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    format!("/sign-in?back={back}")
}

/// Turns a page's template into its answer.
pub trait Answer: Template + Sized {
    fn answer(&self) -> Result<Response, PageError> {
        Page::page(self).map_err(PageError::Stop)
    }
}

impl<T: Template + Sized> Answer for T {}
