//! The page of one member: what the right to read members shows of a person.

use super::page_list::{right_at, state_tag};
use crate::access::{ReadMembers, Right};
use crate::change_request;
use crate::contact::Subject;
use crate::membership::{self, MembershipId, State};
use crate::merging;
use crate::organisation;
use crate::person::{self, Person, PersonId};
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::civil::Date;
use store::{StoreError, Tx};
use web::Frame;
use web::components::{Content, Html, SummaryList, Tag};
use web::text::Words;

#[derive(Template)]
#[template(path = "members/person.html")]
struct PersonPage {
    frame: Frame,
    about: SummaryList,
    points: SummaryList,
    wishes: SummaryList,
    memberships: Vec<Held>,
    /// Name and address of the page of each other member of the household.
    household: Vec<(String, String)>,
    /// Where to propose a change, and how many that were proposed wait.
    propose: String,
    waiting: u64,
}

struct Held {
    heading: String,
    state: Tag,
    facts: SummaryList,
}

#[derive(Clone, Debug)]
struct Point {
    kind: String,
    purpose: String,
    value: String,
    place: [Option<String>; 4],
    preferred: bool,
    bounced: bool,
}

#[derive(Clone, Debug)]
struct Membership {
    home: String,
    category: String,
    number: Option<String>,
    joined_on: Option<Date>,
    ended: Option<(Date, Option<String>)>,
    terms: Vec<(Date, Option<Date>)>,
    state: State,
}

struct Known {
    organisation: organisation::Organisation,
    person: Person,
    points: Vec<Point>,
    wishes: Vec<(String, bool, String, String)>,
    memberships: Vec<Membership>,
    household: Vec<(String, PersonId)>,
    waiting: u64,
}

pub(super) async fn show(
    visit: Visit,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let person: PersonId = id.parse().map_err(|_| PageError::Invisible)?;
    let signed = visit
        .read(move |tx, actor| {
            let right = right_at::<ReadMembers>(tx, actor, &slug)?;
            if let Some(known) = known(tx, &right, person, actor.today)? {
                return Ok(Ok(known));
            }
            // The old address of somebody who was merged leads to who they are now, for whoever may see that.
            match merging::stands_for(tx, Subject::Person(person))? {
                Some(Subject::Person(now)) if known(tx, &right, now, actor.today)?.is_some() => {
                    Ok(Err(format!("/organisations/{}/members/{now}", right.organisation.slug)))
                }
                _ => Err(PageError::Invisible),
            }
        })
        .await?;
    let t = signed.text();
    let known = match &signed.value {
        Ok(known) => known,
        Err(now) => return Ok(Redirect::to(now).into_response()),
    };
    let base = format!("/organisations/{}/members", known.organisation.slug);
    let title = t.text("members-title").put("place", &known.organisation.name).plain();
    PersonPage {
        frame: signed.frame(known.person.name.addressed()).under([(title.as_str(), base.as_str())]),
        about: about(&t, &known.person),
        points: points(&t, &known.points),
        wishes: wishes(&t, &known.wishes),
        memberships: known.memberships.iter().map(|m| held(&t, m)).collect(),
        household: known.household.iter().map(|(name, id)| (name.clone(), format!("{base}/{id}"))).collect(),
        propose: format!("{base}/{}/request", known.person.id),
        waiting: known.waiting,
    }
    .answer()
}

/// The person, if they are a member where the right reaches; of the memberships, those that it reaches.
fn known(
    tx: &mut Tx<'_>,
    right: &Right<ReadMembers>,
    id: PersonId,
    today: Date,
) -> Result<Option<Known>, StoreError> {
    let memberships = memberships(tx, right, id, today)?;
    if memberships.is_empty() {
        return Ok(None);
    }
    let person: Person = tx.one(&format!("SELECT {} FROM person WHERE id = ?1", person::COLUMNS), &[&id])?;
    type Line = (
        String,
        String,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
        bool,
        Option<i64>,
    );
    let lines: Vec<Line> = tx.all(
        "SELECT kind, purpose, value, town, county, postcode, country, preferred, bounced_at FROM contact_point
         WHERE person_id = ?1 AND (valid_until IS NULL OR valid_until >= ?2) ORDER BY preferred DESC, kind, id",
        &[&id, &today],
    )?;
    let point = |(kind, purpose, value, town, county, postcode, country, preferred, bounced): Line| Point {
        kind,
        purpose,
        value,
        place: [town, county, postcode, country],
        preferred,
        bounced: bounced.is_some(),
    };
    let said: Vec<(String, bool, String, String)> = tx.all(
        "SELECT channel, given, source, recorded_on FROM consent WHERE person_id = ?1 ORDER BY recorded_on DESC, id DESC",
        &[&id],
    )?;
    let newest = |channel: &str| said.iter().find(|(c, ..)| c == channel).cloned();
    Ok(Some(Known {
        organisation: right.organisation.clone(),
        points: lines.into_iter().map(point).collect(),
        wishes: ["email", "post", "phone"].iter().filter_map(|c| newest(c)).collect(),
        household: household(tx, right, &person)?,
        waiting: change_request::pending(tx, id)?,
        memberships,
        person,
    }))
}

fn memberships(
    tx: &mut Tx<'_>,
    right: &Right<ReadMembers>,
    id: PersonId,
    today: Date,
) -> Result<Vec<Membership>, StoreError> {
    let mut clause = right.clause("m.organisation_id");
    let place = clause.bind(id);
    type Line = (MembershipId, String, String, Option<String>, Option<Date>, Option<Date>, Option<String>);
    let lines: Vec<Line> = tx.all(
        &format!(
            "SELECT m.id, o.name, m.category, m.number, m.joined_on, m.ended_on, m.ended_because
             FROM membership m JOIN organisation o ON o.id = m.organisation_id
             WHERE m.person_id = {place} AND {} ORDER BY m.ended_on IS NOT NULL AND m.ended_on < '{today}', m.joined_on DESC, m.id",
            clause.sql
        ),
        &clause.params(),
    )?;
    let mut all = Vec::new();
    for (membership, home, category, number, joined_on, ended_on, because) in lines {
        let terms: Vec<(Date, Option<Date>)> = tx.all(
            "SELECT starts_on, ends_on FROM membership_term WHERE membership_id = ?1 ORDER BY starts_on DESC",
            &[&membership],
        )?;
        let until = terms.iter().map(|(_, end)| end.unwrap_or(Date::MAX)).max().filter(|d| *d != Date::MAX);
        let state = membership::state(ended_on, until, today);
        let ended = ended_on.map(|on| (on, because));
        all.push(Membership { home, category, number, joined_on, ended, terms, state });
    }
    Ok(all)
}

/// Others of the household who are members where the right reaches.
fn household(
    tx: &mut Tx<'_>,
    right: &Right<ReadMembers>,
    person: &Person,
) -> Result<Vec<(String, PersonId)>, StoreError> {
    let Some(household) = person.household else { return Ok(Vec::new()) };
    let mut clause = right.clause("member_entry.organisation_id");
    let (home, me) = (clause.bind(household), clause.bind(person.id));
    tx.all(
        &format!(
            "SELECT DISTINCT member_entry.name, member_entry.person_id FROM person
             JOIN member_entry ON member_entry.person_id = person.id
             WHERE person.household_id = {home} AND person.id <> {me} AND {} ORDER BY member_entry.name LIMIT 20",
            clause.sql
        ),
        &clause.params(),
    )
}

fn about(t: &Words, person: &Person) -> SummaryList {
    let mut list = SummaryList::new().row(t.text("members-name"), person.name.addressed());
    if let Some(called) = &person.name.known_as {
        list = list.row(t.text("members-known-as"), called.clone());
    }
    let language = match person.language.as_deref() {
        Some("cy") => t.plain("members-welsh"),
        Some("en") => t.plain("members-english"),
        Some(other) => other.to_owned(),
        None => t.plain("members-language-unknown"),
    };
    list = list.row(t.text("members-language"), language);
    match person.deceased_on {
        Some(on) => list.row(t.text("members-deceased"), dates::day(on, t.lang)),
        None => list,
    }
}

fn points(t: &Words, points: &[Point]) -> SummaryList {
    points.iter().fold(SummaryList::new(), |list, point| {
        let kind = match point.kind.as_str() {
            "email" => "members-email",
            "phone" => "members-phone",
            _ => "members-post",
        };
        let purpose = match point.purpose.as_str() {
            "office" => "members-office",
            "public" => "members-public",
            _ => "members-at-home",
        };
        let mut lines: Vec<String> = point.value.lines().map(str::to_owned).collect();
        if point.kind == "post" {
            lines.extend(point.place.iter().flatten().filter(|p| !p.is_empty()).cloned());
        }
        let mut html: Vec<String> = lines.iter().map(|l| Html::escaped(l).to_string()).collect();
        if point.preferred {
            html.push(format!("<strong>{}</strong>", t.text("members-preferred")));
        }
        if point.bounced {
            html.push(format!("<strong>{}</strong>", t.text("members-bounced")));
        }
        let heading =
            t.text("members-point").put("kind", t.plain(kind)).put("purpose", t.plain(purpose)).plain();
        list.row(heading, Content::html(Html::trusted(html.join("<br>"))))
    })
}

fn wishes(t: &Words, said: &[(String, bool, String, String)]) -> SummaryList {
    said.iter().fold(SummaryList::new(), |list, (channel, given, source, on)| {
        let channel = match channel.as_str() {
            "email" => "members-by-email",
            "post" => "members-by-post",
            _ => "members-by-phone",
        };
        let words = if *given { "members-wish-yes" } else { "members-wish-no" };
        let on = on.parse().map_or_else(|_| on.clone(), |day| dates::day(day, t.lang));
        list.row(t.text(channel), t.text(words).put("source", source).put("day", on).plain())
    })
}

fn held(t: &Words, membership: &Membership) -> Held {
    let day = |d: &Date| dates::day(*d, t.lang);
    let mut facts = SummaryList::new().row(t.text("members-category"), membership.category.clone());
    if let Some(number) = &membership.number {
        facts = facts.row(t.text("members-number"), number.clone());
    }
    if let Some(joined) = &membership.joined_on {
        facts = facts.row(t.text("members-joined"), day(joined));
    }
    let terms: Vec<String> = membership
        .terms
        .iter()
        .map(|(from, until)| {
            let phrase = if until.is_some() { "members-term" } else { "members-term-for-life" };
            let until = until.as_ref().map(day).unwrap_or_default();
            t.text(phrase).put("from", day(from)).put("until", until).to_string()
        })
        .collect();
    if !terms.is_empty() {
        facts = facts.row(t.text("members-terms"), Content::html(Html::trusted(terms.join("<br>"))));
    }
    if let Some((on, because)) = &membership.ended {
        let because = because.as_deref().unwrap_or_default();
        let words = t.text("members-ended-on").put("day", day(on)).put("because", because).plain();
        facts = facts.row(t.text("members-ended"), words.trim_end_matches([' ', ',', ':']).to_owned());
    }
    Held {
        heading: t.text("members-membership").put("place", &membership.home).plain(),
        state: state_tag(t, membership.state),
        facts,
    }
}
