//! Calls that make errors: where they are, and the code that they are given.

/// A function or closure that makes an error of a code that it is handed.
#[derive(Clone)]
pub(crate) struct Maker {
    /// As it is called: `Error::conflict`, or `unproven`.
    name: String,
    /// Where it is known: a file, or the beginning of a path.
    known_in: String,
    kind: Slot,
    /// Which argument the code is.
    code: usize,
}

#[derive(Clone)]
enum Slot {
    Fixed(String),
    Argument(usize),
}

/// One call of a maker.
pub(crate) struct Call {
    at: usize,
    arguments: Vec<String>,
    kind: Slot,
    code: usize,
}

/// Where the code of a call comes from.
pub(crate) enum Code {
    Written(String),
    /// The function around the call is handed it: that is a maker, too.
    Handed,
    /// It is the kind's name, or another error's.
    Elsewhere,
}

/// A source file without comments.
pub(crate) struct Source {
    path: String,
    pub(crate) text: String,
}

impl Maker {
    /// `Error::new(kind, code, message)`, on which all others stand.
    pub(crate) fn of_errors() -> Self {
        Self {
            name: "Error::new".to_owned(),
            known_in: String::new(),
            kind: Slot::Argument(0),
            code: 1,
        }
    }
}

impl Source {
    pub(crate) fn new(path: String, text: &str) -> Self {
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let text = lines.join("\n");
        Self { path, text }
    }

    /// The calls of a maker here, each with this source.
    pub(crate) fn calls(&self, maker: &Maker) -> Vec<(&Self, Call)> {
        if !self.path.starts_with(&maker.known_in) {
            return Vec::new();
        }
        let mut names = vec![maker.name.clone()];
        let (owner, method) = maker.name.split_once("::").unwrap_or_default();
        if self.text.contains(&format!("impl {owner} {{")) {
            names.push(format!("Self::{method}"));
        }
        let mut calls = Vec::new();
        for name in names {
            for (at, _) in self.text.match_indices(&format!("{name}(")) {
                if is_call(&self.text[..at], name.contains("::")) {
                    calls.push((self, self.call(maker, at, at + name.len())));
                }
            }
        }
        calls
    }

    fn call(&self, maker: &Maker, at: usize, open: usize) -> Call {
        Call {
            at,
            arguments: arguments(&self.text[open..]),
            kind: maker.kind.clone(),
            code: maker.code,
        }
    }

    pub(crate) fn code(&self, call: &Call) -> Code {
        let written = call.arguments[call.code].as_str();
        if let Some(code) = written.strip_prefix('"') {
            return Code::Written(code.trim_end_matches('"').to_owned());
        }
        if written.ends_with(".name()") || written.ends_with(".code()") {
            return Code::Elsewhere;
        }
        if written == "code" {
            return Code::Handed;
        }
        let constant = format!("const {written}: &str = \"");
        let value = self.text.split(&constant).nth(1);
        let value = value.and_then(|rest| rest.split('"').next());
        Code::Written(value.unwrap_or_else(|| self.unreadable(written)).to_owned())
    }

    pub(crate) fn kind(&self, call: &Call) -> String {
        match &call.kind {
            Slot::Fixed(kind) => kind.clone(),
            Slot::Argument(at) => match call.arguments[*at].rsplit_once("ErrorKind::") {
                Some((_, kind)) => snake(kind),
                None => self.unreadable(&call.arguments[*at]),
            },
        }
    }

    /// The function or closure around a call, which is handed the code.
    pub(crate) fn maker(&self, call: &Call) -> Maker {
        let before = &self.text[..call.at];
        let function = before.rfind("fn ").map(|at| self.function(at));
        let closure = before.rfind(" = |").map(|at| self.closure(at));
        let around = [closure, function].into_iter().flatten();
        let mut handed = around.filter(|(_, _, taken)| taken.iter().any(|name| name == "code"));
        let Some((name, known_in, taken)) = handed.next() else {
            self.unreadable("code")
        };
        let place = |word: &str| taken.iter().position(|name| name == word);
        let kind = match &call.kind {
            Slot::Argument(at) if place(&call.arguments[*at]).is_some() => {
                Slot::Argument(place(&call.arguments[*at]).unwrap())
            }
            _ => Slot::Fixed(self.kind(call)),
        };
        let code = place("code").unwrap();
        Maker {
            name,
            known_in,
            kind,
            code,
        }
    }

    /// A function's name as it is called, where that is, and what it is handed but for itself.
    fn function(&self, at: usize) -> (String, String, Vec<String>) {
        let head = &self.text[at + "fn ".len()..];
        let open = head.find('(').unwrap();
        let name = head[..open].split('<').next().unwrap().to_owned();
        let taken = arguments(&head[open..]);
        let taken = taken.iter().filter(|taken| !taken.ends_with("self"));
        let taken = taken.map(|taken| taken.split(':').next().unwrap().to_owned());
        let line = self.text[..at].rfind('\n').map_or(0, |line| line + 1);
        let crate_folder = self.path.split("src/").next().unwrap().to_owned();
        if !self.text[line..].starts_with("    ") {
            return (name, crate_folder, taken.collect());
        }
        let owner = self.text[..at].rsplit("\nimpl ").next().unwrap();
        let owner = owner.split([' ', '<']).next().unwrap();
        let known_in = if owner == "Error" { "" } else { &crate_folder };
        (
            format!("{owner}::{name}"),
            known_in.to_owned(),
            taken.collect(),
        )
    }

    fn closure(&self, at: usize) -> (String, String, Vec<String>) {
        let name = self.text[..at].rsplit("let ").next().unwrap().to_owned();
        let taken = self.text[at..].split('|').nth(1).unwrap();
        let taken = taken.split(',').map(|taken| taken.trim().to_owned());
        (name, self.path.clone(), taken.collect())
    }

    fn unreadable(&self, written: &str) -> ! {
        panic!(
            "{}: `{written}` hides the code of an error from the list of codes: write it out, or hand it on as `code`",
            self.path
        )
    }
}

/// Whether a name after this text is called, and not defined or the end of another name.
fn is_call(before: &str, is_qualified: bool) -> bool {
    let is_of_a_path = |c: char| c.is_alphanumeric() || "_:.".contains(c);
    let start = before.trim_end_matches(is_of_a_path).len();
    match &before[start..] {
        "" => !before.ends_with("fn "),
        // `io::Error` is not meant, and neither is `Error::unavailable` by a closure of that name.
        path if is_qualified => ["crate::", "tenantry::"].contains(&path),
        path => path.ends_with("::") && path.starts_with(char::is_lowercase),
    }
}

/// What stands between the first parenthesis and the one that closes it, at its commas.
fn arguments(text: &str) -> Vec<String> {
    let (mut depth, mut is_text, mut escaped) = (0, false, false);
    let mut found = vec![String::new()];
    for c in text.chars() {
        let opens = !is_text && "([{".contains(c);
        let closes = !is_text && ")]}".contains(c);
        depth -= i32::from(closes);
        match c {
            _ if closes && depth == 0 => break,
            ',' if depth == 1 && !is_text => found.push(String::new()),
            _ if depth > 0 => found.last_mut().unwrap().push(c),
            _ => {}
        }
        depth += i32::from(opens);
        is_text ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
    }
    found
        .iter()
        .map(|argument| argument.trim().to_owned())
        .collect()
}

/// `NotFound` as `not_found`.
pub(crate) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (at, c) in name.chars().enumerate() {
        if c.is_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}
