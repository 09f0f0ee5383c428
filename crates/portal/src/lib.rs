//! What a signed-in person finds first.
