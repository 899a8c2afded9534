//! Who may be told what: the young person's permissions, written down with how each was given, taken back in one press; and
//! sharing without a yes, which a manager who did not propose it decides (PRV-02 to PRV-06, INF-01 to INF-13).

use axum::extract::Path;
use maud::{Markup, Render, html};
use waymark_cases::access::{Approve, Read, Role, Write, class};
use waymark_cases::clock::day_of;
use waymark_cases::db::instant;
use waymark_cases::disclosures::{self, Disclosure, Ruling};
use waymark_cases::ids::PersonId;
use waymark_cases::permissions::{self, GivenHow, Giver, LONGEST_MONTHS, NewPermission, Part, Permission};
use waymark_govuk::{Button, Checkboxes, Choice, DateInput, Details, Radios, TextInput, Textarea};
use waymark_rules::dates::add_months;
use waymark_rules::sharing::Because;

use super::Heading;
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::pages::me::sharing::is_everybody;
use crate::{urls, words};

pub(crate) fn address(person: &PersonId) -> String {
    urls::person_page(person, "sharing")
}

struct Sharing {
    heading: Heading,
    permissions: Vec<Permission>,
    disclosures: Vec<Disclosure>,
    /// Whether the viewer writes permissions down, and whether they decide on sharing without one.
    may_write: bool,
    may_decide: bool,
}

async fn read(ctx: &Ctx, person: PersonId) -> Result<Sharing, Error> {
    ctx.read(move |r| {
        let heading = Heading::read(r, &person)?;
        let permit = r.permit::<class::Permissions, Read>(&person)?;
        Ok(Sharing {
            heading,
            permissions: permissions::of_person(r, &permit)?,
            disclosures: disclosures::of_person(r, &permit)?,
            may_write: r.permit_if_allowed::<class::Permissions, Write>(&person)?.is_some(),
            may_decide: r.permit_if_allowed::<class::Permissions, Approve>(&person)?.is_some(),
        })
    })
    .await
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let sharing = read(&ctx, PersonId::parse(&person)?).await?;
    let main = view(&ctx, &sharing);
    ctx.show(sharing.heading.sheet(&ctx, "sharing", "Who can see what", main))
}

fn view(ctx: &Ctx, sharing: &Sharing) -> Markup {
    let person = &sharing.heading.person;
    let (now, before): (Vec<&Permission>, Vec<&Permission>) =
        sharing.permissions.iter().partition(|one| one.holds_on(ctx.today()));
    html! {
        p.govuk-body { "These are yeses to tell somebody outside the council. Our own work rests on the law and not on them." }
        @if now.is_empty() { p.govuk-body { "Nobody outside the council may be told anything now." } }
        @for one in &now { (permission(ctx, sharing, one)) }
        @if sharing.may_write {
            div.govuk-button-group {
                (Button::link("Write down a yes", format!("{}/add", address(person))))
                (Button::link("Share without a yes", format!("{}/without", address(person))).secondary())
            }
        }
        @if !before.is_empty() { (Details::new(format!("Ended ({})", before.len()), ended(&before)).render()) }
        @if !sharing.disclosures.is_empty() {
            h3.govuk-heading-m { "Shared, or to be shared, without a yes" }
            @for one in &sharing.disclosures { (disclosure(ctx, sharing, one)) }
        }
    }
}

fn permission(ctx: &Ctx, sharing: &Sharing, one: &Permission) -> Markup {
    let given = &one.given;
    html! {
        div.wm-card {
            h3.govuk-heading-s { bdi { (given.recipient) } }
            p.govuk-body { (parts(&given.parts)) ". For: " bdi { (given.purpose) } }
            p.wm-muted {
                (given.how.says()) ", " (words::date(one.given_on)) ". "
                @if given.giver != Giver::Themselves { (given.giver.says()) ". " }
                @if !given.words.is_empty() { bdi { (given.words) } " " }
                "Until " (words::date(one.ends_on)) (because(one.because)) "."
            }
            @if sharing.may_write {
                form method="post" action=(format!("{}/stop", address(&sharing.heading.person))) {
                    (form_fields(ctx))
                    input type="hidden" name="permission" value=(one.id);
                    (Button::save("They took it back").secondary().spoken_after(format!("from {}", given.recipient)))
                }
            }
        }
    }
}

fn parts(parts: &[Part]) -> String {
    parts.iter().map(|part| part.says()).collect::<Vec<_>>().join(", ")
}

const fn because(because: Because) -> &'static str {
    match because {
        Because::ItsDay => "",
        Because::Turned16 => ", when they turn 16",
        Because::Turned18 => ", when they turn 18 and decide anew",
    }
}

fn ended(before: &[&Permission]) -> Markup {
    html! {
        ul.govuk-list {
            @for one in before {
                li {
                    bdi { (one.given.recipient) } ": " (parts(&one.given.parts)) ". "
                    @match &one.given.withdrawn {
                        Some(back) => { "Taken back " (words::date(back.on)) "." },
                        None => { "Ended " (words::date(one.ends_on)) (because(one.because)) "." },
                    }
                }
            }
        }
    }
}

fn disclosure(ctx: &Ctx, sharing: &Sharing, one: &Disclosure) -> Markup {
    html! {
        div.wm-card {
            (told(one))
            @match one.ruling() {
                Some(ruling) => p.govuk-body { strong { (ruling.says()) } ". " bdi { (one.decision_words.as_deref().unwrap_or_default()) } },
                None => { p.govuk-body { "A manager has not decided yet." } @if sharing.may_decide { (decide(ctx, sharing, one)) } },
            }
        }
    }
}

/// What is or would be shared, with everything that has to be on record.
fn told(one: &Disclosure) -> Markup {
    html! {
            h3.govuk-heading-s { bdi { (one.with_whom) } ", " (words::date(day_of(instant(one.proposed_at)))) }
            p.govuk-body { (one.ground().map_or("", disclosures::Ground::says)) " (" (one.ground) ")." }
            dl.wm-facts {
                dt { "What" } dd { bdi { (one.what) } }
                dt { "Why it is needed" } dd { bdi { (one.why) } }
                dt { "What else was thought of" } dd { bdi { (one.alternatives) } }
                dt { "Were they asked?" } dd { bdi { (one.asked) } }
                dt { "Were they told?" } dd {
                    bdi { (one.told) }
                    @if let Some(on) = one.told_review_on { " To be looked at again on " (words::date(on.0)) "." }
                }
            }
    }
}

fn decide(ctx: &Ctx, sharing: &Sharing, one: &Disclosure) -> Markup {
    let to = format!("{}/without/decide?id={}", address(&sharing.heading.person), one.id);
    html! {
        p.govuk-body { a.govuk-link href=(to) { "Decide" } }
        @if ctx.has_role(Role::TeamManager) { p.wm-muted { "Whoever proposed it does not decide." } }
    }
}

/// The button for a yes taken back by phone or in person.
pub struct Stop;

impl Fields for Stop {
    const ONE: &'static [&'static str] = &["permission"];
}

pub async fn post_stop(ctx: Ctx, Path(person): Path<String>, form: Form<Stop>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let id = form.typed.text("permission").to_owned();
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Permissions, Write>(&person)?;
            permissions::record_withdrawal(tx, &permit, &id, "They told a worker")?;
            Ok(address(&person))
        })
        .await?;
    ctx.go_saying(&to, "Taken back. Nothing more is shared with them")
}

/// A yes written down.
pub struct Yes;

impl Fields for Yes {
    const ONE: &'static [&'static str] =
        &["recipient", "purpose", "until-day", "until-month", "until-year", "how", "giver", "words", "language"];
    const MANY: &'static [&'static str] = &["part"];
}

async fn heading(ctx: &Ctx, person: PersonId) -> Result<Heading, Error> {
    ctx.read(move |r| {
        r.permit::<class::Permissions, Write>(&person)?;
        Heading::read(r, &person)
    })
    .await
}

pub async fn get_add(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let heading = heading(&ctx, PersonId::parse(&person)?).await?;
    let typed = Typed::of([("giver", Giver::Themselves.code().to_owned())]);
    show_add(&ctx, &heading, &typed, &Mends::default())
}

fn show_add(ctx: &Ctx, heading: &Heading, typed: &Typed, mends: &Mends) -> PageResult {
    ctx.show(heading.sheet(ctx, "sharing", "Write down a yes", add_form(ctx, heading, typed, mends)).to_mend(mends))
}

fn add_form(ctx: &Ctx, heading: &Heading, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let text = |field: &'static str, says: &'static str, hint: &'static str| {
        TextInput::new(field, says).hint(hint).value(typed.raw(field).to_owned()).error(error(field))
    };
    let what = Checkboxes::new("part", "What may be shared?").error(error("part"));
    let what = Part::ALL.iter().fold(what, |boxes, part| boxes.item(Choice::new(part.code(), part.says())));
    let how = [GivenHow::Signed, GivenHow::SpokenAndWitnessed]
        .iter()
        .fold(Radios::new("how", "How did they say yes?"), |radios, one| radios.choice(one.code(), one.says()));
    let giver = Giver::ALL
        .iter()
        .fold(Radios::new("giver", "Who said yes?").small(), |radios, one| radios.choice(one.code(), one.says()));
    let until = typed.date("until");
    html! {
        p.govuk-body { "First say when we may have to tell somebody anyway: serious harm, a serious crime, a court." }
        form method="post" action=(format!("{}/add", address(&heading.person))) novalidate {
            (form_fields(ctx))
            (text("recipient", "With whom?", "One person or organisation, by name."))
            (what.chosen(typed.many("part").to_vec()))
            (text("purpose", "What for?", "They read this."))
            (DateInput::new("until", "Until when?").hint("A year at most. At 18 they are asked anew.")
                .typed([until.day, until.month, until.year]).error(error("until-day")))
            (how.chosen(typed.text("how").to_owned()).error(error("how")))
            (giver.chosen(typed.text("giver").to_owned()).error(error("giver")))
            (Textarea::new("words", "What they said, or who heard it").rows(2).value(typed.raw("words").to_owned()).error(error("words")))
            (text("language", "In which language was it explained? (you can leave this)", "Leave it for English."))
            (Button::save("Save"))
        }
    }
}

fn parse(ctx: &Ctx, typed: &Typed, mends: &mut Mends) -> Option<NewPermission> {
    let parts: Vec<Part> = typed.many("part").iter().filter_map(|code| Part::from_code(code)).collect();
    for (field, longest, says) in
        [("recipient", 100, "Enter who it is shared with"), ("purpose", 300, "Enter what it is for")]
    {
        if typed.text(field).is_empty() || typed.text(field).chars().count() > longest {
            mends.add(field, says);
        }
    }
    if is_everybody(typed.text("recipient")) {
        mends.add("recipient", "Name one person or organisation: a yes for everybody is no yes");
    }
    if parts.is_empty() {
        mends.add("part", "Select what may be shared");
    }
    let until = mends.keep("until-day", typed.date("until").read("Last day"));
    if until.is_some_and(|on| on <= ctx.today() || on > add_months(ctx.today(), LONGEST_MONTHS)) {
        mends.add("until-day", "Last day must be within a year from today");
    }
    let how = GivenHow::from_code(typed.text("how")).filter(|how| *how != GivenHow::AtTheirOwnDoor);
    let how = mends.keep("how", how.ok_or_else(|| "Select how they said yes".to_owned()));
    let giver =
        mends.keep("giver", Giver::from_code(typed.text("giver")).ok_or_else(|| "Select who said yes".to_owned()));
    if how == Some(GivenHow::SpokenAndWitnessed) && typed.text("words").is_empty() {
        mends.add("words", "Enter who heard it");
    }
    let new = NewPermission {
        recipient: typed.text("recipient").to_owned(),
        purpose: typed.text("purpose").to_owned(),
        parts,
        until: until?,
        how: how?,
        giver: giver?,
        words: typed.text("words").to_owned(),
        language: typed.text("language").to_owned(),
        withdrawn: None,
    };
    mends.is_empty().then_some(new)
}

pub async fn post_add(ctx: Ctx, Path(person): Path<String>, form: Form<Yes>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let mut mends = Mends::default();
    let Some(new) = parse(&ctx, &form.typed, &mut mends) else {
        return show_add(&ctx, &heading(&ctx, person).await?, &form.typed, &mends);
    };
    let to = ctx
        .write_once(&form.key, move |tx| {
            let permit = tx.permit::<class::Permissions, Write>(&person)?;
            permissions::record(tx, &permit, &new)?;
            Ok(address(&person))
        })
        .await?;
    ctx.go_saying(&to, "Saved. They can see it and take it back")
}

/// The decision of a manager.
pub struct Decided;

impl Fields for Decided {
    const ONE: &'static [&'static str] = &["id", "ruling", "words"];
}

pub async fn get_decide(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let id = crate::form::query(&ctx)?.text("id").to_owned();
    let sharing = read(&ctx, PersonId::parse(&person)?).await?;
    show_decide(&ctx, &sharing, &Typed::of([("id", id)]), &Mends::default())
}

fn show_decide(ctx: &Ctx, sharing: &Sharing, typed: &Typed, mends: &Mends) -> PageResult {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    let open = sharing.disclosures.iter().find(|one| one.id == typed.text("id") && one.ruling().is_none());
    let ruling = Radios::new("ruling", "What do you decide?").error(error("ruling"));
    let ruling = Ruling::ALL.iter().fold(ruling, |radios, one| radios.choice(one.code(), one.says()));
    let main = html! {
        @match open {
            None => p.govuk-body { "Nothing here waits for a decision. " a.govuk-link href=(address(&sharing.heading.person)) { "Back" } },
            Some(one) => {
                (told(one))
                form method="post" action=(format!("{}/without/decide", address(&sharing.heading.person))) novalidate {
                    (form_fields(ctx))
                    input type="hidden" name="id" value=(one.id);
                    (ruling.chosen(typed.text("ruling").to_owned()))
                    (Textarea::new("words", "Why?").rows(3).value(typed.raw("words").to_owned()).error(error("words")))
                    (Button::save("Save decision"))
                }
            },
        }
    };
    ctx.show(sharing.heading.sheet(ctx, "sharing", "Decide on sharing without a yes", main).to_mend(mends))
}

pub async fn post_decide(ctx: Ctx, Path(person): Path<String>, form: Form<Decided>) -> PageResult {
    let person = PersonId::parse(&person)?;
    let (typed, mut mends) = (form.typed, Mends::default());
    let ruling = Ruling::from_code(typed.text("ruling"));
    if ruling.is_none() {
        mends.add("ruling", "Select what you decide");
    }
    if typed.text("words").is_empty() {
        mends.add("words", "Enter why");
    }
    let (Some(ruling), true) = (ruling, mends.is_empty()) else {
        return show_decide(&ctx, &read(&ctx, person).await?, &typed, &mends);
    };
    let (id, said) = (typed.text("id").to_owned(), typed.text("words").to_owned());
    let to = ctx
        .write_once(&form.key, move |tx| {
            disclosures::decide(tx, &person, &id, ruling, &said)?;
            Ok(address(&person))
        })
        .await?;
    ctx.go_saying(&to, "Decision saved")
}
