//! Why a row cannot come in, and what to look at in one that does. No sentence repeats what stands in the row.

use jiff::civil::Date;
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    Empty,
    Heading,
    TooManyCells { has: usize, header: usize },
    QuoteNotClosed { lines: u64 },
    OddSign,
    CellTooLong { column: usize },
    NoName,
    UnknownOrganisation,
    NoKind,
    KindNotThere,
    MatchesOrganisations(usize),
    MatchesPeople(usize),
    OutOfReach,
    Deceased,
    Refused,
    Invalid,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Rejection::Empty => "The row is empty.",
            Rejection::Heading => "It is the headings once more.",
            Rejection::TooManyCells { has, header } => {
                return write!(
                    f,
                    "It has {has} cells where the heading has {header}: a separator probably stands inside a cell without quotation marks."
                );
            }
            Rejection::QuoteNotClosed { lines } => {
                return write!(
                    f,
                    "It runs on for {lines} lines: a quotation mark is probably not closed. The lines it swallowed did not come in either."
                );
            }
            Rejection::OddSign => "It holds a sign that no text can have.",
            Rejection::CellTooLong { column } => {
                return write!(f, "Cell {column} is too long to be what its heading says.");
            }
            Rejection::NoName => "It names neither an organisation nor a person.",
            Rejection::UnknownOrganisation => {
                "Its organisation is not known here, and the mapping does not say where to open it."
            }
            Rejection::NoKind => "Nothing says what kind of organisation it is.",
            Rejection::KindNotThere => "An organisation of that kind cannot be opened there.",
            Rejection::MatchesOrganisations(n) => {
                return write!(f, "It matches {n} organisations, and which is meant is not guessed.");
            }
            Rejection::MatchesPeople(n) => {
                return write!(f, "It matches {n} people, and which is meant is not guessed.");
            }
            Rejection::OutOfReach => "It matches a record that your role does not reach.",
            Rejection::Deceased => "It matches somebody who is recorded as having died.",
            Rejection::Refused => "It would give or take rights beyond your own.",
            Rejection::Invalid => "An entry in it will not do for the record.",
        };
        f.write_str(sentence)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    FewerCells,
    UnreadableSigns,
    FormulaFailed,
    SeveralAddresses,
    Email,
    EmailTidied,
    NameInAddress,
    NoEmail,
    /// Other organisations in the file have the same address.
    EmailShared(u64),
    /// The address stands with another record.
    EmailOfAnother,
    Phone,
    Postcode,
    PostcodeArea,
    Date,
    NoClerk,
    ClerkLeft(Date),
    ClerkLeaving(Date),
    UntilUnreadable,
    NotMember,
    MemberUnknown,
    HasAccess,
    NewTag,
    NoTag,
    EndsBeforeItStarts,
    NoHome,
    KindUnknown,
    KindDiffers,
    SameOrganisation {
        line: u64,
    },
    SameName,
    /// The source had it in another district before.
    Moved,
    OtherClerk,
    RoleNotThere,
    Kept(&'static str),
    RightsKept,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Warning::FewerCells => "It has fewer cells than the heading; the missing ones count as blank.",
            Warning::UnreadableSigns => "Some signs could not be read; the file's encoding is damaged there.",
            Warning::FormulaFailed => "A formula had failed in the workbook; its cell counts as blank.",
            Warning::SeveralAddresses => {
                "Several e-mail addresses stand in one cell; the first is preferred."
            }
            Warning::Email => "An e-mail address that nobody could write to was left out.",
            Warning::EmailTidied => {
                "The e-mail address had blanks, capitals or \"mailto:\" around it; they were taken off."
            }
            Warning::NameInAddress => "A name stood with the e-mail address; only the address was taken.",
            Warning::NoEmail => "There is no e-mail address.",
            Warning::EmailShared(n) => {
                return write!(f, "The e-mail address stands in the rows of {n} organisations.");
            }
            Warning::EmailOfAnother => "The e-mail address stands with another record already.",
            Warning::Phone => "The telephone number cannot be read and was left out.",
            Warning::Postcode => "The postcode is malformed; it stands as a line of the address.",
            Warning::PostcodeArea => {
                "The postcode begins with letters that no postcode has, or has any more."
            }
            Warning::Date => "A date cannot be read; it was left blank.",
            Warning::NoClerk => "It says that there is no clerk, so nobody whom it names is appointed.",
            Warning::ClerkLeft(day) => {
                return write!(f, "The clerk left on {day}; nobody is appointed by this row.");
            }
            Warning::ClerkLeaving(day) => {
                return write!(f, "The clerk leaves on {day}; the appointment ends then.");
            }
            Warning::UntilUnreadable => "\"until\" stands there without a date that can be read.",
            Warning::NotMember => "The organisation is not a member.",
            Warning::MemberUnknown => "It does not say whether the organisation is a member.",
            Warning::HasAccess => "It says that they use the portal already.",
            Warning::NewTag => "It names a tag that is new here; it is made when the list comes in.",
            Warning::NoTag => {
                "What stands where tags stand says yes or no, or is too long to be a tag; it was left out."
            }
            Warning::EndsBeforeItStarts => {
                "The membership would end before it begins; its beginning was left out."
            }
            Warning::NoHome => {
                "Nothing that you look after takes them in as members, so their membership was left out."
            }
            Warning::KindUnknown => "The words for its kind are not known; they were passed over.",
            Warning::KindDiffers => {
                "The name and the column for the kind do not agree, or the record has another kind."
            }
            Warning::SameOrganisation { line } => {
                return write!(f, "The same organisation seems to stand in line {line} too.");
            }
            Warning::SameName => "An organisation of the same name stands elsewhere; they are taken for two.",
            Warning::Moved => "The source had the organisation in another district before.",
            Warning::OtherClerk => "The record has another clerk, who is kept.",
            Warning::RoleNotThere => {
                "Organisations of that kind do not have the role; the person was left out."
            }
            Warning::Kept(what) => return write!(f, "The record has another {what}; it is kept."),
            Warning::RightsKept => "They may do more here than you: their e-mail addresses are not touched.",
        };
        f.write_str(sentence)
    }
}
