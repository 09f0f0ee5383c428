//! The last step before the file: what will be in it, who is left out and why, and the password.

use super::{Prepared, Way, labels::format_words, members_address, prepared, preview};
use crate::access::{DownloadMembers, Right};
use crate::members_download::addressee::Why;
use crate::members_download::ask::{Ask, Form, in_words};
use crate::members_download::draft::Choices;
use crate::members_download::protection::LEAST;
use crate::members_download::survey::{Survey, names_of, survey};
use crate::members_download::write::{DownloadError, KEPT_DAYS, turn};
use crate::person::PersonId;
use crate::visit::{Answer, PageError, Signed, Visit, password_field};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::ToSpan;
use web::components::{Button, Html, InsetText, PasswordInput, SummaryList, WarningText};
use web::text::Words;
use web::{Errors, Frame};

/// So many of those left out are named on the page.
const NAMED: usize = 200;

#[derive(Template)]
#[template(path = "members_download/pages/check.html")]
struct CheckPage {
    frame: Frame,
    facts: SummaryList,
    nobody: bool,
    counts: Vec<(String, u64)>,
    left_out: Vec<(String, String, String)>,
    left_out_more: u64,
    picture: Option<Html>,
    first: Vec<String>,
    scale: bool,
    warning: WarningText,
    notice: Option<InsetText>,
    action: String,
    done: String,
    password: PasswordInput,
    give: Button,
    try_it: Button,
}

pub async fn show(visit: Visit, Path((slug, draft)): Path<(String, String)>) -> Result<Response, PageError> {
    let at = slug.clone();
    let signed = visit.read(move |tx, actor| prepared(tx, actor, &at, &draft)).await?;
    page(&visit, &signed, &slug, None, &Errors::default()).await
}

type Named = Vec<(PersonId, String, Why)>;

/// Counted anew each time: a list may change while somebody thinks.
async fn look(
    visit: &Visit,
    t: &Words,
    right: &Right<DownloadMembers>,
    ask: &Ask,
) -> Result<(Survey, Named), DownloadError> {
    let app = visit.app();
    let (t, right, ask, fonts, today) =
        (t.clone(), right.clone(), ask.clone(), app.settings.fonts.clone(), app.today());
    let _turn = turn().await;
    app.db
        .read_apart(move |tx| -> Result<_, DownloadError> {
            let found = survey(tx, &t, &right, &ask, &fonts, today)?;
            let first: Vec<(PersonId, Why)> = found.left_out.people.iter().take(NAMED).copied().collect();
            let named = names_of(tx, &right, &first)?;
            Ok((found, named))
        })
        .await
}

pub(super) async fn page(
    visit: &Visit,
    signed: &Signed<Prepared>,
    slug: &str,
    notice: Option<String>,
    errors: &Errors,
) -> Result<Response, PageError> {
    let Prepared { right, id, choices, whose } = &signed.value;
    let way = Way::new(slug, *id);
    let ask = match choices.ask(whose) {
        Ok(ask) => ask,
        Err(step) => return Ok(way.to(step)),
    };
    let t = signed.text();
    let (found, named) = look(visit, &t, right, &ask).await?;
    let members = members_address(&right.organisation);
    let until = signed.actor.today.checked_add(KEPT_DAYS.days()).unwrap_or(signed.actor.today);
    let sheet = match &ask.form {
        Form::Labels(sheet) => Some(sheet),
        Form::Spreadsheet(_) => None,
    };
    let shown = named.len() as u64;
    CheckPage {
        frame: signed.frame(t.plain("download-check-title")).back(way.form(choices)).errors(errors),
        facts: facts(&t, &way, right, choices, &ask, &found),
        nobody: found.pieces == 0,
        counts: found.left_out.counts.iter().map(|(why, n)| (t.plain(why.words()), *n)).collect(),
        left_out: named
            .into_iter()
            .map(|(person, name, why)| (format!("{members}/{person}"), name, t.plain(why.words())))
            .collect(),
        left_out_more: found.left_out.total() - shown,
        picture: sheet.filter(|_| found.pieces > 0).map(|sheet| {
            let (row, column) = sheet.first_place();
            let words = t
                .text("download-picture")
                .put("first", sheet.first)
                .put("row", row)
                .put("column", column)
                .put("count", sheet.format.per_page());
            preview::picture(sheet, &found.first, found.pieces, words.plain())
        }),
        first: found.first.iter().map(|lines| lines.join(", ")).collect(),
        scale: sheet.is_some(),
        warning: WarningText {
            content: t.text("download-check-delete").put("date", dates::day(until, t.lang)).into(),
            icon_fallback_text: t.plain("download-warning"),
            ..WarningText::default()
        },
        notice: notice.map(InsetText::new),
        action: way.step("file"),
        done: format!("{members}/download/done"),
        password: password_entry(visit, &t, errors),
        give: Button {
            // The page stays when the file comes, so the button must work again.
            prevent_double_click: None,
            ..Button::primary(t.text(if sheet.is_some() {
                "download-give-labels"
            } else {
                "download-give-spreadsheet"
            }))
        },
        try_it: Button::secondary(t.text("download-try")).sends("do", "check"),
    }
    .answer()
}

/// The field for the password of a file.
pub fn password_entry(visit: &Visit, t: &Words, errors: &Errors) -> PasswordInput {
    let mut field = PasswordInput::new_one("password", t.text("download-password"))
        .hint(t.text("download-password-hint").put("least", LEAST))
        .error(errors.of("password"));
    // It belongs to the file: a browser that kept it would offer it at the next sign-in.
    field.field.autocomplete = "off".into();
    password_field(visit, field)
}

fn facts(
    t: &Words,
    way: &Way<'_>,
    right: &Right<DownloadMembers>,
    choices: &Choices,
    ask: &Ask,
    found: &Survey,
) -> SummaryList {
    let change = || t.text("download-change");
    let reason = format!("{} – {}", t.plain(ask.purpose.reason.words), ask.purpose.words);
    let list = SummaryList::new()
        .row(t.text("download-where"), right.organisation.name.as_str())
        .row(t.text("download-who"), in_words(&ask.whose, t))
        .row(t.text("download-reason"), reason)
        .link(change(), t.plain("download-reason"), way.reason());
    match &ask.form {
        Form::Spreadsheet(columns) => {
            let names: Vec<String> = columns.iter().map(|c| t.plain(c.words)).collect();
            list.row(t.text("download-columns"), names.join(", "))
                .link(change(), t.plain("download-columns"), way.form(choices))
                .row(t.text("download-rows"), t.text("download-rows-count").put("count", found.pieces))
        }
        Form::Labels(sheet) => {
            let (row, column) = sheet.first_place();
            let pages = sheet.start().pages(sheet.format, found.pieces);
            let first =
                t.text("download-first-at").put("first", sheet.first).put("row", row).put("column", column);
            let count = t
                .text("download-labels-count")
                .put("count", found.pieces)
                .put("people", found.people)
                .put("pages", pages);
            list.row(t.text("download-labels-sheet"), format_words(t, sheet.format))
                .link(change(), t.plain("download-labels-sheet"), way.form(choices))
                .row(t.text("download-labels-first"), first)
                .row(t.text("download-labels"), count)
        }
    }
}
