//! The hop to the database: session, person, rights and the page's own work in one transaction.

use super::error::SignInFirst;
use super::present::{self, Present};
use super::{App, PageError, local_path, nav, place_of};
use crate::access::{self, Actor};
use crate::account::session::{self, Found, Session};
use crate::acting::{Door, Stamp};
use crate::words::dates;
use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Method, header};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::ops::Deref;
use store::{StoreError, Tx};
use web::session::Token;
use web::text::{Lang, Words};
use web::{Chrome, Frame, NavItem};

/// One request of somebody. Extractor; touches no database. Everything of `web::Visit` is at hand too: `words()`,
/// `path()`, `flash(..)`, `set_cookie(..)`.
#[derive(Clone)]
pub struct Visit {
    web: web::Visit,
    app: App,
    token: Option<Token>,
    place: String,
    user_agent: String,
    device_cookie: Option<String>,
    /// Which organisation somebody chose to act for, by its slug.
    acts_for_cookie: Option<String>,
    trusted_cookie: Option<String>,
    second_factor: Demanded,
    /// Where signing in leads back to.
    back: String,
}

/// What becomes of somebody whose role waits for a second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Demanded {
    /// They meet the page that sets one up.
    First,
    /// They are on it, or on a page that opens nothing.
    Later,
}

impl Deref for Visit {
    type Target = web::Visit;

    fn deref(&self) -> &web::Visit {
        &self.web
    }
}

/// What a page got, and who for.
#[derive(Clone)]
pub struct Signed<T> {
    pub value: T,
    pub actor: Actor,
    pub session: Session,
    /// For which organisation they act, and whether there are others.
    pub present: Option<Present>,
    web: web::Visit,
}

impl<T> Signed<T> {
    /// The frame with navigation, name, form token and language of whoever is signed in.
    pub fn frame(&self, title: impl Into<String>) -> Frame {
        self.web.frame(title)
    }

    pub fn text(&self) -> Words {
        self.web.words()
    }
}

/// Whoever is signed in, and what the frame shows of them.
struct Seated {
    actor: Actor,
    session: Session,
    present: Option<Present>,
    nav: Vec<NavItem>,
}

/// An error of a page, and whoever met it: the error page has their frame.
struct Failed {
    seated: Option<Box<Seated>>,
    error: Box<PageError>,
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self { seated: None, error: Box::new(error.into()) }
    }
}

impl Visit {
    /// Reads in one transaction. Whoever is not signed in is led to the sign-in page.
    pub async fn read<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Tx<'_>, &Actor) -> Result<T, PageError> + Send + 'static,
    ) -> Result<Signed<T>, PageError> {
        let me = self.clone();
        let stamp = self.app.stamp(None, Door::Page);
        let done = self.app.db.read(move |tx| {
            let seated = me.seat(tx, &stamp)?;
            match f(tx, &seated.actor) {
                Ok(value) => Ok((value, seated)),
                Err(error) => Err(Failed { seated: Some(Box::new(seated)), error: Box::new(error) }),
            }
        });
        self.settle(done.await).await
    }

    /// Changes something, in one writing transaction with a stamp of whoever is signed in.
    pub async fn act<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Tx<'_>, &Actor, &Stamp) -> Result<T, PageError> + Send + 'static,
    ) -> Result<Signed<T>, PageError> {
        let me = self.clone();
        let stamp = self.app.stamp(None, Door::Page);
        let done = self.app.db.write(move |tx| {
            let seated = me.seat(tx, &stamp)?;
            let stamp = Stamp { by: Some(seated.actor.person), ..stamp };
            match f(tx, &seated.actor, &stamp) {
                Ok(value) => Ok((value, seated)),
                Err(error) => Err(Failed { seated: Some(Box::new(seated)), error: Box::new(error) }),
            }
        });
        self.settle(done.await).await
    }

    /// For the pages that set up a second step: they open also while a role waits for it.
    pub fn before_second_factor(&self) -> Self {
        Self { second_factor: Demanded::Later, ..self.clone() }
    }

    /// Whether somebody is signed in: for pages that anyone may see and that say more to those who are.
    pub async fn peek(&self) -> Result<Option<Signed<()>>, PageError> {
        match self.before_second_factor().read(|_, _| Ok(())).await {
            Ok(signed) => Ok(Some(signed)),
            Err(PageError::SignIn(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The sentences in the visitor's language.
    pub fn text(&self) -> Words {
        self.web.words()
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    pub fn web(&self) -> &web::Visit {
        &self.web
    }

    pub fn token(&self) -> Option<&Token> {
        self.token.as_ref()
    }

    /// The network address that tries are counted for.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// "Firefox on Windows".
    pub fn device_words(&self) -> String {
        session::device_words(&self.user_agent)
    }

    pub fn trusted_cookie(&self) -> Option<&str> {
        self.trusted_cookie.as_deref()
    }

    pub fn device_cookie(&self) -> Option<&str> {
        self.device_cookie.as_deref()
    }

    /// For which organisation `actor` acts in this request.
    pub fn present(&self, actor: &Actor) -> Option<Present> {
        present::of(actor, self.web.path(), self.acts_for_cookie.as_deref())
    }

    fn seat(&self, tx: &mut Tx<'_>, stamp: &Stamp) -> Result<Seated, Failed> {
        let first = |account| Failed {
            seated: None,
            error: Box::new(PageError::SignIn(SignInFirst { back: self.back.clone(), account })),
        };
        let token = self.token.as_ref().ok_or_else(|| first(None))?;
        let session = match session::find(tx, token, stamp.now)? {
            Found::Live(session) => session,
            Found::Ended(account) => return Err(first(Some(account))),
            Found::Unknown => return Err(first(None)),
        };
        let actor = access::actor(tx, session.person, stamp.today)?.ok_or_else(|| first(None))?;
        if actor.access.is_shut() {
            return Err(first(None));
        }
        let present = self.present(&actor);
        if actor.access.waits_for_second_factor.is_some() {
            // No menu: none of it would open.
            let seated = Seated { actor, session, present, nav: Vec::new() };
            return match self.second_factor {
                Demanded::Later => Ok(seated),
                Demanded::First => Err(Failed {
                    seated: Some(Box::new(seated)),
                    error: Box::new(PageError::SecondFactorFirst),
                }),
            };
        }
        let nav = nav::of(&actor, present.as_ref(), &self.web.words());
        Ok(Seated { actor, session, present, nav })
    }

    /// Dresses the frame, also of an error page, and notes that somebody is still there.
    async fn settle<T>(&self, done: Result<(T, Seated), Failed>) -> Result<Signed<T>, PageError> {
        let (value, seated) = match done {
            Ok((value, seated)) => (Ok(value), seated),
            Err(Failed { seated: Some(seated), error }) => (Err(*error), *seated),
            Err(Failed { seated: None, error }) => return Err(self.leave(*error)),
        };
        let now = self.app.clock.now();
        let Seated { actor, mut session, present, nav } = seated;
        if session.wants_touch(now) {
            let id = session.id;
            self.app.db.write(move |tx| session::touch(tx, id, now)).await?;
            session.idle_ends_at = session.idle_ends_at.max(session::idle_end(now));
        }
        self.web.dress(self.chrome(&actor, &session, present.as_ref(), nav));
        Ok(Signed { value: value?, actor, session, present, web: self.web.clone() })
    }

    /// A token that opens nothing is taken out of the browser.
    fn leave(&self, error: PageError) -> PageError {
        if let (PageError::SignIn(_), Some(_)) = (&error, &self.token) {
            self.web.set_cookie(Token::end(self.web.site()));
        }
        error
    }

    fn chrome(
        &self,
        actor: &Actor,
        session: &Session,
        present: Option<&Present>,
        nav: Vec<NavItem>,
    ) -> Chrome {
        let left = session.until().duration_since(self.app.clock.now()).as_secs();
        // A language chosen in this browser counts before the person's usual one.
        let chosen_here = self.web.look().lang.is_some();
        let wish = actor.language.as_deref().and_then(Lang::parse).filter(|_| !chosen_here);
        let t = self.web.words().in_lang(wish.unwrap_or(self.web.words().lang));
        let until = dates::time(session.until(), &self.app.zone, t.lang);
        let several = present.is_some_and(|p| p.others > 0);
        let organisation = present.map(|p| p.name.clone());
        Chrome {
            person: Some(actor.name.spoken()),
            organisation: organisation.filter(|name| several || *name != self.app.settings.name),
            change_organisation: several.then(|| present::CHANGE.to_owned()),
            nav,
            lang: wish,
            until: Some(t.text("visit-until").put("time", until).plain()),
            idle: Some((u64::try_from(left).unwrap_or(0), "/account/keep".to_owned())),
        }
    }
}

impl<S> FromRequestParts<S> for Visit
where
    S: Send + Sync,
    App: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let app = App::from_ref(state);
        let Ok(web) = web::Visit::from_request_parts(parts, state).await;
        let site = web.site().clone();
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
        let user_agent =
            parts.headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
        // After a POST one comes back to where the form stood, not to where it was sent.
        let back = match parts.method {
            Method::GET => local_path(web.path()),
            _ => "/".to_owned(),
        };
        let cookie = |word: &str| {
            web::cookies::read(&parts.headers, &web::cookies::name(&site, word)).map(str::to_owned)
        };
        Ok(Self {
            token: Token::of(&site, &parts.headers),
            place: place_of(peer, &parts.headers),
            user_agent: user_agent.chars().take(400).collect(),
            device_cookie: cookie("device"),
            acts_for_cookie: cookie(present::COOKIE),
            trusted_cookie: cookie("trusted"),
            second_factor: Demanded::First,
            back,
            web,
            app,
        })
    }
}
