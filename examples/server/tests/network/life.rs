//! What only a connection shows: feeds that resume and end, slow callers, a server that stops.

use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use serde_json::{Value, json};
use tenantry_remote::{Failure, Proof, Remote};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};

use crate::served::{HANGS, Served};

/// What a reader hears.
type Feed = BoxStream<'static, Result<Value, Failure>>;

impl Served {
    /// The feed that somebody opens.
    async fn feed(&self, remote: &Remote) -> Feed {
        let feed = remote.stream(Some(self.org), "journal.subscribe", json!({}));
        feed.await.unwrap()
    }

    async fn team(&self, name: &str) {
        self.inside
            .call("teams.create", json!({ "name": name }))
            .await
            .unwrap();
    }

    /// The teams that a feed tells of after a place, and the place after the last of them.
    async fn heard(&self, after: Option<&str>, count: usize) -> (Vec<String>, String) {
        let input = json!({ "after": after });
        let stream = self
            .remote()
            .stream(Some(self.org), "journal.subscribe", input)
            .await;
        let items = stream
            .unwrap()
            .take(count)
            .map(Result::unwrap)
            .collect::<Vec<Value>>();
        let items = tokio::time::timeout(HANGS, items).await.unwrap();
        let names = items.iter().map(|item| {
            item["entry"]["body"]["name"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        });
        let last = items.last().unwrap()["entry"]["cursor"]
            .as_str()
            .unwrap()
            .to_owned();
        (names.collect(), last)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_resumes_after_the_last_event() {
    let served = Served::new(|_| {}).await;
    let start = served.inside.call("journal.list", json!({})).await.unwrap()["cursor"].clone();
    for name in ["One", "Two", "Three"] {
        served.team(name).await;
    }
    let (first, place) = served.heard(start.as_str(), 1).await;
    let (rest, _) = served.heard(Some(&place), 2).await;
    assert_eq!([first, rest].concat(), ["One", "Two", "Three"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_event_goes_before_the_place_in_the_address() {
    let served = Served::new(|_| {}).await;
    let journal = served.inside.call("journal.list", json!({})).await.unwrap();
    let start = journal["cursor"].as_str().unwrap();
    for name in ["One", "Two", "Three"] {
        served.team(name).await;
    }
    let after = format!("?after={start}");
    let (name, last) = Bare::open(&served, &after, "").await.event().await;
    assert_eq!(name["entry"]["body"]["name"], "One");
    let last = format!("Last-Event-ID: {last}\r\n");
    let mut resumed = Bare::open(&served, &after, &last).await;
    for expected in ["Two", "Three"] {
        let (item, _) = resumed.event().await;
        assert_eq!(item["entry"]["body"]["name"], expected, "{item}");
    }
}

/// What it does not take stays in the journal.
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_stalls_and_goes_on_misses_nothing() {
    const TEAMS: usize = 3_000;
    let served = Served::new(|config| config.limits.idle_secs_max = 3_600).await;
    let mut stalls = Bare::open(&served, "", "").await;
    let (start, place) = stalls.event().await;
    assert_eq!(start["kind"], "start", "{start}");
    stream::iter(0..TEAMS)
        .for_each_concurrent(64, async |n| served.team(&format!("Team {n}")).await)
        .await;
    // Others are told of everything meanwhile.
    served.heard(Some(&place), TEAMS).await;
    let mut heard = Vec::new();
    for _ in 0..TEAMS {
        let (item, _) = stalls.event().await;
        heard.push(item["entry"]["seq"].as_u64().unwrap());
    }
    let all: Vec<u64> = (heard[0]..heard[0] + TEAMS as u64).collect();
    assert_eq!(heard, all, "each once and in order");
}

/// A bare connection to the feed, over which only so much is taken as is asked for.
struct Bare(BufReader<TcpStream>);

impl Bare {
    async fn open(served: &Served, query: &str, headers: &str) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        // What the system takes in the reader's place is little.
        socket.set_recv_buffer_size(4_096).unwrap();
        let address = served.address.trim_start_matches("http://");
        let mut connection = socket.connect(address.parse().unwrap()).await.unwrap();
        // The answer in this version has no chunks.
        let request = format!(
            "GET /v1/orgs/{}/journal/subscribe{query} HTTP/1.0\r\nauthorization: Bearer {}\r\n\
             {headers}\r\n",
            served.org,
            served.secret(),
        );
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut bare = Self(BufReader::new(connection));
        let status = bare.line().await;
        assert!(status.contains(" 200 "), "{status}");
        while !bare.line().await.is_empty() {}
        bare
    }

    /// The next event, and where to resume after it.
    async fn event(&mut self) -> (Value, String) {
        let (mut item, mut place) = (Value::Null, String::new());
        loop {
            let line = self.line().await;
            match line.split_once(": ") {
                Some(("data", data)) => item = serde_json::from_str(data).unwrap(),
                Some(("id", id)) => id.clone_into(&mut place),
                None if line.is_empty() && !item.is_null() => return (item, place),
                _ => {}
            }
        }
    }

    async fn line(&mut self) -> String {
        let mut line = String::new();
        let read = tokio::time::timeout(HANGS, self.0.read_line(&mut line));
        assert_ne!(read.await.unwrap().unwrap(), 0, "the connection has ended");
        line.trim_end().to_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_ends_when_its_callers_key_does() {
    let served = Served::new(|_| {}).await;
    let feed = served.feed(&served.remote()).await;
    let key = served.key["key"]["id"].clone();
    served
        .owner
        .call("keys.revoke", json!({ "key": key }))
        .await
        .unwrap();
    ends(feed, "key_revoked").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_ends_when_its_callers_subject_is_unlinked() {
    let secret = "proxy-0123456789abcdef0123456789abcdef";
    let served = Served::new(|config| config.proofs.proxy_secret = Some(secret.into())).await;
    let vouched = served.remote_by(Proof::Vouched {
        secret: secret.into(),
        directory: served.directory.to_string(),
        issuer: "app".to_owned(),
        subject: "1".to_owned(),
    });
    let feed = served.feed(&vouched).await;
    let subject = json!({ "directory": served.directory, "issuer": "app", "subject": "1" });
    let unlinked = served.system.call("subjects.unlink", subject).await;
    unlinked.unwrap();
    ends(feed, "unknown_subject").await;
}

/// Insists that a feed ends, and for a reason that it gives.
async fn ends(mut feed: Feed, code: &str) {
    let end = tokio::time::timeout(HANGS, async {
        loop {
            match feed.next().await {
                Some(Ok(_)) => {}
                end => break end,
            }
        }
    });
    let failure = end.await.unwrap().unwrap().unwrap_err();
    assert_eq!(failure.code, code);
    assert_eq!(failure.trace_id.unwrap().len(), 32);
    let after = tokio::time::timeout(HANGS, feed.next()).await;
    assert!(after.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_does_not_arrive_holds_no_connection() {
    let served = Served::new(|config| config.limits.head_secs_max = 1).await;
    let address = served.address.trim_start_matches("http://");
    let mut slow = TcpStream::connect(address).await.unwrap();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n")
        .await
        .unwrap();
    let mut answer = Vec::new();
    let ended = tokio::time::timeout(HANGS, slow.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "the connection is still open");
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_ends_its_feeds_and_loses_no_accepted_request() {
    let served = Served::new(|_| {}).await;
    let address = served.address.trim_start_matches("http://").to_owned();
    let _feed = served.feed(&served.remote()).await;
    // A request whose body is on its way when the server is told to stop.
    let mut under_way = TcpStream::connect(&address).await.unwrap();
    let body = r#"{"name":"Late"}"#;
    let head = format!(
        "POST /v1/orgs/{}/teams HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\r\n",
        served.org,
        served.key["secret"].as_str().unwrap(),
        body.len()
    );
    under_way.write_all(head.as_bytes()).await.unwrap();
    let mut go_on = [0; 25];
    under_way.read_exact(&mut go_on).await.unwrap();
    assert!(go_on.starts_with(b"HTTP/1.1 100"));
    served.stop.send(()).unwrap();
    under_way.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    under_way.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    let ended = tokio::time::timeout(HANGS, served.serving).await;
    ended.unwrap().unwrap().unwrap();
    let refused = TcpStream::connect(&address).await;
    assert!(refused.is_err(), "it still listens");
    let found = served.inside.call("teams.list", json!({})).await.unwrap();
    assert_eq!(found["items"][0]["name"], "Late");
}
