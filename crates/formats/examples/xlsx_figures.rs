//! What a protected spreadsheet of 100,000 rows × 15 columns costs, and how that compares with writing the same rows
//! plain: `cargo run --release -p formats --example xlsx_figures [rows]` (Linux: it reads /proc).

use std::fs::{self, File};
use std::time::Instant;

use formats::xlsx::{About, Book, Cell, Column, Error, Kind, Meta, Rows, Sheet, Written};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use rand::rngs::SysRng;

const ROUNDS: usize = 7;

const COLUMNS: [(&str, u8, Kind); 15] = [
    ("Number", 10, Kind::Text),
    ("Title", 6, Kind::Text),
    ("First name", 16, Kind::Text),
    ("Last name", 20, Kind::Text),
    ("Category", 14, Kind::Text),
    ("Joined", 12, Kind::Date),
    ("Renews", 12, Kind::Date),
    ("Address", 30, Kind::Text),
    ("Locality", 20, Kind::Text),
    ("Town", 18, Kind::Text),
    ("Postcode", 10, Kind::Text),
    ("Telephone", 16, Kind::Text),
    ("E-mail", 34, Kind::Text),
    ("Visits", 8, Kind::Number),
    ("Notes", 40, Kind::Text),
];
const FIRST: [&str; 12] = [
    "Gwenllian",
    "Łucja",
    "Mohammed",
    "Siân",
    "James",
    "Oluwaseun",
    "Zoë",
    "李小龍",
    "Margaret",
    "Ifan",
    "Aoife",
    "Priya",
];
const LAST: [&str; 11] = [
    "Parry",
    "Żak",
    "O'Neill",
    "Smith-Jones",
    "Begum",
    "MacDonald",
    "Evans",
    "Okafor",
    "Taylor",
    "Ng",
    "Singh & Son",
];
const STREET: [&str; 9] = [
    "High Street",
    "Heol y Bont",
    "Church Lane",
    "Station Road",
    "The Green",
    "Mill Close",
    "Park Avenue",
    "Ffordd Las",
    "Queen's Drive",
];
const TOWN: [&str; 10] = [
    "Aberystwyth",
    "Inverness",
    "Stoke-on-Trent",
    "Derry",
    "Llanfair",
    "York",
    "Bath",
    "Kirkwall",
    "Ely",
    "Newcastle",
];

struct Member {
    number: String,
    first: &'static str,
    last: &'static str,
    joined: Date,
    renews: Date,
    address: String,
    town: &'static str,
    postcode: String,
    telephone: String,
    email: String,
    visits: f64,
    notes: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows: usize = std::env::args().nth(1).map_or(Ok(100_000), |rows| rows.parse())?;
    let columns = COLUMNS.map(|(heading, width, kind)| Column { heading, width, kind });
    let lines = ["About this file", "Downloaded to print labels. Delete it after use."];
    let book = Book {
        meta: Meta { title: "Members", language: "en-GB", created: Timestamp::constant(1_795_000_000, 0) },
        sheet: Sheet { name: "Members", columns: &columns },
        about: About { name: "About this file", lines: &lines },
    };
    let members = members(rows);
    let folder = std::env::temp_dir().join(format!("xlsx-figures-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let (mut plain, mut protected, mut memory) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        plain.push(measured(&mut memory, || {
            formats::xlsx::write_plain(File::create(folder.join("plain"))?, &book, |to| fill(to, &members))
        })?);
        protected.push(measured(&mut memory, || {
            let mut spool = File::options()
                .read(true)
                .write(true)
                .create(true)
                .truncate(true)
                .open(folder.join("protected"))?;
            formats::xlsx::write_protected(&mut spool, "croeso i bawb", &mut SysRng, &book, |to| {
                fill(to, &members)
            })
        })?);
    }
    fs::remove_dir_all(&folder)?;
    let (plain, protected) = best(&plain).zip(best(&protected)).ok_or("no round ran")?;
    println!("rows × columns       {rows} × {}", COLUMNS.len());
    println!("plain                {:.3} s, {:.3} s CPU, {} bytes", plain.0, plain.1, plain.2.bytes);
    println!(
        "protected            {:.3} s, {:.3} s CPU, {} bytes",
        protected.0, protected.1, protected.2.bytes
    );
    println!(
        "protected ÷ plain    {:.2} by the clock, {:.2} by CPU",
        protected.0 / plain.0,
        protected.1 / plain.1
    );
    println!("peak memory          {} KiB over idle", memory);
    Ok(())
}

/// Seconds by the clock, seconds of CPU, what was written.
type Figures = (f64, f64, Written);

fn measured(
    memory: &mut u64,
    write: impl FnOnce() -> Result<Written, Error>,
) -> Result<Figures, Box<dyn std::error::Error>> {
    // 5 resets the peak to what is resident now.
    fs::write("/proc/self/clear_refs", "5")?;
    let (idle, cpu, clock) = (peak()?, cpu()?, Instant::now());
    let written = write()?;
    let figures = (clock.elapsed().as_secs_f64(), self::cpu()? - cpu, written);
    *memory = peak()?.saturating_sub(idle).max(*memory);
    Ok(figures)
}

fn cpu() -> Result<f64, Box<dyn std::error::Error>> {
    let schedule = fs::read_to_string("/proc/self/schedstat")?;
    let nanoseconds: f64 = schedule.split(' ').next().unwrap_or_default().parse()?;
    Ok(nanoseconds / 1e9)
}

/// KiB.
fn peak() -> Result<u64, Box<dyn std::error::Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

/// The best of all rounds: what the machine's other work adds is not ours.
fn best(figures: &[Figures]) -> Option<Figures> {
    let least = |figure: fn(&Figures) -> f64| figures.iter().map(figure).reduce(f64::min);
    Some((least(|figures| figures.0)?, least(|figures| figures.1)?, figures.first()?.2))
}

fn fill(rows: &mut Rows<'_>, members: &[Member]) -> Result<(), Error> {
    for member in members {
        rows.row(&[
            Cell::Text(&member.number),
            Cell::Text("Dr"),
            Cell::Text(member.first),
            Cell::Text(member.last),
            Cell::Text("Ordinary"),
            Cell::Date(member.joined),
            Cell::Date(member.renews),
            Cell::Text(&member.address),
            Cell::Empty,
            Cell::Text(member.town),
            Cell::Text(&member.postcode),
            Cell::Text(&member.telephone),
            Cell::Text(&member.email),
            Cell::Number(member.visits),
            Cell::Text(&member.notes),
        ])?;
    }
    Ok(())
}

/// Synthetic, the same in every run.
fn members(count: usize) -> Vec<Member> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut below = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % limit
    };
    let mut members = Vec::with_capacity(count);
    for number in 0..count {
        let (first, last) = (FIRST[below(FIRST.len())], LAST[below(LAST.len())]);
        let (letter, house) = (char::from(b'A' + below(26) as u8), below(300) + 1);
        members.push(Member {
            number: format!("{:07}", 1_000_000 + number * 7),
            first,
            last,
            joined: date(1960 + below(66) as i16, below(12) as i8 + 1, below(28) as i8 + 1),
            renews: date(2027, below(12) as i8 + 1, below(28) as i8 + 1),
            address: format!("{house} {}", STREET[below(STREET.len())]),
            town: TOWN[below(TOWN.len())],
            postcode: format!("{letter}{} {}{letter}X", below(89) + 10, below(9)),
            telephone: format!("+44 7700 {:06}", below(1_000_000)),
            email: format!(
                "{}.{}{}@example.org",
                first.to_lowercase(),
                last.to_lowercase().replace(' ', ""),
                below(10_000)
            ),
            visits: below(40) as f64 / 2.0,
            notes: if below(4) == 0 {
                format!("Prefers letters; spoke on the {}th about the walk", below(31))
            } else {
                String::new()
            },
        });
    }
    members
}
