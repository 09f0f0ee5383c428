//! What Gareth, who looks after contacts for the whole federation, meets; and what Rhian may not.

use super::*;
use crate::testing::portal;
use axum::http::StatusCode;

#[tokio::test]
async fn supporter_care_finds_selects_and_tags_and_a_coordinator_does_not_learn_of_the_list() {
    store::testing::for_each_engine("contacts_pages", |db| async move {
        let portal = portal(&db).await;
        let story = &portal.story;
        testing::enrol(
            &db,
            vec![
                testing::member("Fiona", "Burton", &story.leeds),
                testing::member("Łucja", "Żak", &story.leeds),
                testing::member("Priya", "Shah", &story.bradford),
            ],
        )
        .await;
        renew_all(&db).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let all = gareth.get("/contacts").await;
        assert_eq!(all.status, StatusCode::OK, "{}", all.body);
        assert!(all.says("Burton, Fiona") && all.says("Leeds"), "{}", all.body);
        let found = gareth.get("/contacts?q=lucja").await;
        assert!(found.says("1 to 1 of 1") && found.says("Żak, Łucja"), "{}", found.body);
        let within = gareth.get("/contacts?within=Bradford&kind=person&membership=current").await;
        assert!(within.says("Shah, Priya") && !within.says("Burton, Fiona"), "{}", within.body);
        let wrong = gareth.get("/contacts?within=Nowhere&since=sometime").await;
        assert!(
            wrong.says("No organisation is called that") && wrong.says("Enter a day like 27/3/2021"),
            "{}",
            wrong.body
        );
        let begun = gareth.get("/contacts?within=brad&kind=person").await;
        assert!(
            begun.says("Choose which of these") && begun.body.contains("within=bradford"),
            "{}",
            begun.body
        );
        let picked = gareth
            .post("/contacts/selection", &[("pick", "all"), ("back", "/contacts?kind=person&within=leeds")])
            .await;
        assert_eq!(picked.status, StatusCode::SEE_OTHER);
        let elsewhere = gareth.get("/contacts?q=shah").await;
        assert!(
            elsewhere.says("selected") && elsewhere.says("not shown by the present filters"),
            "{}",
            elsewhere.body
        );
        let chosen = gareth.post("/contacts/acts", &[("act", "tag")]).await;
        let tagging = chosen.location.clone().unwrap_or_default();
        assert!(tagging.starts_with("/contacts/tagging/"), "{tagging}");
        let missing = gareth.post(&tagging, &[("name", "Pilot"), ("reason", "")]).await;
        assert!(missing.says("Say why") && missing.says("value=\"Pilot\""), "{}", missing.body);
        let unknown = [("known", "0192d3f0-0000-7000-8000-000000000000"), ("reason", "Nobody made it")];
        assert_eq!(gareth.post(&tagging, &unknown).await.status, StatusCode::NOT_FOUND);
        let done = gareth.post(&tagging, &[("name", "Pilot"), ("reason", "First to try the portal")]).await;
        assert_eq!(done.location.as_deref(), Some("/contacts"));
        renew_all(&db).await;
        let (tag,): (TagId,) =
            db.read(|tx| tx.one("SELECT id FROM tag WHERE name = 'Pilot'", &[])).await.expect("the tag");
        let tagged = gareth.get(&format!("/contacts?tag={tag}")).await;
        assert!(tagged.says("Burton, Fiona") && !tagged.says("Shah, Priya"), "{}", tagged.body);
        let without = gareth.get(&format!("/contacts?without={tag}&q=shah")).await;
        assert!(without.says("Shah, Priya"), "{}", without.body);
        let kept =
            gareth.post("/contacts/kept", &[("of", "kind=person&email=no"), ("name", "No address")]).await;
        assert_eq!(kept.location.as_deref(), Some("/contacts?kind=person&email=no"));
        assert!(gareth.get("/contacts").await.says("No address"));
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let refused = rhian.get("/contacts").await;
        assert!(matches!(refused.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND));
        assert!(!refused.says("Burton, Fiona"));
    })
    .await;
}
