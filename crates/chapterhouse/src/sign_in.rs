//! `chapterhouse sign-in`: which roles ask for a second step, and taking a lost one away where nobody else is left who
//! may: the only administrator, for one.

use crate::{Failure, config::Config, open, serve};
use clap::Subcommand;
use federation::account::{self, AccountFault, Recipient};
use federation::acting::Door;
use federation::installation::Installation;
use federation::role::SecondFactor;
use federation::second_factor;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum SignIn {
    /// Whoever holds this role sets up a second step before anything else opens.
    Require {
        /// The key of the role, such as supporter-care.
        role: String,
    },
    /// The role asks for no second step any more.
    Release { role: String },
    /// Take codes, recovery codes and passkeys away from somebody who lost them. They get a mail.
    RemoveSecondStep {
        /// The e-mail address that they sign in with.
        email: String,
        /// What happened, and how you made sure that it is them. Kept in the journal, and sent to them.
        #[arg(long)]
        reason: String,
    },
}

pub async fn run(config: &Config, wanted: SignIn) -> Result<ExitCode, Failure> {
    let house = open::open(config).await?;
    match wanted {
        SignIn::Require { role } => demand(&house, role, SecondFactor::Required).await,
        SignIn::Release { role } => demand(&house, role, SecondFactor::Optional).await,
        SignIn::RemoveSecondStep { email, reason } => remove(house, email, reason).await,
    }
}

async fn demand(house: &Installation, key: String, wanted: SecondFactor) -> Result<ExitCode, Failure> {
    let (stamp, role) = (house.stamp(None, Door::Command), key.clone());
    if !house.db.write(move |tx| second_factor::demand(tx, &stamp, &role, wanted)).await? {
        return Err(format!("there is no role {key}").into());
    }
    println!("For {key} a second step at signing in is {} now.", wanted.word());
    Ok(ExitCode::SUCCESS)
}

async fn remove(house: Installation, email: String, reason: String) -> Result<ExitCode, Failure> {
    if reason.trim().is_empty() {
        return Err("a reason is needed: it is kept in the journal".into());
    }
    let app = serve::app(house)?;
    let (stamp, head) = (app.stamp(None, Door::Command), app.letterhead());
    let removed = app.db.write(move |tx| -> Result<bool, AccountFault> {
        let Some(person) = account::person_of(tx, &email)? else { return Ok(false) };
        let Some(to) = Recipient::of(tx, person)? else { return Ok(false) };
        let federation = head.federation.clone();
        second_factor::take_away(tx, &stamp, &head, &to, &federation, reason.trim())?;
        Ok(true)
    });
    if !removed.await? {
        return Err("nobody signs in with that address".into());
    }
    println!("The second step is removed. They sign in with their password, or ask for a new one.");
    Ok(ExitCode::SUCCESS)
}
