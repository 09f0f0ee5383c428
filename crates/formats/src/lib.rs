//! File formats, pure: what leaves Chapterhouse and what comes in. No async, no SQL, no domain words.

pub mod bounce;
pub mod labels;
pub mod xlsx;
