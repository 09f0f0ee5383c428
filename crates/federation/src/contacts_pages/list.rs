//! The list as a page.

use super::filters::{self, Choices};
use super::{acts::ACTS, kept};
use crate::access::{self, Actor, Clause, ManageContacts};
use crate::contact_entry::Subject;
use crate::contacts::asked::{self, LIST, Typed, typed};
use crate::contacts::{self, Asked, Contact, Cursor, LIST_NAME, Page, reached};
use crate::feed;
use crate::organisation::OrganisationId;
use crate::selection;
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::response::Response;
use jiff::tz::TimeZone;
use std::collections::{HashMap, HashSet};
use store::{Identifier, StoreError, Tx};
use web::Frame;
use web::components::{Content, Html, InsetText, Tag};
use web::list::{
    self as kit, ColumnChooser, Count, Empty, FilterPanel, Letters, ListQuery, Pager, SelectionBar, Table,
    Tick, caption,
};
use web::text::Words;

/// The selection is compared with the filter up to this size, for the words above the list.
const COMPARED: u64 = 5_000;

#[derive(Template)]
#[template(path = "contacts_pages/list.html")]
struct ListPage {
    frame: Frame,
    as_at: Option<String>,
    pending: Option<String>,
    panel: FilterPanel,
    kept: Vec<kept::Line>,
    keep: Option<String>,
    letters: Option<Letters>,
    notes: Vec<InsetText>,
    bar: SelectionBar,
    has_selection: bool,
    outside: Option<String>,
    acts: Vec<(&'static str, String)>,
    table: Table,
    empty: Option<Empty>,
    pager: Option<Pager>,
    columns: ColumnChooser,
}

/// What the transaction read.
struct Shown {
    page: Page,
    typed: Typed,
    choices: Choices,
    kept: Vec<kept::Kept>,
    ticked: HashSet<[u8; 16]>,
    selected: u64,
    /// Selected and not shown by the present filter.
    outside: Option<u64>,
    slugs: HashMap<[u8; 16], String>,
    as_at: Option<jiff::Timestamp>,
    pending: u64,
}

pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let query = ListQuery::of(&LIST, &visit);
    let (asked_for, zone) = (query.clone(), visit.app().zone.clone());
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            let typed = typed(tx, &right, &asked_for, &zone)?;
            let expr = reached(tx, &right)?.and(typed.expr.clone());
            let page = contacts::list(tx, &expr, asked::sort(&asked_for), &asked::page(&asked_for))?;
            let open = selection::current(tx, actor.person, LIST_NAME)?.filter(|o| o.count > 0);
            let (mut ticked, mut outside) = (HashSet::new(), None);
            if let Some(open) = open {
                let ids: Vec<Id> = page.rows.iter().map(|r| Id(r.subject.bytes())).collect();
                ticked = selection::ticked(tx, open, &ids)?.into_iter().map(|id| id.0).collect();
                if open.count <= COMPARED {
                    let mut clause = Clause::all();
                    contacts::narrow_by_entry(&mut clause, tx.engine(), &expr);
                    let from = "contact_entry";
                    let shown = selection::count_among(tx, open, "contact_entry.subject_id", from, &clause)?;
                    outside = Some(open.count.saturating_sub(shown)).filter(|n| *n > 0);
                }
            }
            Ok(Shown {
                slugs: slugs(tx, &page)?,
                choices: Choices::of(tx, &right)?,
                kept: kept::all(tx, actor.person)?,
                selected: open.map_or(0, |o| o.count),
                as_at: feed::data_as_at(tx)?,
                pending: pending(tx)?,
                page,
                typed,
                ticked,
                outside,
            })
        })
        .await?;
    let t = signed.text();
    let errors = filters::errors(&t, &signed.value.typed);
    let frame = signed.frame(t.plain("contacts-title")).errors(&errors);
    page(frame, &query, signed.value, &signed.actor, &visit.app().zone).answer()
}

/// Entries that are still to follow something done in bulk.
fn pending(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM contact_due LIMIT 10001) due";
    Ok(tx.one::<(i64,)>(sql, &[])?.0 as u64)
}

/// Organisations stand in addresses by their slugs: asked for at once, however long the page.
fn slugs(tx: &mut Tx<'_>, page: &Page) -> Result<HashMap<[u8; 16], String>, StoreError> {
    let mut clause = Clause::all();
    let ids: Vec<OrganisationId> = page
        .rows
        .iter()
        .filter_map(|row| if let Subject::Organisation(id) = row.subject { Some(id) } else { None })
        .collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let list = clause.bind_all(&ids);
    let sql = format!("SELECT id, slug FROM organisation WHERE id IN ({list})");
    let found: Vec<(OrganisationId, String)> = tx.all(&sql, &clause.params())?;
    Ok(found.into_iter().map(|(id, slug)| (id.bytes(), slug)).collect())
}

/// Any contact's id, for the selection.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Id(pub [u8; 16]);

impl Identifier for Id {
    fn from_bytes(bytes: [u8; 16]) -> Self {
        Id(bytes)
    }
    fn bytes(&self) -> [u8; 16] {
        self.0
    }
}

fn page(frame: Frame, query: &ListQuery, shown: Shown, actor: &Actor, zone: &TimeZone) -> ListPage {
    let t = frame.t.clone();
    let (count, total) = (shown.page.rows.len() as u64, shown.page.count);
    let sorted_by = t.plain(sort_words(query.sort));
    let web_cursor = |c: Cursor| kit::Cursor::new([c.at.kind().to_owned(), asked::id_of(c.at)]);
    let shown_pager = shown.page.before.is_some() || shown.page.after.is_some() || count > 25;
    let pager = shown_pager.then(|| {
        let after = shown.page.after.map(|c| (web_cursor(c), count));
        Pager::new(&t, query, &LIST, shown.page.before.map(web_cursor), after)
    });
    let nothing = count == 0 && shown.page.walked.is_none();
    ListPage {
        as_at: shown.as_at.map(|at| {
            t.text("contacts-as-at")
                .put("time", dates::time(at, zone, t.lang))
                .put("day", dates::day_of(at, zone, t.lang))
                .plain()
        }),
        pending: (shown.pending > 0).then(|| t.text("contacts-pending").put("count", shown.pending).plain()),
        panel: FilterPanel::new(
            &t,
            query,
            filters::fields(&t, query, &shown.typed, &shown.choices),
            filters::refinements(&t, query, &shown.typed, &shown.choices),
        ),
        kept: shown.kept.iter().map(|k| kept::line(&t, k)).collect(),
        keep: query.is_narrowed().then(|| kept::address(query)),
        letters: shown.page.letters.as_ref().filter(|l| !l.is_empty()).map(|letters| {
            let counts: Vec<(char, u64)> = letters.iter().map(|(l, n)| (*l, *n)).collect();
            Letters::new(&t, query, &counts)
        }),
        notes: notes(&t, &shown.page, total),
        bar: SelectionBar::new(&t, "/contacts/selection", frame.token(), query.url()).counts(
            shown.selected,
            count,
            total,
        ),
        has_selection: shown.selected > 0,
        outside: shown.outside.map(|n| t.text("contacts-outside").put("count", n).plain()),
        acts: ACTS
            .iter()
            .filter(|a| a.is_for(actor, shown.selected))
            .map(|a| (a.word, t.plain(a.words)))
            .collect(),
        table: table(&t, query, &shown, zone, caption(&t, query, count, total, &sorted_by)),
        empty: nothing.then(|| Empty::new(&t, query, t.text("contacts-none"))),
        pager,
        columns: ColumnChooser::new(&t, query, &LIST),
        frame,
    }
}

fn notes(t: &Words, page: &Page, count: Count) -> Vec<InsetText> {
    let mut notes = Vec::new();
    if let Some(walked) = page.walked {
        notes.push(InsetText::new(t.text("contacts-walked").put("count", walked)));
    }
    if page.rows.len() >= Asked::MOST && count != Count::Exactly(page.rows.len() as u64) {
        notes.push(InsetText::new(t.text("contacts-all-bounded").put("count", Asked::MOST as u64)));
    }
    notes
}

fn sort_words(key: &str) -> &'static str {
    LIST.columns.iter().find(|c| c.key == key).map_or("contacts-name", |c| c.words)
}

fn table(t: &Words, query: &ListQuery, shown: &Shown, zone: &TimeZone, caption: String) -> Table {
    let mut table = Table::new(t, query, &LIST, "contacts-name", caption);
    for contact in &shown.page.rows {
        let id = asked::id_of(contact.subject);
        let href = match shown.slugs.get(&contact.subject.bytes()) {
            Some(slug) => format!("/contacts/organisations/{slug}"),
            None => format!("/contacts/people/{id}"),
        };
        let tick = Tick {
            label: t.text("contacts-select").put("name", &contact.name).plain(),
            ticked: shown.ticked.contains(&contact.subject.bytes()),
            id,
        };
        let cell = |key: &str| cell(t, key, contact, &shown.choices, zone);
        table.row(tick, contact.name.clone(), None, href, "email", cell);
    }
    table
}

fn cell(t: &Words, key: &str, contact: &Contact, choices: &Choices, zone: &TimeZone) -> Content {
    let text = match key {
        "kind" if contact.kind == "person" => t.plain("contacts-person"),
        "kind" => choices.kind(&contact.kind),
        "roles" => contact.roles.clone(),
        "place" => contact.place.clone(),
        "email" => return email(t, contact),
        "membership" => return membership_tag(t, &contact.membership),
        "access" if contact.access.is_empty() => String::new(),
        "access" => t.plain(access_words(&contact.access)),
        "category" => contact.category.clone(),
        "town" => contact.town.clone(),
        "postcode" => contact.postcode.clone(),
        "phone" => contact.phone.clone(),
        _ => dates::short(contact.changed_at.to_zoned(zone.clone()).date(), t.lang),
    };
    Content::text(text)
}

fn email(t: &Words, contact: &Contact) -> Content {
    let note = match (contact.bounced, contact.shared_email) {
        (true, _) => Some(Tag::new(t.text("contacts-bounced"), "red")),
        (_, true) => Some(Tag::new(t.text("contacts-shared"), "grey")),
        _ => None,
    };
    match note {
        Some(tag) => Content::html(Html::trusted(format!("{} {tag}", Html::escaped(&contact.email)))),
        None => Content::text(contact.email.clone()),
    }
}

fn membership_tag(t: &Words, state: &str) -> Content {
    match state {
        "current" => Tag::new(t.text("contacts-current"), "green").into(),
        "lapsed" => Tag::new(t.text("contacts-lapsed"), "yellow").into(),
        "ended" => Tag::new(t.text("contacts-ended"), "grey").into(),
        _ => Content::text(String::new()),
    }
}

pub(super) fn access_words(state: &str) -> &'static str {
    match state {
        "invited" => "contacts-access-invited",
        "active" => "contacts-access-active",
        "suspended" => "contacts-access-suspended",
        "closed" => "contacts-access-closed",
        _ => "contacts-access-none",
    }
}
