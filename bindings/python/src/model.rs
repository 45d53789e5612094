//! What every frozen class has: its text, its hash, its JSON.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenantry::{Error, ErrorKind};

use crate::error::raise;

/// `Team(id=UUID('…'), name='Research', …)`.
pub(crate) fn repr(object: &Bound<'_, PyAny>, fields: &[&str]) -> PyResult<String> {
    let fields: Vec<String> = fields
        .iter()
        .map(|field| Ok(format!("{field}={}", object.getattr(*field)?.repr()?)))
        .collect::<PyResult<_>>()?;
    let name = object.get_type().name()?.to_string();
    Ok(format!("{name}({})", fields.join(", ")))
}

/// A hash that is equal for equal bytes.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// The value as JSON.
pub(crate) fn json(py: Python<'_>, value: &impl Serialize) -> PyResult<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| {
        let why = Error::corrupt("the value is not JSON").caused_by(error);
        raise(py, &why)
    })
}

/// The value as JSON, in Python's bytes.
pub(crate) fn to_json<'py>(
    py: Python<'py>,
    value: &impl Serialize,
) -> PyResult<Bound<'py, PyBytes>> {
    Ok(PyBytes::new(py, &json(py, value)?))
}

/// The value of JSON.
pub(crate) fn from_json<T: DeserializeOwned>(py: Python<'_>, json: &[u8]) -> PyResult<T> {
    serde_json::from_slice(json).map_err(|error| {
        let why = Error::new(ErrorKind::Invalid, "invalid", "`json` is not of this class");
        raise(py, &why.with("field", "json").caused_by(error))
    })
}

/// How `pickle` and `copy` make it again.
pub(crate) fn reduce<'py>(
    object: &Bound<'py, PyAny>,
    value: &impl Serialize,
) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
    let py = object.py();
    let make = object.get_type().getattr("from_json")?;
    Ok((make, (to_json(py, value)?,)))
}
