//! The demonstration's roll-out, in motion: a batch of the association's councils with people at every stage, so that
//! nobody who looks around finds empty pages.

use super::taking_up::select;
use super::{Act, Chosen, NewBatch, RolloutError, Under, confirm, count, make, run_some, tags, terms};
use crate::access::{self, GrantAccess, ManageContacts};
use crate::acting::{Door, Stamp};
use crate::contacts;
use crate::invitee::{self, BatchId, Step};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::visit::App;
use store::{StoreError, Tx};

/// Makes it when there is an association of councils with an officer; else nothing.
pub async fn in_motion(app: &App) -> Result<(), RolloutError> {
    let officer = app.db.read(officer).await?;
    let Some(officer) = officer else { return Ok(()) };
    contacts::renew(app.installation()).await?;
    let (house, stamp) = (app.clone(), app.stamp(Some(officer), Door::Demo));
    app.db.write(move |tx| begin(tx, &house, &stamp, officer)).await
}

fn officer(tx: &mut Tx<'_>) -> Result<Option<PersonId>, StoreError> {
    let found: Option<(PersonId,)> = tx.maybe(
        "SELECT a.person_id FROM appointment a JOIN account ON account.person_id = a.person_id
         WHERE a.role = 'county-officer' AND a.ends_on IS NULL AND account.state = 'active' ORDER BY a.id LIMIT 1",
        &[],
    )?;
    Ok(found.map(|(id,)| id))
}

fn begin(tx: &mut Tx<'_>, app: &App, stamp: &Stamp, officer: PersonId) -> Result<(), RolloutError> {
    let Some(actor) = access::actor(tx, officer, stamp.today)? else { return Ok(()) };
    let right = access::right_anywhere::<GrantAccess>(tx, &actor)?;
    let over = access::right_anywhere::<ManageContacts>(tx, &actor)?;
    let councils: Vec<(OrganisationId,)> = tx.all(
        "SELECT o.id FROM organisation o JOIN organisation_kind k ON k.key = o.kind
         WHERE k.needs_membership AND o.sort_name < 'd' ORDER BY o.sort_name LIMIT 120",
        &[],
    )?;
    let councils: Vec<OrganisationId> = councils.into_iter().map(|(id,)| id).collect();
    let frozen = select(tx, stamp, officer, contacts::LIST_NAME, &councils)?;
    let new = NewBatch {
        under: Under::Named("Portal for councils".into()),
        name: "A–C".into(),
        excluding: tags(tx)?.into_iter().filter(|(.., excludes)| *excludes).map(|(id, ..)| id).collect(),
    };
    let terms = terms(tx, app, &actor, None)?;
    let batch = match make(tx, stamp, (&right, &over), &terms, &frozen, &new) {
        Ok(batch) => batch,
        Err(RolloutError::Nobody) => return Ok(()),
        Err(error) => return Err(error),
    };
    let ready = count(tx, batch, Act::Invite, &Chosen::All)?;
    if ready == 0 {
        return Ok(());
    }
    let act = confirm(tx, stamp, &right, batch, Act::Invite, &Chosen::All, ready)?;
    run_some(tx, stamp, &app.letterhead(), &terms, act)?;
    scatter(tx, stamp, batch)
}

/// Of those invited some are in, some have looked, some mails came back.
fn scatter(tx: &mut Tx<'_>, stamp: &Stamp, batch: BatchId) -> Result<(), RolloutError> {
    let invited: Vec<(PersonId,)> = tx.all(
        "SELECT person_id FROM rollout_row WHERE batch_id = ?1 AND state = 'queued' ORDER BY n",
        &[&batch],
    )?;
    for (nth, (person,)) in invited.into_iter().enumerate() {
        let steps: &[Step] = match nth % 8 {
            0 | 1 => &[Step::Left, Step::Accept],
            2 => &[Step::Left, Step::Open],
            3 => &[Step::Bounce],
            _ => &[],
        };
        for step in steps {
            invitee::of_people(tx, stamp, &[person], *step)?;
        }
        if steps.contains(&Step::Accept) {
            tx.run(
                "UPDATE account SET state = 'active', password_hash = (SELECT max(password_hash) FROM account),
                        signed_in_at = ?2 WHERE person_id = ?1",
                &[&person, &stamp.now],
            )?;
        }
    }
    Ok(())
}
