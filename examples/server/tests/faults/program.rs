//! The program itself as a process, and somebody who calls it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::{Value, json};
use tenantry::OrgId;
use tenantry_remote::{Failure, Options, Proof, Remote};

pub(crate) const OPERATOR: &str = "operator-0123456789abcdef0123456789";
pub(crate) const PROXY: &str = "proxy-0123456789abcdef0123456789abcdef";

/// Far longer than anything here takes: only a hang reaches it.
pub(crate) const HANGS: Duration = Duration::from_secs(120);

/// The program, until it is dropped.
pub(crate) struct Program {
    process: Child,
    pub(crate) address: String,
    log: Option<JoinHandle<String>>,
}

impl Program {
    /// The program's path.
    pub(crate) fn path() -> &'static str {
        env!("CARGO_BIN_EXE_tenantry-server")
    }

    pub(crate) fn start(store: &str) -> Self {
        let mut command = Command::new(Self::path());
        let command = command.args(["--listen", "127.0.0.1:0"]);
        // The address of a store may hold a password.
        let command = command.env("TENANTRY_STORE", store);
        Self::start_by(command).expect("it listens")
    }

    /// Starts what ends as the program; `None` if that ends before it listens.
    pub(crate) fn start_by(command: &mut Command) -> Option<Self> {
        let mut process = command
            .env("TENANTRY_OPERATOR_SECRET", OPERATOR)
            .env("TENANTRY_PROXY_SECRET", PROXY)
            .stderr(Stdio::piped())
            .spawn()
            .ok()?;
        let mut said = BufReader::new(process.stderr.take().expect("it has a voice"));
        let Some(address) = address(&mut said) else {
            process.wait().expect("it has ended");
            return None;
        };
        let log = std::thread::spawn(move || {
            let mut log = String::new();
            said.read_to_string(&mut log).expect("the log is text");
            log
        });
        Some(Self {
            process,
            address,
            log: Some(log),
        })
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    pub(crate) fn is_alive(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }

    /// `kill -9`; what it has logged.
    pub(crate) fn kill(&mut self) -> String {
        self.process.kill().expect("it can be killed");
        self.process.wait().expect("it ends");
        let log = self.log.take().map(JoinHandle::join);
        log.map(Result::unwrap).unwrap_or_default()
    }

    /// Whoever has this proof, trying once.
    pub(crate) fn remote(&self, proof: Proof) -> Remote {
        let once = Options {
            tries_max: 1,
            ..Options::default()
        };
        Remote::connect(&self.address, proof, once).expect("an address")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn address(said: &mut BufReader<ChildStderr>) -> Option<String> {
    let mut lines = said.lines().map_while(Result::ok);
    let line = lines.find(|line| line.contains("listening at "))?;
    Some(line.split_once("listening at ")?.1.to_owned())
}

/// An organisation and its owner's key.
pub(crate) struct Home {
    pub(crate) org: OrgId,
    pub(crate) key: String,
}

impl Home {
    /// Makes a new one through a server.
    pub(crate) async fn settle(program: &Program) -> Self {
        let operator = program.remote(Proof::Operator {
            secret: OPERATOR.into(),
            reason: "set up".to_owned(),
        });
        let directory = operator.call(None, "directories.create", json!({ "name": "People" }));
        let directory = directory.await.expect("a directory")["id"].clone();
        let person = json!({
            "directory": directory, "username": "owner", "display_name": "Owner",
            "email": "owner@example.com", "subject": { "issuer": "app", "subject": "1" },
        });
        operator
            .call(None, "users.create", person)
            .await
            .expect("a person");
        let owner = program.remote(Proof::Vouched {
            secret: PROXY.into(),
            directory: directory.as_str().expect("an id").to_owned(),
            issuer: "app".to_owned(),
            subject: "1".to_owned(),
        });
        let org = owner.call(
            None,
            "orgs.create",
            json!({ "name": "Acme", "slug": "acme" }),
        );
        let org = org.await.expect("an organisation")["id"].clone();
        let key = owner.call(None, "keys.create", json!({ "name": "test" }));
        let key = key.await.expect("a key")["secret"].clone();
        Self {
            org: org.as_str().expect("an id").parse().expect("an id"),
            key: key.as_str().expect("a secret").to_owned(),
        }
    }

    /// The owner.
    pub(crate) fn at(&self, program: &Program) -> Remote {
        program.remote(Proof::Key(self.key.clone().into()))
    }

    /// Creates a team of this name.
    pub(crate) async fn team(
        &self,
        at: &Remote,
        name: &str,
        about: &str,
    ) -> Result<Value, Failure> {
        let input = json!({ "name": name, "description": about });
        at.call(Some(self.org), "teams.create", input).await
    }

    /// The names of all teams.
    pub(crate) async fn teams(&self, at: &Remote) -> Vec<String> {
        let (mut names, mut cursor) = (Vec::new(), Value::Null);
        loop {
            let input = json!({ "page": { "limit": 200, "cursor": cursor } });
            let page = at
                .call(Some(self.org), "teams.list", input)
                .await
                .expect("a page");
            let teams = page["items"].as_array().expect("teams");
            names.extend(
                teams
                    .iter()
                    .map(|team| team["name"].as_str().expect("a name").to_owned()),
            );
            cursor = page["next"].clone();
            if cursor.is_null() {
                return names;
            }
        }
    }

    /// Insists that these teams are there and that the journal tells of everything.
    pub(crate) async fn holds(&self, at: &Remote, acknowledged: &[String]) {
        let found = self.teams(at).await;
        for name in acknowledged {
            let count = found.iter().filter(|other| *other == name).count();
            assert_eq!(count, 1, "`{name}` was acknowledged");
        }
        let journal = at.call(Some(self.org), "journal.verify", json!({})).await;
        assert_eq!(journal.expect("a journal")["is_intact"], true);
    }
}

/// The status of a path that needs no proof.
pub(crate) async fn status(program: &Program, path: &str) -> u16 {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let address = program.address.trim_start_matches("http://");
    let mut stream = tokio::net::TcpStream::connect(address)
        .await
        .expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream
        .write_all(request.as_bytes())
        .await
        .expect("it reads");
    let mut answer = String::new();
    let reading = stream.read_to_string(&mut answer);
    tokio::time::timeout(HANGS, reading)
        .await
        .expect("it answers")
        .expect("text");
    answer[9..12].parse().expect("a status")
}
