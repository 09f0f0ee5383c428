//! The guard, the forms and the frame, asked as a browser would.

#[path = "all/guard.rs"]
mod guard;
#[path = "all/site.rs"]
mod site;
