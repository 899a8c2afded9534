//! What is served, how, and how heavy it is.

use super::*;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use http_body_util::BodyExt;
use tower::ServiceExt;

async fn answer(method: &str, path: &str, encoding: Option<&str>) -> Response {
    let app = Router::new().route("/assets/{file}", get(serve));
    let mut request = Request::builder().method(method).uri(path);
    if let Some(encoding) = encoding {
        request = request.header("accept-encoding", encoding);
    }
    app.oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer")
}

async fn length(response: Response) -> usize {
    response.into_body().collect().await.expect("a body").to_bytes().len()
}

fn asset(name: &str) -> &'static Asset {
    ASSETS.iter().find(|asset| asset.name == name).expect("an asset")
}

fn wire(name: &str) -> usize {
    asset(name).gzipped.unwrap_or(asset(name).bytes).len()
}

mod serving {
    use super::*;

    #[tokio::test]
    async fn every_file_may_be_kept_for_ever_and_is_what_it_says() {
        for asset in ASSETS {
            let response = answer("GET", asset.url, None).await;
            assert_eq!(response.status(), 200, "{}", asset.url);
            assert_eq!(response.headers()["cache-control"], "public, max-age=31536000, immutable");
            assert_eq!(response.headers()["x-content-type-options"], "nosniff");
            assert_eq!(response.headers()["content-type"], asset.kind);
            assert!(response.headers().get("content-encoding").is_none());
            assert_eq!(length(response).await, asset.bytes.len());
        }
    }

    #[tokio::test]
    async fn a_browser_that_takes_gzip_gets_it() {
        let response = answer("GET", url("team.css"), Some("br, gzip;q=0.8")).await;
        assert_eq!(response.headers()["content-encoding"], "gzip");
        assert_eq!(response.headers()["vary"], "accept-encoding");
        assert_eq!(length(response).await, wire("team.css"));
    }

    #[tokio::test]
    async fn a_browser_that_refuses_gzip_does_not_get_it() {
        let response = answer("GET", url("team.css"), Some("gzip;q=0, identity")).await;
        assert!(response.headers().get("content-encoding").is_none());
    }

    #[tokio::test]
    async fn head_has_the_headers_and_no_body() {
        let response = answer("HEAD", url("me.css"), None).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/css; charset=utf-8");
        assert_eq!(length(response).await, 0);
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_found_and_not_kept() {
        for path in ["/assets/team.css", "/assets/none.0123456789abcdef.css", "/assets/..%2fCargo.toml"] {
            let response = answer("GET", path, None).await;
            assert_eq!(response.status(), 404, "{path}");
            assert_eq!(response.headers()["cache-control"], "no-store");
        }
    }
}

mod contents {
    use super::*;

    #[test]
    fn nothing_that_belongs_to_gov_uk_is_served() {
        for asset in ASSETS {
            let text = String::from_utf8_lossy(asset.bytes);
            for mark in ["GDS Transport", "@font-face", "govuk-crest", "crown", "woff"] {
                assert!(!text.contains(mark), "{} has {mark}", asset.name);
            }
        }
    }

    #[test]
    fn no_file_names_another_host_or_a_source_map() {
        for asset in ASSETS.iter().filter(|asset| asset.name.ends_with(".css") || asset.name.ends_with(".js")) {
            let text = String::from_utf8_lossy(asset.bytes);
            assert!(!text.contains("sourceMappingURL"), "{}", asset.name);
            assert!(!(asset.name.ends_with(".css") && text.contains("@import")), "{}", asset.name);
            assert!(!text.contains("url(http") && !text.contains("url(//"), "{}", asset.name);
        }
    }

    #[test]
    fn every_file_a_sheet_or_script_points_at_is_served() {
        let is_served = |name: &str| ASSETS.iter().any(|asset| asset.url == format!("/assets/{name}"));
        for sheet in ["team.css", "me.css"] {
            let pictures = text(sheet).split("url(").skip(1).filter_map(|rest| rest.split(')').next());
            for picture in pictures.filter(|picture| !picture.contains("data:")) {
                assert!(is_served(picture), "{sheet} points at {picture}");
            }
        }
        for import in text("team.js").split("'./").skip(1).filter_map(|rest| rest.split('\'').next()) {
            assert!(is_served(import), "team.js imports {import}");
        }
    }

    #[test]
    fn the_sheets_have_the_rules_the_pages_rely_on() {
        for rule in
            [".govuk-button{", ".govuk-error-summary{", ".govuk-radios__item{", ".govuk-skip-link{", ".wm-words{"]
        {
            assert!(text("team.css").contains(rule), "team.css lacks {rule}");
            assert!(text("me.css").contains(rule), "me.css lacks {rule}");
        }
        for rule in [".govuk-table{", ".govuk-service-navigation{", ".moj-filter{", ".moj-timeline{", ".wm-table"] {
            assert!(text("team.css").contains(rule), "team.css lacks {rule}");
        }
        assert!(!text("team.css").contains(".govuk-accordion"));
        assert!(!text("me.css").contains(".govuk-table"));
    }
}

mod weight {
    use super::*;

    #[test]
    fn the_young_persons_sheet_may_be_served_from_any_address() {
        assert!(!text("me.css").contains("url("), "a picture's address would be taken from the wrong folder");
    }

    #[test]
    fn a_young_persons_first_page_has_room_for_its_words() {
        let sheet_and_script = wire("me.css") + wire("me.js");
        assert!(wire("me.css") <= 10_240, "me.css is {} bytes", wire("me.css"));
        assert!(sheet_and_script <= 13 * 1024, "{sheet_and_script} of the 25 KB of Home");
    }

    #[test]
    fn a_staff_page_leaves_more_than_half_its_budget_to_its_words() {
        let files = ["team.css", "team.js", "govuk-frontend.js", "button-menu.js"];
        let total: usize = files.iter().map(|name| wire(name)).sum();
        assert!(total <= 48 * 1024, "{total} of the 100 KB of a staff page");
    }
}

mod colour {
    use super::*;

    #[test]
    fn a_councils_colour_sets_the_whole_family() {
        let sheet = brand_css("#12436d");
        assert!(sheet.starts_with(":root{--wm-brand:#12436d;--wm-brand-dark:#0e3252;"), "{sheet}");
    }

    #[test]
    fn the_default_sheet_says_what_the_tokens_say() {
        let tokens = text("me.css");
        for pair in brand_css(DEFAULT_BRAND).trim_start_matches(":root{").trim_end_matches('}').split(';') {
            assert!(tokens.replace(": ", ":").contains(pair), "tokens.css lacks {pair}");
        }
    }

    #[test]
    fn a_colour_too_pale_to_read_and_a_colour_that_is_none_give_the_default() {
        for colour in ["#ffdd00", "red", "#12345", "#12 456", "#ééé", "", "#fff;}body{display:none}"] {
            assert_eq!(brand_css(colour), brand_css(DEFAULT_BRAND), "{colour}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert_eq!(contrast_with_white("#000000").map(|c| c.round()), Some(21.0));
        assert_eq!(contrast_with_white("#ffffff"), Some(1.0));
        assert!(contrast_with_white("#00615f").is_some_and(|contrast| (contrast - 7.3).abs() < 0.1));
    }
}
