//! Remembers what was met lately, in bounded memory, and wipes what it forgets: its keys are people's names.

use std::collections::HashMap;

use zeroize::Zeroize;

/// Two generations: when the young one is full it becomes the old one, and what nobody asked for since is gone.
pub struct Cache<V> {
    young: Generation<V>,
    old: Generation<V>,
}

const FULL: usize = 16_384;

impl<V> Default for Cache<V> {
    fn default() -> Self {
        Self { young: Generation::default(), old: Generation::default() }
    }
}

impl<V: Clone> Cache<V> {
    pub fn get(&mut self, key: &str) -> Option<V> {
        if let Some(value) = self.young.0.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.old.0.remove_entry(key)?;
        self.insert(key, value.clone());
        Some(value)
    }

    pub fn put(&mut self, key: &str, value: V) {
        self.insert(key.into(), value);
    }

    fn insert(&mut self, key: Box<str>, value: V) {
        if self.young.0.len() >= FULL {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.0.insert(key, value);
    }
}

struct Generation<V>(HashMap<Box<str>, V>);

impl<V> Default for Generation<V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<V> Drop for Generation<V> {
    fn drop(&mut self) {
        for (mut key, _) in self.0.drain() {
            key.zeroize();
        }
    }
}
