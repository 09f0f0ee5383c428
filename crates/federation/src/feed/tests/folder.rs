use super::*;

#[tokio::test]
async fn a_list_comes_in_at_night_and_stops_itself_when_its_file_is_wrong() {
    for_each_engine("a feed at night", |db| async move {
        let folder = Scratch::new();
        folder.write("clerks-1.csv", &list(0..20));
        let portal = set_up(&db, path_in(&folder.0, "clerks-*.csv")).await;
        assert_eq!(db.read(data_as_at).await.unwrap(), None);
        night(&portal, &portal.app).await;
        assert_eq!(number_of(&db, "SELECT count(*) FROM import_row WHERE reason IS NOT NULL").await, 0);
        assert_eq!(number_of(&db, COUNCILS).await, 20);
        assert_eq!(db.read(data_as_at).await.unwrap(), Some(portal.clock.now()));
        let before = number_of(&db, "SELECT count(*) FROM import_run").await;
        night(&portal, &portal.app).await;
        assert_eq!(number_of(&db, "SELECT count(*) FROM import_run").await, before, "once a night");

        next_night(&portal, &portal.app).await;
        let kept = number_of(&db, "SELECT count(*) FROM import_row").await;
        assert_eq!(kept, 20, "unchanged rows leave nothing behind");
        assert_eq!(outcomes(&db).await, ["good", "good"]);

        folder.write("clerks-1.csv", &list(0..12));
        let good = db.read(data_as_at).await.unwrap();
        next_night(&portal, &portal.app).await;
        let stopped = feed(&db).await;
        assert_eq!((stopped.state, stopped.rows_off), (State::Stopped, Some(12)));
        assert!(stopped.stopped_because.unwrap().contains("12 rows where 20 were expected"));
        assert_eq!(db.read(data_as_at).await.unwrap(), good, "what is shown is as old as it is");
        assert_eq!(number_of(&db, ALARMS).await, 2, "to Gareth and to Menna, who look after contacts");
        assert!(db.read(crate::journal::verify).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn somebody_who_looked_says_once_that_the_number_of_rows_is_right() {
    let db = store::testing::fresh_sqlite().await;
    let folder = Scratch::new();
    folder.write("clerks.csv", &list(0..20));
    let portal = set_up(&db, path_in(&folder.0, "clerks.csv")).await;
    night(&portal, &portal.app).await;
    folder.write("clerks.csv", &list(0..12));
    next_night(&portal, &portal.app).await;
    let (stamp, id) = (testing::stamp(&portal.clock), feed(&db).await.id);
    let gareth = by(&db, "gareth@home.example").await;

    let again = stamp.clone();
    db.write(move |tx| go_on(tx, &again, id, gareth)).await.unwrap();
    assert_eq!(feed(&db).await.by, gareth, "whoever sets it going answers for it");
    next_night(&portal, &portal.app).await;
    assert_eq!(feed(&db).await.state, State::Stopped, "going on alone lets no number pass");

    db.write(move |tx| rows_are_right(tx, &stamp, id, gareth)).await.unwrap();
    next_night(&portal, &portal.app).await;
    let now = feed(&db).await;
    assert_eq!((now.state, now.last_rows), (State::Running, Some(12)));
    folder.write("clerks.csv", &list(0..5));
    next_night(&portal, &portal.app).await;
    assert_eq!(feed(&db).await.state, State::Stopped, "once");
}

#[tokio::test]
async fn a_missing_file_stops_it_from_the_command_line_too() {
    let db = store::testing::fresh_sqlite().await;
    let folder = Scratch::new();
    let portal = set_up(&db, path_in(&folder.0, "clerks.csv")).await;
    let house = portal.app.installation();
    let error = run_from_command(house, "Clerks").await.unwrap_err();
    assert!(matches!(error, FeedError::Missing), "{error}");
    assert_eq!(feed(&db).await.state, State::Stopped);
    assert!(matches!(run_from_command(house, "Clerks").await.unwrap_err(), FeedError::Stopped));
    folder.write("clerks.csv", &list(0..3));
    go_on_from_command(house, "gareth@home.example", "Clerks", Rows::AsBefore).await.unwrap();
    assert!(
        matches!(run_from_command(house, "Clerks").await.unwrap(), Done::CameIn(report) if report.rows == 3)
    );
    stop_from_command(house, "Clerks", "The district changes its system.").await.unwrap();
    assert_eq!(feed(&db).await.stopped_because.as_deref(), Some("The district changes its system."));
}

#[tokio::test]
async fn nobody_names_a_folder_outside_of_the_places() {
    let db = store::testing::fresh_sqlite().await;
    let (folder, outside) = (Scratch::new(), Scratch::new());
    outside.write("secret.csv", &list(0..3));
    folder.write("clerks.csv", &list(0..3));
    let within = |place: &str, pattern: &str| Source::Folder { place: place.into(), pattern: pattern.into() };
    let portal = set_up(&db, within("District", "clerks.csv")).await;
    let app = with_places(
        &portal,
        &[("District", folder.0.display().to_string()), ("CRM", "sqlite:/nowhere.db".to_owned())],
    );
    let places = Places::of(&app.settings);
    let way_out = format!("../{}/secret.csv", outside.0.file_name().unwrap().to_str().unwrap());
    for (source, error) in [
        (within("District", &way_out), SourceError::Pattern),
        (within("District", "/etc/passwd"), SourceError::Pattern),
        (within("District", "*/*"), SourceError::Pattern),
        (within("District", ".hidden"), SourceError::Pattern),
        (within("District", ""), SourceError::Pattern),
        (within("/etc", "passwd"), SourceError::NoPlace),
        (within("CRM", "clerks.csv"), SourceError::NoFolder),
        (Source::Query { place: "District".into(), sql: "SELECT 1".into() }, SourceError::NoDatabase),
        (Source::Query { place: "sqlite:/etc/x".into(), sql: "SELECT 1".into() }, SourceError::NoPlace),
        (Source::Query { place: "CRM".into(), sql: "  ".into() }, SourceError::NoQuery),
    ] {
        assert_eq!(source.check(&places), Err(error), "{source:?}");
    }
    night(&portal, &app).await;
    assert_eq!(number_of(&db, COUNCILS).await, 3);
    // The operator took the place away: the list stops and says so.
    next_night(&portal, &portal.app).await;
    assert!(feed(&db).await.stopped_because.unwrap().contains("no such place"));
}

#[tokio::test]
async fn two_nodes_do_not_run_a_list_at_once_and_what_was_cut_off_goes_on() {
    for_each_engine("two nodes", |db| async move {
        let folder = Scratch::new();
        folder.write("clerks.csv", &list(0..20));
        let portal = set_up(&db, path_in(&folder.0, "clerks.csv")).await;
        let (stamp, id) = (testing::stamp(&portal.clock), feed(&db).await.id);
        // Another node began, and dies.
        db.write(move |tx| runs::claim(tx, &stamp, id, None)).await.unwrap();
        let error = run_from_command(portal.app.installation(), "Clerks").await.unwrap_err();
        assert!(matches!(error, FeedError::Import(ImportError::RunningElsewhere)), "{error}");
        assert_eq!(feed(&db).await.state, State::Running, "that stops nothing");
        portal.clock.advance(jiff::SignedDuration::from_mins(16));
        run_from_command(portal.app.installation(), "Clerks").await.unwrap();
        assert_eq!(outcomes(&db).await, ["cut-off", "good"]);
        assert_eq!(number_of(&db, COUNCILS).await, 20);
    })
    .await;
}

#[tokio::test]
async fn a_removed_list_runs_no_more_and_keeps_its_runs() {
    let db = store::testing::fresh_sqlite().await;
    let folder = Scratch::new();
    folder.write("clerks.csv", &list(0..3));
    let portal = set_up(&db, path_in(&folder.0, "clerks.csv")).await;
    night(&portal, &portal.app).await;
    let (stamp, id) = (testing::stamp(&portal.clock), feed(&db).await.id);
    db.write(move |tx| remove(tx, &stamp, id)).await.unwrap();
    next_night(&portal, &portal.app).await;
    assert_eq!(number_of(&db, "SELECT count(*) FROM feed_run").await, 1);
    assert_eq!(db.read(data_as_at).await.unwrap(), None);
    assert!(db.read(all).await.unwrap().is_empty());
    let source = path_in(&folder.0, "clerks.csv");
    let (stamp, menna) = (testing::stamp(&portal.clock), by(&db, "menna@home.example").await);
    db.write(move |tx| {
        add(
            tx,
            &stamp,
            menna,
            &NewFeed { name: "Clerks", source: &source, mapping: None, at: "03:00", state: State::Running },
        )
    })
    .await
    .unwrap();
    assert_eq!((feed(&db).await.id, feed(&db).await.state), (id, State::Draft), "the same name takes it up");
}
