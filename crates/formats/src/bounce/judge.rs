//! What kind of answer it is: sure codes, then phrases, then codes that mean many things, then the class alone.

use super::codes::{self, Status};
use super::{Kind, phrases};

/// Everything that is known about one recipient.
#[derive(Debug, Default)]
pub struct Evidence<'a> {
    /// The field Action of RFC 3464, in lower case.
    pub action: &'a str,
    pub status: Option<Status>,
    /// The server's own words about this recipient.
    pub diagnostic: &'a str,
    /// What the report says around it.
    pub prose: &'a str,
}

pub fn kind(evidence: &Evidence<'_>) -> Kind {
    if matches!(evidence.action, "delivered" | "relayed" | "expanded") {
        return Kind::NotABounce;
    }
    let said = phrases::plain(evidence.diagnostic);
    let around = phrases::plain(evidence.prose);
    let went_well = evidence.status.is_some_and(|s| s.class == 2) && evidence.action != "failed";
    if went_well || evidence.action != "failed" && phrases::arrived(&around) {
        return Kind::NotABounce;
    }
    let own = Status::first(evidence.diagnostic).filter(|s| s.class != 2);
    let field = evidence.status.filter(|s| s.class != 2);
    if let Some(kind) =
        own.and_then(codes::sure).or_else(|| phrases::kind(&said)).or(field.and_then(codes::sure))
    {
        return kind;
    }
    if evidence.action == "delayed" {
        return phrases::kind(&around).filter(|k| *k == Kind::MailboxFull).unwrap_or(Kind::Temporary);
    }
    let telling = own.filter(|s| !s.is_bare()).or(field.filter(|s| !s.is_bare()));
    // What a server refused for good does not pass because the report around it speaks of delays.
    let for_good = codes::reply_class(evidence.diagnostic) == Some(5);
    let may_pass = codes::reply_class(evidence.diagnostic) == Some(4);
    let passes = |kind: &Kind| for_good && *kind == Kind::Temporary;
    telling
        .and_then(codes::likely)
        .or_else(|| phrases::kind(&around).filter(|kind| !passes(kind)))
        .or_else(|| Status::first(evidence.prose).and_then(|s| codes::sure(s).or_else(|| codes::likely(s))))
        .or_else(|| telling.and_then(codes::vague))
        .or_else(|| codes::reply(evidence.diagnostic))
        .or_else(|| phrases::weak(&said).or_else(|| phrases::weak(&around)).filter(|_| !may_pass))
        .unwrap_or_else(|| by_class(evidence, [own, field]))
}

fn by_class(evidence: &Evidence<'_>, coded: [Option<Status>; 2]) -> Kind {
    let class = codes::reply_class(evidence.diagnostic)
        .or_else(|| coded.iter().flatten().map(|s| s.class).next())
        .or_else(|| codes::reply_class(evidence.prose));
    if class == Some(4) { Kind::Temporary } else { Kind::OtherRefusal }
}
