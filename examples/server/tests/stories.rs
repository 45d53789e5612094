//! Every story over HTTP, through the remote client: what comes of each call is what comes of
//! it inside one process.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use futures_util::StreamExt;
use secrecy::SecretString;
use serde_json::{Value, json};
use tenantry::{ErrorKind, Tenantry};
use tenantry_conformance::stories::{
    Asked, Door, InProcess, Outcome, Ports, Story, Surface, Told, Who, replay, stories,
};
use tenantry_remote::{Failure, Options, Proof, Remote};
use tenantry_server::{Config, app, serve};
use tenantry_sqlite::Sqlite;
use tokio::net::TcpListener;

const OPERATOR: &str = "operator-0123456789abcdef0123456789";
const PROXY: &str = "proxy-0123456789abcdef0123456789abcdef";

/// A server on loopback, until it is dropped.
struct Http {
    address: String,
    serving: tokio::task::JoinHandle<anyhow::Result<()>>,
}

impl Drop for Http {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

#[cfg(test)]
impl Http {
    async fn serve(tenantry: Tenantry) -> Self {
        let mut config = Config::default();
        config.proofs.operator_secret = Some(OPERATOR.into());
        config.proofs.proxy_secret = Some(PROXY.into());
        let router = app(tenantry, &config).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            serve::serve(listener, router, &config.limits, std::future::pending()).await
        });
        Self { address, serving }
    }
}

#[async_trait]
impl Surface for Http {
    async fn play(&self, asked: Asked) -> Outcome {
        let once = Options {
            tries_max: 1,
            ..Options::default()
        };
        let remote = match Remote::connect(&self.address, proof(asked.who), once) {
            Ok(remote) => remote,
            Err(failure) => return Outcome::Error(json!(failure)),
        };
        let remote = match &asked.key {
            Some(key) => remote.with_idempotency_key(key),
            None => remote,
        };
        let org = match asked
            .org
            .as_ref()
            .map(|org| org.as_str().unwrap_or_default().parse::<tenantry::OrgId>())
        {
            Some(Err(error)) => return tenantry::Error::into(error),
            Some(Ok(org)) => Some(org),
            None => None,
        };
        // Entering is part of any call; this one needs the least.
        let operation = asked.operation.as_deref().unwrap_or("orgs.get");
        let outcome = match asked.items {
            None => remote.call(org, operation, asked.input).await,
            Some(count) => take(&remote, org, operation, asked.input, count).await,
        };
        match outcome {
            Ok(answer) => Outcome::Answer(answer),
            // What the client itself has no place for never reached the server.
            Err(failure) if is_own(&failure) => Outcome::Inexpressible,
            Err(failure) => Outcome::Error(json!(failure)),
        }
    }
}

fn is_own(failure: &Failure) -> bool {
    failure.trace_id.is_none() && matches!(failure.kind, ErrorKind::Invalid | ErrorKind::NotFound)
}

fn proof(who: Who) -> Proof {
    match who {
        Who::System(reason) => Proof::Operator {
            secret: OPERATOR.into(),
            reason,
        },
        Who::Key(key) => Proof::Key(SecretString::from(key)),
        Who::Vouched {
            directory,
            issuer,
            subject,
        } => Proof::Vouched {
            secret: PROXY.into(),
            directory,
            issuer,
            subject,
        },
    }
}

async fn take(
    remote: &Remote,
    org: Option<tenantry::OrgId>,
    operation: &str,
    input: Value,
    count: usize,
) -> Result<Value, Failure> {
    let stream = remote.stream(org, operation, input).await?;
    let items: Vec<_> = stream.take(count).collect().await;
    items
        .into_iter()
        .collect::<Result<Vec<_>, _>>()
        .map(Value::Array)
}

#[cfg(test)]
fn opened(ports: &Ports) -> Tenantry {
    let store = Sqlite::memory_with(tenantry::storage::Ports {
        clock: Some(ports.clock.clone()),
        ..Default::default()
    });
    Tenantry::shared(Arc::new(store.unwrap()), ports.ids.clone())
}

#[cfg(test)]
async fn in_process(story: &Story) -> Vec<Told> {
    let ports = Ports::default();
    let surface = InProcess {
        tenantry: opened(&ports),
        door: Door::Json,
    };
    replay(story, &surface, &ports).await.unwrap()
}

async fn over_http(story: &Story) -> Result<Vec<Told>, String> {
    let ports = Ports::default();
    let surface = Http::serve(opened(&ports)).await;
    replay(story, &surface, &ports).await
}

/// What a caller acts on: an answer whole; of an error its kind, code and fields.
fn told(told: &Told) -> Option<Result<Value, Value>> {
    told.outcome.clone().map(|outcome| {
        outcome.map_err(|error| {
            json!({ "kind": error["kind"], "code": error["code"], "fields": error["fields"] })
        })
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_goes_the_same_way_over_http() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
    let mut wrong = Vec::new();
    for (name, story) in stories(&folder).unwrap() {
        let here = in_process(&story).await;
        match over_http(&story).await {
            Err(why) => wrong.push(format!("{name}: {why}")),
            Ok(there) => {
                let pairs = here.iter().zip(&there);
                let differ = pairs
                    .filter(|(here, there)| there.outcome.is_some() && told(here) != told(there));
                wrong.extend(
                    differ.map(|(here, there)| format!("{name}: {here:?}\n  is not\n  {there:?}")),
                );
                assert_eq!(here.len(), there.len(), "{name}");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
