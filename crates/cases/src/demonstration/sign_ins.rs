//! Who of the invented people can sign in: one member of staff of each role, a second administrator, and three young
//! people.

use serde::Serialize;

use super::service::{SAMPLES, SECOND_ADMINISTRATOR, Service};
use super::told::{ELLIS, NADIA, SAM, email_of, phone_of};
use crate::access::Role;
use crate::db::{Reading, Tx};
use crate::error::Result;
use crate::ids::PersonId;
use crate::sign_in::passwords::Hashed;
use crate::sign_in::samples;

/// One way into the demonstration, for printing where it starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignIn {
    pub name: &'static str,
    pub role: &'static str,
    /// What somebody sees who signs in here, in a few words.
    pub sees: &'static str,
    /// The page to sign in at.
    pub door: &'static str,
    /// The address to type: an email for staff, a phone number for a young person.
    pub contact: String,
    /// The password of staff. Their changing code, and a young person's code, wait on the page of local messages.
    pub password: Option<&'static str>,
}

/// Every sample sign-in of this database: none at all, unless it is a demonstration.
pub fn sign_ins(r: &mut Reading<'_>) -> Result<Vec<SignIn>> {
    if super::standing(r)?.is_none() || !crate::settings::council(r)?.demonstration {
        return Ok(Vec::new());
    }
    let staff = SAMPLES.iter().chain([&SECOND_ADMINISTRATOR]).map(|sample| SignIn {
        name: sample.full_name,
        role: sample.role.says(),
        sees: if *sample == SECOND_ADMINISTRATOR { AGREES } else { sees(sample.role) },
        door: "/team/sign-in",
        contact: sample.email(),
        password: Some(samples::PASSWORD),
    });
    let young = YOUNG.iter().map(|(name, sees)| SignIn {
        name,
        role: Role::YoungPerson.says(),
        sees,
        door: "/me/in",
        contact: phone_of(name),
        password: None,
    });
    Ok(staff.chain(young).collect())
}

const YOUNG: &[(&str, &str)] = &[
    (SAM, "19, at college: his own record, and who has looked at it"),
    (ELLIS, "turns 18 in days"),
    (NADIA, "22, said no to support and came back"),
];

const AGREES: &str = "the same; a role asked for by one is agreed by the other";

const fn sees(role: Role) -> &'static str {
    match role {
        Role::PersonalAdviser => "the young people she supports, most of the told stories among them",
        Role::SocialWorker => "young people under 18 she works with beside their adviser",
        Role::PracticeSupervisor | Role::TeamManager => "everybody of the Harbour team",
        Role::HeadOfService => "the whole service, and the one closed record",
        Role::ReviewingOfficer => "young people in care she is appointed to",
        Role::QualityAuditor => "the records drawn for this quarter's audit",
        Role::ParticipationOfficer | Role::FinanceOfficer => "the part of each record the work needs",
        Role::DataAnalyst => "figures and the yearly return: loads files",
        Role::PartnerAgency => "the health package shared about Ellis",
        Role::Carer => "what a carer of Ellis needs",
        Role::Advocate => "what Sam agreed to show",
        Role::YoungPerson => "their own record",
        Role::SystemAdministrator => "accounts and settings, and nobody's record",
        Role::InformationGovernance => "who looked, and requests for copies",
    }
}

/// Opens the accounts. Young people sign in with a code sent to the number or address in their record.
pub(super) fn open(
    tx: &mut Tx<'_>,
    service: &Service,
    told: &[(&'static str, PersonId)],
    password: &Hashed,
) -> Result<()> {
    for sample in SAMPLES {
        samples::open_staff(tx, service.sample(sample.role), password)?;
    }
    samples::open_staff(tx, &service.second_administrator, password)?;
    for (name, person) in told.iter().filter(|(name, _)| YOUNG.iter().any(|(young, _)| young == name)) {
        samples::open_young_person(tx, person, &phone_of(name))?;
        samples::open_young_person(tx, person, &email_of(name))?;
    }
    Ok(())
}
