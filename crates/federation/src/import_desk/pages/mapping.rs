//! What the columns of a file mean, as a form: guessed from the headings or as the source's mapping has it, with what
//! stands in each.

use crate::contacts_import::{self, Field, Mapping, MappingError, guess};
use crate::import::reading::{Choice, Input, ReadingError, Table};
use std::collections::BTreeMap;
use store::{StoreError, Tx};
use web::Form;
use web::components::{Html, Input as Entry, Select};
use web::text::Words;
use web::{Errors, components};

const SAMPLES: usize = 3;
const PREVIEW: usize = 8;
pub const SHEET: &str = "sheet";
pub const HEADER: &str = "header";

/// What the page shows of a file.
pub struct Look {
    pub table: Table,
    pub mapping: Mapping,
}

/// Reads the beginning of the file, as chosen or guessed. May wait.
pub fn look(input: &Input, choice: &Choice, kept: Option<Mapping>) -> Result<Look, ReadingError> {
    let known =
        |heading: &str| guess::is_known(heading) || kept.as_ref().is_some_and(|m| m.field(heading).is_some());
    let table = Table::look(input, choice, known)?;
    let guessed = guess::columns(&table.headings);
    let mut mapping = kept.unwrap_or_else(|| Mapping::new("", guessed.clone()));
    let is_there = |h: &String| table.headings.contains(h);
    if !mapping.columns.keys().any(is_there) {
        mapping.columns = guessed;
    }
    (mapping.sheet, mapping.header_line) = (table.sheet.clone(), Some(table.header_line));
    Ok(Look { table, mapping })
}

/// The choice of sheet and headings, from an address or a form.
pub fn choice(sheet: &str, header: &str) -> Choice {
    Choice { sheet: Some(sheet.to_owned()).filter(|s| !s.is_empty()), header_line: header.parse().ok() }
}

/// What the form says. Headings come by their place.
pub fn of_form(form: &Form, headings: &[String]) -> Mapping {
    let mut columns = BTreeMap::new();
    for (at, heading) in headings.iter().enumerate() {
        if let Some(field) = Field::from_word(form.get(&format!("column-{at}"))) {
            columns.insert(heading.clone(), field);
        }
    }
    let some = |name: &str| Some(form.get(name).to_owned()).filter(|v| !v.is_empty());
    Mapping {
        under: some("under"),
        kind: some("kind"),
        sheet: some(SHEET),
        header_line: form.get(HEADER).parse().ok(),
        ..Mapping::new(form.get("source"), columns)
    }
}

pub fn errors(t: &Words, mapping: &Mapping) -> Errors {
    let mut errors = Errors::default();
    match mapping.check() {
        Ok(()) => {}
        Err(MappingError::NoSource) => errors.add("source", t.text("imports-no-source")),
        Err(MappingError::Twice(word)) => {
            let field = Field::from_word(word).map(|f| t.plain(words(f))).unwrap_or_default();
            errors.add("column-0", t.text("imports-twice").put("field", field));
        }
        Err(_) => errors.add("column-0", t.text("imports-no-name")),
    }
    errors
}

/// The field's name on the page.
pub fn words(field: Field) -> &'static str {
    match field {
        Field::Id => "imports-field-id",
        Field::Organisation => "imports-field-organisation",
        Field::Kind => "imports-field-kind",
        Field::Member => "imports-field-member",
        Field::MemberCategory => "imports-field-member-category",
        Field::MemberFrom => "imports-field-member-from",
        Field::MemberUntil => "imports-field-member-until",
        Field::District => "imports-field-district",
        Field::OfficeEmail => "imports-field-office-email",
        Field::OfficePhone => "imports-field-office-phone",
        Field::OfficeAddress => "imports-field-office-address",
        Field::OfficeTown => "imports-field-office-town",
        Field::OfficeCounty => "imports-field-office-county",
        Field::OfficePostcode => "imports-field-office-postcode",
        Field::Person => "imports-field-person",
        Field::Title => "imports-field-title",
        Field::GivenName => "imports-field-given-name",
        Field::FamilyName => "imports-field-family-name",
        Field::Role => "imports-field-role",
        Field::RoleFrom => "imports-field-role-from",
        Field::RoleUntil => "imports-field-role-until",
        Field::Email => "imports-field-email",
        Field::Phone => "imports-field-phone",
        Field::Address => "imports-field-address",
        Field::Town => "imports-field-town",
        Field::County => "imports-field-county",
        Field::Postcode => "imports-field-postcode",
        Field::Notes => "imports-field-notes",
        Field::Note => "imports-field-note",
        Field::Tags => "imports-field-tags",
        Field::Access => "imports-field-access",
    }
}

/// The form's fields: source, where unknown organisations are opened, their kind, and one choice a column.
pub fn fields(
    t: &Words,
    look: &Look,
    places: &[String],
    kinds: &[(String, String)],
    errors: &Errors,
) -> Html {
    let mapping = &look.mapping;
    let mut html = Entry::new("source", t.text("imports-source"))
        .hint(t.text("imports-source-hint"))
        .value(mapping.source.clone())
        .error(errors.of("source"))
        .to_string();
    let mut under = Select::new("under", t.text("imports-under"))
        .hint(t.text("imports-under-hint"))
        .option("", t.plain("imports-under-none"));
    for place in places {
        under = under.option(place, place);
    }
    html += &under.searched(t).value(mapping.under.clone().unwrap_or_default()).to_string();
    let mut kind = Select::new("kind", t.text("imports-kind")).option("", t.plain("imports-kind-none"));
    for (key, name) in kinds {
        kind = kind.option(key, name);
    }
    html += &kind.searched(t).value(mapping.kind.clone().unwrap_or_default()).to_string();
    for (at, heading) in look.table.headings.iter().enumerate() {
        let name = format!("column-{at}");
        let mut select = Select::new(name.clone(), components::Content::text(heading.clone()))
            .option("", t.plain("imports-field-none"))
            .error(errors.of(&name));
        for field in Field::ALL {
            select = select.option(field.word(), t.plain(words(field)));
        }
        let samples = samples(look, at);
        if !samples.is_empty() {
            select = select.hint(t.text("imports-samples").put("samples", samples.join(" · ")));
        }
        html += &select.value(mapping.columns.get(heading).map(|f| f.word()).unwrap_or_default()).to_string();
    }
    Html::trusted(html)
}

fn samples(look: &Look, at: usize) -> Vec<String> {
    let below = look.table.first.iter().filter(|l| l.line > look.table.header_line);
    let cells = below.filter_map(|l| l.cells.get(at)).map(|c| c.trim()).filter(|c| !c.is_empty());
    cells.take(SAMPLES).map(|c| c.chars().take(40).collect()).collect()
}

/// The first rows with their numbers, cut to what a page can show.
pub fn preview(table: &Table) -> Vec<(u64, Vec<String>)> {
    let cut = |c: &String| c.chars().take(30).collect::<String>();
    table.first.iter().take(PREVIEW).map(|l| (l.line, l.cells.iter().take(12).map(cut).collect())).collect()
}

pub fn remembered(tx: &mut Tx<'_>, headings: &[String]) -> Result<Option<Mapping>, StoreError> {
    let kept = contacts_import::remembered(tx)?;
    Ok(kept.into_iter().find(|m| !m.columns.is_empty() && m.columns.keys().all(|h| headings.contains(h))))
}

pub fn remember(tx: &mut Tx<'_>, now: jiff::Timestamp, mapping: &Mapping) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO contact_mapping (source, mapping, updated_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (source) DO UPDATE SET mapping = excluded.mapping, updated_at = excluded.updated_at",
        &[&mapping.source, &mapping.json(), &now],
    )
    .map(drop)
}
