//! Tenantry: the world lies in an organisation, whose owner has entered it with an API key and asks.

mod fill;
mod names;
mod rows;

use std::sync::Arc;

use anyhow::Result;
use tenantry::storage::Storage;
use tenantry::{OsIds, Tenant, Tenantry};

pub(crate) use fill::{Place, fill};
pub(crate) use names::Names;

use crate::world::Question;

/// Tenantry, ready to be asked.
pub(crate) struct Ours<'a> {
    pub(crate) tenant: Tenant,
    names: &'a Names,
}

impl<'a> Ours<'a> {
    /// Opens the library on a store, where it has read nothing yet, and enters.
    pub(crate) async fn enter(
        storage: &Arc<dyn Storage>,
        place: &Place,
        names: &'a Names,
    ) -> Result<Self> {
        let tenantry = Tenantry::shared(Arc::clone(storage), Arc::new(OsIds));
        let founder = tenantry.authenticate(&place.secret).await?;
        Ok(Self {
            tenant: founder.enter(place.org).await?,
            names,
        })
    }

    /// Asks what this process knows.
    pub(crate) async fn ask(&self, asked: &Question) -> Result<bool> {
        let (who, permission, on) = self.names.of_question(asked);
        Ok(self.tenant.allows(who, permission, on).await?)
    }

    /// Asks what the store knows at this moment.
    pub(crate) async fn check(&self, asked: &Question) -> Result<bool> {
        let asked = self.names.in_full(asked)?;
        Ok(self.tenant.access().check(asked).await?.allowed)
    }
}
