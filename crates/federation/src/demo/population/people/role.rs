//! Roles that the two demonstration federations use, and who holds them when.

use jiff::civil::Date;

use crate::demo::population::organisation::OrganisationKey;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    GroupCoordinator,
    Finance,
    Administration,
    Communications,
    Support,
    LeadSupport,
    ActivityVolunteer,
    SupporterCare,
    DataGovernance,
    ItSupport,
    Administrator,
    /// The association's chief officer.
    CountyOfficer,
    /// Keeps the association's contacts and its councils' memberships.
    MembershipOfficer,
    TrainingOfficer,
    Clerk,
    CouncilChair,
}

impl Role {
    pub fn key(self) -> &'static str {
        match self {
            Role::GroupCoordinator => "group-coordinator",
            Role::Finance => "finance",
            Role::Administration => "administration",
            Role::Communications => "communications",
            Role::Support => "support",
            Role::LeadSupport => "lead-support",
            Role::ActivityVolunteer => "activity-volunteer",
            Role::SupporterCare => "supporter-care",
            Role::DataGovernance => "data-governance",
            Role::ItSupport => "it-support",
            Role::Administrator => "administrator",
            Role::CountyOfficer => "county-officer",
            Role::MembershipOfficer => "membership-officer",
            Role::TrainingOfficer => "training-officer",
            Role::Clerk => "clerk",
            Role::CouncilChair => "council-chair",
        }
    }

    /// Held at the root organisation.
    pub fn is_central(self) -> bool {
        use Role::*;
        matches!(
            self,
            SupporterCare
                | DataGovernance
                | ItSupport
                | Administrator
                | CountyOfficer
                | MembershipOfficer
                | TrainingOfficer
        )
    }
}

/// Person holds role at organisation; both days inclusive, `end: None` is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    pub role: Role,
    pub organisation: OrganisationKey,
    pub start: Date,
    pub end: Option<Date>,
}

impl Appointment {
    pub fn is_active(&self, today: Date) -> bool {
        self.start <= today && self.end.is_none_or(|end| end >= today)
    }
}
