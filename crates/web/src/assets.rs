//! Style sheets, scripts and pictures: made by the build script, held in the program, served for ever.
//!
//! A file's address holds a hash of its contents, so browsers may keep it for a year without asking again
//! (the page budgets of pages §3), and nothing is fetched from any other host (SEC-08).

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub(crate) struct Asset {
    pub name: &'static str,
    pub url: &'static str,
    pub kind: &'static str,
    pub bytes: &'static [u8],
    pub gzipped: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The council colour when none is set: 7.3 to 1 with white.
pub const DEFAULT_BRAND: &str = "#00615f";

/// The address of the file called `name` in `static/` or made by the build script, such as `team.css`.
///
/// # Panics
/// When there is no such file. Write `const { url("team.css") }` and the compiler says so.
pub const fn url(name: &str) -> &'static str {
    let mut at = 0;
    while at < ASSETS.len() {
        if same(ASSETS[at].name.as_bytes(), name.as_bytes()) {
            return ASSETS[at].url;
        }
        at += 1;
    }
    panic!("no such asset")
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// A style sheet or script as it was built.
///
/// # Panics
/// When there is no such file.
pub(crate) fn text(name: &str) -> &'static str {
    let asset = ASSETS.iter().find(|asset| asset.name == name).expect("an asset of that name");
    std::str::from_utf8(asset.bytes).unwrap_or_default()
}

/// Serves `/assets/{file}`. Needs no sign-in: there is nothing about anyone here.
pub async fn serve(Path(file): Path<String>, request: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.url.strip_prefix("/assets/") == Some(file.as_str())) else {
        return missing();
    };
    let (bytes, packed) = match asset.gzipped {
        Some(gzipped) if takes_gzip(&request) => (gzipped, true),
        _ => (asset.bytes, false),
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

fn missing() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (StatusCode::NOT_FOUND, headers, "There is no such file.\n").into_response()
}

/// Whether gzip is offered and not refused with `q=0`.
fn takes_gzip(request: &HeaderMap) -> bool {
    let offers = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    offers.flat_map(|value| value.split(',')).any(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let refused = parts.any(|part| {
            part.strip_prefix("q=").is_some_and(|weight| weight.trim().parse::<f32>().is_ok_and(|weight| weight <= 0.0))
        });
        (name.eq_ignore_ascii_case("gzip") || name == "*") && !refused
    })
}

/// The style sheet of one council's colour: served on its own address, because nothing is inline. A colour that
/// is not `#rrggbb`, or is under 4.5 to 1 with white, gives the default (visuals §0).
pub fn brand_css(colour: &str) -> String {
    let brand =
        Colour::parse(colour).filter(|colour| colour.contrast_with_white() >= 4.5).unwrap_or(Colour([0, 0x61, 0x5f]));
    let (dark, darker) = (brand.mixed(Colour([0, 0, 0]), 0.25), brand.mixed(Colour([0, 0, 0]), 0.5));
    let white = Colour([255, 255, 255]);
    let (line, tint, faint) = (brand.mixed(white, 0.6), brand.mixed(white, 0.88), brand.mixed(white, 0.95));
    format!(
        ":root{{--wm-brand:{0};--wm-brand-dark:{1};--wm-brand-darker:{2};--wm-brand-line:{3};--wm-brand-tint:{4};--wm-brand-faint:{5}}}",
        brand.hex(),
        dark.hex(),
        darker.hex(),
        line.hex(),
        tint.hex(),
        faint.hex(),
    )
}

/// How well `#rrggbb` stands out from white, from 1 to 21 (WCAG 1.4.3); `None` when it is not a colour.
pub fn contrast_with_white(colour: &str) -> Option<f64> {
    Colour::parse(colour).map(Colour::contrast_with_white)
}

#[derive(Clone, Copy)]
struct Colour([u8; 3]);

impl Colour {
    fn parse(colour: &str) -> Option<Colour> {
        let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour([part(0)?, part(2)?, part(4)?]))
    }

    fn hex(self) -> String {
        let Colour([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// `share` of the way to `other`.
    fn mixed(self, other: Colour, share: f64) -> Colour {
        let mix = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
        Colour([mix(self.0[0], other.0[0]), mix(self.0[1], other.0[1]), mix(self.0[2], other.0[2])])
    }

    fn contrast_with_white(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }
}

#[cfg(test)]
#[path = "assets_tests.rs"]
mod tests;
