//! `chapterhouse demo`: a charity and a county association that are nobody, each in its own database, served side by
//! side. Mail is captured and readable; everybody in the cast can be signed in with one click.

use crate::{Failure, config::Config, open, serve};
use clap::Args;
use federation::account::hashing::{Hasher, Password};
use federation::acting::Door;
use federation::demo::loading::{self, LoadError};
use federation::demo::population::{Population, Sizes};
use federation::installation::{DemoLink, DemoPerson, Demonstration};
use federation::message::example;
use federation::rollout;
use federation::visit::App;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::net::TcpListener;

#[derive(Args)]
pub struct Demo {
    /// Address and port of the charity; the county association takes the next port.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

const SEED: u64 = 1;
const COUNCILS: u32 = 450;

/// `kept`: the folder that was named, if any; without one the demonstration is gone when it stops.
pub async fn demo(config: &Config, wanted: Demo, kept: Option<PathBuf>) -> Result<ExitCode, Failure> {
    let scratch = kept.is_none().then(Scratch::make).transpose()?;
    let folder = kept.unwrap_or_else(|| scratch.as_ref().map(|s| s.0.clone()).unwrap_or_default());
    let charity_at = serve::listen(&wanted.listen.to_string()).await?;
    let association_at = beside(charity_at.local_addr()?).await?;
    let other = |listener: &TcpListener, name: &str| -> Result<DemoLink, Failure> {
        Ok(DemoLink { name: name.to_owned(), url: format!("http://{}", listener.local_addr()?) })
    };
    let today = store::Clock::system().today(&jiff::tz::TimeZone::get(&config.zone)?);
    let charity = Population::charity(SEED, today, Sizes::DEMO);
    let association = Population::association(SEED, today, COUNCILS);
    let to_association = other(&association_at, association.name)?;
    let to_charity = other(&charity_at, charity.name)?;
    let first = furnish(config, &folder.join("charity"), &charity, &charity_at, to_association).await?;
    let second =
        furnish(config, &folder.join("association"), &association, &association_at, to_charity).await?;
    println!("beside {}", second.settings.base_url);
    println!("ready {}", first.settings.base_url);
    let told = serve::told_to_stop();
    tokio::try_join!(serve::run(first, charity_at, told.clone()), serve::run(second, association_at, told))?;
    drop(scratch);
    Ok(ExitCode::SUCCESS)
}

/// The next port, or any when that is taken or the first was chosen freely.
async fn beside(first: SocketAddr) -> Result<TcpListener, Failure> {
    let next = SocketAddr::new(first.ip(), first.port().wrapping_add(1));
    match TcpListener::bind(next).await {
        Ok(listener) => Ok(listener),
        Err(_) => serve::listen(&SocketAddr::new(first.ip(), 0).to_string()).await,
    }
}

async fn furnish(
    config: &Config,
    folder: &Path,
    population: &Population,
    listener: &TcpListener,
    other: DemoLink,
) -> Result<App, Failure> {
    let config = Config {
        name: population.name.to_owned(),
        data: folder.to_owned(),
        database: String::new(),
        own_domains: vec![population.mail_domain.to_owned()],
        mail_from: format!("portal@{}", population.mail_domain),
        smtp: String::new(),
        base_url: String::new(),
        ..config.clone()
    };
    let mut settings = config.settings(listener.local_addr()?);
    settings.feed_places.0.insert(PLACE.to_owned(), lists(folder)?);
    settings.demo =
        Some(Demonstration { strapline: population.strapline.to_owned(), cast: cast(population), other });
    let house = open::open_with(&config, settings).await?;
    let hash = Hasher::new()?.hash(Password::new(federation::demo::PASSWORD)).await?;
    match loading::load(&house, population, Some(hash)).await {
        Err(LoadError::NotEmpty) => return serve::app(house),
        loaded => {
            loaded?;
        }
    }
    let app = serve::app(house)?;
    let (stamp, head) = (app.stamp(None, Door::Demo), app.letterhead());
    let now = stamp.now;
    app.db.write(move |tx| loading::invite_waiting(tx, &stamp, &head)).await?;
    rollout::example::in_motion(&app).await?;
    app.db.write(move |tx| example::ask(tx, now)).await?;
    Ok(app)
}

/// A folder into which another system drops its list, so that one can be set up to come overnight.
const PLACE: &str = "Ticket office";
const NEWCOMERS: &str = "No,First name,Surname,E-mail,Telephone,Post code
1,Wilhelmina,Thackeray,wilhelmina.thackeray@post.example,0113 496 0910,LS6 2AB
2,Barnaby,Thackeray,barnaby.thackeray@post.example,0113 496 0911,LS6 2AB
3,Ingrid,Featherstone,ingrid.featherstone@post.example,0113 496 0912,LS8 1NT
4,Osbert,Featherstone,osbert.featherstone@post.example,0113 496 0913,LS8 1NT
5,Clementine,Arkwright,clementine.arkwright@post.example,0113 496 0914,LS4 2QL
";

fn lists(folder: &Path) -> std::io::Result<String> {
    let lists = folder.join("lists");
    std::fs::create_dir_all(&lists)?;
    std::fs::write(lists.join("newcomers-1.csv"), NEWCOMERS)?;
    Ok(lists.display().to_string())
}

fn cast(population: &Population) -> Vec<DemoPerson> {
    let who = |c: &federation::demo::population::CastMember| DemoPerson {
        key: c.key,
        name: c.name(),
        email: c.email,
        post: c.post,
        try_this: c.try_this,
    };
    population.cast.iter().map(who).collect()
}

/// A folder that goes with the program.
struct Scratch(PathBuf);

impl Scratch {
    fn make() -> Result<Self, Failure> {
        let folder = std::env::temp_dir().join(format!("chapterhouse-demo-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        println!("Kept until this stops: {}. Use --data DIR to keep it.", folder.display());
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
