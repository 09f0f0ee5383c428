//! A sentence that survives one redirect, signed so that nobody can put words in our mouth.

use axum::http::HeaderMap;

use crate::{Site, cookies, secret};

pub(crate) struct Flash {
    pub text: String,
}

impl Flash {
    pub fn of(site: &Site, headers: &HeaderMap) -> Option<Self> {
        let value = cookies::read(headers, &cookies::name(site, "flash"))?;
        let bytes = secret::decode(value)?;
        let (signature, text) = bytes.split_at_checked(32)?;
        let good = secret::same(signature, &secret::sign(&site.key, "flash", text));
        good.then(|| String::from_utf8(text.to_vec()).ok()).flatten().map(|text| Self { text })
    }

    pub fn to_cookie(&self, site: &Site) -> String {
        let text: String = self.text.chars().take(600).collect();
        let mut bytes = secret::sign(&site.key, "flash", text.as_bytes()).to_vec();
        bytes.extend_from_slice(text.as_bytes());
        secret::encode(&bytes)
    }
}
