//! S16 About somebody: identity, language, culture, communication. Each fact shows who said it and when; "prefers not
//! to say" is an answer; nothing that was said before is lost.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::class::{DataClass, Identity, Plan};
use waymark_cases::access::{Class, Read, Write, class};
use waymark_cases::facts::{self, Answer, Fact, FactKind, Facts, NewFact, SaidBy};
use waymark_cases::ids::PersonId;
use waymark_govuk::{Button, Details, Radios, Select, SummaryList, SummaryRow, Textarea};

use super::Heading;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::{urls, words};

/// What the page shows, in its order.
const SHOWN: &[FactKind] = &[
    FactKind::PreferredName,
    FactKind::Pronouns,
    FactKind::Gender,
    FactKind::FirstLanguage,
    FactKind::Interpreter,
    FactKind::Communication,
    FactKind::ReadingHelp,
    FactKind::BestWay,
    FactKind::SafeContact,
    FactKind::QuietHours,
    FactKind::AdviserWishes,
    FactKind::Phone,
    FactKind::Email,
    FactKind::Ethnicity,
    FactKind::Religion,
    FactKind::Culture,
    FactKind::Disability,
    FactKind::LegalName,
    FactKind::OtherName,
];

/// Asked on the overview and answered in their own words.
const IN_THEIR_WORDS: &[FactKind] =
    &[FactKind::Introduction, FactKind::LatestWords, FactKind::WhatMatters, FactKind::WhatHelps, FactKind::WhatToAvoid];

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let (heading, notes, may_change) = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let notes = match r.permit_if_allowed::<Plan, Read>(&person)? {
                Some(permit) => facts::of_class(r, &permit)?,
                None => Facts::default(),
            };
            let may_change = r.permit_if_allowed::<Identity, Write>(&person)?.is_some();
            Ok((heading, notes, may_change))
        })
        .await?;
    let main = view(&heading, &notes, may_change);
    let title = format!("About {}", heading.name());
    ctx.show(heading.sheet(&ctx, "about", &title, main))
}

fn view(heading: &Heading, notes: &Facts, may_change: bool) -> Markup {
    let identity = SHOWN.iter().map(|kind| row(heading, *kind, heading.identity.get(*kind), may_change));
    let said = IN_THEIR_WORDS.iter().map(|kind| row(heading, *kind, notes.get(*kind), may_change));
    html! {
        h3.govuk-heading-m { "What they told us" }
        (SummaryList::new(said).render())
        h3.govuk-heading-m { "Who they are and how to reach them" }
        (SummaryList::new(identity).render())
    }
}

fn row(heading: &Heading, kind: FactKind, fact: Option<&Fact>, may_change: bool) -> SummaryRow {
    let value = html! {
        @match fact {
            Some(fact) => { bdi { (fact.says()) } p.wm-muted { (provenance(heading, fact)) } }
            None => { "Not asked yet" }
        }
    };
    let row = SummaryRow::new(kind.says(), value);
    if may_change { row.change(change_address(heading, kind), kind.says()) } else { row }
}

fn change_address(heading: &Heading, kind: FactKind) -> String {
    urls::person_page(&heading.person, &format!("about/{}", kind.code()))
}

fn provenance(heading: &Heading, fact: &Fact) -> String {
    let on = words::date(waymark_cases::clock::day_of(waymark_cases::db::instant(fact.recorded_at)));
    match fact.said_by {
        SaidBy::Themselves => format!("{} said, {on}", heading.name()),
        SaidBy::Worker => format!("A worker wrote this, {on}"),
        SaidBy::Carer => format!("A carer said, {on}"),
        SaidBy::Return => format!("From the yearly return, {on}"),
    }
}

/// The form of one fact.
pub struct Change;

impl Fields for Change {
    const ONE: &'static [&'static str] = &["answer", "how", "said_by"];
}

const LONGEST: usize = 4000;

fn kind_of(code: &str) -> Result<FactKind, Error> {
    let kind = FactKind::from_code(code).ok_or(Error::NotFound)?;
    if SHOWN.contains(&kind) || IN_THEIR_WORDS.contains(&kind) { Ok(kind) } else { Err(Error::NotFound) }
}

/// The form to change one fact (S16).
pub async fn get_change(ctx: Ctx, Path((person, kind)): Path<(String, String)>) -> PageResult {
    let kind = kind_of(&kind)?;
    show_change(&ctx, PersonId::parse(&person)?, kind, None, &Mends::default()).await
}

async fn show_change(ctx: &Ctx, person: PersonId, kind: FactKind, typed: Option<Typed>, mends: &Mends) -> PageResult {
    let (heading, history) = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let history = match kind.class() {
                Class::Plan => {
                    r.permit::<Plan, Write>(&person)?;
                    let permit = r.permit::<Plan, Read>(&person)?;
                    facts::history(r, &permit, kind)?
                }
                _ => {
                    r.permit::<Identity, Write>(&person)?;
                    let permit = r.permit::<Identity, Read>(&person)?;
                    facts::history(r, &permit, kind)?
                }
            };
            Ok((heading, history))
        })
        .await?;
    let main = change_form(ctx, &heading, kind, &history, typed.as_ref(), mends);
    ctx.show(heading.sheet(ctx, "about", kind.says(), main).to_mend(mends))
}

fn change_form(
    ctx: &Ctx,
    heading: &Heading,
    kind: FactKind,
    history: &[Fact],
    typed: Option<&Typed>,
    mends: &Mends,
) -> Markup {
    let standing = history.iter().find(|fact| fact.superseded_at.is_none());
    let value =
        typed.map_or_else(|| standing.and_then(|fact| fact.answer.given()).unwrap_or_default(), |t| t.raw("answer"));
    let how = typed.map_or("given", |typed| typed.text("how"));
    let said_by = typed.map_or("themselves", |typed| typed.text("said_by"));
    html! {
        form method="post" action=(change_address(heading, kind)) novalidate {
            (form_fields(ctx))
            (answer(kind, value, mends))
            (how_answered(how))
            (who_said(heading, said_by))
            (Button::save("Save"))
        }
        (earlier(heading, history))
    }
}

/// What is kept as a code of the yearly return is chosen; everything else is written.
fn answer(kind: FactKind, value: &str, mends: &Mends) -> Markup {
    let error = mends.of("answer").map(str::to_owned);
    if kind == FactKind::Ethnicity {
        let first = Select::new("answer", kind.says()).option("", "Choose");
        let select = facts::ethnicities().fold(first, |select, (code, words)| select.option(code, words));
        return select.chosen(value.to_owned()).error(error).render();
    }
    let rows = if is_long(kind) { 5 } else { 2 };
    Textarea::new("answer", kind.says()).rows(rows).value(value.to_owned()).error(error).render()
}

fn is_on_its_list(kind: FactKind, answer: &str) -> bool {
    kind != FactKind::Ethnicity || facts::ethnicities().any(|(code, _)| code == answer)
}

fn is_long(kind: FactKind) -> bool {
    IN_THEIR_WORDS.contains(&kind)
}

fn how_answered(chosen: &str) -> Radios {
    Radios::new("how", "What was the answer?")
        .choice("given", "The answer above")
        .choice("prefers_not", "Prefers not to say")
        .choice("does_not_know", "Asked, does not know")
        .small()
        .chosen(chosen.to_owned())
}

fn who_said(heading: &Heading, chosen: &str) -> Radios {
    Radios::new("said_by", "Who said it?")
        .choice("themselves", format!("{} did", heading.name()))
        .choice("worker", "I am writing what I know")
        .choice("carer", "A carer did")
        .small()
        .chosen(chosen.to_owned())
}

fn earlier(heading: &Heading, history: &[Fact]) -> Markup {
    let old: Vec<&Fact> = history.iter().filter(|fact| fact.superseded_at.is_some()).collect();
    if old.is_empty() {
        return html! {};
    }
    let list = html! {
        ul.govuk-list { @for fact in old { li { bdi { (fact.says()) } p.wm-muted { (provenance(heading, fact)) } } } }
    };
    Details::new("Earlier answers", list).render()
}

/// What was typed, if it can be taken.
fn read(kind: FactKind, typed: &Typed, mends: &mut Mends) -> Option<NewFact> {
    let answer = match typed.text("how") {
        "prefers_not" => Answer::PrefersNotToSay,
        "does_not_know" => Answer::DoesNotKnow,
        _ => Answer::Given(typed.text("answer").to_owned()),
    };
    match &answer {
        Answer::Given(given) if given.is_empty() => {
            mends.add("answer", "Write the answer, or choose another one below")
        }
        Answer::Given(given) if !is_on_its_list(kind, given) => mends.add("answer", "Choose an answer from the list"),
        _ => {}
    }
    if typed.text("answer").chars().count() > LONGEST {
        mends.add("answer", "The answer must be 4,000 characters or less");
    }
    let said_by = SaidBy::from_code(typed.text("said_by")).unwrap_or(SaidBy::Worker);
    mends.is_empty().then_some(NewFact { kind, answer, said_by, true_from: None })
}

pub async fn post_change(ctx: Ctx, Path((person, kind)): Path<(String, String)>, form: Form<Change>) -> PageResult {
    let (person, kind) = (PersonId::parse(&person)?, kind_of(&kind)?);
    let mut mends = Mends::default();
    let Some(new) = read(kind, &form.typed, &mut mends) else {
        return show_change(&ctx, person, kind, Some(form.typed), &mends).await;
    };
    let back = urls::person_page(&person, "about");
    let to = ctx
        .write_once(&form.key, move |tx| {
            match kind.class() {
                Class::Plan => record::<class::Plan>(tx, &person, &new)?,
                _ => record::<class::Identity>(tx, &person, &new)?,
            }
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}

fn record<C: DataClass>(
    tx: &mut waymark_cases::db::Tx<'_>,
    person: &PersonId,
    new: &NewFact,
) -> waymark_cases::Result<()> {
    let permit = tx.permit::<C, Write>(person)?;
    facts::record(tx, &permit, new).map(|_| ())
}
