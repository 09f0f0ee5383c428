//! Clerks: most serve one council, some several, a few couples share the work and the mailbox, some retire at the
//! end of the council year, some seats are empty. Beside them, chairs of the larger councils.

use jiff::civil::Date;

use super::councils::{last_april, place};
use crate::demo::population::{
    dice::{plus_days, plus_years},
    organisation::{Nation, Organisation, OrganisationKey},
    people::{
        Account, Appointment, Person, Role,
        address::address,
        attainment::trainings,
        maker::{Draft, Maker},
    },
};

/// Clerks and chairs of the councils from `first` on (the ones before it belong to the cast).
pub fn clerks(maker: &mut Maker, tree: &[Organisation], first: usize) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut at = first;
    while at < tree.len() {
        let served = maker.dice.weigh(&[(72, 1), (17, 2), (7, 3), (3, 4), (1, 6)]).min(tree.len() - at);
        let councils = &tree[at..at + served];
        at += served;
        if served == 1 && maker.dice.per_mille(35) {
            former_clerk(maker, councils, &mut people);
            continue;
        }
        let clerk = clerk(maker, councils);
        people.push(clerk);
        if maker.dice.per_mille(45) {
            retire(maker, councils, &mut people);
        } else if maker.dice.per_mille(35) {
            share(maker, councils, &mut people);
        }
        if councils[0].electorate > Some(2_500) {
            let chair = person(maker, &councils[..1], Role::CouncilChair);
            people.push(chair);
        }
    }
    people
}

fn clerk(maker: &mut Maker, councils: &[Organisation]) -> Person {
    let mut clerk = person(maker, councils, Role::Clerk);
    let council_mail = councils.iter().filter_map(|council| council.email.clone());
    clerk.emails.extend(council_mail);
    clerk
}

/// Somebody who holds that role at all these councils.
fn person(maker: &mut Maker, councils: &[Organisation], role: Role) -> Person {
    let today = maker.today;
    let n = councils[0].key.0 as usize;
    let place = place(n);
    let dice = &mut maker.dice;
    let mut at = address(dice, place);
    if at.flaw.is_none() {
        at.locality = Some(village(&councils[0]).to_owned());
    }
    let age = dice.between(30, 76);
    let draft = Draft::new(dice, Nation::England, age, councils[0].key);
    let mut person = maker.person(draft, place, &at);
    let dice = &mut maker.dice;
    person.appointments = councils
        .iter()
        .map(|council| open(role, council.key, plus_days(today, -dice.between(60, 6_000))))
        .collect();
    person.trainings = trainings(dice, today);
    // The identifier must be one's own: who has no address of one's own has no sign-in yet.
    person.account = match dice.below(100) {
        _ if person.emails.is_empty() => Account::Absent,
        0..30 => Account::Active,
        30..40 => Account::Invited(plus_days(today, -dice.between(0, 25))),
        _ => Account::Absent,
    };
    person
}

fn open(role: Role, organisation: OrganisationKey, start: Date) -> Appointment {
    Appointment { role, organisation, start, end: None }
}

/// "Tanselwick St Mary" of "Tanselwick St Mary Parish Council".
fn village(council: &Organisation) -> &str {
    council.name.strip_suffix(council.kind.title()).unwrap_or(&council.name).trim_end()
}

/// The seat is empty; whoever held it left within two years.
fn former_clerk(maker: &mut Maker, councils: &[Organisation], people: &mut Vec<Person>) {
    let mut former = person(maker, councils, Role::Clerk);
    let end = plus_days(maker.today, -maker.dice.between(1, 700));
    for appointment in &mut former.appointments {
        appointment.end = Some(end);
        appointment.start = appointment.start.min(plus_days(end, -90));
    }
    former.account = if former.emails.is_empty() { Account::Absent } else { Account::Closed(end) };
    people.push(former);
}

/// The clerk stays until 31 March, and for half of them a successor from 1 April is known.
fn retire(maker: &mut Maker, councils: &[Organisation], people: &mut Vec<Person>) {
    let april = plus_years(last_april(maker.today), 1);
    if let Some(clerk) = people.last_mut() {
        clerk.appointments.iter_mut().for_each(|appointment| appointment.end = Some(plus_days(april, -1)));
    }
    if maker.dice.per_mille(500) {
        let mut successor = person(maker, councils, Role::Clerk);
        successor.appointments.iter_mut().for_each(|appointment| appointment.start = april);
        successor.account = Account::Absent;
        people.push(successor);
    }
}

/// The partner is clerk to the last of these councils; both live together and read one mailbox.
fn share(maker: &mut Maker, councils: &[Organisation], people: &mut Vec<Person>) {
    let mut partner = person(maker, &councils[councils.len() - 1..], Role::Clerk);
    let Some(clerk) = people.last_mut() else { return };
    partner.household = clerk.household;
    partner.address.clone_from(&clerk.address);
    partner.surname.clone_from(&clerk.surname);
    partner.also_written = None;
    partner.emails.clone_from(&clerk.emails);
    partner.account = Account::Absent;
    if clerk.appointments.len() > 1 {
        clerk.appointments.pop();
    }
    people.push(partner);
}
