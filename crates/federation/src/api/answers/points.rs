//! Contact points of a record: added, changed field by field, ended.

use super::contacts::{held_within, most};
use super::id;
use crate::access::{self, ManageContacts};
use crate::acting::Stamp;
use crate::api::call::{Call, Caller, Sent};
use crate::api::problem::Problem;
use crate::contact_point::{ContactPointId, Kind};
use crate::record::{self, Change, Changed, Point, Purpose};
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use store::Tx;

/// What can be changed of a contact point. What is known of the address itself (verified, bounced) is nobody's to set.
pub const FIELDS: [&str; 9] =
    ["purpose", "value", "town", "county", "postcode", "country", "preferred", "valid_from", "valid_until"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPoint {
    kind: Kind,
    purpose: Purpose,
    value: String,
    town: Option<String>,
    county: Option<String>,
    postcode: Option<String>,
    country: Option<String>,
    #[serde(default)]
    preferred: bool,
    valid_from: Option<Date>,
    valid_until: Option<Date>,
}

impl From<NewPoint> for Point {
    fn from(new: NewPoint) -> Self {
        Self {
            kind: new.kind,
            purpose: new.purpose,
            value: new.value,
            town: new.town,
            county: new.county,
            postcode: new.postcode,
            country: new.country,
            preferred: new.preferred,
            valid_from: new.valid_from,
            valid_until: new.valid_until,
            verified_at: None,
            bounced_at: None,
        }
    }
}

pub async fn add(call: Call, Path(address): Path<String>, sent: Sent) -> Result<Response, Problem> {
    call.act(sent, move |tx, caller, stamp, wanted: NewPoint| {
        let right = access::right_anywhere::<ManageContacts>(tx, &caller.actor)?;
        let subject = held_within(tx, &right, &address)?.subject;
        let change = Change::AddPoint { point: wanted.into() };
        let applied = record::apply(tx, stamp, &right, subject, &[change])?;
        let added = applied.changed.iter().find_map(|c| match c {
            Changed::Point { id, before: None, after: Some(point) } => Some((id, point)),
            _ => None,
        });
        let (id, point) = added.ok_or_else(Problem::not_found)?;
        let mut shown = json!(point);
        shown["id"] = json!(id);
        Ok(shown)
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    changes: Vec<FieldChange>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldChange {
    field: String,
    /// What its editor saw. Null says none; leaving it out says nothing and will not do.
    before: Value,
    after: Value,
}

pub async fn change(
    call: Call,
    Path((address, point)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Problem> {
    call.act(sent, move |tx, caller, stamp, wanted: Changes| {
        most("changes", wanted.changes.len(), FIELDS.len())?;
        changed(tx, caller, stamp, (&address, &point), &wanted.changes)
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    on: Date,
    /// The end that its editor saw. Null says none; leaving it out says nothing and will not do.
    #[serde(deserialize_with = "Option::deserialize")]
    before: Option<Date>,
}

pub async fn end(
    call: Call,
    Path((address, point)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Problem> {
    call.act(sent, move |tx, caller, stamp, wanted: Ending| {
        let field = "valid_until".to_owned();
        let change = FieldChange { field, before: json!(wanted.before), after: json!(wanted.on) };
        changed(tx, caller, stamp, (&address, &point), &[change])
    })
    .await
}

/// The point as it stands, with these fields as they were seen, becomes the point with these fields as they are wanted.
fn changed(
    tx: &mut Tx<'_>,
    caller: &Caller,
    stamp: &Stamp,
    (address, point): (&str, &str),
    wanted: &[FieldChange],
) -> Result<Value, Problem> {
    let right = access::right_anywhere::<ManageContacts>(tx, &caller.actor)?;
    let record = held_within(tx, &right, address)?;
    let id: ContactPointId = id(point)?;
    let now = record.point(id).ok_or_else(Problem::not_found)?;
    let before = with(now, wanted.iter().map(|c| (c.field.as_str(), &c.before)))?;
    let after = with(now, wanted.iter().map(|c| (c.field.as_str(), &c.after)))?;
    let change = Change::ChangePoint { id, before, after };
    let applied = record::apply(tx, stamp, &right, record.subject, &[change])?;
    let made = applied.changed.iter().find_map(|c| match c {
        Changed::Point { id: of, before: Some(before), after: Some(after) } if *of == id => {
            Some((json!(before), json!(after)))
        }
        _ => None,
    });
    let fields = made.iter().flat_map(|(before, after)| {
        let differing = FIELDS.iter().filter(|f| before[**f] != after[**f]);
        differing.map(|f| json!({ "field": f, "before": before[*f], "after": after[*f] }))
    });
    Ok(json!({ "id": id, "changed": fields.collect::<Vec<_>>() }))
}

fn with<'a>(point: &Point, values: impl Iterator<Item = (&'a str, &'a Value)>) -> Result<Point, Problem> {
    let mut whole = json!(point);
    let mut seen: Vec<&str> = Vec::new();
    for (field, value) in values {
        if !FIELDS.contains(&field) || seen.contains(&field) {
            let why = format!("Each field comes once, and is one of {}.", FIELDS.join(", "));
            return Err(Problem::unprocessable("field", why));
        }
        seen.push(field);
        whole[field] = value.clone();
        if serde_json::from_value::<Point>(whole.clone()).is_err() {
            return Err(Problem::unprocessable(field, "This is no value for this field."));
        }
    }
    serde_json::from_value(whole).map_err(|_| Problem::unprocessable("changes", "These do not go together."))
}
