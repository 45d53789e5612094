//! How somebody proves who they are: the same to a server and to an opened library.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tenantry::{Caller, DirectoryId, Error, Result, Tenantry};

/// How the caller is proven. Only a server asks for the secrets of who speaks for others; a
/// library is opened by whom it belongs to.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// By nothing: for what may be done before anybody is proven.
    Nobody,
    /// By an API key.
    Key(SecretString),
    /// As the operator, with a reason.
    #[serde(rename = "system")]
    Operator {
        /// The operator's secret.
        #[serde(default)]
        secret: SecretString,
        /// Why.
        reason: String,
    },
    /// By a proxy that has signed somebody in.
    Vouched {
        /// The proxy's secret.
        #[serde(default)]
        secret: SecretString,
        /// The directory that the person is looked up in.
        directory: String,
        /// Who signed them in.
        issuer: String,
        /// Who they are for that issuer.
        subject: String,
    },
}

impl Proof {
    /// Proves the caller to an opened library.
    ///
    /// # Errors
    /// If nobody is proven by it.
    pub async fn to_library(&self, tenantry: &Tenantry) -> Result<Caller> {
        match self {
            Self::Nobody => Err(Error::unauthenticated("no_proof", "nobody says who calls")),
            Self::Key(key) => tenantry.authenticate(key.expose_secret()).await,
            Self::Operator { reason, .. } => tenantry.system(reason),
            Self::Vouched {
                directory,
                issuer,
                subject,
                ..
            } => {
                let directory: DirectoryId = directory.parse()?;
                tenantry.vouch(directory, issuer, subject).await
            }
        }
    }
}
