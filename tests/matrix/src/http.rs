//! Over HTTP: a server in this process, and the remote client.

use anyhow::Result;
use async_trait::async_trait;
use futures_util::StreamExt;
use secrecy::SecretString;
use serde_json::{Value, json};
use tenantry::{Error, ErrorKind, OrgId};
use tenantry_conformance::stories::{Asked, Outcome, Surface, Who};
use tenantry_remote::{Failure, Options, Proof, Remote};
use tenantry_server::{Config, app, serve};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::stage::Stage;

/// What proves the operator.
pub const OPERATOR: &str = "operator-0123456789abcdef0123456789";

/// What proves the proxy that vouches.
pub const PROXY: &str = "proxy-0123456789abcdef0123456789abcdef";

/// A server on loopback, until it is dropped.
pub struct Http {
    /// Where it is.
    pub address: String,
    serving: JoinHandle<Result<()>>,
}

impl Drop for Http {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Http {
    /// Serves the store of a stage.
    ///
    /// # Errors
    /// If the store cannot be opened, or nobody may listen here.
    pub async fn serve(stage: &Stage) -> Result<Self> {
        let mut config = Config::default();
        config.proofs.operator_secret = Some(OPERATOR.into());
        config.proofs.proxy_secret = Some(PROXY.into());
        let router = app(stage.tenantry().await?, &config)?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let serving = tokio::spawn(async move {
            serve::serve(listener, router, &config.limits, std::future::pending()).await
        });
        Ok(Self { address, serving })
    }

    fn remote(&self, who: Who, key: Option<&str>) -> Result<Remote, Failure> {
        // Asked once: what may be made again carries an idempotency key, which the story's
        // ids would tell.
        let once = Options {
            tries_max: 1,
            ..Options::default()
        };
        let remote = Remote::connect(&self.address, proof(who), once)?;
        Ok(match key {
            Some(key) => remote.with_idempotency_key(key),
            None => remote,
        })
    }
}

#[async_trait]
impl Surface for Http {
    async fn play(&self, asked: Asked) -> Outcome {
        let org = asked.org.as_ref().and_then(Value::as_str);
        let org = match org.map(str::parse::<OrgId>).transpose() {
            Ok(org) => org,
            Err(error) => return Error::into(error),
        };
        // Entering is part of any call; this one needs the least.
        let operation = asked.operation.as_deref().unwrap_or("orgs.get");
        let outcome = match self.remote(asked.who, asked.key.as_deref()) {
            Err(failure) => Err(failure),
            Ok(remote) => match asked.items {
                None => remote.call(org, operation, asked.input).await,
                Some(count) => take(&remote, org, operation, asked.input, count).await,
            },
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
    org: Option<OrgId>,
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
