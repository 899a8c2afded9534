//! Y14 Plan my meeting: their cards on one page, any of them left empty. Staff see the words and cannot change them.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::meetings::{Card, Entry, Meeting};
use waymark_govuk::{Button, Textarea};

use super::{address, mine, when, write_own};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};

/// Each card as it is asked, with a hint.
const ASKS: [(Card, &str, &str); 7] = [
    (Card::WhoIWant, "Who do you want there?", ""),
    (Card::WhoIDoNot, "Is there someone you do not want there?", "You do not have to say why."),
    (Card::WhereAndHow, "Where, when and how?", "In a room, on a call, on a walk."),
    (Card::ToTalkAbout, "What do you want to talk about?", "One thing on each line. Put the first thing first."),
    (Card::NotInFront, "What do you not want said in front of everyone?", ""),
    (Card::WhoStarts, "Who starts, and who writes?", "It can be you."),
    (Card::WhatHelps, "What would help you?", "Breaks, snacks, your music, someone next to you."),
];

/// Their cards, by code.
pub struct Cards;

impl Fields for Cards {
    const ONE: &'static [&'static str] = &["who", "who_not", "where", "talk", "not_in_front", "starts", "helps"];
}

const LONGEST: usize = 2000;

pub async fn get(ctx: Ctx, Path(meeting): Path<String>) -> PageResult {
    let meeting = mine(&ctx, meeting).await?;
    let mut typed = Typed::default();
    for (card, ..) in ASKS {
        let said = meeting.wish(card).map(|said| said.words.clone()).unwrap_or_default();
        typed.set(card.code(), said);
    }
    show(&ctx, &meeting, &typed, &Mends::default())
}

fn show(ctx: &Ctx, meeting: &Meeting, typed: &Typed, mends: &Mends) -> PageResult {
    let main = if meeting.is_coming() { form(ctx, meeting, typed, mends) } else { over(meeting) };
    ctx.show(Sheet::new("Plan my meeting", main).to_mend(mends))
}

fn form(ctx: &Ctx, meeting: &Meeting, typed: &Typed, mends: &Mends) -> Markup {
    html! {
        p.govuk-body { (when(ctx, meeting)) }
        p.govuk-body { "It is your meeting. Fill in what you like. Leave what you like." }
        form method="post" action=(address(&meeting.id, "plan")) novalidate {
            (form_fields(ctx))
            @for (card, asks, hint) in ASKS {
                @let area = Textarea::new(card.code(), asks).rows(2).value(typed.raw(card.code()).to_owned())
                    .error(mends.of(card.code()).map(str::to_owned));
                @if hint.is_empty() { (area) } @else { (area.hint(hint)) }
            }
            p.govuk-body { "Your workers can read this. They cannot change it." }
            (Button::save("Save my plan"))
        }
        p.govuk-body { a.govuk-link href="/me/meetings" { "My meetings" } }
    }
}

fn over(meeting: &Meeting) -> Markup {
    html! {
        p.govuk-body { "This meeting is over." }
        p.govuk-body { a.govuk-link href=(address(&meeting.id, "agreed")) { "See what we agreed" } }
    }
}

pub async fn post(ctx: Ctx, Path(id): Path<String>, form: Form<Cards>) -> PageResult {
    let (me, meeting) = (ctx.myself()?, mine(&ctx, id).await?);
    let mut mends = Mends::default();
    for (card, ..) in ASKS {
        if form.typed.text(card.code()).chars().count() > LONGEST {
            mends.add(card.code(), "That is too long. Say it in fewer words");
        }
    }
    if !mends.is_empty() || !meeting.is_coming() {
        return show(&ctx, &meeting, &form.typed, &mends);
    }
    let said = changed(&meeting, &form.typed);
    let id = meeting.id;
    ctx.write_once(&form.key, move |tx| {
        for (card, words) in &said {
            write_own(tx, &me, &id, "", Entry::Wish { card: *card, words: words.clone() })?;
        }
        Ok("/me/meetings".into())
    })
    .await
    .and_then(|to| ctx.go_saying(&to, "Saved. Your workers can see what you want."))
}

/// The cards on which they say something else than before.
fn changed(meeting: &Meeting, typed: &Typed) -> Vec<(Card, String)> {
    let before = |card: Card| meeting.wish(card).map_or("", |said| said.words.as_str());
    let now = ASKS.iter().map(|(card, ..)| (*card, typed.text(card.code()).to_owned()));
    now.filter(|(card, words)| before(*card) != words).collect()
}
