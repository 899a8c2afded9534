//! One version of a plan: as it read when it was sent, what is different from the one before, what they think, and the
//! manager's reading of it (S54, S1 6.10). Nobody approves what they wrote themselves (ACC-08).

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Approve, Read, class};
use waymark_cases::db::Reading;
use waymark_cases::ids::PersonId;
use waymark_cases::plans::compare::{self, Change};
use waymark_cases::plans::versions::{self, NewDecision};
use waymark_cases::plans::{Content, Decision, GoalState, Version};
use waymark_govuk::{Button, Details, Radios, Textarea};

use super::{Scene, address, facts, page, stands, step_line, whose};
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::pages::plan::{quote, shown_words, step_words, teller};
use crate::words;

/// What somebody may do with a version that waits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hand {
    Decides,
    /// They may approve plans, but wrote in this one.
    WroteIt,
    OnlyReads,
}

fn hand(r: &mut Reading<'_>, person: &PersonId, version: &str) -> waymark_cases::Result<Hand> {
    let permit = r.permit::<class::Plan, Read>(person)?;
    if r.permit_if_allowed::<class::Plan, Approve>(person)?.is_none() {
        return Ok(Hand::OnlyReads);
    }
    let writers = versions::written_by(r, &permit, version)?;
    let own = r.asking().actor().is_some_and(|actor| writers.contains(&actor.who));
    Ok(if own { Hand::WroteIt } else { Hand::Decides })
}

fn at(person: &PersonId, number: i32) -> String {
    page(person, &format!("version/{number}"))
}

pub async fn get(ctx: Ctx, Path((person, number)): Path<(String, String)>) -> PageResult {
    let number = number.parse().map_err(|_| Error::NotFound)?;
    show(&ctx, PersonId::parse(&person)?, number, &Typed::default(), &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, number: i32, typed: &Typed, mends: &Mends) -> PageResult {
    let read = ctx.read(move |r| Sent::read(r, &person, number)).await?;
    let main = view(ctx, &read, typed, mends);
    ctx.show(read.scene.heading.sheet(ctx, "plan", &format!("Plan, version {number}"), main).to_mend(mends))
}

/// A version with what it read, what the one before it read, and what the visitor may do with it.
struct Sent {
    scene: Scene,
    version: Version,
    content: Content,
    before: Content,
    hand: Hand,
}

impl Sent {
    fn read(r: &mut Reading<'_>, person: &PersonId, number: i32) -> waymark_cases::Result<Self> {
        let scene = Scene::read(r, person)?;
        let permit = r.permit::<class::Plan, Read>(person)?;
        let version = numbered(&scene, number).ok_or(waymark_cases::Error::NotFound)?.clone();
        let content = versions::content_of(r, &permit, &version.id)?;
        let before = match numbered(&scene, number - 1) {
            Some(before) => versions::content_of(r, &permit, &before.id)?,
            None => Content::default(),
        };
        let hand = hand(r, person, &version.id)?;
        Ok(Self { scene, version, content, before, hand })
    }
}

fn numbered(scene: &Scene, number: i32) -> Option<&Version> {
    scene.plan.read.versions.iter().find(|version| version.number == number)
}

fn view(ctx: &Ctx, sent: &Sent, typed: &Typed, mends: &Mends) -> Markup {
    let Sent { scene, version, hand, .. } = sent;
    let sent_by = teller(&version.sent_by, Door::Team, scene.name());
    html! {
        p.govuk-body { "Sent by " (sent_by) " on " (words::date(version.sent_on)) ". It " (stands(version)) "." }
        (decided(scene, version))
        (agreement(scene, version))
        (changes(sent))
        (as_it_read(ctx, sent))
        @if version.decided.is_none() {
            @match hand {
                Hand::Decides => { (form(ctx, scene, version, typed, mends)) }
                Hand::WroteIt => { p.govuk-body { "You wrote in this plan or sent it. Somebody else must approve it." } }
                Hand::OnlyReads => {}
            }
        }
        p.govuk-body { a.govuk-link href=(address(&scene.heading.person)) { "Back to the plan" } }
    }
}

fn decided(scene: &Scene, version: &Version) -> Markup {
    html! {
        @if let Some(decided) = &version.decided {
            h3.govuk-heading-m { "What the manager wrote" }
            p.govuk-body {
                (decided.decision.says()) ". " (yes_no("Seen", decided.seen)) " " (yes_no("Took part", decided.took_part))
            }
            (quote(&decided.said, Door::Team, scene.name()))
        }
    }
}

fn yes_no(what: &str, yes: bool) -> String {
    format!("{what}: {}.", if yes { "yes" } else { "no" })
}

fn agreement(scene: &Scene, version: &Version) -> Markup {
    html! {
        h3.govuk-heading-m { "Do they agree?" }
        @if version.agreements.is_empty() { p.govuk-body { "Not asked yet." } }
        @for one in version.agreements.iter().rev() {
            p.govuk-body { strong { (one.answer.says()) } ", " (words::date(one.said.on)) "." }
            @if !one.said.words.is_empty() { (quote(&one.said, Door::Team, scene.name())) }
            @if !one.heard.is_empty() { p.wm-muted { "Written down by a worker: " (one.heard) } }
        }
    }
}

/// What is different from the version before it.
fn changes(sent: &Sent) -> Markup {
    let all = compare::between(&sent.before, &sent.content);
    let title = if sent.version.number == 1 { "What is in it" } else { "What is new since the version before" };
    html! {
        h3.govuk-heading-m { (title) }
        @if all.is_empty() { p.govuk-body { "Nothing is different." } } @else {
            ul.govuk-list.govuk-list--bullet { @for one in &all { li { (change(one)) } } }
        }
    }
}

fn change(one: &Change<'_>) -> Markup {
    html! {
        @match one {
            Change::GoalAdded(goal) => { "New goal: " (shown_words(goal)) }
            Change::GoalReworded { before, after } => {
                "In other words: " (shown_words(after)) " Before: " (shown_words(before))
            }
            Change::GoalMoved { goal, from } => { (from.says()) " before, now " (moved_to(goal.state)) ": " (shown_words(goal)) }
            Change::Nearer { goal, from, to } => {
                "How near: " (to) @if let Some(from) = from { ", was " (from) } ": " (shown_words(goal))
            }
            Change::StepAdded(_, step) => { "New step: " (step_words(step)) }
            Change::StepMoved(_, step) => { "Step " (step.state.says().to_lowercase()) ": " (step_words(step)) }
            Change::MatterWritten(matter) => { "Written: " (matter.label()) }
        }
    }
}

fn moved_to(state: GoalState) -> String {
    state.says().to_lowercase()
}

fn as_it_read(ctx: &Ctx, sent: &Sent) -> Markup {
    let (scene, content) = (&sent.scene, &sent.content);
    let list = html! {
        @for goal in &content.goals {
            section.wm-card {
                h4.wm-card__title { (shown_words(goal)) }
                p { (whose(scene, goal)) " " (goal.state.says()) }
                @if let Some(line) = facts(scene, goal) { p.wm-muted { (line) } }
                ul.wm-steps { @for step in &goal.steps { li { (step_line(ctx, scene, step)) } } }
            }
        }
        dl.wm-facts {
            @for (matter, says) in &content.matters {
                dt { (matter.label()) }
                dd { @for said in says.texts.iter().chain(&says.not_needed) { (quote(said, Door::Team, scene.name())) } }
            }
        }
    };
    Details::new("The whole plan, as it read", list).open(sent.version.decided.is_none()).render()
}

fn form(ctx: &Ctx, scene: &Scene, version: &Version, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let asks = |field: &'static str, says: String| {
        Radios::new(field, says)
            .choice("yes", "Yes")
            .choice("no", "No")
            .inline()
            .small()
            .chosen(typed.text(field).to_owned())
            .error(error(field))
    };
    let decision = Radios::new("decision", "What do you decide?")
        .choice(Decision::Approved.code(), "Approve it")
        .choice(Decision::SentBack.code(), "Send it back, and say what to change");
    html! {
        h3.govuk-heading-m { "Your reading of it" }
        form method="post" action=(at(&scene.heading.person, version.number)) novalidate {
            (form_fields(ctx))
            (decision.chosen(typed.text("decision").to_owned()).error(error("decision")))
            (asks("seen", format!("Was {} seen?", scene.name())))
            (asks("took_part", format!("Did {} take part?", scene.name())))
            (Textarea::new("analysis", "What did you find?").rows(5)
                .hint("What is strong, what is thin, and what must happen. They can read it.")
                .value(typed.raw("analysis").to_owned()).error(error("analysis")))
            (Button::save("Save decision"))
        }
        (good_plan())
    }
}

/// What to look for on reading a plan.
fn good_plan() -> Markup {
    const QUESTIONS: &[&str] = &[
        "Is it in their own words, and does it sound like them?",
        "Does each goal matter to them, and say why?",
        "Is each step small, with a name and a day?",
        "Do we promise things too, and can we keep them?",
        "Is there a plan B, and does it say what keeps them safe?",
        "Do we see where we do not agree, in both sides' words?",
    ];
    let list = html! { ul.govuk-list.govuk-list--bullet { @for one in QUESTIONS { li { (one) } } } };
    Details::new("What a good plan looks like", list).render()
}

/// A manager's decision.
pub struct Decides;

impl Fields for Decides {
    const ONE: &'static [&'static str] = &["decision", "seen", "took_part", "analysis"];
}

const LONGEST: usize = 8000;

fn read(typed: &Typed, mends: &mut Mends) -> Option<NewDecision> {
    let decision = Decision::from_code(typed.text("decision"));
    if decision.is_none() {
        mends.add("decision", "Select what you decide");
    }
    for (field, says) in [("seen", "Select if they were seen"), ("took_part", "Select if they took part")] {
        if !["yes", "no"].contains(&typed.text(field)) {
            mends.add(field, says);
        }
    }
    let analysis = typed.text("analysis").to_owned();
    if analysis.is_empty() {
        mends.add("analysis", "Enter what you found");
    } else if analysis.chars().count() > LONGEST {
        mends.add("analysis", "This must be 8,000 characters or less");
    }
    let yes = |field: &str| typed.text(field) == "yes";
    let new = NewDecision { decision: decision?, seen: yes("seen"), took_part: yes("took_part"), analysis };
    mends.is_empty().then_some(new)
}

pub async fn post(ctx: Ctx, Path((person, number)): Path<(String, String)>, form: Form<Decides>) -> PageResult {
    let (person, number) = (PersonId::parse(&person)?, number.parse::<i32>().map_err(|_| Error::NotFound)?);
    let mut mends = Mends::default();
    let Some(new) = read(&form.typed, &mut mends) else {
        return show(&ctx, person, number, &form.typed, &mends).await;
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Read>(&person)?;
            let version = versions::numbered(tx, &permit, number)?;
            let writers = versions::written_by(tx, &permit, &version)?;
            let permit = tx.permit_to_settle::<class::Plan, Approve>(&person, &writers)?;
            versions::decide(tx, &permit, &version, &new)?;
            Ok("/team/approvals".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved. The young person and their workers can read it.")
}
