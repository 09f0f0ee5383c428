//! What somebody wants to take out: of whom, what for, in which form.

use super::column::Columns;
use super::purpose::Purpose;
use super::sheet::Sheet;
use crate::members::{Chosen, Filter, Standing};
use crate::membership::State;
use crate::words::dates;
use web::text::Words;

#[derive(Clone, Debug)]
pub struct Ask {
    pub whose: Chosen,
    pub purpose: Purpose,
    pub form: Form,
}

#[derive(Clone, Debug)]
pub enum Form {
    Spreadsheet(Columns),
    Labels(Sheet),
}

impl Form {
    pub fn word(&self) -> &'static str {
        match self {
            Form::Spreadsheet(_) => "spreadsheet",
            Form::Labels(_) => "labels",
        }
    }

    /// As the register keeps it: the columns, or how the labels were printed.
    pub(super) fn settings(&self) -> Vec<String> {
        match self {
            Form::Spreadsheet(columns) => columns.keys().into_iter().map(str::to_owned).collect(),
            Form::Labels(sheet) => vec![
                sheet.format.code.to_owned(),
                format!("first={}", sheet.first),
                format!("nudge={},{}", sheet.nudge.0, sheet.nudge.1),
                format!("each={}", sheet.each.word()),
            ],
        }
    }
}

/// Who is in it, as a sentence: "Current or lapsed members; postcode area LS; with an e-mail address". For the page, the
/// file and the register.
pub fn in_words(whose: &Chosen, t: &Words) -> String {
    match whose {
        Chosen::Filter(filter) => filter_in_words(filter, t),
        Chosen::Selection(frozen) => t.text("download-selection").put("count", frozen.count).plain(),
    }
}

/// As the register keeps it: the filter as a list's address has it, or the selection.
pub(super) fn pairs(whose: &Chosen) -> Vec<(&'static str, String)> {
    match whose {
        Chosen::Filter(filter) => filter.pairs(),
        Chosen::Selection(frozen) => vec![("selection", frozen.id.to_string())],
    }
}

fn filter_in_words(filter: &Filter, t: &Words) -> String {
    let mut parts = vec![t.plain(standing_words(filter.standing))];
    for (key, value) in filter.pairs() {
        let day = || value.parse().map_or_else(|_| value.clone(), |day| dates::day(day, t.lang));
        let said = match (key, value.as_str()) {
            ("joined_from", _) => t.text("download-filter-joined-from").put("value", day()).plain(),
            ("joined_until", _) => t.text("download-filter-joined-until").put("value", day()).plain(),
            ("category", _) => t.text("download-filter-category").put("value", value.as_str()).plain(),
            ("area", _) => t.text("download-filter-area").put("value", value.as_str()).plain(),
            ("letter", _) => t.text("download-filter-letter").put("value", value.as_str()).plain(),
            ("search", _) => t.text("download-filter-search").put("value", value.as_str()).plain(),
            ("has_email", "yes") => t.plain("download-filter-has-email-yes"),
            ("has_email", "no") => t.plain("download-filter-has-email-no"),
            ("by_email", "yes") => t.plain("download-filter-by-email-yes"),
            ("by_email", "no") => t.plain("download-filter-by-email-no"),
            ("by_post", "yes") => t.plain("download-filter-by-post-yes"),
            ("by_post", "no") => t.plain("download-filter-by-post-no"),
            ("by_phone", "yes") => t.plain("download-filter-by-phone-yes"),
            ("by_phone", "no") => t.plain("download-filter-by-phone-no"),
            _ => continue,
        };
        parts.push(said);
    }
    parts.join("; ")
}

fn standing_words(standing: Standing) -> &'static str {
    match standing {
        Standing::Present => "download-filter-state-present",
        Standing::Only(State::Current) => "download-filter-state-current",
        Standing::Only(State::Lapsed) => "download-filter-state-lapsed",
        Standing::Only(State::Ended) => "download-filter-state-ended",
        Standing::Any => "download-filter-state-any",
    }
}
