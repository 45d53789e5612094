//! What HTTP adds to an operation: statuses, headers, limits, documents.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tenantry_conformance::fixture::Gate;
use tenantry_sqlite::{Options, Sqlite};

use crate::client::{self, Client, OPERATOR};

#[tokio::test]
async fn each_status_has_its_one_reason() {
    let client = Client::new().await;
    let (org, key) = (client.org.clone(), client.key.clone());
    let teams = format!("/v1/orgs/{org}/teams");
    let team = client.team("First").await;
    let place = format!("{teams}/{}", team["id"].as_str().unwrap());
    let nowhere = format!("/v1/orgs/{}/teams", uuid::Uuid::now_v7());
    let large = json!({ "name": "x".repeat(300_000) }).to_string();
    for (request, status, code) in [
        (client.post(&teams).body("{"), 400, "malformed"),
        (
            client.get(&teams).header("authorization", ""),
            401,
            "no_proof",
        ),
        (
            client
                .get(&teams)
                .header("authorization", "Bearer nonsense"),
            401,
            "malformed_key",
        ),
        (
            client.viewer().post(&teams).body(r#"{"name":"No"}"#),
            403,
            "denied",
        ),
        (client.get("/v1/nothing"), 404, "no_route"),
        (client.get("/docs/nothing"), 404, "no_route"),
        (client.get("/docs/%FF"), 400, "malformed"),
        (client.get(&nowhere), 404, "not_found"),
        (client.delete(&teams), 405, "wrong_method"),
        (
            client
                .post(&format!("/v1/orgs/{org}/members"))
                .body(client.member_again()),
            409,
            "already_member",
        ),
        (
            client
                .patch(&place)
                .header("if-match", "\"7\"")
                .body(r#"{"name":"New"}"#),
            412,
            "version_moved",
        ),
        (client.post(&teams).body(large), 413, "too_large"),
        (
            client
                .post(&teams)
                .header("content-type", "text/plain")
                .body("{}"),
            415,
            "no_json",
        ),
        (client.post(&teams).body(r#"{"name":""}"#), 422, "invalid"),
        (client.get(&format!("{teams}?limit=no")), 422, "invalid"),
        (client.get(&format!("{teams}?colour=red")), 422, "invalid"),
    ] {
        let response = request.send().await;
        let shown = format!("{status} {code}: {}", response.text);
        assert_eq!(response.status.as_u16(), status, "{shown}");
        assert_eq!(
            response.header("content-type"),
            "application/problem+json",
            "{shown}"
        );
        let problem = response.json();
        assert_eq!(problem["code"], code, "{shown}");
        assert_eq!(problem["status"], status, "{shown}");
        assert_eq!(
            problem["trace_id"].as_str().unwrap(),
            response.header("tenantry-trace-id")
        );
        assert!(
            !response.text.contains(&key) && !response.text.contains(OPERATOR),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn a_rule_that_is_broken_is_pointed_at() {
    let client = Client::new().await;
    let teams = format!("/v1/orgs/{}/teams", client.org);
    let problem = client
        .post(&teams)
        .body(r#"{"name":""}"#)
        .send()
        .await
        .json();
    assert_eq!(problem["errors"][0]["pointer"], "/name");
    assert_eq!(problem["type"], "urn:tenantry:problem:invalid");
}

#[tokio::test]
async fn versions_are_tags() {
    let client = Client::new().await;
    let team = client.team("First").await;
    let place = format!(
        "/v1/orgs/{}/teams/{}",
        client.org,
        team["id"].as_str().unwrap()
    );
    let read = client.get(&place).send().await;
    let tag = read.header("etag").to_owned();
    assert!(tag.starts_with("\"1-"), "{tag}");
    let again = client
        .get(&place)
        .header("if-none-match", &tag)
        .send()
        .await;
    assert_eq!(
        (again.status, again.text.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    let update = client
        .patch(&place)
        .header("if-match", &tag)
        .body(r#"{"name":"Second"}"#);
    let updated = update.send().await;
    assert_eq!(updated.status, StatusCode::OK);
    assert!(updated.header("etag").starts_with("\"2-"));
    let again = client
        .get(&place)
        .header("if-none-match", &tag)
        .send()
        .await;
    assert_eq!(again.status, StatusCode::OK);
    let changed = updated.header("etag");
    let known = client
        .get(&place)
        .header("if-none-match", changed)
        .send()
        .await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn lists_lead_to_their_next_page_and_creations_to_what_they_made() {
    let client = Client::new().await;
    let teams = format!("/v1/orgs/{}/teams", client.org);
    for name in ["One", "Two", "Three"] {
        let made = client
            .post(&teams)
            .body(json!({ "name": name }).to_string())
            .send()
            .await;
        assert_eq!(made.status, StatusCode::CREATED);
        let found = client.get(made.header("location")).send().await;
        assert_eq!(found.json()["name"], name);
    }
    let mut place = format!("{teams}?limit=1&top=true");
    let mut names = Vec::new();
    loop {
        let page = client.get(&place).send().await;
        names.extend(
            page.json()["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|team| team["name"].clone()),
        );
        let link = page.header("link");
        if link.is_empty() {
            break;
        }
        place = link
            .trim_start_matches('<')
            .split('>')
            .next()
            .unwrap()
            .to_owned();
    }
    // Those of one millisecond stand in any order.
    names.sort_by_key(ToString::to_string);
    assert_eq!(names, ["One", "Three", "Two"]);
}

#[tokio::test]
async fn what_was_created_is_where_its_answer_says_or_it_says_nothing() {
    let client = Client::new().await;
    let inside = format!("/v1/orgs/{}", client.org);
    for (place, body) in [
        (
            "/v1/me/orgs".to_owned(),
            r#"{"name":"Other","slug":"other"}"#,
        ),
        (format!("{inside}/teams"), r#"{"name":"Other"}"#),
        (
            format!("{inside}/services"),
            r#"{"name":"Other","role":"viewer"}"#,
        ),
    ] {
        let made = client.post(&place).body(body).send().await;
        assert_eq!(made.status, StatusCode::CREATED, "{place}: {}", made.text);
        let found = client.get(made.header("location")).send().await;
        assert_eq!(found.json()["id"], made.json()["id"], "{place}");
    }
    let person = json!({
        "directory": client.directory, "username": "ada", "display_name": "Ada",
        "email": "ada@example.com",
    });
    let made = client
        .post("/v1/me/users")
        .header("authorization", &format!("Bearer {OPERATOR}"))
        .header("tenantry-reason", "test")
        .body(person.to_string());
    let made = made.send().await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    // To find a person takes their directory too.
    assert_eq!(made.header("location"), "");
}

#[tokio::test]
async fn a_key_makes_two_calls_one() {
    let client = Client::new().await;
    let teams = format!("/v1/orgs/{}/teams", client.org);
    let once = || {
        client
            .post(&teams)
            .header("idempotency-key", "k-1")
            .body(r#"{"name":"Once"}"#)
    };
    let (first, second) = (once().send().await, once().send().await);
    assert_eq!(first.json(), second.json());
    let other = client
        .post(&teams)
        .header("idempotency-key", "k-1")
        .body(r#"{"name":"Other"}"#);
    assert_eq!(other.send().await.status, StatusCode::CONFLICT);
    let listed = client.get(&teams).send().await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_document_is_the_routes() {
    let client = Client::new().await;
    let document = client.get("/openapi.json").send().await.json();
    let paths = document["paths"].as_object().unwrap();
    let documented: BTreeSet<String> = paths
        .values()
        .flat_map(|methods| methods.as_object().unwrap().values())
        .map(|operation| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    let operations = tenantry::registry::operations().iter();
    assert_eq!(
        documented,
        operations
            .map(|operation| operation.id.to_owned())
            .collect()
    );
    for (template, methods) in paths {
        let path = template
            .split('/')
            .map(|part| if part.starts_with('{') { "x" } else { part });
        let path = path.collect::<Vec<_>>().join("/");
        for method in methods.as_object().unwrap().keys() {
            let response = client.request(&method.to_uppercase(), &path).send().await;
            let is_there = !["no_route", "wrong_method"]
                .iter()
                .any(|code| response.text.contains(code));
            assert!(is_there, "{method} {template}: {}", response.text);
            let documented = &methods[method]["responses"];
            let status = response.status.as_u16().to_string();
            assert!(
                documented.get(&status).is_some(),
                "{method} {template}: {}",
                response.text
            );
        }
    }
}

#[tokio::test]
async fn it_says_how_it_is_and_shows_its_documentation() {
    let client = Client::new().await;
    for path in ["/healthz", "/readyz"] {
        assert_eq!(client.get(path).send().await.text, "ok\n");
    }
    let metrics = client.get("/metrics").send().await.text;
    assert!(
        metrics.contains("tenantry_http_requests_total"),
        "{metrics}"
    );
    let page = client.get("/docs/").send().await;
    assert!(
        page.header("content-security-policy")
            .contains("default-src 'none'")
    );
    for part in page.text.split('"').filter(|part| part.starts_with("./")) {
        let file = client
            .get(&format!("/docs/{}", part.trim_start_matches("./")))
            .send()
            .await;
        assert_eq!(file.status, StatusCode::OK, "{part}");
    }
    assert!(!page.text.contains("https://"), "{}", page.text);
}

#[tokio::test]
async fn the_operator_says_why() {
    let client = Client::new().await;
    let list = || {
        client
            .get("/v1/me/directories")
            .header("authorization", &format!("Bearer {OPERATOR}"))
    };
    assert_eq!(list().send().await.json()["code"], "no_reason");
    let listed = list().header("tenantry-reason", "look").send().await;
    assert_eq!(listed.json()["items"].as_array().map(Vec::len), Some(1));
    let other = client
        .get("/v1/me/directories")
        .header("authorization", "Bearer x")
        .send()
        .await;
    assert_eq!(other.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_proxy_vouches_only_with_its_secret() {
    let client = Client::new().await;
    let me = |secret: &str| {
        client
            .get("/v1/me")
            .header("authorization", "")
            .header("tenantry-proxy", secret)
            .header("tenantry-directory", &client.directory)
            .header("tenantry-issuer", "sign-in")
            .header("tenantry-subject", "owner")
    };
    let person: Value = me(client::PROXY).send().await.json();
    assert_eq!(person["username"], "owner");
    assert_eq!(me("guessed").send().await.json()["code"], "unknown_proxy");
}

/// A change that is under way when its time is over says what it can be asked with.
#[tokio::test]
async fn a_change_without_an_answer_in_time_tells_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let (gate, _, opened) = Gate::before("teams.put");
    let mut options = Options::default();
    options.ports.probe = Some(Arc::new(gate));
    let store = Sqlite::open_with(folder.path().join("t.db"), options).unwrap();
    let client = Client::on(store, |config| config.limits.call_secs_max = 1).await;
    // Dropped before the store, also where this fails: closing it waits for the writer.
    let open = opened;
    let teams = format!("/v1/orgs/{}/teams", client.org);
    let create = |name: &str, key: &str| {
        let body = json!({ "name": name }).to_string();
        let request = client.post(&teams).body(body);
        request.header("idempotency-key", key).send()
    };
    let (keyed, keyless) = tokio::join!(create("Once", "a"), create("Another", ""));
    for (answered, key) in [(keyed, json!("a")), (keyless, Value::Null)] {
        assert_eq!(answered.status, StatusCode::GATEWAY_TIMEOUT);
        let problem = answered.json();
        assert_eq!(problem["kind"], "unknown", "{problem}");
        assert_eq!(problem["code"], "out_of_time", "{problem}");
        assert_eq!(problem["fields"]["idempotency_key"], key, "{problem}");
    }
    drop(open);
    // A busy machine may take its second.
    let mut repeated = create("Once", "a").await;
    while repeated.status == StatusCode::GATEWAY_TIMEOUT {
        repeated = create("Once", "a").await;
    }
    assert_eq!(repeated.status, StatusCode::CREATED, "{}", repeated.text);
    let listed = client.get(&teams).send().await.json();
    let found = listed["items"].as_array().unwrap().iter();
    assert_eq!(found.filter(|team| team["name"] == "Once").count(), 1);
}
