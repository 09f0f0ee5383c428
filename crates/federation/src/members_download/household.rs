//! How an envelope names the people of a household. Pure.

use crate::person::Name;
use crate::words;

/// Ways to name them, the fullest first: the one that fits the label is taken. Each is one or more lines.
///
/// `whole` makes "The Jones household" of the surnames.
pub fn envelope(names: &[Name], whole: impl Fn(&str) -> String) -> Vec<Vec<String>> {
    match names {
        [] => Vec::new(),
        [one] => vec![vec![one.addressed()]],
        [first, second] => couple(first, second),
        _ => many(names, whole),
    }
}

fn couple(first: &Name, second: &Name) -> Vec<Vec<String>> {
    let apart = vec![first.addressed(), format!("and {}", second.addressed())];
    let one_line = if same_family(first, second) {
        format!("{} and {}", without_family(first), second.addressed())
    } else {
        format!("{} and {}", first.addressed(), second.addressed())
    };
    vec![vec![one_line], apart]
}

fn many(names: &[Name], whole: impl Fn(&str) -> String) -> Vec<Vec<String>> {
    let each: Vec<String> = names.iter().map(Name::addressed).collect();
    let mut families: Vec<&str> = Vec::new();
    for name in names {
        if !name.family.is_empty() && !families.iter().any(|f| words::fold(f) == words::fold(&name.family)) {
            families.push(&name.family);
        }
    }
    let mut ways = vec![vec![listed(&each)]];
    if !families.is_empty() {
        ways.push(vec![whole(&listed(&families.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>()))]);
    }
    ways.push(each);
    ways
}

fn same_family(first: &Name, second: &Name) -> bool {
    !first.family.is_empty() && words::fold(&first.family) == words::fold(&second.family)
}

fn without_family(name: &Name) -> String {
    Name { family: String::new(), ..name.clone() }.addressed()
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(title: &str, given: &str, family: &str) -> Name {
        Name { title: Some(title.to_owned()), ..Name::new(given, family) }
    }

    fn first_way(names: &[Name]) -> String {
        envelope(names, |f| format!("The {f} household"))[0].join(" / ")
    }

    #[test]
    fn a_household_is_named_as_one_would_write_it_on_an_envelope() {
        let (alun, beth) = (name("Mr", "Alun", "Jones"), name("Mrs", "Beth", "Jones"));
        assert_eq!(first_way(std::slice::from_ref(&alun)), "Mr Alun Jones");
        assert_eq!(first_way(&[alun.clone(), beth.clone()]), "Mr Alun and Mrs Beth Jones");
        let chirag = name("Mr", "Chirag", "Patel");
        assert_eq!(first_way(&[beth.clone(), chirag.clone()]), "Mrs Beth Jones and Mr Chirag Patel");
        let ways = envelope(&[alun, beth, chirag], |f| format!("The {f} household"));
        assert_eq!(ways[0], ["Mr Alun Jones, Mrs Beth Jones and Mr Chirag Patel"]);
        assert_eq!(ways[1], ["The Jones and Patel household"]);
        assert_eq!(ways[2].len(), 3);
    }
}
