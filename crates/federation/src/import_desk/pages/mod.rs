//! Reading the request, getting the right, acting, answering.

pub mod file;
pub mod list;
mod mapping;
pub mod run;
mod states;

use crate::access::{self, Actor, Denied, ManageContacts, Right};
use store::Tx;
use web::text::Words;

fn right(tx: &mut Tx<'_>, actor: &Actor) -> Result<Right<ManageContacts>, Denied> {
    access::right_anywhere::<ManageContacts>(tx, actor)
}

fn count(t: &Words, key: &'static str, n: u64) -> String {
    t.text(key).put("count", n).plain()
}
