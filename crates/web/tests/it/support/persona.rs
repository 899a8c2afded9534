//! Somebody at a browser: keeps cookies as a browser does, says where each request comes from, follows redirects
//! within the site.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode, header};
use tower::ServiceExt;
use waymark_cases::access::{Actor, Who};
use waymark_cases::ids::{PersonId, StaffId};

use super::Page;
use super::app::Faults;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0";
const MOST_REDIRECTS: usize = 5;

#[derive(Clone)]
pub struct Persona {
    browser: Arc<Browser>,
    actor: Option<Actor>,
}

pub struct Browser {
    router: axum::Router,
    jar: Mutex<BTreeMap<String, String>>,
    address: SocketAddr,
    faults: Faults,
}

impl Persona {
    pub fn stranger(router: axum::Router, faults: Faults) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let [_, a, b, c] = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let address = SocketAddr::from(([10, a, b, c], 40_000));
        Self { browser: Arc::new(Browser { router, jar: Mutex::default(), address, faults }), actor: None }
    }

    pub fn playing(self, actor: Actor) -> Self {
        Self { actor: Some(actor), ..self }
    }

    pub fn actor(&self) -> &Actor {
        self.actor.as_ref().expect("a persona who signed in")
    }

    pub fn staff_id(&self) -> StaffId {
        match &self.actor().who {
            Who::Staff(id) => id.clone(),
            Who::YoungPerson(_) => panic!("a young person is not staff"),
        }
    }

    pub fn person_id(&self) -> PersonId {
        match &self.actor().who {
            Who::YoungPerson(id) => id.clone(),
            Who::Staff(_) => panic!("staff have no record of their own here"),
        }
    }

    /// Opens a page and goes where it leads.
    pub async fn get(&self, path: &str) -> Page {
        self.browser.clone().visit(self.request(Method::GET, path)).await
    }

    /// Opens a page; a redirect is the answer itself.
    pub async fn ask(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path)).await
    }

    /// A request as this browser would make it, to be made worse before [`Persona::send`].
    pub fn request(&self, method: Method, path: &str) -> Request<Body> {
        Browser::request(method, path, Body::empty())
    }

    /// Sends a form that no page drew.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(Browser::form(path, fields.iter().copied())).await
    }

    /// Opens a page, fills in its form that has a control named `having`, and sends it.
    pub async fn post_form(&self, path: &str, having: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        self.browser.clone().visit(page.filled_having(having, fields)).await
    }

    /// Sends JSON as a script of the page's does, with the token it found there.
    pub async fn send_json(&self, path: &str, token: &str, body: &serde_json::Value) -> Page {
        let mut request = Browser::request(Method::POST, path, Body::from(body.to_string()));
        request.headers_mut().insert(header::CONTENT_TYPE, "application/json".parse().expect("a type"));
        request.headers_mut().insert("x-form-token", token.parse().expect("a token"));
        self.send(request).await
    }

    /// Sends a request just as it is, with this browser's cookies.
    pub async fn send(&self, request: Request<Body>) -> Page {
        self.browser.clone().once(request).await
    }

    /// Puts a cookie into the browser.
    pub fn hold(&self, name: &str, value: &str) {
        self.browser.jar().insert(name.to_owned(), value.to_owned());
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.browser.jar().get(name).cloned()
    }

    pub fn cookie_names(&self) -> Vec<String> {
        self.browser.jar().keys().cloned().collect()
    }
}

impl Browser {
    fn jar(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.jar.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn request(method: Method, path: &str, body: Body) -> Request<Body> {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "waymark.example")
            .header(header::USER_AGENT, FIREFOX)
            .header("sec-fetch-site", "same-origin")
            .body(body)
            .expect("a request")
    }

    pub fn form<'a>(path: &str, fields: impl Iterator<Item = (&'a str, &'a str)>) -> Request<Body> {
        let body: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut request = Self::request(Method::POST, path, Body::from(body));
        let kind = "application/x-www-form-urlencoded".parse().expect("a type");
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
        request
    }

    /// Asks, and follows redirects within the site.
    pub async fn visit(self: Arc<Self>, request: Request<Body>) -> Page {
        let mut page = self.clone().once(request).await;
        for _ in 0..MOST_REDIRECTS {
            match page.location().filter(|to| page.status() == StatusCode::SEE_OTHER && to.starts_with('/')) {
                Some(to) => page = self.clone().once(Self::request(Method::GET, &to, Body::empty())).await,
                None => return page,
            }
        }
        panic!("more than {MOST_REDIRECTS} redirects, the last from {}", page.url())
    }

    /// Asks once.
    pub async fn once(self: Arc<Self>, mut request: Request<Body>) -> Page {
        let cookies: Vec<String> = self.jar().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().expect("a header"));
        }
        request.extensions_mut().insert(ConnectInfo(self.address));
        let (method, url) = (request.method().clone(), request.uri().to_string());
        let response = self.router.clone().oneshot(request).await.expect("the site answers");
        if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
            self.faults.note(format!("{method} {url} answered {}", response.status()));
        }
        self.keep_cookies(response.headers());
        self.page(url, response).await
    }

    async fn page(self: Arc<Self>, url: String, response: Response<Body>) -> Page {
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        Page::new(self, url, parts.status, parts.headers, body.to_vec())
    }

    /// As a browser does; and every cookie of ours is what SEC-07 says it must be, in every test.
    fn keep_cookies(&self, headers: &HeaderMap) {
        let clears = headers.get("clear-site-data").and_then(|value| value.to_str().ok()).unwrap_or_default();
        if clears.contains("\"cookies\"") {
            self.jar().clear();
        }
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie is text");
            for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
                assert!(line.contains(part), "{line} lacks {part}");
            }
            assert!(line.starts_with("__Host-") && !line.contains("Domain") && line.len() <= 4096, "{line}");
            let (name, rest) = line.split_once('=').expect("a name and a value");
            let value = rest.split(';').next().unwrap_or_default();
            if line.contains("Max-Age=0") {
                self.jar().remove(name);
            } else {
                self.jar().insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
