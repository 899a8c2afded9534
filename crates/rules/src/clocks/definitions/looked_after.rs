//! Care reviews, health and education of somebody in care (§5.6).

use super::super::definition::{Anchor, Definition, Due, Length, Opens, by, days, from, months, row, working_days};
use super::super::evidence::EvidenceKind as Kind;
use super::super::evidence::Mark::{Approved, Given, SharedWithYoungPerson};
use super::super::parameters::Parameter;
use super::super::result::Owner::{
    HeadOfService, Nurse, PersonalAdviser, ReviewingOfficer, SocialWorker, TeamManager, VirtualSchool,
};
use super::super::worked;
use super::{IN_CARE, Standing, Standings};

/// From care into the first months after 18.
const CARE_AND_AFTER: Standings =
    Standings::of(&[Standing::NotEligible, Standing::Eligible, Standing::Relevant, Standing::FormerRelevant]);

pub(super) const CLOCKS: &[Definition] = &[
    row("CLK-50", "First care review", "We will have your first care meeting in 4 weeks.")
        .owner(ReviewingOfficer)
        .anchor(Anchor::CameIntoCare)
        .within(Length::Law(working_days(20), Parameter::FirstCareReviewWithin))
        .lead(7)
        .met_by(&[by(Kind::CareReview)]),
    row("CLK-51", "Second care review", "We will have your next care meeting in 3 months.")
        .owner(ReviewingOfficer)
        .worked(worked::second_review)
        .needs(&[Kind::CareReview])
        .within(Length::Law(months(3), Parameter::SecondCareReviewWithin))
        .lead(28)
        .met_by(&[by(Kind::CareReview)]),
    row("CLK-52", "Later care reviews", "We will have a care meeting every 6 months.")
        .owner(ReviewingOfficer)
        .worked(worked::later_reviews)
        .repeats(Length::Law(months(6), Parameter::CareReviewEvery))
        .lead(28)
        .met_by(&[by(Kind::CareReview)]),
    row("CLK-53", "Care review before a change", "We will meet before a big change in your care.")
        .applies(IN_CARE)
        .owner(ReviewingOfficer)
        .each(&[from(Kind::CareChangePlanned)])
        .due(Due::BeforeUntil(Length::Fixed(days(1))))
        .lead(14)
        .met_by(&[by(Kind::CareReview)]),
    row("CLK-54", "Report ready before a care review", "You will get the report 2 days before your meeting.")
        .applies(IN_CARE)
        .owner(SocialWorker)
        .each(&[from(Kind::CareReview).or_planned()])
        .opens(Opens::DaysBefore(42))
        .due(Due::Before(Length::Policy(Parameter::ReviewReportBefore)))
        .lead(7)
        .overtaken()
        .met_by(&[by(Kind::ReviewReportShared).about_it()]),
    row("CLK-55", "Reviewing officer speaks with them first", "Someone will talk with you before your meeting.")
        .applies(IN_CARE)
        .owner(ReviewingOfficer)
        .each(&[from(Kind::CareReview).or_planned()])
        .opens(Opens::DaysBefore(42))
        .due(Due::OnTheDay)
        .lead(7)
        .closes_when_due()
        .overtaken()
        .met_by(&[by(Kind::ReviewingOfficerSpoke).about_it()]),
    row("CLK-56", "Decisions of a care review shared", "We will tell you what your meeting agreed in a week.")
        .owner(ReviewingOfficer)
        .each(&[from(Kind::CareReview)])
        .within(Length::Policy(Parameter::DecisionsSharedWithin))
        .lead(2)
        .overtaken()
        .met_by(&[by(Kind::ReviewDecisionsShared).about_it()]),
    row("CLK-57", "Record of a care review written", "")
        .owner(ReviewingOfficer)
        .each(&[from(Kind::CareReview)])
        .within(Length::Policy(Parameter::RecordWrittenWithin))
        .lead(5)
        .overtaken()
        .met_by(&[by(Kind::ReviewRecordWritten).about_it()]),
    row("CLK-57.distributed", "Record of a care review sent", "We will give you the notes of your meeting in 4 weeks.")
        .owner(ReviewingOfficer)
        .each(&[from(Kind::CareReview)])
        .within(Length::Policy(Parameter::RecordDistributedWithin))
        .lead(5)
        .overtaken()
        .met_by(&[by(Kind::ReviewRecordDistributed).about_it()]),
    row("CLK-58", "Decisions accepted or challenged", "")
        .owner(TeamManager)
        .each(&[from(Kind::ReviewDecisionsShared)])
        .within(Length::Policy(Parameter::DecisionsAnsweredWithin))
        .lead(2)
        .ends_when_due()
        .met_by(&[by(Kind::ReviewDecisionsAnswered).about_it()]),
    row("CLK-59", "Check between care reviews", "Half way to your next meeting, we will check on our promises.")
        .switched_by(Parameter::MidwayChecks)
        .owner(ReviewingOfficer)
        .worked(worked::midway)
        .needs(&[Kind::CareReview])
        .due(Due::Worked)
        .lead(14)
        .met_by(&[by(Kind::MidwayCheck)]),
    row("CLK-60", "Dispute of the reviewing officer settled", "")
        .owner(ReviewingOfficer)
        .each(&[from(Kind::DisputeRaised)])
        .within(Length::Policy(Parameter::DisputeResolvedWithin))
        .lead(5)
        .met_by(&[by(Kind::DisputeResolved).about_it()]),
    row("CLK-61", "Plan for a lasting home", "We will make a plan for a home that lasts.")
        .owner(SocialWorker)
        .worked(worked::permanence)
        .due(Due::Worked)
        .lead(28)
        .met_by(&[by(Kind::PermanencePlan)]),
    row("CLK-62", "Approval before care ends at 16 or 17", "A top boss must agree before your care can end.")
        .applies(Standings::of(&[Standing::NotEligible, Standing::Eligible]))
        .owner(HeadOfService)
        .each(&[from(Kind::CeasingCareDecision)])
        .due(Due::BeforeUntil(Length::Fixed(days(1))))
        .lead(14)
        .met_by(&[by(Kind::CeasingCareApproved).about_it()]),
    row("CLK-63", "Yearly health assessment", "You will have a health check every year.")
        .applies(IN_CARE)
        .owner(Nurse)
        .repeats_once_done(Length::Law(months(12), Parameter::HealthAssessmentEvery))
        .lead(42)
        .met_by(&[by(Kind::HealthAssessment)]),
    row("CLK-64", "First health assessment", "You will have a health check when you come into care.")
        .owner(Nurse)
        .anchor(Anchor::CameIntoCare)
        .opens(Opens::DaysBefore(28))
        .within(Length::Law(working_days(20), Parameter::FirstHealthAssessmentWithin))
        .lead(7)
        .met_by(&[by(Kind::HealthAssessment)]),
    row("CLK-65", "Strengths and difficulties questionnaire", "Each year we will ask how you feel.")
        .owner(SocialWorker)
        .worked(worked::questionnaire)
        .repeats(Length::Law(months(12), Parameter::SdqEvery))
        .lead(28)
        .met_by(&[by(Kind::Sdq)]),
    row("CLK-66", "Dental check", "You will see a dentist every year.")
        .owner(SocialWorker)
        .anchor(Anchor::CameIntoCare)
        .repeats(Length::Policy(Parameter::DentalCheckEvery))
        .lead(28)
        .met_by(&[by(Kind::DentalCheck)]),
    row("CLK-67", "Health summary given", "When you are 18 you will have your own health record.")
        .applies(CARE_AND_AFTER)
        .owner(Nurse)
        .anchor(Anchor::Birthday(18))
        .opens(Opens::MonthsBefore(12))
        .due(Due::OnTheDay)
        .lead(28)
        .lapses_after(365)
        .met_by(&[by(Kind::HealthSummary).with(&[Given])]),
    row("CLK-67.draft", "Health summary drafted", "")
        .applies(CARE_AND_AFTER)
        .owner(Nurse)
        .anchor(Anchor::Age(Parameter::HealthSummaryDraftAge))
        .opens(Opens::MonthsBefore(12))
        .due(Due::OnTheDay)
        .lead(28)
        .lapses_after(365)
        .met_by(&[by(Kind::HealthSummary)]),
    row("CLK-68", "First education plan", "We will make a plan for school or college with you.")
        .owner(VirtualSchool)
        .worked(worked::first_education_plan)
        .due(Due::Worked)
        .lead(5)
        .met_by(&[by(Kind::EducationPlan)]),
    row("CLK-69", "Education plan each term", "Each term we will look at your plan for school or college.")
        .owner(VirtualSchool)
        .worked(worked::education_plan_each_term)
        .opens(Opens::Worked)
        .due(Due::Worked)
        .lead(21)
        .closes_when_due()
        .met_by(&[by(Kind::EducationPlan)]),
    row("CLK-70", "Reviewing officer named", "We will tell you who checks that we keep our promises.")
        .owner(ReviewingOfficer)
        .anchor(Anchor::CameIntoCare)
        .within(Length::Policy(Parameter::ReviewingOfficerWithin))
        .lead(2)
        .met_by(&[by(Kind::ReviewingOfficerNamed)]),
    row("CLK-71", "Advocate offered", "We will ask if you want someone on your side.")
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[
            from(Kind::Plan).with(&[Approved, SharedWithYoungPerson]),
            from(Kind::Review),
            from(Kind::CareReview),
            from(Kind::Complaint),
            from(Kind::StepBack),
        ])
        .opens(Opens::DaysBefore(28))
        .due(Due::OnTheDay)
        .lead(0)
        .overtaken()
        .met_by(&[by(Kind::AdvocacyOffered)]),
];
