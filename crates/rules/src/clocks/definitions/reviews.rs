//! Reviews of the pathway plan (§5.3).

use super::super::definition::{Anchor, Definition, Due, Length, Opens, by, days, from, months, row};
use super::super::evidence::EvidenceKind as Kind;
use super::super::evidence::Mark::{
    Approved, ChoiceRecorded, Formal, Lost, ProvidedByAuthority, SharedWithYoungPerson, Unplanned,
};
use super::super::parameters::Parameter;
use super::super::result::Owner::{PersonalAdviser, SocialWorker};
use super::{ELIGIBLE, RELEVANT_OR_FORMER, Standing, Standings, WITH_A_PLAN};

/// Pre-18 reviews go on being asked for a while after 18.
const UP_TO_18_AND_AFTER: Standings =
    Standings::of(&[Standing::Eligible, Standing::Relevant, Standing::FormerRelevant]);
const UP_TO_21_AND_AFTER: Standings = Standings::of(&[Standing::FormerRelevant, Standing::Active, Standing::Dormant]);

pub(super) const CLOCKS: &[Definition] = &[
    row("CLK-10", "Plan review", "We will look at your plan with you every 6 months.")
        .applies(WITH_A_PLAN)
        .also(Parameter::PlanReviewAlsoFor)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .repeats_once_done(Length::Law(months(6), Parameter::PlanReviewEvery))
        .lead(28)
        .met_by(&[by(Kind::Plan).with(&[Approved, SharedWithYoungPerson]), by(Kind::Review)]),
    row("CLK-11", "Review that was asked for, held", "You asked to look at your plan. We will do it with you.")
        .applies(WITH_A_PLAN)
        .also(Parameter::PlanReviewAlsoFor)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[from(Kind::ReviewRequested)])
        .within(Length::Policy(Parameter::RequestedReviewHeldWithin))
        .lead(7)
        .met_by(&[by(Kind::Review)]),
    row("CLK-11.arranged", "Review that was asked for, arranged", "You asked to look at your plan. We will set a day.")
        .applies(WITH_A_PLAN)
        .also(Parameter::PlanReviewAlsoFor)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[from(Kind::ReviewRequested)])
        .within(Length::Policy(Parameter::RequestedReviewArrangedWithin))
        .lead(3)
        .met_by(&[by(Kind::ReviewArranged).about_it(), by(Kind::Review)]),
    row("CLK-12", "Review after a big change", "When something big changes, we will look at your plan with you.")
        .applies(WITH_A_PLAN)
        .also(Parameter::PlanReviewAlsoFor)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[
            from(Kind::Home).with(&[Unplanned]),
            from(Kind::HomeLost),
            from(Kind::HomelessnessRisk),
            from(Kind::Custody),
            from(Kind::Custody).ended(),
            from(Kind::Hospital),
            from(Kind::PregnancyOrBirth),
            from(Kind::LearningOrWork).with(&[Lost]).ended(),
            from(Kind::ImmigrationDecision),
            from(Kind::AppealRightsExhausted),
            from(Kind::SafeguardingEnquiry),
            from(Kind::Bereavement),
            from(Kind::StayingPut).ended(),
            from(Kind::SignificantChange),
        ])
        .within(Length::Law(days(28), Parameter::ReviewAfterChangeWithin))
        .lead(5)
        .met_by(&[by(Kind::Review), by(Kind::NoReviewNeeded).about_it()]),
    row("CLK-13", "Review after a new home from us", "After about a month we will ask how your new home is.")
        .applies(RELEVANT_OR_FORMER)
        .also(Parameter::HomeVisitsAlsoFor)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[from(Kind::Home).with(&[ProvidedByAuthority])])
        .opens(Opens::After(Parameter::NewHomeReviewFrom))
        .within(Length::LawAsSet(Parameter::NewHomeReviewBy))
        .lead(7)
        .met_by(&[by(Kind::Review)]),
    row("CLK-14", "Plan review beside the care review", "We will look at your plan when we have your care meeting.")
        .applies(ELIGIBLE)
        .owner(SocialWorker)
        .each(&[from(Kind::CareReview).or_planned()])
        .opens(Opens::Before(Parameter::CareReviewLink))
        .within(Length::Policy(Parameter::CareReviewLink))
        .lead(10)
        .closes_when_due()
        .overtaken()
        .met_by(&[by(Kind::Review)]),
    row("CLK-15", "First review in custody is a formal one", "We will meet with the people who can help you there.")
        .applies(WITH_A_PLAN)
        .switched_by(Parameter::CustodyReviewFormal)
        .each(&[from(Kind::Custody)])
        .within(Length::Policy(Parameter::ReviewAfterChangeWithin))
        .lead(5)
        .met_by(&[by(Kind::Review).with(&[Formal])]),
    row("CLK-16", "Review before 18", "Before you are 18 we will plan money, home and health with you.")
        .applies(UP_TO_18_AND_AFTER)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .anchor(Anchor::Birthday(18))
        .opens(Opens::Before(Parameter::ReviewBefore18))
        .due(Due::OnTheDay)
        .lead(28)
        .lapses_after(91)
        .met_by(&[by(Kind::Review)]),
    row("CLK-17", "Review before 21", "Before you are 21 we will ask what help you want next.")
        .applies(UP_TO_21_AND_AFTER)
        .anchor(Anchor::Birthday(21))
        .opens(Opens::Before(Parameter::ReviewBefore21))
        .due(Due::OnTheDay)
        .lead(28)
        .lapses_after(91)
        .met_by(&[by(Kind::Review).with(&[ChoiceRecorded])]),
    row("CLK-18", "Check on learning or work", "We will ask how your course or job is going.")
        .applies(WITH_A_PLAN)
        .switched_by(Parameter::ProgressChecks)
        .each(&[from(Kind::LearningOrWork)])
        .repeats(Length::Policy(Parameter::ProgressCheckEvery))
        .lead(14)
        .met_by(&[by(Kind::ProgressCheck)]),
];
