//! Finishing the assessment: the worker sends it with an analysis of the whole; a manager who wrote none of it reads who was
//! seen and what they said, and approves it or sends it back (ACC-08, CLK-81).

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::Role::{self, PracticeSupervisor, TeamManager};
use waymark_cases::access::{Approve, Permit, Read, Write, class};
use waymark_cases::assessments::{self, Decision, Domain, SentStep, StepKind};
use waymark_cases::db::Reading;
use waymark_cases::ids::{PersonId, RowId};
use waymark_cases::sides::Side;
use waymark_govuk::{Button, Checkboxes, Radios, Textarea};

use super::{Known, address};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::{urls, words};

/// Those who approve what others wrote (matrix, class 3).
pub const APPROVES: &[Role] = &[PracticeSupervisor, TeamManager];

const LONGEST: usize = 4000;

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    show(&ctx, PersonId::parse(&person)?, "", &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, typed: &str, mends: &Mends) -> PageResult {
    let known = ctx.read(move |r| Known::read(r, &person)).await?;
    if !known.may_write {
        return Err(Error::NotFound);
    }
    let main = view(ctx, &known, typed, mends);
    ctx.show(known.heading.sheet(ctx, "assess", "Send to a manager", main).to_mend(mends))
}

fn view(ctx: &Ctx, known: &Known, typed: &str, mends: &Mends) -> Markup {
    let missing = known.all.still_to_cover();
    let back = urls::person_page(&known.heading.person, "assess");
    html! {
        p.govuk-body { a.govuk-link href=(back) { "All parts" } }
        @if known.all.waits().is_some() {
            p.govuk-body { "It is with a manager now. You can still add to it." }
        } @else if !missing.is_empty() {
            p.govuk-body { "Before it can be sent, this is still to cover:" }
            ul class="govuk-list govuk-list--bullet" { @for one in &missing { li { (one.says(&known.words)) } } }
            p.govuk-body { "If a part does not matter to them now, write that down and why." }
        } @else {
            p.govuk-body { "All ten parts have something in them. A manager who wrote none of it will read it." }
            form method="post" action=(address(&known.heading.person, "finish")) novalidate {
                (form_fields(ctx))
                (Textarea::new("analysis", "What do you make of it as a whole?")
                    .hint("What is strong, what worries you, and what daily life is like. They can read this.")
                    .rows(8).value(typed.to_owned()).error(mends.of("analysis").map(str::to_owned)))
                (Button::save("Send to a manager"))
            }
        }
    }
}

/// The form of the worker's analysis.
pub struct Sent;

impl Fields for Sent {
    const ONE: &'static [&'static str] = &["analysis"];
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Sent>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let text = form.typed.text("analysis").to_owned();
    let mut mends = Mends::default();
    check(&text, &mut mends);
    if !mends.is_empty() {
        return show(&ctx, person, form.typed.raw("analysis"), &mends).await;
    }
    let back = urls::person_page(&person, "assess");
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            assessments::send(tx, &permit, &text)?;
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Sent to a manager")
}

fn check(text: &str, mends: &mut Mends) {
    if text.is_empty() {
        mends.add("analysis", "Write what you make of it");
    } else if text.chars().count() > LONGEST {
        mends.add("analysis", "This must be 4,000 characters or less");
    }
}

/// What a manager reads before deciding.
struct ToDecide {
    known: Known,
    may_settle: bool,
}

impl ToDecide {
    fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Self> {
        let known = Known::read(r, person)?;
        let may_settle = settle(r, person)?.is_some();
        Ok(Self { known, may_settle })
    }
}

fn settle(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Option<Permit<class::Plan, Approve>>> {
    let plan = r.permit::<class::Plan, Read>(person)?;
    assessments::permit_to_settle(r, &plan)
}

pub async fn get_approve(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    show_approve(&ctx, PersonId::parse(&person)?, &Typed::default(), &Mends::default()).await
}

async fn show_approve(ctx: &Ctx, person: PersonId, typed: &Typed, mends: &Mends) -> PageResult {
    let page = ctx.read(move |r| ToDecide::read(r, &person)).await?;
    let main = decide(ctx, &page, typed, mends);
    ctx.show(page.known.heading.sheet(ctx, "assess", "Read and decide", main).to_mend(mends))
}

fn decide(ctx: &Ctx, page: &ToDecide, typed: &Typed, mends: &Mends) -> Markup {
    let known = &page.known;
    html! {
        p.govuk-body { a.govuk-link href=(urls::person_page(&known.heading.person, "assess")) { "Read all parts" } }
        @match known.all.waits() {
            None => { p.govuk-body { "Nothing waits for a decision." } }
            Some(sent) => {
                (what_was_sent(known, sent))
                (took_part(known))
                @if page.may_settle { (form(ctx, known, sent, typed, mends)) } @else {
                    div.govuk-inset-text { "You wrote some of this, or it is not yours to decide. Another manager must read it." }
                }
            }
        }
        (decided(known))
    }
}

fn what_was_sent(known: &Known, sent: &SentStep) -> Markup {
    html! {
        h3.govuk-heading-m { "What their worker makes of it" }
        p.govuk-body.wm-as-typed { (sent.words) }
        p.wm-muted { (known.worker(&sent.recorded_by)) ", sent on " (words::date(sent.on())) }
    }
}

/// How far their own words reach, so that "took part" is looked at and not guessed.
fn took_part(known: &Known) -> Markup {
    let own = |domain: &&Domain| known.all.standing(**domain).any(|one| one.side == Side::Theirs);
    let (with, without): (Vec<&Domain>, Vec<&Domain>) = Domain::ALL.iter().partition(own);
    let agreed = Domain::ALL.iter().filter(|domain| known.all.view(**domain).is_some()).count();
    html! {
        h3.govuk-heading-m { "How they took part" }
        dl.wm-facts {
            dt { "In their own words" } dd { (with.len()) " of " (Domain::ALL.len()) " parts" }
            @if !without.is_empty() {
                dt { "Not in their words" }
                dd { @for (at, domain) in without.iter().enumerate() { @if at > 0 { ", " } (domain.named(&known.words)) } }
            }
            dt { "Said whether they agree" } dd { (agreed) " of " (Domain::ALL.len()) " parts" }
        }
    }
}

fn form(ctx: &Ctx, known: &Known, sent: &SentStep, typed: &Typed, mends: &Mends) -> Markup {
    let tick = |field: &'static str, says: &'static str| {
        Checkboxes::single(field, "yes", says)
            .chosen(typed.is_on(field).then_some("yes"))
            .error(mends.of(field).map(str::to_owned))
    };
    html! {
        h3.govuk-heading-m { "Your decision" }
        form method="post" action=(address(&known.heading.person, "approve")) novalidate {
            (form_fields(ctx))
            input type="hidden" name="about" value=(sent.id);
            (tick("seen", "They were seen for this").render())
            (tick("took_part", "They took part in it").render())
            (Textarea::new("analysis", "Your own analysis").hint("What you make of it, and what should come of it. They can read this.")
                .rows(6).value(typed.raw("analysis").to_owned()).error(mends.of("analysis").map(str::to_owned)))
            (Radios::new("decision", "What do you decide?").choice("approve", "Approve it").choice("back", "Send it back, with what is still to do")
                .chosen(typed.text("decision").to_owned()).error(mends.of("decision").map(str::to_owned)))
            (Button::save("Save decision"))
        }
    }
}

fn decided(known: &Known) -> Markup {
    let decided: Vec<&SentStep> =
        known.all.steps.iter().rev().filter(|step| step.kind() != Some(StepKind::Sent)).collect();
    html! {
        @if !decided.is_empty() {
            h3.govuk-heading-m { "What managers decided" }
            ol.wm-timeline {
                @for step in decided {
                    li {
                        p.wm-timeline__when { (words::date(step.on())) }
                        p.wm-timeline__what { (step.kind().map(StepKind::says).unwrap_or_default()) }
                        p.wm-as-typed { (step.words) }
                        p.wm-muted { (known.worker(&step.recorded_by)) }
                    }
                }
            }
        }
    }
}

/// The form of a decision.
pub struct Decided;

impl Fields for Decided {
    const ONE: &'static [&'static str] = &["about", "seen", "took_part", "analysis", "decision"];
}

fn decision_of(typed: &Typed, mends: &mut Mends) -> Option<(bool, Decision)> {
    let approves = match typed.text("decision") {
        "approve" => Some(true),
        "back" => Some(false),
        _ => {
            mends.add("decision", "Select what you decide");
            None
        }
    };
    let decision = Decision {
        about: RowId::parse(typed.text("about")).ok()?,
        analysis: typed.text("analysis").to_owned(),
        seen: typed.is_on("seen"),
        took_part: typed.is_on("took_part"),
    };
    if approves == Some(true) && !decision.seen {
        mends.add("seen", "They must be seen before it is approved");
    }
    if approves == Some(true) && !decision.took_part {
        mends.add("took_part", "They must take part before it is approved");
    }
    check(&decision.analysis, mends);
    approves.filter(|_| mends.is_empty()).map(|approves| (approves, decision))
}

pub async fn post_approve(ctx: Ctx, Path(person): Path<String>, form: Form<Decided>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let Some((approves, decision)) = decision_of(&form.typed, &mut mends) else {
        return show_approve(&ctx, person, &form.typed, &mends).await;
    };
    let (who, back) = (person.clone(), urls::person_page(&person, "assess"));
    let kept = ctx
        .write_once(&form.key, move |tx| {
            let permit = settle(tx, &who)?.ok_or(waymark_cases::Error::NotFound)?;
            if approves {
                assessments::approve(tx, &permit, &decision)?;
            } else {
                assessments::send_back(tx, &permit, &decision)?;
            }
            Ok(back.clone())
        })
        .await;
    match kept {
        Ok(to) => ctx.go_saying(&to, if approves { "Approved" } else { "Sent back" }),
        Err(Error::Contradicts(says)) => {
            mends.add("analysis", says);
            show_approve(&ctx, person, &form.typed, &mends).await
        }
        Err(error) => Err(error),
    }
}
