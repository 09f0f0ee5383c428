use super::*;
use crate::invitee::State;
use crate::rollout::Tally;
use crate::testing::{county, words};
use store::testing::for_each_engine;

#[test]
fn the_picture_and_the_table_say_the_same_and_markup_in_words_stays_words() {
    let t = words();
    let mut tally = Tally { reached: [10, 8, 7, 3, 2], ..Tally::default() };
    tally.states.insert(State::Blocked, 2);
    let funnel = Funnel::new(&t, &tally, 9, Some("/rollouts/batches/x"));
    let (picture, table) = (funnel.picture().to_string(), funnel.table(&t, "Funnel".into()).to_string());
    for stage in &funnel.stages {
        assert!(picture.contains(&stage.words) && table.contains(&stage.words));
        assert!(
            picture.contains(&format!("<strong>{}</strong>", stage.count))
                && table.contains(&stage.count.to_string())
        );
    }
    assert!(table.contains("/rollouts/batches/x?state=blocked"));
    let odd = Funnel {
        stages: vec![Stage { words: "<b>".into(), count: 0, stuck: vec![("<i>".into(), "\"x".into())] }],
        left_out: Vec::new(),
    };
    assert!(
        !odd.picture().to_string().contains("<b>")
            && !odd.table(&t, String::new()).to_string().contains("<i>")
    );
}

#[tokio::test]
async fn carys_says_which_roles_bring_access_and_when_to_remind() {
    for_each_engine("roll-out settings", |db| async move {
        let (portal, _) = county(&db).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let page = carys.get("/rollouts/settings").await;
        assert!(page.says("value=\"7, 21\""), "{}", page.body);
        let wrong = carys.post("/rollouts/settings", &[("days", "21, 7"), ("roles", "clerk")]).await;
        assert!(wrong.says("Enter up to three numbers") && wrong.says("value=\"21, 7\""));
        let none = carys.post("/rollouts/settings", &[("days", "7")]).await;
        assert!(none.says("Tick at least one role"));
        let fields = [("days", "5, 10"), ("roles", "clerk"), ("roles", "council-chair"), ("one", "yes")];
        assert_eq!(carys.post("/rollouts/settings", &fields).await.location.as_deref(), Some("/rollouts"));
        assert!(carys.get("/rollouts/settings").await.says("value=\"5, 10\""));
        let bring = db
            .read(|tx| tx.all::<(String,)>("SELECT key FROM role WHERE brings_access ORDER BY key", &[]))
            .await
            .unwrap();
        assert_eq!(bring, [("clerk".to_owned(),), ("council-chair".to_owned(),)]);
    })
    .await;
}
