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
