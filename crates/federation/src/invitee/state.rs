//! How far an invitee has come (invariant 10), and what may happen next. Pure.

/// Where a row of a batch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Nothing stands in the way; nobody has written to them.
    Draft,
    Excluded,
    Blocked,
    /// A link was made and its mail waits.
    Queued,
    Sent,
    Bounced,
    /// Somebody, or a program that reads mail, worked on the page of the link.
    Opened,
    Accepted,
    Expired,
    Revoked,
}

/// What may happen to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The checks say so.
    Check(Verdict),
    /// Somebody takes the row out of the batch; the record is not touched.
    Remove,
    Join,
    PutBack,
    Invite,
    /// A newer link, for the older one was not used.
    Again,
    /// The mail, or the letter, has left.
    Left,
    Bounce,
    Open,
    Accept,
    Expire,
    /// The link opens nothing any more, or the account is closed.
    Revoke(&'static str),
    /// Begins anew after [`Step::Revoke`]: the checks come first.
    GrantAgain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Good,
    Blocked(&'static str),
    Excluded(&'static str),
}

/// Somebody took it out.
pub const REMOVED: &str = "removed";
/// The person is invited for another council, and the federation wants one each.
pub const ONE_COUNCIL: &str = "one-council";
/// The person chosen for this council stands in another row of the batch, which has the council now.
pub const JOINED: &str = "joined";

/// Said by somebody, not found by the checks: it stays so whatever they find.
pub fn was_said(reason: &str) -> bool {
    [REMOVED, ONE_COUNCIL, JOINED].contains(&reason)
}

impl State {
    pub const ALL: [State; 10] = [
        State::Draft,
        State::Excluded,
        State::Blocked,
        State::Queued,
        State::Sent,
        State::Bounced,
        State::Opened,
        State::Accepted,
        State::Expired,
        State::Revoked,
    ];

    pub fn word(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Excluded => "excluded",
            State::Blocked => "blocked",
            State::Queued => "queued",
            State::Sent => "sent",
            State::Bounced => "bounced",
            State::Opened => "opened",
            State::Accepted => "accepted",
            State::Expired => "expired",
            State::Revoked => "revoked",
        }
    }

    /// An unknown word is taken for the state in which nothing is sent.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|s| s.word() == word).unwrap_or(State::Revoked)
    }

    /// Nobody was written to yet: the checks decide.
    pub fn is_checked(self) -> bool {
        matches!(self, State::Draft | State::Excluded | State::Blocked)
    }

    /// A link is out, or was until it ran out, and nobody has used it.
    pub fn is_waiting(self) -> bool {
        matches!(self, State::Queued | State::Sent | State::Bounced | State::Opened | State::Expired)
    }
}

/// Where it stands after the step; none when the step is not for this state. What was removed stays so whatever the
/// checks say: the caller tells by the reason.
pub fn next(from: State, step: Step) -> Option<State> {
    match step {
        Step::Check(verdict) if from.is_checked() => Some(match verdict {
            Verdict::Good => State::Draft,
            Verdict::Blocked(_) => State::Blocked,
            Verdict::Excluded(_) => State::Excluded,
        }),
        Step::Remove | Step::Join if from.is_checked() => Some(State::Excluded),
        Step::PutBack if from == State::Excluded => Some(State::Draft),
        Step::Invite if from == State::Draft => Some(State::Queued),
        Step::Again if from.is_waiting() => Some(State::Queued),
        Step::Left if from == State::Queued => Some(State::Sent),
        Step::Bounce if matches!(from, State::Queued | State::Sent | State::Opened) => Some(State::Bounced),
        Step::Open if matches!(from, State::Queued | State::Sent) => Some(State::Opened),
        // A mail may come back and be read all the same: a helper's mailbox was full, the other's was not.
        Step::Accept if from.is_waiting() && from != State::Expired => Some(State::Accepted),
        Step::Expire if from.is_waiting() && from != State::Expired => Some(State::Expired),
        Step::Revoke(_) if from.is_waiting() || from == State::Accepted => Some(State::Revoked),
        Step::GrantAgain if from == State::Revoked => Some(State::Draft),
        _ => None,
    }
}

/// Why it stands where the step brought it; blank where the state says it all.
pub fn reason(step: Step) -> &'static str {
    match step {
        Step::Check(Verdict::Blocked(why) | Verdict::Excluded(why)) | Step::Revoke(why) => why,
        Step::Remove => REMOVED,
        Step::Join => JOINED,
        _ => "",
    }
}

/// The furthest that it came so far: 1 invited, 2 delivered, 3 opened, 4 accepted. A mail that came back was not
/// delivered.
pub fn furthest(so_far: i64, to: State) -> i64 {
    match to {
        State::Queued => so_far.max(1),
        State::Sent => so_far.max(2),
        State::Bounced => so_far.min(1),
        State::Opened => so_far.max(3),
        State::Accepted => 4,
        _ => so_far,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let verdict = prop_oneof![
            Just(Verdict::Good),
            Just(Verdict::Blocked("no-email")),
            Just(Verdict::Excluded("tagged"))
        ];
        let step = prop_oneof![
            verdict.prop_map(Step::Check),
            Just(Step::Remove),
            Just(Step::Join),
            Just(Step::PutBack),
            Just(Step::Invite),
            Just(Step::Again),
            Just(Step::Left),
            Just(Step::Bounce),
            Just(Step::Open),
            Just(Step::Accept),
            Just(Step::Expire),
            Just(Step::Revoke("revoked")),
            Just(Step::Revoke("ended")),
            Just(Step::GrantAgain),
        ];
        prop::collection::vec(step, 0..40)
    }

    /// A link is made.
    fn sends(from: State, step: Step) -> bool {
        matches!(step, Step::Invite | Step::Again) && next(from, step) == Some(State::Queued)
    }

    proptest! {
        #[test]
        fn nothing_is_sent_after_acceptance_revocation_or_the_end_of_an_appointment(steps in steps()) {
            let (mut state, mut over) = (State::Draft, false);
            for step in steps {
                prop_assert!(!(over && sends(state, step)), "{state:?} {step:?}");
                prop_assert!(!(over && matches!(step, Step::Left | Step::Open) && next(state, step).is_some()));
                let after = next(state, step);
                over = match (step, after) {
                    (Step::GrantAgain, Some(_)) => false,
                    (_, Some(State::Accepted | State::Revoked)) => true,
                    _ => over,
                };
                state = after.unwrap_or(state);
            }
        }

        #[test]
        fn a_link_is_accepted_once_and_never_before_one_was_made(steps in steps()) {
            let (mut state, mut links) = (State::Draft, 0);
            for step in steps {
                if sends(state, step) {
                    links += 1;
                }
                if step == Step::Accept && next(state, step).is_some() {
                    prop_assert!(links > 0, "accepted without a link");
                    links = 0;
                }
                state = next(state, step).unwrap_or(state);
            }
        }

        #[test]
        fn whoever_is_excluded_or_blocked_is_not_written_to(steps in steps()) {
            let mut state = State::Draft;
            for step in steps {
                if matches!(state, State::Excluded | State::Blocked) {
                    prop_assert!(!sends(state, step));
                }
                state = next(state, step).unwrap_or(state);
            }
        }
    }

    #[test]
    fn a_mail_that_came_back_was_not_delivered_and_an_acceptance_says_it_was() {
        assert_eq!(furthest(2, State::Bounced), 1);
        assert_eq!(furthest(1, State::Accepted), 4);
        assert_eq!(furthest(4, State::Revoked), 4);
    }

    #[test]
    fn every_state_has_a_word_of_its_own() {
        for state in State::ALL {
            assert_eq!(State::from_word(state.word()), state);
        }
        assert_eq!(State::from_word("nonsense"), State::Revoked);
    }
}
