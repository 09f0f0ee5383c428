//! What other programs make of our files.

mod labels;
