//! Answers of machines for people who are away (RFC 3834), and the habits from before it.

use super::parts::Parts;
use super::{Kind, Recipient, kept_words, prose};

/// Beginnings of subjects that mail programs give to such answers, in lower case.
const SUBJECTS: &[&str] = &[
    "auto:",
    "autoreply",
    "auto-reply",
    "auto reply",
    "automatic reply",
    "automatically generated",
    "out of office",
    "out of the office",
    "away from",
    "i am away",
    "vacation",
    "on holiday",
    "on leave",
    "automatische antwort",
    "abwesenheit",
    "réponse automatique",
    "absence du bureau",
    "respuesta automática",
    "risposta automatica",
    "automatisch antwoord",
    "atebiad awtomatig",
    "ateb awtomatig",
    "allan o'r swyddfa",
    "自動応答",
    "自動返信",
    "автоответ",
];

pub fn read(parts: &Parts) -> Option<Vec<Recipient>> {
    if prose::is_from_a_mail_system(parts) || !is_automatic(parts) {
        return None;
    }
    let from = parts.header("from").map(prose::addresses).unwrap_or_default();
    let address = from.into_iter().next().unwrap_or_default();
    let words = kept_words(parts.prose.lines().find(|l| !l.trim().is_empty()).unwrap_or_default());
    Some(vec![Recipient { address, kind: Kind::OutOfOffice, status: None, words }])
}

fn is_automatic(parts: &Parts) -> bool {
    let value = |name: &str| parts.header(name).unwrap_or_default().trim().to_lowercase();
    let answered = value("auto-submitted").starts_with("auto-replied")
        || ["x-autoreply", "x-autorespond", "x-auto-reply", "x-autoreply-from"]
            .iter()
            .any(|n| parts.header(n).is_some_and(|v| !v.eq_ignore_ascii_case("no")))
        || matches!(value("precedence").as_str(), "auto_reply" | "auto-reply")
        || value("x-apple-action").contains("vacation")
        || value("delivered-to").starts_with("autoresponder");
    let subject = value("subject");
    answered || SUBJECTS.iter().any(|s| subject.starts_with(s))
}
