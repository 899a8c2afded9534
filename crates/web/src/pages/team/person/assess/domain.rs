//! S17, one part: what each side said side by side, strengths first, with who said it and when; the worker's analysis apart
//! from their words; whether they agree; and questions that open a talk.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Write, class};
use waymark_cases::assessments::{self, Asks, Domain, Entry, NewEntry, Part, View};
use waymark_cases::clock::day_of;
use waymark_cases::db::instant;
use waymark_cases::ids::{PersonId, RowId};
use waymark_cases::sides::Side;
use waymark_govuk::{Button, Choice, DateInput, Details, Radios, TextInput, Textarea};

use super::super::can_get::not_to_come;
use super::{Known, address};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{DateTyped, Fields, Form, Mends, Typed, query};
use crate::frame::form_fields;
use crate::{urls, words};

fn domain_of(code: &str) -> Result<Domain, Error> {
    Domain::from_code(code).ok_or(Error::NotFound)
}

/// The page, with an empty form, or with the entry that `?entry=` asks to put right.
pub async fn get(ctx: Ctx, Path((person, domain)): Path<(String, String)>) -> PageResult {
    let (person, domain) = (PersonId::parse(&person)?, domain_of(&domain)?);
    let known = ctx.read(move |r| Known::read(r, &person)).await?;
    let asked = query(&ctx)?;
    let typed = match known.all.entry(asked.text("entry")).filter(|one| may_be_put_right(one, domain)) {
        Some(entry) => typed_of(entry),
        None => on_day(Typed::default(), DateTyped::of(ctx.today())),
    };
    show(&ctx, &known, domain, &typed, &Mends::default())
}

/// What a young person wrote at their own door is theirs alone to put right.
fn may_be_put_right(entry: &Entry, domain: Domain) -> bool {
    entry.domain == domain && !entry.is_their_own()
}

fn on_day(mut typed: Typed, on: DateTyped) -> Typed {
    for (field, value) in [("on-day", on.day), ("on-month", on.month), ("on-year", on.year)] {
        typed.set(field, value);
    }
    typed
}

fn typed_of(entry: &Entry) -> Typed {
    let mut typed = on_day(Typed::default(), DateTyped::of(entry.said_on));
    typed.set("entry", entry.id.clone());
    typed.set("side", entry.side.code().to_owned());
    typed.set("who", entry.who.clone());
    for part in Part::ALL {
        typed.set(part.code(), entry.part(*part).to_owned());
    }
    typed.set("number", entry.number.map(|number| number.to_string()).unwrap_or_default());
    typed
}

fn show(ctx: &Ctx, known: &Known, domain: Domain, typed: &Typed, mends: &Mends) -> PageResult {
    let main = html! {
        p.govuk-body { a.govuk-link href=(urls::person_page(&known.heading.person, "assess")) { "All parts" } }
        (prompts(domain))
        (all_said(known, domain))
        (numbers(known, domain))
        @if known.may_write { (form(ctx, known, domain, typed, mends)) }
        (analysis(ctx, known, domain, typed, mends))
        (agreement(ctx, known, domain))
        (earlier(known, domain))
    };
    ctx.show(known.heading.sheet(ctx, "assess", &domain.named(&known.words), main).to_mend(mends))
}

const PROMPTS: &[(&str, &[Asks])] = &[
    ("What is going well", &[Asks::GoingWell, Asks::People, Asks::Better]),
    ("How they get through", &[Asks::Coping, Asks::Resilience]),
    ("What is hard", &[Asks::Hard]),
    ("What they want", &[Asks::Wants, Asks::PreferredFuture]),
    ("What helps", &[Asks::Helps]),
    ("When nothing moves", &[Asks::Goals, Asks::Stuck]),
];

fn prompts(domain: Domain) -> Markup {
    let body = html! {
        @for (title, asks) in PROMPTS {
            p.govuk-body { strong { (title) } }
            ul class="govuk-list govuk-list--bullet" {
                @for question in asks.iter().flat_map(|asks| assessments::about(domain, *asks)) { li { (question.says) } }
            }
        }
    };
    Details::new("Questions to ask", body).render()
}

/// What was said, strengths first, and what nobody has said anything of.
fn all_said(known: &Known, domain: Domain) -> Markup {
    let is_said = |part: &&Part| known.all.standing(domain).any(|one| !one.part(**part).is_empty());
    let (said_of, not_yet): (Vec<&Part>, Vec<&Part>) = Part::ALL.iter().partition(is_said);
    html! {
        @if said_of.is_empty() {
            p.govuk-body { "Nothing yet. Start with what is going well." }
        } @else {
            @for part in said_of { (said(known, domain, *part)) }
            @if !not_yet.is_empty() {
                p.govuk-body { "Not said yet: " @for (at, part) in not_yet.iter().enumerate() { @if at > 0 { "; " } (part.says()) } "." }
            }
        }
    }
}

/// One part, their words on one side, everybody else's on the other.
fn said(known: &Known, domain: Domain, part: Part) -> Markup {
    let entries: Vec<&Entry> = known.all.standing(domain).filter(|one| !one.part(part).is_empty()).collect();
    let side =
        |theirs: bool| entries.iter().filter(move |one| (one.side == Side::Theirs) == theirs).collect::<Vec<_>>();
    html! {
        h3.govuk-heading-m { (part.says()) }
        div.wm-sides {
            @for (title, some) in [("In their words", side(true)), ("What others say", side(false))] {
                div {
                    h4.govuk-heading-s { (title) }
                    @if some.is_empty() { p.wm-muted { "Nothing yet." } }
                    @for entry in some { (words_of(known, entry, entry.part(part))) }
                }
            }
        }
    }
}

fn words_of(known: &Known, entry: &Entry, text: &str) -> Markup {
    html! {
        figure.wm-words {
            blockquote data-own-words { p.wm-as-typed { bdi { (text) } } }
            figcaption { (who(known, entry)) ", " (words::date(entry.said_on)) (put_right(known, entry)) }
        }
    }
}

fn who(known: &Known, entry: &Entry) -> Markup {
    let name = known.heading.name();
    html! {
        @match entry.side {
            Side::Theirs if entry.is_their_own() => { bdi { (name) } }
            Side::Theirs => { bdi { (name) } ", to " (known.worker(&entry.recorded_by)) }
            Side::Worker => { (known.worker(&entry.recorded_by)) }
            Side::SomebodyElse => { bdi { (entry.who) } ", to " (known.worker(&entry.recorded_by)) }
        }
    }
}

fn put_right(known: &Known, entry: &Entry) -> Markup {
    let to = format!("{}?entry={}#put", address(&known.heading.person, entry.domain.code()), entry.id);
    html! {
        @if known.may_write && !entry.is_their_own() {
            " · " a.govuk-link href=(to) {
                "Put right" span.govuk-visually-hidden { ": " (entry.side.says()) ", " (words::date(entry.said_on)) }
            }
        }
    }
}

fn numbers(known: &Known, domain: Domain) -> Markup {
    let numbered: Vec<&Entry> = known.all.standing(domain).filter(|one| one.number.is_some()).collect();
    html! {
        @if !numbered.is_empty() {
            h3.govuk-heading-m { "From 0 to 10" }
            ul.govuk-list {
                @for entry in numbered {
                    li { strong { (entry.number.unwrap_or_default()) } ", " (who(known, entry)) ", " (words::date(entry.said_on)) }
                }
            }
        }
    }
}

fn analysis(ctx: &Ctx, known: &Known, domain: Domain, typed: &Typed, mends: &Mends) -> Markup {
    let now = known.all.analysis(domain);
    let standing = now.map(|analysis| analysis.words.clone()).unwrap_or_default();
    let shown = if mends.of("analysis").is_some() { typed.raw("analysis").to_owned() } else { standing };
    html! {
        h3.govuk-heading-m { "What their worker makes of it" }
        @match now {
            None => { p.govuk-body { "Nothing yet." } }
            Some(analysis) => {
                p.govuk-body.wm-as-typed { (analysis.words) }
                p.wm-muted { (known.worker(&analysis.recorded_by)) ", " (words::date(day_of(instant(analysis.recorded_at)))) }
            }
        }
        @if known.may_write {
            form method="post" action=(format!("{}/analysis", address(&known.heading.person, domain.code()))) novalidate {
                (form_fields(ctx))
                (Textarea::new("analysis", "Your analysis").hint("Strengths and worries, and what both mean day to day. They can read this.")
                    .rows(4).value(shown).error(mends.of("analysis").map(str::to_owned)))
                (Button::save("Save analysis").secondary())
            }
        }
    }
}

fn agreement(ctx: &Ctx, known: &Known, domain: Domain) -> Markup {
    let started = known.all.standing(domain).next().is_some();
    html! {
        h3.govuk-heading-m { "Do they agree with this?" }
        @match known.all.view(domain) {
            None => { p.govuk-body { "Not asked yet." } }
            Some(viewed) => {
                p.govuk-body { strong { (viewed.view.says()) } ", " (words::date(day_of(instant(viewed.recorded_at)))) }
                @if !viewed.words.is_empty() { blockquote.govuk-body { bdi { (viewed.words) } } }
            }
        }
        @if known.may_write && started {
            form method="post" action=(format!("{}/agreed", address(&known.heading.person, domain.code()))) {
                (form_fields(ctx))
                (Textarea::new("why", "What they say about it, in their words").hint("You can leave this empty.").rows(2))
                div.wm-buttons {
                    @for view in View::ALL { (Button::new(told(*view)).secondary().sends("view", view.code())) }
                }
            }
        }
    }
}

const fn told(view: View) -> &'static str {
    match view {
        View::Agrees => "They agree",
        View::InPart => "They agree with some",
        View::DoesNot => "They do not agree",
    }
}

/// What was put right stays readable.
fn earlier(known: &Known, domain: Domain) -> Markup {
    let old: Vec<&Entry> = known.all.standing(domain).flat_map(|one| known.all.earlier(&one.series)).collect();
    let analyses: Vec<_> =
        known.all.analyses.iter().filter(|one| one.domain == domain && one.superseded_at.is_some()).collect();
    if old.is_empty() && analyses.is_empty() {
        return html! {};
    }
    let body = html! {
        @for entry in old {
            p.govuk-body { (who(known, entry)) ", " (words::date(entry.said_on)) ":" }
            @for part in Part::ALL.iter().filter(|part| !entry.part(**part).is_empty()) {
                p.wm-as-typed { (part.says()) ": " bdi { (entry.part(*part)) } }
            }
        }
        @for one in analyses {
            p.wm-as-typed { "Analysis, " (words::date(day_of(instant(one.recorded_at)))) ": " (one.words) }
        }
    };
    Details::new("Earlier versions", body).render()
}

const PARTS: &[(Part, &str)] = &[
    (Part::GoingWell, "Strengths, what keeps them safe, who stands by them."),
    (Part::Hard, "In plain words, without blame."),
    (Part::Wants, ""),
    (Part::Helps, "What helped before, who helps and how."),
    (Part::Evidence, "What was seen or heard, or where else it is written."),
];

fn form(ctx: &Ctx, known: &Known, domain: Domain, typed: &Typed, mends: &Mends) -> Markup {
    let puts_right = typed.is_on("entry");
    let date = typed.date("on");
    let error = |field: &str| mends.of(field).map(str::to_owned);
    html! {
        h3 #put.govuk-heading-m { @if puts_right { "Put this entry right" } @else { "Add to this" } }
        @if puts_right { p.govuk-body { "What it says now stays readable under “Earlier versions”." } }
        form method="post" action=(address(&known.heading.person, domain.code())) novalidate {
            (form_fields(ctx))
            input type="hidden" name="entry" value=(typed.raw("entry"));
            (whose(typed, mends))
            (DateInput::new("on", "When was it said or seen?").typed([date.day, date.month, date.year]).error(error("on-day")))
            @for (part, hint) in PARTS {
                @let area = Textarea::new(part.code(), part.says()).rows(3).value(typed.raw(part.code()).to_owned()).error(error(part.code()));
                @if hint.is_empty() { (area) } @else { (area.hint(*hint)) }
            }
            (TextInput::new("number", "A number from 0 to 10").hint("Only if they were asked.").numeric().width(2)
                .value(typed.raw("number").to_owned()).error(error("number")))
            p.govuk-body { (known.heading.name()) " can read this at once." }
            (Button::save("Save"))
        }
    }
}

fn whose(typed: &Typed, mends: &Mends) -> Radios {
    let who = TextInput::new("who", "Who was it?")
        .hint("Such as “Aunt Bea” or “her teacher”.")
        .value(typed.raw("who").to_owned())
        .error(mends.of("who").map(str::to_owned));
    Radios::new("side", "Whose words are these?")
        .choice(Side::Theirs.code(), "Their own")
        .choice(Side::Worker.code(), "Mine")
        .item(Choice::new(Side::SomebodyElse.code(), "Somebody else's").reveals(html! { (who) }))
        .chosen(typed.text("side").to_owned())
        .error(mends.of("side").map(str::to_owned))
}

/// The form of an entry.
pub struct Said;

impl Fields for Said {
    const ONE: &'static [&'static str] = &[
        "entry",
        "side",
        "who",
        "on-day",
        "on-month",
        "on-year",
        "going_well",
        "hard",
        "wants",
        "helps",
        "evidence",
        "number",
    ];
}

const LONGEST: usize = 4000;

fn entry_of(ctx: &Ctx, domain: Domain, typed: &Typed, mends: &mut Mends) -> Option<NewEntry> {
    let side = Side::from_code(typed.text("side"));
    if side.is_none() {
        mends.add("side", "Select whose words these are");
    }
    if side == Some(Side::SomebodyElse) && typed.text("who").is_empty() {
        mends.add("who", "Enter who it was");
    }
    let on = mends.keep("on-day", typed.date("on").read("Date").and_then(|on| not_to_come(on, ctx.today())));
    let mut new = NewEntry::new(domain, side.unwrap_or(Side::Worker), on.unwrap_or(ctx.today()));
    fill(&mut new, typed, mends);
    new.number = number(typed.text("number"), mends);
    if new.says_nothing() && mends.of("number").is_none() {
        mends.add("going_well", "Write something in at least one of the boxes");
    }
    new.who = typed.text("who").to_owned();
    new.puts_right = RowId::parse(typed.text("entry")).ok();
    mends.is_empty().then_some(new)
}

fn fill(new: &mut NewEntry, typed: &Typed, mends: &mut Mends) {
    for part in Part::ALL {
        let text = typed.text(part.code()).to_owned();
        if text.chars().count() > LONGEST {
            mends.add(part.code(), format!("{} must be 4,000 characters or less", part.says()));
        }
        *match part {
            Part::GoingWell => &mut new.going_well,
            Part::Hard => &mut new.hard,
            Part::Wants => &mut new.wants,
            Part::Helps => &mut new.helps,
            Part::Evidence => &mut new.evidence,
        } = text;
    }
}

/// A number as typed, or nothing when the box is empty.
fn number(typed: &str, mends: &mut Mends) -> Option<i32> {
    if typed.is_empty() {
        return None;
    }
    let number = typed.parse().ok().filter(|number| (0..=10).contains(number));
    if number.is_none() {
        mends.add("number", "The number must be from 0 to 10");
    }
    number
}

pub async fn post(ctx: Ctx, Path((person, domain)): Path<(String, String)>, form: Form<Said>) -> PageResult {
    let (person, domain) = (PersonId::parse(&person)?, domain_of(&domain)?);
    let mut mends = Mends::default();
    let Some(new) = entry_of(&ctx, domain, &form.typed, &mut mends) else {
        let known = ctx.read(move |r| Known::read(r, &person)).await?;
        return show(&ctx, &known, domain, &form.typed, &mends);
    };
    let back = address(&person, domain.code());
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            assessments::record(tx, &permit, &new)?;
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}

/// The form of the analysis.
pub struct Analysed;

impl Fields for Analysed {
    const ONE: &'static [&'static str] = &["analysis"];
}

pub async fn post_analysis(
    ctx: Ctx,
    Path((person, domain)): Path<(String, String)>,
    form: Form<Analysed>,
) -> PageResult {
    let (person, domain) = (PersonId::parse(&person)?, domain_of(&domain)?);
    let text = form.typed.text("analysis").to_owned();
    let mut mends = Mends::default();
    if text.is_empty() {
        mends.add("analysis", "Write what you make of it");
    } else if text.chars().count() > LONGEST {
        mends.add("analysis", "Your analysis must be 4,000 characters or less");
    }
    if !mends.is_empty() {
        let known = ctx.read(move |r| Known::read(r, &person)).await?;
        let mut typed = on_day(Typed::default(), DateTyped::of(ctx.today()));
        typed.set("analysis", form.typed.raw("analysis").to_owned());
        return show(&ctx, &known, domain, &typed, &mends);
    }
    let back = address(&person, domain.code());
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            assessments::analyse(tx, &permit, domain, &text)?;
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}

/// What they told their worker of whether they agree.
pub struct Agreed;

impl Fields for Agreed {
    const ONE: &'static [&'static str] = &["view", "why"];
}

pub async fn post_agreed(ctx: Ctx, Path((person, domain)): Path<(String, String)>, form: Form<Agreed>) -> PageResult {
    let (person, domain) = (PersonId::parse(&person)?, domain_of(&domain)?);
    let view = View::from_code(form.typed.text("view")).ok_or(Error::NotFound)?;
    let why: String = form.typed.text("why").chars().take(LONGEST).collect();
    let back = address(&person, domain.code());
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            assessments::agreed(tx, &permit, domain, view, &why)?;
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}
