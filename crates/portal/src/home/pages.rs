//! The page at `/`. A stranger is led to the sign-in page; in the demonstration, to the people to be.

use super::board::{Board, Lock, Task, board, unread};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use federation::attainment::Standing;
use federation::returned_mail;
use federation::rollout::MOST_BEGINNERS;
use federation::visit::{Answer, PageError, Visit};
use federation::words::dates;
use jiff::tz::TimeZone;
use web::Frame;
use web::text::Words;

#[derive(Template)]
#[template(path = "home/home.html")]
struct HomePage {
    frame: Frame,
    tasks: Vec<Line>,
    links: Vec<Link>,
    locked: Vec<Lock>,
}

/// A task in words.
struct Line {
    heading: String,
    state: String,
    more: String,
    link: Option<Link>,
}

struct Link {
    words: String,
    href: String,
    more: String,
}

pub(super) async fn home(visit: Visit) -> Result<Response, PageError> {
    let app = visit.app().clone();
    let read = visit.read(move |tx, actor| {
        let mut board = board(tx, actor)?;
        board.tasks.extend(unread(tx, &app, actor)?);
        Ok(board)
    });
    let read = read.await;
    let signed = match read {
        Err(PageError::SignIn(_)) if visit.app().settings.demo.is_some() => {
            return Ok(Redirect::to("/demo").into_response());
        }
        read => read?,
    };
    let t = signed.text();
    let title = t.text("home-title").put("name", signed.actor.name.spoken()).plain();
    HomePage {
        frame: signed.frame(title),
        tasks: signed.value.tasks.iter().map(|task| line(&t, task, &visit.app().zone)).collect(),
        links: links(&t, &signed.value),
        locked: signed.value.locked,
    }
    .answer()
}

fn line(t: &Words, task: &Task, zone: &TimeZone) -> Line {
    match task {
        Task::MailCameBack { address, on, href } => Line {
            heading: t.text("home-returned").put("address", address.as_str()).plain(),
            state: t.text("home-returned-on").put("date", dates::day_of(*on, zone, t.lang)).plain(),
            more: t.plain("home-returned-more"),
            link: Some(fixed(t, "home-returned-link", "home-returned-more", href)),
        },
        Task::Training { name, standing, remedy } => Line {
            heading: name.clone(),
            state: standing_words(t, *standing),
            more: remedy.clone(),
            link: None,
        },
        Task::RoleEnds { title, at, on } => {
            role(t, title, at, t.text("home-role-ends").put("date", dates::day(*on, t.lang)).plain())
        }
        Task::RoleStarts { title, at, on } => {
            role(t, title, at, t.text("home-role-starts").put("date", dates::day(*on, t.lang)).plain())
        }
        Task::Named { count } => Line {
            heading: t.plain("home-named"),
            state: t.text("home-named-count").put("count", *count).plain(),
            more: t.plain("home-named-more"),
            link: Some(fixed(t, "home-named-link", "home-named-more", "/contacts/nominations")),
        },
        Task::Starting { count } => Line {
            heading: t.plain("home-starting"),
            state: match *count > MOST_BEGINNERS {
                true => t.text("home-starting-many").put("count", MOST_BEGINNERS).plain(),
                false => t.text("home-starting-count").put("count", *count).plain(),
            },
            more: t.plain("home-starting-more"),
            link: Some(fixed(t, "home-starting-link", "home-starting-more", "/rollouts/starting")),
        },
        Task::Unread => Line {
            heading: t.plain("home-unread"),
            state: t.plain("home-unread-state"),
            more: t.plain("home-unread-more"),
            link: Some(fixed(t, "home-unread-link", "home-unread-more", returned_mail::PAGE)),
        },
        Task::FileOut { words, at, taken_on, address } => Line {
            heading: t.text("home-file").put("words", words.as_str()).plain(),
            state: t
                .text("home-file-taken")
                .put("place", at.as_str())
                .put("date", dates::day(*taken_on, t.lang))
                .plain(),
            more: t.plain("home-file-more"),
            link: Some(fixed(t, "home-file-link", "home-file-more", address)),
        },
    }
}

fn role(t: &Words, title: &str, at: &str, state: String) -> Line {
    let heading = t.text("home-role").put("title", title).put("place", at).plain();
    Line { heading, state, more: t.plain("home-role-more"), link: None }
}

fn standing_words(t: &Words, standing: Standing) -> String {
    match standing {
        Standing::Missing => t.plain("home-missing"),
        Standing::Pending => t.plain("home-pending"),
        Standing::Due(on) => t.text("home-due").put("date", dates::day(on, t.lang)).plain(),
        Standing::Grace(on) => t.text("home-grace").put("date", dates::day(on, t.lang)).plain(),
        Standing::Expired(on) => t.text("home-expired").put("date", dates::day(on, t.lang)).plain(),
        Standing::Valid(_) => t.plain("home-valid"),
    }
}

fn links(t: &Words, board: &Board) -> Vec<Link> {
    let own = board.own.iter().map(|unit| Link {
        words: unit.name.clone(),
        href: format!("/organisation/{}", unit.slug),
        more: t.plain("home-own-more"),
    });
    let members = board.members_of.iter().map(|unit| Link {
        words: t.text("home-members").put("place", unit.name.clone()).plain(),
        href: format!("/organisations/{}/members", unit.slug),
        more: t.plain("home-members-more"),
    });
    let mut links: Vec<Link> = own.chain(members).collect();
    if board.sees_many_organisations {
        links.push(fixed(t, "home-organisations", "home-organisations-more", "/organisations"));
    }
    if board.all_downloads {
        links.push(fixed(t, "home-downloads-all", "home-downloads-all-more", "/downloads"));
    }
    links.extend(board.downloads_of.iter().map(|unit| Link {
        words: t.text("home-downloads").put("place", unit.name.clone()).plain(),
        href: format!("/organisations/{}/downloads", unit.slug),
        more: t.plain("home-downloads-more"),
    }));
    if board.sets_policy {
        links.push(fixed(t, "home-policy", "home-policy-more", "/settings/own-records"));
    }
    links.push(fixed(t, "home-account", "home-account-more", "/account"));
    links.push(fixed(t, "home-help", "home-help-more", "/help"));
    links
}

fn fixed(t: &Words, words: &str, more: &str, href: &str) -> Link {
    Link { words: t.plain(words), href: href.to_owned(), more: t.plain(more) }
}
