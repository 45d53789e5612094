//! Tasks, and who sees them: a team's, shared with somebody, explained and counted.
//!
//! `cargo run -p tenantry-examples --bin tasks`

use tenantry::{
    Tenant, Tenantry, UserId, access::*, directory::*, orgs::*, tasks::*, teams::CreateTeam,
};

#[tokio::main]
async fn main() -> tenantry::Result<()> {
    let tenantry = Tenantry::new(tenantry_sqlite::Sqlite::memory()?);
    let host = tenantry.system("the first start")?;
    let people = CreateDirectory::named("People");
    let people = host.directories().create(people).await?.id;
    for name in ["ada", "bob"] {
        let user = CreateUser::new(people, name, &format!("{name}@example.com"));
        host.users().create(user.proven_by("app", name)).await?;
    }
    let ada = tenantry.vouch(people, "app", "ada").await?;
    let bob = tenantry.vouch(people, "app", "bob").await?;
    let acme = ada
        .orgs()
        .create(CreateOrg::named("Acme", "acme"))
        .await?
        .id;
    let ada = ada.enter(acme).await?;
    let (user, role) = (bob.me().get().await?.id, Role::Member);
    ada.members().add(AddMember { user, role }).await?;
    plan(&ada, &bob.enter(acme).await?, user).await
}

/// Ada plans in a team; Bob sees what she shares with him, and is told why he may not change it.
async fn plan(ada: &Tenant, bob: &Tenant, user: UserId) -> tenantry::Result<()> {
    let team = ada.teams().create(CreateTeam::named("Research")).await?;
    let mut task = CreateTask::titled("Try the new model");
    (task.team, task.due_on) = (Some(team.id), Some("2030-03-01".parse()?));
    let task = ada.tasks().create(task).await?.id;
    assert!(bob.tasks().get(GetTask { task }).await.is_err());

    let with_bob = ShareTask::new(task, Principal::User(user), Level::View);
    ada.tasks().share(with_bob).await?;
    let why = ExplainAccess::of(Permission::TASKS_UPDATE).to(task);
    let why = bob.access().explain(why).await?;
    assert!(!why.allowed && why.because.contains("not shared"));

    let done = TransitionTask::new(task, Category::Done.built_in_status());
    ada.tasks().transition(done).await?;
    let all = TaskStatisticsInput::of_org();
    let counted = ada.tasks().statistics(all).await?;
    assert_eq!((counted.completed, counted.shared), (1, 1));
    Ok(())
}
