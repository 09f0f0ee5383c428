//! "Get help", in the same place on every page: who to turn to, and what most people look for. Needs no sign-in, for
//! who cannot sign in needs it most.

use askama::Template;
use axum::response::Response;
use federation::visit::{Answer, PageError, Routes, Visit, Who};
use web::Frame;

pub fn routes() -> Routes {
    Routes::new().get("/help", Who::Anyone, page)
}

#[derive(Template)]
#[template(path = "help/help.html")]
struct HelpPage {
    frame: Frame,
}

async fn page(visit: Visit) -> Result<Response, PageError> {
    // Whoever is signed in keeps their menu.
    visit.peek().await?;
    let title = visit.text().plain("help-title");
    HelpPage { frame: visit.frame(title) }.answer()
}
