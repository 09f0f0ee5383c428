//! What there is to do, and how far each is.

use askama::Template;
use serde::Deserialize;

use super::banners::Tag;
use super::component;
use super::html::{Attributes, Content};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/task_list.html")]
pub struct TaskList {
    pub items: Vec<Option<Task>>,
    pub id_prefix: String,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Task {
    pub title: Title,
    pub hint: Option<Content>,
    pub status: TaskStatus,
    pub href: String,
    pub classes: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Title {
    #[serde(flatten)]
    pub content: Content,
    pub classes: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TaskStatus {
    #[serde(flatten)]
    pub content: Content,
    pub tag: Option<Tag>,
    pub classes: String,
}

component!(TaskList);

impl Task {
    pub fn new(title: impl Into<Content>, status: impl Into<TaskStatus>) -> Self {
        let title = Title { content: title.into(), ..Title::default() };
        Self { title, status: status.into(), ..Self::default() }
    }

    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = href.into();
        self
    }

    pub fn hint(mut self, hint: impl Into<Content>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<Tag> for TaskStatus {
    fn from(tag: Tag) -> Self {
        Self { tag: Some(tag), ..Self::default() }
    }
}

impl From<&str> for TaskStatus {
    fn from(words: &str) -> Self {
        Self { content: words.into(), ..Self::default() }
    }
}

impl TaskList {
    pub fn new(tasks: impl IntoIterator<Item = Task>) -> Self {
        Self { items: tasks.into_iter().map(Some).collect(), ..Self::default() }
    }

    fn prefix(&self) -> &str {
        if self.id_prefix.is_empty() { "task-list" } else { &self.id_prefix }
    }
}
