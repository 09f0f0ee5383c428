//! `chapterhouse import members FILE --mapping FILE.toml --as EMAIL`, and the same for `contacts`.

use crate::{Failure, config::Config, open};
use clap::{Args, Subcommand};
use federation::contacts_import;
use federation::import::{self, How};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Import {
    /// Members from a CSV file: every row ends as a member, as somebody known, or with its line and the reason.
    Members(List),
    /// Organisations and people from a CSV file or a workbook: what is known is filled or follows its source.
    Contacts(List),
}

#[derive(Args)]
pub struct List {
    /// The file, in any encoding.
    file: PathBuf,
    /// What its columns mean; docs/examples/members-mapping.toml is one to begin with.
    #[arg(long)]
    mapping: PathBuf,
    /// Whose right it is done by: the e-mail address that they sign in with.
    #[arg(long = "as", value_name = "EMAIL")]
    by: String,
    /// Say what would happen and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Where the report goes, instead of to standard output.
    #[arg(long)]
    report: Option<PathBuf>,
}

pub async fn import(config: &Config, wanted: Import) -> Result<ExitCode, Failure> {
    let (wanted, is_contacts) = match wanted {
        Import::Members(list) => (list, false),
        Import::Contacts(list) => (list, true),
    };
    let installation = open::open(config).await?;
    let how = if wanted.dry_run { How::DryRun } else { How::Apply };
    let is_watched = std::io::stderr().is_terminal();
    let progress = move |done: import::Progress| {
        if is_watched {
            eprint!("\r{} of {} rows", done.rows, done.of);
        }
    };
    let (by, file, mapping) = (&wanted.by, &wanted.file, &wanted.mapping);
    let mut text = Vec::new();
    if is_contacts {
        contacts_import::run_from_command(&installation, by, file, mapping, how, progress)
            .await?
            .write(&mut text)?;
    } else {
        import::run_from_command(&installation, by, file, mapping, how, progress).await?.write(&mut text)?;
    }
    if is_watched {
        eprintln!();
    }
    match &wanted.report {
        Some(path) => {
            std::fs::write(path, text).map_err(|e| format!("{} cannot be written: {e}", path.display()))?
        }
        None => std::io::stdout().lock().write_all(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}
