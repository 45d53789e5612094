//! Programs compare codes: `docs/codes.md` lists all that the sources give, so that none changes unnoticed.

use std::collections::BTreeSet;

use tenantry::ErrorKind;

use crate::calls::{Code, Maker, Source, snake};
use crate::files::{all_rust, production, text, typescript};

const LIST: &str = "docs/codes.md";

/// Whose errors reach a caller.
const FOLDERS: [&str; 9] = [
    "bindings/node/src/",
    "bindings/python/src/",
    "bindings/remote/src/",
    "bindings/surface/src/",
    "core/src/",
    "examples/cli/src/",
    "examples/server/src/",
    "storage-postgres/src/",
    "storage-sqlite/src/",
];

/// A kind and a code, as `conflict last_owner`.
type Codes = BTreeSet<(String, String)>;

#[test]
fn every_code_is_in_the_list_and_none_else() {
    let (given, listed) = (given(), listed());
    let kinds = ErrorKind::ALL.map(|kind| (kind.name().to_owned(), kind.name().to_owned()));
    let given: Codes = given.into_iter().chain(kinds).collect();
    assert!(given.len() > 70, "only {} codes were found", given.len());
    let new: Vec<_> = given.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&given).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "programs compare codes, and {LIST} promises them.\n\
         New in the sources: {new:?}: add a line each, or take the code that stands there already.\n\
         Gone from the sources: {gone:?}: give it back its name. Only where nobody can get it any more \
         take its line away, and say so in CHANGELOG.md under *Changed*."
    );
}

/// The rows of the list: sorted, each with a meaning.
fn listed() -> Codes {
    let list = text(LIST);
    let rows: Vec<(String, String)> = list
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, code, kind, meaning, _] = cells[..] else {
                panic!("{LIST}: `{line}` is no row of code, kind and meaning");
            };
            assert!(meaning.len() > 10, "{LIST} says too little of {code}");
            let plain = |cell: &str| cell.trim_matches('`').to_owned();
            (plain(code), plain(kind))
        })
        .collect();
    assert!(rows.is_sorted(), "{LIST} is not sorted by code and kind");
    let count = rows.len();
    let codes: Codes = rows.into_iter().map(|(code, kind)| (kind, code)).collect();
    assert_eq!(codes.len(), count, "{LIST} has a row twice");
    codes
}

/// Every code that the sources give: to what makes an error, or spelled out on the wire.
fn given() -> Codes {
    let sources: Vec<Source> = all_rust()
        .into_iter()
        .filter(|(path, _)| FOLDERS.iter().any(|folder| path.starts_with(folder)))
        .map(|(path, text)| Source::new(path, production(&text)))
        .collect();
    let mut codes = Codes::new();
    let mut makers = vec![Maker::of_errors()];
    while let Some(maker) = makers.pop() {
        for (source, call) in sources.iter().flat_map(|source| source.calls(&maker)) {
            match source.code(&call) {
                Code::Written(code) => codes.extend([(source.kind(&call), code)]),
                Code::Handed => makers.push(source.maker(&call)),
                Code::Elsewhere => {}
            }
        }
    }
    for source in &sources {
        codes.extend(spelled(&source.text, "\"code\": \"", "\"kind\": \""));
    }
    for (_, text) in typescript("bindings/node/src-ts") {
        codes.extend(spelled(&text, "code: \"", "new "));
    }
    codes
}

/// Codes after a word, of the kind that stands before: `"kind": "internal"`, or `new InternalError`.
fn spelled(text: &str, before: &str, kind: &str) -> Codes {
    let word = |text: &str| {
        let ends = |c: char| !c.is_alphanumeric() && c != '_';
        text.split(ends).next().unwrap_or_default().to_owned()
    };
    let found = text.match_indices(before).map(|(at, _)| {
        let kind_at = text[..at].rfind(kind).expect("a code without a kind") + kind.len();
        let kind = word(&text[kind_at..]);
        let code = word(&text[at + before.len()..]);
        (snake(kind.trim_end_matches("Error")), code)
    });
    found.collect()
}
