//! The page frame and what every page stands on. No domain: nobody here knows a member or a role.
//!
//! How a page is made is told in docs/pages.md. In short: a handler takes a [`Visit`] (and a [`Form`] when something is
//! sent), fills a template that extends `frame.html`, and answers `Result<Response, Stop>`. [`guard`] wraps all routes.

pub mod assets;
pub mod components;
mod compress;
pub mod cookies;
mod csrf;
mod errors;
mod flash;
pub mod forms;
pub mod frame;
mod guard;
pub mod headers;
pub mod list;
pub mod look;
pub mod passwords;
pub mod secret;
pub mod session;
mod site;
pub mod text;
mod visit;

pub use errors::{Refused, Stop};
pub use forms::{Errors, Form, Upload};
pub use frame::{Chrome, Frame, NavItem, Page};
pub use guard::guard;
pub use site::Site;
pub use visit::Visit;
