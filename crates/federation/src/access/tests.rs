//! Invariants 2 to 6, in numbers; and the golden table of roles and capabilities.

use super::*;
use crate::attainment::{Proof, Requirement};
use crate::role::{Scope, SecondFactor};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use store::Identifier;

fn organisation(n: u8) -> OrganisationId {
    OrganisationId::from_bytes([n; 16])
}

fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

fn training() -> Requirement {
    Requirement {
        key: "training".into(),
        name: "Training".into(),
        due_days: 30,
        grace_days: 0,
        remedy: "Do it.".into(),
    }
}

fn held(at: u8, starts_on: Date, ends_on: Option<Date>, grants: Vec<(Capability, Scope)>) -> Held {
    Held {
        appointment: crate::appointment::AppointmentId::from_bytes([at; 16]),
        role: "role".into(),
        title: "Role".into(),
        organisation: organisation(at),
        organisation_name: "Leeds".into(),
        organisation_slug: "leeds".into(),
        starts_on,
        ends_on,
        entitled: Entitlement::Always,
        grants,
        requires: vec!["training".into()],
        second_factor: SecondFactor::Optional,
        instead: None,
    }
}

fn actor_with(access: Access) -> Actor {
    Actor {
        person: person(1),
        account: store_id(1),
        name: crate::person::Name::new("Rhian", "Morgan"),
        language: None,
        held: Vec::new(),
        access,
        today: DAY,
    }
}

fn store_id<I: Identifier>(n: u8) -> I {
    I::from_bytes([n; 16])
}

const DAY: Date = date(2026, 11, 22);

fn any_scope() -> impl Strategy<Value = Scope> {
    prop_oneof![Just(Scope::Own), Just(Scope::Below), Just(Scope::Federation)]
}

fn any_grants() -> impl Strategy<Value = Vec<(Capability, Scope)>> {
    proptest::collection::vec((proptest::sample::select(Capability::ALL.to_vec()), any_scope()), 0..5)
}

prop_compose! {
    fn any_held()(at in 1u8..5, from in -40i64..40, length in proptest::option::of(0i64..60), grants in any_grants()) -> Held {
        let starts_on = DAY + from.days();
        held(at, starts_on, length.map(|l| starts_on + l.days()), grants)
    }
}

fn any_account() -> impl Strategy<Value = AccountState> {
    prop_oneof![
        4 => Just(AccountState::Active), 1 => Just(AccountState::Invited),
        1 => Just(AccountState::Suspended), 1 => Just(AccountState::Closed)
    ]
}

proptest! {
    /// Invariant 2: active appointments ∧ satisfied requirements ∧ account state, for a given date.
    #[test]
    fn access_is_just_what_appointments_training_and_the_account_give_that_day(
        account in any_account(),
        held in proptest::collection::vec(any_held(), 0..5),
        expires_in in proptest::option::of(-60i64..60),
    ) {
        let proofs: Vec<(String, Proof)> = expires_in.iter().map(|d| {
            ("training".to_owned(), Proof { obtained_on: date(2020, 1, 1), expires_on: Some(DAY + d.days()), pending: false })
        }).collect();
        let access = effective(account, SignsIn::Plainly, &held, &[training()], &[], &proofs, DAY);
        let trained = expires_in.is_some_and(|d| d >= 0);
        let mut expected: Vec<(Capability, Scope, OrganisationId)> = Vec::new();
        for h in &held {
            let active = h.starts_on <= DAY && h.ends_on.is_none_or(|end| end >= DAY);
            for (capability, scope) in &h.grants {
                let open = trained || *capability == Capability::ServicesRead;
                if account == AccountState::Active && active && open {
                    expected.push((*capability, *scope, h.organisation));
                }
            }
        }
        let given: Vec<_> = access.grants.iter().map(|g| (g.capability, g.scope, g.organisation)).collect();
        prop_assert_eq!(given, expected);
    }

    /// Invariant 3, second half: whatever role somebody may give, they hold all of it themselves.
    #[test]
    fn nobody_gives_a_capability_or_a_scope_that_they_do_not_hold(
        mine in proptest::collection::vec(any_held(), 1..5), theirs in any_grants(), at in 1u8..5,
    ) {
        let proofs = [("training".to_owned(), Proof { obtained_on: date(2020, 1, 1), expires_on: None, pending: false })];
        let access = effective(AccountState::Active, SignsIn::Plainly, &mine, &[training()], &[], &proofs, DAY);
        let actor = actor_with(access.clone());
        // Organisations stand in one line: 1 is the top.
        let chain: Vec<_> = (1..=at).rev().map(organisation).collect();
        if may_appoint(&actor, person(2), &theirs, &chain).is_ok() {
            let after = effective(AccountState::Active, SignsIn::Plainly, &[held(at, DAY, None, theirs)], &[training()], &[], &proofs, DAY);
            for gained in &after.grants {
                for below in at..=5 {
                    let there: Vec<_> = (1..=below).rev().map(organisation).collect();
                    let mine = access.grants.iter().any(|g| g.capability == gained.capability && g.covers(&there));
                    prop_assert!(mine || !gained.covers(&there), "{:?} reaches {below}", gained);
                }
            }
        }
    }

    /// Invariant 3, first half.
    #[test]
    fn nobody_touches_the_appointment_that_their_own_rights_come_from(mine in proptest::collection::vec(any_held(), 1..5), theirs in any_grants()) {
        let proofs = [("training".to_owned(), Proof { obtained_on: date(2020, 1, 1), expires_on: None, pending: false })];
        let actor = actor_with(effective(AccountState::Active, SignsIn::Plainly, &mine, &[training()], &[], &proofs, DAY));
        let chain = [organisation(1)];
        prop_assert!(may_appoint(&actor, actor.person, &theirs, &chain).is_err());
        prop_assert!(may_end(&actor, actor.person, &chain).is_err());
    }

    /// Invariant 4: an identifier opens everything its owner holds, so authority over all of it is needed.
    #[test]
    fn a_sign_in_is_changed_only_with_authority_over_every_appointment(mine in proptest::collection::vec(any_held(), 1..5), places in proptest::collection::vec(1u8..5, 1..4)) {
        let proofs = [("training".to_owned(), Proof { obtained_on: date(2020, 1, 1), expires_on: None, pending: false })];
        let access = effective(AccountState::Active, SignsIn::Plainly, &mine, &[training()], &[], &proofs, DAY);
        let chains: Vec<Vec<_>> = places.iter().map(|at| (1..=*at).rev().map(organisation).collect()).collect();
        let all = chains.iter().all(|chain| access.grants.iter().any(|g| g.capability == Capability::AccessGrant && g.covers(chain)));
        prop_assert_eq!(may_change_identifier(&actor_with(access), &chains).is_ok(), all);
    }

    /// Invariant 5: with the last appointment goes everything.
    #[test]
    fn whose_last_appointment_ended_yesterday_is_shut_out_today(mut held in proptest::collection::vec(any_held(), 0..5)) {
        for h in &mut held {
            h.starts_on = DAY - 90.days();
            h.ends_on = Some(DAY - 1.days());
        }
        let access = effective(AccountState::Active, SignsIn::Plainly, &held, &[training()], &[], &[], DAY);
        prop_assert!(access.is_shut() && access.grants.is_empty() && access.sight().is_nowhere());
    }

    /// A role that asks for a second step holds back what every role grants, until there is one.
    #[test]
    fn without_a_second_step_that_a_role_asks_for_nothing_opens(
        mut held in proptest::collection::vec(any_held(), 1..5), which in 0usize..5, has in any::<bool>(),
    ) {
        let which = which % held.len();
        held[which].second_factor = SecondFactor::Required;
        let asks = held[which].starts_on <= DAY && held[which].ends_on.is_none_or(|end| end >= DAY);
        let signs_in = if has { SignsIn::WithSecondFactor } else { SignsIn::Plainly };
        let access = effective(AccountState::Active, signs_in, &held, &[], &[], &[], DAY);
        prop_assert_eq!(access.waits_for_second_factor.is_some(), asks && !has);
        let active = held.iter().filter(|h| h.starts_on <= DAY && h.ends_on.is_none_or(|end| end >= DAY));
        let all: usize = active.map(|h| h.grants.len()).sum();
        let (open, shut) = if asks && !has { (0, all) } else { (all, 0) };
        prop_assert_eq!((access.grants.len(), access.blocked.len()), (open, shut));
    }

    /// Invariant 6: a council's people are entitled while the council is a member, and nothing is copied to them.
    #[test]
    fn a_clerk_has_access_just_while_the_council_is_a_member(from in -40i64..40, length in 0i64..60) {
        let term = (DAY + from.days(), Some(DAY + (from + length).days()));
        let mut clerk = held(3, DAY - 400.days(), None, vec![(Capability::ServicesRead, Scope::Own)]);
        clerk.entitled = Entitlement::WhileMember(vec![term]);
        let access = effective(AccountState::Active, SignsIn::Plainly, &[clerk], &[], &[], &[], DAY);
        prop_assert_eq!(access.may(Capability::ServicesRead), from <= 0 && from + length >= 0);
    }
}

#[tokio::test]
async fn the_golden_table_of_roles_and_capabilities_is_as_agreed() {
    store::testing::for_each_engine("golden_roles", |db| async move {
        db.migrate(crate::testing::migrations()).await.unwrap();
        db.write(role::seed).await.unwrap();
        type Line = (String, String, String, String);
        let lines: Vec<Line> = db
            .read(|tx| {
                tx.all::<Line>(
                    "SELECT role.key, rk.kind, rc.capability, rc.scope FROM role
                     JOIN role_capability rc ON rc.role = role.key JOIN role_organisation_kind rk ON rk.role = role.key",
                    &[],
                )
            })
            .await
            .unwrap();
        let mut lines: Vec<String> =
            lines.into_iter().map(|(r, k, c, s)| format!("{r} ({k}): {c} over {s}")).collect();
        lines.sort();
        let table = lines.join("\n") + "\n";
        let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/src/access/roles.golden");
        if std::env::var_os("CHAPTERHOUSE_BLESS").is_some() {
            std::fs::write(golden, &table).unwrap();
        }
        assert_eq!(
            table,
            std::fs::read_to_string(golden).unwrap(),
            "agreed? then run with CHAPTERHOUSE_BLESS=1"
        );
    })
    .await;
}

/// The SQL fragment and the pure rule say the same of every organisation: a list and a single record cannot differ.
#[tokio::test]
async fn the_list_and_the_single_record_see_the_same_organisations() {
    store::testing::for_each_engine("reach", |db| async move {
        let story = crate::testing::story(&db).await;
        let all = story.organisations.clone();
        for grants in crate::testing::scopes_at(&all) {
            let reach = Reach::of(grants.iter());
            let clause = reach.clause("organisation.id");
            let listed: Vec<(OrganisationId,)> = db
                .read(move |tx| {
                    tx.all::<(OrganisationId,)>(
                        &format!("SELECT organisation.id FROM organisation WHERE {}", clause.sql),
                        &clause.params(),
                    )
                })
                .await
                .unwrap();
            for o in &all {
                let id = o.id;
                let chain: Vec<_> = db
                    .read(move |tx| organisation::ancestors(tx, id))
                    .await
                    .unwrap()
                    .iter()
                    .map(|o| o.id)
                    .collect();
                let pure = grants.iter().any(|g| g.covers(&chain));
                assert_eq!(listed.contains(&(id,)), pure, "{} under {grants:?}", o.name);
            }
        }
    })
    .await;
}
