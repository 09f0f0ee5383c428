use super::*;
use crate::mail::MailId;
use crate::mail::unsubscribing;
use crate::testing::{Browser, portal};
use crate::visit::Who;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

/// A mail of marketing to Ada, and the path of its link.
async fn written_to(portal: &Portal) -> (Vec<PersonId>, String) {
    let people = members(portal, &[("Ada", "Able"), ("Bryn", "Brown")]).await;
    sql(
        portal,
        "INSERT INTO consent (id, person_id, channel, given, source, recorded_on)
        SELECT id, id, 'email', TRUE, 'form', '2026-03-01' FROM person WHERE given_name IN ('Ada', 'Bryn')",
    )
    .await;
    let id = begun(portal, &people, &[], greeting(), Class::Marketing, Basis::Consent).await;
    confirmed(portal, id, 2, When::Now).await;
    portal.work().await;
    let (mail,): (MailId,) = one(
        portal,
        "SELECT mail.id FROM mail JOIN person ON person.id = mail.person_id WHERE given_name = 'Ada'",
    )
    .await;
    let address = unsubscribing::address("", &portal.app.secret, mail);
    (people, address)
}

async fn next_outcomes(portal: &Portal, people: &[PersonId]) -> Vec<String> {
    let id = begun(portal, people, &[], greeting(), Class::Marketing, Basis::Consent).await;
    outcomes(portal, id)
        .await
        .into_iter()
        .map(|(_, outcome, reason, _)| format!("{outcome}{reason}"))
        .collect()
}

/// As the servers of a mail provider press: no cookie, no token, no word of a browser.
async fn one_press(portal: &Portal, path: &str) -> StatusCode {
    let request = Request::post(path)
        .header(header::HOST, "portal.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("List-Unsubscribe=One-Click"))
        .expect("a request");
    portal.router.clone().oneshot(request).await.expect("an answer").status()
}

#[tokio::test]
async fn a_scanner_that_opens_the_link_unsubscribes_nobody_and_one_press_does() {
    store::testing::for_each_engine("unsubscribe press", |db| async move {
        let portal = portal(&db).await;
        let (people, path) = written_to(&portal).await;
        let mut scanner = portal.browser();
        assert_eq!(scanner.get(&path).await.status, StatusCode::OK);
        assert_eq!(next_outcomes(&portal, &people).await, ["mail", "mail"]);
        assert_eq!(one_press(&portal, &path).await, StatusCode::OK);
        assert_eq!(one_press(&portal, &path).await, StatusCode::OK, "a second press is no fault");
        assert_eq!(next_outcomes(&portal, &people).await, ["leftunsubscribed", "mail"]);
        let (source, mails): (String, i64) =
            one(&portal, "SELECT max(source), count(*) FROM unsubscription").await;
        assert_eq!((source.as_str(), mails), ("one-press", 1));
        let (said,): (i64,) =
            one(&portal, "SELECT count(*) FROM journal WHERE act = 'contact.unsubscribed'").await;
        assert_eq!(said, 1);
    })
    .await;
}

#[tokio::test]
async fn a_reader_unsubscribes_and_comes_back_on_a_page_in_their_language() {
    store::testing::for_each_engine("unsubscribe page", |db| async move {
        let portal = portal(&db).await;
        let (people, path) = written_to(&portal).await;
        let mut ada: Browser = portal.browser();
        let page = ada.get(&path).await;
        assert!(page.says("Get no more messages") && page.says("a…@post.example"), "{}", page.body);
        assert!(!page.says("ada.able@"), "the address is not given away");
        assert!(ada.post(&path, &[("press", "leave")]).await.status.is_redirection());
        assert!(ada.get(&path).await.says("You get no more of these messages"));
        assert_eq!(next_outcomes(&portal, &people).await[0], "leftunsubscribed");
        sql(&portal, "UPDATE message_recipient SET language = 'cy'").await;
        assert!(ada.get(&path).await.says("Ni chewch fwy"));
        ada.post(&path, &[("press", "return")]).await;
        assert_eq!(next_outcomes(&portal, &people).await, ["mail", "mail"]);
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let record = gareth.get(&format!("/contacts/people/{}", people[0])).await;
        assert!(record.says("Messages to them") && record.says("News for …"), "{}", record.body);
    })
    .await;
}

#[tokio::test]
async fn only_a_link_that_we_signed_unsubscribes_and_no_other_form_goes_without_its_token() {
    store::testing::for_each_engine("unsubscribe signed", |db| async move {
        let portal = portal(&db).await;
        let (_, path) = written_to(&portal).await;
        let forged = format!("{}0000", &path[..path.len() - 4]);
        for wrong in [forged.as_str(), "/unsubscribe/", "/unsubscribe/zz"] {
            assert_eq!(one_press(&portal, wrong).await, StatusCode::NOT_FOUND, "{wrong}");
        }
        let (none,): (i64,) = one(&portal, "SELECT count(*) FROM unsubscription").await;
        assert_eq!(none, 0);
        for row in crate::routes().rows().iter().filter(|row| row.method == crate::visit::Method::Post) {
            let path = row.path.replace(['{', '}'], "");
            if row.who == Who::Token || row.path.starts_with("/unsubscribe/") {
                continue;
            }
            let status = one_press(&portal, &path).await;
            assert!(!status.is_success(), "{path} took a form without its token: {status}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_has_not_left_yet_is_taken_back_from_whoever_says_no() {
    store::testing::for_each_engine("unsubscribe waiting", |db| async move {
        let portal = portal(&db).await;
        let (people, path) = written_to(&portal).await;
        let id = begun(&portal, &people, &[], greeting(), Class::Marketing, Basis::Consent).await;
        confirmed(&portal, id, 2, When::Now).await;
        leave(&portal.app, id).await.expect("its mails are made");
        one_press(&portal, &path).await;
        portal.work().await;
        let (left,): (i64,) = one(&portal, "SELECT count(*) FROM mail WHERE state = 'captured'").await;
        assert_eq!(left, 3, "two of the first message, one of the second");
        let (back,): (i64,) = one(&portal, "SELECT count(*) FROM mail WHERE state = 'cancelled'").await;
        assert_eq!(back, 1);
    })
    .await;
}
