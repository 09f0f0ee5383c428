//! Routes that say who may come. A route cannot be made without, and a test walks every row.

use super::{App, kept};
use crate::role::Capability;
use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, patch, post};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Also people who are not signed in.
    Anyone,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds the capability somewhere; the page checks where.
    Holder(Capability),
    /// A program with somebody's token; what it may do is said at its endpoint.
    Token,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Patch,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub method: Method,
    pub path: &'static str,
    pub who: Who,
}

#[derive(Default)]
pub struct Routes {
    rows: Vec<Row>,
    router: Router<App>,
}

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn get<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Row { method: Method::Get, path, who }, get(handler))
    }

    pub fn post<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Row { method: Method::Post, path, who }, post(handler))
    }

    pub fn patch<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Row { method: Method::Patch, path, who }, patch(handler))
    }

    fn add(mut self, row: Row, handler: MethodRouter<App>) -> Self {
        let path = row.path;
        self.rows.push(row);
        Self { router: self.router.route(path, handler), ..self }
    }

    pub fn merge(mut self, other: Routes) -> Self {
        self.rows.extend(other.rows);
        Self { router: self.router.merge(other.router), ..self }
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Everything that answers: the routes, the assets, the page of looks, behind the guard.
    pub fn into_router(self, app: App) -> Router {
        let keep = from_fn_with_state(app.clone(), kept::keep_what_was_typed);
        let site = app.site().clone();
        web::guard(site, self.router.layer(keep).with_state(app))
    }
}
