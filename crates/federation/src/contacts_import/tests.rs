mod beside;
mod killing;
mod parishes;
mod story;
mod truth;
mod undoing;

use super::*;
use crate::testing;
use store::Db;

pub(super) use crate::import::tests_installation as installation;

/// A list of clerks: number, council, kind, member, district, clerk, e-mail, telephone, address, postcode, notes.
pub(super) const MAPPING: &str = r#"
source = "County list"
under = "Suffolk"
[columns]
"No" = "id"
"Council" = "organisation"
"Type" = "kind"
"Member?" = "member"
"Clerk" = "person"
"E-mail" = "office-email"
"Tel" = "office-phone"
"Address" = "office-address"
"Post Code" = "office-postcode"
"Notes" = "notes"
"Own e-mail" = "email"
"Tags" = "tags"
"Remarks" = "note"
"Category" = "member-category"
"Since" = "member-from"
"Until" = "member-until"
"#;
pub(super) const HEADING: &str = "No,Council,Type,Member?,Clerk,E-mail,Tel,Address,Post Code,Notes,Own e-mail,Tags,Remarks,Category,Since,Until";

/// The story, and beside it a county association with Menna, its membership officer, and two councils.
pub(super) struct County {
    pub menna: PersonId,
    pub cockfield: crate::organisation::Organisation,
}

pub(super) async fn county(db: &Db) -> County {
    testing::story(db).await;
    let stamp = testing::stamp(&testing::clock());
    db.write(move |tx| {
        use crate::organisation::open;
        let county = open(tx, &stamp, "county-association", None, "Suffolk", None)?;
        let menna = testing::volunteer(
            tx,
            &stamp,
            crate::person::Name::new("Menna", "Parry"),
            "menna@home.example",
            "membership-officer",
            &county,
            Some(jiff::civil::date(2027, 5, 3)),
        )?;
        let cockfield = open(tx, &stamp, "parish-council", Some(&county), "Cockfield Parish Council", None)?;
        open(tx, &stamp, "town-council", Some(&county), "Felsham Town Council", None)?;
        Ok::<_, testing::StoryError>(County { menna, cockfield })
    })
    .await
    .unwrap()
}

pub(super) async fn bring(db: &Db, by: PersonId, rows: &[&str], how: How) -> Result<Report, ImportError> {
    let text = std::iter::once(&HEADING).chain(rows).fold(String::new(), |all, row| all + row + "\r\n");
    let input = Input::bytes("clerks.csv", text.into_bytes());
    contacts(&installation(db), by, input, Mapping::parse(MAPPING)?, how, None, |_| {}).await
}

pub(super) async fn number_of(db: &Db, sql: &'static str) -> i64 {
    db.read(move |tx| tx.one::<(i64,)>(sql, &[])).await.unwrap().0
}

/// Everything that an import of contacts may change but the journal and its own books, in words.
pub(super) async fn everything(db: &Db) -> Vec<String> {
    const ASKED: [&str; 10] = [
        "SELECT name || '|' || kind || '|' || coalesce(category, '') FROM organisation",
        "SELECT coalesce(title, '') || '|' || given_name || '|' || family_name || '|' || sort_name FROM person",
        "SELECT kind || '|' || purpose || '|' || value || '|' || folded || '|' || coalesce(town, '') || '|' || coalesce(postcode, '') || '|' || coalesce(valid_until, '') FROM contact_point",
        "SELECT role || '|' || starts_on || '|' || coalesce(ends_on, '') FROM appointment",
        "SELECT category || '|' || coalesce(joined_on, '') || '|' || coalesce(ended_on, '') FROM membership",
        "SELECT m.category || '|' || t.starts_on || '|' || coalesce(t.ends_on, '') FROM membership_term t JOIN membership m ON m.id = t.membership_id",
        "SELECT tag.name || '|' || coalesce(t.reason, '') FROM tag LEFT JOIN contact_tag t ON t.tag_id = tag.id",
        "SELECT text || '|' || source FROM contact_note",
        "SELECT source FROM contact_link",
        "SELECT identifier FROM account",
    ];
    db.read(|tx| {
        let mut all = Vec::new();
        for sql in ASKED {
            let mut rows: Vec<String> = tx.all::<(String,)>(sql, &[])?.into_iter().map(|(t,)| t).collect();
            rows.sort();
            all.extend(rows);
        }
        Ok::<_, StoreError>(all)
    })
    .await
    .unwrap()
}
