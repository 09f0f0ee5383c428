//! The shapes of what is answered and sent, as JSON Schema (2020-12, as OpenAPI 3.1 has it). Every property is always
//! there; what is not known is null. A test holds real answers against them.

use super::record_schemas;
use serde_json::{Map, Value, json};

/// No sign in it that cannot be printed.
pub const PRINTABLE: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";

/// All of them, by name.
pub fn all() -> Value {
    let mut all = Map::new();
    let mut add = |name: &str, schema: Value| {
        all.insert(name.to_owned(), schema);
    };
    contacts(&mut add);
    record_schemas::add_all(&mut add);
    others(&mut add);
    add("Filter", filter());
    add("Problem", problem());
    Value::Object(all)
}

fn contacts(add: &mut impl FnMut(&str, Value)) {
    let is = json!({ "enum": ["person", "organisation"] });
    add(
        "Contact",
        object(&[
            ("id", id()),
            ("is", is.clone()),
            ("kind", described("person, or the key of the kind of organisation", &text())),
            ("name", text()),
            ("place", maybe(text())),
            ("roles", maybe(text())),
            ("category", maybe(text())),
            ("membership", maybe(text())),
            ("access", maybe(text())),
            ("email", maybe(text())),
            ("email_is_shared", flag()),
            ("email_bounced", flag()),
            ("phone", maybe(text())),
            ("town", maybe(text())),
            ("postcode", maybe(text())),
            ("changed_at", moment()),
        ]),
    );
    let mut page = page("Contact");
    page["properties"]["count"] = number();
    page["properties"]["count_is_exact"] =
        described("false: there are more than `count`", &json!({ "type": "boolean" }));
    page["required"] = json!(["items", "next", "count", "count_is_exact"]);
    page["description"] = json!(
        "With a filter that leaves few in this order a page may hold fewer rows than asked for; while `next` is not null, there may be more."
    );
    add("ContactPage", page);
}

fn others(add: &mut impl FnMut(&str, Value)) {
    add(
        "Organisation",
        object(&[
            ("id", id()),
            ("number", number()),
            ("kind", text()),
            ("parent", maybe(id())),
            ("name", text()),
            ("slug", described("How addresses of pages call it", &text())),
            ("closed_on", maybe(day())),
        ]),
    );
    add(
        "Appointment",
        object(&[
            ("id", id()),
            ("person", object(&[("id", id()), ("name", text())])),
            ("role", object(&[("key", text()), ("title", text())])),
            ("organisation", object(&[("id", id()), ("name", text())])),
            ("starts_on", day()),
            ("ends_on", maybe(day())),
        ]),
    );
    add("Ending", object(&[("on", day()), ("before", maybe(day()))]));
    let rows = ["new", "changed", "unchanged", "rejected"].map(|name| (name, number()));
    let import = vec![
        ("id", id()),
        ("source", text()),
        ("file_name", text()),
        ("by", text()),
        ("state", text()),
        ("rows", object(&rows)),
        ("started_at", moment()),
        ("finished_at", maybe(moment())),
        ("undone_at", maybe(moment())),
    ];
    add("Import", object(&import));
    let line = object(&[("line", number()), ("why", text())]);
    let lines = [("rejected", list(line.clone())), ("to_look_at", list(line))];
    add("ImportReport", object(&[import, lines.to_vec()].concat()));
    let named = object(&[("id", id()), ("name", maybe(text()))]);
    let subject = object(&[("kind", text()), ("id", maybe(id())), ("name", maybe(text()))]);
    add(
        "JournalEntry",
        object(&[
            ("seq", number()),
            ("at", moment()),
            ("by", maybe(named)),
            ("door", text()),
            ("act", text()),
            ("subject", subject),
            ("organisation", maybe(text())),
            ("hash", described("Of this entry and all before it", &text())),
        ]),
    );
    for (name, item) in [
        ("OrganisationPage", "Organisation"),
        ("AppointmentPage", "Appointment"),
        ("ImportPage", "Import"),
        ("JournalPage", "JournalEntry"),
    ] {
        add(name, page(item));
    }
}

/// One condition: an object with one of these.
fn filter() -> Value {
    let (tree, word) = (of("Filter"), text());
    let one = |name: &str, schema: Value| object(&[(name, schema)]);
    let mut any = vec![
        one("all", list(tree.clone())),
        one("any", list(tree.clone())),
        one("not", tree),
        one("within", described("An organisation, and all below it", &id())),
        one("at", described("An organisation alone", &id())),
        one("membership", json!({ "enum": ["current", "lapsed", "ended", "none"] })),
        one("access", json!({ "enum": ["invited", "active", "suspended", "closed", "none"] })),
        one("email", json!({ "enum": ["yes", "no", "shared", "bounced"] })),
        one("tag", id()),
        one("list", id()),
        one("import", id()),
        one("letter", json!({ "type": "string", "minLength": 1, "maxLength": 1 })),
        one("deceased", flag()),
        one("closed", flag()),
        one("changed_since", moment()),
    ];
    any.extend(["kind", "category", "holds", "held", "says"].map(|name| one(name, word.clone())));
    json!({ "oneOf": any, "description": "At most 100 conditions, 8 deep, 4,000 letters. What is in it and is not there is refused (422)." })
}

fn problem() -> Value {
    let error = object(&[("at", text()), ("detail", text())]);
    json!({
        "type": "object",
        "description": "RFC 9457",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": text(), "title": text(), "status": number(), "detail": text(),
            "errors": list(error),
            "conflict": { "type": "object", "description": "What was seen, what stands there now, what is wanted" },
        },
    })
}

pub(super) fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn page(item: &str) -> Value {
    object(&[
        ("items", list(of(item))),
        ("next", described("The `cursor` of the next page; null on the last", &maybe(text()))),
    ])
}

pub(super) fn of(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub(super) fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

pub(super) fn maybe(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

pub(super) fn described(words: &str, schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema["description"] = json!(words);
    schema
}

pub(super) fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

pub(super) fn flag() -> Value {
    json!({ "type": "boolean" })
}

pub(super) fn number() -> Value {
    json!({ "type": "integer" })
}

pub(super) fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

pub(super) fn moment() -> Value {
    json!({ "type": "string", "format": "date-time" })
}
