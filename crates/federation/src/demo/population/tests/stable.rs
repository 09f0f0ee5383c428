use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use jiff::civil::date;

use super::{TODAY, association, demo};
use crate::demo::population::{Person, Population, Sizes, people::State};

fn fingerprint(people: impl Iterator<Item = Person>) -> u64 {
    let mut hasher = DefaultHasher::new();
    people.for_each(|person| format!("{person:?}").hash(&mut hasher));
    hasher.finish()
}

#[test]
fn the_same_seed_gives_the_same_people_and_another_seed_others() {
    let small = Sizes { members: 300, groups: 12, volunteers: 40 };
    let of = |seed| fingerprint(Population::charity(seed, TODAY, small).people());
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
    let of = |seed| fingerprint(Population::association(seed, TODAY, 60).people());
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

#[test]
fn the_people_of_seed_one_are_known() {
    let people: Vec<_> =
        Population::charity(1, TODAY, Sizes { members: 200, groups: 10, volunteers: 30 }).people().collect();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in people.iter().flat_map(|person| format!("{person:?}").into_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    assert_eq!(
        hash, 0xe484_ec2e_9b46_6384,
        "somebody changed a word list or a share: the new hash is {hash:#x}"
    );
}

#[test]
fn more_volunteers_do_not_change_the_volunteers_before_them() {
    let of = |volunteers| Population::charity(3, TODAY, Sizes { volunteers, ..Sizes::DEMO });
    let (few, many) = (of(60), of(90));
    for (one, other) in few.people().zip(many.people()).take(60) {
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }
}

#[test]
fn the_charity_has_exactly_the_members_groups_and_volunteers_asked_for() {
    for (members, groups, volunteers) in
        [(6_000, 40, 300), (1_000, 300, 2_100), (50, 3, 40), (10, 0, 20), (0, 1, 20)]
    {
        let charity = Population::charity(5, TODAY, Sizes { members, groups, volunteers });
        let people: Vec<_> = charity.people().collect();
        let with_membership = people.iter().filter(|person| person.membership.is_some()).count() as u64;
        assert_eq!(with_membership, members, "members of {members}/{groups}/{volunteers}");
        assert_eq!(charity.organisations.len() as u32, groups + 5);
        if groups > 0 {
            assert_eq!(super::volunteers(&people).len() as u32, volunteers);
        }
    }
}

#[test]
fn sizes_for_a_bench_count_the_centre_and_the_nations() {
    assert_eq!(Population::charity(1, TODAY, Sizes::of(0, 300)).organisations.len(), 300);
}

#[test]
fn keys_numbers_organisations_and_names_of_groups_are_unique() {
    let charity = Population::charity(9, TODAY, Sizes::of(5_000, 500));
    let people: Vec<_> = charity.people().collect();
    for (at, person) in people.iter().enumerate() {
        assert_eq!(person.key, at as u64 + 1);
    }
    let numbers: HashSet<_> =
        people.iter().filter_map(|person| person.membership.as_ref()).map(|held| &held.number).collect();
    assert_eq!(numbers.len(), 5_000);
    let names: HashSet<_> = charity.organisations.iter().map(|one| &one.name).collect();
    assert_eq!(names.len(), charity.organisations.len());
    let mails: HashSet<_> = charity.organisations.iter().map(|one| &one.email).collect();
    assert_eq!(mails.len(), charity.organisations.len());
}

#[test]
fn the_tree_has_its_root_first_and_parents_before_children() {
    for (population, people) in [demo(), association()] {
        for (at, one) in population.organisations.iter().enumerate() {
            assert_eq!(one.key.0 as usize, at);
            assert_eq!(one.parent.is_none(), at == 0);
            assert!(one.parent.is_none_or(|parent| parent < one.key));
        }
        for person in people {
            assert!((person.home.0 as usize) < population.organisations.len());
        }
    }
}

#[test]
fn the_dates_follow_today_whatever_it_is() {
    for today in [date(2028, 2, 29), date(2027, 3, 31), date(2027, 4, 1), date(2030, 1, 1)] {
        let charity = Population::charity(4, today, Sizes { members: 2_000, ..Sizes::DEMO });
        for person in charity.people() {
            let Some(held) = person.membership else { continue };
            assert!(held.joined <= held.term_start && held.term_start <= today, "{held:?}");
        }
        let association = Population::association(4, today, 100);
        assert!(
            association
                .organisations
                .iter()
                .filter_map(|one| one.membership.as_ref())
                .any(|held| held.state(today) == State::Current)
        );
    }
}
