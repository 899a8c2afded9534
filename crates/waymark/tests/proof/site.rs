//! The running program, and a browser that speaks just enough HTTP to know whether an answer came whole.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::council::Records;

/// The arguments of `waymark serve` that the proofs share. The forwarding header is believed, so that each request can
/// say an address of its own and be found in the audit by it.
pub const SERVE: &[&str] = &["serve", "--demo", "--port", "0", "--trusted-proxy", "127.0.0.1"];
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_waymark");

pub struct Site {
    child: Child,
    pub port: u16,
}

impl Site {
    /// Starts on the records, and waits until it says that it is ready.
    pub fn start(records: &Records) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(SERVE)
            .args(records.option())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut said = BufReader::new(child.stdout.take().expect("what it prints"));
        let port = port_when_ready(&mut said);
        Self { child, port }
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    pub fn kill(&mut self) {
        self.child.kill().expect("the program can be killed");
        self.child.wait().expect("the program ends");
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads what the program prints until it names its address.
pub fn port_when_ready(said: &mut BufReader<ChildStdout>) -> u16 {
    let mut line = String::new();
    while said.read_line(&mut line).expect("what it prints") > 0 {
        if let Some((_, port)) = line.trim_end().split_once("Waymark is ready at http://127.0.0.1:") {
            return port.parse().expect("a port");
        }
        line.clear();
    }
    panic!("the program ended before it was ready");
}

/// Somebody signed in, at one running site.
#[derive(Clone)]
pub struct Visitor {
    pub port: u16,
    cookie: String,
}

/// An answer that arrived whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: String,
    /// The network address this request said it came from; no other request said the same.
    pub from: String,
}

/// Longer than any page may take.
const PATIENCE: Duration = Duration::from_secs(40);

impl Visitor {
    pub fn new(port: u16, token: &str) -> Self {
        Self { port, cookie: format!("__Host-waymark-team={token}") }
    }

    /// Opens a page. Nothing if the connection broke before the last byte.
    pub fn get(&self, path: &str) -> Option<Answer> {
        self.ask("GET", path, "")
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.ask("POST", path, &body)
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Option<Answer> {
        let from = next_address();
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n", self.port);
        let _ =
            write!(request, "Cookie: {}\r\nX-Forwarded-For: {from}\r\nSec-Fetch-Site: same-origin\r\n", self.cookie);
        if method == "POST" {
            let _ = write!(
                request,
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                body.len()
            );
        }
        let _ = write!(request, "\r\n{body}");
        let mut wire = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        wire.set_read_timeout(Some(PATIENCE)).ok()?;
        wire.write_all(request.as_bytes()).ok()?;
        let mut bytes = Vec::new();
        // A connection that the killed program reset may still have delivered the whole answer before.
        let _ = wire.read_to_end(&mut bytes);
        whole_answer(&String::from_utf8_lossy(&bytes), from)
    }
}

fn next_address() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let [_, a, b, c] = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    format!("10.{a}.{b}.{c}")
}

fn whole_answer(text: &str, from: String) -> Option<Answer> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    // A redirect may say nothing of its length; then its head is all there is.
    (body.len() >= length.unwrap_or(0)).then(|| Answer { status, body: body.to_owned(), from })
}

impl Answer {
    /// The value of a hidden field of the first form in the main part of the page.
    pub fn hidden(&self, name: &str) -> &str {
        let main = self.body.split_once("<main").map_or(self.body.as_str(), |(_, main)| main);
        let after = format!("name=\"{name}\" value=\"");
        let (_, rest) = main.split_once(&after).unwrap_or_else(|| panic!("{name} is a field of: {}", self.body));
        rest.split('"').next().unwrap_or_default()
    }
}

#[test]
fn an_answer_cut_short_is_no_answer() {
    let whole = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    assert_eq!(whole_answer(whole, String::new()).map(|answer| answer.body).as_deref(), Some("hello"));
    for cut in 0..whole.len() {
        assert!(whole_answer(&whole[..cut], String::new()).is_none(), "cut at {cut}");
    }
}
