//! For whoever watches the program: `/healthz` says that it runs, `/readyz` that it reaches its database.

use axum::http::StatusCode;
use federation::visit::{Routes, Visit, Who};
use store::StoreError;

pub fn routes() -> Routes {
    Routes::new().get("/healthz", Who::Anyone, runs).get("/readyz", Who::Anyone, ready)
}

async fn runs() -> &'static str {
    "runs\n"
}

async fn ready(visit: Visit) -> (StatusCode, &'static str) {
    let asked = visit.app().db.read(|tx| tx.one::<(i64,)>("SELECT count(*) FROM setting", &[]));
    let answered: Result<(i64,), StoreError> = asked.await;
    match answered {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
