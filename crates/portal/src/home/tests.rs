//! What stands on the home page of the story's people, on both databases.

use super::board::{Board, Task, board};
use federation::attainment::Standing;
use federation::{access, testing};
use jiff::civil::date;
use store::Db;

async fn of(db: &Db, who: federation::person::PersonId) -> Board {
    db.read(move |tx| {
        let actor = access::actor(tx, who, testing::TODAY)?.expect("everybody in the story has an account");
        board(tx, &actor)
    })
    .await
    .expect("a board can be read")
}

#[tokio::test]
async fn home_opens_what_a_role_opens_and_explains_what_stays_locked() {
    store::testing::for_each_engine("home", |db| async move {
        let story = testing::story(&db).await;
        let rhian = of(&db, story.rhian).await;
        assert_eq!(rhian.members_of[0].name, "Leeds");
        assert_eq!(rhian.downloads_of[0].name, "Leeds");
        assert!(rhian.tasks.is_empty() && rhian.locked.is_empty() && !rhian.sees_many_organisations);

        let marek = of(&db, story.marek).await;
        assert!(marek.members_of.is_empty());
        assert!(marek.locked[0].reason.contains("Group Coordinator"), "{}", marek.locked[0].reason);

        let amina = of(&db, story.amina).await;
        assert!(amina.locked[0].reason.contains("expired on 3 May 2026"), "{}", amina.locked[0].reason);
        assert!(
            matches!(&amina.tasks[0], Task::Training { standing: Standing::Expired(on), .. } if *on == date(2026, 5, 3))
        );

        let gareth = of(&db, story.gareth).await;
        assert!(gareth.sees_many_organisations && !gareth.all_downloads);
        assert_eq!(gareth.members_of[0].name, "Tidewell");
    })
    .await;
}

#[tokio::test]
async fn mail_that_came_back_is_the_first_thing_that_home_asks_about() {
    store::testing::for_each_engine("home, mail came back", |db| async move {
        let story = testing::story(&db).await;
        let (stamp, amina) = (testing::stamp(&testing::clock()), story.amina);
        let marked: Result<u64, store::StoreError> = db
            .write(move |tx| {
                tx.run("UPDATE account SET bounced_at = ?2 WHERE person_id = ?1", &[&amina, &stamp.now])
            })
            .await;
        assert_eq!(marked.unwrap(), 1);
        let board = of(&db, story.amina).await;
        assert!(
            matches!(&board.tasks[0], Task::MailCameBack { address, href, .. }
                if address == "amina@home.example" && href == "/account/returned-mail/sign-in"),
            "{:?}",
            board.tasks
        );
        assert!(of(&db, story.rhian).await.tasks.is_empty());
    })
    .await;
}
