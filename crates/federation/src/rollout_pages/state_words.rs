//! The states of an invitee in words, never by colour alone.

use crate::invitee::State;
use web::components::Tag;
use web::text::Words;

pub fn state_words(t: &Words, state: State) -> String {
    t.plain(match state {
        State::Draft => "rollout-state-draft",
        State::Excluded => "rollout-state-excluded",
        State::Blocked => "rollout-state-blocked",
        State::Queued => "rollout-state-queued",
        State::Sent => "rollout-state-sent",
        State::Bounced => "rollout-state-bounced",
        State::Opened => "rollout-state-opened",
        State::Accepted => "rollout-state-accepted",
        State::Expired => "rollout-state-expired",
        State::Revoked => "rollout-state-revoked",
    })
}

pub fn state_tag(t: &Words, state: State) -> Tag {
    let colour = match state {
        State::Draft => "blue",
        State::Excluded | State::Revoked => "grey",
        State::Blocked | State::Bounced => "red",
        State::Queued | State::Sent | State::Opened => "turquoise",
        State::Accepted => "green",
        State::Expired => "yellow",
    };
    Tag::new(state_words(t, state), colour)
}
