//! Real towns, so that a map and a postcode search have something to show. Districts are real outward postcodes of
//! the town; streets and inward parts are invented. Phone numbers come from the ranges that Ofcom keeps free for
//! drama ("Telephone numbers for use in TV and radio drama programmes"): nobody's phone ever rings.

use super::{organisation::Nation, people::address::Place};

#[derive(Debug)]
pub struct Town {
    pub name: &'static str,
    pub name_cy: Option<&'static str>,
    pub nation: Nation,
    /// Printed by those who still write a county.
    pub county: &'static str,
    pub districts: &'static [&'static str],
    /// Drama range: all of a number but its last three digits.
    pub phone: &'static str,
    /// How many of the members live here, against the other towns.
    pub weight: u32,
}

/// Drama range for places whose area code has none of its own.
pub const NO_AREA: &str = "01632 960";

const fn town(
    nation: Nation,
    name: &'static str,
    county: &'static str,
    districts: &'static [&'static str],
    phone: &'static str,
    weight: u32,
) -> Town {
    Town { name, name_cy: None, nation, county, districts, phone, weight }
}

const fn tref(
    name: &'static str,
    name_cy: &'static str,
    county: &'static str,
    districts: &'static [&'static str],
    phone: &'static str,
    weight: u32,
) -> Town {
    Town { name, name_cy: Some(name_cy), nation: Nation::Wales, county, districts, phone, weight }
}

use Nation::{England, NorthernIreland, Scotland};

pub static TOWNS: [Town; 40] = [
    town(
        England,
        "Leeds",
        "West Yorkshire",
        &["LS6", "LS7", "LS8", "LS12", "LS16", "LS17"],
        "0113 496 0",
        40,
    ),
    town(Scotland, "Glasgow", "Lanarkshire", &["G11", "G12", "G13", "G41", "G42", "G44"], "0141 496 0", 34),
    tref(
        "Cardiff",
        "Caerdydd",
        "South Glamorgan",
        &["CF5", "CF11", "CF14", "CF23", "CF24"],
        "029 2018 0",
        30,
    ),
    town(
        NorthernIreland,
        "Belfast",
        "County Antrim",
        &["BT4", "BT5", "BT6", "BT9", "BT15"],
        "028 9649 6",
        26,
    ),
    town(
        England,
        "Birmingham",
        "West Midlands",
        &["B13", "B14", "B16", "B17", "B29", "B30"],
        "0121 496 0",
        40,
    ),
    town(England, "Manchester", "Greater Manchester", &["M14", "M16", "M19", "M20", "M21"], "0161 496 0", 36),
    town(England, "Bristol", "Avon", &["BS3", "BS5", "BS6", "BS7", "BS9"], "0117 496 0", 36),
    town(England, "Sheffield", "South Yorkshire", &["S6", "S7", "S8", "S10", "S11"], "0114 496 0", 32),
    town(England, "Wolverhampton", "West Midlands", &["WV3", "WV4", "WV6", "WV10"], NO_AREA, 20),
    town(England, "Newcastle upon Tyne", "Tyne and Wear", &["NE3", "NE4", "NE6", "NE7"], "0191 498 0", 28),
    town(England, "Liverpool", "Merseyside", &["L12", "L15", "L16", "L17", "L18"], "0151 496 0", 32),
    town(England, "Norwich", "Norfolk", &["NR1", "NR2", "NR3", "NR4", "NR7"], NO_AREA, 24),
    town(England, "Bradford", "West Yorkshire", &["BD2", "BD6", "BD8", "BD9", "BD10"], NO_AREA, 22),
    town(England, "York", "North Yorkshire", &["YO10", "YO24", "YO26", "YO30", "YO31"], NO_AREA, 22),
    town(England, "Hull", "East Yorkshire", &["HU5", "HU6", "HU8", "HU9"], NO_AREA, 18),
    town(England, "Preston", "Lancashire", &["PR1", "PR2", "PR4"], NO_AREA, 16),
    town(England, "Carlisle", "Cumbria", &["CA1", "CA2", "CA3"], NO_AREA, 10),
    town(England, "Coventry", "West Midlands", &["CV2", "CV3", "CV4", "CV5", "CV6"], NO_AREA, 20),
    town(England, "Nottingham", "Nottinghamshire", &["NG3", "NG5", "NG7", "NG8", "NG9"], "0115 496 0", 28),
    town(England, "Leicester", "Leicestershire", &["LE2", "LE3", "LE4", "LE5"], "0116 496 0", 30),
    town(England, "Derby", "Derbyshire", &["DE21", "DE22", "DE23", "DE24"], NO_AREA, 18),
    town(England, "Cambridge", "Cambridgeshire", &["CB1", "CB3", "CB4", "CB5"], NO_AREA, 18),
    town(England, "Reading", "Berkshire", &["RG1", "RG2", "RG4", "RG6", "RG30"], "0118 496 0", 20),
    town(England, "Oxford", "Oxfordshire", &["OX2", "OX3", "OX4"], NO_AREA, 18),
    town(England, "Brighton", "East Sussex", &["BN1", "BN2"], NO_AREA, 24),
    town(England, "Southampton", "Hampshire", &["SO15", "SO16", "SO17", "SO18", "SO19"], NO_AREA, 22),
    town(England, "Plymouth", "Devon", &["PL2", "PL3", "PL4", "PL6"], NO_AREA, 16),
    town(England, "Exeter", "Devon", &["EX1", "EX2", "EX4"], NO_AREA, 16),
    town(England, "Truro", "Cornwall", &["TR1", "TR2", "TR4"], NO_AREA, 10),
    town(England, "Croydon", "Surrey", &["CR0", "CR2", "CR7"], "020 7946 0", 34),
    town(England, "Ealing", "London", &["W5", "W7", "W13"], "020 7946 0", 34),
    town(Scotland, "Edinburgh", "Midlothian", &["EH4", "EH6", "EH9", "EH10", "EH12"], "0131 496 0", 28),
    town(Scotland, "Aberdeen", "Aberdeenshire", &["AB10", "AB15", "AB24", "AB25"], NO_AREA, 14),
    town(Scotland, "Dundee", "Angus", &["DD2", "DD3", "DD4", "DD5"], NO_AREA, 12),
    town(Scotland, "Inverness", "Inverness-shire", &["IV2", "IV3"], NO_AREA, 8),
    tref("Swansea", "Abertawe", "West Glamorgan", &["SA1", "SA2", "SA3", "SA5"], NO_AREA, 16),
    tref("Wrexham", "Wrecsam", "Clwyd", &["LL11", "LL12", "LL13"], NO_AREA, 12),
    tref("Bangor", "Bangor", "Gwynedd", &["LL57"], NO_AREA, 10),
    tref("Aberystwyth", "Aberystwyth", "Dyfed", &["SY23"], NO_AREA, 8),
    town(NorthernIreland, "Derry/Londonderry", "", &["BT47", "BT48"], "028 9649 6", 12),
];

impl Town {
    pub fn place(&'static self) -> Place<'static> {
        Place {
            nation: self.nation,
            town: self.name,
            town_cy: self.name_cy,
            county: self.county,
            districts: self.districts,
            phone: self.phone,
        }
    }
}
