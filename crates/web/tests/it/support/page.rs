//! A page somebody got. Things are found as a reader finds them: by heading, label, and the words of a link or button.

use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode, header};
use scraper::{ElementRef, Html, Selector};

use super::persona::Browser;

#[derive(Clone)]
pub struct Page {
    browser: Arc<Browser>,
    url: String,
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

/// An element's text as read: without outer space, and with one space where there are several.
fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    pub fn new(browser: Arc<Browser>, url: String, status: StatusCode, headers: HeaderMap, body: Vec<u8>) -> Self {
        Self { browser, url, status, headers, body }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn path(&self) -> &str {
        self.url.split('?').next().unwrap_or_default()
    }

    pub fn status(&self) -> StatusCode {
        self.status
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub fn location(&self) -> Option<String> {
        self.header(header::LOCATION.as_str()).map(str::to_owned)
    }

    pub fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok()).collect()
    }

    /// The body as it came, for what is no page.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// How much was sent.
    pub fn bytes(&self) -> usize {
        self.body.len()
    }

    /// What was sent, as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a page is text")
    }

    /// What was sent, whatever it was.
    pub fn text_lossy(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{}: {error}", self.text()))
    }

    fn html(&self) -> Html {
        Html::parse_document(self.text())
    }

    /// The words of each element a selector finds.
    pub fn all(&self, css: &str) -> Vec<String> {
        self.html().select(&selector(css)).map(words).collect()
    }

    /// An attribute of each element a selector finds.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        self.html().select(&selector(css)).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    pub fn has(&self, css: &str) -> bool {
        self.html().select(&selector(css)).next().is_some()
    }

    /// The words of the main part.
    pub fn main(&self) -> String {
        self.all("main").join(" ")
    }

    #[track_caller]
    pub fn status_is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.url, self.main());
        self
    }

    /// The page's one `h1`.
    #[track_caller]
    pub fn heading_is(&self, heading: &str) -> &Self {
        assert_eq!(self.all("h1"), [heading], "{} ({}): {}", self.url, self.status, self.main());
        self
    }

    #[track_caller]
    pub fn says(&self, says: &str) -> &Self {
        assert!(self.main().contains(says), "{} does not say “{says}”: {}", self.url, self.main());
        self
    }

    #[track_caller]
    pub fn does_not_say(&self, says: &str) -> &Self {
        assert!(!self.text().contains(says), "{} says “{says}”", self.url);
        self
    }

    #[track_caller]
    pub fn leads_to(&self, to: &str) -> &Self {
        assert_eq!(
            (self.status.as_u16(), self.location().as_deref()),
            (303, Some(to)),
            "{}: {}",
            self.url,
            self.main()
        );
        self
    }

    /// What is said at a field, in the summary and at the field alike (language §8).
    #[track_caller]
    pub fn field_error_is(&self, field: &str, says: &str) -> &Self {
        self.status_is(422);
        let at_field = self.all(&format!("#{field}-error"));
        assert_eq!(at_field, [format!("Error: {says}")], "{}: {:?}", self.url, self.all(".govuk-error-message"));
        let link = format!(".govuk-error-summary a[href='#{field}']");
        assert_eq!(self.all(&link), [says], "{}", self.url);
        assert!(self.has(&format!("#{field}")), "the summary's link leads to no field");
        assert!(self.all("title")[0].starts_with("Error: "), "{:?}", self.all("title"));
        self
    }

    /// What a field holds.
    pub fn value_of(&self, field: &str) -> Option<String> {
        self.attributes(&format!("[name='{field}']"), "value").into_iter().next()
    }

    /// Presses the link with these words in the main part or the frame, and goes where it leads.
    pub async fn follow_link(&self, says: &str) -> Page {
        let to = self.link(says);
        let request = Browser::request(axum::http::Method::GET, &to, axum::body::Body::empty());
        self.browser.clone().visit(request).await
    }

    /// Where the link with these words goes.
    #[track_caller]
    pub fn link(&self, says: &str) -> String {
        let html = self.html();
        let found = html.select(&selector("a[href]")).find(|link| words(*link) == says);
        let link = found.unwrap_or_else(|| panic!("{} has no link “{says}”: {:?}", self.url, self.all("a")));
        link.attr("href").unwrap_or_default().to_owned()
    }

    /// Fills in the form whose button has these words, presses it, and goes where it leads. Fields not named are sent
    /// as the page holds them; naming one the form does not have is a mistake in the test.
    pub async fn submit(&self, button: &str, fields: &[(&str, &str)]) -> Page {
        self.browser.clone().visit(self.filled(button, fields)).await
    }

    /// As [`Page::submit`]; a redirect is the answer itself.
    pub async fn submit_once(&self, button: &str, fields: &[(&str, &str)]) -> Page {
        self.browser.clone().once(self.filled(button, fields)).await
    }

    /// Presses a button that sends a pair of its own, in the form it stands in, and goes where it leads.
    pub async fn press(&self, button: &str) -> Page {
        self.browser.clone().visit(self.pressed(button)).await
    }

    fn pressed(&self, button: &str) -> axum::http::Request<axum::body::Body> {
        let html = self.html();
        let of_button = |one: &ElementRef<'_>| words(*one).starts_with(button);
        let form = html
            .select(&selector("form"))
            .find(|form| form.select(&selector("button")).any(|one| of_button(&one)))
            .unwrap_or_else(|| panic!("{} has no button “{button}”: {:?}", self.url, self.all("button")));
        let pressed = form.select(&selector("button")).find(of_button).expect("it was found");
        let name = pressed.attr("name").expect("a button that sends a pair").to_owned();
        let value = pressed.attr("value").unwrap_or_default().to_owned();
        self.request_of(form, &[(name.as_str(), value.as_str())])
    }

    /// The request that pressing the button would send.
    #[track_caller]
    pub fn filled(&self, button: &str, fields: &[(&str, &str)]) -> axum::http::Request<axum::body::Body> {
        let html = self.html();
        let form = html
            .select(&selector("form"))
            .find(|form| form.select(&selector("button")).any(|one| words(one) == button))
            .unwrap_or_else(|| panic!("{} has no form with “{button}”: {:?}", self.url, self.all("button")));
        // A browser sends the name and value of the button that was pressed.
        let pressed = form.select(&selector("button")).find(|one| words(*one) == button).and_then(pair);
        let pressed = pressed.filter(|(name, _)| fields.iter().all(|(typed, _)| typed != name));
        let mut fields = fields.to_vec();
        fields.extend(pressed.as_ref().map(|(name, value)| (name.as_str(), value.as_str())));
        self.request_of(form, &fields)
    }

    /// As [`Page::filled`], for the form that has a control of this name.
    #[track_caller]
    pub fn filled_having(&self, control: &str, fields: &[(&str, &str)]) -> axum::http::Request<axum::body::Body> {
        let html = self.html();
        let form = html
            .select(&selector("form"))
            .find(|form| has_control(*form, control))
            .unwrap_or_else(|| panic!("{} has no form with a control {control}", self.url));
        self.request_of(form, fields)
    }

    #[track_caller]
    fn request_of(&self, form: ElementRef<'_>, fields: &[(&str, &str)]) -> axum::http::Request<axum::body::Body> {
        let mut sent = held(form);
        for (name, _) in fields {
            assert!(has_control(form, name), "the form at {} has no field {name}", self.url);
            sent.retain(|(held, _)| held != name);
        }
        sent.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let action = form.attr("action").unwrap_or(&self.url).to_owned();
        let pairs = sent.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        if form.attr("method") == Some("post") {
            return Browser::form(&action, pairs);
        }
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        Browser::request(axum::http::Method::GET, &format!("{action}?{query}"), axum::body::Body::empty())
    }
}

fn has_control(form: ElementRef<'_>, name: &str) -> bool {
    form.select(&selector("input, select, textarea, button")).any(|control| control.attr("name") == Some(name))
}

/// What a form sends as it stands.
fn held(form: ElementRef<'_>) -> Vec<(String, String)> {
    form.select(&selector("input, select, textarea")).filter_map(pair).collect()
}

fn pair(control: ElementRef<'_>) -> Option<(String, String)> {
    let name = control.attr("name")?.to_owned();
    let value = match control.value().name() {
        "textarea" => control.text().collect(),
        "select" => {
            let chosen = control.select(&selector("option[selected]")).next();
            let option = chosen.or_else(|| control.select(&selector("option")).next())?;
            option.attr("value").map_or_else(|| words(option), str::to_owned)
        }
        _ => {
            let ticks = matches!(control.attr("type"), Some("checkbox" | "radio"));
            if ticks && control.attr("checked").is_none() {
                return None;
            }
            control.attr("value").unwrap_or(if ticks { "on" } else { "" }).to_owned()
        }
    };
    Some((name, value))
}
