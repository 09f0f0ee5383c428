//! The ground that walks stand on: the story's federation behind the whole program, and who walks through it.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use federation::account::session;
use federation::testing::{self, Story};
use federation::visit::{App, Method, Row};
use std::fmt::Write as _;
use std::sync::Arc;
use store::{Db, Identifier};
use tower::ServiceExt;
use web::session::Token;
use web::text::Catalogue;

/// Who walks: a stranger, then three who are signed in.
pub const WALKERS: [&str; 4] = ["stranger", "activity volunteer", "coordinator", "other unit"];
pub const COORDINATOR: usize = 2;

pub struct Ground {
    router: Router,
    pub rows: Vec<Row>,
    tokens: [Option<String>; 4],
    member: String,
}

impl Ground {
    pub async fn laid(db: Db) -> Self {
        let story = testing::story(&db).await;
        let other = other_coordinator(&db, &story).await;
        let member =
            testing::enrol(&db, vec![testing::member("Owain", "Ellis", &story.leeds)]).await[0].person;
        let house = testing::installation(&db).await;
        let mut tokens = [const { None }; 4];
        for (slot, person) in tokens[1..].iter_mut().zip([story.marek, story.rhian, other]) {
            let stamp = house.stamp(Some(person), federation::acting::Door::Page);
            let token = db
                .write(move |tx| -> Result<Token, store::StoreError> {
                    let (account,) = tx.one("SELECT id FROM account WHERE person_id = ?1", &[&person])?;
                    session::begin(tx, &stamp, account, "a test", None)
                })
                .await
                .expect("a session can begin");
            let texts = [web::text::TEXTS, federation::TEXTS, portal::TEXTS].concat();
            let catalogue = Arc::new(Catalogue::new(&texts).expect("the sentences are right"));
            let app = App::new(house.clone(), catalogue).expect("an app can be made");
            let cookie = token.cookie(app.site(), web::cookies::Life::Visit);
            *slot = Some(
                cookie.to_str().expect("a cookie is text").split(';').next().unwrap_or_default().to_owned(),
            );
        }
        let texts = [web::text::TEXTS, federation::TEXTS, portal::TEXTS].concat();
        let app = App::new(house, Arc::new(Catalogue::new(&texts).expect("the sentences are right")))
            .expect("an app can be made");
        let routes = federation::routes().merge(portal::routes());
        Self {
            rows: routes.rows().to_vec(),
            router: routes.into_router(app),
            tokens,
            member: member.to_string(),
        }
    }

    pub async fn visit(&self, row: &Row, walker: usize) -> StatusCode {
        let path = row
            .path
            .replace("{slug}", "leeds")
            .replace("{person}", &self.member)
            .replace("{token}", "0000000000000000000000000000000000000000000")
            .replace("{key}", "coordinator-leeds");
        // Any other parameter is an id that nothing has.
        let path = fill(&path, &federation::person::PersonId::from_bytes([9; 16]).to_string());
        let method = match row.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
        };
        self.ask(method, &path, walker).await.status()
    }

    pub async fn ask(&self, method: &str, address: &str, walker: usize) -> Response<Body> {
        let mut request = Request::builder().method(method).uri(address).header(header::HOST, "127.0.0.1");
        if let Some(cookie) = &self.tokens[walker] {
            request = request.header(header::COOKIE, cookie);
        }
        if method == "POST" {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request.body(Body::empty()).expect("a request");
        self.router.clone().oneshot(request).await.expect("the router answers")
    }
}

fn fill(path: &str, with: &str) -> String {
    let mut filled = String::new();
    for part in path.split('/').skip(1) {
        let part = if part.starts_with('{') { with } else { part };
        write!(filled, "/{part}").expect("writing to a string");
    }
    if filled.is_empty() { "/".to_owned() } else { filled }
}

async fn other_coordinator(db: &Db, story: &Story) -> federation::person::PersonId {
    let (stamp, bradford) = (testing::stamp(&testing::clock()), story.bradford.clone());
    db.write(move |tx| {
        let name = federation::person::Name::new("Iqbal", "Hussain");
        let until = Some(jiff::civil::date(2027, 5, 3));
        testing::volunteer(tx, &stamp, name, "iqbal@home.example", "group-coordinator", &bradford, until)
    })
    .await
    .expect("a coordinator can be made")
}
