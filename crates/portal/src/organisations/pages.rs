//! The list of organisations.

use super::queries::{self, Line};
use askama::Template;
use axum::response::Response;
use federation::role::Capability;
use federation::visit::{Answer, PageError, Visit};
use web::Frame;
use web::components::{Html, Input};
use web::list::{
    self, Count, Empty, FilterPanel, Letters, ListQuery, ListSpec, Pager, Refinement, SortHeader,
};

const LIST: ListSpec = ListSpec { filters: &[], sorts: &["name"], columns: &[], sizes: list::SIZES };

#[derive(Template)]
#[template(path = "organisations/list.html")]
struct OrganisationsPage {
    frame: Frame,
    caption: String,
    by_name: SortHeader,
    panel: FilterPanel,
    letters: Letters,
    lines: Vec<Line>,
    shows_members: bool,
    pager: Pager,
    empty: Option<Empty>,
}

pub(super) async fn list(visit: Visit) -> Result<Response, PageError> {
    let query = ListQuery::of(&LIST, visit.web());
    let asked = query.clone();
    let signed = visit.read(move |tx, actor| Ok(queries::page(tx, actor, &asked)?)).await?;
    let t = signed.text();
    let found = &signed.value;
    let shown = found.lines.len() as u64;
    let heading = t.plain("organisations-name");
    let search = Input::new("q", t.text("organisations-search")).value(query.search.clone());
    let in_force = (!query.search.is_empty()).then(|| Refinement {
        words: t.text("organisations-searched").put("words", query.search.clone()).plain(),
        without: query.without_search().url(),
    });
    let before = found.lines.first().filter(|_| found.before).map(Line::cursor);
    let after = found.lines.last().filter(|_| found.after).map(|line| (line.cursor(), shown));
    OrganisationsPage {
        frame: signed.frame(t.plain("organisations-title")),
        caption: list::caption(&t, &query, shown, Count::Exactly(found.count), &heading),
        by_name: SortHeader::new(&t, &query, "name", heading.clone()),
        panel: FilterPanel::new(
            &t,
            &query,
            Html::trusted(search.to_string()),
            in_force.into_iter().collect(),
        ),
        letters: Letters::new(&t, &query, &found.letters),
        pager: Pager::new(&t, &query, &LIST, before, after),
        empty: found.lines.is_empty().then(|| Empty::new(&t, &query, t.text("organisations-none"))),
        lines: found.lines.clone(),
        shows_members: signed.actor.access.may(Capability::MembersRead),
    }
    .answer()
}
