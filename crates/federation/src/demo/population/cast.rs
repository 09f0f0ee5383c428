//! The named people of the demonstration: the same whatever the seed, so that documents, tests and the front page's
//! one-click sign-in can speak of them. Each shows one thing.

use jiff::civil::Date;

use super::{
    dice::{plus_days, plus_years},
    names::Culture,
    organisation::OrganisationKey,
    people::{
        Account, Appointment, Category, Consent, Language, Membership, OtherScript, Person, Role, Training,
        address::{Place, address},
        contact::{landline, mobile},
        maker::Maker,
    },
};

/// Where a member of the cast serves.
#[derive(Clone, Copy, Debug)]
pub(super) enum At {
    Root,
    /// The group of that town.
    Group(&'static str),
    /// The council at that place of the list.
    Council(usize),
}

/// Days are counted from today: negative before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Post {
    pub role: Role,
    pub at: At,
    pub starts: i32,
    pub ends: Option<i32>,
}

#[derive(Debug)]
pub struct CastMember {
    /// Stable key: "coordinator-leeds".
    pub key: &'static str,
    pub title: Option<&'static str>,
    pub forenames: &'static str,
    pub surname: &'static str,
    pub known_as: Option<&'static str>,
    /// Sign-in identifier, nobody else's.
    pub email: &'static str,
    /// Goes after "Sign in as the": "Group Coordinator of Leeds".
    pub post: &'static str,
    /// What to try, in a sentence.
    pub try_this: &'static str,
    pub(super) also_written: Option<(&'static str, &'static str)>,
    pub(super) culture: Culture,
    pub(super) language: Language,
    pub(super) age: i32,
    pub(super) posts: &'static [Post],
    /// Days until the data protection training expires; `None` when it was never attended.
    pub(super) trained_for: Option<i32>,
    pub(super) sign_in: SignIn,
    pub(super) is_member: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum SignIn {
    Active,
    /// Invited so many days ago.
    Invited(i32),
    /// Closed so many days ago.
    Closed(i32),
}

impl CastMember {
    pub fn name(&self) -> String {
        format!("{} {}", self.known_as.unwrap_or(self.forenames), self.surname)
    }

    /// The person, when the population has the organisations of all the posts; `find` answers which those are.
    pub(super) fn person(
        &self,
        maker: &mut Maker,
        place: Place<'_>,
        find: impl Fn(At) -> Option<OrganisationKey>,
    ) -> Option<Person> {
        let today = maker.today;
        let appointments: Vec<_> =
            self.posts.iter().map(|post| appointment(post, &find, today)).collect::<Option<_>>()?;
        let home = appointments.first()?.organisation;
        let key = maker.next_key;
        maker.next_key += 1;
        let dice = &mut maker.dice;
        let born = plus_days(plus_years(today, -self.age), -dice.between(1, 300));
        let joined = plus_days(today, -dice.between(400, 4_000));
        Some(Person {
            key,
            household: key,
            cast: Some(self.key),
            title: self.title,
            forenames: self.forenames.to_owned(),
            surname: self.surname.to_owned(),
            known_as: self.known_as.map(str::to_owned),
            also_written: self
                .also_written
                .map(|(language, name)| OtherScript { language, name: name.to_owned() }),
            culture: self.culture,
            born: Some(born),
            died: None,
            language: self.language,
            home,
            address: Some(address(dice, place)),
            phones: vec![mobile(dice), landline(dice, place.phone)],
            emails: vec![self.email.to_owned()],
            consent: Consent { email: true, post: true, phone: false },
            membership: self.is_member.then(|| {
                Membership::since(super::charity::member_number(key), Category::Individual, joined, today)
            }),
            appointments,
            trainings: self
                .trained_for
                .map(|days| Training::expiring(plus_days(today, days)))
                .into_iter()
                .collect(),
            disclosure: None,
            account: match self.sign_in {
                SignIn::Active => Account::Active,
                SignIn::Invited(days) => Account::Invited(plus_days(today, -days)),
                SignIn::Closed(days) => Account::Closed(plus_days(today, -days)),
            },
        })
    }
}

fn appointment(
    post: &Post,
    find: impl Fn(At) -> Option<OrganisationKey>,
    today: Date,
) -> Option<Appointment> {
    Some(Appointment {
        role: post.role,
        organisation: find(post.at)?,
        start: plus_days(today, post.starts),
        end: post.ends.map(|days| plus_days(today, days)),
    })
}
