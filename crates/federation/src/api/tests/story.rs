use super::super::token::Scope;
use super::{count, opened, program};
use crate::testing::{enrol, member};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::testing::for_each_engine;

const EVERYTHING: &[Scope] = &Scope::ALL;

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn names(body: &Value) -> Vec<&str> {
    body["items"].as_array().expect("items").iter().filter_map(|i| i["name"].as_str()).collect()
}

#[tokio::test]
async fn gareths_program_reads_all_contacts_page_by_page_and_by_a_tree_of_filters() {
    for_each_engine("api contacts", |db| async move {
        let portal = opened(&db).await;
        enrol(&db, vec![member("Owain", "Ellis", &portal.story.leeds)]).await;
        portal.work().await;
        let gareth = program(&portal, portal.story.gareth, EVERYTHING).await;
        let all = gareth.get("/api/v1/contacts?limit=200").await;
        assert_eq!(all.status, StatusCode::OK, "{}", all.body);
        let whole = names(&all.body);
        assert_eq!(whole.len(), 11, "{whole:?}");
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        for _ in 0..10 {
            let page = gareth.get(&format!("/api/v1/contacts?limit=3{cursor}")).await;
            seen.extend(names(&page.body).into_iter().map(str::to_owned));
            match page.body["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen, whole, "the pages are the list");
        let people = gareth.get("/api/v1/contacts?kind=person&within=leeds&sort=-name").await;
        assert_eq!(names(&people.body), ["Nowak, Marek", "Morgan, Rhian", "Ellis, Owain"]);
        let leeds = portal.story.leeds.id;
        let tree = json!({ "all": [{ "within": leeds }, { "kind": "person" },
            { "not": { "any": [{ "holds": "group-coordinator" }, { "membership": "current" }] } }] });
        let told = gareth.get(&format!("/api/v1/contacts?filter={}", encoded(&tree.to_string()))).await;
        assert_eq!(names(&told.body), ["Nowak, Marek"], "{}", told.body);
        assert_eq!((&told.body["count"], &told.body["count_is_exact"]), (&json!(1), &json!(true)));
        let noted = "SELECT count(*) FROM journal WHERE act = 'contacts.read_by_program' AND door = 'api'";
        assert!(count(&db, noted).await >= 4, "reading lists of people is in the journal");
    })
    .await;
}

#[tokio::test]
async fn an_address_that_cannot_be_meant_is_refused_and_never_widens_a_list() {
    for_each_engine("api addresses", |db| async move {
        let portal = opened(&db).await;
        let gareth = program(&portal, portal.story.gareth, EVERYTHING).await;
        for query in ["cursor=!!", "cursor=AAAA", "within=Atlantis"] {
            let told = gareth.get(&format!("/api/v1/contacts?{query}")).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}: {}", told.body);
        }
        for query in [
            "limit=0",
            "limit=201",
            "limit=x",
            "kinds=person",
            "sort=secret",
            "membership=none&membership=none",
            "tag=7",
            "since=yesterday",
            "q=%00",
            "filter=%7B",
            "filter=%7B%22all%22:7%7D",
            "filter=%7B%22kind%22:%22a%22,%22held%22:%22b%22%7D",
        ] {
            let told = gareth.get(&format!("/api/v1/contacts?{query}")).await;
            assert_eq!(told.status, StatusCode::BAD_REQUEST, "{query}: {}", told.body);
        }
        let deep = format!("{}{{\"any\":[]}}{}", "{\"not\":".repeat(9), "}".repeat(9));
        let told = gareth.get(&format!("/api/v1/contacts?filter={}", encoded(&deep))).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        let nothing = "0192d3f0-0000-7000-8000-000000000000";
        for path in ["contacts/x", "organisations/x", "imports/x"] {
            assert_eq!(gareth.get(&format!("/api/v1/{path}")).await.status, StatusCode::NOT_FOUND);
        }
        for path in ["contacts", "organisations", "imports"] {
            assert_eq!(gareth.get(&format!("/api/v1/{path}/{nothing}")).await.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn rhians_program_sees_her_own_unit_and_is_told_why_not_more() {
    for_each_engine("api rhian", |db| async move {
        let portal = opened(&db).await;
        let rhian = program(&portal, portal.story.rhian, EVERYTHING).await;
        let organisations = rhian.get("/api/v1/organisations").await;
        assert_eq!(names(&organisations.body), ["Leeds"]);
        let (leeds, bradford) = (portal.story.leeds.id, portal.story.bradford.id);
        assert_eq!(rhian.get(&format!("/api/v1/organisations/{leeds}")).await.status, StatusCode::OK);
        let other = rhian.get(&format!("/api/v1/organisations/{bradford}")).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        let serving = rhian.get("/api/v1/appointments").await;
        let items = serving.body["items"].as_array().expect("items");
        let who: BTreeSet<&str> = items.iter().filter_map(|i| i["person"]["name"].as_str()).collect();
        assert_eq!(who, BTreeSet::from(["Marek Nowak", "Rhian Morgan"]));
        let of_amina = rhian.get(&format!("/api/v1/appointments?person={}", portal.story.amina)).await;
        assert_eq!(of_amina.status, StatusCode::NOT_FOUND);
        let there = rhian.get(&format!("/api/v1/appointments?organisation={bradford}")).await;
        assert_eq!(there.status, StatusCode::NOT_FOUND);
        let own = format!("/api/v1/contacts/{}", portal.story.rhian);
        for path in ["/api/v1/contacts", "/api/v1/imports", "/api/v1/journal", own.as_str()] {
            let told = rhian.get(path).await;
            assert_eq!(told.status, StatusCode::FORBIDDEN, "{path}");
            assert!(told.body["detail"].as_str().is_some_and(|why| why.len() > 20), "{}", told.body);
        }
        let change = json!({ "changes": [{ "field": "known_as", "before": null, "after": "Rhi" }] });
        assert_eq!(rhian.ask("PATCH", &own, &[], &change.to_string()).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_scope_that_the_token_has_not_opens_nothing() {
    for_each_engine("api scopes", |db| async move {
        let portal = opened(&db).await;
        let reader = program(&portal, portal.story.gareth, &[Scope::ContactsRead]).await;
        let marek = format!("/api/v1/contacts/{}", portal.story.marek);
        assert_eq!(reader.get(&marek).await.status, StatusCode::OK);
        let change =
            json!({ "changes": [{ "field": "known_as", "before": null, "after": "M" }] }).to_string();
        let told = reader.ask("PATCH", &marek, &[], &change).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN);
        assert!(told.headers["www-authenticate"].to_str().is_ok_and(|c| c.contains("contacts.write")));
        assert_eq!(reader.get("/api/v1/imports").await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_change_is_made_once_and_a_quicker_colleague_is_a_conflict() {
    for_each_engine("api changes", |db| async move {
        let portal = opened(&db).await;
        let gareth = program(&portal, portal.story.gareth, EVERYTHING).await;
        let marek = format!("/api/v1/contacts/{}", portal.story.marek);
        let change = |before: Value, after: &str| {
            json!({ "changes": [{ "field": "known_as", "before": before, "after": after }] }).to_string()
        };
        let key = [("idempotency-key", "change-1")];
        let first = gareth.ask("PATCH", &marek, &key, &change(Value::Null, "Mareczek")).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.body);
        assert_eq!(first.body["changed"][0]["after"], "Mareczek");
        let again = gareth.ask("PATCH", &marek, &key, &change(Value::Null, "Mareczek")).await;
        assert_eq!((again.status, &again.body), (StatusCode::OK, &first.body), "the same answer");
        let other = gareth.ask("PATCH", &marek, &key, &change(Value::Null, "Mar")).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        let late = gareth.ask("PATCH", &marek, &[], &change(Value::Null, "Mar")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.body["conflict"]["now"], "Mareczek");
        let made = "SELECT count(*) FROM journal WHERE act = 'person.changed' AND door = 'api'";
        assert_eq!(count(&db, made).await, 1);
        assert_eq!(gareth.get(&marek).await.body["fields"]["known_as"], "Mareczek");
        portal.clock.advance(jiff::SignedDuration::from_hours(25));
        let next_day = gareth.ask("PATCH", &marek, &key, &change(json!("Mareczek"), "Mar")).await;
        assert_eq!(next_day.status, StatusCode::OK, "the key is forgotten after a day: {}", next_day.body);
    })
    .await;
}

#[tokio::test]
async fn a_body_that_will_not_do_is_refused_with_the_reason() {
    for_each_engine("api bodies", |db| async move {
        let portal = opened(&db).await;
        let gareth = program(&portal, portal.story.gareth, EVERYTHING).await;
        let marek = format!("/api/v1/contacts/{}", portal.story.marek);
        let long = format!("{{\"changes\":\"{}\"}}", "x".repeat(70_000));
        for (body, status) in [
            ("{", 400),
            ("[]", 422),
            ("{\"changes\":[]}", 422),
            ("{\"changes\":[{\"field\":\"shoe_size\",\"after\":\"9\"}]}", 422),
            ("{\"changes\":[{\"field\":\"known_as\",\"after\":\"M\"}]}", 422),
            ("{\"changes\":[{\"field\":\"category\",\"before\":null,\"after\":\"9\"}]}", 422),
            ("{\"changes\":[{\"field\":\"date_of_birth\",\"before\":null,\"after\":\"2090-01-01\"}]}", 422),
            ("{\"changes\":[{\"field\":\"known_as\",\"before\":null,\"after\":\"a\\u0000b\"}]}", 422),
            (long.as_str(), 413),
        ] {
            let told = gareth.ask("PATCH", &marek, &[], body).await;
            assert_eq!(told.status.as_u16(), status, "{}: {}", &body[..body.len().min(80)], told.body);
        }
        let text = [("content-type", "text/plain")];
        let told = gareth.ask("PATCH", &marek, &text, "{}").await;
        assert_eq!(told.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let changed = "SELECT count(*) FROM journal WHERE act = 'person.changed'";
        assert_eq!(count(&db, changed).await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_appointment_is_ended_once_and_never_the_one_that_the_right_comes_from() {
    for_each_engine("api endings", |db| async move {
        let portal = opened(&db).await;
        let gareth = program(&portal, portal.story.gareth, EVERYTHING).await;
        let of = |person| {
            let gareth = &gareth;
            async move {
                let told = gareth.get(&format!("/api/v1/appointments?person={person}")).await;
                told.body["items"][0]["id"].as_str().expect("an appointment").to_owned()
            }
        };
        let address = format!("/api/v1/appointments/{}/ending", of(portal.story.marek).await);
        let body = json!({ "on": "2026-12-31", "before": null }).to_string();
        let key = [("idempotency-key", "end-1")];
        let ended = gareth.ask("POST", &address, &key, &body).await;
        assert_eq!((ended.status, &ended.body["ends_on"]), (StatusCode::OK, &json!("2026-12-31")));
        assert_eq!(gareth.ask("POST", &address, &key, &body).await.body, ended.body);
        let late = gareth
            .ask("POST", &address, &[], &json!({ "on": "2027-01-31", "before": null }).to_string())
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let early = json!({ "on": "2019-01-31", "before": "2026-12-31" }).to_string();
        let told = gareth.ask("POST", &address, &[], &early).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        let own = format!("/api/v1/appointments/{}/ending", of(portal.story.gareth).await);
        let told = gareth.ask("POST", &own, &[], &body).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN);
    })
    .await;
}
