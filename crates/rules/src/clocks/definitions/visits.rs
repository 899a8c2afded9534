//! Visits and keeping in touch (§5.4). What counts as a contact is §5.7.

use super::super::definition::{CarePace, Definition, Due, Length, Opens, Shape, Wanted, by, days, from, months, row};
use super::super::evidence::EvidenceKind as Kind;
use super::super::evidence::Mark::{
    Alone, AloneException, Consent, FaceToFace, FewerVisitsAgreed, FullHour, InterimOrTemporary, ProvidedByAuthority,
    ThirdParty, TwoWay, WithCarer, WithParent, WithParentUnassessed,
};
use super::super::parameters::Parameter;
use super::super::result::Owner::{SocialWorker, TeamManager};
use super::super::worked;
use super::{IN_CARE, RELEVANT_OR_FORMER, Standings};

const VISIT_THERE: Wanted = by(Kind::Contact).with(&[FaceToFace]).there();
/// Seen, and on their own unless a reason was recorded.
const SEEN_ALONE: Wanted = by(Kind::Contact).with(&[FaceToFace]).with_any(&[Alone, AloneException]);
const TALKED: Wanted = by(Kind::Contact).with(&[TwoWay]).without(&[ThirdParty]);
/// Through somebody they chose: with their recorded agreement, and not twice running.
const TALKED_THROUGH_SOMEBODY: Wanted = by(Kind::Contact).with(&[ThirdParty, Consent]);

const LEFT_BY_ORDINARY_VISITS: &[super::super::evidence::Mark] =
    &[InterimOrTemporary, WithParentUnassessed, WithParent, FewerVisitsAgreed];

pub(super) const CLOCKS: &[Definition] = &[
    row("CLK-20", "First visit at a home from us", "We will see you at your new home in the first week.")
        .applies(RELEVANT_OR_FORMER)
        .also(Parameter::HomeVisitsAlsoFor)
        .each(&[from(Kind::Home).with(&[ProvidedByAuthority])])
        .within(Length::Law(days(7), Parameter::FirstHomeVisitWithin))
        .lead(3)
        .met_by(&[VISIT_THERE]),
    row("CLK-20.move", "First visit after any move", "We will see you at your new home in the first week.")
        .applies(RELEVANT_OR_FORMER)
        .also(Parameter::HomeVisitsAlsoFor)
        .switched_by(Parameter::VisitAfterEveryMove)
        .each(&[from(Kind::Home).without(&[ProvidedByAuthority])])
        .within(Length::Fixed(days(7)))
        .local()
        .lead(3)
        .met_by(&[VISIT_THERE]),
    row(
        "CLK-21",
        "Visit before the review at a home from us",
        "We will see you again before we look at your new home.",
    )
    .applies(RELEVANT_OR_FORMER)
    .also(Parameter::HomeVisitsAlsoFor)
    .worked(worked::visit_before_the_review)
    .needs(&[Kind::Home])
    .opens(Opens::Worked)
    .due(Due::Worked)
    .lead(7)
    .met_by(&[VISIT_THERE]),
    row("CLK-22", "Visits at a home from us", "We will see you at home at least every 2 months.")
        .applies(RELEVANT_OR_FORMER)
        .also(Parameter::HomeVisitsAlsoFor)
        .each(&[from(Kind::Home).with(&[ProvidedByAuthority])])
        .repeats_once_done(Length::Law(months(2), Parameter::HomeVisitEvery))
        .lead(14)
        .met_by(&[VISIT_THERE]),
    row("CLK-23", "Keeping in touch", "We will talk with you often, in the way you like.")
        .applies(RELEVANT_OR_FORMER)
        .also(Parameter::InTouchAlsoFor)
        .repeats(Length::Policy(Parameter::InTouchEvery))
        .carries_over()
        .set_aside_by_step_back()
        .lead(14)
        .met_by(&[TALKED, TALKED_THROUGH_SOMEBODY]),
    row("CLK-23.seen", "Seen face to face", "We will meet you in person, not just call or text.")
        .applies(RELEVANT_OR_FORMER)
        .also(Parameter::InTouchAlsoFor)
        .repeats(Length::Policy(Parameter::InTouchFaceToFaceEvery))
        .carries_over()
        .set_aside_by_step_back()
        .lead(14)
        .met_by(&[by(Kind::Contact).with(&[FaceToFace])]),
    row("CLK-23.hour", "An hour of their own", "We will offer you an hour that is just for you.")
        .applies(RELEVANT_OR_FORMER)
        .also(Parameter::InTouchAlsoFor)
        .repeats(Length::Policy(Parameter::HourOfTheirOwnEvery))
        .carries_over()
        .set_aside_by_step_back()
        .lead(7)
        .met_by(&[by(Kind::Contact).with(&[FullHour]), by(Kind::Offer).with(&[FullHour]).or_attempt()]),
    row("CLK-24", "Plan to get back in touch", "If we lose touch, we will look for a way to find you.")
        .applies(RELEVANT_OR_FORMER)
        .worked(worked::lost_touch)
        .within(Length::Policy(Parameter::LostTouchPlanWithin))
        .lead(3)
        .met_by(&[by(Kind::LostTouchPlan), TALKED, by(Kind::ReasonableSteps)]),
    row("CLK-24.manager", "Manager looks at why we lost touch", "If we lose touch, a manager will look at why.")
        .applies(RELEVANT_OR_FORMER)
        .owner(TeamManager)
        .worked(worked::lost_touch)
        .within(Length::Policy(Parameter::LostTouchReviewWithin))
        .lead(7)
        .met_by(&[by(Kind::LostTouchReview), TALKED]),
    row("CLK-24.attempts", "Go on trying to get in touch", "If we lose touch, we will try each month.")
        .applies(RELEVANT_OR_FORMER)
        .worked(worked::lost_touch)
        .repeats(Length::Policy(Parameter::LostTouchAttemptEvery))
        .lead(7)
        .met_by(&[by(Kind::Contact).or_attempt(), by(Kind::Offer).or_attempt(), by(Kind::ReasonableSteps)]),
    row(
        "CLK-25",
        "Offer while they have stepped back",
        "You chose to step back. We will offer to meet every 3 months.",
    )
    .applies(RELEVANT_OR_FORMER)
    .each(&[from(Kind::StepBack).with(&[
        super::super::evidence::Mark::VisitOffered,
        super::super::evidence::Mark::LocalOfferGiven,
        super::super::evidence::Mark::MoneyContactsGiven,
        super::super::evidence::Mark::LetterSent,
        super::super::evidence::Mark::ManagerRecorded,
    ])])
    .repeats(Length::Policy(Parameter::SteppedBackOfferEvery))
    .ends_at(21)
    .lead(14)
    .met_by(&[by(Kind::Offer).or_attempt(), TALKED]),
    row("CLK-26", "Visits in care", "Your social worker will come to see you.")
        .applies(IN_CARE)
        .owner(SocialWorker)
        .each(&[from(Kind::Home).without(LEFT_BY_ORDINARY_VISITS)])
        .within(Length::Open)
        .shape(Shape::CareVisits(CarePace::Ordinary))
        .lead(7)
        .met_by(&[SEEN_ALONE]),
    row("CLK-26a", "Visits in care, interim order or carer", "Your social worker will come to see you.")
        .applies(IN_CARE)
        .owner(SocialWorker)
        .each(&[from(Kind::Home).with(&[InterimOrTemporary])])
        .within(Length::Open)
        .shape(Shape::CareVisits(CarePace::InterimOrTemporary))
        .lead(3)
        .met_by(&[SEEN_ALONE]),
    row("CLK-26b", "Visits in care, with a parent first", "Your social worker will come to see you.")
        .applies(IN_CARE)
        .owner(SocialWorker)
        .each(&[from(Kind::Home).with(&[WithParentUnassessed])])
        .within(Length::Open)
        .shape(Shape::CareVisits(CarePace::WithParentUnassessed))
        .lead(3)
        .met_by(&[SEEN_ALONE]),
    row("CLK-26c", "Visits in care, living with a parent", "Your social worker will come to see you.")
        .applies(IN_CARE)
        .owner(SocialWorker)
        .each(&[from(Kind::Home).with(&[WithParent])])
        .within(Length::Open)
        .shape(Shape::CareVisits(CarePace::WithParent))
        .lead(7)
        .met_by(&[SEEN_ALONE]),
    row("CLK-26d", "Visits in care, fewer by agreement", "You said fewer visits are fine. We will still come.")
        .applies(IN_CARE)
        .owner(SocialWorker)
        .each(&[from(Kind::Home).with(&[FewerVisitsAgreed])])
        .within(Length::Open)
        .shape(Shape::CareVisits(CarePace::FewerAgreed))
        .lead(14)
        .met_by(&[SEEN_ALONE]),
    row("CLK-26e", "Visits in a long-term home", "Your social worker will come to see you.")
        .applies(IN_CARE)
        .owner(SocialWorker)
        .worked(worked::long_term_homes)
        .needs(&[Kind::Home])
        .repeats(Length::Policy(Parameter::LongTermVisitEvery))
        .carries_over()
        .lead(14)
        .met_by(&[SEEN_ALONE]),
    row("CLK-26f", "Visit that was asked for", "You asked us to come. We will come.")
        .applies(IN_CARE)
        .owner(SocialWorker)
        .each(&[from(Kind::VisitRequested)])
        .within(Length::Policy(Parameter::RequestedVisitWithin))
        .lead(2)
        .met_by(&[by(Kind::Contact).with(&[FaceToFace])]),
    row("CLK-27", "Visits during short breaks", "We will come to see you on a short break.")
        .owner(SocialWorker)
        .applies(Standings::ANYBODY)
        .worked(worked::short_breaks)
        .repeats(Length::Policy(Parameter::ShortBreakVisitEvery))
        .first(Length::Policy(Parameter::FirstShortBreakVisitWithin))
        .lead(14)
        .met_by(&[by(Kind::Contact).with(&[FaceToFace])]),
    row("CLK-28", "Living on with foster family: keeping in touch", "We will talk with you and your foster family.")
        .applies(RELEVANT_OR_FORMER)
        .each(&[from(Kind::StayingPut)])
        .repeats(Length::Policy(Parameter::StayingPutContactEvery))
        .ends_at(21)
        .lead(14)
        .met_by(&[by(Kind::Contact).with(&[TwoWay, WithCarer])]),
    row(
        "CLK-28.review",
        "Living on with foster family: review",
        "We will check that living there still works for you.",
    )
    .applies(RELEVANT_OR_FORMER)
    .each(&[from(Kind::StayingPut)])
    .repeats(Length::Policy(Parameter::StayingPutReviewEvery))
    .ends_at(21)
    .lead(28)
    .met_by(&[by(Kind::StayingPutReview)]),
    row("CLK-29", "Missing, written down the same day", "If we do not know where you are, we will act that day.")
        .each(&[from(Kind::Missing)])
        .due(Due::OnTheDay)
        .lead(0)
        .met_by(&[by(Kind::Missing).written_down()]),
    row("CLK-29.manager", "Missing: manager told", "")
        .each(&[from(Kind::Missing)])
        .within(Length::Policy(Parameter::MissingManagerWithin))
        .lead(1)
        .met_by(&[by(Kind::ManagerTold).about_it()]),
    row("CLK-29.return", "Talk after being found", "When you are back, we will ask how you are.")
        .each(&[from(Kind::Missing).ended()])
        .within(Length::Policy(Parameter::ReturnConversationWithin))
        .lead(2)
        .met_by(&[by(Kind::ReturnConversation)]),
];
