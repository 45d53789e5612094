//! Who calls: by an API key, by a proxy that vouches, or as the operator.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use tenantry::{Caller, DirectoryId, Error, Tenantry};
use tenantry_surface::texts;

use crate::config;
use crate::input::text_header;
use crate::problem::Problem;

/// The ways to prove who calls that this server takes.
pub(crate) struct Proofs {
    operator: Option<SecretString>,
    proxy: Option<SecretString>,
}

impl Proofs {
    pub(crate) fn new(config: &config::Proofs) -> Self {
        Self {
            operator: config.operator_secret.clone(),
            proxy: config.proxy_secret.clone(),
        }
    }

    /// Proves the caller of a request.
    pub(crate) async fn caller(
        &self,
        tenantry: &Tenantry,
        headers: &HeaderMap,
    ) -> Result<Caller, Problem> {
        if let Some(stated) = text_header(headers, AUTHORIZATION.as_str())? {
            // Whoever states a proof is held to it, even where a proxy would vouch.
            let secret = bearer(&stated).ok_or_else(no_proof)?;
            return if is_same(self.operator.as_ref(), secret) {
                operator(tenantry, headers)
            } else {
                Ok(tenantry.authenticate(secret).await?)
            };
        }
        if let Some(secret) = text_header(headers, "tenantry-proxy")? {
            return if is_same(self.proxy.as_ref(), &secret) {
                vouched(tenantry, headers).await
            } else {
                Err(unproven(
                    "unknown_proxy",
                    "the proxy's secret is not known here",
                ))
            };
        }
        Err(no_proof())
    }
}

fn no_proof() -> Problem {
    let why = "name an API key: `Authorization: Bearer …`";
    unproven("no_proof", why)
}

fn bearer(stated: &str) -> Option<&str> {
    let (scheme, secret) = stated.split_once(' ').unwrap_or((stated, ""));
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

fn is_same(known: Option<&SecretString>, given: &str) -> bool {
    known.is_some_and(|known| {
        known
            .expose_secret()
            .as_bytes()
            .ct_eq(given.as_bytes())
            .into()
    })
}

fn operator(tenantry: &Tenantry, headers: &HeaderMap) -> Result<Caller, Problem> {
    match text_header(headers, "tenantry-reason")? {
        Some(reason) => Ok(tenantry.system(&reason)?),
        None => Err(unproven(
            "no_reason",
            "the operator says why: `Tenantry-Reason: …`",
        )),
    }
}

async fn vouched(tenantry: &Tenantry, headers: &HeaderMap) -> Result<Caller, Problem> {
    let said = |name: &str| {
        let text = text_header(headers, name)?.and_then(|text| texts::unescape(&text));
        text.ok_or_else(|| {
            unproven(
                "no_subject",
                "a proxy names `Tenantry-Directory`, `Tenantry-Issuer` and `Tenantry-Subject`",
            )
        })
    };
    let (directory, issuer, subject) = (
        said("tenantry-directory")?,
        said("tenantry-issuer")?,
        said("tenantry-subject")?,
    );
    let directory: DirectoryId = directory
        .parse()
        .map_err(|_| unproven("unknown_subject", "there is no such directory"))?;
    Ok(tenantry.vouch(directory, &issuer, &subject).await?)
}

fn unproven(code: &'static str, why: &str) -> Problem {
    Error::unauthenticated(code, why).into()
}
