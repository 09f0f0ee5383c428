//! One installation serves one federation: its database, clock, secret and settings, in one value that pages, jobs and
//! the command line share.

use crate::acting::{Door, Stamp};
use crate::outward::Places;
use crate::person::PersonId;
use crate::sealing::Secret;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use store::{Clock, Db, Ids};

/// What an operator sets.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The federation's name, as the frame shows it.
    pub name: String,
    /// Where people reach it, without a slash at the end: "https://portal.example.org".
    pub base_url: String,
    /// Mail domains that the federation runs (invariant 1).
    pub own_domains: Vec<String>,
    /// Who mails come from.
    pub mail_from: String,
    /// "smtp://…" or none: mail is captured and readable (the demonstration).
    pub smtp: Option<String>,
    /// Where the program itself may connect to over the web.
    pub places: Places,
    /// How mail that came back is read.
    pub bounces: Bounces,
    /// A folder for encrypted files under way; the only thing ever written there.
    pub spool: PathBuf,
    /// Where overnight lists may come from on this machine, and how people name it.
    pub feed_places: FeedPlaces,
    /// Fonts for labels.
    pub fonts: PathBuf,
    /// Only in the demonstration: one-click sign-in and readable mail.
    pub demo: Option<Demonstration>,
}

/// Folders and databases that the operator opened to overnight lists, by name. People at the desk see the names alone:
/// an address may hold a password.
#[derive(Clone, Default)]
pub struct FeedPlaces(pub BTreeMap<String, String>);

impl std::fmt::Debug for FeedPlaces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// The ways by which mail that came back reaches us; each may be missing.
#[derive(Clone, Default)]
pub struct Bounces {
    /// Reports go to "bounces+TOKEN@domain" of this address.
    pub address: Option<String>,
    /// "imaps://user:password@host/FOLDER".
    pub imap: Option<String>,
    /// Certificates by which its server is known besides the usual ones (PEM).
    pub imap_certificate: Option<PathBuf>,
    /// What a mail server has to know to hand a report over by HTTP.
    pub hook_secret: Option<String>,
}

impl std::fmt::Debug for Bounces {
    /// Without the secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bounces").field("address", &self.address).finish_non_exhaustive()
    }
}

/// What the demonstration's front page shows.
#[derive(Clone, Debug)]
pub struct Demonstration {
    pub strapline: String,
    pub cast: Vec<DemoPerson>,
    /// The other federation that is served beside this one.
    pub other: DemoLink,
}

/// Somebody who can be signed in with one click.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// Stable: "coordinator-leeds".
    pub key: &'static str,
    pub name: String,
    /// The sign-in identifier.
    pub email: &'static str,
    /// Goes after "Sign in as the": "Group Coordinator of Leeds".
    pub post: &'static str,
    pub try_this: &'static str,
}

#[derive(Clone, Debug)]
pub struct DemoLink {
    pub name: String,
    pub url: String,
}

#[derive(Clone)]
pub struct Installation {
    pub db: Db,
    pub clock: Clock,
    pub ids: Ids,
    pub secret: Secret,
    pub zone: TimeZone,
    pub settings: Arc<Settings>,
}

impl Installation {
    /// A stamp for an act now.
    pub fn stamp(&self, by: Option<PersonId>, door: Door) -> Stamp {
        Stamp::new(by, door, self.clock.now(), &self.zone, &self.ids, &self.secret)
    }

    pub fn today(&self) -> jiff::civil::Date {
        self.clock.today(&self.zone)
    }
}
