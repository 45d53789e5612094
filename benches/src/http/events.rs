//! Server-Sent Events as they arrive.

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::SendRequest;
use tenantry::journal::{Entry, FeedItem};

/// The events of a feed that is followed; the connection closes with it.
pub(crate) struct Events {
    body: Incoming,
    left: Vec<u8>,
    _sender: SendRequest<Full<Bytes>>,
}

impl Events {
    pub(crate) fn new(body: Incoming, sender: SendRequest<Full<Bytes>>) -> Self {
        Self {
            body,
            left: Vec::new(),
            _sender: sender,
        }
    }

    /// The sequence after which a feed starts that was told no place.
    ///
    /// # Errors
    /// If the feed says anything else first.
    pub(crate) async fn start(&mut self) -> Result<u64> {
        match self.item().await? {
            Some(FeedItem::Start { cursor }) => Ok(cursor.seq()),
            other => bail!("a feed began with {other:?}"),
        }
    }

    /// The next entry; `None` when the connection has ended.
    ///
    /// # Errors
    /// If the feed says anything but an entry: then something is lost.
    pub(crate) async fn next(&mut self) -> Result<Option<Entry>> {
        match self.item().await? {
            Some(FeedItem::Entry { entry }) => Ok(Some(entry)),
            Some(other) => bail!("a feed said {other:?}"),
            None => Ok(None),
        }
    }

    async fn item(&mut self) -> Result<Option<FeedItem>> {
        loop {
            if let Some(event) = take_event(&mut self.left) {
                match data(&event) {
                    // A comment shows that the connection is alive.
                    None => continue,
                    Some(data) => {
                        let item = serde_json::from_str(data);
                        return item.with_context(|| data.to_owned()).map(Some);
                    }
                }
            }
            match self.body.frame().await {
                Some(Ok(frame)) => self
                    .left
                    .extend_from_slice(frame.data_ref().unwrap_or(&Bytes::new())),
                Some(Err(_)) | None => return Ok(None),
            }
        }
    }
}

/// Takes the first whole event, which an empty line ends.
fn take_event(left: &mut Vec<u8>) -> Option<String> {
    let end = left.windows(2).position(|pair| pair == b"\n\n")?;
    let event = left.drain(..end + 2).collect();
    String::from_utf8(event).ok()
}

fn data(event: &str) -> Option<&str> {
    event.lines().find_map(|line| line.strip_prefix("data: "))
}
