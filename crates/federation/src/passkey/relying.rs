//! The two ceremonies of WebAuthn, as one origin speaks them. What has to be remembered between question and answer
//! travels sealed in the page: it lasts five minutes and is spent with the answer.

use super::{Fault, Held, Refused};
use crate::account::{AccountId, Recipient};
use crate::sealing::{self, Secret};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Identifier;
use url::Url;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, Webauthn, WebauthnBuilder,
};

pub const VALID: SignedDuration = SignedDuration::from_mins(5);
const PURPOSE: &str = "passkey ceremony";

/// This installation, as browsers and authenticators know it.
pub struct Relying(Webauthn);

/// What the browser is asked, and what comes back with its answer.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    pub options: serde_json::Value,
    pub sealed: String,
}

#[derive(Serialize, Deserialize)]
struct Started<S> {
    /// None: whoever it turns out to be.
    account: Option<AccountId>,
    at: Timestamp,
    state: S,
}

/// What a browser answered, before it is known whether it is right.
pub struct Shown {
    pub(super) state: DiscoverableAuthentication,
    pub(super) answer: PublicKeyCredential,
    pub(super) challenge: [u8; 32],
}

impl Relying {
    /// None where no browser takes part: an address of numbers instead of a name. The machine's own is called localhost.
    pub fn of(base_url: &str, name: &str) -> Option<Self> {
        let mut origin = Url::parse(base_url).ok()?;
        let own = match origin.host()? {
            url::Host::Ipv4(ip) => ip.is_loopback(),
            url::Host::Ipv6(ip) => ip.is_loopback(),
            url::Host::Domain(_) => false,
        };
        if own {
            origin.set_host(Some("localhost")).ok()?;
        }
        let id = origin.domain()?.to_owned();
        WebauthnBuilder::new(&id, &origin).ok()?.rp_name(name).build().ok().map(Self)
    }

    /// Asks for a passkey that is found without an address, and that checks who holds it.
    pub fn ask_new(
        &self,
        secret: &Secret,
        now: Timestamp,
        to: &Recipient,
        held: &[Held],
    ) -> Result<Question, Fault> {
        let id = Uuid::from_bytes(to.account.bytes());
        let known = held.iter().map(|one| one.credential.cred_id().clone()).collect();
        let (options, state) =
            self.0.start_passkey_registration(id, &to.address, &to.name.spoken(), Some(known))?;
        let mut options = serde_json::to_value(options)?;
        let wish = &mut options["publicKey"]["authenticatorSelection"];
        wish["residentKey"] = "required".into();
        wish["requireResidentKey"] = true.into();
        question(secret, options, Started { account: Some(to.account), at: now, state })
    }

    pub fn take_new(
        &self,
        secret: &Secret,
        now: Timestamp,
        account: AccountId,
        sealed: &str,
        answer: &str,
    ) -> Result<(Passkey, [u8; 32]), Refused> {
        let (started, challenge) = reopen::<PasskeyRegistration>(secret, now, Some(account), sealed)?;
        let answer: RegisterPublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| Refused::Unreadable)?;
        let passkey = self.0.finish_passkey_registration(&answer, &started).map_err(|_| Refused::Wrong)?;
        Ok((passkey, challenge))
    }

    /// Asks whoever is there for a passkey of theirs.
    pub fn ask_known(&self, secret: &Secret, now: Timestamp) -> Result<Question, Fault> {
        let (options, state) = self.0.start_discoverable_authentication()?;
        question(secret, serde_json::to_value(options)?, Started { account: None, at: now, state })
    }

    pub fn read_known(
        &self,
        secret: &Secret,
        now: Timestamp,
        sealed: &str,
        answer: &str,
    ) -> Result<Shown, Refused> {
        let (state, challenge) = reopen(secret, now, None, sealed)?;
        let answer = serde_json::from_str(answer).map_err(|_| Refused::Unreadable)?;
        Ok(Shown { state, answer, challenge })
    }

    /// Checks signature, origin, challenge, that the holder was verified, and that the counter went on.
    pub(super) fn check(&self, shown: Shown, held: &Held) -> Result<Passkey, Refused> {
        let (owner, _) =
            self.0.identify_discoverable_authentication(&shown.answer).map_err(|_| Refused::Wrong)?;
        if *owner.as_bytes() != held.account.bytes() {
            return Err(Refused::Wrong);
        }
        let mut passkey = held.credential.clone();
        let key = DiscoverableKey::from(&passkey);
        let proved = self.0.finish_discoverable_authentication_v2(&shown.answer, shown.state, &key);
        let proved = proved.map_err(|_| Refused::Wrong)?;
        if !proved.user_verified() {
            return Err(Refused::Wrong);
        }
        passkey.update_credential(&proved);
        Ok(passkey)
    }
}

fn question<S: Serialize>(
    secret: &Secret,
    options: serde_json::Value,
    started: Started<S>,
) -> Result<Question, Fault> {
    let sealed = secret.seal(PURPOSE, &serde_json::to_vec(&started)?)?;
    Ok(Question { options: options["publicKey"].clone(), sealed: sealing::hex(&sealed) })
}

fn reopen<S: DeserializeOwned>(
    secret: &Secret,
    now: Timestamp,
    account: Option<AccountId>,
    sealed: &str,
) -> Result<(S, [u8; 32]), Refused> {
    let bytes = sealing::unhex(sealed).ok_or(Refused::Unreadable)?;
    let plain = secret.open(PURPOSE, &bytes).map_err(|_| Refused::Unreadable)?;
    let started: Started<S> = serde_json::from_slice(&plain).map_err(|_| Refused::Unreadable)?;
    if started.account != account {
        return Err(Refused::Wrong);
    }
    if now.duration_since(started.at) > VALID {
        return Err(Refused::TooLate);
    }
    Ok((started.state, Sha256::digest(&bytes).into()))
}
