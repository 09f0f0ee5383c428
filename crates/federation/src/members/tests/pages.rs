//! What Rhian, Marek, Amina and Gareth meet at the members' pages.

use super::*;
use crate::membership::MembershipId;
use crate::testing::{Portal, portal};
use axum::http::StatusCode;

/// Leeds has Fiona, Łucja and sixty others; Bradford has Priya.
async fn peopled(db: &Db) -> (Portal, Vec<Enrolled>) {
    let portal = portal(db).await;
    let (leeds, bradford) = (&portal.story.leeds, &portal.story.bradford);
    let mut new = vec![testing::member("Fiona", "Burton", leeds), testing::member("Łucja", "Żak", leeds)];
    new.push(testing::member("Priya", "Shah", bradford));
    new.extend((0..60).map(|i| testing::member(&format!("Given{i:02}"), "Common", leeds)));
    new[1].language = Some("cy".into());
    new[1].terms = vec![(date(2024, 4, 1), Some(date(2025, 3, 31)))];
    let made = testing::enrol(db, new).await;
    (portal, made)
}

const LEEDS: &str = "/organisations/leeds/members";

#[tokio::test]
async fn the_coordinator_lists_finds_and_filters_her_members() {
    store::testing::for_each_engine("members_pages", |db| async move {
        let (portal, made) = peopled(&db).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let page = rhian.get(LEEDS).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.says("1 to 25 of 62, sorted by name") && page.says("Burton, Fiona"), "{}", page.body);
        assert!(!page.says("Shah, Priya"), "Bradford's are not hers");
        let found = rhian.get(&format!("{LEEDS}?q=lucja")).await;
        assert!(
            found.says("1 to 1 of 1") && found.says("Żak, Łucja") && found.says("Lapsed"),
            "{}",
            found.body
        );
        let lapsed = rhian.get(&format!("{LEEDS}?state=lapsed&sort=paid")).await;
        assert!(lapsed.says("1 to 1 of 1") && lapsed.says("Żak, Łucja"), "{}", lapsed.body);
        let none = rhian.get(&format!("{LEEDS}?q=nobodybythatname")).await;
        assert!(
            none.says("Nothing matches these filters") && none.says("Clear all filters"),
            "{}",
            none.body
        );
        let wrong = rhian.get(&format!("{LEEDS}?joined_from=yesterday")).await;
        assert!(
            wrong.says("Enter a day like 27/3/2021") && wrong.says("value=\"yesterday\""),
            "{}",
            wrong.body
        );
        let joined =
            rhian.get(&format!("{LEEDS}?joined_from=1/4/2019&joined_until=1.4.2019&sort=joined")).await;
        assert!(joined.says("1 to 25 of"), "{}", joined.body);
        let person = rhian.get(&format!("{LEEDS}/{}", made[1].person)).await;
        for words in
            ["Łucja Żak", "Welsh", "12 Mill Lane", "LS6 2AB", "1 April 2024 to 31 March 2025", "Lapsed"]
        {
            assert!(person.says(words), "{words}: {}", person.body);
        }
    })
    .await;
}

#[tokio::test]
async fn next_and_back_walk_through_the_list() {
    store::testing::for_each_engine("members_pager", |db| async move {
        let (portal, _) = peopled(&db).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let first = rhian.get(LEEDS).await;
        let next = link(&first.body, "next");
        let second = rhian.get(&next).await;
        assert!(second.says("26 to 50 of 62"), "{}", second.body);
        let third = rhian.get(&link(&second.body, "next")).await;
        assert!(third.says("51 to 62 of 62") && third.says("Żak, Łucja"), "{}", third.body);
        assert!(!third.body.contains("rel=\"next\""));
        let back = rhian.get(&link(&third.body, "prev")).await;
        assert!(back.says("26 to 50 of 62"), "{}", back.body);
    })
    .await;
}

fn link(body: &str, rel: &str) -> String {
    let tag = body.split("<a ").find(|tag| tag.contains(&format!("rel=\"{rel}\""))).expect("a link");
    tag.split("href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("an address")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

#[tokio::test]
async fn the_selection_survives_paging_and_is_frozen_for_the_download() {
    store::testing::for_each_engine("members_selection", |db| async move {
        let (portal, made) = peopled(&db).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        rhian.get(LEEDS).await;
        let id = |i: usize| made[i].membership.to_string();
        let (fiona, lucja, priya) = (id(0), id(1), id(2));
        let action = format!("{LEEDS}/selection");
        rhian.post(&action, &[("back", LEEDS), ("pick", "these"), ("tick", &fiona), ("seen", &fiona)]).await;
        rhian
            .post(
                &action,
                &[("back", LEEDS), ("pick", "these"), ("tick", &lucja), ("tick", &priya), ("seen", &lucja)],
            )
            .await;
        let lapsed = rhian.get(&format!("{LEEDS}?state=lapsed")).await;
        assert!(
            lapsed.says("3 selected") && lapsed.says("2 of those selected are not shown"),
            "{}",
            lapsed.body
        );
        let back = format!("{LEEDS}?q=common");
        let all = rhian.post(&action, &[("back", &back), ("pick", "all")]).await;
        assert_eq!(all.location.as_deref(), Some(back.as_str()));
        assert!(rhian.get(LEEDS).await.says("63 selected"));
        let confirmed = rhian.post(&format!("{LEEDS}/selection/confirmed"), &[]).await;
        let id =
            confirmed.location.as_deref().and_then(|to| to.split("selection=").nth(1)).expect("a selection");
        let (id, rhian) = (id.parse().unwrap(), portal.story.rhian);
        let leeds = portal.story.leeds.id;
        let held: Vec<(MembershipId,)> = db
            .read(move |tx| {
                let frozen = crate::selection::frozen(tx, rhian, &list_name(leeds), id)?.expect("frozen");
                let right = right(tx, rhian, leeds);
                let clause = Chosen::Selection(frozen).clause(&right, tx.engine(), TODAY);
                tx.all::<(MembershipId,)>(
                    &format!("SELECT membership_id FROM member_entry WHERE {}", clause.sql),
                    &clause.params(),
                )
            })
            .await
            .unwrap();
        assert_eq!(held.len(), 62, "Priya is ticked and out of reach");
    })
    .await;
}

#[tokio::test]
async fn who_may_not_is_told_why_and_what_opens_it() {
    store::testing::for_each_engine("members_refused", |db| async move {
        let (portal, made) = peopled(&db).await;
        let mut marek = portal.signed_in("marek@home.example").await;
        let page = marek.get(LEEDS).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.says("Group Coordinator") && page.says("Finance Volunteer"), "{}", page.body);
        assert_eq!(marek.get(&format!("{LEEDS}/{}", made[0].person)).await.status, StatusCode::FORBIDDEN);
        let mut amina = portal.signed_in("amina@home.example").await;
        let page = amina.get("/organisations/bradford/members").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.says("expired on 3 May 2026") && page.says("data protection course"), "{}", page.body);
        assert!(!page.says("Shah"));
    })
    .await;
}

#[tokio::test]
async fn other_organisations_are_not_there() {
    store::testing::for_each_engine("members_others", |db| async move {
        let (portal, made) = peopled(&db).await;
        let mut rhian = portal.signed_in("rhian@home.example").await;
        for path in [
            "/organisations/bradford/members".to_owned(),
            format!("/organisations/bradford/members/{}", made[2].person),
            format!("{LEEDS}/{}", made[2].person),
            format!("{LEEDS}/{}", portal.story.marek),
            format!("{LEEDS}/nonsense"),
            "/organisations/nowhere/members".to_owned(),
        ] {
            assert_eq!(rhian.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let page = gareth.get("/organisations/tidewell/members?q=shah").await;
        assert!(page.says("Shah, Priya") && page.says("Bradford"), "{}", page.body);
        assert_eq!(
            gareth.get(&format!("/organisations/tidewell/members/{}", made[2].person)).await.status,
            StatusCode::OK
        );
        assert!(gareth.get("/organisations/cardiff/members").await.says("Cardiff has no members yet"));
    })
    .await;
}
