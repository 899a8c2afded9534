//! One form for every row of the table: drawn from what the row asks, read back into what is kept.

use jiff::civil::Date;
use maud::{Markup, Render, html};
use waymark_cases::evidence::NewEvidence;
use waymark_govuk::{Checkboxes, DateInput, Radios, Select, SummaryList, TextInput, Textarea};
use waymark_rules::clocks::{Evidence, EvidenceKind, Mark, Marks, Outcome};

use super::Scene;
use super::table::{Ask, Does, Pick, Row};
use crate::form::{DateTyped, Fields, Mends, Typed};
use crate::words;

/// The fields a form of this table may have.
pub struct Recorded;

pub(super) const FIELDS: &[&str] = &[
    "on-day",
    "on-month",
    "on-year",
    "until-day",
    "until-month",
    "until-year",
    "about",
    "words",
    "home",
    "given",
    "settled",
    "why",
    "their_view",
    "activity",
    "pattern",
    "held",
    "now",
    "score",
    "no_score",
    "sure",
    "other",
    "step",
];

impl Fields for Recorded {
    const ONE: &'static [&'static str] = FIELDS;
    const MANY: &'static [&'static str] = &["tick"];
}

const LONGEST: usize = 4000;
const HIGHEST_SCORE: u8 = 40;

/// What was read from a form.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub new: NewEvidence,
    /// For what is ended: the id of what was going on.
    pub ends: Option<String>,
}

/// A form as it is first shown: today, since most things are written down on their day.
pub(super) fn first(scene: &Scene, today: Date) -> Typed {
    let DateTyped { day, month, year } = DateTyped::of(today);
    let about = scene.candidates().first().map(|one| one.id.clone()).unwrap_or_default();
    Typed::of([("on-day", day), ("on-month", month), ("on-year", year), ("about", about)])
}

/// The questions.
pub(super) fn questions(scene: &Scene, typed: &Typed, mends: &Mends) -> Markup {
    html! {
        (date("on", scene.row.when, "", typed, mends))
        @for ask in scene.row.asks { (question(scene, ask, typed, mends)) }
    }
}

fn date(id: &'static str, legend: &'static str, hint: &'static str, typed: &Typed, mends: &Mends) -> Markup {
    let held = typed.date(id);
    let error = mends.of(&format!("{id}-day")).map(str::to_owned);
    let input = DateInput::new(id, legend).typed([held.day, held.month, held.year]).error(error);
    if hint.is_empty() { input.render() } else { input.hint(hint).render() }
}

fn question(scene: &Scene, ask: &Ask, typed: &Typed, mends: &Mends) -> Markup {
    let error = |field: &str| mends.of(field).map(str::to_owned);
    match *ask {
        Ask::Until { legend, hint, .. } => date("until", legend, hint, typed, mends),
        Ask::One { field, legend, picks, .. } => {
            let radios = picks.iter().fold(Radios::new(field, legend), |all, pick| all.choice(pick.code, pick.says));
            radios.chosen(typed.text(field).to_owned()).error(error(field)).render()
        }
        Ask::Ticks { legend, ticks } => {
            let boxes = ticks.iter().fold(Checkboxes::new("tick", legend), |all, (mark, says)| {
                all.choice(waymark_cases::evidence::code(*mark), *says)
            });
            boxes.chosen(typed.many("tick").iter().cloned()).error(error("tick")).render()
        }
        Ask::Text { field, label, hint, .. } => {
            let area = Textarea::new(field, label).rows(3).value(typed.raw(field).to_owned()).error(error(field));
            if hint.is_empty() { area.render() } else { area.hint(hint).render() }
        }
        Ask::About { legend, .. } => about(scene, legend, typed, mends),
        Ask::Score => html! {
            (TextInput::new("score", "Score").hint("A whole number from 0 to 40.").numeric().width(3)
                .value(typed.raw("score").to_owned()).error(error("score")))
            (TextInput::new("no_score", "Or the reason why there is no score")
                .value(typed.raw("no_score").to_owned()).error(error("no_score")))
        },
    }
}

fn about(scene: &Scene, legend: &'static str, typed: &Typed, mends: &Mends) -> Markup {
    let candidates = scene.candidates();
    let error = mends.of("about").map(str::to_owned);
    if candidates.is_empty() {
        let hint = "Nothing of this kind is on record yet. Record it first, then come back.";
        return Select::new("about", legend).hint(hint).option("", "None on record").error(error).render();
    }
    let empty = Select::new("about", legend).option("", "Not one of these");
    let select = candidates.iter().fold(empty, |all, one| all.option(one.id.clone(), scene.names(one)));
    select.chosen(typed.text("about").to_owned()).error(error).render()
}

/// What was typed, if it can be taken.
pub(super) fn read(scene: &Scene, typed: &Typed, today: Date, mends: &mut Mends) -> Option<Answer> {
    let row = scene.row;
    let on = mends.keep("on-day", typed.date("on").read("Date").and_then(|on| in_their_life(scene, on, today)));
    let on = on.unwrap_or(today);
    let mut new = NewEvidence::done(row.kind(), on, scene.timeline_words());
    if on > today {
        new.outcome = Outcome::Planned;
    }
    let mut detail = serde_json::Map::new();
    for ask in row.asks {
        take(scene, ask, typed, mends, &mut new, &mut detail);
    }
    unsettled_has_a_reason(typed, mends);
    if !detail.is_empty() {
        new.detail = detail.into();
    }
    let ends = match row.does {
        Does::End(_) => Some(ended(scene, &new, mends)?),
        Does::Record(_) => None,
    };
    mends.is_empty().then_some(Answer { new, ends })
}

fn in_their_life(scene: &Scene, on: Date, today: Date) -> Result<Date, String> {
    let born_on = scene.clocks.facts.born_on;
    if on < born_on {
        return Err(format!("That is before they were born ({}). Check the date", words::date(born_on)));
    }
    if on > today && !scene.row.may_be_planned {
        return Err("Date must be today or in the past. Come back when it has happened".into());
    }
    Ok(on)
}

type Detail = serde_json::Map<String, serde_json::Value>;

fn take(scene: &Scene, ask: &Ask, typed: &Typed, mends: &mut Mends, new: &mut NewEvidence, detail: &mut Detail) {
    match *ask {
        Ask::Until { legend, needed, .. } => new.until = second_day(legend, needed, typed, new.on, mends),
        Ask::One { field, picks, needed, .. } => match picks.iter().find(|pick| pick.code == typed.text(field)) {
            Some(pick) => picked(field, pick, new, detail),
            None if needed || typed.is_on(field) => mends.add(field, "Select an answer"),
            None => {}
        },
        Ask::Ticks { ticks, .. } => match marks(ticks, typed) {
            Some(marks) => new.marks = new.marks.and(marks),
            None => mends.add("tick", "Select from the list"),
        },
        Ask::Text { field, needed, .. } => text(field, needed, typed, mends, new, detail),
        Ask::About { .. } => about_one(scene, typed, mends, new),
        Ask::Score => score(typed, mends, detail),
    }
}

fn second_day(legend: &str, needed: bool, typed: &Typed, on: Date, mends: &mut Mends) -> Option<Date> {
    let held = typed.date("until");
    if held.is_blank() && !needed {
        return None;
    }
    if held.is_blank() {
        mends.add("until-day", format!("Answer “{legend}”"));
        return None;
    }
    let until = mends.keep("until-day", held.read("Date"))?;
    if until < on {
        mends.add("until-day", "It cannot end before it began. Check both dates");
    }
    Some(until)
}

fn picked(field: &str, pick: &Pick, new: &mut NewEvidence, detail: &mut Detail) {
    new.marks = new.marks.and(Marks::of(pick.marks));
    detail.insert(field.to_owned(), pick.code.into());
}

fn marks(ticks: &[(Mark, &str)], typed: &Typed) -> Option<Marks> {
    let one =
        |code: &String| ticks.iter().map(|(mark, _)| *mark).find(|mark| waymark_cases::evidence::code(*mark) == *code);
    let chosen: Option<Vec<Mark>> = typed.many("tick").iter().map(one).collect();
    chosen.map(|marks| Marks::of(&marks))
}

fn text(field: &str, needed: bool, typed: &Typed, mends: &mut Mends, new: &mut NewEvidence, detail: &mut Detail) {
    let said = typed.text(field);
    if said.chars().count() > LONGEST {
        mends.add(field, "This must be 4,000 characters or less");
    }
    if said.is_empty() {
        if needed {
            mends.add(field, "Write an answer");
        }
    } else if field == "words" {
        new.words = Some(said.to_owned());
    } else {
        detail.insert(field.to_owned(), said.into());
    }
}

fn about_one(scene: &Scene, typed: &Typed, mends: &mut Mends, new: &mut NewEvidence) {
    let chosen = typed.text("about");
    if chosen.is_empty() {
        return;
    }
    match scene.candidates().into_iter().find(|one| one.id == chosen) {
        None => mends.add("about", "Select from the list"),
        Some(earlier) if earlier.on > new.on && scene.must_come_after(earlier) => {
            let says = format!("That is before {}. Check the date, or choose another", scene.names(earlier));
            mends.add("on-day", says);
        }
        Some(earlier) => new.about = Some(earlier.id.clone()),
    }
}

fn score(typed: &Typed, mends: &mut Mends, detail: &mut Detail) {
    match (typed.text("score"), typed.text("no_score")) {
        ("", "") => mends.add("score", "Enter the score, or the reason why there is none"),
        ("", reason) if reason.chars().count() > LONGEST => {
            mends.add("no_score", "This must be 4,000 characters or less")
        }
        ("", reason) => {
            detail.insert("no_score".into(), reason.into());
        }
        (_, reason) if !reason.is_empty() => mends.add("no_score", "Give the score or the reason, not both"),
        (number, _) => match number.parse::<u8>() {
            Ok(score) if score <= HIGHEST_SCORE => {
                detail.insert("score".into(), score.into());
            }
            _ => mends.add("score", "Score must be a whole number from 0 to 40"),
        },
    }
}

fn unsettled_has_a_reason(typed: &Typed, mends: &mut Mends) {
    if typed.text("settled") == "no" && !typed.is_on("why") {
        mends.add("why", "Say why it is not safe and settled");
    }
}

fn ended(scene: &Scene, new: &NewEvidence, mends: &mut Mends) -> Option<String> {
    let chosen = new.about.clone().filter(|id| scene.clocks.kept(id).is_some());
    if chosen.is_none() && mends.is_empty() {
        mends.add("about", "Select which one ended");
    }
    chosen
}

/// The answers once more, before they are saved.
pub(super) fn said(scene: &Scene, typed: &Typed, answer: &Answer) -> Markup {
    let mut list = SummaryList::default().row(scene.row.when, words::date(answer.new.on));
    for ask in scene.row.asks {
        let (question, said) = match *ask {
            Ask::Until { legend, .. } => (legend, answer.new.until.map(words::date).unwrap_or_default()),
            Ask::One { field, legend, picks, .. } => (legend, label_of(picks, typed.text(field)).to_owned()),
            Ask::Ticks { legend, ticks } => (legend, ticked(ticks, answer.new.marks)),
            Ask::Text { field, label, .. } => (label, typed.text(field).to_owned()),
            Ask::About { legend, .. } => (
                legend,
                answer
                    .new
                    .about
                    .as_deref()
                    .and_then(|id| scene.clocks.evidence(id))
                    .map(|one| scene.names(one))
                    .unwrap_or_default(),
            ),
            Ask::Score => ("Score", typed.text("score").to_owned()),
        };
        list = list.row(question, if said.is_empty() { "Not said".to_owned() } else { said });
    }
    list.render()
}

pub(super) fn label_of<'a>(picks: &'a [Pick], code: &str) -> &'a str {
    picks.iter().find(|pick| pick.code == code).map_or("", |pick| pick.says)
}

fn ticked(ticks: &[(Mark, &str)], marks: Marks) -> String {
    let chosen: Vec<&str> = ticks.iter().filter(|(mark, _)| marks.has(*mark)).map(|(_, says)| *says).collect();
    chosen.join(". ")
}

/// Everything typed, carried on unseen from the page that checks it.
pub(super) fn carried(typed: &Typed) -> Markup {
    html! {
        @for field in FIELDS.iter().filter(|field| **field != "step" && typed.is_on(field)) {
            input type="hidden" name=(field) value=(typed.raw(field));
        }
        @for tick in typed.many("tick") { input type="hidden" name="tick" value=(tick); }
    }
}

/// As the clocks would read it.
pub(super) fn as_evidence(new: &NewEvidence, id: &str, today: Date) -> Evidence {
    Evidence {
        id: id.to_owned(),
        kind: new.kind,
        on: new.on,
        until: new.until,
        recorded_on: Some(today),
        outcome: new.outcome,
        at_home: new.at_home.clone(),
        about: new.about.clone(),
        clock: None,
        by: None,
        marks: new.marks,
        words: new.words.clone(),
    }
}

/// Which of the record a row's question may point to.
pub(super) fn kinds_asked(row: &Row) -> &'static [EvidenceKind] {
    let asked = row.asks.iter().find_map(|ask| match *ask {
        Ask::About { kinds, .. } => Some(kinds),
        _ => None,
    });
    asked.unwrap_or_default()
}
