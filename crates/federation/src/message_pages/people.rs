//! Those of a message by what becomes or became of them, with the way to mend it, and acts on all of them.

use super::check::reason_words;
use super::progress::STATES;
use super::step::{asked, message_id, page_error};
use crate::mail::MailState;
use crate::mail::run;
use crate::message::looking::{self, Looked, Many, Which};
use crate::message::{Message, MessageId, Reason, Writer, after, find, writer};
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::{StoreError, Tx};
use web::components::{Button, PageLink, Pagination};
use web::text::Words as T;
use web::{Form, Frame};

const ROWS: i64 = 50;
/// Of a state that more bear than this, names are walked in their order; fewer are gathered and sorted.
const FEW: u64 = 2_000;

#[derive(Template)]
#[template(path = "message_pages/people.html")]
struct PeoplePage {
    frame: Frame,
    base: String,
    which: String,
    remedy: String,
    lines: Vec<Line>,
    steps: Pagination,
    select: Button,
    again: Option<Button>,
}

struct Line {
    name: String,
    href: Option<String>,
    through: String,
    address: String,
    said: String,
}

struct Seen {
    message: Message,
    rows: Vec<Found>,
    more: bool,
}

/// One of them, where their record is, and why their mail did not arrive.
struct Found {
    one: Looked,
    href: Option<String>,
    failure: Option<String>,
}

/// The word that stands in addresses: "mails", "shared", "left-bounced", "came-failed".
fn which(message: &Message, word: &str) -> Option<Which> {
    match word {
        "mails" => Some(Which::Mails),
        "shared" => Some(Which::Shared),
        "left" => Some(Which::Left(None)),
        _ => match (word.strip_prefix("left-"), word.strip_prefix("came-")) {
            (Some(reason), _) => Reason::from_word(reason).map(|reason| Which::Left(Some(reason))),
            (_, Some(state)) => {
                STATES.iter().find(|(known, _)| known.word() == state)?;
                Some(Which::Came(message.run?, state.to_owned()))
            }
            _ => None,
        },
    }
}

fn rows(tx: &mut Tx<'_>, message: &Message, which: &Which, after: i64) -> Result<Vec<Found>, StoreError> {
    let many = match which {
        Which::Came(id, word) => {
            let counts = run::counts(tx, *id)?;
            let n = counts.get(&MailState::from_word(word)).copied().unwrap_or_default();
            if n > FEW { Many::Yes } else { Many::No }
        }
        _ => Many::Yes,
    };
    let found = looking::page(tx, message.id, which, many, after, ROWS + 1)?;
    let mut rows = Vec::with_capacity(found.len());
    for one in found {
        let href = match (one.person, one.organisation) {
            (Some(person), _) => Some(format!("/contacts/people/{person}")),
            (None, Some(organisation)) => tx
                .maybe::<(String,)>("SELECT slug FROM organisation WHERE id = ?1", &[&organisation])?
                .map(|(slug,)| format!("/contacts/organisations/{slug}")),
            (None, None) => None,
        };
        let failure = match one.mail {
            Some(mail) => {
                tx.maybe::<(Option<String>,)>("SELECT failure FROM mail WHERE id = ?1", &[&mail])?
            }
            None => None,
        };
        rows.push(Found { one, href, failure: failure.and_then(|(failure,)| failure) });
    }
    Ok(rows)
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (t, id) = (visit.text(), message_id(&id));
    let (word, after) = (asked(&visit, "which"), asked(&visit, "after").parse::<i64>().unwrap_or(-1));
    let (told, wanted) = (t.clone(), word.clone());
    let signed = visit
        .read(move |tx, actor| {
            let writer = writer(tx, actor)?;
            let message = find(tx, &writer, id?).map_err(page_error(&told))?;
            let which = which(&message, &wanted).ok_or(PageError::Invisible)?;
            let mut rows = rows(tx, &message, &which, after)?;
            let more = rows.len() as i64 > ROWS;
            rows.truncate(ROWS as usize);
            Ok(Seen { message, rows, more })
        })
        .await?;
    let Seen { message, rows, more } = &signed.value;
    let base = format!("/messages/{}", message.id);
    let (title, remedy) = words(&t, &word);
    let here = format!("{base}/people?which={word}");
    let first = (after >= 0).then(|| PageLink::new(t.text("message-people-first"), "", here.clone()));
    let last = rows.last().filter(|_| *more).map(|found| found.one.place);
    let next =
        last.map(|place| PageLink::new(t.text("message-people-next"), "", format!("{here}&after={place}")));
    let again = word.starts_with("came-") && message.run.is_some();
    PeoplePage {
        frame: signed.frame(title).back(base.clone()),
        remedy,
        lines: rows.iter().map(|found| line(&t, found)).collect(),
        steps: Pagination::steps(t.plain("message-people-steps"), first, next),
        select: Button::secondary(t.text("message-people-select")).sends("act", "select"),
        again: again.then(|| Button::secondary(t.text("message-people-again")).sends("act", "again")),
        which: word,
        base,
    }
    .answer()
}

/// The heading, and what can be done.
fn words(t: &T, word: &str) -> (String, String) {
    if word == "mails" {
        return (t.plain("message-mails"), String::new());
    }
    if word == "shared" {
        return (t.plain("message-shared"), t.plain("message-shared-remedy"));
    }
    if let Some(reason) = word.strip_prefix("left-").and_then(Reason::from_word) {
        let (words, remedy) = reason_words(reason);
        return (t.plain(words), t.plain(remedy));
    }
    let state = word.strip_prefix("came-").unwrap_or_default();
    let known = STATES.iter().find(|(known, _)| known.word() == state);
    let remedy = match known {
        Some((MailState::MaybeSent, _)) => t.plain("message-came-maybe-remedy"),
        Some((MailState::Failed, _)) => t.plain("message-came-failed-remedy"),
        Some((MailState::Bounced, _)) => t.plain("message-came-bounced-remedy"),
        Some((MailState::Deferred, _)) => t.plain("message-came-deferred-remedy"),
        Some((MailState::Complained, _)) => t.plain("message-came-complained-remedy"),
        _ => String::new(),
    };
    (known.map_or_else(|| t.plain("message-left-title"), |(_, words)| t.plain(words)), remedy)
}

fn line(t: &T, Found { one, href, failure }: &Found) -> Line {
    let said = match one.reason {
        Some(Reason::Tag) => t.text("message-said-tag").put("tag", one.detail.as_str()).plain(),
        Some(Reason::Missing) => t.text("message-said-missing").put("fields", one.detail.as_str()).plain(),
        Some(_) => String::new(),
        None if one.detail.is_empty() => {
            let said = |why: &String| t.text("message-said-failure").put("failure", why.as_str()).plain();
            failure.as_ref().map(said).unwrap_or_default()
        }
        None => t.text("message-said-shared").put("name", one.detail.as_str()).plain(),
    };
    Line {
        name: one.name.clone(),
        href: href.clone(),
        through: one.through.clone(),
        address: one.address.clone(),
        said,
    }
}

/// What an act led to.
enum Done {
    Selected(u64),
    Again(MessageId),
}

pub(super) async fn act(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (t, settings) = (visit.text(), visit.app().settings.clone());
    let (word, act) = (form.get("which").to_owned(), form.get("act").to_owned());
    let (id, told) = (message_id(&id), t.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let writer: Writer = writer(tx, actor)?;
            let message = find(tx, &writer, id?).map_err(page_error(&told))?;
            let which = which(&message, &word).ok_or(PageError::Invisible)?;
            match act.as_str() {
                "again" if message.run.is_some() => {
                    let made = after::again(tx, stamp, &settings, &writer, &message, &which);
                    Ok(Done::Again(made.map_err(page_error(&told))?))
                }
                _ => {
                    let count = after::select(tx, stamp, &writer, &message, &which);
                    Ok(Done::Selected(count.map_err(page_error(&told))?))
                }
            }
        })
        .await?;
    match signed.value {
        Done::Selected(count) => {
            visit.flash(t.text("message-people-selected").put("count", count).plain());
            Ok(Redirect::to("/contacts").into_response())
        }
        Done::Again(made) => Ok(Redirect::to(&format!("/messages/{made}")).into_response()),
    }
}
