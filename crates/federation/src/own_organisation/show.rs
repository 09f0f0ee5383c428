//! The page of one's own organisation.

use super::messages;
use super::people;
use super::place::seen;
use super::queries::{self, InRole, Member};
use crate::access::Denied;
use crate::access::{Actor, EditOrganisation, ReadVolunteers, Refusal, left_out_of, right};
use crate::change_request;
use crate::contact::Subject;
use crate::contact_point::{ContactPointId, Kind};
use crate::field_policy::{self, May, Of, Policy, What};
use crate::membership::State;
use crate::nomination::{self, Leaving, Nomination};
use crate::organisation::Organisation;
use crate::record::{self, Point, Record, words};
use crate::visit::{Answer, PageError, Visit, left_out_words};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use store::Tx;
use web::Frame;
use web::components::{Button, Content, Html, SummaryList};
use web::text::Words;

#[derive(Template)]
#[template(path = "own_organisation/show.html")]
struct ShowPage {
    frame: Frame,
    base: String,
    kind: String,
    /// The others that they serve, where the federation says one each.
    left_out: Option<String>,
    waiting: u64,
    undo: Vec<(String, String, Button)>,
    details: SummaryList,
    points: SummaryList,
    /// Words and address of each link to add something.
    add: Vec<(String, String)>,
    people: Option<SummaryList>,
    named: Vec<String>,
    add_person: bool,
    keepers: Vec<String>,
    mine: SummaryList,
    membership: Option<String>,
    messages: Vec<(String, String)>,
}

/// Everything on it.
struct Held {
    organisation: Organisation,
    kind: String,
    is_member_kind: bool,
    record: Record,
    policy: Policy,
    keeps: bool,
    sees_people: bool,
    people: Vec<InRole>,
    named: Vec<Nomination>,
    left: Vec<Leaving>,
    waiting: u64,
    membership: Option<Member>,
    messages: Vec<(Timestamp, String)>,
}

pub(super) async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
    let language = visit.text().lang.tag();
    let signed = visit.read(move |tx, actor| held(tx, actor, &slug, language)).await?;
    let (t, held, actor) = (signed.text(), &signed.value, &signed.actor);
    let base = format!("/organisation/{}", held.organisation.slug);
    let may = |what| held.policy.may(Of::Organisation, what);
    let changes = |what| held.keeps && may(what).changes();
    let all: Vec<&InRole> = held.people.iter().collect();
    let mine: Vec<&InRole> = all.iter().copied().filter(|p| p.person == actor.person).collect();
    let add = [(Kind::Email, "own-add-email"), (Kind::Phone, "own-add-phone"), (Kind::Post, "own-add-post")];
    let add = add.into_iter().filter(|(kind, _)| changes(What::Points(*kind)));
    ShowPage {
        frame: signed.frame(held.organisation.name.as_str()),
        kind: held.kind.clone(),
        left_out: left_out_words(&t, &left_out_of(&actor.held)),
        waiting: held.waiting,
        undo: undo(&t, held, &base),
        details: details(&t, held, &base),
        points: points(&t, &held.record, &base, actor.today, |kind, _| (may(What::Points(kind)), held.keeps)),
        add: add.map(|(kind, key)| (t.plain(key), format!("{base}/points/new-{}", kind.word()))).collect(),
        people: held.sees_people.then(|| people::list(&t, &base, &all, actor.person)),
        named: held.named.iter().filter(|_| held.sees_people).map(|n| named(&t, n)).collect(),
        add_person: held.sees_people && changes(What::People),
        keepers: keepers(&t, held),
        mine: people::list(&t, &base, &mine, actor.person),
        membership: (held.is_member_kind && may(What::Membership).shows()).then(|| member(&t, held)),
        messages: held
            .messages
            .iter()
            .map(|(at, subject)| (dates::day_of(*at, &visit.app().zone, t.lang), subject.clone()))
            .collect(),
        base,
    }
    .answer()
}

fn held(tx: &mut Tx<'_>, actor: &Actor, slug: &str, language: &str) -> Result<Held, PageError> {
    let organisation = seen(tx, actor, slug)?;
    let id = organisation.id;
    let keeps = match right::<EditOrganisation>(tx, actor, id) {
        Ok(_) => true,
        // Whoever has a role there sees it all the same.
        Err(Denied::Refused(Refusal::NoRole { .. } | Refusal::Unmet { .. }))
            if actor.access.appointed_at.contains(&id) =>
        {
            false
        }
        Err(denied) => return Err(denied.into()),
    };
    let policy = field_policy::policy(tx)?;
    let sees_people = policy.may(Of::Organisation, What::People).shows()
        && (keeps || right::<ReadVolunteers>(tx, actor, id).is_ok());
    let (kind, is_member_kind) = queries::kind(tx, &organisation)?;
    Ok(Held {
        kind,
        is_member_kind,
        record: record::read(tx, Subject::Organisation(id))?.ok_or(PageError::Invisible)?,
        policy,
        keeps,
        sees_people,
        people: queries::people(tx, actor, id)?,
        named: nomination::waiting_at(tx, id)?,
        left: nomination::of_today(tx, actor.today, actor.person, id)?,
        waiting: if keeps { change_request::pending_of(tx, id)? } else { 0 },
        membership: queries::membership(tx, id, actor.today)?,
        messages: messages::to(tx, actor.person, language)?,
        organisation,
    })
}

fn details(t: &Words, held: &Held, base: &str) -> SummaryList {
    held.policy.fields(Of::Organisation).fold(SummaryList::new(), |list, (field, may)| {
        let label = words::field(t, field);
        let value = held.record.field(field).map(|v| words::value(t, field, v));
        let list = list.row(label.as_str(), value.unwrap_or_else(|| t.plain("own-blank")));
        if !held.keeps || !may.changes() {
            return list;
        }
        list.link(change_words(t, may), label, format!("{base}/fields/{}", field.word()))
    })
}

pub(super) fn change_words(t: &Words, may: May) -> String {
    t.plain(if may == May::Propose { "own-propose-link" } else { "own-change-link" })
}

/// Addresses and numbers that hold today. `may`: what is allowed with each, and whether whoever looks keeps the record.
pub(super) fn points(
    t: &Words,
    record: &Record,
    base: &str,
    today: Date,
    may: impl Fn(Kind, &Point) -> (May, bool),
) -> SummaryList {
    let now = record.points.iter().filter(|(_, p)| !p.is_over(today));
    now.filter(|(_, p)| may(p.kind, p).0.shows()).fold(SummaryList::new(), |list, (id, point)| {
        let (may, keeps) = may(point.kind, point);
        let list = list.row(words::point_heading(t, point), written(t, point));
        if !keeps || !may.changes() {
            return list;
        }
        list.link(change_words(t, may), first_line(t, point), format!("{base}/points/{}", key(*id)))
    })
}

fn key(id: ContactPointId) -> String {
    id.to_string()
}

/// For ears: "Change Telephone 01632 960123".
fn first_line(t: &Words, point: &Point) -> String {
    format!("{} {}", words::kind(t, point.kind), point.value.lines().next().unwrap_or_default())
}

fn written(t: &Words, point: &Point) -> Content {
    let mut lines: Vec<String> =
        words::point_lines(point).iter().map(|line| Html::escaped(line).to_string()).collect();
    if point.bounced_at.is_some() {
        lines.push(format!("<strong>{}</strong>", Html::escaped(&t.plain("own-bounced"))));
    }
    Content::html(Html::trusted(lines.join("<br>")))
}

fn named(t: &Words, n: &Nomination) -> String {
    let day = dates::day(n.starts_on, t.lang);
    t.text("own-named").put("name", n.name()).put("role", &n.title).put("day", day).plain()
}

/// Whom to ask, for those who do not keep the record themselves.
fn keepers(t: &Words, held: &Held) -> Vec<String> {
    if held.keeps {
        return Vec::new();
    }
    let keepers = held.people.iter().filter(|p| p.keeps);
    keepers.map(|p| t.text("own-keeper").put("name", &p.name).put("role", &p.title).plain()).collect()
}

fn undo(t: &Words, held: &Held, base: &str) -> Vec<(String, String, Button)> {
    let role_of = |left: &Leaving| held.people.iter().find(|p| p.id == left.appointment);
    let both = held.left.iter().filter_map(|left| Some((left, role_of(left)?)));
    both.map(|(left, role)| {
        let day = dates::day(left.last_day, t.lang);
        let words = t.text("own-left").put("role", &role.title).put("day", day).plain();
        let action = format!("{base}/leaving/{}/undoing", left.appointment);
        (words, action, Button::secondary(t.text("own-take-back")))
    })
    .collect()
}

fn member(t: &Words, held: &Held) -> String {
    let Some(member) = &held.membership else { return t.plain("own-no-member") };
    let day = member.until.map(|d| dates::day(d, t.lang));
    let key = match (member.state, &day) {
        (State::Current, None) => "own-member-open",
        (State::Current, Some(_)) => "own-member-until",
        (State::Lapsed, _) => "own-member-lapsed",
        (State::Ended, _) => "own-member-ended",
    };
    t.text(key).put("category", &member.category).put("day", day.unwrap_or_default()).plain()
}
