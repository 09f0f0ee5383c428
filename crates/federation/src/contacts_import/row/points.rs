//! Addresses and numbers in cells that may hold several, or words instead. Pure.

use super::Warning;
use super::people::is_nothing;
use crate::contact_point::{self, ContactPoint};
use crate::words;

/// The two letters (or one) that postcodes of the United Kingdom, Jersey, Guernsey and Man begin with.
const AREAS: &str = " AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX \
    FK FY G GIR GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL \
    OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV \
    YO ZE ";

/// E-mail addresses in a cell, the first preferred.
pub fn emails(cell: &str, warnings: &mut Vec<Warning>) -> Vec<ContactPoint> {
    let mut found: Vec<ContactPoint> = Vec::new();
    if is_nothing(cell.trim()) {
        return found;
    }
    let lower = cell.to_lowercase();
    // Lower case of some letters is longer: then the cell is taken as it stands.
    let cell = if lower.len() == cell.len() { cell } else { lower.as_str() };
    let separated = cell.replace(" or ", ";").replace(" and ", ";");
    for part in separated.split([';', ',', '\n', '|', '/']).flat_map(words_of) {
        match address(&part, warnings) {
            Ok(address) => {
                let point = ContactPoint::email(&address);
                if !found.iter().any(|p| p.folded() == point.folded()) {
                    found.push(point);
                }
            }
            Err(()) => put(warnings, Warning::Email),
        }
    }
    if found.len() > 1 {
        put(warnings, Warning::SeveralAddresses);
    }
    if cell != cell.trim_matches(' ') && !found.is_empty() {
        put(warnings, Warning::EmailTidied);
    }
    if let Some(first) = found.first_mut() {
        first.preferred = true;
    }
    found
}

/// A part with several addresses is cut at its blanks; one with a name and an address stays whole.
fn words_of(part: &str) -> Vec<String> {
    let part = part.trim_matches(' ');
    match part.matches('@').count() {
        _ if part.trim().is_empty() => Vec::new(),
        0 | 1 => vec![part.to_owned()],
        _ if part.contains("@@") => vec![part.to_owned()],
        _ => part.split_whitespace().filter(|w| w.contains('@')).map(str::to_owned).collect(),
    }
}

fn address(part: &str, warnings: &mut Vec<Warning>) -> Result<String, ()> {
    let (bare, named) = match part.split_once('<') {
        Some((name, rest)) => (rest.split('>').next().unwrap_or_default(), !name.trim().is_empty()),
        None => (part, false),
    };
    let bare = bare.trim_matches(' ');
    let plain = bare.trim().trim_end_matches('.');
    let plain = match plain.get(..7).filter(|p| p.eq_ignore_ascii_case("mailto:")) {
        Some(_) => &plain[7..],
        None => plain,
    };
    let address = contact_point::email(plain).map_err(|_| ())?;
    if named {
        put(warnings, Warning::NameInAddress);
    }
    let all_capitals = address
        .split('@')
        .next()
        .is_some_and(|l| l.chars().any(char::is_alphabetic) && !l.chars().any(char::is_lowercase));
    let tidy = if all_capitals { address.to_lowercase() } else { address };
    if tidy != bare {
        put(warnings, Warning::EmailTidied);
    }
    Ok(tidy)
}

/// Telephone numbers in a cell; what cannot be dialled is left out.
pub fn phones(cell: &str, warnings: &mut Vec<Warning>) -> Vec<ContactPoint> {
    let mut found: Vec<ContactPoint> = Vec::new();
    for part in cell
        .split([';', ',', '\n', '|'])
        .flat_map(|p| p.split(" or "))
        .map(str::trim)
        .filter(|p| !is_nothing(p))
    {
        let Ok(number) = contact_point::phone(part) else {
            put(warnings, Warning::Phone);
            continue;
        };
        let point = ContactPoint::phone(&number);
        if !found.iter().any(|p| p.folded() == point.folded()) {
            found.push(point);
        }
    }
    found
}

/// An address from its parts; without a part for the town, the last piece after a comma is it.
pub fn post(
    lines: &[&str],
    town: &str,
    county: &str,
    postcode: &str,
    warnings: &mut Vec<Warning>,
) -> Option<ContactPoint> {
    let said = |text: &str| {
        if is_nothing(text.trim()) {
            String::new()
        } else {
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    };
    let mut pieces: Vec<String> = lines
        .iter()
        .filter(|l| !is_nothing(l.trim()))
        .flat_map(|l| l.split(['\n', ',']))
        .map(said)
        .filter(|p| !p.is_empty())
        .collect();
    let (mut town, county) = (said(town), said(county));
    let mut written = said(postcode);
    // "…, Felsham, IP30 0PA" in one cell.
    if written.is_empty() && pieces.last().is_some_and(|p| contact_point::postcode(p).is_ok()) {
        written = pieces.pop().unwrap_or_default();
    }
    if town.is_empty() && pieces.len() > 1 {
        town = pieces.pop().unwrap_or_default();
    }
    if pieces.is_empty() && town.is_empty() && written.is_empty() {
        return None;
    }
    let postcode = match contact_point::postcode(&written) {
        Ok(code) => {
            let area: String = code.chars().take_while(char::is_ascii_alphabetic).collect();
            if !AREAS.contains(&format!(" {area} ")) {
                put(warnings, Warning::PostcodeArea);
            }
            code
        }
        Err(_) if written.is_empty() => written,
        Err(_) => {
            // The postman often knows better: it stays, as a line of the address.
            put(warnings, Warning::Postcode);
            pieces.push(written);
            String::new()
        }
    };
    let county = Some(county.as_str()).filter(|c| !c.is_empty());
    Some(ContactPoint::post(&pieces.join("\n"), &town, county, &postcode))
}

/// Whether an address in a council's column is its clerk's own: it bears the family name and not the council's.
pub fn is_own(address: &ContactPoint, family: &str, council: &str) -> bool {
    let tight = |t: &str| words::fold(t).replace(' ', "");
    let local = tight(address.value.split('@').next().unwrap_or_default());
    let family = tight(family);
    family.len() > 1 && local.contains(&family) && (council.is_empty() || !local.contains(&tight(council)))
}

fn put(warnings: &mut Vec<Warning>, warning: Warning) {
    if !warnings.contains(&warning) {
        warnings.push(warning);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(cell: &str) -> (Vec<String>, Vec<Warning>) {
        let mut warnings = Vec::new();
        let found = emails(cell, &mut warnings);
        (found.into_iter().map(|p| p.value).collect(), warnings)
    }

    #[test]
    fn addresses_are_found_in_whatever_stands_around_them() {
        let one = |cell, warnings: &[Warning]| {
            assert_eq!(read(cell), (vec!["clerk@oulton.example".to_owned()], warnings.to_vec()), "{cell}")
        };
        one("clerk@oulton.example", &[]);
        one("\u{a0}clerk@oulton.example", &[Warning::EmailTidied]);
        one("CLERK@OULTON.EXAMPLE", &[Warning::EmailTidied]);
        one("mailto:clerk@oulton.example", &[Warning::EmailTidied]);
        one("Vincent Tyler <clerk@oulton.example>", &[Warning::NameInAddress]);
        for two in [
            "a@b.example; c@d.example",
            "a@b.example, c@d.example",
            "a@b.example\nc@d.example",
            "a@b.example or c@d.example",
            "a@b.example c@d.example",
        ] {
            assert_eq!(
                read(two),
                (vec!["a@b.example".into(), "c@d.example".into()], vec![Warning::SeveralAddresses]),
                "{two}"
            );
        }
        for bad in ["clerk@@oulton.example", "oultonpc@webmail,example", "clerk.oulton.example"] {
            assert_eq!(read(bad), (vec![], vec![Warning::Email]), "{bad}");
        }
        for nothing in ["TBC", "n/a", "none", "-", "?", ""] {
            assert_eq!(read(nothing), (vec![], vec![]), "{nothing}");
        }
    }

    #[test]
    fn a_postcode_is_looked_at_by_its_shape_and_its_area() {
        let of = |code| {
            let mut warnings = Vec::new();
            let post = post(&["7 Kathleen Trail, Felsham"], "", "", code, &mut warnings).unwrap();
            (post.value, post.town, post.postcode, warnings)
        };
        let s = |t: &str| Some(t.to_owned());
        assert_eq!(of("ip30 0pa"), ("7 Kathleen Trail".into(), s("Felsham"), s("IP30 0PA"), vec![]));
        assert_eq!(
            of("IP30"),
            ("7 Kathleen Trail\nIP30".into(), s("Felsham"), None, vec![Warning::Postcode])
        );
        assert_eq!(of("ZZ1 1AA").3, [Warning::PostcodeArea]);
        assert_eq!(of("TBC").2, None);
        let alone = post(&[], "", "", "LS6 2AB", &mut Vec::new()).unwrap();
        assert_eq!((alone.value.as_str(), alone.postcode), ("", s("LS6 2AB")), "a postcode alone is no line");
    }

    #[test]
    fn an_address_with_the_clerks_name_is_the_clerks_own() {
        let own = |address| is_own(&ContactPoint::email(address), "McCarthy", "Cockfield");
        assert!(own("paige.mccarthy@clerkmail.example"));
        assert!(!own("clerk@cockfield-pc.example"));
        assert!(!is_own(&ContactPoint::email("cockfieldpc@webmail.example"), "Cockfield", "Cockfield"));
    }

    proptest! {
        #[test]
        fn no_cell_panics(text in "\\PC{0,80}") {
            let mut warnings = Vec::new();
            let _ = (emails(&text, &mut warnings), phones(&text, &mut warnings), post(&[&text], &text, "", &text, &mut warnings));
        }
    }
}
