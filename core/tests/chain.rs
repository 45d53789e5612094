//! Golden vectors: the bytes that are hashed never change, in any store or release.

use tenantry::access::Actor;
use tenantry::journal::{Effect, EntrySubject, StoredEntry, chain, genesis};
use tenantry::{CommitId, DirectoryId, OrgId, Time, UserId};
use uuid::Uuid;

fn entry() -> StoredEntry {
    StoredEntry {
        scope: OrgId::from_uuid(Uuid::from_u128(1)).into(),
        seq: 1,
        at: Time::from_micros(1_700_000_000_000_000),
        commit: CommitId::from_uuid(Uuid::from_u128(2)),
        actor: Actor::User(UserId::from_uuid(Uuid::from_u128(3))),
        on_behalf_of: None,
        reason: None,
        operation: "teams.create".to_owned(),
        subject: EntrySubject {
            noun: "team".to_owned(),
            id: Uuid::from_u128(4),
        },
        body: r#"{"name":"Zoë"}"#.to_owned(),
        audience: r#"{"sight":"teams.read"}"#.to_owned(),
        effect: Effect::Widens,
        hash: [0; 32],
    }
}

#[test]
fn the_start_of_a_chain_is_fixed() {
    let id = Uuid::from_u128(1);
    let org = chain::hex(&genesis(OrgId::from_uuid(id).into()));
    let directory = chain::hex(&genesis(DirectoryId::from_uuid(id).into()));
    assert_eq!(
        org,
        "56f8222da7b7c2142e7cf16794810b08a9ba4a3f535beb10a3bd787a41168b87"
    );
    assert_eq!(
        directory,
        "f2ecc10b5dcb853f848f3840925da741a8e0bf39c8e75c094dfd6906893db8fe"
    );
}

#[test]
fn the_links_of_a_chain_are_fixed() {
    let first = entry();
    let hash = chain::link(&genesis(first.scope), &first);
    assert_eq!(
        chain::hex(&hash),
        "b65e0a3c75ca25a6cb15904bf33652411bcd6fdd7ab7660cbf745581b1cf71b8"
    );
    let second = StoredEntry {
        seq: 2,
        actor: Actor::System,
        on_behalf_of: Some(UserId::from_uuid(Uuid::from_u128(5))),
        reason: Some("upkeep".to_owned()),
        ..entry()
    };
    assert_eq!(
        chain::hex(&chain::link(&hash, &second)),
        "fdd6070b355042b901c88faba79241c5ef33ccd483f36f8f37a65817da52aaff"
    );
}

#[test]
fn every_field_is_in_the_hash() {
    let id = Uuid::from_u128(77);
    let base = entry();
    let changes: Vec<(&str, StoredEntry)> = vec![
        (
            "scope",
            StoredEntry {
                scope: OrgId::from_uuid(id).into(),
                ..entry()
            },
        ),
        (
            "kind",
            StoredEntry {
                scope: DirectoryId::from_uuid(Uuid::from_u128(1)).into(),
                ..entry()
            },
        ),
        ("seq", StoredEntry { seq: 2, ..entry() }),
        (
            "at",
            StoredEntry {
                at: Time::from_micros(1),
                ..entry()
            },
        ),
        (
            "commit",
            StoredEntry {
                commit: CommitId::from_uuid(id),
                ..entry()
            },
        ),
        (
            "actor",
            StoredEntry {
                actor: Actor::System,
                ..entry()
            },
        ),
        (
            "behalf",
            StoredEntry {
                on_behalf_of: Some(UserId::from_uuid(id)),
                ..entry()
            },
        ),
        (
            "reason",
            StoredEntry {
                reason: Some("x".to_owned()),
                ..entry()
            },
        ),
        (
            "operation",
            StoredEntry {
                operation: "teams.delete".to_owned(),
                ..entry()
            },
        ),
        (
            "noun",
            StoredEntry {
                subject: EntrySubject {
                    noun: "t".to_owned(),
                    ..base.subject.clone()
                },
                ..entry()
            },
        ),
        (
            "subject",
            StoredEntry {
                subject: EntrySubject {
                    id,
                    ..base.subject.clone()
                },
                ..entry()
            },
        ),
        (
            "body",
            StoredEntry {
                body: "{}".to_owned(),
                ..entry()
            },
        ),
        (
            "audience",
            StoredEntry {
                audience: "{}".to_owned(),
                ..entry()
            },
        ),
        (
            "effect",
            StoredEntry {
                effect: Effect::None,
                ..entry()
            },
        ),
    ];
    let before = genesis(base.scope);
    for (field, changed) in changes {
        assert_ne!(
            chain::link(&before, &base),
            chain::link(&before, &changed),
            "{field}"
        );
    }
    assert_ne!(
        chain::link(&before, &base),
        chain::link(&[1; 32], &base),
        "the hash before"
    );
}

#[test]
fn text_cannot_slip_from_one_field_into_the_next() {
    let before = [0; 32];
    let one = StoredEntry {
        audience: "ab".to_owned(),
        body: "c".to_owned(),
        ..entry()
    };
    let other = StoredEntry {
        audience: "a".to_owned(),
        body: "bc".to_owned(),
        ..entry()
    };
    assert_ne!(chain::link(&before, &one), chain::link(&before, &other));
}

#[test]
fn a_commitment_needs_its_salt() {
    assert_eq!(
        chain::commitment(&[7; 16], "ada@example.com"),
        "f995c5d43b81917dcc9f3016f3dfa473e94ced0d5a070734d06c6aa57508b92b"
    );
    assert_ne!(
        chain::commitment(&[7; 16], "x"),
        chain::commitment(&[8; 16], "x")
    );
}
