//! Everything about clocks that a council may choose, with the floor of the law where there is one (rules.md §5.12).

use serde::{Deserialize, Serialize};

use crate::dates::{Interval, Unit};

/// What sort of value a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A length of time, which may not be longer than the law's where the law has one.
    Length,
    /// An age in years and months, which may not be later than the law's.
    Age,
    /// On or off.
    Switch,
    /// A plain number.
    Number,
    /// The day a law begins, or `not in force`.
    InForceFrom,
    /// A list of standings for which a clock runs as well.
    Standings,
    /// Months at which something is done, and how often after that.
    Series,
}

/// What the law allows at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Floor {
    None,
    AtMost(Interval),
    /// In months.
    AgeAtMost(u16),
}

macro_rules! parameters {
    ($($name:ident $code:literal $rule:literal $sort:ident $floor:expr,)+) => {
        /// One choice. The code is its name in a policy pack.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Parameter {
            $(#[serde(rename = $code)] $name,)+
        }

        impl Parameter {
            pub const ALL: &'static [Parameter] = &[$(Parameter::$name,)+];

            pub const fn code(self) -> &'static str {
                match self { $(Parameter::$name => $code,)+ }
            }

            /// The rule it belongs to.
            pub const fn rule(self) -> &'static str {
                match self { $(Parameter::$name => $rule,)+ }
            }

            pub const fn sort(self) -> Sort {
                match self { $(Parameter::$name => Sort::$sort,)+ }
            }

            pub const fn floor(self) -> Floor {
                match self { $(Parameter::$name => $floor,)+ }
            }
        }
    };
}

const NONE: Floor = Floor::None;

const fn months(number: u16) -> Floor {
    Floor::AtMost(Interval::new(number, Unit::Month))
}

const fn weeks(number: u16) -> Floor {
    Floor::AtMost(Interval::new(number, Unit::Week))
}

const fn days(number: u16) -> Floor {
    Floor::AtMost(Interval::new(number, Unit::CalendarDay))
}

const fn working_days(number: u16) -> Floor {
    Floor::AtMost(Interval::new(number, Unit::WorkingDay))
}

parameters! {
    AssessmentStartAge "assessment_start_age" "CLK-01" Age Floor::AgeAtMost(16 * 12),
    AssessmentWithin "assessment_within" "CLK-01" Length months(3),
    RelevantAssessmentWithin "relevant_assessment_within" "CLK-02" Length months(3),
    EducationAssessmentWithin "education_assessment_within" "CLK-02a" Length months(3),
    SupportAssessmentWithin "support_assessment_within" "CLK-02b" Length NONE,
    QualifyingAssessmentWithin "qualifying_assessment_within" "CLK-02c" Length NONE,
    QualifyingAssessmentOpens "qualifying_assessment_opens" "CLK-02c" Switch NONE,
    AdviserNamedWithin "adviser_named_within" "CLK-03" Length NONE,
    AdviserAlsoFor "adviser_also_for" "CLK-03" Standings NONE,
    AdviserGapAtMost "adviser_gap_at_most" "CLK-03a" Length NONE,
    AdviserOnRequestWithin "adviser_on_request_within" "CLK-03b" Length NONE,
    PlanWithin "plan_within" "CLK-04" Length months(3),
    RelevantPlanWithin "relevant_plan_within" "CLK-04a" Length months(3),
    AssessmentRefreshedEvery "assessment_refreshed_every" "CLK-05" Length NONE,
    CopyGivenWithin "copy_given_within" "CLK-06" Length NONE,
    PlanReviewEvery "plan_review_every" "CLK-10" Length months(6),
    PlanReviewAlsoFor "plan_review_also_for" "CLK-10" Standings NONE,
    RequestedReviewArrangedWithin "requested_review_arranged_within" "CLK-11" Length NONE,
    RequestedReviewHeldWithin "requested_review_held_within" "CLK-11" Length NONE,
    ReviewAfterChangeWithin "review_after_change_within" "CLK-12" Length days(28),
    NewHomeReviewFrom "new_home_review_from" "CLK-13" Length NONE,
    NewHomeReviewBy "new_home_review_by" "CLK-13" Length NONE,
    CareReviewLink "care_review_link" "CLK-14" Length NONE,
    CustodyReviewFormal "custody_review_formal" "CLK-15" Switch NONE,
    ReviewBefore18 "review_before_18" "CLK-16" Length NONE,
    ReviewBefore21 "review_before_21" "CLK-17" Length NONE,
    ProgressChecks "progress_checks" "CLK-18" Switch NONE,
    ProgressCheckEvery "progress_check_every" "CLK-18" Length NONE,
    FirstHomeVisitWithin "first_home_visit_within" "CLK-20" Length days(7),
    VisitAfterEveryMove "visit_after_every_move" "CLK-20" Switch NONE,
    HomeVisitsAlsoFor "home_visits_also_for" "CLK-20" Standings NONE,
    HomeVisitEvery "home_visit_every" "CLK-22" Length months(2),
    InTouchEvery "in_touch_every" "CLK-23" Length NONE,
    InTouchFaceToFaceEvery "in_touch_face_to_face_every" "CLK-23" Length NONE,
    HourOfTheirOwnEvery "hour_of_their_own_every" "CLK-23" Length NONE,
    InTouchAlsoFor "in_touch_also_for" "CLK-23" Standings NONE,
    LostTouchPlanWithin "lost_touch_plan_within" "CLK-24" Length NONE,
    LostTouchReviewWithin "lost_touch_review_within" "CLK-24" Length NONE,
    LostTouchAttemptEvery "lost_touch_attempt_every" "CLK-24" Length NONE,
    SteppedBackOfferEvery "stepped_back_offer_every" "CLK-25" Length NONE,
    FirstCareVisitWithin "first_care_visit_within" "CLK-26" Length weeks(1),
    CareVisitEvery "care_visit_every" "CLK-26" Length weeks(6),
    LongTermVisitEvery "long_term_visit_every" "CLK-26e" Length months(3),
    FewerVisits "fewer_visits" "CLK-26d" Switch NONE,
    FewerVisitsEvery "fewer_visits_every" "CLK-26d" Length months(6),
    RequestedVisitWithin "requested_visit_within" "CLK-26f" Length NONE,
    FirstShortBreakVisitWithin "first_short_break_visit_within" "CLK-27" Length NONE,
    ShortBreakVisitEvery "short_break_visit_every" "CLK-27" Length NONE,
    StayingPutContactEvery "staying_put_contact_every" "CLK-28" Length NONE,
    StayingPutReviewEvery "staying_put_review_every" "CLK-28" Length NONE,
    MissingManagerWithin "missing_manager_within" "CLK-29" Length NONE,
    ReturnConversationWithin "return_conversation_within" "CLK-29" Length NONE,
    DetentionVisitWithin "detention_visit_within" "CLK-30" Length working_days(10),
    CustodyVisitWithin "custody_visit_within" "CLK-31" Length NONE,
    CustodyVisitEvery "custody_visit_every" "CLK-31" Length NONE,
    DetentionPlanWithin "detention_plan_within" "CLK-32" Length working_days(10),
    ReleaseMeetingBefore "release_meeting_before" "CLK-33" Length NONE,
    ReleaseHomeBefore "release_home_before" "CLK-33" Length NONE,
    ReleaseVisitWithin "release_visit_within" "CLK-33" Length NONE,
    HospitalContactWithin "hospital_contact_within" "CLK-34" Length NONE,
    LibertyReviewBefore "liberty_review_before" "CLK-35" Length NONE,
    GoalUpdateEvery "goal_update_every" "CLK-36" Length NONE,
    ConsentLasts "consent_lasts" "CLK-37" Length NONE,
    AdultCareDecisionAge "adult_care_decision_age" "CLK-38" Age NONE,
    EmergencyContactEvery "emergency_contact_every" "CLK-39" Length NONE,
    RightsLetterBefore "rights_letter_before" "CLK-40" Length NONE,
    FirstOfferWithin "first_offer_within" "CLK-41" Length NONE,
    OfferEvery "offer_every" "CLK-41" Length months(12),
    ReturnContactWithin "return_contact_within" "CLK-42" Length NONE,
    ReturnDecisionWithin "return_decision_within" "CLK-42" Length NONE,
    ClosurePackBefore "closure_pack_before" "CLK-43" Length NONE,
    FinalPackBefore "final_pack_before" "CLK-43" Length NONE,
    BirthdayWindowBefore "birthday_window_before" "CLK-44" Length NONE,
    BirthdayWindowAfter "birthday_window_after" "CLK-44" Length NONE,
    ReturnAlsoFor "return_also_for" "CLK-44" Standings NONE,
    ReturnFrozenWithin "return_frozen_within" "CLK-46" Length NONE,
    ReturnSubmittedWithin "return_submitted_within" "CLK-46" Length NONE,
    BenefitClaimFrom "benefit_claim_from" "CLK-47" Length NONE,
    IdentityReadyBefore "identity_ready_before" "CLK-47" Length NONE,
    BenefitAlsoFor "benefit_also_for" "CLK-47" Standings NONE,
    AppealWithin "appeal_within" "CLK-48a" Length NONE,
    AgeStrategyWithin "age_strategy_within" "CLK-48b" Length NONE,
    ImmigrationAlsoFor "immigration_also_for" "CLK-48" Standings NONE,
    HumanRightsStartedWithin "human_rights_started_within" "CLK-49" Length NONE,
    HumanRightsFinishedWithin "human_rights_finished_within" "CLK-49" Length NONE,
    HumanRightsReviewEvery "human_rights_review_every" "CLK-49" Length NONE,
    FirstCareReviewWithin "first_care_review_within" "CLK-50" Length working_days(20),
    SecondCareReviewWithin "second_care_review_within" "CLK-51" Length months(3),
    CareReviewEvery "care_review_every" "CLK-52" Length months(6),
    ReviewReportBefore "review_report_before" "CLK-54" Length NONE,
    DecisionsSharedWithin "decisions_shared_within" "CLK-56" Length NONE,
    RecordWrittenWithin "record_written_within" "CLK-57" Length NONE,
    RecordDistributedWithin "record_distributed_within" "CLK-57" Length NONE,
    DecisionsAnsweredWithin "decisions_answered_within" "CLK-58" Length NONE,
    MidwayChecks "midway_checks" "CLK-59" Switch NONE,
    DisputeResolvedWithin "dispute_resolved_within" "CLK-60" Length NONE,
    HealthAssessmentEvery "health_assessment_every" "CLK-63" Length months(12),
    FirstHealthAssessmentWithin "first_health_assessment_within" "CLK-64" Length working_days(20),
    SdqEvery "sdq_every" "CLK-65" Length months(12),
    SdqLastAge "sdq_last_age" "CLK-65" Number NONE,
    DentalCheckEvery "dental_check_every" "CLK-66" Length NONE,
    HealthSummaryDraftAge "health_summary_draft_age" "CLK-67" Age Floor::AgeAtMost(18 * 12),
    EducationPlanWithin "education_plan_within" "CLK-68" Length NONE,
    ReviewingOfficerWithin "reviewing_officer_within" "CLK-70" Length NONE,
    HousingMeetingWithin "housing_meeting_within" "CLK-73" Length NONE,
    UnsuitableHomePlanWithin "unsuitable_home_plan_within" "CLK-74" Length NONE,
    UnsuitableHomeReviewEvery "unsuitable_home_review_every" "CLK-74" Length NONE,
    StayingPutConfirmedBefore "staying_put_confirmed_before" "CLK-75" Length NONE,
    SavingsChasedWithin "savings_chased_within" "CLK-76" Length NONE,
    RecordRequestWithin "record_request_within" "CLK-77" Length months(1),
    RecordRequestLonger "record_request_longer" "CLK-77" Length months(2),
    ComplaintAnsweredWithin "complaint_answered_within" "CLK-79" Length working_days(10),
    ComplaintLonger "complaint_longer" "CLK-79" Length working_days(10),
    ComplaintInvestigatedWithin "complaint_investigated_within" "CLK-79" Length working_days(25),
    ComplaintInvestigationLonger "complaint_investigation_longer" "CLK-79" Length working_days(40),
    PanelRequestWithin "panel_request_within" "CLK-79" Length NONE,
    PanelHeldWithin "panel_held_within" "CLK-79" Length working_days(30),
    PanelAnsweredWithin "panel_answered_within" "CLK-79" Length working_days(15),
    OversightAt "oversight_at" "CLK-80" Series NONE,
    ApprovalWithin "approval_within" "CLK-81" Length NONE,
    SupervisionOfWorkerEvery "supervision_of_worker_every" "CLK-82" Length NONE,
    SupervisionOfPersonEvery "supervision_of_person_every" "CLK-82" Length NONE,
    GroupSupervisionEvery "group_supervision_every" "CLK-83" Length NONE,
    PracticeObservedEvery "practice_observed_every" "CLK-84" Length NONE,
    SupervisionObservedEvery "supervision_observed_every" "CLK-85" Length NONE,
    PerformanceMeetingEvery "performance_meeting_every" "CLK-86" Length NONE,
    AuditEvery "audit_every" "CLK-87" Length NONE,
    AuditMeetingWithin "audit_meeting_within" "CLK-87" Length NONE,
    AnnualReportEvery "annual_report_every" "CLK-88" Length NONE,
    SurveyEvery "survey_every" "CLK-89" Length NONE,
    PeopleForEachAdviser "people_for_each_adviser" "CLK-90" Number NONE,
    LocalOfferEvery "local_offer_every" "CLK-91" Length NONE,
    StayingCloseInForceFrom "staying_close_in_force_from" "CLK-92" InForceFrom NONE,
    TemporaryHousingInForceFrom "temporary_housing_in_force_from" "CLK-93" InForceFrom NONE,
    TemporaryHousingWithin "temporary_housing_within" "CLK-93" Length days(14),
    NewWorkerContactWithin "new_worker_contact_within" "CLK-94b" Length NONE,
}
