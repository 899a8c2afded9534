//! A demonstration council: invented people with the shares of a real service, so that every page can be tried before
//! there is anybody's data (PRV-15).
//!
//! The same number of people, seed and day always give the same council. It is built only in an empty database, which is
//! marked as a demonstration from its first moment; sample sign-ins exist nowhere else. How the shares come about is in
//! docs/demonstration.md.

mod asked;
mod chance;
mod counts;
mod going_on;
mod going_words;
mod invented;
mod names;
mod paths;
mod plans;
mod recent;
mod service;
mod shares;
mod sign_ins;
mod told;
mod work;

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use waymark_rules::clocks::Packs;
use waymark_rules::dates::add_days;
use waymark_rules::policy::Policy;
use waymark_rules::status::{Status, StatusResult};

pub use crate::sign_in::samples::PASSWORD;
pub use counts::Counts;
pub use service::{COUNCIL, SAMPLES, SECOND_ADMINISTRATOR, Sample};
pub use shares::Group;
pub use sign_ins::{SignIn, sign_ins};

use crate::db::{Asking, By, Reading, Store, Tx};
use crate::error::{Error, Result};
use crate::history::Person;
use crate::ids::PersonId;
use service::Service;
use shares::Profile;
use told::Story;

/// As many people as the service the shares come from.
pub const PEOPLE: usize = 810;
/// People written in one transaction: few enough that a stop loses little, many enough to be quick.
const AT_A_TIME: usize = 2_000;
/// When everybody's record was written down, in days before the day of the demonstration.
const WRITTEN_DAYS_AGO: i32 = 10;

/// With more people than this, only the last months of work are told: they are there to measure with.
const MANY: usize = 5_000;
/// Keeps the chances of the work apart from those of the people.
const WORK: u64 = 0x776f_726b;
/// And those of how it goes.
const GOING: u64 = 0x676f_696e;

/// What to build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub people: usize,
    pub seed: u64,
    /// The day it stands on: everybody's age and status are as of that day.
    pub day: Date,
}

/// How far a demonstration came; kept as a setting, so that half of one is never taken for a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Built {
    plan: Plan,
    finished: bool,
}

const SETTING: &str = "demonstration";

/// Builds the council, telling `progress` how many people are stored.
///
/// Refuses a database that holds anybody: neither real people nor another demonstration may be mixed with it.
pub fn build(store: &Store, plan: &Plan, mut progress: impl FnMut(usize)) -> Result<Counts> {
    let asking = asking(plan.day);
    let service = store.write(&asking, |tx| {
        refuse_unless_empty(tx)?;
        crate::settings::set(tx, SETTING, serde_json::to_string(&Built { plan: *plan, finished: false })?)?;
        service::set_up(tx, plan.people, plan.seed)
    })?;
    let council = Council::dealt(*plan, &service);
    let mut counts = Counts::default();
    let mut told = Vec::new();
    for from in (0..plan.people).step_by(AT_A_TIME) {
        let people: Vec<Person> = (from..plan.people.min(from + AT_A_TIME))
            .map(|number| council.with_its_work(council.person(number, &mut counts)?, number))
            .collect::<Result<_>>()?;
        let ids = store.write(&asking, |tx| crate::history::keep(tx, &people))?;
        told.extend(ids.into_iter().take(council.stories.len().saturating_sub(from)));
        progress(from + people.len());
    }
    let told = council.names_of(&told);
    recent::happened(store, plan.day, &service, &told)?;
    let password = crate::sign_in::samples::hashed_password();
    store.write(&asking, |tx| {
        sign_ins::open(tx, &service, &told, &password)?;
        crate::settings::set(tx, SETTING, serde_json::to_string(&Built { plan: *plan, finished: true })?)
    })?;
    Ok(counts)
}

/// What was built here, if this database holds a whole demonstration.
pub fn standing(r: &mut Reading<'_>) -> Result<Option<Plan>> {
    let built: Option<Built> =
        crate::settings::latest(r, SETTING)?.map(|text| serde_json::from_str(&text)).transpose()?;
    Ok(built.filter(|built| built.finished).map(|built| built.plan))
}

/// Whether anybody is recorded here, or ever was.
pub fn is_empty(r: &mut Reading<'_>) -> Result<bool> {
    use crate::schema::person;
    let people: i64 = person::table.count().get_result(r.conn)?;
    Ok(people == 0)
}

fn refuse_unless_empty(tx: &mut Tx<'_>) -> Result<()> {
    let council = crate::settings::council(tx)?;
    let says = match (council.demonstration, is_empty(tx)?) {
        (false, true) if crate::staff::everyone(tx)?.is_empty() => return Ok(()),
        (true, _) if standing(tx)?.is_none() => {
            "A demonstration council was begun here and not finished. Delete the data folder and begin again."
        }
        (true, _) => "There is a demonstration council here already. To build another, use an empty data folder.",
        (false, false) => "There are people here, and this is not a demonstration. Nothing was changed.",
        (false, true) => "There are members of staff here, and this is not a demonstration. Nothing was changed.",
    };
    Err(Error::Contradicts(says.into()))
}

/// On the account of the command that builds it, some days before its day, but reckoned as of its day.
fn asking(day: Date) -> Asking {
    let mut asking = Asking::new(By::System("demo"), at(add_days(day, -WRITTEN_DAYS_AGO), 9, 0));
    asking.today = day;
    asking
}

/// A time of a day in England.
fn at(day: Date, hour: i8, minute: i8) -> Timestamp {
    let local = day.at(hour, minute, 0, 0);
    crate::clock::london().to_timestamp(local).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Everybody of a council, before they are stored: the stories first, then the rest.
struct Council<'a> {
    plan: Plan,
    service: &'a Service,
    stories: Vec<Story>,
    profiles: Vec<Profile>,
    policy: Policy,
    packs: Packs,
}

impl<'a> Council<'a> {
    fn dealt(plan: Plan, service: &'a Service) -> Self {
        let mut stories = told::all(plan.day, service);
        stories.truncate(plan.people);
        let taken: Vec<_> = stories.iter().map(|story| story.taken).collect();
        let profiles = shares::deal(plan.people, &taken, plan.seed);
        Self { plan, service, stories, profiles, policy: Policy::default(), packs: Packs::national() }
    }

    /// One person, asked about at the law engine: an invented person who is not what they were meant to be stops the
    /// build.
    fn person(&self, number: usize, counts: &mut Counts) -> Result<Person> {
        let (person, group) = match self.stories.get(number) {
            Some(story) => (story.person.clone(), story.taken.group),
            None => {
                let profile = &self.profiles[number - self.stories.len()];
                (invented::person(number, profile, self.service, self.plan.day, self.plan.seed), profile.group)
            }
        };
        let result = person.status_on(&self.policy, self.plan.day)?;
        let expected = self.stories.get(number).map(|story| story.expected).unwrap_or_default();
        if group_of(&result) != Some(group) || !expected.is_met_by(&result) {
            return Err(Error::Other(anyhow::anyhow!(
                "invented person {number} was meant to be {group:?} and is {:?} by the law: {person:?}",
                result.status
            )));
        }
        counts.add(&person, &result);
        Ok(person)
    }

    fn with_its_work(&self, person: Person, number: usize) -> Result<Person> {
        let months = if self.plan.people > MANY { 3 } else { 14 };
        let service = work::Service { packs: &self.packs, policy: &self.policy, day: self.plan.day, months };
        let scene = going_on::Scene::of(self.service, self.plan.day, self.plan.people > MANY);
        let mut chance = chance::Chance::of_person(self.plan.seed ^ GOING, number);
        let person = going_on::told(person, number, &scene, &mut chance);
        let mut chance = chance::Chance::of_person(self.plan.seed ^ WORK, number);
        let person = work::done_with(person, number, &service, &mut chance)?;
        if number < self.stories.len() {
            return Ok(person);
        }
        let few = self.plan.people > MANY;
        Ok(plans::behind(person, self.plan.day, self.service, &mut chance, few))
    }

    fn names_of(&self, told: &[PersonId]) -> Vec<(&'static str, PersonId)> {
        self.stories.iter().map(|story| story.name).zip(told.iter().cloned()).collect()
    }
}

fn group_of(result: &StatusResult) -> Option<Group> {
    match result.status {
        Status::Eligible => Some(Group::Eligible),
        Status::Relevant => Some(Group::Relevant),
        Status::FormerRelevant | Status::FormerRelevant21Plus => Some(Group::FormerRelevant),
        Status::Qualifying => Some(Group::Qualifying),
        Status::None
        | Status::LookedAfterUnder16
        | Status::ShortBreaksOnly
        | Status::LookedAfterNotEligible
        | Status::QualifyingEducation
        | Status::Closed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Everybody of a council that is stored nowhere; each was held against the law.
    fn told(people: usize, seed: u64, day: Date) -> (Vec<Person>, Counts) {
        let service = Service::unstored();
        let council = Council::dealt(Plan { people, seed, day }, &service);
        let mut counts = Counts::default();
        let told = (0..people).map(|number| council.person(number, &mut counts)).collect::<Result<_>>();
        (told.expect("everybody is what they were meant to be"), counts)
    }

    fn of(counts: &std::collections::BTreeMap<String, usize>, key: &str) -> usize {
        counts.get(key).copied().unwrap_or_default()
    }

    #[test]
    fn any_number_of_people_has_the_same_shares_to_the_nearest_person() {
        for people in [405, 1_620, 5_000] {
            let (_, counts) = told(people, 3, date(2026, 11, 22));
            let near = |count: usize, of_810: usize| {
                let exact = (of_810 * people) as f64 / 810.0;
                assert!((count as f64 - exact).abs() < 1.0, "{count} is not {of_810} of 810 among {people}");
            };
            near(of(&counts.by_status, "Eligible"), 241);
            near(of(&counts.by_status, "Relevant"), 17);
            near(of(&counts.by_status, "Qualifying"), 81);
            near(of(&counts.by_area, "outside"), 161);
            near(of(&counts.by_gender, "Female"), 380);
            near(of(&counts.by_ethnicity, "Pakistani"), 113);
        }
    }

    #[test]
    fn everybody_is_what_they_were_meant_to_be_on_any_day_and_by_any_seed() {
        let days = [date(2026, 11, 22), date(2027, 3, 1), date(2028, 2, 29), date(2028, 3, 31), date(2029, 12, 31)];
        for (seed, day) in days.into_iter().enumerate() {
            for people in [1, 5, 18, 30, 700] {
                assert_eq!(told(people, seed as u64, day).1.people, people);
            }
        }
    }

    #[test]
    fn some_people_wait_for_something_and_most_do_not() {
        let (day, service) = (date(2026, 11, 22), Service::unstored());
        let council = Council::dealt(Plan { people: 120, seed: 1, day }, &service);
        let waiting = |number: usize| {
            let person = council.with_its_work(council.person(number, &mut Counts::default())?, number)?;
            let (facts, evidence) = person.for_clocks(day)?;
            let clocks = waymark_rules::clocks::evaluate(&facts, &evidence, &council.packs, &council.policy, day);
            let late = |clock: &waymark_rules::clocks::Clock<'_>| clock.state == waymark_rules::clocks::State::Overdue;
            Ok(clocks.expect("the facts hold together").iter().any(late))
        };
        let waiting = (0..120).map(waiting).collect::<Result<Vec<bool>>>().expect("everybody is told");
        let late = waiting.iter().filter(|late| **late).count();
        assert!((20..=60).contains(&late), "{late} of 120 have something late");
    }

    #[test]
    fn whoever_is_21_or_over_studies_has_asked_or_is_left_in_peace() {
        use waymark_rules::status::SubState;
        let day = date(2026, 11, 22);
        let (people, _) = told(2_000, 8, day);
        let states: Vec<Option<SubState>> = people
            .iter()
            .filter_map(|person| person.status_on(&Policy::default(), day).ok())
            .filter(|result| result.status == Status::FormerRelevant21Plus)
            .map(|result| result.sub_state)
            .collect();
        for state in [SubState::Education, SubState::Active, SubState::Dormant] {
            assert!(states.iter().filter(|found| **found == Some(state)).count() > 5, "{state:?} of {}", states.len());
        }
    }

    #[test]
    fn homes_after_care_are_as_suitable_as_the_source_says() {
        let (_, counts) = told(5_000, 4, date(2026, 11, 22));
        let all: usize = counts.by_home_after_care.values().sum();
        let share = |ending: char| {
            let these = counts.by_home_after_care.iter().filter(|(code, _)| code.ends_with(ending));
            these.map(|(_, people)| people).sum::<usize>() * 100 / all
        };
        assert!((82..=93).contains(&share('1')), "{} in 100 suitable", share('1'));
        assert!((2..=6).contains(&share('2')), "{} in 100 not suitable", share('2'));
        assert!((4..=13).contains(&share('0')), "{} in 100 not known", share('0'));
    }

    /// Whoever writes the words of a page keeps off these; so do those who invent what people say.
    #[test]
    fn nobody_is_given_a_word_we_never_use() {
        let list = include_str!("../../../../docs/forbidden_words.txt");
        let never: Vec<&str> = list
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('|'))
            .filter(|(_, doors)| doors.split('|').next().is_some_and(|staff| staff.trim() == "never"))
            .map(|(word, _)| word.trim())
            .collect();
        assert!(never.len() > 30, "the list is read");
        let (people, _) = told(810, 1, date(2026, 11, 22));
        for fact in people.iter().flat_map(Person::facts) {
            let said = format!(" {} ", crate::summary::words(fact.answer.says()).collect::<Vec<_>>().join(" "));
            for word in &never {
                let found = match word.strip_suffix('*') {
                    Some(beginning) => said.contains(&format!(" {beginning}")),
                    None => said.contains(&format!(" {word} ")),
                };
                assert!(!found, "{word}: {said}");
            }
        }
    }

    #[test]
    fn a_phone_or_an_address_is_nobody_elses_however_many_people_there_are() {
        let (people, _) = told(2_000, 2, date(2026, 11, 22));
        for kind in [crate::facts::FactKind::Phone, crate::facts::FactKind::Email, crate::facts::FactKind::ChildNumber]
        {
            let all: Vec<&str> = people.iter().filter_map(|one| one.given(kind)).collect();
            let different: std::collections::BTreeSet<&str> = all.iter().copied().collect();
            assert_eq!(different.len(), all.len(), "{kind:?}");
            assert!(all.len() > 700, "{kind:?}: {}", all.len());
        }
    }

    #[test]
    fn names_come_in_every_shape() {
        let (people, _) = told(810, 1, date(2026, 11, 22));
        let names: Vec<&str> = people.iter().filter_map(|one| one.given(crate::facts::FactKind::LegalName)).collect();
        let some = |what: &str, is: &dyn Fn(&str) -> bool| assert!(names.iter().any(|name| is(name)), "no name {what}");
        some("with an apostrophe", &|name| name.contains('\''));
        some("with a hyphen", &|name| name.contains('-'));
        some("of one word", &|name| !name.contains(' '));
        some("longer than 30 letters", &|name| name.chars().count() > 30);
        some("with accents", &|name| !name.is_ascii());
        let other = people.iter().filter_map(|one| one.given(crate::facts::FactKind::OtherName));
        assert!(
            other.into_iter().any(|name| name.chars().all(|c| !c.is_ascii_alphabetic())),
            "no name in another script"
        );
    }
}
