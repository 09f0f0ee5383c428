//! Which of a person's contact points counts: the preferred one of its kind, else the oldest.

use store::{Row, StoreError, ValueRef};

pub(super) const FIELDS: &str = "point.kind, point.value, point.town, point.county, point.postcode, point.country, \
                                 point.preferred, point.id";
/// How many fields those are.
pub(super) const FIELD_COUNT: usize = 8;
pub(super) const EMAIL: usize = 0;
pub(super) const PHONE: usize = 1;
pub(super) const POST: usize = 2;
pub(super) const KINDS: usize = 3;

/// The best so far of one kind. Its room is used again for the next person.
#[derive(Default)]
pub(super) struct Best {
    id: Option<[u8; 16]>,
    preferred: bool,
    pub value: String,
    pub town: String,
    pub county: String,
    pub postcode: String,
    pub country: String,
}

impl Best {
    pub fn is_known(&self) -> bool {
        self.id.is_some()
    }

    pub fn clear(&mut self) {
        self.id = None;
        [&mut self.value, &mut self.town, &mut self.county, &mut self.postcode, &mut self.country]
            .into_iter()
            .for_each(String::clear);
    }

    /// The lines before the town, at most `most` of them: what is over stands in the last.
    pub fn street_lines(&self, most: usize) -> Vec<String> {
        let mut lines: Vec<String> =
            self.value.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
        if lines.len() > most {
            let rest = lines.split_off(most - 1).join(", ");
            lines.push(rest);
        }
        lines
    }
}

/// Takes the contact point whose fields begin at `at`, if there is one and it counts more than the one held.
pub(super) fn offer(best: &mut [Best; KINDS], row: &Row<'_>, at: usize) -> Result<(), StoreError> {
    let kind = match row.value(at)? {
        ValueRef::Text("email") => EMAIL,
        ValueRef::Text("phone") => PHONE,
        ValueRef::Text("post") => POST,
        _ => return Ok(()),
    };
    let (preferred, id): (bool, [u8; 16]) = (row.get(at + 6)?, row.get(at + 7)?);
    let best = &mut best[kind];
    if best.id.is_some_and(|held| (!best.preferred, held) <= (!preferred, id)) {
        return Ok(());
    }
    best.id = Some(id);
    best.preferred = preferred;
    take(&mut best.value, row, at + 1)?;
    take(&mut best.town, row, at + 2)?;
    take(&mut best.county, row, at + 3)?;
    take(&mut best.postcode, row, at + 4)?;
    take(&mut best.country, row, at + 5)
}

fn take(into: &mut String, row: &Row<'_>, at: usize) -> Result<(), StoreError> {
    into.clear();
    if let ValueRef::Text(text) = row.value(at)? {
        into.push_str(text);
    }
    Ok(())
}
