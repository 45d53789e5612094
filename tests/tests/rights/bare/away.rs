//! A store that is away: what was known of it counts for a second, and then for nothing.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tenantry::{Error, ErrorKind, Tenant};
use tenantry_conformance::tenants::World;
use tenantry_postgres::{Options, Postgres};
use tenantry_private_postgres::PrivatePostgres;

/// As late as a check may be of what the store knows.
const BOUND: Duration = Duration::from_secs(1);

/// Asks until it is answered, or is not.
async fn until(inside: &Tenant, who: &str, is_answered: bool, known: Instant) -> Option<Error> {
    loop {
        let asked = Instant::now();
        let said = inside.allows(who, "teams.read", None).await;
        if said.is_ok() == is_answered {
            return said.err();
        }
        if let Ok(allowed) = said {
            let age = asked.duration_since(known);
            assert!(allowed && age < BOUND, "{age:?}");
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_check_answers_past_the_bound_while_the_store_is_away() {
    let mut server = PrivatePostgres::start().unwrap();
    let mut options = Options::default();
    options.connections_max = 2;
    let store = Postgres::connect_with(&server.url(), options).await;
    let world = World::new(Arc::new(store.unwrap()), "w").await;
    let inside = world.system().enter(world.org).await.unwrap();
    let who = format!("user:{}", world.id("owner").as_str().unwrap());
    assert!(inside.allows(&who, "teams.read", None).await.unwrap());
    let known = Instant::now();
    server.kill_now().unwrap();

    let refused = until(&inside, &who, false, known).await;
    assert_eq!(refused.unwrap().kind(), ErrorKind::Unavailable);
    for permission in ["teams.read", "orgs.delete", "docs.nobodys"] {
        let said = inside.allows(&who, permission, None).await;
        assert_eq!(said.unwrap_err().kind(), ErrorKind::Unavailable);
    }

    server.restart().unwrap();
    until(&inside, &who, true, known).await;
}
