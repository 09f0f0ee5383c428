//! The rows of a batch.

use super::cells::cell;
use super::narrowing::{LIST, asked, fields, in_force, total};
use super::notices::{NoticeLine, Notices};
use crate::access::{self, GrantAccess};
use crate::invitee::{BatchId, InviteeId, State};
use crate::rollout::{self, Act, Batch, Cursor, Page, Running, Tally};
use crate::rollout_pages::Funnel;
use crate::selection;
use crate::visit::{Answer, App, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use std::collections::HashSet;
use web::Frame;
use web::components::{Details, Html};
use web::list::{
    self as kit, Count, Empty, FilterPanel, ListQuery, Pager, SelectionBar, Table, Tick, caption,
};
use web::text::Words;

/// What can be done with many rows: the act and the words of its button.
const ACTS: [(Act, &str); 4] = [
    (Act::Invite, "batch-act-invite"),
    (Act::Resend, "batch-act-resend"),
    (Act::Revoke, "batch-act-revoke"),
    (Act::Again, "batch-act-again"),
];

#[derive(Template)]
#[template(path = "batch_pages/list.html")]
struct ListPage {
    frame: Frame,
    made: String,
    running: Vec<String>,
    funnel: Html,
    action: String,
    /// Where letters are made for those without e-mail, and for how many.
    letters: Option<(String, String)>,
    /// The messages that tell them beforehand.
    notices: Vec<NoticeLine>,
    notice_locked: Option<String>,
    acts: Vec<(&'static str, String)>,
    panel: FilterPanel,
    bar: SelectionBar,
    table: Table,
    empty: Option<Empty>,
    pager: Option<Pager>,
}

struct Shown {
    batch: Batch,
    page: Page,
    total: Count,
    tally: Tally,
    running: Vec<Running>,
    notices: Notices,
    ticked: HashSet<InviteeId>,
    selected: u64,
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let query = ListQuery::of(&LIST, &visit);
    let (asked, app) = (asked(&query), visit.app().clone());
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            let id: BatchId = id.parse().map_err(|_| PageError::Invisible)?;
            let batch = rollout::batch(tx, &right, id)?.ok_or(PageError::Invisible)?;
            let terms = rollout::terms(tx, &app, actor, Some(id))?;
            let page = rollout::list(tx, &terms, id, &asked)?;
            let tally = rollout::tallies(tx, &[id])?.into_values().next().unwrap_or_default();
            let total = total(tx, id, &asked, &page, &tally)?;
            let open = selection::current(tx, actor.person, &super::list_name(id))?.filter(|o| o.count > 0);
            let ids: Vec<InviteeId> = page.rows.iter().map(|r| r.id).collect();
            let ticked = match open {
                Some(open) => selection::ticked(tx, open, &ids)?,
                None => HashSet::new(),
            };
            let running = rollout::latest(tx, id)?;
            let notices = Notices::read(tx, actor, id)?;
            Ok(Shown {
                batch,
                page,
                total,
                tally,
                running,
                notices,
                ticked,
                selected: open.map_or(0, |o| o.count),
            })
        })
        .await?;
    let t = signed.text();
    let batch = &signed.value.batch;
    let title =
        t.text("batch-title").put("batch", batch.name.as_str()).put("rollout", batch.rollout_name.as_str());
    let frame = signed.frame(title.plain()).back(format!("/rollouts/of/{}", batch.rollout));
    page(frame, &t, &query, &signed.value, visit.app()).answer()
}

fn page(frame: Frame, t: &Words, query: &ListQuery, shown: &Shown, app: &App) -> ListPage {
    let path = format!("/rollouts/batches/{}", shown.batch.id);
    let (rows, total) = (shown.page.rows.len() as u64, shown.total);
    let sorted = t.plain(LIST.columns.iter().find(|c| c.key == query.sort).map_or("batch-name", |c| c.words));
    let cursor = |c: Cursor| kit::Cursor::new([c.at.to_string()]);
    let funnel = Funnel::new(t, &shown.tally, shown.batch.noticed, Some(&path));
    let told = funnel.table(t, t.plain("batch-funnel"));
    let both = format!("{}<div class=\"ch-table\">{told}</div>", funnel.picture());
    let mut table = Table::new(t, query, &LIST, "batch-name", caption(t, query, rows, total, &sorted));
    for one in &shown.page.rows {
        let label = t.text("batch-select").put("name", one.name.as_str()).plain();
        let tick = Tick { id: one.id.to_string(), label, ticked: shown.ticked.contains(&one.id) };
        let cell = |key: &str| cell(t, key, one, app);
        table.row(tick, one.name.clone(), None, format!("/rollouts/rows/{}", one.id), "email", cell);
    }
    let without = shown.tally.reasons.get(&(State::Blocked, "no-email".to_owned())).copied().unwrap_or(0);
    let shows_pager = shown.page.before.is_some() || shown.page.after.is_some() || rows > 25;
    ListPage {
        made: made(t, &shown.batch, app),
        running: shown.running.iter().take(3).map(|r| running(t, r, app)).collect(),
        funnel: Html::trusted(Details::new(t.plain("batch-funnel"), Html::trusted(both)).to_string()),
        acts: acts(t, shown),
        panel: FilterPanel::new(t, query, fields(t, query, &shown.tally), in_force(t, query)),
        bar: SelectionBar::new(t, format!("{path}/selection"), frame.token(), query.url()).counts(
            shown.selected,
            rows,
            total,
        ),
        empty: (rows == 0).then(|| Empty::new(t, query, t.text("batch-none"))),
        pager: shows_pager.then(|| {
            let after = shown.page.after.map(|c| (cursor(c), rows));
            Pager::new(t, query, &LIST, shown.page.before.map(cursor), after)
        }),
        letters: (without > 0)
            .then(|| (format!("{path}/letters"), t.text("batch-letters").put("count", without).plain())),
        action: format!("{path}/acts"),
        notices: shown.notices.lines(t),
        notice_locked: shown.notices.locked(t),
        table,
        frame,
    }
}

fn made(t: &Words, batch: &Batch, app: &App) -> String {
    t.text("batch-made")
        .put("day", dates::day_of(batch.made_at, &app.zone, t.lang))
        .put("name", batch.owner.as_str())
        .put("count", batch.selected)
        .plain()
}

fn running(t: &Words, one: &Running, app: &App) -> String {
    let act = t.plain(match one.act {
        Act::Invite => "batch-did-invite",
        Act::Resend => "batch-did-resend",
        Act::Remind => "batch-did-remind",
        Act::Revoke => "batch-did-revoke",
        Act::Again => "batch-did-again",
    });
    let words = if one.is_over { "batch-act-over" } else { "batch-act-running" };
    t.text(words)
        .put("act", act)
        .put("name", one.by.as_str())
        .put("day", dates::day_of(one.at, &app.zone, t.lang))
        .put("time", dates::time(one.at, &app.zone, t.lang))
        .put("done", one.done)
        .put("chosen", one.chosen)
        .plain()
}

/// The buttons: for all rows that an act concerns, and for the selected ones.
fn acts(t: &Words, shown: &Shown) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for (act, words) in ACTS {
        let concerned: u64 =
            State::ALL.into_iter().filter(|s| act.concerns(*s)).map(|s| shown.tally.of(s)).sum();
        if concerned > 0 {
            all.push((act.word(), t.text(words).put("count", concerned).plain()));
        }
    }
    all.extend(shown.notices.acts(t, &shown.batch, &shown.tally));
    if shown.selected > 0 {
        all.push(("remove", t.text("batch-act-remove").put("count", shown.selected).plain()));
    }
    if shown.tally.reasons.contains_key(&(State::Blocked, "no-email".to_owned())) {
        all.push(("offered", t.plain("batch-act-offered")));
    }
    all.push(("check", t.plain("batch-act-check")));
    all
}
