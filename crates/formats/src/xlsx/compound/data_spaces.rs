//! The streams under `\x06DataSpaces` ([MS-OFFCRYPTO] 2.1 and 2.2): "EncryptedPackage went through the strong
//! encryption transform". They are the same in every file.

const SPACE: &str = "StrongEncryptionDataSpace";
pub const TRANSFORM: &str = "StrongEncryptionTransform";

/// 2.1.5 DataSpaceVersionInfo.
pub fn version() -> Vec<u8> {
    let mut bytes = prefixed("Microsoft.Container.DataSpaces");
    bytes.extend(versions());
    bytes
}

/// 2.1.6 DataSpaceMap with one entry for one stream.
pub fn map() -> Vec<u8> {
    let mut entry = numbers(&[1, 0]);
    entry.extend(prefixed("EncryptedPackage"));
    entry.extend(prefixed(SPACE));
    let mut bytes = numbers(&[8, 1, entry.len() as u32 + 4]);
    bytes.extend(entry);
    bytes
}

/// 2.1.7 DataSpaceDefinition with one transform.
pub fn definition() -> Vec<u8> {
    let mut bytes = numbers(&[8, 1]);
    bytes.extend(prefixed(TRANSFORM));
    bytes
}

/// 2.1.8 TransformInfoHeader and 2.1.9 EncryptionTransformInfo; for agile encryption the latter is empty, its cipher
/// is named in EncryptionInfo.
pub fn transform() -> Vec<u8> {
    let class = prefixed("{FF9A3F03-56EF-4613-BDD5-5A41C1D07246}");
    let mut bytes = numbers(&[class.len() as u32 + 8, 1]);
    bytes.extend(class);
    bytes.extend(prefixed("Microsoft.Container.EncryptionTransform"));
    bytes.extend(versions());
    bytes.extend(numbers(&[0, 0, 0, 4]));
    bytes
}

/// UNICODE-LP-P4 (2.1.2): length in bytes, UTF-16, zeros up to a multiple of four.
fn prefixed(text: &str) -> Vec<u8> {
    let encoded: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bytes = numbers(&[encoded.len() as u32]);
    bytes.extend(encoded);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}

/// Reader, updater and writer: 1.0 each.
fn versions() -> Vec<u8> {
    numbers(&[1, 1, 1])
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}
