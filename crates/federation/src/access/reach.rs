//! The organisations that a capability reaches, as one SQL fragment.

use super::Grant;
use crate::organisation::OrganisationId;
use crate::role::Scope;
use store::{ToValue, Value};

/// Where something reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    everywhere: bool,
    below: Vec<OrganisationId>,
    own: Vec<OrganisationId>,
}

impl Reach {
    pub fn of<'a>(grants: impl Iterator<Item = &'a Grant>) -> Self {
        let mut reach = Self::default();
        for grant in grants {
            match grant.scope {
                Scope::Federation => reach.everywhere = true,
                Scope::Below => add(&mut reach.below, grant.organisation),
                Scope::Own => add(&mut reach.own, grant.organisation),
            }
        }
        reach
    }

    pub fn and_own(mut self, organisations: &[OrganisationId]) -> Self {
        organisations.iter().for_each(|o| add(&mut self.own, *o));
        self
    }

    pub fn is_nowhere(&self) -> bool {
        !self.everywhere && self.below.is_empty() && self.own.is_empty()
    }

    pub fn is_everywhere(&self) -> bool {
        self.everywhere
    }

    /// A condition on `column` (an organisation's id) that is true exactly where this reaches.
    pub fn clause(&self, column: &str) -> Clause {
        let mut clause = Clause::default();
        if self.everywhere {
            clause.sql = "TRUE".to_owned();
            return clause;
        }
        let mut any = Vec::new();
        if !self.own.is_empty() {
            any.push(format!("{column} IN ({})", clause.bind_all(&self.own)));
        }
        if !self.below.is_empty() {
            let ids = clause.bind_all(&self.below);
            any.push(format!(
                "{column} IN (SELECT descendant_id FROM organisation_path WHERE ancestor_id IN ({ids}))"
            ));
        }
        clause.sql = if any.is_empty() { "FALSE".to_owned() } else { format!("({})", any.join(" OR ")) };
        clause
    }

    /// The same, narrowed to one organisation and all under it.
    pub fn within(&self, organisation: OrganisationId, column: &str) -> Clause {
        let mut clause = self.clause(column);
        let id = clause.bind(organisation);
        clause.and(&format!(
            "EXISTS (SELECT 1 FROM organisation_path narrow WHERE narrow.ancestor_id = {id} AND narrow.descendant_id = {column})"
        ));
        clause
    }

    /// Whether it can reach more than single organisations.
    pub fn goes_below(&self) -> bool {
        self.everywhere || !self.below.is_empty()
    }
}

fn add(list: &mut Vec<OrganisationId>, organisation: OrganisationId) {
    if !list.contains(&organisation) {
        list.push(organisation);
    }
}

/// A piece of SQL with the values of its placeholders, numbered from 1. More is bound to it with [`Clause::bind`].
#[derive(Clone, Debug, Default)]
pub struct Clause {
    pub sql: String,
    values: Vec<Value>,
}

impl Clause {
    /// No condition yet.
    pub fn all() -> Self {
        Self { sql: "TRUE".to_owned(), values: Vec::new() }
    }

    pub fn equal(column: &str, value: impl ToValue) -> Self {
        let mut clause = Self::default();
        let placeholder = clause.bind(value);
        clause.sql = format!("{column} = {placeholder}");
        clause
    }

    /// Binds a value; answers its placeholder.
    pub fn bind(&mut self, value: impl ToValue) -> String {
        self.values.push(value.to_value());
        format!("?{}", self.values.len())
    }

    /// Changes the value behind a placeholder, to ask the same again of another.
    pub fn rebind(&mut self, placeholder: &str, value: impl ToValue) {
        if let Some(place) = placeholder[1..].parse::<usize>().ok().and_then(|n| self.values.get_mut(n - 1)) {
            *place = value.to_value();
        }
    }

    /// Placeholders for a list, with commas between.
    pub fn bind_all(&mut self, ids: &[OrganisationId]) -> String {
        ids.iter().map(|id| self.bind(*id)).collect::<Vec<_>>().join(", ")
    }

    /// Adds ` AND` a further condition.
    pub fn and(&mut self, condition: &str) -> &mut Self {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self
    }

    pub fn params(&self) -> Vec<&dyn ToValue> {
        self.values.iter().map(|v| v as &dyn ToValue).collect()
    }
}
