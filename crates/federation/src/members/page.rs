//! What a list is asked for and what it answers.

use super::row::{Line, Member};
use crate::membership::MembershipId;
use std::collections::BTreeMap;
use web::list::Count;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    After,
    Before,
}

/// Where a page begins or ends: beside the entry of a membership. It stands in addresses, so it holds no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub side: Side,
    pub membership: MembershipId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub rows: usize,
    pub from: Option<Cursor>,
}

impl Asked {
    /// "All rows" stops here: a page of more serves nobody, and a download does.
    pub const MOST: usize = 1_000;

    pub fn first(rows: usize) -> Self {
        Self { rows: rows.clamp(1, Self::MOST), from: None }
    }

    pub(super) fn side(&self) -> Side {
        self.from.map_or(Side::After, |c| c.side)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    AsAsked,
    /// Too many were found to sort them: they stand in the order in which they were entered.
    AsEntered,
}

#[derive(Clone, Debug)]
pub struct Page {
    pub rows: Vec<Member>,
    pub before: Option<Cursor>,
    pub after: Option<Cursor>,
    pub count: Count,
    /// How many stand under each letter of the strip; none while a filter makes that dear.
    pub letters: Option<BTreeMap<char, u64>>,
    pub order: Order,
    /// The filter leaves few, so the list stopped after so many entries; the next page goes on from there.
    pub looked_through: Option<u64>,
}

impl Page {
    /// A page of lines in the order of reading: `lines` may hold one more than fits, as a sign that there is more.
    pub(super) fn of(mut lines: Vec<Line>, asked: &Asked, order: Order) -> Self {
        let more = lines.len() > asked.rows;
        lines.truncate(asked.rows);
        if asked.side() == Side::Before {
            lines.reverse();
        }
        let at = |side, line: Option<&Line>| line.map(|l| Cursor { side, membership: l.member.membership });
        let (earlier, later) = match asked.side() {
            Side::After => (asked.from.is_some(), more),
            Side::Before => (more, true),
        };
        let before = at(Side::Before, lines.first()).filter(|_| earlier);
        let after = at(Side::After, lines.last()).filter(|_| later);
        let rows = lines.into_iter().map(|l| l.member).collect();
        Self { rows, before, after, count: Count::Exactly(0), letters: None, order, looked_through: None }
    }
}
