//! What an operator sets: a TOML file, then `CHAPTERHOUSE_*` from the environment. An unknown key refuses to start: a
//! misspelt setting that is silently ignored is found out on the worst day.

use federation::installation::{FeedPlaces, Settings};
use federation::outward::Places;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("the configuration file {0} cannot be read: {1}")]
    File(String, std::io::Error),
    #[error("the configuration is not right: {0}")]
    Malformed(#[from] toml::de::Error),
    #[error(
        "the place \"{0}\" of [feeds.places] is this installation's own database; a list cannot come from it"
    )]
    OwnDatabase(String),
    #[error("{0} is set in the environment, but there is no such setting. Settings are: {1}")]
    UnknownVariable(String, String),
}

/// The settings of one installation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The federation's name, as pages show it.
    pub name: String,
    /// Address and port to serve on.
    pub listen: String,
    /// Where people reach it, without a slash at the end. Begins with https:// behind a proxy that speaks TLS.
    pub base_url: String,
    /// `sqlite:PATH` or `postgres://…`. Blank: a SQLite file in `data`.
    pub database: String,
    /// Folder for the secret, encrypted files under way and, by default, the database.
    pub data: PathBuf,
    /// Fonts for labels. Blank: beside the program, or in `assets/dist/fonts` of a checkout.
    pub fonts: PathBuf,
    /// Time zone of dates that people see.
    pub zone: String,
    /// Mail domains that the federation runs: nobody signs in with an address there.
    pub own_domains: Vec<String>,
    /// Sender of mails.
    pub mail_from: String,
    /// What overnight lists may come from on this machine.
    pub feeds: Feeds,
    /// The relay that takes mails: `smtp://host:port`, `smtps://user:password@host`. Blank: no mail leaves.
    pub smtp: String,
    /// Mail that cannot be delivered comes back to `name+TOKEN@domain` of this address. Blank: to `mail_from`.
    pub bounce_address: String,
    pub bounces: Bounces,
    /// Whether the program may connect to addresses of the internal network when it fetches or sends over the web.
    pub private_places: bool,
}

/// Places by name: a folder, `sqlite:PATH` or `postgres://…`. People at the desk choose by the name alone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Feeds {
    #[serde(deserialize_with = "places")]
    pub places: FeedPlaces,
}

fn places<'de, D: serde::Deserializer<'de>>(from: D) -> Result<FeedPlaces, D::Error> {
    BTreeMap::deserialize(from).map(FeedPlaces)
}

/// How mail that came back is read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bounces {
    /// The return mailbox: `imaps://user:password@host`, with `/FOLDER` when it is not the inbox.
    pub imap: String,
    /// A file with the certificate of its server, or of who signed it, where it is none that everybody knows.
    pub imap_certificate: PathBuf,
    /// The secret by which a mail server hands reports over at `/hooks/bounces`: 24 letters or more.
    pub hook_secret: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: "Chapterhouse".into(),
            listen: "127.0.0.1:8080".into(),
            base_url: String::new(),
            database: String::new(),
            data: "data".into(),
            fonts: PathBuf::new(),
            zone: "Europe/London".into(),
            own_domains: Vec::new(),
            mail_from: "no-reply@localhost".into(),
            smtp: String::new(),
            feeds: Feeds::default(),
            private_places: false,
            bounce_address: String::new(),
            bounces: Bounces::default(),
        }
    }
}

const PREFIX: &str = "CHAPTERHOUSE_";
/// Variables with our prefix that are not settings: tests and tools use them.
const NOT_SETTINGS: [&str; 3] = ["CHAPTERHOUSE_TEST_", "CHAPTERHOUSE_SHARED_DATA", "CHAPTERHOUSE_BLESS"];

impl Config {
    /// Reads the file, if one is named, and lets the environment override it.
    pub fn read(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let text = match file {
            Some(path) => {
                std::fs::read_to_string(path).map_err(|e| ConfigError::File(path.display().to_string(), e))?
            }
            None => String::new(),
        };
        let mut table: toml::Table = toml::from_str(&text)?;
        for (name, value) in environment {
            let Some(key) = name.strip_prefix(PREFIX) else { continue };
            if NOT_SETTINGS.iter().any(|other| name.starts_with(other)) {
                continue;
            }
            let key = key.to_lowercase();
            if !KEYS.contains(&key.as_str()) {
                return Err(ConfigError::UnknownVariable(name, KEYS.join(", ")));
            }
            put(&mut table, &key, from_environment(&key, &value));
        }
        let config: Self = table.try_into()?;
        let own = config.database_url();
        match config.feeds.places.0.iter().find(|(_, address)| **address == own) {
            Some((name, _)) => Err(ConfigError::OwnDatabase(name.clone())),
            None => Ok(config),
        }
    }

    pub fn database_url(&self) -> String {
        match self.database.as_str() {
            "" => format!("sqlite:{}", self.data.join("chapterhouse.db").display()),
            url => url.to_owned(),
        }
    }

    pub fn settings(&self, address: std::net::SocketAddr) -> Settings {
        let base_url = match self.base_url.trim_end_matches('/') {
            "" => format!("http://{address}"),
            url => url.to_owned(),
        };
        Settings {
            name: self.name.clone(),
            base_url,
            own_domains: self.own_domains.clone(),
            mail_from: self.mail_from.clone(),
            places: if self.private_places { Places::Private } else { Places::Public },
            smtp: given(&self.smtp),
            bounces: federation::installation::Bounces {
                address: given(&self.bounce_address),
                imap: given(&self.bounces.imap),
                imap_certificate: Some(self.bounces.imap_certificate.clone())
                    .filter(|path| !path.as_os_str().is_empty()),
                hook_secret: given(&self.bounces.hook_secret),
            },
            spool: self.data.join("spool"),
            feed_places: self.feeds.places.clone(),
            fonts: self.fonts_folder(),
            demo: None,
        }
    }

    fn fonts_folder(&self) -> PathBuf {
        if !self.fonts.as_os_str().is_empty() {
            return self.fonts.clone();
        }
        let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("fonts")));
        let checkout = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/dist/fonts"));
        beside.filter(|p| p.is_dir()).unwrap_or(checkout)
    }
}

fn given(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|t| !t.is_empty())
}

const KEYS: [&str; 15] = [
    "name",
    "listen",
    "base_url",
    "database",
    "data",
    "fonts",
    "zone",
    "own_domains",
    "mail_from",
    "smtp",
    "private_places",
    "bounce_address",
    "bounces_imap",
    "bounces_imap_certificate",
    "bounces_hook_secret",
];

/// `bounces_imap` stands for `imap` in the table `[bounces]`.
fn put(table: &mut toml::Table, key: &str, value: toml::Value) {
    match key.strip_prefix("bounces_") {
        Some(inner) => {
            let held = table.entry("bounces").or_insert_with(|| toml::Table::new().into());
            if let Some(held) = held.as_table_mut() {
                held.insert(inner.to_owned(), value);
            }
        }
        None => {
            table.insert(key.to_owned(), value);
        }
    }
}

fn from_environment(key: &str, value: &str) -> toml::Value {
    match key {
        "own_domains" => {
            value.split(',').map(|d| d.trim().to_owned()).filter(|d| !d.is_empty()).collect::<Vec<_>>().into()
        }
        // Anything but yes or no is left as text, which the setting refuses.
        "private_places" => value.parse::<bool>().map_or_else(|_| value.into(), toml::Value::from),
        _ => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_overrides_and_an_unknown_key_refuses_to_start() {
        let set = |name: &str, value: &str| [(name.to_owned(), value.to_owned())].into_iter();
        let config = Config::read(None, set("CHAPTERHOUSE_OWN_DOMAINS", "a.example, b.example")).unwrap();
        assert_eq!(config.own_domains, ["a.example", "b.example"]);
        let file = std::env::temp_dir().join(format!("chapterhouse-config-{}.toml", std::process::id()));
        std::fs::write(
            &file,
            "[feeds.places]\nCRM = \"postgres://feed:word@crm/db\"\nOwn = \"sqlite:data/chapterhouse.db\"\n",
        )
        .unwrap();
        let own = Config::read(Some(&file), std::iter::empty()).unwrap_err().to_string();
        assert!(own.contains("Own") && !own.contains("word"), "{own}");
        let other = Config::read(Some(&file), set("CHAPTERHOUSE_DATABASE", "sqlite:x.db")).unwrap();
        assert!(!format!("{other:?}").contains("word"), "an address is not printed");
        std::fs::remove_file(&file).unwrap();
        let refused = Config::read(None, set("CHAPTERHOUSE_LISTN", "x")).unwrap_err();
        assert!(refused.to_string().contains("CHAPTERHOUSE_LISTN"));
        assert!(Config::read(None, set("CHAPTERHOUSE_PRIVATE_PLACES", "true")).unwrap().private_places);
        assert!(Config::read(None, set("CHAPTERHOUSE_PRIVATE_PLACES", "maybe")).is_err());
    }
}
