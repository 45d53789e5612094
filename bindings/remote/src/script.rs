//! A server that answers each connection with what it was told, and then cuts it.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;
use tenantry::OrgId;

use crate::events::Items;
use crate::{Failure, Options, Proof, Remote};

/// Some organisation.
pub(crate) const ORG: Option<OrgId> = Some(OrgId::from_uuid(uuid::Uuid::nil()));

/// What one connection is answered with.
pub(crate) struct Answer {
    bytes: Vec<u8>,
    /// The connection stays open and says no more.
    is_held: bool,
}

/// A connection, whatever it speaks.
trait Wire: Read + Write + Send {}

impl<T: Read + Write + Send> Wire for T {}

/// A server with a script. When the script is over, nobody listens any more.
pub(crate) struct Script {
    pub(crate) address: String,
    heads: Receiver<String>,
    /// Connections that are held end with it.
    _held: Sender<()>,
}

impl Script {
    pub(crate) fn play(answers: Vec<Answer>) -> Self {
        Self::over("http://127.0.0.1", answers, |caller| Box::new(caller))
    }

    /// Plays it over TLS.
    pub(crate) fn play_tls(answers: Vec<Answer>, config: ServerConfig) -> Self {
        let config = Arc::new(config);
        Self::over("https://localhost", answers, move |caller| {
            let spoken = ServerConnection::new(config.clone()).unwrap();
            Box::new(StreamOwned::new(spoken, caller))
        })
    }

    fn over(
        host: &str,
        answers: Vec<Answer>,
        spoken: impl Fn(TcpStream) -> Box<dyn Wire> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("{host}:{}", listener.local_addr().unwrap().port());
        let (head, heads) = channel();
        let (_held, is_over) = channel();
        thread::spawn(move || {
            let mut held = Vec::new();
            for answer in answers {
                let mut caller = spoken(listener.accept().unwrap().0);
                // Whoever does not trust the server asks nothing.
                let Ok(asked) = request(&mut *caller) else {
                    continue;
                };
                // The caller may have heard enough, and the test too.
                let _ = head.send(asked);
                let _ = caller.write_all(&answer.bytes);
                held.extend(answer.is_held.then_some(caller));
            }
            drop(listener);
            let _: Result<(), _> = is_over.recv();
        });
        Self {
            address,
            heads,
            _held,
        }
    }

    /// A caller who is in a hurry.
    pub(crate) fn remote(&self, tries_max: u32) -> Remote {
        let options = Options {
            tries_max,
            ..Options::default()
        };
        let mut remote = Remote::connect(&self.address, Proof::Key("key".into()), options).unwrap();
        remote.pace.first_wait = Duration::from_micros(10);
        remote
    }

    /// Calls it, so often at most.
    pub(crate) async fn call(
        &self,
        tries_max: u32,
        operation: &str,
        input: Value,
    ) -> Result<Value, Failure> {
        self.remote(tries_max).call(ORG, operation, input).await
    }

    /// Opens a stream of it.
    pub(crate) async fn stream(&self, tries_max: u32) -> Result<Items, Failure> {
        subscribe(self.remote(tries_max)).await
    }

    /// The head of the next request.
    pub(crate) fn heard(&self) -> String {
        self.heads.recv().unwrap()
    }

    /// How many requests came that nobody looked at.
    pub(crate) fn heard_so_far(&self) -> usize {
        self.heads.try_iter().count()
    }
}

impl Answer {
    /// The same, and the connection stays open.
    pub(crate) fn held(self) -> Self {
        Self {
            is_held: true,
            ..self
        }
    }
}

/// Opens a stream.
pub(crate) async fn subscribe(remote: Remote) -> Result<Items, Failure> {
    remote.stream(ORG, "journal.subscribe", Value::Null).await
}

pub(crate) fn json(body: &str) -> Answer {
    let length = body.len();
    answer(format!(
        "200 OK\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    ))
}

/// Less than was promised.
pub(crate) fn cut() -> Answer {
    answer("200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\n{\"items\"".to_owned())
}

pub(crate) fn refusal(status: &str) -> Answer {
    answer(format!(
        "{status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    ))
}

/// A refusal of the server's own.
pub(crate) fn problem(status: &str, kind: &str) -> Answer {
    let body = format!("{{\"kind\":\"{kind}\",\"code\":\"{kind}\",\"detail\":\"\"}}");
    let length = body.len();
    answer(format!(
        "{status}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    ))
}

pub(crate) fn nothing() -> Answer {
    Answer {
        bytes: Vec::new(),
        is_held: false,
    }
}

/// Events, as many as there are bytes for.
pub(crate) fn stream(events: &[u8]) -> Answer {
    let mut opened =
        answer("200 OK\r\nconnection: close\r\ncontent-type: text/event-stream\r\n\r\n".to_owned());
    opened.bytes.extend(events);
    opened
}

pub(crate) fn header(head: &str, name: &str) -> Option<String> {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let mut found = lines.filter(|(found, _)| found.eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.to_owned())
}

fn answer(text: String) -> Answer {
    Answer {
        bytes: format!("HTTP/1.1 {text}").into_bytes(),
        is_held: false,
    }
}

/// Reads a whole request, or closing the connection would reset it; gives its head.
fn request(caller: &mut dyn Wire) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        caller.read_exact(&mut byte)?;
        head.extend(byte);
    }
    let head = String::from_utf8(head).unwrap();
    let length = header(&head, "content-length").map_or(0, |length| length.parse().unwrap());
    caller.read_exact(&mut vec![0; length])?;
    Ok(head)
}
