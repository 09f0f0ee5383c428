//! The file: who is in it at the moment at which it is made.

use crate::access::{self, Denied, ManageContacts, Right};
use crate::contacts::{self, Leads};
use crate::members_download::{
    Columns, DownloadError, FilePassword, Listed, Meant, Outgoing, Purpose, SPREADSHEET, Spreadsheet, Taken,
    Written,
};
use crate::selection::Frozen;
use jiff::Timestamp;
use jiff::civil::Date;
use std::fs::File;
use store::Tx;
use web::text::Words;

/// So many are read along the selection and sorted; of more, the names are walked in their order.
const SORTED: u64 = if cfg!(test) { 2 } else { 3_000 };

static LISTED: Listed = Listed {
    number: "contact_entry.n",
    order: "ORDER BY contact_entry.sort_name, contact_entry.n",
    tables: &[
        ("person", "person.id = contact_entry.subject_id"),
        ("organisation", "organisation.id = contact_entry.subject_id"),
        ("organisation_kind", "organisation_kind.key = contact_entry.kind"),
    ],
};

/// What somebody asked for.
pub struct Job {
    pub t: Words,
    pub right: Right<ManageContacts>,
    pub frozen: Frozen,
    pub purpose: Purpose,
    pub columns: Columns,
    pub today: Date,
    pub now: Timestamp,
}

impl Outgoing for Job {
    fn fill(
        &self,
        tx: &mut Tx<'_>,
        password: &FilePassword,
        file: &mut File,
    ) -> Result<Written, DownloadError> {
        let actor = access::actor(tx, self.right.actor, self.today)?.ok_or(Denied::Invisible)?;
        let right = access::right_anywhere::<ManageContacts>(tx, &actor)?;
        let meant = meant(tx, &right, &self.frozen, self.today)?;
        let spreadsheet = Spreadsheet {
            t: &self.t,
            title: self
                .t
                .text("contacts-download-file")
                .put("organisation", self.right.organisation.name.as_str())
                .plain(),
            sheet: self.t.plain("contacts-title"),
            who: who(&self.t, &self.frozen),
            purpose: &self.purpose,
            today: self.today,
            now: self.now,
        };
        spreadsheet.fill(tx, &meant, &self.columns, password, file)
    }

    fn taken(&self) -> Taken<'_> {
        Taken {
            act: "contacts.downloaded",
            by: self.right.actor,
            organisation: self.right.organisation.id,
            purpose: &self.purpose,
            filter: vec![("contacts", self.frozen.id.to_string())],
            filter_words: who(&self.t, &self.frozen),
            format: "spreadsheet",
            columns: self.columns.keys().into_iter().map(str::to_owned).collect(),
        }
    }

    fn name(&self) -> (String, &'static str) {
        (format!("{}-contacts-{}.xlsx", self.right.organisation.slug, self.today), SPREADSHEET)
    }
}

/// "12 contacts, selected in the list"
pub fn who(t: &Words, frozen: &Frozen) -> String {
    t.text("contacts-download-who").put("count", frozen.count).plain()
}

fn meant(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    frozen: &Frozen,
    today: Date,
) -> Result<Meant, DownloadError> {
    let leads = if frozen.count > SORTED { Leads::Names } else { Leads::Selection };
    let (from, mut clause) = contacts::chosen(tx, right, frozen, leads)?;
    let day = clause.bind(today);
    let points = format!(
        "(point.person_id = contact_entry.subject_id OR point.organisation_id = contact_entry.subject_id)
         AND (point.valid_from IS NULL OR point.valid_from <= {day})
         AND (point.valid_until IS NULL OR point.valid_until >= {day})"
    );
    // A parameter that no column asks for would have no type.
    clause.and(&format!("CAST({day} AS TEXT) IS NOT NULL"));
    Ok(Meant { from, clause, list: &LISTED, points, join: "LEFT JOIN" })
}
