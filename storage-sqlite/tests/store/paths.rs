//! How a team's path is read: in place where it is short, on a thread of the store's where not.

use futures_util::FutureExt;
use tenantry::TeamId;
use tenantry::storage::{Row, TeamReads, Write};
use tenantry_conformance::fixture::{Story, batch, committed, part};
use tenantry_sqlite::Sqlite;

/// Commits teams, each below the one before it.
async fn chain(store: &Sqlite, story: &Story, depth: usize) -> Vec<TeamId> {
    let mut above = None;
    let teams = (0..depth).map(|_| {
        let mut team = story.team("deeper");
        team.parent = above.replace(team.id);
        team
    });
    let teams: Vec<_> = teams.collect();
    let ids = teams.iter().map(|team| team.id).collect();
    let writes: Vec<_> = teams
        .into_iter()
        .map(|team| Write::Insert(Row::Team(team)))
        .collect();
    committed(store, batch([part(story.org, writes)])).await;
    ids
}

#[tokio::test]
async fn a_long_path_does_not_hold_up_the_callers_thread() {
    let store = Sqlite::memory().unwrap();
    let story = Story::begin(&store).await;
    let teams = chain(&store, &story, 2_000).await;
    let view = story.view();
    // A path that is read in place is there when it is first asked for.
    let at_once = |team| store.team_path(&view, team).now_or_never();
    let short = at_once(teams[200]).unwrap().unwrap().value;
    assert_eq!(short.len(), 201);
    // A thread that is very fast may have read the other by then, but not each time.
    let deepest = teams[1_999];
    assert!((0..50).any(|_| at_once(deepest).is_none()));
    let long = store.team_path(&view, deepest).await.unwrap().value;
    assert_eq!(long.len(), 2_000);
}
