//! Those in a role as lines of the page, and the days that their forms ask for.

use super::queries::InRole;
use crate::record::words;
use crate::words::dates;
use jiff::civil::Date;
use web::Errors;
use web::Form;
use web::components::SummaryList;
use web::text::Words;

/// Role, name and days of each, with what may be done about it.
pub(super) fn list(t: &Words, base: &str, people: &[&InRole], me: crate::person::PersonId) -> SummaryList {
    people.iter().fold(SummaryList::new(), |list, one| {
        let span = words::span(t, one.starts_on, one.ends_on);
        let value = t.text("own-in-role").put("name", &one.name).put("days", span).plain();
        let list = list.row(one.title.as_str(), value);
        let what = t.text("own-role-of").put("name", &one.name).put("role", &one.title).plain();
        if one.person == me && one.may_leave {
            let words = t.text("own-leave").put("role", &one.title).plain();
            return list.link(words, "", format!("{base}/leaving/{}", one.id));
        }
        match one.may_end {
            true => list.link(t.text("own-end"), what, format!("{base}/people/{}/ending", one.id)),
            false => list,
        }
    })
}

/// A day that has to be there.
pub(super) fn day(form: &Form, name: &str, t: &Words, errors: &mut Errors) -> Option<Date> {
    let day = dates::typed(form.get(name));
    if day.is_none() {
        errors.add(name, t.text("own-day-wrong"));
    }
    day
}
