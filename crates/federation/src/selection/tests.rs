use super::*;
use crate::access::Clause;
use crate::organisation::Organisation;
use crate::testing;
use store::Db;

/// The subjects are the organisations of the story: a selection does not care what it is of.
async fn set_up(db: &Db) -> (testing::Story, Stamp, Open) {
    let story = testing::story(db).await;
    let stamp = testing::stamp(&testing::clock());
    let (s, rhian) = (stamp.clone(), story.rhian);
    let open = db.write(move |tx| open(tx, &s, rhian, "organisations")).await.unwrap();
    (story, stamp, open)
}

fn ids(all: &[Organisation]) -> Vec<crate::organisation::OrganisationId> {
    all.iter().map(|o| o.id).collect()
}

#[tokio::test]
async fn ticks_of_one_page_leave_those_of_another_as_they_are() {
    store::testing::for_each_engine("selection_ticks", |db| async move {
        let (story, stamp, open) = set_up(&db).await;
        let all = ids(&story.organisations);
        db.write(move |tx| {
            let after_first = tick(tx, &stamp, open, &all[..2], &all[..3])?;
            let after_second = tick(tx, &stamp, after_first, &all[4..5], &all[3..])?;
            assert_eq!(after_second.count, 3);
            let changed = tick(tx, &stamp, after_second, &all[1..2], &all[..3])?;
            assert_eq!(changed.count, 2);
            assert_eq!(ticked(tx, changed, &all)?, [all[1], all[4]].into());
            assert_eq!(clear(tx, &stamp, changed)?.count, 0);
            Ok::<_, SelectionError>(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn all_that_match_are_selected_and_those_not_shown_are_counted() {
    store::testing::for_each_engine("selection_all", |db| async move {
        let (story, stamp, open) = set_up(&db).await;
        let leeds = story.leeds.id;
        db.write(move |tx| {
            let groups = Clause::equal("organisation.kind", "group");
            let open = tick(tx, &stamp, open, &[leeds], &[leeds])?;
            let open = add_all(tx, &stamp, open, "organisation.id", "organisation", &groups)?;
            assert_eq!(open.count, 3, "Leeds is counted once");
            let shown = Clause::equal("organisation.slug", "leeds");
            assert_eq!(count_among(tx, open, "organisation.id", "organisation", &shown)?, 1);
            Ok::<_, SelectionError>(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_was_confirmed_no_longer_changes_and_belongs_to_one_person() {
    store::testing::for_each_engine("selection_frozen", |db| async move {
        let (story, stamp, first) = set_up(&db).await;
        let all = ids(&story.organisations);
        db.write(move |tx| {
            let first = tick(tx, &stamp, first, &all[..2], &all[..2])?;
            let kept = freeze(tx, &stamp, first)?;
            assert_eq!(kept.count, 2);
            let next = open(tx, &stamp, story.rhian, "organisations")?;
            assert_ne!(next.id, kept.id);
            tick(tx, &stamp, next, &all[..5], &all)?;
            let mut clause = Clause::all();
            kept.condition(&mut clause, "organisation.id");
            let sql =
                format!("SELECT organisation.id FROM organisation WHERE {} ORDER BY number", clause.sql);
            let held: Vec<(crate::organisation::OrganisationId,)> = tx.all(&sql, &clause.params())?;
            assert_eq!(held, [(all[0],), (all[1],)]);
            assert_eq!(frozen(tx, story.rhian, "organisations", kept.id)?, Some(kept));
            assert_eq!(frozen(tx, story.marek, "organisations", kept.id)?, None);
            assert_eq!(frozen(tx, story.rhian, "others", kept.id)?, None);
            assert_eq!(frozen(tx, story.rhian, "organisations", next.id)?, None, "not confirmed yet");
            Ok::<_, SelectionError>(())
        })
        .await
        .unwrap();
    })
    .await;
}
