//! "I am no longer the clerk", and who follows.

use super::{FELSHAM, Marlshire, link, marlshire};
use crate::access::Clause;
use crate::acting::Door;
use crate::closing::close_ended;
use crate::nomination;
use crate::testing::{Answered, Browser};
use axum::http::StatusCode;
use jiff::civil::date;
use store::testing::for_each_engine;

const TOMOS: [(&str, &str); 6] = [
    ("follows", "named"),
    ("given_name", "Tomos"),
    ("family_name", "Vaughan"),
    ("email", "tomos@home.example"),
    ("phone", "01632 960555"),
    ("starts_on", ""),
];

/// Says the last day and who follows; answers the page to check it and the address.
async fn up_to_the_check(
    clerk: &mut Browser,
    at: &str,
    last_day: &str,
    follows: &[(&str, &str)],
) -> Answered {
    clerk.get(at).await;
    let who = clerk.post(at, &[("step", "day"), ("last_day", last_day)]).await;
    assert!(who.says("Who follows?"), "{}", who.body);
    clerk.post(at, &[&[("step", "who"), ("last_day", last_day)], follows].concat()).await
}

async fn send(clerk: &mut Browser, at: &str, last_day: &str, follows: &[(&str, &str)]) -> Answered {
    let said = [("step", "check"), ("send", "yes"), ("last_day", last_day)];
    clerk.post(at, &[&said, follows].concat()).await
}

impl Marlshire {
    async fn leaving_page(&self, clerk: &mut Browser) -> String {
        link(&clerk.get(FELSHAM).await, "I am no longer")
    }

    /// At noon of a later day.
    fn on(&self, day: &str) {
        self.portal.clock.set(format!("{day}T12:00:00Z").parse().expect("a time"));
    }
}

#[tokio::test]
async fn hilary_stops_at_felsham_on_a_day_the_centre_is_told_and_tomos_follows_the_day_after() {
    for_each_engine("own_leave", |db| async move {
        let story = marlshire(&db).await;
        let mut hilary = story.signed_in("hilary").await;
        let at = story.leaving_page(&mut hilary).await;
        hilary.get(&at).await;
        let wrong = hilary.post(&at, &[("step", "day"), ("last_day", "soon")]).await;
        assert!(wrong.says("Enter a day like"), "{}", wrong.body);
        let early = hilary.post(&at, &[("step", "day"), ("last_day", "1/1/2020")]).await;
        assert!(early.says("cannot lie before the first, 1 January 2024"), "{}", early.body);
        let nameless = up_to_the_check(&mut hilary, &at, "31/3/2027", &[("follows", "named")]).await;
        assert!(nameless.says("Enter a name"), "{}", nameless.body);
        let check = up_to_the_check(&mut hilary, &at, "31/3/2027", &TOMOS).await;
        assert!(
            check.says("Tomos Vaughan, from 1 April 2027") && check.says("tomos@home.example"),
            "{}",
            check.body
        );
        assert!(check.says("You can work for Felsham Parish Council until 31 March 2027"));
        assert!(check.says("You stay Clerk, Aldbury Parish Council."));
        assert_eq!(story.roles("Catchpole").await[1].3, None, "nothing is done before it is sent");

        let sent = send(&mut hilary, &at, "31/3/2027", &TOMOS).await;
        assert_eq!(sent.location.as_deref(), Some(FELSHAM), "{}", sent.body);
        let page = hilary.get(FELSHAM).await;
        assert!(page.says("Your last day as Clerk is 31 March 2027"), "{}", page.body);
        assert!(
            page.says("Tomos Vaughan, Clerk from 1 April 2027: waits") && page.says("Add a telephone number")
        );
        assert_eq!(story.roles("Catchpole").await[1].3.as_deref(), Some("2027-03-31"));
        story.portal.work().await;
        let told =
            story.count("SELECT count(*) FROM mail WHERE kind = 'nomination' AND state = 'captured'").await;
        assert_eq!(told, 2, "Ros is told, and Gareth, who reaches every council too");

        let mut ros = story.signed_in("ros").await;
        let at = link(&ros.get("/contacts/nominations").await, "Tomos Vaughan: Clerk");
        ros.get(&at).await;
        let form = [("who", "new"), ("starts_on", "1/4/2027")];
        let done = ros.post(&format!("{at}/confirmation"), &form).await;
        assert_eq!(done.location.as_deref(), Some("/contacts/nominations"), "{}", done.body);
        let roles = story.roles("Vaughan").await;
        assert_eq!((roles[0].0.as_str(), roles[0].2.as_str()), ("clerk", "2027-04-01"));

        // The day before, the day, the day after.
        for (day, hers, waits) in
            [("2027-03-30", 200, true), ("2027-03-31", 200, true), ("2027-04-01", 404, true)]
        {
            story.on(day);
            let mut hilary = story.signed_in("hilary").await;
            assert_eq!(hilary.get(FELSHAM).await.status.as_u16(), hers, "{day}");
            assert_eq!(hilary.get("/organisation/aldbury-parish-council").await.status, StatusCode::OK);
            let mut ros = story.signed_in("ros").await;
            let page = ros.get("/contacts/nominations").await;
            assert_eq!(
                page.says("Tomos Vaughan: Clerk, Felsham Parish Council, from 1 April 2027"),
                waits,
                "{day}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn who_starts_shows_up_to_be_invited_once_and_not_when_they_have_access() {
    for_each_engine("own_starting", |db| async move {
        let story = marlshire(&db).await;
        let names = |day| {
            story.write(move |tx| {
                let all = nomination::starting(tx, Clause::all(), day, 100)?;
                Ok(all.into_iter().map(|s| s.name).collect::<Vec<_>>())
            })
        };
        assert!(names(date(2027, 3, 20)).await.is_empty());
        story
            .write(|tx| {
                tx.run("INSERT INTO person (id, given_name, family_name, sort_name, created_at, updated_at) VALUES (?1, 'Tomos', 'Vaughan', 'vaughan tomos', 0, 0)", &[&vec![9_u8; 16]])?;
                let start = |tx: &mut store::Tx<'_>, n: u8, from: &str, until: Option<&str>| {
                    tx.run(
                        "INSERT INTO appointment (id, person_id, role, organisation_id, starts_on, ends_on, created_at)
                         SELECT ?1, ?2, 'clerk', id, ?3, ?4, 0 FROM organisation WHERE slug = 'felsham-parish-council'",
                        &[&vec![n; 16], &vec![9_u8; 16], &from, &until],
                    )
                };
                start(tx, 1, "2027-04-01", Some("2027-09-30"))?;
                start(tx, 2, "2027-10-01", None)
            })
            .await;
        assert!(names(date(2027, 2, 1)).await.is_empty(), "too early to invite");
        assert_eq!(names(date(2027, 3, 20)).await, ["Tomos Vaughan"]);
        assert_eq!(names(date(2027, 4, 1)).await, ["Tomos Vaughan"]);
        assert!(names(date(2027, 10, 1)).await.is_empty(), "who goes on is not new");
        story
            .write(|tx| {
                tx.run("INSERT INTO account (id, person_id, identifier, identifier_folded, state, created_at) VALUES (?1, ?1, 't@home.example', 't@home.example', 'invited', 0)", &[&vec![9_u8; 16]])
            })
            .await;
        assert!(names(date(2027, 4, 1)).await.is_empty(), "invited already");
    })
    .await;
}

#[tokio::test]
async fn within_the_day_it_can_be_taken_back_and_not_after_the_centre_acted() {
    for_each_engine("own_undo", |db| async move {
        let story = marlshire(&db).await;
        let mut hilary = story.signed_in("hilary").await;
        let at = story.leaving_page(&mut hilary).await;
        up_to_the_check(&mut hilary, &at, "31/3/2027", &TOMOS).await;
        send(&mut hilary, &at, "31/3/2027", &TOMOS).await;
        let page = hilary.get(FELSHAM).await;
        assert!(page.says("Take this back"), "{}", page.body);
        hilary.post(&format!("{at}/undoing"), &[]).await;
        let page = hilary.get(FELSHAM).await;
        assert!(page.says("It is taken back") && !page.says("Tomos Vaughan"), "{}", page.body);
        assert_eq!(story.roles("Catchpole").await[1].3, None);
        assert_eq!(
            story.count("SELECT count(*) FROM nomination_outcome WHERE outcome = 'withdrawn'").await,
            1
        );
        hilary.post(&format!("{at}/undoing"), &[]).await;
        assert!(hilary.get(FELSHAM).await.says("no longer be taken back"), "once is enough");

        // Nobody else takes it back, and nobody leaves for another.
        send(&mut hilary, &at, "31/3/2027", &[("follows", "nobody")]).await;
        let mut desmond = story.signed_in("desmond").await;
        assert_eq!(desmond.get(&at).await.status, StatusCode::NOT_FOUND);
        desmond.get(FELSHAM).await;
        desmond.post(&format!("{at}/undoing"), &[]).await;
        assert_eq!(story.roles("Catchpole").await[1].3.as_deref(), Some("2027-03-31"));
        let mut ros = story.signed_in("ros").await;
        let page = ros.get("/contacts/nominations").await;
        assert!(
            page.says("Clerk, Felsham Parish Council: Hilary Catchpole until 31 March 2027"),
            "{}",
            page.body
        );

        story.on("2026-11-23");
        let mut hilary = story.signed_in("hilary").await;
        assert!(!hilary.get(FELSHAM).await.says("Take this back"));
        hilary.post(&format!("{at}/undoing"), &[]).await;
        assert_eq!(story.roles("Catchpole").await[1].3.as_deref(), Some("2027-03-31"));
        // Longer than it was is not hers to say.
        hilary.get(&at).await;
        let later = hilary.post(&at, &[("step", "day"), ("last_day", "30/4/2027")]).await;
        assert!(later.says("ends on 31 March 2027 already"), "{}", later.body);
        // Once the centre has appointed the next one, it is not for the leaver to undo.
        let sent = send(&mut hilary, &at, "28/2/2027", &TOMOS).await;
        assert_eq!(sent.location.as_deref(), Some(FELSHAM));
        let mut ros = story.signed_in("ros").await;
        let named = link(&ros.get("/contacts/nominations").await, "Tomos Vaughan: Clerk");
        ros.get(&named).await;
        ros.post(&format!("{named}/confirmation"), &[("who", "new"), ("starts_on", "1/3/2027")]).await;
        hilary.post(&format!("{at}/undoing"), &[]).await;
        assert_eq!(story.roles("Catchpole").await[1].3.as_deref(), Some("2027-02-28"));
    })
    .await;
}

#[tokio::test]
async fn with_the_last_role_the_access_lasts_until_the_day_and_closes_the_night_after() {
    for_each_engine("own_last", |db| async move {
        let story = marlshire(&db).await;
        let mut desmond = story.signed_in("desmond").await;
        let at = story.leaving_page(&mut desmond).await;
        let follows = [("follows", "unknown")];
        let check = up_to_the_check(&mut desmond, &at, "30/11/2026", &follows).await;
        assert!(check.says("You can sign in until 30 November 2026"), "{}", check.body);
        send(&mut desmond, &at, "30/11/2026", &follows).await;
        let closed = |day: &'static str| {
            story.on(day);
            let stamp = story.portal.app.stamp(None, Door::Job);
            let db = story.portal.app.db.clone();
            async move { db.write(move |tx| close_ended(tx, &stamp)).await.expect("accounts close").len() }
        };
        assert_eq!(closed("2026-11-30").await, 0);
        assert_eq!(story.signed_in("desmond").await.get(FELSHAM).await.status, StatusCode::OK);
        assert_eq!(closed("2026-12-01").await, 1);

        // Bryn stopped last month already: it closes as he says so.
        story.on("2026-12-02");
        let mut bryn = story.signed_in("bryn").await;
        let page = bryn.get("/organisation/ickleford-parish-council").await;
        let at = link(&page, "I am no longer");
        let check = up_to_the_check(&mut bryn, &at, "15/11/2026", &[("follows", "nobody")]).await;
        assert!(check.says("your access closes as soon as you send this"), "{}", check.body);
        let done = send(&mut bryn, &at, "15/11/2026", &[("follows", "nobody")]).await;
        assert!(done.says("we know that you have stopped"), "{}", done.body);
        let shut = bryn.get("/account").await;
        assert!(shut.location.is_some_and(|to| to.starts_with("/sign-in")), "nothing is left to see");
        assert_eq!(closed("2026-12-02").await, 1);
    })
    .await;
}

#[tokio::test]
async fn where_the_holder_names_who_follows_the_next_one_is_appointed_at_once() {
    for_each_engine("own_holder", |db| async move {
        let story = marlshire(&db).await;
        story.write(|tx| tx.run("UPDATE role SET given_by = 'holder' WHERE key = 'clerk'", &[])).await;
        let mut hilary = story.signed_in("hilary").await;
        let at = story.leaving_page(&mut hilary).await;
        up_to_the_check(&mut hilary, &at, "31/3/2027", &TOMOS).await;
        send(&mut hilary, &at, "31/3/2027", &TOMOS).await;
        let roles = story.roles("Vaughan").await;
        assert_eq!((roles[0].0.as_str(), roles[0].2.as_str()), ("clerk", "2027-04-01"));
        assert_eq!(story.count("SELECT count(*) FROM nomination").await, 0);
        assert_eq!(
            story.count("SELECT count(*) FROM mail WHERE kind = 'nomination'").await,
            2,
            "Ros is told, to invite"
        );
    })
    .await;
}

#[tokio::test]
async fn a_role_that_the_federation_hangs_on_is_not_left_by_a_press() {
    for_each_engine("own_wide", |db| async move {
        let story = marlshire(&db).await;
        let mut ros = story.signed_in("ros").await;
        let page = ros.get("/organisation/marlshire").await;
        assert!(!page.says("I am no longer"), "{}", page.body);
        let (own,) = story
            .write(|tx| {
                tx.one::<(crate::appointment::AppointmentId,)>(
                    "SELECT id FROM appointment WHERE role = 'county-officer'",
                    &[],
                )
            })
            .await;
        let at = format!("/organisation/marlshire/leaving/{own}");
        assert_eq!(ros.get(&at).await.status, StatusCode::FORBIDDEN);
        let sent = send(&mut ros, &at, "22/11/2026", &[("follows", "nobody")]).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        assert!(story.hilary != story.portal.story.gareth);
    })
    .await;
}
