//! Lists: filters, sort, page, page size and columns live in the address, so that Back, a bookmark and a colleague see
//! the same list. The selection lives on the server, so that it survives paging.
//!
//! A page declares a [`ListSpec`], reads a [`ListQuery`] from the address, fetches one row more than `query.limit()`, and
//! shows the parts below. Paging is by the last row seen ([`Cursor`]), never by counting rows from the start.
//!
//! What may go wrong: anybody can write any address. What the spec does not name is ignored; a cursor is only values
//! that the page binds to its query, and its row number only words.

mod cursor;
mod parts;
mod query;
mod selection;
mod table;
#[cfg(test)]
mod tests;

pub use cursor::Cursor;
pub use parts::{ColumnChooser, Empty, FilterPanel, Letters, Pager, Refinement, SortHeader, caption};
pub use query::{Column, Count, Direction, ListQuery, ListSpec, Place, SIZES, Size};
pub use selection::{Pick, SelectionBar, Tick};
pub use table::Table;
