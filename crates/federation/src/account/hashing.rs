//! Passwords as Argon2id hashes, made and compared off the async threads, as many at a time as the machine has cores.
//!
//! The cost is the first that OWASP names (2025): 46 MiB, one pass, one lane. Of the equal choices it is the one whose
//! memory the allocator maps and gives back each time: blocks over 32 MiB never stay in the heap.
//!
//! A flood meets a short queue and then [`Busy`]: "try again in a moment". The rest of the machine goes on working.

use crate::sealing::{self, SealingError};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

const MEMORY_KIB: u32 = 46 * 1024;
/// How many may wait for each that is being worked on.
const WAITING_PER_CORE: usize = 8;
const LONGEST_WAIT: Duration = Duration::from_secs(4);

/// A password as it is hashed and compared: NFKC, so that every keyboard's ŵ is the same. Wiped when dropped.
pub struct Password(Zeroizing<String>);

impl Password {
    pub fn new(typed: &str) -> Self {
        Self(Zeroizing::new(typed.nfkc().collect()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Debug, thiserror::Error)]
pub enum HashingError {
    /// Too many at once; nothing was computed.
    #[error("too many people are signing in at this moment")]
    Busy,
    #[error("a password could not be hashed")]
    Failed,
    #[error(transparent)]
    Sealing(#[from] SealingError),
}

/// The one place where passwords are hashed. Cheap to clone.
#[derive(Clone)]
pub struct Hasher(Arc<Inner>);

struct Inner {
    lanes: Semaphore,
    waiting: AtomicUsize,
    most_waiting: usize,
    memory_kib: u32,
    computed: AtomicU64,
    /// What a try at an unknown account is compared with, so that it costs the same.
    nobody: String,
}

impl Hasher {
    pub fn new() -> Result<Self, HashingError> {
        Self::with_cost(MEMORY_KIB, std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// For tests, which hash often: the same steps in 64 KiB.
    #[cfg(any(test, feature = "testing"))]
    pub fn quick() -> Self {
        Self::with_cost(64, 2).expect("hashing works")
    }

    fn with_cost(memory_kib: u32, cores: usize) -> Result<Self, HashingError> {
        let nobody = compute(memory_kib, &Password::new(&sealing::hex(&sealing::random_bytes::<16>()?)))?;
        let (waiting, computed) = (AtomicUsize::new(0), AtomicU64::new(0));
        let most_waiting = cores * WAITING_PER_CORE;
        Ok(Self(Arc::new(Inner {
            lanes: Semaphore::new(cores),
            waiting,
            most_waiting,
            memory_kib,
            computed,
            nobody,
        })))
    }

    pub async fn hash(&self, password: Password) -> Result<String, HashingError> {
        let memory = self.0.memory_kib;
        self.in_turn(move |_| compute(memory, &password)).await?
    }

    /// Whether the password is the one that was hashed. Exactly one computation, whether there is a hash or not.
    pub async fn matches(&self, password: Password, hash: Option<String>) -> Result<bool, HashingError> {
        self.in_turn(move |inner| {
            let known = hash.is_some();
            let same = compare(&password, hash.as_deref().unwrap_or(&inner.nobody));
            known && same
        })
        .await
    }

    /// How many hashes were computed: what takes time.
    pub fn computed(&self) -> u64 {
        self.0.computed.load(Ordering::Relaxed)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> T + Send + 'static,
    ) -> Result<T, HashingError> {
        let lane = self.lane().await?;
        let inner = self.0.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _lane = lane;
            inner.computed.fetch_add(1, Ordering::Relaxed);
            work(&inner)
        });
        done.await.map_err(|_| HashingError::Failed)
    }

    async fn lane(&self) -> Result<Lane, HashingError> {
        let place = Waiting::join(&self.0).ok_or(HashingError::Busy)?;
        let permit = tokio::time::timeout(LONGEST_WAIT, self.0.lanes.acquire()).await;
        drop(place);
        permit.map_err(|_| HashingError::Busy)?.map_err(|_| HashingError::Busy)?.forget();
        Ok(Lane(self.0.clone()))
    }
}

/// A core that is taken; given back when dropped, also when the work panicked.
struct Lane(Arc<Inner>);

impl Drop for Lane {
    fn drop(&mut self) {
        self.0.lanes.add_permits(1);
    }
}

/// A place in the queue; given up when dropped, also when the visitor went away.
struct Waiting(Arc<Inner>);

impl Waiting {
    fn join(inner: &Arc<Inner>) -> Option<Self> {
        let before = inner.waiting.fetch_add(1, Ordering::Relaxed);
        let place = Self(inner.clone());
        (before < inner.most_waiting).then_some(place)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

fn compute(memory_kib: u32, password: &Password) -> Result<String, HashingError> {
    let params = Params::new(memory_kib, 1, 1, None).map_err(|_| HashingError::Failed)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let salt = sealing::random_bytes::<16>()?;
    let hash = argon
        .hash_password_with_salt(password.as_str().as_bytes(), &salt)
        .map_err(|_| HashingError::Failed)?;
    Ok(hash.to_string())
}

/// A hash carries its own cost, so that a later, higher one does not shut anybody out.
fn compare(password: &Password, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(password.as_str().as_bytes(), &hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only_and_however_it_was_composed() {
        let hasher = Hasher::quick();
        let hash = hasher.hash(Password::new("dŵr y môr a'r haul")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{hash}");
        let decomposed = "dw\u{302}r y mo\u{302}r a'r haul";
        assert!(hasher.matches(Password::new(decomposed), Some(hash.clone())).await.unwrap());
        assert!(!hasher.matches(Password::new("dwr y mor a'r haul"), Some(hash)).await.unwrap());
    }

    #[tokio::test]
    async fn an_unknown_account_costs_one_computation_like_a_known_one() {
        let hasher = Hasher::quick();
        let hash = hasher.hash(Password::new("lighthouse on a quiet shore")).await.unwrap();
        let before = hasher.computed();
        assert!(!hasher.matches(Password::new("wrong"), Some(hash)).await.unwrap());
        assert_eq!(hasher.computed(), before + 1);
        assert!(!hasher.matches(Password::new("wrong"), None).await.unwrap());
        assert_eq!(hasher.computed(), before + 2);
    }

    #[tokio::test]
    async fn a_flood_is_told_to_come_back_and_the_queue_empties_again() {
        let hasher = Hasher::quick();
        let lanes = hasher.0.lanes.acquire_many(2).await.unwrap();
        let flood: Vec<_> = (0..100)
            .map(|_| {
                let hasher = hasher.clone();
                tokio::spawn(async move { hasher.matches(Password::new("guess"), None).await })
            })
            .collect();
        while hasher.0.waiting.load(Ordering::Relaxed) < 16 {
            tokio::task::yield_now().await;
        }
        drop(lanes);
        let mut busy = 0;
        for one in flood {
            busy += usize::from(matches!(one.await.unwrap(), Err(HashingError::Busy)));
        }
        assert!((1..=84).contains(&busy), "{busy}");
        assert_eq!(hasher.0.waiting.load(Ordering::Relaxed), 0);
        assert_eq!(hasher.0.lanes.available_permits(), 2);
    }
}
