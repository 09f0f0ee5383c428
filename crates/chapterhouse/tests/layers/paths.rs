//! Finds what a source text names by `crate::…`, in `use` trees with braces as well as in the middle of code.

/// `crate::folder::item…`
#[derive(Debug, PartialEq)]
pub struct CratePath {
    pub folder: String,
    pub item: Option<String>,
}

pub fn crate_paths(source: &str) -> Vec<CratePath> {
    let code = without_comments(source);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let part_of_word = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
        if !part_of_word {
            for path in tree(&code[at + "crate::".len()..]) {
                let mut words = path.into_iter();
                if let Some(folder) = words.next() {
                    found.push(CratePath { folder, item: words.next() });
                }
            }
        }
    }
    found
}

/// Expands `a::{b, c::{d, e}}` into its paths.
fn tree(text: &str) -> Vec<Vec<String>> {
    let mut rest = text.trim_start();
    let mut path = Vec::new();
    loop {
        if let Some(group) = rest.strip_prefix('{') {
            return branches(group)
                .into_iter()
                .flat_map(tree)
                .map(|tail| path.iter().cloned().chain(tail).collect())
                .collect();
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if end > 0 {
            path.push(rest[..end].to_owned());
        }
        match rest[end..].strip_prefix("::") {
            Some(next) => rest = next.trim_start(),
            None => return vec![path],
        }
    }
}

/// The parts between the commas of a group whose opening brace has been read.
fn branches(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn without_comments(source: &str) -> String {
    source
        .lines()
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join("\n")
}
