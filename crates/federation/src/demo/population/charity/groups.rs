//! The charity's tree: the centre, four nations, and as many groups as asked for. The first forty groups carry the
//! name of their town, further ones that of a part of it.

use crate::demo::population::{
    organisation::{Kind, Nation, Organisation, OrganisationKey, slug},
    towns::{NO_AREA, TOWNS, Town},
};

use super::{MAIL_DOMAIN, NAME};

/// The centre and the nations stand before the groups.
pub const BEFORE_GROUPS: u32 = 5;
pub const CENTRE: OrganisationKey = OrganisationKey(0);

const PARTS: [&str; 9] =
    ["North", "South", "East", "West", "Riverside", "Daytime", "Evening", "Valley", "Newcomers"];

pub fn organisations(groups: u32) -> Vec<Organisation> {
    let mut tree = Vec::with_capacity((BEFORE_GROUPS + groups) as usize);
    tree.push(Organisation {
        email: Some(format!("office@{MAIL_DOMAIN}")),
        phone: Some("020 7946 0100".to_owned()),
        ..bare(0, None, Kind::Centre, NAME.to_owned(), Nation::England)
    });
    for (at, nation) in Nation::ALL.into_iter().enumerate() {
        tree.push(Organisation {
            name_cy: Some(nation.name_cy().to_owned()),
            email: Some(format!("{}@{MAIL_DOMAIN}", slug(nation.name()))),
            ..bare(1 + at as u32, Some(CENTRE), Kind::Nation, nation.name().to_owned(), nation)
        });
    }
    tree.extend((0..groups).map(group));
    tree
}

fn group(n: u32) -> Organisation {
    let key = BEFORE_GROUPS + n;
    let town = town(OrganisationKey(key));
    let name = match n as usize / TOWNS.len() {
        0 => town.name.to_owned(),
        round if round <= PARTS.len() => format!("{} {}", town.name, PARTS[round - 1]),
        round => format!("{} {}", town.name, round + 1),
    };
    Organisation {
        name_cy: town.name_cy.filter(|_| n < TOWNS.len() as u32).map(str::to_owned),
        town: Some(town.name.to_owned()),
        districts: town.districts.to_vec(),
        email: Some(format!("{}@{MAIL_DOMAIN}", slug(&name))),
        phone: Some(format!("{}{:03}", town.phone, (key * 7) % 1000)),
        ..bare(key, Some(nation_key(town.nation)), Kind::Group, name, town.nation)
    }
}

/// An organisation with nothing but its place in the tree.
pub fn bare(
    key: u32,
    parent: Option<OrganisationKey>,
    kind: Kind,
    name: String,
    nation: Nation,
) -> Organisation {
    Organisation {
        key: OrganisationKey(key),
        parent,
        kind,
        name,
        name_cy: None,
        nation,
        town: None,
        districts: Vec::new(),
        email: None,
        phone: Some(format!("{NO_AREA}{:03}", key % 1000)).filter(|_| kind == Kind::Nation),
        address: None,
        electorate: None,
        membership: None,
    }
}

pub fn nation_key(nation: Nation) -> OrganisationKey {
    OrganisationKey(1 + nation as u32)
}

/// The town of a group.
pub fn town(group: OrganisationKey) -> &'static Town {
    &TOWNS[(group.0 - BEFORE_GROUPS) as usize % TOWNS.len()]
}

/// The group that carries just the name of that town, if there are enough groups for it to exist.
pub fn group_of(town: &str, groups: u32) -> Option<OrganisationKey> {
    let at = TOWNS.iter().position(|t| t.name == town)? as u32;
    (at < groups).then_some(OrganisationKey(BEFORE_GROUPS + at))
}
