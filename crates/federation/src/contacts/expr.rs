//! Which contacts: a small tree with one meaning for the list, its count, a selection and everything that acts on one.
//! Pure.

use crate::contact_entry::Mark;
use crate::words;
use jiff::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// Of none: everything.
    All(Vec<Expr>),
    /// Of none: nothing.
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Bears(Mark),
    /// As typed: each word begins a word of the name, town, postcode, e-mail address or membership number.
    Says(String),
    ChangedSince(Timestamp),
}

impl Expr {
    pub fn everything() -> Self {
        Expr::All(Vec::new())
    }

    /// All that `of` does not mean.
    #[allow(clippy::should_implement_trait)] // the word is that of the tree, beside `and`
    pub fn not(of: Expr) -> Self {
        Expr::Not(Box::new(of))
    }

    pub fn and(self, other: Expr) -> Self {
        match self {
            Expr::All(mut parts) => {
                parts.push(other);
                Expr::All(parts)
            }
            one => Expr::All(vec![one, other]),
        }
    }

    /// What it means, slowly: `terms` and `changed_at` are those of an entry.
    pub fn holds(&self, terms: &str, changed_at: Timestamp) -> bool {
        match self {
            Expr::All(parts) => parts.iter().all(|p| p.holds(terms, changed_at)),
            Expr::Any(parts) => parts.iter().any(|p| p.holds(terms, changed_at)),
            Expr::Not(part) => !part.holds(terms, changed_at),
            Expr::Bears(mark) => terms.contains(&format!(" {} ", mark.term())),
            Expr::Says(words) => words::wanted(words).iter().all(|w| terms.contains(&format!(" {w}"))),
            Expr::ChangedSince(day) => changed_at >= *day,
        }
    }

    /// Bits that every entry meant has.
    pub fn bits(&self) -> i64 {
        match self {
            Expr::All(parts) => parts.iter().fold(0, |bits, part| bits | part.bits()),
            Expr::Bears(mark) => mark.bit(),
            _ => 0,
        }
    }
}
