//! What the components print against what the kits print.
mod parity;
