//! Organisations that somebody serves without acting for them, in a sentence with the reason.

use crate::access::LeftOut;
use web::text::Words;

/// To the person; none when nothing is left out.
pub fn left_out_words(t: &Words, all: &[LeftOut]) -> Option<String> {
    said(t, all, "visit-left-out")
}

/// To whoever looks after access.
pub fn left_out_of_them(t: &Words, all: &[LeftOut]) -> Option<String> {
    said(t, all, "visit-left-out-them")
}

fn said(t: &Words, all: &[LeftOut], key: &'static str) -> Option<String> {
    let first = all.first()?.instead.clone();
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    Some(t.text(key).put("names", names.join("; ")).put("first", first).plain())
}
