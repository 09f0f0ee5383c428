//! Stories with mails of our own making; and, where the collection of real ones is at hand, how often we agree with it.

mod agreement;
mod hostile;
mod stories;
