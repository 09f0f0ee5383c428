//! One person, several councils.

use super::{FELSHAM, marlshire};
use store::testing::for_each_engine;

#[tokio::test]
async fn hilary_chooses_for_which_council_she_acts_and_every_page_says_so() {
    for_each_engine("own_switch", |db| async move {
        let story = marlshire(&db).await;
        let mut hilary = story.signed_in("hilary").await;
        let page = hilary.get("/account").await;
        assert!(page.says("You act for Aldbury Parish Council.") && page.says("Change organisation"), "{}", page.body);
        assert!(page.says("href=\"/organisation/aldbury-parish-council\""), "the menu leads to that one");
        // The address says more than what was chosen.
        assert!(hilary.get(FELSHAM).await.says("You act for Felsham Parish Council."));
        let choice = hilary.get("/acting-for").await;
        assert!(choice.says("Aldbury Parish Council") && choice.says("Felsham Parish Council"));
        assert!(!choice.says("Ickleford"));
        let none = hilary.post("/acting-for", &[("organisation", "ickleford-parish-council")]).await;
        assert!(none.says("Choose an organisation"), "{}", none.body);
        let chosen = hilary.post("/acting-for", &[("organisation", "felsham-parish-council")]).await;
        assert_eq!(chosen.location.as_deref(), Some(FELSHAM));
        assert!(hilary.get("/account").await.says("You act for Felsham Parish Council."));
        assert!(hilary.get("/organisation/aldbury-parish-council").await.says("You act for Aldbury"));
        // Whoever has one council has nothing to change.
        let mut bryn = story.signed_in("bryn").await;
        let page = bryn.get("/account").await;
        assert!(page.says("Ickleford Parish Council") && !page.says("Change organisation"), "{}", page.body);
        // A council left is one no longer chosen.
        story.write(|tx| tx.run("UPDATE appointment SET ends_on = '2026-11-21' WHERE organisation_id IN (SELECT id FROM organisation WHERE slug = 'felsham-parish-council')", &[])).await;
        let page = hilary.get("/account").await;
        assert!(page.says("Aldbury Parish Council") && !page.says("Felsham"), "{}", page.body);
    })
    .await;
}
