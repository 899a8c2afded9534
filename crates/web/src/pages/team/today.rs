//! S02 Today: what is planned today and tomorrow, who waits for you, what is due or late, and what changed.

use jiff::SignedDuration;
use maud::{Markup, html};
use waymark_cases::access::class;
use waymark_cases::appointments::{self, Coming};
use waymark_cases::clocks::late;
use waymark_cases::clocks::lines::Line;
use waymark_cases::db::instant;
use waymark_cases::events::{self, Event};
use waymark_cases::ids::PersonId;
use waymark_cases::own_record::replies::{self, Reply, ReplyKind};
use waymark_cases::people::{self, Filter, Order};
use waymark_cases::promises::{self, Reminder};
use waymark_cases::summary::Summary;
use waymark_govuk::Button;
use waymark_rules::clocks::definitions;
use waymark_rules::status::Status;

use super::people::{age, status_tag};
use super::person::appointments::told;
use super::person::{answer, contact};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::frame::Sheet;
use crate::words;

const MOST_CHANGES: i64 = 15;
const LATELY: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Changes of group this near are worth a line.
const SOON_DAYS: i32 = 90;
/// What is due this near is worth a line today.
const DUE_DAYS: i32 = 14;
const MOST_DUE: usize = 8;

struct Today {
    planned: Vec<Coming>,
    said: Vec<(Reply, String)>,
    mine: people::Page,
    soon: Vec<Summary>,
    due: Vec<(Summary, Line)>,
    changes: Vec<(Event, String)>,
    reminders: Vec<(Reminder, String)>,
}

pub async fn get(ctx: Ctx) -> PageResult {
    let me = ctx.staff()?.to_string();
    let read = ctx
        .read(move |r| {
            let permit = r.list_permit::<class::Status>()?;
            let filter = Filter { adviser: Some(me.clone()), ..Filter::default() };
            let mine = people::list(r, &permit, &filter, Order::Name, 1)?;
            let today = r.today();
            let mut soon: Vec<Summary> = mine.people.iter().filter(|one| is_soon(one, today)).cloned().collect();
            soon.sort_by_key(|one| one.next_change_on);
            let since = r.now() - LATELY;
            let reminders = promises::reminders_for(r, &permit, &me)?;
            let due = late::of_adviser(r, &permit, &me, DUE_DAYS)?;
            let (planned, said) = match r.list_permit::<class::CaseNotes>() {
                Ok(notes) => {
                    (appointments::of_adviser(r, &notes, &me, 1)?, replies::waiting_for(r, &notes, Some(&me))?)
                }
                Err(_) => Default::default(),
            };
            let changes = events::since(r, &permit, since, MOST_CHANGES)?;
            Ok(Today { planned, said, reminders, due, mine, soon, changes })
        })
        .await;
    match read {
        Ok(today) => ctx.show(Sheet::new("Today", view(&ctx, &today)).wide()),
        // Roles that list no young people land here too: their work is under the other links.
        Err(Error::NotFound) => ctx.show(Sheet::new("Today", no_list(&ctx))),
        Err(error) => Err(error),
    }
}

fn is_soon(one: &Summary, today: jiff::civil::Date) -> bool {
    one.next_change_on.is_some_and(|on| (on.0 - today).get_days() <= SOON_DAYS)
}

fn no_list(ctx: &Ctx) -> Markup {
    html! {
        p.govuk-body { "Hello " (ctx.greeting()) ". Your work is under the links at the top." }
    }
}

fn view(ctx: &Ctx, today: &Today) -> Markup {
    html! {
        div.wm-two {
            section {
                h2.govuk-heading-m { "People you support" }
                (mine(ctx, &today.mine))
            }
            section {
                (planned(ctx, &today.planned))
                (said(ctx, &today.said))
                (reminded(ctx, &today.reminders))
                h2.govuk-heading-m { "Coming up or late" }
                (due(ctx, &today.due))
                h2.govuk-heading-m { "Next changes" }
                (coming_up(ctx, &today.soon))
                h2.govuk-heading-m { "What changed" }
                (what_changed(ctx, &today.changes))
                p.govuk-body { a.govuk-link href="/team/changes" { "See everything since you were last here" } }
            }
        }
    }
}

fn mine(ctx: &Ctx, page: &people::Page) -> Markup {
    html! {
        @if page.people.is_empty() {
            p.govuk-body { "You are not anyone's adviser now. " a.govuk-link href="/team/people" { "See everyone you can see" } }
        } @else {
            ul.wm-people {
                @for one in &page.people {
                    li {
                        a.govuk-link href=(format!("/team/p/{}", one.person_id)) { bdi { (one.shown_name) } }
                        " " (age(one, ctx.today())) " " (status_tag(&one.status, &one.status_says))
                        @if contact::may_record(ctx) { (record_a_contact(one)) }
                    }
                }
            }
            @if page.pages > 1 { p.govuk-body { a.govuk-link href="/team/people?view=mine" { "See all " (page.total) } } }
        }
    }
}

fn record_a_contact(one: &Summary) -> Markup {
    let with = format!("with {}", one.shown_name);
    let to = format!("/team/p/{}/contact", one.person_id);
    html! { (Button::link("Record a contact", to).secondary().spoken_after(with).class("wm-people__do")) }
}

/// Today's and tomorrow's appointments, each one press from its record.
fn planned(ctx: &Ctx, planned: &[Coming]) -> Markup {
    html! {
        @if !planned.is_empty() {
            h2.govuk-heading-m { "Today and tomorrow" }
            ul.wm-people {
                @for one in planned {
                    li {
                        (words::sentence_case(&words::how_soon(one.appointment.on, ctx.today()))) ": "
                        a.govuk-link href=(format!("/team/p/{}", one.person_id)) { bdi { (one.name) } }
                        ". " (told(&one.appointment))
                        @if contact::may_record(ctx) { (record_planned(one)) }
                    }
                }
            }
        }
    }
}

fn record_planned(one: &Coming) -> Markup {
    let with = format!("the contact with {}", one.name);
    let to = format!("/team/p/{}/contact?appointment={}", one.person_id, one.appointment.id);
    html! { (Button::link("Record", to).secondary().spoken_after(with).class("wm-people__do")) }
}

/// What young people said of their record, and who waits for an answer.
pub(super) fn said(ctx: &Ctx, said: &[(Reply, String)]) -> Markup {
    html! {
        @if !said.is_empty() {
            h2.govuk-heading-m { "They wait for an answer" }
            ul.govuk-list {
                @for (one, name) in said {
                    @let person = PersonId::stored(one.person_id.clone());
                    li {
                        a.govuk-link href=(answer::address(&person, &one.id)) { bdi { (name) } }
                        ": " (one.kind().map_or("", ReplyKind::says)) " "
                        span.wm-muted { (words::how_soon(waymark_cases::clock::day_of(instant(one.said_at)), ctx.today())) }
                    }
                }
            }
        }
    }
}

/// What young people reminded us of and still wait for.
fn reminded(ctx: &Ctx, reminders: &[(Reminder, String)]) -> Markup {
    html! {
        @if !reminders.is_empty() {
            h2.govuk-heading-m { "They reminded us" }
            ul.govuk-list {
                @for (one, name) in reminders {
                    li {
                        a.govuk-link href=(format!("/team/p/{}", one.person)) { bdi { (name) } }
                        ": " (one.label) " " span.wm-muted { (words::how_soon(one.asked_on, ctx.today())) }
                    }
                }
            }
        }
    }
}

/// The clocks of the people they support, latest first.
fn due(ctx: &Ctx, due: &[(Summary, Line)]) -> Markup {
    html! {
        @if due.is_empty() { p.govuk-body { "Nothing is late or due in the next two weeks." } }
        @else {
            ul.wm-changes { @for (one, line) in due.iter().take(MOST_DUE) { li { (due_line(ctx, one, line)) } } }
            @if due.len() > MOST_DUE {
                p.govuk-body { a.govuk-link href="/team/late?adviser=me" { "See all" span.govuk-visually-hidden { " that is late" } } }
            }
        }
    }
}

fn due_line(ctx: &Ctx, one: &Summary, line: &Line) -> Markup {
    let label = definitions::by_id(&line.clock).map_or("", |of| of.label);
    let days = i64::from(line.days_late(ctx.today()));
    html! {
        a.govuk-link href=(format!("/team/p/{}/clock/{}", one.person_id, line.clock)) { bdi { (one.shown_name) } ": " (label) }
        ", "
        @if days > 0 { strong { (words::count(days, "day", "days")) " late" } }
        @else { (words::how_soon(line.due_on.0, ctx.today())) }
    }
}

fn coming_up(ctx: &Ctx, soon: &[Summary]) -> Markup {
    html! {
        @if soon.is_empty() { p.govuk-body { "Nothing changes in the next 90 days." } }
        @else {
            ul.govuk-list {
                @for one in soon {
                    @if let (Some(on), Some(to)) = (one.next_change_on, one.next_status.as_deref().and_then(Status::from_code)) {
                        li {
                            a.govuk-link href=(format!("/team/p/{}/entitlement", one.person_id)) { bdi { (one.shown_name) } }
                            " " (words::how_soon(on.0, ctx.today())) ": " (to.title())
                        }
                    }
                }
            }
        }
    }
}

fn what_changed(ctx: &Ctx, changes: &[(Event, String)]) -> Markup {
    html! {
        @if changes.is_empty() { p.govuk-body { "Nothing new in two weeks." } }
        @else {
            ul.wm-changes {
                @for (event, name) in changes {
                    li {
                        a.govuk-link href=(format!("/team/p/{}/timeline", event.person_id)) { bdi { (name) } }
                        ": " (event.says) " "
                        span.wm-muted { (words::how_soon(waymark_cases::clock::day_of(instant(event.recorded_at)), ctx.today())) }
                    }
                }
            }
        }
    }
}
