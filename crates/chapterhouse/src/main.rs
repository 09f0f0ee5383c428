//! The program: wiring only. Each command opens the installation and calls the act that pages call too.

mod bounce;
mod config;
mod demo;
mod duplicates;
mod feed;
mod found;
mod generate;
mod import;
mod journal;
mod members;
mod open;
mod serve;
mod sign_in;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Chapterhouse: the home of a federated membership body.
#[derive(Parser)]
#[command(name = "chapterhouse", version)]
struct Arguments {
    /// Configuration file (TOML). `CHAPTERHOUSE_*` variables override it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// Folder for the secret, encrypted files under way and, by default, the database.
    #[arg(long, global = true)]
    data: Option<PathBuf>,
    /// `sqlite:PATH` or `postgres://…`, instead of the one in the configuration.
    #[arg(long, global = true)]
    database: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal.
    Serve {
        /// Address and port, instead of the configured one.
        #[arg(long)]
        listen: Option<String>,
    },
    /// A demonstration: a charity and a county association that are nobody.
    Demo(demo::Demo),
    /// Begin: the first organisation and the first person of an empty installation.
    Found(found::Found),
    /// Fill an empty database with people who are nobody, for figures.
    Generate(generate::Generate),
    /// Bring a file in.
    #[command(subcommand)]
    Import(import::Import),
    /// Contacts that are held twice.
    #[command(subcommand)]
    Duplicates(duplicates::Duplicates),
    /// Lists that come by themselves every night.
    #[command(subcommand)]
    Feed(feed::Feed),
    /// A report of mail that came back, from standard input: for a pipe from a mail server.
    Bounce,
    /// Members' details on their way out.
    #[command(subcommand)]
    Members(members::Members),
    /// Second steps at signing in.
    #[command(subcommand)]
    SignIn(sign_in::SignIn),
    /// Bring the database up to this version.
    Migrate,
    /// The record of every change.
    #[command(subcommand)]
    Journal(JournalCommand),
}

#[derive(Subcommand)]
enum JournalCommand {
    /// Walk the whole chain; prints its end as a checkpoint to keep elsewhere.
    Verify,
}

/// Anything that ends a command, as one sentence.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::INFO).init();
    match run(arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("chapterhouse: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let mut config = config::Config::read(arguments.config.as_deref(), std::env::vars())?;
    let named = arguments.data;
    if let Some(data) = &named {
        config.data = data.clone();
    }
    if let Some(database) = arguments.database {
        config.database = database;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match arguments.command {
            Command::Serve { listen } => {
                config.listen = listen.unwrap_or(config.listen);
                serve::serve(&config).await?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Demo(wanted) => demo::demo(&config, wanted, named).await,
            Command::Found(wanted) => found::found(&config, wanted).await,
            Command::Generate(wanted) => generate::generate(&config, wanted).await,
            Command::Bounce => bounce::bounce(&config).await,
            Command::Import(wanted) => import::import(&config, wanted).await,
            Command::Duplicates(wanted) => duplicates::run(&config, wanted).await,
            Command::Feed(wanted) => feed::feed(&config, wanted).await,
            Command::Members(wanted) => members::run(&config, wanted).await,
            Command::SignIn(wanted) => sign_in::run(&config, wanted).await,
            Command::Migrate => {
                open::open(&config).await?;
                println!("The database is up to date.");
                Ok(ExitCode::SUCCESS)
            }
            Command::Journal(JournalCommand::Verify) => journal::verify(&config).await,
        }
    })
}
