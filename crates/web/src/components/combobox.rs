//! What makes a control a combobox where scripts run (`assets/js/combobox.ts`): one types a part of the words that one
//! looks for. Without scripts the control stays what it is.

use super::html::Attributes;
use crate::text::Words;

/// Above so many entries a list is searched by typing; a shorter one is quicker in the browser's own control.
pub(super) const SEARCHED_ABOVE: usize = 12;

/// The words that the script says.
pub(super) fn words(attributes: &mut Attributes, t: &Words) {
    for (name, key) in
        [("fit", "choose-fit"), ("none", "choose-none"), ("all", "choose-all"), ("kept", "choose-kept")]
    {
        attributes.set(format!("data-says-{name}"), t.plain(key));
    }
}

#[cfg(test)]
mod tests {
    use crate::components::{Input, Select};
    use crate::text::{Catalogue, Lang, TEXTS, Words};
    use std::sync::Arc;

    #[test]
    fn only_a_long_list_is_searched_and_each_says_its_words_in_the_language_of_the_page() {
        let catalogue = Arc::new(Catalogue::new(TEXTS).expect("the texts are sound"));
        let t = Words::new(catalogue, Lang::Welsh);
        let list = |n: usize| (0..n).fold(Select::new("role", "Role"), |s, n| s.option(n.to_string(), "x"));
        assert!(!list(super::SEARCHED_ABOVE).searched(&t).to_string().contains("data-"));
        let long = list(super::SEARCHED_ABOVE + 1).searched(&t).to_string();
        assert!(long.contains(" data-searched ") && long.contains("Dangos pob dewis"), "{long}");
        let place = Input::new("within", "In").suggests(&t, "/places").means("within", "a\"b").to_string();
        assert!(place.contains("data-suggests=\"/places\"") && !place.contains("a\"b"), "{place}");
    }
}
