//! What the checks can find about one invitee, and what each means for inviting them. Pure.

use crate::contact_point::Malformed;
use crate::invitee::Verdict;
use jiff::Timestamp;
use jiff::civil::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// `offered`: an address of a council of theirs.
    NoEmail {
        offered: Option<String>,
    },
    Malformed(Malformed),
    /// Mail to every address of theirs came back.
    CameBack,
    /// Others of this batch have the same address; `kept` when it was said that one of them keeps it.
    Twice {
        others: Vec<String>,
        kept: bool,
    },
    /// Somebody else signs in with it, or did.
    OtherAccount {
        closed: bool,
    },
    OwnDomain(String),
    /// An organisation that nobody serves now in a role that brings access.
    NoPerson {
        last: Option<(String, Date)>,
        coming: Option<(String, Date)>,
    },
    /// Their last appointment has ended.
    Ended(Date),
    EndsSoon(Date),
    NotYet(Date),
    /// Councils of theirs that are no members; `all` of them.
    NotMember {
        councils: Vec<String>,
        all: bool,
    },
    /// A tag that excludes, and why it is borne; `whole` when it shuts out the person, not one council of several.
    Tagged {
        tag: String,
        reason: String,
        whole: bool,
    },
    HasAccess,
    Suspended,
    /// Invited elsewhere, with a link that still works.
    Waiting(Timestamp),
    /// No role at all: there is nothing that they could do after signing in.
    NoRole,
    /// They may do something that whoever invites may not.
    Beyond,
    Deceased,
}

/// What somebody said about a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Of those with one address this one keeps it.
    pub keeps_address: bool,
    /// The warnings are no obstacle.
    pub anyway: bool,
}

/// The words of all findings, in the order of their bits.
pub const WORDS: [&str; 18] = [
    "no-email",
    "malformed",
    "came-back",
    "twice",
    "other-account",
    "own-domain",
    "no-person",
    "ended",
    "ends-soon",
    "not-yet",
    "not-member",
    "tagged",
    "has-access",
    "suspended",
    "waiting",
    "no-role",
    "beyond",
    "deceased",
];

impl Finding {
    /// The word by which rows, filters and addresses name it.
    pub fn word(&self) -> &'static str {
        match self {
            Finding::NoEmail { .. } => "no-email",
            Finding::Malformed(_) => "malformed",
            Finding::CameBack => "came-back",
            Finding::Twice { .. } => "twice",
            Finding::OtherAccount { .. } => "other-account",
            Finding::OwnDomain(_) => "own-domain",
            Finding::NoPerson { .. } => "no-person",
            Finding::Ended(_) => "ended",
            Finding::EndsSoon(_) => "ends-soon",
            Finding::NotYet(_) => "not-yet",
            Finding::NotMember { .. } => "not-member",
            Finding::Tagged { .. } => "tagged",
            Finding::HasAccess => "has-access",
            Finding::Suspended => "suspended",
            Finding::Waiting(_) => "waiting",
            Finding::NoRole => "no-role",
            Finding::Beyond => "beyond",
            Finding::Deceased => "deceased",
        }
    }

    /// A bit of its own in a row.
    pub fn bit(&self) -> i64 {
        bit(self.word())
    }

    /// What it means for the row, given what was said about it.
    pub fn verdict(&self, said: Said) -> Verdict {
        match self {
            Finding::Tagged { whole: false, .. } | Finding::NotMember { all: false, .. } => Verdict::Good,
            Finding::Tagged { .. } | Finding::HasAccess | Finding::Waiting(_) | Finding::Deceased => {
                Verdict::Excluded(self.word())
            }
            one if one.may_pass() && said.anyway => Verdict::Good,
            _ => Verdict::Blocked(self.word()),
        }
    }

    /// It is lawful to invite them all the same, when somebody says so.
    pub fn may_pass(&self) -> bool {
        matches!(self, Finding::EndsSoon(_) | Finding::NotYet(_))
    }
}

/// The bit of a finding's word; nought for a word of none.
pub fn bit(word: &str) -> i64 {
    WORDS.iter().position(|w| *w == word).map_or(0, |n| 1 << n)
}

/// What all findings of a row come to: who is left out is not mended, so that comes first.
pub fn verdict(findings: &[Finding], said: Said) -> Verdict {
    let of_each = || findings.iter().map(|f| f.verdict(said));
    of_each()
        .find(|v| matches!(v, Verdict::Excluded(_)))
        .or_else(|| of_each().find(|v| matches!(v, Verdict::Blocked(_))))
        .unwrap_or(Verdict::Good)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn who_is_left_out_is_not_mended_and_a_warning_passes_when_somebody_says_so() {
        let (plain, anyway) = (Said::default(), Said { anyway: true, keeps_address: false });
        let ends = Finding::EndsSoon(date(2026, 12, 1));
        assert_eq!(verdict(std::slice::from_ref(&ends), plain), Verdict::Blocked("ends-soon"));
        assert_eq!(verdict(std::slice::from_ref(&ends), anyway), Verdict::Good);
        let both = [Finding::NoEmail { offered: None }, Finding::HasAccess];
        assert_eq!(verdict(&both, anyway), Verdict::Excluded("has-access"));
        assert_eq!(verdict(&both[..1], anyway), Verdict::Blocked("no-email"));
        assert_eq!(verdict(&[], plain), Verdict::Good);
    }

    #[test]
    fn every_finding_has_a_bit_of_its_own() {
        let mut bits: Vec<i64> = WORDS.iter().map(|w| bit(w)).collect();
        bits.dedup();
        assert_eq!(bits.len(), WORDS.len());
        assert_eq!(bit("nonsense"), 0);
        assert_eq!(Finding::Deceased.bit(), 1 << 17);
    }
}
