//! The ways in which the model can be broken.

use std::path::Path;

use tenantry::Result;

use super::store;
use crate::{Kit, Reach};

macro_rules! defects {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// One way in which a store can be broken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Defect {
            $($(#[$doc])* $name,)*
        }

        impl Defect {
            /// Every defect.
            pub const ALL: &'static [Defect] = &[$(Defect::$name),*];

            fn fresh(self) -> fn(&Path) -> Result<String> {
                match self {
                    $(Self::$name => |_| Ok(store::address(stringify!($name))),)*
                }
            }

            pub(super) fn from_name(name: &str) -> Option<Self> {
                match name {
                    $(stringify!($name) => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

defects! {
    /// Finds a row by its id alone, in whatever tenant.
    ForgetsTheTenantInARead,
    /// Writes to every row of the id, in whatever tenant.
    ForgetsTheTenantInAnUpdate,
    /// Removes every row of the id, in whatever tenant.
    ForgetsTheTenantInADelete,
    /// Sweeps every tenant.
    ForgetsTheTenantInASweep,
    /// Keeps one counter for all tenants.
    ForgetsTheTenantInACounter,
    /// Remembers a call for every tenant.
    ForgetsTheTenantInAReplay,
    /// Prunes every journal.
    ForgetsTheTenantInAPrune,
    /// Notes the use of every key of the id.
    ForgetsTheTenantInAChore,
    /// Purges whatever there is of an organisation's names.
    ForgetsTheTenantInAPurge,
    /// Lets no two tenants have the same unique value.
    ForgetsTheTenantInAUniqueKey,
    /// Says that a commit is done, and makes it durable later.
    AcknowledgesBeforeDurable,
    /// Appends only the first entry of a batch.
    DropsAnEntry,
    /// Leaves a number out now and then.
    GapsTheSequence,
    /// Appends the entries of a batch last first.
    ReordersEntries,
    /// Does not test whether rights were narrowed.
    SkipsNarrowed,
    /// Does not test whether rights have changed.
    SkipsRights,
    /// Does not test the version of a row.
    SkipsVersion,
    /// Does not test whether a row is there.
    SkipsPresent,
    /// Does not test whether a row is not there.
    SkipsAbsent,
    /// Does not test where a counter stands.
    SkipsCounted,
    /// Tests every batch of a group against what was there before the group.
    TestsWithoutTheOverlay,
    /// Refuses all of a group where one of it is refused.
    LetsOneSinkTheGroup,
    /// Writes what comes before the write that is refused.
    AppliesHalfABatch,
    /// Answers an idempotency key whatever the input.
    ReplaysAnotherInput,
    /// Marks entries so that the cursors of all histories are alike.
    MatchesAForeignCursor,
    /// Says where the scope stood a commit ago.
    ServesAStalePosition,
    /// Counts again when a call is replayed.
    CountsTwiceOnRetry,
    /// Tells nobody of a deletion.
    LosesTheAudienceOfADeletion,
}

impl Defect {
    /// The kit of a model with this defect.
    #[must_use]
    pub fn kit(self) -> Kit {
        Kit {
            name: "broken",
            reach: Reach::Process,
            fresh: self.fresh(),
            open: store::open,
            catalogue: None,
            server: None,
        }
    }
}
