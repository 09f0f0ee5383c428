//! The texts that come with the program. They are read where they lie: a federation that wants other words keeps its
//! own template under another name.

use super::Words;

pub struct Shipped {
    /// Stands in forms.
    pub key: &'static str,
    /// Key of its name.
    pub words: &'static str,
    texts: [(&'static str, &'static str); 2],
}

pub const ALL: [Shipped; 3] = [
    Shipped {
        key: "portal-notice",
        words: "message-shipped-portal",
        texts: [
            ("en", include_str!("shipped/portal-notice.en.md")),
            ("cy", include_str!("shipped/portal-notice.cy.md")),
        ],
    },
    Shipped {
        key: "annual-meeting",
        words: "message-shipped-meeting",
        texts: [
            ("en", include_str!("shipped/annual-meeting.en.md")),
            ("cy", include_str!("shipped/annual-meeting.cy.md")),
        ],
    },
    Shipped {
        key: "details-check",
        words: "message-shipped-details",
        texts: [
            ("en", include_str!("shipped/details-check.en.md")),
            ("cy", include_str!("shipped/details-check.cy.md")),
        ],
    },
];

impl Shipped {
    /// The first line is the subject.
    pub fn read(&self) -> Words {
        self.texts.iter().fold(Words::default(), |words, (language, text)| {
            let (subject, body) = text.split_once('\n').unwrap_or((text, ""));
            words.with(language, subject.trim(), body.trim())
        })
    }
}

pub fn of(key: &str) -> Option<&'static Shipped> {
    ALL.iter().find(|s| s.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::run::Class;

    #[test]
    fn each_text_that_ships_can_be_read_in_both_languages() {
        for shipped in &ALL {
            let words = shipped.read();
            assert_eq!(words.faults().len(), 0, "{}: {:?}", shipped.key, words.faults());
            let read = words.ready(Class::Service).read().expect("it can be read");
            assert_eq!(read.keys().collect::<Vec<_>>(), ["cy", "en"], "{}", shipped.key);
        }
    }
}
