//! What the council promises: the packs it uses and each value in force, with its source, the law's floor, who chose it
//! and what held before (rules.md §5.12). A value looser than the law is refused, and the refusal names the rule.

use jiff::civil::Date;
use maud::{Markup, Render, html};
use waymark_cases::access::{Read, Role, Write, class};
use waymark_cases::clock::day_of;
use waymark_cases::clocks::policy::{self, Chosen, FromPack, Own};
use waymark_cases::db::instant;
use waymark_cases::settings::Kept;
use waymark_cases::staff::{self, Staff};
use waymark_govuk::{Button, DateInput, Details, Select, TextInput};
use waymark_rules::citation;
use waymark_rules::clocks::packs::SHIPPED;
use waymark_rules::clocks::parameters::Floor;
use waymark_rules::clocks::values::length_in_words;
use waymark_rules::clocks::{Pack, Packs, Parameter};

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::{Sheet, form_fields};
use crate::words;

struct Promises {
    chosen: Chosen,
    packs: std::sync::Arc<Packs>,
    history: Vec<Kept>,
    staff: Vec<Staff>,
}

pub async fn get(ctx: Ctx) -> PageResult {
    show(&ctx, &Typed::default(), &Mends::default()).await
}

async fn show(ctx: &Ctx, typed: &Typed, mends: &Mends) -> PageResult {
    let promises = ctx
        .read(|r| {
            r.service_permit::<class::UsersAndSettings, Read>()?;
            Ok(Promises {
                chosen: policy::chosen(r)?,
                packs: policy::packs(r)?,
                history: policy::history(r)?,
                staff: staff::everyone(r)?,
            })
        })
        .await?;
    ctx.show(Sheet::new("What we promise", view(ctx, &promises, typed, mends)).wide().to_mend(mends))
}

fn view(ctx: &Ctx, promises: &Promises, typed: &Typed, mends: &Mends) -> Markup {
    html! {
        p.govuk-body { "The law sets what everybody is owed. A council can promise more, never less." }
        (packs_used(&promises.chosen))
        @if ctx.has_role(Role::SystemAdministrator) {
            div.wm-two { (pack_form(ctx, typed, mends)) (value_form(ctx, typed, mends)) }
        }
        (values(ctx, promises))
        (earlier(promises))
    }
}

fn packs_used(chosen: &Chosen) -> Markup {
    html! {
        h2.govuk-heading-m { "Packs in use" }
        ul class="govuk-list govuk-list--bullet" {
            li { "What the whole country begins with" }
            @for from in &chosen.packs {
                @if let Some(pack) = Pack::shipped(&from.name) {
                    li { (pack.title) ", from " (words::date(from.from_on)) ". " (pack.says) }
                }
            }
        }
    }
}

fn pack_form(ctx: &Ctx, typed: &Typed, mends: &Mends) -> Markup {
    let date = typed.date("from");
    let packs = SHIPPED.iter().skip(1).filter_map(|(name, _)| Pack::shipped(name));
    let select = packs.fold(Select::new("pack", "Pack").option("", "Choose"), |select, pack| {
        select.option(pack.name.clone(), pack.title.clone())
    });
    html! {
        section {
            h2.govuk-heading-m { "Use a pack" }
            form method="post" action="/team/set-up/promises/pack" novalidate {
                (form_fields(ctx))
                (select.chosen(typed.text("pack").to_owned()).error(mends.of("pack").map(str::to_owned)))
                (DateInput::new("from", "From when?").typed([date.day, date.month, date.year])
                    .error(mends.of("from-day").map(str::to_owned)))
                (Button::save("Use this pack"))
            }
        }
    }
}

fn value_form(ctx: &Ctx, typed: &Typed, mends: &Mends) -> Markup {
    let date = typed.date("begins");
    let select = Parameter::ALL.iter().fold(Select::new("parameter", "What").option("", "Choose"), |select, one| {
        select.option(one.code(), format!("{} ({})", name(*one), one.rule()))
    });
    html! {
        section {
            h2.govuk-heading-m { "Set one value" }
            form method="post" action="/team/set-up/promises/value" novalidate {
                (form_fields(ctx))
                (select.chosen(typed.text("parameter").to_owned()).error(mends.of("parameter").map(str::to_owned)))
                (TextInput::new("is", "Value").hint("Such as 42 days, 5 working days, 15 years 9 months, or on.")
                    .value(typed.raw("is").to_owned()).error(mends.of("is").map(str::to_owned)))
                (TextInput::new("source", "Where is it written?").value(typed.raw("source").to_owned())
                    .error(mends.of("source").map(str::to_owned)))
                (DateInput::new("begins", "From when?").typed([date.day, date.month, date.year])
                    .error(mends.of("begins-day").map(str::to_owned)))
                (Button::save("Set this value"))
            }
        }
    }
}

fn name(parameter: Parameter) -> String {
    words::sentence_case(&parameter.code().replace('_', " "))
}

fn values(ctx: &Ctx, promises: &Promises) -> Markup {
    html! {
        table class="govuk-table wm-reflow" {
            caption class="govuk-table__caption govuk-table__caption--m" { "Values in force today" }
            thead.govuk-table__head { tr.govuk-table__row {
                @for heading in ["What", "Value", "The law allows at most", "Source", "Since"] {
                    th.govuk-table__header scope="col" { (heading) }
                }
            } }
            tbody.govuk-table__body { @for one in Parameter::ALL { (row(ctx, promises, *one)) } }
        }
    }
}

fn row(ctx: &Ctx, promises: &Promises, one: Parameter) -> Markup {
    let choice = promises.packs.choice(one, ctx.today());
    let label = citation::rule(one.rule()).map_or("", |rule| rule.label);
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" data-label="What" {
                (name(one)) div.wm-muted { (one.rule()) " " (label) }
            }
            td.govuk-table__cell data-label="Value" {
                div {
                    (choice.map_or_else(|| "Not chosen".into(), |choice| choice.is.says()))
                    @if promises.packs.is_councils_own(one, ctx.today()) { div.wm-muted { "our own promise" } }
                }
            }
            td.govuk-table__cell data-label="The law allows" { (floor(one)) }
            td.govuk-table__cell data-label="Source" { (choice.map_or("", |choice| choice.source.as_str())) }
            td.govuk-table__cell data-label="Since" {
                (choice.map_or_else(String::new, |choice| words::short_date(choice.effective_from)))
            }
        }
    }
}

fn floor(one: Parameter) -> String {
    match one.floor() {
        Floor::None => "Nothing said".into(),
        Floor::AtMost(length) => length_in_words(length),
        Floor::AgeAtMost(months) => format!("{} years", months / 12),
    }
}

/// Every choice ever made, by whom, newest first.
fn earlier(promises: &Promises) -> Markup {
    let list = html! {
        ul.govuk-list {
            @for kept in &promises.history {
                li {
                    (words::date(day_of(instant(kept.from_at)))) ", " (who(promises, &kept.set_by)) ": "
                    (summary(&kept.value))
                }
            }
            @if promises.history.is_empty() { li { "Nothing was changed yet." } }
        }
    };
    Details::new("Who changed what, and what held before", list).render()
}

fn who<'p>(promises: &'p Promises, by: &'p str) -> &'p str {
    promises.staff.iter().find(|one| by.ends_with(&one.id)).map_or("the system", |one| one.full_name.as_str())
}

fn summary(value: &str) -> String {
    let Ok(chosen) = serde_json::from_str::<Chosen>(value) else { return "unreadable".into() };
    let packs = chosen.packs.iter().map(|from| {
        let title = Pack::shipped(&from.name).map_or_else(|| from.name.clone(), |pack| pack.title);
        format!("{title} from {}", words::date(from.from_on))
    });
    let own =
        chosen.own.iter().map(|own| format!("{} {} from {}", name(own.parameter), own.is, words::date(own.from_on)));
    let all: Vec<String> = packs.chain(own).collect();
    if all.is_empty() { "what the country begins with".into() } else { all.join("; ") }
}

/// A pack taken up.
pub struct UsePack;

impl Fields for UsePack {
    const ONE: &'static [&'static str] = &["pack", "from-day", "from-month", "from-year"];
}

pub async fn post_pack(ctx: Ctx, form: Form<UsePack>) -> PageResult {
    let typed = form.typed;
    let mut mends = Mends::default();
    let name = typed.text("pack").to_owned();
    if Pack::shipped(&name).is_none() {
        mends.add("pack", "Choose a pack");
    }
    let from = mends.keep("from-day", typed.date("from").read("Date"));
    let (Some(from_on), true) = (from, mends.is_empty()) else { return show(&ctx, &typed, &mends).await };
    let taken_up = keep(&ctx, &form.key, move |chosen| {
        chosen.packs.retain(|from| from.name != name);
        chosen.packs.push(FromPack { name: name.clone(), from_on });
    });
    taken(&ctx, taken_up.await, "pack", &typed).await
}

/// One value of the council's own.
pub struct SetValue;

impl Fields for SetValue {
    const ONE: &'static [&'static str] = &["parameter", "is", "source", "begins-day", "begins-month", "begins-year"];
}

pub async fn post_value(ctx: Ctx, form: Form<SetValue>) -> PageResult {
    let typed = form.typed;
    let mut mends = Mends::default();
    let parameter = Parameter::ALL.iter().copied().find(|one| one.code() == typed.text("parameter"));
    if parameter.is_none() {
        mends.add("parameter", "Choose what to set");
    }
    for (field, says) in [("is", "Enter the value"), ("source", "Enter where it is written")] {
        if typed.text(field).is_empty() {
            mends.add(field, says);
        }
    }
    let begins = mends.keep("begins-day", typed.date("begins").read("Date"));
    let (Some((parameter, from_on)), true) = (parameter.zip(begins), mends.is_empty()) else {
        return show(&ctx, &typed, &mends).await;
    };
    let own = own(parameter, from_on, &typed);
    let set = keep(&ctx, &form.key, move |chosen| {
        chosen.own.retain(|one| (one.parameter, one.from_on) != (own.parameter, own.from_on));
        chosen.own.push(own.clone());
    });
    taken(&ctx, set.await, "is", &typed).await
}

fn own(parameter: Parameter, from_on: Date, typed: &Typed) -> Own {
    Own { parameter, is: typed.text("is").to_owned(), from_on, source: typed.text("source").to_owned() }
}

async fn keep(ctx: &Ctx, key: &str, mut change: impl FnMut(&mut Chosen) + Send + 'static) -> Result<String, Error> {
    ctx.write_once(key, move |tx| {
        tx.service_permit::<class::UsersAndSettings, Write>()?;
        let mut chosen = policy::chosen(tx)?;
        change(&mut chosen);
        policy::set(tx, &chosen)?;
        Ok("/team/set-up/promises".into())
    })
    .await
}

/// What the law refuses comes back beside what was typed.
async fn taken(ctx: &Ctx, kept: Result<String, Error>, field: &str, typed: &Typed) -> PageResult {
    match kept {
        Ok(to) => ctx.go_saying(&to, "Saved. Every due date was worked out again."),
        Err(Error::Contradicts(says)) => {
            let mut mends = Mends::default();
            mends.add(field, says);
            show(ctx, typed, &mends).await
        }
        Err(error) => Err(error),
    }
}
