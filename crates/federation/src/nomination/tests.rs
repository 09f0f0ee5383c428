//! How a role goes from one to the next, day by day.

use super::succession::{After, Span, after, begins, next_start};
use crate::person::PersonId;
use jiff::civil::{Date, date};
use store::Identifier as _;

const HILARY: u8 = 1;
const TOMOS: u8 = 2;
const LAST: Date = date(2027, 3, 31);
const NEXT: Date = date(2027, 4, 1);

fn who(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

fn span(n: u8, starts_on: Date, ends_on: Option<Date>) -> Span {
    Span { person: who(n), starts_on, ends_on }
}

fn hilary() -> Span {
    span(HILARY, date(2019, 5, 1), Some(LAST))
}

#[test]
fn the_last_day_is_the_old_clerks_and_the_next_day_the_new_ones() {
    let tomos = span(TOMOS, NEXT, None);
    let holders =
        |day| [hilary(), tomos.clone()].iter().filter(|s| s.holds(day)).map(|s| s.person).collect::<Vec<_>>();
    assert_eq!(holders(date(2027, 3, 30)), [who(HILARY)]);
    assert_eq!(holders(LAST), [who(HILARY)]);
    assert_eq!(holders(NEXT), [who(TOMOS)]);
    assert_eq!(next_start(LAST), NEXT);
    assert_eq!(after(&[hilary(), tomos.clone()], &hilary()), After::Next { person: who(TOMOS), from: NEXT });
    assert!(begins(&[hilary(), tomos.clone()], &tomos));
}

#[test]
fn a_seat_can_stay_empty_for_a_while_or_for_good() {
    let late = span(TOMOS, date(2027, 6, 1), None);
    let gap = After::Gap { person: who(TOMOS), from: date(2027, 6, 1) };
    assert_eq!(after(&[hilary(), late], &hilary()), gap);
    assert_eq!(after(&[hilary()], &hilary()), After::Nobody);
    // Somebody who was there before and left is nobody to follow.
    let before = span(TOMOS, date(2015, 1, 1), Some(date(2019, 4, 30)));
    assert_eq!(after(&[before, hilary()], &hilary()), After::Nobody);
}

#[test]
fn two_can_hold_it_for_a_while_to_hand_over() {
    let early = span(TOMOS, date(2027, 3, 1), None);
    assert_eq!(
        after(&[hilary(), early.clone()], &hilary()),
        After::Next { person: who(TOMOS), from: date(2027, 3, 1) }
    );
    assert!(begins(&[hilary(), early.clone()], &early));
    // Whoever only stood in until the same day does not follow.
    let stood_in = span(TOMOS, date(2027, 3, 1), Some(LAST));
    assert_eq!(after(&[hilary(), stood_in], &hilary()), After::Nobody);
}

#[test]
fn the_same_person_again_hands_over_nothing_and_is_not_new() {
    let again = span(HILARY, NEXT, None);
    assert_eq!(after(&[hilary(), again.clone()], &hilary()), After::Same);
    assert!(!begins(&[hilary(), again.clone()], &again));
    let overlapping = span(HILARY, date(2027, 3, 15), None);
    assert_eq!(after(&[hilary(), overlapping.clone()], &hilary()), After::Same);
    assert!(!begins(&[hilary(), overlapping.clone()], &overlapping));
    // After a break she is new again.
    let back = span(HILARY, date(2028, 1, 1), None);
    assert_eq!(
        after(&[hilary(), back.clone()], &hilary()),
        After::Gap { person: who(HILARY), from: date(2028, 1, 1) }
    );
    assert!(begins(&[hilary(), back.clone()], &back));
}

#[test]
fn a_role_without_a_last_day_is_not_handed_over() {
    let open = span(HILARY, date(2019, 5, 1), None);
    assert_eq!(after(&[open.clone(), span(TOMOS, NEXT, None)], &open), After::Stays);
}
