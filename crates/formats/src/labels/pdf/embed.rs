//! A font in the file: the glyphs that were drawn, their widths, and the text behind them.

use std::{fmt::Write as _, io::Write};

use super::{Deflate, File, syntax};
use crate::labels::{
    Error,
    cids::{Cid, Cids},
    fonts::{Face, SOURCES},
};

/// 9.7: a composite font with a TrueType descendant.
pub fn embed<W: Write>(file: &mut File<W>, id: u32, n: usize, face: &Face, cids: &Cids) -> Result<(), Error> {
    let subset =
        subsetter::subset(&face.data, 0, cids.glyphs()).map_err(|_| Error::BadFont(SOURCES[n].file))?;
    let [program, map, unicode, descriptor, descendant] = std::array::from_fn(|_| file.reserve());
    file.stream(program, &format!("/Length1 {}", subset.len()), &subset, Deflate::Yes)?;
    let glyphs: Vec<u8> =
        std::iter::once(0).chain(cids.list().iter().map(|c| c.glyph)).flat_map(u16::to_be_bytes).collect();
    file.stream(map, "", &glyphs, Deflate::Yes)?;
    file.stream(unicode, "", to_unicode(cids.list()).as_bytes(), Deflate::Yes)?;
    let name = name(n);
    let metrics = metrics(face);
    file.object(descriptor, |out| {
        let text = format!(
            "<</Type/FontDescriptor/FontName/{name}/Flags 4/ItalicAngle 0/StemV 80{metrics}/FontFile2 {program} 0 R>>"
        );
        out.extend_from_slice(text.as_bytes());
    })?;
    file.object(descendant, |out| {
        let text = format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/CIDToGIDMap {map} 0 R/DW 0/W[1["
        );
        out.extend_from_slice(text.as_bytes());
        for cid in cids.list() {
            syntax::integer(out, i64::from(cid.width));
            out.push(b' ');
        }
        out.extend_from_slice(b"]]>>");
    })?;
    file.object(id, |out| {
        let text = format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"
        );
        out.extend_from_slice(text.as_bytes());
    })
}

/// A subset's name begins with six letters of its own (9.9.2).
fn name(n: usize) -> String {
    let letter = char::from(b'A' + n as u8);
    let family = SOURCES[n].file.split('_').next().unwrap_or("Font");
    format!("LABEL{letter}+{family}-Regular")
}

fn metrics(face: &Face) -> String {
    let m = face.font.metrics();
    let unit = |f: f64| face.thousandths(f.round() as i32);
    let line = m.hhea_line.unwrap_or_default();
    let (ascent, descent) = (unit(line.ascender.to_f64()), unit(line.descender.to_f64()));
    let cap = m.cap_height.map_or(ascent, |c| unit(c.to_f64()));
    let b = &m.bounds;
    let [x0, y0, x1, y1] = [b.x_min, b.y_min, b.x_max, b.y_max].map(|v| unit(v.to_f64()));
    format!("/Ascent {ascent}/Descent {descent}/CapHeight {cap}/FontBBox[{x0} {y0} {x1} {y1}]")
}

/// 9.10.3: the CMap from character codes to text.
fn to_unicode(cids: &[Cid]) -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    for (hundred, cids) in cids.chunks(100).enumerate() {
        let _ = writeln!(out, "{} beginbfchar", cids.len());
        for (n, cid) in cids.iter().enumerate() {
            let mut text = Vec::new();
            syntax::utf16_hex(&mut text, &cid.text);
            let _ = writeln!(out, "<{:04X}> <{}>", hundred * 100 + n + 1, String::from_utf8_lossy(&text));
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}
