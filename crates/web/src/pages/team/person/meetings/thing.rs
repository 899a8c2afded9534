//! Writing one thing about a review: its own short page each, so that nothing else is lost when something must be mended.

use axum::extract::Path;
use maud::{Markup, html};
use waymark_cases::ids::PersonId;
use waymark_cases::meetings::{self, Card, Entry, Voice};
use waymark_govuk::{Button, Checkboxes, DateInput, Radios, TextInput, Textarea};

use super::one::Scene;
use super::{arrange, page};
use crate::ctx::Ctx;
use crate::error::{Error, PageResult};
use crate::form::{DateTyped, Fields, Form, Mends, Typed};
use crate::frame::form_fields;

/// One thing that can be written, by the last part of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    Arrange,
    Off,
    Wish,
    Report,
    GiveReport,
    Spoken,
    Held,
    Number,
    Decision,
    Tell,
    Notes,
    Copy,
    Manager,
    Finish,
}

impl Thing {
    const ALL: [(Self, &'static str, &'static str); 14] = [
        (Self::Arrange, "arrange", "Change the day or place"),
        (Self::Off, "off", "Call it off"),
        (Self::Wish, "wish", "Write down what they say"),
        (Self::Report, "report", "Write the report"),
        (Self::GiveReport, "give-report", "Give them the report"),
        (Self::Spoken, "spoken", "You spoke with them"),
        (Self::Held, "held", "The review was held"),
        (Self::Number, "number", "Add a number"),
        (Self::Decision, "decision", "Add a decision"),
        (Self::Tell, "tell", "They are told what was decided"),
        (Self::Notes, "notes", "Write the notes"),
        (Self::Copy, "copy", "They have a copy"),
        (Self::Manager, "manager", "Answer the decisions"),
        (Self::Finish, "finish", "Finish this review"),
    ];

    fn of(path: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|(_, name, _)| *name == path);
        found.map(|(thing, ..)| thing).ok_or(Error::NotFound)
    }

    pub(super) fn row(self) -> (&'static str, &'static str) {
        Self::ALL.into_iter().find(|(thing, ..)| *thing == self).map_or(("", ""), |(_, name, says)| (name, says))
    }

    /// What would be written, with nothing in it: enough to ask whether this visitor may.
    pub(super) fn empty(self, scene: &Scene) -> Entry {
        let (none, arrangement) = (String::new, &scene.meeting.arrangement);
        match self {
            Self::Arrange => Entry::Arranged { arrangement: arrangement.clone() },
            Self::Off => Entry::CalledOff { why: none() },
            Self::Wish => Entry::Wish { card: Card::WhoIWant, words: none() },
            Self::Report => Entry::Report { words: none() },
            Self::GiveReport => Entry::ReportShared,
            Self::Spoken => Entry::SpokenWith { words: none() },
            Self::Held => {
                let (on, there, voice) = (arrangement.on, true, Voice::Spoke);
                Entry::Held { on, there, voice, formal: false, choice: false }
            }
            Self::Number => Entry::Number { who: none(), number: 0, words: none() },
            Self::Decision => Entry::Decision { words: none(), who: none(), by_when: None },
            Self::Tell => Entry::DecisionsShared { evidence: None },
            Self::Notes => Entry::Record { words: none() },
            Self::Copy => Entry::CopyGiven { how: none() },
            Self::Manager => Entry::Answered { accepts: true, words: none() },
            Self::Finish => Entry::Closed,
        }
    }

    /// What the page above says once it is saved.
    const fn saved(self) -> &'static str {
        match self {
            Self::GiveReport => "Saved. They can read the report now",
            Self::Tell => "Saved. They can read the decisions and say what they think",
            Self::Finish => "Finished",
            _ => "Saved",
        }
    }
}

/// Every field of these forms.
pub struct Writes;

impl Fields for Writes {
    const ONE: &'static [&'static str] = &[
        "kind", "way", "on-day", "on-month", "on-year", "at", "place", "purpose", "lead", "card", "words", "there",
        "voice", "formal", "choice", "who", "number", "by-day", "by-month", "by-year", "accepts", "seen",
    ];
}

async fn scene(ctx: &Ctx, person: PersonId, meeting: String, thing: Thing) -> Result<Scene, Error> {
    ctx.read(move |r| {
        let scene = Scene::read(r, &person, &meeting)?;
        if scene.may(thing) { Ok(scene) } else { Err(waymark_cases::Error::NotFound) }
    })
    .await
}

type At = Path<(String, String, String)>;

pub async fn get(ctx: Ctx, Path((person, meeting, thing)): At) -> PageResult {
    let thing = Thing::of(&thing)?;
    let scene = scene(&ctx, PersonId::parse(&person)?, meeting, thing).await?;
    let typed = as_it_stands(&ctx, &scene, thing);
    show(&ctx, &scene, thing, &typed, &Mends::default())
}

/// What the page shows before anything is typed.
fn as_it_stands(ctx: &Ctx, scene: &Scene, thing: Thing) -> Typed {
    let today = DateTyped::of(ctx.today());
    match thing {
        Thing::Arrange => arrange::as_typed(&scene.meeting.arrangement),
        Thing::Report => {
            let said = scene.meeting.report.as_ref().map(|said| said.words.clone());
            Typed::of([("words", said.unwrap_or_else(|| format!("Dear {},\n\n", scene.heading.name())))])
        }
        Thing::Notes => {
            Typed::of([("words", scene.meeting.record.as_ref().map(|said| said.words.clone()).unwrap_or_default())])
        }
        Thing::Held => Typed::of([("on-day", today.day), ("on-month", today.month), ("on-year", today.year)]),
        Thing::Number if scene.meeting.numbers.is_empty() => Typed::of([("who", scene.heading.name().to_owned())]),
        _ => Typed::default(),
    }
}

fn show(ctx: &Ctx, scene: &Scene, thing: Thing, typed: &Typed, mends: &Mends) -> PageResult {
    let (_, title) = thing.row();
    let main = html! {
        form method="post" action=(scene.at(thing)) novalidate {
            (form_fields(ctx))
            input type="hidden" name="seen" value=(scene.meeting.position);
            (fields(scene, thing, typed, mends))
            (Button::save("Save"))
        }
        p.govuk-body { a.govuk-link href=(page(&scene.heading.person, &scene.meeting.id)) { "Back to the review" } }
    };
    ctx.show(scene.heading.sheet(ctx, "meetings", title, main).to_mend(mends))
}

fn fields(scene: &Scene, thing: Thing, typed: &Typed, mends: &Mends) -> Markup {
    let area = |label: &'static str, hint: &'static str, rows: u8| {
        let area = Textarea::new("words", label).rows(rows).value(typed.raw("words").to_owned());
        let area = if hint.is_empty() { area } else { area.hint(hint) };
        area.error(mends.of("words").map(str::to_owned))
    };
    match thing {
        Thing::Arrange => arrange::fields(&[scene.meeting.arrangement.kind], typed, mends),
        Thing::Off => html! { (area("Why?", "They read this.", 2)) },
        Thing::Wish => html! { (card(typed, mends)) (area("What did they say?", "Their words, not yours.", 3)) },
        Thing::Report => html! {
            (area("Report, written to them", "Say what went well, what is hard, and what you would like to talk about. They read every word.", 12))
        },
        Thing::Spoken => {
            html! { (area("What did they say?", "Where and when you spoke, and what matters to them.", 4)) }
        }
        Thing::Held => held(typed, mends),
        Thing::Number => number(typed, mends, &area("Why that number? (you can leave this)", "", 2)),
        Thing::Decision => decision(typed, mends, &area("What was decided? In plain words", "", 3)),
        Thing::Notes => {
            html! { (area("Notes of the review", "What was said, who agreed and who did not, and how each goal goes. They read it.", 12)) }
        }
        Thing::Copy => {
            html! { (area("How did they get it, and how was it explained?", "For example: read out together, large print, in Tigrinya.", 2)) }
        }
        Thing::Manager => {
            html! { (yes_or_no("accepts", "Do you accept the decisions?", typed, mends)) (area("Why?", "They can read this.", 3)) }
        }
        Thing::GiveReport => {
            html! { p.govuk-body { "They can read it at their own door from now on. It stays as it is." } }
        }
        Thing::Tell => {
            html! { p.govuk-body { "They can read the decisions at their own door and say what they think." } }
        }
        Thing::Finish => html! { p.govuk-body { "Everything about this review is done." } },
    }
}

fn card(typed: &Typed, mends: &Mends) -> Markup {
    let radios = Card::ALL
        .iter()
        .fold(Radios::new("card", "What is it about?"), |radios, one| radios.choice(one.code(), one.says()));
    html! { (radios.chosen(typed.text("card").to_owned()).error(mends.of("card").map(str::to_owned))) }
}

fn yes_or_no(field: &'static str, asks: &str, typed: &Typed, mends: &Mends) -> Radios {
    Radios::new(field, asks.to_owned())
        .choice("yes", "Yes")
        .choice("no", "No")
        .inline()
        .chosen(typed.text(field).to_owned())
        .error(mends.of(field).map(str::to_owned))
}

fn held(typed: &Typed, mends: &Mends) -> Markup {
    let date = typed.date("on");
    let voice = Radios::new("voice", "How did their views come to it?");
    let voice = Voice::ALL.iter().fold(voice, |radios, one| radios.choice(one.code(), one.says()));
    html! {
        (DateInput::new("on", "Which day? For a series, the last one").typed([date.day, date.month, date.year])
            .error(mends.of("on-day").map(str::to_owned)))
        (yes_or_no("there", "Were they there?", typed, mends))
        (voice.chosen(typed.text("voice").to_owned()).error(mends.of("voice").map(str::to_owned)))
        (Checkboxes::single("formal", "yes", "It was a formal meeting with prison, probation or youth justice")
            .chosen([typed.text("formal").to_owned()]))
        (Checkboxes::single("choice", "yes", "They said what help they want after 21").chosen([typed.text("choice").to_owned()]))
    }
}

fn number(typed: &Typed, mends: &Mends, why: &Textarea) -> Markup {
    let radios = Radios::new("number", "Which number?").from_0_to_10();
    html! {
        (TextInput::new("who", "Whose number is it?").value(typed.raw("who").to_owned()).error(mends.of("who").map(str::to_owned)))
        (radios.chosen(typed.text("number").to_owned()).error(mends.of("number").map(str::to_owned)))
        (why)
    }
}

fn decision(typed: &Typed, mends: &Mends, what: &Textarea) -> Markup {
    let date = typed.date("by");
    html! {
        (what)
        (TextInput::new("who", "Who does it?").value(typed.raw("who").to_owned()).error(mends.of("who").map(str::to_owned)))
        (DateInput::new("by", "By when? (you can leave this)").typed([date.day, date.month, date.year])
            .error(mends.of("by-day").map(str::to_owned)))
    }
}

const LONGEST: usize = 20_000;

/// What was typed, if it can be taken.
fn read(ctx: &Ctx, scene: &Scene, thing: Thing, typed: &Typed, mends: &mut Mends) -> Option<Entry> {
    if typed.text("words").chars().count() > LONGEST {
        mends.add("words", "This must be 20,000 characters or less");
    }
    let entry = match thing {
        Thing::Arrange => {
            let kinds = [scene.meeting.arrangement.kind];
            arrange::read(&kinds, ctx.today(), typed, mends).map(|arrangement| Entry::Arranged { arrangement })
        }
        Thing::Wish => {
            let card = Card::from_code(typed.text("card")).ok_or_else(|| "Select what it is about".to_owned());
            let card = mends.keep("card", card);
            needed(typed, mends, "Enter what they said").and_then(|words| Some(Entry::Wish { card: card?, words }))
        }
        Thing::Off => needed(typed, mends, "Enter why").map(|why| Entry::CalledOff { why }),
        Thing::Report => needed(typed, mends, "Enter the report").map(|words| Entry::Report { words }),
        Thing::Spoken => needed(typed, mends, "Enter what they said").map(|words| Entry::SpokenWith { words }),
        Thing::Notes => needed(typed, mends, "Enter the notes").map(|words| Entry::Record { words }),
        Thing::Copy => needed(typed, mends, "Enter how they got it").map(|how| Entry::CopyGiven { how }),
        Thing::Held => read_held(ctx, typed, mends),
        Thing::Number => read_number(typed, mends),
        Thing::Decision => read_decision(typed, mends),
        Thing::Manager => {
            let accepts = yes(typed, mends, "accepts", "Select if you accept them");
            needed(typed, mends, "Enter why").and_then(|words| Some(Entry::Answered { accepts: accepts?, words }))
        }
        Thing::GiveReport | Thing::Tell | Thing::Finish => Some(thing.empty(scene)),
    };
    entry.filter(|_| mends.is_empty())
}

fn needed(typed: &Typed, mends: &mut Mends, missing: &str) -> Option<String> {
    let words = typed.text("words");
    if words.is_empty() {
        mends.add("words", missing);
        return None;
    }
    Some(words.to_owned())
}

fn yes(typed: &Typed, mends: &mut Mends, field: &str, missing: &str) -> Option<bool> {
    let answer = match typed.text(field) {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(missing.to_owned()),
    };
    mends.keep(field, answer)
}

fn read_held(ctx: &Ctx, typed: &Typed, mends: &mut Mends) -> Option<Entry> {
    let on = mends.keep("on-day", typed.date("on").read("Day"));
    if on.is_some_and(|on| on > ctx.today()) {
        mends.add("on-day", "That day is still to come");
    }
    let there = yes(typed, mends, "there", "Select if they were there");
    let voice = Voice::from_code(typed.text("voice")).ok_or_else(|| "Select how their views came to it".to_owned());
    let voice = mends.keep("voice", voice);
    let (formal, choice) = (typed.is_on("formal"), typed.is_on("choice"));
    Some(Entry::Held { on: on?, there: there?, voice: voice?, formal, choice })
}

fn read_number(typed: &Typed, mends: &mut Mends) -> Option<Entry> {
    let number: Option<u8> = typed.text("number").parse().ok().filter(|number| *number <= 10);
    let number = mends.keep("number", number.ok_or_else(|| "Select a number".to_owned()));
    let who = typed.text("who").to_owned();
    if who.is_empty() || who.chars().count() > 100 {
        mends.add("who", "Enter whose number it is, in 100 characters or less");
    }
    Some(Entry::Number { who, number: number?, words: typed.text("words").to_owned() })
}

fn read_decision(typed: &Typed, mends: &mut Mends) -> Option<Entry> {
    let words = needed(typed, mends, "Enter what was decided");
    let who = typed.text("who").to_owned();
    if who.is_empty() || who.chars().count() > 100 {
        mends.add("who", "Enter who does it, in 100 characters or less");
    }
    let by = typed.date("by");
    let by_when = if by.is_blank() { None } else { mends.keep("by-day", by.read("By when")) };
    Some(Entry::Decision { words: words?, who, by_when })
}

pub async fn post(ctx: Ctx, Path((person, meeting, thing)): At, form: Form<Writes>) -> PageResult {
    let (person, thing) = (PersonId::parse(&person)?, Thing::of(&thing)?);
    let scene = scene(&ctx, person.clone(), meeting.clone(), thing).await?;
    let mut mends = Mends::default();
    let Some(entry) = read(&ctx, &scene, thing, &form.typed, &mut mends) else {
        return show(&ctx, &scene, thing, &form.typed, &mends);
    };
    let seen: Option<i32> = form.typed.text("seen").parse().ok();
    let to = ctx
        .write_once(&form.key, move |tx| {
            let hand = meetings::hand(tx, &person)?;
            meetings::write(tx, &hand, &meeting, "", entry.clone(), seen)?;
            Ok(page(&person, &meeting))
        })
        .await;
    match to {
        Ok(to) => ctx.go_saying(&to, thing.saved()),
        Err(Error::Changed) => changed(&ctx, &scene, thing, &form.typed).await,
        Err(other) => Err(other),
    }
}

/// Somebody else wrote in the same place since: what was typed is kept, and theirs is shown above it (state C).
async fn changed(ctx: &Ctx, scene: &Scene, thing: Thing, typed: &Typed) -> PageResult {
    let (person, meeting) = (scene.heading.person.clone(), scene.meeting.id.clone());
    let now = ctx.read(move |r| Scene::read(r, &person, &meeting)).await?;
    let mut mends = Mends::default();
    let field = if thing == Thing::Arrange { "purpose" } else { "words" };
    mends.add(field, "Somebody else changed this while you wrote. Read theirs on the review, then save yours again");
    show(ctx, &now, thing, typed, &mends)
}
