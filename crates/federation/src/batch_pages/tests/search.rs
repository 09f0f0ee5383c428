//! A batch is searched by part of a name, a council or an address, together with its filters, order and selection.

use super::batch;
use crate::testing::county;
use store::testing::for_each_engine;

#[tokio::test]
async fn part_of_a_name_a_council_or_an_address_finds_rows_in_every_order() {
    for_each_engine("batch search", |db| async move {
        let (portal, _) = county(&db).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let address = batch(&mut carys).await;
        for (typed, found) in [
            ("rees", "Rees, Bethan"),
            ("Bethan+Rees", "Rees, Bethan"),
            ("borth", "Rees, Bethan"),
            ("BETHAN%40home", "Rees, Bethan"),
            ("two", "Jones, Elin"),
            ("genau%27r-glyn", "Puw, Huw"),
        ] {
            for sort in ["name", "-name", "kind", "councils", "-email", "state"] {
                let page = carys.get(&format!("{address}?q={typed}&sort={sort}")).await;
                assert!(page.says(found) && !page.says("Lewis, Dewi"), "{typed} {sort}: {}", page.body);
            }
        }
        let none = carys.get(&format!("{address}?q=nobody+at+all")).await;
        assert!(none.says("Nothing matches") || !none.says("Rees, Bethan"), "{}", none.body);
        let odd = carys.get(&format!("{address}?q=%25_%27%22")).await;
        assert!(!odd.says("Rees, Bethan"), "signs are signs: {}", odd.body);
        let narrowed = carys.get(&format!("{address}?q=jones&finding=twice")).await;
        assert!(narrowed.says("1 to 2 of 2") && narrowed.says("value=\"jones\""), "{}", narrowed.body);
        assert!(!carys.get(&format!("{address}?q=jones&state=draft")).await.says("Jones, Elin"));
    })
    .await;
}

#[tokio::test]
async fn all_that_match_a_search_are_selected_and_acted_upon_and_no_others() {
    for_each_engine("batch search selection", |db| async move {
        let (portal, _) = county(&db).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let address = batch(&mut carys).await;
        let searched = format!("{address}?q=jones");
        carys.get(&searched).await;
        let kept = carys.post(&format!("{address}/selection"), &[("pick", "all"), ("back", &searched)]).await;
        assert_eq!(kept.location.as_deref(), Some(searched.as_str()));
        assert!(carys.get(&searched).await.says("Take those selected out of the batch (2)"));
        carys.post(&format!("{address}/acts"), &[("act", "remove")]).await;
        assert!(carys.get(&address).await.says("2 rows were taken out of the batch"));
        let out = carys.get(&format!("{address}?q=jones&state=excluded")).await;
        assert!(out.says("Jones, Elin") && out.says("Jones, Ffion"), "{}", out.body);
        assert!(carys.get(&format!("{address}?state=draft")).await.says("Rees, Bethan"));
    })
    .await;
}

#[tokio::test]
async fn a_search_with_pages_goes_on_where_it_was_and_is_counted() {
    for_each_engine("batch search pages", |db| async move {
        let (portal, county) = county(&db).await;
        let (app, carys) = (portal.app.clone(), county.carys);
        let mut browser = portal.signed_in("carys@home.example").await;
        let address = batch(&mut browser).await;
        let id = address.rsplit('/').next().unwrap().parse().expect("a batch");
        let seen = db.write(move |tx| {
            use crate::rollout::{self, Asked, Side, SortBy};
            let stamp = app.stamp(Some(carys), crate::acting::Door::Page);
            let actor = crate::access::actor(tx, carys, stamp.today)?.expect("Carys");
            let terms = rollout::terms(tx, &app, &actor, Some(id))?;
            let (mut names, mut from) = (Vec::new(), None);
            loop {
                let direction = web::list::Direction::Down;
                let search = "council".to_owned();
                let asked = Asked {
                    sort: SortBy::Councils,
                    direction,
                    rows: 2,
                    from,
                    state: None,
                    finding: 0,
                    search,
                };
                let page = rollout::list(tx, &terms, id, &asked)?;
                names.extend(page.rows.iter().map(|r| r.name.clone()));
                let count = rollout::count_matching(tx, id, &asked)?;
                from = page.after.filter(|after| after.side == Side::After);
                if from.is_none() {
                    return Ok::<_, store::StoreError>((names, count));
                }
            }
        });
        let (mut names, count) = seen.await.unwrap();
        assert_eq!(names.len() as u64, count);
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 13, "everybody serves a council, each is seen once: {names:?}");
    })
    .await;
}
