//! The organisations that rows name, among those that the right reaches.

use super::mapping::{Mapping, Unknown};
use super::row::Rejection;
use super::{How, ImportError};
use crate::access::{ManageContacts, Right};
use crate::acting::Stamp;
use crate::journal::{self, Entry};
use crate::organisation::{self, Organisation, OrganisationId};
use crate::words;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::Tx;

/// Every open organisation by its folded name, and which of them the right reaches.
#[derive(Clone, Debug)]
pub struct Places {
    by_name: HashMap<String, Vec<Organisation>>,
    reached: HashSet<OrganisationId>,
    member_kinds: HashSet<String>,
    names: BTreeMap<String, String>,
}

impl Places {
    pub fn load(
        tx: &mut Tx<'_>,
        right: &Right<ManageContacts>,
        mapping: &Mapping,
        today: Date,
    ) -> Result<Self, ImportError> {
        let all: Vec<Organisation> =
            tx.all(&format!("SELECT {} FROM organisation", organisation::COLUMNS), &[])?;
        let clause = right.clause("organisation.id");
        let reached: Vec<(OrganisationId,)> = tx.all(
            &format!("SELECT organisation.id FROM organisation WHERE {}", clause.sql),
            &clause.params(),
        )?;
        let kinds: Vec<(String,)> = tx.all("SELECT key FROM organisation_kind WHERE has_members", &[])?;
        let mut by_name: HashMap<String, Vec<Organisation>> = HashMap::new();
        for one in all.into_iter().filter(|o| o.closed_on.is_none_or(|d| d > today)) {
            by_name.entry(words::fold(&one.name)).or_default().push(one);
        }
        let names =
            mapping.organisation.names.iter().map(|(k, v)| (words::fold(k), words::fold(v))).collect();
        let places = Self {
            by_name,
            reached: reached.into_iter().map(|(id,)| id).collect(),
            member_kinds: kinds.into_iter().map(|(k,)| k).collect(),
            names,
        };
        places.check(mapping)?;
        Ok(places)
    }

    /// What the mapping names itself must be there before anything begins.
    fn check(&self, mapping: &Mapping) -> Result<(), ImportError> {
        let name = match &mapping.organisation.unknown {
            Unknown::Reject => return Ok(()),
            Unknown::Create { under, .. } => under,
            Unknown::Put { into } => into,
        };
        match self.by_name.get(&words::fold(name)).map(Vec::as_slice) {
            Some([_]) => Ok(()),
            Some(_) => Err(ImportError::SeveralPlaces(name.clone())),
            None => Err(ImportError::NoPlace(name.clone())),
        }
    }

    pub fn reaches(&self, organisation: OrganisationId) -> bool {
        self.reached.contains(&organisation)
    }

    /// The organisation that a row names; one that nobody knows is treated as the mapping says.
    pub fn of(
        &mut self,
        tx: &mut Tx<'_>,
        stamp: &Stamp,
        how: How,
        written: &str,
        mapping: &Mapping,
    ) -> Result<Result<OrganisationId, Rejection>, ImportError> {
        let found = self.candidates(written, mapping);
        match (found, &mapping.organisation.unknown) {
            ([one], _) => Ok(self.usable(one)),
            ([_, ..], _) => Ok(Err(Rejection::AmbiguousOrganisation)),
            ([], Unknown::Put { into }) => Ok(self.usable(&self.by_name[&words::fold(into)][0])),
            ([], _) if written.is_empty() => Ok(Err(Rejection::NoOrganisation)),
            ([], Unknown::Reject) => Ok(Err(Rejection::UnknownOrganisation)),
            ([], Unknown::Create { kind, under }) => self.open(tx, stamp, how, written, kind, under),
        }
    }

    fn candidates(&self, written: &str, mapping: &Mapping) -> &[Organisation] {
        let shorter = mapping.organisation.without.iter().find_map(|end| written.strip_suffix(end.as_str()));
        let spellings = [Some(written), shorter];
        for folded in spellings.into_iter().flatten().map(words::fold).filter(|f| !f.is_empty()) {
            let ours = self.names.get(&folded).unwrap_or(&folded);
            if let Some(found) = self.by_name.get(ours) {
                return found;
            }
        }
        &[]
    }

    fn usable(&self, organisation: &Organisation) -> Result<OrganisationId, Rejection> {
        match (self.reaches(organisation.id), self.member_kinds.contains(&organisation.kind)) {
            (false, _) => Err(Rejection::OrganisationOutOfReach),
            (_, false) => Err(Rejection::OrganisationHasNoMembers),
            _ => Ok(organisation.id),
        }
    }

    fn open(
        &mut self,
        tx: &mut Tx<'_>,
        stamp: &Stamp,
        how: How,
        written: &str,
        kind: &str,
        under: &str,
    ) -> Result<Result<OrganisationId, Rejection>, ImportError> {
        let parent = self.by_name[&words::fold(under)][0].clone();
        if !self.reaches(parent.id) {
            return Ok(Err(Rejection::OrganisationOutOfReach));
        }
        let opened = match how {
            How::Apply => {
                let opened = organisation::open(tx, stamp, kind, Some(&parent), written, None)?;
                journal::write(
                    tx,
                    stamp,
                    &Entry::of("organisation.opened", "organisation", opened.id).at(opened.id),
                )?;
                opened
            }
            How::DryRun => Organisation {
                id: stamp.ids.next(),
                number: 0,
                kind: kind.to_owned(),
                parent: Some(parent.id),
                name: written.to_owned(),
                slug: String::new(),
                closed_on: None,
            },
        };
        self.reached.insert(opened.id);
        let usable = self.usable(&opened);
        self.by_name.entry(words::fold(written)).or_default().push(opened);
        Ok(usable)
    }
}

/// People are in reach through a membership in an organisation that is.
pub fn is_reached(places: &Places, right: &Right<ManageContacts>, homes: &[super::matching::Home]) -> bool {
    matches!(right.covers(), crate::access::Covers::Everything)
        || homes.iter().any(|h| places.reaches(h.organisation))
}

impl From<organisation::OrganisationError> for ImportError {
    fn from(error: organisation::OrganisationError) -> Self {
        match error {
            organisation::OrganisationError::Store(e) => ImportError::Store(e),
            other => ImportError::Organisation(other),
        }
    }
}
