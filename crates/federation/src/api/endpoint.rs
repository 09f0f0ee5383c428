//! What an endpoint is. Requests are checked by the table of them ([`super::table`]) before anything is read.

use super::problem::Problem;
use super::table::ENDPOINTS;
use super::token::Scope;
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
