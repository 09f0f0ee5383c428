//! Getting what a source has to give tonight.

use super::place::{Places, newest};
use super::snapshot::Writing;
use super::source::Source;
use super::{Feed, FeedError};
use crate::import::reading::Input;
use crate::installation::Installation;
use std::time::Duration;
use store::elsewhere::{self, Limits, Taker};

/// How a web server marked what it gave, so that it can be asked for anything newer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

pub enum Fetched {
    Data(Input, Mark),
    NotModified,
}

/// Hears every now and then that a fetch goes on.
pub type Beat = Box<dyn FnMut() + Send>;

/// `since` is what came in last; a blank one asks for the data whatever it is.
pub async fn fetch(
    installation: &Installation,
    feed: &Feed,
    since: Mark,
    beat: Beat,
) -> Result<Fetched, FeedError> {
    let places = Places::of(&installation.settings);
    feed.source.check(&places)?;
    match &feed.source {
        Source::Path(_) | Source::Folder { .. } => {
            let path = feed.source.path(&places)?.unwrap_or_default();
            let path = newest(&path).ok_or(FeedError::Missing)?;
            Ok(Fetched::Data(Input::file(&path), Mark::default()))
        }
        Source::Query { place, sql } => {
            let (address, sql) = (places.database(place)?.to_owned(), sql.clone());
            let writing = Writing::new(&installation.settings.spool, beat).map_err(FeedError::Keeping)?;
            let name = format!("{place}.csv");
            let asked = tokio::task::spawn_blocking(move || ask(&address, &sql, writing, &name));
            let input = asked.await.map_err(|_| FeedError::Broke)??;
            Ok(Fetched::Data(input, Mark::default()))
        }
        Source::Web { url, token } => super::web::get(installation, url, token.as_ref(), since, beat).await,
    }
}

/// The rows of a query as a CSV file under the names of its columns.
fn ask(address: &str, sql: &str, writing: Writing, name: &str) -> Result<Input, FeedError> {
    let limits = Limits { time: Duration::from_secs(10 * 60), ..Limits::default() };
    let mut table = AsCsv(csv::Writer::from_writer(writing));
    elsewhere::ask(address, sql, limits, &mut table)?;
    let writing = table.0.into_inner().map_err(|e| FeedError::Keeping(e.into_error()))?;
    writing.finish(name).map_err(FeedError::Keeping)
}

struct AsCsv(csv::Writer<Writing>);

impl Taker for AsCsv {
    fn columns(&mut self, names: &[&str]) -> std::io::Result<()> {
        Ok(self.0.write_record(names)?)
    }

    fn row(&mut self, cells: &[&str]) -> std::io::Result<()> {
        Ok(self.0.write_record(cells)?)
    }
}
