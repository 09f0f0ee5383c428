//! What a person said about being contacted. A word is never altered: a newer one comes after it.

use super::contacts::held_within;
use crate::access::{self, ManageContacts};
use crate::api::call::{Call, Sent};
use crate::api::problem::Problem;
use crate::contact::Subject;
use crate::contact_point::Kind;
use crate::record::{self, Change, Wished};
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

pub const LONGEST_SOURCE: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewWish {
    channel: Kind,
    /// The wish that its editor saw. Null says none; leaving it out says nothing and will not do.
    #[serde(deserialize_with = "Option::deserialize")]
    before: Option<bool>,
    given: bool,
    source: String,
}

impl NewWish {
    fn fault(&self) -> Option<String> {
        let (source, letters) = (self.source.trim(), self.source.chars().count());
        if source.is_empty() || letters > LONGEST_SOURCE {
            return Some(format!("Say in 1 to {LONGEST_SOURCE} letters where they said so."));
        }
        self.source
            .chars()
            .any(char::is_control)
            .then(|| "This holds a sign that cannot be printed.".to_owned())
    }
}

pub async fn record(call: Call, Path(address): Path<String>, sent: Sent) -> Result<Response, Problem> {
    call.act(sent, move |tx, caller, stamp, wanted: NewWish| {
        let right = access::right_anywhere::<ManageContacts>(tx, &caller.actor)?;
        let subject = held_within(tx, &right, &address)?.subject;
        let Subject::Person(person) = subject else {
            return Err(Problem::unprocessable("", "Only people have wishes; this is an organisation."));
        };
        if let Some(why) = wanted.fault() {
            return Err(Problem::unprocessable("source", why));
        }
        // Nobody else records one between looking and writing.
        let hold =
            tx.pick("SELECT id FROM person WHERE id = ?1", "SELECT id FROM person WHERE id = ?1 FOR UPDATE");
        tx.maybe::<(crate::person::PersonId,)>(hold, &[&person])?;
        let now = held_within(tx, &right, &address)?.wish(wanted.channel).map(|w| w.given);
        if now != wanted.before && now != Some(wanted.given) {
            return Err(Problem::quicker("given", &json!(wanted.before), &json!(now), &json!(wanted.given)));
        }
        let wished = Wished {
            channel: wanted.channel,
            given: wanted.given,
            source: wanted.source.trim().to_owned(),
            recorded_on: stamp.today,
        };
        record::apply(tx, stamp, &right, subject, &[Change::Wish { wished }])?;
        let held = held_within(tx, &right, &address)?;
        let of_channel = held.wishes.iter().rev().find(|(_, w)| w.channel == wanted.channel);
        let (id, wish) = of_channel.ok_or_else(Problem::not_found)?;
        let mut shown = json!(wish);
        shown["id"] = json!(id);
        Ok(shown)
    })
    .await
}
