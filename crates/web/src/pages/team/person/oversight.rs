//! S33 Oversight: what managers discussed, decided and looked at for one young person, and when the next is due and why.
//! Each sort has a class of data of its own: whoever may not read it sees nothing of it.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::access::{Read, Role, Scope, Write, class};
use waymark_cases::clocks::{self, Clocks};
use waymark_cases::db::Tx;
use waymark_cases::evidence::{self, Kept, NewEvidence};
use waymark_cases::ids::PersonId;
use waymark_govuk::{Button, DateInput, Radios, Textarea};
use waymark_rules::clocks::{EvidenceKind, words as law};

use super::Heading;
use super::can_get::not_to_come;
use super::clocks::{ASKS, address, kind_says};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{DateTyped, Fields, Form, Mends, Typed};
use crate::frame::form_fields;
use crate::{urls, words};

/// What a manager can write down here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Note,
    Supervision,
    Observation,
    Audit,
}

const SORTS: &[(Sort, &str, &str, &[Role])] = &[
    (Sort::Note, "note", "A decision or note by a manager", ASKS),
    (Sort::Supervision, "supervision", "Talked about in supervision", &[Role::PracticeSupervisor, Role::TeamManager]),
    (Sort::Observation, "observation", "Practice was observed", &[Role::PracticeSupervisor, Role::TeamManager]),
    (
        Sort::Audit,
        "audit",
        "An audit of the record",
        &[Role::PracticeSupervisor, Role::TeamManager, Role::HeadOfService],
    ),
];

impl Sort {
    fn from_code(code: &str) -> Option<Self> {
        SORTS.iter().find(|(_, known, ..)| *known == code).map(|(sort, ..)| *sort)
    }

    const fn kind(self) -> EvidenceKind {
        match self {
            Self::Note => EvidenceKind::Oversight,
            Self::Supervision => EvidenceKind::Supervision,
            Self::Observation => EvidenceKind::PracticeObserved,
            Self::Audit => EvidenceKind::Audit,
        }
    }

    /// What the timeline says of it, to whoever reads that.
    const fn says(self) -> &'static str {
        match self {
            Self::Note => "A manager looked at how things are",
            Self::Supervision => "Talked about in supervision",
            Self::Observation => "Practice was observed",
            Self::Audit => "The record was audited",
        }
    }

    /// Written under the permit of its own class.
    fn record(self, tx: &mut Tx<'_>, person: &PersonId, new: &NewEvidence) -> waymark_cases::Result<()> {
        match self {
            Self::Note => {
                let permit = tx.permit::<class::ManagementOversight, Write>(person)?;
                evidence::record(tx, &permit, new)?;
            }
            Self::Supervision | Self::Observation => {
                let permit = tx.permit::<class::SupervisionNotes, Write>(person)?;
                evidence::record(tx, &permit, new)?;
            }
            Self::Audit => {
                let permit = tx.permit::<class::Audits, Write>(person)?;
                evidence::record(tx, &permit, new)?;
            }
        }
        Ok(())
    }
}

struct Oversight {
    heading: Heading,
    clocks: Clocks,
    written: Vec<Kept>,
}

pub async fn get(ctx: Ctx, Path(person): Path<String>) -> PageResult {
    let DateTyped { day, month, year } = DateTyped::of(ctx.today());
    let typed = Typed::of([("on-day", day), ("on-month", month), ("on-year", year)]);
    show(&ctx, PersonId::parse(&person)?, &typed, &Mends::default()).await
}

async fn show(ctx: &Ctx, person: PersonId, typed: &Typed, mends: &Mends) -> PageResult {
    let page = ctx
        .read(move |r| {
            let heading = Heading::read(r, &person)?;
            let status = r.permit::<class::Status, Read>(&person)?;
            let notes = r.permit::<class::ManagementOversight, Read>(&person)?;
            let mut written = evidence::of_class(r, &notes)?;
            if let Some(permit) = r.permit_if_allowed::<class::SupervisionNotes, Read>(&person)?
                && permit.grounds().scope == Scope::Whole
            {
                written.extend(evidence::of_class(r, &permit)?);
            }
            if let Some(permit) = r.permit_if_allowed::<class::Audits, Read>(&person)?
                && permit.grounds().scope == Scope::Whole
            {
                written.extend(evidence::of_class(r, &permit)?);
            }
            written.sort_by_key(|one| std::cmp::Reverse(one.happened_on));
            Ok(Oversight { heading, clocks: clocks::of_person(r, &status)?, written })
        })
        .await?;
    let main = view(ctx, &page, typed, mends)?;
    ctx.show(page.heading.sheet(ctx, "oversight", "Oversight", main).to_mend(mends))
}

fn view(ctx: &Ctx, page: &Oversight, typed: &Typed, mends: &Mends) -> Result<Markup, Error> {
    Ok(html! {
        (next(ctx, page)?)
        @if ctx.has_any_role(ASKS) { (form(ctx, page, typed, mends)) }
        h3.govuk-heading-m { "What was written down" }
        @if page.written.is_empty() { p.govuk-body { "Nothing yet." } } @else {
            ul.wm-changes { @for one in &page.written { li { (entry(one)) } } }
        }
    })
}

/// What is due next, and why.
fn next(ctx: &Ctx, page: &Oversight) -> Result<Markup, Error> {
    use waymark_cases::access::Class;
    let run = page.clocks.run()?;
    let mut due: Vec<_> = run
        .iter()
        .filter(|clock| clocks::class_of(clock.rule()) == Class::ManagementOversight && clock.state.is_open())
        .filter(|clock| clock.due_on.is_some())
        .collect();
    due.sort_by_key(|clock| clock.due_on);
    Ok(html! {
        h3.govuk-heading-m { "Next due" }
        @if due.is_empty() { p.govuk-body { "Nothing is due." } } @else {
            ul.wm-changes {
                @for clock in due {
                    li {
                        a.govuk-link href=(address(&page.heading.person, clock.id())) { (clock.definition.label) } ", "
                        @if let Some(on) = clock.due_on { strong { (words::how_soon(on, ctx.today())) } }
                        @for reason in law::explain(clock).into_iter().take(2) { div.wm-muted { (reason.says) } }
                    }
                }
            }
        }
    })
}

fn entry(one: &Kept) -> Markup {
    html! {
        strong { (one.kind().map(kind_says).unwrap_or_default()) } ", " (words::date(one.happened_on.0))
        @if let Some(text) = &one.words { div { bdi { (text) } } }
    }
}

fn form(ctx: &Ctx, page: &Oversight, typed: &Typed, mends: &Mends) -> Markup {
    let date = typed.date("on");
    let radios = Radios::new("sort", "What happened?").error(mends.of("sort").map(str::to_owned));
    let mine = SORTS.iter().filter(|(.., roles)| ctx.has_any_role(roles));
    let radios = mine.fold(radios, |radios, (_, code, says, _)| radios.choice(*code, *says));
    html! {
        h3.govuk-heading-m { "Write something down" }
        form method="post" action=(urls::person_page(&page.heading.person, "oversight")) novalidate {
            (form_fields(ctx))
            (radios.chosen(typed.text("sort").to_owned()))
            (DateInput::new("on", "When?").typed([date.day, date.month, date.year])
                .error(mends.of("on-day").map(str::to_owned)))
            (Textarea::new("words", "What was said or decided, and why?").hint("They may read a manager's note once it is checked.")
                .rows(5).value(typed.raw("words").to_owned()).error(mends.of("words").map(str::to_owned)))
            (Button::save("Save"))
        }
    }
}

/// What a manager writes down.
pub struct Written;

impl Fields for Written {
    const ONE: &'static [&'static str] = &["sort", "on-day", "on-month", "on-year", "words"];
}

const LONGEST: usize = 5000;

pub async fn post(ctx: Ctx, Path(person): Path<String>, form: Form<Written>) -> PageResult {
    let (person, typed) = (PersonId::parse(&person)?, form.typed);
    let mut mends = Mends::default();
    let sort = Sort::from_code(typed.text("sort"));
    if sort.is_none() {
        mends.add("sort", "Select what happened");
    }
    let on = mends.keep("on-day", typed.date("on").read("Date").and_then(|on| not_to_come(on, ctx.today())));
    let text = typed.text("words").to_owned();
    if text.is_empty() {
        mends.add("words", "Write what was said or decided");
    } else if text.chars().count() > LONGEST {
        mends.add("words", "This must be 5,000 characters or less");
    }
    let (Some((sort, on)), true) = (sort.zip(on), mends.is_empty()) else {
        return show(&ctx, person, &typed, &mends).await;
    };
    let new = NewEvidence::done(sort.kind(), on, sort.says()).saying(text);
    let kept = keep(&ctx, &form.key, &person, sort, new).await;
    match kept {
        Ok(to) => ctx.go_saying(&to, "Saved"),
        Err(Error::Contradicts(says)) => {
            mends.add("on-day", says);
            show(&ctx, person, &typed, &mends).await
        }
        Err(error) => Err(error),
    }
}

async fn keep(ctx: &Ctx, key: &str, person: &PersonId, sort: Sort, new: NewEvidence) -> Result<String, Error> {
    let (person, back) = (person.clone(), urls::person_page(person, "oversight"));
    ctx.write_once(key, move |tx| {
        sort.record(tx, &person, &new)?;
        Ok(back.clone())
    })
    .await
}
