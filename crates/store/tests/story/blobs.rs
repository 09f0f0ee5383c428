use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_util::{Stream, TryStreamExt, stream};
use store::{BlobId, Blobs, SealKey, StoreError};

const KEY: [u8; 32] = [7; 32];

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("store-blobs-{name}-{}", std::process::id()));
        std::fs::remove_dir_all(&folder).ok();
        Folder(folder)
    }
    fn blobs(&self) -> Blobs {
        Blobs::open(&format!("file:{}", self.0.display())).unwrap()
    }
    fn files(&self) -> Vec<PathBuf> {
        files_of(&self.0)
    }
}
impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_of(&path) } else { vec![path] }).collect()
}

/// Bytes that do not repeat, in pieces of a length that fits no boundary.
fn content(length: usize) -> Vec<u8> {
    (0..length).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect()
}

fn pieces(content: &[u8]) -> impl Stream<Item = Result<Bytes, StoreError>> + Send + use<> {
    let pieces: Vec<_> = content.chunks(70_001).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    stream::iter(pieces)
}

async fn whole(pieces: impl Stream<Item = Result<Bytes, StoreError>>) -> Result<Vec<u8>, StoreError> {
    pieces
        .try_fold(Vec::new(), |mut whole, piece| async move {
            whole.extend_from_slice(&piece);
            Ok(whole)
        })
        .await
}

#[tokio::test]
async fn a_blob_is_named_by_its_content_and_comes_back() {
    let folder = Folder::new("named");
    for blobs in [folder.blobs(), Blobs::open("memory:").unwrap()] {
        let id = blobs.put("abc").await.unwrap();
        // FIPS 180-2, B.1.
        let name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((id.to_string().as_str(), name.parse::<BlobId>()), (name, Ok(id)));
        assert_eq!(blobs.put("abc").await.unwrap(), id);
        assert_eq!(&blobs.get(id).await.unwrap()[..], b"abc");
        assert!(blobs.exists(id).await.unwrap());
        blobs.delete(id).await.unwrap();
        blobs.delete(id).await.unwrap();
        assert!(!blobs.exists(id).await.unwrap());
        assert!(matches!(blobs.get(id).await, Err(StoreError::NoBlob)));
    }
    assert!(folder.files().is_empty());
}

#[tokio::test]
async fn small_and_large_streams_come_back_whole() {
    let folder = Folder::new("streams");
    let blobs = folder.blobs();
    for length in [0, 1, 65_536, 200_000, 9_456_789] {
        let content = content(length);
        let id = blobs.put_stream(pieces(&content)).await.unwrap();
        assert!(whole(blobs.get_stream(id).await.unwrap()).await.unwrap() == content, "{length}");
        let sealed = blobs.put_sealed_stream(&SealKey::new(KEY), pieces(&content)).await.unwrap();
        assert_ne!(sealed, id);
        let opened = blobs.get_sealed_stream(&SealKey::new(KEY), sealed).await.unwrap();
        assert!(whole(opened).await.unwrap() == content, "sealed {length}");
        let stored = std::fs::metadata(
            folder.files().into_iter().find(|path| path.ends_with(sealed.to_string())).unwrap(),
        );
        assert!(stored.unwrap().len() as usize >= length + 16);
    }
}

#[tokio::test]
async fn a_stream_that_fails_leaves_nothing_behind() {
    let folder = Folder::new("failing");
    let blobs = folder.blobs();
    for good in [1, 300] {
        let pieces = (0..good).map(|_| Ok(Bytes::from(vec![1u8; 70_000]))).chain([Err(StoreError::NoRow)]);
        let ended = blobs.put_stream(stream::iter(pieces)).await;
        assert!(matches!(ended, Err(StoreError::NoRow)));
        assert!(folder.files().is_empty(), "{:?}", folder.files());
    }
}

#[tokio::test]
async fn what_is_sealed_lies_nowhere_in_the_clear_and_opens_only_with_its_key() {
    let folder = Folder::new("sealed");
    let blobs = folder.blobs();
    let secret = b"the minutes of a hearing".repeat(10_000);
    let id = blobs.put_sealed(&SealKey::new(KEY), secret.clone()).await.unwrap();
    assert_ne!(blobs.put_sealed(&SealKey::new(KEY), secret.clone()).await.unwrap(), id);
    for file in folder.files() {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(11).any(|window| window == b"the minutes"));
    }
    assert!(blobs.get_sealed(&SealKey::new(KEY), id).await.unwrap() == secret);
    assert!(matches!(blobs.get_sealed(&SealKey::new([8; 32]), id).await, Err(StoreError::Blob(_))));
    assert_eq!(format!("{:?}", SealKey::new(KEY)), "SealKey(…)");
}

/// Each change is given its own right name, so that only the seal can notice it.
#[tokio::test]
async fn sealed_content_that_was_changed_swapped_or_cut_does_not_open() {
    let blobs = Blobs::open("memory:").unwrap();
    let key = SealKey::new(KEY);
    let id = blobs.put_sealed(&key, content(200_000)).await.unwrap();
    let sealed = blobs.get(id).await.unwrap().to_vec();
    let piece = 64 * 1024 + 16;
    let mut flipped = sealed.clone();
    flipped[100_000] ^= 1;
    let mut swapped = sealed.clone();
    swapped[23..23 + 2 * piece].rotate_left(piece);
    let cases = [
        flipped,
        swapped,
        sealed[..23 + piece].to_vec(),
        sealed[..23 + 2 * piece].to_vec(),
        sealed[..sealed.len() - 1].to_vec(),
        sealed[..23].to_vec(),
        sealed[..10].to_vec(),
        [&sealed[..], &[0]].concat(),
        vec![],
    ];
    for (i, case) in cases.into_iter().enumerate() {
        let id = blobs.put(case).await.unwrap();
        assert!(matches!(blobs.get_sealed(&key, id).await, Err(StoreError::Blob(_))), "case {i}");
    }
}

#[tokio::test]
async fn damage_on_the_disk_is_noticed() {
    let folder = Folder::new("damage");
    let blobs = folder.blobs();
    let id = blobs.put(content(1000)).await.unwrap();
    std::fs::write(&folder.files()[0], content(999)).unwrap();
    assert!(matches!(blobs.get(id).await, Err(StoreError::Blob(_))));
    assert!(whole(blobs.get_stream(id).await.unwrap()).await.is_err());
}

#[test]
fn an_address_of_no_known_kind_is_refused() {
    for address in ["ftp://x", "folder", "memory:x", "s3://bucket?acl=public"] {
        assert!(matches!(Blobs::open(address), Err(StoreError::Address(_))), "{address}");
    }
}
