//! The whole portal of the story, for tests of pages: everybody of the story signs in with [`PASSWORD`].

use super::{Browser, Story, clock, story};
use crate::account::hashing::{Hasher, Password};
use crate::installation::{DemoLink, Demonstration, Installation, Settings};
use crate::sealing::Secret;
use crate::visit::App;
use axum::Router;
use jiff::tz::TimeZone;
use std::sync::Arc;
use store::jobs::Worker;
use store::{Clock, Db, Ids};
use web::text::Catalogue;

pub const PASSWORD: &str = "marmalade tractor winter";

pub struct Portal {
    pub app: App,
    pub story: Story,
    pub clock: Clock,
    pub router: Router,
}

/// Tells the story in `db` and opens its portal.
pub async fn portal(db: &Db) -> Portal {
    let story = story(db).await;
    let clock = clock();
    let settings = Settings {
        name: "Tidewell".into(),
        base_url: "http://portal.example".into(),
        own_domains: vec!["tidewell.example".into()],
        mail_from: "Tidewell <portal@tidewell.example>".into(),
        smtp: None,
        places: crate::outward::Places::Private,
        bounces: Default::default(),
        spool: std::env::temp_dir(),
        feed_places: Default::default(),
        fonts: concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/dist/fonts").into(),
        demo: Some(demonstration()),
    };
    let installation = Installation {
        db: db.clone(),
        clock: clock.clone(),
        ids: Ids::new(clock.clone()),
        secret: Secret::new([7; 32]),
        zone: TimeZone::get("Europe/London").expect("the zone database"),
        settings: Arc::new(settings),
    };
    let texts = web::text::TEXTS.iter().chain(crate::TEXTS);
    let catalogue = Catalogue::new(texts).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let app = App::with_hasher(installation, Arc::new(catalogue), Hasher::quick()).expect("an app");
    let hash = app.hasher().hash(Password::new(PASSWORD)).await.expect("a hash");
    db.write(move |tx| tx.run("UPDATE account SET password_hash = ?1", &[&hash])).await.expect("passwords");
    let router = crate::routes().into_router(app.clone());
    Portal { app, story, clock, router }
}

fn demonstration() -> Demonstration {
    let other = DemoLink { name: "Elsewhere".into(), url: "http://elsewhere.example".into() };
    Demonstration { strapline: String::new(), cast: Vec::new(), other }
}

impl Portal {
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which somebody of the story is signed in: "rhian@home.example".
    pub async fn signed_in(&self, address: &str) -> Browser {
        let mut browser = self.browser();
        let answered = browser.sign_in(address, PASSWORD).await;
        assert!(answered.status.is_redirection(), "{address} signs in: {}", answered.body);
        browser
    }

    /// Runs every job that is due.
    pub async fn work(&self) {
        let worker = crate::jobs(Worker::new(self.app.db.clone(), self.clock.clone()), &self.app);
        let drained = worker.drain().await.expect("jobs run");
        assert_eq!(drained.failed, [], "no job fails");
    }
}
