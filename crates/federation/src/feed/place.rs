//! The places that the operator opened (`[feeds.places]` in the configuration), and the file that a folder holds for a
//! feed. People at the desk choose a place by its name; a path or an address of their own would reach everything that the
//! machine reaches.

use super::source::SourceError;
use crate::installation::{FeedPlaces, Settings};
use crate::outward::{Outward, OutwardError};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What the configuration names.
#[derive(Clone, Debug)]
pub struct Places(FeedPlaces, crate::outward::Places);

impl Places {
    pub fn of(settings: &Settings) -> Self {
        Self(settings.feed_places.clone(), settings.places)
    }

    /// What may be asked over the web.
    pub(super) fn outward(&self) -> Result<Outward, OutwardError> {
        Outward::new(self.1)
    }

    pub fn folders(&self) -> Vec<String> {
        self.names(|address| !is_database(address))
    }

    pub fn databases(&self) -> Vec<String> {
        self.names(is_database)
    }

    fn names(&self, fits: impl Fn(&str) -> bool) -> Vec<String> {
        self.0.0.iter().filter(|(_, address)| fits(address)).map(|(name, _)| name.clone()).collect()
    }

    pub(super) fn folder(&self, name: &str) -> Result<PathBuf, SourceError> {
        let address = self.0.0.get(name).ok_or(SourceError::NoPlace)?;
        if is_database(address) { Err(SourceError::NoFolder) } else { Ok(address.into()) }
    }

    /// Its address may hold a password: not for pages, not for logs.
    pub(super) fn database(&self, name: &str) -> Result<&str, SourceError> {
        let address = self.0.0.get(name).ok_or(SourceError::NoPlace)?;
        if is_database(address) { Ok(address) } else { Err(SourceError::NoDatabase) }
    }
}

fn is_database(address: &str) -> bool {
    ["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| address.starts_with(scheme))
}

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
