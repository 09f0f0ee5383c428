//! For the tests of every crate: keys that pages use and nobody wrote, and keys that nobody uses.
//!
//! ```text
//! #[test]
//! fn every_sentence_is_there_and_used() {
//!     let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
//!     assert_eq!(web::text::check::faults(&source, crate::TEXTS, web::text::TEXTS), Vec::<String>::new());
//! }
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::Texts;

/// Keys read `feature-word`; tests and comments do not count as use. `own` are the sentences of the crate under `source`; `others` are those it may use besides.
pub fn faults(source: &Path, own: &[Texts], others: &[Texts]) -> Vec<String> {
    let mut files = Vec::new();
    read(source, &mut files);
    let code = files.join("\n");
    let english: BTreeSet<_> = own.iter().flat_map(|t| keys(t.en)).collect();
    let known: BTreeSet<_> = english.iter().copied().chain(others.iter().flat_map(|t| keys(t.en))).collect();
    let mut faults = Vec::new();
    let tables = files.iter().flat_map(|file| beside_known(file, &known));
    for key in used(&code).into_iter().chain(tables).collect::<BTreeSet<_>>().difference(&known) {
        faults.push(format!("{key} is used and in no en.ftl"));
    }
    for key in &english {
        if !code.contains(&format!("\"{key}\"")) {
            faults.push(format!("{key} is in an en.ftl and not used"));
        }
    }
    for key in own.iter().flat_map(|t| keys(t.cy)).filter(|key| !english.contains(key)) {
        faults.push(format!("{key} is in a cy.ftl and in no en.ftl"));
    }
    faults
}

fn read(folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        if path.is_dir() {
            read(&path, files);
        } else if path.extension().is_some_and(|ext| ext == "rs" || ext == "html") {
            let text = fs::read_to_string(&path).unwrap_or_default();
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            files.push(lines.collect::<Vec<_>>().join("\n"));
        }
    }
}

/// A message starts at the beginning of a line: `key = words`.
fn keys(ftl: &str) -> impl Iterator<Item = &str> {
    ftl.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        Some(key.trim())
    })
}

fn used(code: &str) -> BTreeSet<&str> {
    let calls = [".text(\"", ".plain(\"", ".with(\""];
    let keys = calls.iter().flat_map(|call| code.split(call).skip(1));
    keys.filter_map(|rest| rest.split('"').next()).filter(|key| is_key(key)).collect()
}

fn is_key(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Keys that stand in a table ("page-state-sent" beside "page-state-failed") and reach a page through a variable.
fn beside_known<'a>(file: &'a str, known: &BTreeSet<&str>) -> Vec<&'a str> {
    let stem = |key: &'a str| key.rsplit_once('-').map(|(stem, _)| stem).filter(|stem| stem.contains('-'));
    let literals: Vec<&str> = file.split('"').filter(|text| is_key(text)).collect();
    let of_known: BTreeSet<&str> =
        literals.iter().filter(|text| known.contains(*text)).filter_map(|text| stem(text)).collect();
    literals.into_iter().filter(|text| stem(text).is_some_and(|stem| of_known.contains(stem))).collect()
}
