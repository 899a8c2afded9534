//! Y04 Home: who is with you, what you can get and why, what is new, and who looked.

use jiff::{SignedDuration, civil::Date};
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, RelationshipKind, class};
use waymark_cases::appointments::{self, Appointment};
use waymark_cases::facts::{self, FactKind};
use waymark_cases::looked::{self, Look, Looker};
use waymark_cases::plans::{self, PlanRead};
use waymark_cases::promises::{self, Promised};
use waymark_cases::relationships::{self, Tie};
use waymark_cases::status;
use waymark_govuk::Button;

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;
use crate::words;

struct Home {
    name: String,
    adviser: Option<Tie>,
    meets: Option<Appointment>,
    because: String,
    next: Option<String>,
    promised: Promised,
    plan: PlanRead,
    looked_lately: usize,
    last_look: Option<Date>,
    told_us: bool,
    going: super::going::Mine,
    meetings: Vec<waymark_cases::meetings::Meeting>,
}

const LATELY: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Home, for the young person who is signed in.
pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.myself()?;
    let today = ctx.today();
    let home = ctx
        .read(move |r| {
            let identity = r.permit::<class::Identity, Read>(&me)?;
            let status = r.permit::<class::Status, Read>(&me)?;
            let history = r.permit::<class::AccessHistory, Read>(&me)?;
            let about = facts::of_class(r, &identity)?;
            let explained = status::of_person(r, &status)?;
            let plain = explained.plain();
            let ties = relationships::of_person(r, &status)?;
            let plan = r.permit::<class::Plan, Read>(&me)?;
            let looks = looked::at_record(r, &history, 200)?;
            let planned = match r.permit_for_checked::<class::CaseNotes>(&me)? {
                Some(checked) => appointments::theirs(r, &checked)?,
                None => Vec::new(),
            };
            let (looked_lately, last_look) = lately(&looks, r.now());
            Ok(Home {
                name: about.shown_name().to_owned(),
                adviser: ties.into_iter().find(|tie| is_adviser(tie, today)),
                meets: planned.into_iter().next(),
                because: plain.young_person,
                next: plain.young_person_next,
                looked_lately,
                last_look,
                promised: promises::of_person(r, &status)?,
                plan: plans::as_read(r, &plan)?,
                told_us: about.get(FactKind::BestWay).is_some(),
                going: super::going::Mine::read(r, &me)?,
                meetings: super::meetings::all(r, &me)?,
            })
        })
        .await?;
    // The name is in the page and not in its title: a title stays in a shared browser's history.
    ctx.show(Sheet::new("Home", view(&ctx, &home)).own_heading())
}

fn is_adviser(tie: &Tie, today: Date) -> bool {
    tie.kind() == Some(RelationshipKind::AllocatedWorker) && tie.holds_on(today)
}

/// How many times other people looked in the last two weeks, and when the last was.
fn lately(looks: &[Look], now: jiff::Timestamp) -> (usize, Option<Date>) {
    let others: Vec<&Look> = looks
        .iter()
        .filter(|look| matches!(look.who, Looker::Staff { .. }) && now.duration_since(look.at) < LATELY)
        .collect();
    (others.len(), others.first().map(|look| look.on))
}

fn view(ctx: &Ctx, home: &Home) -> Markup {
    html! {
        h1.govuk-heading-l { "Hello " bdi { (home.name) } }
        (adviser(home))
        (super::plan::home_card(ctx, &home.plan))
        (meets(ctx, home))
        (super::meetings::home_card(ctx, &home.meetings))
        (super::promises::card(&home.promised))
        (super::going::card(ctx, &home.going))
        section.wm-card {
            h2.wm-card__title { "What you can get" }
            p.govuk-body { (home.because) }
            @if let Some(next) = &home.next { p.govuk-body { (next) } }
            p.govuk-body { a.govuk-link href="/me/rights" { "See why" } }
        }
        section.wm-card {
            h2.wm-card__title { "Your record" }
            p.govuk-body { (looks(ctx, home)) }
            p.govuk-body { a.govuk-link href="/me/record/looked" { "See who looked" } }
            p.govuk-body { a.govuk-link href="/me/record" { "Read your record" } }
        }
        @if !home.told_us {
            section.wm-card {
                h2.wm-card__title { "Tell us one thing" }
                p.govuk-body { "What is the best way to talk with you?" }
                p.govuk-body { a.govuk-link href="/me/settings/best_way" { "Tell us" } }
            }
        }
        p { (Button::link("Get help now", "/me/help").secondary().render()) }
    }
}

fn adviser(home: &Home) -> Markup {
    html! {
        section.wm-card {
            @match &home.adviser {
                Some(tie) => {
                    h2.wm-card__title { (tie.first_name.as_deref().unwrap_or_default()) " is your adviser" }
                    @if let Some(phone) = &tie.phone {
                        p.govuk-body { "Call or text " a.govuk-link href=(crate::urls::tel(phone)) { (phone) } "." }
                    }
                }
                None => {
                    h2.wm-card__title { "Your adviser" }
                    p.govuk-body { "You do not have one yet. We will tell you who it is." }
                }
            }
        }
    }
}

/// The next time they meet or talk, as it was agreed.
fn meets(ctx: &Ctx, home: &Home) -> Markup {
    let who = home.adviser.as_ref().and_then(|tie| tie.first_name.as_deref()).unwrap_or("your adviser");
    html! {
        @if let Some(next) = &home.meets {
            section.wm-card {
                h2.wm-card__title { "Next time with " bdi { (who) } }
                p.govuk-body {
                    (words::day(next.on, ctx.today()))
                    @if !next.at.is_empty() { " at " bdi { (next.at) } }
                    ": " (next.way.in_a_sentence()) "."
                }
                @if !next.place.is_empty() { p.govuk-body { "Where: " bdi { (next.place) } } }
            }
        }
    }
}

fn looks(ctx: &Ctx, home: &Home) -> String {
    match home.last_look {
        None => "Only you have looked in the last two weeks.".into(),
        Some(on) => {
            let times =
                if home.looked_lately == 1 { "once".to_owned() } else { format!("{} times", home.looked_lately) };
            format!("Workers looked {times} in two weeks. The last was {}.", words::day(on, ctx.today()))
        }
    }
}
