//! The proof that the chain is whole, a bounded piece for each press, and the checkpoint to keep elsewhere.

use crate::access::{self, ReadJournal};
use crate::journal::{self, Broken, Checkpoint};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use web::components::{Button, InsetText, WarningText};
use web::{Form, Frame};

/// So many entries are read in about two seconds.
const MOST: i64 = 500_000;

#[derive(Template)]
#[template(path = "journal_pages/verification.html")]
struct VerificationPage {
    frame: Frame,
    said: Option<InsetText>,
    broken: Option<WarningText>,
    from: Checkpoint,
    press: Button,
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    let signed =
        visit.read(|tx, actor| Ok(access::right_anywhere::<ReadJournal>(tx, actor).map(drop)?)).await?;
    page(&signed, None)
}

pub(super) async fn verify(visit: Visit, form: Form) -> Result<Response, PageError> {
    let signed =
        visit.read(|tx, actor| Ok(access::right_anywhere::<ReadJournal>(tx, actor).map(drop)?)).await?;
    let from = match form.get("seq").parse::<i64>() {
        Ok(seq) if seq > 0 => Checkpoint { seq, hash: form.get("hash").to_owned() },
        _ => Checkpoint::start(),
    };
    let most = MOST;
    // Long: on a connection of its own, so that pages go on.
    let walked = visit
        .app()
        .db
        .read_apart(move |tx| -> Result<_, Broken> {
            let reached = journal::verify_after(tx, &from, most)?;
            Ok((reached, journal::end(tx)?))
        })
        .await;
    match walked {
        Err(Broken::Store(error)) => Err(error.into()),
        other => page(&signed, Some(other)),
    }
}

type Walked = Result<(Checkpoint, Checkpoint), Broken>;

fn page(signed: &Signed<()>, walked: Option<Walked>) -> Result<Response, PageError> {
    let t = signed.text();
    let (mut said, mut broken, mut from, mut press) = (None, None, Checkpoint::start(), "journal-verify");
    match walked {
        Some(Ok((reached, end))) => {
            let whole = reached.seq == end.seq;
            let key = if whole { "journal-whole" } else { "journal-whole-so-far" };
            let count = reached.seq.unsigned_abs();
            said = Some(InsetText::new(t.text(key).put("count", count).put("hash", reached.hash.as_str())));
            if !whole {
                (from, press) = (reached, "journal-verify-on");
            }
        }
        Some(Err(fault)) => {
            let words = match fault {
                Broken::Gap(seq) => t.text("journal-broken-gap").put("seq", seq.to_string()),
                Broken::NotLinked(seq) => t.text("journal-broken-link").put("seq", seq.to_string()),
                Broken::Changed(seq) => t.text("journal-broken-changed").put("seq", seq.to_string()),
                Broken::Store(_) => t.text("journal-broken-link").put("seq", "?"),
            };
            broken = Some(WarningText::new(t.plain("journal-warning"), words));
        }
        None => {}
    }
    VerificationPage {
        frame: signed
            .frame(t.plain("journal-verification"))
            .under([(t.plain("journal-title").as_str(), "/journal")]),
        said,
        broken,
        from,
        press: Button::primary(t.text(press)),
    }
    .answer()
}

/// The end of the chain as a file: whoever keeps it elsewhere can tell later that nothing before it was rewritten.
pub(super) async fn checkpoint(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            access::right_anywhere::<ReadJournal>(tx, actor)?;
            Ok(journal::end(tx)?)
        })
        .await?;
    let end = &signed.value;
    let file = json!({
        "federation": visit.app().settings.name,
        "sequence": end.seq,
        "sha256": end.hash,
        "taken_at": visit.app().clock.now().to_string(),
    });
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"journal-checkpoint-{}.json\"", end.seq),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, format!("{file:#}\n")).into_response())
}
