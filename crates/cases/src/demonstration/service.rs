//! The invented council and the people who work there.

use jiff::civil::{Date, date};

use super::chance::Chance;
use super::names;
use crate::access::{Post, PostKind, Role};
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{StaffId, TeamId};
use crate::settings::Council;
use crate::staff::NewStaff;

/// No council has this name.
pub const COUNCIL: &str = "Harrowdale Council";
/// Every address of the council. `.example` can never be anybody's (RFC 2606).
const AT: &str = "@harrowdale.example";
/// Everybody here has been in their post since then.
pub(super) const LONG_AGO: Date = date(2020, 1, 6);

const ADVISERS: usize = 30;
const TEAMS: usize = 4;
const SOCIAL_WORKERS: usize = 12;
const REVIEWING_OFFICERS: usize = 6;
/// As many people to one adviser as in the council of 810.
const PEOPLE_TO_AN_ADVISER: usize = 27;

pub(super) fn settings() -> Council {
    Council {
        name: COUNCIL.into(),
        authority: "499".into(),
        office_phone: "01632 960 100".into(),
        out_of_hours_phone: "01632 960 999".into(),
        demonstration: true,
        ..Council::default()
    }
}

/// One sample member of staff for each role, the same every time: whoever tries the demonstration signs in as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    pub role: Role,
    pub first_name: &'static str,
    pub full_name: &'static str,
}

const fn sample(role: Role, first_name: &'static str, full_name: &'static str) -> Sample {
    Sample { role, first_name, full_name }
}

/// A role is asked for by one administrator and agreed by another (ACC-09), so there are two.
pub const SECOND_ADMINISTRATOR: Sample = sample(Role::SystemAdministrator, "Idris", "Idris Fairweather");

/// Everybody but the young person, who is one of the told stories.
pub const SAMPLES: &[Sample] = &[
    sample(Role::PersonalAdviser, "Amira", "Amira Nasser-Hill"),
    sample(Role::SocialWorker, "Joanna", "Joanna Whitlow"),
    sample(Role::PracticeSupervisor, "Dev", "Dev Pathania"),
    sample(Role::TeamManager, "Marcia", "Marcia Lindqvist"),
    sample(Role::HeadOfService, "Owen", "Owen Trevanion"),
    sample(Role::ReviewingOfficer, "Ruth", "Ruth Abendana"),
    sample(Role::QualityAuditor, "Peter", "Peter Oyelaran-Shaw"),
    sample(Role::ParticipationOfficer, "Kez", "Kez Hollins"),
    sample(Role::FinanceOfficer, "Bronwen", "Bronwen Achterberg"),
    sample(Role::DataAnalyst, "Tariq", "Tariq Venn"),
    sample(Role::PartnerAgency, "Siobhán", "Siobhán Mac Rory"),
    sample(Role::Carer, "Maureen", "Maureen Tidswell"),
    sample(Role::Advocate, "Lamar", "Lamar Eccleshill-Brown"),
    sample(Role::SystemAdministrator, "Lena", "Lena Brodzik"),
    sample(Role::InformationGovernance, "Hugh", "Hugh Castellane"),
];

impl Sample {
    pub fn of(role: Role) -> Option<&'static Self> {
        SAMPLES.iter().find(|sample| sample.role == role)
    }

    pub fn email(&self) -> String {
        email_of(self.full_name)
    }
}

/// Somebody who works with young people.
#[derive(Debug, Clone)]
pub(super) struct Worker {
    pub id: StaffId,
    pub first_name: String,
    pub team: usize,
}

/// Everybody the invented people may be given.
#[derive(Debug, Clone)]
pub(super) struct Service {
    pub teams: Vec<TeamId>,
    pub advisers: Vec<Worker>,
    pub social_workers: Vec<Worker>,
    pub reviewing_officers: Vec<Worker>,
    samples: Vec<(Role, StaffId)>,
    pub second_administrator: StaffId,
}

impl Service {
    pub(super) fn sample(&self, role: Role) -> &StaffId {
        &self.samples.iter().find(|(of, _)| *of == role).expect("there is one of each role").1
    }
}

/// Sets up a service large enough for so many people.
pub(super) fn set_up(tx: &mut Tx<'_>, people: usize, seed: u64) -> Result<Service> {
    crate::settings::set_council(tx, &settings())?;
    let advisers = people.div_ceil(PEOPLE_TO_AN_ADVISER).max(ADVISERS);
    let in_proportion = |number: usize| (number * advisers).div_ceil(ADVISERS);
    let mut hiring = Hiring { chance: Chance::of(seed, "staff"), teams: Vec::new(), hired: 0, emails: Vec::new() };
    for number in 0..in_proportion(TEAMS) {
        let (name, area) = team_name(number);
        hiring.teams.push(crate::staff::add_team(tx, &name, area)?);
    }
    let mut service = Service {
        teams: hiring.teams.clone(),
        advisers: hiring.workers(tx, Role::PersonalAdviser, advisers)?,
        social_workers: hiring.workers(tx, Role::SocialWorker, in_proportion(SOCIAL_WORKERS))?,
        reviewing_officers: hiring.workers(tx, Role::ReviewingOfficer, in_proportion(REVIEWING_OFFICERS))?,
        samples: Vec::new(),
        second_administrator: StaffId::fresh(),
    };
    let firsts = [&service.advisers, &service.social_workers, &service.reviewing_officers];
    let roles = [Role::PersonalAdviser, Role::SocialWorker, Role::ReviewingOfficer];
    service.samples = roles.into_iter().zip(firsts.map(|workers| workers[0].id.clone())).collect();
    hiring.leaders(tx, &mut service)?;
    hiring.everyone_else(tx, &mut service)?;
    service.second_administrator = hiring.sampled(tx, &SECOND_ADMINISTRATOR, &[PostKind::Service])?;
    Ok(service)
}

fn team_name(number: usize) -> (String, &'static str) {
    const NAMES: [(&str, &str); TEAMS] = [
        ("Harbour team", "Harrowdale town and the harbour"),
        ("Moorside team", "Moorside and the villages"),
        ("Riverside team", "Riverside and the south"),
        ("Journeys team", "The whole of Harrowdale, and young people who live outside it"),
    ];
    let (name, area) = NAMES[number % TEAMS];
    match number / TEAMS {
        0 => (name.to_owned(), area),
        round => (format!("{name} {}", round + 1), area),
    }
}

/// Takes people on one after another, so that nobody shares an address.
struct Hiring {
    chance: Chance,
    teams: Vec<TeamId>,
    hired: usize,
    emails: Vec<String>,
}

impl Hiring {
    /// The first of a role is its sample; the rest have names of chance. Spread over the teams.
    fn workers(&mut self, tx: &mut Tx<'_>, role: Role, number: usize) -> Result<Vec<Worker>> {
        let mut workers = Vec::with_capacity(number);
        for at in 0..number {
            let (first_name, full_name) = match Sample::of(role).filter(|_| at == 0) {
                Some(sample) => (sample.first_name.to_owned(), sample.full_name.to_owned()),
                None => names::of_staff(&mut self.chance),
            };
            let team = at % self.teams.len();
            let id = self.take_on(tx, role, &first_name, &full_name, &[PostKind::Team(self.teams[team].clone())])?;
            workers.push(Worker { id, first_name, team });
        }
        Ok(workers)
    }

    /// A manager and a practice supervisor for each team.
    fn leaders(&mut self, tx: &mut Tx<'_>, service: &mut Service) -> Result<()> {
        for role in [Role::TeamManager, Role::PracticeSupervisor] {
            let leaders = self.workers(tx, role, self.teams.len())?;
            service.samples.push((role, leaders[0].id.clone()));
        }
        Ok(())
    }

    fn everyone_else(&mut self, tx: &mut Tx<'_>, service: &mut Service) -> Result<()> {
        for sample in SAMPLES {
            if service.samples.iter().any(|(role, _)| *role == sample.role) {
                continue;
            }
            let posts: &[PostKind] = match sample.role {
                Role::PartnerAgency | Role::Carer | Role::Advocate => &[],
                Role::FinanceOfficer => &[PostKind::CostCentre, PostKind::Service],
                _ => &[PostKind::Service],
            };
            let id = self.sampled(tx, sample, posts)?;
            service.samples.push((sample.role, id));
        }
        Ok(())
    }

    fn sampled(&mut self, tx: &mut Tx<'_>, sample: &Sample, posts: &[PostKind]) -> Result<StaffId> {
        self.take_on(tx, sample.role, sample.first_name, sample.full_name, posts)
    }

    fn take_on(
        &mut self,
        tx: &mut Tx<'_>,
        role: Role,
        first_name: &str,
        full_name: &str,
        posts: &[PostKind],
    ) -> Result<StaffId> {
        let new = NewStaff {
            full_name: full_name.to_owned(),
            first_name: first_name.to_owned(),
            job: role.says().to_owned(),
            email: self.address(full_name),
            phone: Some(desk_phone(self.hired)),
        };
        self.hired += 1;
        let id = crate::staff::add(tx, &new)?;
        crate::staff::grant_role(tx, &id, role, LONG_AGO)?;
        for kind in posts {
            crate::staff::place(tx, &id, &Post { kind: kind.clone(), from_on: LONG_AGO, to_on: None })?;
        }
        Ok(id)
    }

    fn address(&mut self, full_name: &str) -> String {
        let plain = email_of(full_name);
        let taken = self.emails.iter().filter(|email| **email == plain).count();
        self.emails.push(plain.clone());
        if taken == 0 { plain } else { plain.replace(AT, &format!("{}{AT}", taken + 1)) }
    }
}

/// A line of the range kept for stories and films (01632 960000 to 960999).
fn desk_phone(number: usize) -> String {
    format!("01632 960 {:03}", 101 + number % 898)
}

fn email_of(full_name: &str) -> String {
    format!("{}{AT}", plain_letters(full_name))
}

/// A name as an address: small letters of the English alphabet, joined by full stops.
pub(super) fn plain_letters(name: &str) -> String {
    let joined = name.replace(['\'', '’', '-'], "");
    let words: Vec<String> =
        crate::summary::words(&joined).map(|word| word.chars().filter_map(english).collect()).collect();
    words.into_iter().filter(|word: &String| !word.is_empty()).collect::<Vec<_>>().join(".")
}

/// Letters that lose no accent when taken apart.
fn english(letter: char) -> Option<char> {
    match letter {
        'ł' => Some('l'),
        'đ' => Some('d'),
        _ => letter.is_ascii_alphanumeric().then_some(letter),
    }
}

#[cfg(test)]
impl Service {
    /// A service that is stored nowhere: for tests of what is told, not of how it is kept.
    pub(super) fn unstored() -> Self {
        let workers = |number| {
            (0..number).map(|_| Worker { id: StaffId::fresh(), first_name: "Ana".into(), team: 0 }).collect::<Vec<_>>()
        };
        Self {
            teams: vec![TeamId::fresh()],
            advisers: workers(3),
            social_workers: workers(2),
            reviewing_officers: workers(2),
            samples: SAMPLES.iter().map(|sample| (sample.role, StaffId::fresh())).collect(),
            second_administrator: StaffId::fresh(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_only_letters_that_every_mail_program_takes() {
        assert_eq!(email_of("Siobhán Mac Rory"), "siobhan.mac.rory@harrowdale.example");
        assert_eq!(email_of("Łukasz Świątek-Dudek"), "lukasz.swiatekdudek@harrowdale.example");
        assert_eq!(email_of("Winnie O'Leary"), "winnie.oleary@harrowdale.example");
    }

    #[test]
    fn there_is_one_sample_of_every_role_but_the_young_person() {
        for role in Role::ALL {
            assert_eq!(Sample::of(*role).is_some(), *role != Role::YoungPerson, "{role:?}");
        }
    }
}
