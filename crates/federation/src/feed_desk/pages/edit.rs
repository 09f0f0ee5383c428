//! Another place, token, query or hour for a list that is there.

use super::entries::{self, Entries, Kind};
use super::fields::{self, Kept};
use super::{address, found};
use crate::feed::{self, Feed, Places, Source};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Html};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "feed_desk/edit.html")]
struct EditPage {
    frame: Frame,
    address: String,
    /// What only the command line may change.
    path: Option<String>,
    fields: Html,
    send: Button,
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let signed = visit.read(move |tx, actor| found(tx, actor, &id)).await?;
    let entries = Entries::of(&signed.value);
    form(&visit, &signed, &entries, &Errors::default())
}

fn form(
    visit: &Visit,
    signed: &Signed<Feed>,
    entries: &Entries,
    errors: &Errors,
) -> Result<Response, PageError> {
    let (t, feed) = (signed.text(), &signed.value);
    let places = Places::of(&visit.app().settings);
    let kept = match &feed.source {
        Source::Web { token: Some(_), .. } => Kept::Token,
        _ => Kept::Nothing,
    };
    let fields = match Kind::of(&feed.source) {
        Some(kind) => fields::fields(&t, kind, entries, &places, errors, kept),
        None => fields::hour(&t, entries, errors).into(),
    };
    let path = match &feed.source {
        Source::Path(_) => Some(t.plain("feeds-path-fixed")),
        _ => None,
    };
    EditPage {
        frame: signed
            .frame(t.text("feeds-edit-title").put("feed", feed.name.as_str()).plain())
            .back(address(feed))
            .errors(errors),
        address: address(feed),
        path,
        fields,
        send: Button::primary(t.text("feeds-save")),
    }
    .answer()
}

pub async fn change(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let wanted = id.clone();
    let signed = visit.read(move |tx, actor| found(tx, actor, &wanted)).await?;
    let (t, feed, house) = (signed.text(), &signed.value, visit.app().installation());
    let (entries, mut errors) = (Entries::typed(&form), Errors::default());
    entries.check_hour(&t, &mut errors);
    let source = match Kind::of(&feed.source) {
        Some(kind) => entries.source(kind, form.get("token"), Some(&feed.source), &house.secret)?,
        None => Ok(feed.source.clone()),
    };
    let source = source.and_then(|s| s.check(&Places::of(&house.settings)).map(|()| s));
    let source = match source {
        Ok(source) if errors.is_empty() => source,
        other => {
            if let Err(error) = other {
                errors.add(entries::field_of(error), error.to_string());
            }
            return self::form(&visit, &signed, &entries, &errors);
        }
    };
    let at = entries.at.clone();
    let changed = visit
        .act(move |tx, actor, stamp| {
            let feed = found(tx, actor, &id)?;
            feed::change(tx, stamp, actor.person, feed.id, &source, &at)?;
            Ok(address(&feed))
        })
        .await?;
    visit.flash(t.plain("feeds-saved"));
    Ok(Redirect::to(&changed.value).into_response())
}
