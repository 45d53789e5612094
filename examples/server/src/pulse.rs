//! The pulse of a connection: whoever neither asks, nor is being answered, nor takes what is
//! answered holds no connection.
//!
//! Neither HTTP tells this by itself. HTTP/1 waits for ever until its answer is taken; HTTP/2
//! does so too, and keeps a connection without requests as long as its pings are answered.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, Response};
use axum::response::IntoResponse;
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::Instant;
use tower::{Service, ServiceExt};

/// The most that a connection takes of a body at once.
const PIECE_BYTES: usize = 16 * 1024;

/// When something last went through a connection.
#[derive(Clone)]
pub(crate) struct Pulse {
    began: Instant,
    /// Microseconds since then; none before the first request.
    last: Arc<AtomicU64>,
}

impl Pulse {
    pub(crate) fn begin() -> Self {
        Self {
            began: Instant::now(),
            last: Arc::new(AtomicU64::new(0)),
        }
    }

    /// The same service, whose requests and answers are felt.
    pub(crate) fn felt_by(
        &self,
        router: Router,
    ) -> impl Service<
        Request<Incoming>,
        Response = Response<Felt>,
        Error = Infallible,
        Future: Send + 'static,
    >
    + Clone
    + Send
    + 'static
    + use<> {
        let (asked, answered) = (self.clone(), self.clone());
        router
            .map_request(move |request: Request<Incoming>| {
                asked.beat();
                request
            })
            .map_response(move |response| {
                let pulse = answered.clone();
                let left = Bytes::new();
                response
                    .into_response()
                    .map(|body| Felt { body, left, pulse })
            })
    }

    fn beat(&self) {
        let micros = u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.last.store(micros.max(1), Ordering::Relaxed);
    }

    /// Ends when no request has begun in time, or nothing was asked or taken for as long.
    pub(crate) async fn stops(&self, first: Duration, after: Duration) {
        loop {
            let due = match self.last.load(Ordering::Relaxed) {
                0 => self.began + first,
                micros => self.began + Duration::from_micros(micros) + after,
            };
            if due <= Instant::now() {
                return;
            }
            tokio::time::sleep_until(due).await;
        }
    }
}

/// The body of an answer, in small pieces: a connection asks for more when it has room for it,
/// so a reader that is slow is felt, and one that takes nothing soon is not.
pub(crate) struct Felt {
    body: Body,
    /// What is left of a piece that was too large.
    left: Bytes,
    pulse: Pulse,
}

impl Felt {
    /// The first of what was taken off the body; the rest comes next.
    fn piece(&mut self, mut data: Bytes) -> Frame<Bytes> {
        self.pulse.beat();
        self.left = data.split_off(data.len().min(PIECE_BYTES));
        Frame::data(data)
    }
}

impl HttpBody for Felt {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if !self.left.is_empty() {
            let left = std::mem::take(&mut self.left);
            return Poll::Ready(Some(Ok(self.piece(left))));
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        Poll::Ready(frame.map(|frame| {
            frame.map(|frame| match frame.into_data() {
                Ok(data) => self.piece(data),
                Err(trailers) => trailers,
            })
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (left, body) = (self.left.len() as u64, self.body.size_hint());
        let mut hint = SizeHint::new();
        hint.set_lower(body.lower() + left);
        if let Some(upper) = body.upper() {
            hint.set_upper(upper + left);
        }
        hint
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    #[tokio::test]
    async fn a_body_comes_whole_in_pieces() {
        let whole: Vec<u8> = (0..3 * PIECE_BYTES + 1).map(|n| n as u8).collect();
        let mut felt = Felt {
            body: Body::from(whole.clone()),
            left: Bytes::new(),
            pulse: Pulse::begin(),
        };
        let (mut told, mut pieces) = (Vec::new(), 0);
        while let Some(frame) = felt.frame().await {
            assert_ne!(felt.pulse.last.swap(0, Ordering::Relaxed), 0, "is not felt");
            let left = felt.size_hint().exact().unwrap();
            told.extend_from_slice(&frame.unwrap().into_data().unwrap());
            assert_eq!(told.len() as u64 + left, whole.len() as u64);
            pieces += 1;
        }
        assert_eq!((told, pieces), (whole, 4));
        assert!(felt.is_end_stream());
    }

    #[tokio::test(start_paused = true)]
    async fn a_pulse_stops_so_long_after_its_last_beat() {
        let (first, after) = (Duration::from_secs(1), Duration::from_secs(60));
        let pulse = Pulse::begin();
        pulse.stops(first, after).await;
        assert_eq!(pulse.began.elapsed().as_secs(), 1);
        pulse.beat();
        tokio::time::advance(after / 2).await;
        pulse.beat();
        pulse.stops(first, after).await;
        assert_eq!(pulse.began.elapsed().as_secs(), 1 + 30 + 60);
    }
}
