//! What came of an act: how far it is, why somebody was left as they are, and who that is.

use super::act::{self, Act, DONE, PortalActId, Running, WAITS};
use crate::access::{self, GrantAccess};
use crate::grant_checks;
use crate::person::PersonId;
use crate::rollout::{NOT_WAITING, YOURSELF};
use crate::visit::{Answer, App, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use store::{StoreError, Tx};
use web::Frame;
use web::text::Words;

/// So many of each outcome are named.
const NAMED: i64 = 50;

#[derive(Template)]
#[template(path = "portal_users/act.html")]
struct ActPage {
    frame: Frame,
    said: String,
    path: String,
    progress: Option<(u64, u64)>,
    outcomes: Vec<OutcomeLine>,
}

/// Those with one outcome; a part of them by name.
struct OutcomeLine {
    words: String,
    count: u64,
    people: Vec<(PersonId, String)>,
    more: Option<String>,
}

type Came = (String, i64, Vec<(PersonId, String)>);

fn came(tx: &mut Tx<'_>, id: PortalActId) -> Result<Vec<Came>, StoreError> {
    let counts: Vec<(String, i64)> = tx.all(
        "SELECT outcome, count(*) FROM portal_act_person WHERE act_id = ?1 AND outcome NOT IN ('', 'done')
         GROUP BY outcome ORDER BY 2 DESC, 1",
        &[&id],
    )?;
    let mut all = Vec::with_capacity(counts.len());
    for (outcome, count) in counts {
        let people = tx.all(
            "SELECT p.id, trim(p.given_name || ' ' || p.family_name) FROM portal_act_person x CROSS JOIN person p
             WHERE x.act_id = ?1 AND x.outcome = ?2 AND p.id = x.person_id ORDER BY x.n LIMIT ?3",
            &[&id, &outcome, &NAMED],
        )?;
        all.push((outcome, count, people));
    }
    Ok(all)
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let signed = visit
        .read(move |tx, actor| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            let id: PortalActId = id.parse().map_err(|_| PageError::Invisible)?;
            let one = act::one(tx, id)?.ok_or(PageError::Invisible)?;
            Ok((one, came(tx, id)?))
        })
        .await?;
    let (t, (one, came)) = (signed.text(), &signed.value);
    let line = |(outcome, count, people): &Came| {
        let rest = count.unsigned_abs().saturating_sub(people.len() as u64);
        OutcomeLine {
            words: why(&t, outcome),
            count: count.unsigned_abs(),
            people: people.clone(),
            more: (rest > 0).then(|| t.text("users-act-more").put("count", rest).plain()),
        }
    };
    ActPage {
        said: said(&t, one, visit.app()),
        path: format!("/portal-users/acts/{}", one.id),
        progress: (!one.is_over).then_some((one.done + one.unchanged, one.chosen.max(1))),
        outcomes: came.iter().map(line).collect(),
        frame: signed.frame(name(&t, one.act)).back("/portal-users"),
    }
    .answer()
}

pub(super) fn name(t: &Words, act: Act) -> String {
    t.plain(match act {
        Act::Resend => "users-did-resend",
        Act::Revoke => "users-did-revoke",
    })
}

pub(super) fn said(t: &Words, one: &Running, app: &App) -> String {
    let words = if one.is_over { "users-act-over" } else { "users-act-running" };
    t.text(words)
        .put("name", one.by.as_str())
        .put("day", dates::day_of(one.at, &app.zone, t.lang))
        .put("time", dates::time(one.at, &app.zone, t.lang))
        .put("done", one.done)
        .put("not", one.unchanged)
        .put("chosen", one.chosen)
        .plain()
}

fn why(t: &Words, outcome: &str) -> String {
    debug_assert!(outcome != DONE && outcome != WAITS, "only those left as they are are listed");
    match outcome {
        NOT_WAITING => t.plain("users-why-not-waiting"),
        YOURSELF => t.plain("users-why-yourself"),
        "no-right" => t.plain("users-why-no-right"),
        other => grant_checks::label(t, other),
    }
}
