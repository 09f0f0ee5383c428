//! People and rights: who is in the federation, what they may do today, and the acts that change it.
//!
//! Folders stand in ranks; each imports only from those above it in this list, through their front door.

pub mod words;

pub mod template;

pub mod outward;
pub mod sealing;

pub mod acting;

pub mod changed;
pub mod matching;

pub mod contact_point;
pub mod person;

pub mod organisation;

pub mod journal;
pub mod role;

pub mod appointment;
pub mod attainment;
pub mod membership;

pub mod contact_entry;

pub mod contact;

pub mod invitee;

pub mod tag;

pub mod mail;

pub mod bounce;

pub mod written;

pub mod account;

pub mod passkey;

pub mod second_factor;

pub mod access;

pub mod record;

pub mod installation;

pub mod closing;
pub mod demo;
pub mod founding;
pub mod visit;

pub mod field_policy;

pub mod sign_in;

pub mod captured_mail;
pub mod first_password;
pub mod returned_mail;

pub mod lost_second_factor;
pub mod own_account;
pub mod own_sign_in;

pub mod journal_pages;

pub mod import;

pub mod contacts_import;

pub mod feed;

pub mod import_desk;

pub mod feed_desk;

pub mod selection;

pub mod saved_list;

pub mod change_request;

pub mod merging;

pub mod duplicates;

pub mod members;

pub mod members_download;

pub mod organisation_names;

pub mod contact_record;

pub mod nomination;

pub mod own_organisation;

pub mod contacts;

pub mod contacts_pages;

pub mod saved_list_pages;

pub mod message;

pub mod contacts_download;
pub mod grant_checks;

pub mod rollout;

pub mod rollout_pages;

pub mod batch_pages;
pub mod portal_users;
pub mod rollout_letters;

pub mod message_pages;

pub mod downloads_register;

pub mod api;
pub mod webhook;

#[cfg(any(test, feature = "testing"))]
pub mod testing;

use store::Migration;
use store::jobs::Worker;
use visit::{App, Routes};
use web::text::Texts;

/// The sentences of this crate, a folder each.
pub const TEXTS: &[Texts] = &[
    Texts { en: include_str!("record/en.ftl"), cy: include_str!("record/cy.ftl") },
    Texts { en: include_str!("journal_pages/en.ftl"), cy: include_str!("journal_pages/cy.ftl") },
    Texts { en: include_str!("contact_record/en.ftl"), cy: include_str!("contact_record/cy.ftl") },
    Texts { en: include_str!("change_request/en.ftl"), cy: include_str!("change_request/cy.ftl") },
    Texts { en: include_str!("field_policy/en.ftl"), cy: include_str!("field_policy/cy.ftl") },
    Texts { en: include_str!("nomination/en.ftl"), cy: include_str!("nomination/cy.ftl") },
    Texts { en: include_str!("own_organisation/en.ftl"), cy: include_str!("own_organisation/cy.ftl") },
    Texts { en: include_str!("account/en.ftl"), cy: include_str!("account/cy.ftl") },
    Texts { en: include_str!("visit/en.ftl"), cy: include_str!("visit/cy.ftl") },
    Texts { en: include_str!("sign_in/en.ftl"), cy: include_str!("sign_in/cy.ftl") },
    Texts { en: include_str!("first_password/en.ftl"), cy: include_str!("first_password/cy.ftl") },
    Texts { en: include_str!("own_account/en.ftl"), cy: include_str!("own_account/cy.ftl") },
    Texts { en: include_str!("own_sign_in/en.ftl"), cy: include_str!("own_sign_in/cy.ftl") },
    Texts { en: include_str!("lost_second_factor/en.ftl"), cy: include_str!("lost_second_factor/cy.ftl") },
    Texts { en: include_str!("captured_mail/en.ftl"), cy: include_str!("captured_mail/cy.ftl") },
    Texts { en: include_str!("returned_mail/en.ftl"), cy: include_str!("returned_mail/cy.ftl") },
    Texts { en: include_str!("duplicates/en.ftl"), cy: include_str!("duplicates/cy.ftl") },
    Texts { en: include_str!("members/en.ftl"), cy: include_str!("members/cy.ftl") },
    Texts { en: include_str!("members_download/en.ftl"), cy: include_str!("members_download/cy.ftl") },
    Texts { en: include_str!("downloads_register/en.ftl"), cy: include_str!("downloads_register/cy.ftl") },
    Texts { en: include_str!("feed/en.ftl"), cy: include_str!("feed/cy.ftl") },
    Texts { en: include_str!("import_desk/en.ftl"), cy: include_str!("import_desk/cy.ftl") },
    Texts { en: include_str!("feed_desk/en.ftl"), cy: include_str!("feed_desk/cy.ftl") },
    Texts { en: include_str!("contacts_pages/en.ftl"), cy: include_str!("contacts_pages/cy.ftl") },
    Texts { en: include_str!("saved_list_pages/en.ftl"), cy: include_str!("saved_list_pages/cy.ftl") },
    Texts { en: include_str!("contacts_download/en.ftl"), cy: include_str!("contacts_download/cy.ftl") },
    Texts { en: include_str!("message/en.ftl"), cy: include_str!("message/cy.ftl") },
    Texts { en: include_str!("message_pages/en.ftl"), cy: include_str!("message_pages/cy.ftl") },
    Texts { en: include_str!("api/en.ftl"), cy: include_str!("api/cy.ftl") },
    Texts { en: include_str!("webhook/en.ftl"), cy: include_str!("webhook/cy.ftl") },
    Texts { en: include_str!("grant_checks/en.ftl"), cy: include_str!("grant_checks/cy.ftl") },
    Texts { en: include_str!("rollout_pages/en.ftl"), cy: include_str!("rollout_pages/cy.ftl") },
    Texts { en: include_str!("batch_pages/en.ftl"), cy: include_str!("batch_pages/cy.ftl") },
    Texts { en: include_str!("portal_users/en.ftl"), cy: include_str!("portal_users/cy.ftl") },
    Texts { en: include_str!("rollout_letters/en.ftl"), cy: include_str!("rollout_letters/cy.ftl") },
];

/// All pages of this crate.
pub fn routes() -> Routes {
    sign_in::routes()
        .merge(first_password::routes())
        .merge(own_account::routes())
        .merge(own_sign_in::routes())
        .merge(lost_second_factor::routes())
        .merge(captured_mail::routes())
        .merge(returned_mail::routes())
        .merge(duplicates::routes())
        .merge(journal_pages::routes())
        .merge(members::routes())
        .merge(members_download::routes())
        .merge(downloads_register::routes())
        .merge(organisation_names::routes())
        .merge(contact_record::routes())
        .merge(change_request::routes())
        .merge(field_policy::routes())
        .merge(nomination::routes())
        .merge(own_organisation::routes())
        .merge(import_desk::routes())
        .merge(feed_desk::routes())
        .merge(contacts_pages::routes())
        .merge(saved_list_pages::routes())
        .merge(contacts_download::routes())
        .merge(rollout_pages::routes())
        .merge(batch_pages::routes())
        .merge(portal_users::routes())
        .merge(rollout_letters::routes())
        .merge(message_pages::routes())
        .merge(api::routes())
        .merge(webhook::routes())
}

/// Hands all jobs of this crate to a worker.
pub fn jobs(worker: Worker, app: &App) -> Worker {
    let worker = closing::jobs(worker, app);
    let worker = duplicates::jobs(worker, app);
    let worker = captured_mail::jobs(worker, app, std::sync::Arc::new(rollout::follow));
    let worker = returned_mail::jobs(worker, app);
    let worker = import_desk::jobs(worker, app);
    let worker = feed::jobs(worker, app);
    let worker = contacts::jobs(worker, app);
    let worker = webhook::jobs(worker, app);
    let worker = rollout::jobs(worker, app);
    let worker = portal_users::jobs(worker, app);
    let worker = message::jobs(worker, app);
    first_password::jobs(worker, app)
}

/// The numbered list of this crate's migrations; the store's own come before.
pub const MIGRATIONS: &[Migration] = &[
    Migration::both(10, "organisations", include_str!("organisation/schema.sql")),
    Migration::both(11, "persons", include_str!("person/schema.sql")),
    Migration::both(12, "roles", include_str!("role/schema.sql")),
    Migration::both(13, "memberships", include_str!("membership/schema.sql")),
    Migration::each(
        14,
        "member search",
        include_str!("membership/search.sqlite.sql"),
        include_str!("membership/search.postgres.sql"),
    ),
    Migration::both(15, "accounts", include_str!("account/schema.sql")),
    Migration::both(16, "journal", include_str!("journal/schema.sql")),
    Migration::both(20, "mail", include_str!("mail/schema.sql")),
    Migration::both(85, "runs of mail", include_str!("mail/run/schema.sql")),
    Migration::both(30, "selections", include_str!("selection/schema.sql")),
    Migration::both(40, "downloads", include_str!("members_download/schema.sql")),
    Migration::both(50, "imports", include_str!("import/schema.sql")),
    Migration::both(51, "numbers of sources by person", include_str!("import/links.sql")),
    Migration::both(59, "people by birthday and name", include_str!("import/births.sql")),
    Migration::both(52, "imports of contacts", include_str!("contacts_import/schema.sql")),
    Migration::both(60, "contacts", include_str!("contact/schema.sql")),
    Migration::both(61, "change requests", include_str!("change_request/schema.sql")),
    Migration::both(62, "journal by act", include_str!("journal_pages/schema.sql")),
    Migration::both(65, "entries of contacts", include_str!("contact_entry/schema.sql")),
    Migration::each(
        66,
        "contact search",
        include_str!("contact_entry/search.sqlite.sql"),
        include_str!("contact_entry/search.postgres.sql"),
    ),
    Migration::both(67, "kept filters of contacts", include_str!("contacts_pages/schema.sql")),
    Migration::both(68, "places of contacts that are found", include_str!("contact_entry/found.sql")),
    Migration::both(70, "contacts that changed", include_str!("changed/schema.sql")),
    Migration::each(
        71,
        "duplicates",
        include_str!("duplicates/schema.sqlite.sql"),
        include_str!("duplicates/schema.postgres.sql"),
    ),
    Migration::both(72, "merges", include_str!("merging/schema.sql")),
    Migration::both(96, "mail that came back", include_str!("bounce/schema.sql")),
    Migration::both(97, "the return mailbox", include_str!("bounce/mailbox.schema.sql")),
    Migration::both(116, "how the return mailbox is read", include_str!("bounce/mailbox.watched.sql")),
    Migration::both(86, "messages", include_str!("message/schema.sql")),
    Migration::both(75, "tokens of programs", include_str!("api/schema.sql")),
    Migration::both(98, "what people change themselves", include_str!("field_policy/schema.sql")),
    Migration::both(99, "who appoints to a role", include_str!("role/given_by.sql")),
    Migration::both(100, "proposals about organisations", include_str!("change_request/about.sql")),
    Migration::both(101, "nominations and leavings", include_str!("nomination/schema.sql")),
    Migration::both(115, "nominations that wait", include_str!("nomination/decided.sql")),
    Migration::both(76, "webhooks", include_str!("webhook/schema.sql")),
    Migration::both(78, "lists that come overnight", include_str!("feed/schema.sql")),
    Migration::both(81, "passkeys, codes and trusted devices", include_str!("second_factor/schema.sql")),
    Migration::both(82, "roles that require a second factor", include_str!("role/second_factor.sql")),
    Migration::both(90, "roll-outs", include_str!("invitee/schema.sql")),
    Migration::both(117, "rows that wait for a day", include_str!("rollout/not_yet.sql")),
    Migration::both(80, "saved lists", include_str!("saved_list/schema.sql")),
    Migration::both(79, "notes on contacts", include_str!("record/notes.sql")),
    Migration::both(91, "when people were invited", include_str!("account/people.sql")),
    Migration::both(92, "letters with a code", include_str!("account/codes.sql")),
    Migration::both(94, "whom to remind", include_str!("rollout/remind.sql")),
    Migration::each(
        120,
        "organisations by name",
        include_str!("organisation_names/schema.sqlite.sql"),
        include_str!("organisation_names/schema.postgres.sql"),
    ),
    Migration::both(110, "who was told beforehand", include_str!("invitee/noticed.sql")),
    Migration::both(111, "messages of a batch", include_str!("message/batch.sql")),
    Migration::both(112, "acts on those with access", include_str!("portal_users/schema.sql")),
    Migration::both(113, "one council each", include_str!("access/one_council.sql")),
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_sentence_is_there_and_used() {
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert_eq!(web::text::check::faults(&source, crate::TEXTS, web::text::TEXTS), Vec::<String>::new());
    }
}
