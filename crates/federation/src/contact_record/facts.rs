//! The parts of a record page as lists of facts, each with its link to change it.

use super::place::Contact;
use super::queries::{Known, Member, Post};
use crate::access::Actor;
use crate::attainment::Standing;
use crate::contact::Subject;
use crate::contact_point::{ContactPointId, Kind};
use crate::mail::MailState;
use crate::membership::State;
use crate::record::{Field, Point, words};
use crate::role::Capability;
use crate::visit::left_out_of_them;
use crate::words::dates;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use web::components::{Content, Html, SummaryList, Tag};
use web::text::Words;

pub(super) fn details(t: &Words, contact: &Contact, known: &Known) -> SummaryList {
    let mut list = SummaryList::new();
    if let Some((kind, parent, below)) = &known.kind {
        list = list.row(t.text("contact-kind"), kind.as_str());
        if let Some((name, slug)) = parent {
            list = list.row(t.text("contact-under"), link(&format!("/contacts/organisations/{slug}"), name));
        }
        if *below > 0 {
            list = list.row(t.text("contact-below"), below.to_string());
        }
    }
    let tags: Vec<&str> = contact.record.tags.iter().map(|(_, t)| t.name.as_str()).collect();
    if !tags.is_empty() {
        list = list.row(t.text("contact-tags"), tags.join(", "));
    }
    if !known.lists.is_empty() {
        let links = known.lists.iter().map(|l| link_html(&format!("/contacts?list={}", l.id), &l.name));
        let links = links.collect::<Vec<_>>().join(", ");
        list = list.row(t.text("contact-lists"), Content::html(Html::trusted(links)));
    }
    for field in Field::all(contact.record.subject) {
        let label = words::field(t, *field);
        let value = contact.record.field(*field).map(|v| words::value(t, *field, v));
        let href = format!("{}/fields/{}", contact.base, field.word());
        list = list.row(label.as_str(), value.unwrap_or_else(|| t.plain("contact-blank"))).link(
            t.text("contact-change"),
            label,
            href,
        );
    }
    list
}

/// Addresses and numbers: those that hold on `today`, or those that held before.
pub(super) fn points(
    t: &Words,
    contact: &Contact,
    known: &Known,
    (today, zone): (Date, &TimeZone),
    over: bool,
) -> SummaryList {
    let of = |(_, p): &&(ContactPointId, Point)| p.is_over(today) == over;
    contact.record.points.iter().filter(of).fold(SummaryList::new(), |list, (id, point)| {
        let heading = words::point_heading(t, point);
        let mut html: Vec<String> =
            words::point_lines(point).iter().map(|line| Html::escaped(line).to_string()).collect();
        let mut say = |words: String| html.push(format!("<strong>{}</strong>", Html::escaped(&words)));
        if point.preferred {
            say(t.plain("contact-is-preferred"));
        }
        if let Some(others) = known.shared.get(id) {
            say(t.text("contact-shared").put("count", *others).plain());
        }
        if let Some(at) = point.bounced_at {
            say(t.text("contact-bounced").put("day", dates::day_of(at, zone, t.lang)).plain());
        }
        if let Some(from) = point.valid_from.filter(|from| *from > today) {
            say(t.text("record-from").put("day", dates::day(from, t.lang)).plain());
        }
        if let Some(until) = point.valid_until {
            say(t.text("record-until").put("day", dates::day(until, t.lang)).plain());
        }
        let value = Content::html(Html::trusted(html.join("<br>")));
        let what = format!("{heading} {}", point.value.lines().next().unwrap_or_default());
        let href = format!("{}/points/{id}", contact.base);
        let list = list.row(heading, value).link(t.text("contact-change"), what.clone(), href.as_str());
        match point.bounced_at {
            Some(_) if point.kind == Kind::Email => {
                list.link(t.text("contact-clear"), what, format!("{href}/returned"))
            }
            _ => list,
        }
    })
}

/// Those that count or will, or those that are over.
pub(super) fn posts(t: &Words, contact: &Contact, known: &Known, today: Date, over: bool) -> SummaryList {
    let is_over = |p: &Post| p.ends_on.is_some_and(|end| end < today);
    known.posts.iter().filter(|p| is_over(p) == over).fold(SummaryList::new(), |list, post| {
        let span = Html::escaped(&words::span(t, post.starts_on, post.ends_on));
        let value = format!("{}<br>{span}", link_html(&post.href, &post.other));
        let list = list.row(post.role.as_str(), Content::html(Html::trusted(value)));
        if over {
            return list;
        }
        let what = t.text("contact-post-of").put("role", &post.role).put("other", &post.other).plain();
        list.link(t.text("contact-end"), what, format!("{}/appointments/{}/ending", contact.base, post.id))
    })
}

/// The latest first, each with its day, and who wrote it or which list it came in with.
pub(super) fn notes(t: &Words, contact: &Contact, known: &Known, zone: &TimeZone) -> SummaryList {
    contact.record.notes.iter().fold(SummaryList::new(), |list, (id, note)| {
        let day = dates::day_of(note.at, zone, t.lang);
        let by = note.by.and_then(|id| known.writers.get(&id));
        let from = match (note.source.as_str(), by) {
            ("", Some(name)) => t.text("contact-note-by").put("name", name).plain(),
            ("", None) => String::new(),
            (source, _) => t.text("contact-note-from").put("source", source).plain(),
        };
        let lines: Vec<String> = note.text.lines().map(|l| Html::escaped(l).to_string()).collect();
        let value = format!("{}<br>{}", lines.join("<br>"), Html::escaped(&from));
        let href = format!("{}/notes/{id}", contact.base);
        let what = t.text("contact-note-of").put("day", &day).plain();
        list.row(day, Content::html(Html::trusted(value))).link(t.text("contact-change"), what, href)
    })
}

pub(super) fn wishes(t: &Words, contact: &Contact) -> SummaryList {
    [Kind::Email, Kind::Post, Kind::Phone].into_iter().fold(SummaryList::new(), |list, channel| {
        let label = words::kind(t, channel);
        let said = match contact.record.wish(channel) {
            Some(w) => t
                .text("contact-wish-said")
                .put("wish", words::wish(t, w.given))
                .put("day", dates::day(w.recorded_on, t.lang))
                .put("source", &w.source)
                .plain(),
            None => t.plain("contact-wish-unknown"),
        };
        let what = t.text("record-wish").put("channel", &label).plain();
        let href = format!("{}/wishes/{}", contact.base, channel.word());
        list.row(label, said).link(t.text("contact-change"), what, href)
    })
}

pub(super) fn membership(t: &Words, member: &Member) -> (String, Tag, SummaryList) {
    let day = |d: Date| dates::day(d, t.lang);
    let mut list = SummaryList::new().row(t.text("record-category"), member.category.as_str());
    if let Some(number) = &member.number {
        list = list.row(t.text("contact-number"), number.as_str());
    }
    if let Some(joined) = member.joined_on {
        list = list.row(t.text("contact-joined"), day(joined));
    }
    let terms: Vec<String> = member
        .terms
        .iter()
        .map(|(from, until)| Html::escaped(&words::span(t, *from, *until)).to_string())
        .collect();
    if !terms.is_empty() {
        list = list.row(t.text("contact-terms"), Content::html(Html::trusted(terms.join("<br>"))));
    }
    if let Some((on, because)) = &member.ended {
        let because = because.clone().unwrap_or_default();
        list = list.row(t.text("contact-left"), format!("{} {because}", day(*on)).trim().to_owned());
    }
    let (key, colour) = match member.state {
        State::Current => ("contact-current", "green"),
        State::Lapsed => ("contact-lapsed", "yellow"),
        State::Ended => ("contact-ended", "grey"),
    };
    (t.text("contact-member-of").put("place", &member.home).plain(), Tag::new(t.text(key), colour), list)
}

pub(super) fn attainments(t: &Words, known: &Known) -> SummaryList {
    known.attainments.iter().fold(SummaryList::new(), |list, (name, standing)| {
        let (key, day) = match standing {
            Standing::Missing => ("contact-missing", None),
            Standing::Pending => ("contact-pending", None),
            Standing::Valid(None) => ("contact-valid", None),
            Standing::Valid(Some(until)) => ("contact-valid-to", Some(*until)),
            Standing::Due(until) => ("contact-due", Some(*until)),
            Standing::Grace(since) => ("contact-grace", Some(*since)),
            Standing::Expired(since) => ("contact-expired", Some(*since)),
        };
        let day = day.map(|d| dates::day(d, t.lang)).unwrap_or_default();
        list.row(name.as_str(), t.text(key).put("day", day).plain())
    })
}

pub(super) fn access(
    t: &Words,
    contact: &Contact,
    known: &Known,
    zone: &TimeZone,
    actor: &Actor,
) -> Option<SummaryList> {
    let Subject::Person(person) = contact.record.subject else { return None };
    let Some(account) = &known.account else {
        return Some(SummaryList::new().row(t.text("contact-account"), t.plain("contact-no-account")));
    };
    let state = match account.state.as_str() {
        "active" => "contact-account-active",
        "invited" => "contact-account-invited",
        "suspended" => "contact-account-suspended",
        _ => "contact-account-closed",
    };
    let last = account.signed_in_at.map(|at| dates::day_of(at, zone, t.lang));
    let list = SummaryList::new()
        .row(t.text("contact-account"), t.plain(state))
        .row(t.text("contact-identifier"), account.identifier.as_str())
        .row(t.text("contact-signed-in"), last.unwrap_or_else(|| t.plain("contact-never")));
    let list = match left_out_of_them(t, &known.left_out) {
        Some(words) => list.row(t.text("contact-acts-for"), words),
        None => list,
    };
    let removes =
        account.second_factor && actor.person != person && actor.access.may(Capability::AccessGrant);
    if !removes {
        return Some(list);
    }
    let href = format!("/people/{person}/second-factor");
    Some(list.row(t.text("contact-second-factor"), link(&href, &t.plain("contact-second-factor-lost"))))
}

fn link(href: &str, words: &str) -> Content {
    Content::html(Html::trusted(link_html(href, words)))
}

fn link_html(href: &str, words: &str) -> String {
    format!("<a class=\"govuk-link\" href=\"{}\">{}</a>", Html::escaped(href), Html::escaped(words))
}

/// The latest messages to them.
pub fn written(t: &Words, known: &Known, zone: &TimeZone) -> SummaryList {
    known.written.iter().fold(SummaryList::new(), |list, one| {
        let key = match one.state {
            MailState::Queued | MailState::Sending => "contact-written-queued",
            MailState::Sent | MailState::Captured => "contact-written-sent",
            MailState::MaybeSent => "contact-written-maybe",
            MailState::Failed => "contact-written-failed",
            MailState::Bounced => "contact-written-bounced",
            MailState::Deferred => "contact-written-deferred",
            MailState::Complained => "contact-written-complained",
            MailState::Cancelled => "contact-written-cancelled",
        };
        let when = format!("{}, {}", dates::day_of(one.at, zone, t.lang), dates::time(one.at, zone, t.lang));
        list.row(one.title.as_str(), t.text(key).put("when", when).plain())
    })
}
