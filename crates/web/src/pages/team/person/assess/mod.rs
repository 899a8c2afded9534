//! S17 Getting to know you: the ten parts with where each stands, what is still to cover, and the way to a manager.

pub mod domain;
pub mod finish;

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::areas::{self, Words};
use waymark_cases::assessments::{self, Assessment, Domain, Progress, Stage};
use waymark_cases::db::Reading;
use waymark_cases::ids::PersonId;
use waymark_cases::sides::Side;
use waymark_govuk::{Button, Tag, TagColour, Task, TaskList, TaskStatus};

use super::Heading;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::{urls, words};

/// Everything these pages read.
pub(super) struct Known {
    pub heading: Heading,
    pub all: Assessment,
    pub words: Words,
    pub may_write: bool,
}

impl Known {
    pub(super) fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Self> {
        let heading = Heading::read(r, person)?;
        let plan = r.permit::<class::Plan, Read>(person)?;
        Ok(Self {
            heading,
            all: assessments::of_person(r, &plan)?,
            words: areas::words(r)?,
            may_write: r.permit_if_allowed::<class::Plan, Write>(person)?.is_some(),
        })
    }

    /// The name of whoever wrote something down.
    pub(super) fn worker(&self, recorded_by: &str) -> &str {
        self.all.workers.name(recorded_by).unwrap_or("Their worker")
    }
}

/// An address below S17.
pub(super) fn address(person: &PersonId, page: &str) -> String {
    urls::person_page(person, &format!("assess/{page}"))
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let known = ctx.read(move |r| Known::read(r, &person)).await?;
    let main = view(&ctx, &known);
    ctx.show(known.heading.sheet(&ctx, "assess", "Getting to know you", main))
}

fn view(ctx: &Ctx, known: &Known) -> Markup {
    html! {
        p.govuk-body { "Fill this in together, over weeks, in any order. Start with what is going well." }
        (TaskList::new("know", Domain::ALL.iter().map(|domain| task(known, *domain))).render())
        (progress(ctx, known))
    }
}

fn task(known: &Known, domain: Domain) -> Task {
    Task::new(domain.named(&known.words), status(known.all.stage(domain)))
        .href(address(&known.heading.person, domain.code()))
        .hint(who_wrote(known, domain))
}

fn status(stage: Stage) -> TaskStatus {
    match stage {
        Stage::NotStarted => Tag::new(stage.says()).colour(TagColour::Grey).into(),
        Stage::Started => Tag::new(stage.says()).colour(TagColour::Yellow).into(),
        Stage::Agreed => stage.says().into(),
    }
}

/// Whose words are in it, and of when the latest are.
fn who_wrote(known: &Known, domain: Domain) -> String {
    let entries: Vec<_> = known.all.standing(domain).collect();
    let Some(last) = entries.iter().map(|one| one.said_on).max() else { return "Nothing yet".into() };
    let theirs = entries.iter().any(|one| one.side == Side::Theirs);
    let others = entries.iter().any(|one| one.side != Side::Theirs);
    let whose = match (theirs, others) {
        (true, true) => "Their words and others'",
        (true, false) => "Their words",
        (false, _) => "Not in their words yet",
    };
    format!("{whose}, last on {}", words::date(last))
}

/// Where the whole has got to, and what comes next.
fn progress(ctx: &Ctx, known: &Known) -> Markup {
    let person = &known.heading.person;
    html! {
        h3.govuk-heading-m { "Where it stands" }
        @match known.all.progress() {
            Progress::NotSent => { p.govuk-body { "Not sent to a manager yet." } }
            Progress::Waiting(sent) => {
                p.govuk-body { "Sent to a manager on " (words::date(sent.on())) " by " (known.worker(&sent.recorded_by)) "." }
            }
            Progress::SentBack(step) => {
                p.govuk-body { (known.worker(&step.recorded_by)) " sent it back on " (words::date(step.on())) ":" }
                blockquote.govuk-body { bdi.wm-as-typed { (step.words) } }
            }
            Progress::Approved(step) => {
                p.govuk-body { "Approved on " (words::date(step.on())) " by " (known.worker(&step.recorded_by)) ". They wrote:" }
                blockquote.govuk-body { bdi.wm-as-typed { (step.words) } }
                p.govuk-body { "It stays open. Add what changes, and send it again when it is brought up to date." }
            }
        }
        @if known.may_write && known.all.waits().is_none() {
            p { (Button::link("Send to a manager", address(person, "finish")).render()) }
        }
        @if ctx.has_any_role(finish::APPROVES) && known.all.waits().is_some() {
            p { (Button::link("Read and decide", address(person, "approve")).render()) }
        } @else if ctx.has_any_role(finish::APPROVES) {
            p.govuk-body { a.govuk-link href=(address(person, "approve")) { "What managers decided" } }
        }
    }
}
