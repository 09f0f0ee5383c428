use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use store::{Clock, Identifier, Ids};

store::id!(pub PersonId);

#[test]
fn identifiers_only_grow_also_when_the_clock_stands_still_or_steps_back() {
    let clock = Clock::fixed(Timestamp::from_millisecond(1_790_000_000_000).unwrap());
    let ids = Ids::seeded(clock.clone(), 1);
    let mut last: PersonId = ids.next();
    for i in 0..10_000 {
        match i {
            4_000 => clock.advance(SignedDuration::from_secs(-60)),
            7_000 => clock.advance(SignedDuration::from_secs(120)),
            _ => {}
        }
        let next = ids.next();
        assert!(next > last, "{next} after {last}");
        last = next;
    }
}

#[test]
fn the_same_seed_makes_the_same_identifiers() {
    let clock = Clock::fixed(Timestamp::from_millisecond(1_790_000_000_000).unwrap());
    let (one, other) = (Ids::seeded(clock.clone(), 5), Ids::seeded(clock, 5));
    assert_eq!(one.next::<PersonId>(), other.next::<PersonId>());
}

/// RFC 9562, appendix A.6.
#[test]
fn the_example_of_the_rfc_is_made() {
    let id = PersonId::new(0x017F_22E2_79B0, 0xCC3 << 62 | 0x18C4_DC0C_0C07_398F);
    assert_eq!(id.to_string(), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

proptest! {
    #[test]
    fn an_identifier_reads_back_from_text_and_json(bytes: [u8; 16]) {
        let id = PersonId::from_bytes(bytes);
        prop_assert_eq!(id.to_string().parse(), Ok(id));
        prop_assert_eq!(id.to_string().to_uppercase().parse(), Ok(id));
        let json = serde_json::to_string(&id).unwrap();
        prop_assert_eq!(serde_json::from_str::<PersonId>(&json).unwrap(), id);
    }

    #[test]
    fn no_other_text_is_taken_for_an_identifier(text in "[0-9a-f-]{0,40}|.{0,40}") {
        if let Ok(id) = text.parse::<PersonId>() {
            prop_assert_eq!(id.to_string(), text.to_lowercase());
        }
    }
}
