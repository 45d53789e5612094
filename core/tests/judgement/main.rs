//! A group is judged as if its batches committed one after the other.

mod narrowings;

use std::collections::HashMap;

use serde_json::Map;
use tenantry::access::{Actor, Principal, Role};
use tenantry::journal::{Audience, Draft, Effect, EntrySubject, Verifier};
use tenantry::orgs::Member;
use tenantry::storage::{
    Batch, Counter, Expect, Facts, Failure, Head, Key, Needs, Part, Replay, ReplayKey, Row, Scope,
    Sweep, Verdict, Write, judge,
};
use tenantry::teams::{Team, TeamMember};
use tenantry::{CommitId, OrgId, TeamId, Time, UserId};
use uuid::Uuid;

const NOW: Time = Time::from_micros(1_000);

fn org() -> OrgId {
    OrgId::from_uuid(Uuid::from_u128(1))
}

fn user(number: u128) -> Principal {
    Principal::User(UserId::from_uuid(Uuid::from_u128(number)))
}

fn team(number: u128, version: u64) -> Row {
    Row::Team(Team {
        org: org(),
        id: TeamId::from_uuid(Uuid::from_u128(number)),
        parent: None,
        owner: user(7),
        name: format!("team {number}"),
        description: None,
        version,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    })
}

fn team_member(number: u128) -> Row {
    Row::TeamMember(TeamMember {
        org: org(),
        team: TeamId::from_uuid(Uuid::from_u128(number)),
        principal: user(7),
        role: Role::Member,
        version: 1,
        created_at: NOW,
        updated_at: NOW,
    })
}

fn member(version: u64) -> Row {
    Row::Member(Member {
        org: org(),
        principal: user(7),
        role: Role::Owner,
        suspended: false,
        version,
        created_at: NOW,
        updated_at: NOW,
    })
}

fn entry(effect: Effect) -> Draft {
    Draft {
        actor: Actor::System,
        on_behalf_of: None,
        reason: Some("a test".to_owned()),
        operation: "tests.write",
        subject: EntrySubject {
            noun: "team".to_owned(),
            id: Uuid::nil(),
        },
        body: Map::new(),
        personal: Vec::new(),
        audience: Audience::default(),
        effect,
        touches: Vec::new(),
    }
}

fn batch(writes: Vec<Write>, expect: Vec<Expect>, effect: Effect) -> Batch {
    let part = Part {
        scope: org().into(),
        expect,
        writes,
        entries: vec![entry(effect)],
    };
    Batch {
        commit: CommitId::from_uuid(Uuid::from_u128(9)),
        parts: vec![part],
        replay: None,
        valid_until: None,
    }
}

fn writing(writes: Vec<Write>) -> Batch {
    batch(writes, Vec::new(), Effect::None)
}

fn facts() -> Facts {
    let mut facts = Facts::default();
    facts.heads.insert(org().into(), Head::new(org().into()));
    facts
}

fn failures(verdicts: &[Verdict]) -> Vec<Option<Failure>> {
    let failure = |verdict: &Verdict| match verdict {
        Verdict::Refused(failure) => Some(failure.clone()),
        _ => None,
    };
    verdicts.iter().map(failure).collect()
}

#[test]
fn a_batch_sees_what_the_ones_before_it_left() {
    let update = |from, to| Write::Update {
        from: Box::new(team(2, from)),
        to: team(2, to),
    };
    let batches = [
        writing(vec![Write::Insert(team(2, 1))]),
        writing(vec![Write::Insert(team(2, 1))]),
        writing(vec![update(1, 2)]),
        writing(vec![update(1, 2)]),
        writing(vec![Write::Delete(team(2, 2))]),
        writing(vec![Write::Insert(team(2, 1))]),
    ];
    let plan = judge(facts(), &batches, NOW).unwrap();
    let exists = Failure::Exists(Key::Team(TeamId::from_uuid(Uuid::from_u128(2))));
    assert_eq!(
        failures(&plan.verdicts),
        [None, Some(exists), None, Some(Failure::Stale), None, None]
    );
    let changes = &plan.changes[&Scope::Org(org())];
    assert_eq!(
        changes.rows.len(),
        1,
        "one write a row, however often it changed"
    );
    assert_eq!(changes.entries.len(), 4, "a refused batch tells nothing");
}

#[test]
fn entries_are_gap_free_chained_and_stamped_with_one_time() {
    let batches: Vec<Batch> = (0..5)
        .map(|n| writing(vec![Write::Insert(team(n, 1))]))
        .collect();
    let plan = judge(facts(), &batches, NOW).unwrap();
    let changes = &plan.changes[&Scope::Org(org())];
    let start = Head::new(org().into());
    let mut verifier = Verifier::behind(0, start.hash);
    for entry in &changes.entries {
        assert_eq!(verifier.take(entry), Ok(()));
        assert_eq!(entry.at, NOW);
    }
    assert!(verifier.ends_at(5, &changes.head.hash));
    for row in changes.rows.values().flatten() {
        let Row::Team(team) = row else {
            panic!("another row")
        };
        assert_eq!((team.created_at, team.updated_at), (NOW, NOW));
    }
}

#[test]
fn time_never_runs_behind_the_last_entry() {
    let mut facts = facts();
    let later = Time::from_micros(5_000);
    facts.heads.get_mut(&org().into()).unwrap().at = later;
    let plan = judge(facts, &[writing(vec![Write::Insert(team(2, 1))])], NOW).unwrap();
    assert_eq!(plan.changes[&Scope::Org(org())].entries[0].at, later);
}

#[test]
fn a_counter_keeps_its_bounds_within_the_group() {
    let count = |by, min, max| Write::Count {
        counter: Counter::Teams,
        by,
        min,
        max,
    };
    let batches = [
        writing(vec![count(1, 0, 2)]),
        writing(vec![count(1, 0, 2)]),
        writing(vec![count(1, 0, 2)]),
        writing(vec![count(-1, 2, 9)]),
    ];
    let plan = judge(facts(), &batches, NOW).unwrap();
    let limit = |bound| {
        Some(Failure::Limit {
            counter: Counter::Teams,
            value: 2,
            bound,
        })
    };
    assert_eq!(failures(&plan.verdicts), [None, None, limit(2), limit(2)]);
    assert_eq!(
        plan.changes[&Scope::Org(org())].counters[&Counter::Teams],
        2
    );
}

#[test]
fn a_sweep_takes_what_the_group_added_before_and_leaves_what_comes_after() {
    let sweep = Write::Sweep(Sweep::TeamMembers(TeamId::from_uuid(Uuid::from_u128(2))));
    let batches = [
        writing(vec![
            Write::Insert(team_member(2)),
            Write::Insert(team_member(3)),
        ]),
        writing(vec![sweep]),
        writing(vec![Write::Insert(team_member(2))]),
    ];
    let plan = judge(facts(), &batches, NOW).unwrap();
    assert_eq!(failures(&plan.verdicts), [None, None, None]);
    let rows = &plan.changes[&Scope::Org(org())].rows;
    assert_eq!(rows.len(), 2);
    assert!(rows.values().all(Option::is_some));
}

#[test]
fn what_is_counted_when_it_is_asked_for_is_never_written_nor_trusted_after_a_sweep() {
    let counter = Counter::Orgs(UserId::from_uuid(Uuid::from_u128(7)));
    let count = |by, max| Write::Count {
        counter,
        by,
        min: 0,
        max,
    };
    let sweep = Write::Sweep(Sweep::Affiliations(org()));
    let batches = [
        writing(vec![count(1, 2)]),
        writing(vec![count(1, 2)]),
        writing(vec![count(1, 2)]),
        writing(vec![sweep]),
        writing(vec![count(1, 2)]),
    ];
    let plan = judge(facts(), &batches, NOW).unwrap();
    let limit = Failure::Limit {
        counter,
        value: 2,
        bound: 2,
    };
    assert_eq!(
        failures(&plan.verdicts),
        [None, None, Some(limit), None, Some(Failure::Stale)]
    );
    assert!(plan.changes[&Scope::Org(org())].counters.is_empty());
}

#[test]
fn expectations_on_rows_hold_or_refuse() {
    let key = member(1).key();
    let mut facts = facts();
    facts.rows = HashMap::from([((org().into(), key.clone()), 3)]);
    let expecting = |expect| batch(vec![], vec![expect], Effect::None);
    let batches = [
        expecting(Expect::Version(key.clone(), 3)),
        expecting(Expect::Version(key.clone(), 2)),
        expecting(Expect::Present(key.clone())),
        expecting(Expect::Absent(key)),
        expecting(Expect::Present(Key::Org)),
    ];
    let plan = judge(facts, &batches, NOW).unwrap();
    let stale = Some(Failure::Stale);
    assert_eq!(
        failures(&plan.verdicts),
        [None, stale.clone(), None, stale.clone(), stale]
    );
}

#[test]
fn an_idempotency_key_replays_within_the_group() {
    let keyed = |fingerprint: u8| {
        let key = ReplayKey {
            caller: Uuid::nil(),
            operation: "tests.write",
            key: "k".to_owned(),
        };
        Batch {
            replay: Some(Replay {
                scope: org().into(),
                key,
                fingerprint: [fingerprint; 32],
                answer: "null".to_owned(),
                checks: "[]".to_owned(),
            }),
            ..writing(vec![])
        }
    };
    let plan = judge(facts(), &[keyed(1), keyed(1), keyed(2)], NOW).unwrap();
    assert!(matches!(plan.verdicts[0], Verdict::Committed(_)));
    assert!(matches!(&plan.verdicts[1], Verdict::Replayed(stored) if stored.at == NOW));
    assert_eq!(plan.verdicts[2], Verdict::Refused(Failure::OtherInput));
}

#[test]
fn an_expired_decision_is_refused() {
    let expired = Batch {
        valid_until: Some(Time::from_micros(999)),
        ..writing(vec![])
    };
    let plan = judge(facts(), &[expired], NOW).unwrap();
    assert_eq!(failures(&plan.verdicts), [Some(Failure::Expired)]);
}

#[test]
fn a_scope_that_is_not_there_is_not_written() {
    let plan = judge(Facts::default(), &[writing(vec![])], NOW).unwrap();
    assert_eq!(
        failures(&plan.verdicts),
        [Some(Failure::NoScope(org().into()))]
    );
    assert!(plan.changes.is_empty());
}

#[test]
fn a_row_of_another_tenant_is_a_broken_contract() {
    let mut foreign = writing(vec![Write::Insert(team(2, 1))]);
    foreign.parts[0].scope = OrgId::from_uuid(Uuid::from_u128(99)).into();
    let error = judge(facts(), &[foreign], NOW).unwrap_err();
    assert_eq!(error.kind(), tenantry::ErrorKind::Corrupt);
}

#[test]
fn needs_name_everything_that_is_judged() {
    let part = Part {
        scope: Scope::Directory(tenantry::DirectoryId::from_uuid(Uuid::from_u128(5))),
        expect: vec![Expect::Present(Key::Directory)],
        writes: Vec::new(),
        entries: Vec::new(),
    };
    let mut batch = writing(vec![Write::Insert(team(2, 1))]);
    batch.parts.push(part.clone());
    let needs = Needs::of(&[batch]);
    assert!(needs.lock.contains(&org().into()));
    assert!(
        needs.read.contains(&part.scope),
        "a part that only expects locks nothing"
    );
    assert!(needs.rows.contains(&(part.scope, Key::Directory)));
    assert!(needs.rows.contains(&(org().into(), team(2, 1).key())));
}
