//! Callers that mean no good, or know no better: floods, garbage, silence, too much of
//! everything. Each is refused by itself, and the server goes on.

use std::time::Duration;

use serde_json::json;
use tenantry_remote::{Options, Proof, Remote};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::served::{HANGS, Served};

/// When a silent connection of HTTP/2 is pinged first.
const PINGED: Duration = Duration::from_secs(30);

/// Sends something and reads until the server ends the connection.
async fn answered(mut connection: TcpStream, request: &[u8]) -> String {
    // A server that has heard enough closes while this is still being written.
    let _ = connection.write_all(request).await;
    let mut answer = Vec::new();
    let reading = connection.read_to_end(&mut answer);
    let ended = tokio::time::timeout(HANGS, reading).await;
    assert!(ended.is_ok(), "the connection is still open");
    String::from_utf8_lossy(&answer).into_owned()
}

impl Served {
    async fn goes_on(&self) {
        let remote = self.remote();
        let found = remote.call(Some(self.org), "teams.list", json!({}));
        found.await.unwrap();
    }

    fn get(&self, below: &str) -> Vec<u8> {
        let request = format!(
            "GET /v1/orgs/{}/{below} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
             authorization: Bearer {}\r\n\r\n",
            self.org,
            self.secret(),
        );
        request.into_bytes()
    }

    fn post(&self, more: &str, body: &str) -> Vec<u8> {
        let request = format!(
            "POST /v1/orgs/{}/teams HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\n{more}\r\n{body}",
            self.org,
            self.secret(),
        );
        request.into_bytes()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_has_bounds() {
    let served = Served::new(|config| config.limits.head_secs_max = 1).await;
    let many: String = (0..200).map(|n| format!("x-{n}: 1\r\n")).collect();
    let long = format!("x: {}\r\n", "y".repeat(1 << 20));
    for headers in [many, long] {
        let request = format!("GET /healthz HTTP/1.1\r\nhost: x\r\n{headers}\r\n");
        let answer = answered(served.dial().await, request.as_bytes()).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 431"),
            "{answer}"
        );
    }
    let path = format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "y".repeat(100_000));
    let answer = answered(served.dial().await, path.as_bytes()).await;
    assert!(!answer.starts_with("HTTP/1.1 2"), "{answer}");
    served.goes_on().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_holds_no_connection() {
    let served = Served::new(|config| config.limits.head_secs_max = 1).await;
    // Nothing at all; the beginning of either HTTP; all that HTTP/2 begins with.
    for begun in ["", "G", "PRI * HT", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        answered(served.dial().await, begun.as_bytes()).await;
    }
    served.goes_on().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_nothing_holds_no_connection() {
    let path = "/openapi.json";
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n");
    // Far more than the system holds between the two.
    let takes_no_answer = request.repeat(1_000).into_bytes();
    let has_no_request = http2(&[], &http2_get("/healthz"));
    // A window of nothing: what is answered may not be sent.
    let window = [0, 4, 0, 0, 0, 0];
    let takes_no_frame = http2(&window, &http2_get(path));
    for begun in [takes_no_answer, has_no_request, takes_no_frame] {
        let served = Served::new(|config| {
            config.limits.connections_max = 1;
            config.limits.idle_secs_max = 1;
        })
        .await;
        let mut connection = served.dial().await;
        connection.write_all(&begun).await.unwrap();
        is_answered(&mut connection).await;
        // There is no room for another connection until the server ends this one, and it does
        // so long before it misses the answer to a ping.
        let goes_on = tokio::time::timeout(PINGED / 2, served.goes_on());
        assert!(goes_on.await.is_ok(), "the connection is held");
    }
}

/// Insists that the first answer begins well, in either HTTP, and reads no further.
async fn is_answered(connection: &mut TcpStream) {
    let mut head = [0; 9];
    loop {
        connection.read_exact(&mut head).await.unwrap();
        if head.starts_with(b"HTTP/1.1 ") {
            let mut status = [0; 3];
            connection.read_exact(&mut status).await.unwrap();
            assert_eq!(&status, b"200");
            return;
        }
        let [0, high, low, kind, ..] = head else {
            panic!("no frame: {head:?}")
        };
        let mut payload = vec![0; usize::from(high) << 8 | usize::from(low)];
        connection.read_exact(&mut payload).await.unwrap();
        if kind == 1 {
            // `:status: 200`, by its place in the table that everybody has.
            assert_eq!(payload.first(), Some(&0x88));
            return;
        }
    }
}

/// The beginning of a connection of HTTP/2, with its settings and one request.
fn http2(settings: &[u8], request: &[u8]) -> Vec<u8> {
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    let head = http2_frame(1, 0b101, 1, request);
    [&preface[..], &http2_frame(4, 0, 0, settings), &head].concat()
}

fn http2_frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).unwrap();
    [&[0, 0, length, kind, flags, 0, 0, 0, stream], payload].concat()
}

/// `GET` of a path at `http://x`, as HTTP/2 writes it.
fn http2_get(path: &str) -> Vec<u8> {
    let length = u8::try_from(path.len()).unwrap();
    [&[0x82, 0x86, 0x01, 1, b'x', 0x04, length], path.as_bytes()].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn garbage_behind_a_request_takes_nothing_from_it() {
    let served = Served::new(|_| {}).await;
    let request = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n\x00\x01garbage\xff\r\n\r\n";
    let answer = answered(served.dial().await, request).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("HTTP/1.1 400"), "{answer}");
    served.goes_on().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_lengths_are_no_request() {
    let served = Served::new(|_| {}).await;
    let both = served.post("content-length: 2\r\ncontent-length: 3\r\n", "{}");
    let answer = answered(served.dial().await, &both).await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    served.goes_on().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_has_bounds_however_it_comes() {
    let served = Served::new(|config| config.limits.body_secs_max = 1).await;
    // Said to be too large; sent in chunks until it is; begun and never ended.
    let chunk = format!("{:x}\r\n{}\r\n", 100_000, " ".repeat(100_000));
    for (more, body, status) in [
        ("content-length: 1000000\r\n", "{".to_owned(), 413),
        ("transfer-encoding: chunked\r\n", chunk.repeat(4), 413),
        ("content-length: 100\r\n", "{".to_owned(), 408),
    ] {
        let request = served.post(more, &body);
        let answer = answered(served.dial().await, &request).await;
        let is_told = answer.starts_with(&format!("HTTP/1.1 {status}"));
        assert!(is_told, "{status}: {answer}");
    }
    served.goes_on().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn json_that_is_too_deep_is_refused() {
    let served = Served::new(|_| {}).await;
    let deep = format!(
        "{{\"name\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let request = served.post(&format!("content-length: {}\r\n", deep.len()), &deep);
    let answer = answered(served.dial().await, &request).await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    served.goes_on().await;
}

fn is_told_to_wait(answer: &str, status: u16) -> bool {
    let is_refused = answer.starts_with(&format!("HTTP/1.1 {status}"));
    is_refused && answer.contains("\r\nretry-after: 1\r\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn one_request_too_many_is_told_to_wait_and_the_others_are_answered() {
    let served = Served::new(|config| config.limits.requests_max = 1).await;
    let body = r#"{"name":"Slow"}"#;
    let length = body.len();
    let head = served.post(
        &format!("expect: 100-continue\r\ncontent-length: {length}\r\n"),
        "",
    );
    let mut slow = served.dial().await;
    slow.write_all(&head).await.unwrap();
    let mut asked = *b"HTTP/1.1 100 Continue\r\n\r\n";
    slow.read_exact(&mut asked).await.unwrap();
    // The server waits for the body: the request is in flight.
    assert!(asked.starts_with(b"HTTP/1.1 100"));
    let answer = answered(served.dial().await, &served.get("teams")).await;
    assert!(is_told_to_wait(&answer, 503), "{answer}");
    let made = answered(slow, body.as_bytes()).await;
    assert!(made.starts_with("HTTP/1.1 201"), "{made}");
    served.goes_on().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_caller_holds_so_many_streams_and_the_next_is_told_to_wait() {
    let served = Served::new(|config| config.limits.streams_of_one_max = 2).await;
    // Made once: a caller who is told to wait would come back by itself.
    let once = Options {
        tries_max: 1,
        ..Default::default()
    };
    let proof = Proof::Key(served.secret().into());
    let remote = Remote::connect(&served.address, proof, once).unwrap();
    let follow = || remote.stream(Some(served.org), "journal.subscribe", json!({}));
    let (first, _second) = (follow().await.unwrap(), follow().await.unwrap());
    let third = follow();
    let refused = third.await.err().unwrap();
    assert_eq!(refused.code, "too_many_streams");
    let answer = answered(served.dial().await, &served.get("journal/subscribe")).await;
    assert!(is_told_to_wait(&answer, 429), "{answer}");
    // One that ends makes room, as soon as the server sees it.
    drop(first);
    let again = tokio::time::timeout(HANGS, async {
        while follow().await.is_err() {
            served
                .inside
                .call("teams.create", json!({ "name": "Wake" }))
                .await
                .unwrap();
        }
    });
    again.await.unwrap();
}
