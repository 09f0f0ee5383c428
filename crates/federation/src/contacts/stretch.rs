//! The stretch of an order in which everything meant stands: whoever asks for the letter M, by name, is not walked to it
//! from A. What a filter says of the very column that the list is sorted by becomes the ends of the walk.

use super::{Expr, SortBy};
use crate::access::Clause;
use crate::contact_entry::Mark;
use store::Value;

/// Narrows a walk over the index of `by`. It leaves out nothing that is meant; the entries are asked all the same.
pub(super) fn narrow(clause: &mut Clause, by: SortBy, expr: &Expr) {
    match expr {
        Expr::All(parts) => parts.iter().for_each(|part| narrow(clause, by, part)),
        Expr::Bears(mark) => borne(clause, by, mark),
        Expr::ChangedSince(day) if by == SortBy::Changed => compare(clause, "changed_at", ">=", day),
        Expr::ChangedSince(_) | Expr::Any(_) | Expr::Not(_) | Expr::Says(_) => {}
    }
}

fn borne(clause: &mut Clause, by: SortBy, mark: &Mark) {
    let none_is_blank = |state: &String| if state == "none" { String::new() } else { state.clone() };
    match (by, mark) {
        // Names stand folded. Those under # stand on both sides of the letters.
        (SortBy::Name, Mark::Letter(letter)) if letter.is_ascii_alphabetic() => {
            let first = letter.to_ascii_lowercase();
            compare(clause, "sort_name", ">=", first.to_string());
            compare(clause, "sort_name", "<", char::from(first as u8 + 1).to_string());
        }
        (SortBy::Kind, Mark::Person) => compare(clause, "kind", "=", "person".to_owned()),
        (SortBy::Kind, Mark::Kind(key)) => compare(clause, "kind", "=", key.clone()),
        (SortBy::Membership, Mark::Membership(state)) => {
            compare(clause, "membership", "=", none_is_blank(state))
        }
        (SortBy::Access, Mark::Access(state)) => compare(clause, "access", "=", none_is_blank(state)),
        (SortBy::Email, Mark::HasEmail(true)) => compare(clause, "email", ">", String::new()),
        _ => {}
    }
}

fn compare(clause: &mut Clause, column: &str, sign: &str, value: impl store::ToValue) {
    let value: Value = value.to_value();
    let place = clause.bind(value);
    clause.and(&format!("contact_entry.{column} {sign} {place}"));
}
