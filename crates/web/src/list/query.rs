//! What the address says about a list.

use form_urlencoded::Serializer;

use super::Cursor;
use crate::Visit;

/// What a list can be asked, declared by its page.
#[derive(Clone, Copy, Debug)]
pub struct ListSpec {
    /// Keys of the filters; each may come several times. Not among q, sort, after, before, size, col, letter.
    pub filters: &'static [&'static str],
    /// Keys to sort by; the first is the one that nobody asked for.
    pub sorts: &'static [&'static str],
    pub columns: &'static [Column],
    /// Page sizes to choose from; the first is the one that nobody asked for. May hold [`Size::All`].
    pub sizes: &'static [Size],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub key: &'static str,
    /// Its heading's key in the catalogue.
    pub words: &'static str,
    pub at_first: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Rows(u32),
    All,
}

pub const SIZES: &[Size] = &[Size::Rows(25), Size::Rows(50), Size::Rows(100), Size::Rows(250)];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    #[default]
    Up,
    Down,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    #[default]
    Start,
    After(Cursor),
    Before(Cursor),
}

/// How many match: counted, or more than a number at which counting stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    Exactly(u64),
    MoreThan(u64),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    pub path: String,
    /// Filters in the order of the spec, empty ones left out.
    pub filters: Vec<(&'static str, String)>,
    pub search: String,
    pub letter: Option<char>,
    pub sort: &'static str,
    pub direction: Direction,
    pub size: Size,
    pub columns: Vec<&'static str>,
    pub place: Place,
    usual: (&'static str, Size, Vec<&'static str>),
}

impl ListQuery {
    pub fn of(spec: &ListSpec, visit: &Visit) -> Self {
        let (path, query) = visit.path().split_once('?').unwrap_or((visit.path(), ""));
        Self::parse(spec, path, query)
    }

    pub fn parse(spec: &ListSpec, path: &str, query: &str) -> Self {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .map(|(key, value)| (key.into_owned(), value.replace('\0', "").trim().to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let one = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let all = |name: &'static str| {
            pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.clone())
        };
        let usual = spec.usual();
        let (sort, direction) =
            one("sort").and_then(|word| spec.sort(word)).unwrap_or((usual.0, Direction::Up));
        let chosen: Vec<_> = all("col").collect();
        let columns: Vec<_> =
            spec.columns.iter().map(|c| c.key).filter(|key| chosen.iter().any(|c| c == key)).collect();
        let place = match (one("after").and_then(Cursor::decode), one("before").and_then(Cursor::decode)) {
            (Some(cursor), _) => Place::After(cursor),
            (None, Some(cursor)) => Place::Before(cursor),
            (None, None) => Place::Start,
        };
        Self {
            path: path.to_owned(),
            filters: spec.filters.iter().flat_map(|key| all(key).map(|value| (*key, value))).collect(),
            search: one("q").unwrap_or_default().to_owned(),
            letter: one("letter").and_then(single_letter),
            sort,
            direction,
            size: one("size").and_then(|word| spec.size(word)).unwrap_or(usual.1),
            columns: if columns.is_empty() { usual.2.clone() } else { columns },
            place,
            usual,
        }
    }

    pub fn filter<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.filters.iter().filter(move |(known, _)| *known == key).map(|(_, value)| value.as_str())
    }

    pub fn is_ticked(&self, key: &str, value: &str) -> bool {
        self.filter(key).any(|given| given == value)
    }

    /// Anything that makes the list shorter.
    pub fn is_narrowed(&self) -> bool {
        !self.filters.is_empty() || !self.search.is_empty() || self.letter.is_some()
    }

    /// How many rows to show; none for all. Fetch one more to know whether another page follows.
    pub fn limit(&self) -> Option<u32> {
        match self.size {
            Size::Rows(rows) => Some(rows),
            Size::All => None,
        }
    }

    /// The number of this page's first row, for words only.
    pub fn first_row(&self) -> u64 {
        match &self.place {
            Place::Start => 1,
            Place::After(cursor) | Place::Before(cursor) => cursor.first_row,
        }
    }

    /// The one address of this list: what is as usual is left out, and the order is always the same.
    pub fn url(&self) -> String {
        let mut out = Serializer::new(String::new());
        for (key, value) in self.pairs() {
            out.append_pair(key, &value);
        }
        match &self.place {
            Place::Start => {}
            Place::After(cursor) => drop(out.append_pair("after", &cursor.encode())),
            Place::Before(cursor) => drop(out.append_pair("before", &cursor.encode())),
        }
        let query = out.finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }

    /// Everything but the place, as it stands in the address and in the hidden fields of the filter form.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.filters.clone();
        let mut add = |key, value: String| pairs.push((key, value));
        if !self.search.is_empty() {
            add("q", self.search.clone());
        }
        if let Some(letter) = self.letter {
            add("letter", letter.to_string());
        }
        if (self.sort, self.direction) != (self.usual.0, Direction::Up) {
            add("sort", format!("{}{}", if self.direction == Direction::Down { "-" } else { "" }, self.sort));
        }
        if self.size != self.usual.1 {
            add("size", self.size.word());
        }
        if self.columns != self.usual.2 {
            self.columns.iter().for_each(|column| add("col", (*column).to_owned()));
        }
        pairs
    }

    fn anew(&self) -> Self {
        Self { place: Place::Start, ..self.clone() }
    }

    /// Sorted by this; the other way round when it is already.
    pub fn with_sort(&self, key: &'static str) -> Self {
        let turn = self.sort == key && self.direction == Direction::Up;
        Self { sort: key, direction: if turn { Direction::Down } else { Direction::Up }, ..self.anew() }
    }

    pub fn with_letter(&self, letter: Option<char>) -> Self {
        Self { letter, ..self.anew() }
    }

    pub fn with_size(&self, size: Size) -> Self {
        Self { size, ..self.anew() }
    }

    pub fn without(&self, key: &str, value: &str) -> Self {
        let mut rest = self.anew();
        rest.filters.retain(|(known, given)| *known != key || given != value);
        rest
    }

    pub fn without_search(&self) -> Self {
        Self { search: String::new(), ..self.anew() }
    }

    /// No filter, no search, no letter; sort, size and columns stay.
    pub fn cleared(&self) -> Self {
        Self { filters: Vec::new(), search: String::new(), letter: None, ..self.anew() }
    }

    /// The page after the last of `shown` rows.
    pub fn next(&self, last: Cursor, shown: u64) -> Self {
        let first_row = self.first_row().saturating_add(shown);
        Self { place: Place::After(Cursor { first_row, ..last }), ..self.clone() }
    }

    pub fn previous(&self, first: Cursor) -> Self {
        let first_row = self.first_row().saturating_sub(u64::from(self.limit().unwrap_or(0))).max(1);
        Self { place: Place::Before(Cursor { first_row, ..first }), ..self.clone() }
    }
}

impl ListSpec {
    fn usual(&self) -> (&'static str, Size, Vec<&'static str>) {
        let columns = self.columns.iter().filter(|column| column.at_first).map(|column| column.key).collect();
        let size = self.sizes.first().copied().unwrap_or(Size::Rows(25));
        (self.sorts.first().copied().unwrap_or_default(), size, columns)
    }

    fn sort(&self, word: &str) -> Option<(&'static str, Direction)> {
        let (key, direction) = match word.strip_prefix('-') {
            Some(key) => (key, Direction::Down),
            None => (word, Direction::Up),
        };
        self.sorts.iter().find(|known| **known == key).map(|key| (*key, direction))
    }

    fn size(&self, word: &str) -> Option<Size> {
        self.sizes.iter().copied().find(|size| size.word() == word)
    }
}

impl Size {
    pub(super) fn word(self) -> String {
        match self {
            Size::Rows(rows) => rows.to_string(),
            Size::All => "all".to_owned(),
        }
    }
}

fn single_letter(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let letter = letters.next().filter(|letter| letter.is_alphanumeric() || *letter == '#')?;
    letters.next().is_none().then(|| letter.to_uppercase().next().unwrap_or(letter))
}
