//! Opening an installation: folder, secret, database, migrations, seeded roles.

use crate::Failure;
use crate::config::Config;
use federation::installation::{Installation, Settings};
use federation::sealing::Secret;
use jiff::tz::TimeZone;
use std::sync::Arc;
use store::{Clock, Db, Ids};

/// For commands that serve nothing: links in what they write point at the configured address.
pub async fn open(config: &Config) -> Result<Installation, Failure> {
    let address = config.listen.parse().unwrap_or_else(|_| ([127, 0, 0, 1], 8080).into());
    open_with(config, config.settings(address)).await
}

pub async fn open_with(config: &Config, settings: Settings) -> Result<Installation, Failure> {
    std::fs::create_dir_all(&settings.spool)
        .map_err(|e| format!("the data folder {} cannot be made: {e}", config.data.display()))?;
    let secret = Secret::at(&config.data.join("secret.key"))?;
    let zone =
        TimeZone::get(&config.zone).map_err(|_| format!("there is no time zone called {}", config.zone))?;
    let db = Db::open(&config.database_url()).await?;
    let migrations: Vec<_> = store::MIGRATIONS.iter().chain(federation::MIGRATIONS).cloned().collect();
    if db.migrate(&migrations).await? > 0 {
        db.write(federation::role::seed).await?;
    }
    let clock = Clock::system();
    Ok(Installation { db, ids: Ids::new(clock.clone()), clock, secret, zone, settings: Arc::new(settings) })
}
