//! A picture of the first sheet, drawn to its real measures: which labels are used up, where the first one lies, what
//! each will read. Beside it stands the list of the same labels, for whoever cannot see it.

use crate::members_download::sheet::Sheet;
use askama::Template;
use formats::labels::{Place, positions};
use web::components::Html;

/// So many millimetres stand between two lines of text in the picture.
const LEADING: f64 = 4.4;
const INSET: f64 = 3.0;

#[derive(Template)]
#[template(path = "members_download/pages/preview.html")]
struct Picture {
    words: String,
    width: f64,
    height: f64,
    slots: Vec<Slot>,
}

struct Slot {
    place: Place,
    number: usize,
    kind: Kind,
    lines: Vec<(f64, String)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Used,
    Filled,
    Free,
}

impl Slot {
    fn is_used(&self) -> bool {
        self.kind == Kind::Used
    }

    fn is_filled(&self) -> bool {
        self.kind == Kind::Filled
    }

    fn text_x(&self) -> f64 {
        self.place.x + INSET
    }
}

/// `first`: the labels that will be printed first; `pieces`: how many in all; `words`: what the picture shows.
pub fn picture(sheet: &Sheet, first: &[Vec<String>], pieces: u64, words: String) -> Html {
    let slots = positions(sheet.format, sheet.nudge())
        .enumerate()
        .map(|(slot, place)| {
            let number = slot + 1;
            let label = number.checked_sub(sheet.first);
            let kind = match label {
                None => Kind::Used,
                Some(n) if (n as u64) < pieces => Kind::Filled,
                Some(_) => Kind::Free,
            };
            let lines =
                label.and_then(|n| first.get(n)).map(|lines| placed(place, lines)).unwrap_or_default();
            Slot { place, number, kind, lines }
        })
        .collect();
    let paper = sheet.format.paper;
    let picture = Picture { words, width: paper.width, height: paper.height, slots };
    Html::trusted(picture.render().unwrap_or_default())
}

/// As many lines as the label is high, each cut to what its width can show: the list has them whole.
fn placed(place: Place, lines: &[String]) -> Vec<(f64, String)> {
    let room = ((place.h - INSET) / LEADING) as usize;
    let wide = ((place.w - INSET) / 1.9) as usize;
    lines
        .iter()
        .take(room)
        .enumerate()
        .map(|(n, line)| (place.y + INSET + LEADING * (n as f64 + 0.6), short(line, wide)))
        .collect()
}

fn short(line: &str, most: usize) -> String {
    if line.chars().count() <= most {
        return line.to_owned();
    }
    line.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}
