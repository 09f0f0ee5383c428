use proptest::prelude::*;

use super::*;
use crate::Form;

const SPEC: ListSpec = ListSpec {
    filters: &["town", "state"],
    sorts: &["name", "town", "joined"],
    columns: &[
        Column { key: "name", words: "list-none", at_first: true },
        Column { key: "town", words: "list-none", at_first: true },
        Column { key: "joined", words: "list-none", at_first: false },
    ],
    sizes: &[Size::Rows(25), Size::Rows(50), Size::All],
};

fn parse(query: &str) -> ListQuery {
    ListQuery::parse(&SPEC, "/members", query)
}

#[test]
fn what_is_as_usual_is_left_out_of_the_address() {
    assert_eq!(parse("").url(), "/members");
    assert_eq!(parse("sort=name&size=25&col=name&col=town&q=&town=").url(), "/members");
    assert_eq!(parse("size=50&town=Leeds&sort=-town").url(), "/members?town=Leeds&sort=-town&size=50");
}

#[test]
fn what_nobody_declared_is_ignored() {
    let query = parse("sort=password&size=99999&col=secret&letter=AB&after=nonsense&evil=1");
    assert_eq!(query.url(), "/members");
}

#[test]
fn a_change_keeps_the_rest_and_starts_at_the_first_page() {
    let query = parse("town=Leeds&town=York&q=jo&size=50");
    let deep = query.next(Cursor::new(["Jones", "7"]), 50);
    assert_eq!(deep.first_row(), 51);
    assert_eq!(deep.with_sort("town").url(), "/members?town=Leeds&town=York&q=jo&sort=town&size=50");
    assert_eq!(deep.with_sort("name").url(), "/members?town=Leeds&town=York&q=jo&sort=-name&size=50");
    assert_eq!(deep.without("town", "Leeds").url(), "/members?town=York&q=jo&size=50");
    assert_eq!(deep.cleared().url(), "/members?size=50");
    let back = parse(deep.url().split_once('?').unwrap().1).previous(Cursor::new(["Kay", "9"]));
    assert_eq!(back.first_row(), 1);
}

#[test]
fn the_form_of_the_selection_is_read() {
    let these = Pick::of(&Form::parse(b"tick=1&seen=1&seen=2"));
    assert_eq!(these, Pick::These { ticked: vec!["1".into()], seen: vec!["1".into(), "2".into()] });
    assert_eq!(Pick::of(&Form::parse(b"pick=all&tick=1")), Pick::AllMatching);
}

fn cursors() -> impl Strategy<Value = Cursor> {
    (prop::collection::vec(".{0,20}", 1..4), 1..1_000_000u64)
        .prop_map(|(values, first_row)| Cursor { values, first_row })
}

proptest! {
    #[test]
    fn an_address_says_the_same_when_it_is_read_again(
        towns in prop::collection::vec("[^\\s\0]{1,8}", 0..3),
        search in "[^\\s\0]{0,12}",
        letter in prop::option::of("[A-ZŴŶÉ]"),
        sort in prop::sample::select(vec!["name", "-name", "town", "-joined"]),
        size in prop::sample::select(vec!["25", "50", "all"]),
        columns in prop::sample::subsequence(vec!["name", "town", "joined"], 0..=3),
        after in prop::option::of(cursors()),
    ) {
        let mut query = parse(&format!("sort={sort}&size={size}"));
        query.filters = towns.into_iter().map(|town| ("town", town)).collect();
        query.search = search;
        query.letter = letter.and_then(|l| l.chars().next());
        if !columns.is_empty() {
            query.columns = columns;
        }
        if let Some(cursor) = after {
            query.place = Place::After(cursor);
        }
        let url = query.url();
        let again = parse(url.split_once('?').map_or("", |(_, q)| q));
        prop_assert_eq!(&again, &query);
        prop_assert_eq!(again.url(), url);
    }

    #[test]
    fn no_address_does_harm(query in ".{0,200}", cursor in "[A-Za-z0-9_-]{0,80}") {
        let read = parse(&format!("{query}&after={cursor}"));
        prop_assert!(read.limit().is_none_or(|limit| limit <= 50));
        prop_assert_eq!(parse(read.url().split_once('?').map_or("", |(_, q)| q)), read);
    }
}
