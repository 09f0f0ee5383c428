//! Which face sets which script, and the font files, read when a script first occurs and dropped after the job.
//!
//! The files lie beside the program (`assets/fonts.json` says where they come from); the Chinese one has ten
//! megabytes, so nothing stays in memory between jobs.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use harfrust::{Font, Script, Tag};

use super::Error;

/// A font file, the scripts it sets, and the language to announce for them where the script tells one. A script
/// shared by several languages is announced as such ("und-Arab"), so that nobody's Urdu is read as Arabic.
pub struct Source {
    pub file: &'static str,
    pub scripts: &'static [&'static [u8; 4]],
    pub language: Option<&'static str>,
}

/// The first is the one for Latin, digits and punctuation; the last, the widest, is asked when no other knows
/// a sign that belongs to no script.
pub const SOURCES: [Source; 9] = [
    source("NotoSans_400Regular.ttf", &[b"Latn", b"Grek", b"Cyrl"], None),
    source("NotoSansArabic_400Regular.ttf", &[b"Arab"], Some("und-Arab")),
    source("NotoSansHebrew_400Regular.ttf", &[b"Hebr"], Some("he")),
    source("NotoSansBengali_400Regular.ttf", &[b"Beng"], Some("bn")),
    source("NotoSansDevanagari_400Regular.ttf", &[b"Deva"], Some("und-Deva")),
    source("NotoSansGurmukhi_400Regular.ttf", &[b"Guru"], Some("pa")),
    source("NotoSansGujarati_400Regular.ttf", &[b"Gujr"], Some("gu")),
    source("NotoSansTamil_400Regular.ttf", &[b"Taml"], Some("ta")),
    source("NotoSansSC_400Regular.ttf", &[b"Hani", b"Hira", b"Kana", b"Bopo"], None),
];

pub const LATIN: usize = 0;
pub const WIDEST: usize = SOURCES.len() - 1;

const fn source(
    file: &'static str,
    scripts: &'static [&'static [u8; 4]],
    language: Option<&'static str>,
) -> Source {
    Source { file, scripts, language }
}

/// The face that sets a script; nothing for scripts that we have no font for.
pub fn for_script(script: Script) -> Option<usize> {
    SOURCES.iter().position(|s| s.scripts.iter().any(|tag| Tag::new(tag) == script.tag()))
}

/// The language to announce: Han alone may be Japanese names too, so kana decides.
pub fn language_of(face: usize, script: Option<Script>) -> Option<&'static str> {
    match script.map(|s| s.tag().to_be_bytes()).as_ref() {
        Some(b"Hani" | b"Bopo") => Some("zh"),
        Some(b"Hira" | b"Kana") => Some("ja"),
        Some(b"Grek") => Some("el"),
        Some(b"Cyrl") => Some("und-Cyrl"),
        _ => SOURCES[face].language,
    }
}

/// The folder of font files. Cheap to keep; faces live as long as a job uses them, shared between jobs.
pub struct Fonts {
    folder: PathBuf,
    faces: Mutex<[Weak<Face>; SOURCES.len()]>,
}

impl Fonts {
    /// Fails when the Latin face is not there; other scripts that are missing are reported label by label.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let fonts = Self { folder: folder.into(), faces: Mutex::default() };
        fonts.face(LATIN)?.ok_or_else(|| Error::NoFonts(fonts.folder.clone()))?;
        Ok(fonts)
    }

    /// The face, read now unless a job has it already; nothing when its file is not there.
    pub(super) fn face(&self, n: usize) -> Result<Option<Arc<Face>>, Error> {
        let mut faces = self.faces.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(face) = faces[n].upgrade() {
            return Ok(Some(face));
        }
        let path = self.folder.join(SOURCES[n].file);
        let data = match std::fs::read(&path) {
            Ok(data) => Arc::new(data),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(e.into()),
        };
        let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = data.clone();
        let font = Font::new(bytes, 0).ok_or(Error::BadFont(SOURCES[n].file))?;
        let face = Arc::new(Face { data, font });
        faces[n] = Arc::downgrade(&face);
        Ok(Some(face))
    }
}

pub struct Face {
    pub data: Arc<Vec<u8>>,
    pub font: Font,
}

impl Face {
    pub fn has(&self, c: char) -> bool {
        self.font.charmap().map_unicode(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// Font units → thousandths of the em, the unit of PDF.
    pub fn thousandths(&self, units: i32) -> i32 {
        let em = i32::from(self.font.units_per_em());
        if em == 1000 { units } else { (units as f64 * 1000.0 / em as f64).round() as i32 }
    }
}
