//! `chapterhouse found`: the first organisation and the first person of an empty installation.

use crate::{Failure, config::Config, open, serve};
use clap::Args;
use federation::acting::Door;
use federation::founding::{self, Founding};
use federation::person::Name;
use std::process::ExitCode;

#[derive(Args)]
pub struct Found {
    /// The name of the organisation at the top.
    #[arg(long)]
    organisation: String,
    /// What it is: centre, or county-association.
    #[arg(long, default_value = "centre")]
    kind: String,
    /// Forenames of the first person.
    #[arg(long)]
    given: String,
    /// Their surname.
    #[arg(long)]
    family: String,
    /// Their own e-mail address; the invitation goes there.
    #[arg(long)]
    email: String,
    /// Their role at the top.
    #[arg(long, default_value = "administrator")]
    role: String,
}

pub async fn found(config: &Config, wanted: Found) -> Result<ExitCode, Failure> {
    let app = serve::app(open::open(config).await?)?;
    let new = Founding {
        organisation: wanted.organisation,
        kind: wanted.kind,
        name: Name::new(&wanted.given, &wanted.family),
        address: wanted.email,
        role: wanted.role,
    };
    let (stamp, head) = (app.stamp(None, Door::Command), app.letterhead());
    let own_domains = app.settings.own_domains.clone();
    app.db.write(move |tx| founding::found(tx, &stamp, &head, &own_domains, &new)).await?;
    println!("The invitation leaves as soon as \"chapterhouse serve\" runs with a mail relay.");
    Ok(ExitCode::SUCCESS)
}
