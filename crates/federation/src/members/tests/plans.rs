//! SQLite reads each page off one index: nothing is sorted and nothing is scanned, whatever the order and the right.

use super::*;
use crate::access::Clause;

#[tokio::test]
async fn every_order_is_read_off_an_index_for_every_kind_of_right() {
    store::testing::for_each_engine("members_plans", |db| async move {
        if db.engine() != store::Engine::Sqlite {
            return;
        }
        let town = town(&db).await;
        db.read(move |tx| explain_all(tx, &town)).await.unwrap();
    })
    .await;
}

fn explain_all(tx: &mut Tx<'_>, town: &Town) -> Result<(), StoreError> {
    let filtered =
        Filter { has_email: Some(Yes::Yes), joined_from: Some(date(2020, 1, 1)), ..Filter::default() };
    let categorised = Filter { category: Some("Joint".into()), ..Filter::default() };
    let placed = Filter { area: Some("LS".into()), letter: Some('A'), ..Filter::default() };
    for (person, at, _) in &town.eyes {
        let right = right(tx, *person, *at);
        let extent = Extent::of(tx, &right).unwrap();
        for by in SortBy::ALL {
            for direction in [Direction::Up, Direction::Down] {
                for filter in [&Filter::default(), &filtered, &categorised, &placed] {
                    for (sql, clause) in walk::statements(tx, &extent, filter, Sort { by, direction }, TODAY)
                    {
                        let plan = explain(tx, &sql, &clause);
                        assert!(plan.iter().all(|step| !step.contains("TEMP B-TREE")), "{sql}\n{plan:#?}");
                        assert!(
                            plan.iter().all(|step| !step.contains("SCAN member_entry")),
                            "{sql}\n{plan:#?}"
                        );
                        assert!(
                            plan[0].contains("USING") && plan[0].contains("INDEX member_entry_"),
                            "{sql}\n{plan:#?}"
                        );
                    }
                }
            }
        }
    }
    Ok(())
}

/// A deep page begins where the last one ended: the cursor is part of what the index looks up.
#[tokio::test]
async fn a_deep_page_is_looked_up_and_not_counted_off() {
    store::testing::for_each_engine("members_deep", |db| async move {
        if db.engine() != store::Engine::Sqlite {
            return;
        }
        let town = town(&db).await;
        db.read(move |tx| {
            let (person, at, _) = &town.eyes[1];
            let right = right(tx, *person, *at);
            let extent = Extent::of(tx, &right)?;
            for by in SortBy::ALL {
                for (sql, clause) in walk::statements(
                    tx,
                    &extent,
                    &Filter::default(),
                    Sort { by, direction: Direction::Up },
                    TODAY,
                ) {
                    let plan = explain(tx, &sql, &clause);
                    // The entry's number is not among them: few bear the same name.
                    let looked_up = match by {
                        SortBy::Name => "sort_name>?".to_owned(),
                        _ => format!("({},sort_name)>(?,?)", by.columns()[0]),
                    };
                    assert!(plan[0].contains(&looked_up), "{sql}\n{plan:#?}");
                }
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    })
    .await;
}

fn explain(tx: &mut Tx<'_>, sql: &str, clause: &Clause) -> Vec<String> {
    let lines: Vec<(i64, i64, i64, String)> =
        tx.all(&format!("EXPLAIN QUERY PLAN {sql}"), &clause.params()).unwrap();
    let mut steps: Vec<String> = lines.into_iter().map(|(.., step)| step).collect();
    // A bounded walk is fed row by row: what matters is how its rows are found.
    if steps[0].starts_with("CO-ROUTINE") {
        steps.remove(0);
        assert!(steps.pop().is_some_and(|last| last.starts_with("SCAN")), "{sql}");
    }
    steps
}
