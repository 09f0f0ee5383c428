//! What the page of an organisation shows besides its record.

use crate::access::{Actor, Post, may_end_here, may_leave};
use crate::appointment::AppointmentId;
use crate::membership::{self, State};
use crate::organisation::{self, Organisation, OrganisationId};
use crate::person::PersonId;
use crate::role::{Capability, GivenBy, Scope};
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::{StoreError, Tx};

/// More people than these nobody reads on a telephone; groups that have them have a list of volunteers.
const MOST: usize = 200;

/// Somebody in a role.
#[derive(Clone, Debug)]
pub(super) struct InRole {
    pub id: AppointmentId,
    pub person: PersonId,
    pub name: String,
    pub title: String,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    /// Their role lets them keep this record.
    pub keeps: bool,
    pub may_end: bool,
    /// It is one's own, and one may leave it.
    pub may_leave: bool,
}

type Line = (AppointmentId, PersonId, String, String, String, String, String, Date, Option<Date>);

/// Who holds which role there now or will, those who keep the record first.
pub(super) fn people(tx: &mut Tx<'_>, actor: &Actor, at: OrganisationId) -> Result<Vec<InRole>, StoreError> {
    let grants = grants(tx, at)?;
    let chain: Vec<_> = organisation::ancestors(tx, at)?.into_iter().map(|o| o.id).collect();
    let lines: Vec<Line> = tx.all(
        &format!(
            "SELECT a.id, p.id, p.given_name, p.family_name, role.key, role.title, coalesce(role.given_by, 'centre'),
                    a.starts_on, a.ends_on
             FROM appointment a JOIN role ON role.key = a.role JOIN person p ON p.id = a.person_id
             WHERE a.organisation_id = ?1 AND (a.ends_on IS NULL OR a.ends_on >= ?2) AND p.deceased_on IS NULL
             ORDER BY role.title, a.starts_on, a.id LIMIT {MOST}"
        ),
        &[&at, &actor.today],
    )?;
    let mut all: Vec<InRole> = Vec::with_capacity(lines.len());
    for (id, person, given, family, role, title, given_by, starts_on, ends_on) in lines {
        let of_role = grants.get(&role).cloned().unwrap_or_default();
        let keeps = of_role.iter().any(|(capability, _)| *capability == Capability::OrganisationEdit);
        let post = Post { role, grants: of_role, given_by: GivenBy::from_word(&given_by) };
        let to_end = (ends_on, Some(actor.today));
        all.push(InRole {
            id,
            person,
            name: format!("{given} {family}").trim().to_owned(),
            title,
            starts_on,
            ends_on,
            keeps,
            may_end: may_end_here(actor, person, &post, &chain).is_ok(),
            may_leave: starts_on <= actor.today && may_leave(actor, person, &post, to_end).is_ok(),
        });
    }
    all.sort_by_key(|one| !one.keeps);
    Ok(all)
}

type Grants = BTreeMap<String, Vec<(Capability, Scope)>>;

/// What each role of that kind of organisation grants.
fn grants(tx: &mut Tx<'_>, at: OrganisationId) -> Result<Grants, StoreError> {
    let rows: Vec<(String, Capability, String)> = tx.all(
        "SELECT rc.role, rc.capability, rc.scope FROM role_capability rc
         JOIN role_organisation_kind rk ON rk.role = rc.role JOIN organisation o ON o.kind = rk.kind
         WHERE o.id = ?1 ORDER BY rc.role, rc.capability",
        &[&at],
    )?;
    let mut all = Grants::new();
    for (role, capability, scope) in rows {
        if let Some(scope) = Scope::from_word(&scope) {
            all.entry(role).or_default().push((capability, scope));
        }
    }
    Ok(all)
}

/// Roles of that kind of organisation that reach no further than it: key and title.
pub(super) fn roles(tx: &mut Tx<'_>, at: OrganisationId) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(
        "SELECT role.key, role.title FROM role JOIN role_organisation_kind rk ON rk.role = role.key
         JOIN organisation o ON o.kind = rk.kind
         WHERE o.id = ?1
           AND NOT EXISTS (SELECT 1 FROM role_capability rc WHERE rc.role = role.key AND rc.scope <> 'own')
         ORDER BY role.title, role.key",
        &[&at],
    )
}

/// The organisation's own membership.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub category: String,
    pub state: State,
    /// The last day of the last term; none is for life.
    pub until: Option<Date>,
}

pub(super) fn membership(
    tx: &mut Tx<'_>,
    at: OrganisationId,
    today: Date,
) -> Result<Option<Member>, StoreError> {
    type Line = (String, Option<Date>, i64, Option<Date>);
    let line: Option<Line> = tx.maybe(
        "SELECT m.category, m.ended_on,
                (SELECT count(*) FROM membership_term t WHERE t.membership_id = m.id AND t.ends_on IS NULL),
                (SELECT max(t.ends_on) FROM membership_term t WHERE t.membership_id = m.id)
         FROM membership m WHERE m.member_organisation_id = ?1
         ORDER BY m.ended_on IS NOT NULL, m.joined_on DESC, m.id LIMIT 1",
        &[&at],
    )?;
    Ok(line.map(|(category, ended_on, open, last)| {
        let paid = last.filter(|_| open == 0);
        Member { category, state: membership::state(ended_on, paid, today), until: ended_on.or(paid) }
    }))
}

/// The kind of the organisation in words, and whether that kind is a member itself.
pub(super) fn kind(tx: &mut Tx<'_>, organisation: &Organisation) -> Result<(String, bool), StoreError> {
    tx.one("SELECT name, needs_membership FROM organisation_kind WHERE key = ?1", &[&organisation.kind])
}
