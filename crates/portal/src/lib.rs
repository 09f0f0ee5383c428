//! What a signed-in person finds first, and the doors that lead on.

pub mod demo_front;
pub mod health;
pub mod help;
pub mod home;
pub mod organisations;

use federation::visit::Routes;
use web::text::Texts;

/// The sentences of this crate, a folder each.
pub const TEXTS: &[Texts] = &[
    Texts { en: include_str!("help/en.ftl"), cy: include_str!("help/cy.ftl") },
    Texts { en: include_str!("home/en.ftl"), cy: include_str!("home/cy.ftl") },
    Texts { en: include_str!("organisations/en.ftl"), cy: include_str!("organisations/cy.ftl") },
    Texts { en: include_str!("demo_front/en.ftl"), cy: include_str!("demo_front/cy.ftl") },
];

/// All pages of this crate.
pub fn routes() -> Routes {
    home::routes()
        .merge(health::routes())
        .merge(help::routes())
        .merge(organisations::routes())
        .merge(demo_front::routes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_sentence_that_a_page_asks_for_is_there_and_none_is_left_over() {
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert_eq!(web::text::check::faults(&source, crate::TEXTS, web::text::TEXTS), Vec::<String>::new());
    }
}
