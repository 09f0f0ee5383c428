//! Facts with their names, and links to change them; alone or on a card.

use askama::Template;
use serde::Deserialize;

use super::component;
use super::field::text;
use super::html::{Attributes, Content};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(default)]
#[template(path = "components/summary_list.html")]
pub struct SummaryList {
    pub rows: Vec<Option<SummaryRow>>,
    pub card: Option<Card>,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SummaryRow {
    pub key: Part,
    pub value: Part,
    pub actions: Actions,
    pub classes: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Part {
    #[serde(flatten)]
    pub content: Content,
    pub classes: String,
    #[serde(deserialize_with = "text")]
    pub heading_level: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Actions {
    pub items: Option<Vec<Action>>,
    pub classes: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Action {
    #[serde(flatten)]
    pub content: Content,
    pub href: String,
    pub visually_hidden_text: String,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Card {
    pub title: Option<Part>,
    pub actions: Actions,
    pub classes: String,
    pub attributes: Attributes,
}

component!(SummaryList);

impl SummaryList {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn row(mut self, key: impl Into<Content>, value: impl Into<Content>) -> Self {
        let part = |content| Part { content, ..Part::default() };
        let row = SummaryRow { key: part(key.into()), value: part(value.into()), ..SummaryRow::default() };
        self.rows.push(Some(row));
        self
    }

    /// A link beside the row added last: "Change", heard as "Change town".
    pub fn link(
        mut self,
        words: impl Into<Content>,
        what: impl Into<String>,
        href: impl Into<String>,
    ) -> Self {
        if let Some(Some(row)) = self.rows.last_mut() {
            let action = Action {
                content: words.into(),
                visually_hidden_text: what.into(),
                href: href.into(),
                ..Action::default()
            };
            row.actions.items.get_or_insert_default().push(action);
        }
        self
    }

    pub fn on_card(mut self, title: impl Into<Content>) -> Self {
        let title = Some(Part { content: title.into(), ..Part::default() });
        self.card = Some(Card { title, ..Card::default() });
        self
    }

    fn any_actions(&self) -> bool {
        self.rows.iter().flatten().any(|row| !row.actions.all().is_empty())
    }

    fn card_title(&self) -> Option<&Part> {
        self.card.as_ref()?.title.as_ref()
    }
}

impl Actions {
    fn all(&self) -> &[Action] {
        self.items.as_deref().unwrap_or_default()
    }
}

impl Card {
    fn level(&self) -> &str {
        match &self.title {
            Some(title) if !title.heading_level.is_empty() => &title.heading_level,
            _ => "2",
        }
    }
}
