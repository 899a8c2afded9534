//! Who can see what: who is told about them by their yes, taken back in one press, and a new yes for one person or
//! organisation (PRV-02 to PRV-06).

use maud::{Markup, html};
use waymark_cases::access::{Grant, Read, class};
use waymark_cases::disclosures::{self, Disclosure};
use waymark_cases::permissions::{self, GivenHow, Giver, LONGEST_MONTHS, NewPermission, Part, Permission};
use waymark_govuk::{Button, Checkboxes, Choice, Radios, TextInput};
use waymark_rules::dates::add_months;

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::words;

struct Sharing {
    permissions: Vec<Permission>,
    told: Vec<Disclosure>,
}

pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.myself()?;
    let sharing = ctx
        .read(move |r| {
            let permit = r.permit::<class::Permissions, Read>(&me)?;
            let mut told = disclosures::of_person(r, &permit)?;
            told.retain(Disclosure::was_told);
            Ok(Sharing { permissions: permissions::of_person(r, &permit)?, told })
        })
        .await?;
    ctx.show(Sheet::new("Who can see what", view(&ctx, &sharing)))
}

fn view(ctx: &Ctx, sharing: &Sharing) -> Markup {
    let now: Vec<&Permission> = sharing.permissions.iter().filter(|one| one.holds_on(ctx.today())).collect();
    html! {
        p.govuk-body { "Your workers and their managers see your record. They need it for their work." }
        p.govuk-body { "We tell other people only if you say yes. You can say no. You get the same help." }
        h2.govuk-heading-m { "You said yes to" }
        @if now.is_empty() { p.govuk-body { "Nobody now." } }
        @for one in &now { (permission(ctx, one)) }
        p { (Button::link("Say yes to someone", "/me/sharing/add")) }
        @if !sharing.told.is_empty() {
            h2.govuk-heading-m { "We told someone without your yes" }
            @for one in &sharing.told { div.wm-card { p.govuk-body { bdi { (one.with_whom) } ": " bdi { (one.what) } } p.govuk-body { "Why: " bdi { (one.why) } } } }
        }
        h2.govuk-heading-m { "When we may have to tell someone" }
        p.govuk-body { "You or someone else could be badly hurt. Or a court says we must." }
        p.govuk-body { "We will tell you first if we can." }
    }
}

fn permission(ctx: &Ctx, one: &Permission) -> Markup {
    html! {
        div.wm-card {
            h3.wm-card__title { bdi { (one.given.recipient) } }
            p.govuk-body { "They can see: " (parts(&one.given.parts)) "." }
            p.govuk-body { "What for: " bdi { (one.given.purpose) } }
            p.govuk-body { "Until " (words::day(one.ends_on, ctx.today())) "." }
            form method="post" action="/me/sharing/stop" {
                (form_fields(ctx))
                input type="hidden" name="permission" value=(one.id);
                (Button::save("Stop sharing").secondary().spoken_after(format!("with {}", one.given.recipient)))
            }
        }
    }
}

fn parts(parts: &[Part]) -> String {
    parts.iter().map(|part| says(*part)).collect::<Vec<_>>().join(", ")
}

/// A part of their record in their own words.
pub(crate) const fn says(part: Part) -> &'static str {
    match part {
        Part::Plan => "my plan",
        Part::Safety => "my staying safe plan",
        Part::Home => "where I live",
        Part::Learning => "my learning and work",
        Part::Health => "my health",
        Part::Money => "my money",
        Part::AboutThem => "my name, age and phone",
    }
}

/// The button that takes one back.
pub struct Stop;

impl Fields for Stop {
    const ONE: &'static [&'static str] = &["permission"];
}

pub async fn post_stop(ctx: Ctx, form: Form<Stop>) -> PageResult {
    let (me, id) = (ctx.myself()?, form.typed.text("permission").to_owned());
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Permissions, Grant>(&me)?;
            permissions::withdraw(tx, &permit, &id)?;
            Ok("/me/sharing".into())
        })
        .await?;
    ctx.go_saying(&to, "Stopped. We will share no more with them")
}

/// A new yes.
pub struct Yes;

impl Fields for Yes {
    const ONE: &'static [&'static str] = &["recipient", "purpose", "months"];
    const MANY: &'static [&'static str] = &["part"];
}

pub async fn get_add(ctx: Ctx) -> PageResult {
    let typed = Typed::of([("months", "3".to_owned())]);
    show_add(&ctx, &typed, &Mends::default())
}

fn show_add(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    ctx.show(Sheet::new("Say yes to someone", form(ctx, typed, mends)).to_mend(mends))
}

/// How long it may hold; then it is asked for again (CLK-37).
const MONTHS: [(&str, &str); 3] = [("1", "1 month"), ("3", "3 months"), ("12", "1 year")];

fn form(ctx: &Ctx, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let what = Checkboxes::new("part", "What can they see?").error(error("part"));
    let what = Part::ALL.iter().fold(what, |boxes, part| boxes.item(Choice::new(part.code(), capital(says(*part)))));
    let long = Radios::new("months", "For how long?").error(error("months"));
    let long = MONTHS.iter().fold(long, |radios, (code, says)| radios.choice(*code, *says));
    html! {
        form method="post" action="/me/sharing/add" novalidate {
            (form_fields(ctx))
            (TextInput::new("recipient", "Who is it?").hint("One person or place, by name. Such as my college.")
                .value(typed.raw("recipient").to_owned()).error(error("recipient")))
            (what.chosen(typed.many("part").to_vec()))
            (TextInput::new("purpose", "What is it for?").hint("Such as help with my course.")
                .value(typed.raw("purpose").to_owned()).error(error("purpose")))
            (long.chosen(typed.text("months").to_owned()))
            p.govuk-body { "You can stop this at any time." }
            (Button::save("Say yes"))
        }
    }
}

fn capital(text: &str) -> String {
    words::sentence_case(text)
}

/// One name. A yes for everybody is no yes (INF-03).
pub(crate) fn is_everybody(recipient: &str) -> bool {
    let plain = recipient.to_lowercase();
    ["everyone", "everybody", "anyone", "anybody", "all agencies", "all", "all services"].contains(&plain.trim())
}

fn read(ctx: &Ctx, typed: &Typed, mends: &mut Mends) -> Option<NewPermission> {
    let parts: Vec<Part> = typed.many("part").iter().filter_map(|code| Part::from_code(code)).collect();
    let months = MONTHS.iter().find(|(code, _)| *code == typed.text("months")).and_then(|(code, _)| code.parse().ok());
    let (recipient, purpose) = (typed.text("recipient"), typed.text("purpose"));
    if recipient.is_empty() || recipient.chars().count() > 100 {
        mends.add("recipient", "Write who it is");
    }
    if is_everybody(recipient) {
        mends.add("recipient", "Write one name. You can say yes to others after");
    }
    if parts.is_empty() {
        mends.add("part", "Choose what they can see");
    }
    if purpose.is_empty() || purpose.chars().count() > 300 {
        mends.add("purpose", "Write what it is for");
    }
    let months: i32 = mends.keep("months", months.ok_or_else(|| "Choose for how long".to_owned()))?;
    let new = NewPermission {
        recipient: recipient.to_owned(),
        purpose: purpose.to_owned(),
        parts,
        until: add_months(ctx.today(), months.min(LONGEST_MONTHS)),
        how: GivenHow::AtTheirOwnDoor,
        giver: Giver::Themselves,
        words: String::new(),
        language: String::new(),
        withdrawn: None,
    };
    mends.is_empty().then_some(new)
}

pub async fn post_add(ctx: Ctx, form: Form<Yes>) -> PageResult {
    let mut mends = Mends::default();
    let Some(new) = read(&ctx, &form.typed, &mut mends) else {
        return show_add(&ctx, &form.typed, &mends);
    };
    let me = ctx.myself()?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Permissions, Grant>(&me)?;
            permissions::give(tx, &permit, &new)?;
            Ok("/me/sharing".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved. You can stop this at any time")
}
