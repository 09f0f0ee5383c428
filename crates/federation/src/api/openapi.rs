//! The description that programs read: OpenAPI 3.1, made from the table of endpoints.

use super::endpoint::{Endpoint, LONGEST_TEXT, MOST_ROWS, Parameter, Shape, USUAL_ROWS};
use super::schemas::{self, PRINTABLE, day, id};
use super::table::ENDPOINTS;
use super::token::Scope;
use crate::visit::App;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

pub async fn show(State(app): State<App>) -> Response {
    let body = describe(&app.settings.name, &app.settings.base_url).to_string();
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

pub fn describe(federation: &str, base_url: &str) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for endpoint in ENDPOINTS {
        let path = paths.entry(endpoint.path).or_insert_with(|| json!({}));
        path[endpoint.method.to_lowercase()] = operation(endpoint);
    }
    let scopes: Vec<&str> = Scope::ALL.iter().map(|s| s.word()).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": format!("{federation}: contacts for programs"),
            "version": "1",
            "description": format!("A token is made under Your account and acts for whoever made it, within its scopes: {}.", scopes.join(", ")),
        },
        "servers": [{ "url": base_url }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas::all(),
        },
    })
}

fn operation(endpoint: &Endpoint) -> Value {
    let mut parameters: Vec<Value> = endpoint.parameters.iter().map(parameter).collect();
    for name in endpoint.path.split('{').skip(1).filter_map(|part| part.split('}').next()) {
        parameters.push(json!({ "name": name, "in": "path", "required": true, "schema": id() }));
    }
    let (yes, problem) = (schema(endpoint.gives), "application/problem+json");
    let said = |words: &str| json!({ "description": words, "content": { problem: { "schema": schema("Problem") } } });
    let mut responses = json!({
        "200": { "description": "Done", "content": { "application/json": { "schema": yes } } },
        "400": said("The address or the body cannot be read"),
        "401": said("No token, or one that has ended"),
        "403": said("The scope is missing, or the person may not do this: the detail says why"),
        "404": said("Not there, or not visible to the token's person"),
        "422": said("It can be read and means nothing here: a cursor of another list, a place that is not there"),
        "429": said("Too many calls; Retry-After says how many seconds to wait"),
        "default": said("Anything else"),
    });
    let mut operation = json!({
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": format!("Scope: {}", endpoint.scope.word()),
    });
    if let Some(body) = endpoint.takes {
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": schema(body) } } });
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header",
            "description": "The same request under the same key acts once, and is answered alike for a day.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$" },
        }));
        responses["409"] = said("Somebody else changed it meanwhile; nothing was written");
        responses["413"] = said("The body is too large");
        responses["415"] = said("The body is no JSON");
        responses["422"] = said("An entry will not do, or the key was used for another request");
    }
    operation["parameters"] = parameters.into();
    operation["responses"] = responses;
    operation
}

fn schema(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn parameter(parameter: &Parameter) -> Value {
    let shape = match parameter.shape {
        Shape::Limit => {
            json!({ "type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": USUAL_ROWS })
        }
        Shape::Id => id(),
        Shape::Day => day(),
        Shape::Cursor => {
            json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": LONGEST_TEXT })
        }
        Shape::Text => {
            json!({ "type": "string", "maxLength": LONGEST_TEXT, "pattern": PRINTABLE })
        }
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Sort(words) => {
            let backwards = words.iter().map(|w| format!("-{w}"));
            json!({ "enum": words.iter().map(|w| (*w).to_owned()).chain(backwards).collect::<Vec<_>>() })
        }
        // JSON in an address has a media type in place of a schema.
        Shape::Filter => {
            let content = json!({ "application/json": { "schema": schema("Filter") } });
            return json!({ "name": parameter.name, "in": "query", "description": parameter.what, "content": content });
        }
    };
    json!({ "name": parameter.name, "in": "query", "description": parameter.what, "schema": shape })
}
