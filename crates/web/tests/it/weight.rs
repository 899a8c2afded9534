//! What a first visit costs (design/pages.md §3): the page and everything it names, as a browser that takes gzip
//! gets them.

use axum::http::{HeaderValue, Method, header};

use crate::support::{App, Page, Persona};

/// Everything fetched to show a page for the first time: address and bytes on the wire.
async fn fetched(persona: &Persona, path: &str) -> Vec<(String, usize)> {
    let page = squeezed(persona, path).await;
    let plain = persona.get(path).await;
    let mut all = vec![(path.to_owned(), page.bytes())];
    let mut waiting: Vec<String> = plain.attributes("link[href]", "href");
    waiting.extend(plain.attributes("script[src], img[src]", "src"));
    while let Some(address) = waiting.pop() {
        assert!(address.starts_with('/'), "{address} is on another host");
        if address.ends_with(".js") {
            waiting.extend(imports(persona.get(&address).await.text()));
        }
        let size = squeezed(persona, &address).await.bytes();
        all.push((address, size));
    }
    all
}

async fn squeezed(persona: &Persona, path: &str) -> Page {
    let mut request = persona.request(Method::GET, path);
    request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    let page = persona.send(request).await;
    page.status_is(200);
    page
}

fn imports(script: &str) -> Vec<String> {
    let names = script.split("from './").skip(1).filter_map(|rest| rest.split('\'').next());
    names.map(|name| format!("/assets/{name}")).collect()
}

#[track_caller]
fn weighs_at_most(fetched: &[(String, usize)], requests: usize, kilobytes: usize) {
    let total: usize = fetched.iter().map(|(_, size)| size).sum();
    assert!(fetched.len() <= requests, "{} requests: {fetched:#?}", fetched.len());
    assert!(total <= kilobytes * 1024, "{total} bytes: {fetched:#?}");
}

#[tokio::test]
async fn a_young_persons_pages_come_in_4_requests_and_25_kilobytes() {
    let app = App::on("2026-11-22");
    let adviser = app.personal_adviser("Jo Barker");
    let sam = app.young_person(&app.person("Sam", "2007-05-04", Some(&adviser)));
    let pages = [
        "/me/plan",
        "/me/plan/add",
        "/me",
        "/me/record",
        "/me/rights",
        "/me/help",
        "/me/settings",
        "/me/going",
        "/me/scale",
        "/me/know",
    ];
    for path in pages {
        weighs_at_most(&fetched(&sam, path).await, 4, 25);
    }
    // One more where somebody signs in: the script that speaks to their passkey.
    weighs_at_most(&fetched(&app.stranger(), "/me/in").await, 5, 25);
}

#[tokio::test]
async fn staff_pages_come_in_8_requests_and_100_kilobytes() {
    let app = App::on("2026-11-22");
    let adviser = app.personal_adviser("Jo Barker");
    let sam = app.person("Sam", "2007-05-04", Some(&adviser));
    for path in ["/team", "/team/people", &format!("/team/p/{sam}"), &format!("/team/p/{sam}/timeline")] {
        weighs_at_most(&fetched(&adviser, path).await, 8, 100);
    }
    weighs_at_most(&fetched(&app.stranger(), "/team/sign-in").await, 8, 100);
}
