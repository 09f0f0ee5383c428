//! The parts of the Ministry of Justice's kit, against its own templates run by nunjucks. The kit has no fixtures.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::parity::normal;
use crate::components::*;

#[test]
fn components_print_what_the_ministry_of_justice_kit_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !root.join("../../assets/node_modules/nunjucks").is_dir() {
        println!("skipped: assets/node_modules is not there (npm --prefix assets ci)");
        return;
    }
    let cases = cases();
    let expected = ask_node(&root.join("src/components/tests/moj.mjs"), &cases);
    let faults: Vec<_> =
        cases.iter().zip(&expected).filter_map(|(case, expected)| compare(case, expected)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn cases() -> Vec<(&'static str, Value)> {
    let item = |shown: &str| {
        json!({ "label": { "text": "Joined" }, "text": "By <post>", "byline": { "text": "Jo" },
            "datetime": { "timestamp": "2026-05-03", "format": shown, "shown": shown } })
    };
    let page = |n: u32| json!({ "text": n.to_string(), "href": format!("/?page={n}"), "selected": n == 2 });
    vec![
        ("timeline", json!({ "items": [item("3 May"), item("4 May")] })),
        (
            "timeline",
            json!({ "headingLevel": 3, "classes": "wide", "attributes": { "id": "t" }, "items": [item("x")] }),
        ),
        (
            "sub-navigation",
            json!({ "label": "Parts", "items": [{ "text": "A & B", "href": "/a", "active": true }, { "html": "<b>C</b>", "href": "/c" }] }),
        ),
        (
            "sub-navigation",
            json!({ "items": [{ "text": "A", "href": "/a", "classes": "x", "attributes": { "id": "i" } }] }),
        ),
        ("identity-bar", json!({ "title": { "text": "Jo <Jones>" } })),
        (
            "identity-bar",
            json!({ "title": { "html": "<b>Jo</b>" }, "classes": "x", "attributes": { "id": "i" } }),
        ),
        ("filter", json!({ "heading": { "text": "Filter" }, "optionsHtml": "<p>fields</p>" })),
        (
            "filter",
            json!({ "heading": { "html": "<i>Filter</i>" }, "submit": { "text": "Go", "attributes": { "id": "go" } }, "optionsHtml": "",
            "selectedFilters": { "heading": { "text": "In use" }, "clearLink": { "text": "Clear", "href": "/" },
                "categories": [{ "heading": { "text": "Town" }, "items": [{ "text": "Leeds", "href": "/x" }] }] } }),
        ),
        (
            "pagination",
            json!({ "items": [page(1), page(2), page(3)], "results": { "from": 11, "to": 20, "count": 30 } }),
        ),
        (
            "pagination",
            json!({ "items": [page(1), page(2)], "previous": { "text": "Previous", "href": "/1" }, "results": { "from": 1, "to": 2 } }),
        ),
        ("pagination", json!({ "items": [], "results": { "count": 3, "text": "people" } })),
    ]
}

fn compare((component, options): &(&str, Value), expected: &str) -> Option<String> {
    let ours = match *component {
        "timeline" => print::<Timeline>(options),
        "sub-navigation" => print::<SubNavigation>(options),
        "identity-bar" => print::<IdentityBar>(options),
        "filter" => print::<Filter>(options),
        _ => print::<MojPagination>(options),
    };
    let (ours, expected) = (normal(&ours), normal(expected));
    (ours != expected).then(|| format!("{component} {options}\n  kit  {expected}\n  ours {ours}"))
}

fn print<C: serde::de::DeserializeOwned + ToString>(options: &Value) -> String {
    serde_json::from_value::<C>(options.clone()).expect("our options").to_string()
}

fn ask_node(script: &Path, cases: &[(&str, Value)]) -> Vec<String> {
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    let input = serde_json::to_vec(cases).expect("cases are JSON");
    node.stdin.take().expect("a pipe").write_all(&input).expect("node reads");
    let output = node.wait_with_output().expect("node ends");
    serde_json::from_slice(&output.stdout).expect("node answers in JSON")
}
