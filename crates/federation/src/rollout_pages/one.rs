//! One roll-out: its funnel and its batches.

use super::funnel::Funnel;
use crate::access::{self, GrantAccess};
use crate::invitee::{RolloutId, State};
use crate::rollout::{self, Tally};
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use store::Identifier as _;
use web::Frame;
use web::components::{Content, Html, Table};

#[derive(Template)]
#[template(path = "rollout_pages/one.html")]
struct OnePage {
    frame: Frame,
    begun: String,
    picture: Html,
    funnel: Table,
    left_out: Vec<(String, u64)>,
    batches: Table,
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            let id: RolloutId = id.parse().map_err(|_| PageError::Invisible)?;
            let one = rollout::rollout(tx, &right, id)?.ok_or(PageError::Invisible)?;
            let batches = rollout::batches(tx, &right, id)?;
            let ids: Vec<_> = batches.iter().map(|b| b.id).collect();
            let tallies = rollout::tallies(tx, &ids)?;
            Ok((one, batches, tallies))
        })
        .await?;
    let (t, zone) = (signed.text(), &visit.app().zone);
    let (one, batches, tallies) = &signed.value;
    let of = |id: &[u8; 16]| tallies.get(id).cloned().unwrap_or_default();
    let sum: Tally = batches.iter().map(|b| of(&b.id.bytes())).sum();
    let funnel = Funnel::new(&t, &sum, batches.iter().map(|b| b.noticed).sum(), None);
    let heads = [
        "rollout-batch",
        "rollout-made",
        "rollout-people",
        "rollout-to-mend",
        "rollout-waiting",
        "rollout-accepted",
    ];
    let mut table = Table::new(t.plain("rollout-its-batches")).head(heads.map(|key| t.plain(key)));
    for batch in batches {
        let tally = of(&batch.id.bytes());
        let link = format!(
            "<a class=\"govuk-link ch-textlink\" href=\"/rollouts/batches/{}\">{}</a>",
            batch.id,
            Html::escaped(&batch.name)
        );
        table = table.row([
            Content::html(Html::trusted(link)),
            Content::text(format!("{}, {}", dates::day_of(batch.made_at, zone, t.lang), batch.owner)),
            Content::text(tally.all().to_string()),
            Content::text(tally.of(State::Blocked).to_string()),
            Content::text(tally.waiting().to_string()),
            Content::text(tally.of(State::Accepted).to_string()),
        ]);
    }
    OnePage {
        begun: t
            .text("rollout-begun-by")
            .put("day", dates::day_of(one.begun_at, zone, t.lang))
            .put("name", one.owner.as_str())
            .plain(),
        picture: funnel.picture(),
        funnel: funnel.table(&t, t.plain("rollout-funnel")),
        left_out: funnel.left_out.clone(),
        batches: table,
        frame: signed.frame(one.name.clone()).back("/rollouts"),
    }
    .answer()
}
