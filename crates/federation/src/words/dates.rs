//! Days and times in words: "3 May 2027", "3 Mai 2027", "2.30pm".

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use web::text::Lang;

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WELSH: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

pub fn day(date: Date, lang: Lang) -> String {
    format!("{} {} {}", date.day(), month(date, lang), date.year())
}

/// "3 May 2027", "18 Sep 2010": for the cells of a table.
pub fn short(date: Date, lang: Lang) -> String {
    let month: String = month(date, lang).chars().take(3).collect();
    format!("{} {month} {}", date.day(), date.year())
}

fn month(date: Date, lang: Lang) -> &'static str {
    let months = match lang {
        Lang::English => ENGLISH,
        Lang::Welsh => WELSH,
    };
    months.get(usize::from(date.month().unsigned_abs()).wrapping_sub(1)).copied().unwrap_or_default()
}

/// A day as people type it into a field: 27/3/2021, 27.3.21, 27 March 2021, 2021-03-27. None: it is no day between 1850
/// and 2200. A year of two digits is one of this century.
pub fn typed(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ', ',']).filter(|p| !p.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    let (day, year) = if first.len() == 4 && first.bytes().all(|b| b.is_ascii_digit()) {
        (third, first)
    } else {
        (first, third)
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    let month = second.parse().ok().or_else(|| month_word(second))?;
    let year: i16 = year.parse().ok().filter(|y| *y >= 0)?;
    let date = Date::new(if year < 100 { year + 2000 } else { year }, month, day).ok()?;
    (1850..=2200).contains(&date.year()).then_some(date)
}

/// A date for the value of a field, so that it can be read back by [`typed`].
pub fn field(date: Date) -> String {
    format!("{}/{}/{}", date.day(), date.month(), date.year())
}

fn month_word(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let at =
        |names: &[&str]| names.iter().position(|m| word.len() >= 3 && m.to_lowercase().starts_with(&word));
    at(&ENGLISH).or_else(|| at(&WELSH)).and_then(|at| i8::try_from(at + 1).ok())
}

pub fn day_of(at: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    day(at.to_zoned(zone.clone()).date(), lang)
}

/// The time of day as the NHS and GOV.UK write it: "2.30pm", "9am", in Welsh "2.30yp".
pub fn time(at: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    let zoned = at.to_zoned(zone.clone());
    let (hour, minute) = (zoned.hour(), zoned.minute());
    let half = match (lang, hour < 12) {
        (Lang::English, true) => "am",
        (Lang::English, false) => "pm",
        (Lang::Welsh, true) => "yb",
        (Lang::Welsh, false) => "yp",
    };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 { format!("{hour}{half}") } else { format!("{hour}.{minute:02}{half}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_read_as_people_type_it() {
        for text in ["31/3/2026", "31.03.2026", "31-3-26", "31 March 2026", "31st mar 2026", "2026-03-31"] {
            assert_eq!(typed(text), Some(date(2026, 3, 31)), "{text}");
        }
        for text in ["31/2/2026", "March 2026", "31/3", "3/3/3/2026", "1/1/1066", ""] {
            assert_eq!(typed(text), None, "{text}");
        }
        assert_eq!(typed(&field(date(2026, 3, 31))), Some(date(2026, 3, 31)));
    }

    #[test]
    fn days_and_times_read_as_people_say_them_in_both_languages() {
        let zone = TimeZone::get("Europe/London").unwrap();
        assert_eq!(day(date(2027, 5, 3), Lang::English), "3 May 2027");
        assert_eq!(day(date(2027, 5, 3), Lang::Welsh), "3 Mai 2027");
        let summer: Timestamp = "2026-07-01T13:30:00Z".parse().unwrap();
        assert_eq!(time(summer, &zone, Lang::English), "2.30pm");
        let midnight: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
        assert_eq!(time(midnight, &zone, Lang::Welsh), "12yb");
    }
}
