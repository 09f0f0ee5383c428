//! The tree of organisations: the centre, nations, groups, councils. Which kinds exist and which may stand under which
//! is data. `organisation_path` holds every ancestor of every organisation, so that "own and below" is one look-up.

use crate::acting::Stamp;
use crate::changed;
use crate::words;
use jiff::civil::Date;
use store::{FromRow, Row, StoreError, Tx};

store::id!(pub OrganisationId);

#[derive(Clone, Debug)]
pub struct Organisation {
    pub id: OrganisationId,
    /// Short and stable; search tokens use it.
    pub number: i64,
    pub kind: String,
    pub parent: Option<OrganisationId>,
    pub name: String,
    pub slug: String,
    pub closed_on: Option<Date>,
}

pub const COLUMNS: &str = "organisation.id, organisation.number, organisation.kind, organisation.parent_id, \
                           organisation.name, organisation.slug, organisation.closed_on";

impl FromRow for Organisation {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.get(0)?,
            number: row.get(1)?,
            kind: row.get(2)?,
            parent: row.get(3)?,
            name: row.get(4)?,
            slug: row.get(5)?,
            closed_on: row.get(6)?,
        })
    }
}

#[derive(Debug, thiserror::Error)]
pub enum OrganisationError {
    #[error("{0} cannot stand under {1}")]
    KindNotAllowedThere(String, String),
    #[error("there is no kind of organisation called {0}")]
    NoSuchKind(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A kind of organisation, and under which kinds it may stand (none: at the top).
pub struct NewKind<'a> {
    pub key: &'a str,
    pub name: &'a str,
    pub name_plural: &'a str,
    pub has_members: bool,
    /// Its roles count only while the organisation is a member itself (a council of an association).
    pub needs_membership: bool,
    pub under: &'a [&'a str],
}

pub fn record_kind(tx: &mut Tx<'_>, kind: &NewKind<'_>) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO organisation_kind (key, name, name_plural, has_members, needs_membership) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (key) DO UPDATE SET name = excluded.name, name_plural = excluded.name_plural",
        &[&kind.key, &kind.name, &kind.name_plural, &kind.has_members, &kind.needs_membership],
    )?;
    for parent in kind.under {
        tx.run(
            "INSERT INTO organisation_kind_parent (kind, parent_kind) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            &[&kind.key, parent],
        )?;
    }
    Ok(())
}

/// Opens an organisation under `parent` (none: the top of the tree). Its slug is made from its name and is unique.
pub fn open(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    kind: &str,
    parent: Option<&Organisation>,
    name: &str,
    category: Option<&str>,
) -> Result<Organisation, OrganisationError> {
    may_stand_there(tx, kind, parent)?;
    let id = stamp.ids.next::<OrganisationId>();
    let number = tx.one::<(i64,)>("SELECT coalesce(max(number), 0) + 1 FROM organisation", &[])?.0;
    let slug = free_slug(tx, name)?;
    let parent_id = parent.map(|p| p.id);
    tx.run(
        "INSERT INTO organisation (id, number, kind, parent_id, name, sort_name, slug, category, opened_on, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &[&id, &number, &kind, &parent_id, &name, &words::fold(name), &slug, &category, &stamp.today, &stamp.now],
    )?;
    tx.run("INSERT INTO organisation_path (ancestor_id, descendant_id, depth) VALUES (?1, ?1, 0)", &[&id])?;
    tx.run(
        "INSERT INTO organisation_path (ancestor_id, descendant_id, depth)
         SELECT ancestor_id, ?1, depth + 1 FROM organisation_path WHERE descendant_id = ?2",
        &[&id, &parent_id],
    )?;
    changed::note_new(tx, stamp, "organisation", [id])?;
    Ok(Organisation {
        id,
        number,
        kind: kind.to_owned(),
        parent: parent_id,
        name: name.to_owned(),
        slug,
        closed_on: None,
    })
}

fn may_stand_there(
    tx: &mut Tx<'_>,
    kind: &str,
    parent: Option<&Organisation>,
) -> Result<(), OrganisationError> {
    let known = tx.maybe::<(String,)>("SELECT key FROM organisation_kind WHERE key = ?1", &[&kind])?;
    known.ok_or_else(|| OrganisationError::NoSuchKind(kind.to_owned()))?;
    let allowed: Vec<(String,)> =
        tx.all("SELECT parent_kind FROM organisation_kind_parent WHERE kind = ?1", &[&kind])?;
    let fits = match parent {
        None => allowed.is_empty(),
        Some(p) => allowed.iter().any(|(k,)| *k == p.kind),
    };
    let under = parent.map_or("the top of the tree", |p| p.kind.as_str());
    if fits { Ok(()) } else { Err(OrganisationError::KindNotAllowedThere(kind.to_owned(), under.to_owned())) }
}

fn free_slug(tx: &mut Tx<'_>, name: &str) -> Result<String, StoreError> {
    let base = match words::fold(name).replace(' ', "-") {
        s if s.is_empty() => "organisation".to_owned(),
        s => s.chars().take(80).collect(),
    };
    let mut slug = base.clone();
    for n in 2.. {
        if tx.maybe::<(i64,)>("SELECT number FROM organisation WHERE slug = ?1", &[&slug])?.is_none() {
            break;
        }
        slug = format!("{base}-{n}");
    }
    Ok(slug)
}

/// By slug, whoever asks: pages come through `access::visible_organisation` instead.
pub fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Organisation>, StoreError> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM organisation WHERE slug = ?1"), &[&slug])
}

pub fn by_id(tx: &mut Tx<'_>, id: OrganisationId) -> Result<Option<Organisation>, StoreError> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM organisation WHERE id = ?1"), &[&id])
}

/// The organisation and what it stands under, nearest first.
pub fn ancestors(tx: &mut Tx<'_>, id: OrganisationId) -> Result<Vec<Organisation>, StoreError> {
    tx.all(
        &format!(
            "SELECT {COLUMNS} FROM organisation_path JOIN organisation ON organisation.id = ancestor_id
             WHERE descendant_id = ?1 ORDER BY depth"
        ),
        &[&id],
    )
}

pub fn any(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.maybe::<(i64,)>("SELECT number FROM organisation LIMIT 1", &[])?.is_some())
}

pub fn has_children(tx: &mut Tx<'_>, id: OrganisationId) -> Result<bool, StoreError> {
    Ok(tx.maybe::<(i64,)>("SELECT 1 FROM organisation WHERE parent_id = ?1 LIMIT 1", &[&id])?.is_some())
}

/// Everything that stands below it.
pub fn below(tx: &mut Tx<'_>, id: OrganisationId) -> Result<Vec<OrganisationId>, StoreError> {
    let sql = "SELECT descendant_id FROM organisation_path WHERE ancestor_id = ?1 AND depth > 0 ORDER BY descendant_id";
    Ok(tx.all::<(OrganisationId,)>(sql, &[&id])?.into_iter().map(|(id,)| id).collect())
}

/// Makes the paths of these anew from what each stands under now.
pub fn replant(tx: &mut Tx<'_>, places: &[OrganisationId]) -> Result<(), StoreError> {
    for place in places {
        tx.run("DELETE FROM organisation_path WHERE descendant_id = ?1", &[place])?;
        tx.run(
            "INSERT INTO organisation_path (ancestor_id, descendant_id, depth)
             WITH RECURSIVE up (id, depth) AS (
               SELECT id, 0 FROM organisation WHERE id = ?1
               UNION ALL
               SELECT o.parent_id, up.depth + 1 FROM up JOIN organisation o ON o.id = up.id
               WHERE o.parent_id IS NOT NULL)
             SELECT up.id, o.id, up.depth FROM up CROSS JOIN organisation o WHERE o.id = ?1",
            &[place],
        )?;
    }
    Ok(())
}
