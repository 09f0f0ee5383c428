//! Where the blobs are.

use std::sync::Arc;

use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;

use crate::StoreError;

pub(super) fn open(url: &str) -> Result<Arc<dyn ObjectStore>, StoreError> {
    match url.split_once(':') {
        Some(("file", folder)) => Ok(Arc::new(local(folder.strip_prefix("//").unwrap_or(folder))?)),
        Some(("memory", "")) => Ok(Arc::new(InMemory::new())),
        #[cfg(feature = "s3")]
        Some(("s3", rest)) => s3(rest.strip_prefix("//").unwrap_or(rest)),
        #[cfg(not(feature = "s3"))]
        Some(("s3", _)) => Err(StoreError::Address("this program was built without S3".into())),
        _ => Err(StoreError::Address("blobs are at file:/folder or at s3://bucket".into())),
    }
}

fn local(folder: &str) -> Result<LocalFileSystem, StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| StoreError::Address(format!("{folder}: {error}")))?;
    let store = LocalFileSystem::new_with_prefix(folder)
        .map_err(|error| StoreError::Address(format!("{folder}: {error}")))?;
    // On the disk, file and folder, before the id is handed out.
    Ok(store.with_fsync(true))
}

#[cfg(feature = "s3")]
fn s3(rest: &str) -> Result<Arc<dyn ObjectStore>, StoreError> {
    use object_store::aws::AmazonS3Builder;
    use object_store::prefix::PrefixStore;

    // An error means that the program has chosen a provider already.
    rustls::crypto::ring::default_provider().install_default().ok();
    let (place, settings) = rest.split_once('?').unwrap_or((rest, ""));
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket).with_disable_bulk_delete(true);
    for setting in settings.split('&').filter(|setting| !setting.is_empty()) {
        builder = match setting.split_once('=') {
            Some(("endpoint", at)) => builder.with_endpoint(at).with_allow_http(at.starts_with("http://")),
            Some(("region", region)) => builder.with_region(region),
            _ => {
                let known = "an s3 address knows endpoint and region";
                return Err(StoreError::Address(known.into()));
            }
        };
    }
    let store = builder.build().map_err(|error| StoreError::Address(error.to_string()))?;
    Ok(match prefix.trim_matches('/') {
        "" => Arc::new(store),
        prefix => Arc::new(PrefixStore::new(store, prefix)),
    })
}
