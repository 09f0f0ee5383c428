//! What is typed to set a list up or to change it, and what will not do.

use crate::feed::{self, Feed, Source, SourceError, Token};
use crate::sealing::Secret;
use crate::visit::PageError;
use web::text::Words;
use web::{Errors, Form};

const LONGEST_NAME: usize = 80;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Folder,
    Web,
    Query,
}

impl Kind {
    pub const ALL: [(Kind, &str, &str); 3] = [
        (Kind::Folder, "folder", "feeds-kind-folder"),
        (Kind::Web, "web", "feeds-kind-web"),
        (Kind::Query, "query", "feeds-kind-query"),
    ];

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, w, _)| *w == word).map(|(kind, ..)| *kind)
    }

    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, word, _)| word)
    }

    /// None for a path that only the command line may name.
    pub fn of(source: &Source) -> Option<Self> {
        match source {
            Source::Path(_) => None,
            Source::Folder { .. } => Some(Kind::Folder),
            Source::Web { .. } => Some(Kind::Web),
            Source::Query { .. } => Some(Kind::Query),
        }
    }
}

/// As it was typed. The token is not among it: it is not shown again.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    pub name: String,
    pub place: String,
    pub file: String,
    pub url: String,
    pub header: String,
    pub query: String,
    pub source: String,
    pub at: String,
}

impl Entries {
    pub fn typed(form: &Form) -> Self {
        let of = |name: &str| form.get(name).to_owned();
        Self {
            name: of("name"),
            place: of("place"),
            file: of("file"),
            url: of("url"),
            header: of("header"),
            query: of("query"),
            source: of("source"),
            at: of("at"),
        }
    }

    pub fn of(feed: &Feed) -> Self {
        let mut entries = Self { name: feed.name.clone(), at: feed.at.clone(), ..Self::default() };
        match feed.source.clone() {
            Source::Path(_) => {}
            Source::Folder { place, pattern } => (entries.place, entries.file) = (place, pattern),
            Source::Query { place, sql } => (entries.place, entries.query) = (place, sql),
            Source::Web { url, token } => {
                entries.url = url;
                entries.header = token.and_then(|t| t.header).unwrap_or_default();
            }
        }
        entries
    }

    /// The source that they mean; `token` is what was typed for one, `kept` the source before.
    pub fn source(
        &self,
        kind: Kind,
        token: &str,
        kept: Option<&Source>,
        secret: &Secret,
    ) -> Result<Result<Source, SourceError>, PageError> {
        Ok(Ok(match kind {
            Kind::Folder => Source::Folder { place: self.place.clone(), pattern: self.file.clone() },
            Kind::Query => Source::Query { place: self.place.clone(), sql: self.query.clone() },
            Kind::Web => {
                let header = Some(self.header.clone()).filter(|h| !h.is_empty());
                let url = self.url.clone();
                let token = match token {
                    "" => match kept_token(&url, kept) {
                        Ok(token) => token.map(|sealed| Token { header, sealed }),
                        Err(error) => return Ok(Err(error)),
                    },
                    plain => match feed::check_token(plain) {
                        Ok(()) => Some(Token::seal(secret, header, plain)?),
                        Err(error) => return Ok(Err(error)),
                    },
                };
                Source::Web { url, token }
            }
        }))
    }

    pub fn check(&self, t: &Words, errors: &mut Errors) {
        if self.name.is_empty() || self.name.chars().count() > LONGEST_NAME {
            errors.add("name", t.text("feeds-no-name"));
        }
        self.check_hour(t, errors);
    }

    pub fn check_hour(&self, t: &Words, errors: &mut Errors) {
        if feed::hour(&self.at).is_none() {
            errors.add("at", t.text("feeds-no-hour"));
        }
    }
}

/// A token that is kept goes to the machine that it was given for, and to no other.
fn kept_token(url: &str, kept: Option<&Source>) -> Result<Option<Vec<u8>>, SourceError> {
    let Some(before @ Source::Web { token: Some(token), .. }) = kept else { return Ok(None) };
    let now = Source::Web { url: url.to_owned(), token: None };
    if now.origin() == before.origin() { Ok(Some(token.sealed.clone())) } else { Err(SourceError::OtherHost) }
}

/// The field at which a source's fault is said.
pub fn field_of(error: SourceError) -> &'static str {
    match error {
        SourceError::NoPlace | SourceError::NoFolder | SourceError::NoDatabase => "place",
        SourceError::Pattern => "file",
        SourceError::Address(_) => "url",
        SourceError::Header => "header",
        SourceError::Token | SourceError::OtherHost => "token",
        SourceError::NoQuery => "query",
    }
}
