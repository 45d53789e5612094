//! Purging the rows of a deleted organisation, in slices.

use std::collections::BTreeMap;

use tenantry::ErrorKind;
use tenantry::access::{Holder, Principal, Role, StoredGrant};
use tenantry::journal::{Checkpoint, chain};
use tenantry::storage::{Counter, Row, Storage, TeamsOf, Write};
use tenantry::tasks::{Assignee, Task};
use tenantry::{
    AssignmentId, CommentId, GrantId, LabelId, LinkId, PermissionId, ProjectId, RoleId, ServiceId,
    StatusId, TaskId, TeamId, Time, UserId,
};

use crate::Bench;
use crate::fixture::{
    FIRST, Story, assignment, batch, comment, committed, count, dump_scope, grant, id, label,
    object, part, permission, project, role, service, status, task, team_member, updated,
    with_replay,
};

/// Writes rows to every table of an organisation.
pub(super) async fn fill(store: &dyn Storage, story: &Story) {
    let team = story.team("red");
    let mut child = story.team("pink");
    child.parent = Some(team.id);
    let stranger = Principal::User(UserId::from_uuid(id()));
    let head = store.head(story.org.into()).await.unwrap().unwrap();
    let checkpoint = Checkpoint {
        org: story.org,
        seq: head.seq,
        hash: chain::hex(&head.hash),
        created_at: Time::OF_COMMIT,
    };
    let robot = service(story.org, ServiceId::from_uuid(id()), "meter");
    let reader = RoleId::from_uuid(id());
    let (given, holder) = (AssignmentId::from_uuid(id()), stranger.into());
    let link = Holder::Link(LinkId::from_uuid(id()));
    let shared = StoredGrant {
        grant: grant(story.org, GrantId::from_uuid(id()), object(id()), link),
        hash: Some([5; 32]),
    };
    let work = project(story.org, ProjectId::from_uuid(id()), stranger, "work");
    let review = status(story.org, StatusId::from_uuid(id()), "review");
    let roof = label(story.org, LabelId::from_uuid(id()), "roof");
    let (task_id, label_id) = (TaskId::from_uuid(id()), roof.id);
    let assignee = Assignee {
        holder,
        assigned_at: Time::OF_COMMIT,
    };
    let mend = Task {
        labels: vec![label_id],
        assignees: vec![assignee],
        ..task(story.org, task_id, stranger, "mend the roof")
    };
    let said = comment(story.org, task_id, CommentId::from_uuid(id()), "done?");
    let writes = [
        Write::Insert(Row::Project(work)),
        Write::Insert(Row::Task(mend)),
        Write::Insert(Row::TaskComment(said)),
        Write::Insert(Row::Status(review)),
        Write::Insert(Row::Label(roof)),
        Write::Insert(Row::Permission(permission(
            story.org,
            PermissionId::from_uuid(id()),
            "read",
        ))),
        Write::Insert(Row::Role(role(story.org, reader, "reader"))),
        Write::Insert(Row::Assignment(assignment(
            story.org, given, holder, reader,
        ))),
        Write::Insert(Row::Grant(shared)),
        Write::Insert(Row::Team(team.clone())),
        Write::Insert(Row::Team(child)),
        Write::Insert(Row::TeamMember(team_member(story.org, team.id, stranger))),
        Write::Insert(Row::TeamMember(story.team_member(team.id))),
        Write::Insert(Row::Service(robot)),
        Write::Insert(Row::Member(story.member(stranger, Role::Viewer))),
        Write::Insert(Row::Checkpoint(checkpoint)),
        count(Counter::Teams, 2),
    ];
    let filled = with_replay(batch([part(story.org, writes)]), "k", 1);
    committed(store, filled).await;
}

/// Purges in slices, and answers how many rows went with each.
pub(super) async fn purge(store: &dyn Storage, story: &Story, rows_max: u32) -> Vec<u64> {
    let mut slices = Vec::new();
    loop {
        let purged = store.purge(story.org, rows_max).await.unwrap();
        slices.push(purged.rows);
        assert!(purged.rows <= u64::from(rows_max), "{purged:?}");
        assert!(slices.len() < 1_000, "the purge never ends");
        if purged.is_done {
            return slices;
        }
    }
}

pub(super) async fn a_purge_goes_in_slices_until_nothing_is_left(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    fill(&*store, &story).await;
    story.mark_deleted(&*store).await;
    let slices = purge(&*store, &story, 3).await;
    assert!(slices.iter().sum::<u64>() >= 15, "{slices:?}");
    assert!(store.head(story.org.into()).await.unwrap().is_none());
    assert!(store.standing(&story.view(), None).await.unwrap().is_none());
    assert!(
        store
            .entries(story.org.into(), 0, 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        store.scopes(None, 9).await.unwrap(),
        [story.directory.into()]
    );
}

/// Which team hangs below which.
async fn tree(store: &dyn Storage, story: &Story) -> BTreeMap<TeamId, Option<TeamId>> {
    // Behind its head an organisation can be asked for nothing, and has no teams.
    let teams = store.teams(&story.view(), TeamsOf::Org, FIRST).await;
    let teams = teams.into_iter().flat_map(|seen| seen.value);
    teams.map(|team| (team.id, team.parent)).collect()
}

pub(super) async fn a_slice_of_a_purge_changes_no_more_rows_than_it_may(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    // Twelve teams between two: older than the one, younger than the other, and moved below
    // either in turn.
    let oldest = story.add_team(&*store, "oldest").await;
    let mut between = Vec::new();
    for _ in 0..12 {
        between.push(story.add_team(&*store, "between").await);
    }
    let youngest = story.add_team(&*store, "youngest").await;
    for (from, above) in between
        .into_iter()
        .zip([oldest.id, youngest.id].into_iter().cycle())
    {
        let mut to = from.clone();
        to.parent = Some(above);
        to.version += 1;
        let write = updated(Row::Team(from), Row::Team(to));
        committed(&*store, batch([part(story.org, [write])])).await;
    }
    story.mark_deleted(&*store).await;
    let mut before = tree(&*store, &story).await;
    while !store.purge(story.org, 3).await.unwrap().is_done {
        let after = tree(&*store, &story).await;
        let changed = before
            .iter()
            .filter(|(id, above)| after.get(id) != Some(above));
        let changed = changed.count();
        assert!(changed <= 3, "{changed} teams went or were moved at once");
        before = after;
    }
}

pub(super) async fn a_purge_touches_nothing_of_an_organisation_in_use(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    fill(&*store, &story).await;
    let before = dump_scope(&*store, story.org.into()).await;
    let error = store.purge(story.org, 100).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(dump_scope(&*store, story.org.into()).await, before);
    let error = store.purge(Story::new().org, 100).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
}

pub(super) async fn a_purge_spares_the_neighbours(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let neighbour = story.beside(&*store).await;
    fill(&*store, &story).await;
    fill(&*store, &neighbour).await;
    story.mark_deleted(&*store).await;
    let before = dump_scope(&*store, neighbour.org.into()).await;
    purge(&*store, &story, 1_000).await;
    assert_eq!(dump_scope(&*store, neighbour.org.into()).await, before);
    let orgs = store
        .memberships(story.directory, story.owner)
        .await
        .unwrap();
    assert_eq!(orgs.len(), 1);
    committed(&*store, neighbour.create_named("blue")).await;
}

pub(super) async fn a_purged_organisation_can_be_asked_for_no_more(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    story.mark_deleted(&*store).await;
    purge(&*store, &story, 1_000).await;
    let error = store.purge(story.org, 100).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let error = store.members(&story.view(), FIRST).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
}
