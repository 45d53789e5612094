//! What the room of access keeps: who holds what by which way, and what may be there once.

use futures_util::TryFutureExt;
use tenantry::access::{Assignment, Holder, Role, StoredGrant};
use tenantry::page::Keyset;
use tenantry::storage::{
    AssignmentsOf, Counter, Failure, GrantsOf, Row, Storage, Sweep, Unique, Write,
};
use tenantry::teams::Team;
use tenantry::{AssignmentId, GrantId, LinkId, PermissionId, RoleId, TeamId, Time, UserId};

use super::pages::{goes_both_ways, rows};
use crate::Bench;
use crate::fixture::{
    FIRST, Story, assignment, batch, committed, count, grant, id, object, part, permission,
    refused, role, team_member, updated, value_of,
};

/// Commits rows of an organisation.
async fn write(store: &dyn Storage, story: &Story, rows: impl IntoIterator<Item = Row>) {
    let writes: Vec<_> = rows.into_iter().map(Write::Insert).collect();
    committed(store, batch([part(story.org, writes)])).await;
}

async fn refusal(store: &dyn Storage, story: &Story, row: Row) -> Failure {
    refused(store, batch([part(story.org, [Write::Insert(row)])])).await
}

fn given(story: &Story, holder: Holder, role: RoleId, team: Option<TeamId>) -> Assignment {
    let given = assignment(story.org, AssignmentId::from_uuid(id()), holder, role);
    Assignment { team, ..given }
}

/// A team below another.
fn below(story: &Story, name: &str, parent: &Team) -> Team {
    let mut team = story.team(name);
    team.parent = Some(parent.id);
    team
}

/// Whoever is in a leaf has what was given to them, to the leaf, and to the subtrees it is in.
pub(super) async fn a_standing_holds_what_was_given_by_every_way(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let top = story.team("top");
    let middle = below(&story, "middle", &top);
    let leaf = below(&story, "leaf", &middle);
    let beside = below(&story, "beside", &top);
    let person = tenantry::access::Principal::User(UserId::from_uuid(id()));
    let other = tenantry::access::Principal::User(UserId::from_uuid(id()));
    let own = RoleId::from_uuid(id());
    let built_in = Role::Manager.id();
    let mut expired = given(&story, person.into(), own, None);
    expired.expires_at = Some(Time::from_micros(1));
    let reach = [
        expired,
        given(&story, person.into(), built_in, Some(beside.id)),
        given(&story, Holder::Team(leaf.id), own, None),
        given(&story, Holder::Subtree(leaf.id), built_in, None),
        given(&story, Holder::Subtree(top.id), own, Some(top.id)),
    ];
    let miss = [
        given(&story, other.into(), own, None),
        given(&story, Holder::Team(middle.id), own, None),
        given(&story, Holder::Subtree(beside.id), own, None),
        given(
            &story,
            Holder::Team(TeamId::from_uuid(person.uuid())),
            own,
            None,
        ),
    ];
    let mut all = vec![
        Row::Role(role(story.org, own, "reader")),
        Row::Member(story.member(person, Role::Viewer)),
        Row::TeamMember(team_member(story.org, leaf.id, person)),
    ];
    let ids = [top.id, middle.id, leaf.id];
    all.extend([top, middle, leaf, beside].map(Row::Team));
    all.extend(reach.iter().chain(&miss).cloned().map(Row::Assignment));
    write(&*store, &story, all).await;

    let standing = store.standing(&story.view(), Some(person)).await;
    let standing = standing.unwrap().unwrap().value;
    let mut above = standing.above.clone();
    above.sort();
    let mut expected = ids.to_vec();
    expected.sort();
    assert_eq!(above, expected);
    let found: Vec<_> = standing
        .assigned
        .iter()
        .map(|given| given.assignment.id)
        .collect();
    assert_eq!(
        found,
        reach.iter().map(|given| given.id).collect::<Vec<_>>()
    );
    for assigned in &standing.assigned {
        let is_own = assigned.assignment.role == own;
        assert_eq!(
            assigned.role.as_ref().map(|role| role.id),
            is_own.then_some(own)
        );
        assert!(assigned.info().is_some());
    }
    let of_owner = store.standing(&story.view(), Some(story.principal())).await;
    let of_owner = of_owner.unwrap().unwrap().value;
    assert_eq!(of_owner.above.len(), 4, "the owner of a team is in it");

    let [_, _, leaf] = ids;
    let joined = store
        .given_to_team(&story.view(), leaf)
        .await
        .unwrap()
        .value;
    let joined: Vec<_> = joined.iter().map(|given| given.assignment.id).collect();
    assert_eq!(
        joined,
        reach[2..].iter().map(|given| given.id).collect::<Vec<_>>()
    );
}

pub(super) async fn a_holder_has_a_role_once_in_one_place(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.add_team(&*store, "red").await;
    let (holder, role) = (Holder::Team(team.id), Role::Viewer.id());
    for place in [None, Some(team.id)] {
        let first = given(&story, holder, role, place);
        write(&*store, &story, [Row::Assignment(first.clone())]).await;
        let again = Row::Assignment(given(&story, holder, role, place));
        let taken = Unique::Assigned(holder, role, place);
        assert_eq!(refusal(&*store, &story, again).await, Failure::Taken(taken));
        let mut later = first.clone();
        (later.expires_at, later.version) = (Some(Time::MAX), 2);
        let change = updated(Row::Assignment(first), Row::Assignment(later));
        committed(&*store, batch([part(story.org, [change])])).await;
    }
    let other = Holder::Subtree(team.id);
    write(
        &*store,
        &story,
        [Row::Assignment(given(&story, other, role, None))],
    )
    .await;
}

pub(super) async fn an_object_is_shared_with_a_holder_once(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = TeamId::from_uuid(id());
    let doc = object(id());
    let share = |object: &_, holder| {
        let id = GrantId::from_uuid(id());
        Row::Grant(
            grant(
                story.org,
                id,
                tenantry::access::Object::clone(object),
                holder,
            )
            .into(),
        )
    };
    write(&*store, &story, [share(&doc, Holder::Team(team))]).await;
    let taken = Unique::Shared(doc.clone(), Holder::Team(team));
    let failure = refusal(&*store, &story, share(&doc, Holder::Team(team))).await;
    assert_eq!(failure, Failure::Taken(taken));
    let sheet = tenantry::access::Object::new("sheet", doc.id()).unwrap();
    let others = [
        share(&doc, Holder::Subtree(team)),
        share(&sheet, Holder::Team(team)),
    ];
    write(&*store, &story, others).await;

    let view = story.view();
    let found = async |of: &GrantsOf| store.grants(&view, of, FIRST).await.unwrap().value.len();
    assert_eq!(found(&GrantsOf::Org).await, 3);
    assert_eq!(found(&GrantsOf::Object(doc)).await, 2);
    assert_eq!(found(&GrantsOf::Object(sheet.clone())).await, 1);
    assert_eq!(found(&GrantsOf::Holder(Holder::Team(team))).await, 2);
    assert_eq!(found(&GrantsOf::Holder(Holder::Subtree(team))).await, 1);
    let shared = value_of(&*store, story.org, Counter::Grants(sheet.id())).await;
    assert_eq!(shared, 3, "of either kind");
}

pub(super) async fn a_link_is_found_with_its_secret_while_it_is_shared_with(bench: &Bench) {
    let store = bench.open().await;
    let (story, other) = (Story::begin(&*store).await, Story::begin(&*store).await);
    let link = LinkId::from_uuid(id());
    let shared = |secret| {
        let mut grant = grant(
            story.org,
            GrantId::from_uuid(id()),
            object(id()),
            Holder::Link(link),
        );
        grant.expires_at = Some(Time::from_micros(1));
        StoredGrant {
            grant,
            hash: Some([secret; 32]),
        }
    };
    let (first, second) = (shared(1), shared(2));
    let found = async |story: &Story, link| {
        let found = store.link(&story.view(), link).await.unwrap().value;
        found.map(|stored| (stored.grant.id, stored.hash))
    };
    write(&*store, &story, [Row::Grant(first.clone())]).await;
    let is_first = Some((first.grant.id, first.hash));
    assert_eq!(found(&story, link).await, is_first);
    assert_eq!(found(&other, link).await, None);
    assert_eq!(found(&story, LinkId::from_uuid(id())).await, None);
    let listed = store.grant(&story.view(), first.grant.id).await.unwrap();
    assert_eq!(listed.value.unwrap().holder, Holder::Link(link));

    let gone = Write::Delete(Row::Grant(first.grant.into()));
    committed(&*store, batch([part(story.org, [gone])])).await;
    assert_eq!(found(&story, link).await, None);
    write(&*store, &story, [Row::Grant(second.clone())]).await;
    assert_eq!(
        found(&story, link).await,
        Some((second.grant.id, second.hash))
    );
}

pub(super) async fn names_of_roles_and_permissions_are_there_once(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let reader = |name| Row::Role(role(story.org, RoleId::from_uuid(id()), name));
    let read = |name| Row::Permission(permission(story.org, PermissionId::from_uuid(id()), name));
    write(&*store, &story, [reader("Reader"), read("read")]).await;
    let failure = refusal(&*store, &story, reader("rEADER")).await;
    assert_eq!(
        failure,
        Failure::Taken(Unique::RoleName("reader".to_owned()))
    );
    let failure = refusal(&*store, &story, read("read")).await;
    assert_eq!(
        failure,
        Failure::Taken(Unique::PermissionName("docs.read".to_owned()))
    );
    let found = store.roles(&story.view(), FIRST).await.unwrap().value;
    assert_eq!(found.len(), 1);
    let name = "docs.read".parse().unwrap();
    let found = store.permission_named(&story.view(), &name).await.unwrap();
    assert_eq!(found.value.unwrap().name, name);
}

pub(super) async fn a_sweep_of_assignments_takes_a_holders_and_a_teams(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let [red, blue] = [
        story.add_team(&*store, "red").await,
        story.add_team(&*store, "blue").await,
    ];
    let (owner, role) = (story.principal().into(), Role::Viewer.id());
    let stays = [
        given(&story, owner, role, None),
        given(&story, Holder::Team(blue.id), role, Some(blue.id)),
    ];
    let goes = [
        given(&story, owner, role, Some(red.id)),
        given(&story, Holder::Team(red.id), role, None),
        given(&story, Holder::Subtree(red.id), role, Some(blue.id)),
    ];
    let all = stays.iter().chain(&goes).cloned().map(Row::Assignment);
    write(&*store, &story, all).await;
    let held = Counter::Assignments(red.id.uuid());
    assert_eq!(value_of(&*store, story.org, held).await, 2);
    let sweep = Write::Sweep(Sweep::Assignments(red.id.uuid()));
    committed(&*store, batch([part(story.org, [sweep])])).await;
    let left = store
        .assignments(&story.view(), AssignmentsOf::Org, FIRST)
        .await;
    let left: Vec<_> = left.unwrap().value.iter().map(|given| given.id).collect();
    assert_eq!(left, stays.map(|given| given.id));
    assert_eq!(value_of(&*store, story.org, held).await, 0);
    // What it took can be given again.
    write(&*store, &story, [Row::Assignment(goes[0].clone())]).await;
    let full = Write::Count {
        counter: Counter::Assignments(story.owner.uuid()),
        by: 1,
        min: 0,
        max: 2,
    };
    let failure = refused(&*store, batch([part(story.org, [full])])).await;
    assert!(
        matches!(failure, Failure::Limit { value: 2, .. }),
        "{failure:?}"
    );
    committed(
        &*store,
        batch([part(story.org, [count(Counter::Roles, 1)])]),
    )
    .await;
}

pub(super) async fn lists_of_rights_go_both_ways(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.add_team(&*store, "red").await;
    let (holder, doc) = (Holder::Team(team.id), object(id()));
    let common = RoleId::from_uuid(id());
    let mut all = vec![Row::Role(role(story.org, common, "common"))];
    for number in 0..5 {
        let own = RoleId::from_uuid(id());
        all.push(Row::Role(role(story.org, own, &format!("role {number}"))));
        let name = format!("read{number}");
        all.push(Row::Permission(permission(
            story.org,
            PermissionId::from_uuid(id()),
            &name,
        )));
        let somebody = Holder::User(UserId::from_uuid(id()));
        all.push(Row::Assignment(given(&story, holder, own, Some(team.id))));
        all.push(Row::Assignment(given(&story, somebody, common, None)));
        for (object, holder) in [(doc.clone(), somebody), (object(id()), holder)] {
            let id = GrantId::from_uuid(id());
            all.push(Row::Grant(grant(story.org, id, object, holder).into()));
        }
    }
    write(&*store, &story, all).await;
    let view = story.view();
    let list = |keyset: Keyset| store.roles(&view, keyset).map_ok(rows);
    goes_both_ways("roles", |row| row.id.uuid(), list).await;
    let list = |keyset: Keyset| store.permissions(&view, keyset).map_ok(rows);
    goes_both_ways("permissions", |row| row.id.uuid(), list).await;
    for of in [
        AssignmentsOf::Org,
        AssignmentsOf::Holder(holder),
        AssignmentsOf::Role(common),
        AssignmentsOf::Team(team.id),
    ] {
        let list = |keyset: Keyset| store.assignments(&view, of, keyset).map_ok(rows);
        goes_both_ways(&format!("{of:?}"), |row| row.id.uuid(), list).await;
    }
    for of in [
        GrantsOf::Org,
        GrantsOf::Object(doc),
        GrantsOf::Holder(holder),
    ] {
        let list = |keyset: Keyset| store.grants(&view, &of, keyset).map_ok(rows);
        goes_both_ways(&format!("{of:?}"), |row| row.id.uuid(), list).await;
    }
}
