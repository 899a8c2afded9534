//! Management, quality and the workforce (§5.9). Several are not about a young person but about a worker, a team or the
//! service.

use super::super::Subject::{Service, Team, Worker};
use super::super::definition::{Anchor, Definition, Due, Length, Opens, by, from, row};
use super::super::evidence::EvidenceKind as Kind;
use super::super::evidence::Mark::Inadequate;
use super::super::parameters::Parameter;
use super::super::result::Owner::{HeadOfService, PracticeSupervisor, ServiceManager, TeamManager};
use super::super::worked;
use super::SUPPORTED;

pub(super) const CLOCKS: &[Definition] = &[
    row("CLK-80", "Management oversight", "A manager will check that we do what we said.")
        .applies(SUPPORTED)
        .owner(TeamManager)
        .worked(worked::oversight)
        .needs(&[Kind::JoinedService])
        .opens(Opens::Worked)
        .due(Due::Worked)
        .lead(14)
        .met_by(&[by(Kind::Oversight)]),
    row("CLK-81", "Approval of a plan or assessment", "A manager will read your plan and sign it in a week.")
        .owner(TeamManager)
        .each(&[from(Kind::SubmittedForApproval)])
        .within(Length::Policy(Parameter::ApprovalWithin))
        .lead(2)
        .met_by(&[by(Kind::ApprovalDecided).about_it()]),
    row("CLK-82.person", "Talked about in supervision", "")
        .applies(SUPPORTED)
        .owner(PracticeSupervisor)
        .anchor(Anchor::Entered)
        .repeats(Length::Policy(Parameter::SupervisionOfPersonEvery))
        .carries_over()
        .lead(14)
        .met_by(&[by(Kind::Supervision)]),
    row("CLK-82", "One-to-one supervision of a worker", "")
        .of(Worker)
        .owner(PracticeSupervisor)
        .repeats_once_done(Length::Policy(Parameter::SupervisionOfWorkerEvery))
        .lead(7)
        .met_by(&[by(Kind::Supervision)]),
    row("CLK-83", "Group supervision", "")
        .of(Team)
        .owner(TeamManager)
        .repeats_once_done(Length::Policy(Parameter::GroupSupervisionEvery))
        .lead(7)
        .met_by(&[by(Kind::GroupSupervision)]),
    row("CLK-84", "Practice of a worker observed", "")
        .of(Worker)
        .owner(TeamManager)
        .repeats_once_done(Length::Policy(Parameter::PracticeObservedEvery))
        .lead(28)
        .met_by(&[by(Kind::PracticeObserved)]),
    row("CLK-85", "Supervision by a team manager observed", "")
        .of(Team)
        .owner(ServiceManager)
        .repeats_once_done(Length::Policy(Parameter::SupervisionObservedEvery))
        .lead(28)
        .met_by(&[by(Kind::SupervisionObserved)]),
    row("CLK-86", "Performance meeting", "")
        .of(Service)
        .owner(HeadOfService)
        .repeats_once_done(Length::Policy(Parameter::PerformanceMeetingEvery))
        .lead(2)
        .met_by(&[by(Kind::PerformanceMeeting)]),
    row("CLK-87", "Sampled audit", "")
        .of(Team)
        .owner(TeamManager)
        .repeats_once_done(Length::Policy(Parameter::AuditEvery))
        .lead(7)
        .met_by(&[by(Kind::Audit)]),
    row("CLK-87.meeting", "Meeting about an inadequate audit", "")
        .of(Team)
        .owner(HeadOfService)
        .each(&[from(Kind::Audit).with(&[Inadequate])])
        .within(Length::Policy(Parameter::AuditMeetingWithin))
        .lead(5)
        .met_by(&[by(Kind::AuditMeeting).about_it()]),
    row("CLK-88", "Yearly report on care leavers", "")
        .of(Service)
        .owner(HeadOfService)
        .repeats_once_done(Length::Policy(Parameter::AnnualReportEvery))
        .lead(56)
        .met_by(&[by(Kind::AnnualReport)]),
    row("CLK-89", "Yearly survey of care leavers", "")
        .of(Service)
        .owner(HeadOfService)
        .repeats_once_done(Length::Policy(Parameter::SurveyEvery))
        .lead(56)
        .met_by(&[by(Kind::SurveyClosed)]),
    row("CLK-90", "More young people than one worker can support", "")
        .of(Worker)
        .owner(TeamManager)
        .each(&[from(Kind::OverLimit)])
        .due(Due::OnTheDay)
        .lead(0)
        .met_by(&[by(Kind::Reallocated)]),
];
