//! What headings probably mean. Pure; somebody looks at the guess before anything is done with it.

use super::mapping::Field;
use crate::words;
use std::collections::BTreeMap;

/// Headings, folded, that mean one thing wherever they stand.
fn plainly(heading: &str) -> Option<Field> {
    Some(match heading {
        "id" | "ref" | "reference" | "number" | "no" | "code" | "gss" | "gss code" | "urn"
        | "membership no" | "contact id" | "record id" => Field::Id,
        "council" | "council name" | "organisation" | "organization" | "organisation name" | "parish"
        | "parish name" | "name of council" | "company" | "group" | "body" | "account name" => {
            Field::Organisation
        }
        "type" | "kind" | "council type" | "status" | "category" => Field::Kind,
        "member" | "membership" | "is member" | "member status" | "membership status" | "subscriber" => {
            Field::Member
        }
        "district" | "district council" | "borough" | "lad" | "area" | "region" | "principal authority" => {
            Field::District
        }
        "clerk" | "clerk name" | "name of clerk" | "contact" | "contact name" | "full name" | "person"
        | "person name" | "main contact" => Field::Person,
        "title" | "salutation" => Field::Title,
        "first name" | "forename" | "forenames" | "given name" | "first names" | "firstname" => {
            Field::GivenName
        }
        "surname" | "last name" | "family name" | "lastname" => Field::FamilyName,
        "role" | "job title" | "position" | "post held" => Field::Role,
        "start" | "start date" | "from" | "appointed" | "date appointed" => Field::RoleFrom,
        "end" | "end date" | "until" | "left" | "date left" | "leaving date" => Field::RoleUntil,
        "tag" | "tags" | "labels" | "groups" | "keywords" => Field::Tags,
        "membership category" | "membership type" | "member type" | "member category" => {
            Field::MemberCategory
        }
        "member since" | "member from" | "membership start" | "joined" | "date joined" => Field::MemberFrom,
        "member until" | "membership end" | "membership expires" | "paid until" | "renewal date"
        | "subscription until" => Field::MemberUntil,
        "notes" | "note" | "comments" | "comment" | "remarks" => Field::Notes,
        "portal" | "portal access" | "has access" | "login" => Field::Access,
        _ => return None,
    })
}

/// Those that belong to an organisation or to a person: the second is the office's.
fn address(heading: &str) -> Option<(Field, Field)> {
    let has = |word: &str| heading.split(' ').any(|w| w == word);
    if heading.contains("mail") && !heading.contains("mailing") {
        Some((Field::Email, Field::OfficeEmail))
    } else if ["tel", "telephone", "phone", "mobile", "landline"].iter().any(|w| has(w)) {
        Some((Field::Phone, Field::OfficePhone))
    } else if heading.contains("post code") || has("postcode") {
        Some((Field::Postcode, Field::OfficePostcode))
    } else if has("town") || has("city") {
        Some((Field::Town, Field::OfficeTown))
    } else if has("county") {
        Some((Field::County, Field::OfficeCounty))
    } else if has("address") || has("street") || heading.starts_with("addr") {
        Some((Field::Address, Field::OfficeAddress))
    } else {
        None
    }
}

/// Whether a heading is one that an import understands: by this the row with the headings is found.
pub fn is_known(heading: &str) -> bool {
    let folded = words::fold(heading);
    folded.len() <= 40
        && !heading.contains('@')
        && (folded == "name" || plainly(&folded).is_some() || address(&folded).is_some())
}

/// A field for each heading that is understood.
pub fn columns(headings: &[String]) -> BTreeMap<String, Field> {
    let folded: Vec<String> = headings.iter().map(|h| words::fold(h)).collect();
    let of_organisations = folded.iter().any(|h| plainly(h) == Some(Field::Organisation));
    let mut found: BTreeMap<String, Field> = BTreeMap::new();
    for (heading, folded) in headings.iter().zip(&folded) {
        let guessed = match folded.as_str() {
            "name" if of_organisations => Some(Field::Person),
            "name" => Some(if folded_says_council(headings) { Field::Organisation } else { Field::Person }),
            folded => plainly(folded).or_else(|| {
                address(folded).map(|(own, office)| {
                    let personal =
                        ["clerk", "home", "personal", "private"].iter().any(|w| folded.contains(w));
                    if of_organisations && !personal { office } else { own }
                })
            }),
        };
        let repeats = guessed.is_some_and(|g| !g.may_repeat() && found.values().any(|f| *f == g));
        if let Some(field) = guessed.filter(|_| !repeats && !heading.trim().is_empty()) {
            found.insert(heading.clone(), field);
        }
    }
    found
}

fn folded_says_council(headings: &[String]) -> bool {
    headings.iter().any(|h| ["clerk", "kind", "council type"].contains(&words::fold(h).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_a_list_of_clerks_are_guessed() {
        let headings = [
            "Council Name ",
            "Type",
            "Member?",
            "Clerk",
            "E-mail",
            "Tel No",
            "Address",
            "Post Code",
            "Notes",
            "Portal",
            "District",
            "Fax",
        ];
        let guessed = columns(&headings.map(str::to_owned));
        let fields: Vec<Option<&Field>> = headings.iter().map(|h| guessed.get(*h)).collect();
        let wanted = [
            Field::Organisation,
            Field::Kind,
            Field::Member,
            Field::Person,
            Field::OfficeEmail,
            Field::OfficePhone,
            Field::OfficeAddress,
            Field::OfficePostcode,
            Field::Notes,
            Field::Access,
            Field::District,
        ];
        assert_eq!(fields[..11], wanted.iter().map(Some).collect::<Vec<_>>());
        assert_eq!(fields[11], None);
    }

    #[test]
    fn a_list_of_people_has_their_own_addresses() {
        let guessed =
            columns(&["First Name", "Surname", "Email Address", "Mobile", "Postcode"].map(str::to_owned));
        assert_eq!(guessed["Email Address"], Field::Email);
        assert_eq!(guessed["Mobile"], Field::Phone);
        assert_eq!(guessed["Postcode"], Field::Postcode);
        assert!(is_known("E-mail") && !is_known("gwen@clerkmail.example"));
    }
}
