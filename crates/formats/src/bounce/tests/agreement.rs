//! How often the reader agrees with a collection of real reports, each with the reason that its keepers found.
//!
//! A third of the files, chosen by a hash of their names, was held back: no rule was written with them in sight. The
//! share that agrees is printed for both parts.

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

fn held_back(file: &str) -> bool {
    Sha256::digest(format!("held back 2026 {file}").as_bytes())[0].is_multiple_of(3)
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

#[test]
fn real_reports_are_read_as_their_keepers_read_them() {
    let Some(folder) = folder().map(|f| f.join("sisimai-bounces")) else {
        println!("skipped: the real reports of shared/data are not here");
        return;
    };
    let show = std::env::var_os("CHAPTERHOUSE_TEST_MISFITS").is_some();
    let mut parts: BTreeMap<bool, BTreeMap<Kind, Share>> = BTreeMap::new();
    for row in rows(&folder) {
        let report = read(&std::fs::read(folder.join(&row.file)).unwrap());
        let wanted = REASONS.iter().find(|(r, _)| *r == row.reason).unwrap().1;
        let got = report.recipients.get(row.recipient - 1).map_or(report.kind, |r| r.kind);
        let held = held_back(&row.file);
        let share = parts.entry(held).or_default().entry(wanted).or_default();
        share.1 += 1;
        share.0 += usize::from(got == wanted);
        if got != wanted && show && !held {
            println!(
                "{} {} {}: {got:?}, not {wanted:?}; {:?}",
                row.file, row.recipient, row.reason, report.recipients
            );
        }
    }
    for (held, kinds) in &parts {
        let all = kinds.values().fold((0, 0), |sum, s| (sum.0 + s.0, sum.1 + s.1));
        println!(
            "{}: {} of {}, {:.1} %",
            if *held { "held back" } else { "in sight" },
            all.0,
            all.1,
            percent(all)
        );
        for (kind, share) in kinds {
            println!("    {kind:?}: {} of {}, {:.1} %", share.0, share.1, percent(*share));
        }
        let least = if *held { 80.0 } else { 95.0 };
        assert!(show || percent(all) >= least, "fewer reports are read right than before");
    }
}
