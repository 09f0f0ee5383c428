//! Reads one of the `.txt` files beside this: `[section]`, then names divided by commas or line ends; `#` starts
//! a comment line. A name is `Latin`, `man's/woman's`, or either followed by `=` and the same in another script.

/// One forename or surname in all the forms that its list gives.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    man: &'static str,
    woman: &'static str,
    script: Option<(&'static str, &'static str)>,
}

/// Which form of a surname somebody uses, and from which list the forename comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Woman,
    Man,
}

impl Name {
    pub fn latin(&self, form: Form) -> &'static str {
        match form {
            Form::Woman => self.woman,
            Form::Man => self.man,
        }
    }

    pub fn in_script(&self, form: Form) -> Option<&'static str> {
        let (man, woman) = self.script?;
        Some(if form == Form::Woman { woman } else { man })
    }

    fn read(text: &'static str) -> Self {
        let (latin, script) = match text.split_once('=') {
            Some((latin, script)) => (latin, Some(both(script))),
            None => (text, None),
        };
        let (man, woman) = both(latin);
        Name { man, woman, script }
    }
}

fn both(text: &'static str) -> (&'static str, &'static str) {
    text.split_once('/').unwrap_or((text, text))
}

#[derive(Default)]
pub struct List {
    pub women: Vec<Name>,
    pub men: Vec<Name>,
    /// Forenames of people born before 1970; empty where the list makes no difference.
    pub older_women: Vec<Name>,
    pub older_men: Vec<Name>,
    pub surnames: Vec<Name>,
}

impl List {
    /// # Panics
    /// On a section that it does not know; the files are compiled in, so a test meets that first.
    pub fn read(text: &'static str) -> Self {
        let mut list = List::default();
        for (section, name) in entries(text) {
            list.section(section).push(Name::read(name));
        }
        list
    }

    fn section(&mut self, name: &str) -> &mut Vec<Name> {
        match name {
            "women" => &mut self.women,
            "men" => &mut self.men,
            "older women" => &mut self.older_women,
            "older men" => &mut self.older_men,
            "surnames" => &mut self.surnames,
            other => panic!("a name list has no section [{other}]"),
        }
    }

    pub fn forenames(&self, form: Form, born_before_1970: bool) -> &[Name] {
        let (older, any) = match form {
            Form::Woman => (&self.older_women, &self.women),
            Form::Man => (&self.older_men, &self.men),
        };
        if born_before_1970 && !older.is_empty() { older } else { any }
    }
}

/// What a word list holds, each entry with its section.
pub fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    text.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let heading = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        section = heading.unwrap_or(section);
        let (words, of) = (if heading.is_some() { "" } else { line }, section);
        words.split(',').map(str::trim).filter(|word| !word.is_empty()).map(move |word| (of, word))
    })
}
