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
