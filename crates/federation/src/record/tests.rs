//! Officers change records: what they may, what they may not, and what happens when two of them do.

use super::*;
use crate::access::{self, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::contact_point::{ContactPoint, Kind};
use crate::organisation::Organisation;
use crate::person::{Name, PersonId};
use crate::testing::{self, Story};
use jiff::civil::date;
use proptest::prelude::*;
use store::testing::for_each_engine;
use store::{Db, Tx};

fn stamp_of(person: PersonId) -> Stamp {
    Stamp { by: Some(person), ..testing::stamp(&testing::clock()) }
}

fn right_of(tx: &mut Tx<'_>, person: PersonId) -> Right<ManageContacts> {
    let actor = access::actor(tx, person, testing::TODAY).unwrap().unwrap();
    access::right_anywhere::<ManageContacts>(tx, &actor).expect("contacts.manage is held")
}

async fn change(
    db: &Db,
    by: PersonId,
    subject: Subject,
    changes: Vec<Change>,
) -> Result<Applied, RecordError> {
    db.write(move |tx| {
        let right = right_of(tx, by);
        apply(tx, &stamp_of(by), &right, subject, &changes)
    })
    .await
}

async fn take_back(db: &Db, by: PersonId, subject: Subject, changed: Vec<Changed>) -> Undone {
    db.write(move |tx| {
        let right = right_of(tx, by);
        undo(tx, &stamp_of(by), &right, subject, &changed)
    })
    .await
    .expect("an undo runs")
}

async fn record_of(db: &Db, subject: Subject) -> Record {
    db.read(move |tx| read(tx, subject)).await.unwrap().expect("the contact is there")
}

fn field(field: Field, before: &str, after: &str) -> Change {
    let some = |t: &str| (!t.is_empty()).then(|| t.to_owned());
    Change::Field { field, before: some(before), after: some(after) }
}

fn email(address: &str) -> Change {
    Change::AddPoint { point: Point::of(ContactPoint::email(address), Purpose::Home) }
}

/// An administrator, who may do what a Supporter Care Officer may not.
async fn administrator(db: &Db, story: &Story) -> PersonId {
    let centre = story.centre.clone();
    db.write(move |tx| {
        let stamp = testing::stamp(&testing::clock());
        let until = Some(date(2027, 5, 3));
        let name = Name::new("Ines", "Duarte");
        testing::volunteer(tx, &stamp, name, "ines@home.example", "administrator", &centre, until)
    })
    .await
    .unwrap()
}

async fn acts_about(db: &Db, subject: Subject) -> Vec<String> {
    db.read(move |tx| {
        tx.all::<(String,)>(
            "SELECT act FROM journal WHERE subject_kind = ?1 AND subject_id = ?2 ORDER BY seq",
            &[&subject.kind(), &subject.bytes().to_vec()],
        )
    })
    .await
    .unwrap()
    .into_iter()
    .map(|(act,)| act)
    .collect()
}

#[tokio::test]
async fn gareth_changes_a_name_and_the_journal_holds_it_sealed() {
    for_each_engine("record_name", |db| async move {
        let story = testing::story(&db).await;
        let marek = Subject::Person(story.marek);
        let changes = vec![
            field(Field::FamilyName, "Nowak", "  Nowak   Kowalski "),
            field(Field::KnownAs, "", "Maz"),
            field(Field::GivenName, "Marek", "Marek"),
        ];
        let applied = change(&db, story.gareth, marek, changes).await.unwrap();
        assert_eq!(applied.changed.len(), 2, "what stood so already is passed over");
        let record = record_of(&db, marek).await;
        assert_eq!(record.field(Field::FamilyName), Some("Nowak Kowalski"));
        let person = story.marek;
        db.read(move |tx| {
            let (sort, payload): (String, Vec<u8>) = tx.one(
                "SELECT p.sort_name, j.payload FROM person p JOIN journal j ON j.subject_id = p.id
                 WHERE p.id = ?1 AND j.act = 'person.changed'",
                &[&person],
            )?;
            assert_eq!(sort, "nowak kowalski marek");
            assert!(!payload.windows(5).any(|w| w == b"Nowak"), "sealed");
            let stamp = testing::stamp(&testing::clock());
            let opened = crate::journal::read_payload(tx, &stamp, Some(person), &payload).unwrap().unwrap();
            let changes: Vec<Changed> = serde_json::from_value(opened["changes"].clone()).unwrap();
            assert_eq!(changes, applied.changed);
            Ok::<_, store::StoreError>(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn whoever_comes_second_meets_both_values_and_nothing_is_written() {
    for_each_engine("record_conflict", |db| async move {
        let story = testing::story(&db).await;
        let marek = Subject::Person(story.marek);
        change(&db, story.gareth, marek, vec![field(Field::Title, "", "Dr")]).await.unwrap();
        let late = vec![field(Field::KnownAs, "", "Maz"), field(Field::Title, "", "Mr")];
        let Err(RecordError::Conflict(conflict)) = change(&db, story.gareth, marek, late).await else {
            panic!("a conflict")
        };
        let some = |t: &str| Some(t.to_owned());
        let expected =
            Conflict::Field { field: Field::Title, seen: None, now: some("Dr"), wanted: some("Mr") };
        assert_eq!(*conflict, expected);
        assert_eq!(record_of(&db, marek).await.field(Field::KnownAs), None);
        let agreed = change(&db, story.gareth, marek, vec![field(Field::Title, "", "Dr")]).await.unwrap();
        assert!(agreed.changed.is_empty(), "two who want the same do not disagree");
    })
    .await;
}

#[tokio::test]
async fn entries_that_will_not_do_are_refused_at_their_field() {
    for_each_engine("record_invalid", |db| async move {
        let story = testing::story(&db).await;
        let marek = Subject::Person(story.marek);
        let nobody = Point::of(ContactPoint::post("1 High Street", "Leeds", None, "LS6 2AI"), Purpose::Home);
        for (changes, at) in [
            (
                vec![field(Field::GivenName, "Marek", ""), field(Field::FamilyName, "Nowak", "")],
                "family_name",
            ),
            (vec![field(Field::DateOfBirth, "", "2030-01-01")], "date_of_birth"),
            (
                vec![field(Field::DateOfBirth, "", "1990-01-01"), field(Field::DeceasedOn, "", "1980-01-01")],
                "deceased_on",
            ),
            (vec![field(Field::Language, "", "Welsh, mostly")], "language"),
            (vec![field(Field::Category, "", "parish")], "category"),
            (vec![email("marek at home")], "value"),
            (vec![email("marek@new.example"), email("Marek@NEW.example")], "value"),
            (vec![Change::AddPoint { point: nobody }], "postcode"),
        ] {
            match change(&db, story.gareth, marek, changes).await {
                Err(RecordError::Invalid(invalid)) => assert_eq!(invalid.at, at),
                other => panic!("{at}: {other:?}"),
            }
        }
        assert!(record_of(&db, marek).await.points.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_mail_of_somebody_with_more_rights_is_not_redirected() {
    for_each_engine("record_rights", |db| async move {
        let story = testing::story(&db).await;
        let ines = administrator(&db, &story).await;
        let refused = change(&db, story.gareth, Subject::Person(ines), vec![email("new@home.example")]).await;
        assert!(matches!(refused, Err(RecordError::Refused(_))), "{refused:?}");
        let name = vec![field(Field::KnownAs, "", "Nes")];
        change(&db, story.gareth, Subject::Person(ines), name).await.expect("the rest may be changed");
        let coordinator = Subject::Person(story.rhian);
        change(&db, story.gareth, coordinator, vec![email("rhian@new.example")]).await.expect("within reach");
        let identifier = db
            .read(move |tx| {
                tx.one::<(String,)>("SELECT identifier FROM account WHERE person_id = ?1", &[&story.rhian])
            })
            .await
            .unwrap()
            .0;
        assert_eq!(identifier, "rhian@home.example", "a sign-in is never touched");
    })
    .await;
}

#[tokio::test]
async fn appointments_are_started_and_ended_within_the_editors_own_rights() {
    for_each_engine("record_appointments", |db| async move {
        let story = testing::story(&db).await;
        let marek = Subject::Person(story.marek);
        let start = |role: &str, at: &Organisation, person| Change::Start {
            appointed: Appointed {
                person,
                role: role.into(),
                organisation: at.id,
                starts_on: date(2026, 12, 1),
                ends_on: None,
            },
        };
        let elsewhere =
            change(&db, story.gareth, marek, vec![start("clerk", &story.leeds, story.marek)]).await;
        assert!(matches!(elsewhere, Err(RecordError::Invalid(Invalid { at: "role", .. }))), "{elsewhere:?}");
        let wider =
            change(&db, story.gareth, marek, vec![start("administrator", &story.centre, story.marek)]).await;
        assert!(matches!(wider, Err(RecordError::Refused(_))), "{wider:?}");
        let own = Subject::Person(story.gareth);
        let own =
            change(&db, story.gareth, own, vec![start("it-support", &story.centre, story.gareth)]).await;
        assert!(matches!(own, Err(RecordError::Refused(access::GrantRefused::OwnBranch))), "{own:?}");
        let new = vec![start("activity-volunteer", &story.bradford, story.marek)];
        let started = change(&db, story.gareth, marek, new.clone()).await.unwrap().changed;
        let again = change(&db, story.gareth, marek, new).await;
        assert!(matches!(again, Err(RecordError::Invalid(_))), "{again:?}");
        let Changed::Appointment { id, .. } = started[0] else { panic!("{started:?}") };
        let end = |before, on| vec![Change::End { id, before, on }];
        let early = change(&db, story.gareth, marek, end(None, date(2026, 11, 30))).await;
        assert!(matches!(early, Err(RecordError::Invalid(Invalid { at: "ends_on", .. }))), "{early:?}");
        let bradford = Subject::Organisation(story.bradford.id);
        let ended = change(&db, story.gareth, bradford, end(None, date(2027, 3, 31))).await.unwrap().changed;
        let late = change(&db, story.gareth, marek, end(None, date(2027, 6, 30))).await;
        assert!(matches!(late, Err(RecordError::Conflict(_))), "{late:?}");
        let undone = take_back(&db, story.gareth, marek, started.clone()).await;
        assert_eq!(undone.kept.len(), 1, "it was ended since");
        assert!(take_back(&db, story.gareth, bradford, ended).await.kept.is_empty());
        assert!(take_back(&db, story.gareth, marek, started).await.kept.is_empty());
        assert_eq!(record_of(&db, marek).await.appointments.len(), 1);
        db.read(crate::journal::verify).await.expect("the chain is whole");
    })
    .await;
}

#[tokio::test]
async fn an_office_address_is_the_organisations_own_and_an_address_may_be_shared() {
    for_each_engine("record_office", |db| async move {
        let story = testing::story(&db).await;
        let bradford = Subject::Organisation(story.bradford.id);
        let office = Point::of(ContactPoint::post("Town Hall", "Bradford", None, "bd1 1hy"), Purpose::Office);
        change(
            &db,
            story.gareth,
            bradford,
            vec![Change::AddPoint { point: office }, email("shared@x.example")],
        )
        .await
        .unwrap();
        change(&db, story.gareth, Subject::Person(story.amina), vec![email("Shared@x.example")])
            .await
            .unwrap();
        let record = record_of(&db, bradford).await;
        let held = record.points.iter().find(|(_, p)| p.kind == Kind::Post).unwrap();
        assert_eq!(held.1.postcode.as_deref(), Some("BD1 1HY"));
        let seen = held.1.clone();
        let until = Point { valid_until: Some(date(2026, 3, 31)), ..seen.clone() };
        let over = Change::ChangePoint { id: held.0, before: seen, after: until };
        change(&db, story.gareth, bradford, vec![over, field(Field::Name, "Bradford", "Bradford & Shipley")])
            .await
            .unwrap();
        let record = record_of(&db, bradford).await;
        assert!(record.point(held.0).unwrap().is_over(testing::TODAY));
        assert_eq!(acts_about(&db, bradford).await, ["organisation.changed", "organisation.changed"]);
    })
    .await;
}

#[tokio::test]
async fn new_people_and_organisations_come_with_all_that_is_known() {
    for_each_engine("record_create", |db| async move {
        let story = testing::story(&db).await;
        let (gareth, leeds, centre) = (story.gareth, story.leeds.clone(), story.centre.clone());
        let made = db
            .write(move |tx| {
                let (right, stamp) = (right_of(tx, gareth), stamp_of(gareth));
                let nation = crate::organisation::by_slug(tx, "wales")?.expect("Wales");
                let group = create_organisation(tx, &stamp, &right, "group", &nation, " Swansea ", None)?;
                assert!(create_organisation(tx, &stamp, &right, "centre", &centre, "X", None).is_err());
                let nameless = create_person(tx, &stamp, &right, &NewPerson::default());
                assert!(matches!(nameless, Err(RecordError::Invalid(_))));
                let new = NewPerson {
                    fields: vec![(Field::GivenName, "Łucja".into()), (Field::FamilyName, "Zych".into())],
                    points: vec![Point::of(ContactPoint::email("lucja@home.example"), Purpose::Home)],
                    appointments: vec![("activity-volunteer".into(), leeds.id, testing::TODAY, None)],
                    ..NewPerson::default()
                };
                let person = create_person(tx, &stamp, &right, &new)?;
                Ok::<_, RecordError>((person, group))
            })
            .await
            .unwrap();
        let record = record_of(&db, Subject::Person(made.0)).await;
        assert_eq!(record.field(Field::GivenName), Some("Łucja"));
        assert_eq!((record.points.len(), record.appointments.len()), (1, 1));
        assert_eq!(acts_about(&db, Subject::Person(made.0)).await, ["person.created"]);
        assert_eq!(made.1.slug, "swansea");
        assert_eq!(acts_about(&db, Subject::Organisation(made.1.id)).await, ["organisation.created"]);
    })
    .await;
}

fn any_change() -> impl Strategy<Value = usize> {
    0usize..9
}

/// A change that fits the record as it stands; the number chooses which.
fn make(record: &Record, n: usize, salt: u32) -> Change {
    let held = |f| record.field(f).map(str::to_owned);
    let set = |f, after: Option<String>| Change::Field { field: f, before: held(f), after };
    let first = record.points.first().cloned();
    match n {
        0 => set(Field::FamilyName, Some(format!("Nowak{salt}"))),
        1 => set(Field::KnownAs, (!salt.is_multiple_of(3)).then(|| format!("Maz {salt}"))),
        2 => set(Field::DateOfBirth, Some(format!("19{:02}-02-03", salt % 100))),
        3 => set(Field::Language, Some(if salt.is_multiple_of(2) { "cy" } else { "en" }.into())),
        4 => email(&format!("m{salt}@home.example")),
        5 => {
            let point = ContactPoint::phone(&format!("07700 9{:05}", salt % 100_000)).preferred();
            Change::AddPoint { point: Point::of(point, Purpose::Office) }
        }
        6 => Change::Wish {
            wished: Wished {
                channel: Kind::Email,
                given: salt.is_multiple_of(2),
                source: "telephone".into(),
                recorded_on: testing::TODAY,
            },
        },
        7 if first.is_some() => {
            let (id, before) = first.expect("there is one");
            let after =
                Point { preferred: !before.preferred, valid_until: Some(testing::TODAY), ..before.clone() };
            Change::ChangePoint { id, before, after }
        }
        _ => match record.appointments.first() {
            Some((id, a)) if a.ends_on.is_none() => {
                Change::End { id: *id, before: None, on: date(2027, 1, 1 + (salt % 28) as i8) }
            }
            _ => set(Field::Title, Some(format!("Dr{salt}"))),
        },
    }
}

fn sorted(mut record: Record) -> Record {
    record.points.sort_by_key(|(id, _)| *id);
    record
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Do, undo: equal. Do again by undoing the undo: equal to what was done. An edit in between is kept and reported.
    #[test]
    fn what_is_done_can_be_undone_and_done_again(
        picks in proptest::collection::vec((any_change(), any::<u32>()), 1..8),
        meddled in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let db = store::testing::fresh_sqlite().await;
            let story = testing::story(&db).await;
            let (gareth, subject) = (story.gareth, Subject::Person(story.marek));
            let start = record_of(&db, subject).await;
            let mut done = Vec::new();
            for (n, salt) in picks {
                let wanted = make(&record_of(&db, subject).await, n, salt);
                match change(&db, gareth, subject, vec![wanted]).await {
                    Ok(applied) => done.extend(applied.changed),
                    Err(RecordError::Invalid(Invalid { why: Why::HasItAlready, .. })) => {}
                    Err(error) => panic!("{error:?}"),
                }
            }
            let after = record_of(&db, subject).await;
            if meddled {
                let title = Change::Field { field: Field::FamilyName, before: after.field(Field::FamilyName).map(str::to_owned), after: Some("Meddler".into()) };
                change(&db, gareth, subject, vec![title]).await.unwrap();
            }
            let named = done.iter().any(|c| matches!(c, Changed::Field { field: Field::FamilyName, .. }));
            let undone = take_back(&db, gareth, subject, done).await;
            let back = record_of(&db, subject).await;
            if meddled {
                assert_eq!(back.field(Field::FamilyName), Some("Meddler"), "an edit since is kept");
                assert_eq!(!undone.kept.is_empty(), named, "and reported");
                return;
            }
            assert_eq!(sorted(back), sorted(start));
            assert!(undone.kept.is_empty());
            let again = take_back(&db, gareth, subject, undone.undone).await;
            assert!(again.kept.is_empty());
            assert_eq!(sorted(record_of(&db, subject).await), sorted(after));
            db.read(crate::journal::verify).await.expect("the chain is whole");
        });
    }
}
