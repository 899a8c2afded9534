//! Money at 18, immigration, housing and savings (§5.11).

use super::super::definition::{Anchor, Definition, Due, Length, Opens, by, days, from, row};
use super::super::evidence::EvidenceKind as Kind;
use super::super::evidence::Mark::{Adverse, BedAndBreakfast, TriplePlanned, Unsuitable};
use super::super::parameters::Parameter;
use super::super::result::Owner::{Housing, PersonalAdviser, SocialWorker};
use super::super::worked;
use super::{ELIGIBLE, Standing, Standings, WITH_A_PLAN, WITH_PLAN_OR_IN_CARE};

/// Up to 18 and for the first claim after it.
const AROUND_18: Standings =
    Standings::of(&[Standing::NotEligible, Standing::Eligible, Standing::Relevant, Standing::FormerRelevant]);
const CARE_LEAVERS_UNDER_25: Standings =
    Standings::of(&[Standing::FormerRelevant, Standing::Active, Standing::Dormant]);
const AT_16_AND_17: Standings = Standings::of(&[
    Standing::NotEligible,
    Standing::Eligible,
    Standing::Relevant,
    Standing::Qualifying,
    Standing::NoStatus,
]);

pub(super) const CLOCKS: &[Definition] = &[
    row("CLK-47", "Universal Credit claim at 18", "We will help you claim money before you are 18.")
        .applies(AROUND_18)
        .also(Parameter::BenefitAlsoFor)
        .owner(PersonalAdviser)
        .anchor(Anchor::Birthday(18))
        .opens(Opens::Before(Parameter::BenefitClaimFrom))
        .due(Due::OnTheDay)
        .lead(28)
        .lapses_after(91)
        .met_by(&[by(Kind::BenefitClaimed)]),
    row("CLK-47.identity", "Proof of identity and bank account ready", "We will help you get ID and a bank account.")
        .applies(AROUND_18)
        .also(Parameter::BenefitAlsoFor)
        .anchor(Anchor::Birthday(18))
        .opens(Opens::Ever)
        .due(Due::Before(Length::Policy(Parameter::IdentityReadyBefore)))
        .lead(56)
        .lapses_after(147)
        .met_by(&[by(Kind::IdentityReady)]),
    row("CLK-48", "Application before leave ends", "We will help you apply before your leave to stay ends.")
        .applies(WITH_PLAN_OR_IN_CARE)
        .also(Parameter::ImmigrationAlsoFor)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[from(Kind::ImmigrationLeave)])
        .due(Due::Until)
        .lead(180)
        .overtaken()
        .met_by(&[by(Kind::LeaveApplication).about_it()]),
    row("CLK-48a", "Appeal after a decision", "If the answer is no, we will help you appeal in time.")
        .applies(WITH_PLAN_OR_IN_CARE)
        .also(Parameter::ImmigrationAlsoFor)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[from(Kind::ImmigrationDecision).with(&[Adverse])])
        .within(Length::Policy(Parameter::AppealWithin))
        .lead(10)
        .met_by(&[by(Kind::AppealLodged).about_it()]),
    row("CLK-48b", "Meeting when an age is disputed", "If someone doubts your age, we will make a plan with you.")
        .owner(SocialWorker)
        .each(&[from(Kind::AgeDisputed)])
        .within(Length::Policy(Parameter::AgeStrategyWithin))
        .lead(2)
        .met_by(&[by(Kind::AgeStrategyMeeting)]),
    row("CLK-49", "Human rights assessment begun", "If your appeals end, we will check your rights.")
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[from(Kind::AppealRightsExhausted)])
        .within(Length::Policy(Parameter::HumanRightsStartedWithin))
        .lead(2)
        .met_by(&[by(Kind::HumanRightsStarted), by(Kind::HumanRightsAssessment)]),
    row("CLK-49.finish", "Human rights assessment finished", "We will not stop our help before we check your rights.")
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[from(Kind::AppealRightsExhausted)])
        .within(Length::Policy(Parameter::HumanRightsFinishedWithin))
        .lead(7)
        .met_by(&[by(Kind::HumanRightsAssessment)]),
    row("CLK-49.review", "Human rights assessment looked at again", "We will check your rights again every 3 months.")
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[from(Kind::AppealRightsExhausted)])
        .repeats_once_done(Length::Policy(Parameter::HumanRightsReviewEvery))
        .lead(14)
        .met_by(&[by(Kind::HumanRightsAssessment)]),
    row("CLK-72", "Plan for each answer on immigration", "We will plan with you for a yes, a no, and a long wait.")
        .applies(WITH_PLAN_OR_IN_CARE)
        .also(Parameter::ImmigrationAlsoFor)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .worked(worked::plans_with_insecure_status)
        .needs(&[Kind::InsecureStatus])
        .opens(Opens::DaysBefore(28))
        .due(Due::Worked)
        .lead(0)
        .overtaken()
        .met_by(&[
            by(Kind::Plan).with(&[TriplePlanned]).itself(),
            by(Kind::Review).with(&[TriplePlanned]).itself(),
            by(Kind::TriplePlan),
        ]),
    row("CLK-73", "Referral when a home is at risk", "If you might lose your home, we will ask for help that day.")
        .each(&[from(Kind::HomelessnessRisk)])
        .due(Due::OnTheDay)
        .lead(0)
        .met_by(&[by(Kind::HousingReferral)]),
    row("CLK-73.meeting", "Meeting when a home is at risk", "If you might lose your home, we will meet in a week.")
        .each(&[from(Kind::HomelessnessRisk)])
        .within(Length::Policy(Parameter::HousingMeetingWithin))
        .lead(2)
        .met_by(&[by(Kind::HousingMeeting)]),
    row(
        "CLK-74",
        "Manager told of a home that is not suitable",
        "If your home is not safe, a manager will know that day.",
    )
    .each(&[from(Kind::Home).with_any(&[Unsuitable, BedAndBreakfast])])
    .due(Due::OnTheDay)
    .lead(0)
    .met_by(&[by(Kind::ManagerTold).about_it()]),
    row(
        "CLK-74.plan",
        "Plan for a home that is not suitable",
        "If your home is not safe, we will make a plan in a week.",
    )
    .each(&[from(Kind::Home).with_any(&[Unsuitable, BedAndBreakfast])])
    .within(Length::Policy(Parameter::UnsuitableHomePlanWithin))
    .lead(2)
    .met_by(&[by(Kind::HomePlan)]),
    row("CLK-74.weekly", "Home that is not suitable, each week", "We will look for a better home with you each week.")
        .each(&[from(Kind::Home).with_any(&[Unsuitable, BedAndBreakfast])])
        .repeats(Length::Policy(Parameter::UnsuitableHomeReviewEvery))
        .lead(2)
        .met_by(&[by(Kind::HomeReview)]),
    row("CLK-75", "Living on with foster family, first talked of", "When you are 16 we will talk about staying on.")
        .applies(ELIGIBLE)
        .owner(SocialWorker)
        .worked(worked::staying_put_first_thought_of)
        .needs(&[Kind::Home])
        .opens(Opens::Ever)
        .due(Due::Worked)
        .lead(28)
        .met_by(&[by(Kind::StayingPutConsidered), by(Kind::StayingPutAgreed), by(Kind::StayingPutConfirmed)]),
    row("CLK-75.agreed", "Living on with foster family, agreed", "By 17 you will know if you can stay on.")
        .applies(ELIGIBLE)
        .owner(SocialWorker)
        .worked(worked::staying_put_agreed)
        .needs(&[Kind::Home])
        .opens(Opens::Ever)
        .due(Due::Worked)
        .lead(56)
        .met_by(&[by(Kind::StayingPutAgreed), by(Kind::StayingPutConfirmed)]),
    row(
        "CLK-75.confirmed",
        "Living on with foster family, confirmed",
        "Before you are 18 we will say for sure if you can stay.",
    )
    .applies(ELIGIBLE)
    .owner(SocialWorker)
    .worked(worked::staying_put_confirmed)
    .needs(&[Kind::Home])
    .opens(Opens::Ever)
    .due(Due::Worked)
    .lead(28)
    .met_by(&[by(Kind::StayingPutConfirmed)]),
    row("CLK-76", "Told about savings", "When you are 16 we will tell you about your savings.")
        .applies(AROUND_18)
        .anchor(Anchor::Birthday(16))
        .opens(Opens::Ever)
        .due(Due::OnTheDay)
        .lead(28)
        .lapses_after(730)
        .met_by(&[by(Kind::SavingsTold), by(Kind::SavingsAccess)]),
    row("CLK-76.access", "Savings within reach at 18", "When you are 18 we will help you get your savings.")
        .applies(AROUND_18)
        .anchor(Anchor::Birthday(18))
        .opens(Opens::MonthsBefore(24))
        .due(Due::OnTheDay)
        .lead(56)
        .lapses_after(91)
        .met_by(&[by(Kind::SavingsAccess)]),
    row("CLK-76.chase", "Savings chased after 18", "If your savings are late, we will chase them.")
        .applies(AROUND_18)
        .anchor(Anchor::Birthday(18))
        .opens(Opens::MonthsBefore(24))
        .within(Length::Policy(Parameter::SavingsChasedWithin))
        .lead(28)
        .lapses_after(365)
        .met_by(&[by(Kind::SavingsAccess), by(Kind::SavingsChased)]),
    row("CLK-92", "Staying-close assessment", "We will ask what would help you stay close.")
        .applies(CARE_LEAVERS_UNDER_25)
        .in_force(Parameter::StayingCloseInForceFrom)
        .worked(worked::staying_close)
        .opens(Opens::AtAnchor)
        .within(Length::Open)
        .met_by(&[by(Kind::StayingCloseAssessment)]),
    row("CLK-93", "Notice of temporary housing", "If you get a short stay home, the council will tell us.")
        .applies(AT_16_AND_17.and(WITH_A_PLAN))
        .in_force(Parameter::TemporaryHousingInForceFrom)
        .owner(Housing)
        .each(&[from(Kind::TemporaryHousingAgreed)])
        .within(Length::Law(days(14), Parameter::TemporaryHousingWithin))
        .lead(7)
        .met_by(&[by(Kind::TemporaryHousingNotified).about_it()]),
];
