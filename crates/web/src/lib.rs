//! The page frame and what every page stands on. No domain.
