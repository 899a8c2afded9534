//! A private calendar address: making it, ending it, and what it gives. Anybody who has the address has the days, so it
//! says days and numbers only, in words that give nothing away (SES-05); the rest is decided as for a page.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use icalendar::{Calendar, Component, Event, Property};
use jiff::Timestamp;
use maud::{Markup, html};
use waymark_cases::access::{Actor, Who};
use waymark_cases::calendar::{self, Entry, Feed};
use waymark_cases::db::By;
use waymark_govuk::Button;
use waymark_rules::dates::add_days;

use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::{Error, PageResult};
use crate::form::{Form, OnlyAButton};
use crate::frame::{Sheet, button_form};
use crate::words;

const ENDING: &str = ".ics";

/// `/calendar/{token}.ics`. An address that was never made and one that was ended give the same answer.
pub async fn get(ctx: Ctx, Path(file): Path<String>) -> PageResult {
    let token = file.strip_suffix(ENDING).ok_or(Error::NotFound)?.to_owned();
    let (id, actor, entries) = ctx
        .with_store(move |store, asking| {
            let (id, actor) = store.read(asking, |r| calendar::owner(r, &token))?;
            // The same request and the same trail of audit rows, now on their account.
            let mut theirs = asking.clone();
            theirs.by = By::Actor(actor.clone());
            let entries = store.read(&theirs, |r| calendar::entries(r, &actor))?;
            Ok((id, actor, entries))
        })
        .await?;
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    let body = file_of(&id, &actor, &entries, ctx.now());
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The days as a file for calendars (RFC 5545): one whole-day entry for each day.
fn file_of(feed: &str, actor: &Actor, entries: &[Entry], now: Timestamp) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//My space//Days//EN"));
    calendar.append_property(Property::new("X-WR-CALNAME", if is_worker(actor) { "Work days" } else { "My days" }));
    for entry in entries {
        calendar.push(event(feed, actor, *entry, now));
    }
    calendar.to_string()
}

fn is_worker(actor: &Actor) -> bool {
    matches!(actor.who, Who::Staff(_))
}

fn event(feed: &str, actor: &Actor, entry: Entry, now: Timestamp) -> Event {
    let title = match (is_worker(actor), entry.things) {
        (true, 1) => "1 thing due".to_owned(),
        (true, things) => format!("{things} things due"),
        (false, 1) => "A day to note".to_owned(),
        (false, things) => format!("A day to note ({things})"),
    };
    // A calendar that knows the entry already changes it in place, whatever the number.
    let whole_day = |name: &str, on: jiff::civil::Date| {
        Property::new(name, on.strftime("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
    };
    let mut event = Event::new();
    event.uid(&format!("{feed}-{}", entry.on));
    event.summary(&title);
    event.append_property(Property::new("DTSTAMP", now.strftime("%Y%m%dT%H%M%SZ").to_string()));
    event.append_property(whole_day("DTSTART", entry.on));
    event.append_property(whole_day("DTEND", add_days(entry.on, 1)));
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    event.done()
}

/// The page of one's own address, at either door.
pub async fn get_own(ctx: Ctx) -> PageResult {
    let who = own(&ctx)?;
    let feed = ctx.read(move |r| calendar::of(r, &who)).await?;
    ctx.show(Sheet::new("Your calendar", view(&ctx, feed.as_ref())))
}

fn own(ctx: &Ctx) -> Result<Who, Error> {
    ctx.actor().map(|actor| actor.who.clone()).ok_or(Error::NotFound)
}

fn base(ctx: &Ctx) -> &'static str {
    if ctx.door() == Door::Me { "/me/calendar" } else { "/team/account/calendar" }
}

fn view(ctx: &Ctx, feed: Option<&Feed>) -> Markup {
    let end = format!("{}/end", base(ctx));
    html! {
        p.govuk-body { "You can have your days in the calendar on your phone. It shows days only. It shows no names and says nothing of why." }
        p.govuk-body { "Keep the address to yourself. Anyone who has it can see the days." }
        @match feed {
            Some(feed) => {
                p.govuk-body { "You made an address on " (words::date(waymark_cases::clock::day_of(feed.made_at))) ". We can not show it again." }
                (button_form(ctx, base(ctx), &Button::new("Make a new address").secondary()))
                p.govuk-body { "A new address stops the old one." }
                (button_form(ctx, &end, &Button::new("Stop it").warning()))
            }
            None => (button_form(ctx, base(ctx), &Button::new("Make an address"))),
        }
        (back(ctx))
    }
}

fn back(ctx: &Ctx) -> Markup {
    let (to, says) = if ctx.door() == Door::Me {
        ("/me/settings", "Back to settings")
    } else {
        ("/team/account", "Back to your account")
    };
    html! { p.govuk-body { a.govuk-link href=(to) { (says) } } }
}

/// Makes an address and shows it, this once. Sent again, the form makes another and the one before stops.
pub async fn post_own(ctx: Ctx, _: Form<OnlyAButton>) -> PageResult {
    let who = own(&ctx)?;
    let token = ctx.write(move |tx| calendar::make(tx, &who)).await?;
    let address = ctx.app().config().origin.join(&format!("/calendar/{token}{ENDING}"));
    let address = address.map_or_else(|_| String::new(), String::from);
    let main = html! {
        div.govuk-form-group {
            label.govuk-label for="address" { "Copy this address" }
            div.govuk-hint id="address-hint" { "We show it only now. In your calendar, choose to add one by its address." }
            input.govuk-input #address type="text" readonly value=(address) aria-describedby="address-hint" autocomplete="off" spellcheck="false";
        }
        (back(&ctx))
    };
    ctx.show(Sheet::new("Your calendar address", main))
}

pub async fn post_end(ctx: Ctx, form: Form<OnlyAButton>) -> PageResult {
    let (who, to) = (own(&ctx)?, base(&ctx));
    ctx.write_once(&form.key, move |tx| {
        calendar::revoke(tx, &who)?;
        Ok(to.to_owned())
    })
    .await?;
    ctx.go_saying(to, "The address is stopped")
}

/// The way to the page, for an account and for settings. Begins at `h2`.
pub(crate) fn section(ctx: &Ctx) -> Markup {
    html! {
        h2.govuk-heading-m { "Calendar" }
        p.govuk-body { a.govuk-link href=(base(ctx)) { "See your days in your own calendar" } }
    }
}
