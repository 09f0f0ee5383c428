//! Telling the people of a batch beforehand, on the page of the batch: the buttons that begin it, and how far it is.

use crate::access::{Actor, Denied};
use crate::invitee::{BatchId, State};
use crate::message::{self, Notice};
use crate::rollout::{Batch, Tally};
use crate::visit::PageError;
use store::Tx;
use web::components::{Html, Tag};
use web::text::Words;

pub(super) struct Notices {
    seen: Vec<Notice>,
    /// Why whoever looks may not write to them.
    locked: Option<String>,
}

/// One message, in a sentence with its state.
pub(super) struct NoticeLine {
    pub href: String,
    pub title: String,
    pub tag: Tag,
    pub said: String,
}

impl Notices {
    pub(super) fn read(tx: &mut Tx<'_>, actor: &Actor, batch: BatchId) -> Result<Self, PageError> {
        match message::writer(tx, actor) {
            Ok(writer) => Ok(Self { seen: message::of_batch(tx, &writer, batch)?, locked: None }),
            Err(Denied::Refused(refusal)) => Ok(Self { seen: Vec::new(), locked: Some(refusal.reason()) }),
            Err(other) => Err(other.into()),
        }
    }

    pub(super) fn lines(&self, t: &Words) -> Vec<NoticeLine> {
        let line = |one: &Notice| {
            let message = &one.message;
            let words = if one.is_draft() { "batch-notice-draft" } else { "batch-notice-left" };
            NoticeLine {
                href: format!("/messages/{}", message.id),
                title: match message.title.trim() {
                    "" => t.plain("batch-notice-untitled"),
                    title => title.to_owned(),
                },
                tag: one.tag(t),
                said: t
                    .text(words)
                    .put("people", message.selected)
                    .put("done", one.done)
                    .put("mails", message.mails)
                    .plain(),
            }
        };
        self.seen.iter().map(line).collect()
    }

    pub(super) fn locked(&self, t: &Words) -> Option<String> {
        let why = self.locked.as_deref()?;
        Some(t.text("batch-notice-locked").put("because", why).plain())
    }

    /// The buttons that begin one: to all who can be told, and to those whom none has reached.
    pub(super) fn acts(&self, t: &Words, batch: &Batch, tally: &Tally) -> Vec<(&'static str, String)> {
        let gone = [State::Excluded, State::Accepted, State::Revoked];
        let to_tell: u64 = State::ALL.into_iter().filter(|s| !gone.contains(s)).map(|s| tally.of(s)).sum();
        if self.locked.is_some() || to_tell == 0 {
            return Vec::new();
        }
        let mut acts = vec![("notice", t.plain("batch-act-notice"))];
        // Those told who have come since, or lost it again, are counted as well.
        let gone_since = tally.of(State::Accepted) + tally.of(State::Revoked);
        if (1..to_tell + gone_since).contains(&batch.noticed) {
            acts.push(("notice-rest", t.plain("batch-act-notice-rest")));
        }
        acts
    }
}

impl NoticeLine {
    /// The tag and the sentence, beside the link.
    pub(super) fn state(&self) -> Html {
        Html::trusted(format!("{} {}", self.tag, Html::escaped(&self.said)))
    }
}
