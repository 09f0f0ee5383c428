//! Contact details, field by field, and one's own.

use super::{FELSHAM, link, marlshire};
use crate::contact::Subject;
use crate::contact_point::Kind;
use crate::field_policy::{May, Of, RULES, What};
use crate::record;
use axum::http::StatusCode;
use store::testing::for_each_engine;

#[tokio::test]
async fn hilary_changes_the_councils_telephone_at_once_and_it_is_in_the_journal() {
    for_each_engine("own_phone", |db| async move {
        let story = marlshire(&db).await;
        let mut hilary = story.signed_in("hilary").await;
        let page = hilary.get(FELSHAM).await;
        assert!(
            page.says("Felsham Parish Council") && page.says("Small council, until 31 March 2029"),
            "{}",
            page.body
        );
        assert!(page.says("Desmond Greenidge") && page.says("since 1 January 2024"));
        assert!(!page.says("Messages from"), "nothing was sent, so no heading");
        let at = link(&page, "Add a telephone number");
        hilary.get(&at).await;
        let wrong = hilary.post(&at, &[("value", "0163x"), ("purpose", "public")]).await;
        assert!(wrong.says("holds letters") && wrong.says("0163x"), "{}", wrong.body);
        let done = hilary.post(&at, &[("value", "01632 960123"), ("purpose", "public")]).await;
        assert_eq!(done.location.as_deref(), Some(FELSHAM), "{}", done.body);
        let page = hilary.get(FELSHAM).await;
        assert!(page.says("Telephone: changed.") && page.says("01632 960123"), "{}", page.body);

        let at = link(&page, "Change Telephone 01632 960123");
        let form = hilary.get(&at).await;
        let before = form.field("before").expect("what was seen");
        let new = [("before", before.as_str()), ("value", "01632 960124"), ("purpose", "public")];
        hilary.post(&at, &new).await;
        assert!(hilary.get(FELSHAM).await.says("01632 960124"));
        // Taken off: it stays in the record with its last day, and shows no more.
        let form = hilary.get(&at).await;
        let before = form.field("before").expect("what was seen");
        hilary.post(&at, &[("before", before.as_str()), ("over", "yes")]).await;
        assert!(!hilary.get(FELSHAM).await.says("01632 960124"));
        assert_eq!(story.count("SELECT count(*) FROM journal WHERE act = 'organisation.changed'").await, 3);
        let felsham = story.felsham.id;
        let held = story.write(move |tx| record::read(tx, Subject::Organisation(felsham))).await.unwrap();
        assert_eq!(held.points.len(), 1);
        db.read(crate::journal::verify).await.expect("the chain is whole");
    })
    .await;
}

#[tokio::test]
async fn a_new_name_is_proposed_with_a_reason_and_ros_approves_it() {
    for_each_engine("own_name", |db| async move {
        let story = marlshire(&db).await;
        let mut hilary = story.signed_in("hilary").await;
        let page = hilary.get(FELSHAM).await;
        let at = link(&page, "Propose a change Name");
        hilary.get(&at).await;
        let new = [("before", "Felsham Parish Council"), ("value", "Felsham and Gedding Parish Council")];
        let again = hilary.post(&at, &new).await;
        assert!(again.says("Say in a few words why") && again.says("Felsham and Gedding"), "{}", again.body);
        let sent = hilary.post(&at, &[new[0], new[1], ("why", "The parishes were joined.")]).await;
        assert_eq!(sent.location.as_deref(), Some(FELSHAM), "{}", sent.body);
        let page = hilary.get(FELSHAM).await;
        assert!(page.says("One change that was proposed waits"), "{}", page.body);
        assert!(page.says("<h1 class=\"govuk-heading-l\">Felsham Parish Council"));
        assert!(hilary.get("/requests").await.says("The parishes were joined."));

        let mut ros = story.signed_in("ros").await;
        let queue = ros.get("/contacts/requests").await;
        assert!(queue.says("Felsham Parish Council") && queue.says("Hilary Catchpole"), "{}", queue.body);
        let at = link(&queue, "Felsham Parish Council");
        let form = ros.get(&at).await;
        let value = form.field("c0").expect("what is proposed");
        let taken = [("now0", "Felsham Parish Council"), ("take0", "yes"), ("c0", value.as_str())];
        let done = ros.post(&format!("{at}/approval"), &taken).await;
        assert_eq!(done.location.as_deref(), Some("/contacts/requests"), "{}", done.body);
        let page = hilary.get(FELSHAM).await;
        assert!(page.says("Felsham and Gedding Parish Council") && !page.says("waits for the central"));
    })
    .await;
}

#[tokio::test]
async fn two_who_change_the_same_meet_the_page_with_both_values() {
    for_each_engine("own_conflict", |db| async move {
        let story = marlshire(&db).await;
        let mut hilary = story.signed_in("hilary").await;
        let at = format!("{FELSHAM}/points/new-email");
        hilary.get(&at).await;
        hilary.post(&at, &[("value", "clerk@felsham.example"), ("purpose", "public")]).await;
        let page = hilary.get(FELSHAM).await;
        let at = link(&page, "Change E-mail clerk@felsham.example");
        let seen = hilary.get(&at).await.field("before").expect("what was seen");

        let mut ros = story.signed_in("ros").await;
        let central = at.replace("/organisation/", "/contacts/organisations/");
        let form = ros.get(&central).await;
        let before = form.field("before").expect("what was seen");
        let ros_form = [("kind", "email"), ("before", before.as_str()), ("purpose", "public")];
        ros.post(&central, &[ros_form[0], ros_form[1], ros_form[2], ("value", "office@felsham.example")])
            .await;

        let mine = [("before", seen.as_str()), ("value", "hilary@felsham.example"), ("purpose", "public")];
        let both = hilary.post(&at, &mine).await;
        assert!(both.says("Keep theirs: office@felsham.example"), "{}", both.body);
        assert!(both.says("Use mine: hilary@felsham.example") && both.says("Ros Pickersgill"));
        let now = both.field("before").expect("what is there now");
        let choice = [("before", now.as_str()), mine[1], mine[2], ("choose", "mine")];
        assert_eq!(hilary.post(&at, &choice).await.location.as_deref(), Some(FELSHAM));
        assert!(hilary.get(FELSHAM).await.says("hilary@felsham.example"));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_ones_own_is_out_of_sight_and_a_chair_sees_whom_to_ask() {
    for_each_engine("own_rights", |db| async move {
        let story = marlshire(&db).await;
        let mut bryn = story.signed_in("bryn").await;
        for path in ["", "/fields/name", "/points/new-phone", "/people/new"] {
            assert_eq!(bryn.get(&format!("{FELSHAM}{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        bryn.get("/account/password").await;
        let phone = [("value", "01632 960123"), ("purpose", "public")];
        let path = format!("{FELSHAM}/points/new-phone");
        assert_eq!(bryn.post(&path, &phone).await.status, StatusCode::NOT_FOUND);

        let mut desmond = story.signed_in("desmond").await;
        let page = desmond.get(FELSHAM).await;
        assert!(page.says("Hilary Catchpole (Clerk) keeps this record"), "{}", page.body);
        assert!(!page.says("Add a telephone number") && !page.says("Add somebody"));
        assert!(page.says("I am no longer Chair"));
        assert_eq!(desmond.get(&path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(desmond.post(&path, &phone).await.status, StatusCode::FORBIDDEN);
        // Which fields there are is said by the policy: these have no page.
        let mut hilary = story.signed_in("hilary").await;
        for path in ["/fields/closed_on", "/fields/category", "/fields/nonsense", "/points/new-fax"] {
            assert_eq!(hilary.get(&format!("{FELSHAM}{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        // A volunteer of the charity sees their group's page and changes nothing there.
        let mut marek = story.portal.signed_in("marek@home.example").await;
        let page = marek.get("/organisation/leeds").await;
        assert!(page.says("Rhian Morgan (Group Coordinator) keeps this record"), "{}", page.body);
        assert_eq!(marek.get("/organisation/leeds/people/new").await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_federation_that_closes_a_field_closes_its_pages_too() {
    for_each_engine("own_policy", |db| async move {
        let story = marlshire(&db).await;
        let decide = |what: &'static str, may: May| {
            let rule = RULES.iter().find(|r| r.of == Of::Organisation && r.what.word() == what).unwrap();
            assert!(rule.choices.contains(&may));
            story.write(move |tx| {
                tx.run(
                    "INSERT INTO field_policy (subject, field, may) VALUES ('organisation', ?1, ?2)",
                    &[&what, &may.word()],
                )
            })
        };
        decide(What::Points(Kind::Phone).word(), May::See).await;
        decide(What::People.word(), May::Hidden).await;
        decide(What::Points(Kind::Post).word(), May::Propose).await;
        let mut hilary = story.signed_in("hilary").await;
        let page = hilary.get(FELSHAM).await;
        assert!(page.says("Add an e-mail address") && !page.says("Add a telephone number"));
        assert!(!page.says("Desmond Greenidge") && page.says("I am no longer Clerk"));
        for path in ["/points/new-phone", "/people/new"] {
            let path = format!("{FELSHAM}{path}");
            assert_eq!(hilary.get(&path).await.status, StatusCode::NOT_FOUND);
            let form = [("value", "01632 960123"), ("given_name", "Ann"), ("role", "councillor")];
            assert_eq!(hilary.post(&path, &form).await.status, StatusCode::NOT_FOUND);
        }
        let at = format!("{FELSHAM}/points/new-post");
        assert!(hilary.get(&at).await.says("Send to the central team"));
        let hall = [("value", "The Hall"), ("town", "Felsham"), ("purpose", "public"), ("why", "We moved.")];
        assert_eq!(hilary.post(&at, &hall).await.location.as_deref(), Some(FELSHAM));
        assert!(!hilary.get(FELSHAM).await.says("The Hall"), "it waits");
        assert_eq!(story.count("SELECT count(*) FROM contact_point WHERE town = 'Felsham'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn everybody_keeps_their_own_details_but_not_the_address_they_sign_in_by() {
    for_each_engine("own_details", |db| async move {
        let story = marlshire(&db).await;
        let mut desmond = story.signed_in("desmond").await;
        let at = "/account/details/points/new-email";
        desmond.get(at).await;
        for address in ["desmond@home.example", "des@work.example"] {
            desmond.post(at, &[("value", address), ("purpose", "home")]).await;
        }
        let page = desmond.get("/account/details").await;
        assert!(page.says("You sign in with one of these"), "{}", page.body);
        assert!(page.says("Change E-mail des@work.example") || page.says("des@work.example"));
        assert!(!page.says("Date of birth"));
        let links = page.body.matches("/account/details/points/").count();
        assert_eq!(links, 4, "three to add, one to change: the sign-in's own has none");
        let (id,) = story
            .write(|tx| {
                tx.one::<(crate::contact_point::ContactPointId,)>(
                    "SELECT id FROM contact_point WHERE folded = 'desmond@home.example'",
                    &[],
                )
            })
            .await;
        let path = format!("/account/details/points/{id}");
        assert_eq!(desmond.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(desmond.post(&path, &[("value", "x@y.example")]).await.status, StatusCode::NOT_FOUND);

        let known = "/account/details/fields/known_as";
        desmond.get(known).await;
        desmond.post(known, &[("before", ""), ("value", "Des")]).await;
        assert!(desmond.get("/account/details").await.says("Known as: changed."));
        let family = "/account/details/fields/family_name";
        desmond.get(family).await;
        let new = [("before", "Greenidge"), ("value", "Green"), ("why", "I married.")];
        assert_eq!(desmond.post(family, &new).await.location.as_deref(), Some("/account/details"));
        assert!(desmond.get("/account/details").await.says("Greenidge"), "a name is proposed");
        let mut ros = story.signed_in("ros").await;
        assert!(ros.get("/contacts/requests").await.says("Desmond Greenidge"));
    })
    .await;
}
