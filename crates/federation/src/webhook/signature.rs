//! Standard Webhooks (standardwebhooks.com): the receiver knows by it who sends, and that nothing was changed or is old.

use crate::sealing::SealingError;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

const PREFIX: &str = "whsec_";

/// What the owner gives to the receiver.
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    pub fn random() -> Result<Self, SealingError> {
        Ok(Self(Zeroizing::new(crate::sealing::random_bytes::<32>()?.to_vec())))
    }

    pub fn of(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn reveal(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    /// The value of `webhook-signature`.
    pub fn sign(&self, id: &str, at: i64, body: &[u8]) -> String {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0).expect("HMAC takes any key length");
        mac.update(format!("{id}.{at}.").as_bytes());
        mac.update(body);
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}
