//! Typed identifiers: UUIDv7 (RFC 9562 5.7), 16 bytes in the database, hyphenated text in a URL.
//!
//! `store::id!(pub PersonId);` makes a type of its own, so that a person's id is never taken for a role's.
//! They sort by the time they were made, which keeps an index's new rows side by side.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};

use crate::Clock;

/// What all types made by [`crate::id!`] have in common.
pub trait Identifier: Copy {
    fn from_bytes(bytes: [u8; 16]) -> Self;
    fn bytes(&self) -> [u8; 16];
}

const RANDOM_BITS: u32 = 74;

/// The sixteen bytes of a UUIDv7: 48 bits of milliseconds, then 74 random bits around version and variant.
pub fn uuid_v7(clock_ms: i64, random: u128) -> [u8; 16] {
    let ms = (clock_ms.max(0) as u128) & 0xffff_ffff_ffff;
    let random = random & ((1 << RANDOM_BITS) - 1);
    let (high, low) = (random >> 62, random & ((1 << 62) - 1));
    (ms << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low).to_be_bytes()
}

pub fn format_uuid(bytes: &[u8; 16]) -> String {
    let mut text = String::with_capacity(36);
    for (i, byte) in bytes.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
        }
    }
    text
}

/// Reads what [`format_uuid`] writes (capitals allowed), nothing looser: an address has one spelling.
pub fn parse_uuid(text: &str) -> Result<[u8; 16], NotAnId> {
    let text = text.as_bytes();
    if text.len() != 36 || [8, 13, 18, 23].iter().any(|i| text[*i] != b'-') {
        return Err(NotAnId);
    }
    let mut bytes = [0; 16];
    let mut digits = text.iter().enumerate().filter(|(i, _)| !matches!(i, 8 | 13 | 18 | 23));
    for byte in &mut bytes {
        for _ in 0..2 {
            let (_, digit) = digits.next().ok_or(NotAnId)?;
            let nibble = char::from(*digit).to_digit(16).ok_or(NotAnId)?;
            *byte = *byte << 4 | nibble as u8;
        }
    }
    Ok(bytes)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

/// Makes identifiers that only ever grow, also within one millisecond and when the clock steps back.
#[derive(Debug, Clone)]
pub struct Ids {
    clock: Clock,
    last: Arc<Mutex<Last>>,
}

#[derive(Debug)]
struct Last {
    ms: i64,
    random: u128,
    source: StdRng,
}

impl Ids {
    pub fn new(clock: Clock) -> Ids {
        Ids::from_source(clock, rand::make_rng())
    }

    /// The same identifiers every time: for tests and for a demonstration that can be described.
    pub fn seeded(clock: Clock, seed: u64) -> Ids {
        Ids::from_source(clock, StdRng::seed_from_u64(seed))
    }

    fn from_source(clock: Clock, source: StdRng) -> Ids {
        Ids { clock, last: Arc::new(Mutex::new(Last { ms: -1, random: 0, source })) }
    }

    pub fn next<I: Identifier>(&self) -> I {
        let now = self.clock.now().as_millisecond();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if now > last.ms {
            last.ms = now;
            // The top bit stays free, so that a busy millisecond can count on.
            last.random = last.source.random::<u128>() >> (128 - RANDOM_BITS + 1);
        } else {
            last.random += 1 + u128::from(last.source.next_u32());
            if last.random >> RANDOM_BITS != 0 {
                last.ms += 1;
                last.random = last.source.random::<u128>() >> (128 - RANDOM_BITS + 1);
            }
        }
        I::from_bytes(uuid_v7(last.ms, last.random))
    }
}

/// `store::id!(pub PersonId);`
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $vis:vis $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name([u8; 16]);

        impl $name {
            /// Pure: the clock's milliseconds and 74 bits of randomness are handed in.
            #[allow(dead_code)]
            pub fn new(clock_ms: i64, random: u128) -> Self {
                Self($crate::uuid_v7(clock_ms, random))
            }
        }
        impl $crate::Identifier for $name {
            fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }
            fn bytes(&self) -> [u8; 16] {
                self.0
            }
        }
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&$crate::format_uuid(&self.0))
            }
        }
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&$crate::format_uuid(&self.0))
            }
        }
        impl ::std::str::FromStr for $name {
            type Err = $crate::NotAnId;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::parse_uuid(text).map(Self)
            }
        }
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&$crate::format_uuid(&self.0))
            }
        }
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str> as $crate::serde::Deserialize>::deserialize(from)?;
                text.parse().map_err($crate::serde::de::Error::custom)
            }
        }
        impl $crate::ToValue for $name {
            fn to_value(&self) -> $crate::Value {
                $crate::Value::Bytes(self.0.to_vec())
            }
        }
        impl $crate::FromValue for $name {
            fn from_value(value: $crate::ValueRef<'_>) -> Result<Self, $crate::StoreError> {
                match value {
                    $crate::ValueRef::Bytes(bytes) => {
                        bytes.try_into().map(Self).map_err(|_| value.mismatch("an identifier of 16 bytes"))
                    }
                    other => Err(other.mismatch("an identifier of 16 bytes")),
                }
            }
        }
        $crate::single_column!($name);
    };
}
