//! The acts that the journal knows, in words. A new act without words is shown by its own name.

use web::text::Words;

/// Group for the filter, act, key of its sentence.
const ACTS: &[(&str, &str, &str)] = &[
    ("records", "person.created", "journal-person-created"),
    ("records", "person.changed", "journal-person-changed"),
    ("records", "person.change_undone", "journal-person-undone"),
    ("records", "organisation.opened", "journal-organisation-created"),
    ("records", "organisation.created", "journal-organisation-created"),
    ("records", "organisation.changed", "journal-organisation-changed"),
    ("records", "organisation.change_undone", "journal-organisation-undone"),
    ("records", "address.bounced", "journal-address-bounced"),
    ("records", "address.cleared", "journal-address-cleared"),
    ("records", "address.complained", "journal-address-complained"),
    ("requests", "request.proposed", "journal-request-proposed"),
    ("requests", "request.approved", "journal-request-approved"),
    ("requests", "request.rejected", "journal-request-rejected"),
    ("requests", "request.withdrawn", "journal-request-withdrawn"),
    ("appointments", "appointment.started", "journal-appointment-started"),
    ("appointments", "appointment.ended", "journal-appointment-ended"),
    ("appointments", "appointment.reopened", "journal-appointment-reopened"),
    ("appointments", "appointment.taken_back", "journal-appointment-taken-back"),
    ("appointments", "nomination.made", "journal-nomination-made"),
    ("appointments", "nomination.confirmed", "journal-nomination-confirmed"),
    ("appointments", "nomination.rejected", "journal-nomination-rejected"),
    ("appointments", "nomination.withdrawn", "journal-nomination-withdrawn"),
    ("appointments", "leaving.told", "journal-leaving-told"),
    ("appointments", "leaving.taken_back", "journal-leaving-taken-back"),
    ("access", "field_policy.changed", "journal-policy-changed"),
    ("access", "role.given_by_changed", "journal-given-by-changed"),
    ("imports", "person.imported", "journal-person-imported"),
    ("imports", "person.filled_by_import", "journal-person-filled"),
    ("imports", "members.import_begun", "journal-import-begun"),
    ("imports", "members.import_finished", "journal-import-finished"),
    ("access", "account.closed", "journal-account-closed"),
    ("access", "account.reopened", "journal-account-reopened"),
    ("access", "invitation.sent", "journal-invitation-sent"),
    ("access", "invitation.accepted", "journal-invitation-accepted"),
    ("access", "code.made", "journal-code-made"),
    ("access", "code.redeemed", "journal-code-redeemed"),
    ("downloads", "rollout.letters_downloaded", "journal-letters-downloaded"),
    ("access", "rollout.batch_made", "journal-batch-made"),
    ("access", "rollout.batch_added_to", "journal-batch-added"),
    ("access", "rollout.starters_invited", "journal-starters-invited"),
    ("access", "rollout.act_confirmed", "journal-act-confirmed"),
    ("access", "portal.act_confirmed", "journal-portal-act"),
    ("access", "rollout.settings_changed", "journal-rollout-settings"),
    ("access", "session.ended", "journal-session-ended"),
    ("access", "token.made", "journal-token-made"),
    ("access", "token.ended", "journal-token-ended"),
    ("access", "webhook.made", "journal-webhook-made"),
    ("access", "webhook.paused", "journal-webhook-paused"),
    ("access", "webhook.resumed", "journal-webhook-resumed"),
    ("access", "webhook.stopped_itself", "journal-webhook-stopped"),
    ("access", "webhook.removed", "journal-webhook-removed"),
    ("downloads", "contacts.read_by_program", "journal-read-by-program"),
    ("downloads", "members.downloaded", "journal-downloaded"),
    ("downloads", "contacts.downloaded", "journal-contacts-downloaded"),
    ("downloads", "download.deleted", "journal-download-deleted"),
    ("messages", "message.begun", "journal-message-begun"),
    ("messages", "message.confirmed", "journal-message-confirmed"),
    ("messages", "message.paused", "journal-message-paused"),
    ("messages", "message.resumed", "journal-message-resumed"),
    ("messages", "message.cancelled", "journal-message-cancelled"),
    ("messages", "message.stopped", "journal-message-stopped"),
    ("messages", "message.thrown_away", "journal-message-thrown"),
    ("messages", "template.made", "journal-template-made"),
    ("messages", "template.changed", "journal-template-changed"),
    ("messages", "template.removed", "journal-template-removed"),
    ("messages", "contact.unsubscribed", "journal-unsubscribed"),
    ("messages", "contact.resubscribed", "journal-resubscribed"),
    ("erasure", "person.key_destroyed", "journal-key-destroyed"),
];

/// The groups of the filter, with their words.
pub const GROUPS: &[(&str, &str)] = &[
    ("records", "journal-group-records"),
    ("requests", "journal-group-requests"),
    ("appointments", "journal-group-appointments"),
    ("imports", "journal-group-imports"),
    ("access", "journal-group-access"),
    ("downloads", "journal-group-downloads"),
    ("messages", "journal-group-messages"),
    ("erasure", "journal-group-erasure"),
];

pub fn of_group(group: &str) -> impl Iterator<Item = &'static str> {
    ACTS.iter().filter(move |(of, ..)| *of == group).map(|(_, act, _)| *act)
}

pub fn words(t: &Words, act: &str) -> String {
    match ACTS.iter().find(|(_, known, _)| *known == act) {
        Some((_, _, key)) => t.plain(key),
        None => act.replace(['.', '_'], " "),
    }
}
