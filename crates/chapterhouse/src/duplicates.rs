//! `chapterhouse duplicates list | run | merge-safe`: the same acts, with the same right, as the pages.

use crate::{Failure, config::Config, open};
use clap::{Args, Subcommand};
use federation::access::{self, Actor, Denied, ManageContacts, Right};
use federation::account;
use federation::acting::Door;
use federation::duplicates::{self, Pair, PairId, Strength, bulk};
use federation::installation::Installation;
use federation::merging::MergeError;
use std::process::ExitCode;
use std::sync::Arc;
use store::{StoreError, Tx};
use web::text::{Catalogue, Lang, Words};

#[derive(Subcommand)]
pub enum Duplicates {
    /// Print the surest pairs that wait for somebody, with the reasons. They are names of people.
    List(List),
    /// Compare everything that changed, now instead of in the background.
    Run,
    /// Merge the pairs that need no decision: the same in every letter, both alive, no roles.
    MergeSafe(MergeSafe),
}

#[derive(Args)]
pub struct List {
    /// Whose right it is done by: the e-mail address that they sign in with.
    #[arg(long = "as", value_name = "EMAIL")]
    by: String,
    /// At least so sure.
    #[arg(long, default_value = "possible", value_parser = ["certain", "likely", "possible"])]
    strength: String,
    #[arg(long, default_value_t = 50)]
    limit: usize,
}

#[derive(Args)]
pub struct MergeSafe {
    /// Whose right it is done by: the e-mail address that they sign in with.
    #[arg(long = "as", value_name = "EMAIL")]
    by: String,
    /// Say what would happen and write nothing.
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(config: &Config, wanted: Duplicates) -> Result<ExitCode, Failure> {
    let house = open::open(config).await?;
    match wanted {
        Duplicates::List(wanted) => list(&house, wanted).await,
        Duplicates::Run => {
            let studied = duplicates::run(&house.db, &house.stamp(None, Door::Command)).await?;
            println!(
                "{} contacts looked at, {} pairs compared, {} wait on their account.",
                studied.contacts, studied.compared, studied.pairs
            );
            Ok(ExitCode::SUCCESS)
        }
        Duplicates::MergeSafe(wanted) => merge_safe(&house, wanted).await,
    }
}

async fn list(house: &Installation, wanted: List) -> Result<ExitCode, Failure> {
    let from = Strength::ALL.into_iter().find(|s| s.word() == wanted.strength).unwrap_or(Strength::Possible);
    let today = house.today();
    type Named = Vec<(Pair, [String; 2])>;
    let found = house
        .db
        .read(move |tx| -> Result<Result<Named, Denied>, StoreError> {
            let right = match officer(tx, &wanted.by, today) {
                Err(Denied::Store(error)) => return Err(error),
                Err(denied) => return Ok(Err(denied)),
                Ok((_, right)) => right,
            };
            let mut named = Vec::new();
            for pair in duplicates::surest(tx, &right, from, wanted.limit)? {
                let one = duplicates::shown(tx, pair.one, today)?;
                let other = duplicates::shown(tx, pair.other, today)?;
                let names = [one, other].map(|side| side.map(|s| s.name).unwrap_or_default());
                named.push((pair, names));
            }
            Ok(Ok(named))
        })
        .await?;
    let words = words()?;
    match found {
        Err(denied) => Ok(refused(&denied)),
        Ok(pairs) => {
            for (pair, [one, other]) in pairs {
                let strength = Strength::of(pair.score).word();
                println!("{}  {strength}  {one} | {other}", pair.id);
                println!("    {}", duplicates::reasons(&words, &pair).join("; "));
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn merge_safe(house: &Installation, wanted: MergeSafe) -> Result<ExitCode, Failure> {
    let (today, by) = (house.today(), wanted.by);
    let stamp = house.stamp(None, Door::Command);
    let dry = wanted.dry_run;
    let done = house
        .db
        .write(move |tx| -> Result<_, MergeError> {
            let (actor, right) = match officer(tx, &by, today) {
                Err(Denied::Store(error)) => return Err(error.into()),
                Err(denied) => return Ok(Err(denied)),
                Ok(held) => held,
            };
            let found = bulk::dry_run(tx, &right)?;
            if dry {
                return Ok(Ok((found, None)));
            }
            let stamp = federation::acting::Stamp { by: Some(actor.person), ..stamp };
            let ids: Vec<PairId> = found.safe.iter().map(|pair| pair.id).collect();
            let done = bulk::merge(tx, &stamp, &actor, &right, &ids)?;
            Ok(Ok((found, Some(done))))
        })
        .await?;
    match done {
        Err(denied) => return Ok(refused(&denied)),
        Ok((found, None)) => {
            println!("{} pairs would be merged.", found.safe.len());
            for (because, count) in found.left {
                println!("left, {}: {count}", because.word());
            }
        }
        Ok((_, Some(done))) => {
            println!("{} pairs merged, {} left.", done.merged, done.changed + done.refused);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn officer(
    tx: &mut Tx<'_>,
    by: &str,
    today: jiff::civil::Date,
) -> Result<(Actor, Right<ManageContacts>), Denied> {
    let person = account::person_of(tx, by)?.ok_or(Denied::Invisible)?;
    let actor = access::actor(tx, person, today)?.ok_or(Denied::Invisible)?;
    let right = access::right_over_all::<ManageContacts>(tx, &actor)?;
    Ok((actor, right))
}

fn refused(denied: &Denied) -> ExitCode {
    match denied {
        Denied::Refused(refusal) => eprintln!("chapterhouse: {}\n{}", refusal.reason(), refusal.remedy()),
        _ => eprintln!("chapterhouse: There is no such sign-in."),
    }
    ExitCode::FAILURE
}

fn words() -> Result<Words, Failure> {
    let texts = [web::text::TEXTS, federation::TEXTS].concat();
    let catalogue = Catalogue::new(&texts).map_err(|faults| faults.join("; "))?;
    Ok(Words::new(Arc::new(catalogue), Lang::English))
}
