//! S82 and S83, first version: the council's name, colour and numbers. A colour that cannot be read on white is
//! refused; every earlier value stays readable.

use maud::{Markup, Render, html};
use waymark_cases::access::{Read, Write, class};
use waymark_cases::clock::day_of;
use waymark_cases::db::instant;
use waymark_cases::settings::{self, Council, Kept};
use waymark_govuk::{Button, Checkboxes, Details, TextInput};

use crate::assets::contrast_with_white;
use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::words;

/// The form of how the council shows itself.
pub struct Wording;

impl Fields for Wording {
    const ONE: &'static [&'static str] =
        &["name", "service", "colour", "authority", "office_phone", "out_of_hours_phone", "discreet"];
}

const TEXTS: &[(&str, &str, &str)] = &[
    ("name", "Council's name", ""),
    ("service", "Name of the service", "Shown at the top of each page."),
    ("colour", "Colour", "A # and six letters or numbers, such as #1d4f5c."),
    ("authority", "Number in the yearly return", "DfE's three numbers."),
    ("office_phone", "Phone in the day", ""),
    ("out_of_hours_phone", "Phone at night and weekends", ""),
];

fn typed_of(council: &Council) -> Typed {
    Typed::of([
        ("name", council.name.clone()),
        ("service", council.service.clone()),
        ("colour", council.colour.clone()),
        ("authority", council.authority.clone()),
        ("office_phone", council.office_phone.clone()),
        ("out_of_hours_phone", council.out_of_hours_phone.clone()),
        ("discreet", if council.discreet { "yes".into() } else { String::new() }),
    ])
}

pub async fn get(ctx: Ctx) -> PageResult {
    let typed = typed_of(ctx.council());
    show(&ctx, &typed, &Mends::default()).await
}

async fn show(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    let history = ctx
        .read(|r| {
            r.service_permit::<class::UsersAndSettings, Read>()?;
            settings::history(r)
        })
        .await?;
    ctx.show(Sheet::new("Name, colour and numbers", view(ctx, &history, typed, mends)).to_mend(mends))
}

fn view(ctx: &Ctx, history: &[Kept], typed: &Typed, mends: &Mends) -> Markup {
    html! {
        form method="post" action="/team/set-up/wording" novalidate {
            (form_fields(ctx))
            @for (field, says, hint) in TEXTS { (text(field, says, hint, typed, mends)) }
            (discreet(typed))
            (Button::save("Save"))
        }
        (earlier(history))
    }
}

fn text(field: &'static str, says: &'static str, hint: &'static str, typed: &Typed, mends: &Mends) -> TextInput {
    let input =
        TextInput::new(field, says).value(typed.raw(field).to_owned()).error(mends.of(field).map(str::to_owned));
    if hint.is_empty() { input } else { input.hint(hint) }
}

fn discreet(typed: &Typed) -> Checkboxes {
    let now = typed.is_on("discreet").then_some("yes");
    Checkboxes::single("discreet", "yes", "Young people's sign-in pages do not say who we are").chosen(now)
}

fn earlier(history: &[Kept]) -> Markup {
    let list = html! {
        ul.govuk-list { @for kept in history { li { (words::date(day_of(instant(kept.from_at)))) ": " (kept.setting) } } }
    };
    Details::new("When settings changed", list).render()
}

fn read(ctx: &Ctx, typed: &Typed, mends: &mut Mends) -> Council {
    for (field, says) in [("name", "Enter the council's name"), ("service", "Enter the name of the service")] {
        if typed.text(field).is_empty() {
            mends.add(field, says);
        }
    }
    match contrast_with_white(typed.text("colour")) {
        None => mends.add("colour", "Enter a colour like #1d4f5c"),
        Some(ratio) if ratio < LEAST_CONTRAST => {
            mends.add("colour", "Choose a darker colour: white text on this one is hard to read")
        }
        Some(_) => {}
    }
    Council {
        name: typed.text("name").to_owned(),
        service: typed.text("service").to_owned(),
        colour: typed.text("colour").to_lowercase(),
        authority: typed.text("authority").to_owned(),
        office_phone: typed.text("office_phone").to_owned(),
        out_of_hours_phone: typed.text("out_of_hours_phone").to_owned(),
        demonstration: ctx.council().demonstration,
        discreet: typed.is_on("discreet"),
    }
}

/// WCAG 1.4.3, for text.
const LEAST_CONTRAST: f64 = 4.5;

pub async fn post(ctx: Ctx, form: Form<Wording>) -> PageResult {
    let mut mends = Mends::default();
    let council = read(&ctx, &form.typed, &mut mends);
    if !mends.is_empty() {
        return show(&ctx, &form.typed, &mends).await;
    }
    let to = ctx
        .write_once(&form.key, move |tx| {
            tx.service_permit::<class::UsersAndSettings, Write>()?;
            settings::set_council(tx, &council)?;
            Ok("/team/set-up/wording".into())
        })
        .await?;
    ctx.go_saying(&to, "Saved")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_reckoned_as_the_guidelines_do() {
        assert!((contrast_with_white("#000000").unwrap() - 21.0).abs() < 0.01);
        assert!((contrast_with_white("#ffffff").unwrap() - 1.0).abs() < 0.01);
        assert!(contrast_with_white("#777777").unwrap() < 4.5, "a grey just too light");
        assert_eq!(contrast_with_white("teal"), None);
        assert_eq!(contrast_with_white("#12345"), None);
    }
}
