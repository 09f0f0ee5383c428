//! The way of a message from the press to the last mail.

use super::*;
use crate::testing::portal;
use jiff::SignedDuration;

const MANY: [&str; 21] =
    ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U"];

async fn captured(portal: &Portal) -> i64 {
    one::<(i64,)>(portal, "SELECT count(*) FROM mail WHERE state = 'captured' AND run_id IS NOT NULL").await.0
}

#[tokio::test]
async fn a_message_to_many_waits_ten_minutes_and_can_be_cancelled() {
    store::testing::for_each_engine("message window", |db| async move {
        let portal = portal(&db).await;
        let names: Vec<(&str, &str)> = MANY.iter().map(|n| (*n, "Member")).collect();
        let people = members(&portal, &names).await;
        let id = begun(&portal, &people, &[], greeting(), Class::Service, Basis::Contract).await;
        assert_eq!(confirmed(&portal, id, 20, When::Now).await, Confirmed::CountIs(21));
        let starts_at = portal.clock.now() + SignedDuration::from_mins(10);
        assert_eq!(confirmed(&portal, id, 21, When::Now).await, Confirmed::Yes { starts_at });
        portal.work().await;
        assert_eq!(captured(&portal).await, 0, "it waits");
        let (stamp, gareth) = (stamp(&portal), portal.story.gareth);
        let stopped = portal.app.db.write(move |tx| {
            let writer = writer_of(tx, gareth);
            cancel(tx, &stamp, &writer, id)
        });
        assert_eq!(stopped.await.expect("it can be cancelled"), 21);
        portal.clock.advance(SignedDuration::from_mins(11));
        portal.work().await;
        assert_eq!((captured(&portal).await, looked(&portal, id).await.state), (0, State::Cancelled));
    })
    .await;
}

#[tokio::test]
async fn a_message_to_few_leaves_at_once_and_each_mail_is_for_one_person() {
    store::testing::for_each_engine("message few", |db| async move {
        let portal = portal(&db).await;
        let people = members(&portal, &[("Ada", "Able"), ("Bryn", "Brown")]).await;
        sql(&portal, "UPDATE person SET language = 'cy' WHERE given_name = 'Bryn'").await;
        let words = greeting().with("cy", "Newyddion i {{given name}}", "Annwyl {{given name}},");
        let id = begun(&portal, &people, &[], words, Class::Service, Basis::Contract).await;
        let starts_at = portal.clock.now();
        assert_eq!(confirmed(&portal, id, 2, When::Now).await, Confirmed::Yes { starts_at });
        portal.work().await;
        let stamp = stamp(&portal);
        let mut mails =
            portal.app.db.read(move |tx| crate::mail::captured(tx, &stamp, 10)).await.expect("mails");
        mails.sort_by(|a, b| a.letter.subject.cmp(&b.letter.subject));
        let read: Vec<(&str, &str, &str)> = mails
            .iter()
            .map(|m| (m.letter.address.as_str(), m.letter.subject.as_str(), m.letter.language.as_str()))
            .collect();
        assert_eq!(
            read,
            [
                ("ada.able@post.example", "News for Ada", "en"),
                ("bryn.brown@post.example", "Newyddion i Bryn", "cy")
            ]
        );
        assert_eq!(looked(&portal, id).await.state, State::Leaving);
        let (state,): (String,) = one(&portal, "SELECT state FROM mail_run").await;
        assert_eq!(state, "done");
        let (held,): (i64,) = one(
            &portal,
            "SELECT count(*) FROM message_recipient WHERE filled IS NOT NULL AND outcome = 'mail'",
        )
        .await;
        assert_eq!(held, 0, "what was filled in is wiped when the mail is made");
        assert_eq!(confirmed_again(&portal, id).await, "it is too late for this");
    })
    .await;
}

async fn confirmed_again(portal: &Portal, id: MessageId) -> String {
    let (stamp, gareth, settings) = (stamp(portal), portal.story.gareth, portal.app.settings.clone());
    let again = portal.app.db.write(move |tx| {
        let writer = writer_of(tx, gareth);
        let wanted = sending::Wanted { count: 2, when: When::Now, pace: None };
        confirm(tx, &stamp, &settings, &writer, id, wanted).map(drop)
    });
    again.await.expect_err("nothing is sent twice").to_string()
}

#[tokio::test]
async fn who_died_before_it_leaves_is_left_out_and_who_came_meanwhile_is_not_let_in() {
    store::testing::for_each_engine("message meanwhile", |db| async move {
        let portal = portal(&db).await;
        let people = members(&portal, &[("Ada", "Able"), ("Bryn", "Brown"), ("Cai", "Cole")]).await;
        sql(&portal, "UPDATE contact_point SET bounced_at = 1 WHERE folded = 'cai.cole@post.example'").await;
        let id = begun(&portal, &people, &[], greeting(), Class::Service, Basis::Contract).await;
        let at = portal.clock.now() + SignedDuration::from_hours(24);
        assert_eq!(confirmed(&portal, id, 2, When::At(at)).await, Confirmed::Yes { starts_at: at });
        sql(&portal, "UPDATE person SET deceased_on = '2026-11-22' WHERE given_name = 'Bryn'").await;
        sql(&portal, "UPDATE contact_point SET bounced_at = NULL").await;
        portal.clock.advance(SignedDuration::from_hours(25));
        portal.work().await;
        let all: Vec<(String, String)> =
            outcomes(&portal, id).await.into_iter().map(|(name, _, reason, _)| (name, reason)).collect();
        let wanted = [("Ada Able", ""), ("Bryn Brown", "deceased"), ("Cai Cole", "later")];
        assert_eq!(all, wanted.map(|(n, r)| (n.to_owned(), r.to_owned())));
        assert_eq!(captured(&portal).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_message_does_not_leave_when_its_writer_lost_the_right_meanwhile() {
    store::testing::for_each_engine("message stopped", |db| async move {
        let portal = portal(&db).await;
        let people = members(&portal, &[("Ada", "Able")]).await;
        let id = begun(&portal, &people, &[], greeting(), Class::Service, Basis::Contract).await;
        let at = portal.clock.now() + SignedDuration::from_hours(1);
        confirmed(&portal, id, 1, When::At(at)).await;
        sql(&portal, "DELETE FROM role_capability WHERE capability = 'messages.send'").await;
        portal.clock.advance(SignedDuration::from_hours(2));
        portal.work().await;
        assert_eq!(captured(&portal).await, 0);
        let (state, because): (String, String) =
            one(&portal, "SELECT state, stopped_because FROM message").await;
        assert_eq!(state, "stopped");
        assert!(because.contains("messages.send"), "{because}");
    })
    .await;
}

#[tokio::test]
async fn a_message_that_was_interrupted_while_its_mails_were_made_goes_on_and_nobody_gets_two() {
    store::testing::for_each_engine("message interrupted", |db| async move {
        let portal = portal(&db).await;
        let people = members(&portal, &[("Ada", "Able"), ("Bryn", "Brown")]).await;
        let id = begun(&portal, &people, &[], greeting(), Class::Service, Basis::Contract).await;
        confirmed(&portal, id, 2, When::Now).await;
        leave(&portal.app, id).await.expect("it leaves");
        // As if the machine had died before the last note, with one mail made.
        sql(&portal, "UPDATE message SET state = 'preparing'").await;
        leave(&portal.app, id).await.expect("it goes on");
        portal.work().await;
        assert_eq!(captured(&portal).await, 2);
    })
    .await;
}

#[tokio::test]
async fn those_whose_mail_may_have_been_lost_are_written_to_again_with_the_same_words() {
    store::testing::for_each_engine("message again", |db| async move {
        let portal = portal(&db).await;
        let people = members(&portal, &[("Ada", "Able"), ("Bryn", "Brown")]).await;
        let id = begun(&portal, &people, &[], greeting(), Class::Service, Basis::Contract).await;
        confirmed(&portal, id, 2, When::Now).await;
        portal.work().await;
        sql(&portal, "UPDATE mail SET state = 'maybe-sent' WHERE person_id IN (SELECT id FROM person WHERE given_name = 'Bryn')").await;
        let (stamp, gareth, settings) = (stamp(&portal), portal.story.gareth, portal.app.settings.clone());
        let made = portal.app.db.write(move |tx| {
            let writer = writer_of(tx, gareth);
            let message = find(tx, &writer, id)?;
            let run = message.run.expect("it left");
            let which = super::super::audience::Which::Came(run, "maybe-sent".into());
            let selected = after::select(tx, &stamp, &writer, &message, &which)?;
            Ok::<_, MessageError>((after::again(tx, &stamp, &settings, &writer, &message, &which)?, selected))
        });
        let (again, selected) = made.await.expect("it can be written again");
        assert_eq!(selected, 1);
        let draft = looked(&portal, again).await;
        assert_eq!((draft.again_of, draft.state, draft.selected, draft.mails), (Some(id), State::Draft, 1, 1));
        assert_eq!(outcomes(&portal, again).await[0].0, "Bryn Brown");
    })
    .await;
}
