//! Contacts: the list, one record, and changes of its fields.

use super::{id, some};
use crate::access::{self, ManageContacts, Right};
use crate::api::call::{Answer, Call, Caller, Sent};
use crate::api::cursor;
use crate::api::filter;
use crate::api::problem::Problem;
use crate::contact::Subject;
use crate::contacts::{self, Contact, Expr, Side};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::record::{self, Change, Changed, Field, Record};
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Identifier as _, Tx};
use web::list::{Count, ListQuery};

const MOST_CHANGES: usize = 50;

pub async fn list(call: Call) -> Result<Response, Problem> {
    let zone = call.app().zone.clone();
    call.read(move |tx, caller| {
        let right = access::right_anywhere::<ManageContacts>(tx, &caller.actor)?;
        let query = ListQuery::parse(&contacts::LIST, "", &caller.asked.query());
        let typed = contacts::typed(tx, &right, &query, &zone)?;
        if let Some(wrong) = typed.wrong.first() {
            return Err(Problem::meaningless(wrong, "There is nothing that this means."));
        }
        let mut expr = contacts::reached(tx, &right)?.and(typed.expr);
        if let Some(tree) = caller.asked.get("filter") {
            expr = expr.and(filter::read(tx, &right, tree)?);
        }
        let page = page(tx, caller, &expr, &query)?;
        let people = page.rows.iter().filter(|c| c.subject.is_person()).count();
        let (count, exact) = match page.count {
            Count::Exactly(n) => (n, true),
            Count::MoreThan(n) => (n, false),
        };
        let body = json!({
            "items": page.rows.iter().map(shown).collect::<Vec<_>>(),
            "next": page.after.map(|c| cursor::encode(&key(c.at))),
            "count": count,
            "count_is_exact": exact,
        });
        Ok(Answer::listing(body, people))
    })
    .await
}

fn page(tx: &mut Tx<'_>, caller: &Caller, expr: &Expr, query: &ListQuery) -> Result<contacts::Page, Problem> {
    let from = match cursor::decode::<17>(caller.asked.get("cursor"))? {
        Some(key) => {
            let subject = subject(&key).filter(|_| key[0] < 2);
            let at =
                subject.ok_or_else(|| Problem::meaningless("cursor", "This is no cursor of this list."))?;
            Some(contacts::Cursor { side: Side::After, at })
        }
        None => None,
    };
    let asked = contacts::Asked { from, ..contacts::Asked::first(caller.asked.limit()) };
    Ok(contacts::list(tx, expr, contacts::sort(query), &asked)?)
}

fn key(subject: Subject) -> Vec<u8> {
    [&[u8::from(subject.is_person())][..], &subject.bytes()].concat()
}

fn subject(key: &[u8; 17]) -> Option<Subject> {
    let id = key[1..].try_into().ok()?;
    Subject::of(if key[0] == 1 { "person" } else { "organisation" }, id)
}

fn subject_id(subject: Subject) -> String {
    store::format_uuid(&subject.bytes())
}

fn shown(contact: &Contact) -> Value {
    json!({
        "id": subject_id(contact.subject),
        "is": contact.subject.kind(),
        "kind": contact.kind,
        "name": contact.name,
        "place": some(&contact.place),
        "roles": some(&contact.roles),
        "category": some(&contact.category),
        "membership": some(&contact.membership),
        "access": some(&contact.access),
        "email": some(&contact.email),
        "email_is_shared": contact.shared_email,
        "email_bounced": contact.bounced,
        "phone": some(&contact.phone),
        "town": some(&contact.town),
        "postcode": some(&contact.postcode),
        "changed_at": contact.changed_at,
    })
}

pub async fn one(call: Call, Path(address): Path<String>) -> Result<Response, Problem> {
    call.read(move |tx, caller| {
        let right = access::right_anywhere::<ManageContacts>(tx, &caller.actor)?;
        Ok(whole(&held_within(tx, &right, &address)?))
    })
    .await
}

/// A person or an organisation: no two have the same id.
fn held(tx: &mut Tx<'_>, address: &str) -> Result<Record, Problem> {
    let person: PersonId = id(address)?;
    let organisation = OrganisationId::from_bytes(person.bytes());
    for subject in [Subject::Person(person), Subject::Organisation(organisation)] {
        if let Some(record) = record::read(tx, subject)? {
            return Ok(record);
        }
    }
    Err(Problem::not_found())
}

/// The same, where the right reaches it.
pub fn held_within(tx: &mut Tx<'_>, right: &Right<ManageContacts>, address: &str) -> Result<Record, Problem> {
    let held = held(tx, address)?;
    match record::reaches(tx, right, held.subject)? {
        true => Ok(held),
        false => Err(Problem::not_found()),
    }
}

/// Some, and not too many.
pub fn most(what: &str, sent: usize, most: usize) -> Result<(), Problem> {
    match (1..=most).contains(&sent) {
        true => Ok(()),
        false => Err(Problem::unprocessable(what, format!("Send between 1 and {most} {what}."))),
    }
}

fn whole(held: &Record) -> Value {
    fn listed<I: serde::Serialize, T: serde::Serialize>(rows: &[(I, T)]) -> Vec<Value> {
        let one = |(id, row): &(I, T)| {
            let mut value = json!(row);
            value["id"] = json!(id);
            value
        };
        rows.iter().map(one).collect()
    }
    let fields = Field::all(held.subject).iter();
    let fields: serde_json::Map<String, Value> =
        fields.map(|f| (f.word().to_owned(), json!(held.field(*f)))).collect();
    json!({
        "id": subject_id(held.subject),
        "is": held.subject.kind(),
        "fields": fields,
        "points": listed(&held.points),
        "appointments": listed(&held.appointments),
        "wishes": listed(&held.wishes),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    changes: Vec<FieldChange>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldChange {
    field: Field,
    /// What its editor saw. Null says blank; leaving it out says nothing and will not do.
    #[serde(deserialize_with = "Option::deserialize")]
    before: Option<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    after: Option<String>,
}

pub async fn change(call: Call, Path(address): Path<String>, sent: Sent) -> Result<Response, Problem> {
    call.act(sent, move |tx, caller, stamp, wanted: Changes| {
        let right = access::right_anywhere::<ManageContacts>(tx, &caller.actor)?;
        most("changes", wanted.changes.len(), MOST_CHANGES)?;
        let subject = held(tx, &address)?.subject;
        let wanted = wanted.changes.into_iter();
        let changes: Vec<Change> =
            wanted.map(|c| Change::Field { field: c.field, before: c.before, after: c.after }).collect();
        let applied = record::apply(tx, stamp, &right, subject, &changes)?;
        let changed = applied.changed.iter().filter_map(|c| match c {
            Changed::Field { field, before, after } => {
                Some(json!({ "field": field.word(), "before": before, "after": after }))
            }
            _ => None,
        });
        Ok(json!({ "id": subject_id(subject), "changed": changed.collect::<Vec<_>>() }))
    })
    .await
}
