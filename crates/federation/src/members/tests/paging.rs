//! Whatever is asked: every row once, in order, forwards and backwards; and the count is right.

use super::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

#[derive(Clone, Debug)]
struct Case {
    eye: usize,
    filter: Filter,
    sort: Sort,
    rows: usize,
}

fn cases() -> impl Strategy<Value = Case> {
    (
        0..6usize,
        filters(),
        proptest::sample::select(SortBy::ALL.to_vec()),
        any::<bool>(),
        prop_oneof![1..8usize, Just(200)],
    )
        .prop_map(|(eye, filter, by, up, rows)| {
            let direction = if up { Direction::Up } else { Direction::Down };
            Case { eye, filter, sort: Sort { by, direction }, rows }
        })
}

fn filters() -> impl Strategy<Value = Filter> {
    let some = |values: &'static [&'static str]| prop_oneof![4 => Just(None), 1 => proptest::sample::select(values).prop_map(|v| Some(v.to_owned()))];
    let yes = || prop_oneof![5 => Just(None), 1 => Just(Some(Yes::Yes)), 1 => Just(Some(Yes::No))];
    let day =
        || prop_oneof![4 => Just(None), 1 => (0..2100i64).prop_map(|d| Some(date(2019, 1, 1) + d.days()))];
    let search = prop_oneof![
        3 => Just(String::new()),
        2 => proptest::sample::select(&["ann", "as", "leeds", "zak łu", "李", "小龍", "obrien", "ls6", "m1", "t00", "a", "ash bo", "\" OR *", "zo"][..]).prop_map(str::to_owned),
    ];
    let fields = (
        some(&["Individual", "Joint", "Life", "Other"]),
        some(&["LS", "YO", "CF", "ZE"]),
        some(&["A", "Q", "#", "Z", "X"]),
    );
    (
        proptest::sample::select(Standing::ALL.to_vec()),
        fields,
        (day(), day()),
        (yes(), yes(), yes(), yes()),
        search,
    )
        .prop_map(
            |(
                standing,
                (category, area, letter),
                (joined_from, joined_until),
                (has_email, by_email, by_post, by_phone),
                search,
            )| Filter {
                standing,
                category,
                joined_from,
                joined_until,
                area,
                has_email,
                by_email,
                by_post,
                by_phone,
                letter: letter.and_then(|l| l.chars().next()),
                search,
            },
        )
}

#[tokio::test]
async fn every_member_meant_is_shown_once_in_order_whatever_is_asked() {
    store::testing::for_each_engine("members_paging", |db| async move {
        let town = town(&db).await;
        let run = move || {
            let mut runner =
                TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
            let outcome = runner.run(&cases(), |case| {
                let town = town.clone();
                db.read_blocking(move |tx| Ok::<_, StoreError>(check(tx, &town, &case)))?
            });
            outcome.unwrap_or_else(|e| panic!("{e}"));
        };
        tokio::task::spawn_blocking(run).await.unwrap();
    })
    .await;
}

fn check(tx: &mut Tx<'_>, town: &Town, case: &Case) -> Result<(), TestCaseError> {
    let (person, at, reach) = &town.eyes[case.eye];
    let right = right(tx, *person, *at);
    let mut meant: Vec<_> = town
        .members
        .iter()
        .enumerate()
        .filter(|(_, (_, e))| reach.contains(&e.organisation) && obvious::meant(&case.filter, e))
        .collect();

    let selected = selected(tx, &right, &case.filter);
    prop_assert_eq!(
        selected,
        meant.iter().map(|(_, (made, _))| made.membership).collect::<Vec<_>>(),
        "the clause of a selection"
    );

    let pages = pages(tx, &right, case, None);
    meant.sort_by_cached_key(|(n, (_, e))| match pages[0].order {
        Order::AsAsked => obvious::key(case.sort.by, *n, e),
        Order::AsEntered => (String::new(), String::new(), *n),
    });
    if case.sort.direction == Direction::Down && pages[0].order == Order::AsAsked {
        meant.reverse();
    }
    let expected: Vec<_> = meant.iter().map(|(_, (made, _))| made.membership).collect();
    let shown: Vec<_> = pages.iter().flat_map(|p| p.rows.iter().map(|r| r.membership)).collect();
    prop_assert_eq!(&shown, &expected, "forwards");

    let count = expected.len() as u64;
    let counted = match pages[0].count {
        Count::Exactly(n) => n == count,
        Count::MoreThan(n) => n <= count,
    };
    prop_assert!(counted, "{:?} of {count}", pages[0].count);

    // Back from the last page that holds anything.
    let last = pages.iter().rposition(|p| !p.rows.is_empty() && p.before.is_some());
    let Some(last) = last else { return Ok(()) };
    let mut back: Vec<_> = self::pages(tx, &right, case, pages[last].before)
        .iter()
        .flat_map(|p| p.rows.iter().rev().map(|r| r.membership))
        .collect();
    back.reverse();
    let before: Vec<_> = pages[..last].iter().flat_map(|p| p.rows.iter().map(|r| r.membership)).collect();
    prop_assert_eq!(back, before, "backwards");
    Ok(())
}

/// All pages from a cursor on, to the end that it points to.
fn pages(tx: &mut Tx<'_>, right: &Right<ReadMembers>, case: &Case, from: Option<Cursor>) -> Vec<Page> {
    let mut asked = Asked { rows: case.rows, from };
    let mut all = Vec::new();
    loop {
        let page = list(tx, right, &case.filter, case.sort, &asked, TODAY).expect("a page");
        let next = if asked.side() == Side::After { page.after } else { page.before };
        asked.from = next;
        all.push(page);
        assert!(all.len() < 500, "it comes to an end");
        if asked.from.is_none() {
            return all;
        }
    }
}

fn selected(
    tx: &mut Tx<'_>,
    right: &Right<ReadMembers>,
    filter: &Filter,
) -> Vec<crate::membership::MembershipId> {
    let mut clause = right.clause("member_entry.organisation_id");
    filter.narrow(&mut clause, tx.engine(), TODAY);
    let sql = format!("SELECT membership_id FROM member_entry WHERE {} ORDER BY n", clause.sql);
    let rows: Vec<(crate::membership::MembershipId,)> = tx.all(&sql, &clause.params()).expect("a selection");
    rows.into_iter().map(|(id,)| id).collect()
}

proptest! {
    #[test]
    fn a_filter_is_read_as_it_was_written(filter in filters()) {
        let pairs = filter.pairs();
        let read = Filter::from_pairs(pairs.iter().map(|(k, v)| (*k, v.as_str())));
        prop_assert_eq!(read, filter);
    }
}
