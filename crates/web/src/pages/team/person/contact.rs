//! S14 Record a contact: a visit, a call, messages, or a try at one. What they said comes first, in their words; one
//! answer is asked for (how), and one more where a visit clock runs (CLK-20, 21, 22, 26, 27, 30, 31).
//!
//! A draft has an id of its own, in its address and in its form, so that going back and sending again is one entry.

use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, Role, Write, class};
use waymark_cases::appointments::{self, Appointment};
use waymark_cases::clocks::{self, Clocks};
use waymark_cases::contacts::{self, HeldBecause, NewContact, NotMet, SaidHow, Share, Way};
use waymark_cases::db::{Reading, Tx};
use waymark_cases::ids::{PersonId, random_text};
use waymark_govuk::{Button, Choice, DateInput, InsetText, Label, Legend, Radios, Select, Size, Textarea};
use waymark_rules::clocks::{Clock, EvidenceKind};
use waymark_rules::dates::add_days;

use super::appointments::address as appointment_page;
use super::{Heading, met};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{self, Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::pages::me::contacts::{Seen, why};
use crate::{urls, words};

/// The visits that ask whether they were seen on their own.
const VISIT_CLOCKS: &[&str] = &["CLK-20", "CLK-21", "CLK-22", "CLK-26", "CLK-27", "CLK-30", "CLK-31"];
const LONGEST: usize = 4000;
/// What stands for "we did not meet" among the ways.
const NOT_MET: &str = "not_met";
const DRAFT: usize = 16;

pub struct Draft;

impl Fields for Draft {
    const ONE: &'static [&'static str] = &[
        "draft",
        "appointment",
        "how",
        "tried",
        "not_met",
        "alone",
        "words",
        "said_how",
        "seemed",
        "happened",
        "next",
        "when",
        "on-day",
        "on-month",
        "on-year",
        "share",
        "talk_words",
        "talk-day",
        "talk-month",
        "talk-year",
        "held_because",
        "held_words",
        "preview",
    ];
}

/// Those who may record one: the table of routes lets in no others, and the permit is asked for again.
pub(crate) fn may_record(ctx: &Ctx) -> bool {
    ctx.has_any_role(&[Role::PersonalAdviser, Role::SocialWorker, Role::TeamManager])
}

pub(crate) fn address(person: &PersonId) -> String {
    urls::person_page(person, "contact")
}

/// What the form is drawn and read by.
struct Scene {
    heading: Heading,
    clocks: Option<Clocks>,
}

impl Scene {
    fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Self> {
        r.permit::<class::CaseNotes, Write>(person)?;
        let heading = Heading::read(r, person)?;
        Ok(Self { heading, clocks: clocks_of(r, person)? })
    }

    fn asks_alone(&self) -> bool {
        let run = self.clocks.as_ref().and_then(|clocks| clocks.run().ok()).unwrap_or_default();
        run.iter().any(is_visit_clock)
    }

    /// The home they lived in on a day, as the visit clocks call it.
    fn home_on(&self, on: Date) -> Option<String> {
        let homes = self.clocks.as_ref()?.evidence.iter().filter(|one| one.kind == EvidenceKind::Home);
        let home = homes.filter(|home| home.period().contains(on)).max_by_key(|home| home.on)?;
        Some(home.at_home.as_ref().unwrap_or(&home.id).clone())
    }
}

/// `None` where the dates of the record contradict each other: a contact can still be written down.
pub(super) fn clocks_of(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Option<Clocks>> {
    let status = r.permit::<class::Status, Read>(person)?;
    match clocks::of_person(r, &status) {
        Ok(clocks) => Ok(Some(clocks)),
        Err(waymark_cases::Error::Contradicts(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_visit_clock(clock: &Clock<'_>) -> bool {
    clock.state.is_open() && VISIT_CLOCKS.iter().any(|rule| clock.rule().starts_with(rule))
}

fn is_draft(text: &str) -> bool {
    (20..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The form (S14). Opened without a draft it leads to a new one; a draft that was saved leads to its entry.
pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let query = form::query(&ctx)?;
    let (draft, planned) = (query.text("draft").to_owned(), query.text("appointment").to_owned());
    let (of, asked, wanted) = (person.clone(), draft.clone(), planned.clone());
    let (scene, earlier, appointment) = ctx
        .read(move |r| {
            let permit = r.permit::<class::CaseNotes, Write>(&of)?;
            let scene = Scene::read(r, &of)?;
            Ok((scene, contacts::earlier(r, &permit, &asked)?, planned_as(r, &of, &wanted)?))
        })
        .await?;
    let typed = || first(ctx.today(), draft.clone(), appointment.as_ref());
    match earlier {
        Some(entry) => ctx.go_saying(&met::address(&person, entry.as_str()), SAVED_BEFORE),
        None if is_draft(&draft) => show(&ctx, &scene, &typed(), &Mends::default(), None),
        None => ctx.go(&new_draft(&person, &planned)),
    }
}

fn new_draft(person: &PersonId, appointment: &str) -> String {
    let fresh = format!("{}?draft={}", address(person), random_text(DRAFT));
    if appointment.is_empty() { fresh } else { format!("{fresh}&appointment={}", urls::encoded(appointment)) }
}

/// The appointment this is the record of, so that what was agreed is not asked again.
fn planned_as(r: &mut Reading<'_>, person: &PersonId, id: &str) -> waymark_cases::Result<Option<Appointment>> {
    if id.is_empty() {
        return Ok(None);
    }
    let notes = r.permit::<class::CaseNotes, Read>(person)?;
    Ok(appointments::of_person(r, &notes)?.into_iter().find(|one| one.id == id))
}

const SAVED_BEFORE: &str = "This was saved already. Nothing was added.";

/// What the form holds when it is opened: today, seen by them, and what was agreed if it was.
fn first(today: Date, draft: String, planned: Option<&Appointment>) -> Typed {
    let text = |text: &str| text.to_owned();
    let mut typed = Typed::of([
        ("draft", draft),
        ("when", today.to_string()),
        ("share", text(Share::Shared.code())),
        ("said_how", text(SaidHow::Said.code())),
        ("seemed", text(NOT_ASKED)),
    ]);
    if let Some(planned) = planned {
        typed.set("how", text(planned.way.code()));
        typed.set("appointment", planned.id.clone());
    }
    typed
}

fn show(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends, seen: Option<&NewContact>) -> PageResult {
    let asks = Asks { ctx, scene, typed, mends };
    let main = html! {
        p.govuk-body { a.govuk-link href=(appointment_page(&scene.heading.person)) { "Plan a visit or call" } " for another day." }
        @if let Some(new) = seen { (as_they_would(scene.heading.name(), new)) }
        (asks.form())
    };
    ctx.show(scene.heading.sheet(ctx, "contact", "Record a contact", main).to_mend(mends))
}

fn as_they_would(name: &str, new: &NewContact) -> Markup {
    let inside = html! {
        h3.govuk-heading-s { "As " bdi { (name) } " would see it" }
        @match new.share {
            Share::Shared => { p.wm-muted { (words::date(new.on)) } (Seen::of_new(new).view()) }
            Share::TalkFirst => { p.govuk-body { "We have held back 1 note for now. We want to talk with you first." } }
            Share::Held => { p.govuk-body { "We have held back 1 note for now. " (held_why(new)) "." } }
        }
        p.wm-muted { "Nothing is saved yet. Would you be happy to read this to them?" }
    };
    InsetText::new(inside).render()
}

fn held_why(new: &NewContact) -> &'static str {
    why(new.share_reason.lines().next().and_then(HeldBecause::from_code))
}

/// The questions, in the order of the page.
struct Asks<'a> {
    ctx: &'a Ctx,
    scene: &'a Scene,
    typed: &'a Typed,
    mends: &'a Mends,
}

impl Asks<'_> {
    fn form(&self) -> Markup {
        html! {
            form.wm-contact method="post" action=(address(&self.scene.heading.person)) novalidate {
                (form_fields(self.ctx))
                input type="hidden" name="draft" value=(self.typed.text("draft"));
                @if self.typed.is_on("appointment") {
                    input type="hidden" name="appointment" value=(self.typed.text("appointment"));
                }
                (self.how())
                @if self.scene.asks_alone() { div.wm-contact__alone { (self.alone()) } }
                div.wm-contact__met { (self.their_words()) (self.seemed()) }
                (self.account())
                (self.when())
                (self.share())
                div.govuk-button-group {
                    (Button::save("Save contact"))
                    (Button::save("See it as they would").secondary().sends("preview", "yes"))
                }
            }
        }
    }

    fn name(&self) -> &str {
        self.scene.heading.name()
    }

    fn error(&self, field: &str) -> Option<String> {
        self.mends.of(field).map(str::to_owned)
    }

    fn chosen(&self, field: &str) -> String {
        self.typed.text(field).to_owned()
    }

    fn how(&self) -> Radios {
        let question = Radios::new("how", asked("How did you meet or talk?")).error(self.error("how"));
        let ways = Way::ALL.iter().fold(question, |radios, way| radios.choice(way.code(), way.says()));
        ways.divider("or")
            .item(Choice::new(NOT_MET, "We did not meet this time").reveals(self.not_met()))
            .chosen(self.chosen("how"))
    }

    /// What turns the page into a try: what we did, and a reason that blames nobody.
    fn not_met(&self) -> Markup {
        let tried = Select::new("tried", "What did you try?");
        let tried = Way::ALL.iter().fold(tried, |select, way| select.option(way.code(), way.says()));
        let why = Radios::new("not_met", "What happened this time?").small().error(self.error("not_met"));
        let why = NotMet::ALL.iter().fold(why, |radios, one| radios.choice(one.code(), one.says()));
        html! { (tried.chosen(self.chosen("tried"))) (why.chosen(self.chosen("not_met"))) }
    }

    fn alone(&self) -> Radios {
        Radios::new("alone", asked("Did you see them on their own?"))
            .hint("A visit clock is running, and the law asks this.")
            .choice("yes", "Yes")
            .choice("no", "No")
            .inline()
            .chosen(self.chosen("alone"))
            .error(self.error("alone"))
    }

    fn their_words(&self) -> Markup {
        let label = format!("What did {} say, in their words?", self.name());
        let how = Radios::new("said_how", "How did they say it?").inline().small();
        let how = SaidHow::ALL.iter().fold(how, |radios, one| radios.choice(one.code(), one.says()));
        html! {
            (Textarea::new("words", Label::new(label).size(Size::Medium)).rows(4).value(self.typed.raw("words").to_owned())
                .hint("As they said it. Nobody will correct it.").error(self.error("words")))
            (how.chosen(self.chosen("said_how")))
        }
    }

    fn seemed(&self) -> Radios {
        let mut ask = Radios::new("seemed", "How did they say things are, from 0 to 10?")
            .hint("Ask them, and do not guess. 0 is as bad as it gets, 10 is as good.")
            .choice(NOT_ASKED, "Not asked")
            .from_0_to_10();
        ask.classes = "wm-contact__scale".into();
        ask.inline().small().chosen(self.chosen("seemed"))
    }

    fn account(&self) -> Markup {
        html! {
            (Textarea::new("happened", "What happened?").rows(3).value(self.typed.raw("happened").to_owned())
                .hint("You can leave this for later.").error(self.error("happened")))
            (Textarea::new("next", "What will each of you do?").rows(2).value(self.typed.raw("next").to_owned())
                .error(self.error("next")))
        }
    }

    fn when(&self) -> Radios {
        let today = self.ctx.today();
        let yesterday = add_days(today, -1);
        let date = self.typed.date("on");
        let other =
            DateInput::new("on", "Which day?").typed([date.day, date.month, date.year]).error(self.error("on-day"));
        Radios::new("when", "When was it?")
            .choice(today.to_string(), format!("Today, {}", words::date(today)))
            .choice(yesterday.to_string(), format!("Yesterday, {}", words::date(yesterday)))
            .item(Choice::new(ANOTHER_DAY, "Another day").reveals(other.render()))
            .small()
            .chosen(self.chosen("when"))
            .error(self.error("when"))
    }

    fn share(&self) -> Radios {
        let talk = Textarea::new("talk_words", "What do you want to talk about first?").rows(2);
        let talk = talk.value(self.typed.raw("talk_words").to_owned()).error(self.error("talk_words"));
        let by = self.typed.date("talk");
        let by = DateInput::new("talk", "By when? (you can leave this)")
            .hint("Within 14 days. After that a manager looks at it.")
            .typed([by.day, by.month, by.year])
            .error(self.error("talk-day"));
        Radios::new("share", format!("Can {} read this?", self.name()))
            .choice(Share::Shared.code(), Share::Shared.says())
            .item(Choice::new(Share::TalkFirst.code(), Share::TalkFirst.says()).reveals(html! { (talk) (by) }))
            .item(Choice::new(Share::Held.code(), Share::Held.says()).reveals(self.held()))
            .small()
            .chosen(self.chosen("share"))
            .error(self.error("share"))
    }

    fn held(&self) -> Markup {
        let because = Radios::new("held_because", "Why not?").small().error(self.error("held_because"));
        let because = HeldBecause::ALL.iter().fold(because, |radios, one| radios.choice(one.code(), one.says()));
        html! {
            (because.chosen(self.chosen("held_because")))
            (Textarea::new("held_words", "Say it in plain words").rows(2).value(self.typed.raw("held_words").to_owned())
                .hint("They see the reason above, and not this.").error(self.error("held_words")))
        }
    }
}

fn asked(question: &'static str) -> Legend {
    Legend::new(question).size(Size::Medium)
}

const NOT_ASKED: &str = "not_asked";
const ANOTHER_DAY: &str = "other";

/// What was typed, if it can be taken.
fn read(scene: &Scene, today: Date, typed: &Typed, mends: &mut Mends) -> Option<NewContact> {
    let way = way(typed, mends);
    let not_met = not_met(typed, mends);
    let seen_alone = seen_alone(scene, typed, way, mends);
    for (field, what) in TEXTS {
        if typed.text(field).chars().count() > LONGEST {
            mends.add(*field, format!("{what} must be 4,000 characters or less"));
        }
    }
    let on = day(scene, today, typed, way.filter(|_| not_met.is_none()), mends);
    let (share, share_reason) = share(typed, mends)?;
    let mut new = NewContact::on(typed.text("draft"), on?, way?);
    new.not_met = not_met;
    new.seen_alone = seen_alone;
    new.at_home = (new.way == Way::AtHome).then(|| scene.home_on(new.on)).flatten();
    new.their_words = typed.text("words").to_owned();
    new.said_how = SaidHow::from_code(typed.text("said_how")).unwrap_or(SaidHow::Said);
    new.seemed = typed.text("seemed").parse().ok().filter(|number| (0..=10).contains(number));
    new.what_happened = typed.text("happened").to_owned();
    new.next_steps = typed.text("next").to_owned();
    (new.share, new.share_reason) = (share, share_reason);
    new.talk_by = (new.share == Share::TalkFirst).then(|| talk_by(today, typed, mends)).flatten();
    mends.is_empty().then_some(new)
}

const TEXTS: &[(&str, &str)] = &[
    ("words", "What they said"),
    ("happened", "What happened"),
    ("next", "What you will do"),
    ("talk_words", "What to talk about"),
    ("held_words", "The reason"),
];

fn way(typed: &Typed, mends: &mut Mends) -> Option<Way> {
    let field = if typed.text("how") == NOT_MET { "tried" } else { "how" };
    let way = Way::from_code(typed.text(field));
    if way.is_none() {
        mends.add("how", "Select how you met");
    }
    way
}

fn not_met(typed: &Typed, mends: &mut Mends) -> Option<NotMet> {
    if typed.text("how") != NOT_MET {
        return None;
    }
    let why = NotMet::from_code(typed.text("not_met"));
    if why.is_none() {
        mends.add("not_met", "Select what happened");
    }
    why
}

fn seen_alone(scene: &Scene, typed: &Typed, way: Option<Way>, mends: &mut Mends) -> bool {
    let is_asked = typed.text("how") != NOT_MET && way.is_some_and(Way::is_face_to_face) && scene.asks_alone();
    if is_asked && !["yes", "no"].contains(&typed.text("alone")) {
        mends.add("alone", "Select if you saw them on their own");
    }
    is_asked && typed.text("alone") == "yes"
}

fn share(typed: &Typed, mends: &mut Mends) -> Option<(Share, String)> {
    let Some(share) = Share::from_code(typed.text("share")) else {
        mends.add("share", "Select if they can read this");
        return None;
    };
    match (share, HeldBecause::from_code(typed.text("held_because"))) {
        (Share::Shared, _) => Some((share, String::new())),
        (Share::TalkFirst, _) => {
            if !typed.is_on("talk_words") {
                mends.add("talk_words", "Enter what you want to talk about first");
            }
            Some((share, typed.text("talk_words").to_owned()))
        }
        (Share::Held, Some(because)) => Some((share, because.with_words(typed.text("held_words")))),
        (Share::Held, None) => {
            mends.add("held_because", "Select why they cannot read this");
            None
        }
    }
}

/// By when they mean to talk it through; the longest there is where none is given.
fn talk_by(today: Date, typed: &Typed, mends: &mut Mends) -> Option<Date> {
    let date = typed.date("talk");
    if date.is_blank() {
        return None;
    }
    let by = mends.keep("talk-day", date.read("Day to talk by"))?;
    if by < today || by > add_days(today, contacts::TALK_WITHIN) {
        mends.add("talk-day", "The day to talk by must be within 14 days");
    }
    Some(by)
}

/// The day it was, held against what the record says of that day.
fn day(scene: &Scene, today: Date, typed: &Typed, met: Option<Way>, mends: &mut Mends) -> Option<Date> {
    let (field, read) = match typed.text("when") {
        ANOTHER_DAY => ("on-day", typed.date("on").read("Date of the contact")),
        day => ("when", day.parse().map_err(|_| "Select when it was".to_owned())),
    };
    let on = mends.keep(field, read)?;
    if let Some(says) = against_the_record(scene, today, on, met) {
        mends.add(field, says);
    }
    Some(on)
}

/// What on the record contradicts a contact on this day, with the way out.
fn against_the_record(scene: &Scene, today: Date, on: Date, met: Option<Way>) -> Option<String> {
    if on > today {
        return Some("Date of the contact must be today or in the past".into());
    }
    let name = scene.heading.name();
    let born_on = scene.heading.summary.born_on.0;
    if on < born_on {
        let born = words::date(born_on);
        return Some(format!(
            "{name} was born on {born}. Change this day, or ask for the date of birth to be put right"
        ));
    }
    let (clocks, way) = (scene.clocks.as_ref()?, met?);
    after_death(clocks, name, on)
        .or_else(|| held_elsewhere(clocks, name, on, way))
        .or_else(|| missing(clocks, name, on, way))
}

fn after_death(clocks: &Clocks, name: &str, on: Date) -> Option<String> {
    let died = words::date(clocks.facts.died_on.filter(|died_on| *died_on < on)?);
    Some(format!("The record says {name} died on {died}. Change this day, or have that put right first"))
}

fn held_elsewhere(clocks: &Clocks, name: &str, on: Date, way: Way) -> Option<String> {
    let held = clocks.facts.detentions.iter().find(|held| way == Way::AtHome && held.period().contains(on))?;
    let (from, to) = (words::date(held.start_on), held.end_on.map_or_else(|| "now".to_owned(), words::date));
    Some(format!("The record says {name} was held from {from} to {to}. Change this day, or choose Somewhere else"))
}

fn missing(clocks: &Clocks, name: &str, on: Date, way: Way) -> Option<String> {
    let spells = clocks.evidence.iter().filter(|one| one.kind == EvidenceKind::Missing && way.is_face_to_face());
    // The days it began and ended are days on which they may well have been seen.
    let (spell, end) = spells.filter_map(|one| Some((one, one.until?))).find(|(one, end)| one.on < on && on < *end)?;
    let (from, to) = (words::date(spell.on), words::date(end));
    Some(format!(
        "The record says {name} was missing from {from} to {to}. Change this day, or have that put right first"
    ))
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Draft>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut typed = form.typed;
    if !is_draft(typed.text("draft")) {
        typed.set("draft", random_text(DRAFT));
    }
    let of = person.clone();
    let scene = ctx.read(move |r| Scene::read(r, &of)).await?;
    let mut mends = Mends::default();
    let Some(new) = read(&scene, ctx.today(), &typed, &mut mends) else {
        return show(&ctx, &scene, &typed, &mends, None);
    };
    if typed.is_on("preview") {
        return show(&ctx, &scene, &typed, &mends, Some(&new));
    }
    save(&ctx, &scene, typed, new).await
}

/// What sending the form came to.
enum Sent {
    Saved(String),
    /// The same was saved before: going back and sending again, or two sendings at once.
    Before(String),
    /// Something else was saved from this page before: neither is lost.
    Differs,
}

async fn save(ctx: &Ctx, scene: &Scene, mut typed: Typed, new: NewContact) -> PageResult {
    let person = scene.heading.person.clone();
    let (of, to_save, planned) = (person.clone(), new.clone(), typed.text("appointment").to_owned());
    match ctx.write(move |tx| record(tx, &of, &to_save, &planned)).await {
        Ok(Sent::Saved(entry)) => ctx.go_saying(&met::address(&person, &entry), done(&new)),
        Ok(Sent::Before(entry)) => ctx.go_saying(&met::address(&person, &entry), SAVED_BEFORE),
        Ok(Sent::Differs) => {
            typed.set("draft", random_text(DRAFT));
            let mut mends = Mends::default();
            mends.add("words", DIFFERS);
            show(ctx, scene, &typed, &mends, None)
        }
        Err(Error::Contradicts(says)) => {
            let mut mends = Mends::default();
            mends.add("when", says);
            show(ctx, scene, &typed, &mends, None)
        }
        Err(error) => Err(error),
    }
}

const DIFFERS: &str =
    "A contact was saved from this page before, and it is on the timeline. Save again to keep this as another one";

const fn done(new: &NewContact) -> &'static str {
    if new.not_met.is_none() { "Contact saved" } else { "Saved: we tried" }
}

fn record(tx: &mut Tx<'_>, person: &PersonId, new: &NewContact, planned: &str) -> waymark_cases::Result<Sent> {
    let permit = tx.permit::<class::CaseNotes, Write>(person)?;
    let Some(earlier) = contacts::earlier(tx, &permit, &new.draft)? else {
        if planned_as(tx, person, planned)?.is_some() {
            appointments::came_about(tx, &permit, planned)?;
        }
        return Ok(Sent::Saved(contacts::record(tx, &permit, new)?.to_string()));
    };
    let reads = tx.permit::<class::CaseNotes, Read>(person)?;
    let is_the_same = contacts::one(tx, &reads, earlier.as_str())?.is_some_and(|one| one.is_the_same_as(new));
    Ok(if is_the_same { Sent::Before(earlier.to_string()) } else { Sent::Differs })
}
