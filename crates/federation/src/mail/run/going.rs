//! The job of a run: mails go out over several lines while the next turn is written, so that neither waits long for the
//! other.

use super::lines::{Lines, Writing};
use super::turn::{self, Came, Outcome, Settled};
use super::{Payload, RunId};
use crate::mail::Outbox;
use crate::sealing::Secret;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use store::jobs::{Job, JobError};
use store::{Clock, Db, StoreError, Tx};
use tokio::time::timeout;

pub const JOB: &str = "mail.run";

/// Told of every end in the transaction that writes it: whoever began the run keeps its own state by it.
pub type Follower = Arc<dyn Fn(&mut Tx<'_>, Timestamp, &[Settled]) -> Result<(), StoreError> + Send + Sync>;

/// What a run needs to go.
#[derive(Clone)]
pub struct Office {
    pub db: Db,
    pub clock: Clock,
    pub secret: Secret,
    pub outbox: Outbox,
    /// Of the portal, without a slash at the end.
    pub base_url: String,
    /// Lines to the relay, side by side.
    pub lines: usize,
    pub follow: Follower,
}

/// Mails on their way for each line: some are under way while the records of others are written.
const A_LINE: usize = 4;
/// How long ends are gathered before they are written.
const GATHER: Duration = Duration::from_millis(20);
/// When the relay cannot be reached, the run comes back after so long.
const REST: SignedDuration = SignedDuration::from_secs(60);

/// Sends what is due of a run.
pub async fn go(office: &Office, job: Job) -> Result<(), JobError> {
    let run = job.payload::<Payload>()?.run;
    let (now, follow) = (office.clock.now(), office.follow.clone());
    let (secret, base_url) = (office.secret.clone(), office.base_url.clone());
    let writing = office
        .db
        .write(move |tx| -> Result<Option<Writing>, StoreError> {
            if !turn::begin(tx, run, now, &follow)? {
                return Ok(None);
            }
            Writing::of(tx, run, &secret, &base_url)
        })
        .await?;
    let Some(writing) = writing else { return Ok(()) };
    let rested = match &office.outbox {
        Outbox::Nowhere => return Err(JobError::again("no mail relay is set (smtp)")),
        Outbox::Capture => capture(office, run).await?,
        Outbox::Relay(relay) => {
            let lines = Lines::open(office.lines, relay, Arc::new(writing), &office.clock);
            send(office, run, lines).await?
        }
    };
    let not_before = if rested { office.clock.now() + REST } else { office.clock.now() };
    let now = office.clock.now();
    Ok(office.db.write(move |tx| turn::end(tx, run, now, not_before)).await?)
}

/// Until nothing is due any more. True when the relay could not be reached and the rest waits.
async fn send(office: &Office, run: RunId, mut lines: Lines) -> Result<bool, StoreError> {
    let room = office.lines * A_LINE;
    let (mut under_way, mut unreachable) = (0, false);
    let mut outcomes: Vec<Outcome> = Vec::new();
    loop {
        let want = if unreachable { 0 } else { room - under_way };
        let taken = turn(office, run, std::mem::take(&mut outcomes), want).await?;
        under_way += taken.len();
        taken.into_iter().for_each(|taken| lines.push(taken));
        if under_way == 0 {
            return Ok(unreachable);
        }
        gather(&mut lines, &mut outcomes, under_way, room / 2).await;
        under_way -= outcomes.len();
        unreachable |= outcomes.iter().any(|outcome| matches!(outcome.came, Came::NotTried));
    }
}

/// Waits for one end, then a moment for others, until so many are known that a turn is worth it.
async fn gather(lines: &mut Lines, outcomes: &mut Vec<Outcome>, under_way: usize, enough: usize) {
    let Some(first) = lines.outcomes.recv().await else { return };
    outcomes.push(first);
    let more = async {
        while outcomes.len() < under_way.min(enough) {
            let Some(next) = lines.outcomes.recv().await else { return };
            outcomes.push(next);
        }
    };
    let _ = timeout(GATHER, more).await;
}

async fn turn(
    office: &Office,
    run: RunId,
    outcomes: Vec<Outcome>,
    want: usize,
) -> Result<Vec<turn::Taken>, StoreError> {
    let (now, follow) = (office.clock.now(), office.follow.clone());
    office.db.write(move |tx| turn::turn(tx, run, now, &outcomes, want, &follow)).await
}

/// The demonstration: they stay, readable.
async fn capture(office: &Office, run: RunId) -> Result<bool, StoreError> {
    let mut outcomes = Vec::new();
    loop {
        let taken = turn(office, run, std::mem::take(&mut outcomes), 200).await?;
        if taken.is_empty() {
            return Ok(false);
        }
        outcomes.extend(taken.into_iter().map(|t| Outcome {
            id: t.id,
            tries: t.tries,
            came: Came::Captured,
        }));
    }
}
