//! What the federation says about its roll-outs. It concerns everybody, so the right has to reach everybody.

use crate::access::{self, CouncilsEach, GrantAccess};
use crate::rollout::{self, Settings, Starters};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Checkboxes, Html, Input};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "rollout_pages/make.html")]
struct SettingsPage {
    frame: Frame,
    said: String,
    fields: Html,
    send: Button,
}

struct Typed {
    days: String,
    one: bool,
    starters: bool,
    roles: Vec<String>,
}

/// Key, title, whether it brings access.
type Roles = Vec<(String, String, bool)>;

/// What holds, and whether those who begin are not invited though they should be.
struct Held {
    settings: Settings,
    roles: Roles,
    lost: bool,
}

async fn ready(visit: &Visit) -> Result<Signed<Held>, PageError> {
    visit
        .read(|tx, actor| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            let sql = "SELECT key, title, coalesce(brings_access, FALSE) FROM role ORDER BY title";
            let (settings, roles) = (rollout::settings(tx)?, tx.all(sql, &[])?);
            let lost = match &settings.starters {
                Some(starters) => rollout::inviter(tx, actor.today, starters)?.is_none(),
                None => false,
            };
            Ok(Held { settings, roles, lost })
        })
        .await
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    let signed = ready(&visit).await?;
    let (held, roles) = (&signed.value.settings, &signed.value.roles);
    let days: Vec<String> = held.remind_after.iter().map(i64::to_string).collect();
    let ticked = roles.iter().filter(|(.., brings)| *brings).map(|(key, ..)| key.clone()).collect();
    let starters = held.starters.is_some();
    let one = held.councils_each == CouncilsEach::One;
    let typed = Typed { days: days.join(", "), one, starters, roles: ticked };
    page(&signed, &typed, &Errors::default())
}

fn page(signed: &Signed<Held>, typed: &Typed, errors: &Errors) -> Result<Response, PageError> {
    let t = signed.text();
    let mut roles = Checkboxes::new("roles", t.text("rollout-roles"))
        .hint(t.text("rollout-roles-hint"))
        .error(errors.of("roles"));
    for (key, title, _) in &signed.value.roles {
        roles = roles.option(key.clone(), title.clone());
    }
    let one = Checkboxes::new("one", t.text("rollout-councils-each"))
        .option("yes", t.text("rollout-one-council"))
        .option_hint(t.text("rollout-one-council-hint"))
        .values(typed.one.then_some("yes"));
    let days = Input::new("days", t.text("rollout-days"))
        .hint(t.text("rollout-days-hint"))
        .value(typed.days.clone())
        .width(10)
        .error(errors.of("days"));
    let starters = Checkboxes::new("starters", t.text("rollout-starters"))
        .hint(t.text("rollout-starters-hint"))
        .option("yes", t.text("rollout-starters-yes"))
        .values(typed.starters.then_some("yes"));
    let roles = roles.values(typed.roles.clone());
    let fields = [roles.to_string(), days.to_string(), starters.to_string(), one.to_string()];
    SettingsPage {
        said: match signed.value.lost {
            true => t.plain("rollout-starters-lost"),
            false => t.plain("rollout-settings-said"),
        },
        fields: Html::trusted(fields.concat()),
        send: Button::primary(t.text("rollout-settings-save")),
        frame: signed.frame(t.plain("rollout-settings")).back("/rollouts").errors(errors),
    }
    .answer()
}

pub(super) async fn take(visit: Visit, form: Form) -> Result<Response, PageError> {
    let typed = Typed {
        days: form.get("days").chars().take(40).collect(),
        one: form.get("one") == "yes",
        starters: form.get("starters") == "yes",
        roles: form.all("roles").map(str::to_owned).collect(),
    };
    let signed = ready(&visit).await?;
    let t = signed.text();
    let known = |key: &String| signed.value.roles.iter().any(|(k, ..)| k == key);
    let roles: Vec<String> = typed.roles.iter().filter(|key| known(key)).cloned().collect();
    let mut errors = Errors::default();
    let days = Settings::read_days(&typed.days);
    if days.is_none() {
        errors.add("days", t.text("rollout-days-wrong"));
    }
    if roles.is_empty() {
        errors.add("roles", t.text("rollout-roles-missing"));
    }
    let (Some(remind_after), true) = (days, errors.is_empty()) else {
        return page(&signed, &typed, &errors);
    };
    let councils_each = if typed.one { CouncilsEach::One } else { CouncilsEach::All };
    let done = visit
        .act(move |tx, actor, stamp| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            // Whoever saves stands for the invitations; those who began before it was switched on are not caught up with.
            let since = rollout::settings(tx)?.starters.map_or(stamp.today, |held| held.since);
            let starters = typed.starters.then_some(Starters { by: actor.person, since });
            let new = Settings { remind_after, councils_each, starters };
            Ok(rollout::save(tx, stamp, &new, &roles)?)
        })
        .await?;
    visit.flash(done.text().plain("rollout-settings-saved"));
    Ok(Redirect::to("/rollouts").into_response())
}
