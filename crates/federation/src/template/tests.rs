use super::*;
use proptest::prelude::*;

const KNOWN: &[&str] = &["given name", "council", "link", "town"];

fn template(subject: &str, body: &str) -> Template {
    Template::read(subject, body, KNOWN).unwrap()
}

fn sheila() -> Values {
    Values::default()
        .with("given name", "Sheila")
        .with("council", "Felsham & Gedding")
        .with("link", "https://portal.example/invitation/abc")
}

#[test]
fn a_text_is_filled_as_plain_text_and_as_html_alike() {
    let body = "Dear {{given name}},\n\n**{{council}}** can now use the portal:\n\n1. Open {{link}}\n2. Choose a [password](https://portal.example/help)\n\n{{ Link }}";
    let filled = template("Welcome, {{Given  name}}", body).fill(&sheila());
    assert_eq!(filled.subject, "Welcome, Sheila");
    assert_eq!(
        filled.text,
        "Dear Sheila,\n\nFelsham & Gedding can now use the portal:\n\n1. Open https://portal.example/invitation/abc\n\
         2. Choose a password ( https://portal.example/help )\n\nhttps://portal.example/invitation/abc\n"
    );
    assert!(filled.html.contains("<strong>Felsham &amp; Gedding</strong> can now use the portal"));
    let link = "<a href=\"https://portal.example/invitation/abc\">https://portal.example/invitation/abc</a>";
    assert!(filled.html.contains(&format!("<li>Open {link}</li>")), "{}", filled.html);
}

#[test]
fn a_field_may_be_a_link_as_a_whole_and_leads_nowhere_else() {
    let template = template("s", "[Open {{council}}]({{link}}) and [away](javascript:alert(1))");
    let html = template.preview(&sheila());
    assert!(
        html.contains("<a href=\"https://portal.example/invitation/abc\">Open Felsham &amp; Gedding</a>"),
        "{html}"
    );
    assert!(!html.contains("javascript"));
    let html = template.preview(&sheila().with("link", "javascript:alert(1)"));
    assert!(html.contains("<a href=\"\">Open"), "{html}");
}

#[test]
fn missing_fields_are_named_before_anything_leaves_and_a_substitute_stops_nothing() {
    let template = template("Hello", "{{given name}}, {{town | your area}}, {{council}}");
    assert_eq!(template.required().collect::<Vec<_>>(), ["given name", "council"]);
    let values = Values::default().with("given name", "Sheila").with("council", " ");
    assert_eq!(template.missing(&values), ["council"]);
    assert_eq!(template.fill(&values).text, "Sheila, your area, \n");
}

#[test]
fn faults_are_told_in_sentences_all_at_once() {
    let faults = Template::read("", "{{shoe size}} {{council", KNOWN).unwrap_err();
    let sentences: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(sentences[0], "Enter a subject");
    assert_eq!(
        sentences[1],
        "The field “{{shoe size}}” is not known. Known are: given name, council, link, town"
    );
    assert_eq!(sentences[2], "A field that begins with “{{” is not closed by “}}”: “council”");
}

#[test]
fn typed_html_is_shown_as_it_was_typed() {
    let html = template("s", "<img src=x onerror=alert(1)> and ![a cat](https://track.example/1.gif)")
        .preview(&sheila());
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;") && html.contains("a cat"), "{html}");
    assert!(!html.contains("<img") && !html.contains("track.example"));
}

proptest! {
    /// Whatever is typed and filled in: no mark comes out of it, and the parts hold no sign of ours.
    #[test]
    fn nothing_typed_or_filled_in_becomes_a_mark(body in "[ -~\n\u{e000}]{1,80}", value in ".{0,40}") {
        let Ok(template) = Template::read("s", &format!("{body}\n\n{{{{council}}}}"), KNOWN) else { return Ok(()) };
        let filled = template.fill(&Values::default().with("council", value.clone()));
        for tag in ["<script", "<img", "<iframe", "<svg", "<style", "onerror=\""] {
            prop_assert!(!filled.html.to_lowercase().contains(tag), "{}", filled.html);
        }
        if !value.chars().any(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)) {
            let signs = filled.text.contains(char::from_u32(0xE000).unwrap());
            prop_assert!(!signs, "a sign of a field is left");
        }
        prop_assert_eq!(filled.html.matches("<a ").count(), filled.html.matches("</a>").count());
    }
}
