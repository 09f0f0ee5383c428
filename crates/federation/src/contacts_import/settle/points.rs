//! What a row says of addresses and numbers. Pure.

use super::{Act, Settled};
use crate::acting::Stamp;
use crate::contact_point::{ContactPoint, ContactPointId, Kind};
use crate::contacts_import::known::Known;
use crate::contacts_import::known::{Who, comparable};
use crate::contacts_import::row::Warning;
use crate::contacts_import::said::{Said, Slot};
use crate::record::{Point, Purpose};

/// Blanks are filled; what the source said before follows what it says now; all else stays.
pub fn points(
    known: &mut Known,
    stamp: &Stamp,
    who: Who,
    wanted: &[ContactPoint],
    purpose: Purpose,
    said: Option<&Said>,
    done: &mut Settled,
) {
    for kind in [Kind::Email, Kind::Phone, Kind::Post] {
        let held: Vec<(ContactPointId, Point)> = who
            .points(known)
            .held
            .iter()
            .filter(|(_, p)| p.kind == kind && !p.is_over(stamp.today))
            .cloned()
            .collect();
        let coming: Vec<u64> =
            who.points(known).coming.iter().filter(|(k, _)| *k == kind).map(|(_, h)| *h).collect();
        let was_blank = held.is_empty() && coming.is_empty();
        let slot = if purpose == Purpose::Office { Slot::Office(kind) } else { Slot::Own(kind) };
        for (nth, new) in wanted.iter().filter(|p| p.kind == kind).enumerate() {
            let text = comparable(new);
            let hash = known.hash(&text);
            if coming.contains(&hash) || held.iter().any(|(_, p)| comparable(&p.written()) == text) {
                continue;
            }
            let before = held
                .iter()
                .find(|(_, p)| said.is_some_and(|s| s.still(slot, &comparable(&p.written()), &stamp.secret)));
            match before {
                _ if was_blank => done.acts.push(Act::Add { who, point: Point::of(new.clone(), purpose) }),
                Some((id, before)) if nth == 0 => {
                    let after = Point {
                        purpose: before.purpose,
                        preferred: before.preferred,
                        ..Point::of(new.clone(), purpose)
                    };
                    let after =
                        Point { valid_from: before.valid_from, valid_until: before.valid_until, ..after };
                    done.acts.push(Act::Replace { who, id: *id, before: before.clone(), after });
                }
                _ => {
                    let what = Warning::Kept(match kind {
                        Kind::Email => "e-mail address",
                        Kind::Phone => "telephone number",
                        Kind::Post => "postal address",
                    });
                    if !done.warnings.contains(&what) {
                        done.warnings.push(what);
                    }
                    continue;
                }
            }
            who.points_mut(known).coming.push((kind, hash));
        }
    }
}
