//! Changing how one signs in wants a sign-in of just now.

use super::rule::Password;
use crate::account::{Recipient, change};
use crate::second_factor::{self, Has};
use crate::visit::{PageError, Signed, Visit};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::{SignedDuration, Timestamp};

const FRESH: SignedDuration = SignedDuration::from_mins(15);

pub fn is_fresh(signed_in_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(signed_in_at) <= FRESH
}

/// Whoever is signed in, with what they sign in with.
pub struct Mine {
    pub me: Recipient,
    pub has: Has,
    pub password: Password,
}

pub enum Fresh {
    Yes(Box<Signed<Mine>>),
    /// To the sign-in page, and back to `back`.
    No(Response),
}

pub async fn fresh(visit: &Visit, back: &str) -> Result<Fresh, PageError> {
    let signed = visit
        .before_second_factor()
        .read(|tx, actor| {
            let me = Recipient::of(tx, actor.person)?.ok_or(PageError::Invisible)?;
            let has = second_factor::has(tx, actor.account)?;
            let password = match change::password_hash(tx, actor.account)? {
                Some(_) => Password::Set,
                None => Password::Never,
            };
            Ok(Mine { me, has, password })
        })
        .await?;
    if is_fresh(signed.session.created_at, visit.app().clock.now()) {
        return Ok(Fresh::Yes(Box::new(signed)));
    }
    let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    Ok(Fresh::No(Redirect::to(&format!("/sign-in?again=yes&back={back}")).into_response()))
}
