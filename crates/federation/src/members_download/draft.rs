//! A download being prepared: what was chosen so far. On the server, so that Back works and no address tells a reason.

use super::ask::{Ask, Form};
use super::column::Columns;
use super::purpose::Purpose;
use super::sheet::{Each, Sheet};
use crate::acting::Stamp;
use crate::members::{Chosen, Filter, list_name};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::selection::{self, SelectionId};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};

store::id!(pub DraftId);

const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Entries as they were typed; what they come to is read from them each time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choices {
    /// The filter, as a list's address has it.
    pub filter: Vec<(String, String)>,
    /// Instead of it: a frozen selection.
    pub selection: Option<String>,
    pub reason: String,
    pub words: String,
    /// "spreadsheet" or "labels".
    pub form: String,
    pub columns: Option<Vec<String>>,
    pub sheet: Option<SheetEntries>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetEntries {
    pub code: String,
    pub first: String,
    pub right: String,
    pub down: String,
    pub each: String,
}

/// A step that is still to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Reason,
    Columns,
    Labels,
}

impl Choices {
    /// Who is meant; none when it was a selection that is no longer there.
    pub fn whose(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        organisation: OrganisationId,
    ) -> Result<Option<Chosen>, StoreError> {
        let Some(selection) = &self.selection else {
            let pairs = self.filter.iter().map(|(k, v)| (k.as_str(), v.as_str()));
            return Ok(Some(Chosen::Filter(Filter::from_pairs(pairs))));
        };
        let Ok(id) = selection.parse::<SelectionId>() else { return Ok(None) };
        Ok(selection::frozen(tx, person, &list_name(organisation), id)?.map(Chosen::Selection))
    }

    /// What was chosen, whole; or the step that lacks something.
    pub fn ask(&self, whose: &Chosen) -> Result<Ask, Step> {
        let purpose = Purpose::of(&self.reason, &self.words).map_err(|_| Step::Reason)?;
        let form = match self.form.as_str() {
            "spreadsheet" => {
                let keys = self.columns.as_ref().ok_or(Step::Columns)?;
                Form::Spreadsheet(Columns::of(keys.iter().map(String::as_str)).map_err(|_| Step::Columns)?)
            }
            "labels" => Form::Labels(self.sheet.as_ref().and_then(SheetEntries::sheet).ok_or(Step::Labels)?),
            _ => return Err(Step::Reason),
        };
        Ok(Ask { whose: whose.clone(), purpose, form })
    }
}

impl SheetEntries {
    pub fn of(sheet: &Sheet) -> Self {
        Self {
            code: sheet.format.code.to_owned(),
            first: sheet.first.to_string(),
            right: sheet.nudge.0.to_string(),
            down: sheet.nudge.1.to_string(),
            each: sheet.each.word().to_owned(),
        }
    }

    fn sheet(&self) -> Option<Sheet> {
        let nudge = (millimetres(&self.right)?, millimetres(&self.down)?);
        Sheet::of(&self.code, self.first.trim().parse().ok()?, nudge, Each::from_word(&self.each)?).ok()
    }
}

/// Blank is nought; a comma is as good as a point.
pub fn millimetres(typed: &str) -> Option<f64> {
    let typed = typed.trim().replace(',', ".").replace('\u{2212}', "-");
    if typed.is_empty() { Some(0.0) } else { typed.parse().ok().filter(|mm: &f64| mm.is_finite()) }
}

/// Begins one; whatever nobody finished within a day goes.
pub fn begin(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    organisation: OrganisationId,
    choices: &Choices,
) -> Result<DraftId, StoreError> {
    tx.run("DELETE FROM download_draft WHERE created_at < ?1", &[&(stamp.now - KEPT)])?;
    let id = stamp.ids.next::<DraftId>();
    tx.run(
        "INSERT INTO download_draft (id, person_id, organisation_id, created_at, choices) VALUES (?1, ?2, ?3, ?4, ?5)",
        &[&id, &person, &organisation, &stamp.now, &text(choices)],
    )?;
    Ok(id)
}

/// One's own only.
pub fn find(
    tx: &mut Tx<'_>,
    person: PersonId,
    organisation: OrganisationId,
    id: DraftId,
) -> Result<Option<Choices>, StoreError> {
    let row: Option<(String,)> = tx.maybe(
        "SELECT choices FROM download_draft WHERE id = ?1 AND person_id = ?2 AND organisation_id = ?3",
        &[&id, &person, &organisation],
    )?;
    Ok(row.and_then(|(choices,)| serde_json::from_str(&choices).ok()))
}

pub fn change(tx: &mut Tx<'_>, id: DraftId, choices: &Choices) -> Result<(), StoreError> {
    tx.run("UPDATE download_draft SET choices = ?2 WHERE id = ?1", &[&id, &text(choices)]).map(drop)
}

fn text(choices: &Choices) -> String {
    serde_json::json!(choices).to_string()
}
