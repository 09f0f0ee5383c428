//! What people belong to, in both demonstration federations: one tree, its root first.

use super::people::{Address, Membership};

/// Position in `Population::organisations`; 0 is the root, and a parent always stands before its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationKey(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Centre,
    Nation,
    Group,
    CountyAssociation,
    ParishCouncil,
    TownCouncil,
    CommunityCouncil,
    ParishMeeting,
}

impl Kind {
    pub fn key(self) -> &'static str {
        match self {
            Kind::Centre => "centre",
            Kind::Nation => "nation",
            Kind::Group => "group",
            Kind::CountyAssociation => "county-association",
            Kind::ParishCouncil => "parish-council",
            Kind::TownCouncil => "town-council",
            Kind::CommunityCouncil => "community-council",
            Kind::ParishMeeting => "parish-meeting",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Kind::Centre => "Centre",
            Kind::Nation => "Nation",
            Kind::Group => "Group",
            Kind::CountyAssociation => "County association",
            Kind::ParishCouncil => "Parish Council",
            Kind::TownCouncil => "Town Council",
            Kind::CommunityCouncil => "Community Council",
            Kind::ParishMeeting => "Parish Meeting",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nation {
    England,
    Scotland,
    Wales,
    NorthernIreland,
}

impl Nation {
    pub const ALL: [Nation; 4] = [Nation::England, Nation::Scotland, Nation::Wales, Nation::NorthernIreland];

    pub fn name(self) -> &'static str {
        match self {
            Nation::England => "England",
            Nation::Scotland => "Scotland",
            Nation::Wales => "Wales",
            Nation::NorthernIreland => "Northern Ireland",
        }
    }

    pub fn name_cy(self) -> &'static str {
        match self {
            Nation::England => "Lloegr",
            Nation::Scotland => "Yr Alban",
            Nation::Wales => "Cymru",
            Nation::NorthernIreland => "Gogledd Iwerddon",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Organisation {
    pub key: OrganisationKey,
    pub parent: Option<OrganisationKey>,
    pub kind: Kind,
    pub name: String,
    /// Welsh name, where there is one.
    pub name_cy: Option<String>,
    pub nation: Nation,
    /// Town that it serves or, for a council, where its letters go.
    pub town: Option<String>,
    /// Outward postcodes that it serves ("LS6"); empty for the centre, nations and councils.
    pub districts: Vec<&'static str>,
    /// Its own address, on the federation's mail domain for groups, on one of its own for a council.
    pub email: Option<String>,
    pub phone: Option<String>,
    pub address: Option<Address>,
    /// Registered electors, of a council.
    pub electorate: Option<u32>,
    /// Membership that the organisation itself holds: councils only, and not all of them.
    pub membership: Option<Membership>,
}

/// "Ynys Fach (St Mary's)" → "ynys-fach-st-marys": for host names and mail addresses.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for word in name.split(|c: char| c.is_whitespace() || c == '-' || c == '/') {
        if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        super::names::ascii(word, &mut slug);
    }
    slug.trim_end_matches('-').to_owned()
}
