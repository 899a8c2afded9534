//! Getting to know you at their own door (S17's other side): what is going well first, in their words, beside what others
//! wrote; and whether they agree with it.

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{AddOwnWords, Read, class};
use waymark_cases::areas::{self, Words};
use waymark_cases::assessments::{self, Asks, Assessment, Domain, Entry, NewEntry, Part, Progress, Stage, View};
use waymark_cases::db::Reading;
use waymark_cases::ids::{PersonId, RowId};
use waymark_cases::sides::Side;
use waymark_govuk::{Button, Details, Radios, Textarea};

use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed, query};
use crate::frame::{Sheet, form_fields};
use crate::pages::drawn::Called;
use crate::words;

struct Mine {
    all: Assessment,
    words: Words,
}

impl Mine {
    fn read(r: &mut Reading<'_>, me: &PersonId) -> waymark_cases::Result<Self> {
        let plan = r.permit::<class::Plan, Read>(me)?;
        Ok(Self { all: assessments::of_person(r, &plan)?, words: areas::words(r)? })
    }

    fn who(&self, entry: &Entry) -> String {
        self.called().who(entry.side, &entry.who, &entry.recorded_by)
    }

    fn called(&self) -> Called<'_> {
        Called { them: "You", own: true, workers: &self.all.workers }
    }
}

async fn mine(ctx: &Ctx) -> Result<Mine, Error> {
    let me = ctx.myself()?;
    ctx.read(move |r| Mine::read(r, &me)).await
}

fn address(domain: Domain) -> String {
    format!("/me/know/{}", domain.code())
}

pub async fn get(ctx: Ctx) -> PageResult {
    let mine = mine(&ctx).await?;
    let main = html! {
        p.govuk-body { "We want to know what is good in your life. We want to know what is hard too." }
        p.govuk-body { "You choose what to say. You can do it bit by bit." }
        ul.wm-looks {
            @for domain in Domain::ALL {
                li {
                    p { a.govuk-link.wm-looks__to href=(address(*domain)) { (domain.named_to_them(&mine.words)) } }
                    p.wm-muted { (stage(mine.all.stage(*domain))) }
                }
            }
        }
        (progress(&ctx, &mine))
    };
    ctx.show(Sheet::new("Getting to know you", main))
}

const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::NotStarted => "Nothing here yet",
        Stage::Started => "Started",
        Stage::Agreed => "You agree with this",
    }
}

fn progress(ctx: &Ctx, mine: &Mine) -> Markup {
    html! {
        @match mine.all.progress() {
            Progress::NotSent => {}
            Progress::Waiting(_) => { p.govuk-body { "A manager is reading this now. You can still add to it." } }
            Progress::SentBack(step) => {
                p.govuk-body { "A manager read this, " (words::day(step.on(), ctx.today())) ". They asked us to do more:" }
                blockquote.govuk-body { bdi.wm-as-typed { (step.words) } }
            }
            Progress::Approved(step) => {
                p.govuk-body { "A manager read this, " (words::day(step.on(), ctx.today())) ". They wrote:" }
                blockquote.govuk-body { bdi.wm-as-typed { (step.words) } }
            }
        }
    }
}

fn domain_of(code: &str) -> Result<Domain, Error> {
    Domain::from_code(code).ok_or(Error::NotFound)
}

/// One part, with an empty form, or with their own entry that `?entry=` names.
pub async fn get_one(ctx: Ctx, Path(domain): Path<String>) -> PageResult {
    let (domain, mine) = (domain_of(&domain)?, mine(&ctx).await?);
    let asked = query(&ctx)?;
    let own = mine.all.entry(asked.text("entry")).filter(|one| one.domain == domain && one.is_their_own());
    let mut typed = Typed::default();
    if let Some(entry) = own {
        typed.set("entry", entry.id.clone());
        for (part, _) in BOXES {
            typed.set(part.code(), entry.part(*part).to_owned());
        }
        typed.set("number", entry.number.map(|number| number.to_string()).unwrap_or_default());
    }
    show(&ctx, &mine, domain, &typed, &Mends::default())
}

fn show(ctx: &Ctx, mine: &Mine, domain: Domain, typed: &Typed, mends: &Mends) -> PageResult {
    let main = html! {
        (said(ctx, mine, domain))
        (form(ctx, domain, typed, mends))
        (agreement(ctx, mine, domain))
        p.govuk-body { a.govuk-link href="/me/know" { "All parts" } }
    };
    ctx.show(Sheet::new(domain.named_to_them(&mine.words), main).to_mend(mends))
}

const BOXES: &[(Part, &str)] = &[
    (Part::GoingWell, "What is going well?"),
    (Part::Hard, "What is hard?"),
    (Part::Wants, "What do you want?"),
    (Part::Helps, "What helps?"),
];

/// What was said so far, by each side, what is going well first.
fn said(ctx: &Ctx, mine: &Mine, domain: Domain) -> Markup {
    // Their own words first.
    let mut entries: Vec<&Entry> = mine.all.standing(domain).collect();
    entries.sort_by_key(|one| one.side != Side::Theirs);
    html! {
        @for (part, asks) in BOXES {
            @if entries.iter().any(|one| !one.part(*part).is_empty()) {
                h2.govuk-heading-m { (asks) }
                @for entry in entries.iter().filter(|one| !one.part(*part).is_empty()) {
                    figure.wm-words {
                        blockquote { p.wm-as-typed { bdi { (entry.part(*part)) } } }
                        figcaption { (by(ctx, mine, entry)) }
                    }
                }
            }
        }
        @if let Some(analysis) = mine.all.analysis(domain) {
            h2.govuk-heading-m { "What " (mine.called().worker(&analysis.recorded_by)) " thinks" }
            blockquote.govuk-body { p.wm-as-typed { (analysis.words) } }
        }
    }
}

fn by(ctx: &Ctx, mine: &Mine, entry: &Entry) -> Markup {
    html! {
        bdi { (mine.who(entry)) } ", " (words::day(entry.said_on, ctx.today()))
        @if entry.is_their_own() {
            ". " a.govuk-link href=(format!("{}?entry={}#words", address(entry.domain), entry.id)) {
                "Change" span.govuk-visually-hidden { ": what you said on " (words::day(entry.said_on, ctx.today())) }
            }
        }
    }
}

fn form(ctx: &Ctx, domain: Domain, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    html! {
        h2 #words.govuk-heading-m { @if typed.is_on("entry") { "Change what you said" } @else { "Add your words" } }
        (prompts(domain))
        form method="post" action=(address(domain)) novalidate {
            (form_fields(ctx))
            input type="hidden" name="entry" value=(typed.raw("entry"));
            @for (part, asks) in BOXES {
                (Textarea::new(part.code(), *asks).rows(3).value(typed.raw(part.code()).to_owned()).error(error(part.code())))
            }
            (number(typed, mends))
            p.govuk-body { "You can leave any of these empty. Your adviser can see what you say." }
            (Button::save("Save"))
        }
    }
}

fn prompts(domain: Domain) -> Markup {
    let asks = [Asks::GoingWell, Asks::Coping, Asks::People, Asks::Wants, Asks::Helps];
    let body = html! {
        ul class="govuk-list govuk-list--bullet" {
            @for question in asks.iter().flat_map(|asks| assessments::about(domain, *asks).take(2)) { li { (question.says) } }
        }
    };
    Details::new("Not sure what to say?", body).render()
}

fn number(typed: &Typed, mends: &Mends) -> Radios {
    let radios = Radios::new("number", "From 0 to 10, how is this now?")
        .hint("0 is as hard as can be. 10 is as good as can be.");
    radios.from_0_to_10().chosen(typed.text("number").to_owned()).error(mends.of("number").map(str::to_owned))
}

fn agreement(ctx: &Ctx, mine: &Mine, domain: Domain) -> Markup {
    let others = mine.all.standing(domain).any(|one| one.side != Side::Theirs) || mine.all.analysis(domain).is_some();
    html! {
        @if others {
            h2.govuk-heading-m { "Do you agree with this?" }
            @if let Some(viewed) = mine.all.view(domain) { p.govuk-body { (told(viewed.view)) } }
            form method="post" action=(format!("{}/agree", address(domain))) novalidate {
                (form_fields(ctx))
                (Textarea::new("why", "Do you want to say why?").rows(2).hint("You can leave this empty."))
                div.wm-buttons {
                    @for (view, says) in [(View::Agrees, "I agree"), (View::InPart, "I agree with some"), (View::DoesNot, "I do not agree")] {
                        (Button::new(says).secondary().sends("view", view.code()))
                    }
                }
            }
        }
    }
}

const fn told(view: View) -> &'static str {
    match view {
        View::Agrees => "You said you agree.",
        View::InPart => "You said you agree with some of it.",
        View::DoesNot => "You said you do not agree.",
    }
}

/// Their own words.
pub struct Said;

impl Fields for Said {
    const ONE: &'static [&'static str] = &["entry", "going_well", "hard", "wants", "helps", "number"];
}

const LONGEST: usize = 4000;
const TOO_LONG: &str = "That is too long. Write less, or tell your adviser the rest";

fn entry_of(ctx: &Ctx, domain: Domain, typed: &Typed, mends: &mut Mends) -> Option<NewEntry> {
    let mut new = NewEntry::new(domain, Side::Theirs, ctx.today());
    let text = |part: Part| typed.text(part.code()).to_owned();
    (new.going_well, new.hard) = (text(Part::GoingWell), text(Part::Hard));
    (new.wants, new.helps) = (text(Part::Wants), text(Part::Helps));
    new.number = typed.text("number").parse().ok().filter(|number| (0..=10).contains(number));
    new.puts_right = RowId::parse(typed.text("entry")).ok();
    for (part, _) in BOXES.iter().filter(|(part, _)| typed.text(part.code()).chars().count() > LONGEST) {
        mends.add(part.code(), TOO_LONG);
    }
    if typed.is_on("number") && new.number.is_none() {
        mends.add("number", "Choose a number from 0 to 10");
    } else if new.says_nothing() {
        mends.add("going_well", "Write in one of the boxes, or choose a number");
    }
    mends.is_empty().then_some(new)
}

pub async fn post_one(ctx: Ctx, Path(domain): Path<String>, form: Form<Said>) -> PageResult {
    let (me, domain) = (ctx.myself()?, domain_of(&domain)?);
    let mut mends = Mends::default();
    let Some(new) = entry_of(&ctx, domain, &form.typed, &mut mends) else {
        let mine = mine(&ctx).await?;
        return show(&ctx, &mine, domain, &form.typed, &mends);
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, AddOwnWords>(&me)?;
            assessments::record_own(tx, &permit, &new)?;
            Ok(address(domain))
        })
        .await?;
    ctx.go_saying(&to, "Saved. Your adviser can see it now.")
}

/// Whether they agree.
pub struct Agreed;

impl Fields for Agreed {
    const ONE: &'static [&'static str] = &["view", "why"];
}

pub async fn post_agree(ctx: Ctx, Path(domain): Path<String>, form: Form<Agreed>) -> PageResult {
    let (me, domain) = (ctx.myself()?, domain_of(&domain)?);
    let view = View::from_code(form.typed.text("view")).ok_or(Error::NotFound)?;
    let why: String = form.typed.text("why").chars().take(LONGEST).collect();
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Plan, AddOwnWords>(&me)?;
            assessments::agree_own(tx, &permit, domain, view, &why)?;
            Ok(address(domain))
        })
        .await?;
    ctx.go_saying(&to, "Saved. Your adviser can see it now.")
}
