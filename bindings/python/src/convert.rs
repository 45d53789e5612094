//! Values across the border: what Rust has and what Python has.
//!
//! Each type of the registry has one conversion for each direction, found by its Rust type,
//! so that derived code says what is converted and never how.

use std::collections::BTreeMap;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyInt, PyList, PyMapping, PySequence, PyString, PyTuple};
use serde_json::Value;
use tenantry::{Error, ErrorKind, Patch};

use crate::error::raise;
use crate::scalars::Unset;

/// What a Rust value is in Python.
pub(crate) trait ToPy {
    /// The value in Python.
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

/// What a Python value is in Rust.
pub(crate) trait FromPy: Sized {
    /// The value of a field. A wrong type is Python's own `TypeError`; a value that breaks
    /// a rule is `InvalidError`.
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self>;
}

/// An argument that may have been left out.
pub(crate) enum Given<'py> {
    Absent,
    Value(Bound<'py, PyAny>),
}

impl<'a, 'py> FromPyObject<'a, 'py> for Given<'py> {
    type Error = std::convert::Infallible;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> Result<Self, Self::Error> {
        Ok(Self::Value(value.to_owned()))
    }
}

impl Given<'_> {
    /// The value, or what it is if it is left out.
    pub(crate) fn read<T: FromPy + Default>(&self, field: &str) -> PyResult<T> {
        match self {
            Self::Absent => Ok(T::default()),
            Self::Value(value) => T::from_py(field, value),
        }
    }
}

/// The value of an argument that must be there.
pub(crate) fn read<T: FromPy>(field: &str, value: &Bound<'_, PyAny>) -> PyResult<T> {
    T::from_py(field, value)
}

/// That a value is of another type than the field.
pub(crate) fn wrong_type(field: &str, expected: &str, value: &Bound<'_, PyAny>) -> PyErr {
    let found = value.get_type();
    let found = found
        .name()
        .map_or_else(|_| "object".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("`{field}` must be {expected}, not {found}"))
}

/// That a value breaks a rule.
pub(crate) fn invalid(py: Python<'_>, field: &str, rule: &str) -> PyErr {
    let why = Error::new(ErrorKind::Invalid, "invalid", format!("`{field}` {rule}"));
    raise(py, &why.with("field", field))
}

impl ToPy for () {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(py.None().into_bound(py))
    }
}

impl ToPy for bool {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyBool::new(py, *self).to_owned().into_any())
    }
}

impl FromPy for bool {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        match value.cast::<PyBool>() {
            Ok(value) => Ok(value.is_true()),
            Err(_) => Err(wrong_type(field, "a bool", value)),
        }
    }
}

impl ToPy for String {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(PyString::new(py, self).into_any())
    }
}

impl FromPy for String {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = value.cast::<PyString>();
        let text = text.map_err(|_| wrong_type(field, "a str", value))?;
        match text.to_cow() {
            Ok(text) => Ok(text.into_owned()),
            // A lone surrogate: Python can hold it, UTF-8 cannot.
            Err(_) => Err(invalid(value.py(), field, "is not valid Unicode")),
        }
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl ToPy for $integer {
            fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                let Ok(integer) = self.into_pyobject(py);
                Ok(integer.into_any())
            }
        }

        impl FromPy for $integer {
            fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
                if !value.is_instance_of::<PyInt>() || value.is_instance_of::<PyBool>() {
                    return Err(wrong_type(field, "an int", value));
                }
                let range = || {
                    let rule = format!("must be {} to {}", <$integer>::MIN, <$integer>::MAX);
                    invalid(value.py(), field, &rule)
                };
                value.extract().map_err(|_| range())
            }
        }
    )*};
}

integers!(u8 u16 u32 u64 i8 i16 i32 i64);

impl<T: ToPy> ToPy for Option<T> {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Some(value) => value.to_py(py),
            None => ().to_py(py),
        }
    }
}

impl<T: FromPy> FromPy for Option<T> {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        match value.is_none() {
            true => Ok(None),
            false => T::from_py(field, value).map(Some),
        }
    }
}

impl<T: FromPy> FromPy for Patch<T> {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if value.is_instance_of::<Unset>() {
            return Ok(Self::Keep);
        }
        Ok(Option::from_py(field, value)?.map_or(Self::Clear, Self::Set))
    }
}

impl<T: ToPy> ToPy for Vec<T> {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let items: Vec<_> = self
            .iter()
            .map(|item| item.to_py(py))
            .collect::<PyResult<_>>()?;
        Ok(PyTuple::new(py, items)?.into_any())
    }
}

impl<T: FromPy> FromPy for Vec<T> {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let items = value.cast::<PySequence>().ok();
        // A text is a sequence of texts, and never what is meant.
        let items = items.filter(|items| !items.is_instance_of::<PyString>());
        let items = items.ok_or_else(|| wrong_type(field, "a sequence", value))?;
        let items = items.try_iter()?.enumerate();
        let items = items.map(|(index, item)| T::from_py(&format!("{field}[{index}]"), &item?));
        items.collect()
    }
}

impl<T: ToPy> ToPy for BTreeMap<String, T> {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let dict = PyDict::new(py);
        for (name, value) in self {
            dict.set_item(name, value.to_py(py)?)?;
        }
        Ok(dict.into_any())
    }
}

impl<T: FromPy> FromPy for BTreeMap<String, T> {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let items = value.cast::<PyMapping>();
        let items = items.map_err(|_| wrong_type(field, "a mapping", value))?;
        let items = items.items()?.into_iter().map(|item| {
            let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            let name = String::from_py(field, &name)?;
            let value = T::from_py(&format!("{field}.{name}"), &value)?;
            Ok((name, value))
        });
        items.collect()
    }
}

impl ToPy for serde_json::Map<String, Value> {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let dict = PyDict::new(py);
        for (name, value) in self {
            dict.set_item(name, value.to_py(py)?)?;
        }
        Ok(dict.into_any())
    }
}

impl ToPy for Value {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::Null => ().to_py(py),
            Self::Bool(value) => value.to_py(py),
            Self::String(text) => text.to_py(py),
            Self::Object(fields) => fields.to_py(py),
            Self::Array(items) => {
                let items: Vec<_> = items
                    .iter()
                    .map(|item| item.to_py(py))
                    .collect::<PyResult<_>>()?;
                Ok(PyList::new(py, items)?.into_any())
            }
            Self::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(value), _) => value.to_py(py),
                (None, Some(value)) => value.to_py(py),
                (None, None) => Ok(number.as_f64().into_pyobject(py)?.into_any()),
            },
        }
    }
}
