//! Hostile input gets nothing: whatever is put into an address, the answer is a page, never a fault, and nothing of it
//! comes back as markup. The attacks are real ones, kept outside this repository.

use crate::ground::{COORDINATOR, Ground};
use axum::body::to_bytes;
use std::path::{Path, PathBuf};

const FOLDERS: [&str; 6] =
    ["xss", "sql-injection", "http-protocol", "control-chars", "unicode", "path-traversal"];
/// Enough of each file to meet every kind of attack in it.
const FROM_EACH: usize = 40;

/// Addresses that take words from outside; `{}` is where the attack goes.
const DOORS: [(&str, usize); 6] = [
    ("/organisations?q={}", COORDINATOR),
    ("/organisations?after={}&letter={}&sort={}", COORDINATOR),
    ("/organisations/leeds/members?q={}", COORDINATOR),
    ("/organisations/leeds/members?state={}&after={}&letter={}&size={}&col={}", COORDINATOR),
    ("/organisations/{}/members", COORDINATOR),
    ("/sign-in?back={}", 0),
];

#[tokio::test]
async fn attacks_in_addresses_get_a_page_and_never_come_back_as_markup() {
    let Some(attacks) = attacks() else {
        println!("skipped: the attack lists of shared/data are not here");
        return;
    };
    assert!(attacks.len() > 200, "{} attacks are too few to say anything", attacks.len());
    store::testing::for_each_engine("hostile", |db| {
        let attacks = attacks.clone();
        async move {
            let ground = Ground::laid(db).await;
            for (door, walker) in DOORS {
                for attack in &attacks {
                    meet(&ground, door, walker, attack).await;
                }
            }
        }
    })
    .await;
}

async fn meet(ground: &Ground, door: &str, walker: usize, attack: &[u8]) {
    let address = door.replace("{}", &percent(attack));
    let response = ground.ask("GET", &address, walker).await;
    let status = response.status();
    assert!(!status.is_server_error(), "{address} is answered by {status}");
    let body = to_bytes(response.into_body(), 8 << 20).await.expect("a page can be read");
    let text = String::from_utf8(body.to_vec()).expect("pages are UTF-8");
    let attack = String::from_utf8_lossy(attack);
    if attack.contains('<') && attack.len() > 4 {
        assert!(!text.contains(attack.trim()), "{address} comes back as markup");
    }
}

fn percent(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("%{b:02X}")).collect()
}

fn attacks() -> Option<Vec<Vec<u8>>> {
    let data = std::env::var_os("CHAPTERHOUSE_SHARED_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let root = data.join("08-security/fuzzdb");
    if !root.is_dir() {
        return None;
    }
    let mut files: Vec<PathBuf> = FOLDERS.iter().flat_map(|folder| files_in(&root.join(folder))).collect();
    files.sort();
    let mut attacks = Vec::new();
    for file in files {
        let bytes = std::fs::read(file).ok()?;
        let lines = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty() && line.len() < 1_000);
        attacks.extend(lines.take(FROM_EACH).map(<[u8]>::to_vec));
    }
    Some(attacks)
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .flatten()
        .flat_map(|entry| if entry.path().is_dir() { files_in(&entry.path()) } else { vec![entry.path()] })
        .collect()
}
