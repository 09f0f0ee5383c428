//! What the components print against what the kits print.
mod moj;
mod parity;
