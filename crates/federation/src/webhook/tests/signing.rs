use super::super::signature::Secret;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// HMAC by its definition (RFC 2104), and Base64 by its table (RFC 4648 §4).
fn independent(key: &[u8], id: &str, at: i64, body: &[u8]) -> String {
    let mut block = [0u8; 64];
    match key.len() {
        0..=64 => block[..key.len()].copy_from_slice(key),
        _ => block[..32].copy_from_slice(&Sha256::digest(key)),
    }
    let padded = |pad: u8| block.map(|b| b ^ pad);
    let inner =
        Sha256::new().chain_update(padded(0x36)).chain_update(format!("{id}.{at}.")).chain_update(body);
    let outer = Sha256::new().chain_update(padded(0x5c)).chain_update(inner.finalize());
    let text = web::secret::encode(&outer.finalize()).replace('-', "+").replace('_', "/");
    // 32 bytes end in one sign of padding.
    format!("v1,{text}=")
}

#[test]
fn the_example_of_the_specification_is_signed_as_it_says() {
    let key =
        b"\x31\xf2\x90\xf6\xbf\x06\x29\x8a\xab\x4f\x08\xd4\x3c\x3f\x08\x2c\xf6\x48\xa3\x62\xda\x2d\xa4\xb0";
    let secret = Secret::of(Zeroizing::new(key.to_vec()));
    assert_eq!(secret.reveal(), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    let signed = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, b"{\"test\": 2432232314}");
    assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

proptest! {
    #[test]
    fn signatures_are_what_another_computation_gives(
        key in prop::collection::vec(any::<u8>(), 0..100),
        id in "[!-~]{0,40}",
        at in any::<i64>(),
        body in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let secret = Secret::of(Zeroizing::new(key.clone()));
        prop_assert_eq!(secret.sign(&id, at, &body), independent(&key, &id, at, &body));
    }
}
