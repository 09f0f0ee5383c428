//! The one table of what a program can ask. Requests are checked by it before anything is read, and the description that
//! programs read ([`super::openapi`]) is made from it: so it is true.

use super::problem::Problem;
use super::token::Scope;
use crate::contacts;
use axum::http::Method;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::str::FromStr;

pub struct Endpoint {
    pub method: &'static str,
    pub path: &'static str,
    pub name: &'static str,
    pub summary: &'static str,
    pub scope: Scope,
    pub parameters: &'static [Parameter],
    /// Schema of the body.
    pub takes: Option<&'static str>,
    /// Schema of the answer.
    pub gives: &'static str,
}

pub struct Parameter {
    pub name: &'static str,
    pub shape: Shape,
    pub what: &'static str,
}

#[derive(Clone, Copy)]
pub enum Shape {
    Limit,
    Cursor,
    Id,
    Day,
    Text,
    Word(&'static [&'static str]),
    /// One of these, or one with a minus before it for the other way round.
    Sort(&'static [&'static str]),
    /// The tree of `super::filter`.
    Filter,
}

pub const MOST_ROWS: usize = 200;
pub const USUAL_ROWS: usize = 50;
pub const LONGEST_TEXT: usize = 100;
pub const LONGEST_FILTER: usize = 4_000;

const fn of(name: &'static str, shape: Shape, what: &'static str) -> Parameter {
    Parameter { name, shape, what }
}

const LIMIT: Parameter = of("limit", Shape::Limit, "At most so many rows.");
const CURSOR: Parameter = of("cursor", Shape::Cursor, "The value of `next` of the page before.");

const CONTACTS: &[Parameter] = &[
    LIMIT,
    CURSOR,
    of(
        "q",
        Shape::Text,
        "Words that begin a word of the name, town, postcode, e-mail address or membership number.",
    ),
    of("sort", Shape::Sort(contacts::LIST.sorts), "What to sort by."),
    of(
        "filter",
        Shape::Filter,
        "Any combination of conditions, as JSON: see the schema Filter. The other filters narrow it further.",
    ),
    of("letter", Shape::Text, "The first letter of the name that it is sorted by."),
    of("kind", Shape::Text, "person, organisation, or the key of a kind of organisation."),
    of(
        "within",
        Shape::Text,
        "Name or address name of an organisation: whoever serves or belongs there or below, and what stands there.",
    ),
    of("category", Shape::Text, "Category of an organisation."),
    of("holds", Shape::Text, "The key of a role held today."),
    of("held", Shape::Text, "The key of a role held before."),
    of("membership", Shape::Word(&["current", "lapsed", "ended", "none"]), "State of the membership."),
    of("access", Shape::Word(&["invited", "active", "suspended", "closed", "none"]), "State of the sign-in."),
    of(
        "email",
        Shape::Word(&["yes", "no", "shared", "bounced"]),
        "Whether there is an e-mail address, and what is known of it.",
    ),
    of("tag", Shape::Id, "Bears this tag."),
    of("list", Shape::Id, "Stands in this saved list, which you see."),
    of("without", Shape::Id, "Does not bear this tag."),
    of("import", Shape::Id, "Came or was changed by this import."),
    of("since", Shape::Day, "Changed on this day or later."),
];

pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        method: "GET",
        path: "/api/v1/contacts",
        name: "listContacts",
        summary: "People and organisations, filtered and sorted as in the list of contacts.",
        scope: Scope::ContactsRead,
        parameters: CONTACTS,
        takes: None,
        gives: "ContactPage",
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/contacts/{id}",
        name: "getContact",
        summary: "The record of one person or organisation: fields, contact points, appointments, wishes.",
        scope: Scope::ContactsRead,
        parameters: &[],
        takes: None,
        gives: "ContactRecord",
    },
    Endpoint {
        method: "PATCH",
        path: "/api/v1/contacts/{id}",
        name: "changeContact",
        summary: "Changes fields, all or none. `before` is what you saw; if that is no longer so, the answer is 409.",
        scope: Scope::ContactsWrite,
        parameters: &[],
        takes: Some("ContactChanges"),
        gives: "ContactChanged",
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/organisations",
        name: "listOrganisations",
        summary: "Organisations that the token's person can see, in the order in which they were opened.",
        scope: Scope::OrganisationsRead,
        parameters: &[
            LIMIT,
            CURSOR,
            of("kind", Shape::Text, "The key of a kind of organisation."),
            of("under", Shape::Id, "This organisation and all that stand under it."),
        ],
        takes: None,
        gives: "OrganisationPage",
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/organisations/{id}",
        name: "getOrganisation",
        summary: "One organisation.",
        scope: Scope::OrganisationsRead,
        parameters: &[],
        takes: None,
        gives: "Organisation",
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/appointments",
        name: "listAppointments",
        summary: "Who holds or held which role where, ended ones too, in the order in which they were recorded.",
        scope: Scope::AppointmentsRead,
        parameters: &[
            LIMIT,
            CURSOR,
            of("person", Shape::Id, "Of this person."),
            of("organisation", Shape::Id, "At this organisation."),
        ],
        takes: None,
        gives: "AppointmentPage",
    },
    Endpoint {
        method: "POST",
        path: "/api/v1/appointments/{id}/ending",
        name: "endAppointment",
        summary: "Ends an appointment on a day, which still counts. `before` is the end that you saw, null for none.",
        scope: Scope::ContactsWrite,
        parameters: &[],
        takes: Some("Ending"),
        gives: "Appointment",
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/imports",
        name: "listImports",
        summary: "Imports of contacts, the newest first.",
        scope: Scope::ImportsRead,
        parameters: &[LIMIT, CURSOR],
        takes: None,
        gives: "ImportPage",
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/imports/{id}",
        name: "getImport",
        summary: "One import, with the rows that were rejected and those to look at (at most 500 of each).",
        scope: Scope::ImportsRead,
        parameters: &[],
        takes: None,
        gives: "ImportReport",
    },
    Endpoint {
        method: "GET",
        path: "/api/v1/journal",
        name: "listJournal",
        summary: "Who did what to whom and when, the newest first. What was changed in a record stays in the portal.",
        scope: Scope::JournalRead,
        parameters: &[
            LIMIT,
            CURSOR,
            of("act", Shape::Text, "The name of an act, like person.changed."),
            of("person", Shape::Id, "About this person."),
            of("organisation", Shape::Id, "About this organisation."),
            of("from", Shape::Day, "On this day or later."),
            of("until", Shape::Day, "On this day or earlier."),
        ],
        takes: None,
        gives: "JournalPage",
    },
];

impl Endpoint {
    /// By method and route; HEAD asks as GET does.
    pub fn find(method: &Method, path: &str) -> Option<&'static Self> {
        let method = if method == Method::HEAD { "GET" } else { method.as_str() };
        ENDPOINTS.iter().find(|e| e.method == method && e.path == path)
    }

    /// The query of an address. What the table does not name is refused: a mistyped filter must not widen a list.
    pub fn asked(&self, query: &str) -> Result<Asked, Problem> {
        let mut asked = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let Some(parameter) = self.parameters.iter().find(|p| p.name == name) else {
                return Err(Problem::malformed(
                    "There is a parameter in the address that is not known here.",
                ));
            };
            if let Some(why) = parameter.fault(&value) {
                return Err(Problem::parameter(parameter.name, why));
            }
            if asked.insert(parameter.name, value.into_owned()).is_some() {
                return Err(Problem::parameter(parameter.name, "This may come once."));
            }
        }
        Ok(Asked(asked))
    }
}

impl Parameter {
    fn fault(&self, value: &str) -> Option<String> {
        let longest = if matches!(self.shape, Shape::Filter) { LONGEST_FILTER } else { LONGEST_TEXT };
        if value.chars().count() > longest {
            return Some(format!("This may have {longest} letters."));
        }
        if value.chars().any(char::is_control) {
            return Some("This holds a sign that cannot be printed.".to_owned());
        }
        let fits = match self.shape {
            Shape::Limit => {
                let digits = value.bytes().all(|b| b.is_ascii_digit());
                digits && value.parse().is_ok_and(|n: usize| (1..=MOST_ROWS).contains(&n))
            }
            Shape::Id => store::parse_uuid(value).is_ok(),
            Shape::Day => Date::from_str(value).is_ok_and(|d| d.to_string() == value),
            Shape::Word(words) => words.contains(&value),
            Shape::Sort(words) => words.contains(&value.strip_prefix('-').unwrap_or(value)),
            Shape::Cursor | Shape::Text | Shape::Filter => true,
        };
        (!fits).then(|| match self.shape {
            Shape::Limit => format!("This is a number from 1 to {MOST_ROWS}."),
            Shape::Day => "This is a day like 2026-03-31.".to_owned(),
            Shape::Word(words) | Shape::Sort(words) => format!("This is one of {}.", words.join(", ")),
            _ => "This is an identifier like 0192d3f0-0000-7000-8000-000000000000.".to_owned(),
        })
    }
}

/// The parameters of one request, each of the right shape.
pub struct Asked(BTreeMap<&'static str, String>);

impl Asked {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn parsed<T: FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }

    pub fn limit(&self) -> usize {
        self.parsed("limit").unwrap_or(USUAL_ROWS)
    }

    /// As the address of a page has them.
    pub fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }
}
