//! The story that tests share: a small federation with named people. The demonstration tells the same one, larger.
//!
//! Tidewell has a centre, two nations and three groups. Rhian Morgan coordinates Leeds; Marek Nowak organises activities
//! there; Amina Begum keeps the books in Bradford; Gareth Pugh is in Supporter Care.

#[cfg(test)]
mod authenticator;
mod browser;
mod county;
mod portal;
#[cfg(test)]
mod taken;
#[cfg(test)]
pub use authenticator::Authenticator;
pub use browser::{Answered, Browser};
pub use county::{County, county, entries_made, select};
pub use portal::{PASSWORD, Portal, portal};
#[cfg(test)]
pub use taken::{FILE_PASSWORD, Folder, bytes, file_password, rows};

use crate::access::Grant;
use crate::account::AccountState;
use crate::acting::{Door, Stamp};
use crate::appointment::{self, Ending};
use crate::attainment::{self, Proof};
use crate::contact_point::ContactPoint;
use crate::installation::{Installation, Settings};
use crate::membership::{self, Enrolment};
use crate::organisation::{self, Organisation};
use crate::person::{Name, PersonId};
use crate::role::{self, Capability, DATA_PROTECTION, Scope};
use crate::sealing::Secret;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use store::{Clock, Db, Ids, Migration};

pub const TODAY: Date = date(2026, 11, 22);

pub fn migrations() -> &'static [Migration] {
    static ALL: std::sync::OnceLock<Vec<Migration>> = std::sync::OnceLock::new();
    ALL.get_or_init(|| store::MIGRATIONS.iter().chain(crate::MIGRATIONS).cloned().collect())
}

/// Noon of the day of the story.
pub fn clock() -> Clock {
    Clock::fixed("2026-11-22T12:00:00Z".parse().expect("a timestamp"))
}

pub fn stamp(clock: &Clock) -> Stamp {
    let zone = TimeZone::get("Europe/London").expect("the zone database");
    Stamp::new(None, Door::Demo, clock.now(), &zone, &Ids::new(clock.clone()), &Secret::new([7; 32]))
}

/// All sentences, in English.
pub fn words() -> web::text::Words {
    let texts = web::text::TEXTS.iter().chain(crate::TEXTS);
    let catalogue = web::text::Catalogue::new(texts).unwrap_or_else(|faults| panic!("{faults:#?}"));
    web::text::Words::new(std::sync::Arc::new(catalogue), web::text::Lang::English)
}

/// An installation on a fresh database, at noon of the day of the story.
pub async fn installation(db: &Db) -> Installation {
    db.migrate(migrations()).await.expect("migrations apply");
    db.write(role::seed).await.expect("roles can be seeded");
    let clock = clock();
    Installation {
        db: db.clone(),
        ids: Ids::new(clock.clone()),
        clock,
        secret: Secret::new([7; 32]),
        zone: TimeZone::get("Europe/London").expect("the zone database"),
        settings: std::sync::Arc::new(Settings {
            name: "Tidewell".into(),
            base_url: "http://127.0.0.1:8080".into(),
            own_domains: vec!["tidewell.example".into()],
            mail_from: "portal@tidewell.example".into(),
            smtp: None,
            places: crate::outward::Places::Private,
            bounces: Default::default(),
            spool: std::env::temp_dir(),
            feed_places: Default::default(),
            fonts: concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/dist/fonts").into(),
            demo: None,
        }),
    }
}

/// What the story leaves behind.
#[derive(Clone)]
pub struct Story {
    pub organisations: Vec<Organisation>,
    pub centre: Organisation,
    pub leeds: Organisation,
    pub bradford: Organisation,
    /// Group Coordinator of Leeds, trained.
    pub rhian: PersonId,
    /// Activity Volunteer in Leeds.
    pub marek: PersonId,
    /// Finance Volunteer in Bradford; her data protection training expired on 3 May 2026.
    pub amina: PersonId,
    /// Supporter Care Officer at the centre, trained.
    pub gareth: PersonId,
}

#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    #[error(transparent)]
    Store(#[from] store::StoreError),
    #[error(transparent)]
    Organisation(#[from] organisation::OrganisationError),
    #[error(transparent)]
    Appointment(#[from] appointment::AppointmentError),
    #[error(transparent)]
    Account(#[from] crate::account::AccountError),
}

/// Migrates an empty database and tells the story in it.
pub async fn story(db: &Db) -> Story {
    db.migrate(migrations()).await.expect("migrations apply");
    let stamp = stamp(&clock());
    db.write(move |tx| tell(tx, &stamp)).await.expect("the story can be told")
}

fn tell(tx: &mut store::Tx<'_>, stamp: &Stamp) -> Result<Story, StoryError> {
    role::seed(tx)?;
    let centre = organisation::open(tx, stamp, "centre", None, "Tidewell", None)?;
    let england = organisation::open(tx, stamp, "nation", Some(&centre), "England", None)?;
    let wales = organisation::open(tx, stamp, "nation", Some(&centre), "Wales", None)?;
    let leeds = organisation::open(tx, stamp, "group", Some(&england), "Leeds", None)?;
    let bradford = organisation::open(tx, stamp, "group", Some(&england), "Bradford", None)?;
    let cardiff = organisation::open(tx, stamp, "group", Some(&wales), "Cardiff", None)?;
    let rhian = volunteer(
        tx,
        stamp,
        Name::new("Rhian", "Morgan"),
        "rhian@home.example",
        "group-coordinator",
        &leeds,
        Some(date(2027, 5, 3)),
    )?;
    let marek = volunteer(
        tx,
        stamp,
        Name::new("Marek", "Nowak"),
        "marek@home.example",
        "activity-volunteer",
        &leeds,
        None,
    )?;
    let amina = volunteer(
        tx,
        stamp,
        Name::new("Amina", "Begum"),
        "amina@home.example",
        "finance",
        &bradford,
        Some(date(2026, 5, 3)),
    )?;
    let gareth = volunteer(
        tx,
        stamp,
        Name::new("Gareth", "Pugh"),
        "gareth@home.example",
        "supporter-care",
        &centre,
        Some(date(2027, 9, 1)),
    )?;
    let organisations = vec![centre.clone(), england, wales, leeds.clone(), bradford.clone(), cardiff];
    Ok(Story { organisations, centre, leeds, bradford, rhian, marek, amina, gareth })
}

/// A person with an active account, one role since 2024 and, when given, data protection training until that day.
pub fn volunteer(
    tx: &mut store::Tx<'_>,
    stamp: &Stamp,
    name: Name,
    address: &str,
    role: &str,
    at: &Organisation,
    trained_until: Option<Date>,
) -> Result<PersonId, StoryError> {
    let person = crate::person::record(tx, stamp, &name)?;
    crate::account::open(tx, stamp, person, address, &[])?;
    tx.run("UPDATE account SET state = ?2 WHERE person_id = ?1", &[&person, &AccountState::Active.word()])?;
    appointment::start(tx, stamp, person, role, at.id, date(2024, 1, 1), Ending::Open)?;
    if let Some(until) = trained_until {
        let proof = Proof { obtained_on: date(2024, 1, 5), expires_on: Some(until), pending: false };
        attainment::record(tx, stamp, person, DATA_PROTECTION, proof, "course")?;
    }
    Ok(person)
}

/// A member with an address, an e-mail address and a membership that is paid up.
pub fn member(given: &str, family: &str, at: &Organisation) -> Enrolment {
    let address =
        format!("{}.{}@post.example", crate::words::fold(given), crate::words::fold(family)).replace(' ', "");
    Enrolment {
        name: Name::new(given, family),
        date_of_birth: Some(date(1951, 2, 3)),
        language: None,
        deceased_on: None,
        household: None,
        contact_points: vec![
            ContactPoint::email(&address).preferred(),
            ContactPoint::post("12 Mill Lane", "Leeds", None, "LS6 2AB"),
        ],
        wishes: Vec::new(),
        organisation: at.id,
        category: "Individual".into(),
        number: None,
        joined_on: Some(date(2019, 4, 1)),
        terms: vec![(date(2026, 4, 1), Some(date(2027, 3, 31)))],
        ended: None,
    }
}

/// Enrols members in one go.
pub async fn enrol(db: &Db, members: Vec<Enrolment>) -> Vec<membership::Enrolled> {
    let stamp = stamp(&clock());
    db.write(move |tx| membership::enrol(tx, &stamp, &members)).await.expect("members can be enrolled")
}

/// Every combination of one grant at one organisation and another at another.
pub fn scopes_at(organisations: &[Organisation]) -> Vec<Vec<Grant>> {
    let grant = |scope, o: &Organisation| Grant {
        capability: Capability::MembersRead,
        scope,
        organisation: o.id,
        title: String::new(),
    };
    let mut all = vec![Vec::new()];
    for first in organisations {
        for scope in [Scope::Own, Scope::Below, Scope::Federation] {
            all.push(vec![grant(scope, first)]);
            for second in organisations {
                all.push(vec![grant(scope, first), grant(Scope::Own, second)]);
                all.push(vec![grant(scope, first), grant(Scope::Below, second)]);
            }
        }
    }
    all
}
