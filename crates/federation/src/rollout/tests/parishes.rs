//! The whole way with a real county's list: five hundred councils come in from a messy spreadsheet, those from A to C are
//! granted access, some come, some mails come back, and what came of each is compared with what is known to be true.

use super::*;
use crate::contacts_import::row::council::OrganisationName;
use crate::contacts_import::{self, How, Mapping, guess};
use crate::import::reading::{Choice, Input, Table};
use crate::invitee::State;
use crate::organisation::{self, OrganisationId};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use store::testing::for_each_engine;

fn folder() -> Option<std::path::PathBuf> {
    let folder = std::path::PathBuf::from(std::env::var_os("CHAPTERHOUSE_SHARED_DATA")?);
    Some(folder.join("04-contact-imports/generated-council-clerks")).filter(|f| f.exists())
}

fn issues(fact: &Value) -> Vec<&str> {
    fact["issues"].as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// The list comes in under Suffolk; what it does not bring (memberships, pilots) is said from what is known to be true.
async fn brought(
    portal: &Portal,
    county: &County,
    folder: &std::path::Path,
    truth: &[Value],
) -> HashMap<String, OrganisationId> {
    let stamp = portal.app.stamp(None, Door::Demo);
    let top = portal
        .app
        .db
        .write(move |tx| organisation::open(tx, &stamp, "county-association", None, "Suffolk", None))
        .await
        .expect("Suffolk");
    let input = Input::file(&folder.join("councils.xlsx"));
    let table = Table::look(&input, &Choice::default(), guess::is_known).expect("a table");
    let mapping = Mapping {
        under: Some("Suffolk".into()),
        kind: Some("parish-council".into()),
        ..Mapping::new("County list", guess::columns(&table.headings))
    };
    let report = contacts_import::contacts(
        portal.app.installation(),
        county.carys,
        input,
        mapping,
        How::Apply,
        None,
        |_| {},
    );
    println!("imported: {:?}", report.await.expect("the list comes in").counts);
    let (stamp, pilot, facts) = (portal.app.stamp(None, Door::Demo), county.pilot, truth.to_vec());
    let carys = county.carys;
    let councils = portal.app.db.write(move |tx| -> Result<_, StoreError> {
        let held: Vec<(OrganisationId, String)> =
            tx.all("SELECT id, name FROM organisation WHERE parent_id = ?1", &[&top.id])?;
        let known: HashMap<String, OrganisationId> =
            held.into_iter().map(|(id, name)| (OrganisationName::read(&name).key(), id)).collect();
        let (members,): (i64,) = tx.one(
            "SELECT count(*) FROM membership m JOIN organisation o ON o.id = m.member_organisation_id WHERE o.parent_id = ?1",
            &[&top.id],
        )?;
        let term = (jiff::civil::date(2026, 4, 1), Some(jiff::civil::date(2027, 3, 31)));
        let mut tagged = std::collections::HashSet::new();
        for fact in &facts {
            let Some(id) = known.get(&OrganisationName::read(fact["canonical_name"].as_str().unwrap_or_default()).key()) else { continue };
            let of = issues(fact);
            let outside = of.contains(&"non_member") || of.contains(&"membership_unknown");
            if members == 0 && !outside && tagged.insert((*id, "member")) {
                crate::membership::enrol_organisation(tx, &stamp, *id, top.id, "Parish", term)?;
            }
            if of.contains(&"already_has_access") && tagged.insert((*id, "pilot")) {
                tx.run(
                    "INSERT INTO contact_tag (id, tag_id, subject_id, is_person, reason, by_person, tagged_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
                    &[&stamp.ids.next::<crate::contacts::TagId>(), &pilot, id, &false, &"pilot", &carys, &stamp.now],
                )?;
            }
        }
        Ok(known)
    });
    let councils = councils.await.expect("members and pilots");
    crate::testing::entries_made(&portal.app.db).await;
    councils
}

/// What is true of a council, as far as one finding tells: the issue, the words that a row may bear for it.
const TOLD: [(&str, &[&str]); 7] = [
    ("already_has_access", &["tagged"]),
    ("non_member", &["not-member"]),
    ("clerk_left", &["no-person"]),
    ("no_clerk", &["no-person"]),
    ("missing_email", &["no-email", "no-person"]),
    ("invalid_email", &["no-email", "malformed", "no-person"]),
    ("invite", &[]),
];

#[tokio::test]
async fn the_councils_from_a_to_c_of_a_real_county_are_brought_onto_the_portal() {
    let Some(folder) = folder() else {
        println!("skipped: CHAPTERHOUSE_SHARED_DATA is not set");
        return;
    };
    let truth = std::fs::read(folder.join("councils_TRUTH.json")).expect("the truth");
    let truth: Vec<Value> = serde_json::from_slice(&truth).expect("JSON");
    for_each_engine("parishes", |db| {
        let (folder, truth) = (folder.clone(), truth.clone());
        async move {
            let (portal, county) = county(&db).await;
            let councils = brought(&portal, &county, &folder, &truth).await;
            let key =
                |f: &Value| OrganisationName::read(f["canonical_name"].as_str().unwrap_or_default()).key();
            let a_to_c: Vec<&Value> = truth
                .iter()
                .filter(|f| f["canonical_name"].as_str().is_some_and(|n| n.starts_with(['A', 'B', 'C'])))
                .filter(|f| f["duplicate_of"].is_null() && councils.contains_key(&key(f)))
                .collect();
            let mut chosen: Vec<OrganisationId> = a_to_c.iter().map(|f| councils[&key(f)]).collect();
            chosen.sort_unstable();
            chosen.dedup();
            let batch = batch_of(&portal, &county, chosen).await.expect("a batch");
            // The office takes the councils' own mailboxes for those clerks who have no other.
            let used = as_carys(&portal, &county, batch, move |tx, stamp, terms, actor| {
                let right = access::right_anywhere::<access::ManageContacts>(tx, actor)?;
                use_offered(tx, stamp, &right, terms, batch, 1_000)
            });
            let used = used.await.expect("addresses");
            let rows = rows(&portal, &county, batch).await;
            let told = agreement(&rows, &a_to_c, &councils, &key);
            println!(
                "{:?}: {} councils, {} rows, {used} took their council's address",
                db.engine(),
                a_to_c.len(),
                rows.len()
            );
            for (issue, (hit, of)) in &told {
                println!("  {issue}: {hit} of {of}");
                assert!(hit * 100 >= of * 85, "{issue}: {hit} of {of}");
            }
            follow(&portal, &county, batch).await;
        }
    })
    .await;
}

/// Of each issue how many rows say so, of how many councils it is true of.
fn agreement(
    rows: &[Invitee],
    facts: &[&Value],
    councils: &HashMap<String, OrganisationId>,
    key: &impl Fn(&Value) -> String,
) -> BTreeMap<&'static str, (u64, u64)> {
    let mut told: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for fact in facts {
        let id = councils[&key(fact)];
        let theirs: Vec<&Invitee> =
            rows.iter().filter(|r| r.organisation == Some(id) || r.served.contains(&id)).collect();
        let says = |word: &str| theirs.iter().any(|r| r.findings.iter().any(|f| f.word() == word));
        let ready = theirs.iter().any(|r| r.state() == State::Draft);
        for (issue, words) in TOLD {
            let is_so = match issue {
                "invite" => fact["expected_action"] == "invite",
                issue => issues(fact).contains(&issue),
            };
            if !is_so {
                continue;
            }
            let agrees = match issue {
                "invite" => ready,
                // A council's own mailbox served where the clerk's address was missing.
                "missing_email" | "invalid_email" => words.iter().any(|w| says(w)) || ready,
                _ => words.iter().any(|w| says(w)),
            };
            let (hit, of) = told.entry(issue).or_default();
            *hit += u64::from(agrees);
            *of += 1;
        }
    }
    told
}

/// Some come, some mails come back, the others get another link.
async fn follow(portal: &Portal, county: &County, batch: BatchId) {
    let mut invited = 0;
    loop {
        let waiting =
            portal.app.db.read(move |tx| count(tx, batch, Act::Invite, &Chosen::All)).await.unwrap();
        if waiting == 0 {
            break;
        }
        invited += do_all(portal, county, batch, Act::Invite).await.done;
    }
    portal.work().await;
    let sent: Vec<Invitee> =
        rows(portal, county, batch).await.into_iter().filter(|r| r.state() == State::Sent).collect();
    assert_eq!(sent.len() as u64, invited, "every mail has left");
    let (mut came, mut back) = (Vec::new(), Vec::new());
    for (nth, row) in sent.iter().enumerate() {
        let person = row.person().expect("a person");
        match nth % 5 {
            0 | 1 => came.push(person),
            2 => back.push(person),
            _ => {}
        }
    }
    let (some, none) = (came.clone(), back.clone());
    let now = portal.clock.now();
    portal
        .app
        .db
        .write(move |tx| -> Result<(), StoreError> {
            invitee::of_people(tx, now, &none, Step::Bounce)?;
            for person in &some {
                tx.run("UPDATE account SET state = 'active' WHERE person_id = ?1", &[person])?;
            }
            invitee::of_people(tx, now, &some, Step::Accept).map(drop)
        })
        .await
        .unwrap();
    let again = do_all(portal, county, batch, Act::Resend).await;
    let rest = sent.len() - came.len() - back.len();
    println!(
        "  invited {invited}: {} came, {} mails came back, {} got another link, {} not (came back)",
        came.len(),
        back.len(),
        again.done,
        again.not_done
    );
    assert_eq!((again.done as usize, again.not_done as usize), (rest, back.len()));
    portal.work().await;
    let tally =
        portal.app.db.read(move |tx| tallies(tx, &[batch])).await.unwrap().into_values().next().unwrap();
    assert_eq!(tally.of(State::Accepted) as usize, came.len());
    assert_eq!(tally.of(State::Bounced) as usize, back.len());
    assert_eq!(tally.of(State::Sent) as usize, rest);
    tally_is_right(portal, batch).await;
}
