use std::sync::Arc;

use super::*;

const ENGLISH: &str = "
hello = Hello { $name }
only-english = Only in English
dogs = { $count ->
    [one] one dog
   *[other] { $count } dogs
}
linked = Ask <a href=\"/who\">{ $name }</a>
";
const WELSH: &str = "
hello = Helo { $name }
dogs = { $count ->
    [zero] dim cŵn
    [one] un ci
    [two] dau gi
    [few] { $count } chi
    [many] { $count } chi (chwech)
   *[other] { $count } ci
}
";

fn words(lang: Lang) -> Words {
    let catalogue = Catalogue::new(&[Texts { en: ENGLISH, cy: WELSH }]).expect("the texts are sound");
    Words::new(Arc::new(catalogue), lang)
}

#[test]
fn welsh_counts_by_its_own_six_forms() {
    let words = words(Lang::Welsh);
    let dogs = |count: u32| words.text("dogs").put("count", count).plain();
    let said: Vec<_> = [0, 1, 2, 3, 6, 7].map(dogs).into();
    assert_eq!(said, ["dim cŵn", "un ci", "dau gi", "3 chi", "6 chi (chwech)", "7 ci"]);
}

#[test]
fn a_missing_welsh_sentence_shows_in_english_and_says_so() {
    let words = words(Lang::Welsh);
    assert_eq!(words.text("only-english").to_string(), "<span lang=\"en\">Only in English</span>");
    assert_eq!(words.plain("only-english"), "Only in English");
}

#[test]
fn values_are_escaped_also_inside_markup() {
    let words = words(Lang::English);
    assert_eq!(words.text("hello").put("name", "<b>").to_string(), "Hello &#60;b&#62;");
    let linked = words.with("linked", crate::args! { "name" => "<b>" }).markup();
    assert_eq!(linked.to_string(), "Ask <a href=\"/who\">&#60;b&#62;</a>");
}

#[test]
fn the_browsers_wish_is_heard_by_weight() {
    assert_eq!(Lang::accepted("fr, en;q=0.4, cy-GB;q=0.8"), Some(Lang::Welsh));
    assert_eq!(Lang::accepted("en-GB,en;q=0.9,cy;q=0.1"), Some(Lang::English));
    assert_eq!(Lang::accepted("de;q=1, cy;q=0"), None);
}

#[test]
fn every_sentence_of_this_crate_is_there_and_used() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    assert_eq!(check::faults(&source, TEXTS, &[]), Vec::<String>::new());
}
