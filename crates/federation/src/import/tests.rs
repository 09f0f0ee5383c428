mod hostile;
mod killing;
mod story;
mod truth;
mod workbooks;

use super::*;
use crate::installation::Settings;
use crate::testing;
use store::{Clock, Db, Ids};

pub(super) const MAPPING: &str = include_str!("../../../../docs/examples/members-mapping.toml");

/// A mapping for small files: number, given, family, born, email, phone, street, town, postcode, group, e-mail consent.
pub(super) const SMALL: &str = r#"
source = "Small list"
[columns]
no = "number"
given = "given-name"
family = "family-name"
born = "date-of-birth"
email = "email"
phone = "phone"
street = "address"
town = "town"
postcode = "postcode"
group = "organisation"
mail = "consent-email"
"#;
pub(super) const SMALL_HEADING: &str = "no,given,family,born,email,phone,street,town,postcode,group,mail";

pub(crate) fn installation(db: &Db) -> Installation {
    installation_at(db, testing::clock())
}

pub(super) fn installation_at(db: &Db, clock: Clock) -> Installation {
    let settings = Settings {
        name: "Tidewell".into(),
        base_url: "http://localhost".into(),
        own_domains: vec!["tidewell.example".into()],
        mail_from: "portal@tidewell.example".into(),
        smtp: None,
        places: crate::outward::Places::Private,
        bounces: Default::default(),
        spool: std::env::temp_dir(),
        feed_places: Default::default(),
        fonts: std::path::PathBuf::new(),
        demo: None,
    };
    Installation {
        db: db.clone(),
        ids: Ids::new(clock.clone()),
        clock,
        secret: crate::sealing::Secret::new([7; 32]),
        zone: jiff::tz::TimeZone::get("Europe/London").unwrap(),
        settings: Arc::new(settings),
    }
}

/// Gareth of Supporter Care brings rows in.
pub(super) async fn bring(
    db: &Db,
    by: PersonId,
    heading: &str,
    rows: &[&str],
) -> Result<Report, ImportError> {
    let text = std::iter::once(&heading).chain(rows).fold(String::new(), |all, row| all + row + "\r\n");
    run(db, by, Input::bytes("list.csv", text.into_bytes()), Mapping::parse(SMALL)?, How::Apply).await
}

pub(super) async fn run(
    db: &Db,
    by: PersonId,
    input: Input,
    mapping: Mapping,
    how: How,
) -> Result<Report, ImportError> {
    members(&installation(db), by, input, mapping, how, |_| {}).await
}

/// Every table that an import could write, as how many rows it has.
pub(super) async fn sizes(db: &Db) -> Vec<(String, i64)> {
    let tables = [
        "person",
        "contact_point",
        "consent",
        "membership",
        "membership_term",
        "member_entry",
        "organisation",
        "account",
        "journal",
        "person_key",
        "import_run",
        "import_row",
        "import_link",
    ];
    let count = move |tx: &mut store::Tx<'_>| {
        let one = |t: &str| (t.to_owned(), format!("SELECT count(*) FROM {t}"));
        tables
            .map(one)
            .into_iter()
            .map(|(t, sql)| Ok((t, tx.one::<(i64,)>(&sql, &[])?.0)))
            .collect::<Result<Vec<_>, StoreError>>()
    };
    db.read(count).await.unwrap()
}

pub(super) async fn number_of(db: &Db, sql: &'static str) -> i64 {
    db.read(move |tx| tx.one::<(i64,)>(sql, &[])).await.unwrap().0
}
