//! How somebody proves who they are, as it is said in Python.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use secrecy::SecretString;
use tenantry::DirectoryId;
use tenantry_remote::Proof;

use crate::convert::read;

/// An argument that may be left out.
type Given<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// Proof to a server: by an API key, as its operator, or through a proxy.
pub(crate) fn presented(
    key: Given<'_, '_>,
    operator: Given<'_, '_>,
    reason: Given<'_, '_>,
    proxy: Given<'_, '_>,
    directory: Given<'_, '_>,
    issuer: Given<'_, '_>,
    subject: Given<'_, '_>,
) -> PyResult<Proof> {
    let of_another_way = match (key, operator, proxy) {
        (Some(_), None, None) => [reason, directory, issuer, subject],
        (None, Some(_), None) => [None, directory, issuer, subject],
        _ => [reason, None, None, None],
    };
    if of_another_way.iter().any(Option::is_some) {
        return Err(PyTypeError::new_err(
            "`reason` belongs to `operator`; `directory`, `issuer` and `subject` to `proxy`",
        ));
    }
    match (key, operator, proxy) {
        (Some(key), None, None) => by_key(key),
        (None, Some(secret), None) => by_reason(
            read::<String>("operator", secret)?.into(),
            needed("reason", reason)?,
        ),
        (None, None, Some(secret)) => by_word(
            read::<String>("proxy", secret)?.into(),
            needed("directory", directory)?,
            needed("issuer", issuer)?,
            needed("subject", subject)?,
        ),
        _ => Err(PyTypeError::new_err(
            "say who calls: by `key`, as `operator` or through `proxy`",
        )),
    }
}

/// Proof by an API key.
pub(crate) fn by_key(key: &Bound<'_, PyAny>) -> PyResult<Proof> {
    Ok(Proof::Key(read::<String>("key", key)?.into()))
}

/// Proof by the product's word; the secret is the proxy's, for a server.
pub(crate) fn by_word(
    secret: SecretString,
    directory: &Bound<'_, PyAny>,
    issuer: &Bound<'_, PyAny>,
    subject: &Bound<'_, PyAny>,
) -> PyResult<Proof> {
    let directory: DirectoryId = read("directory", directory)?;
    Ok(Proof::Vouched {
        secret,
        directory: directory.to_string(),
        issuer: read("issuer", issuer)?,
        subject: read("subject", subject)?,
    })
}

/// The product itself; the secret is the operator's, for a server.
pub(crate) fn by_reason(secret: SecretString, reason: &Bound<'_, PyAny>) -> PyResult<Proof> {
    let reason = read("reason", reason)?;
    Ok(Proof::Operator { secret, reason })
}

fn needed<'a, 'py>(name: &str, value: Given<'a, 'py>) -> PyResult<&'a Bound<'py, PyAny>> {
    value.ok_or_else(|| PyTypeError::new_err(format!("`{name}` is required")))
}
