//! Each finding as a sentence that says what to do, and in two or three words.

use super::finding::Finding;
use crate::words::dates;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use web::text::Words;

pub fn sentence(t: &Words, finding: &Finding, zone: &TimeZone) -> String {
    let day = |day: &Date| dates::day(*day, t.lang);
    match finding {
        Finding::NoEmail { offered: Some(address) } => {
            t.text("grant-no-email-offered").put("address", address.as_str()).plain()
        }
        Finding::NoEmail { offered: None } => t.plain("grant-no-email"),
        Finding::Malformed(why) => t.text("grant-malformed").put("why", why.to_string()).plain(),
        Finding::CameBack => t.plain("grant-came-back"),
        Finding::Twice { others, kept: false } => {
            t.text("grant-twice").put("others", others.join("; ")).plain()
        }
        Finding::Twice { others, kept: true } => {
            t.text("grant-twice-kept").put("others", others.join("; ")).plain()
        }
        Finding::OtherAccount { closed: false } => t.plain("grant-other-account"),
        Finding::OtherAccount { closed: true } => t.plain("grant-other-account-closed"),
        Finding::OwnDomain(domain) => t.text("grant-own-domain").put("domain", domain.as_str()).plain(),
        Finding::NoPerson { coming: Some((name, from)), .. } => {
            t.text("grant-no-person-coming").put("name", name.as_str()).put("day", day(from)).plain()
        }
        Finding::NoPerson { last: Some((name, until)), .. } => {
            t.text("grant-no-person-left").put("name", name.as_str()).put("day", day(until)).plain()
        }
        Finding::NoPerson { .. } => t.plain("grant-no-person"),
        Finding::Ended(on) => t.text("grant-ended").put("day", day(on)).plain(),
        Finding::EndsSoon(on) => t.text("grant-ends-soon").put("day", day(on)).plain(),
        Finding::NotYet(on) => t.text("grant-not-yet").put("day", day(on)).plain(),
        Finding::NotMember { councils, all: true } => {
            t.text("grant-not-member").put("councils", councils.join("; ")).plain()
        }
        Finding::NotMember { councils, all: false } => {
            t.text("grant-not-member-some").put("councils", councils.join("; ")).plain()
        }
        Finding::Tagged { tag, reason, whole: true } => {
            t.text("grant-tagged").put("tag", tag.as_str()).put("reason", reason.as_str()).plain()
        }
        Finding::Tagged { tag, reason, whole: false } => {
            t.text("grant-tagged-some").put("tag", tag.as_str()).put("reason", reason.as_str()).plain()
        }
        Finding::HasAccess => t.plain("grant-has-access"),
        Finding::Suspended => t.plain("grant-suspended"),
        Finding::Waiting(since) => {
            t.text("grant-waiting").put("day", dates::day_of(*since, zone, t.lang)).plain()
        }
        Finding::NoRole => t.plain("grant-no-role"),
        Finding::Beyond => t.plain("grant-beyond"),
        Finding::Deceased => t.plain("grant-deceased"),
    }
}

/// For filters and the table of a funnel; the word as it is when it is none of a finding.
pub fn label(t: &Words, word: &str) -> String {
    match word {
        "no-email" => t.plain("grant-label-no-email"),
        "malformed" => t.plain("grant-label-malformed"),
        "came-back" => t.plain("grant-label-came-back"),
        "twice" => t.plain("grant-label-twice"),
        "other-account" => t.plain("grant-label-other-account"),
        "own-domain" => t.plain("grant-label-own-domain"),
        "no-person" => t.plain("grant-label-no-person"),
        "ended" => t.plain("grant-label-ended"),
        "ends-soon" => t.plain("grant-label-ends-soon"),
        "not-yet" => t.plain("grant-label-not-yet"),
        "not-member" => t.plain("grant-label-not-member"),
        "tagged" => t.plain("grant-label-tagged"),
        "has-access" => t.plain("grant-label-has-access"),
        "suspended" => t.plain("grant-label-suspended"),
        "waiting" => t.plain("grant-label-waiting"),
        "no-role" => t.plain("grant-label-no-role"),
        "beyond" => t.plain("grant-label-beyond"),
        "deceased" => t.plain("grant-label-deceased"),
        "removed" => t.plain("grant-label-removed"),
        "one-council" => t.plain("grant-label-one-council"),
        "joined" => t.plain("grant-label-joined"),
        "address" => t.plain("grant-label-address"),
        "closed" => t.plain("grant-label-closed"),
        "revoked" => t.plain("grant-label-revoked"),
        other => other.to_owned(),
    }
}
