//! Positions: a read says where things stood when it was read.

use tenantry::access::Principal;
use tenantry::directory::StoredKey;
use tenantry::journal::Effect;
use tenantry::storage::{Head, Proof, Row, Scope, Storage, TeamsOf, View, Write};
use tenantry::{KeyId, OrgId, ServiceId, TeamId, UserId};

use crate::Bench;
use crate::fixture::{FIRST, Story, batch, committed, id, key, part, updated};

pub(super) async fn a_read_says_where_the_scope_stands(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    for _ in 0..5 {
        let team = story.team("red");
        let receipt = committed(&*store, story.create(&team)).await;
        let seen = store.team(&story.view(), team.id).await.unwrap();
        assert_eq!(seen.head.cursor(), receipt.cursors[0].1);
        assert_eq!(store.head(story.org.into()).await.unwrap(), Some(seen.head));
    }
}

pub(super) async fn rights_and_narrowed_follow_the_effects(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let stands = async || {
        let head = store.head(story.org.into()).await.unwrap().unwrap();
        (head.seq, head.rights, head.narrowed)
    };
    assert_eq!(stands().await, (1, 1, 0));
    committed(&*store, story.tell(Effect::None)).await;
    assert_eq!(stands().await, (2, 1, 0));
    committed(&*store, story.tell(Effect::Narrows)).await;
    assert_eq!(stands().await, (3, 3, 3));
    committed(&*store, story.tell(Effect::Widens)).await;
    assert_eq!(stands().await, (4, 4, 3));
}

/// Writes a key of the owner's, and reads it again.
async fn add_key(store: &dyn Storage, story: &Story) -> StoredKey {
    let key = key(story.directory, KeyId::from_uuid(id()), story.principal());
    let write = [Write::Insert(Row::ApiKey(key.clone()))];
    committed(store, batch([part(story.directory, write)])).await;
    let view = story.directory_view();
    store.key(&view, key.key.id).await.unwrap().value.unwrap()
}

pub(super) async fn a_read_says_which_version_the_proof_has(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let key = add_key(&*store, &story).await;
    let prove = |id| View {
        scope: story.org.into(),
        proof: Some(Proof {
            directory: story.directory,
            key: id,
        }),
    };
    let view = prove(key.key.id);
    let version = async |view: &View| {
        let seen = store.standing(view, Some(story.principal())).await.unwrap();
        let listed = store.teams(view, TeamsOf::Org, FIRST).await.unwrap();
        let seen = seen.unwrap().proof;
        assert_eq!(seen, listed.proof);
        seen
    };
    assert_eq!(version(&view).await, Some(1));
    let mut to = key.clone();
    to.key.version += 1;
    let write = updated(Row::ApiKey(key.clone()), Row::ApiKey(to.clone()));
    committed(&*store, batch([part(story.directory, [write])])).await;
    assert_eq!(version(&view).await, Some(2));
    let delete = [Write::Delete(Row::ApiKey(to))];
    committed(&*store, batch([part(story.directory, delete)])).await;
    assert_eq!(version(&view).await, None);
    assert_eq!(version(&prove(KeyId::from_uuid(id()))).await, None);
    assert_eq!(version(&story.view()).await, None);
}

pub(super) async fn every_view_says_where_it_stands(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let key = add_key(&*store, &story).await.key.id;
    for scope in [story.view().scope, story.directory_view().scope] {
        let proof = Some(Proof {
            directory: story.directory,
            key,
        });
        let stands = store.head(scope).await.unwrap().unwrap();
        for (name, head, version) in everything(&*store, &View { scope, proof }).await {
            assert_eq!(head, stands, "{name} of {scope}");
            assert_eq!(version, Some(1), "{name} of {scope}");
        }
    }
}

/// What a read says beside its value: its name, the head, the version of the proof.
type Said = (&'static str, Head, Option<u64>);

macro_rules! said {
    ($store:ident, $view:ident, $($read:ident($($input:expr),*)),* $(,)?) => {
        vec![$({
            let seen = $store.$read($view, $($input),*).await.unwrap();
            (stringify!($read), seen.head, seen.proof)
        }),*]
    };
}

/// What every read says that takes a view.
async fn everything(store: &dyn Storage, view: &View) -> Vec<Said> {
    let mut said = match view.scope {
        Scope::Org(_) => everything_of_an_organisation(store, view).await,
        Scope::Directory(_) => everything_of_a_directory(store, view).await,
    };
    said.extend(said!(store, view, look(), activity(id(), 1, 1)));
    said
}

async fn everything_of_an_organisation(store: &dyn Storage, view: &View) -> Vec<Said> {
    let ghost = Principal::User(UserId::from_uuid(id()));
    let team = TeamId::from_uuid(id());
    said!(
        store,
        view,
        members(FIRST),
        member(ghost),
        services(FIRST),
        service(ServiceId::from_uuid(id())),
        team(team),
        team_path(team),
        teams(TeamsOf::Org, FIRST),
        teams(TeamsOf::Top, FIRST),
        teams(TeamsOf::Parent(team), FIRST),
        teams(TeamsOf::Below(team), FIRST),
        team_members(team, FIRST),
        all_team_members((team, team.uuid()), 5),
        team_members_count(&[team], 5),
        team_member(team, ghost),
        teams_owned(ghost, 5),
        checkpoint(1),
        checkpoints(5),
    )
}

async fn everything_of_a_directory(store: &dyn Storage, view: &View) -> Vec<Said> {
    let ghost = Principal::User(UserId::from_uuid(id()));
    said!(
        store,
        view,
        user(UserId::from_uuid(id())),
        users(FIRST),
        subjects(UserId::from_uuid(id())),
        keys(ghost, FIRST),
        key(KeyId::from_uuid(id())),
        orgs_of(UserId::from_uuid(id()), FIRST),
        departed(OrgId::from_uuid(id())),
    )
}
