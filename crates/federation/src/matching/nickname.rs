//! Names that one person goes by: Robert is Bob, Katarzyna is Kasia.

use crate::words;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Name → the lines of the list that hold it.
static LINES: LazyLock<HashMap<String, Vec<u16>>> = LazyLock::new(|| {
    let mut lines: HashMap<String, Vec<u16>> = HashMap::new();
    for (n, line) in (0..).zip(include_str!("nicknames.txt").lines()) {
        for name in line.split(' ') {
            lines.entry(words::fold(name)).or_default().push(n);
        }
    }
    lines
});

/// Whether both are known forms of one name.
pub fn same_name(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (LINES.get(a), LINES.get(b)) else { return false };
    a.iter().any(|line| b.contains(line))
}
