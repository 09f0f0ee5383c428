//! Carys brings the clerks of Ceredigion onto the portal.

mod attacks;
mod granting;
mod one_council;
mod parishes;
mod succession;

use super::*;
use crate::access;
use crate::account;
use crate::acting::Door;
use crate::mail;
use crate::testing::{County, Portal, county, select};
use store::Identifier as _;

/// Carys's batch of all councils, pilots excluded.
async fn batch_of_all(portal: &Portal, county: &County) -> BatchId {
    let councils: Vec<crate::organisation::OrganisationId> = county.councils.values().copied().collect();
    batch_of(portal, county, councils).await.expect("a batch")
}

async fn batch_of<I: store::Identifier + Send + 'static>(
    portal: &Portal,
    county: &County,
    chosen: Vec<I>,
) -> Result<BatchId, RolloutError> {
    let (app, carys, pilot) = (portal.app.clone(), county.carys, county.pilot);
    let made = portal.app.db.write(move |tx| {
        let stamp = app.stamp(Some(carys), Door::Page);
        let frozen = select(tx, &stamp, carys, &chosen);
        let actor = access::actor(tx, carys, stamp.today)?.expect("Carys");
        let right = access::right_anywhere::<GrantAccess>(tx, &actor)?;
        let contacts = access::right_anywhere::<access::ManageContacts>(tx, &actor)?;
        let terms = terms(tx, &app, &actor, None)?;
        let (count,): (i64,) = tx.one("SELECT count(*) FROM rollout_batch", &[])?;
        let new = NewBatch {
            under: Under::Named("Portal 2026".into()),
            name: format!("A-Y {count}"),
            excluding: vec![pilot],
        };
        make(tx, &stamp, (&right, &contacts), &terms, &frozen, &new)
    });
    made.await
}

/// Something done as Carys.
async fn as_carys<T: Send + 'static>(
    portal: &Portal,
    county: &County,
    batch: BatchId,
    act: impl FnOnce(&mut Tx<'_>, &crate::acting::Stamp, &Terms, &Actor) -> Result<T, RolloutError>
    + Send
    + 'static,
) -> Result<T, RolloutError> {
    let (app, carys) = (portal.app.clone(), county.carys);
    let done = portal.app.db.write(move |tx| {
        let stamp = app.stamp(Some(carys), Door::Page);
        let actor = access::actor(tx, carys, stamp.today)?.expect("Carys");
        let terms = terms(tx, &app, &actor, Some(batch))?;
        act(tx, &stamp, &terms, &actor)
    });
    done.await
}

/// All rows of a batch by name: state and reason.
async fn rows(portal: &Portal, county: &County, batch: BatchId) -> Vec<Invitee> {
    let asked = Asked {
        sort: SortBy::Name,
        direction: web::list::Direction::Up,
        rows: 1_000,
        from: None,
        state: None,
        finding: 0,
        search: String::new(),
    };
    as_carys(portal, county, batch, move |tx, _, terms, _| Ok(list(tx, terms, batch, &asked)?.rows))
        .await
        .expect("rows")
}

fn row<'a>(rows: &'a [Invitee], name: &str) -> &'a Invitee {
    rows.iter().find(|r| r.name.contains(name)).unwrap_or_else(|| panic!("{name} stands in the batch"))
}

fn stands(rows: &[Invitee], name: &str) -> (&'static str, String) {
    let row = row(rows, name);
    (row.state().word(), row.standing.reason.clone())
}

/// Confirms an act on all rows that it concerns and does it.
async fn do_all(portal: &Portal, county: &County, batch: BatchId, act: Act) -> Outcome {
    let head = portal.app.letterhead();
    let done = as_carys(portal, county, batch, move |tx, stamp, terms, actor| {
        let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
        let many = count(tx, batch, act, &Chosen::All)?;
        let confirmed = confirm(tx, stamp, &right, batch, act, &Chosen::All, many)?;
        run_some(tx, stamp, &head, terms, confirmed)
    });
    done.await.expect("it can be done")
}

/// The paths of the links in captured invitations to an address, the newest first.
async fn links(portal: &Portal, address: &'static str) -> Vec<String> {
    portal.work().await;
    let stamp = portal.app.stamp(None, Door::Demo);
    let mails = portal.app.db.read(move |tx| mail::captured(tx, &stamp, 200)).await.expect("mails");
    let theirs = mails.iter().filter(|m| m.kind == "invitation" && m.letter.address == address);
    let link = |text: &str| {
        text.lines().find_map(|l| l.trim().strip_prefix("http://portal.example")).map(str::to_owned)
    };
    theirs.filter_map(|m| link(&m.letter.text)).collect()
}

/// The tally says what counting the rows says.
async fn tally_is_right(portal: &Portal, batch: BatchId) {
    let (said, counted) = portal
        .app
        .db
        .read(move |tx| -> Result<_, StoreError> {
            let said = tallies(tx, &[batch])?.remove(&batch.bytes()).unwrap_or_default();
            let lines: Vec<(String, i64)> = tx.all(
                "SELECT state, count(*) FROM rollout_row WHERE batch_id = ?1 GROUP BY state",
                &[&batch],
            )?;
            Ok((said, lines))
        })
        .await
        .expect("counts");
    for (state, count) in &counted {
        assert_eq!(said.of(invitee::State::from_word(state)), *count as u64, "{state}");
    }
    assert_eq!(said.all(), counted.iter().map(|(_, n)| *n as u64).sum::<u64>());
}

const CHOSEN: &str = "gwylan y môr tawel";

/// Somebody follows a link on their telephone and chooses a password.
async fn accept(portal: &Portal, link: &str) -> crate::testing::Browser {
    let mut browser = portal.browser();
    browser.get(link).await;
    let done = browser.post(link, &[("new-password", CHOSEN)]).await;
    assert_eq!(done.location.as_deref(), Some("/account/passkeys/offer"), "{}", done.body);
    browser
}
