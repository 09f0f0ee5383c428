//! Blobs in a bucket, against a server of a few lines that speaks as much S3 as blobs need.
//!
//! The keys come from the environment, which a test cannot set for itself: the story runs in a second process.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures_util::{TryStreamExt, stream};
use store::{Blobs, SealKey, StoreError};

const ENDPOINT: &str = "STORE_S3_ENDPOINT";

type Bucket = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

#[test]
fn blobs_are_put_read_and_deleted_in_a_bucket() {
    let bucket = Bucket::default();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let served = bucket.clone();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let bucket = served.clone();
            std::thread::spawn(move || serve(&client.unwrap(), &bucket));
        }
    });
    let ended = Command::new(std::env::current_exe().unwrap())
        .args(["story::s3::the_process_with_the_keys", "--exact", "--nocapture"])
        .env(ENDPOINT, endpoint)
        .env("AWS_ACCESS_KEY_ID", "an-id")
        .env("AWS_SECRET_ACCESS_KEY", "a-secret")
        .status()
        .unwrap();
    assert!(ended.success());
    let left: Vec<String> = bucket.lock().unwrap().keys().cloned().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(left[0].starts_with("/papers/leeds/"), "{left:?}");
}

/// Not a story: the process that [`blobs_are_put_read_and_deleted_in_a_bucket`] starts. Alone it does nothing.
#[tokio::test]
async fn the_process_with_the_keys() {
    let Ok(endpoint) = std::env::var(ENDPOINT) else { return };
    let blobs = Blobs::open(&format!("s3://papers/leeds?endpoint={endpoint}&region=eu-west-2")).unwrap();
    let small = blobs.put("abc").await.unwrap();
    assert_eq!(&blobs.get(small).await.unwrap()[..], b"abc");
    assert!(blobs.exists(small).await.unwrap());
    blobs.delete(small).await.unwrap();
    assert!(!blobs.exists(small).await.unwrap());
    assert!(matches!(blobs.get(small).await, Err(StoreError::NoBlob)));

    let piece = Bytes::from(vec![5u8; 1_000_001]);
    let pieces = stream::iter((0..12).map(|_| Ok::<_, StoreError>(piece.clone())));
    let key = SealKey::new([7; 32]);
    let large = blobs.put_sealed_stream(&key, pieces).await.unwrap();
    let opened = blobs.get_sealed_stream(&key, large).await.unwrap();
    let length = opened.try_fold(0, |sum, piece| async move { Ok(sum + piece.len()) }).await.unwrap();
    assert_eq!(length, 12 * 1_000_001);
}

fn serve(client: &TcpStream, bucket: &Bucket) {
    let mut reader = BufReader::new(client);
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first).unwrap_or(0) == 0 {
            return;
        }
        let (mut length, mut copied, mut signed) = (0, None, false);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap(),
                "x-amz-copy-source" => copied = Some(value.trim().to_owned()),
                "authorization" => signed = value.contains("AWS4-HMAC-SHA256 Credential=an-id/"),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let mut words = first.split_whitespace();
        let (method, target) = (words.next().unwrap(), words.next().unwrap());
        let (status, content) =
            if signed { answer(bucket, method, target, copied, body) } else { ("403 Forbidden", vec![]) };
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\netag: \"1\"\r\nlast-modified: Sun, 22 Nov 2026 09:00:00 GMT\r\n\r\n",
            content.len()
        );
        let mut client = client;
        client.write_all(head.as_bytes()).unwrap();
        if method != "HEAD" {
            client.write_all(&content).unwrap();
        }
    }
}

fn answer(
    bucket: &Bucket,
    method: &str,
    target: &str,
    copied: Option<String>,
    body: Vec<u8>,
) -> (&'static str, Vec<u8>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    // The story has one upload at a time.
    let part = |number: &str| format!("part of {path} {number:0>5}");
    let setting = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let mut files = bucket.lock().unwrap();
    let content = match (method, copied) {
        ("PUT", Some(from)) => {
            let from = format!("/{}", from.trim_start_matches('/'));
            let content = files[&from].clone();
            files.insert(path.into(), content);
            b"<CopyObjectResult><ETag>\"1\"</ETag></CopyObjectResult>".to_vec()
        }
        ("PUT", None) => {
            files.insert(setting("partNumber").map_or(path.to_owned(), part), body);
            vec![]
        }
        ("POST", _) if setting("uploadId").is_none() => {
            b"<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>".to_vec()
        }
        ("POST", _) => {
            let parts: Vec<String> = files.keys().filter(|key| key.starts_with("part of")).cloned().collect();
            let whole: Vec<u8> = parts.iter().flat_map(|key| files.remove(key).unwrap()).collect();
            files.insert(path.into(), whole);
            b"<CompleteMultipartUploadResult><ETag>\"1\"</ETag></CompleteMultipartUploadResult>".to_vec()
        }
        ("DELETE", _) => {
            files.remove(path);
            vec![]
        }
        _ => match files.get(path) {
            Some(content) => content.clone(),
            None => return ("404 Not Found", b"<Error><Code>NoSuchKey</Code></Error>".to_vec()),
        },
    };
    ("200 OK", content)
}
