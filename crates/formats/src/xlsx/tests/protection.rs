//! What a thief of the file, of the disk or of the password's neighbour gets.

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

use sha2::{Digest, Sha256};

use super::opened::{Refused, compound, decrypted, parts};
use super::*;

#[test]
fn the_password_opens_exactly_what_would_have_been_written_plain() {
    let (written, file) = protected(fill).unwrap();
    let (plain_written, package) = plain(fill).unwrap();
    assert_eq!(decrypted(&file, PASSWORD).unwrap(), package);
    assert_eq!((written.rows, plain_written.rows), (3, 3));
    assert_eq!((written.bytes, written.sha256), (file.len() as u64, Sha256::digest(&file).into()));
    assert_eq!(plain_written.sha256, <[u8; 32]>::from(Sha256::digest(&package)));
}

#[test]
fn another_password_is_refused() {
    let (_, file) = protected(fill).unwrap();
    for wrong in ["", "password", "ŵyn & tân 🐉", "Ŵyn & tân 🐉 "] {
        assert_eq!(decrypted(&file, wrong), Err(Refused::Password));
    }
}

#[test]
fn a_changed_byte_is_noticed() {
    let (_, mut file) = protected(fill).unwrap();
    file[3000] ^= 1;
    assert_eq!(decrypted(&file, PASSWORD), Err(Refused::Integrity));
}

#[test]
fn two_files_with_one_password_share_no_key_material() {
    let written = |seed| {
        let mut spool = Cursor::new(Vec::new());
        write_protected::<_, _, Error>(&mut spool, PASSWORD, &mut random(seed), &book(), fill).unwrap();
        compound(spool.get_ref())
    };
    let (one, two) = (written(1), written(2));
    let blocks = |stream: &[u8]| stream[8..].chunks(16).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let other = blocks(&two["/EncryptedPackage"]);
    assert!(blocks(&one["/EncryptedPackage"]).iter().all(|block| !other.contains(block)));
    assert_ne!(one["/EncryptionInfo"], two["/EncryptionInfo"]);
}

/// Known answers worked out with Python's hashlib from [MS-OFFCRYPTO] 2.3.4.11.
#[test]
fn keys_are_derived_as_published() {
    let salt = std::array::from_fn(|index| index as u8);
    let spun = agile::spun(PASSWORD, &salt);
    for (purpose, key) in [
        (0xfea7_d276_3b4b_9e79_u64, "14eabe5bb97c585b6bbb096431a7c78c5aab8c16653d1ed6f15569cd35d2aec3"),
        (0xd7aa_0f6d_3061_344e, "412e252c824daf25c340e25bee51aab9da1a2e548799ea9507c540be8b92b5d0"),
        (0x146e_0be7_abac_d0d6, "f1e763800cd70dea79ffcc901b55282467b25eb4802ec0fda08f477c8551585d"),
    ] {
        let derived = agile::key_for(&spun, purpose.to_be_bytes());
        assert_eq!(derived.iter().map(|byte| format!("{byte:02x}")).collect::<String>(), key);
    }
}

#[test]
fn an_empty_or_endless_password_is_refused_before_anything_is_written() {
    let refusal = |password: &str| {
        let mut spool = Cursor::new(Vec::new());
        let refusal = write_protected(&mut spool, password, &mut random(1), &book(), fill).unwrap_err();
        assert!(spool.get_ref().is_empty());
        refusal
    };
    assert!(matches!(refusal(""), Error::PasswordEmpty));
    assert!(matches!(refusal(&"ŵ".repeat(256)), Error::PasswordTooLong));
}

#[test]
fn no_file_comes_of_a_failing_source_of_randomness() {
    struct Broken;
    impl rand::TryRng for Broken {
        type Error = io::Error;

        fn try_next_u32(&mut self) -> io::Result<u32> {
            Err(io::ErrorKind::Other.into())
        }

        fn try_next_u64(&mut self) -> io::Result<u64> {
            Err(io::ErrorKind::Other.into())
        }

        fn try_fill_bytes(&mut self, _: &mut [u8]) -> io::Result<()> {
            Err(io::ErrorKind::Other.into())
        }
    }
    impl TryCryptoRng for Broken {}
    let mut spool = Cursor::new(Vec::new());
    let refused = write_protected(&mut spool, PASSWORD, &mut Broken, &book(), fill);
    assert!(matches!(refused, Err(Error::Random)) && spool.get_ref().is_empty());
}

/// Keeps everything it ever held.
#[derive(Default)]
struct Disk {
    now: Cursor<Vec<u8>>,
    ever: Vec<u8>,
}

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.ever.extend(bytes);
        self.now.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Disk {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.now.read(bytes)
    }
}

impl Seek for Disk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.now.seek(to)
    }
}

#[test]
fn the_spool_never_sees_plain_bytes() {
    let mut disk = Disk::default();
    write_protected::<_, _, Error>(&mut disk, PASSWORD, &mut random(1), &book(), fill).unwrap();
    let (_, package) = plain(fill).unwrap();
    assert!(parts(&package).contains_key("xl/workbook.xml"));
    let ever: std::collections::HashSet<&[u8]> = disk.ever.windows(16).collect();
    // EncryptionInfo is XML too and is meant to be read by everybody.
    let info = compound(disk.now.get_ref()).remove("/EncryptionInfo").unwrap();
    let public = |piece: &[u8]| piece == [0; 16] || info.windows(16).any(|window| window == piece);
    assert!(package.chunks_exact(16).all(|piece| !ever.contains(piece) || public(piece)));
    assert!(
        !ever.iter().any(|window| window.starts_with(b"sheet1.xml") || window.starts_with(b"PK\x03\x04"))
    );
}

/// A disk with room for so many bytes.
struct Full(Disk, usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let fits = bytes.len().min(self.1.saturating_sub(self.0.ever.len()));
        if fits == 0 { Err(io::ErrorKind::StorageFull.into()) } else { self.0.write(&bytes[..fits]) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Full {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes)
    }
}

impl Seek for Full {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_full_disk_is_an_error_wherever_it_happens() {
    let (written, _) = protected(fill).unwrap();
    for room in (0..written.bytes as usize).step_by(2500) {
        let mut disk = Full(Disk::default(), room);
        let error = write_protected(&mut disk, PASSWORD, &mut random(1), &book(), fill).unwrap_err();
        assert!(matches!(error, Error::Io(cause) if cause.kind() == io::ErrorKind::StorageFull), "{room}");
    }
}

#[test]
fn the_callers_own_failure_comes_back_as_it_was() {
    #[derive(Debug)]
    enum Ours {
        RightLost,
        File(Error),
    }
    impl From<Error> for Ours {
        fn from(error: Error) -> Ours {
            Ours::File(error)
        }
    }
    let mut spool = Cursor::new(Vec::new());
    let result = write_protected(&mut spool, PASSWORD, &mut random(1), &book(), |rows| {
        fill(rows)?;
        Err(Ours::RightLost)
    });
    assert!(matches!(result, Err(Ours::RightLost)));
    let mut out = Vec::new();
    let result = write_plain(&mut out, &book(), |rows| Ok::<_, Ours>(rows.row(&[])?));
    assert!(matches!(result, Err(Ours::File(Error::RowWidth { row: 2, expected: 4, got: 0 }))));
}
