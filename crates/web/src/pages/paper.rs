//! The plan as a document on paper (S38): the same words as on the screen, in the order they are read, with its headings,
//! lists and quotations marked for whoever listens to it (PDF/UA).

use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use jiff::civil::Date;
use waymark_cases::plans::{Goal, GoalState, PlanRead, Said, Step, StepState};
use waymark_documents::{Format, Level, Part, Sheet};
use waymark_govuk::Radios;

use super::plan::teller;
use crate::ctx::Ctx;
use crate::door::Door;
use crate::error::PageResult;
use crate::words;

/// The formats there are, by code, with what each is called.
const FORMATS: [(Format, &str, &str); 3] = [
    (Format::Standard, "standard", "Standard"),
    (Format::LargePrint, "large", "Large print"),
    (Format::EasyRead, "easy", "Easy read: one thing on a line"),
];

/// The choice of a format.
pub(super) fn formats(asks: &'static str, chosen: &str, error: Option<&str>) -> Radios {
    let radios =
        FORMATS.iter().fold(Radios::new("format", asks), |radios, (_, code, says)| radios.choice(*code, *says));
    radios.chosen(chosen.to_owned()).error(error.map(str::to_owned))
}

pub(super) fn format_of(code: &str) -> Option<Format> {
    FORMATS.iter().find(|(_, known, _)| *known == code).map(|(format, ..)| *format)
}

/// Whose plan it is, and for whom.
pub(super) struct Cover {
    pub name: String,
    /// Who is given it, if not the young person.
    pub recipient: Option<String>,
    pub mark: String,
}

/// The plan as a sheet. At their own door it speaks to them.
pub(super) fn sheet(ctx: &Ctx, cover: &Cover, plan: &PlanRead) -> Sheet {
    let says = Says { ctx, name: &cover.name };
    let mut parts = Vec::new();
    if let Some(recipient) = &cover.recipient {
        parts.push(Part::Note(format!("For {recipient}. {} said yes to this. Do not pass it on.", cover.name)));
    }
    for state in [GoalState::Now, GoalState::Later, GoalState::Done] {
        parts.extend(says.goals(state, plan));
    }
    parts.extend(says.promises(&plan.content.promises));
    parts.extend(says.matters(plan));
    parts.extend(says.agreement(plan));
    Sheet {
        title: format!("The plan of {}", cover.name),
        language: "en".into(),
        for_whom: Some(cover.recipient.clone().unwrap_or_else(|| cover.name.clone())),
        made_on: words::date(ctx.today()),
        council: ctx.council().name.clone(),
        footer: format!("Mark {}", cover.mark),
        parts,
    }
}

struct Says<'a> {
    ctx: &'a Ctx,
    name: &'a str,
}

impl Says<'_> {
    fn goals(&self, state: GoalState, plan: &PlanRead) -> Vec<Part> {
        let title = match state {
            GoalState::Now => "Goals now",
            GoalState::Later => "For later",
            GoalState::Done => "Done: the wins",
            GoalState::PutAside => "Put aside",
        };
        let goals: Vec<&Goal> = plan.content.in_state(state).collect();
        if goals.is_empty() {
            return Vec::new();
        }
        let heading = Part::Heading(Level::One, title.into());
        std::iter::once(heading).chain(goals.into_iter().flat_map(|goal| self.goal(goal))).collect()
    }

    fn goal(&self, goal: &Goal) -> Vec<Part> {
        let mut parts = vec![Part::Heading(Level::Two, goal.shown().said.words.clone())];
        let whose = if goal.is_in_their_words() {
            format!("In {}’s own words.", self.name)
        } else {
            "Suggested by a worker.".into()
        };
        parts.push(Part::Paragraph(whose));
        parts.extend(goal.near.last().map(|near| Part::Paragraph(format!("How near: {} out of 10.", near.number))));
        parts.extend(self.said("Why it matters", &goal.why));
        if !goal.steps.is_empty() {
            parts.push(Part::Heading(Level::Three, "Steps".into()));
            parts.push(Part::List(goal.steps.iter().map(|step| self.step(step)).collect()));
        }
        parts.extend(self.said("Who could help", &goal.help));
        parts.extend(self.said("If it does not work", &goal.plan_b));
        parts
    }

    /// One step in a line: what, whose, by when, and whether it is done.
    fn step(&self, step: &Step) -> String {
        let by = step
            .by_when
            .filter(|_| step.is_open())
            .map_or_else(String::new, |by: Date| format!(", by {}", words::date(by)));
        let stands = match step.state {
            StepState::ToDo => String::new(),
            other => format!(" ({})", other.says().to_lowercase()),
        };
        format!("{} – {}{by}{stands}", step.said.words, step.whose(self.name))
    }

    fn said(&self, title: &str, all: &[Said]) -> Vec<Part> {
        let Some(last) = all.last().filter(|said| !said.words.is_empty()) else { return Vec::new() };
        vec![Part::Heading(Level::Three, title.into()), self.quote(last)]
    }

    fn quote(&self, said: &Said) -> Part {
        let who = teller(&said.by, Door::Team, self.name);
        Part::TheirWords { words: said.words.clone(), who, when: words::date(said.on) }
    }

    fn promises(&self, all: &[Step]) -> Vec<Part> {
        if all.is_empty() {
            return Vec::new();
        }
        let steps = all.iter().map(|step| self.step(step)).collect();
        vec![Part::Heading(Level::One, "What we promised".into()), Part::List(steps)]
    }

    fn matters(&self, plan: &PlanRead) -> Vec<Part> {
        let mut parts = Vec::new();
        for (matter, says) in &plan.content.matters {
            let all: Vec<Part> = says.texts.iter().chain(&says.not_needed).map(|said| self.quote(said)).collect();
            if !all.is_empty() {
                parts.push(Part::Heading(Level::Two, matter.label().into()));
                parts.extend(all);
            }
        }
        if !parts.is_empty() {
            parts.insert(0, Part::Heading(Level::One, "What the plan says of each part of life".into()));
        }
        parts
    }

    fn agreement(&self, plan: &PlanRead) -> Vec<Part> {
        let Some(version) = plan.to_agree() else { return Vec::new() };
        let mut parts = vec![Part::Heading(Level::One, "Do they agree?".into())];
        match version.agreement() {
            None => parts.push(Part::Paragraph("Not asked yet.".into())),
            Some(one) => {
                parts.push(Part::Paragraph(format!("{}, version {}.", one.answer.says(), version.number)));
                if !one.said.words.is_empty() {
                    parts.push(self.quote(&one.said));
                }
            }
        }
        parts.push(Part::Note(format!("As it was on {}.", words::date(self.ctx.today()))));
        parts
    }
}

/// The document as an answer. Its name in the downloads says nothing of whose it is.
pub(super) async fn answer(sheet: Sheet, format: Format) -> PageResult {
    let made = tokio::task::spawn_blocking(move || waymark_documents::pdf(&sheet, format)).await;
    let bytes = made.map_err(anyhow::Error::from)?.map_err(anyhow::Error::from)?;
    let kind = HeaderValue::from_static("application/pdf");
    let name = HeaderValue::from_static("attachment; filename=\"plan.pdf\"");
    let mut response = ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], bytes).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
