//! Merge fields as they are typed, `{{name}}` or `{{name | what else}}`. While the Markdown is read each is one sign
//! that nobody types (a private-use character), so that no mark can fall into a field or come out of one.

use super::Fault;

/// U+E000 to U+F8FF are nobody's; a field is one of them.
const FIRST: u32 = 0xE000;
const LAST: u32 = 0xF8FF;

#[derive(Clone, Debug)]
pub(super) struct Fields {
    known: Vec<String>,
    used: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub name: String,
    /// What stands there when the value is not known.
    pub instead: Option<String>,
}

impl Fields {
    pub fn new(known: &[&str]) -> Self {
        Self { known: known.iter().map(|name| folded(name)).collect(), used: Vec::new() }
    }

    /// The text with a sign for each field. Signs that somebody typed are left out.
    pub fn marked(&mut self, text: &str, faults: &mut Vec<Fault>) -> String {
        let clean: String = text.chars().filter(|c| index(*c).is_none()).collect();
        let mut out = String::with_capacity(clean.len());
        let mut rest = clean.as_str();
        while let Some((before, after)) = rest.split_once("{{") {
            out.push_str(before);
            let Some((inside, behind)) = after.split_once("}}").filter(|(inside, _)| !inside.contains('\n'))
            else {
                faults.push(Fault::Open(after.chars().take(20).collect()));
                rest = after;
                continue;
            };
            match self.sign(inside) {
                Ok(sign) => out.push(sign),
                Err(fault) => faults.push(fault),
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }

    fn sign(&mut self, inside: &str) -> Result<char, Fault> {
        let (name, instead) = match inside.split_once('|') {
            Some((name, instead)) => (folded(name), Some(instead.trim().to_owned())),
            None => (folded(inside), None),
        };
        if !self.known.contains(&name) {
            return Err(Fault::Unknown(inside.trim().to_owned(), self.known.join(", ")));
        }
        let field = Field { name, instead };
        let at = self.used.iter().position(|used| *used == field).unwrap_or_else(|| {
            self.used.push(field);
            self.used.len() - 1
        });
        char::from_u32(FIRST + at as u32).filter(|c| *c as u32 <= LAST).ok_or(Fault::TooLong)
    }

    pub fn required(&self) -> impl Iterator<Item = &str> {
        self.used.iter().filter(|field| field.instead.is_none()).map(|field| field.name.as_str())
    }

    /// The field that a sign stands for.
    pub fn of(&self, sign: char) -> Option<&Field> {
        index(sign).and_then(|at| self.used.get(at))
    }
}

fn index(sign: char) -> Option<usize> {
    (FIRST..=LAST).contains(&(sign as u32)).then(|| (sign as u32 - FIRST) as usize)
}

/// Case and the number of blanks do not matter in the name of a field.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
