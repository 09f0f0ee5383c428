//! Who sees which organisations, on both databases.

use super::queries::page;
use federation::{access, testing};
use web::list::{ListQuery, ListSpec, SIZES};

const LIST: ListSpec = ListSpec { filters: &[], sorts: &["name"], columns: &[], sizes: SIZES };

#[tokio::test]
async fn supporter_care_sees_every_organisation_and_a_coordinator_their_own() {
    store::testing::for_each_engine("organisations", |db| async move {
        let story = testing::story(&db).await;
        for (who, search, expected) in [
            (story.gareth, "", vec!["Bradford", "Cardiff", "England", "Leeds", "Tidewell", "Wales"]),
            (story.gareth, "le", vec!["Leeds"]),
            (story.rhian, "", vec!["Leeds"]),
            (story.rhian, "brad", vec![]),
        ] {
            let query = ListQuery::parse(&LIST, "/organisations", &format!("q={search}"));
            let found = db
                .read(move |tx| {
                    let actor = access::actor(tx, who, testing::TODAY)?
                        .expect("everybody in the story has an account");
                    page(tx, &actor, &query)
                })
                .await
                .expect("the list can be read");
            let names: Vec<&str> = found.lines.iter().map(|line| line.name.as_str()).collect();
            assert_eq!(names, expected, "searched for {search}");
            assert_eq!(found.count as usize, expected.len());
        }
    })
    .await;
}
