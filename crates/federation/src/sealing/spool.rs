//! A place for a file under way. It has no name from before the first byte is written: whatever happens to the program,
//! nothing is left. Only ciphertext is ever written to it.

use crate::sealing;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

pub fn open(folder: &Path) -> io::Result<File> {
    let name = sealing::random_bytes::<16>().map_err(io::Error::other)?;
    let path = folder.join(format!("spool-{}", sealing::hex(&name)));
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}
