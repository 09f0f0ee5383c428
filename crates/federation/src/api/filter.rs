//! A filter of contacts as programs write it: a tree in JSON with the words of the list's own filters, like
//! `{"all": [{"kind": "person"}, {"not": {"holds": "clerk"}}]}`.

use super::problem::Problem;
use crate::access::{ManageContacts, Right};
use crate::contact_entry::Mark;
use crate::contacts::{Expr, TagId};
use crate::contacts_import::RunId;
use crate::organisation::OrganisationId;
use crate::saved_list::{self, ListId};
use jiff::Timestamp;
use serde::Deserialize;
use store::{Identifier as _, Tx};

/// So deep and so many: more is no question that somebody means.
const DEEPEST: usize = 8;
const MOST: usize = 100;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Filter {
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Not(Box<Filter>),
    Kind(String),
    /// An organisation: who serves or belongs there or below, and what stands there.
    Within(OrganisationId),
    /// The same without what is below.
    At(OrganisationId),
    Category(String),
    Holds(String),
    Held(String),
    Membership(Membership),
    Access(Access),
    Email(Email),
    Tag(TagId),
    List(ListId),
    Import(RunId),
    Letter(char),
    Deceased(Yes),
    Closed(Yes),
    Says(String),
    ChangedSince(Timestamp),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Membership {
    Current,
    Lapsed,
    Ended,
    None,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Access {
    Invited,
    Active,
    Suspended,
    Closed,
    None,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Email {
    Yes,
    No,
    Shared,
    Bounced,
}

/// `true` or `false`.
#[derive(Deserialize)]
#[serde(transparent)]
struct Yes(bool);

/// # Errors
/// It is no JSON, no filter, too large, or names an organisation that is not there.
pub fn read(tx: &mut Tx<'_>, right: &Right<ManageContacts>, json: &str) -> Result<Expr, Problem> {
    let filter: Filter =
        serde_json::from_str(json).map_err(|e| Problem::parameter("filter", format!("{e}.")))?;
    let mut left = MOST;
    filter.expr(tx, right, DEEPEST, &mut left)
}

impl Filter {
    fn expr(
        &self,
        tx: &mut Tx<'_>,
        right: &Right<ManageContacts>,
        deep: usize,
        left: &mut usize,
    ) -> Result<Expr, Problem> {
        let too_large =
            || Problem::meaningless("filter", format!("At most {MOST} conditions, {DEEPEST} deep."));
        if deep == 0 || *left == 0 {
            return Err(too_large());
        }
        *left -= 1;
        let mut each = |tx: &mut Tx<'_>, parts: &[Filter]| {
            parts.iter().map(|part| part.expr(tx, right, deep - 1, left)).collect::<Result<Vec<_>, _>>()
        };
        Ok(match self {
            Filter::All(parts) => Expr::All(each(tx, parts)?),
            Filter::Any(parts) => Expr::Any(each(tx, parts)?),
            Filter::Not(part) => Expr::not(part.expr(tx, right, deep - 1, left)?),
            Filter::Says(words) => Expr::Says(words.chars().filter(|c| !c.is_control()).take(100).collect()),
            Filter::ChangedSince(at) => Expr::ChangedSince(*at),
            Filter::Deceased(Yes(yes)) => yes_or_not(Mark::Deceased, *yes),
            Filter::Closed(Yes(yes)) => yes_or_not(Mark::Closed, *yes),
            Filter::Within(id) => Expr::Bears(Mark::Place(number(tx, right, *id)?)),
            Filter::At(id) => Expr::Bears(Mark::Home(number(tx, right, *id)?)),
            Filter::List(id) => match saved_list::find(tx, right, *id)? {
                Some(list) => Expr::Bears(Mark::Kept(list.id.bytes())),
                None => return Err(Problem::parameter("filter", format!("There is no saved list {id}."))),
            },
            other => Expr::Bears(other.mark()),
        })
    }

    fn mark(&self) -> Mark {
        let word = |word: &str| word.to_owned();
        match self {
            Filter::Kind(kind) if kind == "person" => Mark::Person,
            Filter::Kind(kind) if kind == "organisation" => Mark::Organisation,
            Filter::Kind(kind) => Mark::Kind(kind.clone()),
            Filter::Category(name) => Mark::Category(name.clone()),
            Filter::Holds(role) => Mark::Holds(role.clone()),
            Filter::Held(role) => Mark::Held(role.clone()),
            Filter::Membership(Membership::Current) => Mark::Membership(word("current")),
            Filter::Membership(Membership::Lapsed) => Mark::Membership(word("lapsed")),
            Filter::Membership(Membership::Ended) => Mark::Membership(word("ended")),
            Filter::Membership(Membership::None) => Mark::Membership(word("none")),
            Filter::Access(Access::Invited) => Mark::Access(word("invited")),
            Filter::Access(Access::Active) => Mark::Access(word("active")),
            Filter::Access(Access::Suspended) => Mark::Access(word("suspended")),
            Filter::Access(Access::Closed) => Mark::Access(word("closed")),
            Filter::Access(Access::None) => Mark::Access(word("none")),
            Filter::Email(Email::Yes) => Mark::HasEmail(true),
            Filter::Email(Email::No) => Mark::HasEmail(false),
            Filter::Email(Email::Shared) => Mark::SharedEmail,
            Filter::Email(Email::Bounced) => Mark::Bounced,
            Filter::Tag(id) => Mark::Tag(id.bytes()),
            Filter::Import(id) => Mark::Import(id.bytes()),
            Filter::Letter(letter) => Mark::Letter(letter.to_ascii_uppercase()),
            _ => Mark::Any,
        }
    }
}

fn yes_or_not(mark: Mark, yes: bool) -> Expr {
    if yes { Expr::Bears(mark) } else { Expr::not(Expr::Bears(mark)) }
}

/// One out of reach is as good as none.
fn number(tx: &mut Tx<'_>, right: &Right<ManageContacts>, id: OrganisationId) -> Result<i64, Problem> {
    let mut clause = right.clause("organisation.id");
    let id = clause.bind(id);
    let sql = format!(
        "SELECT organisation.number FROM organisation WHERE organisation.id = {id} AND {}",
        clause.sql
    );
    tx.maybe::<(i64,)>(&sql, &clause.params())?
        .map(|(number,)| number)
        .ok_or_else(|| Problem::meaningless("filter", "It names an organisation that is not there."))
}
