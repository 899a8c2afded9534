//! S20 How it's going: eight parts in five steps, as the young person sees them and, apart and labelled, as their adviser does.
//! Two days can be compared; nothing is averaged or added up.

use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::areas::{self, Area, Step, Words};
use waymark_cases::db::Reading;
use waymark_cases::going::{self, Answer, Going, NewAnswer, NewNote, Note};
use waymark_cases::ids::PersonId;
use waymark_cases::sides::Side;
use waymark_govuk::{Button, DateInput, Radios, Select, StepStrip, Textarea, Twin};

use super::Heading;
use super::can_get::not_to_come;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{DateTyped, Fields, Form, Mends, Typed, query};
use crate::frame::form_fields;
use crate::pages::drawn::{self, Called};
use crate::{urls, words};

struct Seen {
    heading: Heading,
    going: Going,
    words: Words,
    may_write: bool,
}

impl Seen {
    fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Self> {
        let heading = Heading::read(r, person)?;
        let plan = r.permit::<class::Plan, Read>(person)?;
        Ok(Self {
            heading,
            going: going::of_person(r, &plan)?,
            words: areas::words(r)?,
            may_write: r.permit_if_allowed::<class::Plan, Write>(person)?.is_some(),
        })
    }

    fn called(&self) -> Called<'_> {
        Called { them: self.heading.name(), own: false, workers: &self.going.workers }
    }
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let seen = ctx.read(move |r| Seen::read(r, &person)).await?;
    let asked = query(&ctx)?;
    let main = view(&ctx, &seen, &asked);
    ctx.show(seen.heading.sheet(&ctx, "going", "How it's going", main))
}

fn view(ctx: &Ctx, seen: &Seen, asked: &Typed) -> Markup {
    let days = seen.going.days();
    let chosen = |field: &str| asked.text(field).parse().ok().filter(|day| days.contains(day));
    html! {
        @if seen.may_write {
            p { (Button::link("Write down how it's going", address(&seen.heading.person)).render()) }
        }
        @match days.first() {
            None => { p.govuk-body { "Not asked yet. Ask together, or they can answer at their own door." } }
            Some(last) => {
                @if let Some((from, to)) = chosen("from").zip(chosen("to")) {
                    (compare(seen, from.min(to), from.max(to)))
                } @else {
                    h3.govuk-heading-m { "Now" }
                    (drawn::step_bars(&seen.going, ctx.today(), &seen.words, &seen.called(), Twin::Shown))
                }
                (choose(ctx, seen, &days, asked, *last))
            }
        }
        (what_helped(seen))
        (history(seen))
    }
}

fn address(person: &PersonId) -> String {
    urls::person_page(person, "going/record")
}

/// Two days side by side, in the order of time.
fn compare(seen: &Seen, from: Date, to: Date) -> Markup {
    html! {
        @for day in [from, to] {
            h3.govuk-heading-m { (words::date(day)) }
            (drawn::step_bars(&seen.going, day, &seen.words, &seen.called(), Twin::Shown))
        }
        p.govuk-body { a.govuk-link href=(urls::person_page(&seen.heading.person, "going")) { "Back to now" } }
    }
}

fn choose(ctx: &Ctx, seen: &Seen, days: &[Date], asked: &Typed, last: Date) -> Markup {
    if days.len() < 2 {
        return html! {};
    }
    let first = days.last().copied().unwrap_or(last);
    let select = |field: &'static str, says: &'static str, otherwise: Date| {
        let chosen = if asked.is_on(field) { asked.text(field).to_owned() } else { otherwise.to_string() };
        days.iter()
            .fold(Select::new(field, says), |select, day| select.option(day.to_string(), words::date(*day)))
            .chosen(chosen)
    };
    html! {
        h3.govuk-heading-m { "Compare two days" }
        form.wm-inline method="get" action=(ctx.path()) {
            (select("from", "From", first))
            (select("to", "To", last))
            (Button::new("Compare").secondary())
        }
        p.wm-muted { "For " (seen.heading.name()) ", as far as each was answered by then." }
    }
}

fn what_helped(seen: &Seen) -> Markup {
    let said: Vec<&Note> = seen.going.notes.iter().collect();
    html! {
        h3.govuk-heading-m { "What changed, and what helped" }
        @if said.is_empty() { p.govuk-body { "Nothing yet." } }
        @for note in said {
            @for (title, text) in [("What changed", &note.changed), ("What helped", &note.helped)] {
                @if !text.is_empty() {
                    figure.wm-words {
                        blockquote data-own-words { p.wm-as-typed { bdi { (text) } } }
                        figcaption { (title) ": " (by(seen, note)) ", " (words::date(note.on())) }
                    }
                }
            }
        }
    }
}

fn by(seen: &Seen, note: &Note) -> String {
    seen.called().who(note.side().unwrap_or(Side::Worker), "", &note.recorded_by)
}

/// Every answer, in the words of its day.
fn history(seen: &Seen) -> Markup {
    html! {
        @for area in &seen.going.order {
            @let answers: Vec<&Answer> = seen.going.answers.iter().rev().filter(|one| one.area == *area).collect();
            @if answers.len() > 1 { (of_part(seen, *area, &answers)) }
        }
    }
}

fn of_part(seen: &Seen, area: Area, answers: &[&Answer]) -> Markup {
    let list = html! {
        ul.govuk-list {
            @for one in answers {
                li {
                    (words::date(one.on)) ": "
                    @match one.step { Some(step) => { strong { (one.step_says) } " (" (step.number()) ")" } None => { "Skipped" } }
                    ", " (seen.called().who(one.side, "", &one.recorded_by))
                    @if one.side == Side::Worker { " (their own view)" }
                    @if one.area_says != seen.words.area(area) { ", called “" (one.area_says) "” then" }
                }
            }
        }
    };
    waymark_govuk::Details::new(format!("{}: all answers", seen.words.area(area)), list).render()
}

/// The eight parts on S12, with the way to the page.
pub(super) struct Strip {
    going: Going,
    words: Words,
}

impl Strip {
    /// Nothing for those the plan is closed to.
    pub(super) fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Option<Self>> {
        let Some(plan) = r.permit_if_allowed::<class::Plan, Read>(person)? else { return Ok(None) };
        match going::of_person(r, &plan) {
            Ok(going) => Ok(Some(Self { going, words: areas::words(r)? })),
            Err(waymark_cases::Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(super) fn view(&self, ctx: &Ctx, heading: &Heading) -> Markup {
        let called = Called { them: heading.name(), own: false, workers: &self.going.workers };
        let row = |area: &Area| drawn::step_row(&self.going, *area, ctx.today(), &self.words, &called);
        html! {
            h3.govuk-heading-m { "How it's going" }
            @if self.going.is_empty() {
                p.govuk-body { "Not asked yet. " a.govuk-link href=(address(&heading.person)) { "Ask together" span.govuk-visually-hidden { ": how it's going" } } }
            } @else {
                (StepStrip { rows: self.going.order.iter().map(row).collect() }.render())
                p.govuk-body { a.govuk-link href=(urls::person_page(&heading.person, "going")) { "See how it's going over time" } }
            }
        }
    }
}

pub async fn get_record(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let DateTyped { day, month, year } = DateTyped::of(ctx.today());
    let typed = Typed::of([("on-day", day), ("on-month", month), ("on-year", year)]);
    show(&ctx, PersonId::parse(&person)?, &typed, &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, typed: &Typed, mends: &Mends) -> PageResult {
    let seen = ctx.read(move |r| Seen::read(r, &person)).await?;
    if !seen.may_write {
        return Err(Error::NotFound);
    }
    let main = form(ctx, &seen, typed, mends);
    ctx.show(seen.heading.sheet(ctx, "going", "Write down how it's going", main).to_mend(mends))
}

fn form(ctx: &Ctx, seen: &Seen, typed: &Typed, mends: &Mends) -> Markup {
    let date = typed.date("on");
    html! {
        p.govuk-body { "Leave any part empty. What you do not ask is not counted." }
        form method="post" action=(address(&seen.heading.person)) novalidate {
            (form_fields(ctx))
            (Radios::new("side", "Whose answers are these?")
                .choice(Side::Theirs.code(), format!("{}'s own, asked together", seen.heading.name()))
                .choice(Side::Worker.code(), "My own view")
                .hint("The two are kept apart and shown side by side.")
                .chosen(typed.text("side").to_owned()).error(mends.of("side").map(str::to_owned)))
            (DateInput::new("on", "When?").typed([date.day, date.month, date.year]).error(mends.of("on-day").map(str::to_owned)))
            @for area in &seen.going.order { (one(seen, *area, typed, mends)) }
            @for (field, says) in [("changed", "What changed?"), ("helped", "What helped?")] {
                (Textarea::new(field, says).rows(3).value(typed.raw(field).to_owned()).error(mends.of(field).map(str::to_owned)))
            }
            p.govuk-body { (seen.heading.name()) " can read this at once." }
            (Button::save("Save"))
        }
    }
}

fn one(seen: &Seen, area: Area, typed: &Typed, mends: &Mends) -> Radios {
    let radios = Radios::new(area.code(), seen.words.area(area).to_owned()).small();
    let radios =
        Step::ALL.iter().fold(radios, |radios, step| radios.choice(step.code(), seen.words.step(*step).to_owned()));
    radios
        .choice(SKIPPED, "Skipped")
        .chosen(typed.text(area.code()).to_owned())
        .error(mends.of(area.code()).map(str::to_owned))
}

const SKIPPED: &str = "skip";

/// The form of all eight parts.
pub struct Recorded;

impl Fields for Recorded {
    const ONE: &'static [&'static str] = &[
        "side",
        "on-day",
        "on-month",
        "on-year",
        "home",
        "health",
        "learning_and_work",
        "feelings",
        "who_i_am",
        "my_people",
        "money",
        "life_skills",
        "changed",
        "helped",
    ];
}

const LONGEST: usize = 4000;

fn answers_of(ctx: &Ctx, typed: &Typed, mends: &mut Mends) -> Option<(Vec<NewAnswer>, NewNote)> {
    let side = match Side::from_code(typed.text("side")) {
        Some(side @ (Side::Theirs | Side::Worker)) => Some(side),
        Some(Side::SomebodyElse) | None => {
            mends.add("side", "Select whose answers these are");
            None
        }
    };
    let on = mends.keep("on-day", typed.date("on").read("Date").and_then(|on| not_to_come(on, ctx.today())));
    for field in ["changed", "helped"] {
        if typed.text(field).chars().count() > LONGEST {
            mends.add(field, "This must be 4,000 characters or less");
        }
    }
    let chosen: Vec<(Area, &str)> = Area::EIGHT
        .iter()
        .map(|area| (*area, typed.text(area.code())))
        .filter(|(_, typed)| !typed.is_empty())
        .collect();
    if chosen.is_empty() && !typed.is_on("changed") && !typed.is_on("helped") {
        mends.add(Area::Home.code(), "Answer at least one part, or say what changed");
    }
    let (side, on) = side.zip(on)?;
    let answers = chosen.into_iter().map(|(area, step)| NewAnswer::new(side, area, on, Step::from_code(step)));
    let note = NewNote::new(side, on, typed.text("changed"), typed.text("helped"));
    mends.is_empty().then(|| (answers.collect(), note))
}

pub async fn post_record(ctx: Ctx, Path(person): Path<String>, form: Form<Recorded>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let Some((answers, note)) = answers_of(&ctx, &form.typed, &mut mends) else {
        return show(&ctx, person, &form.typed, &mends).await;
    };
    let back = urls::person_page(&person, "going");
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            going::answer(tx, &permit, &answers)?;
            going::note(tx, &permit, &note)?;
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}
