//! Makes one person at a time out of chance, a culture and a place.

use jiff::civil::Date;

use super::{
    Account, Address, Consent, Language, OtherScript, Person, Phone,
    address::Place,
    contact::{email, landline, mobile},
};
use crate::demo::population::{
    dice::{Dice, plus_days, plus_years},
    names::{Culture, Form, Name, known_as},
    organisation::{Nation, OrganisationKey},
};

/// What is decided about somebody before the rest is.
#[derive(Clone, Copy)]
pub struct Draft {
    pub culture: Culture,
    pub form: Form,
    /// Full years.
    pub age: i32,
    pub surname: Name,
    pub home: OrganisationKey,
}

impl Draft {
    pub fn new(dice: &mut Dice, nation: Nation, age: i32, home: OrganisationKey) -> Self {
        let culture = Culture::of(nation, dice);
        let form = if dice.per_mille(560) { Form::Woman } else { Form::Man };
        let surname = *dice.pick_early(&culture.names().surnames);
        Draft { culture, form, age, surname, home }
    }
}

pub struct Maker {
    pub dice: Dice,
    pub today: Date,
    pub next_key: u64,
}

impl Maker {
    /// A person without membership, appointments or account, at `address`.
    pub fn person(&mut self, draft: Draft, place: Place<'_>, address: &Address) -> Person {
        let key = self.next_key;
        self.next_key += 1;
        let born = self.birthday(draft.age);
        let list = draft.culture.names();
        let forename = *self.dice.pick_early(list.forenames(draft.form, born.year() < 1970));
        let written = self.name(draft, &forename);
        let phones = self.phones(draft.age, place);
        let emails = self.emails(draft, &forename, key);
        let consent = self.consent(!emails.is_empty());
        let dice = &mut self.dice;
        Person {
            key,
            household: key,
            cast: None,
            title: title(dice, draft),
            known_as: dice
                .per_mille(130)
                .then(|| known_as(forename.latin(draft.form), dice))
                .flatten()
                .map(str::to_owned),
            forenames: written.forenames,
            surname: written.surname,
            also_written: written.also,
            culture: draft.culture,
            born: (!dice.per_mille(45)).then_some(born),
            died: None,
            language: language(dice, draft.culture, place.nation),
            home: draft.home,
            address: Some(address.clone()),
            phones,
            emails,
            consent,
            membership: None,
            appointments: Vec::new(),
            trainings: Vec::new(),
            disclosure: None,
            account: Account::Absent,
        }
    }

    fn birthday(&mut self, age: i32) -> Date {
        plus_days(plus_years(self.today, -age), -self.dice.between(0, 364))
    }

    fn name(&mut self, draft: Draft, forename: &Name) -> Written {
        let dice = &mut self.dice;
        let (form, surname) = (draft.form, draft.surname);
        if let (Some(language), Some(first), Some(last)) =
            (draft.culture.script_language(), forename.in_script(form), surname.in_script(form))
        {
            match dice.below(100) {
                0..8 => return Written::plain(first, last),
                8..38 => {
                    let name = in_order(language, first, last);
                    let also = Some(OtherScript { language, name });
                    return Written { also, ..Written::plain(forename.latin(form), surname.latin(form)) };
                }
                _ => {}
            }
        }
        if matches!(draft.culture, Culture::Indian | Culture::Bangladeshi) && dice.per_mille(6) {
            return Written::plain("", forename.latin(form));
        }
        let mut written = Written::plain(forename.latin(form), surname.latin(form));
        self.embellish(draft, &mut written);
        written
    }

    /// Middle names, double surnames, and the capitals of careless typing.
    fn embellish(&mut self, draft: Draft, written: &mut Written) {
        use Culture::*;
        let dice = &mut self.dice;
        let list = draft.culture.names();
        if matches!(draft.culture, English | Scottish | Welsh | Irish | Caribbean | WestAfrican)
            && dice.per_mille(240)
        {
            let middle = dice.pick_early(list.forenames(draft.form, draft.age > 55)).latin(draft.form);
            if middle != written.forenames {
                written.forenames.push(' ');
                written.forenames.push_str(middle);
            }
        }
        match dice.below(1000) {
            0..22 if !written.surname.contains([' ', '-']) => {
                let second = dice.pick(&list.surnames).latin(draft.form);
                if second != written.surname {
                    written.surname.push('-');
                    written.surname.push_str(second);
                }
            }
            22..34 => written.surname = written.surname.to_uppercase(),
            34..38 => {
                written.forenames = written.forenames.to_lowercase();
                written.surname = written.surname.to_lowercase();
            }
            _ => {}
        }
    }

    fn phones(&mut self, age: i32, place: Place<'_>) -> Vec<Phone> {
        let dice = &mut self.dice;
        let mut phones = Vec::new();
        if dice.per_mille(if age < 75 { 780 } else { 480 }) {
            phones.push(mobile(dice));
        }
        if dice.per_mille(if age < 50 { 150 } else { 560 }) {
            phones.push(landline(dice, place.phone));
        }
        phones
    }

    fn emails(&mut self, draft: Draft, forename: &Name, key: u64) -> Vec<String> {
        let has_one = match draft.age {
            ..65 => 890,
            65..81 => 720,
            _ => 440,
        };
        if !self.dice.per_mille(has_one) {
            return Vec::new();
        }
        vec![email(&mut self.dice, forename, &draft.surname, draft.form, key)]
    }

    fn consent(&mut self, has_email: bool) -> Consent {
        let dice = &mut self.dice;
        Consent {
            email: has_email && dice.per_mille(640),
            post: dice.per_mille(710),
            phone: dice.per_mille(260),
        }
    }
}

struct Written {
    forenames: String,
    surname: String,
    also: Option<OtherScript>,
}

impl Written {
    fn plain(forenames: &str, surname: &str) -> Self {
        Written { forenames: forenames.to_owned(), surname: surname.to_owned(), also: None }
    }
}

/// The name in the order of its language: Han names put the surname first and leave no space.
fn in_order(language: &str, forename: &str, surname: &str) -> String {
    if language == "zh" { format!("{surname}{forename}") } else { format!("{forename} {surname}") }
}

fn title(dice: &mut Dice, draft: Draft) -> Option<&'static str> {
    if dice.per_mille(620) {
        return None;
    }
    if dice.per_mille(60) {
        return Some(dice.weigh(&[(60, "Dr"), (10, "Prof"), (20, "Rev"), (10, "Mx")]));
    }
    Some(match draft.form {
        Form::Man => "Mr",
        Form::Woman => dice.weigh(&[(50, "Mrs"), (30, "Ms"), (20, "Miss")]),
    })
}

fn language(dice: &mut Dice, culture: Culture, nation: Nation) -> Language {
    let wants_welsh = match (nation, culture) {
        (Nation::Wales, Culture::Welsh) => 260,
        (Nation::Wales, _) => 40,
        (_, Culture::Welsh) => 20,
        _ => 0,
    };
    if dice.per_mille(wants_welsh) { Language::Welsh } else { Language::English }
}
