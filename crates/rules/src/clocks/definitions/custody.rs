//! Custody, hospital and deprivation of liberty (§5.5).

use super::super::definition::{Definition, Due, Length, Opens, Wanted, by, days, from, row, working_days};
use super::super::evidence::EvidenceKind as Kind;
use super::super::evidence::Mark::{Alone, Approved, FaceToFace, TwoWay, VideoOnlyAllowed};
use super::super::parameters::Parameter;
use super::super::result::Owner::{PersonalAdviser, SocialWorker};
use super::super::worked;
use super::{IN_CARE, OUT_OF_CARE, Standing, Standings, WITH_A_PLAN};

const SEEN: Wanted = by(Kind::Contact).with(&[FaceToFace]);
/// By video only where the place allows nothing else.
const SEEN_BY_VIDEO: Wanted = by(Kind::Contact).with(&[VideoOnlyAllowed]);
const HELD_AFTER_CARE: Standings =
    Standings::of(&[Standing::NoStatus, Standing::Qualifying, Standing::QualifyingEducation]);

pub(super) const CLOCKS: &[Definition] = &[
    row("CLK-30", "First visit in custody, out of care because of it", "We will come to see you where you are held.")
        .applies(HELD_AFTER_CARE)
        .owner(SocialWorker)
        .worked(worked::held_after_care)
        .needs(&[Kind::Custody])
        .within(Length::Law(working_days(10), Parameter::DetentionVisitWithin))
        .lead(5)
        .met_by(&[by(Kind::Contact).with(&[FaceToFace, Alone])]),
    row("CLK-30.request", "Visit in custody that was asked for", "You asked us to come. We will come.")
        .applies(HELD_AFTER_CARE)
        .owner(SocialWorker)
        .worked(worked::visits_asked_for_in_custody)
        .needs(&[Kind::VisitRequested])
        .within(Length::Policy(Parameter::RequestedVisitWithin))
        .lead(2)
        .met_by(&[SEEN]),
    row("CLK-31", "Visits in custody", "We will come to see you where you are held.")
        .applies(OUT_OF_CARE)
        .each(&[from(Kind::Custody)])
        .repeats(Length::Policy(Parameter::CustodyVisitEvery))
        .first(Length::Policy(Parameter::CustodyVisitWithin))
        .lead(7)
        .met_by(&[SEEN, SEEN_BY_VIDEO]),
    row("CLK-32", "Plan for somebody on remand", "We will make a plan for your time on remand.")
        .applies(IN_CARE)
        .owner(SocialWorker)
        .each(&[from(Kind::Remand)])
        .within(Length::Law(working_days(10), Parameter::DetentionPlanWithin))
        .lead(5)
        .met_by(&[by(Kind::DetentionPlan).with(&[Approved])]),
    row("CLK-33", "First meeting about release", "We will plan with you for when you come out.")
        .applies(WITH_A_PLAN)
        .worked(worked::release_meeting)
        .needs(&[Kind::Custody])
        .opens(Opens::Worked)
        .due(Due::Worked)
        .lead(14)
        .met_by(&[by(Kind::ReleaseMeeting)]),
    row("CLK-33.home", "Home for release confirmed", "We will tell you where you will live when you come out.")
        .applies(WITH_A_PLAN)
        .each(&[from(Kind::Custody)])
        .due(Due::BeforeUntil(Length::Policy(Parameter::ReleaseHomeBefore)))
        .lead(14)
        .lapses_after(56)
        .met_by(&[by(Kind::ReleaseHomeConfirmed)]),
    row("CLK-33.day", "Contact on the day of release", "We will be there, or call, on the day you come out.")
        .applies(WITH_A_PLAN)
        .each(&[from(Kind::Custody).ended()])
        .due(Due::OnTheDay)
        .lead(0)
        .lapses_after(7)
        .met_by(&[by(Kind::Contact).with(&[TwoWay])]),
    row("CLK-33.visit", "Visit after release", "We will see you in the first week after you come out.")
        .applies(WITH_A_PLAN)
        .each(&[from(Kind::Custody).ended()])
        .within(Length::Policy(Parameter::ReleaseVisitWithin))
        .lead(3)
        .met_by(&[SEEN]),
    row("CLK-34", "Contact in hospital", "If you go to hospital, we will be in touch.")
        .applies(WITH_A_PLAN)
        .owner(PersonalAdviser)
        .each(&[from(Kind::Hospital)])
        .within(Length::Policy(Parameter::HospitalContactWithin))
        .lead(2)
        .met_by(&[by(Kind::Contact).with(&[TwoWay])]),
    row("CLK-34.plan", "Plan for leaving hospital", "We will plan with you for when you leave hospital.")
        .applies(WITH_A_PLAN)
        .each(&[from(Kind::Hospital)])
        .due(Due::Until)
        .lead(7)
        .met_by(&[by(Kind::DischargePlan)]),
    row("CLK-35", "Liberty order looked at", "We will check the rules that limit you, and if they can end.")
        .owner(SocialWorker)
        .each(&[from(Kind::DeprivationOfLiberty)])
        .due(Due::BeforeUntil(Length::Policy(Parameter::LibertyReviewBefore)))
        .lead(14)
        .overtaken()
        .met_by(&[
            by(Kind::LibertyReview).about_it(),
            by(Kind::DeprivationOfLiberty),
            by(Kind::RestrictionsEnded).about_it(),
        ]),
    row("CLK-35.expiry", "Liberty order runs out", "")
        .owner(SocialWorker)
        .each(&[from(Kind::DeprivationOfLiberty)])
        .due(Due::BeforeUntil(Length::Fixed(days(0))))
        .lead(28)
        .overtaken()
        .met_by(&[by(Kind::DeprivationOfLiberty), by(Kind::RestrictionsEnded).about_it()]),
];
