//! The councils of the invented county: kind, electors, own mail domain, and whether they are members.

use jiff::civil::Date;

use super::{COUNTY, NAME, names::names};
use crate::demo::population::{
    charity::groups::bare,
    dice::{Dice, plus_days, plus_years},
    organisation::{Kind, Nation, Organisation, OrganisationKey, slug},
    people::{Category, Ended, EndedBecause, Membership, address::Place},
    towns::NO_AREA,
};

/// Market towns of the county with their postcodes; no postcode area is called MR.
const POST_TOWNS: [(&str, &[&str]); 8] = [
    ("Orlebridge", &["MR1", "MR2", "MR3"]),
    ("Marlechester", &["MR4", "MR5"]),
    ("Tarrowminster", &["MR6", "MR7"]),
    ("Umbermarket", &["MR8", "MR9"]),
    ("Osierfleet Regis", &["MR10"]),
    ("Hinderstoke", &["MR11", "MR12"]),
    ("Lindlehampton Magna", &["MR13"]),
    ("Fenmouth", &["MR14", "MR15"]),
];

/// Letters for the council or clerk with that number go through that post town.
pub fn place(n: usize) -> Place<'static> {
    let (town, districts) = POST_TOWNS[n * 7 / 3 % POST_TOWNS.len()];
    Place { nation: Nation::England, town, town_cy: None, county: COUNTY, districts, phone: NO_AREA }
}

pub fn councils(dice: &mut Dice, wanted: usize, today: Date) -> Vec<Organisation> {
    names(dice, wanted)
        .into_iter()
        .enumerate()
        .map(|(n, village)| council(dice, n, &village, today))
        .collect()
}

fn council(dice: &mut Dice, n: usize, village: &str, today: Date) -> Organisation {
    let kind = dice.weigh(&[
        (79, Kind::ParishCouncil),
        (9, Kind::TownCouncil),
        (4, Kind::CommunityCouncil),
        (8, Kind::ParishMeeting),
    ]);
    let electors = electorate(dice, kind);
    let key = n as u32 + 1;
    let domain = domain(kind, village);
    let mut council =
        bare(key, Some(OrganisationKey(0)), kind, format!("{village} {}", kind.title()), Nation::England);
    council.town = Some(place(n).town.to_owned());
    council.email = (kind != Kind::ParishMeeting || dice.per_mille(500)).then(|| format!("clerk@{domain}"));
    council.electorate = Some(electors);
    council.membership = dice.per_mille(905).then(|| membership(dice, key, electors, today));
    council
}

fn domain(kind: Kind, village: &str) -> String {
    let suffix = match kind {
        Kind::TownCouncil => "-tc",
        Kind::CommunityCouncil => "-cc",
        Kind::ParishMeeting => "-pm",
        _ => "-pc",
    };
    format!("{}{suffix}.example", slug(village))
}

fn electorate(dice: &mut Dice, kind: Kind) -> u32 {
    let (from, to) = match kind {
        Kind::ParishMeeting => (24, 190),
        Kind::TownCouncil => dice.weigh(&[(80, (2_600, 9_800)), (20, (10_001, 31_000))]),
        _ => dice.weigh(&[(45, (130, 500)), (45, (501, 2_500)), (10, (2_501, 7_800))]),
    };
    dice.between(from, to) as u32
}

/// Councils pay from 1 April to 31 March; a few have not paid this year, a few have left.
fn membership(dice: &mut Dice, key: u32, electors: u32, today: Date) -> Membership {
    let april = last_april(today);
    let years = dice.between(1, 40);
    let joined = plus_years(april, -years);
    let mut membership =
        Membership::since(format!("MA{key:04}"), Category::of_electorate(electors), joined, today);
    match dice.below(100) {
        0..5 => {
            membership.term_start = plus_years(april, -1);
            membership.term_end = Some(plus_days(april, -1));
        }
        5..7 => membership.ended = Some(Ended { on: plus_days(april, -1), because: EndedBecause::Resigned }),
        _ => {}
    }
    if membership.ended.is_some() {
        membership.term_start = plus_years(april, -1);
        membership.term_end = Some(plus_days(april, -1));
    }
    membership
}

/// The 1 April on or before that day.
pub fn last_april(today: Date) -> Date {
    let this_year = jiff::civil::date(today.year(), 4, 1);
    if this_year <= today { this_year } else { plus_years(this_year, -1) }
}

/// The association itself, root of the tree.
pub fn root() -> Organisation {
    Organisation {
        town: Some("Orlebridge".to_owned()),
        email: Some(format!("office@{}", super::MAIL_DOMAIN)),
        phone: Some(format!("{NO_AREA}100")),
        ..bare(0, None, Kind::CountyAssociation, NAME.to_owned(), Nation::England)
    }
}
