//! How often the reader agrees with a collection of real reports, each with the reason that its keepers found.
//!
//! A third of the files, chosen by a hash of their names, was held back when the rules were written. What went wrong in
//! one half of it was looked at later, and rules were mended by it; the other half nobody has looked at. The share that
//! agrees is printed for each part and for all: the last part tells how well reports are read that nobody has seen.

use super::super::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Their reasons in our words.
const REASONS: &[(&str, Kind)] = &[
    ("userunknown", Kind::AddressUnknown),
    ("filtered", Kind::AddressUnknown), // said after the mail was sent, in the same words
    ("hasmoved", Kind::AddressUnknown),
    ("hostunknown", Kind::AddressUnknown),
    ("notaccept", Kind::AddressUnknown),
    ("suspend", Kind::AddressUnknown),
    ("mailboxfull", Kind::MailboxFull),
    ("expired", Kind::Temporary),
    ("networkerror", Kind::Temporary),
    ("speeding", Kind::Temporary),
    ("toomanyconn", Kind::Temporary),
    ("authfailure", Kind::SpamRefusal),
    ("badreputation", Kind::SpamRefusal),
    ("blocked", Kind::SpamRefusal),
    ("contenterror", Kind::SpamRefusal),
    ("policyviolation", Kind::SpamRefusal),
    ("rejected", Kind::SpamRefusal),
    ("requireptr", Kind::SpamRefusal),
    ("securityerror", Kind::SpamRefusal),
    ("spamdetected", Kind::SpamRefusal),
    ("virusdetected", Kind::SpamRefusal),
    ("exceedlimit", Kind::OtherRefusal),
    ("mailererror", Kind::OtherRefusal),
    ("mesgtoobig", Kind::OtherRefusal),
    ("norelaying", Kind::OtherRefusal),
    ("onhold", Kind::OtherRefusal),
    ("syntaxerror", Kind::OtherRefusal),
    ("systemerror", Kind::OtherRefusal),
    ("undefined", Kind::OtherRefusal),
    ("vacation", Kind::OutOfOffice),
    ("feedback", Kind::Feedback),
    ("delivered", Kind::NotABounce),
];

struct Row {
    file: String,
    recipient: usize,
    reason: String,
}

pub(super) fn folder() -> Option<PathBuf> {
    let near = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("CHAPTERHOUSE_SHARED_DATA").map_or(near, PathBuf::from);
    Some(data.join("05-mail")).filter(|f| f.is_dir())
}

fn rows(folder: &Path) -> Vec<Row> {
    let table = std::fs::read_to_string(folder.join("EXPECTED.tsv")).unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Row { file: cells[0].into(), recipient: cells[1].parse().unwrap(), reason: cells[4].into() }
    };
    table.lines().skip(1).map(row).collect()
}

/// Right and all.
type Share = (usize, usize);

fn percent((right, all): Share) -> f64 {
    if all == 0 { 100.0 } else { right as f64 * 100.0 / all as f64 }
}

/// What was in sight of whoever wrote the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    InSight,
    /// Held back at first, and looked at when the rules were mended: what goes wrong here is printed.
    LookedAt,
    /// Nobody has ever seen what goes wrong here.
    NeverLookedAt,
}

impl Part {
    fn of(file: &str) -> Self {
        let third = |word: &str| Sha256::digest(format!("{word} {file}").as_bytes())[0];
        match (third("held back 2026").is_multiple_of(3), third("never looked at").is_multiple_of(2)) {
            (false, _) => Part::InSight,
            (true, false) => Part::LookedAt,
            (true, true) => Part::NeverLookedAt,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Part::InSight => "in sight",
            Part::LookedAt => "held back, then looked at",
            Part::NeverLookedAt => "never looked at",
        }
    }
}

/// So many of all are read right at least; of those that nobody looked at somewhat fewer.
const LEAST: f64 = 95.0;
const LEAST_NEVER_LOOKED_AT: f64 = 78.0;

#[test]
fn real_reports_are_read_as_their_keepers_read_them() {
    let Some(folder) = folder().map(|f| f.join("sisimai-bounces")) else {
        println!("skipped: the real reports of shared/data are not here");
        return;
    };
    let show = std::env::var_os("CHAPTERHOUSE_TEST_MISFITS").is_some();
    let mut parts: BTreeMap<Part, BTreeMap<Kind, Share>> = BTreeMap::new();
    // Whether the address would be marked as it should be, whatever else the report is taken for.
    let mut marked: BTreeMap<Part, Share> = BTreeMap::new();
    let mark = |kind: Kind| matches!(kind, Kind::AddressUnknown | Kind::MailboxFull).then_some(kind);
    for row in rows(&folder) {
        let report = read(&std::fs::read(folder.join(&row.file)).unwrap());
        let wanted = REASONS.iter().find(|(r, _)| *r == row.reason).unwrap().1;
        let got = report.recipients.get(row.recipient - 1).map_or(report.kind, |r| r.kind);
        let part = Part::of(&row.file);
        let share = parts.entry(part).or_default().entry(wanted).or_default();
        share.1 += 1;
        share.0 += usize::from(got == wanted);
        let share = marked.entry(part).or_default();
        share.1 += 1;
        share.0 += usize::from(mark(got) == mark(wanted));
        if got != wanted && show && part != Part::NeverLookedAt {
            println!(
                "{} {} {}: {got:?}, not {wanted:?}; {:?}",
                row.file, row.recipient, row.reason, report.recipients
            );
        }
    }
    let sum = |shares: &mut dyn Iterator<Item = Share>| shares.fold((0, 0), |s, n| (s.0 + n.0, s.1 + n.1));
    let mut all = (0, 0);
    for (part, kinds) in &parts {
        let share = sum(&mut kinds.values().copied());
        all = (all.0 + share.0, all.1 + share.1);
        println!("{}: {} of {}, {:.1} %", part.words(), share.0, share.1, percent(share));
        for (kind, share) in kinds {
            println!("    {kind:?}: {} of {}, {:.1} %", share.0, share.1, percent(*share));
        }
    }
    for (part, share) in &marked {
        let (right, of) = share;
        println!("{}, the address marked rightly: {right} of {of}, {:.1} %", part.words(), percent(*share));
    }
    println!("all: {} of {}, {:.1} %", all.0, all.1, percent(all));
    let unseen = parts.get(&Part::NeverLookedAt).map(|kinds| sum(&mut kinds.values().copied()));
    assert!(show || percent(all) >= LEAST, "fewer reports are read right than before");
    assert!(show || percent(unseen.unwrap_or_default()) >= LEAST_NEVER_LOOKED_AT);
}
