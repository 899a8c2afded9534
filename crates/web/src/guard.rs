//! What every request passes on the way in and on the way out.
//!
//! In: the access table is asked whether the page exists for this visitor; an entry that is missing is a page that
//! does not exist (ACC-03, SEC-01). Out: whatever the page read is written to the audit and durable before a byte
//! leaves (AUD-02); failures become designed pages; every answer carries the same headers.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use waymark_cases::access::{Actor, Who};
use waymark_cases::db::{Asking, By, Reading};
use waymark_cases::ids::random_text;
use waymark_cases::settings::Council;
use waymark_cases::sign_in::sessions;

use crate::app::App;
use crate::ctx::{Ctx, see_other};
use crate::door::Door;
use crate::error::Failure;
use crate::pages::team::account::prove;
use crate::pages::team::sign_out;
use crate::routes::{Entry, Needs, Table};
use crate::visit::Visit;
use crate::{frame, headers, visit};

/// Longest a page may take (assurance §9).
const HANDLER: Duration = Duration::from_secs(30);
const LONGEST_URL: usize = 8 * 1024;

type Lookup = Arc<HashMap<&'static str, Vec<Entry>>>;

#[derive(Clone)]
struct Guarding {
    app: App,
    entries: Lookup,
}

/// The table as a site: nothing is routed that is not in it.
pub(crate) fn around(table: Table, app: App) -> Router {
    let (routes, entries) = table.split();
    let mut lookup: HashMap<&'static str, Vec<Entry>> = HashMap::new();
    for entry in entries {
        lookup.entry(entry.path).or_default().push(entry);
    }
    let guarding = Guarding { app: app.clone(), entries: Arc::new(lookup) };
    let worth_squeezing = SizeAbove::new(512).and(NotForContentType::IMAGES);
    routes
        .fallback(nothing_here)
        .method_not_allowed_fallback(wrong_method)
        .layer(middleware::from_fn_with_state(guarding, guard))
        .layer(CompressionLayer::new().compress_when(worth_squeezing))
        .with_state(app)
}

async fn nothing_here() -> Response {
    failed(StatusCode::NOT_FOUND, Failure::NotFound)
}

async fn wrong_method() -> Response {
    failed(StatusCode::METHOD_NOT_ALLOWED, Failure::Malformed("method"))
}

fn failed(status: StatusCode, failure: Failure) -> Response {
    let mut response = status.into_response();
    response.extensions_mut().insert(failure);
    response
}

async fn guard(State(guarding): State<Guarding>, mut request: Request, next: Next) -> Response {
    let arrival = Arrival::of(&guarding, &request);
    let ctx = match enter(&guarding.app, &arrival).await {
        Ok(ctx) => ctx,
        Err(response) => return *response,
    };
    let answer = match admit(&ctx, &arrival) {
        Err(refusal) => *refusal,
        Ok(()) => {
            request.extensions_mut().insert(ctx.clone());
            run(next, request).await
        }
    };
    leave(&ctx, answer).await
}

/// What is needed of a request before its page is chosen; the body is left for the page.
struct Arrival {
    entry: Option<Entry>,
    /// Whether what is sent here is sent from a page at the same address.
    has_a_page: bool,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    peer: Option<IpAddr>,
}

impl Arrival {
    fn of(guarding: &Guarding, request: &Request) -> Self {
        Self {
            entry: entry(guarding, request, request.method()),
            has_a_page: entry(guarding, request, &Method::GET).is_some(),
            method: request.method().clone(),
            uri: request.uri().clone(),
            headers: request.headers().clone(),
            peer: request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip()),
        }
    }
}

/// The page's own row of the access table. HEAD is GET without its body.
fn entry(guarding: &Guarding, request: &Request, method: &Method) -> Option<Entry> {
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    let method = if method == Method::HEAD { &Method::GET } else { method };
    guarding.entries.get(path)?.iter().find(|entry| entry.method == *method).cloned()
}

async fn run(next: Next, request: Request) -> Response {
    use futures_util::FutureExt;
    let page = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(HANDLER, page).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            tracing::error!("a page panicked");
            failed(StatusCode::INTERNAL_SERVER_ERROR, Failure::Ours)
        }
        Err(_) => failed(StatusCode::SERVICE_UNAVAILABLE, Failure::NotConfirmed),
    }
}

/// Works out who is visiting. Costs one read of the database, none for assets and health.
async fn enter(app: &App, arrival: &Arrival) -> Result<Ctx, Box<Response>> {
    let (entry, path) = (arrival.entry.as_ref(), arrival.uri.path());
    let door = entry.map_or_else(|| Door::of_path(path), |entry| entry.door);
    let token = door.cookie().and_then(|name| visit::cookie(&arrival.headers, name));
    let now = app.store().clock().now();
    let mut asking = Asking::new(By::System("visitor"), now);
    asking.today = app.store().clock().today();
    asking.route = entry.map_or_else(|| "none".to_owned(), |entry| format!("{} {}", entry.method, entry.path));
    asking.request = random_text(10);
    asking.origin = network_address(app, arrival);
    let reading = asking.clone();
    let known = if entry.is_some_and(|entry| entry.needs == Needs::Nothing) {
        Ok(Known::default())
    } else {
        let app = app.clone();
        let task =
            tokio::task::spawn_blocking(move || app.store().read(&reading, |r| known(r, door, token.as_deref())));
        task.await.map_err(anyhow::Error::from).and_then(|known| known.map_err(anyhow::Error::from))
    };
    let known = known.map_err(|error| {
        tracing::error!(error = format!("{error:#}"), "reading who is visiting");
        Box::new(bare(StatusCode::SERVICE_UNAVAILABLE))
    })?;
    Ok(assemble(app, arrival, asking, door, known))
}

#[derive(Default)]
struct Known {
    council: Council,
    session: Option<(String, sessions::Session)>,
    actor: Option<Actor>,
    greeting: String,
}

fn known(r: &mut Reading<'_>, door: Door, token: Option<&str>) -> waymark_cases::Result<Known> {
    let council = waymark_cases::settings::council(r)?;
    let Some(token) = token else { return Ok(Known { council, ..Known::default() }) };
    let Some(session) = sessions::find(r, door.code(), token)? else {
        return Ok(Known { council, ..Known::default() });
    };
    let (actor, greeting) = match &session.who {
        Who::Staff(id) => (waymark_cases::staff::actor(r, id)?, waymark_cases::staff::by_id(r, id)?.first_name),
        Who::YoungPerson(id) => (Actor::young_person(id.clone()), String::new()),
    };
    Ok(Known { council, session: Some((token.to_owned(), session)), actor: Some(actor), greeting })
}

fn assemble(app: &App, arrival: &Arrival, mut asking: Asking, door: Door, known: Known) -> Ctx {
    if let Some(actor) = known.actor {
        asking.by = By::Actor(actor);
    }
    let visit = match known.session {
        Some((token, session)) => {
            asking.session = session.handle.clone();
            Visit::signed_in(token, session, &arrival.headers)
        }
        None => Visit::stranger(&arrival.headers),
    };
    let origin_address = asking.origin.clone();
    Ctx(Arc::new(crate::ctx::Request {
        app: app.clone(),
        asking,
        door,
        visit,
        council: known.council,
        greeting: known.greeting,
        path: arrival.uri.path().to_owned(),
        query: arrival.uri.query().map(str::to_owned),
        nonce: random_text(16),
        origin_address,
        flash: visit::flash(&arrival.headers),
    }))
}

/// The door: does this page exist for this visitor?
fn admit(ctx: &Ctx, arrival: &Arrival) -> Result<(), Box<Response>> {
    if arrival.uri.to_string().len() > LONGEST_URL {
        return Err(Box::new(failed(StatusCode::URI_TOO_LONG, Failure::Malformed("address too long"))));
    }
    // No entry: let the router say so, with the same page as any other that is not there.
    let Some(entry) = &arrival.entry else { return Ok(()) };
    let is_young_person = ctx.myself().is_ok();
    // Only somebody the page is for is asked to prove anything: to everybody else it does not exist.
    let proven = || {
        let ask = entry.wants_fresh_proof.then(|| prove::ask_first(ctx, &page_of(entry, arrival))).flatten();
        ask.map_or(Ok(()), |ask| Err(Box::new(ask)))
    };
    match &entry.needs {
        Needs::Nothing | Needs::Anyone => Ok(()),
        Needs::SignedIn | Needs::YoungPerson | Needs::Roles(_) if ctx.actor().is_none() => {
            Err(Box::new(to_sign_in(ctx, arrival)))
        }
        Needs::SignedIn => proven(),
        Needs::YoungPerson if is_young_person => proven(),
        Needs::Roles(roles) if ctx.has_any_role(roles) => proven(),
        Needs::YoungPerson | Needs::Roles(_) => Err(Box::new(failed(StatusCode::NOT_FOUND, Failure::NotFound))),
    }
}

/// The page to come back to: the one that was asked for, or the one a form was sent from.
fn page_of(entry: &Entry, arrival: &Arrival) -> String {
    match arrival.uri.path_and_query() {
        Some(asked) if arrival.method == Method::GET => asked.as_str().to_owned(),
        _ if arrival.has_a_page => arrival.uri.path().to_owned(),
        _ => entry.door.home().to_owned(),
    }
}

/// Sign in, and come back to the page that was asked for. A browser whose session ended by itself forgets what it holds
/// of it, as when somebody signs out (SEC-10).
fn to_sign_in(ctx: &Ctx, arrival: &Arrival) -> Response {
    let door = ctx.door();
    let mut to = door.sign_in().to_owned();
    if arrival.method == Method::GET {
        let back = arrival.uri.path_and_query().map_or(door.home(), |path| path.as_str());
        to.push_str("?back=");
        to.extend(url::form_urlencoded::byte_serialize(back.as_bytes()));
    }
    let mut response = see_other(&to);
    if door.cookie().is_some_and(|name| visit::cookie(&arrival.headers, name).is_some()) {
        sign_out::forget(ctx, &mut response, "\"cache\", \"storage\"");
    }
    response
}

/// Nothing leaves before its audit rows are durable.
async fn leave(ctx: &Ctx, mut response: Response) -> Response {
    let failure = response.extensions_mut().remove::<Failure>();
    if response.status().is_server_error() {
        tracing::error!(request = ctx.asking().request, route = ctx.asking().route, "answered {}", response.status());
    }
    if let Some(failure) = failure {
        let (mut parts, _) = response.into_parts();
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.remove(header::CONTENT_TYPE);
        let page = frame::failure::page(ctx, &failure);
        response = (parts.status, parts.headers, page).into_response();
        if let Failure::TooMany(seconds) = failure {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
    }
    if let Err(error) = ctx.app().store().settling(ctx.asking()).done().await {
        tracing::error!(%error, "the audit could not be kept, so the page is not shown");
        response = (StatusCode::SERVICE_UNAVAILABLE, frame::failure::page(ctx, &Failure::NotConfirmed)).into_response();
    }
    note_use(ctx);
    finish(ctx, response)
}

/// Writes down that the session was used, at most once a minute and without keeping the visitor waiting.
fn note_use(ctx: &Ctx) {
    let Some(session) = ctx.visit().session.as_ref().filter(|session| session.wants_touching(ctx.now())) else {
        return;
    };
    let (store, handle) = (ctx.app().store().clone(), session.handle.clone());
    let asking = Asking::new(By::System("session"), ctx.now());
    tokio::task::spawn_blocking(move || {
        if let Err(error) = store.write(&asking, |tx| sessions::touch(tx, &handle)) {
            tracing::warn!(%error, "noting that a session was used");
        }
    });
}

fn finish(ctx: &Ctx, mut response: Response) -> Response {
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html"));
    headers::put_on(response.headers_mut(), is_page.then(|| ctx.nonce()));
    if is_page {
        if let Some(cookie) = ctx.visit().visit_cookie() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        if ctx.flash().is_some() {
            response.headers_mut().append(header::SET_COOKIE, visit::flash_shown());
        }
    }
    response
}

fn bare(status: StatusCode) -> Response {
    let mut response = (status, "The service is not available. Try again soon.").into_response();
    headers::put_on(response.headers_mut(), None);
    response
}

/// Where a request came from. A forwarding header is believed only from a proxy of ours (SEC-18).
fn network_address(app: &App, arrival: &Arrival) -> String {
    let Some(peer) = arrival.peer else { return String::new() };
    let forwarded = app.config().trusted_proxies.contains(&peer).then(|| forwarded_for(&arrival.headers));
    forwarded.flatten().unwrap_or(peer).to_string()
}

fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    headers.get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}
