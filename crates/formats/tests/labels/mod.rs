//! Sheets of labels as qpdf and Poppler see them. Where those or the fonts are missing, a line says so.

mod position;
mod reading;

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use formats::labels::{About, Error, Fonts, Format, Layout, Nudge, Start, Written, write_protected};

const PASSWORD: &str = "Tŷ bach & 7 coed";

/// The fonts, when the assets are built and every program is there.
fn fonts(programs: &[&str]) -> Option<Fonts> {
    for program in programs {
        if Command::new(program).arg("--version").output().is_err() {
            println!("skipped: {program} is not installed");
            return None;
        }
    }
    let folder = std::env::var("CHAPTERHOUSE_FONTS")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/dist/fonts").into());
    let fonts = Fonts::open(&folder).ok();
    if fonts.is_none() {
        println!("skipped: no fonts in {folder}");
    }
    fonts
}

fn about() -> About<'static> {
    let created = "2026-11-22T09:00:00Z".parse().expect("a time");
    About { title: "Labels: Leeds & District", language: "en-GB", created }
}

fn from_the_first(format: &Format) -> Layout<'_> {
    Layout { format, start: Start::default(), nudge: Nudge::default() }
}

fn write(fonts: &Fonts, layout: Layout, labels: &[&[&str]]) -> (Written, Sheet) {
    let mut bytes = Vec::new();
    let written = write_protected::<_, Error>(&mut bytes, PASSWORD, &about(), layout, fonts, |sheets| {
        labels.iter().try_for_each(|lines| sheets.label(lines).map(|_| ()))
    });
    (written.expect("written"), Sheet::keep(&bytes))
}

/// A file in the folder for temporary files; gone when dropped.
struct Sheet(PathBuf);

impl Sheet {
    fn keep(bytes: &[u8]) -> Self {
        use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("labels-{}-{}.pdf", std::process::id(), NEXT.fetch_add(1, Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, bytes).expect("temporary file");
        Self(path)
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.0).expect("temporary file")
    }

    fn qpdf(&self, arguments: &[&str]) -> Output {
        Command::new("qpdf").args(arguments).arg(&self.0).output().expect("qpdf runs")
    }

    fn text(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("pdftotext");
        let output = command.args(["-upw", PASSWORD]).args(arguments).arg(&self.0).arg("-").output();
        String::from_utf8(output.expect("pdftotext runs").stdout).expect("text")
    }

    /// A page as grey bytes: width, height, pixels.
    fn picture(&self, page: usize, dpi: u32) -> (usize, usize, Vec<u8>) {
        let (page, dpi) = (page.to_string(), dpi.to_string());
        let mut command = Command::new("pdftoppm");
        command.args(["-upw", PASSWORD, "-gray", "-r", &dpi, "-f", &page, "-l", &page]);
        let pgm = command.arg(&self.0).output().expect("pdftoppm runs").stdout;
        let head: Vec<&[u8]> = pgm.splitn(4, u8::is_ascii_whitespace).collect();
        let numbers = |bytes: &[u8]| std::str::from_utf8(bytes).unwrap().parse().unwrap();
        let (width, height) = (numbers(head[1]), numbers(head[2]));
        (width, height, pgm[pgm.len() - width * height..].to_vec())
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
