//! The fields of a delivery report (RFC 3464), also where they stand in the prose instead of in a part of their own.

use super::codes::Status;
use super::judge::{self, Evidence};
use super::parts::{Parts, fields};
use super::{Kind, MOST_RECIPIENTS, Recipient, kept_words, original, prose};

/// The fields of one recipient.
#[derive(Debug, Default, Clone)]
struct Group {
    addresses: Vec<String>,
    action: String,
    status: Option<Status>,
    diagnostic: String,
}

pub fn read(parts: &Parts) -> Option<Vec<Recipient>> {
    let text = if parts.status.trim().is_empty() { &parts.prose } else { &parts.status };
    let mut groups = groups(text);
    groups.retain(|g| !g.addresses.is_empty() || !g.action.is_empty());
    if groups.is_empty() {
        return None;
    }
    let all = original::recipients(&parts.original);
    let said = prose::statements(&parts.prose);
    let recipients = groups.iter().take(MOST_RECIPIENTS).filter_map(|group| {
        let address = group
            .addresses
            .first()
            .cloned()
            .or_else(|| prose::failed(parts).into_iter().next().or_else(|| all.first().cloned()))?;
        let diagnostic = match group.diagnostic.is_empty() {
            true => said.iter().find(|(to, _)| *to == address).map(|(_, w)| w.clone()).unwrap_or_default(),
            false => group.diagnostic.clone(),
        };
        let evidence = Evidence {
            action: &group.action,
            status: group.status,
            diagnostic: &diagnostic,
            prose: &parts.prose,
        };
        let own = Status::first(&diagnostic).filter(|s| s.class != 2 && !s.is_bare());
        let kind = judge::kind(&evidence);
        Some(Recipient { address, kind, status: own.or(group.status), words: kept_words(&diagnostic) })
    });
    let recipients: Vec<Recipient> = merged(recipients);
    (!recipients.is_empty()).then_some(recipients)
}

/// A recipient who is named twice is one; what says more counts.
fn merged(all: impl Iterator<Item = Recipient>) -> Vec<Recipient> {
    let mut kept: Vec<Recipient> = Vec::new();
    for next in all {
        match kept.iter_mut().find(|r| r.address.eq_ignore_ascii_case(&next.address)) {
            Some(held) if matches!(held.kind, Kind::OtherRefusal | Kind::NotABounce) => *held = next,
            Some(_) => {}
            None => kept.push(next),
        }
    }
    kept
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups = vec![Group::default()];
    for block in text.replace("\r\n", "\n").split("\n\n") {
        groups.push(Group::default());
        for (name, value) in fields(block) {
            let starts = name == "final-recipient"
                && groups.last().is_some_and(|g| !g.action.is_empty() || g.addresses.len() > 1);
            if starts {
                groups.push(Group::default());
            }
            if let Some(group) = groups.last_mut() {
                note(group, &name, &value);
            }
        }
    }
    groups
}

fn note(group: &mut Group, name: &str, value: &str) {
    match name {
        "final-recipient" => {
            if let Some(address) = typed(value) {
                group.addresses.insert(0, address);
            }
        }
        "original-recipient" | "x-actual-recipient" | "original-rcpt-to" => {
            group.addresses.extend(typed(value))
        }
        "action" => group.action = value.split_whitespace().next().unwrap_or("").to_ascii_lowercase(),
        "status" => group.status = Status::first(value),
        "diagnostic-code" | "x-supplementary-info" => {
            // "x-unix; 127": a program on that machine failed, and its type says more than the number.
            let is_program = value.to_ascii_lowercase().starts_with("x-unix");
            let typed = value.split_once(';').filter(|(t, _)| t.len() < 12 && !is_program);
            let words = typed.map_or(value, |(_, w)| w);
            if !group.diagnostic.is_empty() {
                group.diagnostic.push(' ');
            }
            group.diagnostic.push_str(words.trim());
        }
        _ => {}
    }
}

/// "rfc822; name@example.org", with the mess that servers make of it.
fn typed(value: &str) -> Option<String> {
    let value = value.split_once(';').map_or(value, |(_, a)| a);
    prose::addresses(value).into_iter().next()
}
