use super::*;
use crate::account::session::Found;
use crate::appointment;
use crate::testing;
use jiff::civil::date;
use store::testing::for_each_engine;

#[tokio::test]
async fn when_the_last_appointment_has_ended_sessions_end_and_the_account_closes_that_night() {
    for_each_engine("closing", |db| async move {
        let story = testing::story(&db).await;
        let (rhian, marek) = (story.rhian, story.marek);
        let stamp = testing::stamp(&testing::clock());
        let token = db
            .write(move |tx| -> Result<_, AccountFault> {
                let actor = access::actor(tx, marek, stamp.today)?.expect("Marek signs in");
                let token = session::begin(tx, &stamp, actor.account, "Firefox on Linux", None)?;
                let (id,): (appointment::AppointmentId,) =
                    tx.one("SELECT id FROM appointment WHERE person_id = ?1", &[&marek])?;
                appointment::end(tx, &stamp, id, date(2026, 11, 21)).expect("an appointment ends");
                let closed = close_ended(tx, &stamp)?;
                assert_eq!(closed, [actor.account]);
                assert!(close_ended(tx, &stamp)?.is_empty(), "once is enough");
                Ok(token)
            })
            .await
            .unwrap();
        db.read(move |tx| -> Result<_, StoreError> {
            assert!(matches!(session::find(tx, &token, testing::clock().now())?, Found::Unknown));
            let (state,): (String,) = tx.one("SELECT state FROM account WHERE person_id = ?1", &[&marek])?;
            assert_eq!(state, "closed");
            let (state,): (String,) = tx.one("SELECT state FROM account WHERE person_id = ?1", &[&rhian])?;
            assert_eq!(state, "active");
            let (told,): (i64,) = tx.one("SELECT count(*) FROM journal WHERE act = 'account.closed'", &[])?;
            assert_eq!(told, 1);
            Ok(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_role_that_ends_today_still_counts_and_one_that_comes_keeps_the_account() {
    for_each_engine("not closing", |db| async move {
        let story = testing::story(&db).await;
        let (marek, leeds) = (story.marek, story.leeds.id);
        let stamp = testing::stamp(&testing::clock());
        db.write(move |tx| -> Result<_, AccountFault> {
            let (id,): (appointment::AppointmentId,) =
                tx.one("SELECT id FROM appointment WHERE person_id = ?1", &[&marek])?;
            appointment::end(tx, &stamp, id, stamp.today).expect("an appointment ends");
            assert!(close_ended(tx, &stamp)?.is_empty());
            appointment::end(tx, &stamp, id, date(2026, 11, 1)).expect("an appointment ends");
            let ending = appointment::Ending::Open;
            appointment::start(tx, &stamp, marek, "finance", leeds, date(2027, 1, 1), ending)
                .expect("a role comes");
            assert!(close_ended(tx, &stamp)?.is_empty());
            Ok(())
        })
        .await
        .unwrap();
    })
    .await;
}
