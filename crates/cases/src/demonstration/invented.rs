//! Invented people: a profile becomes somebody with a name, a language, ways to be reached and a way through care.

use jiff::civil::Date;
use waymark_rules::dates::{add_days, add_months};
use waymark_ssda903::rows::{Oc3, Record, Uasc};

use super::chance::Chance;
use super::names::{self, Heritage};
use super::paths::{self, Life};
use super::service::{COUNCIL, Service, Worker, plain_letters};
use super::shares::{Activity, Ethnicity, Gender, Group, Profile, Religion};
use crate::access::{RelationshipKind, Role};
use crate::care::NewReturnRow;
use crate::events::{EventKind, NewEvent};
use crate::facts::{Answer, FactKind, SaidBy};
use crate::history::Person;
use crate::relationships::Holder;

/// Mobile numbers kept for stories and films: 07700 900000 to 900999. The told stories have the first hundred.
const FIRST_PHONE: usize = 100;
const PHONES: usize = 900;

/// Tells the history of one dealt person.
pub(super) fn person(number: usize, profile: &Profile, service: &Service, day: Date, seed: u64) -> Person {
    let chance = &mut Chance::of_person(seed, number);
    let life = Life { born_on: paths::born(profile, day, chance), day };
    let from = names::heritage(profile.ethnicity, profile.separated, chance);
    let name = names::name(from, profile.gender, chance);
    let person = Person::called(&name.preferred).legally(&name.legal).born(life.born_on).fact(
        FactKind::ChildNumber,
        child_number(number),
        SaidBy::Return,
    );
    let person = equality(person, profile, from, chance);
    let person = language(person, profile, from, chance);
    let person = reached(person, number, &name.preferred, chance);
    let person = words(person, chance);
    let person = paths::through_care(person, profile, life, COUNCIL, chance);
    let person = returned(person, profile, life, chance);
    supported(person, number, profile, life, service, chance)
}

pub(super) fn child_number(number: usize) -> String {
    format!("HD{:06}", 100_000 + number)
}

fn equality(person: Person, profile: &Profile, from: &Heritage, chance: &mut Chance) -> Person {
    let person = person
        .fact(FactKind::Gender, profile.gender.says(), SaidBy::Themselves)
        .fact(FactKind::Sex, profile.gender.sex(), SaidBy::Return)
        .fact(FactKind::Area, if profile.outside { "outside" } else { "inside" }, SaidBy::Worker)
        .fact(FactKind::Responsible, "us", SaidBy::Worker);
    let person = ethnicity(person, profile.ethnicity);
    let person = religion(person, profile.religion, chance);
    let pronouns = match profile.gender {
        Gender::Male | Gender::TransMan => "he/him",
        Gender::Female => "she/her",
    };
    let person = match chance.below(100) {
        0..25 => person.own(FactKind::Pronouns, pronouns),
        25..28 => person.own(FactKind::Pronouns, "they/them"),
        28..30 => person.answered(FactKind::Pronouns, Answer::PrefersNotToSay, SaidBy::Themselves),
        _ => person,
    };
    let person = if profile.ethnicity == Ethnicity::CentralEuropean && !from.country.is_empty() {
        person.own(FactKind::Culture, &format!("My family is from {}", from.country))
    } else {
        person
    };
    separated(person, profile, from, chance)
}

/// By its code, as an import writes it; nobody has asked where there is no code.
pub(super) fn ethnicity(person: Person, ethnicity: Ethnicity) -> Person {
    match ethnicity.code() {
        Some(code) => person.fact(FactKind::Ethnicity, code, SaidBy::Return),
        None => person,
    }
}

/// "Not recorded" is no fact at all. Of those of whom it is not known, one in six would rather not say.
fn religion(person: Person, religion: Religion, chance: &mut Chance) -> Person {
    match religion.says() {
        Some(says) => person.own(FactKind::Religion, says),
        None if religion == Religion::NotRecorded => person,
        None => {
            let answer = if chance.below(6) == 0 { Answer::PrefersNotToSay } else { Answer::DoesNotKnow };
            person.answered(FactKind::Religion, answer, SaidBy::Themselves)
        }
    }
}

fn separated(person: Person, profile: &Profile, from: &Heritage, chance: &mut Chance) -> Person {
    if !profile.separated {
        return person;
    }
    let person = person
        .fact(FactKind::SeparatedYoungPerson, "Yes", SaidBy::Return)
        .own(FactKind::Culture, &format!("From {}", from.country));
    match chance.below(100) {
        0..12 => person.fact(FactKind::DobStatus, "age_assessed", SaidBy::Worker),
        12..20 => person.fact(FactKind::DobStatus, "assigned", SaidBy::Worker),
        _ => person,
    }
}

fn language(person: Person, profile: &Profile, from: &Heritage, chance: &mut Chance) -> Person {
    match from.language.filter(|_| profile.separated || chance.in_100(45)) {
        Some(language) if profile.separated => {
            let person = person.own(FactKind::FirstLanguage, language);
            let how = chance.pick(&["by phone", "in the room", "by video"]);
            match chance.in_100(70) {
                true => person.fact(FactKind::Interpreter, format!("{language} interpreter, {how}"), SaidBy::Worker),
                false => person.fact(FactKind::Interpreter, "Not needed", SaidBy::Themselves),
            }
        }
        Some(language) => person.own(FactKind::FirstLanguage, language),
        None if chance.in_100(70) => person.own(FactKind::FirstLanguage, "English"),
        None => person,
    }
}

fn reached(person: Person, number: usize, name: &str, chance: &mut Chance) -> Person {
    let person = match number {
        number if number < PHONES && chance.in_100(92) => {
            person.own(FactKind::Phone, &format!("07700 900 {:03}", FIRST_PHONE + number))
        }
        _ => person,
    };
    let person = match chance.in_100(60) {
        true => person.own(FactKind::Email, &address(name, number)),
        false => person,
    };
    let person = match chance.in_100(45) {
        true => person.own(FactKind::BestWay, chance.pick(&["Text message", "Phone call", "Email", "Voice note"])),
        false => person,
    };
    match chance.below(100) {
        0..8 => person.own(FactKind::SafeContact, chance.pick(SAFE)),
        8..14 => person
            .own(FactKind::QuietHours, chance.pick(&["Before 11 in the morning", "Nights: I work", "Friday prayers"])),
        14..24 => person.own(FactKind::AdviserWishes, chance.pick(WISHES)),
        _ => person,
    }
}

const WISHES: &[&str] = &[
    "A woman, if there is one",
    "Somebody who does not leave after a month",
    "Someone who texts back",
    "A person who knows about college money",
    "Someone older than my brother",
];

const SAFE: &[&str] = &[
    "Say you are a friend. My partner reads my phone.",
    "No voicemail. Somebody else listens to it.",
    "Do not say where you call from when somebody else picks up.",
    "Texts are fine, but no names of other people.",
];

fn address(name: &str, number: usize) -> String {
    let first = plain_letters(name.split(' ').next().unwrap_or(name));
    format!("{first}.{number}@post.example")
}

fn words(person: Person, chance: &mut Chance) -> Person {
    let said = [
        (FactKind::LatestWords, LATEST, 40),
        (FactKind::WhatMatters, MATTERS, 45),
        (FactKind::WhatHelps, HELPS, 35),
        (FactKind::WhatToAvoid, AVOID, 25),
    ];
    said.into_iter().fold(person, |person, (kind, sentences, times)| match chance.in_100(times) {
        true => person.own(kind, chance.pick(sentences)),
        false => person,
    })
}

pub(super) const LATEST: &[&str] = &[
    "College is going all right. I need a bus pass.",
    "I got the job! Start Monday.",
    "Not much to say this week.",
    "My nan is in hospital and I want to go and see her.",
    "The boiler is broken again.",
    "I passed my theory test.",
    "I want to try for the flat on Mill Lane.",
    "Can we meet somewhere that is not the office?",
    "I have been cooking for myself all week.",
    "I do not want to talk about it now. Ask me next month.",
    "My brother rang. First time in a year.",
    "I was not told about the meeting.",
];
const MATTERS: &[&str] = &[
    "My little sister. I see her every other Sunday.",
    "My dog.",
    "Football on Tuesdays.",
    "Having my own front door.",
    "Going to the mosque on Fridays.",
    "Not having to tell my story again.",
    "My girlfriend and the baby.",
    "Drawing. I want to do it for a living.",
    "Staying near my mates.",
    "That people do what they said.",
    "Speaking my own language sometimes.",
];
const HELPS: &[&str] = &[
    "A text the day before.",
    "Walking while we talk.",
    "Writing it down for me.",
    "Telling me straight.",
    "Coming with me the first time.",
    "Time to think before I answer.",
    "Knowing who will be in the room.",
];
const AVOID: &[&str] = &[
    "Ringing before noon.",
    "Talking about my dad.",
    "Turning up without saying.",
    "Big meetings.",
    "Asking how I feel when others are there.",
    "Letters. I do not open them.",
];

/// What the yearly return says of somebody who has left care, at the last birthday (OC3), and of somebody who came alone.
fn returned(person: Person, profile: &Profile, life: Life, chance: &mut Chance) -> Person {
    let person = match profile.separated {
        true => {
            let row = came_alone(profile, life, &person);
            person.returned(row)
        }
        false => person,
    };
    let person = match profile.activity == Activity::Parenting && profile.gender == Gender::Female {
        true => mother(person, life, chance),
        false => person,
    };
    if profile.group != Group::FormerRelevant {
        return person;
    }
    let birthday = life.birthday(profile.age);
    let year = collection_year(birthday);
    let (in_touch, activity, home) = match profile.activity {
        Activity::NotKnown => (chance.weighed(&[(60, "NO"), (15, "REFU"), (25, "NREQ")]), "0", "0"),
        known => ("YES", known.code(), lives_in(profile, &person, chance)),
    };
    let row = Oc3 {
        child: person.given(FactKind::ChildNumber).unwrap_or_default().to_owned(),
        dob: Some(life.born_on),
        in_touch: in_touch.into(),
        activ: activity.into(),
        accom: home.into(),
    };
    person.returned(answers(row, year))
}

/// The answers of one year about somebody who has left care, kept as an import keeps them.
pub(super) fn answers(row: Oc3, year: u16) -> NewReturnRow {
    as_kept(&Record::Oc3(Box::new(row)), year)
}

fn as_kept(record: &Record, year: u16) -> NewReturnRow {
    crate::imports::to_return_row(record, year).expect("a row of the return is plain values")
}

/// The collection a day belongs to, named by the year it ends: April to March.
pub(super) fn collection_year(day: Date) -> u16 {
    let year = if day.month() >= 4 { day.year() + 1 } else { day.year() };
    u16::try_from(year).unwrap_or_default()
}

fn came_alone(profile: &Profile, life: Life, person: &Person) -> NewReturnRow {
    let row = Uasc {
        child: person.given(FactKind::ChildNumber).unwrap_or_default().to_owned(),
        sex: profile.gender.sex().into(),
        dob: Some(life.born_on),
        duc: (profile.age >= 18).then(|| life.birthday(18)),
    };
    let started_on = person.episodes().first().map_or(life.birthday(16), |episode| episode.started_on);
    as_kept(&Record::Uasc(Box::new(row)), collection_year(started_on))
}

fn mother(person: Person, life: Life, chance: &mut Chance) -> Person {
    let most = waymark_rules::dates::days_between(life.birthday(16), life.day) - paths::SETTLED;
    let born_on = add_days(life.birthday(16), chance.between(most / 3, most.max(1)));
    person.fact(FactKind::Mother, "Yes", SaidBy::Return).fact(
        FactKind::FirstChildBornOn,
        born_on.to_string(),
        SaidBy::Worker,
    )
}

/// Where they live: staying on with the foster family as often as the source says, and 4 in 100 not suitable.
fn lives_in(profile: &Profile, person: &Person, chance: &mut Chance) -> &'static str {
    let fostered = person.episodes().last().is_some_and(|episode| episode.place.starts_with('U'));
    let stays = match profile.age {
        18 => 61,
        19 | 20 => 52,
        _ => 0,
    };
    if chance.in_100(4) {
        return chance.weighed(&[(30, "X2"), (25, "S2"), (15, "W2"), (15, "B2"), (15, "U2")]);
    }
    if fostered && chance.in_100(stays) {
        return "Z1";
    }
    chance.weighed(&[(46, "U1"), (24, "D1"), (14, "B1"), (7, "E1"), (4, "K1"), (2, "T1"), (2, "C1"), (1, "G1")])
}

/// Who stands by them: an adviser from 16 on, a social worker and a reviewing officer while they are children in care.
fn supported(
    person: Person,
    number: usize,
    profile: &Profile,
    life: Life,
    service: &Service,
    chance: &mut Chance,
) -> Person {
    let adviser = &service.advisers[number % service.advisers.len()];
    let since = add_days(life.birthday(16), chance.between(0, 90)).min(add_days(life.day, -paths::SETTLED));
    let person = person.team(&service.teams[adviser.team], since);
    let has_adviser = match profile.group {
        Group::Eligible | Group::Relevant => chance.in_100(96),
        Group::FormerRelevant => profile.activity != Activity::NotKnown || chance.in_100(60),
        Group::Qualifying => chance.in_100(55),
    };
    let person =
        if number % TO_ONE_AUDITED == TO_ONE_AUDITED / 2 { audited(person, life.day, service) } else { person };
    let person = if has_adviser { with_adviser(person, adviser, adviser_since(since, life, chance)) } else { person };
    if matches!(profile.group, Group::Eligible | Group::Relevant) {
        let social_worker = &service.social_workers[number % service.social_workers.len()];
        let person = person.social_worker(&social_worker.id, since, Some(life.birthday(18)));
        return if profile.group == Group::Eligible { reviewed(person, number, life, service) } else { person };
    }
    person
}

/// One in so many records is drawn for this quarter's audit.
const TO_ONE_AUDITED: usize = 130;

fn audited(person: Person, day: Date, service: &Service) -> Person {
    let auditor = Holder::Staff(service.sample(Role::QualityAuditor).clone());
    person.tied(RelationshipKind::AuditAssignment, auditor, add_days(day, -20), Some(add_days(day, 70)))
}

/// Advisers change: half the people have had theirs for less than two years.
fn adviser_since(since: Date, life: Life, chance: &mut Chance) -> Date {
    let lately = add_months(life.day, -chance.between(1, 24));
    if chance.in_100(50) { since.max(lately).min(add_days(life.day, -paths::SETTLED)) } else { since }
}

pub(super) fn with_adviser(person: Person, adviser: &Worker, since: Date) -> Person {
    let says = format!("{} became the adviser", adviser.first_name);
    person.adviser(&adviser.id, since).happened(NewEvent::new(EventKind::RelationshipStarted, since, says))
}

fn reviewed(person: Person, number: usize, life: Life, service: &Service) -> Person {
    let officer = &service.reviewing_officers[number % service.reviewing_officers.len()];
    let from_on = person.episodes().first().map_or(life.birthday(16), |episode| add_days(episode.started_on, 5));
    person.tied(RelationshipKind::ReviewingOfficerAppointment, Holder::Staff(officer.id.clone()), from_on, None)
}
