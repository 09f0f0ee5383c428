//! A browser for tests: keeps cookies, fills in form tokens, goes where it is sent. No network.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tower::ServiceExt;

pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    token: String,
    pub agent: String,
    pub language: String,
    pub peer: SocketAddr,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answered {
    pub status: StatusCode,
    /// Where a redirect leads.
    pub location: Option<String>,
    pub body: String,
}

impl Answered {
    /// The value of a hidden or filled-in field.
    pub fn field(&self, name: &str) -> Option<String> {
        let tag = self
            .body
            .split('<')
            .find(|tag| tag.starts_with("input") && tag.contains(&format!("name=\"{name}\"")))?;
        let value = tag.split("value=\"").nth(1)?.split('"').next()?;
        Some(unescaped(value))
    }

    pub fn says(&self, words: &str) -> bool {
        unescaped(&self.body).contains(words)
    }
}

fn unescaped(html: &str) -> String {
    html.replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            token: String::new(),
            agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".into(),
            language: "en".into(),
            peer: SocketAddr::from(([192, 0, 2, 10], 40000)),
        }
    }

    /// The same program, another browser at another place.
    pub fn stranger(&self, last: u8) -> Self {
        Self { peer: SocketAddr::from(([198, 51, 100, last], 40000)), ..Self::new(self.router.clone()) }
    }

    pub async fn get(&mut self, path: &str) -> Answered {
        let request = self.request("GET", path).body(Body::empty()).expect("a request");
        self.send(request).await
    }

    /// What no page does, only programs.
    pub async fn patch(&mut self, path: &str) -> Answered {
        let request = self.request("PATCH", path).body(Body::empty()).expect("a request");
        self.send(request).await
    }

    /// Sends a form with the token of the last page that had one.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answered {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", &self.token).extend_pairs(fields);
        let kind = "application/x-www-form-urlencoded";
        let request = self.request("POST", path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(form.finish())).expect("a request")).await
    }

    /// Sends a file with the token of the last page that had one, as a browser does (RFC 7578).
    pub async fn upload(&mut self, path: &str, file_name: &str, bytes: &[u8]) -> Answered {
        let edge = "----a-line-that-is-not-in-the-file";
        let head = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--{edge}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n",
            self.token
        );
        let body = [head.as_bytes(), bytes, format!("\r\n--{edge}--\r\n").as_bytes()].concat();
        let kind = format!("multipart/form-data; boundary={edge}");
        let request = self.request("POST", path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Opens the sign-in page and signs in.
    pub async fn sign_in(&mut self, address: &str, password: &str) -> Answered {
        self.get("/sign-in").await;
        self.post("/sign-in", &[("address", address), ("password", password)]).await
    }

    pub fn has_cookie(&self, name: &str) -> bool {
        self.cookies.contains_key(name)
    }

    /// What somebody who copied the cookies could do.
    pub fn with_cookies_of(mut self, other: &Browser) -> Self {
        self.cookies = other.cookies.clone();
        self
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "portal.example")
            .header(header::USER_AGENT, &self.agent)
            .header(header::ACCEPT_LANGUAGE, &self.language)
            .header(header::COOKIE, cookies.join("; "))
            .extension(ConnectInfo(self.peer))
    }

    async fn send(&mut self, request: Request<Body>) -> Answered {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let line = cookie.to_str().expect("a cookie of plain letters");
            let (name, value) =
                line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a name and a value");
            match line.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let status = response.status();
        let location =
            response.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let bytes = to_bytes(response.into_body(), 8 * 1024 * 1024).await.expect("a body");
        let answered = Answered { status, location, body: String::from_utf8_lossy(&bytes).into_owned() };
        if let Some(token) = answered.field("csrf") {
            self.token = token;
        }
        answered
    }
}
