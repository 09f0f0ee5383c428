use std::collections::HashSet;

use jiff::civil::date;

use super::{TODAY, association, per_mille};
use crate::demo::population::{Kind, Role, people::State};

#[test]
fn the_association_has_unique_councils_of_every_kind_and_size() {
    let (association, _) = association();
    let councils = &association.organisations[1..];
    assert_eq!(councils.len(), 450);
    let names: HashSet<_> = councils.iter().map(|council| &council.name).collect();
    assert_eq!(names.len(), 450);
    let mails: Vec<_> = councils.iter().filter_map(|council| council.email.as_ref()).collect();
    assert_eq!(mails.iter().collect::<HashSet<_>>().len(), mails.len());
    for kind in [Kind::ParishCouncil, Kind::TownCouncil, Kind::CommunityCouncil, Kind::ParishMeeting] {
        assert!(councils.iter().filter(|council| council.kind == kind).count() > 5, "{kind:?}");
    }
    let categories: HashSet<_> =
        councils.iter().filter_map(|one| Some(one.membership.as_ref()?.category)).collect();
    assert_eq!(categories.len(), 4);
    assert!((20..160).contains(&per_mille(councils, |council| council.membership.is_none())));
    let memberships: Vec<_> = councils.iter().filter_map(|council| council.membership.as_ref()).collect();
    assert!((860..980).contains(&per_mille(&memberships, |held| held.state(TODAY) == State::Current)));
    assert!(
        memberships.iter().all(|held| held.term_end.is_some_and(|end| end.month() == 3 && end.day() == 31))
    );
}

#[test]
fn clerks_serve_several_councils_retire_in_march_share_mailboxes_and_leave_gaps() {
    let (association, people) = association();
    let clerks: Vec<_> =
        people.iter().filter(|one| one.appointments.iter().any(|a| a.role == Role::Clerk)).collect();
    assert!((280..420).contains(&clerks.len()), "{}", clerks.len());
    assert!(per_mille(&clerks, |clerk| clerk.appointments.len() > 1) > 150);
    let march = date(2027, 3, 31);
    assert!(clerks.iter().filter(|one| one.appointments.iter().any(|a| a.end == Some(march))).count() > 5);
    assert!(
        clerks.iter().filter(|one| one.appointments.iter().any(|a| a.start == date(2027, 4, 1))).count() > 1
    );
    let served: HashSet<_> = clerks
        .iter()
        .flat_map(|clerk| &clerk.appointments)
        .filter(|one| one.is_active(TODAY))
        .map(|one| one.organisation)
        .collect();
    let empty =
        association.organisations[1..].iter().filter(|council| !served.contains(&council.key)).count();
    assert!((3..40).contains(&empty), "{empty} seats are empty");
    let shared =
        people.windows(2).filter(|pair| !pair[0].emails.is_empty() && pair[0].emails == pair[1].emails);
    assert!(shared.count() > 2);
}
