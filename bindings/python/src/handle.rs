//! Handles: how somebody was proven and where they entered, so that it can be done again
//! in a fork, and the core's own handle for as long as this process has it.

use std::sync::{Arc, Weak};

use tenantry::{Caller, OrgId, Result, Tenant, Tenantry};
use tenantry_remote::{Proof, Remote};

use crate::error::Fault;
use crate::remote::At;
use crate::store::{Empty, Slot, Store};

/// Something that operations are called on.
pub(crate) trait Handle: Clone + Send + Sync + 'static {
    /// The core's handle.
    type Core: Send + 'static;

    /// The core's handle: the one that is there, or a new one in a fork.
    fn core(&self) -> impl Future<Output = Result<Self::Core>> + Send;

    /// The server to call instead, if it is on one.
    fn at(&self) -> Result<Option<At>, Fault>;

    /// The opened library.
    fn store(&self) -> &Arc<Store>;
}

impl Handle for Arc<Store> {
    type Core = Tenantry;

    async fn core(&self) -> Result<Tenantry> {
        self.tenantry().await
    }

    fn at(&self) -> Result<Option<At>, Fault> {
        Ok(None)
    }

    fn store(&self) -> &Arc<Store> {
        self
    }
}

/// Somebody proven.
#[derive(Clone)]
pub(crate) struct CallerHandle(Arc<CallerParts>);

struct CallerParts {
    store: Arc<Store>,
    proof: Proof,
    key: Option<String>,
    live: Arc<Slot<Caller>>,
    remote: Slot<Remote>,
}

impl CallerHandle {
    /// A handle for somebody who is to be proven.
    pub(crate) fn new(store: &Arc<Store>, proof: Proof) -> Self {
        Self::of(store, proof, None)
    }

    fn of(store: &Arc<Store>, proof: Proof, key: Option<String>) -> Self {
        let live = Arc::new(Slot::new());
        store.note(Arc::downgrade(&live) as Weak<dyn Empty>);
        Self(Arc::new(CallerParts {
            store: Arc::clone(store),
            proof,
            key,
            live,
            remote: Slot::new(),
        }))
    }

    /// The same with an idempotency key.
    pub(crate) fn keyed(&self, key: &str) -> Result<Self> {
        let keyed = Self::of(&self.0.store, self.0.proof.clone(), Some(key.to_owned()));
        if let Some(caller) = self.0.live.get() {
            let caller = caller.with_idempotency_key(key)?;
            self.0.store.settle(&keyed.0.live, caller)?;
        }
        Ok(keyed)
    }

    /// The handle, once its proof has held.
    ///
    /// A server is asked nothing: it looks at the proof with each call.
    pub(crate) async fn proven(self) -> Result<Self, Fault> {
        if self.at()?.is_none() {
            self.core().await?;
        }
        Ok(self)
    }

    fn remote(&self) -> Result<Option<Remote>, Fault> {
        let Some(server) = self.0.store.server() else {
            return Ok(None);
        };
        self.0.store.check()?;
        if let Some(remote) = self.0.remote.get() {
            return Ok(Some(remote));
        }
        let remote = server.caller(&self.0.proof)?;
        let remote = keyed(remote, self.0.key.as_deref());
        self.0.remote.put(remote.clone());
        Ok(Some(remote))
    }

    async fn prove(&self) -> Result<Caller> {
        let tenantry = self.0.store.tenantry().await?;
        let caller = self.0.proof.to_library(&tenantry).await?;
        let caller = match &self.0.key {
            Some(key) => caller.with_idempotency_key(key)?,
            None => caller,
        };
        self.0.store.settle(&self.0.live, caller.clone())?;
        Ok(caller)
    }
}

impl Handle for CallerHandle {
    type Core = Caller;

    async fn core(&self) -> Result<Caller> {
        self.0.store.check()?;
        match self.0.live.get() {
            Some(caller) => Ok(caller),
            None => self.prove().await,
        }
    }

    fn at(&self) -> Result<Option<At>, Fault> {
        let remote = self.remote()?;
        Ok(remote.map(|remote| At { remote, org: None }))
    }

    fn store(&self) -> &Arc<Store> {
        &self.0.store
    }
}

fn keyed(remote: Remote, key: Option<&str>) -> Remote {
    match key {
        Some(key) => remote.with_idempotency_key(key),
        None => remote,
    }
}

/// Somebody proven, inside one organisation.
#[derive(Clone)]
pub(crate) struct TenantHandle(Arc<TenantParts>);

struct TenantParts {
    caller: CallerHandle,
    org: OrgId,
    key: Option<String>,
    live: Arc<Slot<Tenant>>,
}

impl TenantHandle {
    /// A handle for an organisation that is to be entered.
    pub(crate) fn new(caller: &CallerHandle, org: OrgId) -> Self {
        Self::of(caller, org, None)
    }

    fn of(caller: &CallerHandle, org: OrgId, key: Option<String>) -> Self {
        let live = Arc::new(Slot::new());
        caller
            .store()
            .note(Arc::downgrade(&live) as Weak<dyn Empty>);
        Self(Arc::new(TenantParts {
            caller: caller.clone(),
            org,
            key,
            live,
        }))
    }

    /// The organisation.
    pub(crate) fn org(&self) -> OrgId {
        self.0.org
    }

    /// The same with an idempotency key.
    pub(crate) fn keyed(&self, key: &str) -> Result<Self> {
        let keyed = Self::of(&self.0.caller, self.0.org, Some(key.to_owned()));
        if let Some(tenant) = self.0.live.get() {
            let tenant = tenant.with_idempotency_key(key)?;
            self.store().settle(&keyed.0.live, tenant)?;
        }
        Ok(keyed)
    }

    /// The handle, once it has entered.
    ///
    /// A server is asked nothing: each call enters anew there.
    pub(crate) async fn entered(self) -> Result<Self, Fault> {
        if self.at()?.is_none() {
            self.core().await?;
        }
        Ok(self)
    }

    async fn enter(&self) -> Result<Tenant> {
        let tenant = self.0.caller.core().await?.enter(self.0.org).await?;
        let tenant = match &self.0.key {
            Some(key) => tenant.with_idempotency_key(key)?,
            None => tenant,
        };
        self.store().settle(&self.0.live, tenant.clone())?;
        Ok(tenant)
    }
}

impl Handle for TenantHandle {
    type Core = Tenant;

    async fn core(&self) -> Result<Tenant> {
        self.store().check()?;
        match self.0.live.get() {
            Some(tenant) => Ok(tenant),
            None => self.enter().await,
        }
    }

    fn at(&self) -> Result<Option<At>, Fault> {
        let remote = self.0.caller.remote()?;
        let remote = remote.map(|remote| keyed(remote, self.0.key.as_deref()));
        let org = Some(self.0.org);
        Ok(remote.map(|remote| At { remote, org }))
    }

    fn store(&self) -> &Arc<Store> {
        self.0.caller.store()
    }
}
