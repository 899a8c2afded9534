//! The headers every answer carries, whatever its status (SEC-08 to SEC-10).

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

const FIXED: &[(HeaderName, &str)] = &[
    (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

const FIXED_BY_NAME: &[(&str, &str)] = &[
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("x-permitted-cross-domain-policies", "none"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
         idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), \
         usb=(), xr-spatial-tracking=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
    ),
];

/// Puts them on. `nonce` names the page's own scripts; without one, no script runs at all.
pub(crate) fn put_on(headers: &mut HeaderMap, nonce: Option<&str>) {
    for (name, value) in FIXED {
        headers.insert(name.clone(), HeaderValue::from_static(value));
    }
    for (name, value) in FIXED_BY_NAME {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let policy =
        HeaderValue::from_str(&policy(nonce)).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

fn policy(nonce: Option<&str>) -> String {
    let script = nonce.map_or("'none'".to_owned(), |nonce| format!("'nonce-{nonce}'"));
    format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; connect-src 'self'; \
         manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
    )
}
