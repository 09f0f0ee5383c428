//! The description is what is answered: the routes are those described, and answers fit their schemas.

use super::super::table::ENDPOINTS;
use super::super::token::Scope;
use super::super::{openapi, routes, schemas};
use super::{opened, program};
use crate::testing::volunteer;
use crate::visit::{Method, Who};
use serde_json::Value;
use std::collections::BTreeSet;
use store::testing::for_each_engine;

#[test]
fn every_route_is_described_and_everything_described_is_routed() {
    let described = openapi::describe("Tidewell", "http://portal.example");
    let mut paths = BTreeSet::new();
    for (path, operations) in described["paths"].as_object().expect("paths") {
        for method in operations.as_object().expect("operations").keys() {
            paths.insert((method.to_uppercase(), path.clone()));
        }
    }
    let routes = routes();
    let served = routes.rows().iter().filter(|row| row.path.starts_with("/api/v1/")).map(|row| {
        assert_eq!(row.who, Who::Token, "{}", row.path);
        let method = match row.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
        };
        (method.to_owned(), row.path.to_owned())
    });
    assert_eq!(paths, served.collect());
    let names: BTreeSet<&str> = ENDPOINTS.iter().map(|e| e.name).collect();
    assert_eq!(names.len(), ENDPOINTS.len(), "names are unique");
}

#[test]
fn every_schema_that_is_named_is_there() {
    let described = openapi::describe("Tidewell", "http://portal.example").to_string();
    let schemas = schemas::all();
    for part in described.split("#/components/schemas/").skip(1) {
        let name = part.split('"').next().unwrap_or_default();
        assert!(schemas.get(name).is_some(), "{name}");
    }
}

#[tokio::test]
async fn answers_fit_their_schemas() {
    for_each_engine("api schemas", |db| async move {
        let portal = opened(&db).await;
        let (centre, stamp) =
            (portal.story.centre.clone(), portal.app.stamp(None, crate::acting::Door::Demo));
        let until = Some(jiff::civil::date(2027, 5, 3));
        let nesta = db.write(move |tx| {
            let name = crate::person::Name::new("Nesta", "Price");
            volunteer(tx, &stamp, name, "nesta@home.example", "data-governance", &centre, until)
        });
        let nesta = nesta.await.expect("a volunteer");
        let (gareth, nesta) = (
            program(&portal, portal.story.gareth, &Scope::ALL).await,
            program(&portal, nesta, &Scope::ALL).await,
        );
        let run = import(&portal).await;
        let (marek, leeds) = (portal.story.marek, portal.story.leeds.id);
        for (program, path, schema) in [
            (&gareth, "/api/v1/contacts".to_owned(), "ContactPage"),
            (&gareth, format!("/api/v1/contacts/{marek}"), "ContactRecord"),
            (&gareth, format!("/api/v1/contacts/{leeds}"), "ContactRecord"),
            (&gareth, "/api/v1/organisations?kind=group".to_owned(), "OrganisationPage"),
            (&gareth, format!("/api/v1/organisations/{leeds}"), "Organisation"),
            (&gareth, "/api/v1/appointments?limit=2".to_owned(), "AppointmentPage"),
            (&gareth, "/api/v1/imports".to_owned(), "ImportPage"),
            (&gareth, format!("/api/v1/imports/{run}"), "ImportReport"),
            (&nesta, "/api/v1/journal?limit=3".to_owned(), "JournalPage"),
            (&gareth, "/api/v1/journal".to_owned(), "Problem"),
            (&gareth, "/api/v1/contacts?limit=0".to_owned(), "Problem"),
        ] {
            let told = program.get(&path).await;
            assert_eq!(told.status.is_success(), schema != "Problem", "{path}: {}", told.body);
            let all = schemas::all();
            assert_eq!(misfits(&all, &all[schema], &told.body, schema), Vec::<String>::new(), "{path}");
            if schema.ends_with("Page") {
                assert!(!told.body["items"].as_array().expect("items").is_empty(), "{path} shows something");
            }
        }
    })
    .await;
}

/// A run that was finished, by Gareth.
async fn import(portal: &crate::testing::Portal) -> crate::contacts_import::RunId {
    let (stamp, by) = (portal.app.stamp(None, crate::acting::Door::Import), portal.story.gareth);
    let run = portal.app.db.write(move |tx| -> Result<_, store::StoreError> {
        let id = stamp.ids.next::<crate::contacts_import::RunId>();
        tx.run(
            "INSERT INTO import_run (id, source, file_name, file_hash, mapping_hash, by_person, state, lines_done,
                imported, merged, unchanged, rejected, started_at, finished_at, target)
             VALUES (?1, 'district', 'councils.csv', ?2, ?2, ?3, 'finished', 2, 1, 0, 0, 1, ?4, ?4, 'contacts')",
            &[&id, &[0_u8; 32], &by, &stamp.now],
        )?;
        tx.run(
            "INSERT INTO import_row (run_id, line, outcome, reason, fingerprint) VALUES (?1, 2, 'rejected', 'There is no name', ?2)",
            &[&id, &[0_u8; 32]],
        )?;
        Ok(id)
    });
    run.await.expect("a run")
}

/// As much of JSON Schema as the schemas use.
pub(super) fn misfits(all: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
        return misfits(all, &all[name], value, at);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let tried: Vec<Vec<String>> = any.iter().map(|one| misfits(all, one, value, at)).collect();
        return if tried.iter().any(Vec::is_empty) { Vec::new() } else { tried.concat() };
    }
    if let Some(words) = schema["enum"].as_array() {
        return if words.contains(value) {
            Vec::new()
        } else {
            vec![format!("{at}: {value} is none of {words:?}")]
        };
    }
    if let Some(types) = schema["type"].as_array() {
        let one = |kind: &Value| misfits(all, &serde_json::json!({ "type": kind }), value, at);
        return if types.iter().any(|kind| one(kind).is_empty()) {
            Vec::new()
        } else {
            vec![format!("{at}: {value} is none of {types:?}")]
        };
    }
    let fits = match schema["type"].as_str() {
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        other => panic!("{at}: a schema of type {other:?}"),
    };
    if !fits {
        return vec![format!("{at}: {value} is no {}", schema["type"])];
    }
    let mut found = Vec::new();
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(misfits(all, &schema["items"], item, &format!("{at}[{n}]")));
    }
    let required: BTreeSet<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let there: BTreeSet<&str> = value.as_object().into_iter().flatten().map(|(k, _)| k.as_str()).collect();
    found.extend(required.difference(&there).map(|name| format!("{at}.{name} is missing")));
    for (name, inner) in value.as_object().into_iter().flatten() {
        let place = format!("{at}.{name}");
        match (schema["properties"].get(name), &schema["additionalProperties"]) {
            (Some(known), _) => found.extend(misfits(all, known, inner, &place)),
            (None, Value::Bool(false)) => found.push(format!("{place} is not described")),
            (None, Value::Null) => {}
            (None, other) => found.extend(misfits(all, other, inner, &place)),
        }
    }
    found
}
