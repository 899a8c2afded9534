//! Y32 Who looked: every look at your record by day, who, what and why, in plain words (ACC-30, journey 10).

use maud::{Markup, html};
use waymark_cases::access::{Action, Class, Purpose, Read, class};
use waymark_cases::looked::{self, Look, Looker};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;
use crate::words;

const NEWEST: i64 = 500;

pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.myself()?;
    let looks = ctx
        .read(move |r| {
            let permit = r.permit::<class::AccessHistory, Read>(&me)?;
            looked::at_record(r, &permit, NEWEST)
        })
        .await?;
    let days = by_day(&looks);
    ctx.show(Sheet::new("Who looked", view(&ctx, &days)))
}

/// One line of a day: somebody, and the kinds of thing they looked at.
struct Line {
    who: String,
    what: Vec<&'static str>,
    wrote: bool,
    why: &'static str,
}

struct Day {
    on: jiff::civil::Date,
    lines: Vec<Line>,
    yourself: bool,
}

/// Looks by other people, one line each day for each of them. Your own are one short line: you know those.
fn by_day(looks: &[Look]) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for look in looks {
        if days.last().is_none_or(|day| day.on != look.on) {
            days.push(Day { on: look.on, lines: Vec::new(), yourself: false });
        }
        if let Some(day) = days.last_mut() {
            add(day, look);
        }
    }
    days
}

fn add(day: &mut Day, look: &Look) {
    let Looker::Staff { first_name, job, .. } = &look.who else {
        day.yourself |= look.who == Looker::Themselves;
        return;
    };
    let who = format!("{first_name}, {}", lower(job));
    let what = look.class.map_or("your record", what_in_words);
    let wrote = look.action == Action::Write.says();
    let line = match day.lines.iter().position(|line| line.who == who) {
        Some(at) => &mut day.lines[at],
        None => {
            day.lines.push(Line { who, what: Vec::new(), wrote: false, why: why_in_words(&look.purpose) });
            day.lines.last_mut().expect("just put there")
        }
    };
    line.wrote |= wrote;
    if !wrote && !line.what.contains(&what) {
        line.what.push(what);
    }
}

fn lower(job: &str) -> String {
    job.to_lowercase()
}

fn what_in_words(class: Class) -> &'static str {
    match class {
        Class::Identity => "your name and how to reach you",
        Class::Status => "your dates and what you can get",
        Class::Plan => "your plan",
        Class::CaseNotes => "notes and what you told us",
        Class::SafetyPlan => "your staying safe plan",
        Class::Health => "your health",
        Class::Immigration => "your papers",
        Class::Family => "your family",
        Class::EducationWorkHousing => "your home, learning and work",
        Class::Money | Class::BankDetails => "your money",
        Class::OwnDocuments => "your documents",
        Class::Messages => "your messages",
        Class::AccessHistory => "this list",
        Class::RestrictedNote
        | Class::ManagementOversight
        | Class::SupervisionNotes
        | Class::Audits
        | Class::Permissions
        | Class::SurveyAnswers
        | Class::Statistics
        | Class::WholeRecordExport
        | Class::UsersAndSettings => "your record",
    }
}

fn why_in_words(purpose: &str) -> &'static str {
    match Purpose::from_code(purpose) {
        Some(Purpose::Support) => "to help you",
        Some(Purpose::Oversight) => "to check our work",
        Some(Purpose::Payments) => "to pay you",
        Some(Purpose::Reporting) => "to count",
        Some(Purpose::InformationRights) => "to answer a question",
        Some(Purpose::WorkOfTheRole | Purpose::OwnRecord | Purpose::Administration) | None => "for their job",
    }
}

fn view(ctx: &Ctx, days: &[Day]) -> Markup {
    let others: Vec<&Day> = days.iter().filter(|day| !day.lines.is_empty()).collect();
    html! {
        p.govuk-body { "We write down each time someone looks at your record." }
        @if others.is_empty() { p.govuk-body { (only_you(ctx, days)) } }
        @for day in &others {
            h2.govuk-heading-m { (words::day(day.on, ctx.today())) }
            ul.wm-looks { @for line in &day.lines { (look(line)) } }
        }
        p.govuk-body { "Does something look wrong? Ask your adviser, or someone on your side." }
        p.govuk-body { a.govuk-link href="/me/help" { "See who can help" } }
    }
}

fn look(line: &Line) -> Markup {
    html! {
        li {
            p.wm-looks__who { strong { (line.who) } }
            @if !line.what.is_empty() { p.govuk-body { "Looked at: " (line.what.join("; ")) "." } }
            @if line.wrote { p.govuk-body { "Wrote in your record." } }
            p.wm-muted { "Why: " (line.why) "." }
        }
    }
}

fn only_you(ctx: &Ctx, days: &[Day]) -> String {
    match days.last() {
        Some(first) if first.yourself => format!("Only you have looked since {}.", words::day(first.on, ctx.today())),
        _ => "No one has looked yet.".into(),
    }
}
