//! What is owed to one young person, by when and why: the bars on S12 (V8), and a page for each clock with the rule, what
//! counted, what did not and why, and who is responsible (rules.md §5). A reason why something is late is written here,
//! and a manager may set a local promise aside.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::class::DataClass;
use waymark_cases::access::{Approve, Class, Read, Role, Scope, Write, class};
use waymark_cases::clocks::reasons::{self, Reason};
use waymark_cases::clocks::{self, Clocks, class_of, late};
use waymark_cases::db::Reading;
use waymark_cases::evidence;
use waymark_cases::ids::PersonId;
use waymark_govuk::{BarState, Button, ClockBar, DateInput, Details, Radios, Select, Tag, TagColour, Textarea};
use waymark_rules::citation::{Kind, Rule};
use waymark_rules::clocks::{
    Clock, Definition, Evidence, EvidenceKind, Mark, NotCounted, State, definitions, words as law,
};
use waymark_rules::dates::days_between;

use super::Heading;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{DateTyped, Fields, Form, Mends, OnlyAButton, Typed};
use crate::frame::{button_form, form_fields};
use crate::{routes, urls, words};

/// A person's clocks, and which classes of data in them this reader may see.
pub(crate) struct Seen {
    clocks: Clocks,
    readable: Vec<Class>,
}

impl Seen {
    /// What is owed to them, for the overview.
    pub(crate) fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Option<Self>> {
        let permit = r.permit::<class::Status, Read>(person)?;
        if permit.grounds().scope != Scope::Whole {
            return Ok(None);
        }
        let clocks = clocks::of_person(r, &permit)?;
        let told: Vec<Class> =
            clocks.run()?.iter().filter(|one| is_shown(one)).map(|one| class_of(one.rule())).collect();
        Ok(Some(Self { readable: readable(r, person, told)?, clocks }))
    }

    /// One clock with its evidence, each piece of which has a class of its own.
    fn read_one(r: &mut Reading<'_>, person: &PersonId, id: &str) -> waymark_cases::Result<Self> {
        let permit = r.permit::<class::Status, Read>(person)?;
        let clocks = clocks::of_person(r, &permit)?;
        let told: Vec<Class> = clocks
            .run()?
            .iter()
            .filter(|one| one.id() == id)
            .flat_map(|one| evidence_of(one).collect::<Vec<_>>())
            .filter_map(|id| clocks.evidence(id))
            .map(|one| evidence::class_of(one.kind))
            .collect();
        Ok(Self { readable: readable(r, person, told)?, clocks })
    }

    fn may_read(&self, class: Class) -> bool {
        class == Class::Status || self.readable.contains(&class)
    }
}

/// Everything a clock names.
fn evidence_of<'c>(clock: &'c Clock<'c>) -> impl Iterator<Item = &'c str> {
    let named = [clock.about, clock.anchored_by, clock.satisfied_by, clock.recorded_reason, clock.waiver];
    let earlier = clock.earlier.iter().filter_map(|past| past.satisfied_by);
    named.into_iter().flatten().chain(clock.not_counted.iter().map(|one| one.evidence)).chain(earlier)
}

/// Of these classes, those the reader may read whole. Only what a page is about to show is asked for: each question
/// leaves its row in the audit.
fn readable(r: &mut Reading<'_>, person: &PersonId, mut told: Vec<Class>) -> waymark_cases::Result<Vec<Class>> {
    told.sort_unstable();
    told.dedup();
    let mut may = Vec::new();
    for class in told {
        if may_read(r, person, class)? {
            may.push(class);
        }
    }
    Ok(may)
}

fn may_read(r: &mut Reading<'_>, person: &PersonId, class: Class) -> waymark_cases::Result<bool> {
    match class {
        Class::Status => Ok(true),
        Class::Plan => whole::<class::Plan>(r, person),
        Class::CaseNotes => whole::<class::CaseNotes>(r, person),
        Class::Health => whole::<class::Health>(r, person),
        Class::Immigration => whole::<class::Immigration>(r, person),
        Class::EducationWorkHousing => whole::<class::EducationWorkHousing>(r, person),
        Class::Money => whole::<class::Money>(r, person),
        Class::OwnDocuments => whole::<class::OwnDocuments>(r, person),
        Class::ManagementOversight => whole::<class::ManagementOversight>(r, person),
        Class::SupervisionNotes => whole::<class::SupervisionNotes>(r, person),
        Class::Audits => whole::<class::Audits>(r, person),
        Class::Permissions => whole::<class::Permissions>(r, person),
        _ => Ok(false),
    }
}

fn whole<C: DataClass>(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<bool> {
    Ok(r.permit_if_allowed::<C, Read>(person)?.is_some_and(|permit| permit.grounds().scope == Scope::Whole))
}

/// Somebody still has something to do, or decided that nobody has.
fn is_shown(clock: &Clock<'_>) -> bool {
    matches!(
        clock.state,
        State::Running | State::DueSoon | State::DueToday | State::Overdue | State::Suspended | State::WaivedRecorded
    )
}

const fn bar_state(state: State) -> BarState {
    match state {
        State::Overdue => BarState::Late,
        State::DueSoon | State::DueToday => BarState::ComingUp,
        State::Met | State::MetLate => BarState::Done,
        State::Suspended | State::WaivedRecorded | State::Ended | State::NotApplicable => BarState::Paused,
        State::Running | State::NotStarted => BarState::OnTrack,
    }
}

/// Latest first, then what comes up, then what waits; what is on track is folded to one line (V8).
pub(crate) fn section(ctx: &Ctx, person: &PersonId, seen: &Seen) -> Result<Markup, Error> {
    let run = seen.clocks.run()?;
    let mut shown: Vec<&Clock<'_>> =
        run.iter().filter(|clock| is_shown(clock) && seen.may_read(class_of(clock.rule()))).collect();
    shown.sort_by_key(|clock| (order(clock.state), clock.due_on, clock.id()));
    let (on_track, now): (Vec<&Clock<'_>>, Vec<&Clock<'_>>) =
        shown.into_iter().partition(|clock| clock.state == State::Running);
    let folded = html! { ul.wm-clocks { @for clock in &on_track { li { (line(ctx, person, clock)) } } } };
    Ok(html! {
        h3 #clocks class="govuk-heading-m" { "What is due" }
        @if now.is_empty() { p.govuk-body { "Nothing is late or coming up." } } @else {
            ul.wm-clocks { @for (at, clock) in now.iter().enumerate() { li id=[first_of(&now, at)] { (bar(ctx, person, clock, at)) } } }
        }
        @if !on_track.is_empty() {
            (Details::new(format!("{} more on track", on_track.len()), folded).render())
        }
    })
}

const fn order(state: State) -> u8 {
    match state {
        State::Overdue => 0,
        State::DueToday => 1,
        State::DueSoon => 2,
        State::Running => 3,
        _ => 4,
    }
}

/// Where a link from a list of what is late lands: the first bar of that clock.
fn first_of(now: &[&Clock<'_>], at: usize) -> Option<String> {
    let id = now[at].id();
    (!now[..at].iter().any(|earlier| earlier.id() == id)).then(|| anchor(id))
}

/// The name of a clock's place on the overview.
pub(crate) fn anchor(clock: &str) -> String {
    format!("clock-{}", clock.replace('.', "-"))
}

pub(crate) fn address(person: &PersonId, clock: &str) -> String {
    urls::person_page(person, &format!("clock/{clock}"))
}

fn bar(ctx: &Ctx, person: &PersonId, clock: &Clock<'_>, at: usize) -> ClockBar {
    let label = html! {
        a.govuk-link href=(address(person, clock.id())) { (clock.definition.label) }
        @if clock.kind == Kind::Local { " " span.wm-muted { "our own promise" } }
    };
    ClockBar { label: label.into(), ..plain_bar(ctx, clock, at) }
}

fn plain_bar(ctx: &Ctx, clock: &Clock<'_>, at: usize) -> ClockBar {
    ClockBar {
        id: format!("bar-{at}"),
        title: clock.definition.label.to_owned(),
        says: stands(ctx, clock),
        state: bar_state(clock.state),
        days_gone: days_between(clock.anchor, ctx.today()),
        days_in_all: clock.due_on.map_or(0, |due| days_between(clock.anchor, due)),
        ..ClockBar::default()
    }
}

/// Where it stands in one line.
fn stands(ctx: &Ctx, clock: &Clock<'_>) -> String {
    let days = |number: i32| words::count(i64::from(number), "day", "days");
    match (clock.state, clock.due_on) {
        (State::Overdue, Some(due)) => format!("{} late. It was due by {}.", days(clock.days_late), words::date(due)),
        (State::DueToday, _) => "Due today.".into(),
        (State::DueSoon, Some(due)) => {
            format!("Due in {}, by {}.", days(days_between(ctx.today(), due)), words::date(due))
        }
        (State::Running | State::NotStarted, Some(due)) => format!("Next due by {}.", words::date(due)),
        (State::Met | State::MetLate, _) => match clock.met_on {
            Some(on) => format!("{} on {}.", clock.state.says(), words::date(on)),
            None => format!("{}.", clock.state.says()),
        },
        (state, _) => format!("{}.", state.says()),
    }
}

fn line(ctx: &Ctx, person: &PersonId, clock: &Clock<'_>) -> Markup {
    html! { a.govuk-link href=(address(person, clock.id())) { (clock.definition.label) } ": " (stands(ctx, clock)) }
}

/// One clock, opened.
pub async fn get(ctx: Ctx, Path((person, clock)): Path<(String, String)>) -> PageResult {
    show(&ctx, PersonId::parse(&person)?, known(&clock)?, &Typed::default(), &Mends::default()).await
}

fn known(id: &str) -> Result<&'static Definition, Error> {
    definitions::by_id(id).ok_or(Error::NotFound)
}

async fn show(ctx: &Ctx, person: PersonId, of: &'static Definition, typed: &Typed, mends: &Mends) -> PageResult {
    let (heading, seen) = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            if !may_read(r, &person, class_of(of.rule()))? {
                return Err(waymark_cases::Error::NotFound);
            }
            Ok((heading, Seen::read_one(r, &person, of.id)?))
        })
        .await?;
    let main = view(ctx, &heading, &seen, of, typed, mends)?;
    ctx.show(heading.sheet(ctx, "", of.label, main).to_mend(mends))
}

fn view(
    ctx: &Ctx,
    heading: &Heading,
    seen: &Seen,
    of: &'static Definition,
    typed: &Typed,
    mends: &Mends,
) -> Result<Markup, Error> {
    let run = seen.clocks.run()?;
    let mut now: Vec<&Clock<'_>> = run.iter().filter(|clock| clock.id() == of.id).collect();
    now.sort_by_key(|clock| (order(clock.state), clock.due_on));
    Ok(html! {
        @if now.is_empty() { p.govuk-body { "This does not run for " (heading.name()) " now." } }
        @for (at, clock) in now.iter().enumerate() { (one(ctx, heading, seen, clock, at)) }
        @if let Some(rule) = of.citation() { (the_rule(rule)) }
        (actions(ctx, heading, &now, typed, mends))
        p.govuk-body { a.govuk-link href=(format!("{}#clocks", urls::person(&heading.person))) { "Back to everything that is due" } }
    })
}

fn one(ctx: &Ctx, heading: &Heading, seen: &Seen, clock: &Clock<'_>, at: usize) -> Markup {
    html! {
        section.wm-card {
            p { (state_tag(clock.state)) " " span.wm-muted { (where_from(clock.kind)) } }
            (plain_bar(ctx, clock, at))
            h3.govuk-heading-s { "Why it stands there" }
            ul class="govuk-list govuk-list--bullet" { @for reason in law::explain(clock) { li { (reason.says) } } }
            dl.wm-facts {
                dt { "What started it" } dd { (started(seen, clock)) }
                dt { "What counted" } dd { (counted(seen, clock)) }
                dt { "What did not count" } dd { (not_counted(seen, &clock.not_counted)) }
                @if let Some(waiver) = clock.waiver { dt { "Set aside" } dd { (set_aside(seen, waiver)) } }
                @if clock.state == State::Overdue { dt { "Why it is late" } dd { (why_late(seen, clock)) } }
                dt { "Who is responsible" } dd { (responsible(heading, clock)) }
            }
        }
    }
}

fn state_tag(state: State) -> Markup {
    let colour = match state {
        State::Overdue => TagColour::Magenta,
        State::DueSoon | State::DueToday => TagColour::Yellow,
        State::Met | State::MetLate => TagColour::Teal,
        _ => TagColour::Grey,
    };
    Tag::new(state.says()).colour(colour).render()
}

const fn where_from(kind: Kind) -> &'static str {
    match kind {
        Kind::Statute => "Law",
        Kind::Guidance => "National guidance",
        Kind::Local => "Our own promise, on top of the law",
        Kind::Design => "A habit of this record",
    }
}

fn the_rule(rule: &Rule) -> Markup {
    html! {
        h3.govuk-heading-m { "The rule" }
        p.govuk-body { (rule.says) }
        p.wm-muted { (rule.id) ": " (rule.source) }
    }
}

fn started(seen: &Seen, clock: &Clock<'_>) -> Markup {
    let by = clock.anchored_by.and_then(|id| seen.clocks.evidence(id));
    html! {
        @match by { Some(by) => (piece(seen, by)), None => (words::date(clock.anchor)) }
    }
}

/// The most of earlier rounds worth showing.
const ROUNDS: usize = 4;

fn counted(seen: &Seen, clock: &Clock<'_>) -> Markup {
    let last = clock.satisfied_by.into_iter();
    let before = clock.earlier.iter().rev().filter_map(|past| past.satisfied_by);
    let mut all: Vec<&Evidence> = last.chain(before).filter_map(|id| seen.clocks.evidence(id)).collect();
    all.dedup_by(|one, other| one.id == other.id);
    html! {
        @if all.is_empty() { "Nothing yet" } @else {
            ul.govuk-list { @for one in all.into_iter().take(ROUNDS) { li { (piece(seen, one)) } } }
        }
    }
}

fn not_counted(seen: &Seen, all: &[NotCounted<'_>]) -> Markup {
    html! {
        @if all.is_empty() { "Nothing else was recorded" } @else {
            ul.govuk-list {
                @for one in all.iter().rev() {
                    li {
                        @match seen.clocks.evidence(one.evidence) {
                            Some(evidence) => (piece(seen, evidence)),
                            None => (words::date(one.on)),
                        }
                        ". " (one.why.says())
                    }
                }
            }
        }
    }
}

/// A piece of evidence: its day and what it was, or only that it stands elsewhere for a reader who may not read its class.
fn piece(seen: &Seen, one: &Evidence) -> Markup {
    if !seen.may_read(evidence::class_of(one.kind)) {
        return html! { "Something recorded elsewhere, " (words::date(one.on)) };
    }
    html! {
        (kind_says(one.kind)) @for mark in one.marks.iter().filter_map(mark_says) { ", " (mark) } ", " (words::date(one.on))
        @if let Some(until) = one.until { " to " (words::date(until)) }
    }
}

/// What a piece of evidence is called on a staff page.
pub(crate) fn kind_says(kind: EvidenceKind) -> String {
    match kind {
        EvidenceKind::Sdq => "Strengths and difficulties questionnaire".into(),
        EvidenceKind::LearningOrWork => "Course, training or job".into(),
        EvidenceKind::RecordBegins => "This record begins".into(),
        EvidenceKind::Oversight => "Management oversight".into(),
        other => words::sentence_case(&evidence::code(other).replace('_', " ")),
    }
}

const fn mark_says(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::FaceToFace => Some("face to face"),
        Mark::Alone => Some("seen on their own"),
        Mark::Video => Some("by video"),
        Mark::ThirdParty => Some("through somebody else"),
        _ => None,
    }
}

fn set_aside(seen: &Seen, waiver: &str) -> Markup {
    let Some(waiver) = seen.clocks.evidence(waiver) else { return html! { "Yes" } };
    html! {
        @if seen.may_read(Class::Plan) { bdi { (waiver.words.as_deref().unwrap_or_default()) } ". " }
        @if let Some(until) = waiver.until { "Until " (words::date(until)) }
    }
}

fn why_late(seen: &Seen, clock: &Clock<'_>) -> Markup {
    let reason = clock.recorded_reason.and_then(|id| seen.clocks.evidence(id));
    html! {
        @match reason {
            None => "No reason yet",
            Some(_) if !seen.may_read(Class::Plan) => "A reason is recorded elsewhere",
            Some(reason) => { bdi { (reason.words.as_deref().unwrap_or_default()) } ", " (words::date(reason.on)) },
        }
    }
}

fn responsible(heading: &Heading, clock: &Clock<'_>) -> String {
    use waymark_rules::clocks::Owner;
    let owner = words::sentence_case(clock.owner.says());
    match clock.owner {
        Owner::PersonalAdviser if !heading.summary.adviser_name.is_empty() => {
            format!("{owner}: {}", heading.summary.adviser_name)
        }
        _ => owner,
    }
}

/// Those who may say why something is late.
pub(crate) const SAYS_WHY: &[Role] =
    &[Role::PersonalAdviser, Role::SocialWorker, Role::PracticeSupervisor, Role::TeamManager, Role::HeadOfService];
/// Those who may set a promise of the council's own aside.
pub(crate) const SETS_ASIDE: &[Role] = &[Role::PracticeSupervisor, Role::TeamManager];
/// Those who ask an adviser about what is late.
pub(crate) const ASKS: &[Role] = &[Role::PracticeSupervisor, Role::TeamManager, Role::HeadOfService];

fn actions(ctx: &Ctx, heading: &Heading, now: &[&Clock<'_>], typed: &Typed, mends: &Mends) -> Markup {
    let late: Vec<&&Clock<'_>> = now.iter().filter(|clock| clock.state == State::Overdue).collect();
    let is_ours = now.iter().any(|clock| clock.state.is_open() && matches!(clock.kind, Kind::Local | Kind::Design));
    let first = now.first();
    let to = first.and_then(|clock| record_at(&heading.person, clock.definition));
    html! {
        @if let (Some(to), true) = (to, ctx.has_any_role(&[Role::PersonalAdviser, Role::SocialWorker])) {
            p { (Button::link("Record it", to)) }
        }
        @if !late.is_empty() && ctx.has_any_role(ASKS) && !heading.summary.adviser_name.is_empty() {
            (button_form(ctx, &urls::person_page(&heading.person, "ask-adviser"), &Button::new("Ask their adviser").secondary()))
        }
        @if !late.is_empty() && ctx.has_any_role(SAYS_WHY) { (reason_form(ctx, &heading.person, &late, typed, mends)) }
        @if let (Some(clock), true, true) = (first, is_ours, ctx.has_any_role(SETS_ASIDE)) {
            (set_aside_form(ctx, &heading.person, clock, typed, mends))
        }
    }
}

/// The page on which what would satisfy a clock is written down.
fn record_at(person: &PersonId, of: &Definition) -> Option<String> {
    use EvidenceKind as E;
    let page = match of.would_meet().next().map(|what| what.kind) {
        Some(E::Contact | E::Offer | E::Card) => "contact",
        Some(E::Home | E::LearningOrWork | E::Custody | E::Hospital) => "change",
        Some(E::Oversight | E::Supervision | E::GroupSupervision | E::PracticeObserved | E::Audit) => "oversight",
        _ => "record",
    };
    routes::is_a_page(&format!("/team/p/{{person}}/{page}")).then(|| urls::person_page(person, page))
}

fn reason_form(ctx: &Ctx, person: &PersonId, late: &[&&Clock<'_>], typed: &Typed, mends: &Mends) -> Markup {
    let to = format!("{}/reason", address(person, late[0].id()));
    let radios = Radios::new("reason", "Why is it late?").hint("The date stands. The reason stands beside it.");
    let radios = Reason::ALL.iter().fold(radios, |radios, reason| radios.choice(reason.code(), reason.says()));
    html! {
        h3 #why class="govuk-heading-m" { "Record a reason" }
        form method="post" action=(to) novalidate {
            (form_fields(ctx))
            (which(late, typed))
            (radios.chosen(typed.text("reason").to_owned()).error(mends.of("reason").map(str::to_owned)))
            (Textarea::new("words", "In your own words").hint("They can read this. What happens next, and when?").rows(3)
                .value(typed.raw("words").to_owned()).error(mends.of("words").map(str::to_owned)))
            (Button::save("Save reason"))
        }
    }
}

/// Where the same duty runs more than once, for each home or request, the one the reason is for.
fn which(late: &[&&Clock<'_>], typed: &Typed) -> Markup {
    let mut abouts: Vec<(&str, String)> = Vec::new();
    for clock in late {
        let about = clock.about.unwrap_or_default();
        if !abouts.iter().any(|(known, _)| *known == about) {
            let due = clock.due_on.map_or_else(String::new, |due| format!("due {}", words::date(due)));
            abouts.push((about, format!("The one from {}, {due}", words::date(clock.anchor))));
        }
    }
    match &abouts[..] {
        [(about, _)] => html! { input type="hidden" name="about" value=(about); },
        many => {
            let select = Select::new("about", "Which one?");
            let select =
                many.iter().fold(select, |select, (about, says)| select.option((*about).to_owned(), says.clone()));
            select.chosen(typed.text("about").to_owned()).render()
        }
    }
}

fn set_aside_form(ctx: &Ctx, person: &PersonId, clock: &Clock<'_>, typed: &Typed, mends: &Mends) -> Markup {
    let date = typed.date("until");
    let form = html! {
        form method="post" action=(format!("{}/set-aside", address(person, clock.id()))) novalidate {
            (form_fields(ctx))
            p.govuk-body { "This is our own promise, so a manager can set it aside until a day. What the law asks still runs." }
            (Textarea::new("because", "Why?").hint("They can read this.").rows(3)
                .value(typed.raw("because").to_owned()).error(mends.of("because").map(str::to_owned)))
            (DateInput::new("until", "Until when?").typed([date.day, date.month, date.year])
                .error(mends.of("until-day").map(str::to_owned)))
            (Button::save("Set aside").secondary())
        }
    };
    let open = mends.of("because").is_some() || mends.of("until-day").is_some();
    Details::new("Set aside for now", form).open(open).render()
}

/// Why something is late.
pub struct Why;

impl Fields for Why {
    const ONE: &'static [&'static str] = &["about", "reason", "words"];
}

const LONGEST: usize = 2000;

fn short_enough(mends: &mut Mends, field: &str, text: &str) {
    if text.chars().count() > LONGEST {
        mends.add(field, "This must be 2,000 characters or less");
    }
}

pub async fn post_reason(ctx: Ctx, Path((person, clock)): Path<(String, String)>, form: Form<Why>) -> PageResult {
    let (person, of, typed) = (PersonId::parse(&person)?, known(&clock)?, form.typed);
    let mut mends = Mends::default();
    let reason = Reason::from_code(typed.text("reason"));
    if reason.is_none() {
        mends.add("reason", "Select why it is late");
    }
    short_enough(&mut mends, "words", typed.text("words"));
    let (Some(reason), true) = (reason, mends.is_empty()) else { return show(&ctx, person, of, &typed, &mends).await };
    let about = Some(typed.text("about").to_owned()).filter(|about| !about.is_empty());
    let (text, back) = (typed.text("words").to_owned(), address(&person, of.id));
    let is_worker = ctx.has_any_role(&[Role::PersonalAdviser, Role::SocialWorker]);
    let to = ctx
        .write_once(&form.key, move |tx| {
            if is_worker && let Some(permit) = tx.permit_if_allowed::<class::Plan, Write>(&person)? {
                reasons::record(tx, &permit, of.id, about.as_deref(), reason, &text)?;
            } else {
                let permit = tx.permit::<class::ManagementOversight, Write>(&person)?;
                reasons::record_by_manager(tx, &permit, of.id, about.as_deref(), reason, &text)?;
            }
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Reason saved")
}

/// A promise set aside.
pub struct SetAside;

impl Fields for SetAside {
    const ONE: &'static [&'static str] = &["because", "until-day", "until-month", "until-year"];
}

pub async fn post_set_aside(
    ctx: Ctx,
    Path((person, clock)): Path<(String, String)>,
    form: Form<SetAside>,
) -> PageResult {
    let (person, of, typed) = (PersonId::parse(&person)?, known(&clock)?, form.typed);
    let mut mends = Mends::default();
    let because = typed.text("because").to_owned();
    if because.is_empty() {
        mends.add("because", "Write why");
    }
    short_enough(&mut mends, "because", &because);
    let until = mends.keep("until-day", to_come(&typed.date("until"), ctx.today()));
    let (Some(until), true) = (until, mends.is_empty()) else { return show(&ctx, person, of, &typed, &mends).await };
    let back = address(&person, of.id);
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Approve>(&person)?;
            reasons::waive(tx, &permit, of.id, until, &because)?;
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Set aside. What the law asks still runs.")
}

fn to_come(typed: &DateTyped, today: jiff::civil::Date) -> Result<jiff::civil::Date, String> {
    let until = typed.read("Date")?;
    if until > today { Ok(until) } else { Err("The date must be in the future".into()) }
}

pub async fn post_ask_adviser(ctx: Ctx, Path(person): Path<String>, form: Form<OnlyAButton>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::ManagementOversight, Write>(&person)?;
            let asked = late::ask_adviser(tx, &permit)?;
            Ok(if asked { "/team/late?asked=yes" } else { "/team/late?asked=no" }.into())
        })
        .await?;
    let says = if to.ends_with("yes") { "We sent their adviser a message" } else { "Nobody is their adviser yet" };
    ctx.go_saying("/team/late", says)
}
