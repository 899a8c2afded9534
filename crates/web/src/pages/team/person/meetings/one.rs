//! One review (S42–S44): what they want of it, the report written to them, the meeting itself, and what is owed after. In
//! the order things happen; what is not this visitor's to write has no button.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Read, class};
use waymark_cases::clock::day_of;
use waymark_cases::db::{Reading, instant};
use waymark_cases::ids::PersonId;
use waymark_cases::meetings::{self, Card, Hand, Meeting, Resolved};
use waymark_cases::plans::{self, Content, GoalState, Said};
use waymark_govuk::Button;

use super::thing::Thing;
use super::{Heading, address, page, stands};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::PageResult;
use crate::frame::button_form;
use crate::pages::plan::{nearness, quote, shown_words};
use crate::words;

pub(super) struct Scene {
    pub heading: Heading,
    pub meeting: Meeting,
    pub plan: Content,
    pub hand: Option<Hand>,
}

impl Scene {
    pub(super) fn read(r: &mut Reading<'_>, person: &PersonId, id: &str) -> waymark_cases::Result<Self> {
        let heading = Heading::read(r, person)?;
        let permit = r.permit::<class::Plan, Read>(person)?;
        let meeting = meetings::one(r, &permit, id)?;
        let plan = plans::as_read(r, &permit)?.content;
        Ok(Self { heading, meeting, plan, hand: meetings::hand_if_any(r, person)? })
    }

    /// Whether this visitor writes it.
    pub(super) fn may(&self, thing: Thing) -> bool {
        self.hand.as_ref().is_some_and(|hand| hand.may_write(&self.meeting, &thing.empty(self)))
    }

    pub(super) fn at(&self, thing: Thing) -> String {
        page(&self.heading.person, &format!("{}/{}", self.meeting.id, thing.row().0))
    }

    fn name(&self) -> &str {
        self.heading.name()
    }

    fn quote(&self, said: &Said) -> Markup {
        quote(said, Door::Team, self.name())
    }
}

pub async fn get(ctx: Ctx, Path((person, meeting)): Path<(String, String)>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let scene = ctx.read(move |r| Scene::read(r, &person, &meeting)).await?;
    let title = scene.meeting.arrangement.kind.says();
    ctx.show(scene.heading.sheet(&ctx, "meetings", title, view(&ctx, &scene)))
}

fn view(ctx: &Ctx, scene: &Scene) -> Markup {
    let meeting = &scene.meeting;
    html! {
        p.govuk-body { strong { (stands(ctx, meeting)) } }
        (arranged(scene))
        (wishes(scene))
        (before(ctx, scene))
        (held(scene))
        @if meeting.held.is_some() { (decisions(ctx, scene)) (after(ctx, scene)) }
        p.govuk-body { a.govuk-link href=(address(&scene.heading.person)) { "All meetings" } }
    }
}

/// A link to write something, for whoever may.
fn link(scene: &Scene, thing: Thing, says: &str) -> Markup {
    html! {
        @if scene.meeting.is_open() && scene.may(thing) {
            p.govuk-body { a.govuk-link href=(scene.at(thing)) { (says) } }
        }
    }
}

/// A button that says something was done.
fn button(ctx: &Ctx, scene: &Scene, thing: Thing, says: &'static str) -> Markup {
    html! {
        @if scene.meeting.is_open() && scene.may(thing) {
            (button_form(ctx, &scene.at(thing), &Button::save(says).secondary()))
        }
    }
}

fn arranged(scene: &Scene) -> Markup {
    let plan = &scene.meeting.arrangement;
    html! {
        dl.wm-facts {
            dt { "What it is for" } dd { bdi { (plan.purpose) } }
            dt { "When" } dd { (words::date(plan.on)) @if !plan.at.is_empty() { ", " bdi { (plan.at) } } }
            dt { "How and where" } dd { (plan.way.says()) @if !plan.place.is_empty() { ", " bdi { (plan.place) } } }
            dt { "Who leads" } dd { (plan.lead.says()) }
        }
        @if let Some(off) = &scene.meeting.called_off { (scene.quote(off)) }
        @if scene.meeting.is_coming() {
            (link(scene, Thing::Arrange, "Change the day or place"))
            (link(scene, Thing::Off, "Call it off"))
        }
    }
}

/// What they want, card by card, in their order. Nobody writes over it.
fn wishes(scene: &Scene) -> Markup {
    let meeting = &scene.meeting;
    html! {
        h3.govuk-heading-m { "What " bdi { (scene.name()) } " wants" }
        @if meeting.wishes.is_empty() { p.govuk-body { "They have not said yet. They can at their own door, or tell you." } }
        @for card in Card::ALL {
            @if let Some(said) = meeting.wish(*card) {
                h4.govuk-heading-s { (card.says()) }
                (scene.quote(said))
                @if let Some(heard) = meeting.heard_besides(*card) { (scene.quote(heard)) }
            }
        }
        @if meeting.is_coming() {
            (link(scene, Thing::Wish, "Write down what they say"))
        }
    }
}

fn before(ctx: &Ctx, scene: &Scene) -> Markup {
    let meeting = &scene.meeting;
    html! {
        h3.govuk-heading-m { "Before" }
        h4.govuk-heading-s { "Report, written to " bdi { (scene.name()) } }
        @match &meeting.report {
            Some(report) => (scene.quote(report)),
            None => p.govuk-body { "Not written yet." },
        }
        @match meeting.report_shared {
            Some(at) => p.govuk-body { "Given to them " (words::how_soon(day_of(instant(at)), ctx.today())) ", " (words::time(instant(at))) "." },
            None => {
                p.wm-muted { "They should have it 48 hours before." }
                (link(scene, Thing::Report, "Write the report"))
                @if meeting.report.is_some() { (button(ctx, scene, Thing::GiveReport, "Give them the report")) }
            }
        }
        @if meeting.arrangement.kind.is_of_care() {
            h4.govuk-heading-s { "Reviewing officer speaks with them first" }
            @if meeting.spoken_with.is_empty() { p.govuk-body { "Not yet." } }
            @for said in &meeting.spoken_with { (scene.quote(said)) }
            @if meeting.held.is_none() {
                (link(scene, Thing::Spoken, "Write down that you spoke"))
            }
        }
    }
}

fn held(scene: &Scene) -> Markup {
    let meeting = &scene.meeting;
    html! {
        h3.govuk-heading-m { "The review" }
        @match &meeting.held {
            Some((on, took)) => p.govuk-body {
                "Held on " (words::date(*on)) ". "
                @if took.there { bdi { (scene.name()) } " was there. " } @else { bdi { (scene.name()) } " was not there. " }
                (took.voice.says()) "."
                @if meeting.formal { " It was a formal meeting with other services." }
            },
            None => {
                p.govuk-body { "Not held yet." }
                (link(scene, Thing::Held, "Record that it was held"))
            }
        }
        (numbers(scene))
        (goals(scene))
    }
}

/// Each person's number, theirs first.
fn numbers(scene: &Scene) -> Markup {
    html! {
        h4.govuk-heading-s { "From 0 to 10: how are things?" }
        @if scene.meeting.numbers.is_empty() { p.govuk-body { "Nobody has given a number yet." } }
        ul.govuk-list {
            @for one in &scene.meeting.numbers {
                li { strong { (one.number) } ", " bdi { (one.who) } @if !one.said.words.is_empty() { ": " span data-own-words { bdi { (one.said.words) } } } }
            }
        }
        (link(scene, Thing::Number, "Add a number"))
    }
}

/// How each goal goes, from the plan itself.
fn goals(scene: &Scene) -> Markup {
    html! {
        h4.govuk-heading-s { "The goals of the plan" }
        @if scene.plan.in_state(GoalState::Now).next().is_none() { p.govuk-body { "No goal is in the plan now." } }
        ul.govuk-list.govuk-list--bullet {
            @for goal in scene.plan.in_state(GoalState::Now) {
                li {
                    a.govuk-link href=(crate::pages::team::person::plan::goal_address(&scene.heading.person, &goal.id)) { (shown_words(goal)) }
                    @if let Some(near) = nearness(goal) { " " span.wm-muted { (near) } }
                }
            }
        }
    }
}

fn decisions(ctx: &Ctx, scene: &Scene) -> Markup {
    html! {
        h3.govuk-heading-m { "What was decided" }
        @if scene.meeting.decisions.is_empty() { p.govuk-body { "Nothing is written down yet." } }
        @for one in &scene.meeting.decisions { (decision(ctx, scene, one)) }
        (link(scene, Thing::Decision, "Add a decision"))
        @match scene.meeting.decisions_shared {
            Some(on) => p.govuk-body { "They were told " (words::how_soon(on, ctx.today())) "." },
            None => {
                p.wm-muted { "Tell them within 5 working days, in plain words." }
                (button(ctx, scene, Thing::Tell, "They are told what was decided"))
            }
        }
    }
}

fn decision(ctx: &Ctx, scene: &Scene, one: &Resolved) -> Markup {
    html! {
        section.wm-card {
            p.govuk-body { strong { bdi { (one.said.words) } } }
            p.wm-muted {
                @if !one.who.is_empty() { bdi { (one.who) } }
                @if let Some(by) = one.by_when { ", due " (words::how_soon(by, ctx.today())) }
            }
            @match &one.answer {
                Some((accepts, said)) => {
                    p.govuk-body { strong { @if *accepts { "They accept it." } @else { "They do not accept it." } } }
                    @if !said.words.is_empty() { (scene.quote(said)) }
                }
                None => p.wm-muted { "They have not said what they think of it." },
            }
        }
    }
}

/// What is owed after: the notes, a copy for them, the manager's answer, and the end of it.
fn after(ctx: &Ctx, scene: &Scene) -> Markup {
    let meeting = &scene.meeting;
    html! {
        h3.govuk-heading-m { "After" }
        h4.govuk-heading-s { "Notes of the review" }
        @match &meeting.record { Some(record) => (scene.quote(record)), None => p.govuk-body { "Not written yet." } }
        (link(scene, Thing::Notes, "Write the notes"))
        h4.govuk-heading-s { "Copy for them" }
        @if meeting.copies.is_empty() { p.govuk-body { "Not given yet." } }
        @for copy in &meeting.copies { (scene.quote(copy)) }
        (link(scene, Thing::Copy, "Record that they have a copy"))
        @if meeting.arrangement.kind.is_of_care() { (answered(scene)) }
        @if meeting.is_open() && scene.may(Thing::Finish) {
            (button(ctx, scene, Thing::Finish, "Finish this review"))
        } @else if meeting.is_open() && meeting.arrangement.kind.is_of_care() {
            p.wm-muted { "Only the reviewing officer can finish a review of care." }
        }
    }
}

fn answered(scene: &Scene) -> Markup {
    html! {
        h4.govuk-heading-s { "Manager’s answer to the decisions" }
        @match &scene.meeting.answered {
            Some((accepts, said)) => {
                p.govuk-body { @if *accepts { "Accepted." } @else { "Challenged." } }
                (scene.quote(said))
            }
            None => p.govuk-body { "Not answered yet." },
        }
        @if scene.meeting.answered.is_none() {
            (link(scene, Thing::Manager, "Answer the decisions"))
        }
    }
}
