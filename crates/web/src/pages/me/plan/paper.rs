//! My plan on paper, in the size and form they choose.

use maud::html;
use waymark_cases::access::{Read, class};
use waymark_cases::{facts, packs, plans};
use waymark_govuk::Button;

use crate::ctx::Ctx;
use crate::error::PageResult;
use crate::form::{Fields, Form, Mends};
use crate::frame::{Sheet, form_fields};
use crate::pages::paper::{self, Cover};

/// The form they want it in.
pub struct OnPaper;

impl Fields for OnPaper {
    const ONE: &'static [&'static str] = &["format"];
}

pub async fn get(ctx: Ctx) -> PageResult {
    show(&ctx, "standard", &Mends::default())
}

fn show(ctx: &Ctx, chosen: &str, mends: &Mends) -> PageResult {
    let main = html! {
        p.govuk-body { "You can keep it, print it or show it to someone." }
        form method="post" action="/me/plan/paper" novalidate {
            (form_fields(ctx))
            (paper::formats("How do you want it?", chosen, mends.of("format")))
            (Button::save("Get my plan"))
        }
        p.govuk-body { "It is a file. It stays on this phone until you take it off." }
        p.govuk-body { a.govuk-link href="/me/plan" { "My plan" } }
    };
    ctx.show(Sheet::new("My plan on paper", main).to_mend(mends))
}

pub async fn post(ctx: Ctx, form: Form<OnPaper>) -> PageResult {
    let me = ctx.myself()?;
    let Some(format) = paper::format_of(form.typed.text("format")) else {
        let mut mends = Mends::default();
        mends.add("format", "Choose one");
        return show(&ctx, "", &mends);
    };
    let (cover, plan) = ctx
        .read(move |r| {
            let identity = r.permit::<class::Identity, Read>(&me)?;
            let name = facts::of_class(r, &identity)?.shown_name().to_owned();
            let permit = r.permit::<class::Plan, Read>(&me)?;
            let cover = Cover { name, recipient: None, mark: packs::mark(&me) };
            Ok((cover, plans::as_read(r, &permit)?))
        })
        .await?;
    paper::answer(paper::sheet(&ctx, &cover, &plan), format).await
}
