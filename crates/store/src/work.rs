//! A closure on its way to an engine and its answer on the way back.
//!
//! The engine's threads see only [`Work`]: run it inside a transaction, then tell it how the commit went.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::SyncSender;

use tokio::sync::{oneshot, watch};

use crate::{StoreError, Tx};

pub(crate) trait Work: Send {
    /// True when what was written is to be kept.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// The caller hears the closure's own answer, or the engine's failure where the closure had said `Ok`.
    fn answer(self: Box<Self>, ended: Result<(), StoreError>);
    /// False when nobody waits for the answer any more.
    fn is_wanted(&self) -> bool;
}

pub(crate) enum Reply<T> {
    Async(oneshot::Sender<T>),
    Blocking(SyncSender<T>),
}

pub(crate) struct Call<F, T, E> {
    closure: Option<F>,
    result: Option<Result<T, E>>,
    reply: Reply<Result<T, E>>,
    enqueued: bool,
    wake: watch::Sender<u64>,
}

impl<F, T, E> Call<F, T, E> {
    pub(crate) fn new(closure: F, reply: Reply<Result<T, E>>, wake: watch::Sender<u64>) -> Self {
        Call { closure: Some(closure), result: None, reply, enqueued: false, wake }
    }
}

impl<F, T, E> Work for Call<F, T, E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let Some(closure) = self.closure.take() else { return false };
        let result = match catch_unwind(AssertUnwindSafe(|| closure(tx))) {
            Ok(Ok(_)) if tx.is_broken() => Err(StoreError::Broken.into()),
            Ok(result) => result,
            Err(_) => Err(StoreError::Panicked.into()),
        };
        let keep = result.is_ok();
        self.enqueued = tx.has_enqueued();
        self.result = Some(result);
        keep
    }

    fn answer(self: Box<Self>, ended: Result<(), StoreError>) {
        let result = match (self.result, ended) {
            (Some(Err(own)), _) => Err(own),
            (_, Err(failure)) => Err(failure.into()),
            (Some(Ok(value)), Ok(())) => {
                if self.enqueued {
                    self.wake.send_modify(|count| *count += 1);
                }
                Ok(value)
            }
            (None, Ok(())) => Err(StoreError::Closed.into()),
        };
        // Nobody listening is no failure: the page's reader has gone away.
        match self.reply {
            Reply::Async(to) => drop(to.send(result)),
            Reply::Blocking(to) => drop(to.send(result)),
        }
    }

    fn is_wanted(&self) -> bool {
        match &self.reply {
            Reply::Async(to) => !to.is_closed(),
            Reply::Blocking(_) => true,
        }
    }
}
