//! What became of a file, or would: counts, samples field by field, what to look at, and each rejected line with its
//! reason. A dry run's report holds samples of personal data and is kept sealed.

use super::RunId;
use super::known::{Known, Who};
use super::row::{Rejection, Warning};
use super::settle::{Act, Settled};
use super::write::who;
use crate::contact_point::{ContactPoint, Kind};
use crate::membership::held::Held;
use crate::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;

/// Of each sort so many samples.
const SAMPLES: usize = 20;
const MOST_NOTES: usize = 5_000;
/// A field that changes in so many of a hundred known rows is worth a second look.
const WIDELY: u64 = 30;
const FEW: u64 = 10;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub new: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub rejected: u64,
    pub organisations: u64,
    pub people: u64,
    #[serde(default)]
    pub tags: u64,
    #[serde(default)]
    pub notes: u64,
    /// Begun, renewed, changed or ended.
    #[serde(default)]
    pub memberships: u64,
    /// Rows of known contacts in which a field is filled or changed.
    pub fields: BTreeMap<String, u64>,
}

impl Counts {
    pub fn rows(&self) -> u64 {
        self.new + self.changed + self.unchanged + self.rejected
    }

    /// Fields that change in many of the rows that mean somebody known: field and rows of a hundred.
    pub fn widely(&self) -> Vec<(String, u64)> {
        let known = self.changed + self.unchanged;
        let share = |n: &u64| n * 100 / known.max(1);
        let many = self.fields.iter().filter(|(_, n)| known >= FEW && share(n) >= WIDELY);
        many.map(|(field, n)| (field.clone(), share(n))).collect()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteKind {
    Rejected,
    Warning,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub line: u64,
    pub kind: NoteKind,
    pub text: String,
}

/// A row as an example: whom it means, and each field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    pub line: u64,
    pub name: String,
    pub fields: Vec<(String, String, String)>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    pub file: String,
    pub source: String,
    pub is_dry: bool,
    pub run: Option<String>,
    pub encoding: String,
    pub sheet: Option<String>,
    pub oddities: Vec<String>,
    pub passed_over: Vec<String>,
    pub rows: u64,
    pub resumed: bool,
    pub counts: Counts,
    /// Rows of this source that came before and are not in the file any more.
    pub vanished: u64,
    pub new: Vec<Sample>,
    pub changed: Vec<Sample>,
    /// How often each sentence is said.
    pub warnings: BTreeMap<String, u64>,
    pub notes: Vec<Note>,
    /// Tags that are new, each with the rows that name it.
    #[serde(default)]
    pub new_tags: BTreeMap<String, u64>,
}

impl Report {
    pub fn of_run(&mut self, run: Option<RunId>) {
        self.run = run.map(|r| r.to_string());
    }

    pub fn reject(&mut self, line: u64, rejection: &Rejection) {
        self.counts.rejected += 1;
        self.note(line, NoteKind::Rejected, rejection.to_string());
    }

    pub fn warn(&mut self, line: u64, warnings: &[Warning]) {
        for warning in warnings {
            let text = warning.to_string();
            *self.warnings.entry(kind_of(warning)).or_default() += 1;
            self.note(line, NoteKind::Warning, text);
        }
    }

    fn note(&mut self, line: u64, kind: NoteKind, text: String) {
        if self.notes.len() < MOST_NOTES {
            self.notes.push(Note { line, kind, text });
        }
    }

    /// "new", "changed" or "unchanged".
    pub fn count(&mut self, line: u64, settled: &Settled, known: &Known) -> &'static str {
        let opens = |a: &&Act| matches!(a, Act::Open { .. });
        let records = |a: &&Act| matches!(a, Act::Record { .. });
        self.counts.organisations += settled.acts.iter().filter(opens).count() as u64;
        self.counts.people += settled.acts.iter().filter(records).count() as u64;
        self.beside(settled);
        let is_new = settled.acts.iter().any(|a| opens(&a) || records(&a));
        let word = match (settled.acts.is_empty(), is_new) {
            (true, _) => "unchanged",
            (_, true) => "new",
            _ => "changed",
        };
        let (count, samples) = match word {
            "new" => (&mut self.counts.new, &mut self.new),
            "changed" => (&mut self.counts.changed, &mut self.changed),
            _ => {
                self.counts.unchanged += 1;
                return word;
            }
        };
        *count += 1;
        if samples.len() < SAMPLES {
            samples.push(sample(line, settled, known));
        }
        if word == "changed" {
            let mut fields: Vec<&str> = settled.acts.iter().map(Act::word).collect();
            fields.sort_unstable();
            fields.dedup();
            for field in fields {
                *self.counts.fields.entry(field.to_owned()).or_default() += 1;
            }
        }
        word
    }

    fn beside(&mut self, settled: &Settled) {
        for act in &settled.acts {
            match act {
                Act::Tag { name, is_new, .. } => {
                    self.counts.tags += 1;
                    if *is_new {
                        let spelt =
                            self.new_tags.keys().find(|k| words::fold(k) == words::fold(name)).cloned();
                        *self.new_tags.entry(spelt.unwrap_or_else(|| name.clone())).or_default() += 1;
                    }
                }
                Act::Note { .. } => self.counts.notes += 1,
                Act::Join { .. } | Act::Membership { .. } => self.counts.memberships += 1,
                _ => {}
            }
        }
    }

    pub fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let what = if self.is_dry { "Dry run: nothing was written. " } else { "" };
        writeln!(out, "{what}{} ({}), source \"{}\"", self.file, self.encoding, self.source)?;
        for sentence in &self.oddities {
            writeln!(out, "{sentence}")?;
        }
        let c = &self.counts;
        let lines = [
            ("new", c.new),
            ("changed", c.changed),
            ("unchanged", c.unchanged),
            ("rejected", c.rejected),
            ("rows", c.rows()),
            ("tags", c.tags),
            ("notes", c.notes),
            ("memberships", c.memberships),
        ];
        writeln!(out)?;
        for (word, n) in lines {
            writeln!(out, "{word:<12}{n:>10}")?;
        }
        if self.vanished > 0 {
            writeln!(out, "{:<12}{:>10}", "vanished", self.vanished)?;
        }
        for (name, n) in &self.new_tags {
            writeln!(out, "new tag \"{name}\" in {n} rows")?;
        }
        for (field, share) in c.widely() {
            writeln!(out, "{field} changes in {share} of a hundred rows of known contacts")?;
        }
        for (sentence, n) in &self.warnings {
            writeln!(out, "{n:>10}  {sentence}")?;
        }
        for note in self.notes.iter().filter(|n| n.kind == NoteKind::Rejected) {
            writeln!(out, "line {:>6}  {}", note.line, note.text)?;
        }
        Ok(())
    }
}

/// Sentences that differ only by a date or a number count as one.
fn kind_of(warning: &Warning) -> String {
    match warning {
        Warning::ClerkLeft(_) => "The clerk has left.".to_owned(),
        Warning::ClerkLeaving(_) => "The clerk is about to leave.".to_owned(),
        Warning::EmailShared(_) => {
            "The e-mail address stands in the rows of several organisations.".to_owned()
        }
        Warning::SameOrganisation { .. } => {
            "The same organisation seems to stand in another row too.".to_owned()
        }
        other => other.to_string(),
    }
}

fn sample(line: u64, settled: &Settled, known: &Known) -> Sample {
    let organisation = settled.organisation.map(|at| known.organisations[at].name.clone());
    let person = settled.person.map(|at| known.people[at].name.spoken());
    let name = organisation.into_iter().chain(person).collect::<Vec<_>>().join(", ");
    let fields = settled.acts.iter().filter_map(|act| {
        let side = match who(act) {
            Some(Who::Organisation(_)) => "organisation: ",
            _ => "",
        };
        let (before, after) = match act {
            Act::Field { before, after, .. } => (before.clone().unwrap_or_default(), after.clone()),
            Act::Add { point, .. } => (String::new(), shown(&point.written())),
            Act::Replace { before, after, .. } => (shown(&before.written()), shown(&after.written())),
            Act::Start { role, starts_on, ends_on, .. } => (
                String::new(),
                format!("{role} {starts_on}{}", ends_on.map(|e| format!(" to {e}")).unwrap_or_default()),
            ),
            Act::End { before, on, .. } => {
                (before.map(|d| d.to_string()).unwrap_or_default(), on.to_string())
            }
            Act::Tag { name, .. } => (String::new(), name.clone()),
            Act::Note { text, .. } => (String::new(), text.clone()),
            Act::Join { held, .. } => (String::new(), said_of(held)),
            Act::Membership { before, after, .. } => (said_of(before), said_of(after)),
            Act::Open { .. } | Act::Record { .. } => return None,
        };
        Some((format!("{side}{}", act.word()), before, after))
    });
    Sample { line, name, fields: fields.collect() }
}

/// "Council, 2024-01-01 to 2026-12-31"
fn said_of(held: &Held) -> String {
    let term = |(from, until): &(Date, Option<Date>)| match until {
        Some(until) => format!("{from} to {until}"),
        None => format!("from {from}"),
    };
    let ended = held.ended.iter().map(|(day, _)| format!("ended on {day}"));
    std::iter::once(held.category.clone())
        .chain(held.terms.iter().map(term))
        .chain(ended)
        .collect::<Vec<_>>()
        .join(", ")
}

fn shown(point: &ContactPoint) -> String {
    match point.kind {
        Kind::Post => {
            let parts = [Some(point.value.replace('\n', ", ")), point.town.clone(), point.postcode.clone()];
            parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
        }
        _ => point.value.clone(),
    }
}
