use super::super::token::Scope;
use super::{Program, count, opened, program};
use axum::http::{StatusCode, header};
use jiff::SignedDuration;
use store::testing::for_each_engine;

const GARETH: &str = "gareth@home.example";

#[tokio::test]
async fn gareth_makes_a_token_sees_it_once_and_ends_it() {
    for_each_engine("tokens", |db| async move {
        let portal = opened(&db).await;
        let mut gareth = portal.signed_in(GARETH).await;
        assert!(gareth.get("/account").await.says("Programs that act for you"));
        let page = gareth.get("/account/tokens").await;
        assert!(page.says("You have none") && page.says("Change contacts") && !page.says("Read the journal"));
        let nothing = gareth.post("/account/tokens", &[("name", "Copy")]).await;
        assert!(nothing.says("Tick at least one thing") && nothing.says("Choose for how long"));
        assert!(nothing.field("name").is_some_and(|name| name == "Copy"), "entries are kept");
        let wish =
            [("name", "Nightly copy"), ("scope", "contacts.read"), ("scope", "journal.read"), ("days", "90")];
        let made = gareth.post("/account/tokens", &wish).await;
        assert_eq!(made.status, StatusCode::OK);
        let secret = made.field("token").expect("the token");
        let program = Program { router: portal.router.clone(), secret };
        assert_eq!(program.get("/api/v1/contacts").await.status, StatusCode::OK);
        let journal = program.get("/api/v1/journal").await;
        assert_eq!(journal.status, StatusCode::FORBIDDEN, "what he may not do is not given");
        let page = gareth.get("/account/tokens").await;
        assert!(page.says("Nightly copy") && page.says("Last used on 22 November 2026"));
        assert!(!page.body.contains(&program.secret), "it is shown once");
        let action = page
            .body
            .split("action=\"")
            .find(|p| p.starts_with("/account/tokens/"))
            .expect("a way to end it");
        let action = action.split('"').next().unwrap_or_default().to_owned();
        let mut marek = portal.signed_in("marek@home.example").await;
        marek.get("/account/tokens").await;
        marek.post(&action, &[]).await;
        assert_eq!(program.get("/api/v1/contacts").await.status, StatusCode::OK, "not his to end");
        assert_eq!(gareth.post(&action, &[]).await.location.as_deref(), Some("/account/tokens"));
        let ended = program.get("/api/v1/contacts").await;
        assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
        assert_eq!(ended.headers[header::WWW_AUTHENTICATE], "Bearer");
        let told = "SELECT count(*) FROM journal WHERE act IN ('token.made', 'token.ended')";
        assert_eq!(count(&db, told).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_token_ends_on_its_day_with_the_last_role_and_with_the_password() {
    for_each_engine("ended tokens", |db| async move {
        let portal = opened(&db).await;
        let scopes = &[Scope::OrganisationsRead];
        let of = |person| program(&portal, person, scopes);
        let (rhian, marek, gareth) =
            (of(portal.story.rhian).await, of(portal.story.marek).await, of(portal.story.gareth).await);
        let address = "/api/v1/organisations";
        for program in [&rhian, &marek, &gareth] {
            assert_eq!(program.get(address).await.status, StatusCode::OK);
        }
        let (who, now) =
            (portal.story.rhian, portal.clock.now().saturating_add(SignedDuration::from_secs(1)));
        let now = now.expect("a time");
        let marek_id = portal.story.marek;
        db.write(move |tx| -> Result<(), store::StoreError> {
            tx.run("UPDATE account SET password_changed_at = ?2 WHERE person_id = ?1", &[&who, &now])?;
            tx.run("UPDATE appointment SET ends_on = '2026-11-21' WHERE person_id = ?1", &[&marek_id])?;
            Ok(())
        })
        .await
        .expect("changes");
        assert_eq!(rhian.get(address).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(marek.get(address).await.status, StatusCode::UNAUTHORIZED);
        portal.clock.advance(SignedDuration::from_hours(24 * 30));
        assert_eq!(gareth.get(address).await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn without_a_token_or_with_a_wrong_one_nothing_opens() {
    for_each_engine("no token", |db| async move {
        let portal = opened(&db).await;
        let fake = format!("chapterhouse_{}", web::secret::encode(&[7; 32]));
        for secret in ["", "nonsense", "chapterhouse_", fake.as_str()] {
            let stranger = Program { router: portal.router.clone(), secret: secret.to_owned() };
            let told = stranger.get("/api/v1/contacts").await;
            assert_eq!(told.status, StatusCode::UNAUTHORIZED, "{secret}");
        }
        let stranger = Program { router: portal.router.clone(), secret: String::new() };
        let cookie = [("cookie", "session=abc")];
        assert_eq!(
            stranger.ask("GET", "/api/v1/journal", &cookie, "").await.status,
            StatusCode::UNAUTHORIZED
        );
        assert_eq!(stranger.get("/api/v1/nothing").await.status, StatusCode::NOT_FOUND);
        let wrong_verb = stranger.ask("POST", "/api/v1/contacts", &[], "{}").await;
        assert_eq!(wrong_verb.status, StatusCode::METHOD_NOT_ALLOWED);
    })
    .await;
}

#[tokio::test]
async fn a_program_that_calls_too_often_waits() {
    for_each_engine("too many calls", |db| async move {
        let portal = opened(&db).await;
        let gareth = program(&portal, portal.story.gareth, &[Scope::OrganisationsRead]).await;
        let mut last = gareth.get("/api/v1/organisations?limit=1").await;
        for _ in 0..300 {
            last = gareth.get("/api/v1/organisations?limit=1").await;
        }
        assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(last.headers[header::RETRY_AFTER], "60");
        portal.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(gareth.get("/api/v1/organisations").await.status, StatusCode::OK);
    })
    .await;
}
