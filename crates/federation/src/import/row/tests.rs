use super::*;
use crate::import::row::dates::{DateOrder, turned, until};
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);
const MAPPING: &str = include_str!("../../../../../docs/examples/members-mapping.toml");

fn columns() -> Vec<Option<Field>> {
    use Field::*;
    [
        Title,
        GivenName,
        FamilyName,
        KnownAs,
        DateOfBirth,
        Email,
        Phone,
        Address,
        Address,
        Town,
        Postcode,
        Organisation,
        JoinedOn,
        ConsentEmail,
        ConsentPost,
    ]
    .map(Some)
    .to_vec()
}

fn line(cells: &[&str]) -> Line {
    Line { line: 2, cells: cells.iter().map(|c| (*c).to_owned()).collect(), breaks: 0 }
}

fn good(cells: &[&str]) -> Ready {
    read(&line(cells), &columns(), &Mapping::parse(MAPPING).unwrap(), TODAY).unwrap()
}

#[test]
fn a_messy_row_is_read_as_a_person_would_read_it() {
    let row = good(&[
        "Ms",
        "Evans",
        "Gail ",
        "",
        "20/07/56",
        "\"Gail Evans\" <gail.evans@inbox.example>; gail@work.example",
        "7700900075",
        "157  Angela Mountain",
        "",
        "Leeds",
        "nn56ql",
        "Leeds & District Group",
        "27/04/08",
        "opted out 2/3/21",
        "y",
    ]);
    assert_eq!(row.date_of_birth, Some(date(1956, 7, 20)));
    assert_eq!(row.joined_on, Some(date(2008, 4, 27)));
    assert_eq!(
        row.emails.iter().map(|e| e.value.as_str()).collect::<Vec<_>>(),
        ["gail.evans@inbox.example", "gail@work.example"]
    );
    assert_eq!(row.phones[0].value, "+447700900075");
    assert_eq!(row.post.unwrap().postcode.as_deref(), Some("NN5 6QL"));
    assert_eq!((row.wishes[0].given, row.wishes[0].recorded_on), (false, date(2021, 3, 2)));
    assert!(row.wishes[1].given);
    assert_eq!(row.warnings, [Warning::SeveralAddresses, Warning::NamesSwapped]);
}

#[test]
fn what_is_understood_in_part_comes_in_with_a_warning() {
    let row = good(&[
        "",
        "Ann",
        "Lee until 31/03/2026",
        "",
        "31/02/1950",
        "nobody",
        "ring my son",
        "1 Row",
        "",
        "Leeds",
        "SG18 OHN",
        "Leeds",
        "12/13/2019",
        "perhaps",
        "",
    ]);
    use Warning::*;
    assert_eq!(
        row.warnings,
        [
            UntilInName,
            DateOrder(Field::JoinedOn),
            Date(Field::DateOfBirth),
            Email,
            Phone,
            Postcode,
            ConsentWords(contact_point::Kind::Email)
        ]
    );
    assert_eq!(row.post.unwrap().postcode.as_deref(), Some("SG18 OHN"));
    assert!(row.emails.is_empty() && row.date_of_birth.is_none());
    assert_eq!(row.phones[0].value, "ring my son");
}

#[test]
fn dates_are_read_in_every_way_they_are_written() {
    let day = |text: &str| dates::read(text, DateOrder::DayFirst, TODAY).map(|r| r.date);
    for text in [
        "20/07/1956",
        "20.07.56",
        "20-Jul-1956",
        "20 July 1956",
        "1956-07-20",
        "July 20, 1956",
        "20th July 1956",
        "1956-07-20 00:00:00",
        "7/20/1956",
    ] {
        assert_eq!(day(text), Some(date(1956, 7, 20)), "{text}");
    }
    assert_eq!(day("08.07.01"), Some(date(2001, 7, 8)));
    assert_eq!(day("23/11/26"), Some(date(1926, 11, 23)), "tomorrow a hundred years ago");
    for text in ["", "31/02/1950", "20561", "1/2", "01/01/2030", "99/99/9999", "12 Smarch 1950", "٢٠/٠٧/١٩٥٦"]
    {
        assert_eq!(day(text), None, "{text}");
    }
    assert_eq!(dates::read("07/20/1956", DateOrder::MonthFirst, TODAY).unwrap().date, date(1956, 7, 20));
    assert_eq!(turned(date(1973, 5, 2)), Some(date(1973, 2, 5)));
    assert!(until("Clerk until 31/03/2026") && !until("Untilda Jones"));
}

proptest! {
    #[test]
    fn every_row_whatever_stands_in_it_is_ready_or_rejected(cells in proptest::collection::vec("(\\PC|[\\n\\r\\t\\x00,;@<>/.0-9]){0,40}", 0..20), breaks in 0_u64..40) {
        let mapping = Mapping::parse(MAPPING).unwrap();
        let row = Line { line: 7, cells, breaks };
        match read(&row, &columns(), &mapping, TODAY) {
            Ok(ready) => {
                let (given, family) = ready.name_key();
                prop_assert!(!given.is_empty() || !family.is_empty());
                prop_assert!(ready.date_of_birth.is_none_or(|d| d <= TODAY));
                prop_assert!(ready.emails.iter().all(|e| contact_point::email(&e.value).is_ok()));
            }
            Err(rejection) => prop_assert!(!rejection.to_string().is_empty()),
        }
    }

    #[test]
    fn no_date_is_read_after_the_latest(text in "[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{1,4}") {
        if let Some(read) = dates::read(&text, DateOrder::DayFirst, TODAY) {
            prop_assert!(read.date <= TODAY);
        }
    }
}
