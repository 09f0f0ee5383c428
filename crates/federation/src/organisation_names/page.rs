//! What a field offers while somebody types in it.

use super::{Named, Which, begun};
use crate::access::{self, ManageContacts};
use crate::visit::{PageError, Visit};
use axum::extract::RawQuery;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use web::Form;

/// So many can be read at a glance; who wants another types a letter more.
const OFFERED: usize = 10;

#[derive(Serialize)]
struct Offer {
    /// As it stands in addresses.
    value: String,
    words: String,
    /// What tells it from another of its name.
    note: String,
}

impl From<Named> for Offer {
    fn from(named: Named) -> Self {
        let parts = [Some(named.kind), named.under];
        let note = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        Self { value: named.slug, words: named.name, note }
    }
}

pub(super) async fn suggest(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, PageError> {
    let query = Form::parse(query.unwrap_or_default().as_bytes());
    let which = if query.get("state") == "open" { Which::Open } else { Which::Any };
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            Ok(begun(tx, &right, which, query.get("q"), OFFERED)?)
        })
        .await?;
    let offers: Vec<Offer> = signed.value.into_iter().map(Offer::from).collect();
    let json = serde_json::to_string(&offers)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}
