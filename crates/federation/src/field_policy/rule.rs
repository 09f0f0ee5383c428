//! The usual policy, and what may be chosen instead. Pure.

use crate::contact_point::Kind;
use crate::record::Field;
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    AtOnce,
    Propose,
    See,
    Hidden,
}

impl May {
    pub const ALL: [May; 4] = [May::AtOnce, May::Propose, May::See, May::Hidden];

    pub fn word(self) -> &'static str {
        match self {
            May::AtOnce => "at-once",
            May::Propose => "propose",
            May::See => "see",
            May::Hidden => "hidden",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.word() == word)
    }

    pub fn shows(self) -> bool {
        self != May::Hidden
    }

    pub fn changes(self) -> bool {
        matches!(self, May::AtOnce | May::Propose)
    }
}

/// Whose record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    Organisation,
    Oneself,
}

impl Of {
    pub fn word(self) -> &'static str {
        match self {
            Of::Organisation => "organisation",
            Of::Oneself => "person",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Field(Field),
    Points(Kind),
    /// Who holds which role.
    People,
    Membership,
}

impl What {
    pub fn word(self) -> &'static str {
        match self {
            What::Field(field) => field.word(),
            What::Points(kind) => kind.word(),
            What::People => "people",
            What::Membership => "membership",
        }
    }
}

/// One field: what usually holds, and what may hold.
#[derive(Debug)]
pub struct Rule {
    pub of: Of,
    pub what: What,
    pub usual: May,
    pub choices: &'static [May],
}

/// Categories and memberships are the federation's own word about an organisation: never changed by it.
const SHOWN: &[May] = &[May::See, May::Hidden];
const ANY: &[May] = &May::ALL;
/// Nobody is kept from seeing what their own organisation is called.
const NAMED: &[May] = &[May::AtOnce, May::Propose, May::See];

const fn rule(of: Of, what: What, usual: May, choices: &'static [May]) -> Rule {
    Rule { of, what, usual, choices }
}

pub const RULES: [Rule; 16] = [
    rule(Of::Organisation, What::Field(Field::Name), May::Propose, NAMED),
    rule(Of::Organisation, What::Field(Field::Category), May::See, &[May::Propose, May::See, May::Hidden]),
    rule(Of::Organisation, What::Points(Kind::Email), May::AtOnce, ANY),
    rule(Of::Organisation, What::Points(Kind::Phone), May::AtOnce, ANY),
    rule(Of::Organisation, What::Points(Kind::Post), May::AtOnce, ANY),
    rule(Of::Organisation, What::People, May::AtOnce, ANY),
    rule(Of::Organisation, What::Membership, May::See, SHOWN),
    rule(Of::Oneself, What::Field(Field::Title), May::AtOnce, ANY),
    rule(Of::Oneself, What::Field(Field::GivenName), May::Propose, NAMED),
    rule(Of::Oneself, What::Field(Field::FamilyName), May::Propose, NAMED),
    rule(Of::Oneself, What::Field(Field::KnownAs), May::AtOnce, ANY),
    rule(Of::Oneself, What::Field(Field::DateOfBirth), May::Hidden, &[May::Propose, May::See, May::Hidden]),
    rule(Of::Oneself, What::Field(Field::Language), May::AtOnce, ANY),
    rule(Of::Oneself, What::Points(Kind::Email), May::AtOnce, ANY),
    rule(Of::Oneself, What::Points(Kind::Phone), May::AtOnce, ANY),
    rule(Of::Oneself, What::Points(Kind::Post), May::AtOnce, ANY),
];

/// What holds for each field.
#[derive(Clone, Debug)]
pub struct Policy(BTreeMap<(Of, &'static str), May>);

impl Policy {
    pub fn usual() -> Self {
        Self(RULES.iter().map(|r| ((r.of, r.what.word()), r.usual)).collect())
    }

    /// With what a federation decided: subject, field, word. What is not known or not to be chosen is passed over.
    pub fn with(mut self, decided: impl IntoIterator<Item = (String, String, String)>) -> Self {
        for (subject, field, word) in decided {
            let rule = RULES.iter().find(|r| r.of.word() == subject && r.what.word() == field);
            let may = May::from_word(&word);
            if let (Some(rule), Some(may)) = (rule, may)
                && rule.choices.contains(&may)
            {
                self.0.insert((rule.of, rule.what.word()), may);
            }
        }
        self
    }

    /// What there is no rule for is nobody's to see.
    pub fn may(&self, of: Of, what: What) -> May {
        self.0.get(&(of, what.word())).copied().unwrap_or(May::Hidden)
    }

    /// The fields of a record that show, in their order.
    pub fn fields(&self, of: Of) -> impl Iterator<Item = (Field, May)> {
        RULES.iter().filter(move |r| r.of == of).filter_map(move |r| match r.what {
            What::Field(field) => Some((field, self.may(of, r.what))).filter(|(_, may)| may.shows()),
            _ => None,
        })
    }
}
