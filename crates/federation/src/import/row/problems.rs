//! Why a row cannot come in, and what to look at in one that did. No sentence repeats what stands in the row: the
//! report names the line, and whoever reads it has the file.

use crate::contact_point::Kind;
use crate::import::mapping::Field;
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    Empty,
    NoName,
    TooManyCells { has: usize, header: usize },
    QuoteNotClosed { lines: u64 },
    Nul,
    CellTooLong { column: usize },
    NoOrganisation,
    UnknownOrganisation,
    AmbiguousOrganisation,
    OrganisationOutOfReach,
    OrganisationHasNoMembers,
    MatchesSeveral(usize),
    Deceased,
    OutOfReach,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rejection::Empty => f.write_str("The row is empty."),
            Rejection::NoName => f.write_str("There is no name in it."),
            Rejection::TooManyCells { has, header } => {
                write!(
                    f,
                    "It has {has} cells where the heading has {header}: a separator probably stands inside a cell without quotation marks."
                )
            }
            Rejection::QuoteNotClosed { lines } => {
                write!(
                    f,
                    "It runs on for {lines} lines: a quotation mark is probably not closed. The lines it swallowed did not come in either."
                )
            }
            Rejection::Nul => f.write_str("It holds a sign that no text can have (NUL)."),
            Rejection::CellTooLong { column } => {
                write!(f, "Cell {column} is too long to be what its heading says.")
            }
            Rejection::NoOrganisation => f.write_str("It names no group."),
            Rejection::UnknownOrganisation => {
                f.write_str("Its group is not known here; add it to the mapping or open it first.")
            }
            Rejection::AmbiguousOrganisation => f.write_str(
                "Several organisations have the name of its group; say in the mapping which is meant.",
            ),
            Rejection::OrganisationOutOfReach => f.write_str("Your role does not reach its group."),
            Rejection::OrganisationHasNoMembers => {
                f.write_str("People cannot be members of an organisation of that kind.")
            }
            Rejection::MatchesSeveral(n) => {
                write!(f, "It matches {n} people, and which is meant is not guessed.")
            }
            Rejection::Deceased => f.write_str("It matches somebody who is recorded as having died."),
            Rejection::OutOfReach => f.write_str("It matches somebody whom your role does not reach."),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    FewerCells,
    UnreadableSigns,
    UntilInName,
    Date(Field),
    DateOrder(Field),
    BornAfterJoining,
    SeveralAddresses,
    Email,
    Phone,
    Postcode,
    NamesSwapped,
    ConsentWords(Kind),
    /// The address stands with another person too, of another name.
    EmailOfAnother,
    /// The same name and address under another number of the same source.
    OtherNumber,
    /// The same name and address, born on another day.
    OtherBirth,
    SwappedRecord,
    BirthTurned,
    Kept(&'static str),
    SignInKept,
    OtherOrganisation,
    OptOutKept,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::FewerCells => f.write_str("It has fewer cells than the heading; the missing ones count as blank."),
            Warning::UnreadableSigns => f.write_str("Some signs could not be read; the file's encoding is damaged there."),
            Warning::UntilInName => f.write_str("\"until\" and a date stand in the name: an end date in the wrong place?"),
            Warning::Date(field) => write!(f, "The {} is no date, or one that cannot be; it was left blank.", heading(*field)),
            Warning::DateOrder(field) => {
                write!(f, "The {} can only be read with day and month the other way round than in the mapping.", heading(*field))
            }
            Warning::BornAfterJoining => f.write_str("They would have joined before they were born."),
            Warning::SeveralAddresses => f.write_str("Several e-mail addresses stand in one cell; the first is preferred."),
            Warning::Email => f.write_str("An e-mail address that nobody could write to was left out."),
            Warning::Phone => f.write_str("The telephone number cannot be read and is kept as written."),
            Warning::Postcode => f.write_str("The postcode is malformed and is kept as written."),
            Warning::NamesSwapped => f.write_str("Given and family name seem to be exchanged: the e-mail address has them the other way round."),
            Warning::ConsentWords(kind) => {
                write!(f, "The words on contact by {} are not all in the mapping; what is not clearly a yes counts as a no.", kind.word())
            }
            Warning::EmailOfAnother => f.write_str("Somebody of another name has the same e-mail address."),
            Warning::OtherNumber => f.write_str("Somebody of the same name and e-mail address came under another number; both are kept."),
            Warning::OtherBirth => {
                f.write_str("Somebody of the same name and e-mail address has another date of birth; they are taken for two people.")
            }
            Warning::SwappedRecord => f.write_str("Given and family name stand the other way round in the record; the record's are kept."),
            Warning::BirthTurned => f.write_str("Day and month of the date of birth stand the other way round in the record; the record's are kept."),
            Warning::Kept(what) => write!(f, "The record has another {what}; it is kept."),
            Warning::SignInKept => f.write_str("They have a sign-in: an import does not touch their e-mail addresses."),
            Warning::OtherOrganisation => f.write_str("They are a member through another group; that is kept."),
            Warning::OptOutKept => f.write_str("They said no to being contacted this way before; a file does not turn that into a yes."),
        }
    }
}

fn heading(field: Field) -> &'static str {
    match field {
        Field::DateOfBirth => "date of birth",
        Field::JoinedOn => "date of joining",
        Field::PaidUntil => "end of the membership",
        _ => "date",
    }
}
