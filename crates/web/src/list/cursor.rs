use crate::secret;

/// The row at which a page starts or ends, as the values that the list is sorted by (the id last), and the number of
/// the page's first row for its caption. Opaque in addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub values: Vec<String>,
    pub first_row: u64,
}

const LONGEST: usize = 2048;

impl Cursor {
    pub fn new<S: Into<String>>(values: impl IntoIterator<Item = S>) -> Self {
        Self { values: values.into_iter().map(Into::into).collect(), first_row: 1 }
    }

    pub(super) fn encode(&self) -> String {
        secret::encode(serde_json::json!([self.first_row, self.values]).to_string().as_bytes())
    }

    pub(super) fn decode(text: &str) -> Option<Self> {
        let bytes = secret::decode(text).filter(|bytes| bytes.len() <= LONGEST)?;
        let (first_row, values): (u64, Vec<String>) = serde_json::from_slice(&bytes).ok()?;
        let sound = !values.is_empty() && values.len() <= 8 && first_row <= u64::MAX / 2;
        sound.then_some(Self { values, first_row: first_row.max(1) })
    }
}
