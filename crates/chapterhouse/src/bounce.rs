//! `chapterhouse bounce < MESSAGE`: a mail server pipes in a report of mail that came back.

use crate::{Failure, config::Config, open};
use federation::acting::Door;
use federation::bounce::{MOST_BYTES, Outcome};
use federation::returned_mail;
use std::io::Read;
use std::process::ExitCode;

/// EX_TEMPFAIL of sysexits: the mail server keeps the message and tries again.
const LATER: u8 = 75;

pub async fn bounce(config: &Config) -> Result<ExitCode, Failure> {
    let mut message = Vec::new();
    let most = u64::try_from(MOST_BYTES)?;
    std::io::stdin().lock().take(most).read_to_end(&mut message)?;
    let house = match open::open(config).await {
        Ok(house) => house,
        Err(failure) => return Ok(later(&failure)),
    };
    match returned_mail::take(&house, Door::Command, message).await {
        Ok(outcome) => {
            println!("{}", words(outcome));
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => Ok(later(&error.into())),
    }
}

fn later(failure: &Failure) -> ExitCode {
    eprintln!("chapterhouse: {failure}");
    ExitCode::from(LATER)
}

fn words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Noted { .. } => "Noted.",
        Outcome::Before => "It was noted before.",
        Outcome::NotABounce => "This is no report of mail that came back.",
        Outcome::NotOurs => "It speaks of no mail of ours.",
    }
}
