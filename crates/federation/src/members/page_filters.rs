//! The filters as a form: what was typed, what it means, and the chips that take one away.

use super::{Filter, Standing, Yes};
use crate::words::dates;
use web::Errors;
use web::components::{Checkboxes, Html, Input, Select};
use web::list::{ListQuery, Refinement};
use web::text::Words;

/// What an address asks, and what of it could not be read.
pub(super) struct Typed {
    pub filter: Filter,
    pub joined_from: String,
    pub joined_until: String,
    wrong: Vec<&'static str>,
}

impl Typed {
    pub fn of(query: &ListQuery) -> Self {
        let one = |key: &str| query.filter(key).next().unwrap_or_default().to_owned();
        let (joined_from, joined_until) = (one("joined_from"), one("joined_until"));
        let mut pairs: Vec<(&str, String)> = query.filters.iter().map(|(k, v)| (*k, v.clone())).collect();
        pairs.push(("search", query.search.clone()));
        pairs.extend(query.letter.map(|l| ("letter", l.to_string())));
        let mut filter = Filter::from_pairs(pairs.iter().map(|(k, v)| (*k, v.as_str())));
        let mut wrong = Vec::new();
        for (key, typed, day) in [
            ("joined_from", &joined_from, &mut filter.joined_from),
            ("joined_until", &joined_until, &mut filter.joined_until),
        ] {
            *day = dates::typed(typed);
            if !typed.is_empty() && day.is_none() {
                wrong.push(key);
            }
        }
        Self { filter, joined_from, joined_until, wrong }
    }

    pub fn errors(&self, t: &Words) -> Errors {
        let mut errors = Errors::default();
        for key in &self.wrong {
            errors.add(*key, t.text("members-day-wrong"));
        }
        errors
    }

    /// Where the members listed are taken out.
    pub fn download_address(&self, base: &str) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.extend_pairs(self.filter.pairs());
        let query = out.finish();
        if query.is_empty() { format!("{base}/download") } else { format!("{base}/download?{query}") }
    }
}

pub(super) fn fields(t: &Words, typed: &Typed, categories: &[String]) -> Html {
    let filter = &typed.filter;
    let errors = typed.errors(t);
    let search = Input::new("q", t.text("members-search"))
        .hint(t.text("members-search-hint"))
        .value(filter.search.clone());
    let states =
        Standing::ALL.iter().fold(Select::new("state", t.text("members-state")), |select, standing| {
            select.option(standing_value(*standing), t.plain(standing_words(*standing)))
        });
    let mut category = Select::new("category", t.text("members-category")).option("", t.plain("members-any"));
    for name in categories {
        category = category.option(name.clone(), name.clone());
    }
    let email = [("", "members-any"), ("yes", "members-yes"), ("no", "members-no")]
        .iter()
        .fold(Select::new("has_email", t.text("members-has-email")), |s, (value, words)| {
            s.option(*value, t.plain(words))
        });
    let day = |key: &'static str, label: &'static str, value: &str| {
        Input::new(key, t.text(label))
            .hint(t.text("members-day-hint"))
            .value(value)
            .width(10)
            .error(errors.of(key))
    };
    let area = Input::new("area", t.text("members-area")).hint(t.text("members-area-hint")).width(3);
    let mut html = String::new();
    for part in [
        search.to_string(),
        states.value(standing_value(filter.standing)).to_string(),
        category.searched(t).value(filter.category.clone().unwrap_or_default()).to_string(),
        area.value(filter.area.clone().unwrap_or_default()).to_string(),
        email.value(filter.has_email.map_or("", Yes::word)).to_string(),
        wishes(t, filter),
        day("joined_from", "members-joined-from", &typed.joined_from).to_string(),
        day("joined_until", "members-joined-until", &typed.joined_until).to_string(),
    ] {
        html.push_str(&part);
    }
    Html::trusted(html)
}

/// The usual one is not in the address.
fn standing_value(standing: Standing) -> &'static str {
    if standing == Standing::default() { "" } else { standing.word() }
}

/// Three boxes of one heading, each a filter of its own.
fn wishes(t: &Words, filter: &Filter) -> String {
    let boxes = [
        ("by_email", "members-by-email", filter.by_email),
        ("by_post", "members-by-post", filter.by_post),
        ("by_phone", "members-by-phone", filter.by_phone),
    ];
    let mut field = Checkboxes::new("wishes", t.text("members-wants"));
    for (key, words, _) in boxes {
        field = field.option("yes", t.text(words));
        if let Some(Some(item)) = field.choices.items.last_mut() {
            item.name = key.to_owned();
            item.id = key.to_owned();
        }
    }
    for (item, (_, _, asked)) in field.choices.items.iter_mut().flatten().zip(boxes) {
        item.checked = Some(asked == Some(Yes::Yes));
    }
    field.to_string()
}

pub(super) fn standing_words(standing: Standing) -> &'static str {
    use crate::membership::State;
    match standing {
        Standing::Present => "members-present",
        Standing::Only(State::Current) => "members-only-current",
        Standing::Only(State::Lapsed) => "members-only-lapsed",
        Standing::Only(State::Ended) => "members-only-ended",
        Standing::Any => "members-any-state",
    }
}

/// Each filter in force with the address of the list without it.
pub(super) fn refinements(t: &Words, query: &ListQuery, typed: &Typed) -> Vec<Refinement> {
    let mut all = Vec::new();
    for (key, value) in query.filters.iter().filter(|(key, _)| !typed.wrong.contains(key)) {
        let words = match *key {
            "state" if typed.filter.standing == Standing::Present => continue,
            "state" => t.plain(standing_words(typed.filter.standing)),
            "category" => t.text("members-chip-category").put("value", value).plain(),
            "area" => t.text("members-chip-area").put("value", value).plain(),
            "has_email" if value == "no" => t.plain("members-chip-no-email"),
            "has_email" => t.plain("members-chip-email"),
            "by_email" => t.text("members-chip-wants").put("value", t.plain("members-by-email")).plain(),
            "by_post" => t.text("members-chip-wants").put("value", t.plain("members-by-post")).plain(),
            "by_phone" => t.text("members-chip-wants").put("value", t.plain("members-by-phone")).plain(),
            "joined_from" => t.text("members-chip-from").put("value", value).plain(),
            _ => t.text("members-chip-until").put("value", value).plain(),
        };
        all.push(Refinement { words, without: query.without(key, value).url() });
    }
    if !query.search.is_empty() {
        let words = t.text("members-chip-search").put("value", &query.search).plain();
        all.push(Refinement { words, without: query.without_search().url() });
    }
    if let Some(letter) = query.letter {
        let words = t.text("members-chip-letter").put("value", letter.to_string()).plain();
        all.push(Refinement { words, without: query.with_letter(None).url() });
    }
    all
}
