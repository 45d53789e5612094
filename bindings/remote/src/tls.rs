//! Whom a client takes for a server: TLS, and the authorities that it trusts.

use std::error::Error;
use std::sync::{Arc, OnceLock};
use std::{env, io, iter};

use rustls::{CertificateError, ClientConfig, RootCertStore};
use rustls_native_certs::CertificateResult;
use tenantry::ErrorKind;

use crate::Failure;

/// Where the environment names authorities in place of the system's.
const NAMED: [&str; 2] = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

/// The code of a server that is not taken for one.
const UNTRUSTED: &str = "untrusted";

/// TLS with whom these authorities vouch for.
pub(crate) fn config(roots: Arc<RootCertStore>) -> ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    #[expect(
        clippy::expect_used,
        reason = "the provider has the versions that are the default"
    )]
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the default versions of TLS")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// The authorities that this machine trusts, as they were when they were first asked for:
/// reading them takes 4 ms, and a host that vouches for its users connects for each of them.
pub(crate) fn trusted() -> Result<Arc<RootCertStore>, Failure> {
    static TRUSTED: OnceLock<Arc<RootCertStore>> = OnceLock::new();
    if let Some(roots) = TRUSTED.get() {
        return Ok(roots.clone());
    }
    let is_named = NAMED.iter().any(|name| env::var_os(name).is_some());
    let roots = chosen(rustls_native_certs::load_native_certs(), is_named)?;
    Ok(TRUSTED.get_or_init(|| Arc::new(roots)).clone())
}

/// Those that were found. Where the system has none, as in an image of one program, those that
/// browsers trust are compiled in; they never take the place of what somebody named.
fn chosen(found: CertificateResult, is_named: bool) -> Result<RootCertStore, Failure> {
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(found.certs);
    if added == 0 && (is_named || !found.errors.is_empty()) {
        let [file, folder] = NAMED;
        let why = found.errors.first().map(|error| format!(": {error}"));
        let why = why.unwrap_or_default();
        let message = match is_named {
            true => format!("`{file}` and `{folder}` name no certificate in PEM{why}"),
            false => format!("the authorities that this machine trusts cannot be read{why}"),
        };
        return Err(Failure::of_transport(ErrorKind::Invalid, message));
    }
    if added == 0 {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    Ok(roots)
}

/// Why a server was not trusted, if that is what is beneath an error. No repeat mends it.
pub(crate) fn distrust(error: &(dyn Error + 'static)) -> Option<Failure> {
    let mut errors = iter::successors(Some(error), |error| beneath(*error));
    let error = errors.find_map(|error| error.downcast_ref::<rustls::Error>())?;
    let rustls::Error::InvalidCertificate(error) = error else {
        return None;
    };
    let why = match error {
        // A name that is known with another key is as good as none.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "this machine knows no authority that signed its certificate; `SSL_CERT_FILE` may name a file with yours"
                .to_owned()
        }
        _ => error.to_string(),
    };
    let message = format!("the server is not trusted: {why}");
    Some(Failure {
        code: UNTRUSTED.to_owned(),
        ..Failure::of_transport(ErrorKind::Invalid, message)
    })
}

/// What caused it. An I/O error does not give what it holds as its source.
fn beneath<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|held| held as _),
        None => error.source(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
    use rustls::ServerConfig;
    use serde_json::{Value, json};

    use super::*;
    use crate::script::{self, Script};
    use crate::{Options, Proof, Remote};

    /// Whoever signs certificates.
    struct Authority {
        issuer: Issuer<'static, KeyPair>,
        pem: String,
    }

    impl Authority {
        fn new() -> Self {
            let mut params = CertificateParams::default();
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            let key = KeyPair::generate().unwrap();
            let pem = params.self_signed(&key).unwrap().pem();
            let issuer = Issuer::new(params, key);
            Self { issuer, pem }
        }

        /// How a server of this name speaks.
        fn server(&self, name: &str) -> ServerConfig {
            let key = KeyPair::generate().unwrap();
            let params = CertificateParams::new([name.to_owned()]).unwrap();
            let certificate = params.signed_by(&key, &self.issuer).unwrap();
            let provider = Arc::new(rustls::crypto::ring::default_provider());
            ServerConfig::builder_with_provider(provider)
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_no_client_auth()
                .with_single_cert(vec![certificate.into()], key.into())
                .unwrap()
        }
    }

    fn untrusted(why: &str) -> Value {
        let message = format!("the server is not trusted: {why}");
        json!({ "kind": "invalid", "code": "untrusted", "message": message, "fields": {} })
    }

    /// Runs in the processes that the tests below start; alone it has nothing to do.
    #[tokio::test]
    async fn a_process_that_calls() {
        let (Ok(address), Ok(told)) = (env::var("T_ADDRESS"), env::var("T_TOLD")) else {
            return;
        };
        let key = Proof::Key("key".into());
        let called = match Remote::connect(&address, key, Options::default()) {
            Ok(remote) => remote.call(script::ORG, "teams.list", json!({})).await,
            Err(failure) => Err(failure),
        };
        let answer = called.unwrap_or_else(|failure| json!(failure));
        assert_eq!(answer, serde_json::from_str::<Value>(&told).unwrap());
    }

    /// Calls a server of a name from a process whose environment names a place, and says what
    /// it must be told.
    fn calls(server: ServerConfig, named: Option<(&str, &Path)>, told: &Value) {
        let script = Script::play_tls(vec![script::json("{\"items\":[]}")], server);
        let mut child = Command::new(env::current_exe().unwrap());
        for name in NAMED {
            child.env_remove(name);
        }
        let output = child
            .args(["--exact", "tls::tests::a_process_that_calls"])
            .envs(named)
            .env("T_ADDRESS", &script.address)
            .env("T_TOLD", told.to_string())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    #[test]
    fn an_authority_that_the_environment_names_is_trusted() {
        let own = Authority::new();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("own.pem");
        fs::write(&file, &own.pem).unwrap();
        let answer = json!({ "items": [] });
        for named in [("SSL_CERT_FILE", &*file), ("SSL_CERT_DIR", folder.path())] {
            calls(own.server("localhost"), Some(named), &answer);
        }
    }

    #[test]
    fn an_authority_that_is_not_known_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("own.pem");
        fs::write(&file, Authority::new().pem).unwrap();
        let told = untrusted(
            "this machine knows no authority that signed its certificate; `SSL_CERT_FILE` may name a file with yours",
        );
        for named in [None, Some(("SSL_CERT_FILE", &*file))] {
            calls(Authority::new().server("localhost"), named, &told);
        }
    }

    #[test]
    fn a_server_of_another_name_is_refused() {
        let own = Authority::new();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("own.pem");
        fs::write(&file, &own.pem).unwrap();
        let told = untrusted(
            "certificate not valid for name \"localhost\"; certificate is only valid for DnsName(\"elsewhere.example\")",
        );
        let named = Some(("SSL_CERT_FILE", &*file));
        calls(own.server("elsewhere.example"), named, &told);
    }

    #[test]
    fn a_file_that_is_not_there_is_not_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("none.pem");
        let message = format!(
            "`SSL_CERT_FILE` and `SSL_CERT_DIR` name no certificate in PEM: failed to read PEM from file: No such file or directory (os error 2) at '{}'",
            file.display()
        );
        let told =
            json!({ "kind": "invalid", "code": "invalid", "message": message, "fields": {} });
        let named = Some(("SSL_CERT_FILE", &*file));
        calls(Authority::new().server("localhost"), named, &told);
    }

    #[test]
    fn a_machine_without_authorities_trusts_those_of_browsers() {
        let roots = chosen(CertificateResult::default(), false).unwrap();
        assert_eq!(roots.len(), webpki_roots::TLS_SERVER_ROOTS.len());
    }
}
