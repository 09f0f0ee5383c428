//! The story: a unit's coordinator takes the members' list away in a protected spreadsheet.

mod cells;
mod container;
mod programs;
mod protection;

use std::io::Cursor;

use jiff::Timestamp;
use jiff::civil::date;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

use super::*;

const PASSWORD: &str = "Ŵyn & tân 🐉";

const COLUMNS: [Column<'_>; 4] = [
    Column { heading: "Name", width: 24, kind: Kind::Text },
    Column { heading: "Joined", width: 12, kind: Kind::Date },
    Column { heading: "Visits", width: 8, kind: Kind::Number },
    Column { heading: "Notes", width: 40, kind: Kind::Text },
];

const ABOUT: [&str; 3] = [
    "About this file",
    "Downloaded by Gwenllian Parry, group coordinator, on 21/11/2026 to print labels.",
    "=Delete it after use.",
];

fn book<'a>() -> Book<'a> {
    Book {
        meta: Meta {
            title: "Members of Llanfair & Betws <group>",
            language: "en-GB",
            created: Timestamp::constant(1_795_000_000, 0),
        },
        sheet: Sheet { name: "Members' list", columns: &COLUMNS },
        about: About { name: "About this file", lines: &ABOUT },
    }
}

fn random(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// Some ordinary rows.
fn fill(rows: &mut Rows<'_>) -> Result<(), Error> {
    rows.row(&[
        Cell::Text("Łucja Żak"),
        Cell::Date(date(2024, 2, 29)),
        Cell::Number(12.5),
        Cell::Text("07700 900123"),
    ])?;
    rows.row(&[
        Cell::Text("李小龍"),
        Cell::Date(date(1899, 5, 1)),
        Cell::Empty,
        Cell::Text(" two  spaces "),
    ])?;
    rows.row(&[
        Cell::Text("مريم"),
        Cell::Empty,
        Cell::Number(-3.0),
        Cell::Text("=HYPERLINK(\"http://x\",\"y\")"),
    ])
}

fn protected(fill: impl FnOnce(&mut Rows<'_>) -> Result<(), Error>) -> Result<(Written, Vec<u8>), Error> {
    let mut spool = Cursor::new(Vec::new());
    let written = write_protected(&mut spool, PASSWORD, &mut random(1), &book(), fill)?;
    Ok((written, spool.into_inner()))
}

fn plain(fill: impl FnOnce(&mut Rows<'_>) -> Result<(), Error>) -> Result<(Written, Vec<u8>), Error> {
    let mut out = Vec::new();
    let written = write_plain(&mut out, &book(), fill)?;
    Ok((written, out))
}
