//! Every list that comes by itself: whether it runs, when it ran and runs next, how old its data is.

use super::{address, right, state_words, when};
use crate::feed::{self, Feed};
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::response::Response;
use web::Frame;
use web::components::Button;

#[derive(Template)]
#[template(path = "feed_desk/list.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<FeedLine>,
    add: Button,
}

struct FeedLine {
    address: String,
    name: String,
    state: String,
    last: String,
    next: String,
    as_at: String,
}

pub async fn show(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            right(tx, actor)?;
            Ok(feed::all(tx)?)
        })
        .await?;
    let (t, now) = (signed.text(), visit.app().clock.now());
    let line = |feed: &Feed| {
        let at = |moment: Option<jiff::Timestamp>, none| {
            moment.map_or_else(|| t.plain(none), |moment| when(&visit, &signed, moment))
        };
        FeedLine {
            address: address(feed),
            name: feed.name.clone(),
            state: state_words(&t, feed.state),
            last: at(feed.last_run_at, "feeds-never"),
            next: at(feed::next_run(feed, now, &visit.app().zone), "feeds-not-set"),
            as_at: at(feed.last_good_at, "feeds-never"),
        }
    };
    ListPage {
        frame: signed.frame(t.plain("feeds-title")).back("/contacts/imports"),
        lines: signed.value.iter().map(line).collect(),
        add: Button::link(t.text("feeds-add"), "/contacts/imports/feeds/new"),
    }
    .answer()
}
