//! A QR picture as an SVG of our own page: nothing is fetched, and no program elsewhere sees the key.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;
use web::components::Html;

/// Light around it, so that cameras find it (ISO/IEC 18004: four modules).
const QUIET: i32 = 4;

/// Dark on white whatever the colours of the page are. None when there is too much to say.
pub fn picture(text: &str) -> Option<Html> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    let all = size + 2 * QUIET;
    Some(Html::trusted(format!(
        "<svg class=\"ch-qr\" viewBox=\"0 0 {all} {all}\" aria-hidden=\"true\" focusable=\"false\"><path fill=\"#fff\" d=\"M0 0h{all}v{all}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    )))
}
