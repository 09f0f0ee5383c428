//! What a row of a batch says in each column.

use crate::grant_checks;
use crate::rollout::Invitee;
use crate::rollout_pages::state_tag;
use crate::visit::App;
use crate::words::dates;
use web::components::{Content, Html};
use web::text::Words;

pub(super) fn cell(t: &Words, key: &str, one: &Invitee, app: &App) -> Content {
    match key {
        "kind" if one.person().is_some() => Content::text(t.plain("batch-person")),
        "kind" => Content::text(t.plain("batch-council")),
        "councils" => Content::text(one.councils.clone()),
        "email" => Content::text(one.email.clone()),
        _ => Content::html(state(t, one, app)),
    }
}

/// The state with its day, and each obstacle in a sentence.
fn state(t: &Words, one: &Invitee, app: &App) -> Html {
    let day = dates::short(one.state_at.to_zoned(app.zone.clone()).date(), t.lang);
    let mut html = format!("<div>{} {}", state_tag(t, one.state()), Html::escaped(&day));
    if !one.standing.reason.is_empty() && one.findings.is_empty() {
        html.push_str(&format!("<p>{}</p>", Html::escaped(&grant_checks::label(t, &one.standing.reason))));
    }
    for finding in one.findings.iter().filter(|_| one.state().is_checked()).take(2) {
        let sentence = grant_checks::sentence(t, finding, &app.zone);
        html.push_str(&format!("<p>{}</p>", Html::escaped(&sentence)));
    }
    html.push_str("</div>");
    Html::trusted(html)
}
