//! Puts the built assets into the program, and says how to make them when they are not there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let dist = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../assets/dist");
    println!("cargo:rerun-if-changed={}", dist.join("web/manifest.json").display());
    println!("cargo:rerun-if-changed={}", dist.join("breached-passwords.bin").display());
    let Ok(manifest) = fs::read_to_string(dist.join("web/manifest.json")) else {
        panic!(
            "\n\nThe page assets are not built. From the top of the repository:\n\n    \
             npm --prefix assets ci && npm --prefix assets run build\n\n"
        );
    };
    let manifest: serde_json::Value =
        serde_json::from_str(&manifest).expect("assets/dist/web/manifest.json is JSON");
    let dist = dist.canonicalize().expect("assets/dist is a folder");
    let out = PathBuf::from(env::var("OUT_DIR").unwrap()).join("embedded.rs");
    fs::write(out, table(&dist, &manifest)).expect("the table of assets is written");
}

fn table(dist: &Path, manifest: &serde_json::Value) -> String {
    let fonts = manifest["fonts"].as_array().expect("a list of fonts");
    let files = [&manifest["app.css"], &manifest["app.js"], &manifest["icon.svg"]].into_iter().chain(fonts);
    let mut code = String::from("pub static ALL: &[Asset] = &[\n");
    for file in files {
        let path = dist.join("web").join(file["file"].as_str().expect("a file name"));
        let packed = |suffix: &str| match file["packed"].as_bool() {
            Some(true) => format!("Some(include_bytes!({:?}))", format!("{}{suffix}", path.display())),
            _ => "None".to_owned(),
        };
        let (name, print) = (&file["name"], &file["file"]);
        let _ = writeln!(
            code,
            "Asset {{ name: {name}, file: {print}, plain: include_bytes!({:?}), brotli: {}, gzip: {} }},",
            path.display().to_string(),
            packed(".br"),
            packed(".gz")
        );
    }
    let passwords = dist.join("breached-passwords.bin").display().to_string();
    let _ = writeln!(code, "];\npub static BREACHED_PASSWORDS: &[u8] = include_bytes!({passwords:?});");
    for (name, at) in [("STYLE", "app.css"), ("SCRIPT", "app.js"), ("ICON", "icon.svg")] {
        let file = manifest[at]["file"].as_str().expect("a file name");
        let _ = writeln!(code, "pub const {name}: &str = \"/assets/{file}\";");
    }
    let font = manifest["fonts"][0]["file"].as_str().expect("a file name");
    let _ = writeln!(code, "pub const TYPEFACE: &str = \"/assets/{font}\";");
    code
}
