//! Y09 One question from 0 to 10: what the two ends mean for you, why that number, and a question of your own.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{AddOwnWords, Read, class};
use waymark_cases::db::Reading;
use waymark_cases::ids::PersonId;
use waymark_cases::scales::{self, Asked, NewAnswer, NewQuestion, Question, Scales, Starter};
use waymark_cases::sides::Side;
use waymark_govuk::{Button, Details, Radios, TextInput, Textarea, Twin};

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed, query};
use crate::frame::{Sheet, form_fields};
use crate::pages::drawn::{self, Called};
use crate::words;

fn read(r: &mut Reading<'_>, me: &PersonId) -> waymark_cases::Result<Scales> {
    let plan = r.permit::<class::Plan, Read>(me)?;
    scales::of_person(r, &plan)
}

async fn mine(ctx: &Ctx) -> Result<Scales, Error> {
    let me = ctx.myself()?;
    ctx.read(move |r| read(r, &me)).await
}

fn address(code: &str) -> String {
    format!("/me/scale/{code}")
}

pub async fn get(ctx: Ctx) -> PageResult {
    let scales = mine(&ctx).await?;
    let main = html! {
        p.govuk-body { "0 is the hardest it could be. 10 is the best. You say what each one means." }
        @if !scales.questions.is_empty() {
            h2.govuk-heading-m { "Your questions" }
            ul.wm-looks { @for one in &scales.questions { li { (line(&ctx, one)) } } }
        }
        h2.govuk-heading-m { "You can answer these" }
        ul.wm-looks {
            @for starter in scales.not_begun() {
                li { p { a.govuk-link.wm-looks__to href=(address(starter.code())) { (starter.says()) } } }
            }
        }
        p { (Button::link("Ask your own", "/me/scale/new").secondary().render()) }
    };
    ctx.show(Sheet::new("From 0 to 10", main))
}

fn line(ctx: &Ctx, question: &Question) -> Markup {
    html! {
        p { a.govuk-link.wm-looks__to href=(address(question.code())) { bdi { (question.asks) } } }
        p.wm-muted {
            @match question.latest(Side::Theirs) {
                Some(answer) => { "You said " (answer.number.unwrap_or_default()) ", " (words::day(answer.on, ctx.today())) }
                None => { "Not answered yet" }
            }
        }
    }
}

/// A question that was begun, or a ready-made one.
enum Shown<'a> {
    Begun(&'a Question),
    Ready(Starter),
}

impl<'a> Shown<'a> {
    fn of(scales: &'a Scales, code: &str) -> Option<Self> {
        scales.one(code).map(Self::Begun).or_else(|| Starter::from_code(code).map(Self::Ready))
    }

    fn asked(&self) -> Asked {
        match self {
            Self::Begun(question) => Asked::Begun(question.series.clone()),
            Self::Ready(starter) => Asked::Ready(*starter),
        }
    }

    /// The question, and what 0 and 10 mean.
    fn words(&self) -> (&str, &str, &str) {
        match self {
            Self::Begun(question) => (&question.asks, &question.zero_means, &question.ten_means),
            Self::Ready(starter) => (starter.says(), starter.ends().0, starter.ends().1),
        }
    }
}

pub async fn get_one(ctx: Ctx, Path(question): Path<String>) -> PageResult {
    show(&ctx, &question, &Typed::default(), &Mends::default()).await
}

async fn show(ctx: &Ctx, code: &str, typed: &Typed, mends: &Mends) -> PageResult {
    let scales = mine(ctx).await?;
    let shown = Shown::of(&scales, code).ok_or(Error::NotFound)?;
    let twin = if query(ctx)?.is_on("table") { Twin::Shown } else { Twin::At(format!("{}?table=yes", address(code))) };
    let main = html! {
        (form(ctx, &shown, code, typed, mends))
        @if let Shown::Begun(question) = &shown {
            (so_far(&scales, question, twin))
            (reword(ctx, question))
        }
        p.govuk-body { a.govuk-link href="/me/scale" { "All questions" } }
    };
    ctx.show(Sheet::new(shown.words().0, main).to_mend(mends))
}

fn form(ctx: &Ctx, shown: &Shown<'_>, code: &str, typed: &Typed, mends: &Mends) -> Markup {
    let (_, zero, ten) = shown.words();
    let error = |field: &str| mends.of(field).map(str::to_owned);
    html! {
        form method="post" action=(address(code)) novalidate {
            (form_fields(ctx))
            (eleven(typed, mends))
            dl.wm-facts { dt { "0 means" } dd { bdi { (zero) } } dt { "10 means" } dd { bdi { (ten) } } }
            @for (field, asks) in WHY {
                (Textarea::new(*field, *asks).rows(2).value(typed.raw(field).to_owned()).error(error(field)))
            }
            p.govuk-body { "Your adviser can see what you say." }
            div.wm-buttons {
                (Button::save("Save"))
                (Button::new("Skip").secondary().sends("skip", "yes"))
            }
        }
        p.govuk-body { a.govuk-link href="/me/help" { "I'd rather talk" } }
    }
}

const WHY: &[(&str, &str)] = &[
    ("why", "Why that number?"),
    ("not_lower", "What stopped it from being lower?"),
    ("one_higher", "What would one higher look like?"),
];

/// Eleven buttons in two rows on a phone; no slider.
fn eleven(typed: &Typed, mends: &Mends) -> Radios {
    let radios = Radios::new("number", "Choose a number");
    radios.from_0_to_10().chosen(typed.text("number").to_owned()).error(mends.of("number").map(str::to_owned))
}

fn so_far(scales: &Scales, question: &Question, twin: Twin) -> Markup {
    let called = Called { them: "You", own: true, workers: &scales.workers };
    html! {
        @if !question.answers.is_empty() {
            h2.govuk-heading-m { "What was said so far" }
            (drawn::number_line(question, &called, twin))
        }
        @if let Some(number) = question.good_enough { p.govuk-body { "Good enough for you is " (number) "." } }
        @if !question.good_day.is_empty() { blockquote.govuk-body { bdi { (question.good_day) } } }
    }
}

/// One answer, or a skip.
pub struct Answered;

impl Fields for Answered {
    const ONE: &'static [&'static str] = &["number", "why", "not_lower", "one_higher", "skip"];
}

const LONGEST: usize = 2000;
const TOO_LONG: &str = "That is too long. Write less, or tell your adviser the rest";

fn answer_of(ctx: &Ctx, typed: &Typed, mends: &mut Mends) -> Option<NewAnswer> {
    let skipped = typed.is_on("skip");
    let number = typed.text("number").parse().ok().filter(|number| (0..=10).contains(number) && !skipped);
    if number.is_none() && !skipped {
        mends.add("number", "Choose one, or skip");
    }
    for (field, _) in WHY.iter().filter(|(field, _)| typed.text(field).chars().count() > LONGEST) {
        mends.add(*field, TOO_LONG);
    }
    let mut new = NewAnswer::new(Side::Theirs, ctx.today(), number);
    new.why = typed.text("why").to_owned();
    new.not_lower = typed.text("not_lower").to_owned();
    new.one_higher = typed.text("one_higher").to_owned();
    mends.is_empty().then_some(new)
}

pub async fn post_one(ctx: Ctx, Path(question): Path<String>, form: Form<Answered>) -> PageResult {
    let me = ctx.myself()?;
    let mut mends = Mends::default();
    let Some(new) = answer_of(&ctx, &form.typed, &mut mends) else {
        return show(&ctx, &question, &form.typed, &mends).await;
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, AddOwnWords>(&me)?;
            let scales = read(tx, &me)?;
            let asked = Shown::of(&scales, &question).ok_or(waymark_cases::Error::NotFound)?.asked();
            scales::answer_own(tx, &permit, &asked, &new)?;
            Ok(address(&question))
        })
        .await?;
    ctx.go_saying(&to, "Saved. Your adviser can see it now.")
}

fn question_fields(typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    html! {
        @for (field, asks) in WORDS {
            (Textarea::new(*field, *asks).rows(2).value(typed.raw(field).to_owned()).error(error(field)))
        }
        (TextInput::new("good_enough", "What number would be good enough?").hint("You can leave this empty.").numeric().width(2)
            .value(typed.raw("good_enough").to_owned()).error(error("good_enough")))
    }
}

const WORDS: &[(&str, &str)] = &[
    ("asks", "What is your question?"),
    ("zero", "What does 0 mean for you?"),
    ("ten", "What does 10 mean for you?"),
    ("good_day", "What would a good day look like?"),
];

/// The words of a question, to be changed by whoever it is about.
fn reword(ctx: &Ctx, question: &Question) -> Markup {
    let typed = Typed::of([
        ("asks", question.asks.clone()),
        ("zero", question.zero_means.clone()),
        ("ten", question.ten_means.clone()),
        ("good_day", question.good_day.clone()),
        ("good_enough", question.good_enough.map(|number| number.to_string()).unwrap_or_default()),
    ]);
    let form = html! {
        form method="post" action=(format!("{}/words", address(question.code()))) novalidate {
            (form_fields(ctx))
            (question_fields(&typed, &Mends::default()))
            (Button::save("Save my words").secondary())
        }
    };
    Details::new("Say it in your words", form).render()
}

/// The form of a question.
pub struct Worded;

impl Fields for Worded {
    const ONE: &'static [&'static str] = &["asks", "zero", "ten", "good_day", "good_enough"];
}

fn question_of(typed: &Typed, mends: &mut Mends) -> Option<NewQuestion> {
    for (field, says) in
        [("asks", "Write your question"), ("zero", "Write what 0 means"), ("ten", "Write what 10 means")]
    {
        if typed.text(field).is_empty() {
            mends.add(field, says);
        }
    }
    for (field, _) in WORDS.iter().filter(|(field, _)| typed.text(field).chars().count() > LONGEST) {
        mends.add(*field, TOO_LONG);
    }
    let mut new = NewQuestion::new(Side::Theirs, typed.text("asks"), (typed.text("zero"), typed.text("ten")));
    new.good_day = typed.text("good_day").to_owned();
    new.good_enough = typed.text("good_enough").parse().ok().filter(|number| (0..=10).contains(number));
    if new.good_enough.is_none() && typed.is_on("good_enough") {
        mends.add("good_enough", "Write a number from 0 to 10");
    }
    mends.is_empty().then_some(new)
}

pub async fn get_new(ctx: Ctx) -> PageResult {
    show_words(&ctx, "/me/scale/new", &Typed::default(), &Mends::default())
}

fn show_words(ctx: &Ctx, to: &str, typed: &Typed, mends: &Mends) -> PageResult {
    ctx.myself()?;
    let main = html! {
        form method="post" action=(to) novalidate {
            (form_fields(ctx))
            (question_fields(typed, mends))
            p.govuk-body { "Your adviser can see this." }
            (Button::save("Save"))
        }
        p.govuk-body { a.govuk-link href="/me/scale" { "Not now" } }
    };
    ctx.show(Sheet::new("Ask your own", main).to_mend(mends))
}

pub async fn post_new(ctx: Ctx, form: Form<Worded>) -> PageResult {
    let me = ctx.myself()?;
    let mut mends = Mends::default();
    let Some(new) = question_of(&form.typed, &mut mends) else {
        return show_words(&ctx, "/me/scale/new", &form.typed, &mends);
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, AddOwnWords>(&me)?;
            let series = scales::begin_own(tx, &permit, &new)?;
            Ok(address(series.as_str()))
        })
        .await?;
    ctx.go_saying(&to, "Saved. Now you can answer it.")
}

pub async fn post_words(ctx: Ctx, Path(question): Path<String>, form: Form<Worded>) -> PageResult {
    let me = ctx.myself()?;
    let mut mends = Mends::default();
    let Some(new) = question_of(&form.typed, &mut mends) else {
        return show_words(&ctx, &format!("{}/words", address(&question)), &form.typed, &mends);
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, AddOwnWords>(&me)?;
            let scales = read(tx, &me)?;
            let old = scales.one(&question).ok_or(waymark_cases::Error::NotFound)?;
            scales::reword_own(tx, &permit, old, &new)?;
            Ok(address(&question))
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}
