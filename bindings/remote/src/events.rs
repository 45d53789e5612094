//! Reading a stream of events, and resuming it where a connection is lost.

use std::time::Instant;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use serde_json::Value;
use tenantry::ErrorKind;

use crate::Failure;
use crate::answer::Refused;
use crate::client::Remote;
use crate::request::Request;
use crate::retry::TRIES_MAX;

/// An event that is longer than this is none of this server's.
const EVENT_BYTES_MAX: usize = 1024 * 1024;

pub(crate) type Items = BoxStream<'static, Result<Value, Failure>>;

/// The items of a stream. Where its connection is lost it is opened again after the last
/// event that arrived, so nothing is missed and nothing comes twice.
pub(crate) async fn opened(remote: Remote, request: Request) -> Result<Items, Failure> {
    let tries_max = remote.options.tries_max;
    let mut reader = Reader {
        remote,
        request,
        body: None,
        left: Vec::new(),
        last: None,
        tries: 1,
        opened: Instant::now(),
        is_alive: false,
        has_ended: false,
    };
    reader.open(tries_max).await?;
    let items = stream::unfold(reader, |mut reader| async move {
        let item = reader.next().await?;
        Some((item, reader))
    });
    Ok(items.boxed())
}

struct Reader {
    remote: Remote,
    request: Request,
    body: Option<BoxStream<'static, reqwest::Result<Bytes>>>,
    /// What arrived and is no whole event yet.
    left: Vec<u8>,
    /// The id of the last event.
    last: Option<String>,
    /// How often it was opened, or tried to be, since the last item or the last connection that
    /// lived and lasted: a server that opens and ends at once, or is mute, is not asked for ever.
    tries: u32,
    opened: Instant,
    /// Whether anything came over this connection.
    is_alive: bool,
    has_ended: bool,
}

/// What an event says.
enum Event {
    Item(Option<String>, Value),
    /// The server is there, or says where the reader stands.
    Sign(Option<String>),
    /// Why the stream ends.
    Problem(Failure),
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
                match read(&event)? {
                    Event::Item(id, item) => {
                        self.last = id.or(self.last.take());
                        self.tries = 1;
                        return Ok(item);
                    }
                    Event::Sign(id) => self.last = id.or(self.last.take()),
                    Event::Problem(failure) => self.reopen(failure).await?,
                }
            }
            if self.left.len() > EVENT_BYTES_MAX {
                return Err(senseless("too long"));
            }
            match self.more().await {
                Some(bytes) => {
                    self.is_alive = true;
                    self.left.extend_from_slice(&bytes);
                }
                None => {
                    let why = "the stream broke off";
                    let lost = Failure::of_transport(ErrorKind::Unavailable, why);
                    self.reopen(lost).await?;
                }
            }
        }
    }

    /// What arrives next; none where the connection is lost. A server that has nothing to tell
    /// shows that it is there.
    async fn more(&mut self) -> Option<Bytes> {
        let next = self.body.as_mut()?.next();
        let more = tokio::time::timeout(self.remote.pace.quiet_time, next).await;
        more.ok()??.ok()
    }

    /// Opens it again after what ended it, if that may pass.
    async fn reopen(&mut self, ended: Failure) -> Result<(), Failure> {
        self.body = None;
        self.left.clear();
        if self.is_alive && self.opened.elapsed() >= self.remote.pace.steady_time {
            self.tries = 1;
        }
        self.is_alive = false;
        self.pause(ended.into(), TRIES_MAX).await?;
        self.open(TRIES_MAX).await
    }

    async fn open(&mut self, tries_max: u32) -> Result<(), Failure> {
        loop {
            match self.remote.open(&self.request, self.last.as_deref()).await {
                Ok(response) => {
                    self.body = Some(response.bytes_stream().boxed());
                    self.opened = Instant::now();
                    return Ok(());
                }
                Err(refused) => self.pause(refused, tries_max).await?,
            }
        }
    }

    /// Waits before the next try, if there is one.
    async fn pause(&mut self, refused: Refused, tries_max: u32) -> Result<(), Failure> {
        let Refused { failure, asked, .. } = refused;
        match self.remote.pace.wait(&failure, true, self.tries, asked) {
            Some(wait) if self.tries < tries_max => tokio::time::sleep(wait).await,
            _ => return Err(*failure),
        }
        self.tries += 1;
        Ok(())
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
    let senseless = |_| senseless("no JSON");
    Ok(match data.as_str() {
        problem if is_problem => Event::Problem(serde_json::from_str(problem).map_err(senseless)?),
        "" => Event::Sign(id),
        item => Event::Item(id, serde_json::from_str(item).map_err(senseless)?),
    })
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
    use std::time::Duration;

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

    #[tokio::test]
    async fn a_problem_that_passes_does_not_end_the_stream() {
        let problem = |kind: &str| {
            let problem = json!({ "kind": kind, "code": kind, "detail": kind });
            format!("id: a\ndata: 1\n\nevent: problem\ndata: {problem}\n\n").into_bytes()
        };
        let script = Script::play(vec![
            script::stream(&problem("unavailable")),
            script::stream(&problem("unauthenticated")),
            script::stream(b"data: 3\n\n"),
        ]);
        let mut stream = script.stream(1).await.unwrap();
        for _ in 0..2 {
            assert_eq!(stream.next().await.unwrap().unwrap(), json!(1));
        }
        let failure = stream.next().await.unwrap().unwrap_err();
        assert_eq!(failure.kind, ErrorKind::Unauthenticated);
        assert!(stream.next().await.is_none());
    }

    #[tokio::test]
    async fn a_stream_is_opened_again_where_the_first_try_fails() {
        let script = Script::play(vec![
            script::refusal("429 Too Many Requests"),
            script::refusal("503 Service Unavailable"),
            script::nothing(),
            script::stream(b"data: 1\n\n"),
        ]);
        let mut stream = script.stream(4).await.unwrap();
        assert_eq!(stream.next().await.unwrap().unwrap(), json!(1));
    }

    #[tokio::test]
    async fn a_stream_is_not_opened_more_often_than_the_caller_wants() {
        let refusal = || script::refusal("503 Service Unavailable");
        let script = Script::play(vec![refusal(), refusal(), script::stream(b"")]);
        let failure = script.stream(2).await.err().unwrap();
        assert_eq!(failure.kind, ErrorKind::Unavailable);
        let script = Script::play(vec![script::refusal("403 Forbidden"), script::stream(b"")]);
        let failure = script.stream(2).await.err().unwrap();
        assert_eq!(failure.kind, ErrorKind::Denied);
    }

    #[tokio::test]
    async fn a_server_that_asks_to_wait_is_not_asked_before() {
        let later = script::refusal("429 Too Many Requests\r\nretry-after: 30");
        let script = Script::play(vec![later, script::stream(b"")]);
        let early = tokio::time::timeout(Duration::from_millis(200), script.stream(2));
        assert!(early.await.is_err());
    }

    #[tokio::test]
    async fn a_server_that_is_silent_holds_no_reader() {
        let script = Script::play(vec![script::nothing().held()]);
        let mut remote = script.remote(1);
        remote.options.answer_time = Duration::from_millis(50);
        let failure = script::subscribe(remote).await.err().unwrap();
        assert_eq!(failure.message, "the server did not answer in time");
    }

    #[tokio::test]
    async fn a_stream_that_went_quiet_is_opened_again_after_its_last_event() {
        let quiet = script::stream(b"id: a\ndata: 1\n\nid: b\ndata: 2").held();
        let script = Script::play(vec![quiet, script::stream(b"id: b\ndata: 2\n\n")]);
        let mut remote = script.remote(1);
        remote.pace.quiet_time = Duration::from_millis(300);
        let stream = script::subscribe(remote).await.unwrap();
        let items: Vec<_> = stream.take(2).map(Result::unwrap).collect().await;
        assert_eq!(items, [json!(1), json!(2)]);
        let places =
            [script.heard(), script.heard()].map(|head| script::header(&head, "last-event-id"));
        assert_eq!(places, [None, Some("a".to_owned())]);
    }

    #[tokio::test]
    async fn a_server_that_opens_and_says_nothing_is_asked_ten_times() {
        let opened = || script::stream(b": alive\n\n");
        let script = Script::play((0..20).map(|_| opened()).collect());
        let mut stream = script.stream(1).await.unwrap();
        let failure = stream.next().await.unwrap().unwrap_err();
        assert_eq!(failure.message, "the stream broke off");
        assert!(stream.next().await.is_none());
        assert_eq!(script.heard_so_far(), TRIES_MAX as usize);
    }

    #[tokio::test]
    async fn a_stream_that_is_quiet_may_break_off_as_often_as_it_does() {
        let mut answers: Vec<_> = (0..20).map(|_| script::stream(b": alive\n\n")).collect();
        answers.push(script::stream(b"data: 1\n\n"));
        let script = Script::play(answers);
        let mut remote = script.remote(1);
        remote.pace.steady_time = Duration::ZERO;
        let mut stream = script::subscribe(remote).await.unwrap();
        assert_eq!(stream.next().await.unwrap().unwrap(), json!(1));
    }

    #[tokio::test]
    async fn a_server_that_opens_and_is_mute_is_asked_ten_times() {
        let script = Script::play((0..20).map(|_| script::stream(b"").held()).collect());
        let mut remote = script.remote(1);
        remote.pace.quiet_time = Duration::from_millis(20);
        remote.pace.steady_time = Duration::ZERO;
        let mut stream = script::subscribe(remote).await.unwrap();
        let failure = stream.next().await.unwrap().unwrap_err();
        assert_eq!(failure.message, "the stream broke off");
        assert_eq!(script.heard_so_far(), TRIES_MAX as usize);
    }

    #[tokio::test]
    async fn a_stream_that_tells_something_may_break_off_as_often_as_it_does() {
        let script = Script::play((0..20).map(|_| script::stream(b"data: 1\n\n")).collect());
        let mut stream = script.stream(1).await.unwrap();
        for _ in 0..20 {
            assert_eq!(stream.next().await.unwrap().unwrap(), json!(1));
        }
        // Nobody listens any more.
        let failure = stream.next().await.unwrap().unwrap_err();
        assert_eq!(failure.message, "the server cannot be reached");
    }
}
