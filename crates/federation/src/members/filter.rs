//! Which members: one meaning for the list, its counts, a selection and a download.

use crate::access::Clause;
use crate::contact_point;
use crate::membership::{State, marks};
use crate::words;
use jiff::civil::Date;
use store::Engine;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    pub standing: Standing,
    pub category: Option<String>,
    /// Both days count.
    pub joined_from: Option<Date>,
    pub joined_until: Option<Date>,
    /// The letters that the postcode begins with.
    pub area: Option<String>,
    pub has_email: Option<Yes>,
    pub by_email: Option<Yes>,
    pub by_post: Option<Yes>,
    pub by_phone: Option<Yes>,
    /// A to Z, or `#` for names of other letters.
    pub letter: Option<char>,
    /// As typed: each word begins a word of the name, town, postcode, e-mail address or membership number.
    pub search: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Current or lapsed.
    #[default]
    Present,
    Only(State),
    Any,
}

impl Standing {
    pub const ALL: [Standing; 5] = [
        Standing::Present,
        Standing::Only(State::Current),
        Standing::Only(State::Lapsed),
        Standing::Only(State::Ended),
        Standing::Any,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Standing::Present => "present",
            Standing::Only(state) => state.word(),
            Standing::Any => "any",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// The values of `ended` that it takes in.
    pub(super) fn ended(self) -> &'static [bool] {
        match self {
            Standing::Any => &[false, true],
            Standing::Only(State::Ended) => &[true],
            _ => &[false],
        }
    }
}

/// What was asked of a thing that is so or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Yes {
    Yes,
    No,
}

impl Yes {
    pub fn is(self, set: bool) -> bool {
        set == (self == Yes::Yes)
    }

    pub fn word(self) -> &'static str {
        if self == Yes::Yes { "yes" } else { "no" }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Yes::Yes, Yes::No].into_iter().find(|y| y.word() == word)
    }
}

impl Filter {
    pub fn everybody() -> Self {
        Self { standing: Standing::Any, ..Self::default() }
    }

    /// Narrows a clause over `member_entry` to the members meant.
    pub fn narrow(&self, clause: &mut Clause, engine: Engine, today: Date) {
        self.narrow_by_fields(clause, today);
        let wanted = words::wanted(&self.search);
        if !wanted.is_empty() {
            let text = clause.bind(match_text(engine, &[], &wanted, None));
            clause.and(
                match engine {
                    Engine::Sqlite => format!(
                        "member_entry.n IN (SELECT rowid FROM member_search WHERE member_search MATCH {text})"
                    ),
                    Engine::Postgres => format!(
                        "EXISTS (SELECT 1 FROM member_search found WHERE found.n = member_entry.n
                     AND found.words @@ CAST(CAST({text} AS TEXT) AS tsquery))"
                    ),
                }
                .as_str(),
            );
        }
    }

    /// All but the search.
    pub(super) fn narrow_by_fields(&self, clause: &mut Clause, today: Date) {
        if self.standing != Standing::Any {
            self.narrow_by_standing(clause);
        }
        let mut equal = |column: &str, value: &dyn store::ToValue| {
            let place = clause.bind(value.to_value());
            clause.and(&format!("member_entry.{column} = {place}"));
        };
        if let Some(category) = &self.category {
            equal("category", category);
        }
        if let Some(area) = &self.area {
            equal("postcode_area", area);
        }
        if let Some(letter) = self.letter {
            equal("letter", &letter.to_string());
        }
        for (column, asked) in self.flags() {
            if let Some(yes) = asked {
                equal(column, &(yes == Yes::Yes));
            }
        }
        let mut compare = |column: &str, sign: &str, day: Date| {
            let place = clause.bind(day);
            clause.and(&format!("member_entry.{column} {sign} {place}"));
        };
        match self.standing {
            Standing::Only(State::Current) => compare("paid_until", ">=", today),
            Standing::Only(State::Lapsed) => compare("paid_until", "<", today),
            _ => {}
        }
        self.narrow_by_joining(clause);
    }

    /// Written so that an index that begins with it can be used for those who left and those who did not.
    pub(super) fn narrow_by_standing(&self, clause: &mut Clause) {
        match self.standing.ended() {
            [ended] => {
                let place = clause.bind(*ended);
                clause.and(&format!("member_entry.ended = {place}"));
            }
            _ => {
                clause.and("member_entry.ended IN (FALSE, TRUE)");
            }
        }
    }

    pub(super) fn narrow_by_joining(&self, clause: &mut Clause) {
        if let Some(from) = self.joined_from {
            let place = clause.bind(from);
            clause.and(&format!("member_entry.joined_on >= {place}"));
        }
        if let Some(until) = self.joined_until {
            // A blank sorts before every day and is none.
            let place = clause.bind(until);
            clause.and(&format!("member_entry.joined_on > '' AND member_entry.joined_on <= {place}"));
        }
    }

    fn flags(&self) -> [(&'static str, Option<Yes>); 4] {
        [
            ("has_email", self.has_email),
            ("by_email", self.by_email),
            ("by_post", self.by_post),
            ("by_phone", self.by_phone),
        ]
    }

    /// The mark of the search index that members must not bear. Few memberships were ended, so "not ended" is quickly
    /// said in this way, and slowly by the mark that nearly all bear.
    pub(super) fn unmarked(&self) -> Option<String> {
        (self.standing.ended() == [false]).then(|| marks::ended(true))
    }

    /// What else the search index knows of the filter, besides the words of the search.
    pub(super) fn marks(&self) -> Vec<String> {
        let yes = |y: Yes| y == Yes::Yes;
        let mut found = Vec::new();
        if self.standing.ended() == [true] {
            found.push(marks::ended(true));
        }
        found.extend(self.category.as_deref().map(marks::category));
        found.extend(self.area.as_deref().map(marks::area));
        found.extend(self.letter.map(marks::letter));
        found.extend(self.has_email.map(|y| marks::has_email(yes(y))));
        for (kind, asked) in [
            (contact_point::Kind::Email, self.by_email),
            (contact_point::Kind::Post, self.by_post),
            (contact_point::Kind::Phone, self.by_phone),
        ] {
            found.extend(asked.map(|y| marks::wish(kind.word(), yes(y))));
        }
        found
    }

    /// It asks for days, which the search index does not know.
    pub(super) fn asks_for_days(&self) -> bool {
        let by_term = matches!(self.standing, Standing::Only(State::Current | State::Lapsed));
        by_term || self.joined_from.is_some() || self.joined_until.is_some()
    }

    /// Nothing is asked but whether memberships were ended: the tallies know the answer.
    pub(super) fn is_plain(&self) -> bool {
        let plain = Filter { standing: self.standing, letter: self.letter, ..Filter::default() };
        *self == plain && !self.asks_for_days()
    }

    /// What the search looks for; blank when it asks for nothing.
    pub(super) fn wanted(&self) -> Vec<String> {
        words::wanted(&self.search)
    }

    /// The one way it is written: in addresses, in frozen selections, in the register of downloads. Blank for the
    /// default.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add =
            |key, value: Option<String>| pairs.extend(value.filter(|v| !v.is_empty()).map(|v| (key, v)));
        add("state", Some(self.standing.word().to_owned()).filter(|_| self.standing != Standing::default()));
        add("category", self.category.clone());
        add("joined_from", self.joined_from.map(|d| d.to_string()));
        add("joined_until", self.joined_until.map(|d| d.to_string()));
        add("area", self.area.clone());
        for (key, asked) in self.flags() {
            add(key, asked.map(|y| y.word().to_owned()));
        }
        add("letter", self.letter.map(String::from));
        add("search", Some(self.search.trim().to_owned()));
        pairs
    }

    /// Reads what [`Filter::pairs`] writes; what is not understood asks for nothing.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut filter = Self::default();
        for (key, value) in pairs {
            let value = value.trim();
            let some = || Some(value.to_owned()).filter(|v| !v.is_empty());
            match key {
                "state" => filter.standing = Standing::from_word(value).unwrap_or_default(),
                "category" => filter.category = some(),
                "joined_from" => filter.joined_from = value.parse().ok(),
                "joined_until" => filter.joined_until = value.parse().ok(),
                "area" => filter.area = some().map(|a| a.to_uppercase()),
                "has_email" => filter.has_email = Yes::from_word(value),
                "by_email" => filter.by_email = Yes::from_word(value),
                "by_post" => filter.by_post = Yes::from_word(value),
                "by_phone" => filter.by_phone = Yes::from_word(value),
                "letter" => {
                    filter.letter =
                        value.chars().next().map(|c| c.to_ascii_uppercase()).filter(|c| is_letter(*c))
                }
                "search" | "q" => filter.search = value.chars().take(100).collect(),
                _ => {}
            }
        }
        filter
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_uppercase() || c == '#'
}

/// The look-up in the search index: every mark but the one unwanted, and every word wanted as the beginning of a word.
/// They hold nothing that the engines' query languages could take for a sign of theirs. Blank when nothing is wanted.
pub(super) fn match_text(
    engine: Engine,
    marks: &[String],
    wanted: &[String],
    unwanted: Option<&str>,
) -> String {
    let (quote, prefix, and, not) = match engine {
        Engine::Sqlite => ('"', "*", " AND ", " NOT "),
        Engine::Postgres => ('\'', ":*", " & ", " & !"),
    };
    let whole = marks.iter().map(|m| format!("{quote}{m}{quote}"));
    let begun = wanted.iter().map(|w| format!("{quote}{w}{quote}{prefix}"));
    let all = whole.chain(begun).collect::<Vec<_>>().join(and);
    match unwanted {
        Some(mark) if !all.is_empty() => format!("({all}){not}{quote}{mark}{quote}"),
        _ => all,
    }
}
