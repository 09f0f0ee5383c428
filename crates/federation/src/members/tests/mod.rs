//! The list against a slow and obvious reading of the same members, on both engines.

mod obvious;
mod pages;
mod paging;
mod plans;

use super::*;
use crate::access::{self, Actor};
use crate::acting::Stamp;
use crate::contact_point::{self, ContactPoint};
use crate::membership::{Enrolled, Enrolment};
use crate::organisation::{Organisation, OrganisationId};
use crate::person::{Name, PersonId};
use crate::role::{self, Capability, NewRole, Scope};
use crate::testing::{self, TODAY};
use jiff::ToSpan;
use jiff::civil::date;
use store::Db;
use web::list::{Count, Direction};

/// Members of all kinds in a federation where somebody looks at one group, one nation with and without what is below
/// it, everything under the centre by "below", and everything.
#[derive(Clone)]
struct Town {
    members: Vec<(Enrolled, Enrolment)>,
    /// Who looks, at which organisation, and the organisations that they should see.
    eyes: Vec<(PersonId, OrganisationId, Vec<OrganisationId>)>,
}

async fn town(db: &Db) -> Town {
    let story = testing::story(db).await;
    let stamp = testing::stamp(&testing::clock());
    let members = people(&story.organisations);
    let all = story.organisations.clone();
    let enrolments = members.clone();
    let (made, regional, keeper, central) = db
        .write(move |tx| {
            // One by one, so that they are entered in the order in which the obvious evaluator has them.
            let mut made = Vec::new();
            for one in &enrolments {
                made.extend(crate::membership::enrol(tx, &stamp, std::slice::from_ref(one))?);
            }
            let regional = officer(tx, &stamp, "regional", Scope::Below, &all[1]);
            let keeper = officer(tx, &stamp, "keeper", Scope::Own, &all[1]);
            let central = officer(tx, &stamp, "central", Scope::Below, &all[0]);
            Ok::<_, StoreError>((made, regional, keeper, central))
        })
        .await
        .unwrap();
    let ids: Vec<OrganisationId> = story.organisations.iter().map(|o| o.id).collect();
    let eyes = vec![
        (story.rhian, story.leeds.id, vec![story.leeds.id]),
        (story.gareth, story.centre.id, ids.clone()),
        (story.gareth, ids[1], vec![ids[1], story.leeds.id, story.bradford.id]),
        (regional, ids[1], vec![ids[1], story.leeds.id, story.bradford.id]),
        (keeper, ids[1], vec![ids[1]]),
        (central, story.centre.id, ids),
    ];
    Town { members: made.into_iter().zip(members).collect(), eyes }
}

fn officer(tx: &mut Tx<'_>, stamp: &Stamp, key: &str, scope: Scope, at: &Organisation) -> PersonId {
    let new = NewRole {
        key,
        title: key,
        needs_mailbox: false,
        kinds: &["nation", "centre"],
        grants: &[(Capability::MembersRead, scope)],
        requires: &[],
        second_factor: role::SecondFactor::Optional,
    };
    role::record_role(tx, &new).unwrap();
    let address = format!("{key}@home.example");
    testing::volunteer(tx, stamp, Name::new(key, "Officer"), &address, key, at, Some(date(2027, 1, 1)))
        .unwrap()
}

/// Every combination once round: the fields take turns of different lengths.
fn people(organisations: &[Organisation]) -> Vec<Enrolment> {
    let names = [
        ("Ann", "Ash"),
        ("Łucja", "Żak"),
        ("Bo", "Ash"),
        ("小龍", "李"),
        ("Zoe", "O'Brien"),
        ("Ann", "Ash"),
        ("", "Quill"),
        ("Ravi", "Patel"),
        ("Siân", "Llŷn-Jones"),
        ("Amal", "العلي"),
        ("Ann", "Ashby"),
    ];
    let towns =
        [("Leeds", "LS6 2AB"), ("York", "YO1 7HH"), ("", ""), ("Leeds", "LS1 1AA"), ("Cardiff", "CF10 1AA")];
    (0..121)
        .map(|i| {
            let (given, family) = names[i % names.len()];
            let (town, postcode) = towns[i % towns.len()];
            let mut new = testing::member(given, family, &organisations[i % organisations.len()]);
            new.contact_points = vec![ContactPoint::post("1 Mill Lane", town, None, postcode)];
            if i % 3 > 0 {
                new.contact_points.push(ContactPoint::email(&format!("m{i}@post.example")));
            }
            new.category = ["Individual", "Joint", "Life"][i % 7 % 3].to_owned();
            new.number = Some(format!("T{i:04}"));
            new.joined_on = (i % 9 > 0).then(|| date(2019, 1, 1) + (17 * i as i64).days());
            let ends = [Some(TODAY), Some(TODAY - 1.days()), None, Some(TODAY + 200.days())][i % 4];
            new.terms = vec![(date(2019, 1, 1), ends)];
            new.ended = (i % 8 == 7).then(|| (date(2026, 1, 1), "moved".to_owned()));
            for (kind, every) in [
                (contact_point::Kind::Email, 2),
                (contact_point::Kind::Post, 5),
                (contact_point::Kind::Phone, 3),
            ] {
                let wish = crate::membership::Wish {
                    channel: kind,
                    given: i % every == 0,
                    source: "form".into(),
                    recorded_on: TODAY,
                };
                new.wishes.push(wish);
            }
            new
        })
        .collect()
}

fn actor(tx: &mut Tx<'_>, person: PersonId) -> Actor {
    access::actor(tx, person, TODAY).unwrap().expect("an account")
}

fn right(tx: &mut Tx<'_>, person: PersonId, organisation: OrganisationId) -> Right<ReadMembers> {
    let actor = actor(tx, person);
    access::right(tx, &actor, organisation).expect("the right")
}
