//! S82, the parts of life and the steps between hard and well: the council's own words, agreed with young people. Words that
//! nobody agreed are refused; answers given before keep the words they were given in.

use maud::{Markup, Render, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::areas::{self, Area, Step, Words};
use waymark_cases::clock::day_of;
use waymark_cases::db::instant;
use waymark_cases::settings::{self, Kept};
use waymark_govuk::{Button, Details, TextInput, Textarea};

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::words;

/// The form of all the words.
pub struct Worded;

impl Fields for Worded {
    const ONE: &'static [&'static str] = &[
        "home",
        "health",
        "learning_and_work",
        "feelings",
        "who_i_am",
        "my_people",
        "money",
        "life_skills",
        "safety",
        "step-1",
        "step-2",
        "step-3",
        "step-4",
        "step-5",
        "agreed",
    ];
}

/// A name any longer does not fit a drawing's row on a phone.
const LONGEST: usize = 30;
const LONGEST_NOTE: usize = 500;

fn step_field(step: Step) -> String {
    format!("step-{}", step.code())
}

fn typed_of(words: &Words) -> Typed {
    let mut typed = Typed::default();
    for area in Area::ALL {
        typed.set(area.code(), words.area(*area).to_owned());
    }
    for step in Step::ALL {
        typed.set(&step_field(*step), words.step(*step).to_owned());
    }
    typed
}

pub async fn get(ctx: Ctx) -> PageResult {
    show(&ctx, None, &Mends::default()).await
}

async fn show(ctx: &Ctx, typed: Option<&Typed>, mends: &Mends) -> PageResult {
    let (now, history) = ctx
        .read(|r| {
            r.service_permit::<class::UsersAndSettings, Read>()?;
            Ok((areas::words(r)?, settings::history(r)?))
        })
        .await?;
    let shown = typed_of(&now);
    let main = view(ctx, &history, typed.unwrap_or(&shown), mends);
    ctx.show(Sheet::new("Parts of life and steps", main).to_mend(mends))
}

fn view(ctx: &Ctx, history: &[Kept], typed: &Typed, mends: &Mends) -> Markup {
    let text = |field: &str, says: &'static str| {
        TextInput::new(field.to_owned(), says)
            .value(typed.raw(field).to_owned())
            .error(mends.of(field).map(str::to_owned))
    };
    html! {
        p.govuk-body { "These words are on the pages of young people and staff. Change them only with your young people." }
        p.govuk-body { "Do not use the names of a tool that needs a licence." }
        form method="post" action="/team/set-up/parts" novalidate {
            (form_fields(ctx))
            h2.govuk-heading-m { "Parts of life" }
            @for area in Area::ALL { (text(area.code(), area.says())) }
            h2.govuk-heading-m { "Steps, from hard to well" }
            @for step in Step::ALL { (text(&step_field(*step), step.says())) }
            (Textarea::new("agreed", "Which young people agreed this, and when?").rows(2)
                .hint("Such as “The forum of 12 November 2026”.").value(typed.raw("agreed").to_owned())
                .error(mends.of("agreed").map(str::to_owned)))
            (Button::save("Save words"))
        }
        (earlier(history))
    }
}

/// Every wording there was, with who agreed it.
fn earlier(history: &[Kept]) -> Markup {
    let kept = history.iter().filter(|kept| kept.setting == areas::SETTING);
    let worded: Vec<(&Kept, Words)> =
        kept.filter_map(|kept| Some((kept, serde_json::from_str(&kept.value).ok()?))).collect();
    if worded.is_empty() {
        return html! {};
    }
    let body = html! {
        ul.govuk-list {
            @for (kept, words) in worded {
                li {
                    strong { (words::date(day_of(instant(kept.from_at)))) } ": agreed by " bdi { (words.agreed) } ". "
                    @for (at, area) in Area::ALL.iter().enumerate() { @if at > 0 { ", " } (words.area(*area)) }
                    "; "
                    @for (at, step) in Step::ALL.iter().enumerate() { @if at > 0 { ", " } (words.step(*step)) }
                }
            }
        }
    };
    Details::new("Earlier words, and who agreed them", body).render()
}

fn read(typed: &Typed, mends: &mut Mends) -> Words {
    let fields: Vec<String> = Area::ALL
        .iter()
        .map(|area| area.code().to_owned())
        .chain(Step::ALL.iter().map(|step| step_field(*step)))
        .collect();
    for (at, field) in fields.iter().enumerate() {
        let said = typed.text(field);
        let again = fields[..at].iter().any(|other| typed.text(other).eq_ignore_ascii_case(said));
        if said.is_empty() {
            mends.add(field.clone(), "Enter what it is called");
        } else if said.chars().count() > LONGEST {
            mends.add(field.clone(), "This must be 30 characters or less");
        } else if again {
            mends.add(field.clone(), "Two of them cannot have the same name");
        }
    }
    if typed.text("agreed").is_empty() {
        mends.add("agreed", "Write which young people agreed this, and when");
    } else if typed.text("agreed").chars().count() > LONGEST_NOTE {
        mends.add("agreed", "This must be 500 characters or less");
    }
    let words =
        Area::ALL.iter().fold(Words::default(), |words, area| words.calling_area(*area, typed.text(area.code())));
    let words = Step::ALL.iter().fold(words, |words, step| words.calling_step(*step, typed.text(&step_field(*step))));
    words.agreed_by(typed.text("agreed"))
}

pub async fn post(ctx: Ctx, form: Form<Worded>) -> PageResult {
    let mut mends = Mends::default();
    let words = read(&form.typed, &mut mends);
    if !mends.is_empty() {
        return show(&ctx, Some(&form.typed), &mends).await;
    }
    let to = ctx
        .write_once(&form.key, move |tx| {
            tx.service_permit::<class::UsersAndSettings, Write>()?;
            areas::set_words(tx, &words)?;
            Ok("/team/set-up/parts".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}
