//! How far everybody has come, as a picture and as the table that says the same.

use crate::grant_checks;
use crate::invitee::State;
use crate::rollout::Tally;
use std::fmt::Write as _;
use web::components::{Content, Html, Table};
use web::text::Words;

/// One stage with how many reached it.
#[derive(Clone, Debug)]
pub struct Stage {
    pub words: String,
    pub count: u64,
    /// What did not go on from here, and the address that shows them: "12 wait for a repair".
    pub stuck: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub struct Funnel {
    pub stages: Vec<Stage>,
    pub left_out: Vec<(String, u64)>,
}

impl Funnel {
    /// `batch` is the address of the batch whose rows are shown when something is stuck; none for several batches.
    pub fn new(t: &Words, tally: &Tally, noticed: u64, batch: Option<&str>) -> Self {
        let stuck = |state: State, words: &'static str| {
            let count = tally.of(state);
            let href = batch.map(|b| format!("{b}?state={}", state.word())).unwrap_or_default();
            (count > 0).then(|| (t.text(words).put("count", count).plain(), href))
        };
        let some = |all: Vec<Option<(String, String)>>| all.into_iter().flatten().collect::<Vec<_>>();
        let stage = |words, count, stuck| Stage { words: t.plain(words), count, stuck };
        let [chosen, invited, delivered, opened, accepted] = tally.reached;
        let stages = vec![
            stage(
                "rollout-stage-chosen",
                chosen,
                some(vec![
                    stuck(State::Blocked, "rollout-stuck-blocked"),
                    stuck(State::Draft, "rollout-stuck-draft"),
                ]),
            ),
            stage("rollout-stage-noticed", noticed, Vec::new()),
            stage(
                "rollout-stage-invited",
                invited,
                some(vec![
                    stuck(State::Queued, "rollout-stuck-queued"),
                    stuck(State::Bounced, "rollout-stuck-bounced"),
                ]),
            ),
            stage("rollout-stage-delivered", delivered, some(vec![stuck(State::Sent, "rollout-stuck-sent")])),
            stage("rollout-stage-opened", opened, some(vec![stuck(State::Opened, "rollout-stuck-opened")])),
            stage(
                "rollout-stage-accepted",
                accepted,
                some(vec![stuck(State::Expired, "rollout-stuck-expired")]),
            ),
        ];
        let out = tally.reasons.iter().filter(|((state, _), _)| *state == State::Excluded);
        let left_out = out.map(|((_, why), count)| (grant_checks::label(t, why), *count)).collect();
        Self { stages, left_out }
    }

    /// Each stage in words with a thin bar beside it, or under it where there is little room. It says nothing that the table
    /// does not, so it is hidden from screen readers.
    pub fn picture(&self) -> Html {
        let most = self.stages.iter().map(|s| s.count).max().unwrap_or(0).max(1);
        let mut html = String::from("<div class=\"ch-funnel\" aria-hidden=\"true\">");
        for stage in &self.stages {
            let percent = (stage.count * 100).div_ceil(most);
            let words = Html::escaped(&stage.words);
            let _ = write!(
                html,
                "<p class=\"govuk-body ch-funnel__stage\"><span>{words}</span> <strong>{}</strong> \
                 <svg focusable=\"false\"><rect width=\"{percent}%\" height=\"100%\"/></svg></p>",
                stage.count
            );
        }
        html.push_str("</div>");
        Html::trusted(html)
    }

    /// The same in words, and what is stuck with the way that unsticks it.
    pub fn table(&self, t: &Words, caption: String) -> Table {
        let heads = ["rollout-stage", "rollout-reached", "rollout-stuck"].map(|key| t.plain(key));
        let mut table = Table::new(caption).head(heads);
        for stage in &self.stages {
            let cells = [
                Content::text(stage.words.clone()),
                Content::text(stage.count.to_string()),
                Content::html(stuck(&stage.stuck)),
            ];
            table = table.row(cells);
        }
        table
    }
}

fn stuck(all: &[(String, String)]) -> Html {
    let item = |(words, href): &(String, String)| match href.as_str() {
        "" => format!("<p>{}</p>", Html::escaped(words)),
        href => format!(
            "<p><a class=\"govuk-link ch-textlink\" href=\"{}\">{}</a></p>",
            Html::escaped(href),
            Html::escaped(words)
        ),
    };
    Html::trusted(all.iter().map(item).collect::<String>())
}
