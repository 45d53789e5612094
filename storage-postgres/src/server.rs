//! What the server must be.

use tenantry::{Error, Result};

/// The oldest major version of PostgreSQL that the statements here are tested on.
const OLDEST: i32 = 15;

/// Refuses a server that is too old, given its `server_version_num`: 150004 is 15.4, and 90624 was
/// 9.6.24.
pub(crate) fn accepted(version_num: i32) -> Result<()> {
    let major = version_num / 10_000;
    if major >= OLDEST {
        return Ok(());
    }
    Err(Error::conflict(
        "old_server",
        format!(
            "the server is PostgreSQL {major}, and {OLDEST} or newer is needed; upgrade it, or \
             name another server"
        ),
    )
    .with("found", major)
    .with("needed", OLDEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenantry::ErrorKind;

    #[test]
    fn a_server_older_than_15_is_refused_and_told_what_is_needed() {
        for (version_num, major) in [(90_624, 9), (100_023, 10), (140_000, 14), (149_999, 14)] {
            let error = accepted(version_num).unwrap_err();
            assert_eq!(
                (error.kind(), error.code()),
                (ErrorKind::Conflict, "old_server")
            );
            assert_eq!(error.field("found").unwrap(), major);
            assert_eq!(error.field("needed").unwrap(), 15);
        }
    }

    #[test]
    fn every_server_from_15_is_accepted() {
        for version_num in [150_000, 150_014, 160_004, 170_000, 1_000_000] {
            accepted(version_num).unwrap();
        }
    }
}
