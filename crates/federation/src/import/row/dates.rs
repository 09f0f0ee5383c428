//! Dates as people and spreadsheets write them. Pure: the latest possible day is an argument.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How the numbers of a date stand in a source. Years first (2026-11-22) and months as words are read in any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    #[default]
    DayFirst,
    MonthFirst,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    pub date: Date,
    /// It can only be read in the other order than the source's: a sign that dates were mangled there.
    pub other_order: bool,
    /// The year had two digits.
    pub short_year: bool,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a date that cannot be after `latest`; a year of two digits is the last such year up to then.
pub fn read(text: &str, order: DateOrder, latest: Date) -> Option<Read> {
    let text = text.trim();
    if text.len() > 40 {
        return None;
    }
    // "1956-07-20 00:00:00" and "1956-07-20T00:00": a spreadsheet's idea of a day.
    let text = text.split(['T']).next().filter(|t| t.len() == 10).unwrap_or(text);
    let text = text.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ', ',']).filter(|p| !p.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    if let Some(month) = month_word(second) {
        return finish(number(first)?, month, third, latest, false);
    }
    if let Some(month) = month_word(first) {
        return finish(number(second)?, month, third, latest, false);
    }
    if first.len() == 4 {
        return finish(number(third)?, number(second)?, first, latest, false);
    }
    let (first, second) = (number(first)?, number(second)?);
    let (day, month) = if order == DateOrder::DayFirst { (first, second) } else { (second, first) };
    if month > 12 && day <= 12 {
        return finish(month, day, third, latest, true);
    }
    finish(day, month, third, latest, false)
}

fn finish(day: i16, month: i16, year: &str, latest: Date, other_order: bool) -> Option<Read> {
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    let digits = year.len();
    let year = number(year)?;
    let date = match digits {
        4 if year >= 1800 => Date::new(year, month, day).ok()?,
        2 => (0..3)
            .filter_map(|back| Date::new(latest.year() / 100 * 100 - back * 100 + year, month, day).ok())
            .find(|d| *d <= latest)?,
        _ => return None,
    };
    (date <= latest).then_some(Read { date, other_order, short_year: digits == 2 })
}

fn number(text: &str) -> Option<i16> {
    let digits = text
        .strip_suffix("st")
        .or(text.strip_suffix("nd"))
        .or(text.strip_suffix("rd"))
        .or(text.strip_suffix("th"))
        .unwrap_or(text);
    let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

fn month_word(text: &str) -> Option<i16> {
    let word = text.to_lowercase();
    let at = MONTHS.iter().position(|m| word.starts_with(m))?;
    let full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    full[at].starts_with(word.as_str()).then_some(at as i16 + 1).or_else(|| (word == "sept").then_some(9))
}

/// A year of two digits that would have somebody born after they joined means the century before, if that makes them
/// no older than people become.
pub fn born(read: Read, joined_on: Option<Date>, today: Date) -> Date {
    const OLDEST: i16 = 105;
    let earlier = Date::new(read.date.year() - 100, read.date.month(), read.date.day());
    match (joined_on, earlier) {
        (Some(joined), Ok(earlier))
            if read.short_year && read.date > joined && today.year() - earlier.year() <= OLDEST =>
        {
            earlier
        }
        _ => read.date,
    }
}

/// The same numbers with day and month exchanged: 2 May and 5 February of one year.
pub fn turned(date: Date) -> Option<Date> {
    Date::new(date.year(), date.day(), date.month()).ok()
}

/// "until 31/03/2026" within a name or a job title.
pub fn until(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower
        .split_once("until ")
        .is_some_and(|(_, rest)| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}
