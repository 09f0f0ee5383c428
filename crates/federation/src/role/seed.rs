//! The kinds, roles and requirements that a new federation starts with. All of it is data afterwards.

use super::{Capability::*, NewRequirement, NewRole, Scope::*, record_requirement, record_role};
use crate::organisation::{NewKind, record_kind};
use store::{StoreError, Tx};

/// The training that gates personal data.
pub const DATA_PROTECTION: &str = "data-protection";

const KINDS: [NewKind<'static>; 5] = [
    NewKind {
        key: "centre",
        name: "Centre",
        name_plural: "Centres",
        has_members: true,
        needs_membership: false,
        under: &[],
    },
    NewKind {
        key: "nation",
        name: "Nation",
        name_plural: "Nations",
        has_members: true,
        needs_membership: false,
        under: &["centre"],
    },
    NewKind {
        key: "group",
        name: "Group",
        name_plural: "Groups",
        has_members: true,
        needs_membership: false,
        under: &["centre", "nation"],
    },
    NewKind {
        key: "council",
        name: "Council",
        name_plural: "Councils",
        has_members: false,
        needs_membership: true,
        under: &["centre"],
    },
    NewKind {
        key: "partner",
        name: "Partner",
        name_plural: "Partners",
        has_members: false,
        needs_membership: false,
        under: &["centre"],
    },
];

const REQUIREMENTS: [NewRequirement<'static>; 4] = [
    NewRequirement {
        key: DATA_PROTECTION,
        name: "Data protection training",
        kind: "training",
        due_days: 30,
        grace_days: 14,
        remedy: "Ask Supporter Care for the link to the data protection course. It takes about 40 minutes, and your access opens as soon as it is passed.",
        gates: &[
            VolunteersRead,
            MembersRead,
            MembersExport,
            MailboxSupport,
            ContactsManage,
            AccessGrant,
            DownloadsReview,
            JournalRead,
        ],
    },
    NewRequirement {
        key: "safeguarding",
        name: "Safeguarding training",
        kind: "training",
        due_days: 60,
        grace_days: 30,
        remedy: "Ask Supporter Care for the next safeguarding course.",
        gates: &[],
    },
    NewRequirement {
        key: "support-listening",
        name: "Support and listening training",
        kind: "training",
        due_days: 60,
        grace_days: 0,
        remedy: "Ask your Lead Support Volunteer for the next listening course.",
        gates: &[MailboxSupport],
    },
    NewRequirement {
        key: "disclosure-check",
        name: "Disclosure check",
        kind: "disclosure",
        due_days: 90,
        grace_days: 0,
        remedy: "Ask Supporter Care to start a disclosure check. It takes two to six weeks.",
        gates: &[],
    },
];

const UNIT: &[&str] = &["group"];
const CENTRE: &[&str] = &["centre"];

const ROLES: [NewRole<'static>; 13] = [
    NewRole {
        key: "group-coordinator",
        title: "Group Coordinator",
        needs_mailbox: true,
        kinds: UNIT,
        grants: &[
            (ServicesRead, Own),
            (ServicesEdit, Own),
            (VolunteersRead, Own),
            (MembersRead, Own),
            (MembersExport, Own),
            (DownloadsReview, Own),
        ],
        requires: &[DATA_PROTECTION, "safeguarding"],
    },
    NewRole {
        key: "finance",
        title: "Finance Volunteer",
        needs_mailbox: true,
        kinds: UNIT,
        grants: &[(ServicesRead, Own), (MembersRead, Own), (MembersExport, Own)],
        requires: &[DATA_PROTECTION],
    },
    NewRole {
        key: "administration",
        title: "Administration Volunteer",
        needs_mailbox: true,
        kinds: UNIT,
        grants: &[
            (ServicesRead, Own),
            (ServicesEdit, Own),
            (VolunteersRead, Own),
            (MembersRead, Own),
            (MembersExport, Own),
        ],
        requires: &[DATA_PROTECTION],
    },
    NewRole {
        key: "communications",
        title: "Communications Volunteer",
        needs_mailbox: true,
        kinds: UNIT,
        grants: &[(ServicesRead, Own), (ServicesEdit, Own), (MembersRead, Own), (MembersExport, Own)],
        requires: &[DATA_PROTECTION],
    },
    NewRole {
        key: "support",
        title: "Support Volunteer",
        needs_mailbox: true,
        kinds: UNIT,
        grants: &[(ServicesRead, Own), (MailboxSupport, Own)],
        requires: &[DATA_PROTECTION, "safeguarding", "support-listening", "disclosure-check"],
    },
    NewRole {
        key: "lead-support",
        title: "Lead Support Volunteer",
        needs_mailbox: true,
        kinds: UNIT,
        grants: &[(ServicesRead, Own), (MailboxSupport, Own)],
        requires: &[DATA_PROTECTION, "safeguarding", "support-listening", "disclosure-check"],
    },
    NewRole {
        key: "activity-volunteer",
        title: "Activity Volunteer",
        needs_mailbox: false,
        kinds: UNIT,
        grants: &[(ServicesRead, Own)],
        requires: &["safeguarding"],
    },
    NewRole {
        key: "clerk",
        title: "Clerk",
        needs_mailbox: false,
        kinds: &["council"],
        grants: &[(ServicesRead, Own)],
        requires: &[],
    },
    NewRole {
        key: "association-officer",
        title: "Association Officer",
        needs_mailbox: true,
        kinds: CENTRE,
        grants: &[(ServicesRead, Federation), (ContactsManage, Federation), (AccessGrant, Federation)],
        requires: &[DATA_PROTECTION],
    },
    NewRole {
        key: "supporter-care",
        title: "Supporter Care Officer",
        needs_mailbox: true,
        kinds: CENTRE,
        grants: &[
            (ServicesRead, Federation),
            (VolunteersRead, Federation),
            (MembersRead, Federation),
            (MembersExport, Federation),
            (ContactsManage, Federation),
            (AccessGrant, Federation),
        ],
        requires: &[DATA_PROTECTION],
    },
    NewRole {
        key: "data-governance",
        title: "Data Governance Officer",
        needs_mailbox: true,
        kinds: CENTRE,
        grants: &[(ServicesRead, Federation), (DownloadsReview, Federation), (JournalRead, Federation)],
        requires: &[DATA_PROTECTION],
    },
    NewRole {
        key: "it-support",
        title: "IT Support",
        needs_mailbox: true,
        kinds: CENTRE,
        grants: &[(ServicesRead, Federation), (DevicesManage, Federation)],
        requires: &[],
    },
    NewRole {
        key: "administrator",
        title: "Administrator",
        needs_mailbox: true,
        kinds: CENTRE,
        grants: &[
            (ServicesRead, Federation),
            (RolesEdit, Federation),
            (AccessGrant, Federation),
            (JournalRead, Federation),
        ],
        requires: &[DATA_PROTECTION],
    },
];

/// Writes what is missing; what a federation changed since stays.
pub fn seed(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    KINDS.iter().try_for_each(|kind| record_kind(tx, kind))?;
    REQUIREMENTS.iter().try_for_each(|r| record_requirement(tx, r))?;
    ROLES.iter().try_for_each(|role| record_role(tx, role))
}
