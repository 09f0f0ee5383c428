//! The first person gets in, and only the first comes in this way.

use super::*;
use crate::testing;
use std::sync::Arc;
use web::text::Catalogue;

fn head() -> Letterhead {
    let texts = [web::text::TEXTS, crate::TEXTS].concat();
    Letterhead {
        federation: "Tidewell".into(),
        base_url: "https://portal.tidewell.example".into(),
        zone: jiff::tz::TimeZone::UTC,
        catalogue: Arc::new(Catalogue::new(&texts).expect("the sentences are right")),
    }
}

#[tokio::test]
async fn the_first_administrator_is_invited_and_a_second_founding_is_refused() {
    store::testing::for_each_engine("founding", |db| async move {
        let house = testing::installation(&db).await;
        let new = Founding {
            organisation: "Tidewell".into(),
            kind: "centre".into(),
            name: Name::new("Gwen", "Parry"),
            address: "gwen@home.example".into(),
            role: "administrator".into(),
        };
        for expected in [true, false] {
            let (stamp, head, new) = (house.stamp(None, crate::acting::Door::Command), head(), new.clone());
            let done = db.write(move |tx| found(tx, &stamp, &head, &["tidewell.example".into()], &new)).await;
            assert_eq!(done.is_ok(), expected);
            assert!(expected || matches!(done, Err(FoundingError::Founded)));
        }
        let waiting: (i64,) = db
            .read(|tx| tx.one("SELECT count(*) FROM invitation WHERE state = 'open'", &[]))
            .await
            .unwrap_or_else(|e: StoreError| panic!("{e}"));
        assert_eq!(waiting, (1,));
    })
    .await;
}
