//! Patience: how long the server may be silent. A connection that nobody answers on is as
//! good as lost, and the network may take a quarter of an hour to say so.

use std::io::{Error as IoError, ErrorKind};
use std::time::Duration;

use sqlx::Error as DriverError;

/// For a read: a right must not rest on a store that is silent.
pub(crate) const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// For a write whose rows are few, and for a piece of a longer one.
pub(crate) const WRITE_WITHIN: Duration = Duration::from_secs(30);

/// For a statement whose work grows with the store: sorting a table, building an index,
/// checking what was restored. Long, and still not for ever.
pub(crate) const LONG_WITHIN: Duration = Duration::from_secs(600);

/// Gives work up that is not done in time. Nobody may use its connection afterwards.
pub(crate) async fn bounded<T, E: From<DriverError>>(
    within: Duration,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    match tokio::time::timeout(within, work).await {
        Ok(done) => done,
        Err(_) => Err(DriverError::Io(IoError::from(ErrorKind::TimedOut)).into()),
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;
    use crate::error::{Meaning, meaning};

    #[tokio::test]
    async fn a_server_that_is_silent_is_lost() {
        let silent = pending::<Result<(), DriverError>>();
        let error = bounded(Duration::ZERO, silent).await.unwrap_err();
        assert_eq!(meaning(&error), Meaning::Lost);
    }
}
