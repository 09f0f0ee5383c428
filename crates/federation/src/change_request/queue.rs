//! The centre's queue: what waits, oldest first; or what was decided.

use super::mine::state;
use super::queries::{self, Request, cursor};
use crate::access::{self, ManageContacts};
use crate::record::words::line;
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use web::Frame;
use web::components::{SubNavigation, Tag};
use web::list::{self, Count, Empty, ListQuery, ListSpec, Pager};
use web::text::Words;

const LIST: ListSpec = ListSpec { filters: &["state"], sorts: &["age"], columns: &[], sizes: list::SIZES };

#[derive(Template)]
#[template(path = "change_request/queue.html")]
struct QueuePage {
    frame: Frame,
    tabs: SubNavigation,
    caption: String,
    lines: Vec<Waiting>,
    pager: Pager,
    empty: Option<Empty>,
}

struct Waiting {
    href: String,
    name: String,
    what: String,
    from: String,
    age: String,
    state: Tag,
}

pub(super) async fn list(visit: Visit) -> Result<Response, PageError> {
    let query = ListQuery::of(&LIST, visit.web());
    let (asked, decided) = (query.clone(), query.is_ticked("state", "decided"));
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            Ok(queries::queue(tx, &right, decided, &asked)?)
        })
        .await?;
    let (t, found) = (signed.text(), &signed.value);
    let (today, zone) = (signed.actor.today, &visit.app().zone);
    let shown = found.requests.len() as u64;
    let before = found.requests.first().filter(|_| found.before).map(cursor);
    let after = found.requests.last().filter(|_| found.after).map(|r| (cursor(r), shown));
    let sorted = t.plain(if decided { "request-newest-first" } else { "request-oldest-first" });
    QueuePage {
        frame: signed.frame(t.plain("request-queue")),
        tabs: SubNavigation::new(t.plain("request-queue"))
            .item(t.text("request-tab-waiting"), "/contacts/requests", !decided)
            .item(t.text("request-tab-decided"), "/contacts/requests?state=decided", decided),
        caption: list::caption(&t, &query, shown, Count::Exactly(found.count), &sorted),
        lines: found.requests.iter().map(|r| waiting(&t, r, today, zone)).collect(),
        pager: Pager::new(&t, &query, &LIST, before, after),
        empty: found.requests.is_empty().then(|| Empty::new(&t, &query, t.text("request-none"))),
    }
    .answer()
}

fn waiting(t: &Words, request: &Request, today: Date, zone: &TimeZone) -> Waiting {
    let mut what: Vec<String> = request.changes.iter().map(|c| line(t, &c.as_changed()).what).collect();
    what.dedup();
    Waiting {
        href: format!("/contacts/requests/{}", request.id),
        name: request.name.clone(),
        what: what.join(", "),
        from: t
            .text("request-from")
            .put("who", &request.by_name)
            .put("place", &request.organisation_name)
            .plain(),
        age: age(t, today, request.at, zone),
        state: state(t, request),
    }
}

/// "Today", "yesterday", "12 days ago, on 3 May 2027"
pub(super) fn age(t: &Words, today: Date, at: Timestamp, zone: &TimeZone) -> String {
    let day = at.to_zoned(zone.clone()).date();
    let days = today.since(day).map_or(0, |span| i64::from(span.get_days()));
    match days {
        ..=0 => t.plain("request-today"),
        days => t.text("request-days").put("days", days).put("day", dates::day(day, t.lang)).plain(),
    }
}
