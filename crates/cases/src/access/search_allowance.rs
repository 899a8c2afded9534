//! Searching beyond one's own records (ACC-16): how often, how exactly, and how little it says.
//!
//! Somebody who knows a name and a date of birth may need to learn who supports that young person. Somebody who
//! fishes must not. So the search wants an exact match, answers with a pointer and nothing else, and is counted.

use jiff::{SignedDuration, Timestamp};

use super::relationship::{Actor, RecordState, Relationship, RelationshipKind};
use super::words::Role;
use jiff::civil::Date;

/// Searches beyond one's own records that are counted together.
pub const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// More than this many in the window is flagged for review.
pub const FLAGGED_AFTER: usize = 20;
/// More than this many in the window is refused.
pub const BLOCKED_AFTER: usize = 60;

/// What to do about the next search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowance {
    Allowed,
    /// Answer it, and tell information governance.
    Flagged,
    /// Do not answer until this instant.
    Blocked {
        until_at: Timestamp,
    },
}

/// Whether one more search may be made now, after those made at these instants.
pub fn allowance(earlier: &[Timestamp], now: Timestamp) -> Allowance {
    let mut recent: Vec<Timestamp> =
        earlier.iter().copied().filter(|at| *at <= now && now.duration_since(*at) < WINDOW).collect();
    recent.sort_unstable();
    let this_one = recent.len() + 1;
    if this_one > BLOCKED_AFTER {
        // Free again once enough of them have left the window.
        return Allowance::Blocked { until_at: recent[recent.len() - BLOCKED_AFTER] + WINDOW };
    }
    if this_one > FLAGGED_AFTER { Allowance::Flagged } else { Allowance::Allowed }
}

/// What a search beyond one's own records may say about a record it found exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// Name, status and the duty contact; nothing else.
    NameStatusAndDuty,
    /// "Known to the service: ring the duty manager", and not even the name.
    KnownToTheService,
    /// As if there were no such record.
    Nothing,
}

/// What this one learns of a record that is not theirs to open.
pub fn pointer(actor: &Actor, relationships: &[Relationship], state: &RecordState, today: Date) -> Pointer {
    let holds = |kind| relationships.iter().any(|tie| tie.kind == kind && tie.holds_on(today));
    if holds(RelationshipKind::Barred) || !actor.roles.iter().copied().any(may_search_beyond) || is_administrator(actor)
    {
        return Pointer::Nothing;
    }
    let hidden = state.restricted.is_some_and(|grade| grade.hides_the_record()) && !state.on_named_list;
    match (hidden, holds(RelationshipKind::DutyShift)) {
        (false, _) => Pointer::NameStatusAndDuty,
        (true, true) => Pointer::KnownToTheService,
        (true, false) => Pointer::Nothing,
    }
}

fn is_administrator(actor: &Actor) -> bool {
    actor.roles.contains(&Role::SystemAdministrator)
}

/// Practitioners and their managers: those who may be rung about somebody they do not yet work with.
const fn may_search_beyond(role: Role) -> bool {
    match role {
        Role::PersonalAdviser
        | Role::SocialWorker
        | Role::PracticeSupervisor
        | Role::TeamManager
        | Role::HeadOfService
        | Role::ReviewingOfficer => true,
        Role::QualityAuditor
        | Role::ParticipationOfficer
        | Role::FinanceOfficer
        | Role::DataAnalyst
        | Role::PartnerAgency
        | Role::Carer
        | Role::Advocate
        | Role::YoungPerson
        | Role::SystemAdministrator
        | Role::InformationGovernance => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Grade;
    use crate::ids::StaffId;
    use jiff::civil::date;

    fn at(minute: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
    }

    fn searches(count: usize) -> Vec<Timestamp> {
        (0..count).map(|number| at(0) + SignedDuration::from_secs(number as i64)).collect()
    }

    #[test]
    fn acc_16_the_twentieth_search_is_allowed_and_the_next_is_flagged() {
        assert_eq!(allowance(&searches(19), at(5)), Allowance::Allowed);
        assert_eq!(allowance(&searches(20), at(5)), Allowance::Flagged);
    }

    #[test]
    fn acc_16_the_sixtieth_search_is_flagged_and_the_next_is_blocked_until_one_leaves_the_hour() {
        assert_eq!(allowance(&searches(59), at(5)), Allowance::Flagged);
        assert_eq!(allowance(&searches(60), at(5)), Allowance::Blocked { until_at: at(60) });
        assert_eq!(allowance(&searches(60), at(60)), Allowance::Flagged);
    }

    #[test]
    fn acc_16_searches_an_hour_ago_are_forgotten() {
        assert_eq!(allowance(&searches(60), at(62)), Allowance::Allowed);
    }

    #[test]
    fn acc_16_a_record_closed_to_a_named_list_says_nothing_except_to_duty() {
        let worker = Actor::staff(StaffId::fresh(), &[Role::PersonalAdviser]);
        let today = date(2026, 11, 22);
        let hidden = RecordState { restricted: Some(Grade::Record), ..RecordState::default() };
        let duty = [Relationship::new(RelationshipKind::DutyShift, today, None)];
        assert_eq!(pointer(&worker, &[], &RecordState::default(), today), Pointer::NameStatusAndDuty);
        assert_eq!(pointer(&worker, &[], &hidden, today), Pointer::Nothing);
        assert_eq!(pointer(&worker, &duty, &hidden, today), Pointer::KnownToTheService);
    }

    #[test]
    fn acc_16_a_barred_worker_and_an_administrator_find_nothing() {
        let today = date(2026, 11, 22);
        let barred = [Relationship::new(RelationshipKind::Barred, today, None)];
        let worker = Actor::staff(StaffId::fresh(), &[Role::PersonalAdviser]);
        assert_eq!(pointer(&worker, &barred, &RecordState::default(), today), Pointer::Nothing);
        let both = Actor::staff(StaffId::fresh(), &[Role::PersonalAdviser, Role::SystemAdministrator]);
        assert_eq!(pointer(&both, &[], &RecordState::default(), today), Pointer::Nothing);
    }
}
