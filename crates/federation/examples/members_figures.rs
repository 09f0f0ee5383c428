//! What a page of the members list costs the processor, on a database that `chapterhouse generate` filled:
//! `cargo run --release -p federation --example members_figures -- sqlite:FOLDER/chapterhouse.db`

use federation::access::{self, ReadMembers, Right};
use federation::members::{self, Asked, Filter, Sort, SortBy, Standing, Yes};
use federation::membership::State;
use federation::organisation::OrganisationId;
use federation::person::PersonId;
use jiff::civil::{Date, date};
use store::{Db, StoreError, Tx};
use web::list::Direction;

const TIMES: u32 = 100;

#[tokio::main]
async fn main() -> Result<(), StoreError> {
    let url = std::env::args().nth(1).unwrap_or_else(|| "sqlite:chapterhouse.db".to_owned());
    let today: Date = std::env::args().nth(2).and_then(|d| d.parse().ok()).unwrap_or(date(2026, 11, 22));
    let db = Db::open(&url).await?;
    db.read(move |tx| {
        for (role, words) in [("supporter-care", "over everything"), ("group-coordinator", "of one group")] {
            figures(tx, role, words, today)?;
        }
        Ok(())
    })
    .await
}

fn figures(tx: &mut Tx<'_>, role: &str, words: &str, today: Date) -> Result<(), StoreError> {
    let holders: Vec<(PersonId, OrganisationId)> = tx.all(
        "SELECT a.person_id, a.organisation_id FROM appointment a
         JOIN member_tally t ON t.organisation_id = a.organisation_id
         WHERE a.role = ?1 GROUP BY a.person_id, a.organisation_id ORDER BY sum(t.entries) DESC",
        &[&role],
    )?;
    let right = holders.iter().find_map(|(person, at)| {
        let actor = access::actor(tx, *person, today).ok()??;
        access::right::<ReadMembers>(tx, &actor, *at).ok()
    });
    let Some(right) = right else {
        println!("nobody with the role {role} may read members on {today}");
        return Ok(());
    };
    println!("\n{role}, {words}: {}", right.organisation.name);
    for (name, filter, sort, pages) in cases() {
        let mut asked = Asked::first(50);
        for _ in 0..pages {
            asked.from = members::list(tx, &right, &filter, sort, &asked, today)?.after;
        }
        measure(tx, &right, name, &filter, sort, asked, today)?;
    }
    Ok(())
}

fn cases() -> Vec<(&'static str, Filter, Sort, u32)> {
    let by = |by| Sort { by, direction: Direction::Up };
    let plain = Filter::default();
    let search = |q: &str| Filter { search: q.to_owned(), ..Filter::default() };
    let current = Filter { standing: Standing::Only(State::Current), ..Filter::default() };
    let mailed = Filter { has_email: Some(Yes::Yes), ..Filter::default() };
    let joined = Filter {
        joined_from: Some(date(2020, 3, 1)),
        joined_until: Some(date(2020, 3, 31)),
        ..Filter::default()
    };
    let many = Filter { area: Some("LS".into()), by_post: Some(Yes::Yes), ..current.clone() };
    vec![
        ("first page", plain.clone(), by(SortBy::Name), 0),
        ("page 41", plain.clone(), by(SortBy::Name), 40),
        ("first page by town", plain.clone(), by(SortBy::Town), 0),
        ("page 41 by town", plain.clone(), by(SortBy::Town), 40),
        (
            "by joined, newest first",
            plain.clone(),
            Sort { by: SortBy::Joined, direction: Direction::Down },
            0,
        ),
        ("by category", plain.clone(), by(SortBy::Category), 0),
        ("ended ones too", Filter { standing: Standing::Any, ..plain.clone() }, by(SortBy::Name), 0),
        ("letter Q", Filter { letter: Some('Q'), ..plain.clone() }, by(SortBy::Name), 0),
        ("letter Q by town", Filter { letter: Some('Q'), ..plain.clone() }, by(SortBy::Town), 0),
        ("with an e-mail address", mailed.clone(), by(SortBy::Name), 0),
        ("with an e-mail address, page 41", mailed, by(SortBy::Name), 40),
        ("current", current.clone(), by(SortBy::Name), 0),
        ("lapsed", Filter { standing: Standing::Only(State::Lapsed), ..plain.clone() }, by(SortBy::Name), 0),
        ("postcode area LS", Filter { area: Some("LS".into()), ..plain.clone() }, by(SortBy::Name), 0),
        (
            "postcode area LS by joined",
            Filter { area: Some("LS".into()), ..plain.clone() },
            by(SortBy::Joined),
            0,
        ),
        ("postcode area LS, current, by post", many, by(SortBy::Name), 0),
        ("joined in March 2020", joined.clone(), by(SortBy::Name), 0),
        ("joined in March 2020, by joined", joined, by(SortBy::Joined), 0),
        ("search \"patel\"", search("patel"), by(SortBy::Name), 0),
        ("search \"pat\"", search("pat"), by(SortBy::Name), 0),
        ("search \"a\"", search("a"), by(SortBy::Name), 0),
        ("search \"anna smith\"", search("anna smith"), by(SortBy::Name), 0),
        ("search \"jo sm leeds\"", search("jo sm leeds"), by(SortBy::Name), 0),
    ]
}

fn measure(
    tx: &mut Tx<'_>,
    right: &Right<ReadMembers>,
    name: &str,
    filter: &Filter,
    sort: Sort,
    asked: Asked,
    today: Date,
) -> Result<(), StoreError> {
    let page = members::list(tx, right, filter, sort, &asked, today)?;
    let before = on_processor();
    for _ in 0..TIMES {
        members::list(tx, right, filter, sort, &asked, today)?;
    }
    let each = (on_processor() - before) / u64::from(TIMES) / 1_000;
    let looked = page.looked_through.map(|n| format!(", looked through {n}")).unwrap_or_default();
    println!("{each:>7} µs  {name}: {} rows of {:?}, {:?}{looked}", page.rows.len(), page.count, page.order);
    Ok(())
}

/// Nanoseconds that this thread has spent on a processor. PostgreSQL's own work is not in it.
fn on_processor() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}
