//! One thing of a goal, asked on a page of its own at either door: the same question in each door's words, read into the
//! same entry.

use maud::{Markup, Render, html};
use waymark_cases::areas::{Area, Words};
use waymark_cases::entitlements::Teller;
use waymark_cases::plans::{AsideBecause, Celebrate, Content, Entry, Field, Goal, GoalState, Said, StepWho, Whose};
use waymark_govuk::{Checkboxes, DateInput, Radios, TextInput, Textarea};

use crate::door::Door;
use crate::form::{Fields, Mends, Typed};

/// What can be said of a goal, by the end of its page's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Words,
    Why,
    PlanB,
    Help,
    Areas,
    Step,
    Near,
    Note,
    Done,
    Aside,
    Later,
    Now,
}

/// A part, its address, its question for staff and its question at the young person's door.
const PARTS: &[(Part, &str, &str, &str)] = &[
    (Part::Words, "words", "Say it in other words", "Say it in other words"),
    (Part::Why, "why", "Why does it matter to them?", "Why does it matter to you?"),
    (Part::PlanB, "plan-b", "What if it does not work?", "What if it does not work?"),
    (Part::Help, "help", "Who could help?", "Who could help?"),
    (Part::Areas, "areas", "What is it about?", "What is it about?"),
    (Part::Step, "step", "Add a step", "Add a step"),
    (Part::Near, "near", "How near are they, from 0 to 10?", "How near are you, from 0 to 10?"),
    (Part::Note, "note", "Add a note", "Add a note"),
    (Part::Done, "done", "How do they want to mark this?", "How do you want to mark this?"),
    (Part::Aside, "aside", "Put away for now", "Put away for now"),
    (Part::Later, "later", "Keep for later", "Keep for later"),
    (Part::Now, "now", "Bring it back to now", "Bring it back to now"),
];

impl Part {
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        PARTS.iter().find(|(_, known, ..)| *known == code).map(|(part, ..)| *part)
    }

    pub(crate) fn code(self) -> &'static str {
        PARTS.iter().find(|(part, ..)| *part == self).map_or("", |(_, code, ..)| code)
    }

    pub(crate) fn title(self, door: Door) -> &'static str {
        let found = PARTS.iter().find(|(part, ..)| *part == self);
        found.map_or("", |(_, _, team, me)| if door == Door::Me { me } else { team })
    }

    const fn field(self) -> Option<Field> {
        match self {
            Self::Why => Some(Field::Why),
            Self::PlanB => Some(Field::PlanB),
            Self::Help => Some(Field::Help),
            _ => None,
        }
    }

    /// What the button says.
    pub(crate) const fn button(self) -> &'static str {
        match self {
            Self::Step => "Add step",
            Self::Done => "Mark it done",
            Self::Aside => "Put away for now",
            Self::Later => "Keep for later",
            Self::Now => "Bring it back",
            _ => "Save",
        }
    }
}

/// The form of one part.
pub struct PartForm;

impl Fields for PartForm {
    const ONE: &'static [&'static str] =
        &["seen", "words", "number", "who", "name", "by-day", "by-month", "by-year", "because", "celebrate", "keep"];
    const MANY: &'static [&'static str] = &["area"];
}

/// The longest words taken in one place.
const LONGEST: usize = 4000;

/// What the page holds when it is opened: what this side wrote there last.
pub(crate) fn first(part: Part, door: Door, goal: &Goal, position: i32) -> Typed {
    let mut typed = Typed::of([("seen", position.to_string())]);
    if let Some(field) = part.field() {
        let here = match field {
            Field::Why => &goal.why,
            Field::PlanB => &goal.plan_b,
            Field::Help | Field::Matter(_) => &goal.help,
        };
        typed.set("words", own_side(here, door));
    }
    if part == Part::Words && door == Door::Me {
        typed.set("words", goal.shown().said.words.clone());
    }
    typed
}

/// What this door wrote last in a place.
pub(crate) fn own_side(here: &[Said], door: Door) -> String {
    let mine = |said: &&Said| (said.by == Teller::Themselves) == (door == Door::Me);
    here.iter().rev().find(mine).map(|said| said.words.clone()).unwrap_or_default()
}

/// The entry the form was read into, if it can be taken.
pub(crate) fn read(part: Part, door: Door, goal: &str, typed: &Typed, mends: &mut Mends) -> Option<Entry> {
    let words = typed.text("words").to_owned();
    if words.chars().count() > LONGEST {
        mends.add(
            "words",
            if door == Door::Me {
                "That is too long. Say it in two parts"
            } else {
                "This must be 4,000 characters or less"
            },
        );
    }
    let entry = match part {
        Part::Words => needed(&words, door, mends).map(|words| Entry::Words { words, whose: own_words(door) }),
        Part::Note => needed(&words, door, mends).map(|words| Entry::Note { words }),
        Part::Why | Part::PlanB | Part::Help => {
            Some(Entry::Text { field: part.field()?, words, beside: typed.text("keep") == "both" })
        }
        Part::Areas => Some(Entry::Areas { areas: areas(typed) }),
        Part::Step => step(door, goal, words, typed, mends),
        Part::Near => near(words, typed, mends),
        Part::Done => Some(moved(GoalState::Done, None, Celebrate::from_code(typed.text("celebrate")), words)),
        Part::Aside => because(typed, mends).map(|because| moved(GoalState::PutAside, Some(because), None, words)),
        Part::Later => Some(moved(GoalState::Later, None, None, words)),
        Part::Now => Some(moved(GoalState::Now, None, None, words)),
    };
    entry.filter(|_| mends.is_empty())
}

fn own_words(door: Door) -> Whose {
    if door == Door::Me { Whose::Theirs } else { Whose::Suggested }
}

fn moved(to: GoalState, because: Option<AsideBecause>, celebrate: Option<Celebrate>, words: String) -> Entry {
    Entry::Moved { to, because, celebrate, words }
}

fn needed(words: &str, door: Door, mends: &mut Mends) -> Option<String> {
    if words.is_empty() {
        mends.add("words", if door == Door::Me { "Write something first" } else { "Enter the words" });
        return None;
    }
    Some(words.to_owned())
}

fn areas(typed: &Typed) -> Vec<Area> {
    Area::ALL.iter().copied().filter(|area| typed.many("area").iter().any(|code| code == area.code())).collect()
}

fn near(words: String, typed: &Typed, mends: &mut Mends) -> Option<Entry> {
    let number = typed.text("number").parse().ok().filter(|number| *number <= 10);
    if number.is_none() {
        mends.add("number", "Choose a number");
    }
    Some(Entry::Near { number: number?, words })
}

fn because(typed: &Typed, mends: &mut Mends) -> Option<AsideBecause> {
    let because = AsideBecause::from_code(typed.text("because"));
    if because.is_none() {
        mends.add("because", "Choose one");
    }
    because
}

fn step(door: Door, goal: &str, words: String, typed: &Typed, mends: &mut Mends) -> Option<Entry> {
    let words = needed(&words, door, mends)?;
    let by = typed.date("by");
    let by_when = if by.is_blank() { None } else { mends.keep("by-day", by.read("Day")) };
    let (who, name) = whose_step(door, typed, mends)?;
    Some(Entry::Step { goal: (!goal.is_empty()).then(|| goal.to_owned()), words, who, name, by_when })
}

/// At their own door a step is theirs. A worker says whose it is; "mine" has the worker's own name.
fn whose_step(door: Door, typed: &Typed, mends: &mut Mends) -> Option<(StepWho, String)> {
    let name = typed.text("name").chars().take(100).collect::<String>();
    match (door, typed.text("who")) {
        (Door::Me, _) | (_, "theirs") => Some((StepWho::Theirs, String::new())),
        (_, "mine") => Some((StepWho::Worker, String::new())),
        (_, "worker" | "somebody_else") if name.is_empty() => {
            mends.add("name", "Enter who will do it");
            None
        }
        (_, "worker") => Some((StepWho::Worker, name)),
        (_, "somebody_else") => Some((StepWho::SomebodyElse, name)),
        _ => {
            mends.add("who", "Select whose step it is");
            None
        }
    }
}

/// What the questions are drawn with.
pub(crate) struct Asks<'a> {
    pub door: Door,
    pub name: &'a str,
    pub typed: &'a Typed,
    pub mends: &'a Mends,
    pub words: &'a Words,
}

impl Asks<'_> {
    fn error(&self, field: &str) -> Option<String> {
        self.mends.of(field).map(str::to_owned)
    }

    fn says(&self, team: &'static str, me: &'static str) -> &'static str {
        if self.door == Door::Me { me } else { team }
    }

    fn text(&self, label: &'static str, hint: &'static str, rows: u8) -> Textarea {
        let area = Textarea::new("words", label).rows(rows).value(self.typed.raw("words").to_owned());
        if hint.is_empty() { area.error(self.error("words")) } else { area.hint(hint).error(self.error("words")) }
    }

    /// The questions of one part.
    pub(crate) fn part(&self, part: Part) -> Markup {
        match part {
            Part::Words => self
                .text(
                    self.says("Other words for it", "Your words"),
                    self.says("The first words stay. Yours are shown beside them.", "Your first words stay too."),
                    3,
                )
                .render(),
            Part::Why | Part::PlanB | Part::Help => self.text(part.title(self.door), "", 3).render(),
            Part::Note => self.text(self.says("The note", "Your note"), self.says("They can read it.", ""), 4).render(),
            Part::Areas => self.areas(),
            Part::Step => self.step(),
            Part::Near => {
                html! { (self.number()) (self.text(self.says("Why that number?", "Why that number?"), self.says("You can leave this empty.", "You can leave this empty."), 2)) }
            }
            Part::Done => {
                html! { (self.celebrate()) (self.text(self.says("Anything to say about it?", "Do you want to say anything?"), "You can leave this empty.", 2)) }
            }
            Part::Aside => {
                html! { (self.because()) (self.text(self.says("In a few words", "Do you want to say anything?"), "You can leave this empty.", 2)) }
            }
            Part::Later | Part::Now => html! {},
        }
    }

    fn areas(&self) -> Markup {
        let boxes = Checkboxes::new("area", "Parts of life").hint("You can choose more than one.");
        let boxes =
            Area::ALL.iter().fold(boxes, |boxes, area| boxes.choice(area.code(), self.words.area(*area).to_owned()));
        boxes.chosen(self.typed.many("area").iter().cloned()).error(self.error("area")).render()
    }

    fn number(&self) -> Radios {
        let hint = "0 is not started. 10 is there.";
        let asks = Radios::new("number", self.says("What did they say?", "Choose a number")).hint(hint);
        asks.from_0_to_10().chosen(self.typed.text("number").to_owned()).error(self.error("number"))
    }

    fn celebrate(&self) -> Radios {
        let asks = Radios::new("celebrate", self.says("What would they like?", "What would you like?"));
        let asks = Celebrate::ALL.iter().fold(asks, |asks, one| asks.choice(one.code(), self.celebrate_says(*one)));
        asks.chosen(self.typed.text("celebrate").to_owned()).error(self.error("celebrate"))
    }

    fn celebrate_says(&self, one: Celebrate) -> &'static str {
        match one {
            Celebrate::WriteDown => self.says("Just keep it in their list", "Just keep it in my list"),
            other => other.says(),
        }
    }

    fn because(&self) -> Radios {
        let asks = Radios::new("because", "Why now?")
            .hint(self.says("Nobody is to blame. It can come back.", "It can come back at any time."));
        let asks = AsideBecause::ALL.iter().fold(asks, |asks, one| asks.choice(one.code(), self.because_says(*one)));
        asks.chosen(self.typed.text("because").to_owned()).error(self.error("because"))
    }

    fn because_says(&self, one: AsideBecause) -> &'static str {
        match one {
            AsideBecause::ChangedMind => self.says("They do not want it any more", "I do not want it any more"),
            AsideBecause::NotTheirs => self.says(one.says(), "It was not my idea"),
            other => other.says(),
        }
    }

    fn step(&self) -> Markup {
        let date = self.typed.date("by");
        let by = DateInput::new("by", "By when?").hint("You can leave this empty.");
        html! {
            (self.text(self.says("What is the step?", "What will you do?"), self.says("One thing, small enough to do.", "One small thing is enough."), 2))
            @if self.door != Door::Me {
                (self.who())
                (by.typed([date.day, date.month, date.year]).error(self.error("by-day")))
            }
        }
    }

    fn who(&self) -> Markup {
        let who = Radios::new("who", "Whose step is it?")
            .choice("theirs", format!("{}’s", self.name))
            .choice("mine", "Mine")
            .choice("worker", "Another worker’s")
            .choice("somebody_else", "Somebody else’s");
        let name = TextInput::new("name", "Who is that?").hint("For another worker, or somebody else.");
        html! {
            (who.small().chosen(self.typed.text("who").to_owned()).error(self.error("who")))
            (name.value(self.typed.raw("name").to_owned()).error(self.error("name")))
        }
    }
}

/// Which goal and part an address names.
pub(crate) fn found<'c>(content: &'c Content, goal: &str) -> Result<&'c Goal, waymark_cases::Error> {
    content.goal(goal).ok_or(waymark_cases::Error::NotFound)
}
