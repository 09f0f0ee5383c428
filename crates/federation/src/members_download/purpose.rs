//! Why somebody takes people's data out: a reason from a list, and in their own words what exactly for.

/// A reason as data: what it lets through, and which columns it suggests.
#[derive(Debug, PartialEq, Eq)]
pub struct Reason {
    pub key: &'static str,
    /// Its words in the catalogue.
    pub words: &'static str,
    pub post: Post,
    /// Columns ticked at first; the name always is.
    pub columns: &'static [&'static str],
}

/// Whether a person's "no post" counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    /// Whoever said no gets no label.
    AsWished,
    /// What every member must be told, whatever they wish: notice of a meeting, the end of a membership.
    Everybody,
}

/// In the order in which they are offered.
pub const REASONS: &[Reason] = &[
    reason("newsletter", "download-reason-newsletter", Post::AsWished, &["email"]),
    reason("event", "download-reason-event", Post::AsWished, &["email", "phone"]),
    reason("renewal", "download-reason-renewal", Post::Everybody, &["number", "paid_until", "email"]),
    reason("notice", "download-reason-notice", Post::Everybody, &["email"]),
    reason(
        "letter",
        "download-reason-letter",
        Post::Everybody,
        &["title", "street", "street2", "street3", "town", "postcode"],
    ),
    reason(
        "records",
        "download-reason-records",
        Post::AsWished,
        &["number", "category", "state", "town", "postcode"],
    ),
    reason("other", "download-reason-other", Post::AsWished, &[]),
];

const fn reason(
    key: &'static str,
    words: &'static str,
    post: Post,
    columns: &'static [&'static str],
) -> Reason {
    Reason { key, words, post, columns }
}

impl Reason {
    pub fn find(key: &str) -> Option<&'static Reason> {
        REASONS.iter().find(|r| r.key == key)
    }
}

/// A reason with its words: without both nothing leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    pub reason: &'static Reason,
    pub words: String,
}

/// Fewer characters say nothing to whoever reads the register.
pub const LEAST_WORDS: usize = 5;
pub const MOST_WORDS: usize = 300;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PurposeRefused {
    #[error("Choose the reason from the list: newsletter, event, renewal, notice, letter, records or other")]
    NoReason,
    #[error("Say in a few words what exactly it is for")]
    NoWords,
    #[error("Say it in 300 characters or fewer")]
    TooManyWords,
}

impl PurposeRefused {
    pub fn words_key(self) -> &'static str {
        match self {
            PurposeRefused::NoReason => "download-reason-missing",
            PurposeRefused::NoWords => "download-words-missing",
            PurposeRefused::TooManyWords => "download-words-many",
        }
    }
}

impl Purpose {
    pub fn of(reason: &str, words: &str) -> Result<Self, PurposeRefused> {
        let reason = Reason::find(reason).ok_or(PurposeRefused::NoReason)?;
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        match words.chars().count() {
            0..LEAST_WORDS => Err(PurposeRefused::NoWords),
            n if n > MOST_WORDS => Err(PurposeRefused::TooManyWords),
            _ => Ok(Self { reason, words }),
        }
    }
}
