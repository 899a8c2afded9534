//! The decision itself. Pure: the same question always has the same answer.

use jiff::civil::Date;

use super::matrix::{Clause, Condition, Ties, matrix};
use super::relationship::{Actor, RecordState, Relationship, RelationshipKind, Who};
use super::words::{Action, Class, Concerns, Purpose, Role};

/// How much of a class somebody sees, from most to least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    Whole,
    /// The part their work needs, or the entries that are their own.
    Part,
    /// Shown with most of it covered, as the last four digits of an account.
    Masked,
    /// Numbers or pseudonyms only.
    Counts,
}

impl Scope {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Part => "part",
            Self::Masked => "masked",
            Self::Counts => "counts",
        }
    }
}

/// Why the answer was yes: written into the audit beside the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grounds {
    pub role: Role,
    pub relationship: RelationshipKind,
    pub scope: Scope,
    pub purpose: Purpose,
    /// Whether a second person must agree before it takes effect.
    pub second_person: bool,
}

/// Why the answer was no: written into the audit, never shown to the one who asked (ACC-10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum DenyReason {
    #[error("on the conflict list for this record")]
    Barred,
    #[error("an administrator of the system sees no records")]
    AdministratorSeesNoRecords,
    #[error("the record is restricted to a named list")]
    Restricted,
    #[error("nobody approves their own work")]
    OwnWork,
    #[error("holds no role")]
    NoRole,
    #[error("no role of theirs may do this")]
    NotForTheirRole,
    #[error("the stated purpose is not one of the role's")]
    PurposeDoesNotFit,
    #[error("no relationship in force that allows this")]
    NoRelationship,
    #[error("not yet checked for reading")]
    NotCheckedYet,
}

impl DenyReason {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Barred => "barred",
            Self::AdministratorSeesNoRecords => "administrator",
            Self::Restricted => "restricted",
            Self::OwnWork => "own_work",
            Self::NoRole => "no_role",
            Self::NotForTheirRole => "not_for_role",
            Self::PurposeDoesNotFit => "purpose",
            Self::NoRelationship => "no_relationship",
            Self::NotCheckedYet => "not_checked",
        }
    }
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Permit(Grounds),
    Deny(DenyReason),
}

impl Decision {
    pub const fn is_permit(&self) -> bool {
        match self {
            Self::Permit(_) => true,
            Self::Deny(_) => false,
        }
    }

    pub fn grounds(self) -> Result<Grounds, DenyReason> {
        match self {
            Self::Permit(grounds) => Ok(grounds),
            Self::Deny(reason) => Err(reason),
        }
    }
}

/// May this actor, standing as these relationships say, do this to data of this class today (ACC-01)?
///
/// An explicit forbid is looked for first and beats everything. Then the roles are tried in the order they are held;
/// the first that shows the most is the one reported.
pub fn decide(
    actor: &Actor,
    relationships: &[Relationship],
    action: Action,
    class: Class,
    state: &RecordState,
    purpose: Purpose,
    today: Date,
) -> Decision {
    if let Some(reason) = forbidden(actor, relationships, action, class, state, today) {
        return Decision::Deny(reason);
    }
    let in_force: Vec<_> =
        relationships.iter().filter(|tie| counts_today(tie, class, state, today)).map(|tie| tie.kind).collect();
    let mut best: Option<Grounds> = None;
    let mut nearest = DenyReason::NoRole;
    for role in &actor.roles {
        match try_role(*role, &in_force, action, class, state, purpose) {
            Ok(grounds) if best.is_none_or(|so_far| grounds.scope < so_far.scope) => best = Some(grounds),
            Ok(_) => {}
            Err(reason) => nearest = nearer(nearest, reason),
        }
    }
    best.map_or(Decision::Deny(nearest), Decision::Permit)
}

/// The forbids that no role and no relationship can beat (ACC-03).
fn forbidden(
    actor: &Actor,
    relationships: &[Relationship],
    action: Action,
    class: Class,
    state: &RecordState,
    today: Date,
) -> Option<DenyReason> {
    if relationships.iter().any(|tie| tie.kind == RelationshipKind::Barred && tie.holds_on(today)) {
        return Some(DenyReason::Barred);
    }
    if actor.roles.contains(&Role::SystemAdministrator) && !open_to_administrators(class) {
        return Some(DenyReason::AdministratorSeesNoRecords);
    }
    if is_hidden_from(actor, state) {
        return Some(DenyReason::Restricted);
    }
    (settles(action) && state.prepared_by.contains(&actor.who)).then_some(DenyReason::OwnWork)
}

/// The one class an administrator of the system works with (ACC-09).
const fn open_to_administrators(class: Class) -> bool {
    match class {
        Class::UsersAndSettings => true,
        Class::Identity
        | Class::Status
        | Class::Plan
        | Class::CaseNotes
        | Class::SafetyPlan
        | Class::RestrictedNote
        | Class::Health
        | Class::Immigration
        | Class::Family
        | Class::EducationWorkHousing
        | Class::Money
        | Class::BankDetails
        | Class::OwnDocuments
        | Class::Messages
        | Class::ManagementOversight
        | Class::SupervisionNotes
        | Class::Audits
        | Class::Permissions
        | Class::AccessHistory
        | Class::SurveyAnswers
        | Class::Statistics
        | Class::WholeRecordExport => false,
    }
}

/// A record closed to all but its named list is closed to everybody else, except the young person it is about.
fn is_hidden_from(actor: &Actor, state: &RecordState) -> bool {
    let hidden = state.restricted.is_some_and(|grade| grade.hides_the_record());
    let is_the_young_person = match actor.who {
        Who::YoungPerson(_) => true,
        Who::Staff(_) => false,
    };
    hidden && !state.on_named_list && !is_the_young_person
}

/// Actions that settle a thing somebody prepared, so that another person must take them (ACC-08).
const fn settles(action: Action) -> bool {
    match action {
        Action::Approve | Action::Grant => true,
        Action::Read
        | Action::List
        | Action::Search
        | Action::Write
        | Action::Export
        | Action::Suggest
        | Action::AddOwnWords
        | Action::Ask
        | Action::Share
        | Action::Prepare => false,
    }
}

/// Whether a tie is worth anything today for this class: in force, covering the class, and neither outlived by the
/// young person's childhood (ACC-15) nor, for a reviewing officer, by their time in care (INF-20).
fn counts_today(tie: &Relationship, class: Class, state: &RecordState, today: Date) -> bool {
    let outlived = tie.kind.stops_at_18() && state.turned_18_on.is_some_and(|birthday| tie.from_on < birthday);
    let out_of_care = tie.kind == RelationshipKind::ReviewingOfficerAppointment && !state.looked_after;
    tie.holds_on(today) && tie.covers.contains(class) && !outlived && !out_of_care
}

fn try_role(
    role: Role,
    in_force: &[RelationshipKind],
    action: Action,
    class: Class,
    state: &RecordState,
    purpose: Purpose,
) -> Result<Grounds, DenyReason> {
    if !role.may_say(purpose) {
        return Err(DenyReason::PurposeDoesNotFit);
    }
    let mut nearest = DenyReason::NotForTheirRole;
    for clause in matrix().cell(class, role).allowing(action) {
        match try_clause(clause, role, in_force, class, state) {
            Ok(relationship) => return Ok(grounds(clause, role, relationship, purpose)),
            Err(reason) => nearest = nearer(nearest, reason),
        }
    }
    Err(nearest)
}

fn try_clause(
    clause: &Clause,
    role: Role,
    in_force: &[RelationshipKind],
    class: Class,
    state: &RecordState,
) -> Result<RelationshipKind, DenyReason> {
    let kind = in_force
        .iter()
        .copied()
        .find(|kind| satisfies(role, class.concerns(), clause.ties, *kind))
        .ok_or(DenyReason::NoRelationship)?;
    match clause.condition {
        Condition::OnceChecked if !state.checked_for_reading => Err(DenyReason::NotCheckedYet),
        Condition::OnceChecked | Condition::Always => Ok(kind),
    }
}

fn grounds(clause: &Clause, role: Role, relationship: RelationshipKind, purpose: Purpose) -> Grounds {
    let purpose = if purpose == Purpose::WorkOfTheRole { role.usual_purpose() } else { purpose };
    Grounds { role, relationship, scope: clause.scope, purpose, second_person: clause.second_person }
}

/// Of two reasons, the one that came closer to a yes: it tells a reviewer most.
fn nearer(one: DenyReason, other: DenyReason) -> DenyReason {
    if closeness(other) > closeness(one) { other } else { one }
}

const fn closeness(reason: DenyReason) -> u8 {
    match reason {
        DenyReason::Barred
        | DenyReason::AdministratorSeesNoRecords
        | DenyReason::Restricted
        | DenyReason::OwnWork
        | DenyReason::NoRole => 0,
        DenyReason::PurposeDoesNotFit => 1,
        DenyReason::NotForTheirRole => 2,
        DenyReason::NoRelationship => 3,
        DenyReason::NotCheckedYet => 4,
    }
}

/// Whether a tie of this kind is close enough for what a clause asks of this role.
pub(super) fn satisfies(role: Role, concerns: Concerns, ties: Ties, kind: RelationshipKind) -> bool {
    let own = || own_ties(role, concerns).contains(&kind);
    let team = || team_ties(role).contains(&kind);
    match ties {
        Ties::Own => own(),
        Ties::Team => own() || team(),
        Ties::Service => own() || team() || service_ties(role).contains(&kind),
        Ties::Grant => granted_ties(role).contains(&kind),
    }
}

/// The ties that make something a role's own.
pub(super) const fn own_ties(role: Role, concerns: Concerns) -> &'static [RelationshipKind] {
    match concerns {
        Concerns::YoungPerson => own_ties_to_a_record(role),
        Concerns::StaffMember => own_ties_to_a_colleague(role),
        Concerns::Council => own_ties_to_the_council(role),
    }
}

const fn own_ties_to_a_record(role: Role) -> &'static [RelationshipKind] {
    use RelationshipKind as Kind;
    match role {
        Role::PersonalAdviser | Role::SocialWorker | Role::PracticeSupervisor | Role::TeamManager => {
            &[Kind::AllocatedWorker, Kind::SecondWorker]
        }
        Role::HeadOfService => &[Kind::AllocatedWorker, Kind::SecondWorker, Kind::Service],
        Role::ReviewingOfficer => &[Kind::ReviewingOfficerAppointment],
        Role::QualityAuditor => &[Kind::AuditAssignment],
        Role::FinanceOfficer => &[Kind::CostCentre],
        Role::ParticipationOfficer | Role::DataAnalyst | Role::InformationGovernance => &[Kind::Service],
        Role::PartnerAgency => &[Kind::SharingPackage],
        Role::Carer => &[Kind::Placement],
        Role::Advocate => &[Kind::Advocate],
        Role::YoungPerson => &[Kind::Oneself],
        Role::SystemAdministrator => &[],
    }
}

const fn own_ties_to_a_colleague(role: Role) -> &'static [RelationshipKind] {
    use RelationshipKind as Kind;
    match role {
        Role::PersonalAdviser | Role::SocialWorker => &[Kind::Oneself],
        Role::PracticeSupervisor | Role::TeamManager => &[Kind::Supervisor],
        Role::HeadOfService => &[Kind::Supervisor, Kind::Service],
        Role::ReviewingOfficer
        | Role::QualityAuditor
        | Role::ParticipationOfficer
        | Role::FinanceOfficer
        | Role::DataAnalyst
        | Role::PartnerAgency
        | Role::Carer
        | Role::Advocate
        | Role::YoungPerson
        | Role::SystemAdministrator
        | Role::InformationGovernance => &[],
    }
}

const fn own_ties_to_the_council(role: Role) -> &'static [RelationshipKind] {
    use RelationshipKind as Kind;
    match role {
        Role::PersonalAdviser | Role::SocialWorker | Role::YoungPerson => &[Kind::Oneself],
        Role::PracticeSupervisor
        | Role::TeamManager
        | Role::HeadOfService
        | Role::ReviewingOfficer
        | Role::QualityAuditor
        | Role::ParticipationOfficer
        | Role::FinanceOfficer
        | Role::DataAnalyst
        | Role::SystemAdministrator
        | Role::InformationGovernance => &[Kind::Service],
        Role::PartnerAgency | Role::Carer | Role::Advocate => &[],
    }
}

const fn team_ties(role: Role) -> &'static [RelationshipKind] {
    use RelationshipKind as Kind;
    match role {
        Role::PracticeSupervisor | Role::TeamManager | Role::HeadOfService => &[Kind::Supervisor, Kind::Team],
        Role::PersonalAdviser
        | Role::SocialWorker
        | Role::ReviewingOfficer
        | Role::QualityAuditor
        | Role::ParticipationOfficer
        | Role::FinanceOfficer
        | Role::DataAnalyst
        | Role::PartnerAgency
        | Role::Carer
        | Role::Advocate
        | Role::YoungPerson
        | Role::SystemAdministrator
        | Role::InformationGovernance => &[],
    }
}

const fn service_ties(role: Role) -> &'static [RelationshipKind] {
    use RelationshipKind as Kind;
    match role {
        Role::HeadOfService | Role::FinanceOfficer | Role::DataAnalyst => &[Kind::Service],
        Role::PersonalAdviser
        | Role::SocialWorker
        | Role::PracticeSupervisor
        | Role::TeamManager
        | Role::ReviewingOfficer
        | Role::QualityAuditor
        | Role::ParticipationOfficer
        | Role::PartnerAgency
        | Role::Carer
        | Role::Advocate
        | Role::YoungPerson
        | Role::SystemAdministrator
        | Role::InformationGovernance => &[],
    }
}

/// The kinds of named, dated grant a role can hold.
pub(super) const fn granted_ties(role: Role) -> &'static [RelationshipKind] {
    use RelationshipKind as Kind;
    match role {
        Role::PersonalAdviser
        | Role::SocialWorker
        | Role::PracticeSupervisor
        | Role::TeamManager
        | Role::HeadOfService
        | Role::ReviewingOfficer
        | Role::InformationGovernance => &[Kind::NamedGrant],
        Role::QualityAuditor => &[Kind::AuditAssignment, Kind::NamedGrant],
        Role::PartnerAgency => &[Kind::SharingPackage],
        Role::Advocate => &[Kind::Advocate],
        Role::ParticipationOfficer
        | Role::FinanceOfficer
        | Role::DataAnalyst
        | Role::Carer
        | Role::YoungPerson
        | Role::SystemAdministrator => &[],
    }
}
