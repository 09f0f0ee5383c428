//! The kinds, roles and requirements that a new federation starts with. All of it is data afterwards.

use super::SecondFactor::{Optional, Required};
use super::{Capability::*, NewRequirement, NewRole, Scope::*, record_requirement, record_role};
use crate::organisation::{NewKind, record_kind};
use store::{StoreError, Tx};

/// The training that gates personal data.
pub const DATA_PROTECTION: &str = "data-protection";

const KINDS: [NewKind<'static>; 9] = [
    with_members("centre", "Centre", "Centres", &[]),
    with_members("nation", "Nation", "Nations", &["centre"]),
    with_members("group", "Group", "Groups", &["centre", "nation"]),
    NewKind { has_members: false, ..with_members("partner", "Partner", "Partners", &["centre"]) },
    NewKind {
        has_members: false,
        ..with_members("county-association", "County association", "County associations", &[])
    },
    council("parish-council", "Parish council", "Parish councils"),
    council("town-council", "Town council", "Town councils"),
    council("community-council", "Community council", "Community councils"),
    council("parish-meeting", "Parish meeting", "Parish meetings"),
];

const fn with_members(
    key: &'static str,
    name: &'static str,
    name_plural: &'static str,
    under: &'static [&'static str],
) -> NewKind<'static> {
    NewKind { key, name, name_plural, has_members: true, needs_membership: false, under }
}

const fn council(key: &'static str, name: &'static str, name_plural: &'static str) -> NewKind<'static> {
    NewKind {
        key,
        name,
        name_plural,
        has_members: false,
        needs_membership: true,
        under: &["county-association"],
    }
}

const REQUIREMENTS: [NewRequirement<'static>; 2] = [
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
            MessagesSend,
            AccessGrant,
            DownloadsReview,
            JournalRead,
        ],
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
const TOPS: &[&str] = &["centre", "county-association"];
const COUNTY: &[&str] = &["county-association"];
const COUNCILS: &[&str] = &["parish-council", "town-council", "community-council", "parish-meeting"];

const ROLES: [NewRole<'static>; 17] = [
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
            (OrganisationEdit, Own),
        ],
        requires: &[DATA_PROTECTION],
        second_factor: Optional,
    },
    NewRole {
        key: "finance",
        title: "Finance Volunteer",
        needs_mailbox: true,
        kinds: UNIT,
        grants: &[(ServicesRead, Own), (MembersRead, Own), (MembersExport, Own)],
        requires: &[DATA_PROTECTION],
        second_factor: Optional,
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
            (OrganisationEdit, Own),
        ],
        requires: &[DATA_PROTECTION],
        second_factor: Optional,
    },
    NewRole {
        key: "communications",
        title: "Communications Volunteer",
        needs_mailbox: true,
        kinds: UNIT,
        grants: &[(ServicesRead, Own), (ServicesEdit, Own), (MembersRead, Own), (MembersExport, Own)],
        requires: &[DATA_PROTECTION],
        second_factor: Optional,
    },
    NewRole {
        key: "support",
        title: "Support Volunteer",
        needs_mailbox: true,
        kinds: UNIT,
        grants: &[(ServicesRead, Own), (MailboxSupport, Own)],
        requires: &[DATA_PROTECTION, "disclosure-check"],
        second_factor: Optional,
    },
    NewRole {
        key: "lead-support",
        title: "Lead Support Volunteer",
        needs_mailbox: true,
        kinds: UNIT,
        grants: &[(ServicesRead, Own), (MailboxSupport, Own)],
        requires: &[DATA_PROTECTION, "disclosure-check"],
        second_factor: Optional,
    },
    NewRole {
        key: "activity-volunteer",
        title: "Activity Volunteer",
        needs_mailbox: false,
        kinds: UNIT,
        grants: &[(ServicesRead, Own)],
        requires: &[],
        second_factor: Optional,
    },
    NewRole {
        key: "clerk",
        title: "Clerk",
        needs_mailbox: false,
        kinds: COUNCILS,
        grants: &[(ServicesRead, Own), (OrganisationEdit, Own)],
        requires: &[],
        second_factor: Optional,
    },
    NewRole {
        key: "council-chair",
        title: "Chair of the Council",
        needs_mailbox: false,
        kinds: COUNCILS,
        grants: &[(ServicesRead, Own)],
        requires: &[],
        second_factor: Optional,
    },
    NewRole {
        key: "councillor",
        title: "Councillor",
        needs_mailbox: false,
        kinds: COUNCILS,
        grants: &[(ServicesRead, Own)],
        requires: &[],
        second_factor: Optional,
    },
    NewRole {
        key: "county-officer",
        title: "County Officer",
        needs_mailbox: true,
        kinds: COUNTY,
        grants: &[
            (ServicesRead, Federation),
            (ContactsManage, Federation),
            (MessagesSend, Federation),
            (AccessGrant, Federation),
            (DownloadsReview, Federation),
            (JournalRead, Federation),
            (OrganisationEdit, Federation),
        ],
        requires: &[DATA_PROTECTION],
        second_factor: Optional,
    },
    NewRole {
        key: "membership-officer",
        title: "Membership Officer",
        needs_mailbox: true,
        kinds: COUNTY,
        grants: &[
            (ServicesRead, Federation),
            (ContactsManage, Federation),
            (MessagesSend, Federation),
            (AccessGrant, Federation),
            (OrganisationEdit, Federation),
        ],
        requires: &[DATA_PROTECTION],
        second_factor: Optional,
    },
    NewRole {
        key: "training-officer",
        title: "Training Officer",
        needs_mailbox: true,
        kinds: COUNTY,
        grants: &[(ServicesRead, Federation)],
        requires: &[],
        second_factor: Optional,
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
            (MessagesSend, Federation),
            (AccessGrant, Federation),
            (OrganisationEdit, Federation),
        ],
        requires: &[DATA_PROTECTION],
        second_factor: Optional,
    },
    NewRole {
        key: "data-governance",
        title: "Data Governance Officer",
        needs_mailbox: true,
        kinds: TOPS,
        grants: &[(ServicesRead, Federation), (DownloadsReview, Federation), (JournalRead, Federation)],
        requires: &[DATA_PROTECTION],
        second_factor: Optional,
    },
    NewRole {
        key: "it-support",
        title: "IT Support",
        needs_mailbox: true,
        kinds: TOPS,
        grants: &[(ServicesRead, Federation), (DevicesManage, Federation)],
        requires: &[],
        second_factor: Optional,
    },
    NewRole {
        key: "administrator",
        title: "Administrator",
        needs_mailbox: true,
        kinds: TOPS,
        grants: &[
            (ServicesRead, Federation),
            (RolesEdit, Federation),
            (AccessGrant, Federation),
            (JournalRead, Federation),
            (OrganisationEdit, Federation),
        ],
        requires: &[DATA_PROTECTION],
        second_factor: Required,
    },
];

/// Writes what is missing; what a federation changed since stays.
pub fn seed(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    KINDS.iter().try_for_each(|kind| record_kind(tx, kind))?;
    REQUIREMENTS.iter().try_for_each(|r| record_requirement(tx, r))?;
    ROLES.iter().try_for_each(|role| record_role(tx, role))?;
    // Whom an organisation appoints by itself, where the federation has said nothing yet.
    tx.run(
        "UPDATE role SET given_by = CASE WHEN key IN ('councillor', 'council-chair') THEN 'organisation' ELSE 'centre' END
         WHERE given_by IS NULL",
        &[],
    )?;
    // Of whom an organisation brings onto the portal, where the federation has said nothing yet.
    tx.run(
        "UPDATE role SET brings_access = (key IN ('clerk', 'group-coordinator')) WHERE brings_access IS NULL",
        &[],
    )
    .map(drop)
}
