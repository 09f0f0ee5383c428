//! Password-protected spreadsheets (ECMA-376 agile encryption).
