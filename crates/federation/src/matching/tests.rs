use super::*;
use proptest::prelude::*;

fn of(given: &str, family: &str) -> Profile {
    Profile::named(given, family, None)
}

/// As if among a hundred thousand.
fn score(a: &Profile, b: &Profile) -> Scored {
    let frequencies = Frequencies { records: 100_000, counts: Default::default() };
    Weights::default().scored(a, b, &frequencies)
}

fn fiona() -> Profile {
    of("Fiona", "Burton")
        .born("1995-09-30")
        .email("fiona.burton32@inbox.example.org")
        .phone("+447700900655")
        .place("177 Hall Knoll", "Norwich", "NR14 8QQ")
}

#[test]
fn somebody_who_was_typed_in_twice_with_a_slip_is_found() {
    let again = of("Foina", "BURTON").born("1995-09-03").email("fiona.burton32@inbox.example.org");
    let scored = score(&fiona(), &again);
    assert!(scored.score > 3.0, "{scored:?}");
    assert_eq!((scored.reasons[0].field, scored.reasons[0].level), (Field::Email, Level::Same));
}

#[test]
fn names_that_changed_places_and_day_with_month_are_still_the_same_person() {
    let again = of("Burton", "Fiona").born("1995-30-09").place("177 Hall Knoll", "Norwich", "NR148QQ");
    let scored = score(&fiona(), &again);
    assert!(scored.score > 4.0, "{scored:?}");
}

#[test]
fn people_who_live_together_and_share_everything_but_their_first_name_are_not_one_person() {
    let mut husband = fiona();
    husband.given = "peter".into();
    husband.born = "19930112".into();
    assert!(score(&fiona(), &husband).score < -5.0);
    husband.born = String::new();
    assert!(score(&fiona(), &husband).score < 0.0, "{:?}", score(&fiona(), &husband));
}

#[test]
fn twins_are_two_people_and_father_and_son_of_one_name_are_too() {
    let mut twin = fiona();
    twin.given = "emma".into();
    assert!(score(&fiona(), &twin).score < 0.0, "{:?}", score(&fiona(), &twin));
    let mut son = fiona();
    son.born = "20200511".into();
    son.emails.clear();
    assert!(score(&fiona(), &son).score < 2.0, "{:?}", score(&fiona(), &son));
}

#[test]
fn a_rare_name_counts_for_more_than_a_common_one() {
    let mut frequencies = Frequencies { records: 100_000, counts: Default::default() };
    frequencies.counts.insert(compare::value_of(Field::Family, "smith"), 1_200);
    frequencies.counts.insert(compare::value_of(Field::Family, "featherstonehaugh"), 2);
    let weigh = |family: &str| {
        let one = of("John", family);
        Weights::default().scored(&one, &one, &frequencies).score
    };
    assert!(weigh("Featherstonehaugh") > weigh("Smith") + 5.0);
}

#[test]
fn bob_is_robert_and_kasia_is_katarzyna() {
    assert!(nickname::same_name("bob", "robert") && nickname::same_name("kasia", "katarzyna"));
    assert!(!nickname::same_name("bob", "peter"));
}

#[test]
fn organisations_of_one_kind_and_place_are_found_by_a_variant_of_their_name() {
    let weights = Weights::organisations();
    let frequencies = Frequencies { records: 500, counts: Default::default() };
    let council = |name: &str| Profile::organisation(name, "council", "Norfolk");
    let score = |a: &Profile, b: &Profile| weights.scored(a, b, &frequencies).score;
    assert!(score(&council("Ashby St Mary Parish Council"), &council("Ashby Saint Mary PC")) > 2.0);
    assert!(score(&council("Ashby Parish Council"), &council("Thurton Parish Council")) < -4.0);
    let clerk = |p: Profile| {
        p.email("clerk@post.example").phone("+441603555010").place("3 The Street", "Loddon", "NR14 6AB")
    };
    let shared = score(&clerk(council("Ashby Parish Council")), &clerk(council("Thurton Parish Council")));
    assert!(shared < 0.0, "one clerk of two councils: {shared}");
}

#[test]
fn a_block_that_holds_too_many_is_left_to_its_finer_ones() {
    let crowd: Vec<Profile> = (0..500)
        .map(|n| {
            of(&format!("Given{n}"), &format!("Family{n}")).place(
                "1 Example Street",
                "Exampletown",
                "EX1 1EX",
            )
        })
        .collect();
    assert!(pairs(&crowd, Between::All).len() < 500 * 20);
}

#[test]
fn the_same_of_the_same_is_the_same_and_one_has_at_most_one_partner() {
    assert_eq!(groups(5, [(3, 1), (1, 0)]), [0, 0, 2, 0, 4]);
    let pairs = vec![(0, 5, 3.0), (0, 6, 9.0), (1, 6, 8.0), (1, 5, 1.0)];
    assert_eq!(one_to_one(pairs), [(0, 6, 9.0), (1, 5, 1.0)]);
}

fn profile() -> impl Strategy<Value = Profile> {
    ("\\PC{0,12}", "\\PC{0,12}", "[0-9-]{0,10}", "\\PC{0,20}", "[+0-9]{0,14}", "\\PC{0,20}", "\\PC{0,8}")
        .prop_map(|(given, family, born, email, phone, line, code)| {
            of(&given, &family).born(&born).email(&email).phone(&phone).place(&line, &family, &code)
        })
}

proptest! {
    #[test]
    fn comparing_is_the_same_both_ways_and_never_panics(a in profile(), b in profile()) {
        let (one, other) = (score(&a, &b).score, score(&b, &a).score);
        prop_assert!(one.is_finite());
        prop_assert!((one - other).abs() < 0.01, "{} {}", one, other);
        prop_assert_eq!(compare(&a, &a).levels.iter().filter(|l| !matches!(l, Level::Same | Level::Silent)).count(), 0);
    }

    #[test]
    fn two_that_share_a_key_are_paired_once(a in profile()) {
        let found = pairs(&[a.clone(), a.clone()], Between::All);
        prop_assert_eq!(found.len(), usize::from(!keys(&a).is_empty()));
    }
}
