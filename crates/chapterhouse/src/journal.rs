//! `chapterhouse journal verify`.

use crate::{Failure, config::Config, open};
use federation::journal::{self, Broken};
use std::process::ExitCode;

pub async fn verify(config: &Config) -> Result<ExitCode, Failure> {
    let installation = open::open(config).await?;
    match installation.db.read_apart(journal::verify).await {
        Ok(end) => {
            println!("The journal is whole: {} entries. Checkpoint: {} {}", end.seq, end.seq, end.hash);
            Ok(ExitCode::SUCCESS)
        }
        Err(Broken::Store(e)) => Err(e.into()),
        Err(broken) => {
            println!("{broken}. Everything before it is whole.");
            Ok(ExitCode::FAILURE)
        }
    }
}
