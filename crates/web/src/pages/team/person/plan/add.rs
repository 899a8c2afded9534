//! Add a goal together (S19): its words are all that is needed, and whose words they are.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Write, class};
use waymark_cases::areas::Area;
use waymark_cases::ids::PersonId;
use waymark_cases::plans::{Entry, Field, Whose, Writer, write};
use waymark_govuk::{Button, Checkboxes, Details, Radios, Textarea};

use super::{Scene, goal_address, page};
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;

/// A new goal.
pub struct NewGoal;

impl Fields for NewGoal {
    const ONE: &'static [&'static str] = &["words", "whose", "why", "step"];
    const MANY: &'static [&'static str] = &["area"];
}

const LONGEST: usize = 4000;

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let typed = Typed::of([("whose", Whose::Theirs.code().to_owned())]);
    show(&ctx, PersonId::parse(&person)?, &typed, &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, typed: &Typed, mends: &Mends) -> PageResult {
    let scene = ctx.read(move |r| Scene::to_write(r, &person)).await?;
    let main = view(ctx, &scene, typed, mends);
    ctx.show(scene.heading.sheet(ctx, "plan", "Add a goal", main).to_mend(mends))
}

fn view(ctx: &Ctx, scene: &Scene, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let whose = Radios::new("whose", "Whose words are these?")
        .choice(Whose::Theirs.code(), format!("{}’s own", scene.name()))
        .choice(Whose::Suggested.code(), "Mine, as an idea for them");
    html! {
        form method="post" action=(page(&scene.heading.person, "add")) novalidate {
            (form_fields(ctx))
            (Textarea::new("words", format!("What does {} want to happen?", scene.name())).rows(3)
                .hint("As they say it. Nobody will correct it, and it stays.")
                .value(typed.raw("words").to_owned()).error(error("words")))
            (whose.inline().chosen(typed.text("whose").to_owned()).error(error("whose")))
            (Details::new("More, if you know it now", more(scene, typed, mends)).open(has_more(typed)))
            (Button::save("Save goal"))
        }
    }
}

fn has_more(typed: &Typed) -> bool {
    typed.is_on("why") || typed.is_on("step") || !typed.many("area").is_empty()
}

fn more(scene: &Scene, typed: &Typed, mends: &Mends) -> Markup {
    let boxes = Checkboxes::new("area", "What is it about?").small();
    let boxes =
        Area::ALL.iter().fold(boxes, |boxes, area| boxes.choice(area.code(), scene.words.area(*area).to_owned()));
    let error = |field: &str| mends.of(field).map(str::to_owned);
    html! {
        (boxes.chosen(typed.many("area").iter().cloned()))
        (Textarea::new("why", "Why does it matter to them?").rows(2).value(typed.raw("why").to_owned()).error(error("why")))
        (Textarea::new("step", "Their first step").rows(2).value(typed.raw("step").to_owned()).error(error("step")))
    }
}

/// The entries that were typed: the goal first, then what is said of it.
fn read(typed: &Typed, mends: &mut Mends) -> Vec<Entry> {
    let words = typed.text("words").to_owned();
    let whose = Whose::from_code(typed.text("whose"));
    if words.is_empty() {
        mends.add("words", "Enter what they want to happen");
    }
    if whose.is_none() {
        mends.add("whose", "Select whose words these are");
    }
    for (field, what) in [("words", "The goal"), ("why", "Why it matters"), ("step", "The step")] {
        if typed.text(field).chars().count() > LONGEST {
            mends.add(field, format!("{what} must be 4,000 characters or less"));
        }
    }
    let Some(whose) = whose.filter(|_| mends.is_empty()) else { return Vec::new() };
    let areas: Vec<Area> = typed.many("area").iter().filter_map(|code| Area::from_code(code)).collect();
    let why = typed.text("why").to_owned();
    let mut entries = vec![Entry::Goal { words, whose }];
    entries.extend((!areas.is_empty()).then_some(Entry::Areas { areas }));
    entries.extend((!why.is_empty()).then_some(Entry::Text { field: Field::Why, words: why, beside: false }));
    entries
}

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<NewGoal>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let entries = read(&form.typed, &mut mends);
    if entries.is_empty() {
        return show(&ctx, person, &form.typed, &mends).await;
    }
    let step = form.typed.text("step").to_owned();
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, Write>(&person)?;
            let writer = Writer::Worker(&permit);
            let mut goal = String::new();
            for entry in &entries {
                goal = write(tx, writer, &goal, entry.clone(), None)?;
            }
            if !step.is_empty() {
                write(tx, writer, "", their_step(&goal, &step), None)?;
            }
            Ok(goal_address(&person, &goal))
        })
        .await?;
    ctx.go_saying(&to, "Saved. They can see it now.")
}

fn their_step(goal: &str, words: &str) -> Entry {
    use waymark_cases::plans::StepWho;
    Entry::Step {
        goal: Some(goal.to_owned()),
        words: words.to_owned(),
        who: StepWho::Theirs,
        name: String::new(),
        by_when: None,
    }
}
