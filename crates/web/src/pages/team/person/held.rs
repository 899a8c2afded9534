//! S54 for one note that is not shared: the manager reads it as it was written and as the young person would see it, and
//! settles whether it stays held back. Whoever wrote it down does not (ACC-08).

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, Who, Write, class};
use waymark_cases::contacts::{self, Contact};
use waymark_cases::ids::PersonId;
use waymark_cases::own_record::decisions::{self, Decided, NewDecision, ShareDecision};
use waymark_govuk::{Button, Choice, DateInput, Radios, Textarea};
use waymark_rules::dates::add_days;

use super::{Heading, met};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{self, DateTyped, Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::pages::me::contacts::Seen;
use crate::{urls, words};

/// A note that stays held back is looked at again within this.
const LOOK_AGAIN_WITHIN: i32 = 182;
/// What is offered first.
const LOOK_AGAIN: i32 = 90;
const LONGEST: usize = 1000;

pub(crate) fn address(person: &PersonId, entry: &str) -> String {
    urls::person_page(person, &format!("contact/decide?id={entry}"))
}

pub struct Settled;

impl Fields for Settled {
    const ONE: &'static [&'static str] = &["entry", "decision", "words", "again-day", "again-month", "again-year"];
}

struct Scene {
    heading: Heading,
    entry: Option<Contact>,
    decided: Vec<Decided>,
}

async fn scene(ctx: &Ctx, person: PersonId, entry: String) -> Result<Scene, Error> {
    ctx.read(move |r| {
        r.permit::<class::CaseNotes, Write>(&person)?;
        let heading = Heading::read(r, &person)?;
        let notes = r.permit::<class::CaseNotes, Read>(&person)?;
        let found = contacts::one(r, &notes, &entry)?;
        Ok(Scene { heading, entry: found, decided: decisions::of_entry(r, &notes, &entry)? })
    })
    .await
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let entry = form::query(&ctx)?.text("id").to_owned();
    let scene = scene(&ctx, PersonId::parse(&person)?, entry).await?;
    let again = DateTyped::of(add_days(ctx.today(), LOOK_AGAIN));
    let typed = Typed::of([("again-day", again.day), ("again-month", again.month), ("again-year", again.year)]);
    show(&ctx, &scene, &typed, &Mends::default())
}

fn show(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends) -> PageResult {
    let main = match &scene.entry {
        Some(entry) => view(ctx, scene, entry, typed, mends),
        None => {
            html! { p.govuk-body { "No note is held back here. " a.govuk-link href="/team/held" { "See what waits" } } }
        }
    };
    ctx.show(scene.heading.sheet(ctx, "contact", "Can they read this?", main).to_mend(mends))
}

fn view(ctx: &Ctx, scene: &Scene, entry: &Contact, typed: &Typed, mends: &Mends) -> Markup {
    let is_own = ctx.staff().is_ok_and(|me| decisions::is_own_entry(&Who::Staff(me), entry));
    html! {
        h3.govuk-heading-m { "As they would see it" }
        @if let Some(seen) = Seen::of(entry) { div.wm-card { p.wm-muted { (words::date(entry.on.0)) } (seen.view()) } }
        h3.govuk-heading-m { "Why it is not shared" }
        p.govuk-body {
            (entry.share().map_or("", contacts::Share::says))
            @if let Some(because) = entry.held_because() { ". " (because.says()) }
        }
        @if !entry.share_reason.is_empty() { p.govuk-body.wm-as-typed { bdi { (reason(entry)) } } }
        @if let Some(by) = entry.talk_by { p.govuk-body { "To be talked through by " (words::date(by.0)) "." } }
        @for one in &scene.decided {
            p.wm-muted { (one.decision().map_or("", ShareDecision::says)) ": " bdi { (one.words) } }
        }
        p.govuk-body { a.govuk-link href=(met::address(&scene.heading.person, &entry.evidence)) { "Read the whole entry" } }
        @if is_own { p.govuk-body { "You wrote this down, so another manager settles it." } }
        @else { (decide(ctx, scene, entry, typed, mends)) }
    }
}

/// What was written beside the kind of reason.
fn reason(entry: &Contact) -> String {
    let skip = usize::from(entry.held_because().is_some());
    entry.share_reason.lines().skip(skip).collect::<Vec<_>>().join("\n")
}

fn decide(ctx: &Ctx, scene: &Scene, entry: &Contact, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let date = typed.date("again");
    let again = DateInput::new("again", "When will you look at it again?")
        .typed([date.day, date.month, date.year])
        .error(error("again-day"));
    let settle = Radios::new("decision", "What do you decide?")
        .choice(ShareDecision::Show.code(), ShareDecision::Show.says())
        .item(Choice::new(ShareDecision::Hold.code(), ShareDecision::Hold.says()).reveals(again.render()))
        .chosen(typed.text("decision").to_owned())
        .error(error("decision"));
    html! {
        form method="post" action=(urls::person_page(&scene.heading.person, "contact/decide")) novalidate {
            (form_fields(ctx))
            input type="hidden" name="entry" value=(entry.evidence);
            (settle)
            (Textarea::new("words", "Why, in plain words?").rows(2).value(typed.raw("words").to_owned())
                .hint("Workers read this.").error(error("words")))
            (Button::save("Save decision"))
        }
    }
}

fn read(ctx: &Ctx, typed: &Typed, mends: &mut Mends) -> Option<NewDecision> {
    let decision = ShareDecision::from_code(typed.text("decision"));
    if decision.is_none() {
        mends.add("decision", "Select what you decide");
    }
    let review_on = match decision {
        Some(ShareDecision::Hold) => mends.keep("again-day", typed.date("again").read("Day to look again")),
        _ => None,
    };
    let latest = add_days(ctx.today(), LOOK_AGAIN_WITHIN);
    if review_on.is_some_and(|on| on <= ctx.today() || on > latest) {
        mends.add("again-day", "The day to look again must be within the next 6 months");
    }
    if typed.text("words").is_empty() {
        mends.add("words", "Enter why");
    }
    if typed.text("words").chars().count() > LONGEST {
        mends.add("words", "Why must be 1,000 characters or less");
    }
    let new = NewDecision {
        entry: typed.text("entry").to_owned(),
        decision: decision?,
        words: typed.text("words").to_owned(),
        review_on,
    };
    mends.is_empty().then_some(new)
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Settled>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let Some(new) = read(&ctx, &form.typed, &mut mends) else {
        let entry = form.typed.text("entry").to_owned();
        return show(&ctx, &scene(&ctx, person, entry).await?, &form.typed, &mends);
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::CaseNotes, Write>(&person)?;
            decisions::decide(tx, &permit, &new)?;
            Ok("/team/held".into())
        })
        .await?;
    ctx.go_saying(&to, "Decision saved")
}
