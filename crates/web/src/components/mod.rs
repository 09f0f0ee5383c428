//! The parts that pages are made of: buttons, fields, tables, banners.
//!
//! Each is a struct with a template beside it and prints itself safely: `{{ component }}` in a page's template.
//! A page author uses the short constructors (`Input::new("town", "Town").value(v).error(e)`); the public fields carry
//! every other option of the kit. A test compares what the structs print with the fixtures of govuk-frontend and
//! @ministryofjustice/frontend, so that their styles and scripts fit.
//!
//! What may go wrong: `Html::trusted` with something from outside in it. Only components and templates make `Html`.

mod banners;
mod button;
mod choices;
mod combobox;
mod date_input;
mod details;
mod error_summary;
mod field;
mod fieldset;
mod file_upload;
mod html;
mod input;
mod moj;
mod pagination;
mod select;
mod summary_list;
mod table;
mod task_list;
mod textarea;
mod wayfinding;

pub use banners::{InsetText, NotificationBanner, Panel, Tag, WarningText};
pub use button::Button;
pub use choices::{Checkboxes, Choice, Radios};
pub use date_input::{DateInput, DatePart};
pub use details::Details;
pub use error_summary::{ErrorLine, ErrorSummary};
pub use field::{ErrorMessage, Field, FormGroup, Hint, Label};
pub use fieldset::{Fieldset, Legend};
pub use file_upload::FileUpload;
pub use html::{Attributes, Content, Escaped, Html};
pub use input::{Affix, Input, PasswordInput, Wrapper};
pub use moj::{
    Chip, ChipGroup, Filter, IdentityBar, MojPagination, MultiSelect, Results, SubNavItem, SubNavigation,
    Timeline, TimelineItem,
};
pub use pagination::{PageItem, PageLink, Pagination};
pub use select::{Choose, Select};
pub use summary_list::{Action, Actions, Card, SummaryList, SummaryRow};
pub use table::{Cell, Table};
pub use task_list::{Task, TaskList, TaskStatus};
pub use textarea::{CharacterCount, Textarea};
pub use wayfinding::{BackLink, Breadcrumbs, Crumb, SkipLink};

/// What makes a struct print itself in a template without being escaped a second time.
macro_rules! component {
    ($($name:ty),+) => { $(
        impl askama::filters::HtmlSafe for $name {}
        impl From<$name> for $crate::components::Html {
            fn from(component: $name) -> Self {
                Self::trusted(component.to_string())
            }
        }
        impl From<$name> for $crate::components::Content {
            fn from(component: $name) -> Self {
                Self::html(component.into())
            }
        }
    )+ };
}
pub(crate) use component;

#[cfg(test)]
mod tests;
