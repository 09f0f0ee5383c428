mod failing;
mod reach;
mod signing;
mod story;

use super::hook::{self, HookId, NewHook};
use super::kind::Kind;
use super::reading;
use super::signature::Secret;
use crate::access::{self, ManageContacts};
use crate::acting::{Door, Stamp};
use crate::contact::Subject;
use crate::person::PersonId;
use crate::record::{self, Change, Field};
use crate::testing::Portal;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;
use std::sync::{Arc, Mutex};

/// The program of somebody else: it keeps what comes, and answers as it is told.
#[derive(Clone)]
struct Receiver {
    address: String,
    heard: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    answers: Arc<Mutex<u16>>,
}

impl Receiver {
    async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address =
            format!("http://localhost:{}/hook?key=k4711", listener.local_addr().expect("one").port());
        let me = Self { address, heard: Arc::default(), answers: Arc::new(Mutex::new(204)) };
        let told = me.clone();
        let router = Router::new().fallback(async move |headers: HeaderMap, body: Bytes| {
            told.heard.lock().unwrap().push((headers, body));
            StatusCode::from_u16(*told.answers.lock().unwrap()).unwrap()
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        me
    }

    fn answers(&self, status: u16) {
        *self.answers.lock().unwrap() = status;
    }

    /// What came since one asked last.
    fn heard(&self) -> Vec<(HeaderMap, Bytes)> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }

    fn messages(&self) -> Vec<Value> {
        self.heard().iter().map(|(_, body)| serde_json::from_slice(body).expect("JSON")).collect()
    }
}

fn ids(message: &Value) -> Vec<&str> {
    message["data"]["items"].as_array().expect("items").iter().filter_map(|i| i["id"].as_str()).collect()
}

fn stamp(portal: &Portal, person: PersonId, door: Door) -> Stamp {
    Stamp { by: Some(person), ..portal.app.stamp(None, door) }
}

async fn made(portal: &Portal, person: PersonId, address: &str, kinds: &'static [Kind]) -> (HookId, Secret) {
    let (stamp, address) = (stamp(portal, person, Door::Page), address.to_owned());
    let done = portal.app.db.write(move |tx| {
        let actor = access::actor(tx, person, stamp.today)?.expect("an account");
        hook::make(tx, &stamp, &actor, &NewHook { name: "Register", address: &address, kinds })
    });
    done.await.expect("a webhook")
}

/// Gareth gives somebody another name, through this door.
async fn renamed(portal: &Portal, whom: PersonId, name: &str, door: Door) {
    let (stamp, name) = (stamp(portal, portal.story.gareth, door), name.to_owned());
    let done = portal.app.db.write(move |tx| -> Result<_, record::RecordError> {
        let actor = access::actor(tx, stamp.by.expect("Gareth"), stamp.today)?.expect("an account");
        let right = access::right_anywhere::<ManageContacts>(tx, &actor).expect("his right");
        let subject = Subject::Person(whom);
        let before = record::read(tx, subject)?.and_then(|r| r.field(Field::KnownAs).map(str::to_owned));
        let change = Change::Field { field: Field::KnownAs, before, after: Some(name) };
        record::apply(tx, &stamp, &right, subject, &[change])
    });
    done.await.expect("a change");
}

/// The journal is read on, and what is due is sent.
async fn told(portal: &Portal) {
    reading::read(&portal.app).await.expect("the journal is read");
    portal.work().await;
}
