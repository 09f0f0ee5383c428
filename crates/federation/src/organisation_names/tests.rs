use super::{Which, begun};
use crate::access::{self, ManageContacts};
use crate::organisation;
use crate::person::{Name, PersonId};
use crate::role::{self, Capability, NewRole, Scope};
use crate::testing::{self, Portal, TODAY, portal};
use axum::http::StatusCode;
use jiff::civil::date;
use store::testing::for_each_engine;

/// Under England two groups of one name, one of them closed, and many whose names begin alike.
async fn more_groups(portal: &Portal) {
    let (stamp, england) = (testing::stamp(&portal.clock), portal.story.organisations[1].clone());
    let bradford = portal.story.bradford.clone();
    let done = portal.app.db.write(move |tx| -> Result<(), testing::StoryError> {
        for name in ["Young People of Bradford", "Bradford-on-Avon", "Leeds", "Élan Valley"] {
            organisation::open(tx, &stamp, "group", Some(&england), name, None)?;
        }
        for n in 1..=12 {
            organisation::open(tx, &stamp, "group", Some(&england), &format!("Hull {n}"), None)?;
        }
        tx.run("UPDATE organisation SET closed_on = '2026-01-31' WHERE id = ?1", &[&bradford.id])?;
        Ok(())
    });
    done.await.expect("groups open");
}

/// Nia looks after the contacts of England and of what is below.
async fn nia(portal: &Portal) -> PersonId {
    let (stamp, england) = (testing::stamp(&portal.clock), portal.story.organisations[1].clone());
    let made = portal.app.db.write(move |tx| {
        let role = NewRole {
            key: "regional-keeper",
            title: "Regional keeper",
            needs_mailbox: false,
            kinds: &["nation"],
            grants: &[(Capability::ContactsManage, Scope::Below)],
            requires: &[],
            second_factor: role::SecondFactor::Optional,
        };
        role::record_role(tx, &role)?;
        let (name, trained) = (Name::new("Nia", "Rees"), Some(date(2027, 1, 1)));
        testing::volunteer(tx, &stamp, name, "nia@home.example", role.key, &england, trained)
    });
    made.await.expect("a keeper")
}

async fn offered(portal: &Portal, who: PersonId, which: Which, typed: &'static str) -> Vec<String> {
    let found = portal.app.db.read(move |tx| {
        let actor = access::actor(tx, who, TODAY)?.expect("an account");
        let right = access::right_anywhere::<ManageContacts>(tx, &actor).expect("manages contacts");
        begun(tx, &right, which, typed, 10)
    });
    found.await.expect("names are found").into_iter().map(|one| one.name).collect()
}

#[tokio::test]
async fn names_that_begin_so_come_first_then_those_with_such_a_word_and_none_out_of_reach() {
    for_each_engine("organisation names", |db| async move {
        let portal = portal(&db).await;
        more_groups(&portal).await;
        let (gareth, nia) = (portal.story.gareth, nia(&portal).await);
        let brad = offered(&portal, gareth, Which::Any, "brad").await;
        assert_eq!(brad, ["Bradford", "Bradford-on-Avon", "Young People of Bradford"]);
        let open = offered(&portal, gareth, Which::Open, "brad").await;
        assert_eq!(open, ["Bradford-on-Avon", "Young People of Bradford"], "one has closed");
        assert_eq!(
            offered(&portal, gareth, Which::Any, " BRADFORD o ").await.len(),
            2,
            "all words begin one"
        );
        assert_eq!(offered(&portal, gareth, Which::Any, "elan").await, ["Élan Valley"]);
        assert_eq!(offered(&portal, gareth, Which::Any, "hull").await.len(), 10, "no more than ten");
        for nothing in ["", "  ", "%", "_", "zz", "adford"] {
            assert!(offered(&portal, gareth, Which::Any, nothing).await.is_empty(), "{nothing:?}");
        }
        assert_eq!(offered(&portal, gareth, Which::Any, "card").await, ["Cardiff"]);
        assert!(offered(&portal, nia, Which::Any, "card").await.is_empty(), "Cardiff is in Wales");
        assert_eq!(offered(&portal, nia, Which::Any, "leeds").await, ["Leeds", "Leeds"]);
    })
    .await;
}

#[tokio::test]
async fn a_field_is_told_what_tells_two_of_one_name_apart_and_only_whoever_manages_contacts_asks() {
    for_each_engine("organisation names asked", |db| async move {
        let portal = portal(&db).await;
        more_groups(&portal).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let answer = gareth.get("/contacts/places?q=bradford+on").await;
        assert_eq!(
            answer.body,
            r#"[{"value":"bradford-on-avon","words":"Bradford-on-Avon","note":"Group, England"}]"#
        );
        assert_eq!(
            gareth.get("/contacts/places?state=open&q=bradford").await.body.matches("value").count(),
            2
        );
        assert_eq!(gareth.get("/contacts/places").await.body, "[]");
        let mut rhian = portal.signed_in("rhian@home.example").await;
        assert_eq!(rhian.get("/contacts/places?q=leeds").await.status, StatusCode::FORBIDDEN);
        let stranger = portal.browser().get("/contacts/places?q=leeds").await;
        assert!(stranger.status.is_redirection() && !stranger.says("Leeds"));
    })
    .await;
}
