//! What a download costs, through the whole act: `cargo run --release -p federation --features testing --example
//! download_figures`. Prints figures, asserts nothing. MEMBERS says how many; CHAPTERHOUSE_TEST_POSTGRES names a server
//! to measure on instead of SQLite.

use federation::account::password::Known;
use federation::acting::Door;
use federation::contact_point::ContactPoint;
use federation::members::{Chosen, Filter};
use federation::members_download::{Ask, Columns, FilePassword, Form, Purpose, Sheet, write};
use federation::membership::Enrolment;
use federation::person::HouseholdId;

use federation::testing::{self, enrol, installation, member, story};
use federation::{access, testing::TODAY};
use std::time::Instant;
use store::Db;

const COLUMNS: [&str; 15] = [
    "title",
    "forenames",
    "surname",
    "number",
    "category",
    "state",
    "joined",
    "paid_until",
    "street",
    "street2",
    "town",
    "postcode",
    "email",
    "phone",
    "by_post",
];

#[tokio::main]
async fn main() {
    let members: u64 = std::env::var("MEMBERS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    match std::env::var(store::testing::SERVER) {
        Ok(server) => {
            let fresh = store::testing::FreshPostgres::create(&server).await;
            measure(Db::open(&fresh.url).await.expect("a database"), members).await;
            fresh.drop_it().await;
        }
        Err(_) => measure(store::testing::fresh_sqlite().await, members).await,
    }
}

async fn measure(db: Db, members: u64) {
    let story = story(&db).await;
    let house = installation(&db).await;
    let stamp = testing::stamp(&testing::clock());
    for batch in 0..members.div_ceil(10_000) {
        let from = batch * 10_000;
        let made: Vec<Enrolment> = (from..members.min(from + 10_000))
            .map(|n| {
                let home: Option<HouseholdId> = (n % 5 == 0).then(|| stamp.ids.next());
                person(n, &story.leeds, home)
            })
            .collect();
        enrol(&db, made).await;
    }
    let (rhian, leeds) = (story.rhian, story.leeds.id);
    let right = db
        .read(move |tx| {
            let actor = access::actor(tx, rhian, TODAY)?.expect("an account");
            access::right(tx, &actor, leeds)
        })
        .await
        .expect("Rhian may");
    let purpose = Purpose::of("letter", "for the figures").expect("a purpose");
    let columns = Columns::of(COLUMNS).expect("columns");
    for form in [Form::Spreadsheet(columns), Form::Labels(Sheet::usual())] {
        let word = form.word();
        let ask = Ask { whose: Chosen::Filter(Filter::default()), purpose: purpose.clone(), form };
        let (password, _) =
            FilePassword::choose("purple heron over marsh", &Known::default()).expect("a password");
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        let (idle, start, cpu) = (memory("VmRSS"), Instant::now(), cpu_seconds());
        match write(&house, &testing::words(), &right, Door::Command, ask, password).await {
            Ok(done) => println!(
                "{word}: {} for {} people, {:.2} s CPU, {:.2} s, {:.1} MB, peak {:.1} MiB over idle ({idle:.1})",
                done.written.pieces,
                done.written.people,
                cpu_seconds() - cpu,
                start.elapsed().as_secs_f64(),
                done.written.bytes as f64 / 1e6,
                memory("VmHWM") - idle,
            ),
            Err(error) => println!("{word}: {error}"),
        }
    }
}

fn person(n: u64, at: &federation::organisation::Organisation, home: Option<HouseholdId>) -> Enrolment {
    let family = ["Morgan", "Kowalczyk", "Hussain", "Ó Siadhail", "Patel", "Ŵyn"][(n % 6) as usize];
    let given = format!("{}{}", ["Zuzanna", "Imran", "Sioned", "Chirag", "Ann"][(n % 5) as usize], n % 997);
    let street = format!("{} {} Lane", n % 211 + 1, ["Mill", "Station", "Church"][(n % 3) as usize]);
    let postcode = format!("LS{} {}AB", n % 28 + 1, n % 10);
    Enrolment {
        household: home,
        number: Some(format!("M{n:07}")),
        contact_points: vec![
            ContactPoint::email(&format!("person{n}@post.example")).preferred(),
            ContactPoint::phone(&format!("0113 496 {:04}", n % 10_000)),
            ContactPoint::post(&street, "Leeds", None, &postcode),
        ],
        ..member(&given, family, at)
    }
}

fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |n: usize| fields.get(n).and_then(|t| t.parse::<f64>().ok()).unwrap_or(f64::NAN);
    (ticks(11) + ticks(12)) / 100.0
}

fn memory(field: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with(field));
    let kib = line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) / 1024.0
}
