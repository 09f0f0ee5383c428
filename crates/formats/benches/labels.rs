//! What 100,000 labels cost: `cargo bench -p formats --bench labels`. Prints figures, asserts nothing.
//! Fonts come from CHAPTERHOUSE_FONTS or the assets folder.

use std::{io::Write, time::Instant};

use formats::labels::{About, Checker, Error, FORMATS, Fonts, Layout, Nudge, Start, write_protected};

const ROWS: u64 = 100_000;

fn main() -> Result<(), Error> {
    let folder = std::env::var("CHAPTERHOUSE_FONTS")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/dist/fonts").into());
    let Ok(fonts) = Fonts::open(folder) else {
        println!("skipped: no fonts");
        return Ok(());
    };
    let idle = memory("VmRSS");
    println!("idle: {idle:.1} MiB resident");
    let (start, cpu) = (Instant::now(), cpu_seconds());
    let mut checker = Checker::new(&fonts, &FORMATS[0]);
    let unfit =
        (0..ROWS).map(|n| checker.check(&address(n))).filter(|fit| !matches!(fit, Ok(f) if f.fits())).count();
    let cpu = cpu_seconds() - cpu;
    println!("check {ROWS}: {cpu:.2} s CPU, {:.2} s, {unfit} do not fit", start.elapsed().as_secs_f64());
    drop(checker);
    let mut per_row = Vec::new();
    for rows in [ROWS / 10, ROWS, 2 * ROWS] {
        let (start, cpu) = (Instant::now(), cpu_seconds());
        let written = write(rows, &fonts)?;
        let cpu = cpu_seconds() - cpu;
        per_row.push(cpu / rows as f64);
        println!(
            "write {rows}: {cpu:.2} s CPU, {:.2} s, {} pages, {:.1} MB, {} left out, peak {:.1} MiB over idle",
            start.elapsed().as_secs_f64(),
            written.pages,
            written.bytes as f64 / 1e6,
            written.left_out,
            memory("VmHWM") - idle,
        );
    }
    println!("a row of {} costs {:.2} × a row of {ROWS}", 2 * ROWS, per_row[2] / per_row[1]);
    Ok(())
}

fn write(rows: u64, fonts: &Fonts) -> Result<formats::labels::Written, Error> {
    let created = "2026-11-22T09:00:00Z".parse().expect("a time");
    let about = About { title: "Labels", language: "en-GB", created };
    let layout = Layout { format: &FORMATS[0], start: Start::default(), nudge: Nudge::default() };
    write_protected(Sink, "a password of the bench", &about, layout, fonts, |sheets| {
        (0..rows).try_for_each(|n| sheets.label(&address(n)).map(|_| ()))
    })
}

/// Five lines; two in a hundred names in other scripts.
fn address(n: u64) -> [String; 5] {
    let mut dice = Dice(n.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let name = match n % 50 {
        7 => ["নুসরাত জাহান", "محمد الأحمد", "李小龍", "ਗੁਰਪ੍ਰੀਤ ਕੌਰ"][dice.below(4)].to_string(),
        _ => format!("{} {}", dice.word(2), dice.word(3)),
    };
    let street = ["Road", "Street", "Lane", "Close", "Avenue"][dice.below(5)];
    let (house, flat) = (dice.below(240) + 1, dice.below(60) + 1);
    let outcode = ["LS", "YO", "BD", "SW", "CF", "EH"][dice.below(6)];
    let (sector, unit) = (dice.below(28) + 1, dice.below(10));
    let letters = ["AB", "JD", "PT", "QS", "XW", "ZZ", "LN", "HG"][dice.below(8)];
    [
        name,
        format!("Flat {flat}, {} House", dice.word(2)),
        format!("{house} {} {street}", dice.word(2)),
        dice.word(2).to_uppercase(),
        format!("{outcode}{sector} {unit}{letters}"),
    ]
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn word(&mut self, syllables: usize) -> String {
        const SYLLABLES: [&str; 24] = [
            "ba", "den", "wick", "ford", "ley", "mar", "tin", "sher", "wood", "al", "ice", "ŵy", "llan",
            "gor", "ston", "ham", "er", "ka", "zo", "mil", "ry", "pat", "el", "son",
        ];
        let word: String = (0..syllables).map(|_| SYLLABLES[self.below(24)]).collect();
        let mut letters = word.chars();
        letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// Drops what it is given, so that the figures hold no disk.
struct Sink;

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Linux tells nanoseconds on the processor; elsewhere there is no figure.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}

fn memory(field: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with(field));
    let kib = line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) / 1024.0
}
