//! Cells as whoever looks at the sheet sees them: dates with the year first, numbers without ".0", percentages with their
//! sign, leading noughts that a format adds, errors by their names. Pure.

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime};

/// None: the cell holds nothing.
pub fn text(value: &DataRef<'_>, format: Option<&str>) -> Option<String> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso(text),
        DataRef::Int(n) => number(*n as f64, format),
        DataRef::Float(n) => number(*n, format),
        DataRef::Bool(yes) => boolean(*yes).to_owned(),
        DataRef::DateTime(at) => moment(*at),
        DataRef::Error(error) => named(error).to_owned(),
    })
}

pub fn owned(value: &Data) -> Option<String> {
    Some(match value {
        Data::Empty => return None,
        Data::String(text) => text.clone(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => iso(text),
        Data::Int(n) => number(*n as f64, None),
        Data::Float(n) => number(*n, None),
        Data::Bool(yes) => boolean(*yes).to_owned(),
        Data::DateTime(at) => moment(*at),
        Data::Error(error) => named(error).to_owned(),
    })
}

pub fn boolean(yes: bool) -> &'static str {
    if yes { "TRUE" } else { "FALSE" }
}

/// What a spreadsheet shows where a formula failed.
fn named(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        _ => "#ERROR!",
    }
}

pub fn number(n: f64, format: Option<&str>) -> String {
    let format = format.unwrap_or_default();
    // "00000" shows 00042: account numbers and telephones.
    if format.len() > 1
        && format.len() < 20
        && format.bytes().all(|b| b == b'0')
        && n >= 0.0
        && n.fract() == 0.0
    {
        return format!("{n:0width$}", width = format.len());
    }
    if is_percentage(format) {
        let decimals =
            format.split_once('.').map_or(0, |(_, rest)| rest.bytes().take_while(|b| *b == b'0').count());
        return format!("{:.decimals$}%", n * 100.0);
    }
    plain(n)
}

fn is_percentage(format: &str) -> bool {
    let mut quoted = false;
    format.chars().any(|c| {
        quoted ^= c == '"';
        c == '%' && !quoted
    })
}

/// 17 and not 17.0; 0.3 and not 0.30000000000000004: a spreadsheet shows fifteen figures.
pub fn plain(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 {
        return format!("{n:.0}");
    }
    let rounded: f64 = format!("{n:.14e}").parse().unwrap_or(n);
    rounded.to_string()
}

fn moment(at: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let value = at.as_f64();
    if at.is_duration() {
        let minutes = (value * 1_440.0).round() as i64;
        return format!("{}:{:02}", minutes / 60, (minutes % 60).abs());
    }
    if (0.0..1.0).contains(&value) {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    if (hour, minute, second) == (0, 0, 0) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

/// "2026-03-31T00:00:00" is a day.
pub fn iso(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) if time.bytes().all(|b| b == b'0' || b == b':' || b == b'.') => day.to_owned(),
        Some((day, time)) if day.len() == 10 => format!("{day} {time}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn a_number_reads_as_the_sheet_shows_it() {
        assert_eq!(number(17.0, None), "17");
        assert_eq!(number(0.1 + 0.2, Some("General")), "0.3");
        assert_eq!(number(0.125, Some("0.0%")), "12.5%");
        assert_eq!(number(0.5, Some("0%")), "50%");
        assert_eq!(number(7_700_900_655.0, Some("00000000000")), "07700900655");
        assert_eq!(number(5.0, Some("0\" of 100%\"")), "5");
        assert_eq!(number(-1.5, None), "-1.5");
    }

    #[test]
    fn a_day_is_written_with_the_year_first_and_a_time_only_where_there_is_one() {
        let at = |n| moment(ExcelDateTime::new(n, ExcelDateTimeType::DateTime, false));
        assert_eq!(at(46112.0), "2026-03-31");
        assert_eq!(at(46112.5), "2026-03-31 12:00:00");
        assert_eq!(at(0.25), "06:00:00");
        assert_eq!(iso("2026-03-31T00:00:00"), "2026-03-31");
    }
}
