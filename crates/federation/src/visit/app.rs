//! What all pages share: the installation, the hasher, the site. Made once.

use super::Calls;
use crate::account::Letterhead;
use crate::account::hashing::{Hasher, HashingError};
use crate::bounce::{Mailbox, Unusable, roots};
use crate::installation::Installation;
use crate::mail::{Outbox, Relay, RelayError, ReturnPath};
use crate::passkey::Relying;
use std::ops::Deref;
use std::sync::Arc;
use web::Site;
use web::text::Catalogue;

/// Cheap to clone; every handler may take it as `State<App>`.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    installation: Installation,
    hasher: Hasher,
    site: Site,
    outbox: Outbox,
    calls: Calls,
    relying: Option<Relying>,
}

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error(transparent)]
    Hashing(#[from] HashingError),
    #[error(transparent)]
    Relay(#[from] RelayError),
    #[error(transparent)]
    Mailbox(#[from] Unusable),
    #[error("bounces.hook_secret is too short: give 24 letters or more that nobody can guess")]
    HookSecret,
}

impl App {
    /// `catalogue`: the sentences of all crates.
    pub fn new(installation: Installation, catalogue: Arc<Catalogue>) -> Result<Self, AppError> {
        Self::with_hasher(installation, catalogue, Hasher::new()?)
    }

    pub fn with_hasher(
        installation: Installation,
        catalogue: Arc<Catalogue>,
        hasher: Hasher,
    ) -> Result<Self, AppError> {
        let settings = &installation.settings;
        let mut site = Site::new(settings.name.clone(), installation.secret.derive("forms"), catalogue);
        site.https = settings.base_url.starts_with("https://");
        site.cookie_suffix = cookie_suffix(&settings.base_url);
        let outbox = match (&settings.smtp, settings.demo.is_some()) {
            (Some(url), _) => {
                let back = ReturnPath::new(&installation.secret, settings.bounces.address.as_deref())?;
                Outbox::Relay(Relay::new(url, &settings.mail_from)?.returning(back))
            }
            (None, true) => Outbox::Capture,
            (None, false) => Outbox::Nowhere,
        };
        if let Some(address) = &settings.bounces.imap {
            Mailbox::parse(address)?;
        }
        roots(settings.bounces.imap_certificate.as_deref())?;
        if settings.bounces.hook_secret.as_ref().is_some_and(|secret| secret.len() < 24) {
            return Err(AppError::HookSecret);
        }
        let relying = Relying::of(&settings.base_url, &settings.name);
        let calls = Calls::default();
        Ok(Self(Arc::new(Inner { installation, hasher, site, outbox, calls, relying })))
    }

    pub fn installation(&self) -> &Installation {
        &self.0.installation
    }

    pub fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }

    pub fn site(&self) -> &Site {
        &self.0.site
    }

    pub fn outbox(&self) -> &Outbox {
        &self.0.outbox
    }

    /// What passkeys are made for; none where the address of the installation allows none.
    pub fn relying(&self) -> Option<&Relying> {
        self.0.relying.as_ref()
    }

    /// How often programs called.
    pub fn calls(&self) -> &Calls {
        &self.0.calls
    }

    pub fn letterhead(&self) -> Letterhead {
        let settings = &self.settings;
        Letterhead {
            federation: settings.name.clone(),
            base_url: settings.base_url.clone(),
            zone: self.zone.clone(),
            catalogue: self.0.site.catalogue.clone(),
        }
    }
}

impl Deref for App {
    type Target = Installation;

    fn deref(&self) -> &Installation {
        &self.0.installation
    }
}

/// Browsers do not tell ports of one host apart: two federations on one machine need cookies of their own.
fn cookie_suffix(base_url: &str) -> String {
    let host = base_url.split("://").nth(1).unwrap_or_default().split('/').next().unwrap_or_default();
    let port = host.rsplit_once(':').map(|(_, port)| port).filter(|p| p.bytes().all(|b| b.is_ascii_digit()));
    port.map(|port| format!("-{port}")).unwrap_or_default()
}
