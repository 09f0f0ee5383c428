//! One entry, with its payload as far as the reader may see it.

use super::queries;
use super::shown::{Shown, door};
use crate::access::{self, ReadJournal};
use crate::acting::Door;
use crate::journal;
use crate::sealing::hex;
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use web::Frame;
use web::components::{Content, Html, SummaryList};

#[derive(Template)]
#[template(path = "journal_pages/entry.html")]
struct EntryPage {
    frame: Frame,
    facts: SummaryList,
    shown: Shown,
    /// Why there is nothing to see below: erased, or not for this reader.
    closed: Option<String>,
}

pub(super) async fn show(visit: Visit, Path(seq): Path<String>) -> Result<Response, PageError> {
    let seq: i64 = seq.parse().map_err(|_| PageError::Invisible)?;
    let stamp = visit.app().stamp(None, Door::Page);
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<ReadJournal>(tx, actor)?;
            let entry = queries::one(tx, &right, seq)?.ok_or(PageError::Invisible)?;
            let may = queries::may_open(&right, &entry);
            let payload = match may {
                true => journal::read_payload(tx, &stamp, entry.about, &entry.payload)?,
                false => None,
            };
            Ok((entry, may, payload))
        })
        .await?;
    let (t, (entry, may, payload)) = (signed.text(), &signed.value);
    let shown = Shown::of(&t, entry, payload.as_ref(), &visit.app().zone);
    let subject: Content = match &shown.href {
        Some(href) => {
            let (href, words) = (Html::escaped(href), Html::escaped(&shown.subject));
            Content::html(Html::trusted(format!("<a class=\"govuk-link\" href=\"{href}\">{words}</a>")))
        }
        None => shown.subject.clone().into(),
    };
    let mut facts = SummaryList::new()
        .row(t.text("journal-when"), shown.when.clone())
        .row(t.text("journal-who"), shown.who.clone())
        .row(t.text("journal-door"), door(&t, &entry.door))
        .row(t.text("journal-what"), shown.act.clone())
        .row(t.text("journal-subject"), subject);
    if let Some(place) = &entry.organisation {
        facts = facts.row(t.text("journal-where"), place.clone());
    }
    let hash = format!("<span class=\"govuk-!-text-break-word\">{}</span>", hex(&entry.hash));
    facts = facts.row(t.text("journal-hash"), Content::html(Html::trusted(hash)));
    let closed = match (may, payload) {
        (false, _) => Some(t.plain("journal-not-for-you")),
        (true, None) => Some(t.plain("journal-erased")),
        _ => None,
    };
    EntryPage {
        frame: signed
            .frame(t.text("journal-entry").put("seq", entry.seq.to_string()).plain())
            .under([(t.plain("journal-title").as_str(), "/journal")]),
        facts,
        shown,
        closed,
    }
    .answer()
}
