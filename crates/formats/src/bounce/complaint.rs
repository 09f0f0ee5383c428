//! Complaints: "this is spam" as a report from the reader's provider (RFC 5965).

use super::parts::{Parts, fields};
use super::{Kind, Recipient, kept_words, original, prose};

pub fn read(parts: &Parts) -> Option<Vec<Recipient>> {
    let told = fields(&parts.complaint);
    let kind = told.iter().find(|(name, _)| name == "feedback-type").map(|(_, v)| v.clone())?;
    let mut addresses: Vec<String> = told
        .iter()
        .filter(|(name, _)| name == "original-rcpt-to" || name == "removal-recipient")
        .flat_map(|(_, value)| prose::addresses(value))
        .collect();
    if addresses.is_empty() {
        addresses = original::recipients(&parts.original);
    }
    if addresses.is_empty() {
        addresses.push(String::new());
    }
    addresses.dedup();
    let words = kept_words(&kind);
    let one = |address| Recipient { address, kind: Kind::Feedback, status: None, words: words.clone() };
    Some(addresses.into_iter().map(one).collect())
}
