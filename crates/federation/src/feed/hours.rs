//! When a feed's night is.

use super::Feed;
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

/// "02:00"; none when it is no time of day.
pub fn hour(text: &str) -> Option<Time> {
    let (hours, minutes) = text.split_once(':')?;
    let is_short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !is_short(hours) || !is_short(minutes) {
        return None;
    }
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

/// The last moment at which it should have begun.
fn last_due(feed: &Feed, now: Timestamp, zone: &TimeZone) -> Timestamp {
    let (local, hour) = (now.to_zoned(zone.clone()), hour(&feed.at).unwrap_or(Time::MIN));
    let mut due = local.date().to_datetime(hour);
    if due > local.datetime() {
        due = local.date().yesterday().unwrap_or(local.date()).to_datetime(hour);
    }
    due.to_zoned(zone.clone()).map(|z| z.timestamp()).unwrap_or(now)
}

/// Its hour came, and it did not run since.
pub fn is_due(feed: &Feed, now: Timestamp, zone: &TimeZone) -> bool {
    feed.is_running() && feed.last_run_at.is_none_or(|last| last < last_due(feed, now, zone))
}

/// When it runs next, while it runs.
pub fn next_run(feed: &Feed, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    if !feed.is_running() {
        return None;
    }
    if is_due(feed, now, zone) {
        return Some(now);
    }
    let last = last_due(feed, now, zone).to_zoned(zone.clone());
    let next = last.date().tomorrow().ok()?.to_datetime(last.time());
    next.to_zoned(zone.clone()).ok().map(|z| z.timestamp())
}

#[cfg(test)]
mod tests {
    use super::hour;

    #[test]
    fn an_hour_is_two_numbers_of_a_day() {
        assert!(hour("02:00").is_some() && hour("2:30").is_some() && hour("23:59").is_some());
        for wrong in ["", "2", "24:00", "02:60", "two", "02:00:00", "+2:00", "002:00"] {
            assert!(hour(wrong).is_none(), "{wrong}");
        }
    }
}
