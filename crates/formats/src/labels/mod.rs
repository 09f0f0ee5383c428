//! Sheets of address labels as encrypted PDF.
