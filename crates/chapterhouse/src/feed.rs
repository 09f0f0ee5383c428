//! `chapterhouse feed add|list|run|stop|go-on`: lists that come by themselves.

use crate::{Failure, config::Config, open};
use clap::{Args, Subcommand};
use federation::contacts_import::Mapping;
use federation::feed::{self, Done, Rows, Source, State};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Feed {
    /// Sets a feed up, or changes the one of that name.
    Add(Box<New>),
    /// Every feed: whether it runs, and how old its data is.
    List,
    /// Runs a feed now.
    Run { name: String },
    /// Stops a feed.
    Stop {
        name: String,
        /// Why: its page says so.
        #[arg(long)]
        because: String,
    },
    /// Sets a feed going again.
    GoOn {
        name: String,
        /// The number of rows that stopped it is right.
        #[arg(long)]
        rows_are_right: bool,
        /// On whose right it runs from now on: the e-mail address that they sign in with.
        #[arg(long = "as", value_name = "EMAIL")]
        by: String,
    },
}

#[derive(Args)]
pub struct New {
    name: String,
    #[command(flatten)]
    from: From,
    /// In a folder of [feeds.places]: which file; one * stands for what changes.
    #[arg(long, requires = "folder")]
    file: Option<String>,
    /// In a database of [feeds.places]: a file with one SELECT.
    #[arg(long, requires = "database")]
    query: Option<PathBuf>,
    /// For an address: a file with the token, or - to type it. It is kept sealed.
    #[arg(long, requires = "url")]
    token: Option<PathBuf>,
    /// The header that the token goes in, if it is not "Authorization: Bearer".
    #[arg(long, requires = "token")]
    header: Option<String>,
    #[arg(long)]
    mapping: PathBuf,
    /// When it runs, in the federation's zone.
    #[arg(long, default_value = "02:00")]
    at: String,
    /// On whose right it runs: the e-mail address that they sign in with.
    #[arg(long = "as", value_name = "EMAIL")]
    by: String,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct From {
    /// A file, or a pattern for the newest of several: /srv/feeds/clerks-*.csv
    #[arg(long)]
    place: Option<String>,
    /// A folder by its name in [feeds.places].
    #[arg(long, requires = "file")]
    folder: Option<String>,
    /// An address of the web.
    #[arg(long)]
    url: Option<String>,
    /// A database by its name in [feeds.places].
    #[arg(long, requires = "query")]
    database: Option<String>,
}

pub async fn feed(config: &Config, wanted: Feed) -> Result<ExitCode, Failure> {
    let installation = open::open(config).await?;
    match wanted {
        Feed::Add(new) => {
            let mapping = Mapping::parse(&text_of(&new.mapping)?)?;
            let (source, token) = source(&new)?;
            let (by, name) = (&new.by, &new.name);
            feed::add_from_command(&installation, by, name, source, token, &mapping, &new.at).await?;
            println!("The feed \"{name}\" is set up.");
        }
        Feed::List => {
            for feed in installation.db.read(feed::all).await? {
                println!("{}", line(&feed));
            }
        }
        Feed::Run { name } => match feed::run_from_command(&installation, &name).await? {
            Done::NotModified => println!("Nothing is new."),
            Done::CameIn(report) => {
                let mut text = Vec::new();
                report.write(&mut text)?;
                std::io::stdout().lock().write_all(&text)?;
            }
        },
        Feed::Stop { name, because } => {
            feed::stop_from_command(&installation, &name, &because).await?;
            println!("The feed \"{name}\" is stopped.");
        }
        Feed::GoOn { name, rows_are_right, by } => {
            let rows = if rows_are_right { Rows::AreRight } else { Rows::AsBefore };
            feed::go_on_from_command(&installation, &by, &name, rows).await?;
            println!("The feed \"{name}\" runs again at its next time.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Where it comes from; a token's header, and what it says.
type Whence = (Source, Option<(Option<String>, String)>);

fn source(new: &New) -> Result<Whence, Failure> {
    let from = &new.from;
    let source = if let Some(place) = &from.place {
        Source::Path(place.clone())
    } else if let Some(place) = &from.folder {
        Source::Folder { place: place.clone(), pattern: new.file.clone().unwrap_or_default() }
    } else if let Some(place) = &from.database {
        let sql = new.query.as_deref().map(text_of).transpose()?.unwrap_or_default();
        Source::Query { place: place.clone(), sql }
    } else {
        Source::Web { url: from.url.clone().unwrap_or_default(), token: None }
    };
    let token = new.token.as_deref().map(text_of).transpose()?;
    Ok((source, token.map(|token| (new.header.clone(), token.trim().to_owned()))))
}

fn text_of(path: &Path) -> Result<String, Failure> {
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().lock().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(path).map_err(|e| format!("{} cannot be read: {e}", path.display()).into())
}

fn line(feed: &feed::Feed) -> String {
    let state = match feed.state {
        State::Running => "runs".to_owned(),
        State::Draft => "is being set up".to_owned(),
        State::Stopped | State::Removed => {
            format!("stopped: {}", feed.stopped_because.as_deref().unwrap_or("by hand"))
        }
    };
    let good = feed.last_good_at.map_or_else(|| "never".to_owned(), |at| at.to_string());
    format!("{}\t{}\tdata as at {good}\t{state}", feed.name, feed.at)
}
