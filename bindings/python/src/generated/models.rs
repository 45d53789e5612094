//! The frozen classes. Derived by `cargo xtask bindgen`: do not edit.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use tenantry::types;

use crate::convert::{FromPy, Given, ToPy, read, wrong_type};
use crate::model;

crate::scalars::ids!(AssignmentId CommentId CommitId DirectoryId GrantId KeyId LabelId LinkId OrgId PermissionId ProjectId RoleId ServiceId StatusId TaskId TeamId UserId);

crate::scalars::choices!(Category Children Effect Level Order OrgStatus Priority ProjectStatus RepeatUnit Role Rule TaskSort UserStatus);

crate::scalars::texts!(Day Object PermissionName Position);

/// What somebody may do.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Abilities(types::Abilities);

#[pymethods]
impl Abilities {
    /// The permissions that they hold here, the built-in ones first.
    #[getter(permissions)]
    fn get_permissions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.permissions.to_py(py)
    }

    /// How much of the object is shared with them, if one was named.
    #[getter(level)]
    fn get_level<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.level.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["permissions", "level"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Abilities {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Abilities(self.clone()))?.into_any())
    }
}

/// Somebody who may do something, and why.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Able(types::Able);

#[pymethods]
impl Able {
    /// Why.
    #[getter(explanation)]
    fn get_explanation<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.explanation.to_py(py)
    }

    /// Who: a member, or whoever has a link.
    #[getter(who)]
    fn get_who<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.who.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["explanation", "who"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Able {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Able(self.clone()))?.into_any())
    }
}

/// Entries about one thing.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Activity(types::Activity);

#[pymethods]
impl Activity {
    /// The entries, newest first.
    #[getter(items)]
    fn get_items<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.items.to_py(py)
    }

    /// Pass this as `before` to read on; absent at the end.
    #[getter(next)]
    fn get_next<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.next.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["items", "next"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Activity {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Activity(self.clone()))?.into_any())
    }
}

/// A person.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct ActorUser(types::Actor);

#[pymethods]
impl ActorUser {
    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "user"
    }

    /// The user's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Actor::User { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// A service account.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct ActorService(types::Actor);

#[pymethods]
impl ActorService {
    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "service"
    }

    /// The service's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Actor::Service { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// Somebody who has a link: who, nobody knows.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct ActorLink(types::Actor);

#[pymethods]
impl ActorLink {
    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "link"
    }

    /// The link's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Actor::Link { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// The product itself, with a stated reason.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct ActorSystem(types::Actor);

#[pymethods]
impl ActorSystem {
    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "system"
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &[])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Actor {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(match self {
            Self::User { .. } => Bound::new(py, ActorUser(self.clone()))?.into_any(),
            Self::Service { .. } => Bound::new(py, ActorService(self.clone()))?.into_any(),
            Self::Link { .. } => Bound::new(py, ActorLink(self.clone()))?.into_any(),
            Self::System { .. } => Bound::new(py, ActorSystem(self.clone()))?.into_any(),
        })
    }
}

/// A postal address: each line has at most 120 characters.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Address(types::Address);

#[pymethods]
impl Address {
    #[new]
    #[pyo3(signature = (*, city=Given::Absent, country=Given::Absent, postal_code=Given::Absent, region=Given::Absent, street=Given::Absent), text_signature = "(*, city=None, country=None, postal_code=None, region=None, street=None)")]
    fn new(city: Given<'_>, country: Given<'_>, postal_code: Given<'_>, region: Given<'_>, street: Given<'_>) -> PyResult<Self> {
        Ok(Self(types::Address {
            city: city.read("city")?,
            country: country.read("country")?,
            postal_code: postal_code.read("postal_code")?,
            region: region.read("region")?,
            street: street.read("street")?,
        }))
    }

    /// City.
    #[getter(city)]
    fn get_city<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.city.to_py(py)
    }

    /// Country.
    #[getter(country)]
    fn get_country<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.country.to_py(py)
    }

    /// Postal code.
    #[getter(postal_code)]
    fn get_postal_code<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.postal_code.to_py(py)
    }

    /// State, canton or province.
    #[getter(region)]
    fn get_region<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.region.to_py(py)
    }

    /// Street and number.
    #[getter(street)]
    fn get_street<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.street.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["city", "country", "postal_code", "region", "street"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Address {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Address(self.clone()))?.into_any())
    }
}

impl FromPy for types::Address {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        match value.cast::<Address>() {
            Ok(value) => Ok(value.get().0.clone()),
            Err(_) => Err(wrong_type(field, "Address", value)),
        }
    }
}

/// Whether something is allowed, as of a position.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Answer(types::Answer);

#[pymethods]
impl Answer {
    /// Whether it is allowed.
    #[getter(allowed)]
    fn get_allowed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.allowed.to_py(py)
    }

    /// Where the journal stood: what comes after it may change the answer.
    #[getter(feed)]
    fn get_feed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.feed.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["allowed", "feed"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Answer {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Answer(self.clone()))?.into_any())
    }
}

/// Whether each of several things is allowed, as of one position.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Answers(types::Answers);

#[pymethods]
impl Answers {
    /// Whether each is allowed, in the order of the questions.
    #[getter(allowed)]
    fn get_allowed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.allowed.to_py(py)
    }

    /// Where the journal stood: what comes after it may change the answers.
    #[getter(feed)]
    fn get_feed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.feed.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["allowed", "feed"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Answers {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Answers(self.clone()))?.into_any())
    }
}

/// An API key as it may be shown: everything but the key itself.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct ApiKey(types::ApiKey);

#[pymethods]
impl ApiKey {
    /// When the key was created.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// The directory that the key is looked up in.
    #[getter(directory)]
    fn get_directory<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.directory.to_py(py)
    }

    /// The first characters of the key, to recognise it by.
    #[getter(hint)]
    fn get_hint<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.hint.to_py(py)
    }

    /// The key's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// What its owner calls it.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// Whom the key speaks for.
    #[getter(owner)]
    fn get_owner<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.owner.to_py(py)
    }

    /// When the key was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// When the key stops working.
    #[getter(expires_at)]
    fn get_expires_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.expires_at.to_py(py)
    }

    /// When the key was last used, to the minute.
    #[getter(last_used_at)]
    fn get_last_used_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.last_used_at.to_py(py)
    }

    /// The only organisation that the key opens; absent for all of its owner's.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// The key that took this one's place.
    #[getter(replaced_by)]
    fn get_replaced_by<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.replaced_by.to_py(py)
    }

    /// When the key was revoked.
    #[getter(revoked_at)]
    fn get_revoked_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.revoked_at.to_py(py)
    }

    /// The only permissions that the key carries of its owner's; empty for all of them.
    #[getter(scopes)]
    fn get_scopes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.scopes.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "directory", "hint", "id", "name", "owner", "updated_at", "version", "expires_at", "last_used_at", "org", "replaced_by", "revoked_at", "scopes"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::ApiKey {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, ApiKey(self.clone()))?.into_any())
    }
}

/// Somebody whom a task is assigned to: who see it and may change it.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Assignee(types::Assignee);

#[pymethods]
impl Assignee {
    /// Since when.
    #[getter(assigned_at)]
    fn get_assigned_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.assigned_at.to_py(py)
    }

    /// A person, a service account, or the members of a team.
    #[getter(holder)]
    fn get_holder<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.holder.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["assigned_at", "holder"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Assignee {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Assignee(self.clone()))?.into_any())
    }
}

/// That somebody was given a role: at the organisation, or in a team and all teams below it.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Assignment(types::Assignment);

#[pymethods]
impl Assignment {
    /// When it was given.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Who gave it.
    #[getter(given_by)]
    fn get_given_by<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.given_by.to_py(py)
    }

    /// Who holds the role: a person, a service account, or the members of a team.
    #[getter(holder)]
    fn get_holder<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.holder.to_py(py)
    }

    /// Its id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// The role.
    #[getter(role)]
    fn get_role<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.role.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// When it ends by itself.
    #[getter(expires_at)]
    fn get_expires_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.expires_at.to_py(py)
    }

    /// The team that it reaches, with all teams below; absent if it is the organisation.
    #[getter(team)]
    fn get_team<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.team.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "given_by", "holder", "id", "org", "role", "updated_at", "version", "expires_at", "team"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Assignment {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Assignment(self.clone()))?.into_any())
    }
}

/// A decision to ask for: may they do this, here?
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct CheckAccess(types::CheckAccess);

#[pymethods]
impl CheckAccess {
    #[new]
    #[pyo3(signature = (*, permission, at_least=Given::Absent, object=Given::Absent, principal=Given::Absent, team=Given::Absent), text_signature = "(*, permission, at_least=None, object=None, principal=None, team=None)")]
    fn new(permission: &Bound<'_, PyAny>, at_least: Given<'_>, object: Given<'_>, principal: Given<'_>, team: Given<'_>) -> PyResult<Self> {
        Ok(Self(types::CheckAccess {
            permission: read("permission", permission)?,
            at_least: at_least.read("at_least")?,
            object: object.read("object")?,
            principal: principal.read("principal")?,
            team: team.read("team")?,
        }))
    }

    /// What they would do.
    #[getter(permission)]
    fn get_permission<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.permission.to_py(py)
    }

    /// A place in the journal that the answer must know of, such as the `feed` of a page.
    #[getter(at_least)]
    fn get_at_least<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.at_least.to_py(py)
    }

    /// The object that they would do it to: of the product's, a project or a task. What is shared of it counts beside
    /// the roles.
    #[getter(object)]
    fn get_object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.object.to_py(py)
    }

    /// Whose right it is, if not the caller's own.
    #[getter(principal)]
    fn get_principal<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.principal.to_py(py)
    }

    /// The team they would do it in; absent for the organisation as a whole.
    #[getter(team)]
    fn get_team<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.team.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["permission", "at_least", "object", "principal", "team"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::CheckAccess {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, CheckAccess(self.clone()))?.into_any())
    }
}

impl FromPy for types::CheckAccess {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        match value.cast::<CheckAccess>() {
            Ok(value) => Ok(value.get().0.clone()),
            Err(_) => Err(wrong_type(field, "CheckAccess", value)),
        }
    }
}

/// A place in a journal from which it can be verified, and behind which it may be pruned.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Checkpoint(types::Checkpoint);

#[pymethods]
impl Checkpoint {
    /// When the checkpoint was set.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Its hash, in hexadecimal.
    #[getter(hash)]
    fn get_hash<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.hash.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// The sequence of the entry.
    #[getter(seq)]
    fn get_seq<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.seq.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "hash", "org", "seq"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Checkpoint {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Checkpoint(self.clone()))?.into_any())
    }
}

/// Whom to reach in an organisation: each line has at most 120 characters.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Contact(types::Contact);

#[pymethods]
impl Contact {
    #[new]
    #[pyo3(signature = (*, email=Given::Absent, name=Given::Absent, phone=Given::Absent), text_signature = "(*, email=None, name=None, phone=None)")]
    fn new(email: Given<'_>, name: Given<'_>, phone: Given<'_>) -> PyResult<Self> {
        Ok(Self(types::Contact {
            email: email.read("email")?,
            name: name.read("name")?,
            phone: phone.read("phone")?,
        }))
    }

    /// E-mail address: at most 254 bytes.
    #[getter(email)]
    fn get_email<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.email.to_py(py)
    }

    /// The person's or department's name.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// Telephone number.
    #[getter(phone)]
    fn get_phone<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.phone.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["email", "name", "phone"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Contact {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Contact(self.clone()))?.into_any())
    }
}

impl FromPy for types::Contact {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        match value.cast::<Contact>() {
            Ok(value) => Ok(value.get().0.clone()),
            Err(_) => Err(wrong_type(field, "Contact", value)),
        }
    }
}

/// How many tasks there are of a day.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct DayStatistics(types::DayStatistics);

#[pymethods]
impl DayStatistics {
    /// Done or cancelled on it, and not taken up again.
    #[getter(completed)]
    fn get_completed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.completed.to_py(py)
    }

    /// Created on it.
    #[getter(created)]
    fn get_created<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created.to_py(py)
    }

    /// The day, in UTC.
    #[getter(day)]
    fn get_day<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.day.to_py(py)
    }

    /// Pending, and due on it.
    #[getter(due)]
    fn get_due<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.due.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["completed", "created", "day", "due"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::DayStatistics {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, DayStatistics(self.clone()))?.into_any())
    }
}

/// What stays of a deleted organisation: where its journal ended.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct DepartedOrg(types::DepartedOrg);

#[pymethods]
impl DepartedOrg {
    /// When it was deleted.
    #[getter(deleted_at)]
    fn get_deleted_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.deleted_at.to_py(py)
    }

    /// The directory it belonged to.
    #[getter(directory)]
    fn get_directory<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.directory.to_py(py)
    }

    /// The hash of its last entry, in hexadecimal.
    #[getter(hash)]
    fn get_hash<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.hash.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// The cursor of its last entry: sequence and hash.
    #[getter(seq)]
    fn get_seq<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.seq.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["deleted_at", "directory", "hash", "org", "seq"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::DepartedOrg {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, DepartedOrg(self.clone()))?.into_any())
    }
}

/// A directory: the people that one or more organisations draw from.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Directory(types::Directory);

#[pymethods]
impl Directory {
    /// When it was created.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// The directory's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// Its name.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "id", "name", "updated_at", "version"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Directory {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Directory(self.clone()))?.into_any())
    }
}

/// An entry of the journal: the audit trail, the activity list and the live feed are made of these.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Entry(types::Entry);

#[pymethods]
impl Entry {
    /// Who did it.
    #[getter(actor)]
    fn get_actor<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.actor.to_py(py)
    }

    /// When it was committed.
    #[getter(at)]
    fn get_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.at.to_py(py)
    }

    /// What changed.
    #[getter(body)]
    fn get_body<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.body.to_py(py)
    }

    /// The commit it belongs to.
    #[getter(commit)]
    fn get_commit<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.commit.to_py(py)
    }

    /// Where a reader stands that has read up to this entry.
    #[getter(cursor)]
    fn get_cursor<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.cursor.to_py(py)
    }

    /// What it did to rights.
    #[getter(effect)]
    fn get_effect<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.effect.to_py(py)
    }

    /// The operation's id.
    #[getter(operation)]
    fn get_operation<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.operation.to_py(py)
    }

    /// Position in the journal: 1, 2, 3, … without a gap.
    #[getter(seq)]
    fn get_seq<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.seq.to_py(py)
    }

    /// The thing it is about.
    #[getter(subject)]
    fn get_subject<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.subject.to_py(py)
    }

    /// For whom, where somebody else did it in their name.
    #[getter(on_behalf_of)]
    fn get_on_behalf_of<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.on_behalf_of.to_py(py)
    }

    /// The personal values behind the body's commitments, for who reads the audit trail;
    /// a value that was erased is missing.
    #[getter(personal)]
    fn get_personal<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.personal.to_py(py)
    }

    /// Why, where the system did it.
    #[getter(reason)]
    fn get_reason<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.reason.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["actor", "at", "body", "commit", "cursor", "effect", "operation", "seq", "subject", "on_behalf_of", "personal", "reason"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Entry {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Entry(self.clone()))?.into_any())
    }
}

/// The thing that an entry is about.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct EntrySubject(types::EntrySubject);

#[pymethods]
impl EntrySubject {
    /// Which one.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// What it is: `team`, `user`, …
    #[getter(noun)]
    fn get_noun<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.noun.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id", "noun"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::EntrySubject {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, EntrySubject(self.clone()))?.into_any())
    }
}

/// Whether something is allowed, and the rule that decided it.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Explanation(types::Explanation);

#[pymethods]
impl Explanation {
    /// Whether it is allowed.
    #[getter(allowed)]
    fn get_allowed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.allowed.to_py(py)
    }

    /// The same as a sentence.
    #[getter(because)]
    fn get_because<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.because.to_py(py)
    }

    /// The rule that decided.
    #[getter(rule)]
    fn get_rule<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.rule.to_py(py)
    }

    /// The grant that the rule speaks of.
    #[getter(grant)]
    fn get_grant<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.grant.to_py(py)
    }

    /// How much of the object the grant gives.
    #[getter(level)]
    fn get_level<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.level.to_py(py)
    }

    /// The role that the rule speaks of, by its name.
    #[getter(role)]
    fn get_role<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.role.to_py(py)
    }

    /// The team that the role is held in; absent where it is the organisation's.
    #[getter(team)]
    fn get_team<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.team.to_py(py)
    }

    /// The team whose members the role or the object was given to, or the link to it, where it was
    /// not given to them alone.
    #[getter(through)]
    fn get_through<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.through.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["allowed", "because", "rule", "grant", "level", "role", "team", "through"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Explanation {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Explanation(self.clone()))?.into_any())
    }
}

/// The first item for a reader that named no place to continue from. Data that is read
/// after it arrived misses nothing that follows.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct FeedItemStart(types::FeedItem);

#[pymethods]
impl FeedItemStart {
    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "start"
    }

    /// Where the reader stands.
    #[getter(cursor)]
    fn get_cursor<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::FeedItem::Start { cursor: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["cursor"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// Something happened to a thing that the reader may see.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct FeedItemEntry(types::FeedItem);

#[pymethods]
impl FeedItemEntry {
    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "entry"
    }

    /// What happened.
    #[getter(entry)]
    fn get_entry<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::FeedItem::Entry { entry: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["entry"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// The reader may not see a thing any more.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct FeedItemGone(types::FeedItem);

#[pymethods]
impl FeedItemGone {
    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "gone"
    }

    /// Where the reader stands.
    #[getter(cursor)]
    fn get_cursor<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::FeedItem::Gone { cursor: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    /// The thing.
    #[getter(subject)]
    fn get_subject<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::FeedItem::Gone { subject: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["cursor", "subject"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// The place to continue from is not of this journal, is pruned, or is too far back:
/// read the data anew; what follows continues from here.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct FeedItemResync(types::FeedItem);

#[pymethods]
impl FeedItemResync {
    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "resync"
    }

    /// Where the reader stands.
    #[getter(cursor)]
    fn get_cursor<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::FeedItem::Resync { cursor: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["cursor"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::FeedItem {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(match self {
            Self::Start { .. } => Bound::new(py, FeedItemStart(self.clone()))?.into_any(),
            Self::Entry { .. } => Bound::new(py, FeedItemEntry(self.clone()))?.into_any(),
            Self::Gone { .. } => Bound::new(py, FeedItemGone(self.clone()))?.into_any(),
            Self::Resync { .. } => Bound::new(py, FeedItemResync(self.clone()))?.into_any(),
        })
    }
}

/// That an object is shared with somebody.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Grant(types::Grant);

#[pymethods]
impl Grant {
    /// When it was shared. What was shared with somebody who has left since ends with their
    /// membership, also if they come back.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Who shared it.
    #[getter(given_by)]
    fn get_given_by<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.given_by.to_py(py)
    }

    /// With whom.
    #[getter(holder)]
    fn get_holder<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.holder.to_py(py)
    }

    /// Its id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// How much of it.
    #[getter(level)]
    fn get_level<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.level.to_py(py)
    }

    /// What is shared.
    #[getter(object)]
    fn get_object<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.object.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// When it ends by itself.
    #[getter(expires_at)]
    fn get_expires_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.expires_at.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "given_by", "holder", "id", "level", "object", "org", "updated_at", "version", "expires_at"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Grant {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Grant(self.clone()))?.into_any())
    }
}

/// A person.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct HolderUser(types::Holder);

#[pymethods]
impl HolderUser {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Holder::User {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "user"
    }

    /// The user's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Holder::User { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// A service account.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct HolderService(types::Holder);

#[pymethods]
impl HolderService {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Holder::Service {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "service"
    }

    /// The service's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Holder::Service { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// The members of a team, its owner included.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct HolderTeam(types::Holder);

#[pymethods]
impl HolderTeam {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Holder::Team {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "team"
    }

    /// The team's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Holder::Team { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// The members of a team and of all teams below it.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct HolderSubtree(types::Holder);

#[pymethods]
impl HolderSubtree {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Holder::Subtree {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "subtree"
    }

    /// The team's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Holder::Subtree { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// Whoever has a role at the organisation.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct HolderRole(types::Holder);

#[pymethods]
impl HolderRole {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Holder::Role {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "role"
    }

    /// The role's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Holder::Role { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// All members of the organisation.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct HolderOrg(types::Holder);

#[pymethods]
impl HolderOrg {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Holder::Org {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "org"
    }

    /// The org's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Holder::Org { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// Whoever has a link.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct HolderLink(types::Holder);

#[pymethods]
impl HolderLink {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Holder::Link {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "link"
    }

    /// The link's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Holder::Link { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Holder {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(match self {
            Self::User { .. } => Bound::new(py, HolderUser(self.clone()))?.into_any(),
            Self::Service { .. } => Bound::new(py, HolderService(self.clone()))?.into_any(),
            Self::Team { .. } => Bound::new(py, HolderTeam(self.clone()))?.into_any(),
            Self::Subtree { .. } => Bound::new(py, HolderSubtree(self.clone()))?.into_any(),
            Self::Role { .. } => Bound::new(py, HolderRole(self.clone()))?.into_any(),
            Self::Org { .. } => Bound::new(py, HolderOrg(self.clone()))?.into_any(),
            Self::Link { .. } => Bound::new(py, HolderLink(self.clone()))?.into_any(),
        })
    }
}

impl FromPy for types::Holder {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(value) = value.cast::<HolderUser>() {
            return Ok(value.get().0.clone());
        }
        if let Ok(value) = value.cast::<HolderService>() {
            return Ok(value.get().0.clone());
        }
        if let Ok(value) = value.cast::<HolderTeam>() {
            return Ok(value.get().0.clone());
        }
        if let Ok(value) = value.cast::<HolderSubtree>() {
            return Ok(value.get().0.clone());
        }
        if let Ok(value) = value.cast::<HolderRole>() {
            return Ok(value.get().0.clone());
        }
        if let Ok(value) = value.cast::<HolderOrg>() {
            return Ok(value.get().0.clone());
        }
        if let Ok(value) = value.cast::<HolderLink>() {
            return Ok(value.get().0.clone());
        }
        Err(wrong_type(field, "Holder", value))
    }
}

/// A part of the journal.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct JournalPage(types::JournalPage);

#[pymethods]
impl JournalPage {
    /// Where to read on.
    #[getter(cursor)]
    fn get_cursor<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.cursor.to_py(py)
    }

    /// The entries, oldest first.
    #[getter(items)]
    fn get_items<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.items.to_py(py)
    }

    /// Whether the place that was asked for is not of this journal, or was pruned: the
    /// reader starts anew from the data, and follows from `cursor`.
    #[getter(resync)]
    fn get_resync<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.resync.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["cursor", "items", "resync"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::JournalPage {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, JournalPage(self.clone()))?.into_any())
    }
}

/// A label of tasks.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Label(types::Label);

#[pymethods]
impl Label {
    /// Whether tasks are given it no more. Those that have it keep it.
    #[getter(archived)]
    fn get_archived<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.archived.to_py(py)
    }

    /// When it was created.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Its id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// Its name; unique in the organisation.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// Its colour, as `#rrggbb`.
    #[getter(color)]
    fn get_color<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.color.to_py(py)
    }

    /// What it says of a task.
    #[getter(description)]
    fn get_description<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.description.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["archived", "created_at", "id", "name", "org", "updated_at", "version", "color", "description"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Label {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Label(self.clone()))?.into_any())
    }
}

/// Whether a change landed.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Landing(types::Landing);

#[pymethods]
impl Landing {
    /// Whether it did. What did not has left nothing behind, and never will.
    #[getter(has_landed)]
    fn get_has_landed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.has_landed.to_py(py)
    }

    /// When it landed.
    #[getter(at)]
    fn get_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.at.to_py(py)
    }

    /// The sequence of its last entry.
    #[getter(seq)]
    fn get_seq<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.seq.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["has_landed", "at", "seq"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Landing {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Landing(self.clone()))?.into_any())
    }
}

/// That somebody belongs to an organisation, with a role that reaches everywhere in it.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Member(types::Member);

#[pymethods]
impl Member {
    /// When the member joined.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// Who belongs to it.
    #[getter(principal)]
    fn get_principal<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.principal.to_py(py)
    }

    /// The role at the organisation.
    #[getter(role)]
    fn get_role<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.role.to_py(py)
    }

    /// Whether the person is suspended or deactivated in the directory.
    #[getter(suspended)]
    fn get_suspended<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.suspended.to_py(py)
    }

    /// When the membership was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "org", "principal", "role", "suspended", "updated_at", "version"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Member {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Member(self.clone()))?.into_any())
    }
}

/// A key that was just made, with the only sight of its secret.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct NewKey(types::NewKey);

#[pymethods]
impl NewKey {
    /// What may be shown of the key.
    #[getter(key)]
    fn get_key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.key.to_py(py)
    }

    /// The key itself: shown now and never again. A replay answers without it.
    #[getter(secret)]
    fn get_secret<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.secret.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["key", "secret"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::NewKey {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, NewKey(self.clone()))?.into_any())
    }
}

/// A link that was just made, with the only sight of its secret.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct NewLink(types::NewLink);

#[pymethods]
impl NewLink {
    /// What is shared with whoever has the link.
    #[getter(grant)]
    fn get_grant<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.grant.to_py(py)
    }

    /// The link itself, a bearer's token: shown now and never again. A replay answers without it.
    #[getter(secret)]
    fn get_secret<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.secret.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["grant", "secret"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::NewLink {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, NewLink(self.clone()))?.into_any())
    }
}

/// A subject of an outside issuer.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct NewSubject(types::NewSubject);

#[pymethods]
impl NewSubject {
    #[new]
    #[pyo3(signature = (*, issuer, subject), text_signature = "(*, issuer, subject)")]
    fn new(issuer: &Bound<'_, PyAny>, subject: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::NewSubject {
            issuer: read("issuer", issuer)?,
            subject: read("subject", subject)?,
        }))
    }

    /// Who says so: the product's own sign-in, an identity provider.
    #[getter(issuer)]
    fn get_issuer<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.issuer.to_py(py)
    }

    /// The issuer's name for the person.
    #[getter(subject)]
    fn get_subject<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.subject.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["issuer", "subject"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::NewSubject {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, NewSubject(self.clone()))?.into_any())
    }
}

impl FromPy for types::NewSubject {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        match value.cast::<NewSubject>() {
            Ok(value) => Ok(value.get().0.clone()),
            Err(_) => Err(wrong_type(field, "NewSubject", value)),
        }
    }
}

/// An organisation: the tenant, behind whose walls everything else lives.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Org(types::Org);

#[pymethods]
impl Org {
    /// When it was created.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// The directory that its people come from.
    #[getter(directory)]
    fn get_directory<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.directory.to_py(py)
    }

    /// The organisation's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// Its name.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// Its short name in addresses; unique in its directory.
    #[getter(slug)]
    fn get_slug<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.slug.to_py(py)
    }

    /// Whether it may be used.
    #[getter(status)]
    fn get_status<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.status.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// Where it is.
    #[getter(address)]
    fn get_address<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.address.to_py(py)
    }

    /// Whom to reach.
    #[getter(contact)]
    fn get_contact<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.contact.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "directory", "id", "name", "slug", "status", "updated_at", "version", "address", "contact"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Org {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Org(self.clone()))?.into_any())
    }
}

/// A permission: a built-in one, or one that the organisation has made.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct PermissionInfo(types::PermissionInfo);

#[pymethods]
impl PermissionInfo {
    /// Whether it is one of Tenantry's own, which nobody changes.
    #[getter(built_in)]
    fn get_built_in<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.built_in.to_py(py)
    }

    /// When it was created; for a built-in one, when the organisation was.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Its id; that of a built-in permission is the same in every organisation.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// Its name, by which roles and keys hold it.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// What it allows.
    #[getter(description)]
    fn get_description<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.description.to_py(py)
    }

    /// Who has an object shared with them at this level holds it there; absent if no sharing
    /// gives it.
    #[getter(level)]
    fn get_level<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.level.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["built_in", "created_at", "id", "name", "org", "updated_at", "version", "description", "level"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::PermissionInfo {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, PermissionInfo(self.clone()))?.into_any())
    }
}

/// A person of the directory.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct PrincipalUser(types::Principal);

#[pymethods]
impl PrincipalUser {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Principal::User {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "user"
    }

    /// The user's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Principal::User { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// A service account of the organisation.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct PrincipalService(types::Principal);

#[pymethods]
impl PrincipalService {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Principal::Service {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "service"
    }

    /// The service's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Principal::Service { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Principal {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(match self {
            Self::User { .. } => Bound::new(py, PrincipalUser(self.clone()))?.into_any(),
            Self::Service { .. } => Bound::new(py, PrincipalService(self.clone()))?.into_any(),
        })
    }
}

impl FromPy for types::Principal {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(value) = value.cast::<PrincipalUser>() {
            return Ok(value.get().0.clone());
        }
        if let Ok(value) = value.cast::<PrincipalService>() {
            return Ok(value.get().0.clone());
        }
        Err(wrong_type(field, "Principal", value))
    }
}

/// A project.
///
/// Without a team it is seen by its owner and by those it is shared with; with one, by the roles
/// in the team and in those above it; all projects, by who holds `projects.all`.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Project(types::Project);

#[pymethods]
impl Project {
    /// When it was created.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Its id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// Its name.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// Who answers for it, and may do everything to it.
    #[getter(owner)]
    fn get_owner<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.owner.to_py(py)
    }

    /// How far it is.
    #[getter(status)]
    fn get_status<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.status.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// What it is for.
    #[getter(description)]
    fn get_description<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.description.to_py(py)
    }

    /// The day that it is to be done on.
    #[getter(due_on)]
    fn get_due_on<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.due_on.to_py(py)
    }

    /// The day that it begins on.
    #[getter(starts_on)]
    fn get_starts_on<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.starts_on.to_py(py)
    }

    /// The team that it belongs to.
    #[getter(team)]
    fn get_team<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.team.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "id", "name", "org", "owner", "status", "updated_at", "version", "description", "due_on", "starts_on", "team"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Project {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Project(self.clone()))?.into_any())
    }
}

/// What pruning did.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Pruned(types::Pruned);

#[pymethods]
impl Pruned {
    /// When.
    #[getter(at)]
    fn get_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.at.to_py(py)
    }

    /// How many entries went.
    #[getter(entries)]
    fn get_entries<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.entries.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["at", "entries"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Pruned {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Pruned(self.clone()))?.into_any())
    }
}

/// How far the purge of a deleted organisation has come.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct PurgeProgress(types::PurgeProgress);

#[pymethods]
impl PurgeProgress {
    /// Whether nothing is left.
    #[getter(is_done)]
    fn get_is_done<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.is_done.to_py(py)
    }

    /// How many rows this call removed.
    #[getter(rows)]
    fn get_rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.rows.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["is_done", "rows"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::PurgeProgress {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, PurgeProgress(self.clone()))?.into_any())
    }
}

/// How a task comes again: once it is done, the next one is made in the same commit.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Repeat(types::Repeat);

#[pymethods]
impl Repeat {
    #[new]
    #[pyo3(signature = (*, every, unit, starts_on=Given::Absent, until=Given::Absent), text_signature = "(*, every, unit, starts_on=None, until=None)")]
    fn new(every: &Bound<'_, PyAny>, unit: &Bound<'_, PyAny>, starts_on: Given<'_>, until: Given<'_>) -> PyResult<Self> {
        Ok(Self(types::Repeat {
            every: read("every", every)?,
            unit: read("unit", unit)?,
            starts_on: starts_on.read("starts_on")?,
            until: until.read("until")?,
        }))
    }

    /// After how many units, 1 to 1,000.
    #[getter(every)]
    fn get_every<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.every.to_py(py)
    }

    /// The unit.
    #[getter(unit)]
    fn get_unit<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.unit.to_py(py)
    }

    /// The day of the first occurrence, from which the others are counted: the day that the task
    /// is due on, if absent.
    #[getter(starts_on)]
    fn get_starts_on<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.starts_on.to_py(py)
    }

    /// The last day on which it may be due again.
    #[getter(until)]
    fn get_until<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.until.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["every", "unit", "starts_on", "until"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Repeat {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Repeat(self.clone()))?.into_any())
    }
}

impl FromPy for types::Repeat {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        match value.cast::<Repeat>() {
            Ok(value) => Ok(value.get().0.clone()),
            Err(_) => Err(wrong_type(field, "Repeat", value)),
        }
    }
}

/// A role: a name for a set of permissions.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct RoleInfo(types::RoleInfo);

#[pymethods]
impl RoleInfo {
    /// Whether it is one of Tenantry's own, which nobody changes.
    #[getter(built_in)]
    fn get_built_in<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.built_in.to_py(py)
    }

    /// When it was created; for a built-in one, when the organisation was.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Whether it holds each permission of the organisation's own too, also those to come.
    #[getter(every_own)]
    fn get_every_own<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.every_own.to_py(py)
    }

    /// Its id; that of a built-in role is the same in every organisation.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// What of that it allows when it is held in a team, there and below.
    #[getter(in_team)]
    fn get_in_team<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.in_team.to_py(py)
    }

    /// Its name; unique in the organisation.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// What it allows at the organisation, everywhere in it.
    #[getter(permissions)]
    fn get_permissions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.permissions.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// What it is for.
    #[getter(description)]
    fn get_description<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.description.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["built_in", "created_at", "every_own", "id", "in_team", "name", "org", "permissions", "updated_at", "version", "description"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::RoleInfo {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, RoleInfo(self.clone()))?.into_any())
    }
}

/// An organisation.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct ScopeOrg(types::Scope);

#[pymethods]
impl ScopeOrg {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Scope::Org {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "org"
    }

    /// The org's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Scope::Org { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

/// A directory.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct ScopeDirectory(types::Scope);

#[pymethods]
impl ScopeDirectory {
    #[new]
    #[pyo3(signature = (id), text_signature = "(id)")]
    fn new(id: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(types::Scope::Directory {
            0: read("id", id)?,
        }))
    }

    /// Which of them it is.
    #[getter(kind)]
    fn get_kind(&self) -> &'static str {
        "directory"
    }

    /// The directory's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.0 {
            types::Scope::Directory { 0: value, .. } => value.to_py(py),
            _ => ().to_py(py),
        }
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["id"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Scope {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(match self {
            Self::Org { .. } => Bound::new(py, ScopeOrg(self.clone()))?.into_any(),
            Self::Directory { .. } => Bound::new(py, ScopeDirectory(self.clone()))?.into_any(),
        })
    }
}

impl FromPy for types::Scope {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(value) = value.cast::<ScopeOrg>() {
            return Ok(value.get().0.clone());
        }
        if let Ok(value) = value.cast::<ScopeDirectory>() {
            return Ok(value.get().0.clone());
        }
        Err(wrong_type(field, "Scope", value))
    }
}

/// A service account: a member that is not a person and acts by API keys.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Service(types::Service);

#[pymethods]
impl Service {
    /// When it was created.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Its id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// Its name; unique in the organisation.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// The organisation it belongs to.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// What it is for.
    #[getter(description)]
    fn get_description<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.description.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "id", "name", "org", "updated_at", "version", "description"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Service {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Service(self.clone()))?.into_any())
    }
}

/// How many tasks are shared with somebody: 100 are counted.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct SharedWithMe(types::SharedWithMe);

#[pymethods]
impl SharedWithMe {
    /// How many, at most 100.
    #[getter(count)]
    fn get_count<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.count.to_py(py)
    }

    /// Whether there are more.
    #[getter(is_more)]
    fn get_is_more<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.is_more.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["count", "is_more"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::SharedWithMe {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, SharedWithMe(self.clone()))?.into_any())
    }
}

/// A status: how far a task is. A built-in one, or one that the organisation has made.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Status(types::Status);

#[pymethods]
impl Status {
    /// Whether tasks are given it no more. Those that have it keep it.
    #[getter(archived)]
    fn get_archived<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.archived.to_py(py)
    }

    /// Whether it is one of Tenantry's own, which nobody changes.
    #[getter(built_in)]
    fn get_built_in<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.built_in.to_py(py)
    }

    /// What it means, which never changes.
    #[getter(category)]
    fn get_category<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.category.to_py(py)
    }

    /// When it was created; for a built-in one, when the organisation was.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Its id; that of a built-in status is the same in every organisation.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// Its name; unique in the organisation.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// Which comes first of those of one category: the lower. Of those that are equal, the older.
    #[getter(rank)]
    fn get_rank<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.rank.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// What it says of a task.
    #[getter(description)]
    fn get_description<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.description.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["archived", "built_in", "category", "created_at", "id", "name", "org", "rank", "updated_at", "version", "description"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Status {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Status(self.clone()))?.into_any())
    }
}

/// How many tasks have a status.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct StatusCount(types::StatusCount);

#[pymethods]
impl StatusCount {
    /// Its category.
    #[getter(category)]
    fn get_category<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.category.to_py(py)
    }

    /// How many.
    #[getter(count)]
    fn get_count<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.count.to_py(py)
    }

    /// Its name.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// The status.
    #[getter(status)]
    fn get_status<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.status.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["category", "count", "name", "status"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::StatusCount {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, StatusCount(self.clone()))?.into_any())
    }
}

/// A subject of an outside issuer that the product vouches for, and the person it stands for.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Subject(types::Subject);

#[pymethods]
impl Subject {
    /// When the link was made.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// The directory that the subject is looked up in.
    #[getter(directory)]
    fn get_directory<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.directory.to_py(py)
    }

    /// Who says so: the product's own sign-in, an identity provider.
    #[getter(issuer)]
    fn get_issuer<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.issuer.to_py(py)
    }

    /// The issuer's name for the person.
    #[getter(subject)]
    fn get_subject<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.subject.to_py(py)
    }

    /// The person.
    #[getter(user)]
    fn get_user<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.user.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "directory", "issuer", "subject", "user", "version"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Subject {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Subject(self.clone()))?.into_any())
    }
}

/// A task.
///
/// Without a team it is seen by its owner, by those it is assigned to and those it is shared
/// with; with one, by the roles in the team and in those above it too; all tasks, by who holds
/// `tasks.all`.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Task(types::Task);

#[pymethods]
impl Task {
    /// Whom it is assigned to, the first first.
    #[getter(assignees)]
    fn get_assignees<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.assignees.to_py(py)
    }

    /// The category of its status, which is all that anything is decided by.
    #[getter(category)]
    fn get_category<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.category.to_py(py)
    }

    /// When it was created.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Its id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// Its labels, by id.
    #[getter(labels)]
    fn get_labels<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.labels.to_py(py)
    }

    /// Where more about it is found.
    #[getter(links)]
    fn get_links<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.links.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// Who answers for it, and may do everything to it.
    #[getter(owner)]
    fn get_owner<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.owner.to_py(py)
    }

    /// Where it stands among the tasks of the organisation: sorts as text.
    #[getter(position)]
    fn get_position<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.position.to_py(py)
    }

    /// How urgent it is.
    #[getter(priority)]
    fn get_priority<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.priority.to_py(py)
    }

    /// How far it is.
    #[getter(status)]
    fn get_status<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.status.to_py(py)
    }

    /// What is to be done, in a line.
    #[getter(title)]
    fn get_title<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.title.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// When it was last done or cancelled; absent while it is pending.
    #[getter(completed_at)]
    fn get_completed_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.completed_at.to_py(py)
    }

    /// When it was deleted; it can be restored.
    #[getter(deleted_at)]
    fn get_deleted_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.deleted_at.to_py(py)
    }

    /// What there is to know about it.
    #[getter(description)]
    fn get_description<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.description.to_py(py)
    }

    /// The moment that it is to be done by; a task has this or a day.
    #[getter(due_at)]
    fn get_due_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.due_at.to_py(py)
    }

    /// The day that it is to be done on.
    #[getter(due_on)]
    fn get_due_on<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.due_on.to_py(py)
    }

    /// The task that it is part of.
    #[getter(parent)]
    fn get_parent<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.parent.to_py(py)
    }

    /// The project that it is part of.
    #[getter(project)]
    fn get_project<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.project.to_py(py)
    }

    /// How it comes again once it is done.
    #[getter(repeat)]
    fn get_repeat<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.repeat.to_py(py)
    }

    /// Until when it is shared with anybody at most: the end of the year 9999 if with no end.
    #[getter(shared_until)]
    fn get_shared_until<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.shared_until.to_py(py)
    }

    /// The team that it belongs to.
    #[getter(team)]
    fn get_team<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.team.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["assignees", "category", "created_at", "id", "labels", "links", "org", "owner", "position", "priority", "status", "title", "updated_at", "version", "completed_at", "deleted_at", "description", "due_at", "due_on", "parent", "project", "repeat", "shared_until", "team"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Task {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Task(self.clone()))?.into_any())
    }
}

/// What somebody said about a task. Whoever sees the task sees it.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct TaskComment(types::TaskComment);

#[pymethods]
impl TaskComment {
    /// Who said it, and may change and delete it.
    #[getter(author)]
    fn get_author<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.author.to_py(py)
    }

    /// When it was said.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// Its id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// The task.
    #[getter(task)]
    fn get_task<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.task.to_py(py)
    }

    /// What they said.
    #[getter(text)]
    fn get_text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.text.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["author", "created_at", "id", "org", "task", "text", "updated_at", "version"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::TaskComment {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, TaskComment(self.clone()))?.into_any())
    }
}

/// A task, and what stands around it.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct TaskDetails(types::TaskDetails);

#[pymethods]
impl TaskDetails {
    /// The tasks that it is part of, the nearest first.
    #[getter(ancestors)]
    fn get_ancestors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.ancestors.to_py(py)
    }

    /// How many tasks are part of it, seen or not.
    #[getter(subtasks)]
    fn get_subtasks<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.subtasks.to_py(py)
    }

    /// The task.
    #[getter(task)]
    fn get_task<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.task.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["ancestors", "subtasks", "task"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::TaskDetails {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, TaskDetails(self.clone()))?.into_any())
    }
}

/// Where more about a task is found.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct TaskLink(types::TaskLink);

#[pymethods]
impl TaskLink {
    #[new]
    #[pyo3(signature = (*, url, title=Given::Absent), text_signature = "(*, url, title=None)")]
    fn new(url: &Bound<'_, PyAny>, title: Given<'_>) -> PyResult<Self> {
        Ok(Self(types::TaskLink {
            url: read("url", url)?,
            title: title.read("title")?,
        }))
    }

    /// An `https://` or `http://` address of at most 2,000 characters.
    #[getter(url)]
    fn get_url<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.url.to_py(py)
    }

    /// What it is: at most 120 characters.
    #[getter(title)]
    fn get_title<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.title.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["url", "title"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::TaskLink {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, TaskLink(self.clone()))?.into_any())
    }
}

impl FromPy for types::TaskLink {
    fn from_py(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        match value.cast::<TaskLink>() {
            Ok(value) => Ok(value.get().0.clone()),
            Err(_) => Err(wrong_type(field, "TaskLink", value)),
        }
    }
}

/// How many tasks there are, of what.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct TaskStatistics(types::TaskStatistics);

#[pymethods]
impl TaskStatistics {
    /// By day, without those on which there is nothing.
    #[getter(by_day)]
    fn get_by_day<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.by_day.to_py(py)
    }

    /// By status, in the order of lists of statuses.
    #[getter(by_status)]
    fn get_by_status<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.by_status.to_py(py)
    }

    /// Those of the category done.
    #[getter(completed)]
    fn get_completed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.completed.to_py(py)
    }

    /// Pending ones that were due before now.
    #[getter(overdue)]
    fn get_overdue<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.overdue.to_py(py)
    }

    /// Those of every category but done and cancelled.
    #[getter(pending)]
    fn get_pending<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.pending.to_py(py)
    }

    /// Those that are shared with anybody still.
    #[getter(shared)]
    fn get_shared<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.shared.to_py(py)
    }

    /// All of them.
    #[getter(total)]
    fn get_total<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.total.to_py(py)
    }

    /// Those that are shared with the caller, where it is the caller's own that are counted.
    #[getter(shared_with_me)]
    fn get_shared_with_me<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.shared_with_me.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["by_day", "by_status", "completed", "overdue", "pending", "shared", "total", "shared_with_me"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::TaskStatistics {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, TaskStatistics(self.clone()))?.into_any())
    }
}

/// What whoever sees a task sees of those that it is part of.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct TaskStub(types::TaskStub);

#[pymethods]
impl TaskStub {
    /// The category of its status.
    #[getter(category)]
    fn get_category<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.category.to_py(py)
    }

    /// Its id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// What is to be done.
    #[getter(title)]
    fn get_title<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.title.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["category", "id", "title"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::TaskStub {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, TaskStub(self.clone()))?.into_any())
    }
}

/// A team.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Team(types::Team);

#[pymethods]
impl Team {
    /// When it was created.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// The team's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// Its name.
    #[getter(name)]
    fn get_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.name.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// Who answers for it, with the owner's role in the team and all teams below.
    #[getter(owner)]
    fn get_owner<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.owner.to_py(py)
    }

    /// When it was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// What it is for.
    #[getter(description)]
    fn get_description<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.description.to_py(py)
    }

    /// The team above; absent at the top.
    #[getter(parent)]
    fn get_parent<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.parent.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "id", "name", "org", "owner", "updated_at", "version", "description", "parent"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Team {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Team(self.clone()))?.into_any())
    }
}

/// That somebody belongs to a team, with a role that reaches it and all teams below.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct TeamMember(types::TeamMember);

#[pymethods]
impl TeamMember {
    /// When the member joined.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// The organisation.
    #[getter(org)]
    fn get_org<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.org.to_py(py)
    }

    /// Who belongs to it.
    #[getter(principal)]
    fn get_principal<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.principal.to_py(py)
    }

    /// The role in the team.
    #[getter(role)]
    fn get_role<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.role.to_py(py)
    }

    /// The team.
    #[getter(team)]
    fn get_team<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.team.to_py(py)
    }

    /// When the membership was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "org", "principal", "role", "team", "updated_at", "version"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::TeamMember {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, TeamMember(self.clone()))?.into_any())
    }
}

/// A task that was given a status.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct TransitionedTask(types::TransitionedTask);

#[pymethods]
impl TransitionedTask {
    /// The task.
    #[getter(task)]
    fn get_task<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.task.to_py(py)
    }

    /// The next one, if it was done and comes again.
    #[getter(next)]
    fn get_next<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.next.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["task", "next"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::TransitionedTask {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, TransitionedTask(self.clone()))?.into_any())
    }
}

/// A person.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct User(types::User);

#[pymethods]
impl User {
    /// When the person was created.
    #[getter(created_at)]
    fn get_created_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.created_at.to_py(py)
    }

    /// The directory the person is in.
    #[getter(directory)]
    fn get_directory<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.directory.to_py(py)
    }

    /// The name that others see.
    #[getter(display_name)]
    fn get_display_name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.display_name.to_py(py)
    }

    /// The e-mail address as its owner writes it; unique in the directory, whatever its case
    /// and however it is written.
    #[getter(email)]
    fn get_email<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.email.to_py(py)
    }

    /// The person's id.
    #[getter(id)]
    fn get_id<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.id.to_py(py)
    }

    /// Whether the person may act.
    #[getter(status)]
    fn get_status<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.status.to_py(py)
    }

    /// When the person was last changed.
    #[getter(updated_at)]
    fn get_updated_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.updated_at.to_py(py)
    }

    /// The short name that is unique in the directory.
    #[getter(username)]
    fn get_username<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.username.to_py(py)
    }

    /// Counts the changes of this row.
    #[getter(version)]
    fn get_version<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.version.to_py(py)
    }

    /// When the person last proved who they are.
    #[getter(last_login_at)]
    fn get_last_login_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.last_login_at.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["created_at", "directory", "display_name", "email", "id", "status", "updated_at", "username", "version", "last_login_at"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::User {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, User(self.clone()))?.into_any())
    }
}

/// What verifying a journal found.
#[pyclass(frozen, eq, module = "tenantry")]
#[derive(PartialEq)]
pub(crate) struct Verification(types::Verification);

#[pymethods]
impl Verification {
    /// How many entries were verified.
    #[getter(entries)]
    fn get_entries<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.entries.to_py(py)
    }

    /// Its hash, in hexadecimal.
    #[getter(hash)]
    fn get_hash<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.hash.to_py(py)
    }

    /// Whether every entry is what was hashed, none is missing, every personal value that was
    /// not erased is what its entry commits to, and the end is the head.
    #[getter(is_intact)]
    fn get_is_intact<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.is_intact.to_py(py)
    }

    /// The sequence of the last of them.
    #[getter(seq)]
    fn get_seq<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.seq.to_py(py)
    }

    /// The first entry that is missing, not what was hashed, or beside a forged personal value.
    #[getter(broken_at)]
    fn get_broken_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.broken_at.to_py(py)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        model::repr(slf.as_any(), &["entries", "hash", "is_intact", "seq", "broken_at"])
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        Ok(model::hash(&model::json(py, &self.0)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        model::reduce(slf.as_any(), &slf.get().0)
    }

    /// The value as JSON, as every surface of Tenantry writes it.
    fn to_json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        model::to_json(py, &self.0)
    }

    /// The value of such JSON.
    #[staticmethod]
    #[pyo3(signature = (json, /))]
    fn from_json(py: Python<'_>, json: &[u8]) -> PyResult<Self> {
        model::from_json(py, json).map(Self)
    }
}

impl ToPy for types::Verification {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(Bound::new(py, Verification(self.clone()))?.into_any())
    }
}

/// Adds the classes.
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Abilities>()?;
    module.add_class::<Able>()?;
    module.add_class::<Activity>()?;
    module.add_class::<ActorUser>()?;
    module.add_class::<ActorService>()?;
    module.add_class::<ActorLink>()?;
    module.add_class::<ActorSystem>()?;
    module.add_class::<Address>()?;
    module.add_class::<Answer>()?;
    module.add_class::<Answers>()?;
    module.add_class::<ApiKey>()?;
    module.add_class::<Assignee>()?;
    module.add_class::<Assignment>()?;
    module.add_class::<CheckAccess>()?;
    module.add_class::<Checkpoint>()?;
    module.add_class::<Contact>()?;
    module.add_class::<DayStatistics>()?;
    module.add_class::<DepartedOrg>()?;
    module.add_class::<Directory>()?;
    module.add_class::<Entry>()?;
    module.add_class::<EntrySubject>()?;
    module.add_class::<Explanation>()?;
    module.add_class::<FeedItemStart>()?;
    module.add_class::<FeedItemEntry>()?;
    module.add_class::<FeedItemGone>()?;
    module.add_class::<FeedItemResync>()?;
    module.add_class::<Grant>()?;
    module.add_class::<HolderUser>()?;
    module.add_class::<HolderService>()?;
    module.add_class::<HolderTeam>()?;
    module.add_class::<HolderSubtree>()?;
    module.add_class::<HolderRole>()?;
    module.add_class::<HolderOrg>()?;
    module.add_class::<HolderLink>()?;
    module.add_class::<JournalPage>()?;
    module.add_class::<Label>()?;
    module.add_class::<Landing>()?;
    module.add_class::<Member>()?;
    module.add_class::<NewKey>()?;
    module.add_class::<NewLink>()?;
    module.add_class::<NewSubject>()?;
    module.add_class::<Org>()?;
    module.add_class::<PermissionInfo>()?;
    module.add_class::<PrincipalUser>()?;
    module.add_class::<PrincipalService>()?;
    module.add_class::<Project>()?;
    module.add_class::<Pruned>()?;
    module.add_class::<PurgeProgress>()?;
    module.add_class::<Repeat>()?;
    module.add_class::<RoleInfo>()?;
    module.add_class::<ScopeOrg>()?;
    module.add_class::<ScopeDirectory>()?;
    module.add_class::<Service>()?;
    module.add_class::<SharedWithMe>()?;
    module.add_class::<Status>()?;
    module.add_class::<StatusCount>()?;
    module.add_class::<Subject>()?;
    module.add_class::<Task>()?;
    module.add_class::<TaskComment>()?;
    module.add_class::<TaskDetails>()?;
    module.add_class::<TaskLink>()?;
    module.add_class::<TaskStatistics>()?;
    module.add_class::<TaskStub>()?;
    module.add_class::<Team>()?;
    module.add_class::<TeamMember>()?;
    module.add_class::<TransitionedTask>()?;
    module.add_class::<User>()?;
    module.add_class::<Verification>()?;
    Ok(())
}
