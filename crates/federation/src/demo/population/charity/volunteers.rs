//! The volunteers of the groups: a coordinator for nearly each, then support, finance and the rest, round by round,
//! with the mess that ten years of appointments leave.

use jiff::civil::Date;

use super::{
    cast::CAST,
    groups::{BEFORE_GROUPS, group_of, town},
    member_number,
};
use crate::demo::population::{
    cast::At,
    dice::{Dice, plus_days},
    organisation::OrganisationKey,
    people::{
        Account, Appointment, Category, Membership, Person, Role,
        address::address,
        attainment::{disclosure, trainings},
        contact::MAIL_DOMAINS,
        household::age,
        maker::{Draft, Maker},
    },
};

/// Which role the groups fill first, second, third …; the last three go on and on.
const ROUNDS: [Role; 9] = [
    Role::GroupCoordinator,
    Role::Support,
    Role::ActivityVolunteer,
    Role::Finance,
    Role::Communications,
    Role::Administration,
    Role::LeadSupport,
    Role::ActivityVolunteer,
    Role::Support,
];

/// Volunteer number `n` (from 0) of a charity with so many groups.
pub fn volunteer(maker: &mut Maker, n: u32, groups: u32) -> Person {
    let today = maker.today;
    let group = OrganisationKey(BEFORE_GROUPS + n % groups);
    let place = town(group).place();
    let at = address(&mut maker.dice, place);
    let age = age(&mut maker.dice).min(82);
    let draft = Draft::new(&mut maker.dice, place.nation, age, group);
    let mut person = maker.person(draft, place, &at);
    let dice = &mut maker.dice;
    person.appointments = appointments(dice, role(n, groups, group), group, groups, today);
    person.trainings = trainings(dice, today);
    if person.appointments.iter().any(|appointment| needs_disclosure(appointment.role)) {
        person.disclosure = disclosure(dice, place.nation, today);
    }
    person.account = account(dice, &person.appointments, today);
    if person.emails.is_empty() && person.account != Account::Absent {
        person.emails.push(format!("volunteer{}@{}", person.key, MAIL_DOMAINS[0]));
    }
    if dice.per_mille(600) {
        let (number, adult) = (member_number(person.key), person.adult_since(today));
        person.membership = Some(Membership::of(dice, number, Category::Individual, adult, today));
    }
    person
}

fn role(n: u32, groups: u32, group: OrganisationKey) -> Role {
    let round = (n / groups) as usize;
    let at = if round < ROUNDS.len() { round } else { ROUNDS.len() - 3 + round % 3 };
    let role = ROUNDS[at];
    if role == Role::GroupCoordinator && is_coordinated_by_cast(group, groups) {
        Role::ActivityVolunteer
    } else {
        role
    }
}

fn is_coordinated_by_cast(group: OrganisationKey, groups: u32) -> bool {
    let posts = CAST.iter().flat_map(|member| member.posts);
    posts.filter(|post| post.role == Role::GroupCoordinator).any(|post| match post.at {
        At::Group(town) => group_of(town, groups) == Some(group),
        At::Root | At::Council(_) => false,
    })
}

fn needs_disclosure(role: Role) -> bool {
    matches!(role, Role::Support | Role::LeadSupport | Role::GroupCoordinator)
}

/// What an appointment looks like from today, in per cent.
#[derive(Clone, Copy)]
enum Phase {
    Open,
    Termed,
    EndingSoon,
    Over,
    ToCome,
}

fn appointments(
    dice: &mut Dice,
    role: Role,
    group: OrganisationKey,
    groups: u32,
    today: Date,
) -> Vec<Appointment> {
    let phase = dice.weigh(&[
        (66, Phase::Open),
        (14, Phase::Termed),
        (6, Phase::EndingSoon),
        (8, Phase::Over),
        (6, Phase::ToCome),
    ]);
    let mut all = vec![appointment(dice, role, group, phase, today)];
    if dice.per_mille(180) {
        let second =
            dice.weigh(&[(3, Role::ActivityVolunteer), (2, Role::Communications), (2, Role::Administration)]);
        if second != role {
            all.push(appointment(dice, second, group, Phase::Open, today));
        }
    }
    if dice.per_mille(50) && groups > 1 {
        let neighbour = OrganisationKey(BEFORE_GROUPS + (group.0 - BEFORE_GROUPS + 1) % groups);
        all.push(appointment(dice, Role::ActivityVolunteer, neighbour, Phase::Termed, today));
    }
    if dice.per_mille(120) {
        all.push(appointment(dice, Role::Support, group, Phase::Over, today));
    }
    all
}

fn appointment(
    dice: &mut Dice,
    role: Role,
    organisation: OrganisationKey,
    phase: Phase,
    today: Date,
) -> Appointment {
    let (start, end) = match phase {
        Phase::Open => (-dice.between(20, 3_300), None),
        Phase::Termed => (-dice.between(20, 1_000), Some(dice.between(46, 900))),
        Phase::EndingSoon => (-dice.between(200, 1_800), Some(dice.between(0, 45))),
        Phase::Over => {
            let ended = dice.between(1, 700);
            (-ended - dice.between(60, 1_800), Some(-ended))
        }
        Phase::ToCome => (dice.between(1, 60), None),
    };
    Appointment {
        role,
        organisation,
        start: plus_days(today, start),
        end: end.map(|days| plus_days(today, days)),
    }
}

fn account(dice: &mut Dice, appointments: &[Appointment], today: Date) -> Account {
    if appointments.iter().any(|appointment| appointment.is_active(today)) {
        return match dice.below(100) {
            0..80 => Account::Active,
            80..92 => Account::Invited(plus_days(today, -dice.between(0, 25))),
            _ => Account::Absent,
        };
    }
    if appointments.iter().any(|appointment| appointment.start > today) {
        return if dice.per_mille(500) { Account::Invited(today) } else { Account::Absent };
    }
    match appointments.iter().filter_map(|appointment| appointment.end).max() {
        Some(last) if dice.per_mille(800) => Account::Closed(last),
        _ => Account::Absent,
    }
}
