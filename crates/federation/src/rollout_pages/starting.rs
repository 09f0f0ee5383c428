//! Who begins in a role that brings access and was not invited: the page on which one press puts them into a batch.

use super::state_words::state_tag;
use crate::access::{self, GrantAccess};
use crate::rollout::{self, Batch, Beginner, MOST_BEGINNERS};
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::response::Response;
use web::components::{Button, Checkboxes, Select, Tag};
use web::text::{Lang, Words};
use web::{Errors, Frame};

/// So many batches are offered, the newest first.
const OFFERED: usize = 20;

#[derive(Template)]
#[template(path = "rollout_pages/starting.html")]
struct StartingPage {
    frame: Frame,
    said: String,
    rule: String,
    free: Option<(Checkboxes, Select, Button)>,
    standing: Vec<Line>,
}

/// Somebody who stands in a batch.
struct Line {
    words: String,
    href: String,
    state: Tag,
    batch: String,
}

pub(super) struct Ready {
    people: Vec<Beginner>,
    count: u64,
    batches: Vec<Batch>,
    by_itself: ByItself,
    /// What the roll-out of a new batch is called.
    rollout: String,
}

/// Whether the program invites them.
#[derive(Clone, Copy)]
enum ByItself {
    No,
    Yes,
    /// It should, and nobody may for whom it does.
    Lost,
}

/// "3 people begin in a role that brings access and were not invited."
pub(super) fn how_many(t: &Words, count: u64) -> String {
    match count > MOST_BEGINNERS {
        true => t.text("rollout-starting-many").put("count", MOST_BEGINNERS).plain(),
        false => t.text("rollout-starting-count").put("count", count).plain(),
    }
}

pub(super) async fn ready(visit: &Visit) -> Result<Signed<Ready>, PageError> {
    let rollout = rollout::starting_rollout(visit.app());
    visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            let by_itself = match rollout::settings(tx)?.starters {
                None => ByItself::No,
                Some(starters) => match rollout::inviter(tx, actor.today, &starters)? {
                    Some(_) => ByItself::Yes,
                    None => ByItself::Lost,
                },
            };
            Ok(Ready {
                people: rollout::beginners(tx, &right, actor.today)?,
                count: rollout::count_beginners(tx, &right, actor.today)?,
                batches: rollout::newest_batches(tx, &right, OFFERED)?,
                by_itself,
                rollout,
            })
        })
        .await
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    let signed = ready(&visit).await?;
    let all = free(&signed.value.people).map(|b| b.starting.appointment.to_string()).collect();
    page(&signed, all, "", &Errors::default())
}

fn free(people: &[Beginner]) -> impl Iterator<Item = &Beginner> {
    people.iter().filter(|b| b.stands.is_none())
}

pub(super) fn page(
    signed: &Signed<Ready>,
    ticked: Vec<String>,
    batch: &str,
    errors: &Errors,
) -> Result<Response, PageError> {
    let (t, ready) = (signed.text(), &signed.value);
    let mut boxes = Checkboxes::new("who", t.text("rollout-starting-who")).error(errors.of("who"));
    for one in free(&ready.people) {
        boxes = boxes.option(one.starting.appointment.to_string(), words(&t, one));
    }
    let name = format!("{}: {}", ready.rollout, name(signed));
    let mut choice = Select::new("batch", t.text("rollout-starting-batch"))
        .option("", t.text("rollout-starting-new").put("name", name).plain());
    for one in &ready.batches {
        choice = choice.option(one.id.to_string(), format!("{}: {}", one.rollout_name, one.name));
    }
    let choice = choice.value(batch).error(errors.of("batch"));
    let line = |b: &Beginner| {
        let stands = b.stands.as_ref()?;
        Some(Line {
            words: words(&t, b),
            href: match &stands.seen {
                Some((row, _)) => format!("/rollouts/rows/{row}"),
                None => format!("/contacts/people/{}", b.starting.person),
            },
            state: state_tag(&t, stands.state),
            batch: match &stands.seen {
                Some((_, batch)) => t.text("rollout-starting-stands").put("batch", batch.as_str()).plain(),
                None => t.plain("rollout-starting-others"),
            },
        })
    };
    let send = Button::primary(t.text("rollout-starting-send"));
    StartingPage {
        said: said(&t, ready),
        rule: t.plain(match ready.by_itself {
            ByItself::No => "rollout-starting-by-hand",
            ByItself::Yes => "rollout-starting-by-itself",
            ByItself::Lost => "rollout-starters-lost",
        }),
        free: free(&ready.people).next().map(|_| (boxes.values(ticked), choice, send)),
        standing: ready.people.iter().filter_map(line).collect(),
        frame: signed.frame(t.plain("rollout-starting")).back("/rollouts").errors(errors),
    }
    .answer()
}

fn said(t: &Words, ready: &Ready) -> String {
    let more = t.text("rollout-starting-many-shown").put("count", MOST_BEGINNERS).plain();
    match ready.count {
        0 => t.plain("rollout-starting-none"),
        count if count > MOST_BEGINNERS => format!("{} {more}", how_many(t, count)),
        count => how_many(t, count),
    }
}

fn words(t: &Words, one: &Beginner) -> String {
    let s = &one.starting;
    t.text("rollout-starting-line")
        .put("who", s.name.as_str())
        .put("role", s.title.as_str())
        .put("place", s.place.as_str())
        .put("day", dates::day(s.starts_on, t.lang))
        .plain()
}

/// A batch of today is named by the day; in one language, whoever makes it.
pub(super) fn name<T>(signed: &Signed<T>) -> String {
    dates::day(signed.actor.today, Lang::English)
}
