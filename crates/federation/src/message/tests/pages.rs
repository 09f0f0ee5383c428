use super::*;
use crate::testing::portal;
use axum::http::StatusCode;

async fn selected(portal: &Portal, people: &[PersonId]) {
    let (gareth, stamp, people) = (portal.story.gareth, stamp(portal), people.to_vec());
    let ticked = portal.app.db.write(move |tx| -> Result<_, selection::SelectionError> {
        let open = selection::open(tx, &stamp, gareth, LIST_NAME)?;
        selection::tick(tx, &stamp, open, &people, &[])
    });
    ticked.await.expect("they can be selected");
}

fn text(body: &str) -> Vec<(&str, &str)> {
    vec![("subject-en", "News for {{given name}}"), ("body-en", body), ("subject-cy", ""), ("body-cy", "")]
}

#[tokio::test]
async fn gareth_writes_to_two_members_from_the_list_to_the_last_mail() {
    store::testing::for_each_engine("message journey", |db| async move {
        let portal = portal(&db).await;
        let people = members(&portal, &[("Ada", "Able"), ("Bryn", "Brown")]).await;
        sql(&portal, "DELETE FROM contact_point WHERE folded = 'bryn.brown@post.example'").await;
        selected(&portal, &people).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        assert!(gareth.get("/contacts").await.says("Write to those selected"));
        let new = gareth.post("/contacts/acts", &[("act", "write")]).await.location.expect("to the message");
        assert!(gareth.get(&new).await.says("2 contacts are selected"));
        assert!(gareth.post(&new, &[]).await.says("Choose a blank page or a template"));
        let at = gareth.post(&new, &[("from", "details-check")]).await.location.expect("to the text");
        let page = gareth.get(&at).await;
        assert!(page.says("Are our details for") && page.says("{{membership number}}"), "{}", page.body);
        let version = page.field("version").expect("the version");

        let wrong = gareth.post(&at, &[text("Dear {{surname}}"), vec![("version", &version)]].concat()).await;
        assert!(wrong.says("“surname” is not a field") && wrong.says("Dear {{surname}}"), "{}", wrong.body);
        let version = wrong.field("version").expect("the version");
        let sent = [text("Dear {{given name}},"), vec![("version", &version)]].concat();
        let audience = gareth.post(&at, &sent).await.location.expect("to the audience");
        assert!(gareth.post(&at, &sent).await.says("saved in another window"));
        gareth.get(&audience).await;
        let wrong = gareth.post(&audience, &[("class", "marketing"), ("basis", "contract")]).await;
        assert!(wrong.says("This reason does not carry"), "{}", wrong.body);
        let chosen = [("class", "service"), ("basis", "contract"), ("shared", "one")];
        let check = gareth.post(&audience, &chosen).await.location.expect("to the check");

        let page = gareth.get(&check).await;
        assert!(page.says("No e-mail address") && page.says("Send 1 mail"), "{}", page.body);
        let listed = gareth.get(&format!("{check}/people?which=left-no-address")).await;
        assert!(listed.says("Bryn Brown") && listed.says("/contacts/people/"), "{}", listed.body);
        let preview = gareth.get(&format!("{check}/preview?q=able")).await;
        assert!(preview.says("News for Ada") && preview.says("Dear Ada,"), "{}", preview.body);
        gareth.post(&format!("{check}/test"), &[("at", "0")]).await;
        assert!(gareth.get(&check).await.says("A test is on its way to gareth@home.example"));
        let sending = format!("{check}/sending");
        let wrong = gareth.post(&sending, &[("when", "now"), ("count", "2")]).await;
        assert!(wrong.says("The number is 1 now"), "{}", wrong.body);
        let wrong = gareth.post(&sending, &[("when", "at"), ("count", "1")]).await;
        assert!(
            wrong.says("Enter a day, a month and a year") && wrong.says("Enter a time"),
            "{}",
            wrong.body
        );
        gareth.post(&sending, &[("when", "now"), ("count", "1")]).await;
        assert!(gareth.get("/messages").await.says("Running now"));
        portal.work().await;
        let page = gareth.get(&check).await;
        assert!(
            page.says("All mails have left or ended") && page.says("Kept here to be read"),
            "{}",
            page.body
        );
        let came = gareth.get(&format!("{check}/people?which=came-captured")).await;
        assert!(came.says("Ada Able") && came.says("Write again to all of these"), "{}", came.body);
        let again = [("which", "came-captured"), ("act", "again")];
        let again = gareth.post(&format!("{check}/people"), &again).await.location.expect("a new draft");
        assert!(gareth.get(&again).await.says("Send 1 mail"));
        gareth.post(&format!("{again}/removal"), &[]).await;
        assert_eq!(gareth.get(&again).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn nobody_else_sees_a_draft_and_a_coordinator_sees_no_messages() {
    store::testing::for_each_engine("message sight", |db| async move {
        let portal = portal(&db).await;
        let people = members(&portal, &[("Ada", "Able")]).await;
        let id = begun(&portal, &people, &[], greeting(), Class::Service, Basis::Contract).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let refused = rhian.get(&format!("/messages/{id}")).await;
        assert!(refused.status == StatusCode::FORBIDDEN, "{}", refused.status);
        assert!(!refused.says("News for"));
        let mut gareth = portal.signed_in("gareth@home.example").await;
        assert_eq!(gareth.get(&format!("/messages/{id}")).await.status, StatusCode::OK);
        assert_eq!(gareth.get("/messages/none").await.status, StatusCode::NOT_FOUND);
        sql(&portal, "UPDATE message SET owner_id = (SELECT id FROM person WHERE given_name = 'Amina')")
            .await;
        assert_eq!(gareth.get(&format!("/messages/{id}")).await.status, StatusCode::NOT_FOUND);
        sql(&portal, "UPDATE message SET state = 'waiting'").await;
        let page = gareth.get(&format!("/messages/{id}")).await;
        assert!(page.says("Cancel it"), "a colleague who writes to all can cancel: {}", page.body);
    })
    .await;
}
