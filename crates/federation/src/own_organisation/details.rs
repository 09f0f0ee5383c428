//! One's own details: what the federation holds of oneself, and what of it is one's own to change.

use super::place::{Parts, Place};
use super::show::{change_words, points};
use crate::contact_point::Kind;
use crate::field_policy::{Of, What};
use crate::record::words;
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::response::Response;
use web::Frame;
use web::components::SummaryList;

const BASE: &str = "/account/details";

#[derive(Template)]
#[template(path = "own_organisation/details.html")]
struct DetailsPage {
    frame: Frame,
    details: SummaryList,
    points: SummaryList,
    signs_in_by: bool,
    add: Vec<(String, String)>,
}

pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let place = Place::of(&visit, &Parts::new());
    let signed = visit.read(move |tx, actor| place.open(tx, actor)).await?;
    let (t, opened) = (signed.text(), &signed.value);
    let (policy, record) = (&opened.policy, &opened.record);
    let details = policy.fields(Of::Oneself).fold(SummaryList::new(), |list, (field, may)| {
        let label = words::field(&t, field);
        let value = record.field(field).map(|v| words::value(&t, field, v));
        let list = list.row(label.as_str(), value.unwrap_or_else(|| t.plain("own-blank")));
        match may.changes() {
            true => list.link(change_words(&t, may), label, format!("{BASE}/fields/{}", field.word())),
            false => list,
        }
    });
    let may = |kind| policy.may(Of::Oneself, What::Points(kind));
    let add = [(Kind::Email, "own-add-email"), (Kind::Phone, "own-add-phone"), (Kind::Post, "own-add-post")];
    DetailsPage {
        frame: signed.frame(t.plain("own-details-title")).back("/account"),
        details,
        points: points(&t, record, BASE, signed.actor.today, |kind, point| {
            (may(kind), !opened.signs_in_by(point))
        }),
        signs_in_by: record.points.iter().any(|(_, p)| opened.signs_in_by(p)),
        add: add
            .into_iter()
            .filter(|(kind, _)| may(*kind).changes())
            .map(|(kind, key)| (t.plain(key), format!("{BASE}/points/new-{}", kind.word())))
            .collect(),
    }
    .answer()
}
