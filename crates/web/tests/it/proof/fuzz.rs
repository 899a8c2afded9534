//! Ten thousand requests that no page of ours would send: none is answered with a fault (SEC-39).

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use waymark_cases::access::Role;
use waymark_web::routes::{Entry, entries};

use super::address;
use crate::support::{App, Persona};

const REQUESTS: usize = 10_000;

const NASTY: &[&str] = &[
    "",
    "0",
    "-1",
    "9999999999999999999999",
    "%",
    "%00",
    "%ff%fe",
    "'",
    "\"",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\u{202e}",
    "null",
    "{}",
    "[]",
    "true",
    "2026-02-30",
    "31",
    "13",
    "a=b&c=d",
    "\r\nSet-Cookie: a=b",
    "' or 1=1 --",
    "💥",
];

#[tokio::test]
async fn sec_39_ten_thousand_strange_requests_find_no_fault() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    let staff = amira.staff_id();
    let visitors = [
        app.stranger(),
        app.young_person(&sam),
        app.staff("Ada", Role::SystemAdministrator),
        app.staff("Dan", Role::DataAnalyst),
        app.team_manager("Tess"),
        amira,
    ];
    let table = entries();
    let mut chance = StdRng::seed_from_u64(39);
    for number in 0..REQUESTS {
        let visitor = &visitors[chance.random_range(0..visitors.len())];
        let entry = &table[chance.random_range(0..table.len())];
        let path = strange_path(&mut chance, &address(entry, &sam, &staff));
        let page = visitor.send(strange(&mut chance, visitor, entry, &path)).await;
        let status = page.status().as_u16();
        assert!(status < 500 && status != 0, "request {number} to {path} answered {status}");
        let body = page.text_lossy();
        for sign in ["panicked", "sqlite", "diesel", "SELECT ", "src/", "stack backtrace"] {
            assert!(!body.contains(sign), "request {number} to {path} shows “{sign}”");
        }
    }
}

fn strange_path(chance: &mut StdRng, path: &str) -> String {
    match chance.random_range(0..6) {
        0 => format!("{path}?{}={}", word(chance), encoded(chance)),
        1 => format!("{path}/{}", encoded(chance)),
        2 => {
            let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
            let at = chance.random_range(0..parts.len());
            parts[at] = encoded(chance);
            format!("/{}", parts.join("/").trim_start_matches('/'))
        }
        _ => path.to_owned(),
    }
}

fn word(chance: &mut StdRng) -> String {
    let words = ["page", "view", "status", "for", "back", "order", "show", "person", "x"];
    words[chance.random_range(0..words.len())].to_owned()
}

fn nasty(chance: &mut StdRng) -> String {
    if chance.random_range(0..10) == 0 {
        return "A".repeat(chance.random_range(1000..70_000));
    }
    NASTY[chance.random_range(0..NASTY.len())].to_owned()
}

fn encoded(chance: &mut StdRng) -> String {
    let text: String = nasty(chance).chars().take(300).collect();
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn strange(chance: &mut StdRng, visitor: &Persona, entry: &Entry, path: &str) -> Request<Body> {
    let methods = [Method::GET, Method::POST, Method::HEAD, Method::PUT, Method::OPTIONS];
    let method = if chance.random_range(0..3) == 0 {
        methods[chance.random_range(0..methods.len())].clone()
    } else {
        entry.method.clone()
    };
    let mut request = visitor.request(method, path);
    *request.body_mut() = Body::from(body(chance));
    let kinds =
        ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "text/plain", ""];
    set(&mut request, "content-type", kinds[chance.random_range(0..kinds.len())]);
    if chance.random_range(0..4) == 0 {
        let names =
            ["sec-fetch-site", "origin", "accept-encoding", "range", "x-forwarded-for", "if-none-match", "expect"];
        let value: String = nasty(chance).chars().filter(|c| c.is_ascii_graphic()).take(200).collect();
        set(&mut request, names[chance.random_range(0..names.len())], &value);
    }
    request
}

fn set(request: &mut Request<Body>, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        request.headers_mut().insert(HeaderName::from_static(name), value);
    }
}

fn body(chance: &mut StdRng) -> Vec<u8> {
    match chance.random_range(0..4) {
        0 => Vec::new(),
        1 => (0..chance.random_range(1..400)).map(|_| chance.random()).collect(),
        _ => {
            let fields = [
                "answer",
                "how",
                "name",
                "born-day",
                "person",
                "adviser",
                "email",
                "password",
                "code",
                "form_token",
                "form_key",
            ];
            let pairs = (0..chance.random_range(1..6))
                .map(|_| format!("{}={}", fields[chance.random_range(0..fields.len())], encoded(chance)));
            pairs.collect::<Vec<_>>().join("&").into_bytes()
        }
    }
}
