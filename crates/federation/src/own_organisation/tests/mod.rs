//! Marlshire is an association of councils. Hilary Catchpole is clerk of Aldbury and of Felsham; Desmond Greenidge
//! chairs Felsham; Bryn Parry is clerk of Ickleford, next door. Ros Pickersgill is the association's officer.

mod leaving;
mod people;
mod record;
mod switch;

use crate::appointment::{self, Ending};
use crate::organisation::{self, Organisation};
use crate::person::{Name, PersonId};
use crate::testing::{self, Answered, Browser, Portal, StoryError, portal, volunteer};
use crate::{membership, role};
use jiff::civil::date;
use store::{Db, Tx};

pub(super) const FELSHAM: &str = "/organisation/felsham-parish-council";

pub(super) struct Marlshire {
    pub portal: Portal,
    pub felsham: Organisation,
    pub hilary: PersonId,
}

pub(super) async fn marlshire(db: &Db) -> Marlshire {
    let portal = portal(db).await;
    let stamp = testing::stamp(&portal.clock);
    let (felsham, hilary) = db
        .write(move |tx| {
            role::seed(tx)?;
            let top = organisation::open(tx, &stamp, "county-association", None, "Marlshire", None)?;
            let mut councils = Vec::new();
            for name in ["Aldbury Parish Council", "Felsham Parish Council", "Ickleford Parish Council"] {
                let council =
                    organisation::open(tx, &stamp, "parish-council", Some(&top), name, Some("Small"))?;
                let term = (date(2026, 4, 1), Some(date(2029, 3, 31)));
                membership::enrol_organisation(tx, &stamp, council.id, top.id, "Small council", term)?;
                councils.push(council);
            }
            let [aldbury, felsham, ickleford] = &councils[..] else { unreachable!("three councils") };
            let mut serve = |given: &str, family: &str, role: &str, at: &Organisation, trained| {
                let address = format!("{}@home.example", given.to_lowercase());
                volunteer(tx, &stamp, Name::new(given, family), &address, role, at, trained)
            };
            let hilary = serve("Hilary", "Catchpole", "clerk", aldbury, None)?;
            serve("Desmond", "Greenidge", "council-chair", felsham, None)?;
            serve("Bryn", "Parry", "clerk", ickleford, None)?;
            serve("Ros", "Pickersgill", "county-officer", &top, Some(date(2029, 9, 1)))?;
            let since = date(2024, 1, 1);
            appointment::start(tx, &stamp, hilary, "clerk", felsham.id, since, Ending::Open)?;
            let hash = "SELECT max(password_hash) FROM account";
            tx.run(&format!("UPDATE account SET password_hash = ({hash}) WHERE password_hash IS NULL"), &[])?;
            Ok::<_, StoryError>((felsham.clone(), hilary))
        })
        .await
        .expect("the councils are there");
    Marlshire { portal, felsham, hilary }
}

impl Marlshire {
    pub async fn signed_in(&self, who: &str) -> Browser {
        self.portal.signed_in(&format!("{who}@home.example")).await
    }

    pub async fn write<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, store::StoreError> + Send + 'static,
    ) -> T {
        self.portal.app.db.write(f).await.expect("it can be written")
    }

    /// The roles of somebody: role, slug, first and last day.
    pub async fn roles(&self, family: &'static str) -> Vec<(String, String, String, Option<String>)> {
        self.write(move |tx| {
            tx.all(
                "SELECT a.role, o.slug, a.starts_on, a.ends_on FROM appointment a
                 JOIN person p ON p.id = a.person_id JOIN organisation o ON o.id = a.organisation_id
                 WHERE p.family_name = ?1 ORDER BY a.starts_on, o.slug",
                &[&family],
            )
        })
        .await
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        self.write(move |tx| tx.one::<(i64,)>(sql, &[])).await.0
    }
}

/// The address of a link on a page that holds these words, in it or about it.
pub(super) fn link(page: &Answered, words: &str) -> String {
    let found = page.body.split("<a ").find(|a| {
        let shown = a.split("</a>").next().unwrap_or_default().replace("&#39;", "'");
        let plain: String = shown.split('<').map(|p| p.rsplit('>').next().unwrap_or_default()).collect();
        plain.split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
    });
    let found = found.unwrap_or_else(|| panic!("no link says {words}: {}", page.body));
    found.split("href=\"").nth(1).and_then(|h| h.split('"').next()).unwrap_or_default().to_owned()
}
