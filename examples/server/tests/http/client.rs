//! A server without a network, an organisation in it, and requests to it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode};
use serde_json::{Value, json};
use tenantry::Tenantry;
use tenantry_server::{Config, app};
use tenantry_sqlite::Sqlite;
use tower::ServiceExt;

pub(crate) const OPERATOR: &str = "operator-0123456789abcdef0123456789";
pub(crate) const PROXY: &str = "proxy-0123456789abcdef0123456789abcdef";

/// Somebody who sends requests.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    pub(crate) directory: String,
    pub(crate) org: String,
    /// The key of its owner.
    pub(crate) key: String,
    viewer: (String, String),
}

impl Client {
    pub(crate) async fn new() -> Self {
        Self::on(Sqlite::memory().unwrap(), |_| {}).await
    }

    /// The same on a store, and on other terms.
    pub(crate) async fn on(store: Sqlite, change: impl FnOnce(&mut Config)) -> Self {
        let tenantry = Tenantry::new(store);
        let system = tenantry.system("set up").unwrap();
        let directory = system
            .call("directories.create", json!({ "name": "People" }))
            .await;
        let directory = directory.unwrap()["id"].clone();
        let mut people = Vec::new();
        for name in ["owner", "viewer"] {
            let person = json!({
                "directory": directory, "username": name, "display_name": name,
                "email": format!("{name}@example.com"),
                "subject": { "issuer": "sign-in", "subject": name },
            });
            let person = system.call("users.create", person).await.unwrap()["id"].clone();
            let id = directory.as_str().unwrap().parse().unwrap();
            let caller = tenantry.vouch(id, "sign-in", name).await.unwrap();
            let key = caller
                .call("keys.create", json!({ "name": "test" }))
                .await
                .unwrap();
            people.push((person, key["secret"].as_str().unwrap().to_owned(), caller));
        }
        let org = json!({ "name": "Acme", "slug": "acme" });
        let org = people[0].2.call("orgs.create", org).await.unwrap()["id"].clone();
        let inside = people[0]
            .2
            .enter(org.as_str().unwrap().parse().unwrap())
            .await
            .unwrap();
        let member = json!({ "user": people[1].0, "role": "viewer" });
        inside.call("members.add", member).await.unwrap();
        let mut config = Config::default();
        config.proofs.operator_secret = Some(OPERATOR.into());
        config.proofs.proxy_secret = Some(PROXY.into());
        change(&mut config);
        Self {
            router: app(tenantry, &config).unwrap(),
            directory: directory.as_str().unwrap().to_owned(),
            org: org.as_str().unwrap().to_owned(),
            key: people[0].1.clone(),
            viewer: (
                people[1].0.as_str().unwrap().to_owned(),
                people[1].1.clone(),
            ),
        }
    }

    /// The same, below a path of a larger service.
    pub(crate) fn nested_at(&self, path: &str) -> Self {
        Self {
            router: Router::new().nest(path, self.router.clone()),
            ..self.clone()
        }
    }

    /// The same, as somebody who may only look.
    pub(crate) fn viewer(&self) -> Self {
        Self {
            key: self.viewer.1.clone(),
            ..self.clone()
        }
    }

    /// The body that adds whoever is there already.
    pub(crate) fn member_again(&self) -> String {
        json!({ "user": self.viewer.0, "role": "viewer" }).to_string()
    }

    pub(crate) async fn team(&self, name: &str) -> Value {
        let teams = format!("/v1/orgs/{}/teams", self.org);
        self.post(&teams)
            .body(json!({ "name": name }).to_string())
            .send()
            .await
            .json()
    }

    pub(crate) fn get(&self, path: &str) -> Sent {
        self.request("GET", path)
    }

    pub(crate) fn post(&self, path: &str) -> Sent {
        self.request("POST", path)
    }

    pub(crate) fn patch(&self, path: &str) -> Sent {
        self.request("PATCH", path)
    }

    pub(crate) fn delete(&self, path: &str) -> Sent {
        self.request("DELETE", path)
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> Sent {
        let mut headers = HeaderMap::new();
        headers.insert(
            "authorization",
            format!("Bearer {}", self.key).parse().unwrap(),
        );
        headers.insert("content-type", "application/json".parse().unwrap());
        Sent {
            router: self.router.clone(),
            method: method.to_owned(),
            path: path.to_owned(),
            headers,
            body: String::new(),
        }
    }
}

/// A request.
pub(crate) struct Sent {
    router: Router,
    method: String,
    path: String,
    headers: HeaderMap,
    body: String,
}

impl Sent {
    /// With a header; an empty one is left out.
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        match value {
            "" => drop(self.headers.remove(name)),
            value => drop(self.headers.insert(name, value.parse().unwrap())),
        }
        self
    }

    /// With one more header, whatever stands there, and whether it is text or not.
    pub(crate) fn one_more(mut self, name: &'static str, value: &[u8]) -> Self {
        let value = HeaderValue::from_bytes(value).unwrap();
        self.headers.append(name, value);
        self
    }

    pub(crate) fn body(mut self, body: impl Into<String>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) async fn send(self) -> Answered {
        let mut request = Request::builder()
            .method(self.method.as_str())
            .uri(&self.path);
        *request.headers_mut().unwrap() = self.headers;
        let response = self
            .router
            .oneshot(request.body(Body::from(self.body)).unwrap())
            .await
            .unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = match headers.get("content-type") {
            Some(kind) if kind == "text/event-stream" => Default::default(),
            _ => to_bytes(response.into_body(), usize::MAX).await.unwrap(),
        };
        Answered {
            status,
            headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

/// A response.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    pub(crate) text: String,
}

impl Answered {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }
}
