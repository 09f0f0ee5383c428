//! The page on which the centre says what organisations and people may change themselves.

use super::{May, Of, RULES, RoleGiven, Rule, What, decide, give, policy, roles};
use crate::access::{self, EditRoles};
use crate::record::words;
use crate::role::GivenBy;
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Select};
use web::text::Words;
use web::{Form, Frame};

#[derive(Template)]
#[template(path = "field_policy/page.html")]
struct PolicyPage {
    frame: Frame,
    organisation: Vec<Select>,
    oneself: Vec<Select>,
    roles: Vec<Select>,
    save: Button,
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            access::right_over_all::<EditRoles>(tx, actor)?;
            Ok((policy(tx)?, roles(tx)?))
        })
        .await?;
    let (t, (policy, roles)) = (signed.text(), &signed.value);
    let of = |of: Of| -> Vec<Select> {
        let rules = RULES.iter().filter(|r| r.of == of);
        rules.map(|r| select(&t, r, policy.may(r.of, r.what))).collect()
    };
    PolicyPage {
        organisation: of(Of::Organisation),
        oneself: of(Of::Oneself),
        roles: roles.iter().map(|role| given(&t, role)).collect(),
        save: Button::primary(t.text("policy-save")),
        frame: signed.frame(t.plain("policy-title")),
    }
    .answer()
}

fn name(rule: &Rule) -> String {
    format!("{}-{}", rule.of.word(), rule.what.word())
}

fn select(t: &Words, rule: &Rule, now: May) -> Select {
    let label = match rule.what {
        What::Field(field) => words::field(t, field),
        What::Points(kind) => words::kind(t, kind),
        What::People => t.plain("policy-people"),
        What::Membership => t.plain("policy-membership"),
    };
    let choices = rule.choices.iter();
    choices
        .fold(Select::new(name(rule), label), |all, may| all.option(may.word(), said(t, *may)))
        .value(now.word())
}

fn said(t: &Words, may: May) -> String {
    t.plain(match may {
        May::AtOnce => "policy-at-once",
        May::Propose => "policy-propose",
        May::See => "policy-see",
        May::Hidden => "policy-hidden",
    })
}

fn given(t: &Words, role: &RoleGiven) -> Select {
    let words = |by| {
        t.plain(match by {
            GivenBy::Centre => "policy-by-centre",
            GivenBy::Holder => "policy-by-holder",
            GivenBy::Organisation => "policy-by-organisation",
        })
    };
    let all = GivenBy::ALL.into_iter();
    all.fold(Select::new(format!("role-{}", role.key), role.title.as_str()), |all, by| {
        all.option(by.word(), words(by))
    })
    .value(role.given_by.word())
}

pub(super) async fn keep(visit: Visit, form: Form) -> Result<Response, PageError> {
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_over_all::<EditRoles>(tx, actor)?;
            for rule in &RULES {
                if let Some(may) = May::from_word(form.get(&name(rule))) {
                    decide(tx, stamp, &right, rule, may)?;
                }
            }
            for role in roles(tx)? {
                let word = form.get(&format!("role-{}", role.key)).to_owned();
                if GivenBy::ALL.iter().any(|by| by.word() == word) {
                    give(tx, stamp, &right, &role, GivenBy::from_word(&word))?;
                }
            }
            Ok(())
        })
        .await?;
    visit.flash(signed.text().plain("policy-saved"));
    Ok(Redirect::to("/settings/own-records").into_response())
}
