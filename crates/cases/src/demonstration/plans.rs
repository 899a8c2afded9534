//! The plans of the demonstration: goals in people's own words, steps, and what was approved. The told stories have whole
//! plans; everybody else whose plan was approved has some goals behind it.

use jiff::civil::Date;
use waymark_rules::clocks::EvidenceKind;
use waymark_rules::dates::add_days;
use waymark_rules::plan_content::{Matter, Situation};

use super::chance::Chance;
use super::service::Service;
use super::told::{ELLIS, NADIA, SAM};
use crate::access::Role;
use crate::areas::Area;
use crate::history::Person;
use crate::ids::StaffId;
use crate::meetings::{Arrangement, Card, Entry, Kind, Lead, TellMeeting, Voice, Way};
use crate::plans::told::{TellGoal, ToldAnswer};
use crate::plans::versions::Answer;
use crate::plans::{AsideBecause, Celebrate};

/// A goal somebody might have: the part of life, their words, why, a plan B, a step of theirs and one of ours.
struct Idea {
    area: Area,
    goal: &'static str,
    why: &'static str,
    plan_b: &'static str,
    theirs: &'static str,
    ours: &'static str,
}

const fn idea(area: Area, goal: &'static str, why: &'static str, plan_b: &'static str) -> Idea {
    Idea { area, goal, why, plan_b, theirs: "", ours: "" }
}

impl Idea {
    const fn with(self, theirs: &'static str, ours: &'static str) -> Self {
        Self { theirs, ours, ..self }
    }
}

const IDEAS: &[Idea] = &[
    idea(Area::Home, "A flat near the park, with a door I can lock", "I want quiet.", "Stay here for now.")
        .with("Look at three flats online", "Ask for the housing list form"),
    idea(Area::Home, "Keep this place and make it look like mine", "It is the first one I chose.", "Ask for a move.")
        .with("Pick a colour for the wall", "Ask the landlord about paint"),
    idea(Area::Money, "Pay off what I owe on the phone", "I hate the texts about it.", "A smaller plan each month.")
        .with("Find the last bill", "Ring the phone shop together"),
    idea(Area::Money, "Save enough for a laptop", "I need it for college.", "Use the one in the library.")
        .with("Put £5 away each week", "Look up the grant for it"),
    idea(
        Area::LearningAndWork,
        "Get on the catering course",
        "I cook for everyone anyway.",
        "Work in a kitchen first.",
    )
    .with("Go to the open day", "Get the form and fill it in together"),
    idea(Area::LearningAndWork, "A job with dogs", "Dogs do not lie.", "Help at the rescue on Saturdays.")
        .with("Ask at the grooming shop", "Help with the CV"),
    idea(Area::LearningAndWork, "Pass maths this time", "I was close.", "Functional skills instead.")
        .with("Do one page a day", "Find a tutor for Tuesdays"),
    idea(Area::MyPeople, "See my little brother more", "He asks for me.", "Video calls on Sundays.")
        .with("Make a list of days I am free", "Talk with his carers about a day"),
    idea(Area::MyPeople, "Find my nan again", "She used to sing to me.", "Write her a letter for later.")
        .with("Write down what I know", "Look in the record for her last address"),
    idea(Area::Feelings, "Sleep through the night", "I am so tired.", "Talk to the doctor.")
        .with("No phone after 11", "Ask about the sleep group"),
    idea(Area::Feelings, "Not get so angry on the bus", "I miss my stop.", "Walk, or go earlier.")
        .with("Try the music thing", "Find out who can teach it"),
    idea(Area::Health, "Get my teeth done", "They hurt when it is cold.", "The walk-in place.")
        .with("Say yes to a date", "Find a dentist with room"),
    idea(Area::Health, "Play football again", "I was good.", "Run with a friend.")
        .with("Go and watch one training", "Ask about the fees"),
    idea(Area::WhoIAm, "Learn to cook what my mum cooked", "It is who we are.", "Ask at the community kitchen.")
        .with("Write down the names of the food", "Find somebody who knows it"),
    idea(Area::LifeSkills, "Cook five things", "I eat toast all week.", "Cook with a neighbour.")
        .with("Choose the five", "Cook the first one together"),
    idea(Area::LifeSkills, "Get my provisional licence", "It is ID as well.", "A citizen card.")
        .with("Get a photo taken", "Pay the fee from the fund"),
];

const ANALYSES: &[&str] = &[
    "Their own words lead each goal. The steps are small and have names. Next time, say more about plan B.",
    "I met them on the day. They know what is in it and why. The home part is strong, money needs a date.",
    "A plan that sounds like them. Each promise of ours has a name beside it.",
];

/// Goals behind a plan that was approved, for somebody whose work was told.
pub(super) fn behind(person: Person, day: Date, service: &Service, chance: &mut Chance, few: bool) -> Person {
    let (Some(on), Some(adviser)) = (person.told_last(EvidenceKind::Plan), person.told_adviser().cloned()) else {
        return person;
    };
    let number = if few { 1 } else { 1 + chance.below(3) };
    let mut order: Vec<usize> = (0..IDEAS.len()).collect();
    chance.shuffle(&mut order);
    let goals = order.iter().take(number).map(|at| &IDEAS[*at]);
    let person = goals.fold(person, |person, idea| person.goal(told_goal(idea, on, day, &adviser, chance)));
    if few && !chance.in_100(10) {
        return person;
    }
    let analysis = *chance.pick(&[&ANALYSES[0], &ANALYSES[1], &ANALYSES[2]]);
    person.plan_behind(on, &adviser, service.sample(Role::TeamManager), analysis)
}

fn told_goal(idea: &Idea, approved: Date, day: Date, adviser: &StaffId, chance: &mut Chance) -> TellGoal {
    let on = add_days(approved, -chance.between(3, 60));
    let goal = TellGoal::theirs(on, idea.goal).about(&[idea.area]).because(idea.why).near(on, number(chance, 2, 6));
    let goal = goal.their_step(on, idea.theirs, None);
    let goal = if chance.in_100(50) { goal.and_did_it(add_days(on, 2)) } else { goal };
    let goal = goal.then_by(adviser).or_else(idea.plan_b).our_step(on, "", idea.ours, None);
    let later = add_days(approved, chance.between(1, 30)).min(add_days(day, -1)).max(approved);
    match chance.below(10) {
        0 => goal.for_later(later),
        1 => goal.put_aside(later, AsideBecause::OtherFirst),
        2 | 3 => goal.done(later, Celebrate::WriteDown, ""),
        4..=6 => goal.near(later, number(chance, 4, 9)),
        _ => goal,
    }
}

fn number(chance: &mut Chance, low: i32, high: i32) -> u8 {
    u8::try_from(chance.between(low, high)).unwrap_or_default()
}

/// What a worker wrote of each matter that no goal of the stories speaks of.
const MATTERS: &[(Matter, &str)] = &[
    (Matter::Support, "We talk every two weeks, by text first. A visit every eight weeks, more if things change."),
    (Matter::Work, "Not yet: learning comes first. Saturday work is welcome if it turns up."),
    (
        Matter::HomeSuits,
        "Seen together in the spring. Dry, warm, near the bus. They feel safe there and know their rights.",
    ),
    (Matter::Skills, "Cooks, washes, reads a bill with help. Next: the rent letter."),
    (Matter::Money, "The bursary is paid each month. Rent is covered. Some is put away for tools."),
    (Matter::Health, "Well. The dentist is due in the new year."),
    (Matter::Feelings, "Talks while doing something else. Knows who to ring on a bad night."),
    (Matter::Identity, "Knows their story and has their photos. Language and faith are as they choose."),
    (Matter::Safety, "Three people to ring, and the back way home. Nothing worries them now."),
    (Matter::PlanB, "If it does not work out, we meet within two days and look again. The door is open."),
];
const CARE_MATTERS: &[(Matter, &str)] = &[
    (Matter::Upbringing, "Stays with the same family until 18, and can visit as long as all want it."),
    (Matter::Placement, "This home keeps school, friends and the cat near."),
    (Matter::Family, "Their mother agrees with the move and wants a say in the day."),
    (Matter::Officer, "The reviewing officer comes before each review and rings between them."),
    (Matter::LeavingCare, "Care ends at 18. Support goes on to 25, and the adviser stays the same."),
];

/// The plan of a told story, if it has one.
pub(super) fn of_story(name: &str, person: Person, day: Date, service: &Service) -> Person {
    match name {
        SAM => sam(person, day, service),
        ELLIS => ellis(person, day, service),
        NADIA => nadia(person, day),
        _ => person,
    }
}

fn with_matters(person: Person, on: Date, matters: &[(Matter, &str)], by: &StaffId) -> Person {
    matters.iter().fold(person, |person, (matter, words)| person.plan_says(on, *matter, words, by))
}

fn sam(person: Person, day: Date, service: &Service) -> Person {
    let amira = &service.advisers[0].id;
    let ago = |days: i32| add_days(day, -days);
    let garage = TellGoal::theirs(ago(140), "Get my Level 3 and work in a proper garage")
        .about(&[Area::LearningAndWork])
        .because("I am good with my hands and I like when it starts first time.")
        .near(ago(140), 4)
        .their_step(ago(130), "Ask Dave at the garage about Saturdays", Some(add_days(day, 12)))
        .near(ago(20), 7)
        .then_by(amira)
        .or_else("A college place one town over, and the bus paid.")
        .our_step(ago(10), "Amira", "Find out about money for tools", Some(add_days(day, 9)));
    let test = TellGoal::theirs(ago(200), "Pass my driving test and drive Jodie to the sea")
        .about(&[Area::LifeSkills])
        .their_step(ago(190), "Pass the theory bit", None)
        .and_did_it(ago(90))
        .done(ago(2), Celebrate::TellSomebody, "Passed! First time!");
    let sister = TellGoal::suggested(ago(120), "Regular time with your sister", amira)
        .about(&[Area::MyPeople])
        .our_step(ago(120), "Amira", "Ask Jodie's carer which Sundays work", Some(ago(100)))
        .and_did_it(ago(104));
    let place =
        TellGoal::theirs(ago(95), "My own place with a yard for the bikes").about(&[Area::Home]).for_later(ago(95));
    let boxing = TellGoal::theirs(ago(180), "Go back to boxing").about(&[Area::Health]);
    let person = person.review(sams_review(day, amira));
    let person = person.goal(test).goal(boxing.put_aside(ago(95), AsideBecause::OtherFirst));
    let person = person.goal(garage).goal(sister).goal(place);
    let person = with_matters(person, ago(94), MATTERS, amira);
    let answer = ToldAnswer { answer: Answer::Agrees, words: "Yeah. It sounds like me.".into() };
    person.plan_approved(ago(90), amira, answer, service.sample(Role::TeamManager), ANALYSES[0], Situation::default())
}

/// A review he led in the garage. He was told what was decided and has not said yet what he thinks.
fn sams_review(day: Date, amira: &StaffId) -> TellMeeting {
    let ago = |days: i32| add_days(day, -days);
    let arrangement = Arrangement {
        kind: Kind::Plan,
        way: Way::Walk,
        on: ago(6),
        at: "5pm".into(),
        place: "Dave's garage".into(),
        purpose: "To see how college and home are, and what comes next".into(),
        lead: Lead::Themselves,
    };
    let wish = |card, words: &str| Entry::Wish { card, words: words.into() };
    let decision = |words: &str, who: &str, days| Entry::Decision {
        words: words.into(),
        who: who.into(),
        by_when: Some(add_days(day, days)),
    };
    TellMeeting::set_up(ago(30), amira, arrangement)
        .they_wrote(ago(25), wish(Card::WhoIWant, "Amira and Pauline. Dave if he is free."))
        .they_wrote(ago(25), wish(Card::ToTalkAbout, "Money for tools\nMy own place one day\nJodie"))
        .they_wrote(ago(25), wish(Card::WhatHelps, "Let me do something with my hands while we talk."))
        .then(ago(10), Entry::Report { words: "Dear Sam,\n\nYou passed your test and you got a merit. I would like to talk about tools, and about Sundays with Jodie.".into() })
        .then(ago(9), Entry::ReportShared)
        .then(ago(6), Entry::Held { on: ago(6), there: true, voice: Voice::Spoke, formal: false, choice: false })
        .they_wrote(ago(6), Entry::Number { who: "Sam".into(), number: 7, words: "Good, but skint.".into() })
        .then(ago(5), Entry::Number { who: "Amira".into(), number: 7, words: "He knows what he wants.".into() })
        .then(ago(5), decision("Find out if the grant pays for tools", "Amira", 9))
        .then(ago(5), decision("Look at two places with a yard after the summer", "Amira and Sam", 200))
        .then(ago(4), Entry::DecisionsShared { evidence: None })
}

/// The review of Ellis's care that comes next, planned in their own words.
fn next_review_of_ellis(day: Date, worker: &StaffId) -> TellMeeting {
    let arrangement = Arrangement {
        kind: Kind::Both,
        way: Way::Meeting,
        on: add_days(day, 12),
        at: "4:15pm".into(),
        place: "The art room at college".into(),
        purpose: "To see if the flat on Quay Street is right for you".into(),
        lead: Lead::Themselves,
    };
    let wish = |card, words: &str| Entry::Wish { card, words: words.into() };
    TellMeeting::set_up(add_days(day, -12), worker, arrangement)
        .they_wrote(add_days(day, -7), wish(Card::WhoIWant, "Ash, and my social worker."))
        .they_wrote(add_days(day, -7), wish(Card::WhoIDoNot, "Nobody from the old home."))
        .they_wrote(add_days(day, -7), wish(Card::ToTalkAbout, "The flat\nThe cat\nArt college"))
        .then(
            add_days(day, -2),
            Entry::Report { words: "Dear Ellis,\n\nI would like to hear what you think of Quay Street.".into() },
        )
}

fn ellis(person: Person, day: Date, service: &Service) -> Person {
    let worker = service.sample(Role::SocialWorker);
    let person = person.review(next_review_of_ellis(day, worker));
    let ago = |days: i32| add_days(day, -days);
    let in_care = Situation { in_care: true, ..Situation::default() };
    let flat = TellGoal::theirs(ago(150), "A flat with light for my drawing desk, near Ash")
        .about(&[Area::Home])
        .because("I draw every day. It is how I think.")
        .near(ago(150), 3)
        .their_step(ago(30), "Measure the desk", Some(add_days(day, 4)))
        .then_by(worker)
        .or_else("Stay in the supported home until a flat with light turns up.")
        .our_step(ago(15), "", "Book the day to see Quay Street", Some(add_days(day, 5)))
        .near(ago(8), 8);
    let college = TellGoal::theirs(ago(150), "Get into art college").about(&[Area::LearningAndWork]);
    let college = college.their_step(ago(60), "Finish ten drawings", Some(add_days(day, 60)));
    let friends = TellGoal::suggested(ago(149), "Stay close to Ash and your friends", worker).about(&[Area::MyPeople]);
    let person = person.goal(flat).goal(college).goal(friends);
    let person = with_matters(with_matters(person, ago(148), MATTERS, worker), ago(148), CARE_MATTERS, worker);
    let words = "I agree with the flat. I do not want the cat left out of it.";
    let answer = ToldAnswer { answer: Answer::InPart, words: words.into() };
    let person =
        person.plan_approved(ago(145), worker, answer, service.sample(Role::TeamManager), ANALYSES[1], in_care);
    person.plan_sent(ago(3), worker, in_care)
}

fn nadia(person: Person, day: Date) -> Person {
    let asked = add_days(day, -15);
    let rent = TellGoal::theirs(asked, "Sort the rent letter before it gets worse").about(&[Area::Money]);
    person.goal(rent.near(asked, 2).their_step(asked, "Take a photo of the letter", Some(add_days(day, 2))))
}
