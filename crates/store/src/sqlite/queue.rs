//! Work waiting for a thread: many may push, many may take.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::work::Work;

#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    arrived: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Box<dyn Work>>,
    closed: bool,
}

impl Queue {
    /// After [`Queue::close`] the work is dropped, and its caller hears that the database is closed.
    pub(super) fn push(&self, work: Box<dyn Work>) {
        let mut state = self.state();
        if !state.closed {
            state.waiting.push_back(work);
            drop(state);
            self.arrived.notify_one();
        }
    }

    /// Waits for work; `None` once the queue is closed and empty.
    pub(super) fn next(&self) -> Option<Box<dyn Work>> {
        let mut state = self.state();
        loop {
            if let Some(work) = state.waiting.pop_front() {
                return Some(work);
            }
            if state.closed {
                return None;
            }
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(super) fn next_if_waiting(&self) -> Option<Box<dyn Work>> {
        self.state().waiting.pop_front()
    }

    pub(super) fn close(&self) {
        self.state().closed = true;
        self.arrived.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
