//! `chapterhouse generate`: fills an empty database with people who are nobody, for figures and trials of size.

use crate::{Failure, config::Config, open};
use clap::Args;
use federation::account::hashing::{Hasher, Password};
use federation::changed;
use federation::contacts;
use federation::demo::loading;
use federation::demo::population::{Population, Sizes};
use std::process::ExitCode;

#[derive(Args)]
pub struct Generate {
    /// How many persons have a membership.
    #[arg(long)]
    members: u64,
    /// How many organisations there are, the centre and the nations among them.
    #[arg(long)]
    organisations: u32,
    /// The same seed gives the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// The password of everybody with a sign-in, in a generated federation.
const PASSWORD: &str = "generated-for-figures";

pub async fn generate(config: &Config, wanted: Generate) -> Result<ExitCode, Failure> {
    let house = open::open(config).await?;
    let sizes = Sizes::of(wanted.members, wanted.organisations);
    let population = Population::charity(wanted.seed, house.today(), sizes);
    let hash = Hasher::new()?.hash(Password::new(PASSWORD)).await?;
    let loaded = loading::load(&house, &population, Some(hash)).await?;
    contacts::renew(&house).await?;
    // Looking for duplicates among them is a figure of its own.
    house.db.write(changed::forget).await?;
    println!("{} organisations, {} people, {} members", loaded.organisations, loaded.people, loaded.members);
    for (who, key) in [("centre", "supporter-care"), ("coordinator", "coordinator-leeds")] {
        let Some(cast) = population.cast.iter().find(|c| c.key == key) else { continue };
        let email = cast.email;
        let slug = house.db.read(move |tx| loading::serves_at(tx, email)).await?;
        if let Some(slug) = slug {
            println!("{who} {email} {PASSWORD} {slug}");
        }
    }
    Ok(ExitCode::SUCCESS)
}
