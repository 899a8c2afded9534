//! S11 Add a young person: four questions, then everything else later. Somebody who may already be on record is shown
//! beside them before anything is saved.

use jiff::civil::Date;
use maud::{Markup, Render, html};
use waymark_cases::access::class;
use waymark_cases::facts::{FactKind, NewFact, SaidBy};
use waymark_cases::people::{self, NewPerson};
use waymark_cases::summary::Summary;
use waymark_govuk::{Button, Checkboxes, DateInput, Radios, Select, TextInput, WarningText};

use super::people::age;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::urls;

/// The form of a new record.
pub struct Add;

impl Fields for Add {
    const ONE: &'static [&'static str] = &[
        "name",
        "born-day",
        "born-month",
        "born-year",
        "born_how",
        "language",
        "interpreter",
        "responsible",
        "different",
    ];
}

pub async fn get(ctx: Ctx) -> PageResult {
    ctx.read(|r| r.list_permit::<class::Identity>().map(|_| ())).await?;
    show(&ctx, &Typed::default(), &Mends::default(), &[])
}

fn show(ctx: &Ctx, typed: &Typed, mends: &Mends, alike: &[Summary]) -> PageResult {
    ctx.show(Sheet::new("Add a young person", view(ctx, typed, mends, alike)).to_mend(mends))
}

fn view(ctx: &Ctx, typed: &Typed, mends: &Mends, alike: &[Summary]) -> Markup {
    html! {
        @if alike.is_empty() { p.govuk-body { "Four questions now. Everything else can come later, together." } }
        form method="post" action="/team/people/add" novalidate {
            (form_fields(ctx))
            @if !alike.is_empty() { (maybe_the_same(ctx, alike)) }
            (TextInput::new("name", "What name do they use?").value(typed.raw("name").to_owned())
                .error(mends.of("name").map(str::to_owned)))
            (born(typed, mends))
            (how_sure(typed))
            (TextInput::new("language", "What language do they like best?").value(typed.raw("language").to_owned()))
            (TextInput::new("interpreter", "Do they need an interpreter?").hint("Write the language, or leave it empty.")
                .value(typed.raw("interpreter").to_owned()))
            (responsible(ctx, typed))
            (Button::save("Save"))
        }
    }
}

fn born(typed: &Typed, mends: &Mends) -> DateInput {
    let date = typed.date("born");
    DateInput::new("born", "When were they born?")
        .hint("If only the age is known, give the date that has been agreed.")
        .typed([date.day, date.month, date.year])
        .error(mends.of("born-day").map(str::to_owned))
}

fn how_sure(typed: &Typed) -> Radios {
    let now = typed.text("born_how");
    Radios::new("born_how", "How sure are we of that date?")
        .choice("confirmed", "Sure: seen on a document, or agreed by all")
        .choice("assigned", "It was given to them")
        .choice("age_disputed", "Somebody says it is wrong")
        .choice("age_assessed", "It was assessed")
        .small()
        .chosen(if now.is_empty() { "confirmed".to_owned() } else { now.to_owned() })
}

fn responsible(ctx: &Ctx, typed: &Typed) -> Select {
    let now = typed.text("responsible");
    Select::new("responsible", "Who is responsible?")
        .option("us", ctx.council().name.clone())
        .option("other", "Another council")
        .option("not_settled", "Not settled yet")
        .chosen(if now.is_empty() { "us".to_owned() } else { now.to_owned() })
}

fn maybe_the_same(ctx: &Ctx, alike: &[Summary]) -> Markup {
    html! {
        (WarningText::new("Someone like this is already on record. Look before you add them again.").render())
        ul.govuk-list {
            @for one in alike {
                li {
                    a.govuk-link href=(format!("/team/p/{}", one.person_id)) { bdi { (one.shown_name) } }
                    ", " (age(one, ctx.today())) ", " (one.status_says) ", " (one.adviser_name)
                }
            }
        }
        (Checkboxes::single("different", "yes", "This is someone else: add them"))
    }
}

/// What was typed, once it is good.
#[derive(Clone)]
struct New {
    name: String,
    born_on: Date,
    facts: Vec<NewFact>,
}

const OLDEST_YEARS: i16 = 30;
const LONGEST_NAME: usize = 200;

fn read(ctx: &Ctx, typed: &Typed, mends: &mut Mends) -> Option<New> {
    let name = typed.text("name").to_owned();
    if name.is_empty() {
        mends.add("name", "Enter the name they use");
    }
    if name.chars().count() > LONGEST_NAME {
        mends.add("name", "The name must be 200 characters or less");
    }
    if name.chars().any(is_bidi_control) {
        mends.add("name", "The name has a hidden character that changes its direction. Type it again");
    }
    let born_on = mends
        .keep("born-day", typed.date("born").read("Date of birth").and_then(|born| in_range(born, ctx.today())))?;
    mends.is_empty().then(|| New { facts: facts(typed, &name, born_on), name, born_on })
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

fn in_range(born: Date, today: Date) -> Result<Date, String> {
    if born > today {
        return Err("Date of birth must be in the past".into());
    }
    if today.year() - born.year() > OLDEST_YEARS {
        return Err("Date of birth must be in the last 30 years".into());
    }
    Ok(born)
}

fn facts(typed: &Typed, name: &str, born_on: Date) -> Vec<NewFact> {
    let worker = SaidBy::Worker;
    let mut facts = vec![
        NewFact::given(FactKind::PreferredName, name, SaidBy::Themselves),
        NewFact::given(FactKind::BornOn, born_on.to_string(), worker),
        NewFact::given(FactKind::DobStatus, dob_status(typed.text("born_how")), worker),
        NewFact::given(FactKind::Responsible, responsible_code(typed.text("responsible")), worker),
    ];
    for (kind, field) in [(FactKind::FirstLanguage, "language"), (FactKind::Interpreter, "interpreter")] {
        if typed.is_on(field) {
            facts.push(NewFact::given(kind, typed.text(field), SaidBy::Themselves));
        }
    }
    facts
}

fn dob_status(code: &str) -> &str {
    if ["assigned", "age_disputed", "age_assessed"].contains(&code) { code } else { "confirmed" }
}

fn responsible_code(code: &str) -> &str {
    if ["other", "not_settled"].contains(&code) { code } else { "us" }
}

pub async fn post(ctx: Ctx, form: Form<Add>) -> PageResult {
    let typed = form.typed;
    let mut mends = Mends::default();
    let Some(new) = read(&ctx, &typed, &mut mends) else { return show(&ctx, &typed, &mends, &[]) };
    if !typed.is_on("different") {
        let alike = alike(&ctx, &new).await?;
        if !alike.is_empty() {
            return show(&ctx, &typed, &mends, &alike);
        }
    }
    let me = ctx.staff()?;
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.list_permit::<class::Identity>()?;
            let team = waymark_cases::staff::team_of(tx, &me)?;
            let ties = people::first_ties(Some(&me), team.as_ref(), tx.today());
            let id = people::start(tx, &permit, NewPerson { facts: new.facts.clone(), ties })?;
            Ok(urls::person(&id))
        })
        .await?;
    ctx.go_saying(&to, "Record started")
}

async fn alike(ctx: &Ctx, new: &New) -> Result<Vec<Summary>, crate::error::Error> {
    let (name, born_on) = (new.name.clone(), new.born_on);
    ctx.read(move |r| {
        let permit = r.list_permit::<class::Status>()?;
        people::likely_duplicates(r, &permit, &name, Some(born_on))
    })
    .await
}
