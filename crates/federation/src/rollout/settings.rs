//! What a federation says about its roll-outs: which roles bring access, how often it reminds, one council each or all,
//! and whether those who begin are invited by themselves.

use crate::access::{self, CouncilsEach};
use crate::acting::Stamp;
use crate::journal::{self, Entry, JournalError};
use crate::person::PersonId;
use jiff::civil::Date;
use store::{StoreError, Tx, Value};

const KEY: &str = "rollout";
/// More reminders than that nobody wants.
pub const MOST_REMINDERS: usize = 3;

#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Settings {
    /// Days after the first link on which whoever has not come is written to again, growing.
    pub remind_after: Vec<i64>,
    /// Whether a person is invited, and acts, for one of their councils or for all. Access asks for it, so it stands there.
    #[serde(skip)]
    pub councils_each: CouncilsEach,
    /// Who begins in a role that brings access is invited by the program on their first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starters: Option<Starters>,
}

/// Invitations by the program: by whose right, and for those who begin from which day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Starters {
    pub by: PersonId,
    pub since: Date,
}

impl Default for Settings {
    fn default() -> Self {
        Self { remind_after: vec![7, 21], councils_each: CouncilsEach::All, starters: None }
    }
}

impl Settings {
    /// Days between the links: of "after 7 and 21 days" seven, then fourteen.
    pub fn pauses(&self) -> Vec<i64> {
        let mut before = 0;
        let pause = |day: &i64| {
            let pause = day - before;
            before = *day;
            pause
        };
        self.remind_after.iter().take(MOST_REMINDERS).map(pause).collect()
    }

    /// Days as typed: "7, 21".
    pub fn read_days(text: &str) -> Option<Vec<i64>> {
        let parts = text.split([',', ' ', ';']).map(str::trim).filter(|p| !p.is_empty());
        let days: Vec<i64> = parts.map(|p| p.parse().ok()).collect::<Option<_>>()?;
        let grows = days.windows(2).all(|d| d[0] < d[1]);
        let sound = days.iter().all(|d| (1..=365).contains(d));
        (grows && sound && days.len() <= MOST_REMINDERS).then_some(days)
    }
}

/// What was said, or what is usual.
pub fn settings(tx: &mut Tx<'_>) -> Result<Settings, StoreError> {
    let held: Option<(String,)> = tx.maybe("SELECT value FROM setting WHERE key = ?1", &[&KEY])?;
    let settings: Settings = held.and_then(|(text,)| serde_json::from_str(&text).ok()).unwrap_or_default();
    Ok(Settings { councils_each: access::councils_each(tx)?, ..settings })
}

/// Says it anew. `bringing` are the roles that bring access.
pub fn save(tx: &mut Tx<'_>, stamp: &Stamp, new: &Settings, bringing: &[String]) -> Result<(), JournalError> {
    let text = serde_json::to_string(new)?;
    tx.run(
        "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        &[&KEY, &text],
    )?;
    access::say_councils_each(tx, new.councils_each)?;
    tx.run("UPDATE role SET brings_access = FALSE", &[])?;
    tx.batch(
        "UPDATE role SET brings_access = TRUE WHERE key = ?1",
        bringing.iter().map(|key| [Value::Text(key.clone())]),
    )?;
    let one_council = new.councils_each == CouncilsEach::One;
    let what = serde_json::json!({ "settings": new, "one_council": one_council, "roles": bringing });
    journal::write(tx, stamp, &Entry::plain("rollout.settings_changed", "rollout").holding(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_reminders_grow_and_are_three_at_most() {
        assert_eq!(Settings::read_days("7, 21"), Some(vec![7, 21]));
        assert_eq!(Settings::read_days(""), Some(vec![]));
        for odd in ["21, 7", "0", "7 14 21 28", "soon", "-3", "400"] {
            assert_eq!(Settings::read_days(odd), None, "{odd}");
        }
        assert_eq!(Settings::default().pauses(), [7, 14]);
    }
}
