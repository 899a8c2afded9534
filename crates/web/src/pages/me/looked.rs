//! Y32 Who looked: every look at your record by day, who, what and why, in plain words (ACC-30, journey 10).

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use waymark_cases::access::{Action, Class, Purpose, Read, class};
use waymark_cases::looked::{self, Listed, Look, Looker};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::frame::Sheet;
use crate::words;

const NEWEST: i64 = 500;

pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.myself()?;
    let (looks, listed) = ctx
        .read(move |r| {
            let permit = r.permit::<class::AccessHistory, Read>(&me)?;
            Ok((looked::at_record(r, &permit, NEWEST)?, looked::in_lists(r, &permit)?))
        })
        .await?;
    let days = by_day(&looks, &listed);
    ctx.show(Sheet::new("Who looked", view(&ctx, &days)))
}

/// One line of a day: somebody, and the kinds of thing they looked at.
struct Line {
    who: String,
    what: Vec<&'static str>,
    wrote: bool,
    /// A list or a search showed them the name.
    in_a_list: bool,
    in_a_search: bool,
    why: &'static str,
}

struct Day {
    on: Date,
    lines: Vec<Line>,
    yourself: bool,
}

/// Looks by other people, one line each day for each of them, however much they looked. Your own are one short line: you
/// know those.
fn by_day(looks: &[Look], listed: &[Listed]) -> Vec<Day> {
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    let mut day = |on: Date, add: &dyn Fn(&mut Day)| {
        add(days.entry(on).or_insert_with(|| Day { on, lines: Vec::new(), yourself: false }));
    };
    looks.iter().for_each(|look| day(look.on, &|day| day.add(look)));
    listed.iter().for_each(|one| day(one.on, &|day| day.add_listed(one)));
    days.into_values().rev().collect()
}

impl Day {
    fn add(&mut self, look: &Look) {
        let Some(line) = self.line(&look.who, &look.purpose) else {
            self.yourself |= look.who == Looker::Themselves;
            return;
        };
        let what = look.class.map_or("your record", what_in_words);
        if look.action == Action::Write.says() {
            line.wrote = true;
        } else if !line.what.contains(&what) {
            line.what.push(what);
        }
    }

    fn add_listed(&mut self, one: &Listed) {
        let Some(line) = self.line(&one.who, &one.purpose) else { return };
        line.in_a_search |= one.searched;
        line.in_a_list |= !one.searched;
    }

    /// The line of a member of staff. There is none for the system, nor for yourself.
    fn line(&mut self, looker: &Looker, purpose: &str) -> Option<&mut Line> {
        let Looker::Staff { first_name, job, .. } = looker else { return None };
        let who = format!("{first_name}, {}", lower(job));
        let at = self.lines.iter().position(|line| line.who == who).unwrap_or_else(|| {
            let why = why_in_words(purpose);
            self.lines.push(Line { who, what: Vec::new(), wrote: false, in_a_list: false, in_a_search: false, why });
            self.lines.len() - 1
        });
        self.lines.get_mut(at)
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
        p.govuk-body { "We show lists and searches for 30 days." }
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
            @if line.in_a_list { p.govuk-body { "Saw your name in a list." } }
            @if line.in_a_search { p.govuk-body { "Found your name in a search." } }
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
