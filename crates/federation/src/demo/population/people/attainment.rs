//! Dated proofs of the volunteers: data protection training, and disclosure checks by jurisdiction.

use jiff::civil::Date;

use crate::demo::population::{
    dice::{Dice, plus_days, plus_years},
    organisation::Nation,
};

/// Years for which data protection training counts in the demonstration.
pub const TRAINING_YEARS: i32 = 2;
/// Days before its expiry in which training is due for renewal.
pub const DUE_DAYS: i32 = 30;
/// Days after its expiry in which it still opens doors.
pub const GRACE_DAYS: i32 = 14;
/// Years after which a disclosure check is looked at again (DBS has no legal expiry; three years is usual).
pub const DISCLOSURE_YEARS: i32 = 3;

/// Data protection training, attended on one day and counting to another, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Training {
    pub completed: Date,
    pub expires: Date,
}

impl Training {
    pub fn expiring(expires: Date) -> Self {
        Training { completed: plus_years(expires, -TRAINING_YEARS), expires }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Dbs,
    Pvg,
    AccessNi,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Basic,
    Standard,
    Enhanced,
    EnhancedWithBarredLists,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Applied for; `issued` is the day of application.
    Pending,
    Clear,
    /// Somebody at the centre is looking at it; nothing more is recorded.
    UnderReview,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisclosureCheck {
    pub scheme: Scheme,
    pub level: Level,
    pub issued: Date,
    pub review_by: Date,
    pub outcome: Outcome,
}

/// The six states of training in the shares that make a compliance page worth reading: 78 % valid, 7 % due, 4 % in
/// grace, 7 % expired, 4 % missing. Some of the valid ones have an older, expired training behind them.
pub fn trainings(dice: &mut Dice, today: Date) -> Vec<Training> {
    let days_left = match dice.below(100) {
        0..78 => dice.between(DUE_DAYS + 1, 365 * TRAINING_YEARS - 1),
        78..85 => dice.between(0, DUE_DAYS),
        85..89 => -dice.between(1, GRACE_DAYS),
        89..96 => -dice.between(GRACE_DAYS + 1, 400),
        _ => return Vec::new(),
    };
    let newest = Training::expiring(plus_days(today, days_left));
    if dice.per_mille(350) {
        let before = Training::expiring(plus_days(newest.completed, dice.between(-20, 28)));
        return vec![before, newest];
    }
    vec![newest]
}

/// The check that somebody who supports members has, nearly always.
pub fn disclosure(dice: &mut Dice, nation: Nation, today: Date) -> Option<DisclosureCheck> {
    let scheme = match nation {
        Nation::England | Nation::Wales => Scheme::Dbs,
        Nation::Scotland => Scheme::Pvg,
        Nation::NorthernIreland => Scheme::AccessNi,
    };
    let outcome = dice.weigh(&[(94, Outcome::Clear), (5, Outcome::Pending), (1, Outcome::UnderReview)]);
    if dice.per_mille(60) {
        return None;
    }
    let days_ago = if outcome == Outcome::Clear { dice.between(1, 1_150) } else { dice.between(1, 40) };
    let issued = plus_days(today, -days_ago);
    let level = dice.weigh(&[
        (15, Level::Basic),
        (10, Level::Standard),
        (55, Level::Enhanced),
        (20, Level::EnhancedWithBarredLists),
    ]);
    Some(DisclosureCheck { scheme, level, issued, review_by: plus_years(issued, DISCLOSURE_YEARS), outcome })
}
