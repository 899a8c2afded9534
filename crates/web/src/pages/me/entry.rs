//! Y31 An entry: read it, add my side, say that it is wrong, or ask to talk about it. What they write stands beside the
//! entry for everybody who reads it. And the question why something is held back.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::class;
use waymark_cases::clock::day_of;
use waymark_cases::contacts::{self, Contact, Theirs};
use waymark_cases::db::instant;
use waymark_cases::own_record::replies::{self, Answer, Reply, ReplyKind};
use waymark_govuk::{Button, Textarea};

use super::contacts::{Seen, held_back};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::words;

const LONGEST: usize = 4000;

/// The one box, and which button was pressed.
pub struct Said;

impl Fields for Said {
    const ONE: &'static [&'static str] = &["words", "kind"];
}

pub(crate) fn address(entry: &str) -> String {
    format!("/me/record/{entry}")
}

struct Scene {
    entry: Contact,
    replies: Vec<Reply>,
}

async fn scene(ctx: &Ctx, entry: &str) -> Result<Scene, Error> {
    let (me, entry) = (ctx.myself()?, entry.to_owned());
    ctx.read(move |r| {
        let checked = r.permit_for_checked::<class::CaseNotes>(&me)?.ok_or(waymark_cases::Error::NotFound)?;
        let found = contacts::one_of_theirs(r, &checked, &entry)?.ok_or(waymark_cases::Error::NotFound)?;
        let replies = replies::theirs(r, &checked)?.into_iter().filter(|one| one.entry == entry).collect();
        Ok(Scene { entry: found, replies })
    })
    .await
}

pub async fn get(ctx: Ctx, Path(entry): Path<String>) -> PageResult {
    let scene = scene(&ctx, &entry).await?;
    show(&ctx, &scene, &Typed::default(), &Mends::default())
}

fn show(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends) -> PageResult {
    let title = words::day(scene.entry.on.0, ctx.today());
    ctx.show(Sheet::new(title, view(ctx, scene, typed, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends) -> Markup {
    html! {
        @if let Some(seen) = Seen::of(&scene.entry) { (seen.view()) }
        @for one in &scene.replies { (said(ctx, one)) }
        h2.govuk-heading-m { "What do you want to say?" }
        form method="post" action=(address(&scene.entry.evidence)) novalidate {
            (form_fields(ctx))
            (Textarea::new("words", "Your words").rows(4).value(typed.raw("words").to_owned())
                .hint("Your workers can read this too. We keep it as you write it.")
                .error(mends.of("words").map(str::to_owned)))
            div.govuk-button-group {
                (Button::save("Add my side").sends("kind", ReplyKind::MySide.code()))
                (Button::save("This is wrong").secondary().sends("kind", ReplyKind::Wrong.code()))
                (Button::save("Talk to me about this").secondary().sends("kind", ReplyKind::Talk.code()))
            }
        }
        p.govuk-body { a.govuk-link href="/me/record" { "Back to my record" } }
    }
}

/// What they said, and what we answered.
pub(super) fn said(ctx: &Ctx, one: &Reply) -> Markup {
    let on = words::day(day_of(instant(one.said_at)), ctx.today());
    html! {
        div.wm-card {
            h2.wm-card__title { (title(one)) }
            @if !one.words.is_empty() {
                figure.wm-words { blockquote { p.wm-as-typed { (one.words) } } figcaption { (on) } }
            } @else { p.wm-muted { (on) } }
            @match one.answer() {
                Some(answer) => {
                    p.govuk-body { (answered(answer)) }
                    @if let Some(words) = one.answer_words.as_deref().filter(|words| !words.is_empty()) {
                        p.govuk-body.wm-as-typed { bdi { (words) } }
                    }
                },
                None => @if one.waits() { p.govuk-body { "Your adviser can see this. They will answer you." } },
            }
        }
    }
}

const fn answered(answer: Answer) -> &'static str {
    match answer {
        Answer::PutRight => "We answered: you are right. This is right now:",
        Answer::BothKept => "We answered: we see it in two ways. We keep both.",
        Answer::Talked => "We talked about it.",
    }
}

fn title(one: &Reply) -> &'static str {
    match one.kind() {
        Some(ReplyKind::Wrong) => "You said this is wrong",
        Some(ReplyKind::Talk) => "You want to talk about this",
        Some(ReplyKind::WhyHeld) => "You asked us why",
        Some(ReplyKind::MySide) | None => "Your side",
    }
}

fn read(typed: &Typed, mends: &mut Mends) -> Option<(ReplyKind, String)> {
    let kind = ReplyKind::from_code(typed.text("kind")).filter(|kind| *kind != ReplyKind::WhyHeld);
    let kind = kind.unwrap_or(ReplyKind::MySide);
    let said = typed.text("words").to_owned();
    // To ask for a talk is enough: what about, they may say when they talk.
    if said.is_empty() && kind != ReplyKind::Talk {
        mends.add("words", "Write what you want to say");
    }
    if said.chars().count() > LONGEST {
        mends.add("words", "That is too long. Write it in two parts");
    }
    mends.is_empty().then_some((kind, said))
}

pub async fn post(ctx: Ctx, Path(entry): Path<String>, form: Form<Said>) -> PageResult {
    let mut mends = Mends::default();
    let Some((kind, said)) = read(&form.typed, &mut mends) else {
        return show(&ctx, &scene(&ctx, &entry).await?, &form.typed, &mends);
    };
    let me = ctx.myself()?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            let checked = tx.permit_for_checked::<class::CaseNotes>(&me)?.ok_or(waymark_cases::Error::NotFound)?;
            replies::say(tx, &checked, &entry, kind, &said)?;
            Ok(address(&entry))
        })
        .await?;
    ctx.go_saying(&to, if kind == ReplyKind::MySide { "Saved" } else { "Saved. Your adviser can see this" })
}

struct HeldBack {
    theirs: Theirs,
    asked: Vec<Reply>,
}

async fn held(ctx: &Ctx) -> Result<HeldBack, Error> {
    let me = ctx.myself()?;
    ctx.read(move |r| {
        let checked = r.permit_for_checked::<class::CaseNotes>(&me)?.ok_or(waymark_cases::Error::NotFound)?;
        let theirs = contacts::theirs(r, &checked, super::record::MOST_CONTACTS)?;
        let mut asked = replies::theirs(r, &checked)?;
        asked.retain(|one| one.kind() == Some(ReplyKind::WhyHeld));
        Ok(HeldBack { theirs, asked })
    })
    .await
}

/// What we hold back, in full, and the question why.
pub async fn get_held(ctx: Ctx) -> PageResult {
    let held = held(&ctx).await?;
    show_held(&ctx, &held, &Typed::default(), &Mends::default())
}

fn show_held(ctx: &Ctx, held: &HeldBack, typed: &Typed, mends: &Mends) -> PageResult {
    let main = html! {
        @if held.theirs.talk_first == 0 && held.theirs.held.is_empty() {
            p.govuk-body { "We hold nothing back now." }
        } @else { (held_back(ctx, &held.theirs)) }
        @for one in &held.asked { (said(ctx, one)) }
        h2.govuk-heading-m { "Ask us why" }
        form method="post" action="/me/record/held" novalidate {
            (form_fields(ctx))
            (Textarea::new("words", "Your words").rows(3).value(typed.raw("words").to_owned())
                .hint("Your adviser will tell you all they can. You can ask someone on your side to help.")
                .error(mends.of("words").map(str::to_owned)))
            (Button::save("Ask us why").render())
        }
    };
    ctx.show(Sheet::new("What we hold back", main).to_mend(mends))
}

pub async fn post_held(ctx: Ctx, form: Form<Said>) -> PageResult {
    let mut mends = Mends::default();
    if form.typed.text("words").is_empty() {
        mends.add("words", "Write what you want to ask");
    }
    if form.typed.text("words").chars().count() > LONGEST {
        mends.add("words", "That is too long. Write it in two parts");
    }
    if !mends.is_empty() {
        return show_held(&ctx, &held(&ctx).await?, &form.typed, &mends);
    }
    let (me, said) = (ctx.myself()?, form.typed.text("words").to_owned());
    let to = ctx
        .write_once(&form.key, move |tx| {
            let checked = tx.permit_for_checked::<class::CaseNotes>(&me)?.ok_or(waymark_cases::Error::NotFound)?;
            replies::say(tx, &checked, "", ReplyKind::WhyHeld, &said)?;
            Ok("/me/record/held".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved. Your adviser can see this")
}
