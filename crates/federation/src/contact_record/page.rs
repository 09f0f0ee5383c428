//! The page of one contact.

use super::facts;
use super::place::Place;
use super::queries;
use crate::acting::Door;
use crate::contact::Subject;
use crate::journal_pages::Shown;
use crate::record::{self, Field};
use crate::role::Capability;
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::Frame;
use web::components::{SummaryList, Tag};

#[derive(Template)]
#[template(path = "contact_record/record.html")]
struct RecordPage {
    frame: Frame,
    base: String,
    is_person: bool,
    over: Option<Tag>,
    waiting: u64,
    details: SummaryList,
    points: SummaryList,
    points_before: SummaryList,
    posts: SummaryList,
    posts_before: SummaryList,
    memberships: Vec<(String, Tag, SummaryList)>,
    notes: SummaryList,
    wishes: SummaryList,
    household: Vec<(String, String)>,
    attainments: SummaryList,
    access: Option<SummaryList>,
    sources: Vec<(String, String)>,
    written: SummaryList,
    unsubscribed: Option<String>,
    history: Vec<Shown>,
    /// The whole history, for those who read the journal.
    journal: Option<String>,
}

pub(super) async fn show(visit: Visit, Path(key): Path<String>) -> Result<Response, PageError> {
    let place = Place::of(&visit, key);
    let stamp = visit.app().stamp(None, Door::Page);
    let signed = visit
        .read(move |tx, actor| {
            let contact = match place.open(tx, actor) {
                // Merged away: its old address leads to the one that stands for it.
                Err(PageError::Invisible) => match place.moved(tx, actor)? {
                    Some(to) => return Ok(Err(to)),
                    None => return Err(PageError::Invisible),
                },
                opened => opened?,
            };
            let mut known = queries::known(tx, &stamp, &contact)?;
            // Nobody takes the second step from somebody who may do more: no link leads there.
            if let (Some(account), Subject::Person(person)) = (&mut known.account, contact.record.subject) {
                account.second_factor &= record::may_write_to(tx, actor, person)?.is_ok();
            }
            Ok(Ok((contact, known)))
        })
        .await?;
    let t = signed.text();
    let (contact, known) = match &signed.value {
        Ok(found) => (&found.0, &found.1),
        Err(to) => return Ok(Redirect::to(to).into_response()),
    };
    let (today, zone) = (signed.actor.today, &visit.app().zone);
    let (is_person, ended) = match contact.record.subject {
        Subject::Person(_) => (true, contact.record.date(Field::DeceasedOn)),
        Subject::Organisation(_) => (false, contact.record.date(Field::ClosedOn).filter(|d| *d <= today)),
    };
    let over = ended.map(|day| {
        let key = if is_person { "contact-deceased" } else { "contact-closed" };
        Tag::new(t.text(key).put("day", dates::day(day, t.lang)).plain(), "grey")
    });
    let of = match contact.record.subject {
        Subject::Person(id) => format!("/journal?person={id}"),
        Subject::Organisation(id) => format!("/journal?organisation={id}"),
    };
    let relative =
        |(name, id): &(String, crate::person::PersonId)| (name.clone(), format!("/contacts/people/{id}"));
    RecordPage {
        frame: signed.frame(contact.name()).under([(t.plain("contact-contacts").as_str(), "/contacts")]),
        base: contact.base.clone(),
        is_person,
        over,
        waiting: known.waiting,
        details: facts::details(&t, contact, known),
        points: facts::points(&t, contact, known, (today, zone), false),
        points_before: facts::points(&t, contact, known, (today, zone), true),
        posts: facts::posts(&t, contact, known, today, false),
        posts_before: facts::posts(&t, contact, known, today, true),
        memberships: known.memberships.iter().map(|m| facts::membership(&t, m)).collect(),
        notes: facts::notes(&t, contact, known, zone),
        wishes: facts::wishes(&t, contact),
        household: known.household.iter().map(relative).collect(),
        attainments: facts::attainments(&t, known),
        access: facts::access(&t, contact, known, zone, &signed.actor),
        sources: known.sources.clone(),
        written: facts::written(&t, known, zone),
        unsubscribed: known.unsubscribed.as_ref().map(|(since, source)| {
            let key = if source == "one-press" {
                "contact-unsubscribed-press"
            } else {
                "contact-unsubscribed-page"
            };
            t.text(key).put("day", dates::day_of(*since, zone, t.lang)).plain()
        }),
        history: known.history.iter().map(|(e, p)| Shown::of(&t, e, p.as_ref(), zone)).collect(),
        journal: signed.actor.access.may(Capability::JournalRead).then_some(of),
    }
    .answer()
}
