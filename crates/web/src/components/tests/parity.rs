//! Every fixture of govuk-frontend for the components that we have, except the ones named below with a reason.

use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::components::*;

#[test]
fn components_print_what_the_govuk_kit_prints() {
    let kit = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../assets/node_modules/govuk-frontend/dist/govuk/components");
    if !kit.is_dir() {
        println!("skipped: assets/node_modules is not there (npm --prefix assets ci)");
        return;
    }
    let mut seen = Tally::default();
    seen.compare::<BackLink>(&kit, "back-link");
    seen.compare::<Breadcrumbs>(&kit, "breadcrumbs");
    seen.compare::<Button>(&kit, "button");
    seen.compare::<CharacterCount>(&kit, "character-count");
    seen.compare::<Checkboxes>(&kit, "checkboxes");
    seen.compare::<DateInput>(&kit, "date-input");
    seen.compare::<Details>(&kit, "details");
    seen.compare::<ErrorMessage>(&kit, "error-message");
    seen.compare::<ErrorSummary>(&kit, "error-summary");
    seen.compare::<Fieldset>(&kit, "fieldset");
    seen.compare::<FileUpload>(&kit, "file-upload");
    seen.compare::<Hint>(&kit, "hint");
    seen.compare::<Input>(&kit, "input");
    seen.compare::<InsetText>(&kit, "inset-text");
    seen.compare::<Label>(&kit, "label");
    seen.compare::<NotificationBanner>(&kit, "notification-banner");
    seen.compare::<Pagination>(&kit, "pagination");
    seen.compare::<Panel>(&kit, "panel");
    seen.compare::<PasswordInput>(&kit, "password-input");
    seen.compare::<Radios>(&kit, "radios");
    seen.compare::<Select>(&kit, "select");
    seen.compare::<SkipLink>(&kit, "skip-link");
    seen.compare::<SummaryList>(&kit, "summary-list");
    seen.compare::<Table>(&kit, "table");
    seen.compare::<Tag>(&kit, "tag");
    seen.compare::<TaskList>(&kit, "task-list");
    seen.compare::<Textarea>(&kit, "textarea");
    seen.compare::<WarningText>(&kit, "warning-text");
    println!("{} fixtures agree, {} left out", seen.same, seen.left_out);
    assert!(seen.faults.is_empty(), "{} fixtures differ:\n{}", seen.faults.len(), seen.faults.join("\n"));
}

/// Fixtures that we do not follow, and why.
const LEFT_OUT: &[(&str, &[&str], &str)] = &[
    (
        "date-input",
        SECOND_WAY,
        "the parts come as items; `values`, `day`, `month`, `year` say the same a second time",
    ),
    ("character-count", &["with translations"], "nothing here counts in words of another language yet"),
    ("file-upload", ENHANCED, "the browser's own control is used; the kit's script is not loaded"),
    ("panel", INTERRUPTION, "an interruption is a page of its own, not a panel"),
    ("checkboxes", &["with falsy values"], FALSY),
    ("pagination", &["with empty items"], FALSY),
    ("radios", &["with falsy items"], FALSY),
    ("select", &["with falsy items"], FALSY),
    ("summary-list", &["with falsy values"], FALSY),
    ("table", &["with falsy items"], FALSY),
    ("task-list", &["with empty values"], FALSY),
];

const FALSY: &str = "`false` and `\"\"` among the items: Rust lists hold no such things";

const SECOND_WAY: &[&str] = &[
    "with values",
    "with values and name prefix",
    "with values, name prefix and custom names",
    "with translations",
    "day and month",
    "month and year",
    "with errors only",
    "with errors only (using classes)",
    "with error on day input",
    "with error on month input",
    "with error on year input",
    "with field value",
    "with field value and items",
    "with field value overriding values",
    "with error on single field",
    "with error on single field by omission",
    "with error on single field using classes",
];

const ENHANCED: &[&str] = &[
    "enhanced",
    "enhanced, with error message and hint",
    "enhanced, multiple files",
    "enhanced, custom wrapper classes and attributes",
    "translated",
];

const INTERRUPTION: &[&str] = &[
    "interruption",
    "interruption-with-content-with-long-line-length",
    "interruption-with-headings-content-and-lists",
    "interruption with custom classes",
    "interruption, with actions classes and attributes",
    "interruption, submit action",
    "interruption, button link",
    "interruption, no actions",
    "interruption, no actions items",
];

#[derive(Default)]
struct Tally {
    same: usize,
    left_out: usize,
    faults: Vec<String>,
}

impl Tally {
    fn compare<C: DeserializeOwned + ToString>(&mut self, kit: &Path, component: &str) {
        let file =
            fs::read_to_string(kit.join(component).join("fixtures.json")).expect("the kit has fixtures");
        let file: Value = serde_json::from_str(&file).expect("fixtures are JSON");
        for fixture in file["fixtures"].as_array().expect("a list of fixtures") {
            let name = fixture["name"].as_str().unwrap_or_default();
            if LEFT_OUT.iter().any(|(c, n, _)| *c == component && n.contains(&name)) {
                self.left_out += 1;
                continue;
            }
            let expected = normal(fixture["html"].as_str().unwrap_or_default());
            match serde_json::from_value::<C>(fixture["options"].clone()) {
                Ok(ours) if normal(&ours.to_string()) == expected => self.same += 1,
                Ok(ours) => {
                    let ours = normal(&ours.to_string());
                    self.faults.push(format!("{component} / {name}\n  kit  {expected}\n  ours {ours}"));
                }
                Err(error) => self.faults.push(format!("{component} / {name}\n  {error}")),
            }
        }
    }
}

/// One space where there was white space, none beside a tag's edge, entities by one name, attributes in the order of
/// their names.
pub fn normal(html: &str) -> String {
    let html = html
        .replace("&#32;", " ")
        .replace("&quot;", "&#34;")
        .replace("&#60;", "&lt;")
        .replace("&#62;", "&gt;");
    let html = html.replace("&#38;", "&amp;").split_whitespace().collect::<Vec<_>>().join(" ");
    let html = html
        .replace("> ", ">")
        .replace(" <", "<")
        .replace(" >", ">")
        .replace(" \">", "\">")
        .replace(" \" ", "\" ");
    let tags = html.split('<').map(|part| match part.split_once('>') {
        Some((tag, text)) => format!("{}>{text}", sorted(tag)),
        None => part.to_owned(),
    });
    tags.collect::<Vec<_>>().join("\n<").trim().to_owned()
}

fn sorted(tag: &str) -> String {
    let (name, rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    let mut quoted = false;
    let pieces = rest.split(|c| {
        quoted ^= c == '"';
        c == ' ' && !quoted
    });
    attributes.extend(pieces.map(str::to_owned));
    attributes.sort();
    format!("{name} {}", attributes.join(" ")).trim().to_owned()
}
