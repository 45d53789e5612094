//! The configuration: one TOML file, then the environment, checked before anything starts.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use crate::events::HEARTBEAT;

/// The shortest secret that the operator or a proxy may have.
const SECRET_CHARS_MIN: usize = 32;

/// The least room that a connection reads into.
const HEAD_BYTES_LEAST: usize = 8 * 1024;

/// The longest time that anything may be waited for: a day. Far beyond it clocks overflow.
const SECS_MOST: u64 = 24 * 60 * 60;

/// Everything that may be configured.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the server listens: `127.0.0.1:8080` unless said otherwise.
    pub listen: Option<SocketAddr>,
    /// The store: the path of a SQLite file, or `postgres://…`, which may hold a password.
    pub store: Option<SecretString>,
    /// How callers are proven, beside API keys.
    pub proofs: Proofs,
    /// What a request may take.
    pub limits: Limits,
}

/// How callers are proven, beside API keys.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Proofs {
    /// Proves the operator, who acts as the system.
    pub operator_secret: Option<SecretString>,
    /// Proves a proxy, which vouches for its callers.
    pub proxy_secret: Option<SecretString>,
}

/// What a request may take.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// The largest body.
    pub body_bytes_max: usize,
    /// The largest head: the request's line and its headers. At least 8,192.
    pub head_bytes_max: usize,
    /// How long a head may take to arrive.
    pub head_secs_max: u64,
    /// How long a body may take to arrive.
    pub body_secs_max: u64,
    /// How long a call may take.
    pub call_secs_max: u64,
    /// How long a connection may neither ask nor take of what it is answered. More than
    /// `call_secs_max`, and than the 15 seconds in which a quiet stream shows that it lives.
    pub idle_secs_max: u64,
    /// Requests in flight, streams aside.
    pub requests_max: usize,
    /// Connections, streams included.
    pub connections_max: usize,
    /// Streams that one caller may have open.
    pub streams_of_one_max: usize,
    /// How long requests in flight have to end when the server stops.
    pub stop_secs_max: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes_max: 256 * 1024,
            head_bytes_max: 128 * 1024,
            head_secs_max: 10,
            body_secs_max: 10,
            call_secs_max: 30,
            idle_secs_max: 60,
            requests_max: 1_024,
            connections_max: 10_000,
            streams_of_one_max: 256,
            stop_secs_max: 30,
        }
    }
}

impl Limits {
    /// Each limit has a variable of its name: `TENANTRY_BODY_BYTES_MAX`.
    fn overlay(&mut self, environment: impl Fn(&str) -> Option<String>) -> Result<()> {
        let mut limits = toml::Table::try_from(&*self)?;
        for (name, limit) in &mut limits {
            let variable = format!("TENANTRY_{}", name.to_uppercase());
            if let Some(text) = environment(&variable) {
                let number = text.parse().ok().and_then(|n: u64| i64::try_from(n).ok());
                let number = number.with_context(|| format!("{variable} is no such number"))?;
                *limit = number.into();
            }
        }
        *self = limits.try_into()?;
        Ok(())
    }

    fn check(&self) -> Result<()> {
        let places_most = Semaphore::MAX_PERMITS as u64;
        for (name, value, most) in [
            ("body_bytes_max", self.body_bytes_max as u64, u64::MAX),
            ("head_secs_max", self.head_secs_max, SECS_MOST),
            ("body_secs_max", self.body_secs_max, SECS_MOST),
            ("call_secs_max", self.call_secs_max, SECS_MOST),
            ("idle_secs_max", self.idle_secs_max, SECS_MOST),
            ("requests_max", self.requests_max as u64, places_most),
            ("connections_max", self.connections_max as u64, places_most),
            (
                "streams_of_one_max",
                self.streams_of_one_max as u64,
                u64::MAX,
            ),
        ] {
            if value == 0 {
                bail!("`limits.{name}` must not be 0");
            }
            if value > most {
                bail!("`limits.{name}` must be at most {most}");
            }
        }
        let busy_secs = self.call_secs_max.max(HEARTBEAT.as_secs());
        if self.idle_secs_max <= busy_secs {
            bail!("`limits.idle_secs_max` must be more than {busy_secs}");
        }
        if self.stop_secs_max > SECS_MOST {
            bail!("`limits.stop_secs_max` must be at most {SECS_MOST}");
        }
        if self.head_bytes_max < HEAD_BYTES_LEAST {
            bail!("`limits.head_bytes_max` must be at least {HEAD_BYTES_LEAST}");
        }
        Ok(())
    }

    /// How long a head may take to arrive.
    #[must_use]
    pub fn head_time(&self) -> Duration {
        Duration::from_secs(self.head_secs_max)
    }

    /// How long a body may take to arrive.
    #[must_use]
    pub fn body_time(&self) -> Duration {
        Duration::from_secs(self.body_secs_max)
    }

    /// How long a connection may be idle.
    #[must_use]
    pub fn idle_time(&self) -> Duration {
        Duration::from_secs(self.idle_secs_max)
    }

    /// How long a call may take.
    #[must_use]
    pub fn call_time(&self) -> Duration {
        Duration::from_secs(self.call_secs_max)
    }
}

impl Config {
    /// Reads a file, if one is named, and then the environment, which goes before it.
    ///
    /// # Errors
    /// If something is not readable, unknown or out of its bounds.
    pub fn load(file: Option<&Path>, environment: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let mut config = match file {
            None => Self::default(),
            Some(file) => {
                let text = std::fs::read_to_string(file)
                    .with_context(|| format!("cannot read `{}`", file.display()))?;
                read(&text).with_context(|| format!("in `{}`", file.display()))?
            }
        };
        config.overlay(environment)?;
        config.check()?;
        Ok(config)
    }

    fn overlay(&mut self, environment: impl Fn(&str) -> Option<String>) -> Result<()> {
        if let Some(listen) = environment("TENANTRY_LISTEN") {
            let address = listen.parse();
            self.listen =
                Some(address.context("TENANTRY_LISTEN is no address such as 127.0.0.1:8080")?);
        }
        if let Some(store) = environment("TENANTRY_STORE") {
            self.store = Some(store.into());
        }
        if let Some(secret) = environment("TENANTRY_OPERATOR_SECRET") {
            self.proofs.operator_secret = Some(secret.into());
        }
        if let Some(secret) = environment("TENANTRY_PROXY_SECRET") {
            self.proofs.proxy_secret = Some(secret.into());
        }
        self.limits.overlay(environment)
    }

    fn check(&self) -> Result<()> {
        let secrets = [
            ("operator_secret", &self.proofs.operator_secret),
            ("proxy_secret", &self.proofs.proxy_secret),
        ];
        for (name, secret) in secrets {
            let chars = secret
                .as_ref()
                .map(|secret| secret.expose_secret().chars().count());
            if chars.is_some_and(|chars| chars < SECRET_CHARS_MIN) {
                bail!("`proofs.{name}` must have at least {SECRET_CHARS_MIN} characters");
            }
        }
        self.limits.check()
    }
}

/// Reads a file's text. What is wrong is said without the text, where secrets stand.
fn read(text: &str) -> Result<Config> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let why = without_value(error.message());
        match before {
            Some(before) => anyhow!("line {}: {why}", before.matches('\n').count() + 1),
            None => anyhow!("{why}"),
        }
    })
}

/// A message of the wrong type quotes the value, which may be a secret.
fn without_value(message: &str) -> String {
    let expected = message
        .starts_with("invalid ")
        .then(|| message.rsplit_once(", expected "));
    match expected.flatten() {
        Some((_, expected)) => format!("the value is not what is expected: {expected}"),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str, environment: &[(&str, &str)]) -> Result<Config> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("tenantry.toml");
        std::fs::write(&file, text)?;
        Config::load(Some(&file), |name| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_goes_before_the_file() {
        let config = load(
            "listen = '127.0.0.1:1'\nstore = 'a.db'",
            &[("TENANTRY_STORE", "b.db")],
        )
        .unwrap();
        let store = config.store.as_ref().map(ExposeSecret::expose_secret);
        assert_eq!(store, Some("b.db"));
        assert_eq!(config.listen.unwrap().port(), 1);
    }

    #[test]
    fn the_environment_sets_limits_too() {
        let variable = "TENANTRY_BODY_BYTES_MAX";
        let text = "[limits]\nbody_bytes_max = 1\nhead_secs_max = 2";
        let limits = load(text, &[(variable, "3")]).unwrap().limits;
        assert_eq!((limits.body_bytes_max, limits.head_secs_max), (3, 2));
        for number in ["", "many", "-1", "0", "1.5", "99999999999999999999"] {
            let error = load(text, &[(variable, number)]).unwrap_err().to_string();
            let names_it = [variable, "limits.body_bytes_max"].map(|name| error.contains(name));
            assert_ne!(names_it, [false, false], "{number}: {error}");
        }
    }

    #[test]
    fn what_is_wrong_is_refused_before_anything_starts() {
        for (text, why) in [
            ("lisen = 'x'", "unknown field"),
            ("[limits]\nbody_bytes_max = 0", "must not be 0"),
            ("[limits]\nhead_bytes_max = 100", "at least 8192"),
            (
                "[limits]\nrequests_max = 9223372036854775807",
                "must be at most",
            ),
            (
                "[limits]\nconnections_max = 9223372036854775807",
                "must be at most",
            ),
            (
                "[limits]\nhead_secs_max = 9223372036854775807",
                "at most 86400",
            ),
            ("[limits]\nstop_secs_max = 86401", "at most 86400"),
            ("[limits]\ncall_secs_max = 60", "must be more than 60"),
            (
                "[limits]\ncall_secs_max = 1\nidle_secs_max = 15",
                "must be more than 15",
            ),
            ("[proofs]\noperator_secret = 'short'", "at least 32"),
            ("listen = 'here'", "invalid socket address"),
        ] {
            let error = format!("{:#}", load(text, &[]).unwrap_err());
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn secrets_do_not_show() {
        let secret = "0123456789abcdef0123456789abcdef";
        let store = format!("postgres://app:{secret}@localhost/app");
        let environment = [
            ("TENANTRY_OPERATOR_SECRET", secret),
            ("TENANTRY_PROXY_SECRET", secret),
            ("TENANTRY_STORE", &store),
        ];
        let config = load("", &environment).unwrap();
        assert!(!format!("{config:?}").contains(secret));
    }

    #[test]
    fn a_mistake_on_the_line_of_a_secret_does_not_show_it() {
        for text in [
            "\n[proofs]\nproxy_secret = 'hunter2",
            "\n[proofs]\nproxy_secret = hunter2",
            "\n[proofs]\nproxysecret = 'hunter2'",
            "\n[proofs]\nproxy_secret = ['hunter2']",
            "\n\nproofs = 'hunter2, expected'",
            "\n\nlisten = 'postgres://u:hunter2@h/db'",
        ] {
            let error = load(text, &[]).unwrap_err();
            for told in [format!("{error:#}"), format!("{error:?}")] {
                assert!(!told.contains("hunter2"), "{told}");
                assert!(told.contains("line 3: "), "{told}");
            }
        }
    }
}
