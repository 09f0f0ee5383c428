//! `chapterhouse import members FILE --mapping FILE.toml --as EMAIL`.

use crate::{Failure, config::Config, open};
use clap::{Args, Subcommand};
use federation::import::{self, How};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Import {
    /// Members from a CSV file: every row ends as a member, as somebody known, or with its line and the reason.
    Members(Members),
}

#[derive(Args)]
pub struct Members {
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
    let Import::Members(wanted) = wanted;
    let installation = open::open(config).await?;
    let how = if wanted.dry_run { How::DryRun } else { How::Apply };
    let is_watched = std::io::stderr().is_terminal();
    let progress = move |done: import::Progress| {
        if is_watched {
            eprint!("\r{} of {} rows", done.rows, done.of);
        }
    };
    let report =
        import::run_from_command(&installation, &wanted.by, &wanted.file, &wanted.mapping, how, progress)
            .await?;
    if is_watched {
        eprintln!();
    }
    match &wanted.report {
        Some(path) => {
            let file = std::fs::File::create(path)
                .map_err(|e| format!("{} cannot be written: {e}", path.display()))?;
            write(&report, file)?;
        }
        None => write(&report, std::io::stdout().lock())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn write(report: &import::Report, out: impl Write) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(out);
    report.write(&mut out)?;
    out.flush()
}
