//! Files beside the database: a folder on one machine, an S3 bucket for several nodes.
//!
//! A blob's name is the SHA-256 of what is stored, so it never changes and a damaged one is noticed. It is
//! durable before its id is returned: write the blob first, then the row that points at it. Two rows may point
//! at the same blob; delete it only when none does. What is personal goes through the `sealed` doors, under a
//! key that the caller keeps (throwing the key away erases the blob also from every backup); sealed content is
//! different each time, so its name tells nothing about the file.

mod address;
mod sealed;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};

use crate::{FromRow, FromValue, Row, StoreError, ToValue, Value, ValueRef};

pub use sealed::SealKey;

/// A blob up to this size is kept in memory and written at once; a larger one goes piece by piece.
const AT_ONCE: usize = 8 * 1024 * 1024;
const PIECE: usize = 5 * 1024 * 1024;

#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
}

impl Blobs {
    /// `file:/folder` (made when missing, for this user only), `memory:` for tests, or, with the feature `s3`,
    /// `s3://bucket/prefix?endpoint=https://…&region=…` with the keys in `AWS_ACCESS_KEY_ID` and
    /// `AWS_SECRET_ACCESS_KEY`.
    pub fn open(url: &str) -> Result<Blobs, StoreError> {
        Ok(Blobs { store: address::open(url)? })
    }

    pub async fn put(&self, bytes: impl Into<Bytes>) -> Result<BlobId, StoreError> {
        let bytes = bytes.into();
        let id = BlobId(Sha256::digest(&bytes).into());
        self.store.put(&id.path(), bytes.into()).await.map_err(failure)?;
        Ok(id)
    }

    /// Memory stays flat. Nothing is left when the stream fails.
    pub async fn put_stream<E>(
        &self,
        stream: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<BlobId, E>
    where
        E: From<StoreError>,
    {
        let mut stream = std::pin::pin!(stream);
        let mut start = Vec::new();
        while start.len() <= AT_ONCE {
            match stream.next().await {
                Some(piece) => start.extend_from_slice(&piece?),
                None => return Ok(self.put(start).await?),
            }
        }
        self.put_pieces(start, stream).await
    }

    /// The name is known only at the end: the pieces gather under a passing name and are then moved.
    async fn put_pieces<E: From<StoreError>>(
        &self,
        start: Vec<u8>,
        mut rest: impl Stream<Item = Result<Bytes, E>> + Unpin,
    ) -> Result<BlobId, E> {
        let passing = Path::from(format!("incoming/{:032x}", rand::random::<u128>()));
        let upload = self.store.put_multipart(&passing).await.map_err(failure)?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, PIECE);
        let mut hash = Sha256::new();
        let mut next = Some(Ok(Bytes::from(start)));
        while let Some(piece) = next.take() {
            let fed = match piece {
                Ok(piece) => {
                    hash.update(&piece);
                    upload.write(&piece);
                    upload.wait_for_capacity(2).await.map_err(|error| failure(error).into())
                }
                Err(error) => Err(error),
            };
            if let Err(error) = fed {
                upload.abort().await.ok();
                return Err(error);
            }
            next = rest.next().await;
        }
        upload.finish().await.map_err(failure)?;
        let id = BlobId(hash.finalize().into());
        self.store.rename(&passing, &id.path()).await.map_err(failure)?;
        Ok(id)
    }

    /// The whole blob, its content checked against its name.
    pub async fn get(&self, id: BlobId) -> Result<Bytes, StoreError> {
        let found = self.store.get(&id.path()).await.map_err(failure)?;
        let bytes = found.bytes().await.map_err(failure)?;
        check(id, Sha256::digest(&bytes).into())?;
        Ok(bytes)
    }

    /// Piece by piece; damage is an error at the end of the stream.
    pub async fn get_stream(
        &self,
        id: BlobId,
    ) -> Result<impl Stream<Item = Result<Bytes, StoreError>> + Send + use<>, StoreError> {
        let found = self.store.get(&id.path()).await.map_err(failure)?;
        let pieces = found.into_stream().map_err(failure);
        Ok(stream::try_unfold(Some((pieces, Sha256::new())), move |state| async move {
            let Some((mut pieces, mut hash)) = state else { return Ok(None) };
            match pieces.try_next().await? {
                Some(piece) => {
                    hash.update(&piece);
                    Ok(Some((piece, Some((pieces, hash)))))
                }
                None => check(id, hash.finalize().into()).map(|()| None),
            }
        }))
    }

    pub async fn put_sealed(&self, key: &SealKey, bytes: impl Into<Bytes>) -> Result<BlobId, StoreError> {
        let bytes = bytes.into();
        self.put_sealed_stream(key, stream::iter([Ok::<_, StoreError>(bytes)])).await
    }

    pub async fn put_sealed_stream<E: From<StoreError> + Send>(
        &self,
        key: &SealKey,
        stream: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<BlobId, E> {
        self.put_stream(sealed::seal(key.clone(), stream)).await
    }

    pub async fn get_sealed(&self, key: &SealKey, id: BlobId) -> Result<Vec<u8>, StoreError> {
        let mut pieces = std::pin::pin!(self.get_sealed_stream(key, id).await?);
        let mut whole = Vec::new();
        while let Some(piece) = pieces.try_next().await? {
            whole.extend_from_slice(&piece);
        }
        Ok(whole)
    }

    /// Each piece is authentic when it comes; a blob that was cut short is an error at the end.
    pub async fn get_sealed_stream(
        &self,
        key: &SealKey,
        id: BlobId,
    ) -> Result<impl Stream<Item = Result<Bytes, StoreError>> + Send + use<>, StoreError> {
        Ok(sealed::open(key.clone(), self.get_stream(id).await?))
    }

    /// Deleting what is not there is no error.
    pub async fn delete(&self, id: BlobId) -> Result<(), StoreError> {
        match self.store.delete(&id.path()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(failure(error)),
        }
    }

    pub async fn exists(&self, id: BlobId) -> Result<bool, StoreError> {
        match self.store.head(&id.path()).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(failure(error)),
        }
    }
}

fn failure(error: object_store::Error) -> StoreError {
    match error {
        object_store::Error::NotFound { .. } => StoreError::NoBlob,
        other => StoreError::Blob(other.to_string()),
    }
}

fn check(id: BlobId, found: [u8; 32]) -> Result<(), StoreError> {
    if id.0 == found { Ok(()) } else { Err(StoreError::Blob(format!("{id} is damaged"))) }
}

/// The SHA-256 of what is stored; text is 64 hexadecimal digits, in the database 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId([u8; 32]);

impl BlobId {
    pub fn bytes(&self) -> [u8; 32] {
        self.0
    }
    /// Two digits as a folder, so that no folder grows too large to list.
    fn path(&self) -> Path {
        let name = self.to_string();
        Path::from(format!("{}/{name}", &name[..2]))
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl fmt::Debug for BlobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl FromStr for BlobId {
    type Err = crate::NotAnId;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(crate::NotAnId);
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digit = |c: u8| char::from(c).to_digit(16).unwrap_or(0) as u8;
            *byte = digit(pair[0]) << 4 | digit(pair[1]);
        }
        Ok(BlobId(bytes))
    }
}
impl ToValue for BlobId {
    fn to_value(&self) -> Value {
        Value::Bytes(self.0.to_vec())
    }
}
impl FromValue for BlobId {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
        <[u8; 32]>::from_value(value).map(BlobId)
    }
}
impl FromRow for BlobId {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        row.get(0)
    }
}
