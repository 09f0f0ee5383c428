use super::*;
use crate::contact::Subject;
use crate::invitee::State;
use crate::record::{self, Change};
use jiff::SignedDuration;
use store::testing::for_each_engine;

#[tokio::test]
async fn each_council_brings_its_clerk_once_and_every_obstacle_has_its_sentence() {
    for_each_engine("batch", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        let rows = rows(&portal, &county, batch).await;
        assert_eq!(rows.len(), 13, "thirteen clerks hold fourteen councils, two of which have nobody");
        let bethan = row(&rows, "Rees, Bethan");
        assert_eq!(bethan.councils, "Aberarth Community Council; Borth Community Council");
        for (name, state, reason) in [
            ("Rees, Bethan", "draft", ""),
            ("Lewis, Dewi", "blocked", "no-email"),
            ("Jones, Elin", "blocked", "twice"),
            ("Jones, Ffion", "blocked", "twice"),
            ("Ferwig", "blocked", "no-person"),
            ("Puw, Huw", "blocked", "not-member"),
            ("Dafydd, Ifan", "excluded", "tagged"),
            ("Owen, Mair", "blocked", "other-account"),
            ("Vaughan, Non", "blocked", "own-domain"),
            ("Price, Owen", "blocked", "ends-soon"),
            ("Hughes, Sioned", "excluded", "has-access"),
            ("Thomas, Wyn", "blocked", "malformed"),
            ("Llanfair", "blocked", "no-person"),
        ] {
            assert_eq!(stands(&rows, name), (state, reason.to_owned()), "{name}");
        }
        let t = crate::testing::words();
        let said = |name: &str| {
            let row = row(&rows, name);
            crate::grant_checks::sentence(&t, &row.findings[0], &portal.app.zone)
        };
        assert!(said("Ferwig").contains("Gwyn Ellis left on 31 March 2026"), "{}", said("Ferwig"));
        assert!(said("Jones, Elin").contains("Jones, Ffion has the same address"));
        assert!(said("Dafydd, Ifan").contains("First to try the portal"));
        assert!(said("Price, Owen").contains("5 December 2026"));
        tally_is_right(&portal, batch).await;
        let again = batch_of_named(&portal, &county, "A-Y 0").await;
        assert!(matches!(again, Err(RolloutError::NameTaken)), "two batches of one name");
    })
    .await;
}

async fn batch_of_named(
    portal: &Portal,
    county: &County,
    name: &'static str,
) -> Result<BatchId, RolloutError> {
    let (app, carys, council) = (portal.app.clone(), county.carys, county.councils["Borth"]);
    let made = portal.app.db.write(move |tx| {
        let stamp = app.stamp(Some(carys), Door::Page);
        let frozen = select(tx, &stamp, carys, &[council]);
        let actor = access::actor(tx, carys, stamp.today)?.expect("Carys");
        let right = access::right_anywhere::<GrantAccess>(tx, &actor)?;
        let contacts = access::right_anywhere::<access::ManageContacts>(tx, &actor)?;
        let terms = terms(tx, &app, &actor, None)?;
        let under = Under::Named("PORTAL 2026".into());
        let new = NewBatch { under, name: name.into(), excluding: Vec::new() };
        make(tx, &stamp, (&right, &contacts), &terms, &frozen, &new)
    });
    made.await
}

#[tokio::test]
async fn the_good_rows_are_invited_and_the_others_mended_one_by_one_and_invited_then() {
    for_each_engine("mended", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        let first = do_all(&portal, &county, batch, Act::Invite).await;
        assert_eq!((first.done, first.left), (1, 0), "Bethan alone");
        let before = rows(&portal, &county, batch).await;
        assert_eq!(stands(&before, "Rees, Bethan").0, "queued");
        let mend = |name: &'static str, how: &'static str, with: &'static str| {
            let (portal, county) = (&portal, &county);
            async move {
                let all = rows(portal, county, batch).await;
                let one = row(&all, name).clone();
                let chosen = county.clerks["Bethan"];
                as_carys(portal, county, batch, move |tx, stamp, terms, actor| {
                    let right = access::right_anywhere::<access::ManageContacts>(tx, actor)?;
                    match how {
                        "address" => address(tx, stamp, &right, terms, &one, with),
                        "keep" => keep_address(tx, stamp, terms, &one),
                        "anyway" => grant_anyway(tx, stamp, terms, &one),
                        "choose" => choose(tx, stamp, &right, terms, &one, chosen),
                        _ => put_back(tx, stamp, terms, &one),
                    }
                })
                .await
            }
        };
        assert_eq!(mend("Dewi", "address", "dewi@home.example").await.unwrap().state, State::Draft);
        assert_eq!(mend("Wyn", "address", "wyn@home.example").await.unwrap().state, State::Draft);
        let refused = mend("Non", "address", "non at home").await;
        assert!(matches!(refused, Err(RolloutError::Record(_))), "{refused:?}");
        assert_eq!(mend("Elin", "keep", "").await.unwrap().state, State::Draft);
        let ffion = rows(&portal, &county, batch).await;
        assert_eq!(stands(&ffion, "Ffion"), ("blocked", "twice".into()), "Elin keeps the address");
        assert_eq!(mend("Ffion", "address", "ffion@home.example").await.unwrap().state, State::Draft);
        assert_eq!(mend("Price, Owen", "anyway", "").await.unwrap().state, State::Draft);
        // Llanfair gets Bethan too: she is invited already, so her row has the council now.
        assert_eq!(mend("Llanfair", "choose", "").await.unwrap().state, State::Excluded);
        let now = rows(&portal, &county, batch).await;
        assert!(row(&now, "Rees, Bethan").councils.contains("Llanfair"));
        assert_eq!(stands(&now, "Llanfair"), ("excluded", "joined".into()));
        let second = do_all(&portal, &county, batch, Act::Invite).await;
        assert_eq!((second.done, second.not_done), (5, 0));
        let again = count_of(&portal, batch, Act::Invite).await;
        assert_eq!(again, 0, "run again, nobody is written to twice");
        portal.work().await;
        for address in ["dewi@home.example", "wyn@home.example", "ffion@home.example", "owen@home.example"] {
            assert_eq!(links(&portal, address).await.len(), 1, "{address}");
        }
        assert!(links(&portal, "rhian@home.example").await.is_empty());
        let after = rows(&portal, &county, batch).await;
        assert_eq!(stands(&after, "Lewis, Dewi").0, "sent");
        tally_is_right(&portal, batch).await;
        let journaled: (i64,) = db
            .read(|tx| tx.one("SELECT count(*) FROM journal WHERE act = 'person.changed'", &[]))
            .await
            .map_err(|e: StoreError| e)
            .unwrap();
        assert!(journaled.0 >= 3, "each address is journaled as a change of the record");
    })
    .await;
}

async fn count_of(portal: &Portal, batch: BatchId, act: Act) -> u64 {
    portal.app.db.read(move |tx| count(tx, batch, act, &Chosen::All)).await.unwrap()
}

#[tokio::test]
async fn bethan_accepts_once_for_all_her_councils_and_is_never_reminded_again() {
    for_each_engine("accepted", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        do_all(&portal, &county, batch, Act::Invite).await;
        let link = links(&portal, "bethan@home.example").await.remove(0);
        accept(&portal, &link).await;
        let now = rows(&portal, &county, batch).await;
        assert_eq!(stands(&now, "Rees, Bethan").0, "accepted");
        assert_eq!(portal.browser().get(&link).await.status, 410, "a link works once");
        for _ in 0..6 {
            portal.clock.advance(SignedDuration::from_hours(24 * 8));
            portal.work().await;
        }
        assert_eq!(links(&portal, "bethan@home.example").await.len(), 1);
        let tally = tally(&portal, batch).await;
        assert_eq!(tally.reached, [13, 1, 1, 1, 1], "chosen, invited, delivered, opened, accepted");
    })
    .await;
}

async fn tally(portal: &Portal, batch: BatchId) -> Tally {
    let found = portal.app.db.read(move |tx| tallies(tx, &[batch])).await.unwrap();
    found.into_values().next().unwrap()
}

#[tokio::test]
async fn who_does_not_come_is_reminded_after_7_and_21_days_and_then_left_in_peace() {
    for_each_engine("reminders", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        do_all(&portal, &county, batch, Act::Invite).await;
        let mut sent = Vec::new();
        for day in 0..70 {
            let links = links(&portal, "bethan@home.example").await.len();
            if sent.last().map(|(_, n)| *n) != Some(links) {
                sent.push((day, links));
            }
            portal.clock.advance(SignedDuration::from_hours(24));
        }
        assert_eq!(sent, [(0, 1), (7, 2), (21, 3)]);
        let now = rows(&portal, &county, batch).await;
        assert_eq!(stands(&now, "Rees, Bethan").0, "expired");
        tally_is_right(&portal, batch).await;
    })
    .await;
}

#[tokio::test]
async fn a_mail_that_came_back_is_not_sent_again_there_but_to_the_address_that_is_right() {
    for_each_engine("bounced", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        do_all(&portal, &county, batch, Act::Invite).await;
        let old = links(&portal, "bethan@home.example").await.remove(0);
        let bethan = county.clerks["Bethan"];
        let now = portal.clock.now();
        db.write(move |tx| invitee::of_people(tx, now, &[bethan], Step::Bounce).map(drop)).await.unwrap();
        assert_eq!(stands(&rows(&portal, &county, batch).await, "Bethan").0, "bounced");
        let again = do_all(&portal, &county, batch, Act::Resend).await;
        assert_eq!((again.done, again.not_done), (0, 1), "not to the same address");
        let one = row(&rows(&portal, &county, batch).await, "Bethan").clone();
        let mended = as_carys(&portal, &county, batch, move |tx, stamp, terms, actor| {
            let right = access::right_anywhere::<access::ManageContacts>(tx, actor)?;
            address(tx, stamp, &right, terms, &one, "bethan.rees@post.example")
        });
        assert_eq!(
            mended.await.unwrap().state,
            State::Draft,
            "the link died with the address: she begins anew"
        );
        assert_eq!(do_all(&portal, &county, batch, Act::Invite).await.done, 1);
        let new = links(&portal, "bethan.rees@post.example").await.remove(0);
        let page = portal.browser().get(&old).await;
        assert!(page.status != 200, "the old link opens nothing");
        accept(&portal, &new).await;
        assert_eq!(stands(&rows(&portal, &county, batch).await, "Bethan").0, "accepted");
        let signed = portal.browser().sign_in("bethan.rees@post.example", CHOSEN).await;
        assert_eq!(signed.location.as_deref(), Some("/"));
    })
    .await;
}

#[tokio::test]
async fn access_is_taken_back_before_and_after_it_was_accepted_and_granted_again() {
    for_each_engine("revoked", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        do_all(&portal, &county, batch, Act::Invite).await;
        let first = links(&portal, "bethan@home.example").await.remove(0);
        assert_eq!(do_all(&portal, &county, batch, Act::Revoke).await.done, 1);
        assert_eq!(portal.browser().get(&first).await.status, 404);
        assert_eq!(do_all(&portal, &county, batch, Act::Again).await.done, 1);
        assert_eq!(do_all(&portal, &county, batch, Act::Invite).await.done, 1);
        let second = links(&portal, "bethan@home.example").await.remove(0);
        let mut phone = accept(&portal, &second).await;
        assert!(phone.get("/account").await.says("Bethan Rees"));
        assert_eq!(do_all(&portal, &county, batch, Act::Revoke).await.done, 1);
        assert!(phone.get("/account").await.location.is_some(), "her sessions end at once");
        assert_eq!(stands(&rows(&portal, &county, batch).await, "Bethan"), ("revoked", "revoked".into()));
        do_all(&portal, &county, batch, Act::Again).await;
        do_all(&portal, &county, batch, Act::Invite).await;
        let third = links(&portal, "bethan@home.example").await.remove(0);
        accept(&portal, &third).await;
        let accounts: (i64,) = db
            .read(move |tx| {
                tx.one("SELECT count(*) FROM account WHERE identifier_folded = 'bethan@home.example'", &[])
            })
            .await
            .map_err(|e: StoreError| e)
            .unwrap();
        assert_eq!(accounts.0, 1, "the same account, with its history");
        tally_is_right(&portal, batch).await;
    })
    .await;
}

#[tokio::test]
async fn an_appointment_that_ends_ends_the_invitation_and_nothing_more_is_sent() {
    for_each_engine("ended", |db| async move {
        let (portal, county) = county(&db).await;
        let owen = county.clerks["Owen"];
        let batch = batch_of(&portal, &county, vec![county.councils["Penbryn"]]).await.unwrap();
        let one = row(&rows(&portal, &county, batch).await, "Owen").clone();
        as_carys(&portal, &county, batch, move |tx, stamp, terms, _| grant_anyway(tx, stamp, terms, &one))
            .await
            .unwrap();
        do_all(&portal, &county, batch, Act::Invite).await;
        let link = links(&portal, "owen@home.example").await.remove(0);
        portal.clock.advance(SignedDuration::from_hours(24 * 14));
        portal.work().await;
        assert_eq!(stands(&rows(&portal, &county, batch).await, "Owen"), ("revoked", "ended".into()));
        assert_eq!(portal.browser().get(&link).await.status, 404);
        portal.clock.advance(SignedDuration::from_hours(24 * 30));
        assert_eq!(links(&portal, "owen@home.example").await.len(), 1);
        let state =
            db.read(move |tx| account::Recipient::of(tx, owen)).await.unwrap().expect("an account").state;
        assert_eq!(state, account::AccountState::Closed);
    })
    .await;
}

#[tokio::test]
async fn facts_that_change_between_the_page_and_the_press_are_seen() {
    for_each_engine("changed meanwhile", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        let bethan = county.clerks["Bethan"];
        let stamp = portal.app.stamp(None, Door::Page);
        db.write(move |tx| {
            let newcomer = crate::person::record(tx, &stamp, &crate::person::Name::new("Beth", "Other"))?;
            account::open(tx, &stamp, newcomer, "BETHAN@home.example", &[]).expect("an account");
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
        let shown = rows(&portal, &county, batch).await;
        assert_eq!(row(&shown, "Bethan").findings.len(), 1, "the page says so before anybody presses");
        let done = do_all(&portal, &county, batch, Act::Invite).await;
        assert_eq!((done.done, done.not_done), (0, 1));
        assert_eq!(
            stands(&rows(&portal, &county, batch).await, "Bethan"),
            ("blocked", "other-account".into())
        );
        let _ = bethan;
    })
    .await;
}

#[tokio::test]
async fn taking_a_row_out_touches_no_record_and_frees_its_address_for_the_other() {
    for_each_engine("removed", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        let elin = county.clerks["Elin"];
        let held = move |tx: &mut Tx<'_>| record::read(tx, Subject::Person(elin));
        let before = db.read(held).await.unwrap();
        let one = row(&rows(&portal, &county, batch).await, "Elin").clone();
        as_carys(&portal, &county, batch, move |tx, stamp, terms, _| {
            remove(tx, stamp, terms, batch, &[one.number()])
        })
        .await
        .unwrap();
        assert_eq!(db.read(held).await.unwrap(), before);
        let now = rows(&portal, &county, batch).await;
        assert_eq!(stands(&now, "Elin"), ("excluded", "removed".into()));
        assert_eq!(stands(&now, "Ffion").0, "draft");
        let one = row(&now, "Elin").clone();
        as_carys(&portal, &county, batch, move |tx, stamp, terms, _| put_back(tx, stamp, terms, &one))
            .await
            .unwrap();
        let now = rows(&portal, &county, batch).await;
        assert_eq!(stands(&now, "Ffion"), ("blocked", "twice".into()), "the two have one address again");
        tally_is_right(&portal, batch).await;
    })
    .await;
}

#[tokio::test]
async fn pages_of_a_batch_go_through_all_rows_in_every_order() {
    for_each_engine("paging", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        for sort in [SortBy::Name, SortBy::Kind, SortBy::Councils, SortBy::Email, SortBy::State] {
            for direction in [web::list::Direction::Up, web::list::Direction::Down] {
                let mut from = None;
                let mut seen = Vec::new();
                loop {
                    let asked = Asked {
                        sort,
                        direction,
                        rows: 4,
                        from,
                        state: None,
                        finding: 0,
                        search: String::new(),
                    };
                    let page = as_carys(&portal, &county, batch, move |tx, _, terms, _| {
                        Ok(list(tx, terms, batch, &asked)?)
                    });
                    let page = page.await.unwrap();
                    seen.extend(page.rows.iter().map(|r| r.number()));
                    from = page.after;
                    if from.is_none() {
                        break;
                    }
                }
                seen.sort_unstable();
                seen.dedup();
                assert_eq!(seen.len(), 13, "{sort:?} {direction:?}");
            }
        }
        let asked = Asked {
            sort: SortBy::Email,
            direction: web::list::Direction::Up,
            rows: 25,
            from: None,
            state: Some(State::Blocked),
            finding: crate::grant_checks::bit("twice"),
            search: String::new(),
        };
        let page =
            as_carys(&portal, &county, batch, move |tx, _, terms, _| Ok(list(tx, terms, batch, &asked)?));
        assert_eq!(page.await.unwrap().rows.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn whoever_may_do_more_is_invited_by_somebody_who_may() {
    for_each_engine("beyond", |db| async move {
        let (portal, county) = county(&db).await;
        let stamp = portal.app.stamp(None, Door::Demo);
        let (top, carys) = (county.top.clone(), county.carys);
        let it = db
            .write(move |tx| {
                let person = crate::person::record(tx, &stamp, &crate::person::Name::new("Ieuan", "Tech"))?;
                let email = crate::contact_point::ContactPoint::email("ieuan@home.example");
                crate::membership::record_contact_points(tx, &stamp, person, &[email])?;
                let open = crate::appointment::Ending::Open;
                crate::appointment::start(tx, &stamp, person, "it-support", top.id, stamp.today, open)
                    .expect("a role");
                let _ = carys;
                Ok::<_, StoreError>(person)
            })
            .await
            .unwrap();
        crate::testing::entries_made(&db).await;
        let batch = batch_of(&portal, &county, vec![it]).await.unwrap();
        let rows = rows(&portal, &county, batch).await;
        assert_eq!(
            stands(&rows, "Ieuan"),
            ("blocked", "beyond".into()),
            "Carys may not manage devices herself"
        );
    })
    .await;
}

#[tokio::test]
async fn the_welsh_speaker_gets_welsh() {
    for_each_engine("welsh invitations", |db| async move {
        let (portal, county) = county(&db).await;
        let (bethan, carys) = (county.clerks["Bethan"], county.carys);
        let app = portal.app.clone();
        db.write(move |tx| {
            let stamp = app.stamp(Some(carys), Door::Page);
            let actor = access::actor(tx, carys, stamp.today)?.expect("Carys");
            let right = access::right_anywhere::<access::ManageContacts>(tx, &actor).expect("a right");
            let field = record::Field::Language;
            let change = Change::Field { field, before: None, after: Some("cy".into()) };
            record::apply(tx, &stamp, &right, Subject::Person(bethan), &[change]).expect("changed");
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
        let batch = batch_of_all(&portal, &county).await;
        do_all(&portal, &county, batch, Act::Invite).await;
        portal.work().await;
        let stamp = portal.app.stamp(None, Door::Demo);
        let mails = portal.app.db.read(move |tx| mail::captured(tx, &stamp, 5)).await.unwrap();
        assert!(mails[0].letter.text.starts_with("Annwyl Bethan Rees,"), "{}", mails[0].letter.text);
    })
    .await;
}
