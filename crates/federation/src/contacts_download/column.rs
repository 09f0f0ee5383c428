//! What a spreadsheet of contacts may hold. A column that members have too has the same key, so that a reason suggests it
//! and the register names it alike.

use crate::members_download::{Column, Offer, Source, column};
use Offer::{Always, WhenNeeded};
use Source::{Coded, County, Email, Organisation, Phone, Postcode, Street, Text, Town};

/// In the order of the sheet.
pub const COLUMNS: &[Column] = &[
    column("title", "download-column-title", 8, Text("person.title"), WhenNeeded),
    column("forenames", "download-column-forenames", 18, Text("person.given_name"), Always),
    column("surname", "download-column-surname", 20, Text("person.family_name"), Always),
    column("known_as", "download-column-known-as", 14, Text("person.known_as"), WhenNeeded),
    column("organisation", "download-column-organisation", 28, Organisation, Always),
    column("kind", "contacts-kind", 18, Coded(KIND, KINDS), WhenNeeded),
    column("place", "contacts-place", 22, Text("contact_entry.place"), WhenNeeded),
    column("roles", "contacts-roles", 28, Text("contact_entry.roles"), WhenNeeded),
    column("category", "contacts-category", 16, Text("contact_entry.category"), WhenNeeded),
    column("state", "contacts-membership", 12, Coded("contact_entry.membership", STATES), WhenNeeded),
    column("access", "contacts-access", 14, Coded("contact_entry.access", ACCESS), WhenNeeded),
    column("email", "contacts-email", 32, Email, WhenNeeded),
    column("phone", "contacts-phone", 18, Phone, WhenNeeded),
    column("street", "download-column-street", 28, Street(0), WhenNeeded),
    column("street2", "download-column-street2", 22, Street(1), WhenNeeded),
    column("street3", "download-column-street3", 22, Street(2), WhenNeeded),
    column("town", "contacts-town", 18, Town, WhenNeeded),
    column("county", "download-column-county", 18, County, WhenNeeded),
    column("postcode", "contacts-postcode", 10, Postcode, WhenNeeded),
];

const KIND: &str = "coalesce(organisation_kind.name, contact_entry.kind)";
const KINDS: &[(&str, &str)] = &[("person", "contacts-person")];
const STATES: &[(&str, &str)] =
    &[("current", "contacts-current"), ("lapsed", "contacts-lapsed"), ("ended", "contacts-ended")];
const ACCESS: &[(&str, &str)] = &[
    ("invited", "contacts-access-invited"),
    ("active", "contacts-access-active"),
    ("suspended", "contacts-access-suspended"),
    ("closed", "contacts-access-closed"),
];
