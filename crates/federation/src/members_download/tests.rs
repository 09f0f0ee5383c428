//! The story: Rhian takes out the members of Leeds, on the record; others see why they may not.

use super::*;
use crate::access::{self, Denied, DownloadMembers, Refusal, Right};
use crate::account::password::Known;
use crate::acting::Door;
use crate::contact_point::ContactPoint;
use crate::installation::{Installation, Settings};
use crate::members::{Chosen, Filter, Standing, list_name};
use crate::membership::{Enrolment, Wish};
use crate::organisation::OrganisationId;
use crate::person::{HouseholdId, Name, PersonId};
use crate::selection;
use crate::testing::{
    self, FILE_PASSWORD, Folder, Story, TODAY, bytes, enrol, file_password, member, rows, words,
};
use formats::xlsx::opened;
use jiff::ToSpan;
use jiff::civil::date;
use sha2::{Digest, Sha256};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use store::testing::for_each_engine;
use store::{Db, StoreError};

struct House {
    house: Installation,
    story: Story,
    spool: Folder,
}

async fn house(db: &Db) -> House {
    let story = testing::story(db).await;
    let house = testing::installation(db).await;
    let spool = Folder::new();
    let settings = Settings { spool: spool.0.clone(), ..(*house.settings).clone() };
    House { house: Installation { settings: Arc::new(settings), ..house }, story, spool }
}

impl House {
    async fn right(&self, who: PersonId, at: OrganisationId) -> Result<Right<DownloadMembers>, Denied> {
        self.house
            .db
            .read(move |tx| {
                let actor = access::actor(tx, who, TODAY)?.expect("an account");
                access::right(tx, &actor, at)
            })
            .await
    }

    async fn rhians(&self) -> Right<DownloadMembers> {
        self.right(self.story.rhian, self.story.leeds.id).await.expect("Rhian may")
    }

    async fn take(&self, right: &Right<DownloadMembers>, ask: Ask) -> Result<Finished, DownloadError> {
        write(&self.house, &words(), right, Door::Page, ask, file_password()).await
    }

    async fn downloads(&self) -> Vec<Download> {
        self.house
            .db
            .read(|tx| -> Result<Vec<Download>, StoreError> {
                tx.all(&format!("SELECT {RECORD} {RECORD_FROM} ORDER BY download.at, download.id"), &[])
            })
            .await
            .unwrap()
    }
}

fn ask(form: Form) -> Ask {
    let purpose = Purpose::of("newsletter", "the autumn newsletter").unwrap();
    Ask { whose: Chosen::Filter(Filter::default()), purpose, form }
}

fn spreadsheet(keys: &[&str]) -> Ask {
    ask(Form::Spreadsheet(Columns::of(keys.iter().copied()).unwrap()))
}

fn post(
    given: &str,
    family: &str,
    at: &crate::organisation::Organisation,
    address: ContactPoint,
) -> Enrolment {
    Enrolment { contact_points: vec![address], ..member(given, family, at) }
}

#[tokio::test]
async fn rhian_takes_out_the_members_of_leeds_and_of_no_other_group() {
    for_each_engine("spreadsheet", |db| async move {
        let h = house(&db).await;
        let mut shy = member("Zuzanna", "Kowalczyk", &h.story.leeds);
        shy.contact_points.push(ContactPoint::email("second@post.example"));
        shy.contact_points.push(ContactPoint::phone("0113 496 0000"));
        let trick = member("=HYPERLINK(\"http://x\")", "+Albright", &h.story.leeds);
        let other = member("Imran", "Hussain", &h.story.bradford);
        let ended = Enrolment {
            ended: Some((date(2026, 1, 1), "moved".into())),
            ..member("Gone", "Away", &h.story.leeds)
        };
        enrol(&db, vec![shy, trick, other, ended]).await;
        let right = h.rhians().await;
        let keys = ["surname", "forenames", "email", "phone", "town", "state", "paid_until", "date_of_birth"];
        let finished = h.take(&right, spreadsheet(&keys)).await.unwrap();
        assert_eq!(finished.name, "leeds-members-2026-11-22.xlsx");
        assert_eq!((finished.written.pieces, finished.written.people), (2, 2));
        let (id, said) = (finished.id, finished.written.clone());
        let file = bytes(finished);
        assert_eq!(opened::decrypted(&file, "another password"), Err(opened::Refused::Password));
        let rows = rows(&file);
        assert_eq!(rows.len(), 3);
        assert_eq!(
            rows[0],
            [
                "Forenames",
                "Surname",
                "Membership",
                "Paid until",
                "Town",
                "E-mail",
                "Telephone",
                "Date of birth"
            ]
        );
        assert_eq!(rows[1][..3], ["=HYPERLINK(\"http://x\")", "+Albright", "Current"], "a name stays a name");
        assert_eq!(rows[2][..2], ["Zuzanna", "Kowalczyk"]);
        assert_eq!(rows[2][4..7], ["Leeds", "zuzanna.kowalczyk@post.example", "0113 496 0000"]);
        assert!(rows.concat().iter().all(|text| !text.contains("Hussain") && !text.contains("Away")));
        let register = h.downloads().await;
        assert_eq!(register.len(), 1);
        let row = &register[0];
        assert_eq!(row.id, id);
        assert_eq!(
            row.sha256.as_slice(),
            Sha256::digest(&file).as_slice(),
            "the row has the hash of the file"
        );
        assert_eq!((row.bytes as usize, row.pieces, said.bytes), (file.len(), 2, file.len() as u64));
        assert_eq!(
            (row.person, row.reason.as_str(), row.words.as_str()),
            (h.story.rhian, "newsletter", "the autumn newsletter")
        );
        assert_eq!(row.filter_words, "Current or lapsed members");
        assert_eq!(row.columns.len(), 8);
        let acts: Vec<(String, Vec<u8>)> = db
            .read(|tx| -> Result<_, StoreError> {
                tx.all("SELECT act, payload FROM journal WHERE act = 'members.downloaded'", &[])
            })
            .await
            .unwrap();
        assert_eq!(acts.len(), 1);
        assert!(
            !String::from_utf8_lossy(&acts[0].1).contains("autumn"),
            "free words stay out of the journal"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_gets_the_reason_and_no_file() {
    for_each_engine("refusals", |db| async move {
        let h = house(&db).await;
        let refused = h.right(h.story.marek, h.story.leeds.id).await.unwrap_err();
        let Denied::Refused(Refusal::NoRole { roles, .. }) = refused else { panic!("{refused:?}") };
        assert!(roles.iter().any(|r| r == "Group Coordinator"), "the roles that open it are named");
        let refused = h.right(h.story.amina, h.story.bradford.id).await.unwrap_err();
        let Denied::Refused(refusal) = refused else { panic!("{refused:?}") };
        assert!(refusal.reason().contains("expired on 3 May 2026"), "{}", refusal.reason());
        let refused = h.right(h.story.rhian, h.story.bradford.id).await.unwrap_err();
        assert!(matches!(refused, Denied::Invisible | Denied::Refused(_)));
        assert!(h.downloads().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn gareth_takes_out_the_whole_federation() {
    for_each_engine("federation", |db| async move {
        let h = house(&db).await;
        let members = (0..30).map(|n| {
            member(
                &format!("Given{n}"),
                "Member",
                if n % 2 == 0 { &h.story.leeds } else { &h.story.bradford },
            )
        });
        enrol(&db, members.collect()).await;
        let right = h.right(h.story.gareth, h.story.centre.id).await.unwrap();
        let finished = h.take(&right, spreadsheet(&["surname", "organisation"])).await.unwrap();
        assert_eq!(finished.written.pieces, 30);
        let rows = rows(&bytes(finished));
        assert_eq!(rows.iter().filter(|r| r[1] == "Bradford").count(), 15);
        let found = Ask {
            whose: Chosen::Filter(Filter { search: "given7".into(), ..Filter::default() }),
            ..spreadsheet(&["forenames"])
        };
        assert_eq!(h.take(&right, found).await.unwrap().written.pieces, 1);
        let all = Ask {
            whose: Chosen::Filter(Filter { standing: Standing::Any, ..Filter::default() }),
            ..spreadsheet(&["forenames"])
        };
        assert_eq!(h.take(&right, all).await.unwrap().written.pieces, 30);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_written_and_nothing_recorded_when_nobody_matches() {
    for_each_engine("nobody", |db| async move {
        let h = house(&db).await;
        let right = h.rhians().await;
        let answered = h.take(&right, spreadsheet(&["surname"])).await;
        assert!(matches!(answered, Err(DownloadError::Nobody)), "{answered:?}");
        assert!(h.downloads().await.is_empty());
        assert_eq!(std::fs::read_dir(&h.spool.0).unwrap().count(), 0);
    })
    .await;
}

#[test]
fn a_reason_its_words_and_a_column_are_needed() {
    assert_eq!(Purpose::of("", "the newsletter"), Err(PurposeRefused::NoReason));
    assert_eq!(Purpose::of("newsletter", "  ?  "), Err(PurposeRefused::NoWords));
    assert_eq!(Purpose::of("newsletter", &"x".repeat(301)), Err(PurposeRefused::TooManyWords));
    assert_eq!(Columns::of([]), Err(ColumnsRefused::None));
    assert_eq!(Columns::of(["password"]), Err(ColumnsRefused::Unknown("password".into())));
    assert!(Sheet::of("J8160", 22, (0.0, 0.0), Each::Person).is_err());
    assert!(Sheet::of("J8160", 21, (3.1, 0.0), Each::Person).is_err());
    assert!(Sheet::of("l7160", 21, (-3.0, 3.0), Each::Person).is_ok());
}

#[test]
fn the_least_is_ticked_and_a_date_of_birth_never() {
    for reason in REASONS {
        let least = Columns::least(reason);
        assert!(
            least.keys().contains(&"surname") && !least.keys().contains(&"date_of_birth"),
            "{}",
            reason.key
        );
        assert!(least.keys().len() < 10, "{}", reason.key);
        assert!(
            reason.columns.iter().all(|key| least.keys().contains(key)),
            "{} names no such column",
            reason.key
        );
    }
    assert!(!Columns::all().keys().contains(&"date_of_birth"));
    assert!(COLUMNS.len() > 15);
}

#[test]
fn a_file_needs_a_password_that_holds_for_years() {
    let chosen = |text: &str| FilePassword::choose(text, &Known::default()).map(drop);
    assert_eq!(chosen(""), Err(FilePasswordRefused::Missing));
    assert_eq!(chosen("T9!k4#zq"), Err(FilePasswordRefused::TooShort));
    assert_eq!(chosen(&"word ".repeat(40)), Err(FilePasswordRefused::TooLong));
    assert!(matches!(chosen("password12"), Err(FilePasswordRefused::Guessable(_))));
    assert!(matches!(chosen("aaaaaaaaaaaaaaa"), Err(FilePasswordRefused::Guessable(_))));
    assert_eq!(chosen(FILE_PASSWORD), Ok(()));
}

fn fonts_are_there(house: &Installation) -> bool {
    let there = formats::labels::Fonts::open(&house.settings.fonts).is_ok();
    if !there {
        println!("skipped: no fonts in {}", house.settings.fonts.display());
    }
    there
}

/// The text of a protected PDF; none where the program is missing.
fn text_of(pdf: &[u8]) -> Option<String> {
    let spawned = Command::new("pdftotext")
        .args(["-layout", "-upw", FILE_PASSWORD, "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut reader) = spawned else {
        println!("skipped: pdftotext is not installed");
        return None;
    };
    let (mut input, pdf) = (reader.stdin.take()?, pdf.to_vec());
    let feeder = std::thread::spawn(move || input.write_all(&pdf));
    let said = reader.wait_with_output().ok()?;
    let _ = feeder.join();
    Some(String::from_utf8_lossy(&said.stdout).into_owned())
}

#[tokio::test]
async fn a_household_gets_one_label_and_whoever_gets_none_is_named_with_the_reason() {
    for_each_engine("labels", |db| async move {
        let h = house(&db).await;
        if !fonts_are_there(&h.house) {
            return;
        }
        let leeds = &h.story.leeds;
        let stamp = testing::stamp(&testing::clock());
        let home: HouseholdId = stamp.ids.next();
        let titled = |title: &str, e: Enrolment| Enrolment {
            name: Name { title: Some(title.into()), ..e.name.clone() },
            household: Some(home),
            ..e
        };
        let no_post = Wish {
            channel: crate::contact_point::Kind::Post,
            given: false,
            source: "phone".into(),
            recorded_on: date(2026, 1, 1),
        };
        let people = vec![
            titled("Mr", member("Alun", "Jones", leeds)),
            titled("Mrs", member("Beth", "Jones", leeds)),
            member("Zuzanna", "Kowalczyk", leeds),
            Enrolment { deceased_on: Some(date(2026, 9, 1)), ..member("Departed", "Dear", leeds) },
            Enrolment { wishes: vec![no_post], ..member("Quiet", "Person", leeds) },
            post("Homeless", "Letter", leeds, ContactPoint::email("a@post.example")),
            post("Coded", "Less", leeds, ContactPoint::post("1 Road", "Leeds", None, "")),
            post("Street", "Less", leeds, ContactPoint::post("", "Leeds", None, "LS1 1AA")),
            post(
                "Long",
                "Name",
                leeds,
                ContactPoint::post(
                    &"Llanfairpwllgwyngyllgogerychwyrndrobwll".repeat(3),
                    "Leeds",
                    None,
                    "LS1 1AA",
                ),
            ),
            member("Imran", "Hussain", &h.story.bradford),
        ];
        enrol(&db, people).await;
        let right = h.rhians().await;
        let labels = ask(Form::Labels(Sheet::usual()));
        let (t, fonts, before) = (words(), h.house.settings.fonts.clone(), labels.clone());
        let seen = right.clone();
        let before = db.read_apart(move |tx| survey(tx, &t, &seen, &before, &fonts, TODAY)).await.unwrap();
        assert_eq!((before.pieces, before.people), (2, 3));
        assert_eq!(before.first[0][0], "Mr Alun and Mrs Beth Jones");
        let whys: Vec<Why> = before.left_out.people.iter().map(|(_, why)| *why).collect();
        for why in [Why::Died, Why::NoPost, Why::NoAddress, Why::NoPostcode, Why::NoStreet, Why::TooLong] {
            assert_eq!(whys.iter().filter(|w| **w == why).count(), 1, "{why:?} of {whys:?}");
        }
        let finished = h.take(&right, labels.clone()).await.unwrap();
        assert_eq!(
            (finished.name.as_str(), finished.media_type),
            ("leeds-labels-2026-11-22.pdf", "application/pdf")
        );
        assert_eq!(finished.written.left_out.counts, before.left_out.counts, "after as before");
        assert_eq!(h.downloads().await[0].left_out.len(), 6);
        if let Some(text) = text_of(&bytes(finished)) {
            assert!(
                text.contains("Mr Alun and Mrs Beth Jones") && text.contains("Zuzanna Kowalczyk"),
                "{text}"
            );
            assert!(
                !text.contains("Quiet") && !text.contains("Departed") && !text.contains("Hussain"),
                "{text}"
            );
        }
        let letter =
            Ask { purpose: Purpose::of("letter", "a letter on the new hall").unwrap(), ..labels.clone() };
        assert_eq!(
            h.take(&right, letter).await.unwrap().written.pieces,
            3,
            "a letter that all must get goes to who wants no news"
        );
        let each = ask(Form::Labels(Sheet { each: Each::Person, ..Sheet::usual() }));
        assert_eq!(h.take(&right, each).await.unwrap().written.pieces, 3);
    })
    .await;
}

/// Files below a folder that changed since, small enough to be read, and not a database of a test.
fn recent_files(folder: &Path, since: std::time::SystemTime, depth: u8) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let Ok(meta) = entry.metadata() else { continue };
        let database = entry.file_name().to_string_lossy().starts_with("store-");
        if meta.is_dir() && depth > 0 && !database {
            found.extend(recent_files(&entry.path(), since, depth - 1));
        } else if meta.is_file() && meta.len() < 64 << 20 && meta.modified().is_ok_and(|at| at >= since) {
            found.push(entry.path());
        }
    }
    found
}

#[tokio::test]
async fn after_a_download_no_folder_holds_a_name_in_the_clear() {
    for_each_engine("no plain text", |db| async move {
        let h = house(&db).await;
        let mark = format!("Kowal{:016x}", rand::random::<u64>());
        enrol(&db, vec![member("Zuzanna", &mark, &h.story.leeds)]).await;
        let since = std::fs::metadata(&h.spool.0).unwrap().modified().unwrap();
        let right = h.rhians().await;
        let mut forms = vec![spreadsheet(&["forenames", "surname"])];
        if fonts_are_there(&h.house) {
            forms.push(ask(Form::Labels(Sheet::usual())));
        }
        for form in forms {
            let finished = h.take(&right, form).await.unwrap();
            assert_eq!(std::fs::read_dir(&h.spool.0).unwrap().count(), 0, "a file under way has no name");
            let wide: Vec<u8> = mark.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let tall: Vec<u8> = mark.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let holds = |bytes: &[u8]| {
                [mark.as_bytes(), &wide, &tall].iter().any(|n| bytes.windows(n.len()).any(|w| w == *n))
            };
            assert!(!holds(&bytes(finished)), "the file is ciphertext");
            for path in recent_files(&std::env::temp_dir(), since, 2) {
                let Ok(content) = std::fs::read(&path) else { continue };
                assert!(!holds(&content), "{} holds a member's name", path.display());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn after_two_weeks_rhian_is_asked_whether_the_file_is_gone() {
    for_each_engine("deletion", |db| async move {
        let h = house(&db).await;
        enrol(&db, vec![member("Zuzanna", "Kowalczyk", &h.story.leeds)]).await;
        let right = h.rhians().await;
        h.take(&right, spreadsheet(&["surname"])).await.unwrap();
        let rhian = h.story.rhian;
        let open = |day| db.read(move |tx| open_confirmations(tx, rhian, day));
        assert!(open(TODAY).await.unwrap().is_empty());
        assert!(open(TODAY + 13.days()).await.unwrap().is_empty());
        let later = TODAY + 14.days();
        let asked = open(later).await.unwrap();
        assert_eq!(asked.len(), 1);
        let stamp = h.house.stamp(Some(rhian), Door::Page);
        db.write(move |tx| confirm_deletion(tx, &stamp, &asked[0])).await.unwrap();
        assert!(open(later).await.unwrap().is_empty());
        assert!(h.downloads().await[0].deleted_at.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_selection_takes_out_the_members_that_were_confirmed_and_still_in_reach() {
    for_each_engine("selection", |db| async move {
        let h = house(&db).await;
        let (leeds, bradford) = (&h.story.leeds, &h.story.bradford);
        let made = enrol(
            &db,
            vec![
                member("Zuzanna", "Kowalczyk", leeds),
                member("Sioned", "Parry", leeds),
                member("Imran", "Hussain", bradford),
            ],
        )
        .await;
        let right = h.rhians().await;
        let (rhian, stamp, list) =
            (h.story.rhian, h.house.stamp(Some(h.story.rhian), Door::Page), list_name(leeds.id));
        let picked = [made[0].membership, made[2].membership];
        let frozen = db
            .write(move |tx| -> Result<_, selection::SelectionError> {
                let open = selection::open(tx, &stamp, rhian, &list)?;
                let open = selection::tick(tx, &stamp, open, &picked, &picked)?;
                Ok(selection::freeze(tx, &stamp, open)?)
            })
            .await
            .unwrap();
        let finished = h
            .take(&right, Ask { whose: Chosen::Selection(frozen), ..spreadsheet(&["surname"]) })
            .await
            .unwrap();
        let rows = rows(&bytes(finished));
        assert_eq!(
            rows,
            [["Surname"], ["Kowalczyk"]],
            "who is of another group stays out, though it was ticked"
        );
        assert!(h.downloads().await[0].filter_words.contains("selected"));
    })
    .await;
}
