//! Y08 How it's going: one part a page, five big buttons, skip any; then what changed and what helped.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{AddOwnWords, Read, class};
use waymark_cases::areas::{self, Area, Step, Words};
use waymark_cases::db::Reading;
use waymark_cases::going::{self, Going, NewAnswer, NewNote};
use waymark_cases::ids::PersonId;
use waymark_cases::sides::Side;
use waymark_govuk::{Button, Radios, Textarea, Twin};

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed, query};
use crate::frame::{Sheet, form_fields};
use crate::pages::drawn::{self, Called};

pub(super) struct Mine {
    pub going: Going,
    pub words: Words,
}

impl Mine {
    pub(super) fn read(r: &mut Reading<'_>, me: &PersonId) -> waymark_cases::Result<Self> {
        let plan = r.permit::<class::Plan, Read>(me)?;
        Ok(Self { going: going::of_person(r, &plan)?, words: areas::words(r)? })
    }

    fn called(&self) -> Called<'_> {
        Called { them: "You", own: true, workers: &self.going.workers }
    }

    fn has_answered(&self) -> bool {
        self.going.answers.iter().any(|one| one.side == Side::Theirs)
    }
}

async fn mine(ctx: &Ctx) -> Result<Mine, Error> {
    let me = ctx.myself()?;
    ctx.read(move |r| Mine::read(r, &me)).await
}

pub async fn get(ctx: Ctx) -> PageResult {
    let mine = mine(&ctx).await?;
    let twin = if query(&ctx)?.is_on("table") { Twin::Shown } else { Twin::At("/me/going?table=yes".into()) };
    ctx.show(Sheet::new("How it's going", view(&ctx, &mine, twin)))
}

fn view(ctx: &Ctx, mine: &Mine, twin: Twin) -> Markup {
    let first = mine.going.order.first().copied().unwrap_or(Area::Home);
    html! {
        p.govuk-body { "There are 8 parts. You can skip any of them." }
        p { (Button::link("Answer now", address(first)).render()) }
        p.govuk-body { "Your adviser can see what you say." }
        @if !mine.going.is_empty() {
            h2.govuk-heading-m { "How it is now" }
            (drawn::step_bars(&mine.going, ctx.today(), &mine.words, &mine.called(), twin))
        }
        (helped(mine))
        (order(ctx, mine))
    }
}

fn address(area: Area) -> String {
    format!("/me/going/{}", area.code())
}

/// What they said helped, newest first, with the adviser's own view of it marked as such.
fn helped(mine: &Mine) -> Markup {
    html! {
        h2.govuk-heading-m { "What changed and what helped" }
        p.govuk-body { a.govuk-link href="/me/going/end" { "Say what helped" } }
        @for note in &mine.going.notes {
            @let who = mine.called().who(note.side().unwrap_or(Side::Theirs), "", &note.recorded_by);
            @for (title, text) in [("What changed", &note.changed), ("What helped", &note.helped)] {
                @if !text.is_empty() {
                    figure.wm-words {
                        blockquote { p.wm-as-typed { bdi { (text) } } }
                        figcaption { (title) ". " (who) ", " (crate::words::date(note.on())) }
                    }
                }
            }
        }
    }
}

/// Their own order, one step at a time: nothing is dragged.
fn order(ctx: &Ctx, mine: &Mine) -> Markup {
    html! {
        h2.govuk-heading-m { "The order of the parts" }
        p.govuk-body { "Put what matters most to you first." }
        ol.wm-order {
            @for (at, area) in mine.going.order.iter().enumerate() {
                li {
                    a.govuk-link href=(address(*area)) { (mine.words.area(*area)) }
                    @if at > 0 { (move_up(ctx, mine, *area)) }
                }
            }
        }
    }
}

fn move_up(ctx: &Ctx, mine: &Mine, area: Area) -> Markup {
    html! {
        form method="post" action="/me/going/order" {
            (form_fields(ctx))
            input type="hidden" name="part" value=(area.code());
            (Button::new("Move up").secondary().spoken_after(mine.words.area(area)))
        }
    }
}

/// The button that moves a part up.
pub struct Moved;

impl Fields for Moved {
    const ONE: &'static [&'static str] = &["part"];
}

pub async fn post_order(ctx: Ctx, form: Form<Moved>) -> PageResult {
    let (me, area) = (ctx.myself()?, part_of(form.typed.text("part"))?);
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, AddOwnWords>(&me)?;
            going::move_up(tx, &permit, area)?;
            Ok("/me/going".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}

fn part_of(code: &str) -> Result<Area, Error> {
    Area::from_code(code).filter(|area| Area::EIGHT.contains(area)).ok_or(Error::NotFound)
}

pub async fn get_part(ctx: Ctx, Path(part): Path<String>) -> PageResult {
    show(&ctx, part_of(&part)?, &Mends::default()).await
}

async fn show(ctx: &Ctx, area: Area, mends: &Mends) -> PageResult {
    let mine = mine(ctx).await?;
    let today = mine.going.standing(Side::Theirs, area, ctx.today()).now.filter(|one| one.on == ctx.today());
    let chosen = today.and_then(|one| one.step).map(Step::code).unwrap_or_default();
    let at = mine.going.order.iter().position(|one| *one == area).unwrap_or_default() + 1;
    let main = html! {
        p.govuk-body { "Part " (at) " of " (Area::EIGHT.len()) }
        form method="post" action=(address(area)) novalidate {
            (form_fields(ctx))
            (five(&mine, chosen, mends))
            div.wm-buttons {
                (Button::save("Continue"))
                (Button::new("Skip").secondary().sends("skip", "yes"))
            }
        }
        p.govuk-body { "Your adviser can see what you say." }
        p.govuk-body { a.govuk-link href="/me/help" { "I'd rather talk" } }
        p.govuk-body { a.govuk-link href="/me/going" { "Stop for now" } }
    };
    ctx.show(Sheet::new(format!("How is it going: {}?", mine.words.area(area)), main).to_mend(mends))
}

fn five(mine: &Mine, chosen: &str, mends: &Mends) -> Radios {
    let radios = Radios::new("step", "Choose one");
    let mut radios =
        Step::ALL.iter().fold(radios, |radios, step| radios.choice(step.code(), mine.words.step(*step).to_owned()));
    radios.classes = "wm-big".into();
    radios.chosen(chosen).error(mends.of("step").map(str::to_owned))
}

/// One part answered or skipped.
pub struct Answered;

impl Fields for Answered {
    const ONE: &'static [&'static str] = &["step", "skip"];
}

pub async fn post_part(ctx: Ctx, Path(part): Path<String>, form: Form<Answered>) -> PageResult {
    let (me, area) = (ctx.myself()?, part_of(&part)?);
    let step = Step::from_code(form.typed.text("step")).filter(|_| !form.typed.is_on("skip"));
    if step.is_none() && !form.typed.is_on("skip") {
        let mut mends = Mends::default();
        mends.add("step", "Choose one, or skip");
        return show(&ctx, area, &mends).await;
    }
    let new = NewAnswer::new(Side::Theirs, area, ctx.today(), step);
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, AddOwnWords>(&me)?;
            going::answer_own(tx, &permit, &new)?;
            let mine = Mine::read(tx, &me)?;
            Ok(after(&mine.going.order, area))
        })
        .await?;
    ctx.go(&to)
}

/// The next part, or the end.
fn after(order: &[Area], area: Area) -> String {
    let next = order.iter().skip_while(|one| **one != area).nth(1);
    next.map_or_else(|| "/me/going/end".into(), |next| address(*next))
}

pub async fn get_end(ctx: Ctx) -> PageResult {
    show_end(&ctx, &Typed::default(), &Mends::default()).await
}

async fn show_end(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    let mine = mine(ctx).await?;
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let main = html! {
        p.govuk-body { "Thank you. " (drawn::finding(&mine.going, ctx.today(), &mine.words, &mine.called())) }
        form method="post" action="/me/going/end" novalidate {
            (form_fields(ctx))
            @for (field, asks) in [("changed", "What changed?"), ("helped", "What helped?")] {
                (Textarea::new(field, asks).rows(3).hint("You can leave this empty.").value(typed.raw(field).to_owned()).error(error(field)))
            }
            p.govuk-body { "Your adviser can see what you say." }
            (Button::save("Save"))
        }
        p.govuk-body { a.govuk-link href="/me/going" { "Not now" } }
    };
    ctx.show(Sheet::new("What changed, and what helped?", main).to_mend(mends))
}

/// What changed and what helped.
pub struct Ended;

impl Fields for Ended {
    const ONE: &'static [&'static str] = &["changed", "helped"];
}

const LONGEST: usize = 2000;

pub async fn post_end(ctx: Ctx, form: Form<Ended>) -> PageResult {
    let me = ctx.myself()?;
    let mut mends = Mends::default();
    for field in ["changed", "helped"] {
        if form.typed.text(field).chars().count() > LONGEST {
            mends.add(field, "That is too long. Write less, or tell your adviser the rest");
        }
    }
    if !mends.is_empty() {
        return show_end(&ctx, &form.typed, &mends).await;
    }
    let new = NewNote::new(Side::Theirs, ctx.today(), form.typed.text("changed"), form.typed.text("helped"));
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, AddOwnWords>(&me)?;
            going::note_own(tx, &permit, &new)?;
            Ok("/me/going".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved. Your adviser can see it now.")
}

/// The card on Home: how it is going, and the ways in.
pub(super) fn card(ctx: &Ctx, mine: &Mine) -> Markup {
    html! {
        section.wm-card {
            h2.wm-card__title { "How is it going?" }
            p.govuk-body { (drawn::finding(&mine.going, ctx.today(), &mine.words, &mine.called())) }
            p.govuk-body {
                a.govuk-link href="/me/going" { @if mine.has_answered() { "See how it's going" } @else { "Tell us how it's going" } }
            }
            p.govuk-body { a.govuk-link href="/me/scale" { "Answer from 0 to 10" } }
            p.govuk-body { a.govuk-link href="/me/know" { "Getting to know you" } }
        }
    }
}
