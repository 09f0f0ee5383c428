//! People who live together: alone, as a couple, or with grown-up children. They share an address, mostly a
//! surname, and sometimes one e-mail address.

use super::{
    Address, Category, Person,
    address::{Place, address},
    maker::{Draft, Maker},
};
use crate::demo::population::{
    dice::Dice,
    names::{Culture, Form},
    organisation::OrganisationKey,
};

#[derive(Clone, Copy)]
enum Shape {
    Alone,
    Couple,
    ParentAndChild,
    Family,
}

/// One household at that place, all at home in the same organisation; the category that they would join in.
pub fn household(maker: &mut Maker, place: Place<'_>, home: OrganisationKey) -> (Vec<Person>, Category) {
    use Shape::{Alone, Couple, Family, ParentAndChild};
    let shape = maker.dice.weigh(&[(60, Alone), (30, Couple), (6, ParentAndChild), (4, Family)]);
    let at = address(&mut maker.dice, place);
    let age = match shape {
        Alone | Couple => age(&mut maker.dice),
        ParentAndChild | Family => maker.dice.between(46, 84),
    };
    let first = Draft::new(&mut maker.dice, place.nation, age, home);
    let household = maker.next_key;
    let mut people = Vec::with_capacity(3);
    people.push(maker.person(first, place, &at));
    if matches!(shape, Couple | Family) {
        people.push(partner(maker, first, place, &at));
        share_contacts(&mut maker.dice, &mut people);
    }
    if matches!(shape, ParentAndChild | Family) {
        let child = child(&mut maker.dice, first);
        people.push(maker.person(child, place, &at));
    }
    for person in &mut people {
        person.household = household;
    }
    let category = category(&mut maker.dice, shape, age);
    (people, category)
}

/// Adults, most of them past middle age.
pub fn age(dice: &mut Dice) -> i32 {
    let (from, to) =
        dice.weigh(&[(11, (18, 39)), (18, (40, 54)), (23, (55, 64)), (36, (65, 79)), (12, (80, 97))]);
    dice.between(from, to)
}

fn category(dice: &mut Dice, shape: Shape, age: i32) -> Category {
    match shape {
        Shape::Couple if dice.per_mille(650) => Category::Joint,
        Shape::Family => Category::Family,
        Shape::ParentAndChild if dice.per_mille(400) => Category::Family,
        _ if age >= 60 && dice.per_mille(90) => Category::Life,
        _ if dice.per_mille(240) => Category::Concession,
        _ => Category::Individual,
    }
}

fn partner(maker: &mut Maker, first: Draft, place: Place<'_>, at: &Address) -> Person {
    let dice = &mut maker.dice;
    let age = (first.age + dice.between(-8, 8)).clamp(18, 98);
    let mut partner = Draft::new(dice, place.nation, age, first.home);
    let same_form = dice.per_mille(35);
    partner.form = match (first.form, same_form) {
        (Form::Woman, true) | (Form::Man, false) => Form::Woman,
        (Form::Man, true) | (Form::Woman, false) => Form::Man,
    };
    if dice.per_mille(880) {
        partner.culture = first.culture;
        partner.surname = *dice.pick_early(&first.culture.names().surnames);
    }
    let shares_surname = match partner.culture {
        Culture::Chinese | Culture::Arabic | Culture::Bangladeshi | Culture::Pakistani => 250,
        _ => 820,
    };
    // A list gives forms and scripts for its own names only, so a shared surname needs the same list.
    if partner.culture == first.culture && dice.per_mille(shares_surname) {
        partner.surname = first.surname;
    }
    maker.person(partner, place, at)
}

fn child(dice: &mut Dice, parent: Draft) -> Draft {
    let age = (parent.age - dice.between(22, 38)).max(18);
    let form = if dice.per_mille(500) { Form::Woman } else { Form::Man };
    Draft { form, age, ..parent }
}

/// Some couples have one mailbox, and one telephone in the hall.
fn share_contacts(dice: &mut Dice, people: &mut [Person]) {
    let [first, second] = people else { return };
    if dice.per_mille(240) && !first.emails.is_empty() {
        second.emails.clone_from(&first.emails);
    }
    if dice.per_mille(450) && !first.phones.is_empty() {
        second.phones.clone_from(&first.phones);
    }
}
