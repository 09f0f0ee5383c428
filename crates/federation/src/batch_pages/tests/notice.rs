//! Carys writes to the people of a batch before she invites them.

use super::{batch, row};
use crate::mail::{self, MailState};
use crate::testing::{Browser, Portal, county};
use jiff::SignedDuration;
use store::StoreError;
use store::testing::for_each_engine;

/// The draft that the button begins: through the audience to the number, typed; answers the message's address.
async fn sent(carys: &mut Browser, batch: &str, button: &str) -> String {
    let begun = carys.post(&format!("{batch}/acts"), &[("act", button)]).await;
    let text = begun.location.unwrap_or_else(|| panic!("a draft: {}", begun.body));
    let page = carys.get(&text).await;
    assert!(page.says("A new portal for"), "{}", page.body);
    let message = text.strip_suffix("/text").expect("the text of a message").to_owned();
    carys.get(&format!("{message}/audience")).await;
    let chosen = [("class", "service"), ("basis", "contract"), ("shared", "one")];
    let check = carys.post(&format!("{message}/audience"), &chosen).await;
    assert_eq!(check.location.as_deref(), Some(message.as_str()), "{}", check.body);
    let page = carys.get(&message).await;
    assert!(page.says("Batch of a roll-out") && page.says(batch), "{}", page.body);
    let count =
        page.body.split("Type ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a number").to_owned();
    let done = carys.post(&format!("{message}/sending"), &[("when", "now"), ("count", &count)]).await;
    assert_eq!(done.location.as_deref(), Some(message.as_str()), "{}", done.body);
    message
}

/// Mails to one domain leave one after the other.
async fn all_leave(portal: &Portal) {
    for _ in 0..4 {
        portal.work().await;
        portal.clock.advance(SignedDuration::from_mins(2));
    }
}

/// Given names of those marked, in the order of names, and what the batch counts.
async fn told(portal: &Portal) -> (Vec<String>, i64) {
    let read = portal.app.db.read(|tx| -> Result<_, StoreError> {
        let names: Vec<(String,)> = tx.all(
            "SELECT p.given_name FROM rollout_row r JOIN person p ON p.id = r.person_id
             WHERE r.noticed_at IS NOT NULL ORDER BY r.sort_name",
            &[],
        )?;
        let (count,): (i64,) = tx.one("SELECT noticed FROM rollout_batch", &[])?;
        Ok((names.into_iter().map(|(name,)| name).collect(), count))
    });
    read.await.expect("they can be read")
}

#[tokio::test]
async fn carys_writes_to_them_first_and_whoever_a_mail_reached_is_told_once() {
    for_each_engine("told beforehand", |db| async move {
        let (portal, _) = county(&db).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let address = batch(&mut carys).await;
        let page = carys.get(&address).await;
        assert!(page.says("Write to them first") && !page.says("who were not told yet"), "{}", page.body);
        let message = sent(&mut carys, &address, "notice").await;
        assert_eq!(told(&portal).await, (Vec::new(), 0), "nothing has left yet");
        let page = carys.get(&message).await;
        assert!(page.says("The address cannot be right"), "Wyn's holds up nobody: {}", page.body);
        all_leave(&portal).await;
        let (names, count) = told(&portal).await;
        // Elin and Ffion share a mail; Dewi has no address; Sioned is in already and the pilot is left out.
        for name in ["Bethan", "Elin", "Ffion"] {
            assert!(names.iter().any(|n| n == name), "{name} in {names:?}");
        }
        for name in ["Dewi", "Sioned", "Ifan"] {
            assert!(!names.iter().any(|n| n == name), "{name} in {names:?}");
        }
        assert_eq!(count as usize, names.len());
        let page = carys.get(&address).await;
        assert!(page.says(&format!("href=\"{message}\"")) && page.says("mails have left"), "{}", page.body);
        assert!(page.says(&format!("<strong>{count}</strong>")), "the funnel says it: {}", page.body);
        assert!(page.says("Write to those who were not told yet"), "{}", page.body);
        let elin = carys.get(&row(&page, "Jones, Elin")).await;
        assert!(elin.says("Told beforehand that an invitation comes"), "{}", elin.body);

        carys
            .post(&format!("{}/address", row(&page, "Lewis, Dewi")), &[("address", "dewi@home.example")])
            .await;
        crate::testing::entries_made(&db).await;
        sent(&mut carys, &address, "notice-rest").await;
        all_leave(&portal).await;
        let (again, count) = told(&portal).await;
        assert_eq!(again.len(), names.len() + 1, "Dewi alone: {again:?}");
        assert_eq!(count as usize, again.len());
        sent(&mut carys, &address, "notice").await;
        all_leave(&portal).await;
        assert_eq!(told(&portal).await.1, count, "a row counts once");
    })
    .await;
}

#[tokio::test]
async fn a_notice_that_came_back_told_nobody_and_a_draft_is_gone_on_with() {
    for_each_engine("notice bounced", |db| async move {
        let (portal, county) = county(&db).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let address = batch(&mut carys).await;
        let begun = carys.post(&format!("{address}/acts"), &[("act", "notice")]).await;
        assert!(begun.location.is_some());
        assert!(carys.get(&address).await.says("It has not left: open it to go on"));
        sent(&mut carys, &address, "notice").await;
        all_leave(&portal).await;
        let before = told(&portal).await.1;
        let (bethan, now) = (county.clerks["Bethan"], portal.clock.now());
        db.write(move |tx| {
            let (id,): (mail::MailId,) =
                tx.one("SELECT id FROM mail WHERE person_id = ?1 AND state = 'captured'", &[&bethan])?;
            tx.run("UPDATE mail SET state = 'sent' WHERE id = ?1", &[&id])?;
            mail::came_back(tx, id, MailState::Bounced, "5.1.1", now)
        })
        .await
        .unwrap();
        let (names, after) = told(&portal).await;
        assert!(!names.iter().any(|n| n == "Bethan"), "{names:?}");
        assert_eq!(after, before - 1);
    })
    .await;
}

#[tokio::test]
async fn ticked_rows_alone_are_told_and_whoever_may_not_write_sees_why() {
    for_each_engine("notice to some", |db| async move {
        let (portal, _) = county(&db).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let address = batch(&mut carys).await;
        let page = carys.get(&address).await;
        let bethan = row(&page, "Rees, Bethan").replace("/rollouts/rows/", "");
        let pick = [("tick", bethan.as_str()), ("seen", bethan.as_str()), ("back", address.as_str())];
        carys.post(&format!("{address}/selection"), &pick).await;
        sent(&mut carys, &address, "notice").await;
        all_leave(&portal).await;
        assert_eq!(told(&portal).await, (vec!["Bethan".to_owned()], 1));
        let sql =
            "DELETE FROM role_capability WHERE role = 'county-officer' AND capability = 'messages.send'";
        db.write(move |tx| tx.run(sql, &[])).await.unwrap();
        let page = carys.get(&address).await;
        assert!(
            !page.says("value=\"notice\"") && page.says("You cannot write to them first"),
            "{}",
            page.body
        );
        let refused = carys.post(&format!("{address}/acts"), &[("act", "notice")]).await;
        assert_eq!(refused.status, 403);
    })
    .await;
}
