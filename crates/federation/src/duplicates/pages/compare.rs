//! Two side by side, and the form that makes them one.

use super::super::pair::{self, Pair, PairId};
use super::super::shown::{self, Shown};
use super::{Then, id_of, reasons, strength};
use crate::access::{self, ManageContacts};
use crate::merging::{self, Choice};
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use store::{StoreError, Tx};
use web::components::{Button, Radios, Table, Tag, WarningText};
use web::text::Words;
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "duplicates/pages/compare.html")]
struct ComparePage {
    frame: Frame,
    strength: Tag,
    reasons: Vec<String>,
    facts: Table,
    warning: Option<WarningText>,
    /// Not decided yet.
    open: bool,
    /// There are two to compare.
    both: bool,
    merge: String,
    different: String,
    reopen: String,
    swap: String,
    stays: String,
    then: String,
    choices: Vec<Radios>,
    press: Button,
}

pub(super) struct Both {
    pub pair: Pair,
    /// The one that stays, then the other.
    pub sides: [Option<Shown>; 2],
    pub choices: Vec<Choice>,
}

/// The pair with the side named by `stays` first; nothing said, the one with an account or else the older.
pub(super) fn load(
    tx: &mut Tx<'_>,
    id: PairId,
    stays: &str,
    today: jiff::civil::Date,
) -> Result<Option<Both>, StoreError> {
    let Some(pair) = pair::by_id(tx, id)? else { return Ok(None) };
    let mut sides = [shown::of(tx, pair.one, today)?, shown::of(tx, pair.other, today)?];
    let has_account = |side: &Option<Shown>| side.as_ref().is_some_and(|s| s.account.is_some());
    let other = match stays {
        "one" => false,
        "other" => true,
        _ => has_account(&sides[1]) && !has_account(&sides[0]),
    };
    if other {
        sides.reverse();
    }
    let choices = match (&sides[0], &sides[1]) {
        (Some(winner), Some(loser)) => merging::choices(tx, winner.subject, loser.subject)?,
        _ => None,
    };
    Ok(Some(Both { pair, sides, choices: choices.unwrap_or_default() }))
}

#[derive(serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    stays: String,
    #[serde(default)]
    then: String,
}

pub(super) async fn compare(
    visit: Visit,
    Path(id): Path<String>,
    Query(Asked { stays, then }): Query<Asked>,
) -> Result<Response, PageError> {
    let id: PairId = id_of(&id)?;
    let signed = visit
        .read(move |tx, actor| {
            access::right_over_all::<ManageContacts>(tx, actor)?;
            load(tx, id, &stays, actor.today)?.ok_or(PageError::Invisible)
        })
        .await?;
    let (t, then) = (signed.text(), Then { then });
    page(&visit, signed.frame(""), &t, &signed.value, &then, &Errors::default(), None)
}

/// The page, with what was chosen when it comes back with errors.
pub(super) fn page(
    visit: &Visit,
    mut frame: Frame,
    t: &Words,
    both: &Both,
    then: &Then,
    errors: &Errors,
    form: Option<&Form>,
) -> Result<Response, PageError> {
    frame.title = t.plain("duplicates-compare-title");
    let base = format!("/contacts/duplicates/{}", both.pair.id);
    let first = both.sides[0].as_ref().is_none_or(|s| s.subject == both.pair.one);
    let (stays, swapped) = if first { ("one", "other") } else { ("other", "one") };
    let there = both.sides.iter().all(Option::is_some);
    let one_died = both.sides.iter().flatten().filter(|s| s.died.is_some()).count() == 1;
    ComparePage {
        frame: frame
            .with_form(visit.web())
            .back(then.address().unwrap_or("/contacts/duplicates"))
            .errors(errors),
        strength: strength(t, both.pair.score),
        reasons: reasons(t, &both.pair),
        facts: facts(t, both),
        warning: (one_died && there)
            .then(|| WarningText::new(t.plain("duplicates-warning"), t.text("duplicates-one-died"))),
        open: both.pair.open,
        both: there,
        merge: format!("{base}/merge"),
        different: format!("{base}/difference"),
        reopen: format!("{base}/reopening"),
        swap: then.kept_in(format!("{base}?stays={swapped}")),
        stays: stays.to_owned(),
        then: then.address().unwrap_or_default().to_owned(),
        choices: fields(t, both, errors, form),
        press: Button::primary(t.text("duplicates-merge")),
    }
    .answer()
}

/// One fieldset for each field that both say differently, and for two accounts.
fn fields(t: &Words, both: &Both, errors: &Errors, form: Option<&Form>) -> Vec<Radios> {
    let mut made = Vec::new();
    for choice in both.choices.iter().filter(|c| c.is_contested()) {
        let name = format!("field-{}", choice.field);
        let chosen = form.map(|f| f.get(&name).to_owned()).filter(|v| !v.is_empty());
        let words = |v: &Option<String>| v.clone().unwrap_or_default();
        made.push(
            Radios::new(name, field_words(t, choice.field))
                .option("winner", words(&choice.winner))
                .option("loser", words(&choice.loser))
                .value(chosen.unwrap_or_else(|| "winner".to_owned())),
        );
    }
    let accounts: Vec<&(String, String)> =
        both.sides.iter().flatten().filter_map(|s| s.account.as_ref()).collect();
    if let [winners, losers] = accounts[..] {
        let words = |(identifier, state): &(String, String)| format!("{identifier} ({state})");
        let mut radios = Radios::new("keep", t.text("duplicates-which-account"))
            .hint(t.text("duplicates-which-account-hint"))
            .option("winners", words(winners))
            .option("losers", words(losers))
            .error(errors.of("keep"));
        if let Some(form) = form.filter(|f| !f.get("keep").is_empty()) {
            radios = radios.value(form.get("keep"));
        }
        made.push(radios);
    }
    made
}

fn field_words(t: &Words, field: &str) -> String {
    t.plain(match field {
        "title" => "duplicates-field-title",
        "given_name" => "duplicates-field-given",
        "family_name" => "duplicates-field-family",
        "known_as" => "duplicates-field-known-as",
        "date_of_birth" => "duplicates-field-born",
        "language" => "duplicates-field-language",
        "deceased_on" => "duplicates-field-died",
        "name" => "duplicates-field-name",
        "category" => "duplicates-field-category",
        _ => "duplicates-field-opened",
    })
}

fn facts(t: &Words, both: &Both) -> Table {
    let day = |day: Option<jiff::civil::Date>| day.map(|d| dates::day(d, t.lang)).unwrap_or_default();
    let account =
        |s: &Shown| s.account.as_ref().map(|(i, state)| format!("{i} ({state})")).unwrap_or_default();
    type Of<'a> = Box<dyn Fn(&Shown) -> String + 'a>;
    let rows: [(&str, Of<'_>); 8] = [
        ("duplicates-field-name", Box::new(|s| s.name.clone())),
        ("duplicates-field-born", Box::new(move |s| day(s.born))),
        ("duplicates-field-died", Box::new(move |s| day(s.died))),
        ("duplicates-fact-place", Box::new(|s| s.place.clone().unwrap_or_default())),
        ("duplicates-fact-points", Box::new(|s| s.points.join("; "))),
        ("duplicates-fact-memberships", Box::new(|s| s.memberships.join("; "))),
        ("duplicates-fact-roles", Box::new(|s| s.roles.join("; "))),
        ("duplicates-fact-account", Box::new(account)),
    ];
    let mut table = Table::new(t.plain("duplicates-side-by-side")).head([
        t.plain("duplicates-fact"),
        t.plain("duplicates-stays"),
        t.plain("duplicates-goes"),
    ]);
    for (words, of) in rows {
        let cells = [0, 1].map(|n: usize| match &both.sides[n] {
            Some(side) => of(side),
            None => t.plain("duplicates-gone"),
        });
        if cells.iter().any(|cell| !cell.is_empty()) {
            let [stays, goes] = cells;
            table = table.row([t.plain(words), stays, goes]);
        }
    }
    table
}
