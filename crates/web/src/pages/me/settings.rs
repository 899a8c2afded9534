//! Y43 Settings: what to call you, your pronouns, how to reach you and what is safe to say. Each is yours to change;
//! what was there before is kept.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Read, Suggest, Who, class};
use waymark_cases::facts::{self, Answer, FactKind, Facts, NewFact, OWN, SaidBy};
use waymark_govuk::{Button, Textarea};

use super::devices::{self, Devices};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends};
use crate::frame::{Sheet, form_fields};

/// How each is asked, and why.
const QUESTIONS: &[(FactKind, &str, &str)] = &[
    (FactKind::PreferredName, "What should we call you?", "We will use this name first, on each page."),
    (FactKind::Pronouns, "What are your pronouns?", "Such as she, he or they. You can leave this empty."),
    (FactKind::FirstLanguage, "What language do you like best?", "We can find someone who speaks it."),
    (FactKind::ReadingHelp, "Do you want help with reading?", "Such as large print, or someone to read with you."),
    (FactKind::BestWay, "What is the best way to talk with you?", "Such as a text, a call or a visit."),
    (FactKind::SafeContact, "What is safe to say in a message?", "Tell us if someone else sees your phone."),
    (FactKind::QuietHours, "When should we leave you alone?", "Such as before 10 in the morning."),
    (FactKind::AdviserWishes, "What do you want in an adviser?", "Such as a woman, or someone who speaks Tigrinya."),
];

pub(super) fn question(kind: FactKind) -> Option<(&'static str, &'static str)> {
    QUESTIONS.iter().find(|(of, _, _)| *of == kind).map(|(_, asks, why)| (*asks, *why))
}

pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.myself()?;
    let (about, devices) = ctx
        .read(move |r| {
            let permit = r.permit::<class::Identity, Read>(&me)?;
            Ok((facts::of_class(r, &permit)?, Devices::read(r, &Who::YoungPerson(me))?))
        })
        .await?;
    let main = html! {
        (view(&about))
        p.govuk-body { a.govuk-link href="/me/sharing" { "Who can see what" } }
        p.govuk-body { a.govuk-link href=(super::start::first()) { "Go through the first questions again" } }
        (crate::pages::calendar::section(&ctx))
        (devices::section(&ctx, &devices))
    };
    ctx.show(Sheet::new("Settings", main))
}

fn view(about: &Facts) -> Markup {
    html! {
        p.govuk-body { "These are yours. You can change them at any time." }
        dl.wm-facts {
            @for (kind, asks, _) in QUESTIONS {
                dt { (asks) }
                dd {
                    bdi { (about.get(*kind).map_or("Not asked yet", |fact| fact.answer.says())) } " "
                    a.govuk-link href=(format!("/me/settings/{}", kind.code())) {
                        "Change" span.govuk-visually-hidden { ": " (asks) }
                    }
                }
            }
        }
    }
}

/// The form of one setting.
pub struct Setting;

impl Fields for Setting {
    const ONE: &'static [&'static str] = &["answer"];
}

fn kind_of(code: &str) -> Result<FactKind, Error> {
    FactKind::from_code(code).filter(|kind| OWN.contains(kind)).ok_or(Error::NotFound)
}

pub async fn get_one(ctx: Ctx, Path(kind): Path<String>) -> PageResult {
    let kind = kind_of(&kind)?;
    let me = ctx.myself()?;
    let about = ctx
        .read(move |r| {
            let permit = r.permit::<class::Identity, Read>(&me)?;
            facts::of_class(r, &permit)
        })
        .await?;
    let now = about.given(kind).unwrap_or_default().to_owned();
    show_one(&ctx, kind, &now, &Mends::default())
}

fn show_one(ctx: &Ctx, kind: FactKind, typed: &str, mends: &Mends) -> PageResult {
    let (asks, why) = question(kind).ok_or(Error::NotFound)?;
    let main = html! {
        form method="post" action=(format!("/me/settings/{}", kind.code())) novalidate {
            (form_fields(ctx))
            (Textarea::new("answer", asks).hint(why).rows(2).value(typed.to_owned())
                .error(mends.of("answer").map(str::to_owned)))
            (Button::save("Save"))
        }
        p.govuk-body { "Your adviser can see this." }
        p.govuk-body { a.govuk-link href="/me/settings" { "Not now" } }
    };
    ctx.show(Sheet::new(asks, main).to_mend(mends))
}

const LONGEST: usize = 500;

/// Says what to mend in an answer of theirs, here and at the first visit.
pub(super) fn check(kind: FactKind, typed: &str, mends: &mut Mends) {
    if typed.is_empty() && kind == FactKind::PreferredName {
        mends.add("answer", "Write what we should call you");
    }
    if typed.chars().count() > LONGEST {
        mends.add("answer", "That is too long. Write less, or tell your adviser the rest");
    }
}

/// An answer left empty says that they do not want to say.
pub(super) fn answered(kind: FactKind, typed: String) -> NewFact {
    let answer = if typed.is_empty() { Answer::PrefersNotToSay } else { Answer::Given(typed) };
    NewFact { kind, answer, said_by: SaidBy::Themselves, true_from: None }
}

pub async fn post_one(ctx: Ctx, Path(kind): Path<String>, form: Form<Setting>) -> PageResult {
    let kind = kind_of(&kind)?;
    let me = ctx.myself()?;
    let typed = form.typed.text("answer").to_owned();
    let mut mends = Mends::default();
    check(kind, &typed, &mut mends);
    if !mends.is_empty() {
        return show_one(&ctx, kind, &typed, &mends);
    }
    let new = answered(kind, typed);
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Identity, Suggest>(&me)?;
            facts::record_own(tx, &permit, &new)?;
            Ok("/me/settings".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}
