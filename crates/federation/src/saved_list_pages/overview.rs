//! Which lists there are.

use crate::access::{self, ManageContacts};
use crate::contacts;
use crate::saved_list::{self, Seen};
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::response::Response;
use web::Frame;

/// The page counts no further; the list's own page does.
const MOST: u64 = 1_000;

struct Line {
    name: String,
    href: String,
    count: String,
    note: String,
    own_page: String,
}

#[derive(Template)]
#[template(path = "saved_list_pages/overview.html")]
struct Overview {
    frame: Frame,
    lines: Vec<Line>,
}

pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            let mut all = Vec::new();
            for list in saved_list::all(tx, &right)? {
                let count = contacts::in_list(tx, &right, list.id, MOST + 1)?;
                all.push((list, count));
            }
            Ok(all)
        })
        .await?;
    let t = signed.text();
    let me = signed.actor.person;
    let lines = signed.value.iter().map(|(list, count)| Line {
        name: list.name.clone(),
        href: format!("/contacts?list={}", list.id),
        own_page: format!("/contacts/lists/{}", list.id),
        count: match *count {
            count if count > MOST => t.text("lists-many").put("count", MOST).plain(),
            count => t.text("lists-count").put("count", count).plain(),
        },
        note: t.plain(match (list.seen, list.owner == me) {
            (Seen::ByOwner, _) => "lists-own",
            (Seen::ByAll, true) => "lists-shared",
            (Seen::ByAll, false) => "lists-of-another",
        }),
    });
    Overview {
        lines: lines.collect(),
        frame: signed
            .frame(t.plain("lists-title"))
            .under([(t.plain("lists-contacts").as_str(), "/contacts")]),
    }
    .answer()
}
