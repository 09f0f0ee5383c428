//! What everybody who uses the generated people may rely on.

mod association;
mod people;
mod stable;
mod volunteers;

use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::{Person, Population, Sizes};

const TODAY: Date = date(2026, 11, 22);

type Made = (Population, Vec<Person>);

fn demo() -> &'static Made {
    static DEMO: LazyLock<Made> = LazyLock::new(|| {
        let charity = Population::charity(7, TODAY, Sizes::DEMO);
        let people = charity.people().collect();
        (charity, people)
    });
    &DEMO
}

fn association() -> &'static Made {
    static ASSOCIATION: LazyLock<Made> = LazyLock::new(|| {
        let association = Population::association(7, TODAY, 450);
        let people = association.people().collect();
        (association, people)
    });
    &ASSOCIATION
}

/// How many of a thousand satisfy the question.
fn per_mille<T>(all: &[T], question: impl Fn(&T) -> bool) -> usize {
    all.iter().filter(|one| question(one)).count() * 1000 / all.len().max(1)
}

fn volunteers(people: &[Person]) -> Vec<&Person> {
    people.iter().filter(|person| !person.appointments.is_empty()).collect()
}
