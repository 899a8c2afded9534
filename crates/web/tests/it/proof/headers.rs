//! The same headers on every answer, whatever page and whatever status (SEC-08 to SEC-10, SEC-38).

use axum::http::Method;
use waymark_cases::access::Role;
use waymark_cases::ids::StaffId;
use waymark_web::routes::{Needs, entries};

use super::address;
use crate::support::{App, Page};

#[track_caller]
fn carries_every_header(page: &Page) {
    let header =
        |name: &str| page.header(name).unwrap_or_else(|| panic!("{} ({}) lacks {name}", page.url(), page.status()));
    let policy = header("content-security-policy");
    for part in
        ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "form-action 'self'"]
    {
        assert!(policy.contains(part), "{}: {policy}", page.url());
    }
    for never in ["unsafe-inline", "unsafe-eval", "http:", "https:", "*"] {
        assert!(!policy.contains(never), "{}: {policy}", page.url());
    }
    assert!(header("strict-transport-security").contains("max-age=63072000; includeSubDomains"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert_eq!(header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(header("cross-origin-resource-policy"), "same-origin");
    assert!(header("permissions-policy").contains("geolocation=()"));
    header("cache-control");
    assert_eq!(page.header("server"), None, "no version header");
    assert_eq!(page.header("x-powered-by"), None);
}

#[tokio::test]
async fn sec_08_sec_09_every_page_and_every_status_carries_every_header() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    let visitors = [
        app.stranger(),
        app.young_person(&sam),
        app.staff("Ada", Role::SystemAdministrator),
        app.staff("Dan", Role::DataAnalyst),
        amira,
    ];
    let mut statuses = std::collections::BTreeSet::new();
    for entry in entries() {
        let path = address(&entry, &sam, &StaffId::fresh());
        for visitor in &visitors {
            for page in [
                visitor.ask(&path).await,
                visitor.post(&path, &[("no_such_field", "1")]).await,
                visitor.send(visitor.request(Method::HEAD, &path)).await,
                visitor.send(visitor.request(Method::TRACE, &path)).await,
                visitor.send(visitor.request(Method::DELETE, &path)).await,
            ] {
                carries_every_header(&page);
                statuses.insert(page.status().as_u16());
            }
        }
    }
    for status in [200, 303, 404, 405, 422] {
        assert!(statuses.contains(&status), "no page answered {status}: {statuses:?}");
    }
}

#[tokio::test]
async fn sec_09_nothing_behind_sign_in_is_kept_by_the_browser() {
    let app = App::on("2026-11-22");
    let amira = app.personal_adviser("Amira");
    let sam = app.person("Sam", "2009-05-04", Some(&amira));
    for entry in entries()
        .iter()
        .filter(|entry| entry.method == Method::GET && !matches!(entry.needs, Needs::Nothing | Needs::Anyone))
    {
        let page = amira.ask(&address(entry, &sam, &StaffId::fresh())).await;
        assert_eq!(page.header("cache-control"), Some("no-store"), "{}", entry.path);
    }
}

#[tokio::test]
async fn sec_38_methods_that_no_page_has_are_refused() {
    let app = App::on("2026-11-22");
    let stranger = app.stranger();
    for method in [Method::TRACE, Method::PUT, Method::PATCH, Method::DELETE, Method::CONNECT] {
        let page = stranger.send(stranger.request(method.clone(), "/health")).await;
        assert_eq!(page.status(), 405, "{method}");
    }
    let up = stranger.ask("/health").await;
    assert_eq!((up.status().as_u16(), up.text()), (200, "up"));
}
