//! What a signed-in person finds first, and the doors that lead on.

pub mod demo_front;
pub mod health;
pub mod help;
pub mod organisations;

use federation::visit::Routes;
use web::text::Texts;

/// The sentences of this crate, a folder each.
pub const TEXTS: &[Texts] = &[
    Texts { en: include_str!("help/en.ftl"), cy: include_str!("help/cy.ftl") },
    Texts { en: include_str!("organisations/en.ftl"), cy: include_str!("organisations/cy.ftl") },
    Texts { en: include_str!("demo_front/en.ftl"), cy: "" },
];

/// All pages of this crate.
pub fn routes() -> Routes {
    health::routes().merge(help::routes()).merge(organisations::routes()).merge(demo_front::routes())
}
