//! Roles, capabilities and requirements. Which capabilities the program knows is code; which role grants what over
//! which scope, and what it demands, is data: seeded here, kept in tables.

use std::fmt;
use store::{FromValue, StoreError, ToValue, Tx, Value};

/// One thing that one may do over a class of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Capability {
    ServicesRead,
    ServicesEdit,
    VolunteersRead,
    MembersRead,
    MembersExport,
    MailboxSupport,
    ContactsManage,
    MessagesSend,
    AccessGrant,
    DownloadsReview,
    JournalRead,
    DevicesManage,
    RolesEdit,
    OrganisationEdit,
}

impl Capability {
    pub const ALL: [Capability; 14] = [
        Capability::ServicesRead,
        Capability::ServicesEdit,
        Capability::VolunteersRead,
        Capability::MembersRead,
        Capability::MembersExport,
        Capability::MailboxSupport,
        Capability::ContactsManage,
        Capability::MessagesSend,
        Capability::AccessGrant,
        Capability::DownloadsReview,
        Capability::JournalRead,
        Capability::DevicesManage,
        Capability::RolesEdit,
        Capability::OrganisationEdit,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Capability::ServicesRead => "services.read",
            Capability::ServicesEdit => "services.edit",
            Capability::VolunteersRead => "volunteers.read",
            Capability::MembersRead => "members.read",
            Capability::MembersExport => "members.export",
            Capability::MailboxSupport => "mailbox.support",
            Capability::ContactsManage => "contacts.manage",
            Capability::MessagesSend => "messages.send",
            Capability::AccessGrant => "access.grant",
            Capability::DownloadsReview => "downloads.review",
            Capability::JournalRead => "journal.read",
            Capability::DevicesManage => "devices.manage",
            Capability::RolesEdit => "roles.edit",
            Capability::OrganisationEdit => "organisation.edit",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.word() == word)
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl ToValue for Capability {
    fn to_value(&self) -> Value {
        Value::Text(self.word().to_owned())
    }
}

/// How far a capability reaches from the organisation of the appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    Own,
    Below,
    Federation,
}

impl Scope {
    pub fn word(self) -> &'static str {
        match self {
            Scope::Own => "own",
            Scope::Below => "below",
            Scope::Federation => "federation",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Scope::Own, Scope::Below, Scope::Federation].into_iter().find(|s| s.word() == word)
    }
}

/// Who appoints to a role, besides the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenBy {
    /// Others name somebody, and the centre confirms.
    Centre,
    /// Whoever holds it names who follows; anybody else is confirmed by the centre.
    Holder,
    /// Whoever keeps the record of the organisation.
    Organisation,
}

impl GivenBy {
    pub const ALL: [GivenBy; 3] = [GivenBy::Centre, GivenBy::Holder, GivenBy::Organisation];

    pub fn word(self) -> &'static str {
        match self {
            GivenBy::Centre => "centre",
            GivenBy::Holder => "holder",
            GivenBy::Organisation => "organisation",
        }
    }

    /// An unknown word gives the least away.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|g| g.word() == word).unwrap_or(GivenBy::Centre)
    }
}

/// Who appoints to this role; none when there is no such role.
pub fn given_by(tx: &mut Tx<'_>, role: &str) -> Result<Option<GivenBy>, StoreError> {
    let row: Option<(String,)> =
        tx.maybe("SELECT coalesce(given_by, 'centre') FROM role WHERE key = ?1", &[&role])?;
    Ok(row.map(|(word,)| GivenBy::from_word(&word)))
}

/// Whether a role asks for a second step at signing in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SecondFactor {
    #[default]
    Optional,
    Required,
}

impl SecondFactor {
    pub fn word(self) -> &'static str {
        match self {
            SecondFactor::Optional => "optional",
            SecondFactor::Required => "required",
        }
    }

    /// An unknown word asks for more, not for less.
    pub fn from_word(word: &str) -> Self {
        if word == "optional" { SecondFactor::Optional } else { SecondFactor::Required }
    }
}

/// Changes whether a role asks for a second step; false when there is no such role.
pub fn demand_second_factor(tx: &mut Tx<'_>, role: &str, wanted: SecondFactor) -> Result<bool, StoreError> {
    let changed = tx.run("UPDATE role SET second_factor = ?2 WHERE key = ?1", &[&role, &wanted.word()])?;
    Ok(changed == 1)
}

/// A role as it is seeded.
pub struct NewRole<'a> {
    pub key: &'a str,
    pub title: &'a str,
    pub needs_mailbox: bool,
    pub kinds: &'a [&'a str],
    pub grants: &'a [(Capability, Scope)],
    pub requires: &'a [&'a str],
    pub second_factor: SecondFactor,
}

/// A requirement as it is seeded. Days around the expiry: `due` before, `grace` after.
pub struct NewRequirement<'a> {
    pub key: &'a str,
    pub name: &'a str,
    pub kind: &'a str,
    pub due_days: i64,
    pub grace_days: i64,
    pub remedy: &'a str,
    /// Capabilities that demand it, whatever the role.
    pub gates: &'a [Capability],
}

pub fn record_requirement(tx: &mut Tx<'_>, new: &NewRequirement<'_>) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO requirement (key, name, kind, due_days, grace_days, remedy) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (key) DO NOTHING",
        &[&new.key, &new.name, &new.kind, &new.due_days, &new.grace_days, &new.remedy],
    )?;
    for capability in new.gates {
        tx.run(
            "INSERT INTO capability_requirement (capability, requirement) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            &[capability, &new.key],
        )?;
    }
    Ok(())
}

pub fn record_role(tx: &mut Tx<'_>, new: &NewRole<'_>) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO role (key, title, needs_mailbox, second_factor) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (key) DO NOTHING",
        &[&new.key, &new.title, &new.needs_mailbox, &new.second_factor.word()],
    )?;
    for kind in new.kinds {
        tx.run(
            "INSERT INTO role_organisation_kind (role, kind) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            &[&new.key, kind],
        )?;
    }
    for (capability, scope) in new.grants {
        tx.run(
            "INSERT INTO role_capability (role, capability, scope) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            &[&new.key, capability, &scope.word()],
        )?;
    }
    for requirement in new.requires {
        tx.run(
            "INSERT INTO role_requirement (role, requirement) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            &[&new.key, requirement],
        )?;
    }
    Ok(())
}

/// Titles of the roles of this kind of organisation that grant a capability: what a refusal names as a way in.
pub fn titles_that_grant(
    tx: &mut Tx<'_>,
    capability: Capability,
    kind: &str,
) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx.all(
        "SELECT role.title FROM role JOIN role_capability rc ON rc.role = role.key
         JOIN role_organisation_kind rk ON rk.role = role.key
         WHERE rc.capability = ?1 AND rk.kind = ?2 ORDER BY role.title",
        &[&capability, &kind],
    )?;
    Ok(rows.into_iter().map(|(title,)| title).collect())
}

impl FromValue for Capability {
    fn from_value(value: store::ValueRef<'_>) -> Result<Self, StoreError> {
        let word = String::from_value(value)?;
        Self::from_word(&word).ok_or_else(|| value.mismatch("the word of a capability"))
    }
}

mod seed;
pub use seed::{DATA_PROTECTION, seed};
