//! The client: one connection pool, one proof, calls by id.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use futures_util::stream::BoxStream;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, IF_MATCH};
use reqwest::{RequestBuilder, Response, Url};
use rustls::RootCertStore;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tenantry::{ErrorKind, OrgId};
use tenantry_surface::model::{Kind, Operation};
use tenantry_surface::{Model, Route, routes, texts};

use crate::answer::{Refused, answer, sent, unavailable};
use crate::request::{Request, invalid, request};
use crate::retry::Pace;
use crate::{Failure, Proof, events, tls};

/// How long connecting may take.
const CONNECT_TIME: Duration = Duration::from_secs(10);

/// How a server is called.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How often a call is made, or a stream is tried to be opened, at most. Changes carry an
    /// idempotency key of their own if it is more than once.
    pub tries_max: u32,
    /// How long one try may take.
    pub answer_time: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            tries_max: 5,
            answer_time: Duration::from_secs(60),
        }
    }
}

/// A server, and who calls it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Remote {
    client: reqwest::Client,
    address: Url,
    proof: Arc<Proof>,
    pub(crate) options: Options,
    pub(crate) pace: Pace,
    key: Option<Arc<str>>,
}

/// The registry of this build, which is the server's if they are of one version.
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| Model::own().ok());

/// Where every operation is found.
static PLACES: LazyLock<Option<HashMap<String, (Route, Operation)>>> = LazyLock::new(|| {
    let model = model()?;
    let places = routes(model)
        .ok()?
        .into_iter()
        .zip(model.operations.clone());
    Some(
        places
            .map(|(route, operation)| (operation.id.clone(), (route, operation)))
            .collect(),
    )
});

pub(crate) fn model() -> Option<&'static Model> {
    MODEL.as_ref()
}

impl Remote {
    /// Names a server and who calls. Nothing is sent yet.
    ///
    /// Over `https` the authorities are trusted that the system trusts, or in their place those
    /// that `SSL_CERT_FILE` and `SSL_CERT_DIR` name. Where the system has none at all, those
    /// that browsers trust are compiled in. They are read once in a process.
    ///
    /// # Errors
    /// `Invalid` if the address is none, holds a name or a password, or would send the proof in
    /// the clear to another machine, and if the environment names authorities where there are
    /// none.
    pub fn connect(address: &str, proof: Proof, options: Options) -> Result<Self, Failure> {
        let invalid = |why: &str| Failure::of_transport(ErrorKind::Invalid, why);
        let mut url = Url::parse(address).map_err(|_| invalid("the address is no URL"))?;
        // An address is printed and logged, which a secret must not be.
        if !url.username().is_empty() || url.password().is_some() {
            return Err(invalid(
                "the address must not hold a name or a password: who calls is proven apart",
            ));
        }
        let is_near = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        if url.scheme() != "https" && !(url.scheme() == "http" && is_near) {
            return Err(invalid(
                "the address must be `https://…`: a key is not sent in the clear",
            ));
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        let roots = match url.scheme() {
            "https" => tls::trusted()?,
            _ => RootCertStore::empty().into(),
        };
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(roots))
            .connect_timeout(CONNECT_TIME)
            .redirect(reqwest::redirect::Policy::none());
        // What the environment calls a proxy may be another machine.
        let client = if is_near { client.no_proxy() } else { client };
        let client = client
            .build()
            .map_err(|error| invalid(&error.to_string()))?;
        Ok(Self {
            client,
            address: url,
            proof: Arc::new(proof),
            options,
            pace: Pace::default(),
            key: None,
        })
    }

    /// The same with an idempotency key for its changes.
    #[must_use]
    pub fn with_idempotency_key(&self, key: &str) -> Self {
        Self {
            key: Some(key.into()),
            ..self.clone()
        }
    }

    /// Calls an operation by its id, in an organisation if it is a tenant's.
    ///
    /// # Errors
    /// What the operation gives; `Unavailable` if the server cannot be reached, `Invalid` with
    /// the code `untrusted` if its certificate is not trusted.
    pub async fn call(
        &self,
        org: Option<OrgId>,
        operation: &str,
        input: Value,
    ) -> Result<Value, Failure> {
        let (route, described) = place(operation, false)?;
        let request = request(route, org, input)?;
        let is_repeated = described.is_idempotent && self.options.tries_max > 1;
        let own = || is_repeated.then(|| uuid::Uuid::now_v7().to_string());
        // A key that the server does not keep makes nothing safe.
        let given = self.key.as_deref().filter(|_| described.is_idempotent);
        let key = given.map(str::to_owned).or_else(own);
        let is_read = described.kind == Kind::Read;
        let is_safe = is_read || key.is_some();
        let mut is_in_doubt = false;
        let mut tries = 1;
        loop {
            let built = self
                .build(&request, key.as_deref())?
                .timeout(self.options.answer_time);
            let answered = match sent(built).await {
                Ok(response) => answer(response).await,
                Err(refused) => Err(refused),
            };
            let refused = match answered {
                Ok(answer) => return Ok(answer),
                Err(refused) => refused,
            };
            is_in_doubt |= refused.is_in_doubt && !is_read;
            let is_verdict = refused.is_verdict;
            let failure = *refused.failure;
            match self.pace.wait(&failure, is_safe, tries, refused.asked) {
                Some(wait) if tries < self.options.tries_max => tokio::time::sleep(wait).await,
                _ if is_in_doubt && !is_verdict => {
                    return Err(failure.in_doubt(key.as_deref()));
                }
                _ => return Err(failure),
            }
            tries += 1;
        }
    }

    /// Opens a stream by the operation's id. It resumes by itself where a connection is lost,
    /// and fails if that happens ten times without an item or a connection that lasted.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub async fn stream(
        &self,
        org: Option<OrgId>,
        operation: &str,
        input: Value,
    ) -> Result<BoxStream<'static, Result<Value, Failure>>, Failure> {
        let (route, _) = place(operation, true)?;
        let request = request(route, org, input)?;
        events::opened(self.clone(), request).await
    }

    /// Opens a stream once, from where a reader stands.
    pub(crate) async fn open(
        &self,
        request: &Request,
        last: Option<&str>,
    ) -> Result<Response, Refused> {
        let mut built = self.build(request, None)?;
        if let Some(last) = last {
            built = built.header("last-event-id", last);
        }
        // A timeout of the request would end the stream too.
        tokio::time::timeout(self.options.answer_time, sent(built))
            .await
            .unwrap_or_else(|_| Err(unavailable("did not answer in time").into()))
    }

    fn build(&self, request: &Request, key: Option<&str>) -> Result<RequestBuilder, Failure> {
        let mut url = self
            .address
            .join(&request.path)
            .map_err(|_| Failure::of_transport(ErrorKind::Invalid, "the path is none"))?;
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        let mut built = self.client.request(request.method.clone(), url);
        built = match &*self.proof {
            _ if !request.is_proven => built,
            Proof::Nobody => built,
            Proof::Key(secret) => built.header(AUTHORIZATION, bearer(secret)?),
            Proof::Operator { secret, reason } => built
                .header(AUTHORIZATION, bearer(secret)?)
                .header("tenantry-reason", reason),
            Proof::Vouched {
                secret,
                directory,
                issuer,
                subject,
            } => built
                .header("tenantry-proxy", sensitive(secret.expose_secret())?)
                .header("tenantry-directory", texts::escape(directory))
                .header("tenantry-issuer", texts::escape(issuer))
                .header("tenantry-subject", texts::escape(subject)),
        };
        if let Some(key) = key {
            built = built.header("idempotency-key", key);
        }
        if let Some(version) = request.if_match {
            built = built.header(IF_MATCH, format!("\"{version}\""));
        }
        if let Some(body) = &request.body {
            built = built
                .header(CONTENT_TYPE, "application/json")
                .body(body.to_string());
        }
        Ok(built)
    }
}

fn place(operation: &str, is_stream: bool) -> Result<&'static (Route, Operation), Failure> {
    let places = PLACES.as_ref().and_then(|places| places.get(operation));
    match places {
        None => {
            let message = format!("there is no operation `{operation}`");
            Err(Failure::of_transport(ErrorKind::NotFound, message))
        }
        Some((route, _)) if route.is_stream && !is_stream => Err(invalid(
            "operation",
            "is a stream, which is opened and not called",
        )),
        Some((route, _)) if !route.is_stream && is_stream => Err(invalid(
            "operation",
            "answers once, so it is called and not opened",
        )),
        Some(place) => Ok(place),
    }
}

fn bearer(secret: &SecretString) -> Result<HeaderValue, Failure> {
    sensitive(&format!("Bearer {}", secret.expose_secret()))
}

fn sensitive(text: &str) -> Result<HeaderValue, Failure> {
    let mut value = HeaderValue::try_from(text).map_err(|_| {
        let why = "the key holds more than visible ASCII";
        Failure::of_transport(ErrorKind::Unauthenticated, why)
    })?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connected(address: &str) -> Result<Remote, Failure> {
        Remote::connect(address, Proof::Key("key".into()), Options::default())
    }

    #[test]
    fn an_address_holds_no_secret() {
        for address in [
            "https://ann:hunter2@example.com",
            "https://ann@example.com",
            "http://:hunter2@localhost:1",
        ] {
            let failure = connected(address).unwrap_err();
            assert_eq!(failure.kind, ErrorKind::Invalid);
            assert!(!failure.message.contains("hunter2"));
        }
        assert!(connected("https://example.com/below").is_ok());
    }
}
