//! Whom a narrowing stops: nobody but those whom it touches, as far as that is known.

use tenantry::OrgId;
use tenantry::access::Grounds;
use tenantry::journal::Effect;
use tenantry::storage::{Batch, Expect, Facts, Failure, Head, Plan, Recollection, Scope, judge};
use uuid::Uuid;

use super::{NOW, batch, facts, failures, org, user};

#[test]
fn positions_move_with_rights_and_stop_what_was_decided_before() {
    let on = |narrowed| vec![Expect::Narrowed(narrowed, Grounds::EVERYBODY)];
    let structural = vec![Expect::Rights(0)];
    let batches = [
        batch(vec![], on(0), Effect::Widens),
        batch(vec![], on(0), Effect::None),
        batch(vec![], structural.clone(), Effect::None),
        batch(vec![], on(0), Effect::Narrows),
        batch(vec![], on(0), Effect::None),
        batch(vec![], on(3), Effect::None),
    ];
    let plan = judge(facts(), &batches, NOW).unwrap();
    let stale = Some(Failure::Stale);
    assert_eq!(
        failures(&plan.verdicts),
        [None, None, stale.clone(), None, stale, None]
    );
    let head = plan.changes[&Scope::Org(org())].head;
    assert_eq!((head.seq, head.rights, head.narrowed), (4, 3, 3));
}

/// A batch that takes something from these, decided by one of them.
fn taking(decided: u64, by: u128, from: &[u128]) -> Batch {
    let grounds = Grounds::of([user(by).into()]);
    let expect = vec![Expect::Narrowed(decided, grounds)];
    let mut batch = batch(vec![], expect, Effect::Narrows);
    batch.parts[0].entries[0].touches = from.iter().map(|who| user(*who).into()).collect();
    batch
}

#[test]
fn a_narrowing_stops_in_its_group_only_those_whom_it_touches() {
    let stale = Some(Failure::Stale);
    let cases: [(&[Batch], Vec<Option<Failure>>); 5] = [
        // One takes from many, who are not themselves.
        (
            &[taking(5, 1, &[2]), taking(5, 1, &[3]), taking(5, 1, &[2])],
            vec![None; 3],
        ),
        // Who has lost something does not go on by it; a neighbour does.
        (
            &[
                taking(5, 1, &[3, 2]),
                taking(5, 2, &[3]),
                taking(5, 4, &[3]),
            ],
            vec![None, stale.clone(), None],
        ),
        // Whoever names nobody touches everybody.
        (
            &[taking(5, 1, &[]), taking(5, 1, &[2])],
            vec![None, stale.clone()],
        ),
        // What was committed before the group may have touched anybody.
        (&[taking(4, 1, &[2])], vec![stale.clone()]),
        // What was decided within the group stands on what it has left.
        (
            &[taking(5, 1, &[2]), taking(11, 2, &[3]), taking(13, 2, &[3])],
            vec![None, None, stale],
        ),
    ];
    for (number, (batches, expected)) in cases.into_iter().enumerate() {
        let mut facts = facts();
        let head = facts.heads.get_mut(&org().into()).unwrap();
        (head.seq, head.rights, head.narrowed) = (10, 5, 5);
        let plan = judge(facts, batches, NOW).unwrap();
        assert_eq!(failures(&plan.verdicts), expected, "case {number}");
    }
}

/// The head that a plan leaves.
fn led_to(plan: &Plan) -> Facts {
    let mut facts = Facts::default();
    let head = plan.changes[&org().into()].head;
    facts.heads.insert(org().into(), head);
    facts
}

#[test]
fn what_the_last_groups_narrowed_is_remembered_as_long_as_they_were_the_last() {
    let recollection = Recollection::default();
    let judge = |facts, batch| recollection.judge(facts, &[batch], NOW).unwrap();
    let first = judge(facts(), taking(0, 1, &[2]));
    let second = judge(led_to(&first), taking(0, 1, &[3]));
    assert_eq!(failures(&second.verdicts), [None]);
    // Who has lost something is told in a later group, too.
    let lost = judge(led_to(&second), taking(0, 3, &[4]));
    assert_eq!(failures(&lost.verdicts), [Some(Failure::Stale)]);
    let third = judge(led_to(&second), taking(0, 1, &[5]));
    assert_eq!(failures(&third.verdicts), [None]);
    // The third was not committed after all, or somebody else has committed since.
    let mut foreign = led_to(&third);
    foreign.heads.get_mut(&org().into()).unwrap().hash = [7; 32];
    let after = judge(foreign, taking(0, 1, &[6]));
    assert_eq!(failures(&after.verdicts), [Some(Failure::Stale)]);
    let after = judge(led_to(&second), taking(0, 1, &[6]));
    assert_eq!(failures(&after.verdicts), [Some(Failure::Stale)]);
}

#[test]
fn a_narrowing_in_one_scope_says_nothing_of_another() {
    let other = OrgId::from_uuid(Uuid::from_u128(2));
    let mut facts = facts();
    facts.heads.insert(other.into(), Head::new(other.into()));
    let mut across = taking(0, 1, &[2]);
    across.parts[0].scope = other.into();
    let plan = judge(facts, &[taking(0, 1, &[1]), across], NOW).unwrap();
    assert_eq!(failures(&plan.verdicts), [None, None]);
}
