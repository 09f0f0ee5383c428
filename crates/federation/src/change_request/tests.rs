//! Rhian hears that a member has moved; Gareth decides; Rhian sees what became of it.

use crate::access;
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::person::PersonId;
use crate::record::{self, Change, Field, Record};
use crate::testing::{self, Answered, Browser, Portal, enrol, member, portal};
use axum::http::StatusCode;
use store::testing::for_each_engine;

/// Zuzanna, member in Leeds, and the page on which a change about her is proposed.
async fn zuzanna(portal: &Portal) -> (PersonId, String) {
    let person =
        enrol(&portal.app.db, vec![member("Zuzanna", "Kowalczyk", &portal.story.leeds)]).await[0].person;
    (person, format!("/organisations/leeds/members/{person}/request"))
}

async fn record_of(portal: &Portal, person: PersonId) -> Record {
    portal.app.db.read(move |tx| record::read(tx, Subject::Person(person))).await.unwrap().unwrap()
}

/// Every field of the page as it stands, with some typed otherwise.
async fn send(browser: &mut Browser, path: &str, page: &Answered, typed: &[(&str, &str)]) -> Answered {
    let mut all: Vec<(String, String)> = Vec::new();
    for part in page.body.split("name=\"").skip(1) {
        let name = part.split('"').next().unwrap().to_owned();
        let known = all.iter().any(|(n, _)| *n == name) || typed.iter().any(|(n, _)| *n == name);
        let named = format!("name=\"{name}\"");
        let mut areas = page.body.split("<textarea").skip(1).filter_map(|t| t.split_once('>'));
        let value = match areas.find(|(tag, _)| tag.contains(&named)) {
            Some((_, text)) => Some(text.split("</textarea>").next().unwrap_or_default().to_owned()),
            None => page.field(&name),
        };
        let ticked = !name.starts_with("take") && !name.ends_with("-over")
            || part.split('>').next().unwrap().contains("checked");
        if let Some(value) = value.filter(|_| name != "csrf" && !known && ticked) {
            all.push((name, value));
        }
    }
    let mut fields: Vec<(&str, &str)> = all.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.extend(typed);
    browser.post(path, &fields).await
}

/// The address of the only request in the queue.
async fn in_queue(browser: &mut Browser) -> String {
    let queue = browser.get("/contacts/requests").await;
    let at = queue.body.split("href=\"/contacts/requests/").nth(1).expect("a request").split('"').next();
    format!("/contacts/requests/{}", at.unwrap())
}

#[tokio::test]
async fn rhian_proposes_gareth_approves_and_rhian_sees_it() {
    for_each_engine("request_approved", |db| async move {
        let portal = portal(&db).await;
        let (person, path) = zuzanna(&portal).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let member_page = path.trim_end_matches("/request").to_owned();
        assert!(rhian.get(&member_page).await.says("Propose a change about this person"));
        let form = rhian.get(&path).await;
        assert!(form.says("12 Mill Lane") && !form.says("3 February 1951"), "a date of birth is not shown");
        let nothing = send(&mut rhian, &path, &form, &[("words", "she told me")]).await;
        assert!(nothing.says("Change at least one field"), "{}", nothing.body);
        let wrong = [("new-email-value", "zuzanna at home"), ("words", "")];
        let wrong = send(&mut rhian, &path, &form, &wrong).await;
        assert!(wrong.says("needs one @") && wrong.says("Say in a few words"));
        assert_eq!(wrong.field("new-email-value").as_deref(), Some("zuzanna at home"));
        let typed = [("known_as", "Zuza"), ("new-phone-value", "07700 900655"), ("words", "she told me")];
        let sent = send(&mut rhian, &path, &form, &typed).await;
        assert_eq!(sent.location.as_deref(), Some(member_page.as_str()), "{}", sent.body);
        assert!(rhian.get(&member_page).await.says("One proposed change waits"));
        assert!(rhian.get("/requests").await.says("Waiting"));
        assert_eq!(record_of(&portal, person).await.field(Field::KnownAs), None, "nothing is changed yet");

        let mut gareth = portal.signed_in("gareth@home.example").await;
        let queue = gareth.get("/contacts/requests").await;
        assert!(queue.says("Zuzanna Kowalczyk") && queue.says("Rhian Morgan, Leeds") && queue.says("Today"));
        assert!(gareth.get(&format!("/contacts/people/{person}")).await.says("One proposed change waits"));
        let at = in_queue(&mut gareth).await;
        let page = gareth.get(&at).await;
        assert!(page.says("she told me") && page.says("Zuza") && page.says("07700 900655"), "{}", page.body);
        let done = send(&mut gareth, &format!("{at}/approval"), &page, &[]).await;
        assert_eq!(done.location.as_deref(), Some("/contacts/requests"), "{}", done.body);
        let record = record_of(&portal, person).await;
        assert_eq!(record.field(Field::KnownAs), Some("Zuza"));
        assert!(record.points.iter().any(|(_, p)| p.value == "07700 900655"));
        let again = send(&mut gareth, &format!("{at}/approval"), &page, &[]).await;
        assert_eq!(again.location.as_deref(), Some("/contacts/requests"));
        assert!(gareth.get("/contacts/requests").await.says("Somebody had decided this already"));
        assert!(gareth.get("/contacts/requests?state=decided").await.says("Approved"));
        let mine = rhian.get("/requests").await;
        assert!(
            mine.says("Approved") && mine.says("Decided by Gareth Pugh on 22 November 2026"),
            "{}",
            mine.body
        );
        assert!(!rhian.get(&member_page).await.says("proposed change waits"));
        let acts: Vec<(String,)> = db
            .read(|tx| tx.all("SELECT act FROM journal WHERE act LIKE 'request.%' ORDER BY seq", &[]))
            .await
            .unwrap();
        assert_eq!(acts, [("request.proposed".to_owned(),), ("request.approved".to_owned(),)]);
        db.read(crate::journal::verify).await.expect("the chain is whole");
    })
    .await;
}

#[tokio::test]
async fn gareth_edits_what_is_proposed_or_rejects_it_with_a_reason() {
    for_each_engine("request_edited", |db| async move {
        let portal = portal(&db).await;
        let (person, path) = zuzanna(&portal).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let form = rhian.get(&path).await;
        let typed = [("known_as", "zuza"), ("title", "Lady"), ("words", "she told me")];
        send(&mut rhian, &path, &form, &typed).await;
        let at = in_queue(&mut gareth).await;
        let page = gareth.get(&at).await;
        // Title is the first field of the form, known as the second that was changed.
        let approval = format!("{at}/approval");
        let only = [("now0", ""), ("now1", ""), ("take1", "yes"), ("c1", "Zuza")];
        assert!(gareth.post(&approval, &only).await.location.is_some(), "{}", page.body);
        let record = record_of(&portal, person).await;
        assert_eq!((record.field(Field::KnownAs), record.field(Field::Title)), (Some("Zuza"), None));
        let mine = rhian.get("/requests").await;
        assert!(mine.says("Approved with edits") && mine.says("Zuza") && !mine.says("Lady"), "{}", mine.body);

        let form = rhian.get(&path).await;
        send(&mut rhian, &path, &form, &[("family_name", "Smith"), ("words", "a rumour")]).await;
        let at = in_queue(&mut gareth).await;
        let page = gareth.get(&at).await;
        let none = gareth.post(&format!("{at}/approval"), &[]).await;
        assert!(none.says("Tick at least one change"));
        let none = send(&mut gareth, &format!("{at}/rejection"), &page, &[("reason", "")]).await;
        assert!(none.says("Give a reason"), "{}", none.body);
        gareth.post(&format!("{at}/rejection"), &[("reason", "We asked her: it is not so.")]).await;
        let mine = rhian.get("/requests").await;
        assert!(mine.says("Rejected") && mine.says("We asked her: it is not so."));
        assert_eq!(record_of(&portal, person).await.field(Field::FamilyName), Some("Kowalczyk"));
    })
    .await;
}

#[tokio::test]
async fn what_changed_since_the_proposal_is_seen_and_not_overwritten_blindly() {
    for_each_engine("request_conflict", |db| async move {
        let portal = portal(&db).await;
        let (person, path) = zuzanna(&portal).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let form = rhian.get(&path).await;
        send(&mut rhian, &path, &form, &[("known_as", "Zuza"), ("words", "she told me")]).await;
        let at = in_queue(&mut gareth).await;
        let opened = gareth.get(&at).await;
        let officer = portal.story.gareth;
        db.write(move |tx| {
            let actor = access::actor(tx, officer, testing::TODAY)?.expect("Gareth");
            let right = access::right_anywhere(tx, &actor).expect("contacts.manage");
            let stamp = Stamp { by: Some(officer), ..testing::stamp(&testing::clock()) };
            let change =
                Change::Field { field: Field::KnownAs, before: None, after: Some("Zuzia".to_owned()) };
            record::apply(tx, &stamp, &right, Subject::Person(person), &[change]).map(drop)
        })
        .await
        .unwrap();
        let stopped = send(&mut gareth, &format!("{at}/approval"), &opened, &[]).await;
        assert!(
            stopped.says("while you had the page open") && stopped.says("Now: Zuzia"),
            "{}",
            stopped.body
        );
        assert_eq!(record_of(&portal, person).await.field(Field::KnownAs), Some("Zuzia"));
        let done = send(&mut gareth, &format!("{at}/approval"), &stopped, &[]).await;
        assert!(done.location.is_some(), "{}", done.body);
        assert_eq!(record_of(&portal, person).await.field(Field::KnownAs), Some("Zuza"));
    })
    .await;
}

#[tokio::test]
async fn only_ones_own_members_are_spoken_about_and_only_ones_own_proposals_withdrawn() {
    for_each_engine("request_rights", |db| async move {
        let portal = portal(&db).await;
        let (_, path) = zuzanna(&portal).await;
        let elsewhere = enrol(&db, vec![member("Imran", "Hussain", &portal.story.bradford)]).await[0].person;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let other = format!("/organisations/leeds/members/{elsewhere}/request");
        assert_eq!(rhian.get(&other).await.status, StatusCode::NOT_FOUND);
        let other = format!("/organisations/bradford/members/{elsewhere}/request");
        assert_eq!(rhian.get(&other).await.status, StatusCode::NOT_FOUND);
        assert_eq!(rhian.get("/contacts/requests").await.status, StatusCode::FORBIDDEN);
        let mut marek = portal.signed_in("marek@home.example").await;
        assert_eq!(marek.get(&path).await.status, StatusCode::FORBIDDEN);
        let form = rhian.get(&path).await;
        send(&mut rhian, &path, &form, &[("known_as", "Zuza"), ("words", "she told me")]).await;
        let mine = rhian.get("/requests").await;
        let action = mine.body.split("action=\"/requests/").nth(1).unwrap().split('"').next().unwrap();
        let action = format!("/requests/{action}");
        let at = format!("/contacts{}", action.trim_end_matches("/withdrawal"));
        marek.get("/account/password").await;
        assert_eq!(marek.post(&action, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(rhian.get(&at).await.status, StatusCode::FORBIDDEN);
        rhian.get("/requests").await;
        rhian.post(&action, &[]).await;
        assert!(rhian.get("/requests").await.says("Withdrawn"));
        let mut gareth = portal.signed_in("gareth@home.example").await;
        assert!(gareth.get("/contacts/requests").await.says("Nothing waits here"));
        assert!(gareth.get(&at).await.says("Withdrawn"));
    })
    .await;
}
