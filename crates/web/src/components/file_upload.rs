//! Choosing a file to send.

use askama::Template;
use serde::Deserialize;

use super::component;
use super::field::{Field, field_options};
use super::html::Content;

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(default)]
#[template(path = "components/file_upload.html")]
pub struct FileUpload {
    #[serde(flatten)]
    pub field: Field,
    pub multiple: bool,
}

component!(FileUpload);

impl FileUpload {
    pub fn new(name: impl Into<String>, label: impl Into<Content>) -> Self {
        Self { field: Field::new(name, label), multiple: false }
    }

    field_options!(field);
}
