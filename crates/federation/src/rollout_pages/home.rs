//! All roll-outs with how far each has come.

use super::starting;
use crate::access::{self, GrantAccess};
use crate::invitee::State;
use crate::rollout::{self, Batch, Rollout, Tally};
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::response::Response;
use web::Frame;
use web::components::{Content, Html, Table};

#[derive(Template)]
#[template(path = "rollout_pages/home.html")]
struct HomePage {
    frame: Frame,
    /// How many begin and were not invited.
    begin: Option<String>,
    table: Option<Table>,
}

pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            let begin = rollout::count_beginners(tx, &right, actor.today)?;
            let mut all: Vec<(Rollout, Vec<Batch>, Tally)> = Vec::new();
            for one in rollout::rollouts(tx, &right)? {
                let batches = rollout::batches(tx, &right, one.id)?;
                let ids: Vec<_> = batches.iter().map(|b| b.id).collect();
                let sum = rollout::tallies(tx, &ids)?.into_values().sum();
                all.push((one, batches, sum));
            }
            Ok((all, begin))
        })
        .await?;
    let (t, zone) = (signed.text(), &visit.app().zone);
    let heads = ["rollout-name", "rollout-begun", "rollout-batches", "rollout-people", "rollout-accepted"];
    let mut table = Table::new(t.plain("rollout-all")).head(heads.map(|key| t.plain(key)));
    let (all, begin) = &signed.value;
    for (one, batches, sum) in all {
        let link = format!(
            "<a class=\"govuk-link ch-textlink\" href=\"/rollouts/of/{}\">{}</a>",
            one.id,
            Html::escaped(&one.name)
        );
        table = table.row([
            Content::html(Html::trusted(link)),
            Content::text(format!("{}, {}", dates::day_of(one.begun_at, zone, t.lang), one.owner)),
            Content::text(batches.len().to_string()),
            Content::text(sum.all().to_string()),
            Content::text(sum.of(State::Accepted).to_string()),
        ]);
    }
    let table = (!all.is_empty()).then_some(table);
    let begin = (*begin > 0).then(|| starting::how_many(&t, *begin));
    HomePage { frame: signed.frame(t.plain("rollout-title")), begin, table }.answer()
}
