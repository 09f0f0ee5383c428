//! Both demonstration federations go in whole.

use super::*;
use crate::demo::population::Sizes;
use crate::testing;

#[tokio::test]
async fn both_demonstration_federations_go_into_an_empty_database() {
    store::testing::for_each_engine("loading", |db| async move {
        let house = testing::installation(&db).await;
        let population =
            Population::charity(7, testing::TODAY, Sizes { members: 400, groups: 40, volunteers: 60 });
        let loaded = load(&house, &population, None).await.unwrap();
        assert_eq!(loaded.members, 400);
        let again = load(&house, &population, None).await;
        assert!(matches!(again, Err(LoadError::NotEmpty)));
        let (entries, tallied): (i64, i64) = db
            .read(|tx| {
                tx.one::<(i64, i64)>(
                    "SELECT (SELECT count(*) FROM member_entry),
                            (SELECT CAST(sum(entries) AS BIGINT) FROM member_tally t JOIN organisation o
                             ON o.id = t.organisation_id WHERE o.parent_id IS NULL)",
                    &[],
                )
            })
            .await
            .unwrap();
        assert_eq!((entries, tallied), (400, 400));
        let end = db.read(crate::journal::verify).await.unwrap();
        assert!(end.seq > 0);
    })
    .await;
    store::testing::for_each_engine("loading_association", |db| async move {
        let house = testing::installation(&db).await;
        let population = Population::association(7, testing::TODAY, 60);
        assert_eq!(load(&house, &population, None).await.unwrap().organisations, 61);
    })
    .await;
}
