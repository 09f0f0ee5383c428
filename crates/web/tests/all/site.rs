//! A small site, and a browser that keeps its cookies.

use std::io::Read;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{Redirect, Response};
use axum::routing::get;
use axum::{Router, response::IntoResponse};
use tower::ServiceExt;
use web::components::{Button, Input};
use web::text::Catalogue;
use web::{Chrome, Errors, Form, Frame, NavItem, Page, Refused, Site, Stop, Visit};

#[derive(askama::Template)]
#[template(
    source = r#"{% extends "frame.html" %}{% block main %}<h1>{{ frame.title }}</h1>
<form method="post">{{ frame.token() }}{{ town }}{{ send }}</form>{% endblock %}"#,
    ext = "html"
)]
struct TownPage {
    frame: Frame,
    town: Input,
    send: Button,
}

fn town_page(visit: &Visit, value: &str, errors: &Errors) -> Result<Response, Stop> {
    let town = Input::new("town", "Town").value(value).error(errors.of("town"));
    let frame = visit.frame("Your town").with_form(visit).back("/").errors(errors);
    TownPage { frame, town, send: Button::primary("Continue") }.page()
}

async fn take_town(visit: Visit, form: Form) -> Result<Response, Stop> {
    let mut errors = Errors::default();
    if form.get("town").is_empty() {
        errors.add("town", "Enter the town");
        return town_page(&visit, form.get("town"), &errors);
    }
    visit.flash(format!("{} was saved", form.get("town")));
    Ok(Redirect::to("/town").into_response())
}

async fn home(visit: Visit) -> Result<Response, Stop> {
    visit.dress(Chrome {
        person: Some("Jo <Jones>".into()),
        nav: vec![NavItem::new("Home", "/"), NavItem::new("Members", "/members")],
        ..Chrome::default()
    });
    town_page(&visit, "", &Errors::default())
}

async fn refused() -> Result<Response, Stop> {
    Err(Stop::Refused(Refused {
        title: "You cannot download members".into(),
        reason: "Your data protection training ended on 3 May 2026.".into(),
        remedy: "Take the course again; it takes 20 minutes.".into(),
        link: Some(("Take the course".into(), "/training/7".into())),
    }))
}

async fn broken() -> Result<Response, Stop> {
    Err(std::io::Error::other("the disk is full"))?
}

async fn panics() -> Response {
    panic!("out of luck")
}

pub fn site() -> Site {
    let catalogue = Catalogue::new(web::text::TEXTS).expect("the texts are sound");
    Site::new("Fell and Vale", [3; 32], Arc::new(catalogue))
}

pub fn app(site: Site) -> Router {
    let routes = Router::new()
        .route("/", get(home))
        .route("/town", get(async |visit: Visit| town_page(&visit, "", &Errors::default())).post(take_town))
        .route("/refused", get(refused))
        .route("/broken", get(broken))
        .route("/panics", get(panics));
    web::guard(site, routes)
}

pub struct Browser {
    app: Router,
    pub cookies: Vec<(String, String)>,
    pub extra: Vec<(&'static str, &'static str)>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    pub fn new() -> Self {
        Self { app: app(site()), cookies: Vec::new(), extra: Vec::new() }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(form.to_owned())).await
    }

    async fn send(&mut self, mut request: axum::http::request::Builder, body: Body) -> Answer {
        for (name, value) in &self.extra {
            request = request.header(*name, *value);
        }
        for (name, value) in &self.cookies {
            request = request.header(header::COOKIE, format!("{name}={value}"));
        }
        let request = request.header(header::HOST, "localhost").body(body).expect("a sound request");
        let response = self.app.clone().oneshot(request).await.expect("axum answers");
        self.keep_cookies(response.headers());
        let (parts, body) = response.into_parts();
        let mut bytes = to_bytes(body, usize::MAX).await.expect("a whole body").to_vec();
        if parts.headers.get(header::CONTENT_ENCODING).is_some_and(|coding| coding == "gzip") {
            let packed = std::mem::take(&mut bytes);
            flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).expect("sound gzip");
        }
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let (pair, flags) = line.split_once(';').expect("a cookie has flags");
            assert!(flags.contains("HttpOnly") && flags.contains("SameSite=Lax"), "{line}");
            let (name, value) = pair.split_once('=').expect("a cookie has a value");
            self.cookies.retain(|(known, _)| known != name);
            if !flags.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

impl Answer {
    pub fn token(&self) -> &str {
        let (_, rest) = self.body.split_once("name=\"csrf\" value=\"").expect("the page has a form");
        rest.split('"').next().unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}
