use aes::cipher::{BlockCipherDecrypt, BlockModeDecrypt};

use super::*;

/// Counts up: a poor generator and a repeatable one.
fn counting() -> impl FnMut(&mut [u8]) -> Result<(), Error> {
    let mut next = 0u8;
    move |buffer| {
        for b in buffer {
            *b = next;
            next = next.wrapping_add(7);
        }
        Ok(())
    }
}

/// What a reader does (algorithm 2.A): check the password, then unseal the key.
fn open(protection: &Protection, password: &str) -> Option<[u8; 32]> {
    let user = &protection.user;
    let password = password.as_bytes();
    (hash(password, &user[32..40], &[])[..] == user[..32]).then(|| {
        let mut key = protection.user_key;
        cbc::Decryptor::<Aes256>::new(&(*hash(password, &user[40..48], &[])).into(), &[0; 16].into())
            .decrypt_blocks(Array::slice_as_chunks_mut(&mut key).0);
        key
    })
}

#[test]
fn the_password_opens_and_another_does_not() {
    let protection = Protection::new("open sesame", counting()).unwrap();
    assert_eq!(open(&protection, "open sesame"), Some(*protection.key));
    assert_eq!(open(&protection, "open sesame "), None);
    assert_eq!(open(&protection, ""), None);
}

#[test]
fn what_is_encrypted_can_be_decrypted_with_the_unsealed_key() {
    let protection = Protection::new("open sesame", counting()).unwrap();
    let key = open(&protection, "open sesame").unwrap();
    for length in [0, 1, 15, 16, 17, 1000] {
        let plain: Vec<u8> = (0..length).map(|n| n as u8).collect();
        let mut data = plain.clone();
        protection.encrypt([9; 16], &mut data);
        assert_eq!(data.len(), length / 16 * 16 + 16);
        cbc::Decryptor::<Aes256>::new(&key.into(), &[9; 16].into())
            .decrypt_blocks(Array::slice_as_chunks_mut(&mut data).0);
        let padding = usize::from(*data.last().unwrap());
        assert_eq!(data[..data.len() - padding], plain);
    }
}

#[test]
fn permissions_are_sealed_under_the_key() {
    let protection = Protection::new("open sesame", counting()).unwrap();
    let mut block = Array::from(protection.permissions);
    Aes256::new(&(*protection.key).into()).decrypt_block(&mut block);
    assert_eq!(block[..4], PERMISSIONS.to_le_bytes());
    assert_eq!(&block[8..12], b"Tadb");
}

#[test]
fn a_password_is_the_same_however_its_accents_are_typed() {
    let composed = prepare("Tŷ\u{a0}gwyn").unwrap();
    let decomposed = prepare("Ty\u{302} gwyn\u{ad}").unwrap();
    assert_eq!(*composed, *decomposed);
    assert_eq!(*composed, "Tŷ gwyn");
}

#[test]
fn a_password_that_readers_would_cut_or_cannot_type_is_refused() {
    assert!(prepare(&"x".repeat(LONGEST_PASSWORD)).is_ok());
    assert!(matches!(prepare(&"x".repeat(LONGEST_PASSWORD + 1)), Err(Error::PasswordTooLong)));
    assert!(matches!(prepare(&"ŵ".repeat(64)), Err(Error::PasswordTooLong)));
    assert!(matches!(prepare("tab\there"), Err(Error::PasswordHasControls)));
    assert!(matches!(prepare(""), Err(Error::NoPassword)));
}
