//! An [`Expr`] as the databases are asked it: of the search index, where it knows the answer, and of an entry.

use super::Expr;
use crate::access::Clause;
use crate::contact_entry::Mark;
use crate::words;
use store::Engine;

/// What the search index is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Text {
    Everything,
    Nothing,
    These(String),
    /// All but these: the index of SQLite can only take away from something.
    AllBut(String),
}

/// The part of an expression that the search index knows, as its text, and whether that is all of it. None when it
/// leaves everything.
pub(super) fn search(engine: Engine, expr: &Expr) -> (Option<String>, bool) {
    let (known, whole) = known(expr);
    let signs = Signs::of(engine);
    let text = match signs.text(&known) {
        Text::Everything => None,
        Text::Nothing => Some(signs.without(&signs.mark(&Mark::Any), &signs.mark(&Mark::Any))),
        Text::These(text) => Some(text),
        Text::AllBut(text) => Some(signs.without(&signs.mark(&Mark::Any), &text)),
    };
    (text, whole)
}

/// What is asked of dates of change stands in no index: at the top it is left for the entries, below it leaves the
/// whole branch to them.
fn known(expr: &Expr) -> (Expr, bool) {
    match expr {
        Expr::All(parts) => {
            let kept: Vec<Expr> = parts.iter().filter(|p| is_known(p)).cloned().collect();
            let whole = kept.len() == parts.len();
            (Expr::All(kept), whole)
        }
        one if is_known(one) => (one.clone(), true),
        _ => (Expr::everything(), false),
    }
}

fn is_known(expr: &Expr) -> bool {
    match expr {
        Expr::All(parts) | Expr::Any(parts) => parts.iter().all(is_known),
        Expr::Not(part) => is_known(part),
        Expr::Bears(_) | Expr::Says(_) => true,
        Expr::ChangedSince(_) => false,
    }
}

/// The signs of an engine's query language. Marks and folded words hold none of them.
struct Signs {
    quote: char,
    begins: &'static str,
    and: &'static str,
    or: &'static str,
    not: &'static str,
}

impl Signs {
    fn of(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => Self { quote: '"', begins: "*", and: " AND ", or: " OR ", not: " NOT " },
            Engine::Postgres => Self { quote: '\'', begins: ":*", and: " & ", or: " | ", not: " & !" },
        }
    }

    fn mark(&self, mark: &Mark) -> String {
        format!("{0}{1}{0}", self.quote, mark.term())
    }

    fn without(&self, these: &str, those: &str) -> String {
        format!("({these}){}({those})", self.not)
    }

    fn text(&self, expr: &Expr) -> Text {
        match expr {
            Expr::Bears(mark) => Text::These(self.mark(mark)),
            Expr::Says(typed) => {
                let begun = words::wanted(typed)
                    .into_iter()
                    .map(|w| format!("{0}{w}{0}{1}", self.quote, self.begins));
                let begun: Vec<String> = begun.collect();
                if begun.is_empty() { Text::Everything } else { Text::These(begun.join(self.and)) }
            }
            Expr::ChangedSince(_) => Text::Everything,
            Expr::Not(part) => match self.text(part) {
                Text::Everything => Text::Nothing,
                Text::Nothing => Text::Everything,
                Text::These(text) => Text::AllBut(text),
                Text::AllBut(text) => Text::These(text),
            },
            Expr::All(parts) => self.all(parts.iter().map(|p| self.text(p)).collect()),
            // Not all of the opposites.
            Expr::Any(parts) => {
                let opposites = parts.iter().map(|p| self.text(&Expr::not(p.clone()))).collect();
                match self.all(opposites) {
                    Text::Everything => Text::Nothing,
                    Text::Nothing => Text::Everything,
                    Text::These(text) => Text::AllBut(text),
                    Text::AllBut(text) => Text::These(text),
                }
            }
        }
    }

    fn all(&self, parts: Vec<Text>) -> Text {
        let (mut these, mut those) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Text::Everything => {}
                Text::Nothing => return Text::Nothing,
                Text::These(text) => these.push(format!("({text})")),
                Text::AllBut(text) => those.push(format!("({text})")),
            }
        }
        let (these, those) = (these.join(self.and), those.join(self.or));
        match (these.is_empty(), those.is_empty()) {
            (true, true) => Text::Everything,
            (true, false) => Text::AllBut(those),
            (false, true) => Text::These(these),
            (false, false) => Text::These(self.without(&these, &those)),
        }
    }
}

/// Narrows a clause over `contact_entry` to the contacts meant, by the search index as far as it knows.
pub fn narrow(clause: &mut Clause, engine: Engine, expr: &Expr) {
    let (text, whole) = search(engine, expr);
    if let Some(text) = text {
        let place = clause.bind(text);
        clause.and(&match engine {
            Engine::Sqlite => format!(
                "contact_entry.n IN (SELECT rowid FROM contact_search WHERE contact_search MATCH {place})"
            ),
            Engine::Postgres => format!(
                "EXISTS (SELECT 1 FROM contact_search found WHERE found.n = contact_entry.n
                   AND found.terms @@ CAST(CAST({place} AS TEXT) AS tsquery))"
            ),
        });
    }
    if !whole {
        narrow_by_entry(clause, engine, expr);
    }
}

/// The same, asked of each entry.
pub fn narrow_by_entry(clause: &mut Clause, engine: Engine, expr: &Expr) {
    let sql = condition(clause, engine, expr);
    clause.and(&sql);
}

fn condition(clause: &mut Clause, engine: Engine, expr: &Expr) -> String {
    let within = if engine == Engine::Sqlite { "instr" } else { "strpos" };
    let holds = |clause: &mut Clause, text: String| {
        let place = clause.bind(text);
        format!("{within}(contact_entry.terms, CAST({place} AS TEXT)) > 0")
    };
    let all = |parts: Vec<String>, sign: &str, none: &str| match parts.is_empty() {
        true => none.to_owned(),
        false => format!("({})", parts.join(sign)),
    };
    match expr {
        Expr::Bears(mark) => holds(clause, format!(" {} ", mark.term())),
        Expr::Says(typed) => {
            let words = words::wanted(typed).into_iter().map(|w| holds(clause, format!(" {w}")));
            all(words.collect(), " AND ", "TRUE")
        }
        Expr::ChangedSince(day) => {
            let place = clause.bind(day);
            format!("contact_entry.changed_at >= {place}")
        }
        Expr::Not(part) => format!("NOT {}", condition(clause, engine, part)),
        Expr::All(parts) => {
            let parts = parts.iter().map(|p| condition(clause, engine, p)).collect();
            all(parts, " AND ", "TRUE")
        }
        Expr::Any(parts) => {
            let parts = parts.iter().map(|p| condition(clause, engine, p)).collect();
            all(parts, " OR ", "FALSE")
        }
    }
}
