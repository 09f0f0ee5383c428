//! Reports in prose: who failed, and what was said of it.

use super::codes::Status;
use super::judge::{self, Evidence};
use super::parts::Parts;
use super::{MOST_RECIPIENTS, Recipient, kept_words, original};

/// Local parts that mail systems write from.
const SYSTEMS: &[&str] = &[
    "mailer-daemon",
    "postmaster",
    "mail-daemon",
    "mailerdaemon",
    "mail delivery",
    "mailer_daemon",
    "microsoftexchange",
    "maildelivery",
    "post_master",
    "post-master",
    "mail administrator",
    "mailadmin",
    "bounce",
];

/// Words of subjects and first lines that only such reports have, in lower case.
const TELLING: &[&str] = &[
    "undeliver",
    "undelivered",
    "returned mail",
    "delivery status notification",
    "delivery failure",
    "delivery failed",
    "failure notice",
    "mail delivery",
    "non delivery",
    "non-delivery",
    "nondeliverable",
    "could not be delivered",
    "could not send",
    "delivery report",
    "delivery error",
    "warning: message",
    "failed delivery",
    "mail system error",
    "unzustellbar",
    "message you sent",
    "not delivered",
    "unable to deliver",
    "wasn't delivered",
    "returned to sender",
    "failure delivery",
    "delivery notification",
    "mail could not",
    "rejected message",
    "bounced mail",
    "mail failure",
    "message delivery",
    "delivery problem",
    "mail delivery failed",
    "delivery delayed",
    "delivery incomplete",
    "mail error",
];

/// Whoever wrote it is a mail system, not a person or somebody's holiday program.
pub fn is_from_a_mail_system(parts: &Parts) -> bool {
    let from = parts.header("from").unwrap_or_default().to_lowercase();
    let subject = parts.header("subject").unwrap_or_default().to_lowercase();
    SYSTEMS.iter().any(|s| from.contains(s))
        || parts.header("x-failed-recipients").is_some()
        || parts.header("content-type").is_some_and(|c| c.to_lowercase().contains("delivery-status"))
        || TELLING.iter().any(|t| subject.contains(t))
}

pub fn read(parts: &Parts) -> Option<Vec<Recipient>> {
    let nobody = parts.header("return-path").is_some_and(|r| r.trim() == "<>");
    let start = super::parts::cut(&parts.prose, 2000).to_lowercase();
    let tells = TELLING.iter().any(|t| start.contains(t));
    let quotes = parts.nested.is_some() || parts.status.contains(':');
    if parts.is_receipt || !(is_from_a_mail_system(parts) || (nobody || quotes) && tells) {
        return None;
    }
    let said = statements(&parts.prose);
    let recipients: Vec<Recipient> = failed(parts)
        .into_iter()
        .take(MOST_RECIPIENTS)
        .map(|address| {
            let own = said.iter().find(|(to, _)| *to == address).map_or("", |(_, words)| words.as_str());
            let status = Status::first(own).or_else(|| Status::first(&parts.prose)).filter(|s| s.class != 2);
            let diagnostic = if own.is_empty() { &parts.prose } else { own };
            let evidence = Evidence { action: "", status, diagnostic, prose: &parts.prose };
            let kind = judge::kind(&evidence);
            let words = kept_words(if own.is_empty() { &parts.prose } else { own });
            Recipient { address, kind, status, words }
        })
        .collect();
    (!recipients.is_empty()).then_some(recipients)
}

/// The addresses that a report says it is about.
pub fn failed(parts: &Parts) -> Vec<String> {
    if let Some(named) = parts.header("x-failed-recipients").map(addresses).filter(|a| !a.is_empty()) {
        return named;
    }
    let mut said: Vec<String> = statements(&parts.prose).into_iter().map(|(to, _)| to).collect();
    let sent_to = original::recipients(&parts.original);
    let named = addresses(&parts.prose);
    if said.is_empty() {
        said = named.iter().filter(|a| sent_to.contains(a)).cloned().collect();
    }
    if said.is_empty() {
        let back = original::way_back(parts);
        said = named.into_iter().filter(|a| !back.contains(a) && !is_system(a)).take(1).collect();
    }
    if said.is_empty() {
        said = sent_to;
    }
    if said.is_empty() {
        // The report is about somebody, but does not say about whom.
        said.push(String::new());
    }
    said
}

fn is_system(address: &str) -> bool {
    SYSTEMS.iter().any(|s| address.to_lowercase().starts_with(s))
}

/// Lines that begin with an address, and what is said until the next one: the shape of qmail, Postfix and Exim.
pub fn statements(prose: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in prose.lines() {
        match leading_address(line) {
            Some((address, rest)) => {
                if all.len() < MOST_RECIPIENTS && !all.iter().any(|(held, _)| *held == address) {
                    all.push((address, rest.to_owned()));
                }
            }
            None => {
                if let Some((_, words)) = all.last_mut()
                    && words.len() < 4000
                {
                    words.push(' ');
                    words.push_str(line.trim());
                }
            }
        }
    }
    all
}

fn leading_address(line: &str) -> Option<(String, &str)> {
    let line = line.trim_start_matches([' ', '\t', '*', '>', '-']);
    let line =
        line.strip_prefix("Recipient:").or_else(|| line.strip_prefix("To:")).unwrap_or(line).trim_start();
    let (first, rest) = match line.strip_prefix('<') {
        Some(inner) => inner.split_once('>')?,
        None => line.split_once(|c: char| c.is_whitespace() || c == ':').unwrap_or((line, "")),
    };
    let address = addresses(first).into_iter().next()?;
    let rest = rest.trim_start_matches([':', ' ']).trim();
    (first.trim_matches(['"', '\'', '(', ')', '.', ',']).len() <= address.len() + 1)
        .then_some((address, rest))
}

/// Everything in a text that looks like an address, each once.
pub fn addresses(text: &str) -> Vec<String> {
    let edge = |c: char| "<>()[]\"',;:.!?".contains(c);
    let apart = |c: char| c.is_whitespace() || "<>()[],;\"".contains(c);
    let mut found: Vec<String> = Vec::new();
    for word in text.split(apart) {
        let word = word.trim_matches(edge);
        let word = word.strip_prefix("mailto:").or_else(|| word.strip_prefix("TO:")).unwrap_or(word);
        let Some((local, domain)) = word.rsplit_once('@') else { continue };
        let whole = !local.is_empty() && domain.contains('.') && word.len() <= 254;
        let fine = domain.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-');
        if whole && fine && found.len() < MOST_RECIPIENTS && !found.iter().any(|held| held == word) {
            found.push(word.to_owned());
        }
    }
    found
}
