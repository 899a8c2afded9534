//! What a page is given: who is visiting, what day it is, and the only way to the records.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::{Timestamp, civil::Date};
use waymark_cases::access::{Actor, Role, Who};
use waymark_cases::db::{Asking, Reading, Store, Tx};
use waymark_cases::ids::{PersonId, StaffId};
use waymark_cases::settings::Council;
use waymark_cases::sign_in::Browser;
use waymark_cases::sign_in::sessions::Started;

use crate::app::App;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::visit::Visit;

/// One request. Cheap to clone.
#[derive(Clone)]
pub struct Ctx(pub(crate) Arc<Request>);

pub(crate) struct Request {
    pub app: App,
    pub asking: Asking,
    pub door: Door,
    pub visit: Visit,
    pub council: Council,
    /// How the signed-in person is greeted.
    pub greeting: String,
    pub path: String,
    pub query: Option<String>,
    pub nonce: String,
    pub origin_address: String,
    /// What the last page asked this one to say once.
    pub flash: Option<String>,
}

impl Ctx {
    pub fn app(&self) -> &App {
        &self.0.app
    }

    pub fn council(&self) -> &Council {
        &self.0.council
    }

    pub fn door(&self) -> Door {
        self.0.door
    }

    pub fn today(&self) -> Date {
        self.0.asking.today
    }

    pub fn now(&self) -> Timestamp {
        self.0.asking.now
    }

    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The query as sent, for pages that page and filter.
    pub fn query(&self) -> Option<&str> {
        self.0.query.as_deref()
    }

    pub fn nonce(&self) -> &str {
        &self.0.nonce
    }

    pub fn visit(&self) -> &Visit {
        &self.0.visit
    }

    /// The browser, as signing in needs to know it.
    pub fn browser(&self) -> Browser<'_> {
        Browser { door: self.door().code(), device: &self.visit().device, replacing: self.visit().token() }
    }

    pub fn asking(&self) -> &Asking {
        &self.0.asking
    }

    pub fn greeting(&self) -> &str {
        &self.0.greeting
    }

    pub fn flash(&self) -> Option<&str> {
        self.0.flash.as_deref()
    }

    /// The network address the request came from, for the limits on guessing.
    pub fn origin_address(&self) -> &str {
        &self.0.origin_address
    }

    pub fn actor(&self) -> Option<&Actor> {
        self.0.asking.actor()
    }

    pub fn has_role(&self, role: Role) -> bool {
        self.actor().is_some_and(|actor| actor.roles.contains(&role))
    }

    pub fn has_any_role(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.has_role(*role))
    }

    /// The member of staff visiting.
    pub fn staff(&self) -> Result<StaffId, Error> {
        match self.actor().map(|actor| &actor.who) {
            Some(Who::Staff(id)) => Ok(id.clone()),
            _ => Err(Error::NotFound),
        }
    }

    /// The young person visiting, at their own door.
    pub fn myself(&self) -> Result<PersonId, Error> {
        match self.actor().map(|actor| &actor.who) {
            Some(Who::YoungPerson(id)) => Ok(id.clone()),
            _ => Err(Error::NotFound),
        }
    }

    /// Reads the records, away from the threads that answer requests.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Reading<'_>) -> waymark_cases::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let request = self.0.clone();
        let answer = tokio::task::spawn_blocking(move || request.app.store().read(&request.asking, work)).await;
        Ok(answer.map_err(anyhow::Error::from)??)
    }

    /// Changes the records in one transaction, durable before this returns. The work may run more than once, so it
    /// takes what it needs by reference.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> waymark_cases::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let request = self.0.clone();
        let answer = tokio::task::spawn_blocking(move || request.app.store().write(&request.asking, work)).await;
        Ok(answer.map_err(anyhow::Error::from)??)
    }

    /// For slow work that must not stand inside a transaction, such as checking a password.
    pub async fn with_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store, &Asking) -> waymark_cases::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let request = self.0.clone();
        let answer = tokio::task::spawn_blocking(move || work(request.app.store(), &request.asking)).await;
        Ok(answer.map_err(anyhow::Error::from)??)
    }

    /// As [`Ctx::write`], once for each form: a form sent again leads where it led the first time (REL-05).
    pub async fn write_once(
        &self,
        form_key: &str,
        mut work: impl FnMut(&mut Tx<'_>) -> waymark_cases::Result<String> + Send + 'static,
    ) -> Result<String, Error> {
        let key = form_key.to_owned();
        self.write(move |tx| {
            if let Some(location) = waymark_cases::receipts::earlier(tx, &key)? {
                return Ok(location);
            }
            let location = work(tx)?;
            waymark_cases::receipts::keep(tx, &key, &location)?;
            Ok(location)
        })
        .await
    }

    /// Goes on to another page of ours after a form was taken.
    pub fn go(&self, to: &str) -> PageResult {
        Ok(see_other(to))
    }

    /// Goes on with a session just begun.
    pub(crate) fn go_signed_in(&self, to: &str, started: &Started) -> PageResult {
        let mut response = see_other(to);
        for cookie in crate::visit::begun(self.door(), started) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }

    /// Goes on, and says one thing once on the page that follows.
    pub fn go_saying(&self, to: &str, says: &str) -> PageResult {
        let mut response = see_other(to);
        response.headers_mut().append(header::SET_COOKIE, crate::visit::flash_cookie(says));
        Ok(response)
    }
}

/// A redirect within the site. Anything else becomes the front page (SEC-16).
pub(crate) fn see_other(to: &str) -> Response {
    let to = if crate::urls::is_our_own(to) { to } else { "/" };
    let location = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts.extensions.get::<Ctx>().cloned().ok_or(Error::NotFound)
    }
}
