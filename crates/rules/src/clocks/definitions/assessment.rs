//! Assessment, the first plan, and the personal adviser (§5.2).

use super::super::definition::{Anchor, Definition, Due, Length, Opens, by, from, months, row};
use super::super::evidence::EvidenceKind as Kind;
use super::super::evidence::Mark::{Approved, BothViews, Disagreed, SharedWithYoungPerson};
use super::super::parameters::Parameter;
use super::super::result::Owner::{PersonalAdviser, SocialWorker, TeamManager};
use super::super::worked;
use super::{ACTIVE, ELIGIBLE, ELIGIBLE_OR_RELEVANT, FORMER_OR_ACTIVE, IN_CARE, QUALIFYING, RELEVANT, WITH_A_PLAN};

pub(super) const CLOCKS: &[Definition] = &[
    row("CLK-01.start", "Start getting to know them for the plan", "We will start to plan with you before you are 16.")
        .applies(IN_CARE)
        .owner(SocialWorker)
        .anchor(Anchor::Age(Parameter::AssessmentStartAge))
        .opens(Opens::Ever)
        .due(Due::OnTheDay)
        .local()
        .lapses_after(365)
        .met_by(&[by(Kind::AssessmentStarted), by(Kind::Assessment)]),
    row("CLK-01", "Needs assessment", "We will get to know you and what you need.")
        .applies(ELIGIBLE)
        .owner(SocialWorker)
        .anchor(Anchor::FirstDay)
        .opens(Opens::Ever)
        .within(Length::Law(months(3), Parameter::AssessmentWithin))
        .lead(28)
        .met_by(&[by(Kind::Assessment)]),
    row("CLK-02", "Needs assessment after leaving care", "We will get to know you and what you need.")
        .applies(RELEVANT)
        .owner(SocialWorker)
        .worked(worked::relevant_without_a_plan)
        .opens(Opens::Ever)
        .within(Length::Law(months(3), Parameter::RelevantAssessmentWithin))
        .lead(28)
        .met_by(&[by(Kind::Assessment)]),
    row("CLK-02a", "Needs assessment for learning again", "We will talk with you about what you want to learn.")
        .applies(ACTIVE)
        .each(&[from(Kind::EducationRequested)])
        .within(Length::Law(months(3), Parameter::EducationAssessmentWithin))
        .lead(28)
        .met_by(&[by(Kind::Assessment)]),
    row("CLK-02b", "Needs assessment after asking for support", "You asked for help. We will find out what you need.")
        .applies(ACTIVE)
        .each(&[from(Kind::SupportRequested)])
        .within(Length::Policy(Parameter::SupportAssessmentWithin))
        .lead(7)
        .met_by(&[by(Kind::Assessment)]),
    row("CLK-02c", "First assessment, qualifying", "We will find out what help you want.")
        .applies(QUALIFYING)
        .switched_by(Parameter::QualifyingAssessmentOpens)
        .owner(SocialWorker)
        .anchor(Anchor::Entered)
        .opens(Opens::AtAnchor)
        .within(Length::Policy(Parameter::QualifyingAssessmentWithin))
        .lead(7)
        .met_by(&[by(Kind::Assessment)]),
    row("CLK-03", "Personal adviser named", "We will tell you who your adviser is.")
        .applies(ELIGIBLE_OR_RELEVANT)
        .also(Parameter::AdviserAlsoFor)
        .owner(TeamManager)
        .anchor(Anchor::Entered)
        .opens(Opens::Ever)
        .within(Length::Policy(Parameter::AdviserNamedWithin))
        .lead(5)
        .met_by(&[by(Kind::AdviserAllocated).in_force()]),
    row("CLK-03a", "No time without an adviser", "You will always have an adviser. We will find you a new one.")
        .applies(FORMER_OR_ACTIVE)
        .owner(TeamManager)
        .worked(worked::time_without_an_adviser)
        .within(Length::Policy(Parameter::AdviserGapAtMost))
        .lead(13)
        .met_by(&[by(Kind::AdviserAllocated)]),
    row("CLK-03b", "Adviser after asking for support", "You asked for help. We will tell you who your adviser is.")
        .applies(ACTIVE)
        .owner(TeamManager)
        .each(&[from(Kind::SupportRequested)])
        .opens(Opens::Ever)
        .within(Length::Policy(Parameter::AdviserOnRequestWithin))
        .lead(5)
        .met_by(&[by(Kind::AdviserAllocated).in_force()]),
    row("CLK-04", "First pathway plan", "We will make your plan with you.")
        .applies(ELIGIBLE)
        .owner(SocialWorker)
        .anchor(Anchor::FirstDay)
        .opens(Opens::Ever)
        .within(Length::Law(months(3), Parameter::PlanWithin))
        .lead(28)
        .met_by(&[by(Kind::Plan).with(&[Approved, SharedWithYoungPerson])]),
    row("CLK-04a", "First pathway plan after leaving care", "We will make your plan with you.")
        .applies(RELEVANT)
        .owner(SocialWorker)
        .worked(worked::relevant_without_a_plan)
        .within(Length::Law(months(3), Parameter::RelevantPlanWithin))
        .lead(28)
        .met_by(&[by(Kind::Plan).with(&[Approved, SharedWithYoungPerson])]),
    row("CLK-05", "Assessment brought up to date", "Each year we will ask what has changed for you.")
        .applies(WITH_A_PLAN)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .repeats_once_done(Length::Policy(Parameter::AssessmentRefreshedEvery))
        .lead(28)
        .met_by(&[by(Kind::Assessment)]),
    row(
        "CLK-06",
        "Copy given and explained",
        "We will give you a copy of what we write. We will go through it with you.",
    )
    .owner(SocialWorker)
    .owner_from_18(PersonalAdviser)
    .each(&[from(Kind::Assessment), from(Kind::Plan).with(&[Approved]), from(Kind::Review)])
    .within(Length::Policy(Parameter::CopyGivenWithin))
    .lead(2)
    .overtaken()
    .met_by(&[by(Kind::CopyGiven).about_it()]),
    row("CLK-07", "Disagreement written down", "If we do not agree, we will write down what you think too.")
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[from(Kind::Plan).with(&[Disagreed]), from(Kind::Review).with(&[Disagreed])])
        .due(Due::OnTheDay)
        .lead(0)
        .met_by(&[
            by(Kind::BothViewsRecorded).about_it(),
            by(Kind::Plan).with(&[BothViews]).itself(),
            by(Kind::Review).with(&[BothViews]).itself(),
        ]),
];
