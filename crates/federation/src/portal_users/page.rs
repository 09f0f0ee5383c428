//! The list as a page.

use super::act::{self, Running};
use super::asked::{Asked, LIST, STATES, asked};
use super::list::{self, Page, User};
use super::{LIST_NAME, came};
use crate::access::{self, AccountState, GrantAccess};
use crate::person::PersonId;
use crate::selection;
use crate::visit::{Answer, App, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::HashSet;
use web::components::{Content, Html, Input, Select, Tag};
use web::list::{
    self as kit, Empty, FilterPanel, ListQuery, Pager, Refinement, SelectionBar, Table, Tick, caption,
};
use web::text::Words;
use web::{Errors, Frame};

#[derive(Template)]
#[template(path = "portal_users/list.html")]
struct ListPage {
    frame: Frame,
    panel: FilterPanel,
    bar: SelectionBar,
    acts: Vec<(&'static str, String)>,
    /// Acts that go on, and those that were done lately: address, name, how far.
    running: Vec<ActLine>,
    lately: Vec<ActLine>,
    table: Table,
    empty: Option<Empty>,
    pager: Option<Pager>,
}

type ActLine = (String, String, String);

struct Shown {
    page: Page,
    acts: Vec<Running>,
    ticked: HashSet<PersonId>,
    selected: u64,
}

pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let query = ListQuery::of(&LIST, &visit);
    let wanted = asked(&query, visit.app().clock.now());
    let asked_for = wanted.clone();
    let signed = visit
        .read(move |tx, actor| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            let page = list::list(tx, &asked_for)?;
            let open = selection::current(tx, actor.person, LIST_NAME)?.filter(|o| o.count > 0);
            let ids: Vec<PersonId> = page.rows.iter().map(|r| r.person).collect();
            let ticked = match open {
                Some(open) => selection::ticked(tx, open, &ids)?,
                None => HashSet::new(),
            };
            let acts = act::latest(tx)?;
            Ok(Shown { page, acts, ticked, selected: open.map_or(0, |o| o.count) })
        })
        .await?;
    let t = signed.text();
    let mut errors = Errors::default();
    if wanted.days_wrong {
        errors.add("days", t.text("users-days-wrong"));
    }
    let frame = signed.frame(t.plain("users-title")).back("/rollouts").errors(&errors);
    page(frame, &t, &query, &wanted, signed.value, visit.app(), &errors).answer()
}

fn page(
    frame: Frame,
    t: &Words,
    query: &ListQuery,
    asked: &Asked,
    shown: Shown,
    app: &App,
    errors: &Errors,
) -> ListPage {
    let zone = &app.zone;
    let line = |one: &Running| {
        (format!("/portal-users/acts/{}", one.id), came::name(t, one.act), came::said(t, one, app))
    };
    let (over, going): (Vec<&Running>, Vec<&Running>) = shown.acts.iter().partition(|one| one.is_over);
    let rows = shown.page.rows.len() as u64;
    let sorted = match asked.sort {
        super::asked::SortBy::Name => "users-name",
        super::asked::SortBy::Invited => "users-invited",
        super::asked::SortBy::Signed => "users-signed",
    };
    let said = caption(t, query, rows, shown.page.count, &t.plain(sorted));
    let mut table = Table::new(t, query, &LIST, "users-name", said);
    for user in &shown.page.rows {
        let label = t.text("users-select").put("name", user.name.as_str()).plain();
        let tick = Tick { id: user.person.to_string(), label, ticked: shown.ticked.contains(&user.person) };
        let href = format!("/contacts/people/{}", user.person);
        table.row(tick, user.name.clone(), None, href, "email", |key| cell(t, key, user, zone));
    }
    let cursor = |id: PersonId| kit::Cursor::new([id.to_string()]);
    let shows_pager = shown.page.before.is_some() || shown.page.after.is_some() || rows > 25;
    let button = |word, words| (word, t.text(words).put("count", shown.selected).plain());
    ListPage {
        running: going.into_iter().map(line).collect(),
        lately: over.into_iter().take(3).map(line).collect(),
        panel: FilterPanel::new(t, query, fields(t, query, errors), in_force(t, query)),
        bar: SelectionBar::new(t, "/portal-users/selection", frame.token(), query.url()).counts(
            shown.selected,
            rows,
            shown.page.count,
        ),
        acts: match shown.selected {
            0 => Vec::new(),
            _ => vec![button("resend", "users-act-resend"), button("revoke", "users-act-revoke")],
        },
        empty: (rows == 0).then(|| Empty::new(t, query, t.text("users-none"))),
        pager: shows_pager.then(|| {
            let after = shown.page.after.map(|c| (cursor(c), rows));
            Pager::new(t, query, &LIST, shown.page.before.map(cursor), after)
        }),
        table,
        frame,
    }
}

fn cell(t: &Words, key: &str, user: &User, zone: &TimeZone) -> Content {
    let day = |at: Option<Timestamp>, none: &'static str| match at {
        Some(at) => dates::short(at.to_zoned(zone.clone()).date(), t.lang),
        None => t.plain(none),
    };
    match key {
        "councils" => Content::text(user.councils.clone()),
        "email" if user.bounced => {
            let tag = Tag::new(t.text("users-bounced"), "red");
            Content::html(Html::trusted(format!("{} {tag}", Html::escaped(&user.email))))
        }
        "email" => Content::text(user.email.clone()),
        "state" => state_tag(t, user.state).into(),
        "invited" => Content::text(day(user.invited_at, "users-not-invited")),
        "signed" => Content::text(day(user.signed_in_at, "users-never")),
        _ => Content::text(day(Some(user.changed_at), "users-never")),
    }
}

fn state_words(state: AccountState) -> &'static str {
    match state {
        AccountState::Invited => "users-state-invited",
        AccountState::Active => "users-state-active",
        AccountState::Suspended => "users-state-suspended",
        AccountState::Closed => "users-state-closed",
    }
}

fn state_tag(t: &Words, state: AccountState) -> Tag {
    let colour = match state {
        AccountState::Invited => "turquoise",
        AccountState::Active => "green",
        AccountState::Suspended => "yellow",
        AccountState::Closed => "grey",
    };
    Tag::new(t.text(state_words(state)), colour)
}

const SHOWS: [(&str, &str); 4] = [
    ("never", "users-show-never"),
    ("invited", "users-show-invited"),
    ("idle", "users-show-idle"),
    ("bounced", "users-show-bounced"),
];

fn fields(t: &Words, query: &ListQuery, errors: &Errors) -> Html {
    let one = |key: &'static str| query.filter(key).next().unwrap_or_default().to_owned();
    let search =
        Input::new("q", t.text("users-search")).hint(t.text("users-search-hint")).value(query.search.clone());
    let mut states = Select::new("state", t.text("users-state")).option("", t.plain("users-any"));
    for state in STATES {
        states = states.option(state.word(), t.plain(state_words(state)));
    }
    let mut shows = Select::new("show", t.text("users-show")).option("", t.plain("users-any"));
    for (word, words) in SHOWS {
        shows = shows.option(word, t.plain(words));
    }
    let days = Input::new("days", t.text("users-days"))
        .hint(t.text("users-days-hint"))
        .digits()
        .width(4)
        .value(one("days"))
        .error(errors.of("days"));
    Html::trusted(format!("{search}{}{}{days}", states.value(one("state")), shows.value(one("show"))))
}

fn in_force(t: &Words, query: &ListQuery) -> Vec<Refinement> {
    let words = |key: &str, value: &str| match key {
        "state" => STATES.into_iter().find(|s| s.word() == value).map(|s| t.plain(state_words(s))),
        "show" => SHOWS.into_iter().find(|(word, _)| *word == value).map(|(_, words)| t.plain(words)),
        _ => Some(t.text("users-chip-days").put("days", value.parse::<u32>().unwrap_or_default()).plain()),
    };
    let mut all: Vec<Refinement> = query
        .filters
        .iter()
        .filter_map(|(key, value)| {
            Some(Refinement { words: words(key, value)?, without: query.without(key, value).url() })
        })
        .collect();
    if !query.search.is_empty() {
        all.push(Refinement { words: query.search.clone(), without: query.without_search().url() });
    }
    all
}
