//! The classes that lead to the operations: the library, somebody proven, and somebody
//! inside an organisation. Their rooms are derived; how one is reached is written here, once
//! for both ways to call.

use pyo3::prelude::*;
use pyo3::{PyClass, PyClassInitializer};
use tenantry::Result;
use tenantry_surface::Address;

use crate::convert::read;
use crate::error::{Fault, raise};
use crate::run::run_sync;
use crate::store::Origin;

/// What is opened: a path, `:memory:`, or a URL.
pub(crate) fn origin(url: &Bound<'_, PyAny>) -> PyResult<Origin> {
    let py = url.py();
    let text = py.import("os")?.getattr("fspath")?.call1((url,))?;
    let text: String = read("url", &text)?;
    let address = Address::read("url", &text).map_err(|error| raise(py, &error))?;
    Ok(Origin::Store(address))
}

/// Does it now, and answers with what is made of it.
pub(crate) fn now<'py, T: Send, E: Into<Fault> + Send>(
    py: Python<'py>,
    _: &'static str,
    work: impl Future<Output = Result<T, E>> + Send,
    made: impl FnOnce(Python<'_>, T) -> PyResult<Py<PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let done = run_sync(py, work)?;
    Ok(made(py, done)?.into_bound(py))
}

/// A new object of a class.
pub(crate) fn object<T>(py: Python<'_>, value: T) -> PyResult<Py<PyAny>>
where
    T: PyClass + Into<PyClassInitializer<T>>,
{
    Ok(Py::new(py, value)?.into_any())
}

/// Makes the classes of one way to call: `$call` does a thing now, or when it is awaited.
macro_rules! classes {
    (
        $module:literal $mode:ident $call:path, $enter:ident $exit:ident
        Tenantry { $($(#[$tenantry_doc:meta])* $tenantry_room:ident: $tenantry_class:ident,)* }
        Caller { $($(#[$caller_doc:meta])* $caller_room:ident: $caller_class:ident,)* }
        Tenant { $($(#[$tenant_doc:meta])* $tenant_room:ident: $tenant_class:ident,)* }
    ) => {
        /// Tenantry, opened on a store.
        ///
        /// From here somebody is proven: by an API key (`authenticate`), by the product's own
        /// sign-in (`vouch`), or as the product itself (`system`).
        #[pyclass(frozen, module = $module)]
        pub(crate) struct Tenantry(pub(crate) $mode<Arc<Store>>);

        #[pymethods]
        impl Tenantry {
            /// Opens the library: on a file, which is made if there is none, on `:memory:`,
            /// or on a database (`postgres://…`).
            #[staticmethod]
            #[pyo3(signature = (url, /))]
            fn open<'py>(
                py: Python<'py>,
                url: &Bound<'py, PyAny>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let opening = Store::open(entry::origin(url)?, Sources::default());
                $call(py, "open", opening, |py, store| {
                    entry::object(py, Tenantry($mode(store)))
                })
            }

            /// Calls a server instead of a store of one's own, as who is named: by an API key,
            /// as the operator, or through the word of a proxy. Nothing is sent yet.
            ///
            /// A call is made `tries` times at most, where it is safe to make it again.
            #[staticmethod]
            #[pyo3(
                signature = (
                    url, /, *, key=None, operator=None, reason=None, proxy=None,
                    directory=None, issuer=None, subject=None, tries=Given::Absent
                ),
                text_signature = "(url, /, *, key=..., operator=..., reason=..., proxy=..., \
                                  directory=..., issuer=..., subject=..., tries=5)",
            )]
            #[expect(clippy::too_many_arguments, reason = "they are three ways to say who calls")]
            fn connect<'py>(
                url: &Bound<'py, PyAny>,
                key: Option<&Bound<'py, PyAny>>,
                operator: Option<&Bound<'py, PyAny>>,
                reason: Option<&Bound<'py, PyAny>>,
                proxy: Option<&Bound<'py, PyAny>>,
                directory: Option<&Bound<'py, PyAny>>,
                issuer: Option<&Bound<'py, PyAny>>,
                subject: Option<&Bound<'py, PyAny>>,
                tries: Given<'py>,
            ) -> PyResult<Caller> {
                let proof =
                    proof::presented(key, operator, reason, proxy, directory, issuer, subject)?;
                let store = Store::on(Server::new(url, &tries)?);
                let caller = CallerHandle::new(&store, proof);
                run_held(url.py(), || caller.clone().proven()).map(|caller| Caller($mode(caller)))
            }

            /// Proves somebody by an API key.
            #[pyo3(signature = (key, /))]
            fn authenticate<'py>(
                &self,
                py: Python<'py>,
                key: &Bound<'py, PyAny>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let caller = CallerHandle::new(&self.0.0, proof::by_key(key)?);
                $call(py, "authenticate", caller.proven(), |py, caller| {
                    entry::object(py, Caller($mode(caller)))
                })
            }

            /// Proves somebody by the word of the product: its own sign-in has checked that
            /// this is `subject` of `issuer`.
            ///
            /// Vouch anew for each request, and suspend a person to stop them.
            #[pyo3(signature = (directory, *, issuer, subject))]
            fn vouch<'py>(
                &self,
                py: Python<'py>,
                directory: &Bound<'py, PyAny>,
                issuer: &Bound<'py, PyAny>,
                subject: &Bound<'py, PyAny>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let proof = proof::by_word(Default::default(), directory, issuer, subject)?;
                let caller = CallerHandle::new(&self.0.0, proof);
                $call(py, "vouch", caller.proven(), |py, caller| {
                    entry::object(py, Caller($mode(caller)))
                })
            }

            /// Acts as the product itself. The reason is written into every entry.
            #[pyo3(signature = (reason, /))]
            fn system(&self, py: Python<'_>, reason: &Bound<'_, PyAny>) -> PyResult<Caller> {
                let caller = CallerHandle::new(&self.0.0, proof::by_reason(Default::default(), reason)?);
                run_held(py, || caller.clone().proven()).map(|caller| Caller($mode(caller)))
            }

            /// Closes the library, and every handle and feed that was made from it.
            fn close<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                let closing = Store::closing(Arc::clone(&self.0.0));
                $call(py, "close", closing, |py, ()| Ok(py.None()))
            }

            fn $enter<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                let library = slf.clone().unbind().into_any();
                $call(slf.py(), "open", async { Ok::<_, Fault>(()) }, |_, ()| Ok(library))
            }

            #[pyo3(signature = (*exception))]
            fn $exit<'py>(
                &self,
                py: Python<'py>,
                exception: &Bound<'py, PyAny>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let _ = exception;
                self.close(py)
            }

            fn __repr__(&self) -> String {
                format!("<Tenantry on {}>", self.0.0)
            }

            $(
                $(#[$tenantry_doc])*
                #[getter]
                fn $tenantry_room(&self) -> $tenantry_class {
                    $tenantry_class($mode(self.0.0.clone()))
                }
            )*
        }

        /// Somebody proven: what they may do outside of any one organisation.
        #[pyclass(frozen, module = $module)]
        pub(crate) struct Caller(pub(crate) $mode<CallerHandle>);

        #[pymethods]
        impl Caller {
            /// Enters an organisation: the one way to its data.
            #[pyo3(signature = (org, /))]
            fn enter<'py>(
                &self,
                py: Python<'py>,
                org: &Bound<'py, PyAny>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let tenant = TenantHandle::new(&self.0.0, read("org", org)?);
                $call(py, "enter", tenant.entered(), |py, tenant| {
                    entry::object(py, Tenant($mode(tenant)))
                })
            }

            /// This handle with an idempotency key: every change made on it carries the key,
            /// and so does every change in the organisations that are entered from it.
            ///
            /// For 24 hours the same operation with the same key and input is done once, and
            /// answers the first result.
            #[pyo3(signature = (key, /))]
            fn with_idempotency_key(
                &self,
                py: Python<'_>,
                key: &Bound<'_, PyAny>,
            ) -> PyResult<Self> {
                let key: String = read("idempotency_key", key)?;
                let keyed = run_held(py, || std::future::ready(self.0.0.keyed(&key)))?;
                Ok(Self($mode(keyed)))
            }

            $(
                $(#[$caller_doc])*
                #[getter]
                fn $caller_room(&self) -> $caller_class {
                    $caller_class($mode(self.0.0.clone()))
                }
            )*
        }

        /// A caller inside one organisation: everything on its data is done from here.
        #[pyclass(frozen, module = $module)]
        pub(crate) struct Tenant(pub(crate) $mode<TenantHandle>);

        #[pymethods]
        impl Tenant {
            /// The organisation.
            #[getter]
            fn org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.0.0.org().to_py(py)
            }

            /// This handle with an idempotency key: every change made on it carries the key.
            ///
            /// For 24 hours the same operation with the same key and input is done once, and
            /// answers the first result.
            #[pyo3(signature = (key, /))]
            fn with_idempotency_key(
                &self,
                py: Python<'_>,
                key: &Bound<'_, PyAny>,
            ) -> PyResult<Self> {
                let key: String = read("idempotency_key", key)?;
                let keyed = run_held(py, || std::future::ready(self.0.0.keyed(&key)))?;
                Ok(Self($mode(keyed)))
            }

            $(
                $(#[$tenant_doc])*
                #[getter]
                fn $tenant_room(&self) -> $tenant_class {
                    $tenant_class($mode(self.0.0.clone()))
                }
            )*
        }
    };
}

pub(crate) use classes;
