//! The list as a page: what the address asks, the row of filters, the table.

use super::page_filters::{Typed, fields, refinements};
use super::{Asked, Cursor, Member, Order, Page, Side, Sort, SortBy, list, list_name};
use crate::access::{self, Covers, Denied, DownloadMembers, ReadMembers, Right};
use crate::membership::{MembershipId, State};
use crate::organisation::{Organisation, OrganisationId};
use crate::selection;
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use store::{StoreError, Tx};
use web::Frame;
use web::components::{Content, Html, InsetText, Tag};
use web::list::{
    self as kit, Column, ColumnChooser, Count, Empty, FilterPanel, Letters, ListQuery, ListSpec, Pager,
    Place, SelectionBar, Table, Tick, caption,
};
use web::text::Words;

pub(super) const LIST: ListSpec = ListSpec {
    filters: &[
        "state",
        "category",
        "area",
        "joined_from",
        "joined_until",
        "has_email",
        "by_email",
        "by_post",
        "by_phone",
    ],
    sorts: &["name", "town", "joined", "category", "paid"],
    columns: &[
        Column { key: "state", words: "members-state", at_first: true },
        Column { key: "category", words: "members-category", at_first: true },
        Column { key: "town", words: "members-town", at_first: true },
        Column { key: "joined", words: "members-joined", at_first: true },
        Column { key: "contact", words: "members-contact", at_first: true },
        Column { key: "paid", words: "members-paid", at_first: false },
        Column { key: "area", words: "members-area", at_first: false },
        Column { key: "wishes", words: "members-wishes", at_first: false },
    ],
    sizes: &[
        kit::Size::Rows(25),
        kit::Size::Rows(50),
        kit::Size::Rows(100),
        kit::Size::Rows(250),
        kit::Size::All,
    ],
};

#[derive(Template)]
#[template(path = "members/list.html")]
struct ListPage {
    frame: Frame,
    panel: FilterPanel,
    letters: Option<Letters>,
    notes: Vec<InsetText>,
    bar: SelectionBar,
    has_selection: bool,
    outside: Option<String>,
    table: Table,
    empty: Option<Empty>,
    pager: Option<Pager>,
    columns: ColumnChooser,
    as_at: String,
    /// Where to take out what is listed, and what is selected.
    download: Option<String>,
    confirm: Option<String>,
}

/// What the transaction read.
pub(super) struct Shown {
    organisation: Organisation,
    page: Page,
    categories: Vec<String>,
    homes: HashMap<OrganisationId, String>,
    ticked: HashSet<MembershipId>,
    selected: u64,
    /// Selected and not shown by the present filter.
    outside: Option<u64>,
    may_download: bool,
}

/// The selection is compared with the filter up to this size, for the words above the list.
const COMPARED: u64 = 5_000;

pub(super) async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
    let query = ListQuery::of(&LIST, &visit);
    let typed = Typed::of(&query);
    let (asked, sort) = (asked(&query), sort(&query));
    let filter = typed.filter.clone();
    let signed = visit
        .read(move |tx, actor| {
            let right = right_at::<ReadMembers>(tx, actor, &slug)?;
            let page = list(tx, &right, &filter, sort, &asked, actor.today)?;
            let open = selection::current(tx, actor.person, &list_name(right.organisation.id))?;
            let ids: Vec<MembershipId> = page.rows.iter().map(|r| r.membership).collect();
            let (mut ticked, mut outside) = (HashSet::new(), None);
            if let Some(open) = open.filter(|o| o.count > 0) {
                ticked = selection::ticked(tx, open, &ids)?;
                if open.count <= COMPARED {
                    let mut clause = right.clause("member_entry.organisation_id");
                    filter.narrow(&mut clause, tx.engine(), actor.today);
                    let shown = selection::count_among(
                        tx,
                        open,
                        "member_entry.membership_id",
                        "member_entry",
                        &clause,
                    )?;
                    outside = Some(open.count.saturating_sub(shown)).filter(|n| *n > 0);
                }
            }
            let many = right.covers() != Covers::One;
            Ok(Shown {
                homes: if many { homes(tx, &page)? } else { HashMap::new() },
                categories: categories(tx)?,
                may_download: access::right::<DownloadMembers>(tx, actor, right.organisation.id).is_ok(),
                organisation: right.organisation,
                selected: open.map_or(0, |o| o.count),
                page,
                ticked,
                outside,
            })
        })
        .await?;
    let frame = signed
        .frame(signed.text().text("members-title").put("place", &signed.value.organisation.name).plain());
    let now = visit.app().clock.now();
    let zone = &visit.app().zone;
    let t = signed.text();
    let as_at = t
        .text("members-as-at")
        .put("time", dates::time(now, zone, t.lang))
        .put("day", dates::day_of(now, zone, t.lang))
        .plain();
    page(frame.errors(&typed.errors(&t)), &query, &typed, signed.value, as_at).answer()
}

/// The right at the organisation of an address, or why not.
pub(super) fn right_at<A: access::Act>(
    tx: &mut Tx<'_>,
    actor: &access::Actor,
    slug: &str,
) -> Result<Right<A>, Denied> {
    let organisation = access::visible_organisation_by_slug(tx, actor, slug)?.ok_or(Denied::Invisible)?;
    access::right(tx, actor, organisation.id)
}

fn asked(query: &ListQuery) -> Asked {
    let cursor = |side, cursor: &kit::Cursor| {
        let membership = cursor.values.first().and_then(|id| id.parse().ok());
        membership.map(|membership| Cursor { side, membership })
    };
    let from = match &query.place {
        Place::Start => None,
        Place::After(c) => cursor(Side::After, c),
        Place::Before(c) => cursor(Side::Before, c),
    };
    Asked { from, ..Asked::first(query.limit().map_or(Asked::MOST, |n| n as usize)) }
}

fn sort(query: &ListQuery) -> Sort {
    Sort { by: SortBy::from_word(query.sort).unwrap_or(SortBy::Name), direction: query.direction }
}

fn homes(tx: &mut Tx<'_>, page: &Page) -> Result<HashMap<OrganisationId, String>, StoreError> {
    let mut homes = HashMap::new();
    for row in &page.rows {
        if let Entry::Vacant(home) = homes.entry(row.organisation) {
            home.insert(
                crate::organisation::by_id(tx, row.organisation)?.map(|o| o.name).unwrap_or_default(),
            );
        }
    }
    Ok(homes)
}

/// Every category that there is: one look-up in the index for each.
fn categories(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx.all(
        "WITH RECURSIVE known (category) AS (
           SELECT min(category) FROM member_entry WHERE ended = FALSE
           UNION ALL
           SELECT (SELECT min(category) FROM member_entry WHERE ended = FALSE AND category > known.category)
           FROM known WHERE known.category IS NOT NULL)
         SELECT category FROM known WHERE category IS NOT NULL LIMIT 40",
        &[],
    )?;
    Ok(rows.into_iter().map(|(c,)| c).collect())
}

fn page(frame: Frame, query: &ListQuery, typed: &Typed, shown: Shown, as_at: String) -> ListPage {
    let t = frame.t.clone();
    let base = query.path.clone();
    let count = shown.page.rows.len() as u64;
    let total = shown.page.count;
    let sorted_by = match shown.page.order {
        Order::AsAsked => t.plain(sort_words(query.sort)),
        Order::AsEntered => t.plain("members-entered"),
    };
    let panel =
        FilterPanel::new(&t, query, fields(&t, typed, &shown.categories), refinements(&t, query, typed));
    let rest = shown.page.looked_through.is_some();
    let empty = (count == 0 && !rest)
        .then(|| Empty::new(&t, query, t.text("members-none").put("place", &shown.organisation.name)));
    let web_cursor = |c: Cursor| kit::Cursor::new([c.membership.to_string()]);
    let pager = (shown.page.before.is_some() || shown.page.after.is_some() || count > 25).then(|| {
        Pager::new(
            &t,
            query,
            &LIST,
            shown.page.before.map(web_cursor),
            shown.page.after.map(|c| (web_cursor(c), count)),
        )
    });
    let bar = SelectionBar::new(&t, format!("{base}/selection"), frame.token(), query.url()).counts(
        shown.selected,
        count,
        total,
    );
    ListPage {
        letters: shown.page.letters.as_ref().filter(|counts| !counts.is_empty()).map(|counts| {
            let counts: Vec<(char, u64)> = counts.iter().map(|(l, n)| (*l, *n)).collect();
            Letters::new(&t, query, &counts)
        }),
        has_selection: shown.selected > 0,
        notes: notes(&t, &shown.page, total),
        outside: shown.outside.map(|n| t.text("members-outside").put("count", n).plain()),
        table: table(&t, query, &shown, caption(&t, query, count, total, &sorted_by)),
        download: shown.may_download.then(|| typed.download_address(&base)),
        confirm: (shown.may_download && shown.selected > 0).then(|| format!("{base}/selection/confirmed")),
        columns: ColumnChooser::new(&t, query, &LIST),
        panel,
        empty,
        pager,
        bar,
        as_at,
        frame,
    }
}

fn notes(t: &Words, page: &Page, count: Count) -> Vec<InsetText> {
    let mut notes = Vec::new();
    if page.order == Order::AsEntered {
        notes.push(InsetText::new(t.text("members-too-many-to-sort")));
    }
    if let Some(looked) = page.looked_through {
        notes.push(InsetText::new(t.text("members-looked-through").put("count", looked)));
    }
    if page.rows.len() >= Asked::MOST && count != Count::Exactly(page.rows.len() as u64) {
        notes.push(InsetText::new(t.text("members-all-bounded").put("count", Asked::MOST as u64)));
    }
    notes
}

fn sort_words(key: &str) -> &'static str {
    match key {
        "town" => "members-town",
        "joined" => "members-joined",
        "category" => "members-category",
        "paid" => "members-paid",
        _ => "members-name",
    }
}

fn table(t: &Words, query: &ListQuery, shown: &Shown, caption: String) -> Table {
    let mut table = Table::new(t, query, &LIST, "members-name", caption);
    for member in &shown.page.rows {
        let tick = Tick {
            label: t.text("members-select").put("name", &member.name).plain(),
            ticked: shown.ticked.contains(&member.membership),
            id: member.membership.to_string(),
        };
        let home = shown.homes.get(&member.organisation).cloned();
        let href = format!("{}/{}", query.path, member.person);
        table.row(tick, member.name.clone(), home, href, "contact", |key| cell(t, key, member));
    }
    table
}

fn cell(t: &Words, key: &str, member: &Member) -> Content {
    let text = match key {
        "state" => return state_tag(t, member.state).into(),
        "category" => member.category.clone(),
        "town" => member.town.clone(),
        "joined" => return member.joined_on.map(|d| day(t, d)).unwrap_or_default(),
        "paid" => return member.paid_until.map_or_else(|| t.text("members-for-life").into(), |d| day(t, d)),
        "area" => member.postcode_area.clone(),
        "wishes" => wishes(t, member),
        _ => member.contact.clone(),
    };
    Content::text(text)
}

/// In one line, however narrow the column.
fn day(t: &Words, day: Date) -> Content {
    Content::html(Html::trusted(format!("<time datetime=\"{day}\">{}</time>", dates::short(day, t.lang))))
}

fn wishes(t: &Words, member: &Member) -> String {
    let said = [
        (member.by_email, "members-by-email"),
        (member.by_post, "members-by-post"),
        (member.by_phone, "members-by-phone"),
    ];
    let yes: Vec<String> = said.iter().filter(|(given, _)| *given).map(|(_, key)| t.plain(key)).collect();
    if yes.is_empty() { t.plain("members-no-contact") } else { yes.join(", ") }
}

pub(super) fn state_tag(t: &Words, state: State) -> Tag {
    match state {
        State::Current => Tag::new(t.text("members-current"), "green"),
        State::Lapsed => Tag::new(t.text("members-lapsed"), "yellow"),
        State::Ended => Tag::new(t.text("members-ended"), "grey"),
    }
}
