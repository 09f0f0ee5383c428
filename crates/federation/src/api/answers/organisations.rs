//! Organisations: those that the token's person can see.

use super::id;
use crate::access::{self, Actor};
use crate::api::call::Call;
use crate::api::cursor;
use crate::api::problem::Problem;
use crate::organisation::{self, Organisation, OrganisationId};
use axum::extract::Path;
use axum::response::Response;
use serde_json::{Value, json};
use store::{StoreError, Tx};

pub async fn list(call: Call) -> Result<Response, Problem> {
    call.read(|tx, caller| {
        let (asked, limit) = (&caller.asked, caller.asked.limit());
        let after = cursor::decode::<8>(asked.get("cursor"))?.map(i64::from_be_bytes);
        let under: Option<OrganisationId> = asked.parsed("under");
        if let Some(under) = under {
            access::visible_organisation(tx, &caller.actor, under)?.ok_or_else(Problem::not_found)?;
        }
        let rows = visible(tx, &caller.actor, asked.get("kind"), under, after, limit + 1)?;
        Ok(cursor::page(rows, limit, |o| o.number.to_be_bytes().to_vec(), shown))
    })
    .await
}

fn visible(
    tx: &mut Tx<'_>,
    actor: &Actor,
    kind: Option<&str>,
    under: Option<OrganisationId>,
    after: Option<i64>,
    most: usize,
) -> Result<Vec<Organisation>, StoreError> {
    let sight = actor.access.sight();
    let mut clause = match under {
        Some(under) => sight.within(under, "organisation.id"),
        None => sight.clause("organisation.id"),
    };
    if let Some(kind) = kind {
        let kind = clause.bind(kind);
        clause.and(&format!("organisation.kind = {kind}"));
    }
    if let Some(after) = after {
        let after = clause.bind(after);
        clause.and(&format!("organisation.number > {after}"));
    }
    let sql = format!(
        "SELECT {} FROM organisation WHERE {} ORDER BY organisation.number LIMIT {most}",
        organisation::COLUMNS,
        clause.sql
    );
    tx.all(&sql, &clause.params())
}

pub async fn one(call: Call, Path(address): Path<String>) -> Result<Response, Problem> {
    call.read(move |tx, caller| {
        let found = access::visible_organisation(tx, &caller.actor, id(&address)?)?;
        found.as_ref().map(shown).ok_or_else(Problem::not_found)
    })
    .await
}

fn shown(organisation: &Organisation) -> Value {
    json!({
        "id": organisation.id,
        "number": organisation.number,
        "kind": organisation.kind,
        "parent": organisation.parent,
        "name": organisation.name,
        "slug": organisation.slug,
        "closed_on": organisation.closed_on,
    })
}
