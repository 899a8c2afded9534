//! One contact, after it was saved and from the timeline: their words, what it counted for, what did not count and why,
//! and what is next due (S14, rules.md §5.7).

use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, Render, html};
use waymark_cases::access::{Class, Read, class};
use waymark_cases::clock::day_of;
use waymark_cases::clocks::{Clocks, class_of};
use waymark_cases::contacts::{self, Contact, SaidHow, Share};
use waymark_cases::db::{Reading, instant};
use waymark_cases::ids::PersonId;
use waymark_cases::own_record::decisions::{self, Decided, ShareDecision};
use waymark_cases::own_record::replies::{self, Reply, ReplyKind};
use waymark_govuk::{Details, SummaryList, SummaryRow};
use waymark_rules::clocks::{Clock, State, WhyNot};

use super::{Heading, answer, contact};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form;
use crate::pages::me::contacts::Seen;
use crate::{urls, words};

pub(crate) fn address(person: &PersonId, entry: &str) -> String {
    urls::person_page(person, &format!("contact/entry?id={entry}"))
}

struct Met {
    heading: Heading,
    entry: Option<Contact>,
    replies: Vec<Reply>,
    decided: Vec<Decided>,
    clocks: Option<Clocks>,
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let id = form::query(&ctx)?.text("id").to_owned();
    let met = ctx.read(move |r| read(r, person, &id)).await?;
    let title = met.entry.as_ref().map_or_else(|| "Contact".to_owned(), |one| words::date(one.on.0));
    let main = view(&ctx, &met);
    ctx.show(met.heading.sheet(&ctx, "contact", &title, main))
}

fn read(r: &mut Reading<'_>, person: PersonId, id: &str) -> waymark_cases::Result<Met> {
    let heading = Heading::read(r, &person)?;
    let notes = r.permit::<class::CaseNotes, Read>(&person)?;
    let entry = match id {
        "" => contacts::of_person(r, &notes, 1)?.pop(),
        id => contacts::one(r, &notes, id)?,
    };
    let of = entry.as_ref().map(|one| one.evidence.clone()).unwrap_or_default();
    let mut replies = replies::of_person(r, &notes)?;
    // A question about what is held back is about no entry they could name, so it stands beside each.
    replies.retain(|one| one.entry == of || (one.entry.is_empty() && one.waits()));
    let decided = decisions::of_entry(r, &notes, &of)?;
    Ok(Met { heading, entry, replies, decided, clocks: contact::clocks_of(r, &person)? })
}

fn view(ctx: &Ctx, met: &Met) -> Markup {
    let person = &met.heading.person;
    html! {
        @match &met.entry {
            Some(entry) => {
                (told(met, entry))
                (their_side(ctx, met))
                (counted(ctx, met, entry))
                (as_they_see_it(met, entry))
            }
            None => { p.govuk-body { "No contact is recorded here yet." } }
        }
        p.govuk-body {
            a.govuk-link href=(urls::person_page(person, "timeline")) { "See the timeline" }
            @if contact::may_record(ctx) { " or " a.govuk-link href=(contact::address(person)) { "record another contact" } }
        }
    }
}

/// What it was, for staff: the way, or what we tried and why it did not come about.
pub(crate) fn says(entry: &Contact) -> String {
    let way = entry.way().map_or_else(|| entry.way.clone(), |way| way.says().to_owned());
    match entry.not_met() {
        Some(why) => format!("We tried: {}. {}", lower_first(&way), why.says()),
        None => way,
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn told(met: &Met, entry: &Contact) -> Markup {
    let how = entry.said_how().unwrap_or(SaidHow::Said);
    html! {
        @if !entry.their_words.is_empty() {
            figure.wm-words {
                blockquote { p.wm-as-typed { (entry.their_words) } }
                figcaption { (met.heading.name()) ": " (how.says()) }
            }
        }
        (SummaryList::new(rows(met, entry, how)).render())
    }
}

fn rows(met: &Met, entry: &Contact, how: SaidHow) -> Vec<SummaryRow> {
    let mut rows = vec![SummaryRow::new("How", html! { (says(entry)) })];
    if how == SaidHow::NotSaid {
        rows.push(SummaryRow::new("Their words", html! { (how.says()) }));
    }
    if let Some(number) = entry.seemed {
        rows.push(SummaryRow::new("How things are", html! { (number) " out of 10" }));
    }
    for (title, text) in [("What happened", &entry.what_happened), ("What each will do", &entry.next_steps)] {
        if !text.is_empty() {
            rows.push(SummaryRow::new(title, html! { span.wm-as-typed { bdi { (text) } } }));
        }
    }
    let share = contacts::seen(entry, met.decided.first());
    rows.push(SummaryRow::new(
        format!("Can {} read it?", met.heading.name()),
        html! { (share.says()) (because(entry)) (decided(met)) },
    ));
    rows
}

fn because(entry: &Contact) -> Markup {
    let (because, words) = match entry.held_because() {
        Some(because) => (because.says(), entry.share_reason.lines().skip(1).collect::<Vec<_>>().join("\n")),
        None => ("", entry.share_reason.clone()),
    };
    html! {
        @if !because.is_empty() { p.wm-muted { (because) } }
        @if !words.is_empty() { p.wm-muted.wm-as-typed { bdi { (words) } } }
    }
}

/// What a manager settled, where one has.
fn decided(met: &Met) -> Markup {
    html! {
        @if let Some(last) = met.decided.first() {
            p.wm-muted {
                "A manager decided on " (words::date(day_of(instant(last.decided_at)))) ": "
                (last.decision().map_or("", ShareDecision::says)) ". " bdi { (last.words) }
                @if let Some(on) = last.review_on { " To be looked at again on " (words::date(on.0)) "." }
            }
        }
    }
}

/// What they said of it, each with its answer or the way to answer it.
fn their_side(ctx: &Ctx, met: &Met) -> Markup {
    html! {
        @if !met.replies.is_empty() {
            h3.govuk-heading-m { "What " bdi { (met.heading.name()) } " says of it" }
            @for one in &met.replies { (reply(ctx, met, one)) }
        }
    }
}

fn reply(ctx: &Ctx, met: &Met, one: &Reply) -> Markup {
    let on = words::date(day_of(instant(one.said_at)));
    html! {
        div.wm-card {
            h4.govuk-heading-s { (one.kind().map_or("", ReplyKind::says)) ", " (on) }
            @if !one.words.is_empty() { figure.wm-words { blockquote { p.wm-as-typed { (one.words) } } } }
            @if let Some(answer) = one.answer() {
                p.govuk-body { "Answered: " (answer.says()) ". " bdi { (one.answer_words.as_deref().unwrap_or_default()) } }
            } @else if one.waits() && contact::may_record(ctx) {
                p.govuk-body { a.govuk-link href=(answer::address(&met.heading.person, &one.id)) { "Answer this" } }
            }
        }
    }
}

fn as_they_see_it(met: &Met, entry: &Contact) -> Markup {
    let Some(seen) = Seen::of(entry).filter(|_| contacts::seen(entry, met.decided.first()) == Share::Shared) else {
        return html! {};
    };
    Details::new(format!("As {} sees it", met.heading.name()), seen.view()).render()
}

/// One duty this entry was held against, the same in law and as promised taken together.
struct Held<'a> {
    label: &'a str,
    counts: bool,
    why_not: Option<WhyNot>,
    next_by: Option<Date>,
}

fn counted(ctx: &Ctx, met: &Met, entry: &Contact) -> Markup {
    let run = met.clocks.as_ref().and_then(|clocks| clocks.run().ok()).unwrap_or_default();
    let shown: Vec<&Clock<'_>> = run.iter().filter(|clock| class_of(clock.rule()) == Class::Status).collect();
    let held = held_against(&shown, &entry.evidence);
    html! {
        h3.govuk-heading-m { "What this counted for" }
        @if held.is_empty() { p.govuk-body { "No date we owe turned on it." } }
        @else { ul class="govuk-list govuk-list--bullet" { @for one in &held { li { (line(ctx, one)) } } } }
        @if let Some((clock, due_on)) = next_due(&shown) {
            h3.govuk-heading-m { "What is next due" }
            p.govuk-body {
                strong { (clock.definition.label) } ": " (clock.state.says()) ", "
                @if due_on < ctx.today() { "since " (words::date(due_on)) } @else { (words::how_soon(due_on, ctx.today())) }
            }
        }
    }
}

fn line(ctx: &Ctx, one: &Held<'_>) -> Markup {
    html! {
        strong { (one.label) }
        @if one.counts { ": done." } @else if let Some(why) = one.why_not { ": not counted. " (why.says()) }
        @if let Some(by) = one.next_by {
            @if by < ctx.today() { " Due since " (words::date(by)) "." } @else { " Next " (words::how_soon(by, ctx.today())) "." }
        }
    }
}

fn held_against<'a>(run: &[&'a Clock<'_>], entry: &str) -> Vec<Held<'a>> {
    let mut held: Vec<Held<'a>> = Vec::new();
    for clock in run {
        let Some(one) = against(clock, entry) else { continue };
        match held.iter_mut().find(|other| other.label == one.label) {
            Some(other) => {
                other.counts |= one.counts;
                other.next_by = [other.next_by, one.next_by].into_iter().flatten().min();
            }
            None => held.push(one),
        }
    }
    held
}

fn against<'a>(clock: &'a Clock<'_>, entry: &str) -> Option<Held<'a>> {
    let counts = [clock.satisfied_by, clock.anchored_by]
        .into_iter()
        .chain(clock.earlier.iter().map(|past| past.satisfied_by))
        .flatten()
        .any(|id| id == entry);
    let why_not = clock.not_counted.iter().find(|one| one.evidence == entry).map(|one| one.why);
    let is_asked = clock.state.is_open() || clock.state.is_met();
    let next_by = clock.due_on.filter(|_| clock.state.is_open());
    (counts || (why_not.is_some() && is_asked)).then_some(Held {
        label: clock.definition.label,
        counts,
        why_not,
        next_by,
    })
}

/// The first that is open, the late before the rest.
fn next_due<'a>(run: &[&'a Clock<'a>]) -> Option<(&'a Clock<'a>, Date)> {
    run.iter()
        .filter(|clock| clock.state.is_open() && clock.state != State::NotStarted)
        .filter_map(|clock| Some((*clock, clock.due_on?)))
        .min_by_key(|(_, due_on)| *due_on)
}
