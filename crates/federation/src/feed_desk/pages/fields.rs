//! The fields of the forms.

use super::entries::{Entries, Kind};
use crate::contacts_import::Mapping;
use crate::feed::Places;
use web::Errors;
use web::components::{Html, Input, Select, Textarea};
use web::text::Words;

/// Where it comes from, and when.
pub fn fields(
    t: &Words,
    kind: Kind,
    entries: &Entries,
    places: &Places,
    errors: &Errors,
    kept: Kept,
) -> Html {
    let mut html = match kind {
        Kind::Folder => {
            let place = place(t, "feeds-folder", places.folders(), entries, errors);
            let file = Input::new("file", t.text("feeds-file")).hint(t.text("feeds-file-hint"));
            format!("{place}{}", file.value(&entries.file).no_spellcheck().error(errors.of("file")))
        }
        Kind::Query => {
            let place = place(t, "feeds-database", places.databases(), entries, errors);
            let query =
                Textarea::new("query", t.text("feeds-query")).hint(t.text("feeds-query-hint")).rows(8);
            format!("{place}{}", query.value(&entries.query).error(errors.of("query")))
        }
        Kind::Web => web(t, entries, errors, kept),
    };
    html += &hour(t, entries, errors).to_string();
    Html::trusted(html)
}

pub fn hour(t: &Words, entries: &Entries, errors: &Errors) -> Input {
    let field = Input::new("at", t.text("feeds-at")).hint(t.text("feeds-at-hint")).width(5);
    field.value(&entries.at).error(errors.of("at"))
}

/// Whether a token lies here already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Token,
    Nothing,
}

fn place(t: &Words, label: &'static str, names: Vec<String>, entries: &Entries, errors: &Errors) -> Select {
    let mut select = Select::new("place", t.text(label)).hint(t.text("feeds-place-hint"));
    if names.is_empty() {
        select = select.option("", t.plain("feeds-no-places"));
    }
    for name in &names {
        select = select.option(name, name);
    }
    select.value(&entries.place).error(errors.of("place"))
}

fn web(t: &Words, entries: &Entries, errors: &Errors, kept: Kept) -> String {
    let url = Input::new("url", t.text("feeds-url")).hint(t.text("feeds-url-hint")).no_spellcheck();
    let hint = if kept == Kept::Token { "feeds-token-kept" } else { "feeds-token-hint" };
    let token = Input::new("token", t.text("feeds-token")).hint(t.text(hint));
    let header = Input::new("header", t.text("feeds-header")).hint(t.text("feeds-header-hint"));
    format!(
        "{}{}{}",
        url.value(&entries.url).error(errors.of("url")),
        token.no_spellcheck().autocomplete("off").error(errors.of("token")),
        header.value(&entries.header).no_spellcheck().error(errors.of("header")),
    )
}

/// A source whose columns somebody explained before, or none yet.
pub fn sources(t: &Words, known: &[Mapping], entries: &Entries) -> Select {
    let mut select = Select::new("source", t.text("feeds-source"))
        .hint(t.text("feeds-source-hint"))
        .option("", t.plain("feeds-source-none"));
    for mapping in known {
        select = select.option(&mapping.source, &mapping.source);
    }
    select.searched(t).value(&entries.source)
}
