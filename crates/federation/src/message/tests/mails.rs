//! What a mail is made of, against what mail programs show (the data of caniemail.com, where it is at hand).

use super::super::shipped;
use super::*;
use crate::mail::run::text_for;
use crate::template::Values;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Marks that every program has shown since there was mail in HTML; nobody keeps a list of them.
const OLD: [&str; 8] = ["html", "head", "title", "meta", "a", "br", "em", "body"];

/// The feature that shows a mark, an attribute or a property.
fn feature(used: &str) -> String {
    match used {
        "<h1>" | "<h2>" => "html-h1-h6".into(),
        "<ul>" | "<ol>" | "<li>" => "html-lists".into(),
        "font-family" => "css-font".into(),
        _ => match used.strip_prefix('<') {
            Some(mark) => format!("html-{}", mark.trim_end_matches('>')),
            None if used.starts_with('@') => format!("html-{}", &used[1..]),
            None if used.starts_with("unit ") => format!("css-unit-{}", &used[5..]),
            None => format!("css-{used}"),
        },
    }
}

/// Marks, attributes, properties and units of a mail.
fn used(html: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for part in html.split('<').skip(1) {
        let tag = part.split('>').next().unwrap_or_default();
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        if name.is_empty() || tag.starts_with('!') || OLD.contains(&name.as_str()) && !tag.contains('=') {
            continue;
        }
        if !OLD.contains(&name.as_str()) {
            all.insert(format!("<{name}>"));
        }
        for (attribute, value) in tag.split('"').collect::<Vec<_>>().chunks(2).filter_map(|c| match c {
            [before, value] => Some((before.rsplit(' ').next()?.trim_end_matches('='), *value)),
            _ => None,
        }) {
            match attribute {
                "href" | "charset" => {}
                "style" => {
                    for one in value.split(';').filter(|o| !o.trim().is_empty()) {
                        let (property, set) = one.split_once(':').expect("a property");
                        all.insert(property.trim().to_owned());
                        let unit: String = set.trim().chars().skip_while(|c| !c.is_alphabetic()).collect();
                        if set.trim().starts_with(|c: char| c.is_ascii_digit()) && !unit.is_empty() {
                            all.insert(format!("unit {unit}"));
                        }
                    }
                }
                other => drop(all.insert(format!("@{other}"))),
            }
        }
    }
    all
}

/// Of the programs that were tried, the share that shows it at least in part, by their newest version; and who does not.
fn support(page: &str) -> (f64, Vec<String>) {
    let stats = page.split("stats:").nth(1).unwrap_or_default();
    let (mut path, mut newest): (Vec<String>, BTreeMap<String, char>) = (Vec::new(), BTreeMap::new());
    for line in stats.lines() {
        let line = line.trim();
        let key = line.split(':').next().unwrap_or_default().trim().trim_matches('"').to_owned();
        if line.ends_with('{') {
            path.push(key.trim_matches('{').to_owned());
        } else if line.starts_with('}') {
            path.pop();
            if path.is_empty() {
                break;
            }
        } else if let Some(word) =
            line.split(':').nth(1).and_then(|w| w.trim().trim_matches('"').chars().next())
        {
            newest.insert(path.join(" "), word);
        }
    }
    let known: Vec<_> = newest.iter().filter(|(_, word)| **word != 'u').collect();
    let lacks: Vec<String> = known
        .iter()
        .filter(|(_, word)| **word == 'n')
        .map(|(program, _)| program.trim().to_owned())
        .collect();
    (1.0 - lacks.len() as f64 / known.len().max(1) as f64, lacks)
}

/// Every mark that Markdown makes, and the texts that ship.
fn mails() -> Vec<String> {
    let all = "# One\n\n## Two\n\n**Strong** and *soft*, `as typed`\n\n> said\n\n1. first\n2. second\n\n* point\n\n---\n\n[a link](https://portal.example)\n\n    code\n";
    let everything = Words::default().with("en", "All of it", all);
    let words = shipped::ALL.iter().map(shipped::Shipped::read).chain([everything]);
    let fill = |words: Words| {
        let templates = words.ready(Class::Marketing).read().expect("it can be read");
        let filled = |tag: &str| text_for(&templates, tag).map(|(_, t)| t.fill(&Values::default()).html);
        [filled("en"), filled("cy")].into_iter().flatten().collect::<Vec<_>>()
    };
    words.flat_map(fill).collect()
}

#[test]
fn a_mail_uses_nothing_that_most_programs_do_not_show() {
    let at = std::env::var_os("CHAPTERHOUSE_SHARED_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let folder = at.join("05-mail/caniemail/_features");
    let used: BTreeSet<String> = mails().iter().flat_map(|html| used(html)).collect();
    assert!(used.contains("<h1>") && used.contains("max-width") && used.contains("unit px"), "{used:?}");
    if !folder.is_dir() {
        println!("skipped: the data of caniemail is not here");
        return;
    }
    let (mut faults, mut told) = (Vec::new(), Vec::new());
    for one in &used {
        let feature = feature(one);
        match std::fs::read_to_string(folder.join(format!("{feature}.md"))) {
            Ok(page) => {
                let (share, lacks) = support(&page);
                told.push(format!("{one}: {:.0} % show it; not {}", share * 100.0, lacks.join(", ")));
                if share <= 0.5 {
                    faults.push(format!("{one}: only {:.0} % show it", share * 100.0));
                }
            }
            Err(_) => faults.push(format!("{one}: nothing is known of {feature}")),
        }
    }
    println!("{}", told.join("\n"));
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn what_few_programs_show_is_found() {
    let html =
        "<!DOCTYPE html><html><body style=\"display: grid; gap: 2em\"><video src=\"x\"></video><p>Text</p>";
    let found = used(html);
    let wanted = ["<p>", "<video>", "@src", "display", "gap", "unit em"];
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    let page = "stats: {\n apple-mail: {\n ios: {\n \"12\": \"n\",\n \"13\": \"y\"\n }\n },\n gmail: {\n web: {\n \"2020\": \"n #1\"\n }\n },\n other: {\n web: {\n \"1\": \"u\"\n }\n }\n}\n---\n";
    let (share, lacks) = support(page);
    assert_eq!((share, lacks), (0.5, vec!["gmail web".to_owned()]));
}
