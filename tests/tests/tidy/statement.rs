//! What a statement says of a tenant's tables, read word for word.

use std::collections::BTreeSet;

/// A table in a statement, and the name that its columns are spoken of by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table<'a> {
    pub(crate) name: &'a str,
    /// The alias; none where columns stand alone.
    alias: Option<&'a str>,
    /// Whether rows are added to it: a list of columns, and no comparison.
    is_filled: bool,
}

/// The tables that a statement reads or writes.
pub(crate) fn tables(statement: &str) -> Vec<Table<'_>> {
    let words: Vec<&str> = statement.split_whitespace().collect();
    let mut found = Vec::new();
    for (place, pair) in words.windows(2).enumerate() {
        let is_table = match pair[0] {
            "JOIN" | "INTO" => true,
            // Not `FOR UPDATE OF h`, not `DO UPDATE SET`.
            "UPDATE" => !["FOR", "DO"].contains(&words[place.saturating_sub(1)]),
            before => before.trim_start_matches('(') == "FROM",
        };
        if !is_table {
            continue;
        }
        let table = pair[1]
            .trim_start_matches('(')
            .trim_start_matches("tenantry.");
        let end = table.find(|c: char| !c.is_alphanumeric() && !"_{}".contains(c));
        let is_last = end.is_some();
        let after = words.get(place + 2).copied().filter(|_| !is_last);
        let after = match after {
            Some("AS") => words.get(place + 3).copied(),
            after => after,
        };
        found.push(Table {
            name: &table[..end.unwrap_or(table.len())],
            alias: after.map(plain).filter(|word| is_alias(word)),
            is_filled: pair[0] == "INTO",
        });
    }
    found
}

/// Words of SQL are in capitals, and names are not.
fn is_alias(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// The first of these tables whose rows are not held to one tenant: its tenant's column is
/// compared neither with a value from outside nor with a table that is.
pub(crate) fn unwalled<'a>(
    statement: &str,
    tables: &[Table<'a>],
    tenant_of: impl Fn(&str) -> Option<&'static str>,
) -> Option<Table<'a>> {
    let ours: Vec<(&Table<'_>, &str)> = tables
        .iter()
        .filter_map(|table| Some((table, tenant_of(table.name)?)))
        .collect();
    let pairs = comparisons(statement);
    let aliases: BTreeSet<&str> = ours.iter().filter_map(|(table, _)| table.alias).collect();
    let mut walled: BTreeSet<&str> = BTreeSet::new();
    let is_given = |side: &str, walled: &BTreeSet<&str>| match side.split_once('.') {
        _ if side.starts_with(['$', '?', ':']) || side.starts_with("ANY(") => true,
        Some((alias, _)) => !aliases.contains(alias) || walled.contains(alias),
        None => false,
    };
    // One table leads to the next.
    for _ in &ours {
        for (table, tenant) in &ours {
            let Some(alias) = table.alias else { continue };
            let own = format!("{alias}.{tenant}");
            let holding = pairs.iter().filter(|(left, right)| {
                (*left == own && is_given(right, &walled))
                    || (*right == own && is_given(left, &walled))
            });
            // The parts of a union may each call another table the same.
            let same = |other: &&(&Table<'_>, &str)| other.0.alias == Some(alias);
            if holding.count() >= ours.iter().filter(same).count() {
                walled.insert(alias);
            }
        }
    }
    let is_walled = |table: &Table<'_>, tenant: &str| match table.alias {
        _ if table.is_filled => statement.contains(tenant),
        Some(alias) => walled.contains(alias),
        // Each table that has no alias asks for a comparison of its own.
        None => {
            let alone = |other: &&(&Table<'_>, &str)| {
                other.0.alias.is_none() && !other.0.is_filled && other.1 == tenant
            };
            let given = pairs
                .iter()
                .filter(|(left, right)| *left == tenant && is_given(right, &walled));
            given.count() + tuples(statement, tenant) >= ours.iter().filter(alone).count()
        }
    };
    let open = ours
        .iter()
        .find(|(table, tenant)| !is_walled(table, tenant));
    open.map(|(table, _)| (*table).clone())
}

/// How often rows are taken by their whole keys out of a selection that begins with the
/// tenant: `(org_id, seq) IN (SELECT org_id, seq …`.
fn tuples(statement: &str, tenant: &str) -> usize {
    let chosen = format!("SELECT {tenant},");
    let key = format!("({tenant},");
    let parts = statement.split(&key).skip(1);
    parts
        .filter_map(|part| part.split_once(") IN ("))
        .filter(|(_, selection)| selection.trim_start().starts_with(&chosen))
        .count()
}

/// What a statement compares for equality, behind its `SET`.
fn comparisons(statement: &str) -> Vec<(&str, &str)> {
    let words: Vec<&str> = statement.split_whitespace().collect();
    let mut is_condition = false;
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        match *word {
            "SET" => is_condition = false,
            "WHERE" | "ON" | "AND" => is_condition = true,
            "=" if is_condition && place > 0 && place + 1 < words.len() => {
                found.push((plain(words[place - 1]), plain(words[place + 1])));
            }
            _ => {}
        }
    }
    found
}

/// A word without the punctuation around it.
fn plain(word: &str) -> &str {
    let word = word.trim_start_matches('(').trim_end_matches([',', ';']);
    if word.starts_with("ANY(") {
        word
    } else {
        word.trim_end_matches(')')
    }
}
