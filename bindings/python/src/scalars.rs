//! The scalars: ids, moments, cursors, secrets, amounts, and the mark of what is not set.

use chrono::{DateTime, Utc};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDateTime, PyString};
use tenantry::journal::Cursor;
use tenantry::{Amount, Secret as CoreSecret, Time};
use uuid::Uuid;

use crate::convert::{FromPy, ToPy, invalid, wrong_type};

/// Says that an argument was left out, where `None` is a value of its own.
#[pyclass(frozen, module = "tenantry", name = "UnsetType")]
pub(crate) struct Unset;

#[pymethods]
impl Unset {
    fn __repr__(&self) -> &'static str {
        "UNSET"
    }

    fn __bool__(&self) -> bool {
        false
    }

    fn __reduce__(&self) -> &'static str {
        "UNSET"
    }
}

/// A secret that is shown once.
///
/// `repr` and `str` hide it; `expose()` gives the text: hand it to its owner and forget it.
#[pyclass(frozen, module = "tenantry", name = "Secret")]
pub(crate) struct Secret(CoreSecret);

#[pymethods]
impl Secret {
    /// The text itself.
    fn expose(&self) -> &str {
        self.0.expose()
    }

    fn __repr__(&self) -> &'static str {
        "Secret(…)"
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    fn __hash__(&self) -> u64 {
        crate::model::hash(self.0.expose().as_bytes())
    }
}

impl ToPy for CoreSecret {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Secret(self.clone()))?.into_any())
    }
}

impl ToPy for Uuid {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.into_pyobject(py)
    }
}

impl FromPy for Uuid {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        value
            .extract()
            .map_err(|_| wrong_type(field, "a UUID", value))
    }
}

/// Conversions of ids, which are UUIDs in Python.
macro_rules! ids {
    ($($id:ident)*) => {$(
        impl crate::convert::ToPy for tenantry::types::$id {
            fn to_py<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                self.uuid().to_py(py)
            }
        }

        impl crate::convert::FromPy for tenantry::types::$id {
            fn from_py(
                field: &str,
                value: &pyo3::Bound<'_, pyo3::PyAny>,
            ) -> pyo3::PyResult<Self> {
                crate::convert::FromPy::from_py(field, value).map(Self::from_uuid)
            }
        }
    )*};
}

/// Conversions of choices, which are plain words in Python.
macro_rules! choices {
    ($($choice:ident)*) => {$(
        impl crate::convert::ToPy for tenantry::types::$choice {
            fn to_py<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                crate::scalars::word(py, self)
            }
        }

        impl crate::convert::FromPy for tenantry::types::$choice {
            fn from_py(
                field: &str,
                value: &pyo3::Bound<'_, pyo3::PyAny>,
            ) -> pyo3::PyResult<Self> {
                crate::scalars::chosen(field, value)
            }
        }
    )*};
}

/// Conversions of texts with a name, which are plain texts in Python.
macro_rules! texts {
    ($($text:ident)*) => {$(
        impl crate::convert::ToPy for tenantry::types::$text {
            fn to_py<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                crate::convert::ToPy::to_py(&self.to_string(), py)
            }
        }

        impl crate::convert::FromPy for tenantry::types::$text {
            fn from_py(
                field: &str,
                value: &pyo3::Bound<'_, pyo3::PyAny>,
            ) -> pyo3::PyResult<Self> {
                crate::scalars::checked(field, value)
            }
        }
    )*};
}

pub(crate) use {choices, ids, texts};

/// A text that is what its name says.
pub(crate) fn checked<T: std::str::FromStr<Err = tenantry::Error>>(
    field: &str,
    value: &Bound<'_, PyAny>,
) -> PyResult<T> {
    let text = String::from_py(field, value)?;
    text.parse().map_err(|error: tenantry::Error| {
        invalid(value.py(), field, &format!("is not understood: {error}"))
    })
}

/// A choice as its word.
pub(crate) fn word<'py>(
    py: Python<'py>,
    choice: &impl serde::Serialize,
) -> PyResult<Bound<'py, PyAny>> {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => Ok(PyString::intern(py, &word).into_any()),
        _ => Err(invalid(py, "choice", "is not one word")),
    }
}

/// The choice that a word means.
pub(crate) fn chosen<T: serde::de::DeserializeOwned>(
    field: &str,
    value: &Bound<'_, PyAny>,
) -> PyResult<T> {
    let word = String::from_py(field, value)?;
    serde_json::from_value(serde_json::Value::String(word))
        .map_err(|_| invalid(value.py(), field, "is not one of the words that there are"))
}

impl ToPy for Time {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match DateTime::<Utc>::from_timestamp_micros(self.micros()) {
            Some(moment) => Ok(moment.into_pyobject(py)?.into_any()),
            None => Err(invalid(py, "time", "is past what Python can tell")),
        }
    }
}

impl FromPy for Time {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let moment = value.cast::<PyDateTime>();
        let moment = moment.map_err(|_| wrong_type(field, "a datetime", value))?;
        // Whose midnight a naive one means, nobody knows.
        let aware: PyResult<DateTime<chrono::FixedOffset>> = moment.extract();
        let aware = aware.map_err(|_| invalid(value.py(), field, "must have a time zone"))?;
        // The core says which moments there are, as it does for every surface.
        let moment = aware.to_rfc3339().parse();
        moment.map_err(|_| invalid(value.py(), field, "is past what a journal can tell"))
    }
}

impl ToPy for Cursor {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.to_string().to_py(py)
    }
}

impl FromPy for Cursor {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = String::from_py(field, value)?;
        text.parse().map_err(|_| {
            invalid(
                value.py(),
                field,
                "must be a cursor that the journal returned",
            )
        })
    }
}

static DECIMAL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// Python's class of decimals.
fn decimal(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    DECIMAL.import(py, "decimal", "Decimal")
}

impl ToPy for Amount {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        decimal(py)?.call1((self.to_string(),))
    }
}

impl FromPy for Amount {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = value.py();
        // A float has lost what it was meant to be before it comes here.
        if !value.is_instance(decimal(py)?)? {
            return Err(wrong_type(field, "a Decimal", value));
        }
        if !value.is_truthy()? {
            return Ok(Self::default());
        }
        let refused = || {
            let (min, max) = (Self::MIN, Self::MAX);
            let rule = format!("must have at most 9 places, and be from {min} to {max}");
            invalid(py, field, &rule)
        };
        // Written out, what is far larger or smaller would fill the memory.
        let place: i64 = value.call_method0(intern!(py, "adjusted"))?.extract()?;
        if !(-9..=9).contains(&place) {
            return Err(refused());
        }
        let text = value.call_method1(intern!(py, "__format__"), ("f",))?;
        let text: String = text.extract()?;
        // What was calculated has zeros that say nothing.
        let text = match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.'),
            false => &text,
        };
        text.parse().map_err(|_| refused())
    }
}
