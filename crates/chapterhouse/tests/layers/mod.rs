//! Imports go down only. Between crates the `Cargo.toml` files tell. Inside a crate of features its `lib.rs` gives the
//! ranks: `mod` lines in groups, an empty line between two ranks, the lowest first. A folder uses only folders of lower
//! groups, through their `mod.rs`; folders of one group do not know each other.

mod paths;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use paths::{CratePath, crate_paths};

/// Which crates a crate may use. Whoever adds a crate says here where it stands.
const BELOW: &[(&str, &[&str])] = &[
    ("formats", &[]),
    ("store", &[]),
    ("web", &[]),
    ("federation", &["web", "store", "formats"]),
    ("portal", &["federation", "web", "store", "formats"]),
    ("workspace", &["federation", "web", "store", "formats"]),
    ("chapterhouse", &["portal", "workspace", "federation", "web", "store", "formats"]),
];

/// The crates whose folders are features in ranks.
const RANKED: &[&str] = &["federation", "portal", "workspace"];

#[test]
fn crates_use_only_crates_below_them() {
    let mut breaches = Vec::new();
    for folder in folders_in(&crates()) {
        let name = name_of(&folder);
        let Some((_, below)) = BELOW.iter().find(|(known, _)| *known == name) else {
            breaches.push(format!("crate {name} has no place: add it to BELOW in this test"));
            continue;
        };
        for used in crates_used_by(&folder) {
            if used != name && !below.contains(&used.as_str()) {
                breaches.push(format!("{name} uses {used}, which is not below it"));
            }
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn folders_use_only_folders_of_lower_rank_through_their_front_door() {
    let breaches: Vec<String> = folders_in(&crates())
        .iter()
        .filter(|folder| RANKED.contains(&name_of(folder).as_str()))
        .flat_map(|folder| breaches_in(&folder.join("src"), &ranks(&read(&folder.join("src/lib.rs")))))
        .collect();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn a_breach_is_seen_however_the_import_is_written() {
    let ranks =
        ranks("//! Two ranks.\n\nmod person;\npub mod organisation;\n\n/// Rights.\npub mod access;\n");
    let seen = |code: &str| {
        crate_paths(code).iter().filter_map(|path| breach("person", path, &ranks, |_, _| false)).count()
    };
    assert_eq!(seen("use crate::access::Right;"), 1);
    assert_eq!(seen("use crate::{\n    access::{Right, Reach},\n    organisation::Kind as K,\n};"), 3);
    assert_eq!(seen("fn f() { crate::access::right() }"), 1);
    assert_eq!(
        seen("use crate::organisation::Organisation;"),
        1,
        "neighbours of one rank do not know each other"
    );
    assert_eq!(seen("use crate::person::Person; use crate::Clock; // crate::access::Right\n"), 0);
}

fn breaches_in(src: &Path, ranks: &BTreeMap<String, usize>) -> Vec<String> {
    let mut breaches = Vec::new();
    for folder in folders_in(src) {
        let name = name_of(&folder);
        if !ranks.contains_key(&name) {
            breaches.push(format!("{} is not in lib.rs", folder.display()));
            continue;
        }
        // a story under test may set its scene with whatever it needs
        for file in rust_files(&folder).iter().filter(|file| !is_story(file)) {
            let inner = |folder: &str, item: &str| {
                let folder = src.join(folder);
                let is_file = folder.join(item).is_dir() || folder.join(format!("{item}.rs")).is_file();
                is_file && !opens(&read(&folder.join("mod.rs")), item)
            };
            breaches.extend(
                crate_paths(&read(file))
                    .iter()
                    .filter_map(|path| breach(&name, path, ranks, inner))
                    .map(|what| format!("{}: {what}", file.display())),
            );
        }
    }
    breaches
}

fn is_story(file: &Path) -> bool {
    file.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
}

/// Whether a `mod.rs` opens its file to others: as a whole, or by naming something of the same name.
fn opens(door: &str, item: &str) -> bool {
    let named = |line: &str| {
        line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| *word == item).count() > 1
    };
    door.lines()
        .any(|line| line == format!("pub mod {item};") || (line.starts_with("pub use ") && named(line)))
}

/// `inner(folder, item)` tells whether the item is a file of that folder, which only the folder itself may name.
fn breach(
    from: &str,
    path: &CratePath,
    ranks: &BTreeMap<String, usize>,
    inner: impl Fn(&str, &str) -> bool,
) -> Option<String> {
    let to = path.folder.as_str();
    let (low, high) = (ranks.get(to)?, ranks[from]);
    if to == from {
        return None;
    }
    if *low >= high {
        return Some(format!("{from} uses {to}, which is not of lower rank"));
    }
    let item = path.item.as_deref()?;
    inner(to, item).then(|| format!("{from} uses {to}::{item}, past the front door of {to}"))
}

fn ranks(lib: &str) -> BTreeMap<String, usize> {
    let mut rank = 0;
    let mut ranks = BTreeMap::new();
    for line in lib.lines() {
        let declared = line.trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        if let Some(name) = declared.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
            ranks.insert(name.to_owned(), rank);
        } else if line.is_empty() {
            rank += 1;
        }
    }
    ranks
}

/// Names of this workspace's crates under `[dependencies]` and `[dev-dependencies]`.
fn crates_used_by(folder: &Path) -> Vec<String> {
    let mut within = false;
    let mut used = Vec::new();
    for line in read(&folder.join("Cargo.toml")).lines() {
        if line.starts_with('[') {
            within = line.contains("dependencies]");
        } else if within {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            if BELOW.iter().any(|(known, _)| *known == name) {
                used.push(name.to_owned());
            }
        }
    }
    used
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn folders_in(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.expect("a readable folder").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
    files
}

fn name_of(folder: &Path) -> String {
    folder.file_name().expect("a folder with a name").to_string_lossy().into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
