use super::super::schemas;
use super::super::token::Scope;
use super::described::misfits;
use super::{Program, Told, count, opened, program};
use axum::http::StatusCode;
use serde_json::{Value, json};
use store::testing::for_each_engine;

async fn send(program: &Program, method: &str, path: &str, body: &Value) -> Told {
    program.ask(method, path, &[], &body.to_string()).await
}

fn fits(told: &Told, schema: &str) {
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let all = schemas::all();
    assert_eq!(misfits(&all, &all[schema], &told.body, schema), Vec::<String>::new());
}

#[tokio::test]
async fn a_program_adds_changes_and_ends_an_address_and_a_quicker_colleague_is_a_conflict() {
    for_each_engine("api points", |db| async move {
        let portal = opened(&db).await;
        let gareth = program(&portal, portal.story.gareth, &Scope::ALL).await;
        let marek = format!("/api/v1/contacts/{}", portal.story.marek);
        let points = format!("{marek}/points");
        let new = json!({ "kind": "email", "purpose": "home", "value": "marek@new.example", "preferred": true });
        let key = [("idempotency-key", "point-1")];
        let added = gareth.ask("POST", &points, &key, &new.to_string()).await;
        fits(&added, "Point");
        assert_eq!(gareth.ask("POST", &points, &key, &new.to_string()).await.body, added.body, "once");
        let twice = send(&gareth, "POST", &points, &new).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.body);

        let point = format!("{points}/{}", added.body["id"].as_str().expect("an id"));
        let change = |field: &str, before: Value, after: Value| {
            json!({ "changes": [{ "field": field, "before": before, "after": after }] })
        };
        let wanted = change("value", json!("marek@new.example"), json!("marek@newer.example"));
        let changed = send(&gareth, "PATCH", &point, &wanted).await;
        fits(&changed, "PointChanged");
        assert_eq!(changed.body["changed"], wanted["changes"]);
        let late = change("value", json!("marek@new.example"), json!("marek@late.example"));
        let late = send(&gareth, "PATCH", &point, &late).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(late.body["conflict"]["now"]["value"], "marek@newer.example");
        let other = change("purpose", json!("home"), json!("office"));
        assert_eq!(send(&gareth, "PATCH", &point, &other).await.status, StatusCode::OK, "another field is free");

        let ending = format!("{point}/ending");
        let end = json!({ "on": "2026-12-31", "before": null });
        fits(&send(&gareth, "POST", &ending, &end).await, "PointChanged");
        let late = json!({ "on": "2027-01-31", "before": null });
        assert_eq!(send(&gareth, "POST", &ending, &late).await.status, StatusCode::CONFLICT);
        let record = gareth.get(&marek).await;
        let held = record.body["points"].as_array().expect("points").iter();
        let held = held.filter(|p| p["value"] == "marek@newer.example").collect::<Vec<_>>();
        assert_eq!((held.len(), &held[0]["valid_until"]), (1, &json!("2026-12-31")));
        let made = "SELECT count(*) FROM journal WHERE act = 'person.changed' AND door = 'api'";
        assert_eq!(count(&db, made).await, 4);
    })
    .await;
}

#[tokio::test]
async fn a_point_that_will_not_do_or_is_not_there_is_refused() {
    for_each_engine("api bad points", |db| async move {
        let portal = opened(&db).await;
        let gareth = program(&portal, portal.story.gareth, &Scope::ALL).await;
        let rhian = program(&portal, portal.story.rhian, &Scope::ALL).await;
        let marek = format!("/api/v1/contacts/{}", portal.story.marek);
        let points = format!("{marek}/points");
        let nothing = "0192d3f0-0000-7000-8000-000000000000";
        let new = |kind: &str, value: &str| json!({ "kind": kind, "purpose": "home", "value": value });
        for bad in [
            json!({}),
            new("fax", "1"),
            new("email", "no address"),
            new("email", ""),
            json!({ "kind": "email", "purpose": "home", "value": "a@b.example", "verified_at": "2026-01-01T00:00:00Z" }),
            json!({ "kind": "post", "purpose": "home", "value": "1 Mill Lane", "country": "France" }),
        ] {
            let told = send(&gareth, "POST", &points, &bad).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}: {}", told.body);
        }
        let good = new("email", "marek@new.example");
        assert_eq!(send(&rhian, "POST", &points, &good).await.status, StatusCode::FORBIDDEN);
        for path in ["/api/v1/contacts/x/points".to_owned(), format!("/api/v1/contacts/{nothing}/points")] {
            assert_eq!(send(&gareth, "POST", &path, &good).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let added = send(&gareth, "POST", &points, &good).await;
        let id = added.body["id"].as_str().expect("an id").to_owned();
        let (point, astray) = (format!("{points}/{id}"), format!("/api/v1/contacts/{}/points/{id}", portal.story.rhian));
        let one = |field: &str, before: Value, after: Value| json!({ "field": field, "before": before, "after": after });
        let purpose = one("purpose", json!("home"), json!("office"));
        for bad in [
            json!({ "changes": [] }),
            json!({ "changes": [purpose, purpose] }),
            json!({ "changes": [one("kind", json!("email"), json!("phone"))] }),
            json!({ "changes": [one("verified_at", json!(null), json!("2026-01-01T00:00:00Z"))] }),
            json!({ "changes": [one("preferred", json!(false), json!("yes"))] }),
            json!({ "changes": [one("valid_until", json!(null), json!("soon"))] }),
            json!({ "changes": [{ "field": "purpose", "after": "office" }] }),
        ] {
            let told = send(&gareth, "PATCH", &point, &bad).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}: {}", told.body);
        }
        let change = json!({ "changes": [purpose] });
        assert_eq!(send(&gareth, "PATCH", &astray, &change).await.status, StatusCode::NOT_FOUND, "another's");
        let gone = send(&gareth, "PATCH", &format!("{points}/{nothing}"), &change).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_wish_comes_after_the_one_before_and_only_from_whoever_saw_it() {
    for_each_engine("api wishes", |db| async move {
        let portal = opened(&db).await;
        let gareth = program(&portal, portal.story.gareth, &Scope::ALL).await;
        let wishes = format!("/api/v1/contacts/{}/wishes", portal.story.marek);
        let wish = |before: Value, given: bool| {
            json!({ "channel": "email", "before": before, "given": given, "source": "by telephone" })
        };
        let said = send(&gareth, "POST", &wishes, &wish(Value::Null, true)).await;
        fits(&said, "Wish");
        assert_eq!((&said.body["given"], &said.body["recorded_on"]), (&json!(true), &json!("2026-11-22")));
        let late = send(&gareth, "POST", &wishes, &wish(Value::Null, false)).await;
        assert_eq!((late.status, &late.body["conflict"]["now"]), (StatusCode::CONFLICT, &json!(true)));
        fits(&send(&gareth, "POST", &wishes, &wish(json!(true), false)).await, "Wish");
        let record = gareth.get(&format!("/api/v1/contacts/{}", portal.story.marek)).await;
        assert_eq!(record.body["wishes"].as_array().map(Vec::len), Some(2), "both words are kept");
        let mute = json!({ "channel": "email", "before": false, "given": true, "source": " " });
        assert_eq!(send(&gareth, "POST", &wishes, &mute).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let leeds = format!("/api/v1/contacts/{}/wishes", portal.story.leeds.id);
        let told = send(&gareth, "POST", &leeds, &wish(Value::Null, true)).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
