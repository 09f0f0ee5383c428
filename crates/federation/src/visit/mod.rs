//! One request of somebody: who they are, what they may do today, and the one hop to the database in which a page reads
//! or changes what it shows. Pages of all features stand on this.
//!
//! A feature gives its [`Routes`]; each says in its row who may come, so that a test can walk them all. A handler takes
//! a [`Visit`] and calls [`Visit::read`] or [`Visit::act`]: session, person and rights are loaded in the same
//! transaction as the page's own work, and whoever may not come never reaches it.
//!
//! ```ignore
//! async fn list(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
//!     let signed = visit.read(move |tx, actor| queries::page(tx, actor, &slug)).await?;
//!     ListPage { frame: signed.frame("Members"), rows: signed.value }.answer()
//! }
//! ```
//!
//! What may go wrong, and what happens then:
//! * No session, or one that ended: a GET leads to the sign-in page and back; a POST meets the sign-in page with what
//!   was typed kept, sealed, and goes on after it.
//! * A role of theirs asks for a second step at signing in and there is none: every page leads to the one that sets it up.
//! * The last appointment ended meanwhile: the session ends with the request that finds out.
//! * A page that changes something must be a POST, take `web::Form` (which checks the token) and call [`Visit::act`].

mod app;
mod calls;
mod error;
mod gate;
pub mod kept;
mod left_out;
mod nav;
mod passkey_press;
mod place;
mod present;
mod routes;
mod signed;

pub use app::App;
pub use calls::Calls;
pub use error::{Answer, PageError, SignInFirst};
pub use gate::{Gate, passkey_button, password_field};
pub use left_out::{left_out_of_them, left_out_words};
pub use passkey_press::{Passkey, PasskeyPress, asked};
pub use place::{local_path, place_of};
pub use present::Present;
pub use routes::{Method, Routes, Row, Who};
pub use signed::{Signed, Visit};

#[cfg(test)]
mod tests;
