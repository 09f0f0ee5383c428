//! An authenticator for tests: it makes passkeys and shows them, as a telephone does, and can be told to cheat.
//!
//! Its keys are ES256 (RFC 9053), its attestation is "none" (WebAuthn Level 3, 8.7).

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// User present, user verified; with a new key: attested data included.
const PRESENT_AND_VERIFIED: u8 = 0b101;
const ATTESTED: u8 = 0b0100_0000;

pub struct Authenticator {
    pub origin: String,
    /// Goes on with each use.
    pub counter: u32,
    pub flags: u8,
    id: Vec<u8>,
    key: EcdsaKeyPair,
    owner: String,
}

impl Authenticator {
    pub fn new(origin: &str) -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random)
            .expect("a key");
        let id = crate::sealing::random_bytes::<16>().expect("random bytes").to_vec();
        let flags = PRESENT_AND_VERIFIED;
        Self { origin: origin.into(), counter: 1, flags, id, key, owner: String::new() }
    }

    /// Answers the question for a new passkey.
    pub fn make(&mut self, options: &Value) -> String {
        self.owner = options["user"]["id"].as_str().expect("whose it is").to_owned();
        let relying = options["rp"]["id"].as_str().expect("for whom");
        let mut data = self.data(relying, self.flags | ATTESTED);
        data.extend([0; 16]); // of no make
        data.extend(u16::try_from(self.id.len()).expect("a short id").to_be_bytes());
        data.extend(&self.id);
        data.extend(self.public_key());
        let mut object = vec![0xa3];
        object.extend(text("fmt").chain(text("none")));
        object.extend(text("attStmt").chain([0xa0]));
        object.extend(text("authData").chain([0x59]));
        object.extend(u16::try_from(data.len()).expect("short data").to_be_bytes());
        object.extend(data);
        let client = self.client("webauthn.create", options);
        self.answer(json!({ "clientDataJSON": encoded(&client), "attestationObject": encoded(&object) }))
    }

    /// Answers the question for a known one.
    pub fn show(&mut self, options: &Value) -> String {
        self.counter += 1;
        let data = self.data(options["rpId"].as_str().expect("for whom"), self.flags);
        let client = self.client("webauthn.get", options);
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("a signature");
        self.answer(json!({
            "clientDataJSON": encoded(&client),
            "authenticatorData": encoded(&data),
            "signature": encoded(signature.as_ref()),
            "userHandle": self.owner,
        }))
    }

    fn data(&self, relying: &str, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(relying.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, options: &Value) -> Vec<u8> {
        let (challenge, origin) = (&options["challenge"], &self.origin);
        let said = json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false });
        said.to_string().into_bytes()
    }

    fn answer(&self, response: Value) -> String {
        let id = encoded(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
            .to_string()
    }

    /// COSE: EC2, ES256, P-256, x, y.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01];
        key.extend([0x21, 0x58, 0x20]);
        key.extend(&point[1..33]);
        key.extend([0x22, 0x58, 0x20]);
        key.extend(&point[33..65]);
        key
    }
}

/// A short text in CBOR.
fn text(word: &str) -> impl Iterator<Item = u8> {
    std::iter::once(0x60 + u8::try_from(word.len()).expect("a short word")).chain(word.bytes())
}

fn encoded(bytes: &[u8]) -> String {
    web::secret::encode(bytes)
}
