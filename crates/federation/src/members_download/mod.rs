//! Members' data on its way out: a protected spreadsheet, or a protected sheet of labels, on the record.
//!
//! Who: a coordinator who sends the newsletter, checks the list, prints labels. Why it is more than a link: a file that
//! lies on somebody's own computer is the likeliest way in which members' data gets lost. So each asks for a reason and
//! the least that it needs, is encrypted under a password that only the person knows, stands in the register with its
//! hash before it is given out, and is asked after two weeks later.
//!
//! [`write`] is the act; pages and the command line call the same. Other lists go out by the same steps: what they hold is
//! an [`Outgoing`] made of [`Meant`] rows and [`Columns`], and [`give_out`] makes the file and its row. What may go wrong,
//! and what happens then:
//! * No role or no training: there is no `Right`, so there is nothing to call.
//! * Nobody matches, or nobody can get a label: no file and no row.
//! * The program or the machine stops on the way: the file had no name and is gone; a row is there only when the file
//!   was whole. A row without a file in somebody's hands is possible, a file without a row is not.
//! * An address does not fit the label: its person is named before and after, never dropped in silence.

mod addressee;
mod ask;
mod column;
mod draft;
mod household;
mod meant;
mod pages;
mod point;
mod protection;
mod purpose;
mod record;
mod rows;
mod sheet;
mod spreadsheet;
mod survey;
mod write;

pub use addressee::Why;
pub use ask::{Ask, Form, in_words};
pub use column::{COLUMNS, Column, Columns, ColumnsRefused, Offer, Source, column};
pub use meant::{Listed, Meant};
pub use pages::{
    attachment, columns_field, file_password, password_entry, purpose_errors, purpose_fields, routes,
};
pub use protection::{FilePassword, FilePasswordRefused, LEAST as LEAST_PASSWORD};
pub use purpose::{Post, Purpose, PurposeRefused, REASONS, Reason};
pub use record::{
    COLUMNS as RECORD, Download, DownloadId, FROM as RECORD_FROM, Taken, confirm_deletion, latest,
    open_confirmations,
};
pub use sheet::{Each, Sheet, SheetRefused};
pub use spreadsheet::Spreadsheet;
pub use survey::{LeftOut, Survey, survey};
pub use write::{DownloadError, Finished, KEPT_DAYS, Outgoing, SPREADSHEET, Written, give_out, write};

#[cfg(test)]
mod tests;
