//! What an address of the web gives.

use super::FeedError;
use super::fetch::{Beat, Fetched, Mark};
use super::source::Token;
use crate::installation::Installation;

pub async fn get(
    _installation: &Installation,
    _url: &str,
    _token: Option<&Token>,
    _since: Mark,
    _beat: Beat,
) -> Result<Fetched, FeedError> {
    Err(FeedError::Missing)
}
