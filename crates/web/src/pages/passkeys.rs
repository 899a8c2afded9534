//! Passkeys at both doors: adding one, signing in with one, proving again with one (SEC-22).
//!
//! Each ceremony has two halves. The first gives the browser a challenge; the second takes what the device made of it.
//! Between them the challenge is kept here, under the browser's own secret, and is good once. A script of ours carries
//! both halves; without script there is no button. Passkeys are bound to the site's own address, so they cannot be
//! asked for by another.

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use maud::{Markup, html};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use url::{Host, Url};
use waymark_cases::access::Who;
use waymark_cases::db::{Asking, Reading, Store};
use waymark_cases::sign_in::sessions::Started;
use waymark_cases::sign_in::{accounts, passkeys};
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, Webauthn, WebauthnBuilder,
};

use crate::assets;
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{Typed, came_from_us};
use crate::half_way::HalfWay;
use crate::pages::team::account::prove;
use crate::pages::team::sign_in::back;

/// The site's own side of the ceremonies, and the challenges that wait for an answer.
pub struct Ceremonies {
    site: Option<Site>,
    adding: HalfWay<PasskeyRegistration>,
    entering: HalfWay<DiscoverableAuthentication>,
}

struct Site {
    webauthn: Webauthn,
    host: String,
}

impl Ceremonies {
    /// Passkeys need a name, not a number: at a bare network address there are none, but this machine's own number is
    /// as good as its name.
    pub fn new(origin: &Url) -> anyhow::Result<Self> {
        let site = match named(origin) {
            Some(named) => Some(Site::at(&named)?),
            None => None,
        };
        Ok(Self { site, adding: HalfWay::default(), entering: HalfWay::default() })
    }

    fn webauthn(&self) -> Result<&Webauthn, Error> {
        self.site.as_ref().map(|site| &site.webauthn).ok_or(Error::NotFound)
    }
}

fn named(origin: &Url) -> Option<Url> {
    let is_here = match origin.host()? {
        Host::Domain(_) => return Some(origin.clone()),
        Host::Ipv4(number) => number.is_loopback(),
        Host::Ipv6(number) => number.is_loopback(),
    };
    let mut here = origin.clone();
    (is_here && here.set_host(Some("localhost")).is_ok()).then_some(here)
}

impl Site {
    fn at(origin: &Url) -> anyhow::Result<Self> {
        let host = origin.host_str().unwrap_or_default().to_owned();
        let webauthn = WebauthnBuilder::new(&host, origin)?.build()?;
        Ok(Self { webauthn, host })
    }
}

// What stands on a page.

/// "Sign in with a passkey", and where it leads.
pub(crate) fn sign_in_button(ctx: &Ctx, to: &str) -> Markup {
    let more = html! {
        @if ctx.door() == Door::Me { (super::me::sign_in::own_phone_beside_passkey()) }
        button class="govuk-button govuk-button--secondary" type="button" { "Sign in with a passkey" }
    };
    part(ctx, "sign-in", to, &more)
}

/// "Prove it with a passkey", where somebody signed in is asked who they are once more.
pub(crate) fn prove_button(ctx: &Ctx, to: &str) -> Markup {
    let button = html! { button class="govuk-button govuk-button--secondary" type="button" { "Use a passkey" } };
    part(ctx, "prove", to, &button)
}

/// The field for the passkey's name, and the button that adds it.
pub(crate) fn add_button(ctx: &Ctx, to: &str) -> Markup {
    use maud::Render;
    use waymark_govuk::TextInput;
    let named = TextInput::new("named", "A name for this device")
        .hint("So that you know it in your list")
        .value(ctx.visit().device.clone());
    let inside = html! {
        (named.render())
        button.govuk-button type="button" { "Add a passkey" }
    };
    part(ctx, "add", to, &inside)
}

/// Hidden until the script finds that the browser can do it.
fn part(ctx: &Ctx, what: &str, to: &str, inside: &Markup) -> Markup {
    let Some(site) = &ctx.app().ceremonies().site else { return html! {} };
    html! {
        div data-passkey=(what) data-door=(ctx.door().home()) data-host=(site.host) data-to=(to)
            data-token=(ctx.visit().form_token()) data-sorry="That did not work. Try again, or use another way." hidden {
            (inside)
            p.govuk-body role="status" {}
        }
        script type="module" nonce=(ctx.nonce()) src=(const { assets::url("passkey.js") }) {}
    }
}

// Signing in.

/// A challenge for whoever holds a passkey of ours: no name is asked, so none can be tried out (SEC-26).
pub async fn start_sign_in(ctx: Ctx, _: Sent<Nothing>) -> PageResult {
    let (challenge, state) =
        ctx.app().ceremonies().webauthn()?.start_discoverable_authentication().map_err(anyhow::Error::from)?;
    ctx.app().ceremonies().entering.leave(ctx.visit().binding(), state, ctx.now());
    answer(&json!({ "publicKey": challenge.public_key }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entering {
    credential: PublicKeyCredential,
    #[serde(default)]
    own_phone: bool,
    to: String,
}

pub async fn finish_sign_in(ctx: Ctx, sent: Sent<Entering>) -> PageResult {
    let Entering { credential, own_phone, to } = sent.0;
    let Some(proof) = proved(&ctx, credential).await? else { return wrong() };
    let c = ctx.clone();
    let work = move |tx: &mut waymark_cases::db::Tx<'_>| {
        passkeys::sign_in(tx, &proof.credential_id, &proof.credential, own_phone, &c.browser())
    };
    match ctx.write(work).await? {
        Some(started) => signed_in(&ctx, &to, &started),
        None => wrong(),
    }
}

fn signed_in(ctx: &Ctx, to: &str, started: &Started) -> PageResult {
    let to = back(ctx.door(), &Typed::of([("back", to.to_owned())]));
    let to = if ctx.door() == Door::Me && started.is_first { "/me/leave-page".to_owned() } else { to };
    let mut response = answer(&json!({ "to": to }))?;
    for cookie in crate::visit::begun(ctx.door(), started) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

// Proving again.

pub async fn finish_proof(ctx: Ctx, sent: Sent<Entering>) -> PageResult {
    let Entering { credential, to, .. } = sent.0;
    let Some(proof) = proved(&ctx, credential).await? else { return wrong() };
    let session = ctx.visit().session.clone().ok_or(Error::NotFound)?;
    let kind = session.kind;
    let renewed =
        ctx.write(move |tx| passkeys::prove_again(tx, &session, &proof.credential_id, &proof.credential)).await?;
    let Some(token) = renewed else { return wrong() };
    let mut response = answer(&json!({ "to": back(ctx.door(), &Typed::of([("back", to)])) }))?;
    response.headers_mut().append(header::SET_COOKIE, crate::visit::session_cookie(ctx.door(), &token, kind));
    Ok(response)
}

/// A credential that answered our challenge, with its counter moved on.
struct Proof {
    credential_id: String,
    credential: String,
}

/// What a device made of the challenge this browser was given, checked against the credential we hold.
async fn proved(ctx: &Ctx, answered: PublicKeyCredential) -> Result<Option<Proof>, Error> {
    let Some(state) = ctx.app().ceremonies().entering.take(&ctx.visit().binding(), ctx.now()) else { return Ok(None) };
    ctx.app().ceremonies().webauthn()?;
    let app = ctx.app().clone();
    ctx.with_store(move |store: &Store, asking: &Asking| {
        let credential_id = URL_SAFE_NO_PAD.encode(answered.get_credential_id());
        let held = store.read(asking, |r| held(r, &credential_id))?;
        let Some((mut passkey, handle)) = held else { return Ok(None) };
        let Ok(webauthn) = app.ceremonies().webauthn() else { return Ok(None) };
        let is_theirs = answered.get_user_unique_id().is_some_and(|named| uuid(&handle).as_bytes() == named);
        let checked = webauthn.finish_discoverable_authentication_v2(&answered, state, &passkey);
        let Some(result) = checked.ok().filter(|_| is_theirs) else { return Ok(None) };
        passkey.update_credential(&result);
        Ok(Some(Proof { credential_id, credential: serde_json::to_string(&passkey)? }))
    })
    .await
}

/// The credential with this id, and the handle of its account.
fn held(r: &mut Reading<'_>, credential_id: &str) -> waymark_cases::Result<Option<(Passkey, String)>> {
    let Some(found) = passkeys::by_credential(r, credential_id)? else { return Ok(None) };
    let Some(who) = Who::stored(&found.who) else { return Ok(None) };
    let Some(account) = accounts::of(r, &who)? else { return Ok(None) };
    Ok(Some((serde_json::from_str(&found.credential)?, account.passkey_handle)))
}

// Adding one.

/// A new factor wants a fresh proof of who is there (SEC-29).
pub async fn start_add(ctx: Ctx, _: Sent<Nothing>) -> PageResult {
    let session = ctx.visit().session.clone().ok_or(Error::NotFound)?;
    if !prove::is_fresh(&ctx) {
        return wrong();
    }
    let who = session.who;
    let (handle, name, known) = ctx.read(move |r| as_known_to_devices(r, &who)).await?;
    let webauthn = ctx.app().ceremonies().webauthn()?;
    let (challenge, state) =
        webauthn.start_passkey_registration(uuid(&handle), &name, &name, Some(known)).map_err(anyhow::Error::from)?;
    ctx.app().ceremonies().adding.leave(ctx.visit().binding(), state, ctx.now());
    answer(&json!({ "publicKey": kept_on_the_device(serde_json::to_value(&challenge.public_key))? }))
}

/// The account's handle, its name in the device's own list, and the credentials it has. A young person's name on a
/// shared screen says nothing (SES-03).
fn as_known_to_devices(r: &mut Reading<'_>, who: &Who) -> waymark_cases::Result<(String, String, Vec<CredentialID>)> {
    let account = accounts::of(r, who)?.ok_or(waymark_cases::Error::NotFound)?;
    let name = match who {
        Who::Staff(id) => waymark_cases::staff::by_id(r, id)?.email,
        Who::YoungPerson(_) => "My space".to_owned(),
    };
    let ids = passkeys::of(r, who)?.into_iter().filter_map(|one| URL_SAFE_NO_PAD.decode(one.credential_id).ok());
    Ok((account.passkey_handle, name, ids.collect()))
}

/// Asks the device to keep the credential itself, so that nobody has to type a name to sign in.
fn kept_on_the_device(options: serde_json::Result<Value>) -> Result<Value, Error> {
    let mut options = options.map_err(anyhow::Error::from)?;
    options["authenticatorSelection"]["residentKey"] = json!("required");
    options["authenticatorSelection"]["requireResidentKey"] = json!(true);
    Ok(options)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adding {
    credential: RegisterPublicKeyCredential,
    named: String,
    to: String,
}

pub async fn finish_add(ctx: Ctx, sent: Sent<Adding>) -> PageResult {
    let Adding { credential, named, to } = sent.0;
    let session = ctx.visit().session.clone().ok_or(Error::NotFound)?;
    let left = ctx.app().ceremonies().adding.take(&ctx.visit().binding(), ctx.now());
    let Some(state) = left.filter(|_| prove::is_fresh(&ctx)) else { return wrong() };
    let Ok(passkey) = ctx.app().ceremonies().webauthn()?.finish_passkey_registration(&credential, &state) else {
        return wrong();
    };
    let credential_id = URL_SAFE_NO_PAD.encode(passkey.cred_id());
    let credential = serde_json::to_string(&passkey).map_err(anyhow::Error::from)?;
    let named = if named.trim().is_empty() { ctx.visit().device.clone() } else { named };
    ctx.write(move |tx| {
        let new = passkeys::NewPasskey { credential_id: &credential_id, credential: &credential, named: &named };
        passkeys::add(tx, &session.who, &new, Some(&session.handle)).map(|_| ())
    })
    .await?;
    answer(&json!({ "to": back(ctx.door(), &Typed::of([("back", to)])) }))
}

/// An account's handle as devices keep it: the same 128 bits, spelled in the alphabet of our ids.
fn uuid(handle: &str) -> Uuid {
    const ALPHABET: &str = "0123456789abcdefghjkmnpqrstvwxyz";
    let digit = |letter: char| ALPHABET.find(letter).unwrap_or_default() as u128;
    // The 26th letter holds the last 3 bits, and two of filling.
    let bits = handle.chars().take(25).fold(0u128, |bits, letter| (bits << 5) | digit(letter));
    Uuid::from_u128((bits << 3) | handle.chars().nth(25).map_or(0, digit) >> 2)
}

// Half of a ceremony, sent by our script.

/// What the script sent: JSON from a page of ours, with that page's token (SEC-06).
pub struct Sent<T>(T);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

const LONGEST: usize = 64 * 1024;

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let ctx = request.extensions().get::<Ctx>().cloned().ok_or(Error::NotFound)?;
        came_from_us(&ctx, request.headers())?;
        is_json(request.headers())?;
        let token = request.headers().get("x-form-token").and_then(|token| token.to_str().ok()).unwrap_or_default();
        if !ctx.visit().knows(token) {
            return Err(Error::Distrusted("form token"));
        }
        let body = axum::body::to_bytes(request.into_body(), LONGEST)
            .await
            .map_err(|_| Error::Malformed(StatusCode::PAYLOAD_TOO_LARGE, "too large"))?;
        let sent = serde_json::from_slice(&body);
        sent.map(Self).map_err(|_| Error::Malformed(StatusCode::UNPROCESSABLE_ENTITY, "not half of a ceremony"))
    }
}

fn is_json(headers: &HeaderMap) -> Result<(), Error> {
    match headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) {
        Some("application/json") => Ok(()),
        _ => Err(Error::Malformed(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not JSON")),
    }
}

fn answer(value: &Value) -> PageResult {
    let kind = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, kind)], value.to_string()).into_response())
}

/// The one answer to all that can be wrong; the page has the words for it.
fn wrong() -> PageResult {
    let mut response = answer(&json!({}))?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_cases::ids::random_text;

    #[test]
    fn a_handle_keeps_all_its_bits_on_a_device() {
        assert_eq!(uuid("00000000000000000000000000").as_u128(), 0);
        assert_eq!(uuid("zzzzzzzzzzzzzzzzzzzzzzzzzw").as_u128(), u128::MAX);
        assert_eq!(uuid("00000000000000000000000004").as_u128(), 1);
        assert_ne!(uuid(&random_text(16)), uuid(&random_text(16)));
    }

    #[test]
    fn passkeys_are_bound_to_a_name_and_this_machine_has_one() {
        let host = |origin: &str| Ceremonies::new(&origin.parse().unwrap()).unwrap().site.map(|site| site.host);
        assert_eq!(host("https://waymark.example").as_deref(), Some("waymark.example"));
        assert_eq!(host("http://127.0.0.1:8080").as_deref(), Some("localhost"));
        assert_eq!(host("http://[::1]:8080").as_deref(), Some("localhost"));
        assert_eq!(host("http://192.0.2.7:8080"), None);
    }
}
