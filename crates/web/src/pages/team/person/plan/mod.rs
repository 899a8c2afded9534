//! S18 Plan: goals and steps, ours and theirs, on one living page; what is still to cover, what they think of it, and its
//! versions.

pub mod add;
pub mod agreement;
pub mod goal;
pub mod matter;
pub mod part;
pub mod promise;
pub mod version;

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, RelationshipKind, Write, class};
use waymark_cases::areas::{self, Words};
use waymark_cases::db::Reading;
use waymark_cases::ids::PersonId;
use waymark_cases::plans::{self, Answer, Decision, Goal, GoalState, Plan, StepState, Version, cover, versions};
use waymark_cases::relationships::{self, Tie};
use waymark_govuk::{Button, Details, Tag, TagColour};
use waymark_rules::dates::{LeapBirthday, age_on};
use waymark_rules::plan_content::{Covered, Matter, Situation};

use super::{Heading, overview};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{self, Form, OnlyAButton};
use crate::frame::button_form;
use crate::pages::plan::{nearness, quote, shown_words, step_words, teller};
use crate::{urls, words};

/// What every page of a plan is drawn from.
pub(crate) struct Scene {
    pub heading: Heading,
    pub plan: Plan,
    pub words: Words,
    pub may_write: bool,
}

impl Scene {
    pub(crate) fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Self> {
        let heading = Heading::read(r, person)?;
        let permit = r.permit::<class::Plan, Read>(person)?;
        let plan = plans::of_person(r, &permit)?;
        let may_write = r.permit_if_allowed::<class::Plan, Write>(person)?.is_some();
        Ok(Self { heading, plan, words: areas::words(r)?, may_write })
    }

    /// For the pages on which something is written.
    pub(crate) fn to_write(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Self> {
        r.permit::<class::Plan, Write>(person)?;
        Self::read(r, person)
    }

    pub(crate) fn name(&self) -> &str {
        self.heading.name()
    }

    pub(crate) fn goal(&self, id: &str) -> Result<&Goal, Error> {
        self.plan.read.content.goal(id).ok_or(Error::NotFound)
    }
}

pub(crate) fn address(person: &PersonId) -> String {
    urls::person_page(person, "plan")
}

pub(crate) fn page(person: &PersonId, under: &str) -> String {
    urls::person_page(person, &format!("plan/{under}"))
}

pub(crate) fn goal_address(person: &PersonId, goal: &str) -> String {
    page(person, &format!("goal/{goal}"))
}

/// The page itself, with what the law still wants said.
struct Whole {
    scene: Scene,
    situation: Situation,
    coverage: Vec<(Matter, Covered)>,
    ties: Vec<Tie>,
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let state = GoalState::from_code(form::query(&ctx)?.text("show")).unwrap_or(GoalState::Now);
    let whole = ctx
        .read(move |r| {
            let scene = Scene::read(r, &person)?;
            let status = r.permit::<class::Status, Read>(&person)?;
            let situation = cover::situation(r, &status)?;
            let coverage = cover::coverage(situation, &scene.plan.read.content);
            let ties = relationships::of_person(r, &status)?;
            Ok(Whole { scene, situation, coverage, ties })
        })
        .await?;
    let main = view(&ctx, &whole, state);
    ctx.show(whole.scene.heading.sheet(&ctx, "plan", "Plan", main))
}

fn view(ctx: &Ctx, whole: &Whole, state: GoalState) -> Markup {
    let scene = &whole.scene;
    html! {
        @if scene.may_write {
            div.govuk-button-group {
                (Button::link("Add a goal together", page(&scene.heading.person, "add")))
                (Button::link("Promise something", page(&scene.heading.person, "promise")).secondary())
                (Button::link("Set up a review", urls::person_page(&scene.heading.person, "meetings/new")).secondary())
            }
        }
        (tabs(scene, state))
        (goals(ctx, scene, state))
        (promises(ctx, scene))
        (still_to_cover(whole))
        (agreement(scene))
        (version_list(scene))
        (send(ctx, whole))
        (who_sees(ctx, whole))
    }
}

fn tabs(scene: &Scene, here: GoalState) -> Markup {
    let content = &scene.plan.read.content;
    html! {
        nav.wm-tabs aria-label="Goals" { ul {
            @for state in GoalState::ALL {
                li {
                    a.govuk-link href=(format!("{}?show={}", address(&scene.heading.person), state.code()))
                        aria-current=[(*state == here).then_some("page")] {
                        (state.says()) " (" (content.in_state(*state).count()) ")"
                    }
                }
            }
        } }
    }
}

fn goals(ctx: &Ctx, scene: &Scene, state: GoalState) -> Markup {
    let here: Vec<&Goal> = scene.plan.read.content.in_state(state).collect();
    html! {
        @if here.is_empty() { (empty(scene, state)) }
        @for goal in here { (card(ctx, scene, goal)) }
    }
}

/// With no goal yet, a question that helps to find one.
fn empty(scene: &Scene, state: GoalState) -> Markup {
    html! {
        @match state {
            GoalState::Now => {
                p.govuk-body { "No goal is here yet. One is enough to begin with." }
                p.govuk-body {
                    "Try asking: if you woke up tomorrow and the hard part was gone, what would be the first thing you see?"
                }
            }
            GoalState::Later => p.govuk-body { "Nothing is kept for later." },
            GoalState::Done => p.govuk-body { "No goal is done yet. Each one stays here as a win for " bdi { (scene.name()) } "." },
            GoalState::PutAside => p.govuk-body { "Nothing is put aside." },
        }
    }
}

fn card(ctx: &Ctx, scene: &Scene, goal: &Goal) -> Markup {
    html! {
        section.wm-card {
            h3.wm-card__title {
                a.govuk-link href=(goal_address(&scene.heading.person, &goal.id)) { (shown_words(goal)) }
            }
            p { (whose(scene, goal)) }
            @if let Some(line) = facts(scene, goal) { p.wm-muted { (line) } }
            (steps(ctx, scene, goal))
        }
    }
}

/// Whose words a goal is in.
pub(super) fn whose(scene: &Scene, goal: &Goal) -> Markup {
    let says = if goal.is_in_their_words() {
        format!("{}’s own words", scene.name())
    } else {
        format!("Suggested by {}", teller(&goal.original().said.by, Door::Team, scene.name()))
    };
    let colour = if goal.is_in_their_words() { TagColour::Teal } else { TagColour::Grey };
    Tag::new(says).colour(colour).render()
}

/// The parts of life it is about, and how near they are.
pub(super) fn facts(scene: &Scene, goal: &Goal) -> Option<String> {
    let areas = goal.areas.iter().map(|area| scene.words.area(*area).to_owned());
    let all: Vec<String> = areas.chain(nearness(goal)).collect();
    (!all.is_empty()).then(|| all.join(" · "))
}

pub(super) fn steps(ctx: &Ctx, scene: &Scene, goal: &Goal) -> Markup {
    html! {
        @if goal.steps.is_empty() { p.govuk-body { "No step yet." } } @else {
            ul.wm-steps { @for step in &goal.steps { li { (step_line(ctx, scene, step)) } } }
        }
    }
}

/// One step in a line: its words, whose it is, by when, and how it stands.
pub(super) fn step_line(ctx: &Ctx, scene: &Scene, step: &waymark_cases::plans::Step) -> Markup {
    html! {
        (step_words(step)) " "
        span.wm-muted {
            bdi { (step.whose(scene.name())) }
            @if let Some(by) = step.by_when.filter(|_| step.is_open()) { ", due " (words::how_soon(by, ctx.today())) }
        }
        @if step.state != StepState::ToDo {
            " " (Tag::new(step.state.says()).colour(step_colour(step.state)))
        }
    }
}

const fn step_colour(state: StepState) -> TagColour {
    match state {
        StepState::Done => TagColour::Teal,
        StepState::Stuck => TagColour::Yellow,
        StepState::ToDo | StepState::NotNeeded => TagColour::Grey,
    }
}

fn promises(ctx: &Ctx, scene: &Scene) -> Markup {
    let all = &scene.plan.read.content.promises;
    html! {
        @if !all.is_empty() {
            h3.govuk-heading-m { "What we promised" }
            ul.wm-steps {
                @for step in all {
                    li {
                        (step_line(ctx, scene, step))
                        @if scene.may_write && step.is_open() { (goal::step_buttons(ctx, scene, step, "")) }
                    }
                }
            }
        }
    }
}

/// What the law wants said, by what still is not (CON-01).
fn still_to_cover(whole: &Whole) -> Markup {
    let scene = &whole.scene;
    let open: Vec<Matter> = whole
        .coverage
        .iter()
        .filter(|(_, covered)| *covered == Covered::StillToCover)
        .map(|(matter, _)| *matter)
        .collect();
    html! {
        h3.govuk-heading-m #cover { "Still to cover" }
        p.wm-muted { (whole.situation.form()) "." }
        @if open.is_empty() {
            p.govuk-body { "Everything is covered. The plan can be sent for approval." }
        } @else {
            p.govuk-body { (words::count(open.len() as i64, "matter is", "matters are")) " still to cover. A goal can cover one, or a few words." }
            ul.govuk-list.govuk-list--bullet { @for matter in &open { li { (matter_link(scene, *matter)) } } }
        }
        (Details::new(format!("All {} matters, and how each stands", whole.coverage.len()), all_matters(whole)).render())
    }
}

fn matter_link(scene: &Scene, matter: Matter) -> Markup {
    html! {
        @if scene.may_write {
            a.govuk-link href=(page(&scene.heading.person, &format!("matter/{}", matter.code()))) { (matter.label()) }
        } @else { (matter.label()) }
    }
}

fn all_matters(whole: &Whole) -> Markup {
    html! {
        dl.wm-facts {
            @for (matter, covered) in &whole.coverage {
                dt { (matter_link(&whole.scene, *matter)) }
                dd { (how_covered(covered)) (matter_words(&whole.scene, *matter)) }
            }
        }
    }
}

fn how_covered(covered: &Covered) -> String {
    match covered {
        Covered::InWords => "Covered".into(),
        Covered::InGoals { goals, has_a_dated_step: true } => {
            format!("Covered by {}, with a name and a day", words::count(*goals as i64, "goal", "goals"))
        }
        Covered::InGoals { goals, has_a_dated_step: false } => {
            format!("Covered by {}. No step has a day yet", words::count(*goals as i64, "goal", "goals"))
        }
        Covered::NotNeeded(_) => "Not needed, because:".into(),
        Covered::StillToCover => "Still to cover".into(),
    }
}

fn matter_words(scene: &Scene, matter: Matter) -> Markup {
    let says = scene.plan.read.content.matters.get(&matter);
    html! {
        @if let Some(says) = says {
            @for said in says.texts.iter().chain(&says.not_needed) { (quote(said, Door::Team, scene.name())) }
        }
    }
}

/// What they think of the version sent last.
fn agreement(scene: &Scene) -> Markup {
    let version = scene.plan.read.to_agree();
    let agreement = version.and_then(Version::agreement);
    html! {
        h3.govuk-heading-m { "Do they agree?" }
        @match agreement {
            Some(one) => {
                p.govuk-body { strong { (one.answer.says()) } @if let Some(version) = version { ", version " (version.number) } "." }
                @if !one.said.words.is_empty() { (quote(&one.said, Door::Team, scene.name())) }
                @if !one.heard.is_empty() { p.wm-muted { "Written down by a worker: " (one.heard) } }
            }
            None => p.govuk-body { "Not asked yet." },
        }
        @if scene.may_write && version.is_some() {
            p.govuk-body { a.govuk-link href=(page(&scene.heading.person, "agreement")) { "Write down what they say" } }
        }
    }
}

fn version_list(scene: &Scene) -> Markup {
    let all = &scene.plan.read.versions;
    html! {
        h3.govuk-heading-m { "Versions" }
        @if all.is_empty() { p.govuk-body { "No version was sent for approval yet." } } @else {
            ul.govuk-list {
                @for version in all.iter().rev() {
                    li {
                        a.govuk-link href=(page(&scene.heading.person, &format!("version/{}", version.number))) {
                            "Version " (version.number)
                        }
                        ", " (words::date(version.sent_on)) ": " (stands(version))
                    }
                }
            }
        }
    }
}

/// How a version stands, in a few words.
pub(crate) fn stands(version: &Version) -> &'static str {
    match version.decided.as_ref().map(|decided| decided.decision) {
        Some(Decision::Approved) => "approved",
        Some(Decision::SentBack) => "sent back, with what to change",
        None => "waits for a manager",
    }
}

fn send(ctx: &Ctx, whole: &Whole) -> Markup {
    let scene = &whole.scene;
    let plan = &scene.plan.read;
    let is_whole = whole.coverage.iter().all(|(_, covered)| *covered != Covered::StillToCover);
    let waits = plan.latest().is_some_and(|version| version.decided.is_none());
    html! {
        @if scene.may_write && is_whole && !waits && plan.has_changed_since_sent() {
            p.govuk-body { "A manager who did not write it will read it. " bdi { (scene.name()) } " can see that it was sent." }
            (button_form(ctx, &page(&scene.heading.person, "send"), &Button::save("Send for approval")))
        }
    }
}

/// Those who can read it by what they are, and who decides about anybody else (ACC-15).
const READ_IT: &[RelationshipKind] = &[
    RelationshipKind::AllocatedWorker,
    RelationshipKind::SecondWorker,
    RelationshipKind::ReviewingOfficerAppointment,
    RelationshipKind::Supervisor,
];

fn who_sees(ctx: &Ctx, whole: &Whole) -> Markup {
    let scene = &whole.scene;
    let today = ctx.today();
    let reads = |tie: &&Tie| tie.holds_on(today) && tie.kind().is_some_and(|kind| READ_IT.contains(&kind));
    let is_adult = age_on(scene.heading.summary.born_on.0, today, LeapBirthday::default()) >= 18;
    html! {
        h3.govuk-heading-m { "Who can see it" }
        dl.wm-facts {
            @for tie in whole.ties.iter().filter(reads) {
                dt { (overview::what_they_are(tie)) }
                dd { (tie.name.as_deref().unwrap_or_default()) }
            }
            dt { "Managers" } dd { "Those of the team, and the head of service" }
        }
        p.govuk-body {
            @if is_adult { "Anybody else sees it only if " bdi { (scene.name()) } " says so." }
            @else { "Carers see what is asked of them. From 18, " bdi { (scene.name()) } " chooses who sees it." }
        }
    }
}

/// Sends the plan for approval as it reads.
pub async fn post_send(ctx: Ctx, Path(person): Path<String>, form: Form<OnlyAButton>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            let status = tx.permit::<class::Status, Read>(&person)?;
            versions::send(tx, &permit, &status)?;
            Ok(address(&person))
        })
        .await?;
    ctx.go_saying(&to, "Sent. A manager can read it now.")
}

/// Every answer there is to a version, for its radios.
pub(super) const ANSWERS: &[Answer] = Answer::ALL;
