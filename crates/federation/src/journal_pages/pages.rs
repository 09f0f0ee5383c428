//! The journal as a list.

use super::acts::{self, GROUPS};
use super::queries::{self, Asked, cursor};
use super::shown::Shown;
use crate::access::{self, ReadJournal};
use crate::contact::Subject;
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::response::Response;
use web::components::{Checkboxes, Html, Input};
use web::list::{self, Empty, FilterPanel, ListQuery, ListSpec, Pager, Refinement};
use web::text::Words;
use web::{Errors, Frame};

pub const LIST: ListSpec = ListSpec {
    filters: &["who", "about", "act", "from", "until", "person", "organisation"],
    sorts: &["when"],
    columns: &[],
    sizes: list::SIZES,
};

#[derive(Template)]
#[template(path = "journal_pages/list.html")]
struct ListPage {
    frame: Frame,
    panel: FilterPanel,
    lines: Vec<Shown>,
    pager: Pager,
    empty: Option<Empty>,
}

pub(super) async fn list(visit: Visit) -> Result<Response, PageError> {
    let query = ListQuery::of(&LIST, visit.web());
    let (asked, errors) = asked(&visit.text(), &query);
    let (q, zone) = (query.clone(), visit.app().zone.clone());
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<ReadJournal>(tx, actor)?;
            Ok(queries::page(tx, &right, &asked, &q, &zone)?)
        })
        .await?;
    let (t, found, zone) = (signed.text(), &signed.value, &visit.app().zone);
    let shown = found.entries.len() as u64;
    let before = found.entries.first().filter(|_| found.before).map(cursor);
    let after = found.entries.last().filter(|_| found.after).map(|e| (cursor(e), shown));
    ListPage {
        frame: signed.frame(t.plain("journal-title")).errors(&errors),
        panel: FilterPanel::new(&t, &query, fields(&t, &query, &errors), in_force(&t, &query)),
        lines: found.entries.iter().map(|e| Shown::of(&t, e, None, zone)).collect(),
        pager: Pager::new(&t, &query, &LIST, before, after),
        empty: found.entries.is_empty().then(|| Empty::new(&t, &query, t.text("journal-none"))),
    }
    .answer()
}

fn first<'a>(query: &'a ListQuery, key: &'a str) -> &'a str {
    query.filter(key).next().unwrap_or_default()
}

/// What the address asks for, and a sentence for each day that is none.
fn asked(t: &Words, query: &ListQuery) -> (Asked, Errors) {
    let mut errors = Errors::default();
    let mut day = |key: &'static str| {
        let text = first(query, key);
        let day = dates::typed(text);
        if day.is_none() && !text.is_empty() {
            errors.add(key, t.text("journal-day-wrong"));
        }
        day
    };
    let (from, until) = (day("from"), day("until"));
    let person = first(query, "person").parse().ok().map(Subject::Person);
    let organisation = first(query, "organisation").parse().ok().map(Subject::Organisation);
    let asked = Asked {
        who: first(query, "who").to_owned(),
        about: first(query, "about").to_owned(),
        acts: query.filter("act").flat_map(acts::of_group).map(str::to_owned).collect(),
        from,
        until,
        subject: person.or(organisation),
    };
    (asked, errors)
}

fn fields(t: &Words, query: &ListQuery, errors: &Errors) -> Html {
    let text = |key: &'static str, label: &'static str| {
        Input::new(key, t.text(label)).value(first(query, key)).error(errors.of(key))
    };
    let mut groups = Checkboxes::new("act", t.text("journal-what"));
    for (group, words) in GROUPS {
        groups = groups.option(*group, t.plain(words));
    }
    let mut html = String::new();
    for part in [
        text("who", "journal-who").to_string(),
        text("about", "journal-about").to_string(),
        groups.values(query.filter("act")).to_string(),
        text("from", "journal-from").hint(t.text("journal-day-hint")).width(10).to_string(),
        text("until", "journal-until").hint(t.text("journal-day-hint")).width(10).to_string(),
    ] {
        html.push_str(&part);
    }
    for key in ["person", "organisation"] {
        for value in query.filter(key) {
            let value = Html::escaped(value);
            html.push_str(&format!("<input type=\"hidden\" name=\"{key}\" value=\"{value}\">"));
        }
    }
    Html::trusted(html)
}

fn in_force(t: &Words, query: &ListQuery) -> Vec<Refinement> {
    let words = |key: &str, value: &str| match key {
        "who" => t.text("journal-chip-who").put("value", value).plain(),
        "about" => t.text("journal-chip-about").put("value", value).plain(),
        "act" => GROUPS.iter().find(|(g, _)| *g == value).map(|(_, w)| t.plain(w)).unwrap_or_default(),
        "from" => t.text("journal-chip-from").put("value", value).plain(),
        "until" => t.text("journal-chip-until").put("value", value).plain(),
        _ => t.plain("journal-chip-one"),
    };
    let known = |value: &str| GROUPS.iter().any(|(g, _)| *g == value);
    query
        .filters
        .iter()
        .filter(|(key, value)| !value.is_empty() && (*key != "act" || known(value)))
        .map(|(key, value)| Refinement { words: words(key, value), without: query.without(key, value).url() })
        .collect()
}
