//! One connection of one caller, kept open.

use std::net::SocketAddr;

use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue};
use hyper::{Method, Request, Response, StatusCode, body::Incoming};
use hyper_util::rt::TokioIo;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::net::TcpStream;

use super::events::Events;

/// A connection whose requests carry an API key.
pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: HeaderValue,
    proof: HeaderValue,
}

impl Connection {
    pub(crate) async fn open(server: SocketAddr, key: &str) -> Result<Self> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // It ends when the sender and the bodies are gone.
        tokio::spawn(connection);
        Ok(Self {
            sender,
            host: HeaderValue::try_from(server.to_string())?,
            proof: HeaderValue::try_from(format!("Bearer {key}"))?,
        })
    }

    pub(crate) fn is_open(&self) -> bool {
        !self.sender.is_closed()
    }

    /// What is read there.
    pub(crate) async fn get<T: DeserializeOwned>(&mut self, path: &str) -> Result<T> {
        let request = self.request(Method::GET, path, Bytes::new())?;
        answer(self.send(request).await?, StatusCode::OK).await
    }

    /// What is made there; a name for the call makes it safe to repeat.
    pub(crate) async fn create<T: DeserializeOwned>(
        &mut self,
        path: &str,
        input: &Value,
        idempotency_key: Option<&str>,
    ) -> Result<T> {
        let mut request = self.request(Method::POST, path, input.to_string().into())?;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(key) = idempotency_key {
            headers.insert("idempotency-key", HeaderValue::from_str(key)?);
        }
        answer(self.send(request).await?, StatusCode::CREATED).await
    }

    /// Follows a feed, from after an event or from now on.
    pub(crate) async fn follow(mut self, path: &str, after: Option<&str>) -> Result<Events> {
        let mut request = self.request(Method::GET, path, Bytes::new())?;
        if let Some(after) = after {
            let last = HeaderValue::from_str(after)?;
            request.headers_mut().insert("last-event-id", last);
        }
        let response = self.send(request).await?;
        ensure!(
            response.status() == StatusCode::OK,
            "the feed answers {}",
            response.status()
        );
        Ok(Events::new(response.into_body(), self.sender))
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>> {
        // The answer before this one may not have left the connection altogether.
        self.sender.ready().await?;
        Ok(self.sender.send_request(request).await?)
    }

    fn request(&self, method: Method, path: &str, body: Bytes) -> Result<Request<Full<Bytes>>> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, &self.host)
            .header(AUTHORIZATION, &self.proof)
            .body(Full::new(body))?;
        Ok(request)
    }
}

async fn answer<T: DeserializeOwned>(
    response: Response<Incoming>,
    expected: StatusCode,
) -> Result<T> {
    let status = response.status();
    let body = response.into_body().collect().await?.to_bytes();
    let text = || String::from_utf8_lossy(&body).into_owned();
    ensure!(
        status == expected,
        "{expected} was due, {status} came: {}",
        text()
    );
    serde_json::from_slice(&body).with_context(text)
}
