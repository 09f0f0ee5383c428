//! The members of an organisation, for those whose role and training open them: a list to look through, search and
//! filter, and a page for each person.
//!
//! The cost of a page follows what it shows, never the size of the federation. [`list`] reads one sorted index from
//! where the last page ended; what a search or a filter leaves of a million is found by the search index. Where neither
//! is quick it stops after a bounded number of entries and says so ([`Page::looked_through`], [`Order::AsEntered`]),
//! and the next page goes on from there.
//!
//! [`Filter`] is the one meaning of "these members": lists, counts, selections and downloads all take it.

mod chosen;
mod count;
mod extent;
mod filter;
mod found;
mod page;
mod page_filters;
mod page_list;
mod page_person;
mod page_selection;
mod row;
mod walk;

pub use chosen::{Chosen, list_name};
pub use filter::{Filter, Standing, Yes};
pub use page::{Asked, Cursor, Order, Page, Side};
pub use row::{Member, Sort, SortBy};

use crate::access::{ReadMembers, Right};
use crate::role::Capability;
use crate::visit::{Routes, Who};
use count::Way;
use extent::Extent;
use jiff::civil::Date;
use store::{StoreError, Tx};

pub fn routes() -> Routes {
    let reader = Who::Holder(Capability::MembersRead);
    let taker = Who::Holder(Capability::MembersExport);
    Routes::new()
        .get("/organisations/{slug}/members", reader, page_list::show)
        .get("/organisations/{slug}/members/{person}", reader, page_person::show)
        .post("/organisations/{slug}/members/selection", reader, page_selection::pick)
        .post("/organisations/{slug}/members/selection/confirmed", taker, page_selection::confirm)
}

/// One page of the members that `right` reaches and `filter` leaves.
pub fn list(
    tx: &mut Tx<'_>,
    right: &Right<ReadMembers>,
    filter: &Filter,
    sort: Sort,
    asked: &Asked,
    today: Date,
) -> Result<Page, StoreError> {
    let extent = Extent::of(tx, right)?;
    let counted = count::count(tx, &extent, filter, sort.by, today)?;
    let mut page = match counted.way {
        Way::Walk => walk::page(tx, &extent, filter, sort, asked, today)?,
        Way::Sort(lookup) => found::sorted(tx, &lookup, &extent, filter, sort, asked, today)?,
        Way::AsEntered(lookup) => found::as_entered(tx, &lookup, &extent, filter, asked, today)?,
    };
    page.count = counted.count;
    page.letters = counted.letters;
    Ok(page)
}

/// A bound of the work for one page. Tests make it small, to come past it with few members.
const fn bound(entries: u64) -> u64 {
    if cfg!(test) { entries.div_ceil(1_000) + 4 } else { entries }
}

#[cfg(test)]
mod tests;
