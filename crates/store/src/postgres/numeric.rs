//! PostgreSQL's NUMERIC: what `sum()` over BIGINT answers. Base 10,000, most significant digit first.

use std::error::Error;

use bytes::{BufMut, BytesMut};

use crate::ValueRef;

const NEGATIVE: u16 = 0x4000;
const SPECIAL: u16 = 0x8000;

/// A whole number where it is one and fits, else the nearest real number.
pub(super) fn decode<'a>(raw: &[u8]) -> Result<ValueRef<'a>, Box<dyn Error + Sync + Send>> {
    let mut words = raw.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let mut word = || words.next().ok_or("a numeric value is cut short");
    let (count, weight, sign, scale) = (word()?, word()? as i16, word()?, word()?);
    if sign & SPECIAL != 0 {
        return Ok(ValueRef::Real(if sign == 0xc000 { f64::NAN } else { f64::INFINITY }));
    }
    let digits: Vec<u16> = (0..count).map(|_| word()).collect::<Result<_, _>>()?;
    let mut text = String::from(if sign == NEGATIVE { "-0" } else { "0" });
    for place in 0..=i32::from(weight) {
        text.push_str(&format!("{:04}", digits.get(place as usize).copied().unwrap_or(0)));
    }
    if scale == 0
        && let Ok(whole) = text.parse()
    {
        return Ok(ValueRef::Int(whole));
    }
    text.push('.');
    for place in (i32::from(weight) + 1)..i32::from(count).max(i32::from(weight) + 2) {
        let digit = usize::try_from(place).ok().and_then(|place| digits.get(place));
        text.push_str(&format!("{:04}", digit.copied().unwrap_or(0)));
    }
    Ok(ValueRef::Real(text.parse()?))
}

/// `text` is a plain decimal number: `-12.5`.
pub(super) fn encode(text: &str, out: &mut BytesMut) {
    let (sign, text) = text.strip_prefix('-').map_or((0, text), |rest| (NEGATIVE, rest));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let scale = fraction.len();
    let whole = format!("{}{whole}", "0".repeat((4 - whole.len() % 4) % 4));
    let fraction = format!("{fraction}{}", "0".repeat((4 - scale % 4) % 4));
    let digits = format!("{whole}{fraction}");
    out.put_u16((digits.len() / 4) as u16);
    out.put_i16((whole.len() / 4) as i16 - 1);
    out.put_u16(sign);
    out.put_u16(scale as u16);
    for four in digits.as_bytes().chunks_exact(4) {
        out.put_u16(four.iter().fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0')));
    }
}
