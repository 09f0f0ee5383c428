//! The walks over a file: once to count and to learn what stands several times, once more for what is new. Each row is known
//! by a keyed hash; what the source said before word for word is passed by.

use super::ImportError;
use super::known::{Fingerprint, Number};
use super::mapping::Field;
use super::row::{self, Ready, Rejection, Warning};
use super::rows::Item;
use super::run::Run;
use super::said;
use crate::contact_point::Kind;
use crate::import::reading::{Choice, Line, Table};
use crate::sealing::{Keyed, Secret};
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

/// Every row is hashed: keys are worked in once for all.
#[derive(Clone)]
pub struct Keys {
    row: Keyed,
    number: Keyed,
    shared: Keyed,
}

impl Keys {
    pub fn of(secret: &Secret) -> Self {
        let [row, number, shared] = ["import row", "import number", "import shared"].map(|p| secret.keyed(p));
        Self { row, number, shared }
    }
}

/// What the first walk over the file found.
pub struct Walked {
    pub table: Table,
    pub columns: Vec<Option<Field>>,
    pub rows: u64,
    /// In how many rows of organisations an address stands, by its hash.
    pub shared: HashMap<u64, u64>,
    /// The first two lines that name an organisation and are about the same role, by what tells it from others.
    pub lines: HashMap<u64, (u64, u64)>,
    /// Of each row that came before, by its place in the source's own list.
    pub known: Vec<Fingerprint>,
    /// Which of these stand in the file.
    pub seen: Vec<bool>,
    /// How many rows the source did not say before.
    pub news: u64,
}

impl Run {
    /// Once over the file: how many rows, and which addresses stand with several organisations.
    pub fn walk(&self, known: Vec<Fingerprint>) -> Result<Walked, ImportError> {
        let mapping = &self.mapping;
        let choice = Choice { sheet: mapping.sheet.clone(), header_line: mapping.header_line };
        let table = Table::look(&self.input, &choice, |h| mapping.field(h).is_some())?;
        let columns: Vec<_> = table.headings.iter().map(|h| mapping.field(h)).collect();
        let missing: Vec<&str> = mapping
            .columns
            .keys()
            .filter(|h| !table.headings.iter().any(|t| mapping_same(t, h)))
            .map(String::as_str)
            .collect();
        if !missing.is_empty() {
            return Err(ImportError::NoHeading {
                missing: missing.join(", "),
                found: table.headings.join(", "),
            });
        }
        let mut walked = Walked {
            columns,
            rows: 0,
            shared: HashMap::new(),
            lines: HashMap::new(),
            seen: vec![false; known.len()],
            known,
            news: 0,
            table,
        };
        let mut pairs: HashSet<u64> = HashSet::new();
        let hasher = std::hash::RandomState::new();
        for line in walked.table.rows(&self.input)? {
            let line = line?;
            walked.rows += 1;
            if let Ok(at) = walked.known.binary_search(&self.fingerprint(&line, &walked.columns)) {
                walked.seen[at] = true;
                continue;
            }
            walked.news += 1;
            let Ok(row) = row::read(&line, &walked.columns, mapping, self.installation.today()) else {
                continue;
            };
            let Some(council) = &row.council else { continue };
            let key = self.place_key(&row);
            let lines = walked.lines.entry(key).or_insert((row.line, 0));
            if lines.1 == 0 && lines.0 != row.line {
                lines.1 = row.line;
            }
            let points = council.points.iter().chain(row.person.iter().flat_map(|p| &p.points));
            for email in points.filter(|p| p.kind == Kind::Email).map(|p| p.folded()) {
                if pairs.insert(hasher.hash_one((&email, council.name.key()))) {
                    *walked.shared.entry(self.shared_key(&email)).or_default() += 1;
                }
            }
        }
        walked.shared.retain(|_, n| *n > 1);
        walked.lines.retain(|_, (_, second)| *second > 0);
        Ok(walked)
    }

    fn shared_key(&self, email: &str) -> u64 {
        let long = self.keys.shared.hash(email.as_bytes());
        u64::from_le_bytes(std::array::from_fn(|i| long[i]))
    }

    fn place_key(&self, row: &Ready) -> u64 {
        let council = row.council.as_ref();
        let name = council.map(|c| c.name.key()).unwrap_or_default();
        let district = said::district(council.and_then(|c| c.district.as_deref()));
        let role = row.person.as_ref().map(|p| p.role.as_str()).unwrap_or_default();
        self.shared_key(&format!("{name}|{district}|{role}"))
    }

    /// Of the cells that the mapping takes. Keyed, so that a stolen database does not tell which rows it knows.
    pub fn fingerprint(&self, line: &Line, columns: &[Option<Field>]) -> Fingerprint {
        let mut text = Vec::with_capacity(256);
        text.extend_from_slice(self.mapping.source.as_bytes());
        for (at, (cell, field)) in line.cells.iter().zip(columns).enumerate() {
            if let Some(field) = field.filter(|_| !cell.trim().is_empty()) {
                text.extend_from_slice(&[0x1e, at as u8]);
                text.extend_from_slice(field.word().as_bytes());
                text.push(0x1f);
                text.extend_from_slice(cell.trim().as_bytes());
            }
        }
        half(self.keys.row.hash(&text))
    }

    pub fn item(&self, line: &Line, fingerprint: Fingerprint, walked: &Walked) -> Item {
        let mut read = match walked.table.is_heading(line) {
            true => Err(Rejection::Heading),
            false => row::read(line, &walked.columns, &self.mapping, self.installation.today()),
        };
        let mut number = Number::default();
        if let Ok(row) = &mut read {
            number = half(self.keys.number.hash(row.number().as_bytes()));
            let all =
                row.council.iter().flat_map(|c| &c.points).chain(row.person.iter().flat_map(|p| &p.points));
            let emails = all.filter(|p| p.kind == Kind::Email);
            let shared =
                emails.filter_map(|p| walked.shared.get(&self.shared_key(&p.folded()))).max().copied();
            row.warnings.extend(shared.map(Warning::EmailShared));
            let same = walked.lines.get(&self.place_key(row)).filter(|_| row.council.is_some());
            let line = same.map(|(first, second)| if *first == row.line { *second } else { *first });
            row.warnings.extend(line.map(|line| Warning::SameOrganisation { line }));
        }
        Item { line: line.line, fingerprint, number, read }
    }
}

pub fn passed_over(walked: &Walked) -> Vec<String> {
    let headings = walked.table.headings.iter().zip(&walked.columns);
    headings
        .filter(|(h, field)| field.is_none() && !h.trim().is_empty())
        .map(|(h, _)| h.chars().take(60).collect())
        .collect()
}

fn half(long: [u8; 32]) -> [u8; 16] {
    std::array::from_fn(|i| long[i])
}

fn mapping_same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}
