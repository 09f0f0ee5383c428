//! What a webhook can be told of, and which entries of the journal say so.

use crate::access::Access;
use crate::role::Capability;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    ContactChanged,
    ContactMerged,
    OrganisationChanged,
    AppointmentStarted,
    AppointmentEnded,
    ImportApplied,
    ImportUndone,
    /// Sent by its owner, to see whether it arrives.
    Test,
}

impl Kind {
    /// Those that one chooses from.
    pub const ALL: [Kind; 7] = [
        Kind::ContactChanged,
        Kind::ContactMerged,
        Kind::OrganisationChanged,
        Kind::AppointmentStarted,
        Kind::AppointmentEnded,
        Kind::ImportApplied,
        Kind::ImportUndone,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Kind::ContactChanged => "contact.changed",
            Kind::ContactMerged => "contact.merged",
            Kind::OrganisationChanged => "organisation.changed",
            Kind::AppointmentStarted => "appointment.started",
            Kind::AppointmentEnded => "appointment.ended",
            Kind::ImportApplied => "import.applied",
            Kind::ImportUndone => "import.undone",
            Kind::Test => "webhook.test",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Kind::Test]).find(|k| k.word() == word)
    }

    /// The acts of the journal that it stands for.
    pub fn acts(self) -> &'static [&'static str] {
        match self {
            Kind::ContactChanged => &[
                "person.created",
                "person.changed",
                "person.change_undone",
                "organisation.created",
                "organisation.opened",
                "organisation.changed",
                "organisation.change_undone",
                "contact.merge_undone",
            ],
            Kind::ContactMerged => &["contact.merged"],
            Kind::OrganisationChanged => &[
                "organisation.created",
                "organisation.opened",
                "organisation.changed",
                "organisation.change_undone",
            ],
            Kind::AppointmentStarted => &["appointment.started", "appointment.reopened"],
            Kind::AppointmentEnded => &["appointment.ended", "appointment.taken_back"],
            Kind::ImportApplied => &["contacts.import_finished"],
            Kind::ImportUndone => &["contacts.import_undone"],
            Kind::Test => &[],
        }
    }

    /// Of each record; what an import did to it is told by the import.
    pub fn is_of_records(self) -> bool {
        !matches!(self, Kind::ImportApplied | Kind::ImportUndone)
    }

    /// Whether somebody with this access could read what it points to.
    pub fn is_open_to(self, access: &Access) -> bool {
        let manages = access.may(Capability::ContactsManage);
        match self {
            Kind::ContactChanged | Kind::ContactMerged | Kind::ImportApplied | Kind::ImportUndone => manages,
            Kind::AppointmentStarted | Kind::AppointmentEnded => {
                manages || access.may(Capability::VolunteersRead)
            }
            Kind::OrganisationChanged | Kind::Test => !access.is_shut(),
        }
    }
}
