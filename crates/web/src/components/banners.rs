//! Words set apart: tag, inset, warning, banner, panel.

use askama::Template;
use serde::Deserialize;

use super::component;
use super::field::text;
use super::html::{Attributes, Content, Html, loose};

/// A state, in words and colour.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(default)]
#[template(path = "components/tag.html")]
pub struct Tag {
    #[serde(flatten)]
    pub content: Content,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(default)]
#[template(path = "components/inset_text.html")]
pub struct InsetText {
    #[serde(flatten)]
    pub content: Content,
    pub id: String,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/warning_text.html")]
pub struct WarningText {
    #[serde(flatten)]
    pub content: Content,
    pub icon_fallback_text: String,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/notification_banner.html")]
pub struct NotificationBanner {
    #[serde(flatten)]
    pub content: Content,
    pub r#type: String,
    pub role: String,
    #[serde(deserialize_with = "loose")]
    pub title_text: Option<String>,
    pub title_html: Option<Html>,
    pub title_id: String,
    #[serde(deserialize_with = "text")]
    pub title_heading_level: String,
    pub classes: String,
    pub attributes: Attributes,
    #[serde(deserialize_with = "loose")]
    pub disable_auto_focus: Option<String>,
}

/// Something is done: large, and the page's heading.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/panel.html")]
pub struct Panel {
    #[serde(flatten)]
    pub content: Content,
    #[serde(deserialize_with = "loose")]
    pub title_text: Option<String>,
    pub title_html: Option<Html>,
    #[serde(deserialize_with = "text")]
    pub heading_level: String,
    pub classes: String,
    pub attributes: Attributes,
}

component!(Tag, InsetText, WarningText, NotificationBanner, Panel);

impl Tag {
    /// Colours: grey, green, teal, blue, purple, magenta, red, orange, yellow. The words carry the meaning.
    pub fn new(words: impl Into<Content>, colour: &str) -> Self {
        Self { content: words.into(), classes: format!("govuk-tag--{colour}"), ..Self::default() }
    }
}

impl InsetText {
    pub fn new(content: impl Into<Content>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }
}

impl WarningText {
    /// `lead` is heard before the words: "Warning".
    pub fn new(lead: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { content: content.into(), icon_fallback_text: lead.into(), ..Self::default() }
    }
}

impl NotificationBanner {
    pub fn important(title: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { content: content.into(), title_text: Some(title.into()), ..Self::default() }
    }

    /// Read out at once.
    pub fn success(title: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { r#type: "success".into(), ..Self::important(title, content) }
    }

    fn is_success(&self) -> bool {
        self.r#type == "success"
    }

    fn spoken_role(&self) -> &str {
        match (self.role.as_str(), self.is_success()) {
            ("", true) => "alert",
            ("", false) => "region",
            (role, _) => role,
        }
    }

    fn title(&self) -> Content {
        let title = Content { text: self.title_text.clone(), html: self.title_html.clone() };
        title.or(if self.is_success() { "Success" } else { "Important" })
    }

    fn id(&self) -> &str {
        if self.title_id.is_empty() { "govuk-notification-banner-title" } else { &self.title_id }
    }

    fn level(&self) -> &str {
        if self.title_heading_level.is_empty() { "2" } else { &self.title_heading_level }
    }
}

impl Panel {
    pub fn new(title: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { title_text: Some(title.into()), content: content.into(), ..Self::default() }
    }

    fn title(&self) -> Content {
        Content { text: self.title_text.clone(), html: self.title_html.clone() }
    }

    fn level(&self) -> &str {
        if self.heading_level.is_empty() { "1" } else { &self.heading_level }
    }
}
