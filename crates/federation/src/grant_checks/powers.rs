//! What people hold that whoever invites may not hand on.

use super::facts::Person;
use crate::access::{Actor, Power, may_redirect};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::role::{Capability, Scope};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use store::{Identifier as _, StoreError, Tx};

/// What roles open that whoever invites may not hand on everywhere: for the others there is nothing to ask.
#[derive(Debug, Default)]
pub struct Powers {
    watched: HashMap<String, Vec<(Capability, Scope)>>,
    chains: HashMap<OrganisationId, Vec<OrganisationId>>,
}

impl Powers {
    pub(super) fn read(
        tx: &mut Tx<'_>,
        actor: &Actor,
        roles: &HashSet<String>,
        places: &[OrganisationId],
    ) -> Result<Self, StoreError> {
        let lines: Vec<(String, Capability, String)> =
            tx.all("SELECT role, capability, scope FROM role_capability ORDER BY role, capability", &[])?;
        let mut grants: HashMap<String, Vec<(Capability, Scope)>> = HashMap::new();
        for (role, capability, scope) in lines {
            grants.entry(role).or_default().extend(Scope::from_word(&scope).map(|s| (capability, s)));
        }
        // Allowed whatever the organisation: asked with none.
        let nobody = PersonId::from_bytes([0; 16]);
        let free =
            |g: &[(Capability, Scope)]| may_redirect(actor, nobody, &[(g.to_vec(), Vec::new())]).is_ok();
        grants.retain(|role, grants| roles.contains(role) && !free(grants));
        let mut powers = Self { watched: grants, chains: HashMap::new() };
        if !powers.watched.is_empty() {
            let sql = "SELECT descendant_id, ancestor_id FROM organisation_path WHERE descendant_id IN ({list}) ORDER BY depth";
            for (of, above) in tx.all_within::<(OrganisationId, OrganisationId)>(sql, &[], places)? {
                powers.chains.entry(of).or_default().push(above);
            }
        }
        Ok(powers)
    }

    /// What a person holds now or soon that has to be asked about; none when there is nothing to ask.
    pub fn of(&self, person: &Person, today: Date) -> Option<Vec<Power>> {
        let held = person.posts.iter().filter(|p| p.ends_on.is_none_or(|end| end >= today));
        let powers: Vec<Power> = held
            .filter_map(|p| {
                let chain = self.chains.get(&p.organisation).cloned().unwrap_or_default();
                Some((self.watched.get(&p.role)?.clone(), chain))
            })
            .collect();
        (!powers.is_empty()).then_some(powers)
    }
}
