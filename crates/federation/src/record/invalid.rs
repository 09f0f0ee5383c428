//! Entries that will not do, in sentences for whoever made them.

use crate::contact_point::Malformed;
use std::fmt;

/// An entry that will not do, and at which field: the word of a [`Field`](super::Field), or of a part of a contact point
/// or an appointment ("value", "postcode", "valid_until", "role", "starts_on", "ends_on", "person").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    pub at: &'static str,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Missing,
    NameMissing,
    BothNamesMissing,
    TooLong,
    OddSign,
    NoLanguage,
    NoDate,
    InTheFuture,
    DiedBeforeBirth,
    Malformed(Malformed),
    ValueMissing,
    NoCountry,
    KindChanged,
    HasItAlready,
    EndsBeforeItStarts,
    RoleNotHere,
    NobodyChosen,
    EndedAlready,
    OtherContact,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::Missing => "Write something here",
            Why::NameMissing => "Enter a name",
            Why::BothNamesMissing => "Keep a first name or a family name: a person needs one of them",
            Why::TooLong => "This is too long to be stored here",
            Why::OddSign => "This holds a sign that cannot be printed; type it again by hand",
            Why::NoLanguage => "Choose a language",
            Why::NoDate => "Enter a day like 27/3/2021",
            Why::InTheFuture => "This day is still to come; enter one that is past",
            Why::DiedBeforeBirth => "The day of death lies before the date of birth",
            Why::Malformed(malformed) => return malformed.fmt(f),
            Why::ValueMissing => "Enter the address or number",
            Why::NoCountry => "Give the country by its two letters, like FR; leave it blank for the UK",
            Why::KindChanged => "An e-mail address stays one; add a new contact point instead",
            Why::HasItAlready => "This is in the record already",
            Why::EndsBeforeItStarts => "The last day lies before the first",
            Why::RoleNotHere => "Choose a role that exists in this kind of organisation",
            Why::NobodyChosen => "Choose a person",
            Why::EndedAlready => "This appointment has ended. Start a new one instead",
            Why::OtherContact => "This belongs to another contact",
        })
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.why)
    }
}
