//! `chapterhouse members download`: the same act, with the same right, as the pages. The person is named by the e-mail
//! address that they sign in with; the file's password comes on standard input, so that no list of processes shows it.

use crate::{Failure, config::Config, open};
use clap::{Args, Subcommand};
use federation::access::{self, Denied, DownloadMembers, Right};
use federation::account;
use federation::account::password::Known;
use federation::acting::Door;
use federation::installation::Installation;
use federation::members::{Chosen, Filter, Standing};
use federation::members_download::{
    Ask, Columns, Each, FilePassword, Finished, Form, Purpose, Sheet, Written, write,
};
use std::fs::OpenOptions;
use std::io::{self, BufRead, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use store::StoreError;
use web::text::{Catalogue, Lang, Words};
use zeroize::Zeroizing;

#[derive(Subcommand)]
pub enum Members {
    /// Write members' details into a protected file, on the record. The password is read from standard input.
    Download(Download),
}

#[derive(Args)]
pub struct Download {
    /// Who takes it: the e-mail address that they sign in with.
    #[arg(long = "as", value_name = "EMAIL")]
    who: String,
    /// The organisation's name in addresses, such as leeds.
    #[arg(long)]
    organisation: String,
    #[arg(long, value_parser = ["xlsx", "labels"])]
    format: String,
    /// A reason of the list, a colon, and what exactly it is for: "newsletter: the spring edition".
    #[arg(long)]
    reason: String,
    /// Columns of the spreadsheet, by commas, or "all". Left out: the least that the reason needs.
    #[arg(long)]
    columns: Option<String>,
    /// The code on the packet of labels.
    #[arg(long, default_value = "J8160")]
    label_format: String,
    /// The first label to print on, counted row by row from 1.
    #[arg(long, default_value_t = 1)]
    start: usize,
    /// One label for each person, instead of one for each household.
    #[arg(long)]
    each_person: bool,
    /// present, current, lapsed, ended or any.
    #[arg(long, default_value = "present")]
    state: String,
    #[arg(long)]
    category: Option<String>,
    /// The letters that the postcode begins with.
    #[arg(long)]
    area: Option<String>,
    /// Part of a name, town, postcode, e-mail address or membership number.
    #[arg(long)]
    search: Option<String>,
    /// The file to write. It must not be there yet.
    #[arg(long)]
    out: PathBuf,
}

pub async fn run(config: &Config, wanted: Members) -> Result<ExitCode, Failure> {
    let Members::Download(wanted) = wanted;
    download(config, wanted).await
}

async fn download(config: &Config, wanted: Download) -> Result<ExitCode, Failure> {
    let ask = wanted.ask()?;
    if wanted.out.exists() {
        return Err(format!("{} is there already", wanted.out.display()).into());
    }
    let house = open::open(config).await?;
    let right = match right(&house, &wanted).await? {
        Ok(right) => right,
        Err(denied) => return Ok(refused(&denied)),
    };
    let password = password(&house)?;
    let finished = write(&house, &words()?, &right, Door::Command, ask, password).await?;
    let written = finished.written.clone();
    keep(finished, &wanted.out)?;
    report(&wanted.out, &written);
    Ok(ExitCode::SUCCESS)
}

impl Download {
    fn ask(&self) -> Result<Ask, Failure> {
        let (reason, words) = self.reason.split_once(':').unwrap_or((&self.reason, ""));
        let purpose = Purpose::of(reason.trim(), words)?;
        let form = match self.format.as_str() {
            "labels" => {
                let each = if self.each_person { Each::Person } else { Each::Household };
                Form::Labels(Sheet::of(&self.label_format, self.start, (0.0, 0.0), each)?)
            }
            _ => Form::Spreadsheet(match self.columns.as_deref() {
                None => Columns::least(purpose.reason),
                Some("all") => Columns::all(),
                Some(keys) => Columns::of(keys.split(',').map(str::trim))?,
            }),
        };
        Ok(Ask { whose: Chosen::Filter(self.filter()?), purpose, form })
    }

    /// A state that is not known must not come to mean everybody.
    fn filter(&self) -> Result<Filter, Failure> {
        let standing = Standing::from_word(&self.state)
            .ok_or_else(|| format!("There is no state called {}", self.state))?;
        Ok(Filter {
            standing,
            category: self.category.clone(),
            area: self.area.as_ref().map(|a| a.to_uppercase()),
            search: self.search.clone().unwrap_or_default(),
            ..Filter::default()
        })
    }
}

async fn right(
    house: &Installation,
    wanted: &Download,
) -> Result<Result<Right<DownloadMembers>, Denied>, StoreError> {
    let (who, slug, today) = (wanted.who.clone(), wanted.organisation.clone(), house.today());
    house
        .db
        .read(move |tx| -> Result<_, StoreError> {
            let Some(person) = account::person_of(tx, &who)? else { return Ok(Err(Denied::Invisible)) };
            let Some(actor) = access::actor(tx, person, today)? else { return Ok(Err(Denied::Invisible)) };
            let Some(organisation) = access::visible_organisation_by_slug(tx, &actor, &slug)? else {
                return Ok(Err(Denied::Invisible));
            };
            match access::right(tx, &actor, organisation.id) {
                Err(Denied::Store(error)) => Err(error),
                answered => Ok(answered),
            }
        })
        .await
}

fn refused(denied: &Denied) -> ExitCode {
    match denied {
        Denied::Refused(refusal) => eprintln!("chapterhouse: {}\n{}", refusal.reason(), refusal.remedy()),
        _ => eprintln!(
            "chapterhouse: There is no such sign-in, or no organisation of that name that it may know of."
        ),
    }
    ExitCode::FAILURE
}

fn password(house: &Installation) -> Result<FilePassword, Failure> {
    let mut line = Zeroizing::new(String::new());
    io::stdin().lock().read_line(&mut line)?;
    let typed = line.trim_end_matches(['\r', '\n']);
    let known = Known::of(&[], "", &house.settings.name);
    Ok(FilePassword::choose(typed, &known)?.0)
}

fn words() -> Result<Words, Failure> {
    let texts = [web::text::TEXTS, federation::TEXTS].concat();
    let catalogue = Catalogue::new(&texts).map_err(|faults| faults.join("; "))?;
    Ok(Words::new(Arc::new(catalogue), Lang::English))
}

/// Only its owner may read it.
fn keep(mut finished: Finished, out: &Path) -> Result<(), Failure> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(out)?;
    io::copy(&mut finished.file, &mut file)?;
    file.flush()?;
    Ok(file.sync_all()?)
}

fn report(out: &Path, written: &Written) {
    println!("{}: {} for {} people", out.display(), written.pieces, written.people);
    println!("SHA-256 {}", written.sha256.iter().map(|b| format!("{b:02x}")).collect::<String>());
    for (why, count) in &written.left_out.counts {
        println!("left out, {}: {count}", why.word());
    }
    println!("It holds personal data. Delete it when it was used; we will ask.");
}
