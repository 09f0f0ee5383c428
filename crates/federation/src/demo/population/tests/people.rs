use std::collections::{HashMap, HashSet};

use super::{TODAY, association, demo, per_mille};
use crate::demo::population::{
    Person,
    dice::plus_years,
    people::{EndedBecause, Flaw, State},
};

#[test]
fn only_phones_of_the_drama_ranges_and_reserved_mail_domains_occur() {
    let landlines: HashSet<_> =
        crate::demo::population::towns::TOWNS.iter().map(|town| town.phone.replace(' ', "")).collect();
    let may_ring = |number: &str| {
        let plain: String = number.replace("+44", "0").chars().filter(char::is_ascii_digit).collect();
        let Some(range) = plain.get(..plain.len() - 3) else { return true };
        plain.len() != 11 || !(range == "07700900" || range == "01632960" || landlines.contains(range))
    };
    let may_arrive = |mail: &str| {
        let reserved = mail.ends_with(".example") || mail.ends_with("@example.org");
        !reserved || mail.matches('@').count() != 1 || !mail.is_ascii() || mail.starts_with(['@', '.'])
    };
    for (population, people) in [demo(), association()] {
        for one in &population.organisations {
            assert!(!one.phone.as_deref().is_some_and(may_ring), "{:?}", one.phone);
            assert!(!one.email.as_deref().is_some_and(may_arrive), "{:?}", one.email);
        }
        for person in people {
            for phone in &person.phones {
                assert!(!may_ring(&phone.number), "{phone:?}");
            }
            for mail in &person.emails {
                assert!(!may_arrive(mail), "{mail}");
            }
        }
    }
}

#[test]
fn every_drama_range_of_a_town_is_one_that_ofcom_names() {
    let ranges = [
        "0113 496 0",
        "0114 496 0",
        "0115 496 0",
        "0116 496 0",
        "0117 496 0",
        "0118 496 0",
        "0121 496 0",
        "0131 496 0",
        "0141 496 0",
        "0151 496 0",
        "0161 496 0",
        "0191 498 0",
        "020 7946 0",
        "028 9649 6",
        "029 2018 0",
        "01632 960",
    ];
    for town in &crate::demo::population::towns::TOWNS {
        assert!(ranges.contains(&town.phone), "{}", town.name);
    }
}

#[test]
fn couples_share_mailboxes_and_others_do_not() {
    let (_, people) = demo();
    let mut households: HashMap<&String, HashSet<u64>> = HashMap::new();
    let mut holders: HashMap<&String, usize> = HashMap::new();
    for person in people {
        for mail in &person.emails {
            households.entry(mail).or_default().insert(person.household);
            *holders.entry(mail).or_default() += 1;
        }
    }
    assert!(households.values().all(|at| at.len() == 1));
    assert!((150..600).contains(&holders.values().filter(|count| **count == 2).count()));
    assert!((100..350).contains(&per_mille(people, |person| person.emails.is_empty())));
}

#[test]
fn people_of_one_household_follow_one_another_and_share_the_address() {
    let (_, people) = demo();
    let mut seen = HashSet::new();
    for pair in people.windows(2) {
        if pair[0].household == pair[1].household {
            assert_eq!(pair[0].address, pair[1].address);
        } else {
            assert!(seen.insert(pair[0].household), "household {} comes twice", pair[0].household);
        }
    }
    assert!((4_000..5_600).contains(&seen.len()), "{} households", seen.len());
}

#[test]
fn dates_stand_in_a_sane_order_before_or_after_today() {
    let years_ago = |years: i32| plus_years(TODAY, -years);
    for person in demo().1.iter().chain(&association().1) {
        assert!(person.born.is_none_or(|born| born <= years_ago(18) && born > years_ago(100)), "{person:?}");
        assert!(person.died.is_none_or(|died| died < TODAY));
        for appointment in &person.appointments {
            assert!(appointment.end.is_none_or(|end| end >= appointment.start), "{appointment:?}");
        }
        for training in &person.trainings {
            assert!(training.completed <= TODAY && training.completed < training.expires, "{training:?}");
        }
        assert!(person.disclosure.is_none_or(|check| check.issued < TODAY && check.review_by > check.issued));
        let Some(held) = &person.membership else { continue };
        assert!(held.joined <= held.term_start && held.term_start <= TODAY, "{held:?}");
        assert!(held.term_end.is_none_or(|end| end > held.term_start), "{held:?}");
        assert!(person.born.is_none_or(|born| plus_years(born, 18) <= held.joined), "{held:?}");
        assert!(held.ended.is_none_or(|ended| ended.on >= held.joined && ended.on < TODAY), "{held:?}");
        let died = held.ended.is_some_and(|ended| ended.because == EndedBecause::Died);
        assert_eq!(died, person.died.is_some());
    }
}

#[test]
fn the_shares_of_membership_states_cultures_and_flaws_are_believable() {
    let (_, people) = demo();
    let members: Vec<_> = people.iter().filter_map(|person| person.membership.as_ref()).collect();
    assert!((850..950).contains(&per_mille(&members, |held| held.state(TODAY) == State::Current)));
    assert!((40..100).contains(&per_mille(&members, |held| held.state(TODAY) == State::Lapsed)));
    assert!((25..75).contains(&per_mille(&members, |held| held.state(TODAY) == State::Ended)));
    let cultures: HashSet<_> = people.iter().map(|person| person.culture).collect();
    assert_eq!(cultures.len(), 16);
    assert!((450..700).contains(
        &per_mille(people, |person| person.culture == crate::demo::population::names::Culture::English)
    ));
    let flaws: HashSet<Flaw> = people.iter().filter_map(|person| person.address.as_ref()?.flaw).collect();
    assert_eq!(flaws.len(), 5);
    assert!(
        (15..50).contains(&per_mille(people, |person| person
            .address
            .as_ref()
            .is_some_and(|at| at.flaw.is_some())))
    );
    assert!((5..40).contains(&per_mille(people, |person| person.also_written.is_some())));
    assert!(
        (2..25).contains(
            &per_mille(people, |person| person.language == crate::demo::population::Language::Welsh)
        )
    );
    assert!((1..20).contains(&per_mille(people, |person| person.died.is_some())));
    assert!((500..750).contains(&per_mille(people, |person| person.title.is_none())));
}

#[test]
fn every_script_comes_up_as_the_name_itself_and_beside_a_latin_one() {
    let (_, people) = demo();
    let scripts = [
        ('\u{0400}', '\u{04ff}'),
        ('\u{0600}', '\u{06ff}'),
        ('\u{0980}', '\u{09ff}'),
        ('\u{4e00}', '\u{9fff}'),
        ('\u{0370}', '\u{03ff}'),
    ];
    for (from, to) in scripts {
        let holds = |text: &str| text.chars().any(|letter| (from..=to).contains(&letter));
        assert!(people.iter().any(|person| holds(&person.surname)), "{from}");
        let beside = |person: &Person| person.also_written.as_ref().is_some_and(|also| holds(&also.name));
        assert!(people.iter().any(beside), "{from}");
    }
    for letter in ['ł', 'ş', 'ń', 'ó', '\''] {
        assert!(people.iter().any(|person| person.surname.contains(letter)), "{letter}");
    }
}

#[test]
fn postcodes_look_like_postcodes_unless_they_are_flawed_on_purpose() {
    for person in demo().1.iter().chain(&association().1) {
        let Some(address) = &person.address else { continue };
        let whole = address.postcode.as_deref().is_some_and(|code| {
            let Some((outward, inward)) = code.split_once(' ') else { return false };
            let inward = inward.as_bytes();
            (2..=4).contains(&outward.len())
                && inward.len() == 3
                && inward[0].is_ascii_digit()
                && inward[1..].iter().all(|letter| letter.is_ascii_uppercase() && !b"CIKMOV".contains(letter))
        });
        let flawed = matches!(address.flaw, Some(Flaw::NoPostcode | Flaw::HalfPostcode));
        assert_ne!(whole, flawed, "{address:?}");
        assert!(address.lines().count() >= 1);
    }
}
