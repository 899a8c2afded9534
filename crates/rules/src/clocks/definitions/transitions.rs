//! Changing teams, goals, consents, the years from 21 to 25, and the yearly return (§5.10).

use super::super::Subject::Service;
use super::super::definition::{Anchor, Definition, Due, Length, Opens, by, days, from, months, row};
use super::super::evidence::EvidenceKind as Kind;
use super::super::evidence::Mark::{FinalDocuments, TwoWay};
use super::super::parameters::Parameter;
use super::super::result::Owner::{Data, Duty, NamedPerson, PersonalAdviser, SocialWorker, TeamManager};
use super::super::worked;
use super::{
    ACTIVE, AFTER_21, DORMANT, OUT_OF_CARE, SUPPORTED, Standing, Standings, WITH_A_PLAN, WITH_PLAN_OR_IN_CARE,
};

const UP_TO_21: Standings = Standings::of(&[Standing::FormerRelevant, Standing::Active, Standing::Dormant]);

pub(super) const CLOCKS: &[Definition] = &[
    row("CLK-36", "Step in the plan", "We will do the step we said we would do.")
        .owner(NamedPerson)
        .each(&[from(Kind::GoalAction)])
        .due(Due::Until)
        .lead(7)
        .met_by(&[by(Kind::GoalActionDone).about_it()]),
    row("CLK-36.update", "Step in the plan with no news", "")
        .owner(NamedPerson)
        .worked(worked::actions_in_hand)
        .needs(&[Kind::GoalAction])
        .repeats(Length::Policy(Parameter::GoalUpdateEvery))
        .lead(7)
        .met_by(&[by(Kind::GoalProgress).about_it()]),
    row("CLK-36a", "Goals looked at together", "When we look at your plan, we will ask how your goals are going.")
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .each(&[from(Kind::Review)])
        .opens(Opens::DaysBefore(28))
        .due(Due::OnTheDay)
        .lead(7)
        .overtaken()
        .met_by(&[by(Kind::GoalReview)]),
    row("CLK-37", "Sharing choice runs out", "We will ask you again who can see things about you.")
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .worked(worked::consents)
        .needs(&[Kind::Consent])
        .due(Due::Worked)
        .lead(28)
        .overtaken()
        .met_by(&[by(Kind::Consent).about_it()]),
    row("CLK-38", "Referral to adult care", "If you may need care as an adult, we will ask early.")
        .applies(WITH_PLAN_OR_IN_CARE.and(Standings::of(&[Standing::Under16])))
        .owner(SocialWorker)
        .worked(worked::adult_needs)
        .needs(&[Kind::LikelyAdultNeeds])
        .due(Due::Worked)
        .lead(56)
        .met_by(&[by(Kind::AdultCareReferral)]),
    row("CLK-39", "Emergency contact checked", "We will ask who to call if you need someone fast.")
        .applies(WITH_A_PLAN)
        .owner(SocialWorker)
        .owner_from_18(PersonalAdviser)
        .repeats(Length::Policy(Parameter::EmergencyContactEvery))
        .carries_over()
        .lead(28)
        .met_by(&[by(Kind::EmergencyContactChecked)]),
    row("CLK-40", "Letter about rights from 21", "Before you are 21 we will tell you what help comes next.")
        .applies(UP_TO_21)
        .anchor(Anchor::Birthday(21))
        .opens(Opens::MonthsBefore(12))
        .due(Due::Before(Length::Policy(Parameter::RightsLetterBefore)))
        .lead(28)
        .lapses_after(182)
        .met_by(&[by(Kind::RightsLetter)]),
    row("CLK-41", "Yearly offer from 21 to 24", "Each year we will ask if you want our help.")
        .applies(DORMANT)
        .owner(PersonalAdviser)
        .repeats(Length::Law(months(12), Parameter::OfferEvery))
        .first(Length::Policy(Parameter::FirstOfferWithin))
        .lead(28)
        .met_by(&[by(Kind::Offer).or_attempt()]),
    row("CLK-42", "Contact after asking for support", "You asked for help. We will call you in 2 days.")
        .applies(ACTIVE)
        .owner(Duty)
        .each(&[from(Kind::SupportRequested)])
        .within(Length::Policy(Parameter::ReturnContactWithin))
        .lead(1)
        .met_by(&[by(Kind::Contact).with(&[TwoWay])]),
    row("CLK-42.decision", "Decision after asking for support", "You asked for help. We will tell you what we can do.")
        .applies(ACTIVE)
        .owner(Duty)
        .each(&[from(Kind::SupportRequested)])
        .within(Length::Policy(Parameter::ReturnDecisionWithin))
        .lead(5)
        .met_by(&[by(Kind::SupportDecided).about_it()]),
    row("CLK-43", "Papers for 25", "Before you are 25 we will give you all your papers.")
        .applies(AFTER_21)
        .anchor(Anchor::Birthday(25))
        .opens(Opens::MonthsBefore(12))
        .due(Due::Before(Length::Policy(Parameter::ClosurePackBefore)))
        .lead(28)
        .met_by(&[by(Kind::ClosurePack)]),
    row("CLK-43.final", "Last papers for 25", "A month before you are 25 we will check you have it all.")
        .applies(AFTER_21)
        .anchor(Anchor::Birthday(25))
        .opens(Opens::MonthsBefore(6))
        .due(Due::Before(Length::Policy(Parameter::FinalPackBefore)))
        .lead(28)
        .met_by(&[by(Kind::ClosurePack).with(&[FinalDocuments])]),
    row("CLK-44", "Talked with around the birthday", "We will talk with you around your birthday.")
        .applies(OUT_OF_CARE)
        .also(Parameter::ReturnAlsoFor)
        .worked(worked::birthday_windows)
        .opens(Opens::Worked)
        .due(Due::Worked)
        .lead(28)
        .closes_when_due()
        .met_by(&[by(Kind::Contact).with(&[TwoWay])]),
    row("CLK-44.codes", "Activity and home around the birthday", "")
        .applies(OUT_OF_CARE)
        .also(Parameter::ReturnAlsoFor)
        .worked(worked::birthday_windows)
        .opens(Opens::Worked)
        .due(Due::Worked)
        .lead(28)
        .met_by(&[by(Kind::ReturnCodes)]),
    row("CLK-45", "Latest contact in the collection year", "")
        .applies(ACTIVE)
        .also(Parameter::ReturnAlsoFor)
        .worked(worked::collection_years)
        .opens(Opens::Worked)
        .due(Due::Worked)
        .lead(56)
        .closes_when_due()
        .met_by(&[by(Kind::Contact).with(&[TwoWay])]),
    row("CLK-46", "People of the yearly return fixed", "")
        .of(Service)
        .owner(Data)
        .worked(worked::return_frozen)
        .opens(Opens::Worked)
        .due(Due::Worked)
        .lead(14)
        .met_by(&[by(Kind::ReturnFrozen)]),
    row("CLK-46.submitted", "Yearly return sent", "")
        .of(Service)
        .owner(Data)
        .worked(worked::return_submitted)
        .opens(Opens::Worked)
        .due(Due::Worked)
        .lead(28)
        .met_by(&[by(Kind::ReturnSubmitted)]),
    row("CLK-94", "Handover talked through before a change of team", "Your workers will talk before you change team.")
        .applies(SUPPORTED)
        .owner(TeamManager)
        .each(&[from(Kind::TransferPlanned)])
        .due(Due::BeforeUntil(Length::Fixed(days(1))))
        .lead(14)
        .met_by(&[by(Kind::HandoverDiscussed).about_it()]),
    row("CLK-94.visit", "Joint visit for a change of team", "You will meet your new worker with the one you know.")
        .applies(SUPPORTED)
        .owner(TeamManager)
        .each(&[from(Kind::TransferPlanned)])
        .due(Due::Until)
        .lead(14)
        .met_by(&[by(Kind::JointVisit).about_it()]),
    row("CLK-94.supervision", "Joint supervision for a change of team", "")
        .applies(SUPPORTED)
        .owner(TeamManager)
        .each(&[from(Kind::TransferPlanned)])
        .due(Due::Until)
        .lead(14)
        .met_by(&[by(Kind::JointSupervision).about_it()]),
    row(
        "CLK-94.chronology",
        "Timeline and family map up to date for a change of team",
        "You will not have to tell it all again.",
    )
    .applies(SUPPORTED)
    .owner(TeamManager)
    .each(&[from(Kind::TransferPlanned)])
    .due(Due::Until)
    .lead(14)
    .met_by(&[by(Kind::ChronologyUpdated).about_it()]),
    row("CLK-94a", "New worker reads the record", "Your new worker will read about you first.")
        .applies(SUPPORTED)
        .owner(PersonalAdviser)
        .worked(worked::file_to_read)
        .needs(&[Kind::AdviserAllocated])
        .due(Due::Worked)
        .lead(2)
        .met_by(&[by(Kind::FileRead).about_it()]),
    row("CLK-94b", "New worker’s first contact", "Your new worker will talk with you in the first week.")
        .applies(SUPPORTED)
        .owner(PersonalAdviser)
        .each(&[from(Kind::AdviserAllocated)])
        .within(Length::Policy(Parameter::NewWorkerContactWithin))
        .lead(2)
        .met_by(&[by(Kind::Contact).with(&[TwoWay])]),
];
