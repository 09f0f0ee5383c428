//! Everybody has exactly one outcome, and a reason is the first that applies.

use super::super::rule::*;
use super::super::texts::Words;
use crate::mail::run::Class;
use crate::person::PersonId;
use crate::template::Values;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::HashSet;

fn email() -> impl Strategy<Value = Email> {
    (0..4_u8, any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(n, is_work, preferred, malformed, bounced, refused)| Email {
            value: format!("Box{n}@post.example"),
            folded: format!("box{n}@post.example"),
            is_work,
            preferred,
            malformed,
            bounced,
            refused,
        },
    )
}

fn through() -> impl Strategy<Value = Through> {
    (0..3_u8, any::<bool>(), any::<bool>()).prop_map(|(n, tagged, closed)| Through {
        name: format!("Council {n}"),
        tag: tagged.then(|| "pilot".to_owned()),
        closed,
    })
}

prop_compose! {
    fn candidate()(
        (over, tagged, direct, nobody, refused) in any::<(bool, bool, bool, bool, bool)>(),
        emails in prop::collection::vec(email(), 0..3),
        through in prop::collection::vec(through(), 0..3),
        consent in any::<Option<bool>>(),
        joined in any::<Option<bool>>(),
        named in any::<bool>(),
        letter in 0..5_u8,
    ) -> Candidate {
        Candidate {
            who: Recipient::Person(PersonId::new(0, 0)),
            name: format!("Name {letter}"),
            sort_name: format!("name {letter}"),
            language: "en".into(),
            over: over && letter == 0,
            tag: (tagged && letter == 1).then(|| "pilot".to_owned()),
            direct: direct || through.is_empty(),
            through,
            brings_nobody: nobody && letter == 2,
            emails,
            refused: refused && letter == 3,
            consent,
            joined_on: joined.map(|late| if late { date(2026, 3, 1) } else { date(2020, 3, 1) }),
            values: if named { Values::default().with("given name", "Mair") } else { Values::default() },
        }
    }
}

/// The same, said slowly: the reasons in their order.
fn reasons(c: &Candidate, class: Class, basis: Basis) -> Vec<Reason> {
    let mut all = Vec::new();
    let open: Vec<&Through> = c.through.iter().filter(|t| t.tag.is_none() && !t.closed).collect();
    let works: Vec<&Email> = c.emails.iter().filter(|e| !e.malformed && !e.bounced).collect();
    if c.over {
        all.push(Reason::Deceased);
    }
    if c.tag.is_some() || (!c.direct && open.is_empty() && c.through.iter().any(|t| t.tag.is_some())) {
        all.push(Reason::Tag);
    }
    if !c.direct && c.through.iter().all(|t| t.closed) {
        all.push(Reason::Closed);
    }
    if c.brings_nobody {
        all.push(Reason::BringsNobody);
    }
    if c.emails.is_empty() {
        all.push(Reason::NoAddress);
    } else if c.emails.iter().all(|e| e.malformed) {
        all.push(Reason::Malformed);
    } else if works.is_empty() {
        all.push(Reason::Bounced);
    }
    if class == Class::Marketing && !works.is_empty() {
        let best = works
            .iter()
            .copied()
            .max_by_key(|e| (!c.direct && e.is_work, e.preferred, std::cmp::Reverse(e.folded.clone())));
        if c.refused || c.consent == Some(false) || best.is_some_and(|e| e.refused) {
            all.push(Reason::Unsubscribed);
        }
        let covered = match basis {
            Basis::Consent => c.consent == Some(true),
            Basis::SoftOptIn => c.joined_on >= Some(SOFT_OPT_IN_SINCE),
            _ => best.is_some_and(|e| e.is_work),
        };
        if !covered {
            all.push(Reason::NoBasis);
        }
    }
    if c.values.get("given name").is_none() {
        all.push(Reason::Missing);
    }
    all
}

proptest! {
    #[test]
    fn everybody_has_one_outcome_and_the_first_reason_that_applies(
        mut all in prop::collection::vec(candidate(), 0..12),
        marketing in any::<bool>(),
        basis in prop::sample::select(vec![Basis::Consent, Basis::SoftOptIn, Basis::LegitimateInterest]),
        each_gets_one in any::<bool>(),
    ) {
        for (n, one) in all.iter_mut().enumerate() {
            one.who = Recipient::Person(PersonId::new(0, n as u128));
        }
        let class = if marketing { Class::Marketing } else { Class::Service };
        let words = Words::default().with("en", "News", "Dear {{given name}}, {{town | friend}}");
        let templates = words.ready(class).read().expect("it can be read");
        let mut templates = templates;
        if class == Class::Marketing {
            // The link is there for each mail; here it is left out of the text.
            let own = Words::default().with("en", "News", "Dear {{given name}} {{unsubscribe | -}}");
            templates = own.ready(class).read().expect("it can be read");
        }
        let terms = Terms { class, basis, each_gets_one, templates: &templates, only: None };
        let count = all.len();
        let settled = settle(all, &terms);
        prop_assert_eq!(settled.len(), count);
        let who: HashSet<Recipient> = settled.iter().map(|s| s.candidate.who).collect();
        prop_assert_eq!(who.len(), count, "nobody stands twice");
        let mut written_to: Vec<String> = Vec::new();
        for one in &settled {
            let first = reasons(&one.candidate, class, basis).first().copied();
            match &one.outcome {
                Outcome::Left(reason, _) => prop_assert_eq!(Some(*reason), first),
                Outcome::Mail => {
                    prop_assert_eq!(first, None);
                    prop_assert!(each_gets_one || !written_to.contains(&one.address));
                    written_to.push(one.address.clone());
                }
                Outcome::Shared(..) => {
                    prop_assert_eq!(first, None);
                    prop_assert!(!each_gets_one && written_to.contains(&one.address));
                }
            }
        }
    }
}
