//! Serving one federation: pages, jobs, and an orderly end.

use crate::config::Config;
use crate::{Failure, open};
use axum::Router;
use federation::installation::Installation;
use federation::visit::{App, Routes};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::jobs::Worker;
use tokio::net::TcpListener;
use tokio::sync::watch;
use web::text::Catalogue;

/// How long requests under way may take when the program is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Every page of the program.
pub fn routes() -> Routes {
    federation::routes().merge(portal::routes())
}

pub async fn serve(config: &Config) -> Result<(), Failure> {
    let listener = listen(&config.listen).await?;
    let house = open::open_with(config, config.settings(listener.local_addr()?)).await?;
    println!("ready {}", house.settings.base_url);
    run(app(house)?, listener, told_to_stop()).await
}

/// The installation with the sentences of all crates.
pub fn app(house: Installation) -> Result<App, Failure> {
    let texts = [web::text::TEXTS, federation::TEXTS, portal::TEXTS].concat();
    let catalogue = Catalogue::new(&texts).map_err(|faults| faults.join("; "))?;
    Ok(App::new(house, Arc::new(catalogue))?)
}

pub async fn listen(address: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|e| format!("cannot listen on {address}: {e}").into())
}

/// Serves until `stop` turns true.
pub async fn run(app: App, listener: TcpListener, mut stop: watch::Receiver<bool>) -> Result<(), Failure> {
    let running = federation::jobs(Worker::new(app.db.clone(), app.clock.clone()), &app).start();
    let router: Router = routes().into_router(app);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut stopping = stop.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        let _ = stopping.wait_for(|told| *told).await;
    });
    tokio::select! {
        ended = async { server.await } => ended?,
        () = async { let _ = stop.wait_for(|told| *told).await; tokio::time::sleep(GRACE).await } => {}
    }
    running.stop().await;
    Ok(())
}

/// Turns true at Ctrl-C or when the operator's supervisor says TERM.
pub fn told_to_stop() -> watch::Receiver<bool> {
    let (tell, told) = watch::channel(false);
    tokio::spawn(async move {
        let mut term = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(term) => term,
            Err(_) => return,
        };
        tokio::select! { _ = tokio::signal::ctrl_c() => {}, _ = term.recv() => {} }
        let _ = tell.send(true);
    });
    told
}
