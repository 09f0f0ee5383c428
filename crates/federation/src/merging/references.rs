//! Everything that points at a person, an organisation, an account or a membership. A test walks the foreign keys of the
//! schema and fails when one is missing here.

/// A column that points at what is merged.
pub struct Reference {
    pub table: &'static str,
    pub column: &'static str,
    /// By which its rows are known.
    pub key: &'static [&'static str],
    pub how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Points at the winner from now on.
    Moves,
    /// Has steps of its own in the merge.
    OwnSteps,
    /// Derived: made anew.
    MadeAnew,
}

const fn moves(table: &'static str, column: &'static str, key: &'static [&'static str]) -> Reference {
    Reference { table, column, key, how: How::Moves }
}

const fn steps(table: &'static str, column: &'static str) -> Reference {
    Reference { table, column, key: &["id"], how: How::OwnSteps }
}

const fn anew(table: &'static str, column: &'static str) -> Reference {
    Reference { table, column, key: &[], how: How::MadeAnew }
}

pub const PERSON: &[Reference] = &[
    moves("contact_point", "person_id", &["id"]),
    moves("consent", "person_id", &["id"]),
    moves("membership", "person_id", &["id"]),
    moves("appointment", "person_id", &["id"]),
    moves("attainment", "person_id", &["id"]),
    moves("mail", "person_id", &["id"]),
    moves("mail_run", "made_by", &["id"]),
    moves("selection", "person_id", &["id"]),
    moves("download", "person_id", &["id"]),
    moves("download_deletion", "person_id", &["download_id"]),
    moves("download_draft", "person_id", &["id"]),
    moves("import_run", "by_person", &["id"]),
    moves("import_row", "person_id", &["run_id", "line"]),
    moves("import_link", "person_id", &["source", "number"]),
    moves("duplicate_pair", "decided_by", &["id"]),
    moves("contact_merge", "by_person", &["id"]),
    moves("contact_filter", "person_id", &["id"]),
    moves("contact_link", "person_id", &["source", "number"]),
    moves("contact_tag", "by_person", &["id"]),
    moves("contact_note", "by_person", &["id"]),
    moves("saved_list", "person_id", &["id"]),
    moves("saved_list_act", "by_person", &["id"]),
    moves("feed", "by_person", &["id"]),
    moves("feed_run", "asked_by", &["id"]),
    moves("import_run", "undone_by", &["id"]),
    moves("import_upload", "by_person", &["id"]),
    moves("change_request", "person_id", &["id"]),
    moves("change_request", "by_person", &["id"]),
    moves("change_request_outcome", "by_person", &["request_id"]),
    moves("access_code", "person_id", &["id"]),
    moves("nomination", "by_person", &["id"]),
    moves("nomination_outcome", "by_person", &["nomination_id"]),
    moves("nomination_outcome", "person_id", &["nomination_id"]),
    moves("leaving", "person_id", &["id"]),
    moves("rollout", "owner_id", &["id"]),
    moves("rollout_batch", "owner_id", &["id"]),
    moves("rollout_row", "person_id", &["id"]),
    moves("rollout_step", "by_person", &["n"]),
    moves("rollout_act", "by_person", &["id"]),
    moves("portal_act", "by_person", &["id"]),
    moves("portal_act_person", "person_id", &["n"]),
    moves("message", "owner_id", &["id"]),
    moves("message_recipient", "person_id", &["id"]),
    moves("message_template", "owner_id", &["id"]),
    moves("message_template", "changed_by", &["id"]),
    moves("unsubscription", "person_id", &["id"]),
    steps("account", "person_id"),
    anew("member_entry", "person_id"),
];

pub const ORGANISATION: &[Reference] = &[
    moves("contact_point", "organisation_id", &["id"]),
    moves("membership", "organisation_id", &["id"]),
    moves("membership", "member_organisation_id", &["id"]),
    moves("appointment", "organisation_id", &["id"]),
    moves("download", "organisation_id", &["id"]),
    moves("download_draft", "organisation_id", &["id"]),
    moves("change_request", "organisation_id", &["id"]),
    moves("change_request", "about_organisation_id", &["id"]),
    moves("nomination", "organisation_id", &["id"]),
    moves("leaving", "organisation_id", &["id"]),
    moves("contact_link", "organisation_id", &["source", "number"]),
    moves("import_row", "organisation_id", &["run_id", "line"]),
    moves("rollout", "organisation_id", &["id"]),
    moves("rollout_row", "organisation_id", &["id"]),
    moves("rollout_row_council", "organisation_id", &["n"]),
    moves("message_recipient", "organisation_id", &["id"]),
    moves("unsubscription", "organisation_id", &["id"]),
    // What stands below moves with its paths.
    steps("organisation", "parent_id"),
    steps("organisation_path", "ancestor_id"),
    steps("organisation_path", "descendant_id"),
    anew("member_entry", "organisation_id"),
    anew("member_tally", "organisation_id"),
];

/// An account that goes takes these with it.
pub const ACCOUNT: &[Reference] = &[
    steps("session", "account_id"),
    steps("invitation", "account_id"),
    steps("password_reset", "account_id"),
    // Whoever's account goes makes new tokens; an undone merge brings none back.
    steps("api_token", "account_id"),
    // So do webhooks.
    steps("webhook", "account_id"),
    steps("passkey", "account_id"),
    steps("passkey_offer", "account_id"),
    steps("one_time_code", "account_id"),
    steps("recovery_code", "account_id"),
    // Trust in a browser ends with its account, as a session does.
    steps("trusted_device", "account_id"),
];

/// A second membership at the same home becomes part of the first.
pub const MEMBERSHIP: &[Reference] =
    &[moves("membership_term", "membership_id", &["id"]), anew("member_entry", "membership_id")];
