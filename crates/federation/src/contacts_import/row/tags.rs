//! The tags that a cell names: "pilot; newsletter", "Y - pilot". Pure.

use super::Warning;
use crate::words;

const LONGEST: usize = 60;

/// Each once, as it is first written. An answer before a tag ("Y - pilot") is none of it.
pub fn read<'a>(cells: impl Iterator<Item = &'a str>, warnings: &mut Vec<Warning>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for part in cells.flat_map(|cell| cell.split([',', ';', '|', '\n'])) {
        let name = part.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = without_answer(&name);
        let folded = words::fold(name);
        if folded.is_empty() || all.iter().any(|held| words::fold(held) == folded) {
            continue;
        }
        if is_answer(name) || name.chars().count() > LONGEST {
            warnings.push(Warning::NoTag);
            continue;
        }
        all.push(name.to_owned());
    }
    all
}

fn without_answer(text: &str) -> &str {
    let halves = text.split_once([':', '–', '—']).or_else(|| text.split_once(" - "));
    match halves {
        Some((before, after)) if is_answer(before) => after.trim(),
        _ => text,
    }
}

/// It says whether, and not what.
fn is_answer(text: &str) -> bool {
    ["y", "yes", "true", "1", "n", "no", "false", "0"].contains(&words::fold(text).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(cell: &str) -> (Vec<String>, Vec<Warning>) {
        let mut warnings = Vec::new();
        (read(std::iter::once(cell), &mut warnings), warnings)
    }

    #[test]
    fn several_tags_stand_in_a_cell_and_each_counts_once() {
        let names = |cell| of(cell).0;
        assert_eq!(names("pilot; Newsletter,  in Welsh "), ["pilot", "Newsletter", "in Welsh"]);
        assert_eq!(names("Pilot, pilot;PILOT"), ["Pilot"]);
        assert_eq!(names("Y - pilot"), ["pilot"]);
        assert_eq!(names("yes: pilot"), ["pilot"]);
        assert_eq!(names("Stow-on-the-Wold area"), ["Stow-on-the-Wold area"]);
        assert_eq!(of("Y"), (vec![], vec![Warning::NoTag]));
        assert_eq!(of(" , ;"), (vec![], vec![]));
        assert_eq!(of(&"long ".repeat(20)).1, [Warning::NoTag]);
    }

    proptest! {
        #[test]
        fn no_cell_panics_and_no_tag_is_blank(text in "\\PC{0,80}") {
            prop_assert!(of(&text).0.iter().all(|t| !words::fold(t).is_empty()));
        }
    }
}
