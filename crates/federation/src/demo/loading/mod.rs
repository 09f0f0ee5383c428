//! Writing a population into an empty database: organisations first, then people in portions, each portion one
//! transaction, so that a million of them need no more memory than a thousand.

use super::population::people::{Appointment, Category, Membership, Outcome, Role};
use super::population::{Account, Language, OrganisationKey, Person, Population};
use crate::account::{self, AccountState};
use crate::acting::{Door, PersonId, Stamp};
use crate::appointment::AppointmentId;
use crate::attainment::{self, Proof};
use crate::contact_point::{ContactPoint, Kind};
use crate::installation::Installation;
use crate::journal;
use crate::membership::{self, Enrolment, Wish};
use crate::organisation::{self, Organisation, OrganisationId};
use crate::person::{self, HouseholdId, Name};
use crate::role::DATA_PROTECTION;
use std::collections::BTreeMap;
use store::{StoreError, Tx};

/// People in one transaction.
const PORTION: usize = 4_000;

#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("there are people here already; a population goes into an empty database")]
    NotEmpty,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Organisation(#[from] organisation::OrganisationError),
    #[error(transparent)]
    Account(#[from] account::AccountError),
    #[error(transparent)]
    Journal(#[from] journal::JournalError),
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    pub organisations: u64,
    pub people: u64,
    pub members: u64,
}

/// Writes the whole population. `password_hash` (a PHC string) is the password of everybody whose account is active.
pub async fn load(
    house: &Installation,
    population: &Population,
    password_hash: Option<String>,
) -> Result<Loaded, LoadError> {
    let stamp = house.stamp(None, Door::Demo);
    let organisations = open_organisations(house, population, &stamp).await?;
    let mut loaded = Loaded { organisations: organisations.len() as u64, ..Loaded::default() };
    let mut people = population.people();
    let mut hand = Hand { organisations, password_hash, households: BTreeMap::new(), stamp };
    loop {
        let portion: Vec<Person> = people.by_ref().take(PORTION).collect();
        if portion.is_empty() {
            break;
        }
        loaded.people += portion.len() as u64;
        loaded.members += portion.iter().filter(|p| p.membership.is_some()).count() as u64;
        hand = house
            .db
            .write(move |tx| {
                hand.write(tx, &portion)?;
                Ok::<_, LoadError>(hand)
            })
            .await?;
    }
    let (stamp, counts) =
        (hand.stamp, serde_json::json!({ "people": loaded.people, "members": loaded.members }));
    let entry = journal::Entry::plain("population.loaded", "federation").holding(counts);
    house.db.write(move |tx| journal::write(tx, &stamp, &entry)).await?;
    Ok(loaded)
}

/// Invites everybody whose account waits for its first password, so that their letter lies in the captured mail.
pub fn invite_waiting(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &account::Letterhead,
) -> Result<(), account::invitation::InviteError> {
    let waiting: Vec<(PersonId,)> =
        tx.all("SELECT person_id FROM account WHERE state = 'invited' ORDER BY id", &[])?;
    waiting
        .into_iter()
        .try_for_each(|(person,)| account::invitation::invite(tx, stamp, head, person).map(drop))
}

/// The slug of the organisation where somebody serves: what a trial signs in to.
pub fn serves_at(tx: &mut Tx<'_>, identifier: &str) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = tx.maybe(
        "SELECT o.slug FROM account JOIN appointment a ON a.person_id = account.person_id
         JOIN organisation o ON o.id = a.organisation_id
         WHERE account.identifier_folded = ?1 ORDER BY a.starts_on LIMIT 1",
        &[&crate::contact_point::fold_email(identifier)],
    )?;
    Ok(row.map(|(slug,)| slug))
}

async fn open_organisations(
    house: &Installation,
    population: &Population,
    stamp: &Stamp,
) -> Result<Vec<Organisation>, LoadError> {
    let (stamp, planned) = (stamp.clone(), population.organisations.clone());
    house
        .db
        .write(move |tx| {
            if organisation::any(tx)? {
                return Err(LoadError::NotEmpty);
            }
            let mut opened: Vec<Organisation> = Vec::with_capacity(planned.len());
            for plan in &planned {
                let parent = plan.parent.map(|key| opened[key.0 as usize].clone());
                let category = plan.electorate.map(|n| Category::of_electorate(n).title());
                let made =
                    organisation::open(tx, &stamp, plan.kind.key(), parent.as_ref(), &plan.name, category)?;
                if let (Some(held), Some(home)) = (&plan.membership, &parent) {
                    let term = (held.term_start, held.ended.map(|e| e.on).or(held.term_end));
                    membership::enrol_organisation(
                        tx,
                        &stamp,
                        made.id,
                        home.id,
                        held.category.title(),
                        term,
                    )?;
                }
                opened.push(made);
            }
            Ok(opened)
        })
        .await
}

/// What a portion needs to know of those before it.
struct Hand {
    organisations: Vec<Organisation>,
    password_hash: Option<String>,
    /// Households that may go on in the next portion; only the newest are kept.
    households: BTreeMap<u64, HouseholdId>,
    stamp: Stamp,
}

impl Hand {
    fn write(&mut self, tx: &mut Tx<'_>, portion: &[Person]) -> Result<(), LoadError> {
        let (members, others): (Vec<_>, Vec<_>) = portion.iter().partition(|p| p.membership.is_some());
        let enrolments: Vec<Enrolment> =
            members.iter().filter_map(|p| p.membership.as_ref().map(|m| self.enrolment(p, m))).collect();
        let enrolled = membership::enrol(tx, &self.stamp, &enrolments)?;
        for (person, ids) in members.into_iter().zip(enrolled) {
            self.serve(tx, person, ids.person)?;
        }
        for person in others {
            let id = person::record(tx, &self.stamp, &name(person))?;
            let (language, born) = (language(person), person.born);
            tx.run(
                "UPDATE person SET language = ?2, date_of_birth = ?3 WHERE id = ?1",
                &[&id, &language, &born],
            )?;
            membership::record_contact_points(tx, &self.stamp, id, &contact_points(person))?;
            self.serve(tx, person, id)?;
        }
        Ok(())
    }

    fn at(&self, key: OrganisationKey) -> OrganisationId {
        self.organisations[key.0 as usize].id
    }

    fn household(&mut self, number: u64) -> HouseholdId {
        let ids = &self.stamp.ids;
        let id = *self.households.entry(number).or_insert_with(|| ids.next());
        while self.households.len() > 64 {
            self.households.pop_first();
        }
        id
    }

    fn enrolment(&mut self, person: &Person, held: &Membership) -> Enrolment {
        let source = "application form";
        let wish =
            |channel, given| Wish { channel, given, source: source.to_owned(), recorded_on: held.joined };
        let said = &person.consent;
        Enrolment {
            name: name(person),
            date_of_birth: person.born,
            language: language(person),
            deceased_on: person.died,
            household: Some(self.household(person.household)),
            contact_points: contact_points(person),
            wishes: vec![
                wish(Kind::Email, said.email),
                wish(Kind::Post, said.post),
                wish(Kind::Phone, said.phone),
            ],
            organisation: self.at(person.home),
            category: held.category.title().to_owned(),
            number: Some(held.number.clone()),
            joined_on: Some(held.joined),
            terms: vec![(held.term_start, held.term_end)],
            ended: held.ended.map(|e| (e.on, format!("{:?}", e.because).to_lowercase())),
        }
    }

    /// What a volunteer has: appointments, training, checks, a sign-in.
    fn serve(&self, tx: &mut Tx<'_>, person: &Person, id: PersonId) -> Result<(), LoadError> {
        for held in &person.appointments {
            self.appoint(tx, id, held)?;
        }
        for training in &person.trainings {
            let proof =
                Proof { obtained_on: training.completed, expires_on: Some(training.expires), pending: false };
            attainment::record(tx, &self.stamp, id, DATA_PROTECTION, proof, "course")?;
        }
        if let Some(check) = &person.disclosure {
            let pending = check.outcome != Outcome::Clear;
            let proof = Proof { obtained_on: check.issued, expires_on: Some(check.review_by), pending };
            attainment::record(tx, &self.stamp, id, "disclosure-check", proof, "check")?;
        }
        let state = match person.account {
            Account::Absent => return Ok(()),
            Account::Invited(_) => AccountState::Invited,
            Account::Active => AccountState::Active,
            Account::Closed(_) => AccountState::Closed,
        };
        let Some(address) = person.emails.first() else { return Ok(()) };
        account::open(tx, &self.stamp, id, address, &[])?;
        let hash = self.password_hash.as_ref().filter(|_| state != AccountState::Invited);
        tx.run(
            "UPDATE account SET state = ?2, password_hash = ?3 WHERE person_id = ?1",
            &[&id, &state.word(), &hash],
        )?;
        Ok(())
    }

    fn appoint(&self, tx: &mut Tx<'_>, person: PersonId, held: &Appointment) -> Result<(), StoreError> {
        tx.run(
            "INSERT INTO appointment (id, person_id, role, organisation_id, starts_on, ends_on, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            &[
                &self.stamp.ids.next::<AppointmentId>(),
                &person,
                &Role::key(held.role),
                &self.at(held.organisation),
                &held.start,
                &held.end,
                &self.stamp.now,
            ],
        )
        .map(drop)
    }
}

fn name(person: &Person) -> Name {
    Name {
        title: person.title.map(str::to_owned),
        given: person.forenames.clone(),
        family: person.surname.clone(),
        known_as: person.known_as.clone(),
    }
}

fn language(person: &Person) -> Option<String> {
    (person.language == Language::Welsh).then(|| "cy".to_owned())
}

fn contact_points(person: &Person) -> Vec<ContactPoint> {
    let mut points: Vec<ContactPoint> =
        person.emails.iter().map(|address| ContactPoint::email(address)).collect();
    points.extend(person.phones.iter().map(|phone| ContactPoint::phone(&phone.number)));
    if let Some(at) = &person.address {
        let lines: Vec<&str> =
            [&at.house, &at.street, &at.locality].into_iter().flatten().map(String::as_str).collect();
        let (town, postcode) =
            (at.town.as_deref().unwrap_or_default(), at.postcode.as_deref().unwrap_or_default());
        points.push(ContactPoint::post(&lines.join("\n"), town, at.county.as_deref(), postcode));
    }
    if let Some(first) = points.first_mut() {
        first.preferred = true;
    }
    points
}

#[cfg(test)]
mod tests;
