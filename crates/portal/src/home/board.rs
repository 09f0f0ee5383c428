//! What stands on somebody's home page, worked out from who they are today.

use federation::access::{
    self, Actor, Denied, GrantAccess, ManageContacts, ReadMembers, Refusal, SendMessages,
};
use federation::appointment::is_active;
use federation::attainment::Standing;
use federation::bounce;
use federation::members_download;
use federation::nomination;
use federation::organisation::{self, Organisation};
use federation::returned_mail;
use federation::role::{Capability, Scope};
use federation::rollout;
use federation::visit::App;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use store::{StoreError, Tx};

/// So many days before a role ends it is told.
const ENDS_SOON: i64 = 60;
/// Units that get a link of their own; who reaches more finds them in the list of organisations.
const LINKED_UNITS: usize = 4;

/// Something to do or to know, most pressing first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    Training {
        name: String,
        standing: Standing,
        remedy: String,
    },
    RoleEnds {
        title: String,
        at: String,
        on: Date,
    },
    RoleStarts {
        title: String,
        at: String,
        on: Date,
    },
    /// A file of members' details that should be gone by now.
    FileOut {
        words: String,
        at: String,
        taken_on: Date,
        address: String,
    },
    /// Mail to an address of theirs came back: is it still right?
    MailCameBack {
        address: String,
        on: Timestamp,
        href: String,
    },
    /// Somebody was named for a role and waits for the centre.
    Named {
        count: u64,
    },
    /// They begin in a role that brings access, and were not invited; counted to one more than are listed.
    Starting {
        count: u64,
    },
    /// Mail that comes back is not being read.
    Unread,
}

/// A door that is locked, why, and what opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    pub organisation: String,
    pub slug: String,
    pub reason: String,
    pub remedy: String,
}

#[derive(Clone, Debug, Default)]
pub struct Board {
    pub tasks: Vec<Task>,
    /// Where they have a role that reaches no further: the page of the organisation.
    pub own: Vec<Organisation>,
    /// What organisations and people may change themselves is theirs to say.
    pub sets_policy: bool,
    /// Units whose members may be seen.
    pub members_of: Vec<Organisation>,
    /// Units whose register of downloads may be seen; the whole federation's comes by `all_downloads`.
    pub downloads_of: Vec<Organisation>,
    pub all_downloads: bool,
    pub sees_many_organisations: bool,
    pub locked: Vec<Lock>,
}

pub fn board(tx: &mut Tx<'_>, actor: &Actor) -> Result<Board, StoreError> {
    let mut board = Board { tasks: came_back(tx, actor)?, ..Board::default() };
    board.tasks.extend(tasks(actor));
    board.tasks.extend(files_out(tx, actor)?);
    board.tasks.extend(named(tx, actor)?);
    board.tasks.extend(starting(tx, actor)?);
    board.sets_policy = actor.access.may(Capability::RolesEdit);
    for id in units(actor) {
        let Some(unit) = organisation::by_id(tx, id)? else { continue };
        match access::right::<ReadMembers>(tx, actor, id) {
            Ok(_) => board.members_of.push(unit.clone()),
            Err(Denied::Refused(refusal)) if has_members(tx, &unit)? => {
                board.locked.push(lock(&unit, &refusal))
            }
            Err(Denied::Store(error)) => return Err(error),
            Err(_) => {}
        }
        let wide = |g: &access::Grant| g.organisation == id && g.scope != Scope::Own;
        if !actor.access.grants.iter().any(wide) {
            board.own.push(unit.clone());
        }
        let reviews =
            |g: &&access::Grant| g.capability == Capability::DownloadsReview && g.organisation == id;
        match actor.access.grants.iter().find(reviews).map(|g| g.scope) {
            Some(Scope::Federation) => board.all_downloads = true,
            Some(_) => board.downloads_of.push(unit),
            None => {}
        }
    }
    board.sees_many_organisations = actor.access.sight().goes_below() || units(actor).len() > 1;
    board.members_of.truncate(LINKED_UNITS);
    Ok(board)
}

fn came_back(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Task>, StoreError> {
    let all = bounce::of_person(tx, actor.person, actor.today)?;
    let task = |r: bounce::Returned| Task::MailCameBack {
        href: returned_mail::href(&r),
        on: r.at,
        address: r.address,
    };
    Ok(all.into_iter().map(task).collect())
}

fn named(tx: &mut Tx<'_>, actor: &Actor) -> Result<Option<Task>, StoreError> {
    let right = match access::right_anywhere::<ManageContacts>(tx, actor) {
        Ok(right) => right,
        Err(Denied::Store(error)) => return Err(error),
        Err(_) => return Ok(None),
    };
    let count = nomination::count(tx, &right)?;
    Ok((count > 0).then_some(Task::Named { count }))
}

fn starting(tx: &mut Tx<'_>, actor: &Actor) -> Result<Option<Task>, StoreError> {
    let right = match access::right_anywhere::<GrantAccess>(tx, actor) {
        Ok(right) => right,
        Err(Denied::Store(error)) => return Err(error),
        Err(_) => return Ok(None),
    };
    let count = rollout::count_beginners(tx, &right, actor.today)?;
    Ok((count > 0).then_some(Task::Starting { count }))
}

/// What somebody who writes to everybody has to know of the installation.
pub fn unread(tx: &mut Tx<'_>, app: &App, actor: &Actor) -> Result<Option<Task>, StoreError> {
    match access::right_over_all::<SendMessages>(tx, actor) {
        Ok(_) => Ok(returned_mail::is_in_trouble(tx, app)?.then_some(Task::Unread)),
        Err(Denied::Store(error)) => Err(error),
        Err(_) => Ok(None),
    }
}

fn files_out(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Task>, StoreError> {
    let open = members_download::open_confirmations(tx, actor.person, actor.today)?;
    let task = |d: members_download::Download| Task::FileOut {
        taken_on: d.at.to_zoned(TimeZone::UTC).date(),
        address: format!("/downloads/{}", d.id),
        words: d.words,
        at: d.organisation_name,
    };
    Ok(open.into_iter().map(task).collect())
}

/// Where the person serves today, each once, in the order of their roles.
fn units(actor: &Actor) -> Vec<organisation::OrganisationId> {
    let mut units = Vec::new();
    for held in actor.held.iter().filter(|h| h.counts(actor.today)) {
        if !units.contains(&held.organisation) {
            units.push(held.organisation);
        }
    }
    units
}

fn has_members(tx: &mut Tx<'_>, unit: &Organisation) -> Result<bool, StoreError> {
    let row: (bool,) = tx.one("SELECT has_members FROM organisation_kind WHERE key = ?1", &[&unit.kind])?;
    Ok(row.0)
}

fn lock(unit: &Organisation, refusal: &Refusal) -> Lock {
    Lock {
        organisation: unit.name.clone(),
        slug: unit.slug.clone(),
        reason: refusal.reason(),
        remedy: refusal.remedy(),
    }
}

fn tasks(actor: &Actor) -> Vec<Task> {
    let pressing = |standing: Standing| !matches!(standing, Standing::Valid(_));
    let trainings =
        actor.access.requirements.iter().filter(|d| pressing(d.standing)).map(|d| Task::Training {
            name: d.requirement.name.clone(),
            standing: d.standing,
            remedy: d.requirement.remedy.clone(),
        });
    let today = actor.today;
    let soon = today.saturating_add(ENDS_SOON.days());
    let roles = actor.held.iter().filter_map(|held| {
        let (title, at) = (held.title.clone(), held.organisation_name.clone());
        match held.ends_on {
            _ if held.starts_on > today => Some(Task::RoleStarts { title, at, on: held.starts_on }),
            Some(on) if is_active(held.starts_on, held.ends_on, today) && on <= soon => {
                Some(Task::RoleEnds { title, at, on })
            }
            _ => None,
        }
    });
    trainings.chain(roles).collect()
}
