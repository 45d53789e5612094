//! Reading a stream of events, and resuming it where a connection is lost.

use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use reqwest::Response;
use serde_json::Value;
use tenantry::ErrorKind;

use crate::Failure;
use crate::client::Remote;
use crate::request::Request;

/// An event that is longer than this is none of this server's.
const EVENT_BYTES_MAX: usize = 1024 * 1024;

type Items = BoxStream<'static, Result<Value, Failure>>;

/// The items of a stream. Where its connection is lost it is opened again after the last
/// event that arrived, so nothing is missed and nothing comes twice.
pub(crate) fn resuming(remote: Remote, request: Request, first: Response) -> Items {
    let reader = Reader {
        remote,
        request,
        body: Some(first.bytes_stream().boxed()),
        left: Vec::new(),
        last: None,
        has_ended: false,
    };
    stream::unfold(reader, |mut reader| async move {
        let item = reader.next().await?;
        Some((item, reader))
    })
    .boxed()
}

struct Reader {
    remote: Remote,
    request: Request,
    body: Option<BoxStream<'static, reqwest::Result<Bytes>>>,
    /// What arrived and is no whole event yet.
    left: Vec<u8>,
    /// The id of the last event.
    last: Option<String>,
    has_ended: bool,
}

/// What an event says.
struct Event {
    id: Option<String>,
    /// None where it only shows that the server is there.
    item: Option<Value>,
}

impl Reader {
    async fn next(&mut self) -> Option<Result<Value, Failure>> {
        if self.has_ended {
            return None;
        }
        let item = self.item().await;
        self.has_ended = item.is_err();
        Some(item)
    }

    async fn item(&mut self) -> Result<Value, Failure> {
        loop {
            while let Some(event) = take_event(&mut self.left) {
                let event = read(&event)?;
                self.last = event.id.or(self.last.take());
                if let Some(item) = event.item {
                    return Ok(item);
                }
            }
            if self.left.len() > EVENT_BYTES_MAX {
                return Err(senseless("too long"));
            }
            let more = match &mut self.body {
                Some(body) => body.next().await,
                None => None,
            };
            match more {
                Some(Ok(bytes)) => self.left.extend_from_slice(&bytes),
                _ => self.reopen().await?,
            }
        }
    }

    async fn reopen(&mut self) -> Result<(), Failure> {
        self.body = None;
        self.left.clear();
        let mut tries = 1;
        loop {
            let failure = match self.remote.open(&self.request, self.last.as_deref()).await {
                Ok(response) => {
                    self.body = Some(response.bytes_stream().boxed());
                    return Ok(());
                }
                Err(failure) => failure,
            };
            let wait = self.remote.pace.wait(&failure, true, tries, None);
            tokio::time::sleep(wait.ok_or(failure)?.max(Duration::from_millis(50))).await;
            tries += 1;
        }
    }
}

/// Reads a whole event. One that makes no sense is an error: to pass over it is to lose it.
fn read(event: &[u8]) -> Result<Event, Failure> {
    let text = str::from_utf8(event).map_err(|_| senseless("no UTF-8"))?;
    let (mut id, mut data, mut is_problem) = (None, String::new(), false);
    for line in text.lines() {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "id" => id = Some(value.to_owned()),
            "event" => is_problem = value == "problem",
            "data" => data.push_str(value),
            _ => {}
        }
    }
    if is_problem {
        return Err(problem(&data));
    }
    let item = match data.as_str() {
        "" => None,
        data => Some(serde_json::from_str(data).map_err(|_| senseless("no JSON"))?),
    };
    Ok(Event { id, item })
}

fn problem(data: &str) -> Failure {
    serde_json::from_str(data)
        .unwrap_or_else(|_| Failure::of_transport(ErrorKind::Unavailable, "the stream ended"))
}

fn senseless(why: &str) -> Failure {
    let message = format!("the server sent an event that is {why}");
    Failure::of_transport(ErrorKind::Unavailable, message)
}

/// Takes the first whole event, which a blank line ends.
fn take_event(left: &mut Vec<u8>) -> Option<Vec<u8>> {
    let end = left.windows(2).position(|pair| pair == b"\n\n")?;
    Some(left.drain(..end + 2).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::script::{self, Script};

    #[test]
    fn an_event_is_taken_when_it_is_whole() {
        let mut left = b"id: 1\ndata: {}\n".to_vec();
        assert_eq!(take_event(&mut left), None);
        left.extend_from_slice(b"\n: alive\n\n");
        assert_eq!(take_event(&mut left).unwrap(), b"id: 1\ndata: {}\n\n");
        assert_eq!(take_event(&mut left).unwrap(), b": alive\n\n");
        assert!(left.is_empty());
    }

    #[tokio::test]
    async fn an_event_that_makes_no_sense_ends_the_stream() {
        let long = format!("data: {}", "x".repeat(EVENT_BYTES_MAX));
        let senseless: [&[u8]; 4] = [
            b"id: b\ndata: {\"n\":\n\n",
            b"id: b\ndata: \"\xff\"\n\n",
            b"event: problem\n\n",
            long.as_bytes(),
        ];
        for event in senseless {
            let events = [b"id: a\ndata: 1\n\n", event, b"id: c\ndata: 3\n\n"].concat();
            let script = Script::play(vec![script::stream(&events)]);
            let mut stream = script.stream(1).await.unwrap();
            assert_eq!(stream.next().await.unwrap().unwrap(), json!(1));
            let failure = stream.next().await.unwrap().unwrap_err();
            assert_eq!(failure.kind, ErrorKind::Unavailable);
            assert!(stream.next().await.is_none());
        }
    }
}
