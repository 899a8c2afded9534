//! S15 Record a change, and the page on which everything else that happened is written down: one form for each row of
//! one table.
//!
//! What is saved here is evidence of the clocks (rules.md §5), in the class of data of its kind. A change is shown once
//! more before it is saved, with the clocks it starts; a day that contradicts the record is shown beside what it
//! contradicts, and asked about. Where the same answer bears on status as well, it is kept there in the same transaction.

pub(crate) mod by_class;
mod clash;
mod effects;
mod form;
mod table;

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Class, Read, Write, class};
use waymark_cases::care::{self, DatedKind, NewDatedFact};
use waymark_cases::clocks::{self, Clocks};
use waymark_cases::db::{Reading, Tx};
use waymark_cases::evidence::{NewEvidence, class_of};
use waymark_cases::ids::PersonId;
use waymark_govuk::{Button, NotificationBanner};
use waymark_rules::clocks::{Evidence, EvidenceKind, Mark, Marks};
use waymark_rules::facts::{Detention, DetentionKind};

use super::Heading;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Form, Mends, Typed};
use crate::frame::form_fields;
use crate::{urls, words};
use clash::Clash;
use effects::Effects;
use form::Answer;
pub use form::Recorded;
use table::{Does, Group, ROWS, Row};

/// What an answer kept as a code says; nothing for one no form asks.
pub(super) fn answer_says(field: &str, code: &str) -> &'static str {
    let picks = ROWS.iter().flat_map(|row| row.asks).filter_map(|ask| match *ask {
        table::Ask::One { field: its, picks, .. } if its == field => Some(picks),
        _ => None,
    });
    picks.flatten().find(|pick| pick.code == code).map_or("Not said", |pick| pick.says)
}

/// What a page calls a kind.
pub(super) fn title_of(kind: EvidenceKind) -> &'static str {
    ROWS.iter().find(|row| row.does == Does::Record(kind)).map_or("On record", |row| row.title)
}

/// What one form is drawn and read from.
struct Scene {
    heading: Heading,
    clocks: Clocks,
    row: &'static Row,
    /// Classes whose evidence may be named on this page.
    readable: Vec<Class>,
}

impl Scene {
    fn read(r: &mut Reading<'_>, person: &PersonId, row: &'static Row) -> waymark_cases::Result<Self> {
        let heading = Heading::read(r, person)?;
        by_class::ask_to_write(r, person, row.class())?;
        let status = r.permit::<class::Status, Read>(person)?;
        let mut named = vec![row.class(), Class::Health, Class::Immigration, Class::ManagementOversight];
        named.extend(form::kinds_asked(row).iter().map(|kind| class_of(*kind)));
        let readable = readable(r, person, named)?;
        Ok(Self { heading, clocks: clocks::of_person(r, &status)?, row, readable })
    }

    /// What the form's question "which one" may point to, latest first. What can be ended is still going on.
    fn candidates(&self) -> Vec<&Evidence> {
        let kinds = form::kinds_asked(self.row);
        let ends = matches!(self.row.does, Does::End(_));
        let fits = |one: &&Evidence| {
            kinds.contains(&one.kind)
                && self.readable.contains(&class_of(one.kind))
                && (!ends
                    || (self.clocks.kept(&one.id).is_some() && one.until.is_none_or(|until| until > self.clocks.as_of)))
        };
        let mut found: Vec<&Evidence> = self.clocks.evidence.iter().filter(fits).collect();
        found.sort_by(|one, other| (other.on, &other.id).cmp(&(one.on, &one.id)));
        found
    }

    /// How a form calls something on record: by its own words if it has few, and its day.
    fn names(&self, one: &Evidence) -> String {
        let title = title_of(one.kind);
        let own = one.words.as_deref().filter(|words| one.kind.lasts() && words.chars().count() <= 60);
        format!("{}, {}", own.unwrap_or(title), words::date(one.on))
    }

    /// A report and a talk come before their review; every other step comes after what it is about.
    fn must_come_after(&self, earlier: &Evidence) -> bool {
        !matches!(self.row.kind(), EvidenceKind::ReviewReportShared | EvidenceKind::ReviewingOfficerSpoke)
            && earlier.on <= self.clocks.as_of
    }

    /// The line on the timeline, which more people read than the class itself: it says no more than they may know.
    fn timeline_words(&self) -> String {
        match self.row.class() {
            Class::Health => "Something about health was written down".into(),
            Class::Immigration => "Something about immigration was written down".into(),
            _ => self.row.title.into(),
        }
    }

    fn address(&self) -> String {
        let part = if self.row.is_change() { "change" } else { "record" };
        urls::person_page(&self.heading.person, &format!("{part}/{}", self.row.code))
    }

    /// The record as it would be with this answer in it.
    fn with(&self, answer: &Answer) -> Clocks {
        let mut after = self.clocks.clone();
        match &answer.ends {
            Some(id) => after.evidence.iter_mut().filter(|one| one.id == *id).for_each(|one| end_now(one, &answer.new)),
            None => {
                after.facts.detentions.extend(detention(&answer.new, after.as_of));
                after.evidence.push(form::as_evidence(&answer.new, NEW, after.as_of));
            }
        }
        after
    }

    fn effects(&self, answer: &Answer) -> Effects {
        Effects::between(&self.clocks, &self.with(answer), NEW, &self.readable)
    }
}

/// What an answer is called until it is saved.
const NEW: &str = "new";

fn end_now(one: &mut Evidence, new: &NewEvidence) {
    one.until = Some(new.on);
    one.marks = one.marks.and(new.marks);
}

fn readable(r: &mut Reading<'_>, person: &PersonId, mut named: Vec<Class>) -> waymark_cases::Result<Vec<Class>> {
    named.sort_by_key(|class| class.code());
    named.dedup();
    let mut readable = Vec::new();
    for class in named {
        if by_class::may_read(r, person, class)? {
            readable.push(class);
        }
    }
    Ok(readable)
}

/// What can be written down, by heading (`/record`).
pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    choose(&ctx, PersonId::parse(&person)?, false).await
}

/// What may have changed (S15).
pub async fn get_change(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    choose(&ctx, PersonId::parse(&person)?, true).await
}

/// What was saved just now, with what it did.
struct Saved {
    title: &'static str,
    on: jiff::civil::Date,
    effects: Effects,
}

async fn choose(ctx: &Ctx, person: PersonId, change: bool) -> PageResult {
    let saved = crate::form::query(ctx)?.text("saved").to_owned();
    let (heading, rows, saved) = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let rows = rows_for(r, &person, change)?;
            let saved = if saved.is_empty() { None } else { just_saved(r, &person, &saved)? };
            Ok((heading, rows, saved))
        })
        .await?;
    let title = if change { "Record a change" } else { "Record something" };
    let main = html! {
        @if let Some(saved) = &saved { (told(saved, ctx.today())) }
        @if rows.is_empty() { p.govuk-body { "Their adviser writes this down. You can read it in their record." } }
        @let groups: &[Group] = if change { &[Group::Change] } else { Group::EVENTS };
        @for group in groups { (choices(&heading.person, *group, &rows)) }
        @if !change { p.govuk-body { "Did something in their life change? " a.govuk-link href=(urls::person_page(&heading.person, "change")) { "Record a change" } } }
    };
    ctx.show(heading.sheet(ctx, if change { "change" } else { "record" }, title, main))
}

fn rows_for(r: &mut Reading<'_>, person: &PersonId, change: bool) -> waymark_cases::Result<Vec<&'static Row>> {
    let rows: Vec<&'static Row> = ROWS.iter().filter(|row| row.is_change() == change).collect();
    let mut classes: Vec<Class> = rows.iter().map(|row| row.class()).collect();
    classes.sort_by_key(|class| class.code());
    classes.dedup();
    let mut writable = Vec::new();
    for class in classes {
        if by_class::may_write(r, person, class)? {
            writable.push(class);
        }
    }
    Ok(rows.into_iter().filter(|row| writable.contains(&row.class())).collect())
}

fn just_saved(r: &mut Reading<'_>, person: &PersonId, id: &str) -> waymark_cases::Result<Option<Saved>> {
    let status = r.permit::<class::Status, Read>(person)?;
    let clocks = clocks::of_person(r, &status)?;
    let Some(one) = clocks.evidence(id) else { return Ok(None) };
    let row = ROWS.iter().find(|row| row.does == Does::Record(one.kind));
    let (Some(row), true) = (row, by_class::may_read(r, person, class_of(one.kind))?) else { return Ok(None) };
    let readable = readable(r, person, vec![Class::Health, Class::Immigration, Class::ManagementOversight])?;
    let before = effects::without(&clocks, id);
    Ok(Some(Saved { title: row.title, on: one.on, effects: Effects::between(&before, &clocks, id, &readable) }))
}

fn told(saved: &Saved, today: jiff::civil::Date) -> Markup {
    let says = html! {
        p.govuk-notification-banner__heading { "Saved: " (saved.title) ", " (words::date(saved.on)) }
        (saved.effects.list(false, today))
    };
    NotificationBanner::success(says).render()
}

fn choices(person: &PersonId, group: Group, rows: &[&'static Row]) -> Markup {
    let of_group: Vec<&&Row> = rows.iter().filter(|row| row.group == group).collect();
    let part = if group == Group::Change { "change" } else { "record" };
    html! {
        @if !of_group.is_empty() {
            @if group != Group::Change { h3.govuk-heading-m { (group.says()) } }
            ul class="govuk-list govuk-list--spaced" {
                @for row in of_group {
                    li { a.govuk-link href=(urls::person_page(person, &format!("{part}/{}", row.code))) { (row.title) } }
                }
            }
        }
    }
}

pub async fn get_one(ctx: Ctx, Path((person, event)): Path<(String, String)>) -> PageResult {
    first(&ctx, &person, &event, false).await
}

pub async fn get_one_change(ctx: Ctx, Path((person, change)): Path<(String, String)>) -> PageResult {
    first(&ctx, &person, &change, true).await
}

async fn scene_of(ctx: &Ctx, person: &str, code: &str, change: bool) -> Result<Scene, Error> {
    let row = table::by_code(code, change).ok_or(Error::NotFound)?;
    let person = PersonId::parse(person)?;
    ctx.read(move |r| Scene::read(r, &person, row)).await
}

async fn first(ctx: &Ctx, person: &str, code: &str, change: bool) -> PageResult {
    let scene = scene_of(ctx, person, code, change).await?;
    let typed = form::first(&scene, ctx.today());
    show(ctx, &scene, &typed, &Mends::default(), None)
}

pub async fn post_one(ctx: Ctx, Path((person, event)): Path<(String, String)>, form: Form<Recorded>) -> PageResult {
    take(&ctx, &person, &event, false, form).await
}

pub async fn post_one_change(
    ctx: Ctx,
    Path((person, change)): Path<(String, String)>,
    form: Form<Recorded>,
) -> PageResult {
    take(&ctx, &person, &change, true, form).await
}

async fn take(ctx: &Ctx, person: &str, code: &str, change: bool, form: Form<Recorded>) -> PageResult {
    if let Some(earlier) = already_saved(ctx, &form.key).await? {
        return ctx.go(&earlier);
    }
    let scene = scene_of(ctx, person, code, change).await?;
    let typed = form.typed;
    if typed.text("step") == "back" {
        return show(ctx, &scene, &typed, &Mends::default(), None);
    }
    let mut mends = Mends::default();
    let Some(answer) = form::read(&scene, &typed, ctx.today(), &mut mends) else {
        return show(ctx, &scene, &typed, &mends, None);
    };
    let clash = clash::of(&scene, &answer);
    if let Some(clash) = clash.as_ref().filter(|clash| !clash.is_answered(&typed)) {
        clash.ask(&scene, &mut mends);
        return show(ctx, &scene, &typed, &mends, Some(clash));
    }
    if let Some(says) = impossible(&scene, &answer) {
        mends.add("on-day", says);
        return show(ctx, &scene, &typed, &mends, None);
    }
    if scene.row.is_change() && typed.text("step") != "save" {
        return check(ctx, &scene, &typed, &answer);
    }
    let also_ends = clash.and_then(|clash| clash.ended_by(&typed));
    save(ctx, &form.key, scene, answer, also_ends).await
}

/// A second sending of a form that was taken goes where the first went, before anything is held against the record it
/// has changed itself.
async fn already_saved(ctx: &Ctx, key: &str) -> Result<Option<String>, Error> {
    let key = key.to_owned();
    ctx.write(move |tx| waymark_cases::receipts::earlier(tx, &key)).await
}

/// Dates that could not all be true leave no clock to run.
fn impossible(scene: &Scene, answer: &Answer) -> Option<String> {
    scene.clocks.run().ok()?;
    let after = scene.with(answer);
    after.run().err().map(|error| format!("These dates contradict the record: {error}"))
}

fn show(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends, clash: Option<&Clash>) -> PageResult {
    let main = html! {
        form method="post" action=(scene.address()) novalidate {
            (form_fields(ctx))
            @if let Some(clash) = clash { (clash.shown(scene, typed, mends)) }
            (form::questions(scene, typed, mends))
            @if scene.row.is_change() { (Button::new("Continue")) }
            @else { (Button::save("Save")) }
        }
    };
    ctx.show(scene.heading.sheet(ctx, section(scene.row), scene.row.title, main).to_mend(mends))
}

fn section(row: &Row) -> &'static str {
    if row.is_change() { "change" } else { "record" }
}

/// The answers once more, and the clocks they start.
fn check(ctx: &Ctx, scene: &Scene, typed: &Typed, answer: &Answer) -> PageResult {
    let main = html! {
        h3.govuk-heading-m { (scene.row.title) }
        (form::said(scene, typed, answer))
        h3.govuk-heading-m { "What this starts and ends" }
        (scene.effects(answer).list(true, ctx.today()))
        form method="post" action=(scene.address()) novalidate {
            (form_fields(ctx))
            (form::carried(typed))
            input type="hidden" name="step" value="save";
            (Button::save("Save"))
        }
        form method="post" action=(scene.address()) novalidate {
            (form_fields(ctx))
            (form::carried(typed))
            input type="hidden" name="step" value="back";
            (Button::new("Change an answer").secondary())
        }
    };
    ctx.show(scene.heading.sheet(ctx, section(scene.row), "Check before you save", main))
}

async fn save(ctx: &Ctx, key: &str, scene: Scene, answer: Answer, also_ends: Option<String>) -> PageResult {
    let person = scene.heading.person.clone();
    let part = section(scene.row);
    let began = answer.ends.as_deref().and_then(|id| scene.clocks.evidence(id)).map(|one| one.on);
    let to = ctx
        .write_once(key, move |tx| {
            let id = match &answer.ends {
                Some(id) => {
                    by_class::end(tx, &person, id, &answer.new, answer.new.marks)?;
                    end_detention(tx, &person, &answer.new, began)?;
                    id.clone()
                }
                None => {
                    if let Some(other) = &also_ends {
                        end_other(tx, &person, other, &answer.new)?;
                    }
                    let id = by_class::record(tx, &person, &answer.new)?.to_string();
                    keep_detention(tx, &person, &answer.new)?;
                    id
                }
            };
            Ok(urls::person_page(&person, &format!("{part}?saved={id}")))
        })
        .await?;
    ctx.go(&to)
}

fn end_other(tx: &mut Tx<'_>, person: &PersonId, other: &str, new: &NewEvidence) -> waymark_cases::Result<()> {
    let mut ended = new.clone();
    ended.says = format!("Ended that day: {}", new.says);
    by_class::end(tx, person, other, &ended, Marks::NONE)
}

/// Custody and hospital bear on status as well (rules.md §2): kept there from the same answer.
fn detention(new: &NewEvidence, today: jiff::civil::Date) -> Option<Detention> {
    let kind = match new.kind {
        EvidenceKind::Custody if new.detail["held"] == "sentenced" => DetentionKind::SentencedCustody,
        EvidenceKind::Custody => DetentionKind::Remand,
        EvidenceKind::Hospital => DetentionKind::Hospital,
        _ => return None,
    };
    let section = (kind == DetentionKind::Hospital && new.marks.has(Mark::Section3)).then(|| "3".to_owned());
    // A day of release to come is a hope; only one that has come ends it.
    let end_on = new.until.filter(|until| *until <= today);
    Some(Detention { start_on: new.on, end_on, kind, section })
}

fn keep_detention(tx: &mut Tx<'_>, person: &PersonId, new: &NewEvidence) -> waymark_cases::Result<()> {
    let Some(detention) = detention(new, tx.today()) else { return Ok(()) };
    let permit = tx.permit::<class::Status, Write>(person)?;
    let fact = NewDatedFact {
        kind: DatedKind::Detention,
        starts_on: detention.start_on,
        ends_on: detention.end_on,
        detail: serde_json::to_value(&detention)?,
    };
    care::record_dated_fact(tx, &permit, &fact).map(|_| ())
}

fn end_detention(
    tx: &mut Tx<'_>,
    person: &PersonId,
    new: &NewEvidence,
    began: Option<jiff::civil::Date>,
) -> waymark_cases::Result<()> {
    if detention(new, new.on).is_none() {
        return Ok(());
    }
    let read = tx.permit::<class::Status, Read>(person)?;
    let write = tx.permit::<class::Status, Write>(person)?;
    let open = care::dated_facts(tx, &read)?.into_iter().find(|fact| {
        fact.kind == DatedKind::Detention.code() && Some(fact.starts_on.0) == began && fact.ends_on.is_none()
    });
    match open {
        Some(fact) => care::end_detention(tx, &write, &fact, new.on),
        None => Ok(()),
    }
}
