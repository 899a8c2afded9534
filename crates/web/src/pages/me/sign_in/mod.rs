//! Y02 Sign in: a phone number or an email address, and a code comes to it; or a passkey; or "My adviser is with me".
//! No passwords, puzzles or memory questions (WCAG 2.2, 3.3.8). The page says the same whoever's number it is
//! (SEC-26).

pub mod beside;
pub mod code;

use maud::{Markup, html};
use waymark_cases::sign_in::accounts::Contact;
use waymark_cases::sign_in::codes::{self, Asked};
use waymark_cases::sign_in::sessions::Started;
use waymark_govuk::{Button, Checkboxes, InsetText, TextInput};

use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{self, Fields, Form, Mends, Typed};
use crate::frame::{Sheet, button_form, form_fields};
use crate::pages::team::sign_in::{back, too_many};
use crate::pages::{outbox, passkeys};

/// Where this browser asked for its code to be sent, and the page it wants afterwards.
#[derive(Clone)]
pub(crate) struct Sent {
    contact: Contact,
    back: String,
}

pub struct ContactInput;

impl Fields for ContactInput {
    const ONE: &'static [&'static str] = &["contact", "back"];
}

pub async fn get(ctx: Ctx) -> PageResult {
    let typed = form::query(&ctx)?;
    show(&ctx, &typed, &Mends::default())
}

pub async fn post(ctx: Ctx, form: Form<ContactInput>) -> PageResult {
    let typed = &form.typed;
    let Some(contact) = Contact::parse(typed.text("contact")) else {
        let mut mends = Mends::default();
        mends.add("contact", "Write your phone number or email");
        return show(&ctx, typed, &mends);
    };
    let sent = Sent { contact, back: back(Door::Me, typed) };
    match ask(&ctx, &sent).await? {
        Asked::OnItsWay => ctx.go("/me/in/code"),
        Asked::Wait(wait) => Err(too_many(wait)),
    }
}

/// Asks for a code, and remembers where it went so that a new one can follow an old one. Each asking counts against
/// the network address, so that nobody can have messages sent to one number after another.
async fn ask(ctx: &Ctx, sent: &Sent) -> Result<Asked, Error> {
    let address = format!("asking {}", ctx.origin_address());
    let wait = ctx.app().limits().wait(&address, ctx.now());
    if wait.is_positive() {
        return Ok(Asked::Wait(wait));
    }
    ctx.app().limits().failed(&address, ctx.now());
    let (contact, binding) = (sent.contact.clone(), ctx.visit().binding());
    let asked = ctx.write(move |tx| codes::ask(tx, &contact, &binding)).await?;
    ctx.app().codes().leave(ctx.visit().binding(), sent.clone(), ctx.now());
    outbox::copy_to_file(ctx);
    Ok(asked)
}

/// Goes on as somebody signed in: the first time by way of the page that explains how to leave.
pub(crate) fn go_on(ctx: &Ctx, to: &str, started: &Started) -> PageResult {
    ctx.go_signed_in(if started.is_first { "/me/leave-page" } else { to }, started)
}

/// The choice to stay signed in. A shared device is what we take it for otherwise, and nothing is remembered.
pub(crate) fn own_phone() -> Checkboxes {
    Checkboxes::single("own_phone", "yes", "This is my own phone. Keep me signed in for 14 days.")
}

/// The same choice beside the passkey's button, which is no part of a form.
pub(crate) fn own_phone_beside_passkey() -> Checkboxes {
    Checkboxes::single("own_phone_with_passkey", "yes", "This is my own phone. Keep me signed in for 14 days.")
}

fn show(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    ctx.show(Sheet::new("Sign in", view(ctx, typed, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, typed: &Typed, mends: &Mends) -> Markup {
    let to = back(Door::Me, typed);
    html! {
        @if typed.is_on("again") { (InsetText::new("Sign in again first. Then we know that it is you.")) }
        form method="post" action="/me/in" novalidate {
            (form_fields(ctx))
            input type="hidden" name="back" value=(to);
            (TextInput::new("contact", "Your phone number or email")
                .hint("We will send you a code. You do not need a password.")
                .autocomplete("username")
                .value(typed.text("contact"))
                .error(mends.of("contact").map(str::to_owned)))
            (Button::new("Send me a code"))
        }
        (passkeys::sign_in_button(ctx, &to))
        h2.govuk-heading-m { "Is your adviser with you?" }
        p.govuk-body { "You do not need a code then." }
        (button_form(ctx, "/me/in/beside", &Button::new("My adviser is with me").secondary()))
        h2.govuk-heading-m { "No code?" }
        p.govuk-body { "Check the number or email. Then try again." }
        p.govuk-body { "You can also call your adviser. They can help you sign in." }
    }
}
