//! What was recorded about somebody, in the shape the clocks read (rules.md §5.7 and the "satisfied by" column of §5).
//!
//! Something that happens on a day has `on` alone. Something that lasts has `until` as well, half-open as every period
//! of the law: the first day it is over. A plan for a day to come is outcome `planned`, which starts a clock that looks
//! ahead to it and never satisfies one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dates::Period;

/// One thing recorded: a visit, a plan, a home, a stay in custody, a request, a waiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The record it was read from. What a clock says it counted, or did not, is said by this id.
    pub id: String,
    pub kind: EvidenceKind,
    /// The day it happened or began; for a plan or an order, the day it was approved or made.
    pub on: Date,
    /// The day it was over, expires, takes effect or is due: the kind says which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The day it was written down, if not the day itself. It never decides whether a duty was met in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_on: Option<Date>,
    #[serde(default)]
    pub outcome: Outcome,
    /// The home it happened at; for a home, the home itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_home: Option<String>,
    /// The id of the evidence it answers: the review whose decisions were shared, the action that was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// For a waiver or a reason: the clock it is for, such as `CLK-23`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<String>,
    /// For a waiver: the manager who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
    /// For a waiver or a reason: why, in the words of whoever recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Evidence {
    /// Something done on a day, with nothing else known.
    pub fn done(id: impl Into<String>, kind: EvidenceKind, on: Date) -> Self {
        Evidence {
            id: id.into(),
            kind,
            on,
            until: None,
            recorded_on: None,
            outcome: Outcome::Done,
            at_home: None,
            about: None,
            clock: None,
            by: None,
            marks: Marks::NONE,
            words: None,
        }
    }

    #[must_use]
    pub fn with(mut self, mark: Mark) -> Self {
        self.marks = self.marks.and(Marks::of(&[mark]));
        self
    }

    #[must_use]
    pub fn until(mut self, until: Date) -> Self {
        self.until = Some(until);
        self
    }

    #[must_use]
    pub fn at(mut self, home: impl Into<String>) -> Self {
        self.at_home = Some(home.into());
        self
    }

    #[must_use]
    pub fn about(mut self, id: impl Into<String>) -> Self {
        self.about = Some(id.into());
        self
    }

    #[must_use]
    pub const fn came_to(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }

    pub const fn period(&self) -> Period {
        Period { start: self.on, end: self.until }
    }

    /// A waiver counts only with the manager, the reason and the day it runs out.
    pub const fn is_whole_waiver(&self) -> bool {
        matches!(self.kind, EvidenceKind::Waiver)
            && self.clock.is_some()
            && self.by.is_some()
            && self.words.is_some()
            && self.until.is_some()
    }
}

/// What came of it. Only `Done` satisfies a clock, but for clocks whose duty is to offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    #[default]
    Done,
    /// We tried and did not meet or hear.
    Attempted,
    Cancelled,
    /// Begun and not finished, as a plan that nobody has approved.
    Draft,
    /// Arranged for a day to come.
    Planned,
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $kind:ident,)+) => {
        /// What happened. Where `until` means something other than the end, it is said.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum EvidenceKind {
            $($(#[doc = $doc])* $kind,)+
        }

        impl EvidenceKind {
            pub const ALL: &'static [EvidenceKind] = &[$(EvidenceKind::$kind,)+];
        }
    };
}

kinds! {
    // Assessment, plan, adviser (§5.2)
    /// Work on the needs assessment began.
    AssessmentStarted,
    /// The needs assessment was completed.
    Assessment,
    /// The pathway plan: marks `approved` and `shared_with_young_person` say that it is one yet.
    Plan,
    /// A plan, assessment or review was given and explained; mark `declined` if they did not want it.
    CopyGiven,
    /// Both views of a disagreement were written in the plan.
    BothViewsRecorded,
    /// An adviser supports them, from a day until another.
    AdviserAllocated,
    // Reviews of the plan (§5.3)
    /// The plan was reviewed and the review written up.
    Review,
    /// Somebody asked for a review; `until` is the day they took it back.
    ReviewRequested,
    ReviewArranged,
    /// A manager decided that a change needs no review.
    NoReviewNeeded,
    /// Pregnancy or a birth.
    PregnancyOrBirth,
    /// Somebody important to them died.
    Bereavement,
    SafeguardingEnquiry,
    /// They lost their home.
    HomeLost,
    /// Another change a council or worker takes to be significant.
    SignificantChange,
    /// A course, an apprenticeship or a job, from a day until it ended; mark `lost` if it was lost.
    LearningOrWork,
    /// The questionnaire on learning or work.
    ProgressCheck,
    // Visits and keeping in touch (§5.4)
    /// A visit, call, message or meeting. Marks say how: `face_to_face`, `two_way`, `alone`, `third_party`…
    Contact,
    /// A dated offer to meet or of support, by any channel.
    Offer,
    /// A birthday or seasonal card: kept, and never a contact.
    Card,
    /// Where they live, from a day until they leave; `at_home` names it and marks say what kind of home it is.
    Home,
    /// They, or somebody for them, asked for a visit.
    VisitRequested,
    /// How to get back in touch, agreed.
    LostTouchPlan,
    /// A manager looked at why contact was lost.
    LostTouchReview,
    /// What was done to find them when nothing brought an answer.
    ReasonableSteps,
    /// They chose to step back, from a day until they came back. It holds only with all five marks of the pack.
    StepBack,
    /// Living on with a former foster carer.
    StayingPut,
    /// The living-on arrangement was reviewed.
    StayingPutReview,
    /// Nobody knew where they were, until they were found.
    Missing,
    ReturnConversation,
    /// A manager was told; `about` says of what.
    ManagerTold,
    // Custody, hospital, deprivation of liberty (§5.5)
    /// In custody; `until` is the release, or the earliest day of it.
    Custody,
    /// Remanded to youth detention accommodation while looked after.
    Remand,
    /// The plan for somebody held; mark `approved`.
    DetentionPlan,
    ReleaseMeeting,
    /// A home for the day of release was confirmed.
    ReleaseHomeConfirmed,
    /// In hospital, until discharge; mark `section_3` when held under it.
    Hospital,
    DischargePlan,
    /// An authorisation to deprive of liberty; `until` is the day it expires.
    DeprivationOfLiberty,
    LibertyReview,
    RestrictionsEnded,
    // Care reviews, health and education in care (§5.6)
    /// A review of their care.
    CareReview,
    /// A change to their care is planned; `until` is the day it takes effect.
    CareChangePlanned,
    /// The report for a care review was given to those who should have it.
    ReviewReportShared,
    /// The reviewing officer spoke with them before the review.
    ReviewingOfficerSpoke,
    ReviewDecisionsShared,
    ReviewRecordWritten,
    ReviewRecordDistributed,
    /// The manager accepted or challenged the decisions.
    ReviewDecisionsAnswered,
    MidwayCheck,
    DisputeRaised,
    DisputeResolved,
    PermanencePlan,
    /// It was decided that section 20 care ends at 16 or 17; `until` is the day it takes effect.
    CeasingCareDecision,
    /// The director or the nominated officer approved it.
    CeasingCareApproved,
    HealthAssessment,
    /// The strengths and difficulties questionnaire: a score, or a reason why not. Dates and scores only.
    Sdq,
    DentalCheck,
    /// The summary of their health; mark `given` once they hold it.
    HealthSummary,
    /// The personal education plan.
    EducationPlan,
    ReviewingOfficerNamed,
    AdvocacyOffered,
    // Management and quality (§5.9)
    /// The service began to support them.
    JoinedService,
    /// A manager's note after a discussion of how they are.
    Oversight,
    /// A plan or assessment was sent for approval.
    SubmittedForApproval,
    /// The manager's analysis and decision on it.
    ApprovalDecided,
    /// One-to-one supervision in which they were talked about; for a worker, any.
    Supervision,
    GroupSupervision,
    PracticeObserved,
    SupervisionObserved,
    PerformanceMeeting,
    /// A sampled audit; mark `inadequate` for a result that goes higher.
    Audit,
    AuditMeeting,
    AnnualReport,
    SurveyClosed,
    /// A worker supports more people than the council's limit.
    OverLimit,
    /// People were given to other workers.
    Reallocated,
    LocalOfferPublished,
    // Transitions, goals, consents (§5.10)
    /// A move to the leaving-care team; `until` is the planned day.
    TransferPlanned,
    HandoverDiscussed,
    JointVisit,
    JointSupervision,
    ChronologyUpdated,
    /// A new worker read the file.
    FileRead,
    /// Somebody's next step; `until` is the day it is due.
    GoalAction,
    GoalActionDone,
    GoalProgress,
    /// Goals were looked at together, with the 0 to 10 question.
    GoalReview,
    /// An agreement to share; `until` is the day it was taken back. Mark `by_parent` when a parent gave it.
    Consent,
    /// They are likely to need care and support as an adult.
    LikelyAdultNeeds,
    AdultCareReferral,
    EmergencyContactChecked,
    /// The letter about rights from 21 to 25.
    RightsLetter,
    /// They asked for support at 21 to 24.
    SupportRequested,
    /// They said no more support for now.
    SupportStopped,
    /// They said they study or want to.
    EducationRequested,
    SupportDecided,
    /// The papers for 25; mark `final_documents` for the last of them.
    ClosurePack,
    /// Activity and accommodation for the yearly return.
    ReturnCodes,
    ReturnFrozen,
    ReturnSubmitted,
    // Money, immigration, housing, records (§5.11)
    BenefitClaimed,
    /// Proof of identity and a bank account are ready.
    IdentityReady,
    /// Leave to remain; `until` is the day it ends.
    ImmigrationLeave,
    /// Their immigration status is not settled, from a day until it is.
    InsecureStatus,
    LeaveApplication,
    /// A decision on immigration; mark `adverse` if it can be appealed.
    ImmigrationDecision,
    AppealLodged,
    AgeDisputed,
    AgeStrategyMeeting,
    AppealRightsExhausted,
    HumanRightsStarted,
    HumanRightsAssessment,
    /// The plan covers leave granted, refused and undecided.
    TriplePlan,
    /// Notice, arrears or another danger of losing their home; `until` is the day it was over.
    HomelessnessRisk,
    HousingReferral,
    HousingMeeting,
    /// A plan for leaving a home that is not suitable.
    HomePlan,
    HomeReview,
    StayingPutConsidered,
    StayingPutAgreed,
    StayingPutConfirmed,
    SavingsTold,
    SavingsAccess,
    SavingsChased,
    /// A request to see the record.
    RecordRequested,
    /// The request waits for proof of identity or for what is meant, until it comes.
    RecordRequestPaused,
    /// They were told that the request needs longer.
    RecordRequestExtended,
    RecordGiven,
    RecordDestroyed,
    Complaint,
    /// The complaint was found to need longer.
    ComplaintExtended,
    ComplaintAnswered,
    ComplaintSecondStage,
    ComplaintInvestigated,
    PanelRequested,
    PanelHeld,
    PanelAnswered,
    StayingCloseAssessment,
    /// A 16 or 17 year old agreed to a notice about temporary accommodation.
    TemporaryHousingAgreed,
    TemporaryHousingNotified,
    // About clocks
    /// A manager decided that a duty need not be done; `until` is the day that runs out.
    Waiver,
    /// Why a duty is late.
    ReasonForLateness,
    /// What happened before this day may not be in the record.
    RecordBegins,
}

impl EvidenceKind {
    /// Something that goes on from its day until it is over.
    pub const fn lasts(self) -> bool {
        matches!(
            self,
            Self::AdviserAllocated
                | Self::LearningOrWork
                | Self::Home
                | Self::StepBack
                | Self::StayingPut
                | Self::Missing
                | Self::Custody
                | Self::Remand
                | Self::Hospital
                | Self::DeprivationOfLiberty
                | Self::ImmigrationLeave
                | Self::InsecureStatus
                | Self::HomelessnessRisk
                | Self::OverLimit
                | Self::AppealRightsExhausted
        )
    }
}

macro_rules! marks {
    ($($(#[doc = $doc:literal])* $mark:ident,)+) => {
        /// Something that is true of a piece of evidence and that a clock looks for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Mark {
            $($(#[doc = $doc])* $mark,)+
        }

        impl Mark {
            pub const ALL: &'static [Mark] = &[$(Mark::$mark,)+];
        }
    };
}

marks! {
    // Contact
    /// In the same room. Whoever is met is also talked with.
    FaceToFace,
    /// Both sides said something.
    TwoWay,
    /// On their own, without a carer or staff.
    Alone,
    /// There was a recorded reason why they were not seen on their own.
    AloneException,
    /// By video.
    Video,
    /// The place they are held allows video only.
    VideoOnlyAllowed,
    /// Through somebody else.
    ThirdParty,
    /// They agreed that it goes through somebody else.
    Consent,
    /// The former foster carer took part.
    WithCarer,
    /// A full hour of their own.
    FullHour,
    // Plans and reviews
    Approved,
    SharedWithYoungPerson,
    /// They do not agree with it.
    Disagreed,
    /// Both views are in it.
    BothViews,
    /// A formal meeting of the agencies concerned.
    Formal,
    /// What they choose to do at 21 is recorded.
    ChoiceRecorded,
    /// Leave granted, refused and undecided are all planned for.
    TriplePlanned,
    /// They did not want it.
    Declined,
    Given,
    // Homes
    /// Provided by the authority under section 23B or 24B.
    ProvidedByAuthority,
    /// Meant to last until 18.
    LongTerm,
    Foster,
    /// They agreed to be visited less often there.
    FewerVisitsAgreed,
    /// At home or with connected people under an interim order, or with a carer approved for the time being.
    InterimOrTemporary,
    /// With a parent before the assessment was finished.
    WithParentUnassessed,
    /// With a parent under a care order.
    WithParent,
    Unplanned,
    Unsuitable,
    /// Bed and breakfast, or emergency accommodation.
    BedAndBreakfast,
    // Step-back
    VisitOffered,
    LocalOfferGiven,
    MoneyContactsGiven,
    LetterSent,
    ManagerRecorded,
    // Others
    /// A course or job was lost.
    Lost,
    ByParent,
    FinalDocuments,
    Adverse,
    Inadequate,
    Section3,
}

/// A set of marks, written as a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Mark>", into = "Vec<Mark>")]
pub struct Marks(u64);

impl Marks {
    pub const NONE: Marks = Marks(0);

    pub const fn of(marks: &[Mark]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < marks.len() {
            set |= 1 << marks[at] as u64;
            at += 1;
        }
        Marks(set)
    }

    pub const fn is_empty(&self) -> bool {
        self.0 == 0
    }

    pub const fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u64) != 0
    }

    pub const fn has_all(self, wanted: Marks) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    pub const fn has_any(self, wanted: Marks) -> bool {
        self.0 & wanted.0 != 0
    }

    #[must_use]
    pub const fn and(self, more: Marks) -> Self {
        Marks(self.0 | more.0)
    }

    /// The marks of `self` that are not in `other`.
    #[must_use]
    pub const fn less(self, other: Marks) -> Self {
        Marks(self.0 & !other.0)
    }

    pub fn iter(self) -> impl Iterator<Item = Mark> {
        Mark::ALL.iter().copied().filter(move |mark| self.has(*mark))
    }
}

impl From<Vec<Mark>> for Marks {
    fn from(marks: Vec<Mark>) -> Self {
        Marks::of(&marks)
    }
}

impl From<Marks> for Vec<Mark> {
    fn from(marks: Marks) -> Self {
        marks.iter().collect()
    }
}

/// What has to be there before somebody under 21 is taken to have stepped back.
pub const STEP_BACK_PACK: Marks = Marks::of(&[
    Mark::VisitOffered,
    Mark::LocalOfferGiven,
    Mark::MoneyContactsGiven,
    Mark::LetterSent,
    Mark::ManagerRecorded,
]);
