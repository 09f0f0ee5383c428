//! The shapes of a record and of changes to it.

use super::answers::points::FIELDS;
use super::answers::wishes::LONGEST_SOURCE;
use super::schemas::{PRINTABLE, day, described, flag, id, list, maybe, moment, object, of, text};
use crate::record::Field;
use serde_json::{Value, json};

pub fn add_all(add: &mut impl FnMut(&str, Value)) {
    add(
        "ContactRecord",
        object(&[
            ("id", id()),
            ("is", json!({ "enum": ["person", "organisation"] })),
            ("fields", json!({ "type": "object", "additionalProperties": maybe(text()) })),
            ("points", list(of("Point"))),
            ("appointments", list(of("HeldAppointment"))),
            ("wishes", list(of("Wish"))),
        ]),
    );
    add(
        "Point",
        object(&[
            ("id", id()),
            ("kind", json!({ "enum": ["email", "phone", "post"] })),
            ("purpose", json!({ "enum": ["home", "office", "public"] })),
            ("value", text()),
            ("town", maybe(text())),
            ("county", maybe(text())),
            ("postcode", maybe(text())),
            ("country", maybe(text())),
            ("preferred", flag()),
            ("valid_from", maybe(day())),
            ("valid_until", maybe(day())),
            ("verified_at", maybe(moment())),
            ("bounced_at", maybe(moment())),
        ]),
    );
    add(
        "HeldAppointment",
        object(&[
            ("id", id()),
            ("person", id()),
            ("role", text()),
            ("organisation", id()),
            ("starts_on", day()),
            ("ends_on", maybe(day())),
        ]),
    );
    add(
        "Wish",
        object(&[
            ("id", id()),
            ("channel", json!({ "enum": ["email", "phone", "post"] })),
            ("given", flag()),
            ("source", text()),
            ("recorded_on", day()),
        ]),
    );
    let fields: Vec<&str> =
        Field::OF_PERSON.iter().chain(&Field::OF_ORGANISATION).map(|f| f.word()).collect();
    let change = [("field", json!({ "enum": fields })), ("before", maybe(text())), ("after", maybe(text()))];
    let mut changes = object(&[("changes", list(of("FieldChange")))]);
    changes["properties"]["changes"]["minItems"] = json!(1);
    changes["properties"]["changes"]["maxItems"] = json!(50);
    add("ContactChanges", changes);
    add("ContactChanged", object(&[("id", id()), ("changed", list(of("FieldChange")))]));
    add("FieldChange", object(&change));
    points(add);
    wishes(add);
}

fn points(add: &mut impl FnMut(&str, Value)) {
    let parts = ["town", "county", "postcode"].map(|name| (name, maybe(text())));
    let mut new = object(
        &[
            vec![
                ("kind", channel()),
                ("purpose", purpose()),
                ("value", described("Of a postal address the lines before the town", &text())),
            ],
            parts.to_vec(),
            vec![
                ("country", described("Two letters, like FR; null for the UK", &maybe(text()))),
                ("preferred", flag()),
                ("valid_from", maybe(day())),
                ("valid_until", maybe(day())),
            ],
        ]
        .concat(),
    );
    new["required"] = json!(["kind", "purpose", "value"]);
    add("NewPoint", new);
    let one = |fields: &[&str], value: Value| {
        object(&[("field", json!({ "enum": fields })), ("before", value.clone()), ("after", value)])
    };
    let change = json!({ "anyOf": [
        one(&["purpose"], purpose()),
        one(&["value"], text()),
        one(&["town", "county", "postcode", "country"], maybe(text())),
        one(&["preferred"], flag()),
        one(&["valid_from", "valid_until"], maybe(day())),
    ]});
    add("PointFieldChange", change);
    let mut changes = object(&[("changes", list(of("PointFieldChange")))]);
    changes["properties"]["changes"]["minItems"] = json!(1);
    changes["properties"]["changes"]["maxItems"] = json!(FIELDS.len());
    add("PointChanges", changes);
    add("PointChanged", object(&[("id", id()), ("changed", list(of("PointFieldChange")))]));
}

fn wishes(add: &mut impl FnMut(&str, Value)) {
    let source = json!({ "type": "string", "minLength": 1, "maxLength": LONGEST_SOURCE, "pattern": PRINTABLE,
        "description": "Where they said so, like \"by telephone\"" });
    let wish = [("channel", channel()), ("before", maybe(flag())), ("given", flag()), ("source", source)];
    add("NewWish", object(&wish));
}

fn channel() -> Value {
    json!({ "enum": ["email", "phone", "post"] })
}

fn purpose() -> Value {
    json!({ "enum": ["home", "office", "public"] })
}
