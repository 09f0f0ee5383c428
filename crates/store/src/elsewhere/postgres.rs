//! A PostgreSQL database of somebody else.

use super::{Limits, Refused, Taker, columns, kept};
use std::time::{Duration, Instant};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Error, NoTls, SimpleQueryMessage};

const CONNECT: Duration = Duration::from_secs(20);
const ROWS: usize = 500;

/// Waits on a runtime of its own, as long as the question takes.
pub(super) fn ask(address: &str, query: &str, limits: Limits, taker: &mut dyn Taker) -> Result<(), Refused> {
    let mut config: Config = address.parse().map_err(|_| Refused::Address)?;
    config.application_name("chapterhouse feed").connect_timeout(CONNECT);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|_| Refused::Unreachable)?;
    runtime.block_on(async {
        let (client, connection) = config.connect(NoTls).await.map_err(|_| Refused::Unreachable)?;
        let driver = tokio::spawn(connection);
        let until = tokio::time::Instant::now() + limits.time;
        let done = tokio::time::timeout_at(until, read(&client, query, limits, taker)).await;
        driver.abort();
        done.unwrap_or(Err(Refused::TooSlow))
    })
}

async fn read(client: &Client, query: &str, limits: Limits, taker: &mut dyn Taker) -> Result<(), Refused> {
    let began = Instant::now();
    let settings = format!(
        "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout TO {0};
         SET LOCAL lock_timeout TO 30000; SET LOCAL idle_in_transaction_session_timeout TO {0};
         SET LOCAL datestyle TO 'ISO'; SET LOCAL client_encoding TO 'UTF8'; SET LOCAL bytea_output TO 'hex'",
        limits.time.as_millis()
    );
    client.batch_execute(&settings).await.map_err(|_| Refused::Unreachable)?;
    // Prepared: the server takes no second statement there. A cursor: it takes nothing but a query.
    let query = query.trim().trim_end_matches(';');
    let declare = format!("DECLARE chapterhouse_feed NO SCROLL CURSOR FOR {query}");
    let statement = client.prepare(&declare).await.map_err(|e| refused(&e, query))?;
    client.execute(&statement, &[]).await.map_err(|e| refused(&e, query))?;
    let mut is_first = true;
    loop {
        let fetch = format!("FETCH {ROWS} FROM chapterhouse_feed");
        let messages = client.simple_query(&fetch).await.map_err(|e| refused(&e, query))?;
        let rows = take(&messages, is_first, limits, taker)?;
        is_first = false;
        if rows < ROWS {
            return Ok(());
        }
        if began.elapsed() > limits.time {
            return Err(Refused::TooSlow);
        }
    }
}

fn take(
    messages: &[SimpleQueryMessage],
    is_first: bool,
    limits: Limits,
    taker: &mut dyn Taker,
) -> Result<usize, Refused> {
    let mut rows = 0;
    for message in messages {
        match message {
            SimpleQueryMessage::RowDescription(all) if is_first => {
                columns(&all.iter().map(|c| c.name()).collect::<Vec<_>>(), limits, taker)?;
            }
            SimpleQueryMessage::Row(row) => {
                rows += 1;
                let cells: Vec<&str> = (0..row.len()).map(|at| row.get(at).unwrap_or_default()).collect();
                if let Some(at) = cells.iter().position(|c| c.len() > limits.value) {
                    return Err(Refused::NotText(row.columns()[at].name().to_owned()));
                }
                kept(taker.row(&cells))?;
            }
            _ => {}
        }
    }
    Ok(rows)
}

/// The server's DETAIL, which quotes rows, is left out.
fn refused(error: &Error, query: &str) -> Refused {
    let Some(server) = error.as_db_error() else { return Refused::Unreachable };
    let begins = |word: &str| query.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let is_query = ["select", "with", "values", "table", "("].iter().any(|word| begins(word));
    match server.code() {
        c if *c == SqlState::QUERY_CANCELED => Refused::TooSlow,
        c if *c == SqlState::READ_ONLY_SQL_TRANSACTION => Refused::NotReading,
        c if *c == SqlState::INVALID_CURSOR_DEFINITION => Refused::NotReading,
        c if *c == SqlState::SYNTAX_ERROR && server.message().contains("multiple commands") => {
            Refused::Several
        }
        c if *c == SqlState::SYNTAX_ERROR && query.is_empty() => Refused::NoColumns,
        c if *c == SqlState::SYNTAX_ERROR && !is_query => Refused::NotReading,
        c if *c == SqlState::FEATURE_NOT_SUPPORTED && query.to_lowercase().contains("insert") => {
            Refused::NotReading
        }
        _ => Refused::Query(server.message().to_owned()),
    }
}
