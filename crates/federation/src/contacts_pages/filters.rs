//! The filters as a form, and the chips that take one away.

use super::list::access_words;
use crate::access::{ManageContacts, Right};
use crate::contacts::Typed;
use crate::contacts_import;
use crate::import::RunId;
use crate::organisation_names::{self, Named};
use crate::saved_list;
use crate::tag;
use store::{StoreError, Tx};
use web::Errors;
use web::components::{Html, Input, Select};
use web::list::{ListQuery, Refinement};
use web::text::Words;

/// What the selects offer, each a value of the address and its words.
pub(super) struct Choices {
    kinds: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    categories: Vec<(String, String)>,
    tags: Vec<(String, String)>,
    lists: Vec<(String, String)>,
    imports: Vec<(String, String)>,
}

impl Choices {
    pub fn of(tx: &mut Tx<'_>, right: &Right<ManageContacts>) -> Result<Self, StoreError> {
        let categories: Vec<(String,)> = tx.all(
            "WITH RECURSIVE known (category) AS (
               SELECT min(category) FROM contact_entry WHERE category > ''
               UNION ALL
               SELECT (SELECT min(category) FROM contact_entry WHERE category > known.category)
               FROM known WHERE known.category IS NOT NULL)
             SELECT category FROM known WHERE category IS NOT NULL LIMIT 60",
            &[],
        )?;
        let mut own = contacts_import::visible_runs(right);
        let most = own.bind(20_i64);
        let sql = format!(
            "SELECT import_run.id, import_run.source, import_run.file_name FROM import_run
             WHERE {} ORDER BY import_run.id DESC LIMIT {most}",
            own.sql
        );
        let runs: Vec<(RunId, String, String)> = tx.all(&sql, &own.params())?;
        Ok(Self {
            kinds: tx.all("SELECT key, name FROM organisation_kind ORDER BY name", &[])?,
            roles: tx.all("SELECT key, title FROM role ORDER BY title", &[])?,
            categories: categories.into_iter().map(|(c,)| (c.clone(), c)).collect(),
            tags: tag::all(tx)?.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
            lists: saved_list::all(tx, right)?.into_iter().map(|l| (l.id.to_string(), l.name)).collect(),
            imports: runs
                .into_iter()
                .map(|(id, of, file)| (id.to_string(), format!("{of}: {file}")))
                .collect(),
        })
    }

    pub fn kind(&self, key: &str) -> String {
        of(&self.kinds, key)
    }
}

fn of(choices: &[(String, String)], key: &str) -> String {
    choices.iter().find(|(k, _)| k == key).map_or_else(|| key.to_owned(), |(_, words)| words.clone())
}

pub(super) fn errors(t: &Words, typed: &Typed) -> Errors {
    let mut errors = Errors::default();
    for key in &typed.wrong {
        let words = match *key {
            "within" if !typed.maybe.is_empty() => "contacts-within-maybe",
            "within" => "contacts-within-wrong",
            "since" => "contacts-since-wrong",
            _ => "contacts-filter-wrong",
        };
        errors.add(*key, t.text(words));
    }
    errors
}

const MEMBERSHIPS: [(&str, &str); 4] = [
    ("current", "contacts-current"),
    ("lapsed", "contacts-lapsed"),
    ("ended", "contacts-ended"),
    ("none", "contacts-no-membership"),
];
const ACCESSES: [&str; 5] = ["none", "invited", "active", "suspended", "closed"];
const EMAILS: [(&str, &str); 4] = [
    ("yes", "contacts-email-yes"),
    ("no", "contacts-email-no"),
    ("shared", "contacts-email-shared"),
    ("bounced", "contacts-email-bounced"),
];

pub(super) fn fields(t: &Words, query: &ListQuery, typed: &Typed, choices: &Choices) -> Html {
    let errors = errors(t, typed);
    let one = |key: &'static str| query.filter(key).next().unwrap_or_default().to_owned();
    let select = |key: &'static str, label: &'static str, options: &[(String, String)]| {
        let mut select = Select::new(key, t.text(label)).option("", t.plain("contacts-any"));
        for (value, words) in options {
            select = select.option(value.clone(), words.clone());
        }
        select.searched(t).value(one(key)).error(errors.of(key)).to_string()
    };
    let translated = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(value, words)| ((*value).to_owned(), t.plain(words))).collect()
    };
    let within = typed.within.as_ref();
    let mut kinds = translated(&[("person", "contacts-people"), ("organisation", "contacts-organisations")]);
    kinds.extend(choices.kinds.clone());
    let accesses: Vec<(&str, &str)> = ACCESSES.iter().map(|state| (*state, access_words(state))).collect();
    let mut parts = vec![
        Input::new("q", t.text("contacts-search"))
            .hint(t.text("contacts-search-hint"))
            .value(query.search.clone())
            .to_string(),
        select("kind", "contacts-kind", &kinds),
        Input::new("within", t.text("contacts-within"))
            .hint(t.text("contacts-within-hint"))
            .value(within.map_or_else(|| one("within"), |place| place.name.clone()))
            .error(errors.of("within"))
            .suggests(t, organisation_names::ANY)
            .means("within", within.map_or("", |place| place.slug.as_str()))
            .to_string(),
        maybe(t, query, typed),
        select("holds", "contacts-holds", &choices.roles),
        select("held", "contacts-held", &choices.roles),
        select("membership", "contacts-membership", &translated(&MEMBERSHIPS)),
        select("access", "contacts-access", &translated(&accesses)),
        select("email", "contacts-email", &translated(&EMAILS)),
    ];
    let some = [
        ("category", "contacts-category", &choices.categories),
        ("tag", "contacts-tag", &choices.tags),
        ("without", "contacts-without", &choices.tags),
        ("list", "contacts-in-list", &choices.lists),
        ("import", "contacts-import", &choices.imports),
    ];
    parts.extend(some.iter().filter(|(.., o)| !o.is_empty()).map(|(key, label, o)| select(key, label, o)));
    parts.push(
        Input::new("since", t.text("contacts-since"))
            .hint(t.text("contacts-since-hint"))
            .value(one("since"))
            .width(10)
            .error(errors.of("since"))
            .to_string(),
    );
    Html::trusted(parts.concat())
}

/// The organisations that may be meant, each a link to the list with it.
fn maybe(t: &Words, query: &ListQuery, typed: &Typed) -> String {
    let link = |place: &Named| {
        let mut other = query.filter("within").fold(query.clone(), |query, v| query.without("within", v));
        other.filters.push(("within", place.slug.clone()));
        let words = match &place.under {
            Some(under) => {
                t.text("contacts-within-under").put("name", &place.name).put("under", under).plain()
            }
            None => place.name.clone(),
        };
        let (href, words) = (Html::escaped(&other.url()).to_string(), Html::escaped(&words).to_string());
        format!("<li><a class=\"govuk-link ch-textlink\" href=\"{href}\">{words}</a></li>")
    };
    let links: String = typed.maybe.iter().map(link).collect();
    if links.is_empty() { links } else { format!("<ul class=\"govuk-list\">{links}</ul>") }
}

/// Each filter in force with the address of the list without it.
pub(super) fn refinements(t: &Words, query: &ListQuery, typed: &Typed, choices: &Choices) -> Vec<Refinement> {
    let mut all = Vec::new();
    for (key, value) in query.filters.iter().filter(|(key, _)| !typed.wrong.contains(key)) {
        let pair = |pairs: &[(&str, &str)]| {
            pairs.iter().find(|(v, _)| v == value).map_or_else(|| value.clone(), |(_, words)| t.plain(words))
        };
        let (label, words) = match *key {
            "kind" if value == "person" => ("contacts-kind", t.plain("contacts-people")),
            "kind" if value == "organisation" => ("contacts-kind", t.plain("contacts-organisations")),
            "kind" => ("contacts-kind", choices.kind(value)),
            "within" => ("contacts-within", typed.within.as_ref().map_or(value, |place| &place.name).clone()),
            "holds" => ("contacts-holds", of(&choices.roles, value)),
            "held" => ("contacts-held", of(&choices.roles, value)),
            "membership" => ("contacts-membership", pair(&MEMBERSHIPS)),
            "access" => ("contacts-access", t.plain(access_words(value))),
            "email" => ("contacts-email", pair(&EMAILS)),
            "tag" => ("contacts-tag", of(&choices.tags, value)),
            "without" => ("contacts-without", of(&choices.tags, value)),
            "list" => ("contacts-in-list", of(&choices.lists, value)),
            "import" => ("contacts-import", of(&choices.imports, value)),
            "since" => ("contacts-since", value.clone()),
            _ => ("contacts-category", value.clone()),
        };
        let words = t.text("contacts-chip").put("what", t.plain(label)).put("value", words).plain();
        all.push(Refinement { words, without: query.without(key, value).url() });
    }
    if !query.search.is_empty() {
        let what = t.plain("contacts-search");
        let words = t.text("contacts-chip").put("what", what).put("value", &query.search).plain();
        all.push(Refinement { words, without: query.without_search().url() });
    }
    if let Some(letter) = query.letter {
        let words = t.text("contacts-chip-letter").put("value", letter.to_string()).plain();
        all.push(Refinement { words, without: query.with_letter(None).url() });
    }
    all
}
