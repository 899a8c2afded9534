//! S22 Questions from 0 to 10: what the ends mean in their words, everyone's numbers over time with why, what stopped it from
//! being lower, and what one higher would look like.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::assessments::{Asks, any};
use waymark_cases::db::Reading;
use waymark_cases::ids::PersonId;
use waymark_cases::scales::{self, Answer, Asked, NewAnswer, NewQuestion, Question, Scales, Starter};
use waymark_cases::sides::Side;
use waymark_govuk::{Button, Choice, DateInput, Details, Radios, TextInput, Textarea, Twin};

use super::Heading;
use super::can_get::not_to_come;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{DateTyped, Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::pages::drawn::{self, Called};
use crate::{urls, words};

struct Seen {
    heading: Heading,
    scales: Scales,
    may_write: bool,
}

impl Seen {
    fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Self> {
        let heading = Heading::read(r, person)?;
        let plan = r.permit::<class::Plan, Read>(person)?;
        let scales = scales::of_person(r, &plan)?;
        Ok(Self { heading, scales, may_write: r.permit_if_allowed::<class::Plan, Write>(person)?.is_some() })
    }

    fn called(&self) -> Called<'_> {
        Called { them: self.heading.name(), own: false, workers: &self.scales.workers }
    }

    fn address(&self, page: &str) -> String {
        address(&self.heading.person, page)
    }
}

fn address(person: &PersonId, page: &str) -> String {
    urls::person_page(person, &format!("scale/{page}"))
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let seen = ctx.read(move |r| Seen::read(r, &person)).await?;
    let main = list(&seen);
    ctx.show(seen.heading.sheet(&ctx, "scale", "Questions from 0 to 10", main))
}

fn list(seen: &Seen) -> Markup {
    html! {
        @if seen.may_write { p { (Button::link("Write a question", seen.address("new")).render()) } }
        h3.govuk-heading-m { "Asked so far" }
        @if seen.scales.questions.is_empty() { p.govuk-body { "Nothing yet." } }
        ul.wm-changes {
            @for question in &seen.scales.questions {
                li {
                    a.govuk-link href=(seen.address(question.code())) { bdi { (question.asks) } }
                    div.wm-muted { (latest(seen, question)) }
                }
            }
        }
        h3.govuk-heading-m { "Ready to ask" }
        ul.wm-changes {
            @for starter in seen.scales.not_begun() {
                li { a.govuk-link href=(seen.address(starter.code())) { (starter.says()) } }
            }
        }
    }
}

/// Everyone's latest number, apart.
fn latest(seen: &Seen, question: &Question) -> String {
    let said = Side::ALL.iter().filter_map(|side| {
        let answer = question.latest(*side)?;
        let who = seen.called().who(*side, &answer.who, &answer.recorded_by);
        Some(format!("{who}: {}, {}", answer.number?, words::date(answer.on)))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { "Not answered yet".into() } else { said.join(". ") }
}

/// A question that was begun, or a ready-made one nobody has answered.
enum Shown<'a> {
    Begun(&'a Question),
    Ready(Starter),
}

impl<'a> Shown<'a> {
    fn of(scales: &'a Scales, code: &str) -> Result<Self, Error> {
        let begun = scales.one(code).map(Self::Begun);
        begun.or_else(|| Starter::from_code(code).map(Self::Ready)).ok_or(Error::NotFound)
    }

    fn asked(&self) -> Asked {
        match self {
            Self::Begun(question) => Asked::Begun(question.series.clone()),
            Self::Ready(starter) => Asked::Ready(*starter),
        }
    }

    fn asks(&self) -> &str {
        match self {
            Self::Begun(question) => &question.asks,
            Self::Ready(starter) => starter.says(),
        }
    }

    fn ends(&self) -> (&str, &str) {
        match self {
            Self::Begun(question) => (&question.zero_means, &question.ten_means),
            Self::Ready(starter) => starter.ends(),
        }
    }
}

pub async fn get_one(ctx: Ctx, Path((person, question)): Path<(String, String)>) -> PageResult {
    let typed = today(&ctx);
    show(&ctx, PersonId::parse(&person)?, &question, &typed, &Mends::default()).await
}

fn today(ctx: &Ctx) -> Typed {
    let DateTyped { day, month, year } = DateTyped::of(ctx.today());
    Typed::of([("on-day", day), ("on-month", month), ("on-year", year)])
}

async fn show(ctx: &Ctx, person: PersonId, code: &str, typed: &Typed, mends: &Mends) -> PageResult {
    let seen = ctx.read(move |r| Seen::read(r, &person)).await?;
    let shown = Shown::of(&seen.scales, code)?;
    let main = one(ctx, &seen, &shown, code, (typed, mends));
    ctx.show(seen.heading.sheet(ctx, "scale", shown.asks(), main).to_mend(mends))
}

fn one(ctx: &Ctx, seen: &Seen, shown: &Shown<'_>, code: &str, form: (&Typed, &Mends)) -> Markup {
    let (zero, ten) = shown.ends();
    html! {
        p.govuk-body { a.govuk-link href=(urls::person_page(&seen.heading.person, "scale")) { "All questions" } }
        dl.wm-facts { dt { "0 means" } dd { bdi { (zero) } } dt { "10 means" } dd { bdi { (ten) } } (good_enough(shown)) }
        @match shown {
            Shown::Begun(question) if !question.answers.is_empty() => {
                (drawn::number_line(question, &seen.called(), Twin::Shown))
                (said(seen, question))
            }
            _ => { p.govuk-body { "Not asked yet." } }
        }
        @if seen.may_write { (answer_form(ctx, seen, code, form)) }
        @if let (Shown::Begun(question), true) = (shown, seen.may_write) { (words_form(ctx, seen, question)) }
        (earlier(seen, shown))
    }
}

fn good_enough(shown: &Shown<'_>) -> Markup {
    html! {
        @if let Shown::Begun(question) = shown {
            @if let Some(number) = question.good_enough { dt { "Good enough" } dd { (number) } }
            @if !question.good_day.is_empty() { dt { "A day there" } dd { bdi { (question.good_day) } } }
        }
    }
}

/// What holds it up and what one higher would be, newest first.
fn said(seen: &Seen, question: &Question) -> Markup {
    let told: Vec<&Answer> =
        question.answers.iter().rev().filter(|one| !one.not_lower.is_empty() || !one.one_higher.is_empty()).collect();
    html! {
        @for answer in told {
            @for (title, text) in [("What stopped it being lower", &answer.not_lower), ("What one higher would look like", &answer.one_higher)] {
                @if !text.is_empty() {
                    figure.wm-words {
                        blockquote data-own-words { p.wm-as-typed { bdi { (text) } } }
                        figcaption { (title) ": " (seen.called().who(answer.side, &answer.who, &answer.recorded_by)) ", " (words::date(answer.on)) }
                    }
                }
            }
        }
    }
}

fn answer_form(ctx: &Ctx, seen: &Seen, code: &str, (typed, mends): (&Typed, &Mends)) -> Markup {
    let date = typed.date("on");
    let error = |field: &str| mends.of(field).map(str::to_owned);
    html! {
        h3.govuk-heading-m { "Write down an answer" }
        (prompts())
        form method="post" action=(seen.address(code)) novalidate {
            (form_fields(ctx))
            (whose(seen, typed, mends))
            (DateInput::new("on", "When?").typed([date.day, date.month, date.year]).error(error("on-day")))
            (ten(typed, mends))
            @for (field, says) in WHY {
                (Textarea::new(*field, *says).rows(2).value(typed.raw(field).to_owned()).error(error(field)))
            }
            p.govuk-body { (seen.heading.name()) " can read this at once." }
            (Button::save("Save"))
        }
    }
}

const WHY: &[(&str, &str)] = &[
    ("why", "Why that number?"),
    ("not_lower", "What stopped it being lower?"),
    ("one_higher", "What would one higher look like?"),
];

fn prompts() -> Markup {
    let body = html! {
        @for asks in [Asks::Resources, Asks::Reflection, Asks::PreferredFuture] {
            p.govuk-body { strong { (asks.says()) } }
            ul class="govuk-list govuk-list--bullet" { @for question in any(asks) { li { (question.says) } } }
        }
    };
    Details::new("Questions to ask", body).render()
}

fn whose(seen: &Seen, typed: &Typed, mends: &Mends) -> Radios {
    let who = TextInput::new("who", "Who was it?")
        .value(typed.raw("who").to_owned())
        .error(mends.of("who").map(str::to_owned));
    Radios::new("side", "Whose number is it?")
        .choice(Side::Theirs.code(), format!("{}'s own", seen.heading.name()))
        .choice(Side::Worker.code(), "Mine")
        .item(Choice::new(Side::SomebodyElse.code(), "Somebody else's").reveals(html! { (who) }))
        .chosen(typed.text("side").to_owned())
        .error(mends.of("side").map(str::to_owned))
}

/// Eleven buttons, with words and never a slider.
fn ten(typed: &Typed, mends: &Mends) -> Radios {
    let radios = Radios::new("number", "Which number?").hint("Leave it empty if it was skipped.");
    radios.from_0_to_10().chosen(typed.text("number").to_owned()).error(mends.of("number").map(str::to_owned))
}

/// The form of one answer.
pub struct Answered;

impl Fields for Answered {
    const ONE: &'static [&'static str] =
        &["side", "who", "on-day", "on-month", "on-year", "number", "why", "not_lower", "one_higher"];
}

const LONGEST: usize = 2000;

/// Words that are too long to keep.
fn not_too_long(typed: &Typed, fields: &[&str], mends: &mut Mends) {
    for field in fields {
        if typed.text(field).chars().count() > LONGEST {
            mends.add(*field, "This must be 2,000 characters or less");
        }
    }
}

fn answer_of(ctx: &Ctx, typed: &Typed, mends: &mut Mends) -> Option<NewAnswer> {
    let side = Side::from_code(typed.text("side"));
    if side.is_none() {
        mends.add("side", "Select whose number it is");
    }
    if side == Some(Side::SomebodyElse) && typed.text("who").is_empty() {
        mends.add("who", "Enter who it was");
    }
    let on = mends.keep("on-day", typed.date("on").read("Date").and_then(|on| not_to_come(on, ctx.today())));
    let number = number_of(typed.text("number"), "number", mends);
    not_too_long(typed, &["who", "why", "not_lower", "one_higher"], mends);
    let (side, on) = side.zip(on)?;
    let mut new = NewAnswer::new(side, on, number);
    new.who = typed.text("who").to_owned();
    new.why = typed.text("why").to_owned();
    new.not_lower = typed.text("not_lower").to_owned();
    new.one_higher = typed.text("one_higher").to_owned();
    mends.is_empty().then_some(new)
}

fn number_of(typed: &str, field: &str, mends: &mut Mends) -> Option<i32> {
    if typed.is_empty() {
        return None;
    }
    let number = typed.parse().ok().filter(|number| (0..=10).contains(number));
    if number.is_none() {
        mends.add(field, "The number must be from 0 to 10");
    }
    number
}

pub async fn post_one(ctx: Ctx, Path((person, question)): Path<(String, String)>, form: Form<Answered>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let Some(new) = answer_of(&ctx, &form.typed, &mut mends) else {
        return show(&ctx, person, &question, &form.typed, &mends).await;
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            let plan = tx.permit::<class::Plan, Read>(&person)?;
            let scales = scales::of_person(tx, &plan)?;
            let asked = Shown::of(&scales, &question).map_err(|_| waymark_cases::Error::NotFound)?.asked();
            scales::answer(tx, &permit, &asked, &new)?;
            Ok(address(&person, &question))
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}

const WORDS: &[(&str, &str)] = &[
    ("asks", "The question"),
    ("zero", "What 0 means, in their words"),
    ("ten", "What 10 means, in their words"),
    ("good_day", "What would a day that is good enough look like?"),
];

fn question_fields(typed: &Typed, mends: &Mends) -> Markup {
    html! {
        @for (field, says) in WORDS {
            (Textarea::new(*field, *says).rows(2).value(typed.raw(field).to_owned()).error(mends.of(field).map(str::to_owned)))
        }
        (TextInput::new("good_enough", "Which number would be good enough?").hint("From 0 to 10. Leave it empty if they do not know.")
            .numeric().width(2).value(typed.raw("good_enough").to_owned()).error(mends.of("good_enough").map(str::to_owned)))
    }
}

fn words_form(ctx: &Ctx, seen: &Seen, question: &Question) -> Markup {
    let typed = Typed::of([
        ("asks", question.asks.clone()),
        ("zero", question.zero_means.clone()),
        ("ten", question.ten_means.clone()),
        ("good_day", question.good_day.clone()),
        ("good_enough", question.good_enough.map(|number| number.to_string()).unwrap_or_default()),
    ]);
    let form = html! {
        form method="post" action=(format!("{}/words", seen.address(question.code()))) novalidate {
            (form_fields(ctx))
            (question_fields(&typed, &Mends::default()))
            (Button::save("Save words").secondary())
        }
    };
    Details::new("Change the words, or say what is good enough", form).render()
}

fn earlier(seen: &Seen, shown: &Shown<'_>) -> Markup {
    let Shown::Begun(question) = shown else { return html! {} };
    let old: Vec<_> = seen.scales.earlier.iter().filter(|(series, _)| *series == question.series).collect();
    if old.is_empty() {
        return html! {};
    }
    let body = html! {
        ul.govuk-list { @for (_, one) in old { li { bdi { (one.asks) } " 0: " bdi { (one.zero_means) } " 10: " bdi { (one.ten_means) } } } }
    };
    Details::new("Earlier words", body).render()
}

/// The form of a question.
pub struct Worded;

impl Fields for Worded {
    const ONE: &'static [&'static str] = &["asks", "zero", "ten", "good_day", "good_enough"];
}

fn question_of(typed: &Typed, mends: &mut Mends) -> Option<NewQuestion> {
    for (field, says) in
        [("asks", "Write the question"), ("zero", "Write what 0 means"), ("ten", "Write what 10 means")]
    {
        if typed.text(field).is_empty() {
            mends.add(field, says);
        }
    }
    not_too_long(typed, &["asks", "zero", "ten", "good_day"], mends);
    let mut new = NewQuestion::new(Side::Worker, typed.text("asks"), (typed.text("zero"), typed.text("ten")));
    new.good_day = typed.text("good_day").to_owned();
    new.good_enough = number_of(typed.text("good_enough"), "good_enough", mends);
    mends.is_empty().then_some(new)
}

pub async fn get_new(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    show_words(&ctx, PersonId::parse(&person)?, None, &Typed::default(), &Mends::default()).await
}

/// The words of a new question, or of one that is being put in other words.
async fn show_words(ctx: &Ctx, person: PersonId, code: Option<&str>, typed: &Typed, mends: &Mends) -> PageResult {
    let seen = ctx.read(move |r| Seen::read(r, &person)).await?;
    if !seen.may_write {
        return Err(Error::NotFound);
    }
    let to = code.map_or_else(|| seen.address("new"), |code| format!("{}/words", seen.address(code)));
    let main = html! {
        p.govuk-body { "Ask what the two ends mean to them, and write it as they say it." }
        form method="post" action=(to) novalidate {
            (form_fields(ctx))
            (question_fields(typed, mends))
            (Button::save("Save question"))
        }
    };
    ctx.show(seen.heading.sheet(ctx, "scale", "Write a question from 0 to 10", main).to_mend(mends))
}

pub async fn post_new(ctx: Ctx, Path(person): Path<String>, form: Form<Worded>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let Some(new) = question_of(&form.typed, &mut mends) else {
        return show_words(&ctx, person, None, &form.typed, &mends).await;
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            let series = scales::begin(tx, &permit, &new)?;
            Ok(address(&person, series.as_str()))
        })
        .await?;
    ctx.go_saying(&to, "Saved. You can ask it now.")
}

pub async fn post_words(ctx: Ctx, Path((person, question)): Path<(String, String)>, form: Form<Worded>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let Some(new) = question_of(&form.typed, &mut mends) else {
        return show_words(&ctx, person, Some(&question), &form.typed, &mends).await;
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            let plan = tx.permit::<class::Plan, Read>(&person)?;
            let scales = scales::of_person(tx, &plan)?;
            let old = scales.one(&question).ok_or(waymark_cases::Error::NotFound)?;
            scales::reword(tx, &permit, old, &new)?;
            Ok(address(&person, &question))
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}
