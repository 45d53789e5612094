//! Exit codes: one for each kind of error, and none of them ever changes.

use tenantry::ErrorKind;

/// It worked.
pub(crate) const OK: u8 = 0;
/// It was looked at, and the answer is no; or what is no error of Tenantry's.
pub(crate) const NO: u8 = 1;
/// The command line is not understood: clap's own.
pub(crate) const USAGE: u8 = 2;
/// Ctrl-C, as shells have it.
pub(crate) const INTERRUPTED: u8 = 130;
/// Whoever read the output stopped reading, as shells have it.
pub(crate) const CLOSED: u8 = 141;

/// What is no kind of error.
const OTHERS: [(u8, &str, &str); 5] = [
    (OK, "ok", "it worked"),
    (
        NO,
        "no",
        "the answer is no, `doctor` found something, or the machine failed",
    ),
    (USAGE, "usage", "the command line is not understood"),
    (
        INTERRUPTED,
        "interrupted",
        "Ctrl-C; a change may still have landed",
    ),
    (CLOSED, "closed", "whoever read the output stopped reading"),
];

/// The code of a kind of error.
pub(crate) fn of(kind: ErrorKind) -> u8 {
    known(kind).map_or(NO, |(code, _)| code)
}

/// What to do, where an error's own message leaves it open.
pub(crate) fn hint(kind: ErrorKind) -> Option<&'static str> {
    known(kind).map(|(_, hint)| hint)
}

fn known(kind: ErrorKind) -> Option<(u8, &'static str)> {
    Some(match kind {
        ErrorKind::NotFound => (3, "check the id, and that you may see it"),
        ErrorKind::Unauthenticated => (
            4,
            "say who calls: TENANTRY_KEY, `--key-file` or `--key-stdin`",
        ),
        ErrorKind::Conflict => (5, "read it again and decide anew"),
        ErrorKind::LimitReached => (6, "make room; waiting changes nothing"),
        ErrorKind::Unavailable => (
            7,
            "nothing was written; see that the store is up, then try again",
        ),
        ErrorKind::Denied => (8, "ask somebody who may, or use another proof"),
        ErrorKind::Invalid => (9, "mend the input; `--help` says what it may be"),
        ErrorKind::Throttled => (10, "wait, then try again"),
        ErrorKind::Busy => (11, "nothing was written; try again"),
        ErrorKind::Unknown => (
            12,
            "it may have landed: look, or repeat it with its `--idempotency-key`",
        ),
        ErrorKind::Corrupt => (13, "stop writing, and run `tenantry doctor`"),
        _ => return None,
    })
}

/// All codes, as a table.
pub(crate) fn table() -> String {
    let kinds = ErrorKind::ALL.into_iter().filter_map(|kind| {
        let (code, hint) = known(kind)?;
        Some((code, kind.name(), hint))
    });
    let mut rows: Vec<_> = OTHERS.into_iter().chain(kinds).collect();
    rows.sort_unstable();
    let lines = rows
        .into_iter()
        .map(|(code, name, what)| format!("{code:>4}  {name:<16}  {what}\n"));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_code_of_its_own() {
        let mut codes: Vec<u8> = ErrorKind::ALL.into_iter().map(of).collect();
        codes.extend(OTHERS.map(|(code, ..)| code));
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        assert_eq!(table().lines().count(), count);
    }
}
