//! The lines to the relay that a run sends over, side by side.

use super::adding::{Held, SEALED_FOR};
use super::turn::{Came, Outcome, Taken};
use super::{Class, RunId, Texts, text_for};
use crate::mail::MailId;
use crate::mail::line::{Answer, Line};
use crate::mail::relay::{Composed, Parts, Relay, Sent};
use crate::mail::unsubscribing;
use crate::sealing::{self, Secret};
use crate::template::{Filled, Template};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Clock, StoreError, Tx};
use tokio::sync::{Mutex, mpsc};

/// The text of a run, read once, and what else every mail of it needs.
pub(in crate::mail) struct Writing {
    templates: BTreeMap<String, Template>,
    reply_to: Option<String>,
    class: Class,
    key: [u8; 32],
    secret: Secret,
    base_url: String,
}

impl Writing {
    /// None: no text can be read, which [`super::open`] does not let happen.
    pub fn of(
        tx: &mut Tx<'_>,
        run: RunId,
        secret: &Secret,
        base_url: &str,
    ) -> Result<Option<Self>, StoreError> {
        let (texts, class, reply_to): (String, String, Option<String>) =
            tx.one("SELECT texts, class, reply_to FROM mail_run WHERE id = ?1", &[&run])?;
        let templates = Texts::of_column(&texts).ok().and_then(|texts| texts.read().ok());
        Ok(templates.map(|templates| Self {
            templates,
            reply_to,
            class: Class::from_word(&class),
            key: secret.derive(SEALED_FOR),
            secret: secret.clone(),
            base_url: base_url.to_owned(),
        }))
    }

    /// The mail as it is read: to whom, and its words in their language.
    pub fn filled(&self, id: MailId, sealed: &[u8]) -> Option<(Held, String, Filled)> {
        let plain = sealing::open(&self.key, SEALED_FOR.as_bytes(), sealed).ok()?;
        let mut held: Held = serde_json::from_slice(&plain).ok()?;
        if self.class == Class::Marketing {
            held.values.put("unsubscribe", self.unsubscribe(id));
        }
        let (language, template) = text_for(&self.templates, &held.language)?;
        let filled = template.fill(&held.values);
        Some((held, language.to_owned(), filled))
    }

    fn unsubscribe(&self, id: MailId) -> String {
        unsubscribing::address(&self.base_url, &self.secret, id)
    }

    fn composed(&self, relay: &Relay, taken: &Taken, clock: &Clock) -> Option<Composed> {
        let (held, language, filled) = self.filled(taken.id, &taken.sealed)?;
        let parts = Parts {
            id: taken.id,
            name: &held.name,
            address: &held.address,
            subject: filled.subject,
            text: filled.text,
            html: filled.html,
            language: &language,
            reply_to: self.reply_to.as_deref(),
            unsubscribe: (self.class == Class::Marketing).then(|| self.unsubscribe(taken.id)),
        };
        relay.compose(parts, clock.now())
    }
}

/// Several lines that take mails from one queue and tell what came of each.
pub(super) struct Lines {
    queue: mpsc::UnboundedSender<Taken>,
    pub outcomes: mpsc::UnboundedReceiver<Outcome>,
}

impl Lines {
    /// Opens them as they are needed; dropping the queue closes them.
    pub fn open(count: usize, relay: &Relay, writing: Arc<Writing>, clock: &Clock) -> Self {
        let (queue, waiting) = mpsc::unbounded_channel();
        let (tell, outcomes) = mpsc::unbounded_channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..count {
            let (relay, writing, clock) = (relay.clone(), writing.clone(), clock.clone());
            tokio::spawn(work(relay, writing, clock, waiting.clone(), tell.clone()));
        }
        Self { queue, outcomes }
    }

    pub fn push(&self, taken: Taken) {
        // The tasks live as long as the queue does.
        let _ = self.queue.send(taken);
    }
}

async fn work(
    relay: Relay,
    writing: Arc<Writing>,
    clock: Clock,
    waiting: Arc<Mutex<mpsc::UnboundedReceiver<Taken>>>,
    tell: mpsc::UnboundedSender<Outcome>,
) {
    let mut line: Option<Line> = None;
    loop {
        let Some(taken) = waiting.lock().await.recv().await else { break };
        let came = match writing.composed(&relay, &taken, &clock) {
            Some(mail) => send(&relay, &mut line, &mail).await,
            None => Came::Unreadable,
        };
        if tell.send(Outcome { id: taken.id, tries: taken.tries, came }).is_err() {
            break;
        }
    }
    if let Some(line) = line {
        relay.keep(line).await;
    }
}

async fn send(relay: &Relay, held: &mut Option<Line>, mail: &Composed) -> Came {
    if let Some(line) = held.take() {
        match over(line, held, mail).await {
            // The relay closed a line that had served for long; the mail itself was not refused.
            Sent::NotYet(_) if held.is_none() => {}
            sent => return Came::Sent(sent),
        }
    }
    match relay.line().await {
        Ok(line) => Came::Sent(over(line, held, mail).await),
        Err(_) => Came::NotTried,
    }
}

async fn over(mut line: Line, held: &mut Option<Line>, mail: &Composed) -> Sent {
    let Answer { sent, line_holds } = line.send(&mail.envelope, &mail.bytes).await;
    if line_holds {
        *held = Some(line);
    }
    sent
}
