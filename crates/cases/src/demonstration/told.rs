//! The told stories: people whose history shows one thing each, on whatever day the demonstration stands.
//!
//! All dates are reckoned back from that day. What each story is there to show is its own sentence, and the law engine is
//! asked whether it is true before anything is stored.

use jiff::civil::{Date, date};
use waymark_rules::dates::{add_days, add_months, age_on};
use waymark_rules::facts::{
    AftercareRequest, Detention, DetentionKind, FamilyMember, FamilyPlacement, LegalStatus, Order, OrderKind,
    Programme, RequestKind,
};
use waymark_rules::policy::Policy;
use waymark_rules::status::{Branch, Flag, Status, StatusResult, SubState};
use waymark_ssda903::rows::Oc3;

use super::invented::{answers, child_number, collection_year, with_adviser};
use super::paths::Life;
use super::service::{COUNCIL, LONG_AGO, Service};
use super::shares::{Ethnicity, Gender, Group, Religion, Taken};
use crate::access::{Grade, RelationshipKind, Role};
use crate::contacts::{NewContact, Way};
use crate::disclosures::{Ground, NewDisclosure};
use crate::facts::{Answer, FactKind, SaidBy};
use crate::history::{Care, Person};
use crate::own_record::replies::ReplyKind;
use crate::permissions::{GivenHow, Giver, NewPermission, Part};
use crate::relationships::{Holder, NewTie};

/// What the law must say of a story for its sentence to be true.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Expected {
    pub status: Option<Status>,
    pub branch: Option<Branch>,
    pub sub_state: Option<SubState>,
    pub flag: Option<Flag>,
    pub days: Option<i32>,
}

impl Expected {
    const fn status(status: Status) -> Self {
        Self { status: Some(status), branch: None, sub_state: None, flag: None, days: None }
    }

    /// Whether the answer is the one the story tells of.
    pub(super) fn is_met_by(&self, result: &StatusResult) -> bool {
        self.status.is_none_or(|status| result.status == status)
            && self.branch.is_none_or(|branch| result.branch == Some(branch))
            && self.sub_state.is_none_or(|state| result.sub_state == Some(state))
            && self.flag.is_none_or(|flag| result.has(flag))
            && self.days.is_none_or(|days| result.counters.days == days)
    }
}

/// One told story.
#[derive(Debug, Clone)]
pub(super) struct Story {
    /// The name everybody knows them by: how the samples find them.
    pub name: &'static str,
    pub person: Person,
    pub taken: Taken,
    pub expected: Expected,
}

/// Everything about a story but what happened.
struct Start {
    name: &'static str,
    legal: &'static str,
    gender: Gender,
    pronouns: &'static str,
    ethnicity: Ethnicity,
    religion: Religion,
    outside: bool,
    separated: bool,
    group: Group,
    shows: &'static str,
}

const SOMEBODY: Start = Start {
    name: "",
    legal: "",
    gender: Gender::Female,
    pronouns: "she/her",
    ethnicity: Ethnicity::WhiteBritish,
    religion: Religion::NotRecorded,
    outside: false,
    separated: false,
    group: Group::FormerRelevant,
    shows: "",
};

/// The telling of the stories on one day, in one service.
pub(super) struct Telling<'a> {
    pub day: Date,
    pub service: &'a Service,
}

/// A mobile number of the range kept for stories and films; the told stories have its first hundred.
fn phone(number: usize) -> String {
    format!("07700 900 {number:03}")
}

/// The number of one of the three who can sign in, by the place of their story.
pub(super) fn phone_of(name: &str) -> String {
    phone([SAM, ELLIS, NADIA].iter().position(|known| *known == name).unwrap_or(99))
}

pub(super) fn email_of(name: &str) -> String {
    format!("{}@post.example", super::service::plain_letters(name))
}

/// Every story, the most useful first: a demonstration of five people has the first five.
pub(super) fn all<'s>(day: Date, service: &'s Service) -> Vec<Story> {
    let telling = Telling { day, service };
    let stories: [Tell<'s>; 18] = [
        Telling::stayed_on,
        Telling::about_to_turn_18,
        Telling::came_back,
        Telling::exactly_thirteen_weeks,
        Telling::home_for_six_months,
        Telling::special_guardianship,
        Telling::arrived_in_time,
        Telling::degree,
        Telling::one_day_short,
        Telling::broke_down,
        Telling::custody,
        Telling::short_breaks,
        Telling::leap_day,
        Telling::mother,
        Telling::closed_record,
        Telling::age_disputed,
        Telling::safe_contact,
        Telling::arrived_too_late,
    ];
    stories.into_iter().enumerate().map(|(number, tell)| telling.told(number, tell)).collect()
}

type Tell<'s> = fn(&Telling<'s>) -> (Start, Date, Told);
type Told = (Expected, Box<dyn Fn(Person) -> Person>);

fn told(expected: Expected, history: impl Fn(Person) -> Person + 'static) -> Told {
    (expected, Box::new(history))
}

impl<'s> Telling<'s> {
    fn told(&self, number: usize, tell: Tell<'s>) -> Story {
        let (start, born_on, (expected, history)) = tell(self);
        let person = Person::called(start.name)
            .legally(start.legal)
            .born(born_on)
            .shows(start.shows)
            .own(FactKind::Pronouns, start.pronouns)
            .fact(FactKind::Gender, start.gender.says(), SaidBy::Themselves)
            .fact(FactKind::Sex, start.gender.sex(), SaidBy::Return)
            .fact(FactKind::Area, if start.outside { "outside" } else { "inside" }, SaidBy::Worker)
            .fact(FactKind::Responsible, "us", SaidBy::Worker)
            .fact(FactKind::ChildNumber, child_number(TOLD + number), SaidBy::Return)
            .own(FactKind::Phone, &phone(number))
            .own(FactKind::Email, &email_of(start.name));
        let person = super::invented::ethnicity(person, start.ethnicity);
        let person = match start.religion.says() {
            Some(says) => person.own(FactKind::Religion, says),
            None => person,
        };
        let person = super::asked::asked(start.name, history(person), self.day);
        let person = super::plans::of_story(start.name, person, self.day, self.service);
        let person = self.supported(person, &start, born_on);
        let age = age_on(born_on, self.day, Policy::default().leap_birthday);
        let Start { name, group, gender, ethnicity, religion, outside, separated, .. } = start;
        let taken = Taken { group, age, gender, ethnicity, religion, outside, separated };
        Story { name, person, taken, expected }
    }

    /// Amira, the sample adviser, stands by everybody told here, but for the closed record.
    fn supported(&self, person: Person, start: &Start, born_on: Date) -> Person {
        let life = Life { born_on, day: self.day };
        let closed = start.name == CLOSED;
        let adviser = &self.service.advisers[usize::from(closed)];
        let since = add_days(life.birthday(16), 10).min(add_days(self.day, -20)).max(LONG_AGO);
        let person = with_adviser(person.team(&self.service.teams[adviser.team], since), adviser, since);
        let person = match start.group {
            Group::Eligible | Group::Relevant => {
                person.social_worker(self.service.sample(Role::SocialWorker), since, Some(life.birthday(18)))
            }
            Group::FormerRelevant | Group::Qualifying => person,
        };
        match start.group {
            Group::Eligible => {
                self.tied(person, RelationshipKind::ReviewingOfficerAppointment, Role::ReviewingOfficer, "")
            }
            _ => person,
        }
    }

    fn tied(&self, person: Person, kind: RelationshipKind, role: Role, reason: &str) -> Person {
        person.tie(NewTie {
            kind,
            holder: Holder::Staff(self.service.sample(role).clone()),
            from_on: add_months(self.day, -6),
            to_on: Some(add_months(self.day, 12)),
            reason: reason.to_owned(),
        })
    }

    /// Somebody who is so many years, months and days old on the day.
    fn aged(&self, years: i32, months: i32, days: i32) -> Date {
        add_days(add_months(self.day, -(12 * years + months)), -days)
    }

    fn life(&self, born_on: Date) -> Life {
        Life { born_on, day: self.day }
    }
}

/// Where the numbers of the told stories begin, far from everybody else's.
const TOLD: usize = 800_000;

/// The sample young person everybody tries first.
pub(super) const SAM: &str = "Sam";
/// Turns 18 in six days.
pub(super) const ELLIS: &str = "Ellis";
/// Came back at 22.
pub(super) const NADIA: &str = "Nadia";
const CLOSED: &str = "Robyn";

/// 18 and over.
impl Telling<'_> {
    fn stayed_on(&self) -> (Start, Date, Told) {
        let born_on = self.aged(19, 4, 3);
        let (life, day) = (self.life(born_on), self.day);
        let b18 = life.birthday(18);
        let row = |year: u16, accommodation: &str| {
            let row = Oc3 {
                child: child_number(TOLD),
                dob: Some(born_on),
                in_touch: "YES".into(),
                activ: "F2".into(),
                accom: accommodation.into(),
            };
            answers(row, year)
        };
        let rows = [row(collection_year(b18), "Z1"), row(collection_year(life.birthday(19)), "Z1")];
        let advocate = self.service.sample(Role::Advocate).clone();
        let start = Start {
            name: SAM,
            legal: "Samuel Oakden-Reeve",
            gender: Gender::Male,
            pronouns: "he/him",
            religion: Religion::None,
            shows: "Everyday support at 19: stayed on with his foster family, is at college, and reads his own record.",
            ..SOMEBODY
        };
        let history = told(Expected::status(Status::FormerRelevant), move |person| {
            let [first, second] = rows.clone();
            person
                .in_care(
                    Care::under(LegalStatus::V2, add_days(born_on, 2900))
                        .living("U6")
                        .order(add_days(born_on, 3100), LegalStatus::C2)
                        .moved(add_days(born_on, 3400), "K2")
                        .moved(add_days(born_on, 3900), "U4")
                        .by(COUNCIL)
                        .until(b18, "E17"),
                )
                .studies(course("Level 3 in motor vehicle repair", add_days(day, -75), add_months(day, 20), day))
                .returned(first)
                .returned(second)
                .introduces(
                    "I am Sam. I fix bikes and I am learning to fix cars. I have lived with Pauline and Errol since I was \
                     ten and I call it home. I do not like being rushed.",
                )
                .says("I got a merit on the brakes unit. Can you tell Pauline before I do? I want to see her face.")
                .own(FactKind::WhatMatters, "Pauline and Errol, my sister Jodie, my bike, and passing my driving test.")
                .own(FactKind::WhatHelps, "Text me first. Talk while we do something. Tell me the plan and stick to it.")
                .own(FactKind::WhatToAvoid, "Ringing while I am at college. Asking about my dad in front of people.")
                .own(FactKind::FirstLanguage, "English")
                .own(FactKind::ReadingHelp, "Short sentences. I like it read out to me.")
                .own(FactKind::Disability, "Dyslexia. Coloured paper helps, and more time.")
                .own(FactKind::BestWay, "Text message")
                .own(FactKind::SafeContact, "Anything is fine to say in a text.")
                .own(FactKind::QuietHours, "Not between 9 and 4 on college days")
                .met(at_the_garage(add_days(day, -16)))
                .shared_without(to_the_court(day))
                .fact(FactKind::Communication, "Give choices in twos. Check he has the time and place in writing.", SaidBy::Carer)
                .tie(NewTie {
                    kind: RelationshipKind::Advocate,
                    holder: Holder::Staff(advocate.clone()),
                    from_on: add_months(day, -3),
                    to_on: Some(add_months(day, 9)),
                    reason: "identity plan messages: Sam asked for someone on his side about college money".into(),
                })
        });
        (start, born_on, history)
    }

    fn came_back(&self) -> (Start, Date, Told) {
        let born_on = self.aged(22, 5, 11);
        let life = self.life(born_on);
        let asked =
            [(RequestKind::OptOut, add_days(life.birthday(21), 30)), (RequestKind::OptIn, add_days(self.day, -20))];
        let start = Start {
            name: NADIA,
            legal: "Nadia Kowalik",
            ethnicity: Ethnicity::CentralEuropean,
            religion: Religion::RomanCatholic,
            outside: true,
            shows: "Said no to support at 21 and came back at 22: one message was enough, whatever was said before.",
            ..SOMEBODY
        };
        let expected = Expected { sub_state: Some(SubState::Active), ..Expected::status(Status::FormerRelevant21Plus) };
        let history = told(expected, move |person| {
            let person = person
                .in_care(foster_care(born_on, 4000, life.birthday(18)).until(life.birthday(18), "E5"))
                .introduces("Nadia, 22. I was fine on my own until I was not. I work nights at a bakery.")
                .says("I think I am ready for some help with the rent letter. Is it still you?")
                .own(FactKind::WhatMatters, "Keeping the flat. My cat.")
                .own(FactKind::WhatHelps, "Not being told off for going quiet.")
                .own(FactKind::FirstLanguage, "Polish")
                .own(FactKind::Interpreter, "Not needed")
                .own(FactKind::QuietHours, "Mornings: I sleep after work");
            asked.iter().fold(person, |person, (kind, on)| person.asked(request(*kind, *on)))
        });
        (start, born_on, history)
    }

    fn degree(&self) -> (Start, Date, Told) {
        let born_on = self.aged(21, 7, 2);
        let life = self.life(born_on);
        let day = self.day;
        let start = Start {
            name: "Temi",
            legal: "Oluwatemilorun Adebayo-Cole",
            ethnicity: Ethnicity::African,
            religion: Religion::Christian,
            outside: true,
            shows: "On a degree that was in the plan before 21: everything goes on until it ends, even at 25.",
            ..SOMEBODY
        };
        let expected =
            Expected { sub_state: Some(SubState::Programme), ..Expected::status(Status::FormerRelevant21Plus) };
        let history = told(expected, move |person| {
            person
                .in_care(foster_care(born_on, 4700, life.birthday(18)).until(life.birthday(18), "E6"))
                .studies(Programme {
                    full_time: true,
                    ..course(
                        "Degree in biomedical science",
                        add_months(life.birthday(20), -6),
                        add_months(day, 18),
                        add_months(life.birthday(20), -9),
                    )
                })
                .introduces("Temi. Second year of biomedical science. I want to be the person who finds it early.")
                .says("Where do I live in the summer? Halls close on 14 June and nobody has said.")
                .own(FactKind::WhatMatters, "Church, my study group, and somewhere to be in the holidays.")
                .own(FactKind::WhatHelps, "Knowing the money dates in advance.")
                .own(FactKind::FirstLanguage, "English")
                .own(FactKind::BestWay, "Email")
        });
        (start, born_on, history)
    }

    fn leap_day(&self) -> (Start, Date, Told) {
        let born_on = self.leap_birthday();
        let life = self.life(born_on);
        let day = self.day;
        let start = Start {
            name: "Febe",
            legal: "Phoebe Butterfield",
            religion: Religion::ChurchOfEngland,
            shows: "Born on 29 February: in other years the law takes 1 March for the birthday, so 18 came on 1 March.",
            ..SOMEBODY
        };
        let history = told(Expected::default(), move |person| {
            person
                .in_care(foster_care(born_on, 3300, life.birthday(18)).until(life.birthday(18), "E5"))
                .introduces("I only have a real birthday every four years so I expect a big one.")
                .says("I have moved my stuff in. It feels very quiet.")
                .own(FactKind::WhatMatters, "My birthday being on the right day.")
                .own(FactKind::BestWay, "Voice note")
                .asked(request(RequestKind::OptIn, add_days(day, -30)))
        });
        (start, born_on, history)
    }

    /// The 29 February that makes somebody 18 to 21.
    fn leap_birthday(&self) -> Date {
        (18..=22)
            .map(|years| self.day.year() - years)
            .filter(|year| date(*year, 1, 1).in_leap_year())
            .map(|year| date(year, 2, 29))
            .find(|born_on| (18..=21).contains(&age_on(*born_on, self.day, Policy::default().leap_birthday)))
            .unwrap_or_else(|| self.aged(19, 0, 0))
    }

    fn mother(&self) -> (Start, Date, Told) {
        let born_on = self.aged(20, 2, 9);
        let life = self.life(born_on);
        let child = add_days(self.day, -250);
        let start = Start {
            name: "Kezia",
            legal: "Kezia Facey",
            ethnicity: Ethnicity::WhiteAndCaribbean,
            religion: Religion::Christian,
            shows: "A mother at 20: the yearly return asks for it, and keeps her son's details apart from hers.",
            ..SOMEBODY
        };
        let history = told(Expected::status(Status::FormerRelevant), move |person| {
            person
                .in_care(foster_care(born_on, 5100, life.birthday(18)).until(life.birthday(18), "E5"))
                .fact(FactKind::Mother, "Yes", SaidBy::Return)
                .fact(FactKind::FirstChildBornOn, child.to_string(), SaidBy::Worker)
                .introduces("I am Kezia and this is Asher. He has two teeth. We live on the third floor.")
                .says("Health visitor says he is doing great. I cried a bit, good crying.")
                .own(FactKind::WhatMatters, "Asher. Being a good mum. Not being judged by my file.")
                .own(FactKind::WhatHelps, "Visits while he naps. Someone coming with me to the housing office.")
                .own(FactKind::WhatToAvoid, "Saying \"mum\" instead of my name.")
                .own(FactKind::FirstLanguage, "English")
        });
        (start, born_on, history)
    }

    fn arrived_in_time(&self) -> (Start, Date, Told) {
        let born_on = self.aged(18, 1, 5);
        let life = self.life(born_on);
        let arrived_on = add_months(life.birthday(18), -4);
        let start = Start {
            name: "Dawit",
            legal: "Dawit Tesfay Gebremedhin",
            gender: Gender::Male,
            pronouns: "he/him",
            ethnicity: Ethnicity::African,
            religion: Religion::Orthodox,
            separated: true,
            shows: "Came to the country alone at 17 years and 8 months: 13 weeks before 18 were just enough.",
            ..SOMEBODY
        };
        let expected = Expected { branch: Some(Branch::Section23C1B), ..Expected::status(Status::FormerRelevant) };
        let history = told(expected, move |person| {
            alone(person, "Tigrinya", "From Eritrea. Fasting days matter, and coffee made properly.")
                .own(FactKind::OtherName, "ዳዊት ተስፋይ")
                .in_care(
                    Care::under(LegalStatus::V2, arrived_on)
                        .because("N8")
                        .living("K3")
                        .by(COUNCIL)
                        .until(life.birthday(18), "E5"),
                )
                .fact(
                    FactKind::Interpreter,
                    "Tigrinya interpreter in the room; he asks for a man from outside Harrowdale",
                    SaidBy::Worker,
                )
                .introduces("My name is Dawit. I play football and I learn English fast. My mother is in Ethiopia.")
                .says("The lawyer has moved my interview again. I sleep badly before it.")
                .own(FactKind::WhatMatters, "Hearing from my mother. The decision. Sunday church in Leedham.")
                .own(FactKind::WhatHelps, "The same interpreter. Knowing who will be in the room.")
                .own(FactKind::WhatToAvoid, "Questions about the journey when there is no reason to ask.")
                .own(FactKind::Communication, "Plain English in writing; the interpreter for anything that matters.")
        });
        (start, born_on, history)
    }

    fn arrived_too_late(&self) -> (Start, Date, Told) {
        let born_on = self.aged(18, 2, 20);
        let life = self.life(born_on);
        let arrived_on = add_months(life.birthday(18), -2);
        let start = Start {
            name: "Hiwa",
            legal: "Hiwa Salih Omar",
            gender: Gender::Male,
            pronouns: "he/him",
            ethnicity: Ethnicity::AnotherGroup,
            religion: Religion::Muslim,
            separated: true,
            group: Group::Qualifying,
            shows: "Came to the country alone at 17 years and 10 months: under 13 weeks before 18, so qualifying.",
            ..SOMEBODY
        };
        let expected = Expected { branch: Some(Branch::Section24LookedAfter), ..Expected::status(Status::Qualifying) };
        let history = told(expected, move |person| {
            alone(person, "Kurdish Sorani", "Kurdish, from near Sulaymaniyah.")
                .own(FactKind::OtherName, "هیوا ساڵح عومەر")
                .in_care(
                    Care::under(LegalStatus::V2, arrived_on)
                        .because("N8")
                        .living("K3")
                        .by(COUNCIL)
                        .until(life.birthday(18), "E8"),
                )
                .fact(FactKind::Interpreter, "Sorani interpreter by phone", SaidBy::Worker)
                .introduces("Hiwa means hope. I was a barber with my uncle.")
                .says("My friend Dawit has an adviser and I was told it is different for me. Why?")
                .own(FactKind::WhatMatters, "Work. Not being moved again.")
        });
        (start, born_on, history)
    }
}

/// 16 and 17, in care.
impl Telling<'_> {
    fn about_to_turn_18(&self) -> (Start, Date, Told) {
        let b18 = add_days(self.day, 6);
        let born_on = add_months(b18, -12 * 18);
        let (carer, day) = (self.service.sample(Role::Carer).clone(), self.day);
        let nurse = self.service.sample(Role::PartnerAgency).clone();
        let start = Start {
            name: ELLIS,
            legal: "Ellis Jude Rawnsley",
            gender: Gender::Male,
            pronouns: "they/them",
            ethnicity: Ethnicity::WhiteBritish,
            religion: Religion::Atheist,
            group: Group::Eligible,
            shows: "Turns 18 in six days: eligible today, former relevant then, and everything to settle before it.",
            ..SOMEBODY
        };
        let expected = Expected { branch: Some(Branch::Schedule2Paragraph19B), ..Expected::status(Status::Eligible) };
        let history = told(expected, move |person| {
            person
                .in_care(foster_care(born_on, 3700, day))
                .introduces(
                    "Ellis. They. I draw comics. I have had seven bedrooms and this one is mine until Saturday.",
                )
                .says("Everyone keeps saying happy birthday like it is good news. Where am I sleeping on Sunday?")
                .own(FactKind::WhatMatters, "Keeping my desk and my drawings. Staying in the same town as Ash.")
                .own(FactKind::WhatHelps, "Pictures and lists. Telling me before, not after.")
                .own(FactKind::WhatToAvoid, "Surprises. Calling me by my middle name.")
                .own(FactKind::FirstLanguage, "English")
                .own(FactKind::Disability, "Autistic. Quiet rooms help.")
                .own(FactKind::BestWay, "Text message")
                .own(FactKind::SafeContact, "Anything is fine to say in a text.")
                .own(FactKind::AdviserWishes, "Somebody who reads comics, or at least pretends")
                .says_yes(add_days(day, -40), &art_college(day))
                .tie(dated(RelationshipKind::Placement, &carer, add_months(day, -14), day, ""))
                .tie(dated(
                    RelationshipKind::SharingPackage,
                    &nurse,
                    add_months(day, -2),
                    day,
                    "identity health: leaving care health summary before 18",
                ))
        });
        (start, born_on, history)
    }

    fn closed_record(&self) -> (Start, Date, Told) {
        let born_on = self.aged(17, 3, 8);
        let day = self.day;
        let named = [self.service.advisers[1].id.clone(), self.service.sample(Role::HeadOfService).clone()];
        let start = Start {
            name: CLOSED,
            legal: "Robyn Fairclough-Dale",
            group: Group::Eligible,
            shows: "A record closed to all but a named list: for everybody else it is as if there were none.",
            ..SOMEBODY
        };
        let history = told(Expected::status(Status::Eligible), move |person| {
            person
                .in_care(foster_care(born_on, 4400, day))
                .restricted(Grade::Record, "A parent works for the council", add_months(day, 3), &named)
                .introduces("Robyn. I like horses and being left alone, in that order.")
                .says("Can nobody at my mum's work see this?")
                .answered(FactKind::FirstLanguage, Answer::PrefersNotToSay, SaidBy::Themselves)
        });
        (start, born_on, history)
    }

    fn age_disputed(&self) -> (Start, Date, Told) {
        let born_on = self.aged(17, 1, 14);
        let day = self.day;
        let start = Start {
            name: "Zabi",
            legal: "Zabihullah",
            gender: Gender::Male,
            pronouns: "he/him",
            ethnicity: Ethnicity::AnotherAsian,
            religion: Religion::Muslim,
            separated: true,
            group: Group::Eligible,
            shows: "One name, a date of birth that is disputed, and nothing taken away while that is settled.",
            ..SOMEBODY
        };
        let expected = Expected { flag: Some(Flag::AgeDisputed), ..Expected::status(Status::Eligible) };
        let history = told(expected, move |person| {
            alone(person, "Pashto", "Pashtun. One name, as at home.")
                .own(FactKind::OtherName, "ذبیح الله")
                .fact(FactKind::DobStatus, "age_disputed", SaidBy::Worker)
                .in_care(Care::under(LegalStatus::V2, add_days(day, -230)).because("N8").living("U6").by(COUNCIL))
                .fact(FactKind::Interpreter, "Pashto interpreter by video; not the one from March", SaidBy::Worker)
                .introduces("I am Zabi. I am seventeen. I say it every time and I will say it again.")
                .says("Why do they ask my age when they have written it down already?")
                .own(FactKind::WhatMatters, "Being believed. Cricket. My brother in Germany.")
                .own(FactKind::WhatHelps, "Somebody who stays for the whole meeting.")
        });
        (start, born_on, history)
    }

    fn safe_contact(&self) -> (Start, Date, Told) {
        let born_on = self.aged(16, 8, 1);
        let day = self.day;
        let start = Start {
            name: "Jay",
            legal: "Jasmine Iqbal",
            gender: Gender::TransMan,
            pronouns: "he/him",
            ethnicity: Ethnicity::Pakistani,
            religion: Religion::Muslim,
            outside: true,
            group: Group::Eligible,
            shows: "What is safe to say in a message: he lives away from family who must not learn where, or his name.",
            ..SOMEBODY
        };
        let history = told(Expected::status(Status::Eligible), move |person| {
            person
                .in_care(
                    Care::under(LegalStatus::L2, add_days(day, -420))
                        .order(add_days(day, -412), LegalStatus::C1)
                        .moved(add_days(day, -300), "U6")
                        .order(add_days(day, -200), LegalStatus::C2)
                        .by(COUNCIL),
                )
                .introduces("Jay. Ask me about old cameras.")
                .says("My cousin found my old number. I have a new one now.")
                .own(
                    FactKind::SafeContact,
                    "Texts must not name the council, Jay, or where I live. Say \"Hi, it is A.\"",
                )
                .own(FactKind::BestWay, "Text message")
                .own(FactKind::WhatMatters, "My name. Nobody telling my family.")
                .own(FactKind::WhatHelps, "Using Jay every time, on paper too.")
                .own(FactKind::WhatToAvoid, "Interpreters or workers who know my family.")
                .own(FactKind::FirstLanguage, "English")
                .own(FactKind::OtherName, "Jasmine, in old papers only")
        });
        (start, born_on, history)
    }
}

/// 16 and 17, out of care; and those who qualify.
impl Telling<'_> {
    fn exactly_thirteen_weeks(&self) -> (Start, Date, Told) {
        let born_on = self.aged(17, 1, 20);
        let left_on = add_days(self.day, -40);
        let start = Start {
            name: "Keeley",
            legal: "Keeley-Ann Haigh",
            religion: Religion::None,
            group: Group::Relevant,
            shows: "Exactly 13 weeks in care, 91 days to the day: relevant. One day fewer and a manager would be asked.",
            ..SOMEBODY
        };
        let expected = Expected { days: Some(91), ..Expected::status(Status::Relevant) };
        let history = told(expected, move |person| {
            person
                .in_care(agreed_care(add_days(left_on, -91), "U6").until(left_on, "E13"))
                .introduces("Keeley. I live at my auntie's. I do nails and I am good at it.")
                .says("If I had gone a day sooner I would have got nothing? That is mad.")
                .own(FactKind::WhatMatters, "My auntie's house being all right for money.")
                .own(FactKind::WhatHelps, "Coming to me. The bus is two hours.")
        });
        (start, born_on, history)
    }

    fn one_day_short(&self) -> (Start, Date, Told) {
        let born_on = self.aged(16, 11, 2);
        let left_on = add_days(self.day, -30);
        let start = Start {
            name: "Corey",
            legal: "Corey Widdop",
            gender: Gender::Male,
            pronouns: "he/him",
            religion: Religion::None,
            group: Group::Relevant,
            shows: "90 nights, or 91 days with the day he left: the law can be read both ways and a manager must decide.",
            ..SOMEBODY
        };
        let expected =
            Expected { flag: Some(Flag::BoundaryReview), days: Some(90), ..Expected::status(Status::Relevant) };
        let history = told(expected, move |person| {
            person
                .in_care(agreed_care(add_days(left_on, -90), "K2").until(left_on, "E8"))
                .introduces("Corey. Skating, mostly. I talk more when we are walking.")
                .says("So who is deciding? And when?")
                .own(FactKind::WhatHelps, "Meeting outside.")
        });
        (start, born_on, history)
    }

    fn broke_down(&self) -> (Start, Date, Told) {
        let born_on = self.aged(17, 6, 16);
        let home_on = add_months(self.day, -9);
        let broke_on = add_days(self.day, -30);
        let start = Start {
            name: "Renée",
            legal: "Renée Campbell-Dean",
            ethnicity: Ethnicity::WhiteAndCaribbean,
            group: Group::Relevant,
            shows: "Went home, stayed more than six months, and it broke down: relevant again from that day.",
            ..SOMEBODY
        };
        let expected = Expected { branch: Some(Branch::Regulation3Breakdown), ..Expected::status(Status::Relevant) };
        let history = told(expected, move |person| {
            person
                .in_care(foster_care(born_on, 4100, home_on).until(home_on, "E4A"))
                .with_family(home(home_on, Some(broke_on)))
                .introduces("Renée with two e's. I sing. I am on Tash's sofa just now.")
                .says("Dad said to go so I went. I have got my passport and my keyboard.")
                .own(FactKind::WhatMatters, "Somewhere with a door. My keyboard.")
                .own(FactKind::WhatToAvoid, "Ringing my dad.")
        });
        (start, born_on, history)
    }

    fn custody(&self) -> (Start, Date, Told) {
        let born_on = self.aged(16, 2, 6);
        let held_on = add_days(self.life(born_on).birthday(16), -21);
        let out_on = add_months(self.day, 4);
        let start = Start {
            name: "Tyrell",
            legal: "Tyrell Lindo",
            gender: Gender::Male,
            pronouns: "he/him",
            ethnicity: Ethnicity::WhiteAndCaribbean,
            religion: Religion::Christian,
            outside: true,
            group: Group::Relevant,
            shows: "Sentenced three weeks before 16 and held on that birthday: relevant though he was never in care at 16.",
            ..SOMEBODY
        };
        let expected = Expected { branch: Some(Branch::Regulation3Detained), ..Expected::status(Status::Relevant) };
        let history = told(expected, move |person| {
            person
                .in_care(agreed_care(add_days(held_on, -500), "K2").until(held_on, "E9"))
                .detained(Detention {
                    start_on: held_on,
                    end_on: Some(out_on),
                    kind: DetentionKind::SentencedCustody,
                    section: None,
                })
                .introduces("Tyrell. I box. I read now, there is nothing else to do.")
                .says("I get out in spring. Who picks me up?")
                .own(FactKind::WhatMatters, "My mum visiting. Not going back to the same estate.")
                .own(FactKind::BestWay, "Visits and letters. Phone time is 4 to 5.")
        });
        (start, born_on, history)
    }

    fn home_for_six_months(&self) -> (Start, Date, Told) {
        let born_on = self.aged(17, 5, 25);
        let home_on = add_months(self.day, -7);
        let start = Start {
            name: "Danny",
            legal: "Daniel Crabtree",
            gender: Gender::Male,
            pronouns: "he/him",
            religion: Religion::ChurchOfEngland,
            group: Group::Qualifying,
            shows: "Left care at 16 and has lived with his mother for more than six months: qualifying, no longer relevant.",
            ..SOMEBODY
        };
        let expected = Expected { branch: Some(Branch::Section24LookedAfter), ..Expected::status(Status::Qualifying) };
        let history = told(expected, move |person| {
            person
                .in_care(foster_care(born_on, 4800, home_on).until(home_on, "E4A"))
                .with_family(home(home_on, None))
                .introduces("Danny. Home with my mum and it is going OK. Ask me about pigeons.")
                .says("You wrote that I am not relevant. That is not a nice word.")
                .own(FactKind::WhatMatters, "My mum staying well. The pigeons.")
        });
        (start, born_on, history)
    }

    fn special_guardianship(&self) -> (Start, Date, Told) {
        let born_on = self.aged(16, 1, 12);
        let made_on = add_days(born_on, 365 * 12);
        let start = Start {
            name: "Iman",
            legal: "Iman Akhtar",
            ethnicity: Ethnicity::Pakistani,
            religion: Religion::Muslim,
            group: Group::Qualifying,
            shows: "Left care at 12 for a special guardian: qualifying from 16 because she was looked after just before.",
            ..SOMEBODY
        };
        let expected =
            Expected { branch: Some(Branch::Section24SpecialGuardianship), ..Expected::status(Status::Qualifying) };
        let history = told(expected, move |person| {
            person
                .in_care(foster_care(born_on, 3500, made_on).until(made_on, "E47"))
                .ordered(Order {
                    kind: OrderKind::SpecialGuardianship,
                    made_on,
                    ended_on: None,
                    looked_after_immediately_before: Some(true),
                })
                .introduces("Iman. My gran looks after me. I want to be a paramedic.")
                .says("Gran says we do not need anything but she is tired.")
                .own(FactKind::FirstLanguage, "English, and Punjabi with Gran")
                .own(FactKind::WhatMatters, "Gran. School. Not making a fuss.")
        });
        (start, born_on, history)
    }

    fn short_breaks(&self) -> (Start, Date, Told) {
        let born_on = self.aged(17, 2, 4);
        let day = self.day;
        let start = Start {
            name: "Ollie",
            legal: "Oliver Thornber",
            gender: Gender::Male,
            pronouns: "he/him",
            group: Group::Qualifying,
            shows: "Only ever short breaks, two nights at a time: never eligible, and between breaks he qualifies for advice.",
            ..SOMEBODY
        };
        let expected =
            Expected { flag: Some(Flag::ShortBreakOnly), days: Some(0), ..Expected::status(Status::Qualifying) };
        let history = told(expected, move |person| {
            let breaks = [390, 330, 270, 200, 140, 80, 21];
            breaks
                .into_iter()
                .fold(person, |person, ago| {
                    let from_on = add_days(day, -ago);
                    let stay = Care::under(LegalStatus::V3, from_on).because("N2").by(COUNCIL);
                    person.in_care(stay.until(add_days(from_on, 2), "E8"))
                })
                .fact(
                    FactKind::Introduction,
                    "Ollie loves water, buses and people who sing. He tells you with his eyes.",
                    SaidBy::Carer,
                )
                .fact(
                    FactKind::LatestWords,
                    "Pointed at the minibus picture and laughed: he wants to go again.",
                    SaidBy::Carer,
                )
                .fact(
                    FactKind::Communication,
                    "Picture cards and eye pointing. Wait longer than feels natural.",
                    SaidBy::Carer,
                )
                .fact(
                    FactKind::Disability,
                    "Cerebral palsy and a learning disability. Uses a wheelchair outdoors.",
                    SaidBy::Carer,
                )
                .fact(FactKind::WhatHelps, "A quiet start, and the same two people.", SaidBy::Carer)
        });
        (start, born_on, history)
    }
}

/// Care with foster families under a care order, from so many days after birth.
/// He read what was written of it, and says that it is wrong.
fn at_the_garage(on: Date) -> NewContact {
    let mut met = NewContact::on("told-sam-garage", on, Way::SomewhereElse);
    met.their_words = "I might stop college. The van job pays now.".into();
    met.what_happened = "We walked round the garage. Sam wants to stop college.".into();
    met.answered_back(ReplyKind::Wrong, "I said I might. I did not say I want to.")
}

fn to_the_court(day: Date) -> NewDisclosure {
    NewDisclosure {
        ground: Ground::CourtOrDuty,
        with_whom: "The family court, about his sister".into(),
        what: "The dates on which he saw Jodie this year".into(),
        why: "The court ordered it, and asked for nothing else".into(),
        alternatives: "We asked if a letter from Pauline would do. It would not.".into(),
        asked: "Yes. Sam would rather not, and knows it is an order.".into(),
        told: format!("Yes, on {}", waymark_rules::words::long_date(add_days(day, -1))),
        told_review_on: None,
    }
}

/// It ends at 18 whatever its own day is.
fn art_college(day: Date) -> NewPermission {
    NewPermission {
        recipient: "The art college".into(),
        purpose: "So that they know about my quiet room".into(),
        parts: vec![Part::AboutThem, Part::Learning],
        until: add_months(day, 6),
        how: GivenHow::AtTheirOwnDoor,
        giver: Giver::Themselves,
        words: String::new(),
        language: String::new(),
        withdrawn: None,
    }
}

fn foster_care(born_on: Date, days: i32, before: Date) -> Care {
    let from_on = add_days(born_on, days);
    let care = Care::under(LegalStatus::C1, from_on).order(add_days(from_on, 180), LegalStatus::C2);
    let moved_on = add_days(from_on, 500);
    let care = if add_days(moved_on, 60) < before { care.moved(moved_on, "U4") } else { care };
    care.by(COUNCIL)
}

/// A single period of care by agreement, in one home.
fn agreed_care(from_on: Date, place: &str) -> Care {
    Care::under(LegalStatus::V2, from_on).because("N4").living(place).by(COUNCIL)
}

fn home(from_on: Date, broke_down_on: Option<Date>) -> FamilyPlacement {
    let broke_down = broke_down_on.is_some();
    FamilyPlacement { start_on: from_on, end_on: broke_down_on, with: FamilyMember::Parent, broke_down }
}

fn alone(person: Person, language: &str, culture: &str) -> Person {
    person
        .fact(FactKind::SeparatedYoungPerson, "Yes", SaidBy::Return)
        .own(FactKind::FirstLanguage, language)
        .own(FactKind::Culture, culture)
}

fn request(kind: RequestKind, on: Date) -> AftercareRequest {
    AftercareRequest { kind, on, channel: Some("text".into()) }
}

fn course(level: &str, start_on: Date, expected_end_on: Date, planned_on: Date) -> Programme {
    Programme {
        start_on,
        expected_end_on: Some(expected_end_on),
        ended_on: None,
        full_time: true,
        level: Some(level.into()),
        plan_reference: None,
        planned_on: Some(planned_on.min(start_on)),
    }
}

fn dated(kind: RelationshipKind, holder: &crate::ids::StaffId, from_on: Date, day: Date, reason: &str) -> NewTie {
    NewTie {
        kind,
        holder: Holder::Staff(holder.clone()),
        from_on,
        to_on: Some(add_months(day, 12)),
        reason: reason.to_owned(),
    }
}
