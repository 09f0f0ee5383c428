//! Cookies: their names, their flags, reading and writing.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::Site;

/// How long a cookie stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Until the browser closes.
    Visit,
    Seconds(u64),
    /// Gone at once.
    Ended,
}

/// `__Host-` over https: only this host could have set it, for all paths, over https.
pub fn name(site: &Site, word: &str) -> String {
    let prefix = if site.https { "__Host-" } else { "" };
    format!("{prefix}{word}{}", site.cookie_suffix)
}

pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then_some(value)
    })
}

/// Out of reach of scripts, and not sent along by other sites' forms.
pub fn write(site: &Site, word: &str, value: &str, life: Life) -> HeaderValue {
    let secure = if site.https { "; Secure" } else { "" };
    let age = match life {
        Life::Visit => String::new(),
        Life::Seconds(seconds) => format!("; Max-Age={seconds}"),
        Life::Ended => "; Max-Age=0".to_owned(),
    };
    let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", name(site, word));
    HeaderValue::from_str(&line).unwrap_or_else(|_| HeaderValue::from_static("invalid=; Max-Age=0"))
}
