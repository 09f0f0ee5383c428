//! The parts taken from the Ministry of Justice's kit.

use askama::Template;
use serde::Deserialize;

use super::button::Button;
use super::field::text;
use super::html::{Attributes, Content, Html};
use super::pagination::{PageItem, PageLink, Pagination};
use super::{component, input::joined};

/// A panel of filters. The pages of lists use the filter of `web::list`, which holds a form.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/moj/filter.html")]
pub struct Filter {
    pub heading: Content,
    pub selected_filters: Option<SelectedFilters>,
    pub submit: Submit,
    pub options_html: Html,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SelectedFilters {
    pub heading: Content,
    pub clear_link: Chip,
    pub categories: Vec<ChipGroup>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChipGroup {
    pub heading: Content,
    pub items: Vec<Chip>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chip {
    pub href: String,
    #[serde(deserialize_with = "text")]
    pub text: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Submit {
    pub text: String,
    pub attributes: Attributes,
}

impl Filter {
    fn button(&self) -> Button {
        let words = if self.submit.text.is_empty() { "Apply filters" } else { &self.submit.text };
        Button { content: words.into(), attributes: self.submit.attributes.clone(), ..Button::default() }
    }
}

/// What happened, newest first. `when` is for machines, `shown` for people.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/moj/timeline.html")]
pub struct Timeline {
    #[serde(deserialize_with = "text")]
    pub heading_level: String,
    pub items: Vec<TimelineItem>,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TimelineItem {
    #[serde(flatten)]
    pub content: Content,
    pub label: Content,
    pub byline: Option<Content>,
    pub datetime: Moment,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Moment {
    pub timestamp: String,
    pub shown: String,
}

impl Timeline {
    fn level(&self) -> &str {
        if self.heading_level.is_empty() { "2" } else { &self.heading_level }
    }
}

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(default)]
#[template(path = "components/moj/sub_navigation.html")]
pub struct SubNavigation {
    pub label: String,
    pub items: Vec<SubNavItem>,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SubNavItem {
    #[serde(flatten)]
    pub content: Content,
    pub href: String,
    pub active: bool,
    pub classes: String,
    pub attributes: Attributes,
}

impl SubNavigation {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    pub fn item(mut self, words: impl Into<Content>, href: impl Into<String>, active: bool) -> Self {
        self.items.push(SubNavItem {
            content: words.into(),
            href: href.into(),
            active,
            ..SubNavItem::default()
        });
        self
    }

    fn heard(&self) -> &str {
        if self.label.is_empty() { "Secondary navigation region" } else { &self.label }
    }
}

/// Whose record this is, on every page of it.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(default)]
#[template(path = "components/moj/identity_bar.html")]
pub struct IdentityBar {
    pub title: Option<Content>,
    pub classes: String,
    pub attributes: Attributes,
}

impl IdentityBar {
    pub fn new(title: impl Into<Content>) -> Self {
        Self { title: Some(title.into()), ..Self::default() }
    }
}

/// The room that the script fills with "tick all" in a table's head.
#[derive(Clone, Debug, Template)]
#[template(source = r#"<span class="ch-tick" data-tick-all="{{ label }}"></span>"#, ext = "html")]
pub struct MultiSelect {
    pub label: String,
}

/// Numbered pages with "Showing 1 to 10 of 30 total results".
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/moj/pagination.html")]
pub struct MojPagination {
    pub items: Vec<MojPage>,
    pub previous: Option<PageLink>,
    pub next: Option<PageLink>,
    pub landmark_label: String,
    pub results: Option<Results>,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MojPage {
    #[serde(deserialize_with = "text")]
    pub text: String,
    pub href: String,
    pub selected: bool,
    pub ellipsis: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Results {
    pub count: u64,
    pub from: u64,
    pub to: u64,
    pub text: String,
}

component!(Filter, Timeline, SubNavigation, IdentityBar, MultiSelect, MojPagination);

impl MojPagination {
    fn pages(&self) -> Option<Pagination> {
        let page = |page: &MojPage| {
            Some(PageItem {
                number: page.text.clone(),
                href: page.href.clone(),
                current: page.selected,
                ellipsis: page.ellipsis,
                ..PageItem::default()
            })
        };
        (self.items.len() > 1).then(|| Pagination {
            items: Some(self.items.iter().map(page).collect()),
            previous: self.previous.clone(),
            next: self.next.clone(),
            landmark_label: self.landmark_label.clone(),
            classes: joined("moj-pagination__pagination", &self.classes),
            attributes: self.attributes.clone(),
        })
    }

    fn found(&self) -> Option<String> {
        let Results { count, from, to, text } = self.results.as_ref()?;
        let term = if text.is_empty() { "results" } else { text };
        match (self.items.is_empty(), from, to, count) {
            (false, 1.., 1.., 1..) => Some(format!("Showing {from} to {to} of {count} total {term}")),
            (false, 1.., 1.., 0) => Some(format!("Showing {term} {from} to {to}")),
            (_, _, _, 1..) => Some(format!("{count} total {term}")),
            _ => None,
        }
    }
}
