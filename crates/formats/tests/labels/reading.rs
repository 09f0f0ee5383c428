//! Opening, checking, searching.

use formats::labels::{Checker, FORMATS, Fit, Words, calibration_sheet, find};

use super::*;

const NAMES: [&str; 16] = [
    "Siân Ŵyn Llŷr",
    "Łucja Wiśniewska-Żółć",
    "محمد الأحمد",
    "پٹیل گلاب",
    "דוד לוי",
    "নুসরাত জাহান চৌধুরী",
    "ক্ষিতীশ্বর ঘোষ দস্তিদার",
    "नरेन्द्र क्षत्रिय शर्मा",
    "ਗੁਰਪ੍ਰੀਤ ਕੌਰ ਸਿੰਘ",
    "કૃષ્ણાબેન પટેલ",
    "தமிழ்ச்செல்வி",
    "李小龍",
    "佐藤 さくら",
    "Мария Ковальчук-Ґудзь",
    "Γεώργιος Παπαδόπουλος",
    "Nguyễn Thị Đào",
];

fn addresses() -> Vec<[&'static str; 4]> {
    NAMES.iter().map(|name| [*name, "14 Harehills Lane", "LEEDS", "LS8 5DR"]).collect()
}

#[test]
fn every_name_of_every_script_is_found_by_a_search() {
    let Some(fonts) = fonts(&["pdftotext"]) else { return };
    let labels = addresses();
    let labels: Vec<&[&str]> = labels.iter().map(|l| &l[..]).collect();
    let (written, sheet) = write(&fonts, from_the_first(&FORMATS[0]), &labels);
    assert_eq!((written.labels, written.left_out, written.pages), (16, 0, 1));
    // Poppler frames text from right to left with marks of its own.
    let text = sheet.text(&["-layout"]).replace(['\u{202a}', '\u{202b}', '\u{202c}'], "");
    for name in NAMES {
        assert!(text.contains(name), "{name} is not found in:\n{text}");
    }
    assert_eq!(text.matches("14 Harehills Lane").count(), NAMES.len(), "streets keep their direction");
}

#[test]
fn the_file_is_sound_and_opens_with_its_password_only() {
    let Some(fonts) = fonts(&["qpdf"]) else { return };
    let rows: Vec<Vec<String>> =
        (0..3000).map(|n| vec![format!("Member {n}"), format!("{n} High Street")]).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
    let labels: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let (written, sheet) = write(&fonts, from_the_first(&FORMATS[0]), &labels);
    assert_eq!(written.pages, 143);
    let checked = sheet.qpdf(&["--check", &format!("--password={PASSWORD}")]);
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "{said}{}", String::from_utf8_lossy(&checked.stderr));
    for part in
        ["PDF Version: 2.0", "R = 6", "stream encryption method: AESv3", "print high resolution: allowed"]
    {
        assert!(said.contains(part), "{part} is not in:\n{said}");
    }
    for wrong in ["", "Ty bach & 7 coed", "tŷ bach & 7 coed"] {
        assert_eq!(sheet.qpdf(&["--check", &format!("--password={wrong}")]).status.code(), Some(2));
    }
}

#[test]
fn size_and_hash_are_those_of_the_file_and_no_name_is_readable_in_it() {
    use sha2::Digest;
    let Some(fonts) = fonts(&[]) else { return };
    let labels: [&[&str]; 1] = [&["Zoë Quartermaine", "14 Harehills Lane"]];
    let (written, sheet) = write(&fonts, from_the_first(&FORMATS[0]), &labels);
    let bytes = sheet.bytes();
    assert_eq!(written.bytes, bytes.len() as u64);
    assert_eq!(written.sha256, <[u8; 32]>::from(sha2::Sha256::digest(&bytes)));
    for plain in ["Quartermaine", "Harehills", "Labels: Leeds", "beginbfchar", "StructTreeRoot"] {
        assert!(!bytes.windows(plain.len()).any(|w| w == plain.as_bytes()), "{plain} stands in the file");
    }
}

#[test]
fn the_file_is_tagged_titled_and_asks_for_full_size() {
    let Some(fonts) = fonts(&["qpdf"]) else { return };
    let labels: [&[&str]; 2] = [&["דוד לוי", "1 High Street"], &["Jo Bloggs", "2 High Street", "YORK"]];
    let (_, sheet) = write(&fonts, from_the_first(&FORMATS[0]), &labels);
    let password = format!("--password={PASSWORD}");
    let plain =
        sheet.qpdf(&["--qdf", "--decrypt", "--object-streams=disable", &password, "--no-warn", "--stdout"]);
    let json = sheet.qpdf(&["--json", &password]);
    assert!(plain.status.success() || json.status.success());
    let json = String::from_utf8_lossy(&json.stdout);
    for part in [
        "\"/Marked\": true",
        "\"/DisplayDocTitle\": true",
        "\"/PrintScaling\": \"/None\"",
        "\"/S\": \"/Document\"",
        "\"/S\": \"/Sect\"",
        "Labels: Leeds & District",
        "en-GB",
        "\"/Lang\": \"u:he\"",
        "\"/ActualText\": \"u:דוד לוי\"",
    ] {
        assert!(json.contains(part), "{part} is not in the file");
    }
    assert_eq!(json.matches("\"/S\": \"/P\"").count(), 2, "a paragraph for each label");
}

#[test]
fn labels_that_do_not_fit_are_left_out_and_reported() {
    let Some(fonts) = fonts(&[]) else { return };
    let long = "Household of Mr Q. O’Neill and Mrs A. van der Westhuizen-Featherstonehaugh-Smythe";
    let many: Vec<&str> = vec!["line"; 12];
    let labels: [&[&str]; 6] =
        [&["Jo Bloggs", "", long], &many, &["Smile 😀"], &[" ", ""], &["Jo Bloggs"], &["ᚠᚢᚦ"]];
    let (written, _sheet) = write(&fonts, from_the_first(&FORMATS[0]), &labels);
    assert_eq!((written.labels, written.left_out), (1, 5));
    let expected = [
        (0, Fit::TooWide { line: 2 }),
        (1, Fit::TooTall { lines: 12, most: 9 }),
        (2, Fit::NoGlyph { line: 0, ch: '😀' }),
        (3, Fit::Empty),
        (5, Fit::NoGlyph { line: 0, ch: 'ᚠ' }),
    ];
    assert_eq!(written.not_fitting.iter().map(|n| (n.label, n.fit)).collect::<Vec<_>>(), expected);
    let mut checker = Checker::new(&fonts, &FORMATS[0]);
    for (label, fit) in expected {
        assert_eq!(checker.check(labels[label as usize]).unwrap(), fit, "said before what is said after");
    }
}

#[test]
fn a_wide_line_shrinks_before_it_is_refused() {
    let Some(fonts) = fonts(&[]) else { return };
    let mut checker = Checker::new(&fonts, &FORMATS[0]);
    let mut fit = |line: &str| checker.check(&[line]).unwrap();
    assert_eq!(fit("Jo Bloggs"), Fit::Fits { size: 11.0 });
    let Fit::Fits { size } = fit("Mrs Alexandra Featherstonehaugh-Moore") else { panic!("refused") };
    assert!((8.0..11.0).contains(&size), "{size}");
    assert_eq!(fit(&"W".repeat(40)), Fit::TooWide { line: 0 });
}

#[test]
fn any_text_at_all_gets_an_answer_and_a_sound_file() {
    use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
    let Some(fonts) = fonts(&["qpdf"]) else { return };
    // Letters of the scripts that we set, in any order, with joiners and marks where they do not belong.
    let letters = "[ a-zŵ\u{301}\u{5b0}-\u{5ea}\u{610}-\u{6d3}\u{900}-\u{97f}\u{980}-\u{9fe}\u{a01}-\u{a76}\u{a81}-\u{af1}\u{b82}-\u{bfa}\u{200c}-\u{200f}\u{202a}-\u{202e}一-龥ぁ-ヶ(),0-9]{0,20}";
    let text = prop_oneof![letters, letters, ".{0,30}", any::<String>()];
    let mut runner = TestRunner::deterministic();
    let lines: Vec<String> = (0..1000).map(|_| text.new_tree(&mut runner).unwrap().current()).collect();
    let labels: Vec<[&str; 1]> = lines.iter().map(|line| [line.as_str()]).collect();
    let labels: Vec<&[&str]> = labels.iter().map(|label| &label[..]).collect();
    let (written, sheet) = write(&fonts, from_the_first(&FORMATS[0]), &labels);
    assert!(written.labels > 100 && written.left_out > 100, "{} and {}", written.labels, written.left_out);
    assert!(sheet.qpdf(&["--check", &format!("--password={PASSWORD}")]).status.success());
}

#[test]
fn a_job_may_run_on_any_thread_and_fonts_serve_many() {
    fn many<T: Send + Sync>() {}
    fn any<T: Send>() {}
    many::<Fonts>();
    any::<Checker>();
    any::<formats::labels::Sheets<Vec<u8>>>();
}

#[test]
fn a_line_without_end_is_refused_at_once() {
    let Some(fonts) = fonts(&[]) else { return };
    let mut checker = Checker::new(&fonts, &FORMATS[0]);
    assert_eq!(checker.check(&["Jo", &"محمد".repeat(1_000_000)]).unwrap(), Fit::TooWide { line: 1 });
}

#[test]
fn an_empty_run_gives_a_file_that_opens() {
    let Some(fonts) = fonts(&["qpdf"]) else { return };
    let (written, sheet) = write(&fonts, from_the_first(&FORMATS[0]), &[]);
    assert_eq!((written.labels, written.pages), (0, 1));
    assert!(sheet.qpdf(&["--check", &format!("--password={PASSWORD}")]).status.success());
}

#[test]
fn the_calibration_sheet_opens_without_a_password_and_speaks() {
    let Some(fonts) = fonts(&["qpdf", "pdftotext"]) else { return };
    for format in FORMATS {
        let mut bytes = Vec::new();
        let words = Words { lines: &[format.code, "Print at 100 %"], drawing: "Outlines and a ruler" };
        calibration_sheet(&mut bytes, &about(), format, Nudge::default(), words, &fonts).unwrap();
        let sheet = Sheet::keep(&bytes);
        assert!(sheet.qpdf(&["--check"]).status.success());
        assert!(sheet.text(&[]).contains("Print at 100 %"));
    }
    assert!(find("L7651").is_some());
}
