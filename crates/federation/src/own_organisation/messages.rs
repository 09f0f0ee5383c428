//! What the federation wrote to somebody: the newest messages, by their subjects.

use crate::mail::run::Texts;
use crate::person::PersonId;
use crate::template::{Template, Values};
use jiff::Timestamp;
use store::{StoreError, Tx};

const MOST: usize = 10;

/// Day and subject, the newest first. A subject that names somebody by a field has a blank there: what was filled in
/// went with the mail.
pub(super) fn to(
    tx: &mut Tx<'_>,
    person: PersonId,
    language: &str,
) -> Result<Vec<(Timestamp, String)>, StoreError> {
    let rows: Vec<(Timestamp, String)> = tx.all(
        &format!(
            "SELECT coalesce(m.done_at, m.queued_at), r.texts FROM mail m CROSS JOIN mail_run r
             WHERE m.person_id = ?1 AND r.id = m.run_id AND r.kind = 'message'
               AND m.state IN ('sent', 'maybe-sent', 'captured')
             ORDER BY m.queued_at DESC, m.id DESC LIMIT {MOST}"
        ),
        &[&person],
    )?;
    Ok(rows.into_iter().filter_map(|(at, texts)| Some((at, subject(&texts, language)?))).collect())
}

fn subject(texts: &str, language: &str) -> Option<String> {
    let texts: Texts = serde_json::from_str(texts).ok()?;
    let text = texts.languages.get(language).or_else(|| texts.languages.values().next())?;
    let known: Vec<&str> = texts.fields.iter().map(String::as_str).collect();
    let filled = Template::read(&text.subject, &text.body, &known).ok()?.fill(&Values::default());
    let subject = filled.subject.split_whitespace().collect::<Vec<_>>().join(" ");
    (!subject.is_empty()).then_some(subject)
}
