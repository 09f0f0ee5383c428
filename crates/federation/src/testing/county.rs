//! An association of councils in Ceredigion, beside Tidewell: Carys Bowen is its officer. Its councils have what real
//! ones have: a clerk of two, one without e-mail, two with one address, one who left, one that pays no more, a pilot.

use super::{StoryError, portal, stamp, volunteer};
use crate::acting::Stamp;
use crate::appointment::{self, Ending};
use crate::contact_point::ContactPoint;
use crate::contacts::{self, NewTag, TagId};
use crate::membership;
use crate::organisation::{self, Organisation, OrganisationId};
use crate::person::{Name, PersonId};
use crate::selection::{self, Frozen};
use crate::testing::{Portal, TODAY};
use jiff::civil::{Date, date};
use std::collections::HashMap;
use store::{Db, Identifier, Tx};

/// The association and how to find everybody in it.
#[derive(Clone)]
pub struct County {
    pub top: Organisation,
    pub carys: PersonId,
    pub councils: HashMap<&'static str, OrganisationId>,
    pub clerks: HashMap<&'static str, PersonId>,
    pub pilot: TagId,
}

/// Council, its clerk, the clerk's address, the last day.
const CLERKS: &[(&str, &str, &str, &str, Option<Date>)] = &[
    ("Aberarth", "Bethan", "Rees", "bethan@home.example", None),
    ("Borth", "Bethan", "Rees", "", None),
    ("Cwmann", "Dewi", "Lewis", "", None),
    ("Dihewyd", "Elin", "Jones", "twohouses@post.example", None),
    ("Eglwysfach", "Ffion", "Jones", "TwoHouses@post.example", None),
    ("Ferwig", "Gwyn", "Ellis", "gwyn@home.example", Some(date(2026, 3, 31))),
    ("Genau'r-glyn", "Huw", "Puw", "huw@home.example", None),
    ("Henfynyw", "Ifan", "Dafydd", "ifan@home.example", None),
    ("Llangwyryfon", "Mair", "Owen", "Rhian@home.example", None),
    ("Nantcwnlle", "Non", "Vaughan", "non@tidewell.example", None),
    ("Penbryn", "Owen", "Price", "owen@home.example", Some(date(2026, 12, 5))),
    ("Trefeurig", "Sioned", "Hughes", "sioned@home.example", None),
    ("Ysbyty Ystwyth", "Wyn", "Thomas", "wyn at home.example", None),
];

/// The portal with the association in it.
pub async fn county(db: &Db) -> (Portal, County) {
    let portal = portal(db).await;
    let stamp = stamp(&portal.clock);
    let county = db.write(move |tx| tell(tx, &stamp)).await.expect("the county can be told");
    let made = db.write(|tx| {
        tx.run(
            "UPDATE account SET password_hash = (SELECT max(password_hash) FROM account) WHERE password_hash IS NULL AND state = 'active'",
            &[],
        )
    });
    made.await.expect("passwords");
    entries_made(db).await;
    (portal, county)
}

fn tell(tx: &mut Tx<'_>, stamp: &Stamp) -> Result<County, StoryError> {
    let top = organisation::open(tx, stamp, "county-association", None, "Ceredigion Councils", None)?;
    let officer = Name::new("Carys", "Bowen");
    let trained = Some(date(2027, 5, 3));
    let carys = volunteer(tx, stamp, officer, "carys@home.example", "county-officer", &top, trained)?;
    let (mut councils, mut clerks) = (HashMap::new(), HashMap::new());
    for (place, given, family, address, until) in CLERKS {
        let council = council(tx, stamp, &top, place)?;
        if *place != "Genau'r-glyn" {
            let term = (date(2026, 4, 1), Some(date(2027, 3, 31)));
            membership::enrol_organisation(tx, stamp, council, top.id, "Parish", term)?;
        }
        let person = match clerks.get(given) {
            Some(known) => *known,
            None => clerk(tx, stamp, given, family, address)?,
        };
        let ending = until.map_or(Ending::Open, Ending::On);
        appointment::start(tx, stamp, person, "clerk", council, date(2020, 1, 1), ending)?;
        councils.insert(*place, council);
        clerks.insert(*given, person);
    }
    councils.insert("Llanfair", council(tx, stamp, &top, "Llanfair")?);
    let term = (date(2026, 4, 1), Some(date(2027, 3, 31)));
    membership::enrol_organisation(tx, stamp, councils["Llanfair"], top.id, "Parish", term)?;
    crate::account::open(tx, stamp, clerks["Sioned"], "sioned@home.example", &[])?;
    tx.run("UPDATE account SET state = 'active' WHERE person_id = ?1", &[&clerks["Sioned"]])?;
    let pilot = crate::tag::named(tx, stamp, &NewTag { name: "pilot", excludes: true }).expect("a tag");
    tx.run(
        "INSERT INTO contact_tag (id, tag_id, subject_id, is_person, reason, by_person, tagged_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &[&stamp.ids.next::<TagId>(), &pilot, &councils["Henfynyw"], &false, &"First to try the portal", &carys, &stamp.now],
    )?;
    Ok(County { top, carys, councils, clerks, pilot })
}

fn council(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    top: &Organisation,
    place: &str,
) -> Result<OrganisationId, StoryError> {
    let name = format!("{place} Community Council");
    Ok(organisation::open(tx, stamp, "community-council", Some(top), &name, None)?.id)
}

fn clerk(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    given: &str,
    family: &str,
    address: &str,
) -> Result<PersonId, StoryError> {
    let person = crate::person::record(tx, stamp, &Name::new(given, family))?;
    let email = Some(ContactPoint::email(address)).filter(|_| !address.is_empty());
    let home = ContactPoint::post("3 Stryd y Bont", "Aberaeron", None, "SA46 0AT");
    let points: Vec<ContactPoint> = email.into_iter().chain([home]).collect();
    membership::record_contact_points(tx, stamp, person, &points)?;
    Ok(person)
}

/// Entries of lists that are due are made.
pub async fn entries_made(db: &Db) {
    let now = super::clock().now();
    while db.write(move |tx| crate::contact_entry::renew(tx, now, TODAY)).await.expect("entries") > 0 {}
}

/// A frozen selection of contacts.
pub fn select<I: Identifier>(tx: &mut Tx<'_>, stamp: &Stamp, by: PersonId, ids: &[I]) -> Frozen {
    let open = selection::open(tx, stamp, by, contacts::LIST_NAME).expect("a selection");
    let open = selection::tick(tx, stamp, open, ids, ids).expect("ticked");
    selection::freeze(tx, stamp, open).expect("frozen")
}
