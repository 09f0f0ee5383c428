//! The journal, without what was changed: that is sealed, and read in the portal one entry at a time.

use crate::access::{self, ReadJournal};
use crate::api::call::Call;
use crate::api::cursor;
use crate::api::problem::Problem;
use crate::contact::Subject;
use crate::journal_pages::{self, Asked, Entry};
use crate::sealing::hex;
use axum::response::Response;
use serde_json::{Value, json};

pub async fn list(call: Call) -> Result<Response, Problem> {
    let zone = call.app().zone.clone();
    call.read(move |tx, caller| {
        let right = access::right_anywhere::<ReadJournal>(tx, &caller.actor)?;
        let (asked, limit) = (&caller.asked, caller.asked.limit());
        let before = cursor::decode::<8>(asked.get("cursor"))?.map(i64::from_be_bytes);
        let person = asked.parsed("person").map(Subject::Person);
        let wanted = Asked {
            acts: asked.get("act").map(str::to_owned).into_iter().collect(),
            from: asked.parsed("from"),
            until: asked.parsed("until"),
            subject: person.or_else(|| asked.parsed("organisation").map(Subject::Organisation)),
            ..Asked::default()
        };
        let entries = journal_pages::before(tx, &right, &wanted, &zone, before, limit + 1)?;
        Ok(cursor::page(entries, limit, |e| e.seq.to_be_bytes().to_vec(), shown))
    })
    .await
}

fn shown(entry: &Entry) -> Value {
    json!({
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.by.map(|id| json!({ "id": id, "name": entry.by_name })),
        "door": entry.door,
        "act": entry.act,
        "subject": {
            "kind": entry.subject_kind,
            "id": entry.subject.map(|id| store::format_uuid(&id)),
            "name": entry.subject_name,
        },
        "organisation": entry.organisation,
        "hash": hex(&entry.hash),
    })
}
