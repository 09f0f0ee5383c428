use super::*;
use crate::contact_point::ContactPoint;
use crate::testing::{enrol, member, volunteer};
use crate::{membership, organisation, person::Name};
use jiff::civil::date;
use store::testing::for_each_engine;

#[tokio::test]
async fn blanks_are_filled_the_rest_stays_and_the_old_address_leads_on() {
    for_each_engine("merge fills blanks", |db| async move {
        let story = testing::story(&db).await;
        let mut first = member("Zuzanna", "Kowalczyk", &story.leeds);
        first.date_of_birth = None;
        let mut second = member("Susanna", "Kowalczyk", &story.bradford);
        second.name.known_as = Some("Zuza".into());
        second.contact_points.push(ContactPoint::phone("0113 496 0001"));
        let ids = enrol(&db, vec![first, second]).await;
        let (winner, loser) = (ids[0].person, ids[1].person);
        merged(&db, story.gareth, winner, loser, Wish::default()).await.unwrap();
        db.read(move |tx| -> Result<(), StoreError> {
            let sql = format!("SELECT {} FROM person WHERE id = ?1", crate::person::COLUMNS);
            let now: crate::person::Person = tx.one(&sql, &[&winner])?;
            assert_eq!((now.name.given.as_str(), now.name.known_as.as_deref()), ("Zuzanna", Some("Zuza")));
            assert_eq!(now.date_of_birth, Some(date(1951, 2, 3)));
            assert_eq!(stands_for(tx, loser.into())?, Some(winner.into()));
            Ok(())
        })
        .await
        .unwrap();
        assert_eq!(count(&db, "SELECT count(*) FROM membership WHERE person_id = ?1", winner).await, 2);
        assert_eq!(count(&db, "SELECT count(*) FROM member_entry WHERE person_id = ?1", winner).await, 2);
        let posts = "SELECT count(*) FROM contact_point WHERE person_id = ?1 AND kind = 'post'";
        assert_eq!(count(&db, posts, winner).await, 1, "the address that both have stands once");
        let preferred = "SELECT count(*) FROM contact_point WHERE person_id = ?1 AND preferred";
        assert_eq!(count(&db, preferred, winner).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_edited_since_the_merge_is_kept_and_said() {
    for_each_engine("kept edits", |db| async move {
        let story = testing::story(&db).await;
        let mut second = member("Susanna", "Kowalczyk", &story.leeds);
        second.name.known_as = Some("Zuza".into());
        let ids = enrol(&db, vec![member("Zuzanna", "Kowalczyk", &story.leeds), second]).await;
        let (winner, loser) = (ids[0].person, ids[1].person);
        let id = merged(&db, story.gareth, winner, loser, Wish::default()).await.unwrap();
        db.write(move |tx| tx.run("UPDATE person SET known_as = 'Zuzia' WHERE id = ?1", &[&winner]))
            .await
            .unwrap();
        let kept = undone(&db, story.gareth, id).await.unwrap();
        assert_eq!(kept, [Kept { table: "person".into(), column: "known_as".into() }]);
        assert_eq!(count(&db, "SELECT count(*) FROM person WHERE id = ?1", loser).await, 1);
        assert!(matches!(undone(&db, story.gareth, id).await, Err(MergeError::UndoneAlready)));
    })
    .await;
}

#[tokio::test]
async fn of_two_accounts_somebody_says_which_stays_and_the_other_closes() {
    for_each_engine("two accounts", |db| async move {
        let story = testing::story(&db).await;
        let (rhian, marek) = (story.rhian, story.marek);
        let none = Wish::default();
        assert!(matches!(merged(&db, story.gareth, marek, story.amina, none).await, Err(MergeError::TwoAccounts)));
        let wish = Wish { keep: Some(Keep::Losers), ..Wish::default() };
        let id = merged(&db, story.gareth, marek, story.amina, wish).await.unwrap();
        let sql = "SELECT count(*) FROM account WHERE person_id = ?1 AND identifier = 'amina@home.example'";
        assert_eq!(count(&db, sql, marek).await, 1);
        let told = "SELECT count(*) FROM journal WHERE act = 'account.closed' AND subject_id <> ?1";
        assert_eq!(count(&db, told, rhian).await, 1);
        undone(&db, story.gareth, id).await.unwrap();
        let sql = "SELECT count(*) FROM account WHERE person_id = ?1 AND identifier = 'marek@home.example' AND state = 'active'";
        assert_eq!(count(&db, sql, marek).await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_merges_themselves_or_somebody_who_may_do_more() {
    for_each_engine("merge needs authority", |db| async move {
        let story = testing::story(&db).await;
        let (gareth, rhian) = people(&story);
        let ids = enrol(&db, vec![member("Gareth", "Pugh", &story.leeds)]).await;
        let double = ids[0].person;
        for (winner, loser) in [(gareth, double), (double, gareth)] {
            let refused = merged(&db, gareth, winner, loser, Wish::default()).await.unwrap_err();
            assert!(matches!(refused, MergeError::Grant(GrantRefused::OwnBranch)), "{refused:?}");
        }
        // Rhian reviews downloads, which Gareth may not.
        let refused = merged(&db, gareth, double, rhian, Wish::default()).await.unwrap_err();
        assert!(matches!(refused, MergeError::Grant(GrantRefused::WiderThanOwn(_))), "{refused:?}");
        assert!(refused.to_string().contains("may not do yourself"));
        let refused = merged(&db, gareth, rhian, double, Wish::default()).await.unwrap_err();
        assert!(matches!(refused, MergeError::Grant(GrantRefused::WiderThanOwn(_))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn two_groups_become_one_with_their_members_and_part_again() {
    for_each_engine("groups merged", |db| async move {
        let story = testing::story(&db).await;
        let (england, stamp_) = (story.organisations[1].clone(), stamp(story.gareth));
        let twin = db
            .write(move |tx| organisation::open(tx, &stamp_, "group", Some(&england), "Bradford Group", None))
            .await
            .unwrap();
        enrol(&db, vec![member("Imran", "Hussain", &twin), member("Zuzanna", "Kowalczyk", &story.bradford)])
            .await;
        let before = everything(&db).await;
        let id = merged(&db, story.gareth, story.bradford.id, twin.id, Wish::default()).await.unwrap();
        let bradford = story.bradford.id;
        db.read(move |tx| -> Result<(), StoreError> {
            let sql = "SELECT count(*) FROM member_entry WHERE organisation_id = ?1";
            assert_eq!(tx.one::<(i64,)>(sql, &[&bradford])?.0, 2);
            assert_eq!(by_old_slug(tx, "bradford-group")?, Some(bradford));
            Ok(())
        })
        .await
        .unwrap();
        undone(&db, story.gareth, id).await.unwrap();
        let after = everything(&db).await;
        for (table, rows) in &before {
            assert_eq!(&after[table], rows, "{table}");
        }
        let refused =
            merged(&db, story.gareth, story.leeds.id, story.centre.id, Wish::default()).await.unwrap_err();
        assert!(!matches!(refused, MergeError::Store(_)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_merge_below_a_later_one_waits_for_it() {
    for_each_engine("merge upon merge", |db| async move {
        let story = testing::story(&db).await;
        let three = ["Zuzanna", "Susanna", "Zuza"].map(|given| member(given, "Kowalczyk", &story.leeds));
        let ids: Vec<PersonId> =
            enrol(&db, three.to_vec()).await.into_iter().map(|made| made.person).collect();
        let before = everything(&db).await;
        let first = merged(&db, story.gareth, ids[1], ids[2], Wish::default()).await.unwrap();
        let second = merged(&db, story.gareth, ids[0], ids[1], Wish::default()).await.unwrap();
        let (old, new) = (ids[2], ids[0]);
        let leads = db.read(move |tx| stands_for(tx, old.into())).await.unwrap();
        assert_eq!(leads, Some(new.into()));
        assert!(matches!(undone(&db, story.gareth, first).await, Err(MergeError::LaterMerge)));
        undone(&db, story.gareth, second).await.unwrap();
        undone(&db, story.gareth, first).await.unwrap();
        assert_eq!(everything(&db).await, before);
    })
    .await;
}

#[tokio::test]
async fn only_twins_in_every_letter_are_safe_to_merge_in_bulk() {
    for_each_engine("safe merges", |db| async move {
        let story = testing::story(&db).await;
        let plain = || member("Zuzanna", "Kowalczyk", &story.leeds);
        let mut died = plain();
        died.deceased_on = Some(date(2025, 3, 1));
        let mut unborn = plain();
        unborn.date_of_birth = None;
        let ids = enrol(&db, vec![plain(), plain(), died, unborn]).await;
        let leeds = story.leeds.clone();
        db.write(move |tx| -> Result<(), testing::StoryError> {
            let stamp = testing::stamp(&testing::clock());
            let because =
                |tx: &mut Tx<'_>, n: usize| unsafe_because(tx, ids[0].person.into(), ids[n].person.into());
            assert_eq!(because(tx, 1)?, None);
            assert_eq!(because(tx, 2)?, Some(Unsafe::OneDied));
            assert_eq!(because(tx, 3)?, Some(Unsafe::NotAllTheSame));
            let name = Name::new("Zuzanna", "Kowalczyk");
            let serves = volunteer(tx, &stamp, name, "zuza@home.example", "finance", &leeds, None)?;
            tx.run("UPDATE person SET date_of_birth = '1951-02-03' WHERE id = ?1", &[&serves])?;
            assert_eq!(unsafe_because(tx, ids[0].person.into(), serves.into())?, Some(Unsafe::Appointment));
            membership::entry::refresh(tx, testing::TODAY, serves)?;
            Ok(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_stood_under_the_one_that_goes_stands_under_the_one_that_stays_and_comes_back() {
    for_each_engine("merge with children", |db| async move {
        let story = testing::story(&db).await;
        let made = db
            .write(|tx| -> Result<_, testing::StoryError> {
                let stamp = testing::stamp(&testing::clock());
                let stays =
                    organisation::open(tx, &stamp, "county-association", None, "Suffolk Association", None)?;
                let goes = organisation::open(tx, &stamp, "county-association", None, "Suffolk Assoc", None)?;
                let council =
                    organisation::open(tx, &stamp, "parish-council", Some(&goes), "Cockfield", None)?;
                Ok((stays, goes, council))
            })
            .await
            .unwrap();
        let (stays, goes, council) = (made.0.id, made.1.id, made.2.id);
        let mut paige = member("Paige", "McCarthy", &story.leeds);
        paige.organisation = council;
        enrol(&db, vec![paige]).await;
        let before = everything(&db).await;
        let above = |db: store::Db| async move {
            let found = db.read(move |tx| organisation::ancestors(tx, council)).await.unwrap();
            found.into_iter().map(|o| o.id).collect::<Vec<_>>()
        };
        let tally = "SELECT entries FROM member_tally WHERE organisation_id = ?1 AND entries > 0";
        let wish = Wish::default();
        let id = merged(&db, story.gareth, stays, goes, wish).await.unwrap();
        assert_eq!(above(db.clone()).await, [council, stays]);
        let (entries,): (i64,) = db.read(move |tx| tx.one(tally, &[&stays])).await.unwrap();
        assert_eq!(entries, 1, "whoever belongs below is counted at the one that stays");
        let kept = undone(&db, story.gareth, id).await.unwrap();
        assert!(kept.is_empty(), "{kept:?}");
        assert_eq!(above(db.clone()).await, [council, goes]);
        assert_eq!(everything(&db).await, before);
        // Nothing comes to stand under itself.
        db.write(move |tx| {
            tx.run("UPDATE organisation SET parent_id = ?2 WHERE id = ?1", &[&stays, &goes])?;
            organisation::replant(tx, &[stays])
        })
        .await
        .unwrap();
        let refused = merged(&db, story.gareth, stays, goes, Wish::default()).await;
        assert!(matches!(refused, Err(MergeError::StandsBelow)), "{refused:?}");
    })
    .await;
}
