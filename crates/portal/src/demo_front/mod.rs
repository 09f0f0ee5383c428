//! The front page of the demonstration: everybody of the cast, what to try as each, and one press to be them. It exists
//! only where the installation is a demonstration; anywhere else these addresses are not there.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use federation::access;
use federation::account::{self, session};
use federation::installation::{DemoPerson, Demonstration};
use federation::sign_in;
use federation::visit::{Answer, PageError, Routes, Visit, Who};
use web::components::Button;
use web::{Errors, Form, Frame};

pub fn routes() -> Routes {
    Routes::new().get("/demo", Who::Anyone, front).post("/demo/sign-in/{key}", Who::Anyone, enter)
}

#[derive(Template)]
#[template(path = "demo_front/front.html")]
struct FrontPage {
    frame: Frame,
    strapline: String,
    password: &'static str,
    cast: Vec<(DemoPerson, Button)>,
    other: federation::installation::DemoLink,
}

fn demonstration(visit: &Visit) -> Result<&Demonstration, PageError> {
    visit.app().settings.demo.as_ref().ok_or(PageError::Invisible)
}

async fn front(visit: Visit) -> Result<Response, PageError> {
    visit.peek().await?;
    show(&visit, &Errors::default())
}

fn show(visit: &Visit, errors: &Errors) -> Result<Response, PageError> {
    let demo = demonstration(visit)?.clone();
    let t = visit.text();
    let button = |p: &DemoPerson| Button::secondary(t.text("demo-sign-in").put("post", p.post).plain());
    FrontPage {
        frame: visit.frame(visit.site().name.clone()).with_form(visit).errors(errors),
        strapline: demo.strapline,
        password: federation::demo::PASSWORD,
        cast: demo.cast.iter().map(|p| (p.clone(), button(p))).collect(),
        other: demo.other,
    }
    .answer()
}

/// Signs in as one of the cast, by the same rules as anybody: whose role has ended stays outside and is told why.
async fn enter(visit: Visit, Path(key): Path<String>, _form: Form) -> Result<Response, PageError> {
    let person =
        demonstration(&visit)?.cast.iter().find(|p| p.key == key).cloned().ok_or(PageError::Invisible)?;
    let stamp = visit.app().stamp(None, federation::acting::Door::Demo);
    let (device, before) = (visit.device_words(), visit.token().cloned());
    let token = visit
        .app()
        .db
        .write(move |tx| -> Result<_, PageError> {
            let Some(who) = account::person_of(tx, person.email)? else { return Ok(None) };
            let actor = access::actor(tx, who, stamp.today)?.filter(|actor| !actor.access.is_shut());
            let Some(actor) = actor else { return Ok(None) };
            Ok(Some((session::begin(tx, &stamp, actor.account, &device, before.as_ref())?, actor.account)))
        })
        .await?;
    let Some((token, account)) = token else {
        let mut errors = Errors::default();
        errors.add("", visit.text().text("demo-shut").put("name", person.name));
        return show(&visit, &errors);
    };
    let known = sign_in::known_device(&visit).with(account)?;
    sign_in::admit(&visit, &token, &known)?;
    Ok(Redirect::to("/").into_response())
}
