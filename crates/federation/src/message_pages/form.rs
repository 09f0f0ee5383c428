//! The boxes in which words are typed, in each language, with the fields that can stand in them.

use crate::message::fields::{FIELDS, FieldOf};
use crate::message::{LANGUAGES, Words};
use crate::template::Fault;
use askama::Template;
use web::components::{Fieldset, Html, Input, Textarea};
use web::text::Words as T;
use web::{Errors, Form};

/// What a form brought.
pub fn read(form: &Form) -> Words {
    LANGUAGES.iter().fold(Words::default(), |words, (tag, _)| {
        let typed = |what: &str| form.get(&format!("{what}-{tag}")).to_owned();
        words.with(tag, &typed("subject"), &typed("body"))
    })
}

/// A sentence at each box that will not do.
pub fn faults(t: &T, words: &Words, errors: &mut Errors) {
    for (tag, faults) in words.faults() {
        for fault in faults {
            let at = match fault {
                Fault::NoSubject => "subject",
                _ => "body",
            };
            errors.add(format!("{at}-{tag}"), sentence(t, &fault));
        }
    }
}

fn sentence(t: &T, fault: &Fault) -> String {
    match fault {
        Fault::NoSubject => t.plain("message-no-subject"),
        Fault::NoBody => t.plain("message-no-body"),
        Fault::Unknown(name, _) => t.text("message-unknown-field").put("field", name.as_str()).plain(),
        Fault::Open(words) => t.text("message-open-field").put("words", words.as_str()).plain(),
        Fault::TooLong => t.plain("message-too-long"),
    }
}

#[derive(Template)]
#[template(path = "message_pages/fields.html")]
struct FieldsPart {
    title: String,
    how: String,
    lines: Vec<Line>,
}

struct Line {
    typed: String,
    words: String,
    example: String,
    insert: String,
}

/// The boxes and the list of fields.
pub fn boxes(t: &T, words: &Words, errors: &Errors) -> Html {
    let mut html = String::new();
    for (tag, language) in LANGUAGES {
        let (subject, body) = words.of(tag);
        let (at, into) = (format!("subject-{tag}"), format!("body-{tag}"));
        let first = Input::new(at.as_str(), t.text("message-subject"))
            .value(subject)
            .attribute("lang", tag)
            .attribute("data-inserts", "")
            .error(errors.of(&at));
        let second = Textarea::new(into.as_str(), t.text("message-body"))
            .hint(t.text("message-body-hint"))
            .value(body)
            .rows(14)
            .attribute("lang", tag)
            .attribute("data-inserts", "")
            .error(errors.of(&into));
        let set = Fieldset::new(t.text(language)).holding(Html::trusted(format!("{first}{second}")));
        html.push_str(&set.to_string());
        if tag == "en" {
            html.push_str(&list(t));
        }
    }
    Html::trusted(html)
}

fn list(t: &T) -> String {
    let line = |field: &FieldOf| Line {
        typed: format!("{{{{{}}}}}", field.name),
        words: t.plain(field.words),
        example: match field.example {
            "" => String::new(),
            example => t.text("message-field-example").put("example", example).plain(),
        },
        insert: t.text("message-field-insert").put("field", field.name).plain(),
    };
    let part = FieldsPart {
        title: t.plain("message-fields"),
        how: t.plain("message-fields-how"),
        lines: FIELDS.iter().map(line).collect(),
    };
    part.render().unwrap_or_default()
}
