//! How long a roll-out takes: a batch of so many councils with all checks, a page of it, a search, inviting everybody and
//! taking it back, on SQLite
//! or in an empty DATABASE.
//! `cargo run --release -p federation --features testing --example rollout_figures -- [PEOPLE [DATABASE]] [--json]`

use federation::access::{self, GrantAccess, ManageContacts};
use federation::acting::{Door, Stamp};
use federation::contact_point::fold_email;
use federation::contacts;
use federation::invitee::BatchId;
use federation::organisation::OrganisationId;
use federation::rollout::{self, Act, Asked, Chosen, NewBatch, RolloutError, SortBy, Under};
use federation::selection::{Frozen, SelectionId};
use federation::testing::{self, County, Portal};
use jiff::civil::date;
use std::time::Instant;
use store::{Db, Identifier as _, StoreError, ToValue, Tx, Value};
use web::list::Direction;

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let json = words.iter().any(|w| w == "--json");
    words.retain(|w| w != "--json");
    let people: usize = words.first().map_or(Ok(50_000), |n| n.parse())?;
    let db = match words.get(1) {
        Some(database) => Db::open(database).await?,
        None => store::testing::fresh_sqlite().await,
    };
    let (portal, county) = testing::county(&db).await;
    let begun = Instant::now();
    let councils = furnish(&portal, &county, people).await?;
    contacts::renew(portal.app.installation()).await?;
    eprintln!("{people} councils with a clerk each in {:.1} s", begun.elapsed().as_secs_f64());
    let tell = |what: &str, seconds: f64, per: usize| match json {
        true => println!(
            "{}",
            serde_json::json!({ "what": what, "people": people, "seconds": seconds / per as f64 })
        ),
        false => println!("{what}: {:.4} s", seconds / per as f64),
    };
    let begun = Instant::now();
    let batch = make(&portal, &county, &councils).await?;
    tell("a batch with all checks", begun.elapsed().as_secs_f64(), 1);
    for (what, sort, finding) in [
        ("a page by name", SortBy::Name, 0),
        ("a page by e-mail", SortBy::Email, 0),
        ("a page of what few bear", SortBy::Councils, federation::grant_checks::bit("no-person")),
    ] {
        let begun = Instant::now();
        for _ in 0..100 {
            page(&portal, &county, batch, (sort, finding, "")).await?;
        }
        tell(what, begun.elapsed().as_secs_f64(), 100);
    }
    // The dearest: every row is looked at, and all of them are put in another order.
    for (what, typed) in
        [("a search that finds nobody", "nobody at all"), ("a search that finds everybody", "c")]
    {
        let begun = Instant::now();
        for _ in 0..20 {
            page(&portal, &county, batch, (SortBy::Email, 0, typed)).await?;
        }
        tell(what, begun.elapsed().as_secs_f64(), 20);
    }
    let begun = Instant::now();
    let invited = act(&portal, &county, batch, Act::Invite).await?;
    tell(&format!("inviting {invited}"), begun.elapsed().as_secs_f64(), 1);
    let begun = Instant::now();
    let closed = act(&portal, &county, batch, Act::Revoke).await?;
    tell(&format!("taking access back from {closed}"), begun.elapsed().as_secs_f64(), 1);
    Ok(())
}

fn id() -> [u8; 16] {
    rand::random::<u128>().to_be_bytes()
}

async fn furnish(portal: &Portal, county: &County, people: usize) -> Result<Vec<[u8; 16]>, StoreError> {
    let (stamp, top) = (portal.app.stamp(None, Door::Demo), county.top.id);
    portal.app.db.write(move |tx| councils(tx, &stamp, top, people)).await
}

fn councils(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    top: OrganisationId,
    people: usize,
) -> Result<Vec<[u8; 16]>, StoreError> {
    let (first,): (i64,) = tx.one("SELECT max(number) + 1 FROM organisation", &[])?;
    let bytes = |id: [u8; 16]| Value::Bytes(id.to_vec());
    let text = |s: String| Value::Text(s);
    let ids: Vec<([u8; 16], [u8; 16], [u8; 16])> = (0..people).map(|_| (id(), id(), id())).collect();
    let each = || ids.iter().enumerate();
    let name = |n: usize| format!("Parish {n:06} Council");
    tx.load(
        "organisation",
        &["id", "number", "kind", "parent_id", "name", "sort_name", "slug", "created_at"],
        each().map(|(n, (council, ..))| {
            [
                bytes(*council),
                Value::Int(first + n as i64),
                text("parish-council".into()),
                top.to_value(),
                text(name(n)),
                text(name(n).to_lowercase()),
                text(format!("parish-{n}")),
                stamp.now.to_value(),
            ]
        }),
    )?;
    let depth = |a: Value, d: Value, n: i64| [a, d, Value::Int(n)];
    let paths =
        each().flat_map(|(_, (c, ..))| [depth(bytes(*c), bytes(*c), 0), depth(top.to_value(), bytes(*c), 1)]);
    tx.load("organisation_path", &["ancestor_id", "descendant_id", "depth"], paths)?;
    tx.load(
        "person",
        &["id", "given_name", "family_name", "sort_name", "created_at", "updated_at"],
        each().map(|(n, (_, person, _))| {
            let now = stamp.now.to_value();
            [
                bytes(*person),
                text("Clerk".into()),
                text(format!("N{n:06}")),
                text(format!("n{n:06} clerk")),
                now.clone(),
                now,
            ]
        }),
    )?;
    tx.load(
        "contact_point",
        &["id", "person_id", "kind", "purpose", "value", "folded", "preferred", "created_at"],
        each().map(|(n, (_, person, _))| {
            let address = format!("clerk{n}@post{}.example", n % 997);
            [
                bytes(id()),
                bytes(*person),
                text("email".into()),
                text("home".into()),
                text(address.clone()),
                text(fold_email(&address)),
                Value::Bool(true),
                stamp.now.to_value(),
            ]
        }),
    )?;
    // One in fifty has nobody.
    let served = each().filter(|(n, _)| n % 50 != 0).map(|(_, (council, person, _))| {
        [
            bytes(id()),
            bytes(*person),
            text("clerk".into()),
            bytes(*council),
            date(2020, 1, 1).to_value(),
            stamp.now.to_value(),
        ]
    });
    tx.load(
        "appointment",
        &["id", "person_id", "role", "organisation_id", "starts_on", "created_at"],
        served,
    )?;
    tx.load(
        "membership",
        &["id", "member_organisation_id", "organisation_id", "category", "created_at"],
        each().map(|(_, (council, _, membership))| {
            [bytes(*membership), bytes(*council), top.to_value(), text("Parish".into()), stamp.now.to_value()]
        }),
    )?;
    let terms =
        each().map(|(_, (.., membership))| [bytes(id()), bytes(*membership), date(2026, 4, 1).to_value()]);
    tx.load("membership_term", &["id", "membership_id", "starts_on"], terms)?;
    let ids: Vec<[u8; 16]> = ids.into_iter().map(|(council, ..)| council).collect();
    federation::changed::due(tx, stamp.now, ids.iter().map(|id| ("organisation", *id)))?;
    Ok(ids)
}

async fn make(portal: &Portal, county: &County, councils: &[[u8; 16]]) -> Result<BatchId, RolloutError> {
    let (app, carys, councils) = (portal.app.clone(), county.carys, councils.to_vec());
    let made = portal.app.db.write(move |tx| {
        let stamp = app.stamp(Some(carys), Door::Page);
        let frozen = Frozen { id: stamp.ids.next::<SelectionId>(), count: councils.len() as u64, at: stamp.now };
        tx.run(
            "INSERT INTO selection (id, person_id, list, frozen_at, entries, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?4)",
            &[&frozen.id, &carys, &contacts::LIST_NAME, &stamp.now, &(councils.len() as i64)],
        )?;
        let ids = councils.iter().map(|c| [Value::Bytes(frozen.id.bytes().to_vec()), Value::Bytes(c.to_vec())]);
        tx.load("selection_entry", &["selection_id", "subject_id"], ids)?;
        let actor = access::actor(tx, carys, stamp.today)?.expect("Carys");
        let right = access::right_anywhere::<GrantAccess>(tx, &actor)?;
        let over = access::right_anywhere::<ManageContacts>(tx, &actor)?;
        let terms = rollout::terms(tx, &app, &actor, None)?;
        let new = NewBatch { under: Under::Named("Figures".into()), name: "all".into(), excluding: Vec::new() };
        rollout::make(tx, &stamp, (&right, &over), &terms, &frozen, &new)
    });
    made.await
}

async fn page(
    portal: &Portal,
    county: &County,
    batch: BatchId,
    (sort, finding, typed): (SortBy, i64, &'static str),
) -> Result<(), RolloutError> {
    let (app, carys) = (portal.app.clone(), county.carys);
    let shown = portal.app.db.read(move |tx| {
        let today = app.today();
        let actor = access::actor(tx, carys, today)?.expect("Carys");
        let terms = rollout::terms(tx, &app, &actor, Some(batch))?;
        let asked = Asked {
            sort,
            direction: Direction::Up,
            rows: 25,
            from: None,
            state: None,
            finding,
            search: typed.into(),
        };
        rollout::tallies(tx, &[batch])?;
        if !typed.is_empty() {
            rollout::count_matching(tx, batch, &asked)?;
        }
        Ok::<_, RolloutError>(rollout::list(tx, &terms, batch, &asked)?.rows.len())
    });
    assert_eq!(shown.await?, if typed.starts_with("nobody") { 0 } else { 25 });
    Ok(())
}

async fn act(portal: &Portal, county: &County, batch: BatchId, act: Act) -> Result<u64, RolloutError> {
    let (app, carys) = (portal.app.clone(), county.carys);
    let confirmed = portal.app.db.write(move |tx| {
        let stamp = app.stamp(Some(carys), Door::Page);
        let actor = access::actor(tx, carys, stamp.today)?.expect("Carys");
        let right = access::right_anywhere::<GrantAccess>(tx, &actor)?;
        let many = rollout::count(tx, batch, act, &Chosen::All)?;
        rollout::confirm(tx, &stamp, &right, batch, act, &Chosen::All, many)
    });
    let act = confirmed.await?;
    let mut all = 0;
    loop {
        let app = portal.app.clone();
        let done = portal.app.db.write(move |tx| {
            let stamp = app.stamp(Some(carys), Door::Job);
            let actor = access::actor(tx, carys, stamp.today)?.expect("Carys");
            let terms = rollout::terms(tx, &app, &actor, Some(batch))?;
            rollout::run_some(tx, &stamp, &app.letterhead(), &terms, act)
        });
        let outcome = done.await?;
        all += outcome.done;
        if outcome.left == 0 {
            return Ok(all);
        }
    }
}
