//! S34 What they can get: what was had, what is left, what to ask for and why, with each figure's date and source; and
//! one page for each thing, where a request, an answer or a payment is written down.

use axum::extract::Path;
use jiff::civil::Date;
use maud::{Markup, Render, html};
use waymark_cases::access::{Approve, Ask, Read, Write, class};
use waymark_cases::db::{Reading, Tx};
use waymark_cases::entitlements::{self, ClaimOnRecord, Hand, NewClaim, Teller, WhatTheyCanGet, hand_for};
use waymark_cases::ids::PersonId;
use waymark_govuk::{Button, DateInput, Details, Radios, Tag, TagColour, TextInput, Textarea};
use waymark_rules::citation;
use waymark_rules::entitlements::{ClaimKind, Entitlement, Giver, Id, Missing, Offered, State, Theme, Why, pounds};

use super::Heading;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{DateTyped, Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::{money, urls, words};

/// What this reader may see of it; nothing for those the money class is closed to.
pub(crate) fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Option<WhatTheyCanGet>> {
    let Some(money) = r.permit_if_allowed::<class::Money, Read>(person)? else { return Ok(None) };
    let status = r.permit::<class::Status, Read>(person)?;
    entitlements::of_person(r, &status, &money)
}

/// The part of S34 that lists everything.
pub(crate) fn section(ctx: &Ctx, person: &PersonId, can_get: &WhatTheyCanGet) -> Markup {
    let shown = |one: &&Entitlement| !matches!(one.state, State::NotApplicable | State::Expired);
    html! {
        h3 #can-get class="govuk-heading-m" { "What they can get" }
        @if can_get.care_not_loaded {
            p.govuk-body { "Their time in care is not on record, so this cannot be worked out yet." }
        } @else {
            @for theme in Theme::ALL {
                @let of_theme: Vec<&Entitlement> = can_get.entitlements.iter()
                    .filter(|one| one.definition().theme == theme).filter(shown).collect();
                @if !of_theme.is_empty() { (table(ctx, person, theme, &of_theme)) }
            }
            (not_now(can_get))
        }
    }
}

fn table(ctx: &Ctx, person: &PersonId, theme: Theme, rows: &[&Entitlement]) -> Markup {
    html! {
        table class="govuk-table wm-reflow" {
            caption class="govuk-table__caption govuk-table__caption--s" { (theme.says_to_staff()) }
            thead.govuk-table__head { tr.govuk-table__row {
                @for heading in ["What", "Where it stands", "Had", "Left"] { th.govuk-table__header scope="col" { (heading) } }
            } }
            tbody.govuk-table__body { @for one in rows { (row(ctx, person, one)) } }
        }
    }
}

fn row(ctx: &Ctx, person: &PersonId, one: &Entitlement) -> Markup {
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" data-label="What" {
                a.govuk-link href=(address(person, one.id)) { (one.definition().staff) }
                @if let Some(offered) = &one.amount { (figure(offered)) }
            }
            td.govuk-table__cell data-label="Where it stands" {
                (state_tag(one.state))
                @if let Some(when) = when(ctx, one) { p.wm-muted { (when) } }
            }
            td.govuk-table__cell data-label="Had" { (pounds_or_none(one.had)) }
            td.govuk-table__cell data-label="Left" { (left(one)) }
        }
    }
}

/// The figure with where it is from; one nobody has checked says so.
fn figure(offered: &Offered) -> Markup {
    html! {
        p.wm-muted {
            (offered.says()) ". " (offered.source_says())
        }
    }
}

fn pounds_or_none(pence: i64) -> String {
    if pence == 0 { "None".into() } else { pounds(pence).to_string() }
}

fn left(one: &Entitlement) -> String {
    match one.left {
        Some(left) if one.over > 0 => format!("{}, and {} over", pounds(left), pounds(one.over)),
        Some(left) => pounds(left).to_string(),
        None if entitlements::is_money(one.definition()) => "By need".into(),
        None => "Not money".into(),
    }
}

fn state_tag(state: State) -> Markup {
    let colour = match state {
        State::CanClaimNow => TagColour::Teal,
        State::Claimed => TagColour::Yellow,
        State::CheckEligibility => TagColour::Orange,
        State::Refused => TagColour::Magenta,
        State::Received => TagColour::Plain,
        State::Upcoming | State::Expired | State::NotApplicable => TagColour::Grey,
    };
    Tag::new(state.says()).colour(colour).render()
}

/// The day that matters most: since when it was asked for, from when it can be had, until when.
fn when(ctx: &Ctx, one: &Entitlement) -> Option<String> {
    if let Some(asked_on) = one.asked_on {
        return Some(format!("Asked {}", words::how_soon(asked_on, ctx.today())));
    }
    match one.state {
        State::Upcoming => one.window.from.map(|from| format!("From {}", words::date(from))),
        State::CanClaimNow | State::CheckEligibility => {
            one.window.until.map(|until| format!("Until {}", words::date(until)))
        }
        _ => None,
    }
}

fn not_now(can_get: &WhatTheyCanGet) -> Markup {
    let others = can_get.entitlements.iter().filter(|one| matches!(one.state, State::NotApplicable | State::Expired));
    let list = html! {
        ul.govuk-list {
            @for one in others {
                li {
                    strong { (one.definition().staff) } ": " (one.state.says()) "."
                    @if one.had > 0 { " Had " (pounds(one.had)) "." }
                    (because(&one.reasons))
                }
            }
        }
    };
    Details::new("Not for them now, and why", list).render()
}

fn because(reasons: &[Why]) -> Markup {
    html! {
        @for why in reasons {
            p.wm-muted {
                (why.staff) " "
                @if let Some(rule) = citation::rule(why.rule) { "Rule " (rule.id) ": " (rule.source) "." }
            }
        }
    }
}

fn address(person: &PersonId, id: Id) -> String {
    urls::person_page(person, &format!("entitlement/{}", id.code()))
}

/// Whose work this visitor may do.
#[derive(Debug, Clone, Copy, Default)]
struct Hands {
    asks: bool,
    decides: bool,
    pays: bool,
}

impl Hands {
    fn read(r: &mut Reading<'_>, person: &PersonId) -> waymark_cases::Result<Self> {
        Ok(Self {
            asks: r.permit_if_allowed::<class::Money, Ask>(person)?.is_some(),
            decides: r.permit_if_allowed::<class::Money, Approve>(person)?.is_some(),
            pays: r.permit_if_allowed::<class::Money, Write>(person)?.is_some(),
        })
    }

    const fn has(self, hand: Hand) -> bool {
        match hand {
            Hand::Asker => self.asks,
            Hand::Decider => self.decides,
            Hand::Payer => self.pays,
        }
    }

    fn kinds(self, id: Id) -> Vec<ClaimKind> {
        let allowed = |kind: &ClaimKind| hand_for(id.definition(), *kind).is_some_and(|hand| self.has(hand));
        ClaimKind::ALL.into_iter().filter(allowed).collect()
    }
}

/// One thing of one person, ready to be shown.
struct OnePage {
    heading: Heading,
    can_get: WhatTheyCanGet,
    id: Id,
    kinds: Vec<ClaimKind>,
}

fn id_of(code: &str) -> Result<Id, Error> {
    Id::from_code(code).ok_or(Error::NotFound)
}

/// One thing they can get.
pub async fn get(ctx: Ctx, Path((person, entitlement)): Path<(String, String)>) -> PageResult {
    let id = id_of(&entitlement)?;
    let typed = Typed::of(first_date(ctx.today()));
    show(&ctx, PersonId::parse(&person)?, id, &typed, &Mends::default()).await
}

fn first_date(today: Date) -> [(&'static str, String); 3] {
    let DateTyped { day, month, year } = DateTyped::of(today);
    [("on-day", day), ("on-month", month), ("on-year", year)]
}

async fn show(ctx: &Ctx, person: PersonId, id: Id, typed: &Typed, mends: &Mends) -> PageResult {
    let page = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let can_get = read(r, &person)?.ok_or(waymark_cases::Error::NotFound)?;
            let kinds = Hands::read(r, &person)?.kinds(id);
            Ok(OnePage { heading, can_get, id, kinds })
        })
        .await?;
    let main = one(ctx, &page, typed, mends)?;
    ctx.show(page.heading.sheet(ctx, "entitlement", id.definition().staff, main).to_mend(mends))
}

fn one(ctx: &Ctx, page: &OnePage, typed: &Typed, mends: &Mends) -> Result<Markup, Error> {
    let found = page.can_get.one(page.id).ok_or(Error::NotFound)?;
    Ok(html! {
        p.govuk-body { (state_tag(found.state)) @if let Some(when) = when(ctx, found) { " " (when) } }
        (given_by(found))
        @if let Some(offered) = &found.amount { (offered_in_full(found, offered)) }
        (because(&found.reasons))
        (papers(found))
        (so_far(ctx, page))
        @if !page.kinds.is_empty() { (form(ctx, page, typed, mends)) }
        p.govuk-body { a.govuk-link href=(urls::person_page(&page.heading.person, "entitlement")) { "Back to everything they can get" } }
    })
}

fn given_by(found: &Entitlement) -> Markup {
    html! {
        @match found.definition().giver {
            Giver::Council => { p.govuk-body { "The council decides." } }
            Giver::Other(body) => { p.govuk-body { "It is decided by " (body) ", not by us. Write down what they answer." } }
        }
    }
}

fn offered_in_full(found: &Entitlement, offered: &Offered) -> Markup {
    html! {
        dl.wm-facts {
            dt { "How much" } dd { (offered.says()) p.wm-muted { (offered.source_says()) } }
            dt { "Had" } dd { (pounds_or_none(found.had)) }
            dt { "Left" } dd { (left(found)) }
        }
        @if !offered.instalments.is_empty() {
            p.govuk-body { "It comes in parts:" }
            ul class="govuk-list govuk-list--bullet" {
                @for part in &offered.instalments { li { (pounds(part.pence)) " on " (words::date(part.on)) } }
            }
        }
    }
}

fn papers(found: &Entitlement) -> Markup {
    let answers = found.missing.iter().filter_map(|missing| match missing {
        Missing::Answer(question) => Some(question.staff),
        Missing::Paper(_) => None,
    });
    let lacking = found.missing.iter().filter_map(|missing| match missing {
        Missing::Paper(paper) => Some(paper.says()),
        Missing::Answer(_) => None,
    });
    let (answers, lacking): (Vec<_>, Vec<_>) = (answers.collect(), lacking.collect());
    html! {
        @if !answers.is_empty() {
            h3.govuk-heading-s { "To find out" }
            ul class="govuk-list govuk-list--bullet" { @for answer in answers { li { (answer) } } }
        }
        @if !lacking.is_empty() {
            h3.govuk-heading-s { "Papers to get" }
            ul class="govuk-list govuk-list--bullet" { @for paper in lacking { li { (paper) } } }
        }
        @if !found.evidence.is_empty() {
            h3.govuk-heading-s { "Papers on record" }
            ul class="govuk-list govuk-list--bullet" { @for paper in &found.evidence { li { (paper.says()) } } }
        }
    }
}

fn so_far(ctx: &Ctx, page: &OnePage) -> Markup {
    let about: Vec<&ClaimOnRecord> = page.can_get.claims_about(page.id).collect();
    html! {
        h3.govuk-heading-m { "What has happened" }
        @if about.is_empty() { p.govuk-body { "Nothing yet." } } @else {
            ol.wm-timeline { @for claim in about { (happened(ctx, page.heading.name(), claim)) } }
        }
    }
}

fn happened(ctx: &Ctx, name: &str, claim: &ClaimOnRecord) -> Markup {
    let by = match &claim.by {
        Teller::Themselves => name.to_owned(),
        Teller::Worker(worker) => worker.clone(),
        Teller::System => "From earlier records".into(),
    };
    html! {
        li {
            p.wm-timeline__when { (words::how_soon(claim.claim.on, ctx.today())) }
            p.wm-timeline__what {
                (claim.claim.kind.says())
                @if let Some(pence) = claim.claim.pence { ": " (pounds(pence)) }
            }
            @if !claim.words.is_empty() { blockquote { bdi { (claim.words) } } }
            p.wm-muted { (by) }
            @if let Some(why) = &claim.struck { p.wm-muted { "Struck out as a mistake: " (why) } }
        }
    }
}

fn form(ctx: &Ctx, page: &OnePage, typed: &Typed, mends: &Mends) -> Markup {
    let kinds = Radios::new("kind", "What happened?").small().error(mends.of("kind").map(str::to_owned));
    let kinds = page.kinds.iter().fold(kinds, |radios, kind| radios.choice(kind.code(), kind.says()));
    let date = typed.date("on");
    let with_sum = page.kinds.iter().any(|kind| kind.has_a_sum()) && entitlements::is_money(page.id.definition());
    html! {
        h3.govuk-heading-m { "Write down what happened" }
        form method="post" action=(address(&page.heading.person, page.id)) novalidate {
            (form_fields(ctx))
            (kinds.chosen(typed.text("kind").to_owned()))
            @if with_sum {
                (TextInput::new("sum", "How much?").hint("In pounds, if it is money. Such as 120 or 19.50.").width(10)
                    .value(typed.raw("sum").to_owned()).error(mends.of("sum").map(str::to_owned)))
            }
            (DateInput::new("on", "When?").typed([date.day, date.month, date.year])
                .error(mends.of("on-day").map(str::to_owned)))
            (Textarea::new("words", "Their words, or the reason").hint("They can read this.").rows(3)
                .value(typed.raw("words").to_owned()).error(mends.of("words").map(str::to_owned)))
            (Button::save("Save"))
        }
    }
}

/// The form of something that happened.
pub struct Happened;

impl Fields for Happened {
    const ONE: &'static [&'static str] = &["kind", "sum", "on-day", "on-month", "on-year", "words"];
}

const LONGEST: usize = 2000;

fn claim_of(ctx: &Ctx, id: Id, typed: &Typed, mends: &mut Mends) -> Option<NewClaim> {
    let kind = ClaimKind::from_code(typed.text("kind"));
    let hand = kind.and_then(|kind| hand_for(id.definition(), kind));
    if hand.is_none() {
        mends.add("kind", "Select what happened");
    }
    let pence = match typed.text("sum") {
        "" if kind == Some(ClaimKind::Paid) => {
            mends.add("sum", "Enter how much was paid");
            None
        }
        "" => None,
        sum => mends.keep("sum", money::pence(sum, "The sum").and_then(|pence| fits(kind, pence))),
    };
    let on = mends.keep("on-day", typed.date("on").read("Date").and_then(|on| not_to_come(on, ctx.today())));
    let said = typed.text("words").to_owned();
    if said.is_empty() && kind == Some(ClaimKind::Refused) {
        mends.add("words", "Write why, in words they can read");
    }
    if said.chars().count() > LONGEST {
        mends.add("words", "This must be 2,000 characters or less");
    }
    let (kind, on) = kind.zip(on)?;
    mends.is_empty().then_some(NewClaim { entitlement: id, kind, on, pence, words: said })
}

fn fits(kind: Option<ClaimKind>, pence: i64) -> Result<i64, String> {
    match kind {
        Some(kind) if !kind.has_a_sum() => Err("Leave the sum empty, or choose agreed or paid".into()),
        Some(ClaimKind::Paid) if pence == 0 => Err("Enter how much was paid".into()),
        _ if pence > entitlements::MOST_PENCE => Err("The sum must be £100,000 or less".into()),
        _ => Ok(pence),
    }
}

pub(super) fn not_to_come(on: Date, today: Date) -> Result<Date, String> {
    if on > today { Err("Date must be today or in the past".into()) } else { Ok(on) }
}

pub async fn post(ctx: Ctx, Path((person, entitlement)): Path<(String, String)>, form: Form<Happened>) -> PageResult {
    let (person, id) = (PersonId::parse(&person)?, id_of(&entitlement)?);
    let mut mends = Mends::default();
    let Some(new) = claim_of(&ctx, id, &form.typed, &mut mends) else {
        return show(&ctx, person, id, &form.typed, &mends).await;
    };
    let back = address(&person, id);
    let to = ctx
        .write_once(&form.key, move |tx| {
            write(tx, &person, &new)?;
            Ok(back.clone())
        })
        .await?;
    ctx.go_saying(&to, "Saved. They can see it.")
}

/// Each kind of record needs its own permit: to ask, to decide, or to pay.
fn write(tx: &mut Tx<'_>, person: &PersonId, new: &NewClaim) -> waymark_cases::Result<()> {
    let hand = hand_for(new.entitlement.definition(), new.kind).ok_or(waymark_cases::Error::NotFound)?;
    let recorded = match hand {
        Hand::Asker => {
            let permit = tx.permit::<class::Money, Ask>(person)?;
            entitlements::ask(tx, &permit, new)
        }
        Hand::Decider => {
            let permit = tx.permit::<class::Money, Approve>(person)?;
            entitlements::decide(tx, &permit, new)
        }
        Hand::Payer => {
            let permit = tx.permit::<class::Money, Write>(person)?;
            entitlements::pay(tx, &permit, new)
        }
    };
    recorded.map(|_| ())
}
