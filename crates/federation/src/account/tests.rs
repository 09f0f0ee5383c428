use super::*;
use crate::person::{self, Name};
use crate::testing;
use proptest::prelude::*;
use store::testing::for_each_engine;

#[test]
fn an_address_on_a_domain_of_the_federation_is_refused_with_the_reason() {
    let own = vec!["tidewell.example".to_owned()];
    assert!(may_identify("jo@home.example", &own).is_ok());
    for address in
        ["jo@tidewell.example", "JO@Tidewell.Example", "jo@leeds.tidewell.example", "jo@ｔidewell.example"]
    {
        assert_eq!(
            may_identify(address, &own),
            Err(IdentifierRefused::OwnDomain("tidewell.example".into())),
            "{address}"
        );
    }
    assert!(may_identify("jo@nottidewell.example", &own).is_ok());
}

#[tokio::test]
async fn no_two_accounts_share_an_identifier_however_it_is_written_and_closed_ones_count() {
    for_each_engine("identifiers", |db| async move {
        let story = testing::story(&db).await;
        let stamp = testing::stamp(&testing::clock());
        db.write(move |tx| -> Result<(), AccountFault> {
            let rhian = Recipient::of(tx, story.rhian)?.expect("Rhian");
            change::close(tx, &stamp, rhian.account)?;
            let newcomer = person::record(tx, &stamp, &Name::new("Rhiannon", "Morgan"))?;
            for address in
                ["rhian@home.example", " RHIAN@HOME.EXAMPLE ", "ｒhian@home.example", "Rhian@Home.Example"]
            {
                let opened = open(tx, &stamp, newcomer, address, &[]);
                assert!(
                    matches!(opened, Err(AccountError::Identifier(IdentifierRefused::Taken))),
                    "{address}"
                );
            }
            let opened = open(tx, &stamp, newcomer, "rhiannon@home.example", &[]).expect("a new address");
            assert_ne!(opened, rhian.account);
            assert!(matches!(
                open(tx, &stamp, newcomer, "other@home.example", &[]),
                Err(AccountError::HasOne)
            ));
            Ok(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_reopened_account_has_its_password_or_waits_for_an_invitation() {
    for_each_engine("reopening", |db| async move {
        let story = testing::story(&db).await;
        let stamp = testing::stamp(&testing::clock());
        db.write(move |tx| -> Result<(), AccountFault> {
            for (person, hash, after) in [
                (story.rhian, Some("$argon2id$..."), AccountState::Active),
                (story.marek, None, AccountState::Invited),
            ] {
                tx.run("UPDATE account SET password_hash = ?2 WHERE person_id = ?1", &[&person, &hash])?;
                let account = Recipient::of(tx, person)?.expect("an account").account;
                change::close(tx, &stamp, account)?;
                change::reopen(tx, &stamp, account)?;
                assert_eq!(Recipient::of(tx, person)?.expect("an account").state, after);
            }
            Ok(())
        })
        .await
        .unwrap();
    })
    .await;
}

proptest! {
    #[test]
    fn an_identifier_compares_alike_in_capitals_and_in_wide_letters(local in "[a-z0-9]{1,12}", host in "[a-z]{2,10}") {
        let plain = format!("{local}@{host}.example");
        let wide: String = plain.chars().map(|c| match c {
            'a'..='z' | '0'..='9' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
            c => c,
        }).collect();
        prop_assert_eq!(fold_email(&plain.to_uppercase()), fold_email(&plain));
        prop_assert_eq!(fold_email(&wide), fold_email(&plain));
        prop_assert_eq!(fold_email(&fold_email(&plain)), fold_email(&plain));
    }

    #[test]
    fn no_writing_of_an_own_domain_passes(sub in "([a-z]{1,5}\\.)?", upper in any::<bool>()) {
        let own = vec!["Tidewell.Example".to_owned()];
        let domain = format!("{sub}tidewell.example");
        let domain = if upper { domain.to_uppercase() } else { domain };
        let refused = may_identify(&format!("jo@{domain}"), &own).is_err();
        prop_assert!(refused);
    }
}
