//! Reading a stream of events, and resuming it where a connection is lost.

use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use reqwest::Response;
use serde_json::Value;

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

impl Reader {
    async fn next(&mut self) -> Option<Result<Value, Failure>> {
        if self.has_ended {
            return None;
        }
        loop {
            if let Some(event) = take_event(&mut self.left) {
                match self.read(&event) {
                    Some(item) => return Some(item),
                    None => continue,
                }
            }
            let more = match &mut self.body {
                Some(body) => body.next().await,
                None => None,
            };
            match more {
                Some(Ok(bytes)) if self.left.len() + bytes.len() <= EVENT_BYTES_MAX => {
                    self.left.extend_from_slice(&bytes);
                }
                _ => {
                    if let Err(failure) = self.reopen().await {
                        self.has_ended = true;
                        return Some(Err(failure));
                    }
                }
            }
        }
    }

    fn read(&mut self, event: &str) -> Option<Result<Value, Failure>> {
        let mut data = String::new();
        let mut is_problem = false;
        for line in event.lines() {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match name {
                "id" => self.last = Some(value.to_owned()),
                "event" => is_problem = value == "problem",
                "data" => data.push_str(value),
                _ => {}
            }
        }
        if data.is_empty() {
            return None;
        }
        if is_problem {
            self.has_ended = true;
            return Some(Err(problem(&data)));
        }
        serde_json::from_str(&data).ok().map(Ok)
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

fn problem(data: &str) -> Failure {
    serde_json::from_str(data).unwrap_or_else(|_| {
        Failure::of_transport(tenantry::ErrorKind::Unavailable, "the stream ended")
    })
}

/// Takes the first whole event, which a blank line ends.
fn take_event(left: &mut Vec<u8>) -> Option<String> {
    let end = left.windows(2).position(|pair| pair == b"\n\n")?;
    let event: Vec<u8> = left.drain(..end + 2).collect();
    String::from_utf8(event).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_taken_when_it_is_whole() {
        let mut left = b"id: 1\ndata: {}\n".to_vec();
        assert_eq!(take_event(&mut left), None);
        left.extend_from_slice(b"\n: alive\n\n");
        assert_eq!(take_event(&mut left).unwrap(), "id: 1\ndata: {}\n\n");
        assert_eq!(take_event(&mut left).unwrap(), ": alive\n\n");
        assert!(left.is_empty());
    }
}
