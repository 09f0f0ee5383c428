//! What became of a file, as text: counts first, then each rejected line with its reason, then what to look at. It names
//! lines and never repeats what stands in them.

use super::matching::Rule;
use super::reading::Layout;
use super::settling::Outcome;
use super::{How, ImportError, RunId};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use store::Tx;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub imported: u64,
    pub merged: u64,
    pub unchanged: u64,
    pub rejected: u64,
    /// Merged rows by the rule that matched them.
    pub by_rule: BTreeMap<String, u64>,
    /// How often each field was filled or changed in somebody known.
    pub changed: BTreeMap<String, u64>,
}

impl Counts {
    pub fn rows(&self) -> u64 {
        self.imported + self.merged + self.unchanged + self.rejected
    }

    pub(super) fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Imported => self.imported += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Rejected(_) => self.rejected += 1,
            Outcome::Merged { rule, changed } => {
                self.merged += 1;
                *self.by_rule.entry(rule.word().to_owned()).or_default() += 1;
                for field in changed {
                    *self.changed.entry((*field).to_owned()).or_default() += 1;
                }
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    Rejected,
    Warning,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub line: u64,
    pub kind: NoteKind,
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct Report {
    pub file: String,
    pub source: String,
    pub how: How,
    /// None for a dry run.
    pub run: Option<RunId>,
    /// It took up a run that was cut off.
    pub resumed: bool,
    pub encoding: &'static str,
    pub rows: u64,
    /// Headings that the mapping does not take.
    pub passed_over: Vec<String>,
    pub counts: Counts,
    pub notes: Vec<Note>,
}

impl Report {
    pub(super) fn new(file: &str, source: &str, how: How, layout: &Layout, resumed: bool) -> Self {
        Self {
            file: file.to_owned(),
            source: source.to_owned(),
            how,
            run: None,
            resumed,
            encoding: layout.encoding(),
            rows: layout.rows,
            passed_over: layout.passed_over.clone(),
            counts: Counts::default(),
            notes: Vec::new(),
        }
    }

    pub fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let counts = &self.counts;
        let what = if self.how == How::DryRun { "Dry run: nothing was written. " } else { "" };
        writeln!(out, "{what}{} ({}), source \"{}\"", self.file, self.encoding, self.source)?;
        if self.resumed {
            writeln!(out, "An earlier run was cut off; this one went on where it stood.")?;
        }
        writeln!(out)?;
        let lines = [
            ("imported", counts.imported),
            ("merged", counts.merged),
            ("unchanged", counts.unchanged),
            ("rejected", counts.rejected),
        ];
        for (word, n) in lines {
            writeln!(out, "{word:<12}{n:>10}")?;
        }
        writeln!(out, "{:<12}{:>10}", "rows", counts.rows())?;
        self.write_merging(out)?;
        if !self.passed_over.is_empty() {
            writeln!(out, "\nColumns that the mapping does not take: {}", self.passed_over.join(", "))?;
        }
        self.write_notes(out, NoteKind::Rejected, "Rejected")?;
        self.write_notes(out, NoteKind::Warning, "To look at")
    }

    fn write_merging(&self, out: &mut dyn Write) -> std::io::Result<()> {
        if !self.counts.by_rule.is_empty() {
            writeln!(out, "\nMerged by")?;
        }
        for (rule, n) in &self.counts.by_rule {
            writeln!(out, "{n:>10}  {}", Rule::sentence(rule))?;
        }
        if !self.counts.changed.is_empty() {
            writeln!(out, "\nFilled or changed in people who were known")?;
        }
        for (field, n) in &self.counts.changed {
            writeln!(out, "{n:>10}  {field}")?;
        }
        Ok(())
    }

    fn write_notes(&self, out: &mut dyn Write, kind: NoteKind, heading: &str) -> std::io::Result<()> {
        let mut notes = self.notes.iter().filter(|n| n.kind == kind).peekable();
        if notes.peek().is_some() {
            writeln!(out, "\n{heading}")?;
        }
        for note in notes {
            writeln!(out, "{:>10}  {}", note.line, note.text)?;
        }
        Ok(())
    }
}

/// The counts of a run as recorded, whoever ran its parts.
pub(super) fn counts(tx: &mut Tx<'_>, run: RunId) -> Result<Counts, ImportError> {
    let mut counts = Counts::default();
    tx.stream("SELECT outcome, rule, changed FROM import_row WHERE run_id = ?1", &[&run], |row| {
        let (outcome, rule, changed): (String, Option<String>, Option<String>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        match outcome.as_str() {
            "imported" => counts.imported += 1,
            "unchanged" => counts.unchanged += 1,
            "rejected" => counts.rejected += 1,
            _ => counts.merged += 1,
        }
        if let Some(rule) = rule {
            *counts.by_rule.entry(rule).or_default() += 1;
        }
        for field in changed.iter().flat_map(|c| c.split(", ")) {
            *counts.changed.entry(field.to_owned()).or_default() += 1;
        }
        Ok::<_, ImportError>(())
    })?;
    Ok(counts)
}

/// Everything to say about single lines of a run, by line.
pub fn notes(tx: &mut Tx<'_>, run: RunId) -> Result<Vec<Note>, ImportError> {
    let mut notes = Vec::new();
    tx.stream(
        "SELECT line, reason, warnings FROM import_row
         WHERE run_id = ?1 AND (reason IS NOT NULL OR warnings IS NOT NULL) ORDER BY line",
        &[&run],
        |row| {
            let line = row.get::<i64>(0)?.unsigned_abs();
            let (reason, warnings): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
            notes.extend(reason.map(|text| Note { line, kind: NoteKind::Rejected, text }));
            let warnings = warnings.unwrap_or_default();
            notes.extend(warnings.lines().map(|text| Note {
                line,
                kind: NoteKind::Warning,
                text: text.to_owned(),
            }));
            Ok::<_, ImportError>(())
        },
    )?;
    Ok(notes)
}
