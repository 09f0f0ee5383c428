//! What people may change, as pure rule and as the page decides it.

use super::{May, Of, Policy, RULES, What};
use crate::contact_point::Kind;
use crate::person::Name;
use crate::record::Field;
use crate::testing;
use crate::testing::{portal, volunteer};
use axum::http::StatusCode;
use jiff::civil::date;
use store::testing::for_each_engine;

#[test]
fn usually_addresses_change_at_once_names_are_proposed_and_birthdays_stay_hidden() {
    let policy = Policy::usual();
    assert_eq!(policy.may(Of::Organisation, What::Points(Kind::Phone)), May::AtOnce);
    assert_eq!(policy.may(Of::Organisation, What::Field(Field::Name)), May::Propose);
    assert_eq!(policy.may(Of::Organisation, What::Membership), May::See);
    assert_eq!(policy.may(Of::Oneself, What::Points(Kind::Email)), May::AtOnce);
    assert_eq!(policy.may(Of::Oneself, What::Field(Field::DateOfBirth)), May::Hidden);
    // There is no rule for these: nobody sees or changes them here.
    assert_eq!(policy.may(Of::Organisation, What::Field(Field::ClosedOn)), May::Hidden);
    assert_eq!(policy.may(Of::Oneself, What::Field(Field::DeceasedOn)), May::Hidden);
    assert_eq!(policy.may(Of::Oneself, What::Membership), May::Hidden);
}

#[test]
fn a_federation_decides_otherwise_within_what_may_be_chosen() {
    let row = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    let policy = Policy::usual().with([
        row("organisation", "phone", "propose"),
        row("organisation", "membership", "at-once"),
        row("person", "phone", "nonsense"),
        row("nobody", "phone", "hidden"),
    ]);
    assert_eq!(policy.may(Of::Organisation, What::Points(Kind::Phone)), May::Propose);
    assert_eq!(policy.may(Of::Organisation, What::Membership), May::See, "never theirs to change");
    assert_eq!(policy.may(Of::Oneself, What::Points(Kind::Phone)), May::AtOnce);
    assert!(RULES.iter().all(|r| r.choices.contains(&r.usual)));
}

#[tokio::test]
async fn an_administrator_decides_and_the_journal_holds_it_and_nobody_else_may() {
    for_each_engine("field_policy", |db| async move {
        let portal = portal(&db).await;
        let (stamp, centre) = (testing::stamp(&portal.clock), portal.story.centre.clone());
        db.write(move |tx| {
            let until = Some(date(2027, 9, 1));
            let name = Name::new("Philippa", "Lazenby");
            volunteer(tx, &stamp, name, "philippa@home.example", "administrator", &centre, until)?;
            // Her second step is told elsewhere.
            tx.run("UPDATE role SET second_factor = 'optional' WHERE key = 'administrator'", &[])?;
            tx.run(
                "UPDATE account SET password_hash = (SELECT max(password_hash) FROM account) WHERE password_hash IS NULL",
                &[],
            )
            .map_err(testing::StoryError::from)
        })
        .await
        .unwrap();
        let mut gareth = portal.signed_in("gareth@home.example").await;
        assert_eq!(gareth.get("/settings/own-records").await.status, StatusCode::FORBIDDEN);
        assert_eq!(gareth.post("/settings/own-records", &[]).await.status, StatusCode::FORBIDDEN);

        let mut philippa = portal.signed_in("philippa@home.example").await;
        let page = philippa.get("/settings/own-records").await;
        assert!(page.says("Who holds which role") && page.says("Councillor"), "{}", page.body);
        let decided = [
            ("organisation-phone", "propose"),
            ("organisation-membership", "at-once"),
            ("role-clerk", "holder"),
            ("role-administrator", "organisation"),
        ];
        let done = philippa.post("/settings/own-records", &decided).await;
        assert_eq!(done.location.as_deref(), Some("/settings/own-records"));
        let (policy, clerk, administrator, acts) = db
            .read(|tx| -> Result<_, store::StoreError> {
                let acts: Vec<(String,)> = tx.all(
                    "SELECT act FROM journal WHERE act IN ('field_policy.changed', 'role.given_by_changed') ORDER BY seq",
                    &[],
                )?;
                Ok((
                    super::policy(tx)?,
                    crate::role::given_by(tx, "clerk")?,
                    crate::role::given_by(tx, "administrator")?,
                    acts,
                ))
            })
            .await
            .unwrap();
        assert_eq!(policy.may(Of::Organisation, What::Points(Kind::Phone)), May::Propose);
        assert_eq!(policy.may(Of::Organisation, What::Membership), May::See);
        assert_eq!(clerk, Some(crate::role::GivenBy::Holder));
        assert_eq!(administrator, Some(crate::role::GivenBy::Centre), "a wide role is never an organisation's to give");
        assert_eq!(acts.len(), 2, "what was so already is no decision");
    })
    .await;
}
