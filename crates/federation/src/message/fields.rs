//! The fields that can be filled for a recipient: what is typed, and the key of the words that explain it.

/// Typed name, key of its words, an example.
pub struct FieldOf {
    pub name: &'static str,
    pub words: &'static str,
    pub example: &'static str,
}

const fn of(name: &'static str, words: &'static str, example: &'static str) -> FieldOf {
    FieldOf { name, words, example }
}

pub const FIELDS: [FieldOf; 12] = [
    of("given name", "message-field-given", "Mair"),
    of("full name", "message-field-full", "Mair Lloyd"),
    of("title", "message-field-title", "Dr"),
    of("family name", "message-field-family", "Lloyd"),
    of("council", "message-field-council", "Llanfair Community Council"),
    of("organisation", "message-field-organisation", "Leeds Group"),
    of("role", "message-field-role", "Clerk"),
    of("membership number", "message-field-number", "10472"),
    of("town", "message-field-town", "Llanfair"),
    of("federation", "message-field-federation", ""),
    of("portal address", "message-field-portal", ""),
    of("unsubscribe", "message-field-unsubscribe", ""),
];

/// The names alone, as texts are read with them.
pub fn names() -> Vec<String> {
    FIELDS.iter().map(|f| f.name.to_owned()).collect()
}
