//! Time as something that is handed in: the running program has the system's clock, a test sets its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

#[derive(Debug, Clone)]
pub struct Clock(Kind);

#[derive(Debug, Clone)]
enum Kind {
    System,
    /// Microseconds since 1970, shared by all clones.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    pub fn system() -> Clock {
        Clock(Kind::System)
    }

    pub fn fixed(at: Timestamp) -> Clock {
        Clock(Kind::Fixed(Arc::new(AtomicI64::new(at.as_microsecond()))))
    }

    /// Now, cut to the microsecond that storage keeps.
    pub fn now(&self) -> Timestamp {
        let micros = match &self.0 {
            Kind::System => system_now().as_microsecond(),
            Kind::Fixed(at) => at.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX)
    }

    pub fn today(&self, tz: &TimeZone) -> Date {
        tz.to_datetime(self.now()).date()
    }

    /// Sets a fixed clock, and all its clones. The system's clock is not ours to set: nothing happens.
    pub fn set(&self, to: Timestamp) {
        if let Kind::Fixed(at) = &self.0 {
            at.store(to.as_microsecond(), Ordering::SeqCst);
        }
    }

    /// Moves a fixed clock, and all its clones.
    pub fn advance(&self, by: SignedDuration) {
        if let Kind::Fixed(at) = &self.0 {
            at.fetch_add(i64::try_from(by.as_micros()).unwrap_or(0), Ordering::SeqCst);
        }
    }
}

/// So that `now` may be handed in as a time or as a clock.
impl From<&Clock> for Timestamp {
    fn from(clock: &Clock) -> Timestamp {
        clock.now()
    }
}

#[allow(clippy::disallowed_methods)] // the one place that reads the system's clock
fn system_now() -> Timestamp {
    Timestamp::now()
}
