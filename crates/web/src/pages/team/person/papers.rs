//! The papers they need as an adult, on S34: ready, to ask for, on the way or late; and one page for each paper.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Class, Read, Write, class};
use waymark_cases::db::Reading;
use waymark_cases::ids::PersonId;
use waymark_cases::papers::{self, NewPaper, PaperOnRecord, class_of};
use waymark_govuk::{Button, DateInput, Details, Radios, Tag, TagColour, TextInput};
use waymark_rules::entitlements::{Alert, Document, DocumentState, HeldState, Paper};

use super::Heading;
use super::can_get::not_to_come;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{DateTyped, Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::{urls, words};

/// The papers as this reader may know them, and whether they may write them down.
pub(crate) struct Papers {
    documents: Vec<Document>,
    may_write: bool,
    may_write_immigration: bool,
}

pub(crate) fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Papers> {
    let status = r.permit::<class::Status, Read>(person)?;
    let immigration = r.permit_if_allowed::<class::Immigration, Read>(person)?;
    Ok(Papers {
        documents: papers::of_person(r, &status, immigration.as_ref())?,
        may_write: r.permit_if_allowed::<class::Status, Write>(person)?.is_some(),
        may_write_immigration: r.permit_if_allowed::<class::Immigration, Write>(person)?.is_some(),
    })
}

impl Papers {
    fn may_write(&self, paper: Paper) -> bool {
        match class_of(paper) {
            Class::Immigration => self.may_write_immigration,
            _ => self.may_write,
        }
    }
}

/// The part of S34 about papers: those in hand first, those of later years folded away.
pub(crate) fn section(person: &PersonId, papers: &Papers) -> Markup {
    let (later, now): (Vec<&Document>, Vec<&Document>) =
        papers.documents.iter().partition(|one| one.state == DocumentState::NotYet);
    html! {
        h3 #papers class="govuk-heading-m" { "Papers they need" }
        @if now.is_empty() { p.govuk-body { "None yet." } } @else {
            table class="govuk-table wm-reflow" {
                caption class="govuk-table__caption govuk-visually-hidden" { "Papers they need now" }
                thead.govuk-table__head { tr.govuk-table__row {
                    @for heading in ["Paper", "Where it stands", "By"] { th.govuk-table__header scope="col" { (heading) } }
                } }
                tbody.govuk-table__body { @for one in now { (row(person, papers, one)) } }
            }
        }
        @if !later.is_empty() { (Details::new("Papers for later", later_list(&later)).render()) }
    }
}

fn row(person: &PersonId, papers: &Papers, one: &Document) -> Markup {
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" data-label="Paper" {
                @if papers.may_write(one.paper) {
                    a.govuk-link href=(address(person, one.paper)) { (one.paper.says()) }
                } @else { (one.paper.says()) }
            }
            td.govuk-table__cell data-label="Where it stands" {
                (state_tag(one.state))
                @if one.state == DocumentState::Late && one.alert == Alert::Manager { p.wm-muted { "Tell the manager" } }
            }
            td.govuk-table__cell data-label="By" { (one.ready_by.map_or("A choice".to_owned(), words::date)) }
        }
    }
}

fn state_tag(state: DocumentState) -> Markup {
    let colour = match state {
        DocumentState::Ready => TagColour::Teal,
        DocumentState::Late => TagColour::Magenta,
        DocumentState::AskForIt => TagColour::Orange,
        DocumentState::OnItsWay => TagColour::Yellow,
        DocumentState::NotNeeded | DocumentState::NotYet => TagColour::Grey,
    };
    Tag::new(state.says()).colour(colour).render()
}

fn later_list(later: &[&Document]) -> Markup {
    html! {
        ul class="govuk-list govuk-list--bullet" {
            @for one in later { li { (one.paper.says()) ": from " (words::date(one.ask_from)) } }
        }
    }
}

fn address(person: &PersonId, paper: Paper) -> String {
    urls::person_page(person, &format!("papers/{}", paper.code()))
}

fn paper_of(code: &str) -> Result<Paper, Error> {
    Paper::from_code(code).ok_or(Error::NotFound)
}

/// One paper.
pub async fn get(ctx: Ctx, Path((person, paper)): Path<(String, String)>) -> PageResult {
    let DateTyped { day, month, year } = DateTyped::of(ctx.today());
    let typed = Typed::of([("on-day", day), ("on-month", month), ("on-year", year)]);
    show(&ctx, PersonId::parse(&person)?, paper_of(&paper)?, &typed, &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, paper: Paper, typed: &Typed, mends: &Mends) -> PageResult {
    let (heading, known) = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let known = match class_of(paper) {
                Class::Immigration => {
                    r.permit::<class::Immigration, Write>(&person)?;
                    let permit = r.permit::<class::Immigration, Read>(&person)?;
                    papers::of_class(r, &permit)?
                }
                _ => {
                    r.permit::<class::Status, Write>(&person)?;
                    let permit = r.permit::<class::Status, Read>(&person)?;
                    papers::of_class(r, &permit)?
                }
            };
            Ok((heading, known))
        })
        .await?;
    let known: Vec<&PaperOnRecord> = known.iter().filter(|one| one.held.paper == paper).collect();
    let main = form(ctx, &heading, paper, &known, typed, mends);
    ctx.show(heading.sheet(ctx, "entitlement", paper.says(), main).to_mend(mends))
}

fn form(ctx: &Ctx, heading: &Heading, paper: Paper, known: &[&PaperOnRecord], typed: &Typed, mends: &Mends) -> Markup {
    let states = Radios::new("state", "Where is it?").error(mends.of("state").map(str::to_owned));
    let states = HeldState::ALL.iter().fold(states, |radios, state| radios.choice(state.code(), state.says()));
    let date = typed.date("on");
    html! {
        form method="post" action=(address(&heading.person, paper)) novalidate {
            (form_fields(ctx))
            (states.chosen(typed.text("state").to_owned()))
            (DateInput::new("on", "Since when?").typed([date.day, date.month, date.year])
                .error(mends.of("on-day").map(str::to_owned)))
            (TextInput::new("words", "Where is it kept, or what is being done?").hint("They can read this.")
                .value(typed.raw("words").to_owned()).error(mends.of("words").map(str::to_owned)))
            (Button::save("Save"))
        }
        @if !known.is_empty() {
            h3.govuk-heading-m { "What was written down" }
            ul.govuk-list {
                @for one in known.iter().rev() {
                    li { (one.held.state.says()) ", " (words::date(one.held.on)) @if !one.words.is_empty() { ": " bdi { (one.words) } } }
                }
            }
        }
        p.govuk-body { a.govuk-link href=(urls::person_page(&heading.person, "entitlement")) { "Back to their papers" } }
    }
}

/// The form of one paper.
pub struct Where;

impl Fields for Where {
    const ONE: &'static [&'static str] = &["state", "on-day", "on-month", "on-year", "words"];
}

const LONGEST: usize = 500;

pub async fn post(ctx: Ctx, Path((person, paper)): Path<(String, String)>, form: Form<Where>) -> PageResult {
    let (person, paper) = (PersonId::parse(&person)?, paper_of(&paper)?);
    let typed = form.typed;
    let mut mends = Mends::default();
    let state = HeldState::from_code(typed.text("state"));
    if state.is_none() {
        mends.add("state", "Select where it is");
    }
    let on = mends.keep("on-day", typed.date("on").read("Date").and_then(|on| not_to_come(on, ctx.today())));
    if typed.text("words").chars().count() > LONGEST {
        mends.add("words", "This must be 500 characters or less");
    }
    let (Some((state, on)), true) = (state.zip(on), mends.is_empty()) else {
        return show(&ctx, person, paper, &typed, &mends).await;
    };
    let new = NewPaper { paper, state, on, words: typed.text("words").to_owned() };
    let back = urls::person_page(&person, "entitlement");
    let to = ctx
        .write_once(&form.key, move |tx| {
            match class_of(paper) {
                Class::Immigration => {
                    let permit = tx.permit::<class::Immigration, Write>(&person)?;
                    papers::record(tx, &permit, &new)?;
                }
                _ => {
                    let permit = tx.permit::<class::Status, Write>(&person)?;
                    papers::record(tx, &permit, &new)?;
                }
            }
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}
