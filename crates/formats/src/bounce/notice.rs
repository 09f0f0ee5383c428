//! Notices of Amazon SES, which come as JSON in a mail: bare, or as the message of a subscription.

use super::codes::Status;
use super::judge::{self, Evidence};
use super::parts::Parts;
use super::{Kind, MOST_RECIPIENTS, Recipient, kept_words};
use serde_json::Value;

pub fn read(parts: &Parts) -> Option<Vec<Recipient>> {
    let text = parts.prose.trim_start();
    if !text.starts_with('{') {
        return None;
    }
    // What stands below the notice is the footer of the subscription.
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let mut notice = values.next()?.ok()?;
    if let Some(inner) = notice.get("Message").and_then(Value::as_str) {
        notice = serde_json::from_str(inner).ok()?;
    }
    let told = notice.get("notificationType").or_else(|| notice.get("eventType"))?.as_str()?.to_owned();
    let (place, list) = match told.as_str() {
        "Bounce" => ("bounce", "bouncedRecipients"),
        "Complaint" => ("complaint", "complainedRecipients"),
        "Delivery" => ("delivery", "recipients"),
        _ => return None,
    };
    let about = notice.get(place)?;
    let people = about.get(list)?.as_array()?.iter().take(MOST_RECIPIENTS);
    Some(people.filter_map(|one| recipient(one, about, &told)).collect())
}

fn recipient(one: &Value, about: &Value, told: &str) -> Option<Recipient> {
    let word =
        |from: &Value, name: &str| from.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let address = one.as_str().map_or_else(|| word(one, "emailAddress"), str::to_owned);
    if address.len() > 254 || !address.contains('@') {
        return None;
    }
    let diagnostic = word(one, "diagnosticCode");
    let status = Status::first(&word(one, "status"));
    let kind = match told {
        "Complaint" => Kind::Feedback,
        "Delivery" => Kind::NotABounce,
        _ => by_type(&word(about, "bounceSubType"), &diagnostic, status),
    };
    Some(Recipient { address, kind, status, words: kept_words(&diagnostic) })
}

/// Their own sorting counts where the server's words are missing.
fn by_type(sub: &str, diagnostic: &str, status: Option<Status>) -> Kind {
    match sub {
        "MailboxFull" => Kind::MailboxFull,
        "MessageTooLarge" | "AttachmentRejected" => Kind::OtherRefusal,
        "ContentRejected" => Kind::SpamRefusal,
        "NoEmail" | "Suppressed" | "OnAccountSuppressionList" => Kind::AddressUnknown,
        _ => judge::kind(&Evidence { action: "failed", status, diagnostic, prose: "" }),
    }
}
