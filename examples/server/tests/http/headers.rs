//! What stands in the headers: tags, caches, methods, proofs.

use axum::http::StatusCode;
use serde_json::json;

use crate::client::{self, Client};

impl Client {
    fn teams(&self) -> String {
        format!("/v1/orgs/{}/teams", self.org)
    }

    async fn place_of_a_team(&self) -> String {
        let team = self.team("First").await;
        format!("{}/{}", self.teams(), team["id"].as_str().unwrap())
    }
}

#[tokio::test]
async fn a_list_that_has_not_changed_is_not_sent_again() {
    let client = Client::new().await;
    let list = |tag: &str| client.get(&client.teams()).header("if-none-match", tag);
    let first = list("").send().await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("\"d-"), "{tag}");
    let again = list(&format!("\"x\", {tag}")).send().await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(
        (again.text.as_str(), again.header("etag")),
        ("", tag.as_str())
    );
    client.team("New").await;
    let changed = list(&tag).send().await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_ne!(changed.header("etag"), tag);
}

#[tokio::test]
async fn only_the_tag_of_this_version_matches() {
    let client = Client::new().await;
    let place = client.place_of_a_team().await;
    for (tag, status) in [
        ("\"2\"", 412),
        ("W/\"1\"", 412),
        ("\"of-another\"", 412),
        ("1", 400),
        ("\"1\", \"2\"", 400),
        ("\"1\"", 200),
        ("\"2-0123\"", 200),
        ("*", 200),
    ] {
        let update = client.patch(&place).header("if-match", tag);
        let updated = update.body(r#"{"name":"New"}"#).send().await;
        assert_eq!(updated.status.as_u16(), status, "{tag}: {}", updated.text);
    }
}

#[tokio::test]
async fn what_no_version_guards_is_not_changed_under_a_tag() {
    let client = Client::new().await;
    let place = client.place_of_a_team().await;
    let delete = || client.delete(&format!("/v1/orgs/{}", client.org));
    let refused = delete().header("if-match", "\"1\"").send().await;
    assert_eq!(refused.status.as_u16(), 400, "{}", refused.text);
    let team = client.get(&place).send().await;
    assert_eq!(team.status, StatusCode::OK);
    assert!(
        delete()
            .header("if-match", "*")
            .send()
            .await
            .status
            .is_success()
    );
}

#[tokio::test]
async fn one_version_with_another_content_is_sent_again() {
    let client = Client::new().await;
    let members = format!("/v1/orgs/{}/members", client.org);
    let mut member: serde_json::Value = serde_json::from_str(&client.member_again()).unwrap();
    let place = format!("{members}/user:{}", member["user"].as_str().unwrap());
    let tag = client.get(&place).send().await.header("etag").to_owned();
    assert_eq!(client.delete(&place).send().await.status.as_u16(), 204);
    member["role"] = "manager".into();
    let added = client.post(&members).body(member.to_string()).send().await;
    assert_eq!(added.status.as_u16(), 201, "{}", added.text);
    let read = client
        .get(&place)
        .header("if-none-match", &tag)
        .send()
        .await;
    assert_eq!(read.status, StatusCode::OK);
    let tags = [tag.as_str(), read.header("etag")];
    assert!(tags.iter().all(|tag| tag.starts_with("\"1-")), "{tags:?}");
}

#[tokio::test]
async fn a_head_is_a_get_without_what_is_in_it() {
    let client = Client::new().await;
    let place = client.place_of_a_team().await;
    let head = client.request("HEAD", &place).send().await;
    assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
    let tag = head.header("etag");
    assert!(tag.starts_with("\"1-"), "{tag}");
    let known = client.request("HEAD", &place).header("if-none-match", tag);
    assert_eq!(known.send().await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let client = Client::new().await;
    let place = client.place_of_a_team().await;
    for (method, path, allowed) in [
        ("PUT", place.as_str(), "GET"),
        ("OPTIONS", place.as_str(), "PATCH"),
        ("POST", "/healthz", "GET"),
        ("DELETE", "/openapi.json", "GET"),
    ] {
        let refused = client.request(method, path).send().await;
        assert_eq!(
            refused.status,
            StatusCode::METHOD_NOT_ALLOWED,
            "{method} {path}"
        );
        assert!(refused.header("allow").contains(allowed), "{method} {path}");
        assert_eq!(refused.json()["code"], "wrong_method", "{method} {path}");
    }
}

#[tokio::test]
async fn nobody_keeps_what_is_not_theirs() {
    let client = Client::new().await;
    let place = client.place_of_a_team().await;
    let read = client.get(&place).send().await;
    assert_eq!(read.header("cache-control"), "private, no-cache");
    assert!(read.header("vary").contains("authorization"));
    let key = client
        .post("/v1/me/keys")
        .body(r#"{"name":"k"}"#)
        .send()
        .await;
    assert_eq!(key.status, StatusCode::CREATED);
    let refused = client.get(&place).header("authorization", "").send().await;
    for response in [&key, &refused] {
        assert_eq!(response.header("cache-control"), "no-store");
    }
    for response in [&read, &key, &refused, &client.get("/docs/").send().await] {
        assert_eq!(response.header("x-content-type-options"), "nosniff");
        assert_eq!(response.header("referrer-policy"), "no-referrer");
        let policy = response.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    }
}

#[tokio::test]
async fn the_page_runs_no_script_of_its_own_text() {
    let client = Client::new().await;
    let page = client.get("/docs/").send().await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self';"), "{policy}");
    let scripts = page.text.split("<script").skip(1);
    let within = scripts.map(|script| script.split_once('>').unwrap());
    for (attributes, text) in within {
        assert!(attributes.contains("src="), "{attributes}");
        assert!(text.trim_start().starts_with("</script"), "{text}");
    }
}

#[tokio::test]
async fn who_states_two_proofs_is_held_to_the_first() {
    let client = Client::new().await;
    for stated in ["Basic b3duZXI6", "Bearer nonsense", "x"] {
        let me = client
            .get("/v1/me")
            .header("authorization", stated)
            .header("tenantry-proxy", client::PROXY)
            .header("tenantry-directory", &client.directory)
            .header("tenantry-issuer", "sign-in")
            .header("tenantry-subject", "owner");
        assert_eq!(me.send().await.status, StatusCode::UNAUTHORIZED, "{stated}");
    }
}

#[tokio::test]
async fn an_integer_is_one_however_it_is_written() {
    let client = Client::new().await;
    let key = client
        .post("/v1/me/keys")
        .body(r#"{"name":"k"}"#)
        .send()
        .await;
    let key = key.json()["key"]["id"].as_str().unwrap().to_owned();
    for (overlap, status) in [("60.0", 200), ("60.5", 422), ("1e300", 422)] {
        let rotate = client.post(&format!("/v1/me/keys/{key}/rotate"));
        let body = format!(r#"{{"overlap_secs":{overlap}}}"#);
        let rotated = rotate.body(body).send().await;
        assert_eq!(
            rotated.status.as_u16(),
            status,
            "{overlap}: {}",
            rotated.text
        );
    }
}

#[tokio::test]
async fn the_next_page_keeps_what_was_asked_for() {
    let client = Client::new().await;
    client.team("One").await;
    client.team("Two").await;
    let list = client.get(&format!("{}?top=true&limit=1", client.teams()));
    let listed = list.send().await;
    let link = listed.header("link");
    assert!(link.contains("?top=true&limit=1&cursor="), "{link}");
    assert!(link.ends_with("rel=\"next\""), "{link}");
}

#[tokio::test]
async fn a_journal_is_read_on_by_its_links() {
    let client = Client::new().await;
    client.team("One").await;
    let journal = format!("/v1/orgs/{}/journal", client.org);
    let read = client.get(&format!("{journal}?limit=1")).send().await;
    assert_eq!(read.json()["items"].as_array().unwrap().len(), 1);
    let next = read
        .header("link")
        .split(['<', '>'])
        .nth(1)
        .unwrap()
        .to_owned();
    assert!(next.contains("?limit=1&after="), "{next}");
    let read_on = client.get(&next).send().await.json();
    let seq = |page: &serde_json::Value| page["items"][0]["seq"].as_u64().unwrap();
    assert_eq!(seq(&read_on), seq(&read.json()) + 1);
}

#[tokio::test]
async fn a_place_that_is_none_is_refused_although_the_last_event_goes_before_it() {
    let client = Client::new().await;
    let feed = format!("/v1/orgs/{}/journal/subscribe", client.org);
    let place = "1-0000000000000000";
    for (after, last, status) in [
        (place, place, 200),
        ("nonsense", place, 422),
        (place, "nonsense", 422),
    ] {
        let follow = client.get(&format!("{feed}?after={after}"));
        let answered = follow.header("last-event-id", last).send().await;
        assert_eq!(answered.status.as_u16(), status, "{after}, {last}");
        if status == 422 {
            let problem = answered.json();
            assert_eq!(problem["fields"]["field"], "after", "{problem}");
            assert_eq!(problem["errors"][0]["pointer"], "/after", "{problem}");
        }
    }
}

/// Left aside, it would start the feed at the present, and what came between would be lost.
#[tokio::test]
async fn a_last_event_that_cannot_be_read_is_refused() {
    let client = Client::new().await;
    let feed = format!("/v1/orgs/{}/journal/subscribe", client.org);
    let place = &b"1-0000000000000000"[..];
    for last in [&["\u{e9}".as_bytes()][..], &[place, place]] {
        let follow = last.iter().fold(client.get(&feed), |follow, last| {
            follow.one_more("last-event-id", last)
        });
        let answered = follow.send().await;
        assert_eq!(answered.status.as_u16(), 400, "{last:?}");
        assert_eq!(answered.json()["fields"]["part"], "last-event-id");
    }
}

#[tokio::test]
async fn invented_methods_make_no_metrics() {
    let client = Client::new().await;
    client.request("FLOOD1", "/v1/me").send().await;
    let metrics = client.get("/metrics").send().await.text;
    assert!(metrics.contains("method=\"other\""), "{metrics}");
    assert!(!metrics.contains("FLOOD1"), "{metrics}");
    assert!(
        metrics.contains("tenantry_http_request_seconds_bucket"),
        "{metrics}"
    );
}

#[tokio::test]
async fn a_problem_says_all_that_it_should() {
    let client = Client::new().await;
    let body = json!({ "contact": { "email": 7 } });
    let org = client.patch(&format!("/v1/orgs/{}", client.org));
    let refused = org.body(body.to_string()).send().await;
    let problem = refused.json();
    for field in [
        "type", "title", "status", "detail", "kind", "code", "trace_id",
    ] {
        assert!(!problem[field].is_null(), "{field}: {problem}");
    }
    assert_eq!(
        problem["errors"][0]["pointer"], "/contact/email",
        "{problem}"
    );
}

#[tokio::test]
async fn links_lead_back_to_where_the_service_is_nested() {
    let client = Client::new().await.nested_at("/back-office");
    let teams = format!("/back-office{}", client.teams());
    for name in ["First", "Second"] {
        let made = client
            .post(&teams)
            .body(json!({ "name": name }).to_string());
        let made = made.send().await;
        let place = made.header("location");
        assert!(place.starts_with("/back-office/v1/"), "{place}");
        assert_eq!(client.get(place).send().await.status, StatusCode::OK);
    }
    let page = client.get(&format!("{teams}?limit=1")).send().await;
    let next = page.header("link").split(['<', '>']).nth(1).unwrap();
    let rest = client.get(next).send().await;
    assert!(rest.text.contains("Second"), "{next}: {}", rest.text);
    // The browser puts it in the place of the last word.
    let docs = client.get("/back-office/docs").send().await;
    assert_eq!(docs.header("location"), "docs/");
    let shown = client.get("/back-office/docs/swagger-initializer.js");
    assert!(shown.send().await.text.contains("\"../openapi.json\""));
}
