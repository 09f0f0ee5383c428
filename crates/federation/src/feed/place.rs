//! The file that a watched folder holds for a feed.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The newest file that fits. The last part of the place may hold one `*`: "/srv/feeds/clerks-*.csv".
pub fn newest(place: &Path) -> Option<PathBuf> {
    let pattern = place.file_name()?.to_str()?;
    let Some((before, after)) = pattern.split_once('*') else {
        return place.is_file().then(|| place.to_owned());
    };
    let fits = |name: &str| {
        name.len() >= before.len() + after.len() && name.starts_with(before) && name.ends_with(after)
    };
    let mut best: Option<(SystemTime, PathBuf)> = None;
    for entry in std::fs::read_dir(place.parent()?).ok()?.flatten() {
        let Ok(about) = entry.metadata() else { continue };
        if !about.is_file() || !entry.file_name().to_str().is_some_and(fits) {
            continue;
        }
        let found = (about.modified().unwrap_or(SystemTime::UNIX_EPOCH), entry.path());
        if best.as_ref().is_none_or(|b| found > *b) {
            best = Some(found);
        }
    }
    best.map(|(_, path)| path)
}
