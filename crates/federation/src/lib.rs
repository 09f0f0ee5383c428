//! People and rights.
