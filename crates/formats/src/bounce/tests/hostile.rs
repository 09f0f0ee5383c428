//! Whatever comes in: nothing panics, and the time is bounded.

use super::super::*;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

fn all_files() -> Vec<PathBuf> {
    let mut all = Vec::new();
    if let Some(folder) = super::agreement::folder() {
        files(&folder, &mut all);
    }
    all.sort();
    all
}

#[test]
fn every_message_at_hand_is_read_without_a_panic() {
    let all = all_files();
    for path in &all {
        let report = read(&std::fs::read(path).unwrap());
        assert!(report.recipients.len() <= MOST_RECIPIENTS);
        assert!(
            report
                .recipients
                .iter()
                .all(|r| r.words.chars().count() <= MOST_WORDS && !r.words.contains('\n'))
        );
    }
    println!("{} files", all.len());
}

#[test]
fn messages_cut_and_stirred_are_read_without_a_panic() {
    let all = all_files();
    let mut own =
        vec![b"From: MAILER-DAEMON\nSubject: failure notice\n\n<a@b.example>:\n550 no such user\n".to_vec()];
    own.extend(all.iter().step_by(23).map(|p| std::fs::read(p).unwrap()));
    let stir = (0..own.len(), any::<[u16; 6]>(), any::<[u8; 3]>(), any::<usize>());
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let stirred = runner.run(&stir, |(which, at, with, cut)| {
        let mut bytes = own[which].clone();
        bytes.truncate(bytes.len().min(64 * 1024));
        for (n, at) in at.iter().enumerate() {
            let at = usize::from(*at) % bytes.len().max(1);
            bytes.splice(at..(at + 1).min(bytes.len()), [with[n % with.len()]]);
        }
        if cut % 3 == 0 && !bytes.is_empty() {
            bytes.truncate(cut % bytes.len());
        }
        read(&bytes);
        Ok(())
    });
    stirred.unwrap();
}

#[test]
fn a_mail_as_deep_as_one_can_write_ends() {
    let mut deep = String::from("From: MAILER-DAEMON@b.example\n");
    for n in 0..20_000 {
        deep.push_str(&format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"));
    }
    read(deep.as_bytes());
    read("Content-Type: message/rfc822\n\n".repeat(50_000).as_bytes());
    read("(".repeat(900_000).as_bytes());
    read(format!("Subject: {}", "(=?utf-8?b?".repeat(90_000)).as_bytes());
}

#[test]
fn only_the_beginning_of_a_huge_message_is_looked_at() {
    let mut huge =
        b"From: Mailer-Daemon@b.example\nSubject: Undelivered mail\n\n<a@b.example>: 550 user unknown\n"
            .to_vec();
    for line in ["<x@y.example>: 550 no\n", "From: a\n", "mailbox * full 550-5.1.1 "] {
        let mut message = huge.clone();
        while message.len() < 10_000_000 {
            message.extend_from_slice(line.as_bytes());
        }
        let report = read(&message);
        assert_eq!(report.recipients[0].address, "a@b.example");
    }
    huge.resize(10_000_000, b'A');
    assert_eq!(read(&huge).kind, Kind::AddressUnknown);
}
