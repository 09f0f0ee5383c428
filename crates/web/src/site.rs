//! What is the same for every page of one installation.

use std::fmt;
use std::sync::Arc;

use crate::text::{Catalogue, Lang, Words};

/// Made once when the program starts, and given to [`crate::guard`].
#[derive(Clone)]
pub struct Site {
    /// The federation's name, in the header of every page and in its title.
    pub name: String,
    /// Pages come over https (also behind a proxy): cookies are `Secure` with the `__Host-` prefix, and HSTS is sent.
    pub https: bool,
    /// Added to cookie names, so that several federations can run on one host with different ports.
    pub cookie_suffix: String,
    /// Signs form tokens and flash messages. From the configuration, or made when the data folder is made.
    pub key: [u8; 32],
    pub catalogue: Arc<Catalogue>,
    /// Where "Get help" leads.
    pub help: String,
    /// The most that a form may hold, in bytes.
    pub form_limit: usize,
    /// How long a page may take, in seconds.
    pub patience: u64,
}

impl Site {
    pub fn new(name: impl Into<String>, key: [u8; 32], catalogue: Arc<Catalogue>) -> Self {
        Self {
            name: name.into(),
            https: false,
            cookie_suffix: String::new(),
            key,
            catalogue,
            help: "/help".into(),
            form_limit: 256 * 1024,
            patience: 60,
        }
    }

    pub fn words(&self, lang: Lang) -> Words {
        Words::new(self.catalogue.clone(), lang)
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("name", &self.name).finish_non_exhaustive()
    }
}
