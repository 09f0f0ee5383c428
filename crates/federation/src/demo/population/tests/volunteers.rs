use std::collections::{HashMap, HashSet};

use super::{TODAY, association, demo, per_mille, volunteers};
use crate::demo::population::{
    Account, Person, Population, Role, Sizes,
    dice::plus_days,
    people::attainment::{DUE_DAYS, GRACE_DAYS},
};

#[test]
fn a_sign_in_identifier_is_nobody_elses_and_not_on_the_federations_own_domain() {
    for (population, people) in [demo(), association()] {
        let mut holders: HashMap<String, u64> = HashMap::new();
        for person in people.iter().filter(|person| person.account != Account::Absent) {
            let identifier = &person.emails[0];
            assert!(!identifier.ends_with(&format!("@{}", population.mail_domain)), "{identifier}");
            assert_eq!(holders.insert(identifier.to_lowercase(), person.key), None, "{identifier} twice");
        }
    }
}

#[test]
fn volunteers_show_every_state_of_training_and_of_an_appointment() {
    let (_, people) = demo();
    let volunteers = volunteers(people);
    let left = |person: &&Person| {
        person.trainings.iter().map(|training| (training.expires - TODAY).get_days()).max()
    };
    let in_state = |days: std::ops::RangeInclusive<i32>| {
        per_mille(&volunteers, |person| left(person).is_some_and(|left| days.contains(&left)))
    };
    assert!((650..880).contains(&in_state(DUE_DAYS + 1..=i32::MAX)));
    assert!((25..130).contains(&in_state(0..=DUE_DAYS)));
    assert!((10..90).contains(&in_state(-GRACE_DAYS..=-1)));
    assert!((25..130).contains(&in_state(i32::MIN..=-GRACE_DAYS - 1)));
    assert!((10..90).contains(&per_mille(&volunteers, |person| person.trainings.is_empty())));

    let soon = plus_days(TODAY, 45);
    let held: Vec<_> = volunteers.iter().flat_map(|person| &person.appointments).collect();
    assert!(held.iter().filter(|one| one.end.is_some_and(|end| end < TODAY)).count() > 20);
    assert!(held.iter().filter(|one| one.end.is_some_and(|end| end >= TODAY && end <= soon)).count() > 8);
    assert!(held.iter().filter(|one| one.start > TODAY).count() > 8);
    assert!(per_mille(&volunteers, |person| person.appointments.len() > 1) > 150);
}

#[test]
fn an_account_follows_the_appointments() {
    for person in demo().1.iter().chain(&association().1) {
        let works = person.appointments.iter().any(|one| one.end.is_none_or(|end| end >= TODAY));
        match person.account {
            Account::Active | Account::Invited(_) => assert!(works, "{person:?}"),
            Account::Closed(on) => assert!(!works && on < TODAY, "{person:?}"),
            Account::Absent => {}
        }
    }
}

#[test]
fn the_cast_is_the_same_whatever_the_seed_and_signs_in_as_itself() {
    for (population, other) in [
        (&demo().0, Population::charity(99, TODAY, Sizes::of(100, 60))),
        (&association().0, Population::association(99, TODAY, 30)),
    ] {
        let people: Vec<_> = population.people().take(population.cast.len()).collect();
        let others: Vec<_> = other.people().take(population.cast.len()).collect();
        let keys: HashSet<_> = population.cast.iter().map(|member| member.key).collect();
        assert_eq!(keys.len(), population.cast.len());
        for ((member, person), other) in population.cast.iter().zip(&people).zip(&others) {
            assert_eq!(person.cast, Some(member.key));
            assert_eq!(person.emails[0], member.email);
            assert_eq!((&person.forenames, &person.surname), (&other.forenames, &other.surname));
            assert_eq!(person.appointments, other.appointments);
            assert!(
                member.try_this.ends_with('.') && !member.post.is_empty() && !member.name().contains("  ")
            );
        }
    }
}

#[test]
fn nobody_but_the_cast_coordinates_a_group_of_the_cast() {
    let (_, people) = demo();
    let coordinated: HashSet<_> = coordinated_by(people, |person| person.cast.is_some());
    assert!(coordinated.len() >= 5);
    assert!(coordinated.is_disjoint(&coordinated_by(people, |person| person.cast.is_none())));
}

fn coordinated_by(
    people: &[Person],
    who: impl Fn(&Person) -> bool,
) -> HashSet<crate::demo::population::OrganisationKey> {
    let held = people.iter().filter(|person| who(person)).flat_map(|person| &person.appointments);
    held.filter(|one| one.role == Role::GroupCoordinator).map(|one| one.organisation).collect()
}

#[test]
fn the_named_training_states_of_the_cast_are_what_their_lines_promise() {
    let (_, people) = demo();
    let expires = |key: &str| {
        let person = people.iter().find(|person| person.cast == Some(key)).expect("in the cast");
        person.trainings.first().map(|training| (training.expires - TODAY).get_days())
    };
    assert_eq!(expires("administration-bristol"), Some(-63));
    assert_eq!(expires("coordinator-norwich"), Some(-5));
    assert_eq!(expires("lead-support-belfast"), Some(12));
    assert_eq!(expires("untrained-swansea"), None);
}
