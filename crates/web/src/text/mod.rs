//! Every sentence that a page shows, in English and in Welsh.
//!
//! Each feature keeps its sentences in `en.ftl` beside its pages, and in `cy.ftl` when it has Welsh (Project Fluent;
//! plural forms by the language's own rules: Welsh has six). A crate names its folders once:
//!
//! ```text
//! pub const TEXTS: &[web::text::Texts] = &[web::text::Texts {
//!     en: include_str!("members/en.ftl"),
//!     cy: include_str!("members/cy.ftl"),
//! }];
//! ```
//!
//! and the program joins them into one [`Catalogue`]. In a template: `{{ t.text("members-title") }}`,
//! `{{ t.text("members-found").put("count", count) }}`. A sentence that has no Welsh yet shows in English and says so
//! to the screen reader (`<span lang="en">`).
//!
//! What may go wrong: a key that is nowhere, or nowhere used. [`check::faults`] finds both in a test.

mod catalogue;
pub mod check;
mod phrase;
#[cfg(test)]
mod tests;

pub use catalogue::{Catalogue, Lang, Texts};
pub use fluent_bundle::FluentArgs;
pub use phrase::{AsValue, Phrase, Words};

/// The sentences of the frame, the errors and the lists.
pub const TEXTS: &[Texts] = &[
    Texts { en: include_str!("../frame/en.ftl"), cy: include_str!("../frame/cy.ftl") },
    Texts { en: include_str!("../errors/en.ftl"), cy: include_str!("../errors/cy.ftl") },
    Texts { en: include_str!("../list/en.ftl"), cy: include_str!("../list/cy.ftl") },
    Texts { en: include_str!("../components/en.ftl"), cy: include_str!("../components/cy.ftl") },
];
