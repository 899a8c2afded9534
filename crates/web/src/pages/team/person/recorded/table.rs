//! Everything that can be written down as having happened, as one table: adding one is adding a row.
//!
//! A row says what it is in words, what of the law it is ([`EvidenceKind`], which decides its class of data and so who may
//! write it), and what is asked. Nothing is asked that no clock, page or return reads.

use waymark_cases::access::Class;
use waymark_cases::evidence::class_of;
use waymark_rules::clocks::{EvidenceKind as E, Mark as M};

/// What a row does when it is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    Record(E),
    /// Ends one that is going on.
    End(E),
}

/// Under which heading the choice is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// S15: something in their life changed.
    Change,
    Plan,
    CareReviews,
    Health,
    Learning,
    Home,
    Custody,
    Immigration,
    Money,
    Touch,
    Agreements,
    Complaints,
    Managers,
}

impl Group {
    pub(super) const EVENTS: &[Self] = &[
        Self::Plan,
        Self::Touch,
        Self::Health,
        Self::Learning,
        Self::Home,
        Self::Custody,
        Self::Immigration,
        Self::Money,
        Self::CareReviews,
        Self::Agreements,
        Self::Complaints,
        Self::Managers,
    ];

    pub(super) const fn says(self) -> &'static str {
        match self {
            Self::Change => "Something changed",
            Self::Plan => "Getting to know them, and the plan",
            Self::CareReviews => "Care reviews",
            Self::Health => "Health",
            Self::Learning => "Learning and work",
            Self::Home => "Home",
            Self::Custody => "Custody and hospital",
            Self::Immigration => "Immigration",
            Self::Money => "Money and savings",
            Self::Touch => "Staying in touch",
            Self::Agreements => "Agreements and rights",
            Self::Complaints => "Complaints",
            Self::Managers => "A manager's part",
        }
    }
}

/// One answer of several.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick {
    pub code: &'static str,
    pub says: &'static str,
    pub marks: &'static [M],
}

const fn pick(code: &'static str, says: &'static str, marks: &'static [M]) -> Pick {
    Pick { code, says, marks }
}

/// What a form asks beside the day.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ask {
    /// A second day: `needed` if it cannot be left empty.
    Until {
        legend: &'static str,
        hint: &'static str,
        needed: bool,
    },
    One {
        field: &'static str,
        legend: &'static str,
        picks: &'static [Pick],
        needed: bool,
    },
    Ticks {
        legend: &'static str,
        ticks: &'static [(M, &'static str)],
    },
    Text {
        field: &'static str,
        label: &'static str,
        hint: &'static str,
        needed: bool,
    },
    /// Which earlier thing it belongs to.
    About {
        legend: &'static str,
        kinds: &'static [E],
    },
    /// A score, or the reason why there is none (CLK-65).
    Score,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// Its name in an address.
    pub code: &'static str,
    pub title: &'static str,
    pub does: Does,
    pub group: Group,
    pub when: &'static str,
    pub asks: &'static [Ask],
    /// A day to come makes it a plan, and not something done.
    pub may_be_planned: bool,
}

impl Row {
    pub(super) const fn kind(&self) -> E {
        match self.does {
            Does::Record(kind) | Does::End(kind) => kind,
        }
    }

    pub(super) const fn class(&self) -> Class {
        class_of(self.kind())
    }

    /// Changes are checked before they are saved: each may start several clocks (S15).
    pub(super) fn is_change(&self) -> bool {
        self.group == Group::Change
    }

    const fn asks(mut self, asks: &'static [Ask]) -> Self {
        self.asks = asks;
        self
    }

    const fn when(mut self, when: &'static str) -> Self {
        self.when = when;
        self
    }

    const fn planned(mut self) -> Self {
        self.may_be_planned = true;
        self
    }
}

const fn row(group: Group, code: &'static str, kind: E, title: &'static str) -> Row {
    let does = Does::Record(kind);
    Row { code, title, does, group, when: "When was it?", asks: &[NOTE], may_be_planned: false }
}

const fn end(group: Group, code: &'static str, kind: E, title: &'static str) -> Row {
    Row { does: Does::End(kind), ..row(group, code, kind, title) }
}

pub(super) fn by_code(code: &str, change: bool) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.code == code && row.is_change() == change)
}

const NOTE: Ask = text("words", "Anything to add?", "They can read this.", false);

const fn text(field: &'static str, label: &'static str, hint: &'static str, needed: bool) -> Ask {
    Ask::Text { field, label, hint, needed }
}

const fn about(legend: &'static str, kinds: &'static [E]) -> Ask {
    Ask::About { legend, kinds }
}

const fn until(legend: &'static str, needed: bool) -> Ask {
    Ask::Until { legend, hint: "", needed }
}

const fn one(field: &'static str, legend: &'static str, picks: &'static [Pick], needed: bool) -> Ask {
    Ask::One { field, legend, picks, needed }
}

const REVIEW_OF_CARE: Ask = about("Which care review is it about?", &[E::CareReview]);
const REQUEST: Ask = about("Which request is it about?", &[E::RecordRequested]);
const COMPLAINT: Ask = about("Which complaint is it about?", &[E::Complaint]);
const ORDER: Ask = about("Which order is it about?", &[E::DeprivationOfLiberty]);
const STAY: &[Ask] = &[until("When do they come out, at the earliest?", false), HELD, NOTE];

/// What kind of home: the yearly return's answer is worked out from it, and never asked.
const HOMES: &[Pick] = &[
    pick("own_place", "Own place: a tenancy, a flat share, college or university", &[]),
    pick("supported", "Supported home", &[]),
    pick("supported_lodgings", "Supported lodgings", &[]),
    pick("former_carer", "Staying with a former foster carer", &[]),
    pick("foster", "Foster home", &[M::Foster]),
    pick("residential", "Children's home or other residential care", &[]),
    pick("family", "With parents or family", &[]),
    pick("foyer", "A home that comes with study or work (foyer)", &[]),
    pick("lodgings", "Ordinary lodgings", &[]),
    pick("emergency", "Emergency hostel or night shelter", &[M::BedAndBreakfast]),
    pick("bed_and_breakfast", "Bed and breakfast", &[M::BedAndBreakfast]),
    pick("nowhere", "Nowhere to stay, or staying with different people", &[M::Unsuitable]),
    pick("abroad", "Living abroad", &[]),
    pick("deported", "Removed from the country", &[]),
    pick("other", "Somewhere else", &[]),
];

const ACTIVITIES: &[Pick] = &[
    pick("higher_education", "Higher education, such as university", &[]),
    pick("other_education", "School, college or another course", &[]),
    pick("apprenticeship", "An apprenticeship", &[]),
    pick("work", "A job or training", &[]),
];

const NOT_NOW: &[Pick] = &[
    pick("doing", "They are working or studying", &[]),
    pick("illness", "Not now, because of illness or disability", &[]),
    pick("parenting", "Not now, because of pregnancy or being a parent", &[]),
    pick("other", "Not now, for another reason", &[]),
];

const SETTLED: Ask = one(
    "settled",
    "Is it safe and settled?",
    &[pick("yes", "Yes", &[]), pick("no", "No", &[M::Unsuitable]), pick("not_sure", "Not sure yet", &[])],
    true,
);

const HELD: Ask = one(
    "held",
    "How are they held?",
    &[pick("remand", "On remand: waiting for court", &[]), pick("sentenced", "Serving a sentence", &[])],
    true,
);

pub(super) const ROWS: &[Row] = &[
    // S15 Record a change
    row(Group::Change, "move", E::Home, "They moved home").when("When did they move in?").asks(&[
        text("words", "Where have they moved to?", "A name or address they would know it by.", true),
        one("home", "What kind of home is it?", HOMES, true),
        one(
            "given",
            "Do we provide it or pay for it?",
            &[pick("yes", "Yes", &[M::ProvidedByAuthority]), pick("no", "No", &[])],
            true,
        ),
        SETTLED,
        text("why", "If it is not safe and settled: why?", "Needed only then.", false),
        text("their_view", "What do they say about it?", "In their own words, if they want to say.", false),
        Ask::Ticks { legend: "Was the move planned?", ticks: &[(M::Unplanned, "It was not planned")] },
    ]),
    end(Group::Change, "left-home", E::Home, "They left a home")
        .when("When did they leave?")
        .asks(&[about("Which home?", &[E::Home])]),
    row(Group::Change, "home-lost", E::HomeLost, "They lost their home").when("When did they lose it?"),
    row(Group::Change, "course-or-job", E::LearningOrWork, "A course or job began").when("When did it begin?").asks(&[
        text("words", "What is it, and where?", "", true),
        one("activity", "What kind is it?", ACTIVITIES, true),
        one(
            "pattern",
            "How much of the week?",
            &[pick("full", "Full time (16 hours or more)", &[]), pick("part", "Part time", &[])],
            true,
        ),
    ]),
    end(Group::Change, "course-or-job-ended", E::LearningOrWork, "A course or job ended")
        .when("When did it end?")
        .asks(&[
            about("Which one?", &[E::LearningOrWork]),
            Ask::Ticks { legend: "How did it end?", ticks: &[(M::Lost, "They lost it: it was not their choice")] },
        ]),
    row(Group::Change, "custody", E::Custody, "They went into custody").when("When were they taken in?").asks(STAY),
    end(Group::Change, "release", E::Custody, "They were released")
        .when("When were they released?")
        .asks(&[about("From which stay?", &[E::Custody])]),
    row(Group::Change, "hospital", E::Hospital, "They went into hospital").when("When did they go in?").asks(&[
        until("When do they come home?", false),
        Ask::Ticks {
            legend: "Are they held there?",
            ticks: &[(M::Section3, "Held under section 3 of the Mental Health Act")],
        },
        NOTE,
    ]),
    end(Group::Change, "left-hospital", E::Hospital, "They came home from hospital")
        .when("When did they come home?")
        .asks(&[about("From which stay?", &[E::Hospital])]),
    row(Group::Change, "immigration-decision", E::ImmigrationDecision, "A decision on immigration").asks(&[
        Ask::Ticks { legend: "What does it mean?", ticks: &[(M::Adverse, "It is a refusal that can be appealed")] },
        NOTE,
    ]),
    row(Group::Change, "leave-to-remain", E::ImmigrationLeave, "They were given leave to remain")
        .when("When did it begin?")
        .asks(&[until("When does it end?", true), NOTE]),
    row(Group::Change, "baby", E::PregnancyOrBirth, "A baby is on the way, or was born").when("When did we hear?"),
    row(Group::Change, "someone-died", E::Bereavement, "Somebody important to them died").when("When did it happen?"),
    row(Group::Change, "missing", E::Missing, "Nobody knows where they are").when("Since when?").asks(&[NOTE]),
    end(Group::Change, "found", E::Missing, "They were found, or came back")
        .when("When was it?")
        .asks(&[about("Which time?", &[E::Missing])]),
    row(Group::Change, "other-change", E::SignificantChange, "Another big change").asks(&[text(
        "words",
        "What changed?",
        "They can read this.",
        true,
    )]),
    // Getting to know them, and the plan
    row(Group::Plan, "assessment-started", E::AssessmentStarted, "Getting to know them: started"),
    row(Group::Plan, "assessment", E::Assessment, "Getting to know them: finished (needs assessment)"),
    row(Group::Plan, "plan", E::Plan, "The plan was made or changed").asks(&[
        Ask::Ticks {
            legend: "What is true of it?",
            ticks: &[
                (M::Approved, "A manager has approved it"),
                (M::SharedWithYoungPerson, "It was gone through with them"),
                (M::Disagreed, "They do not agree with some of it"),
                (M::BothViews, "Both views are written in it"),
                (M::TriplePlanned, "It plans for leave given, refused and not decided"),
            ],
        },
        NOTE,
    ]),
    row(Group::Plan, "copy-given", E::CopyGiven, "A copy was given and explained").asks(&[
        about("A copy of what?", &[E::Assessment, E::Plan, E::Review]),
        Ask::Ticks { legend: "Did they want it?", ticks: &[(M::Declined, "They did not want a copy")] },
        NOTE,
    ]),
    row(Group::Plan, "both-views", E::BothViewsRecorded, "Both views were written down")
        .asks(&[about("About what?", &[E::Plan, E::Review]), NOTE]),
    row(Group::Plan, "review-asked", E::ReviewRequested, "A review of the plan was asked for"),
    row(Group::Plan, "review-arranged", E::ReviewArranged, "A day was set for the review that was asked for")
        .asks(&[about("For which request?", &[E::ReviewRequested]), NOTE]),
    row(Group::Plan, "review", E::Review, "The plan was reviewed").planned().asks(&[
        Ask::Ticks {
            legend: "What is true of it?",
            ticks: &[
                (M::Formal, "A formal meeting with the agencies concerned"),
                (M::ChoiceRecorded, "What they choose to do at 21 is in it"),
                (M::Disagreed, "They do not agree with some of it"),
                (M::BothViews, "Both views are written in it"),
            ],
        },
        NOTE,
    ]),
    row(Group::Plan, "no-review-needed", E::NoReviewNeeded, "A manager decided that a change needs no review").asks(&[
        about(
            "Which change?",
            &[
                E::Home,
                E::HomeLost,
                E::HomelessnessRisk,
                E::Custody,
                E::Hospital,
                E::PregnancyOrBirth,
                E::LearningOrWork,
                E::ImmigrationDecision,
                E::SafeguardingEnquiry,
                E::Bereavement,
                E::SignificantChange,
            ],
        ),
        text("words", "Who decided, and why?", "They can read this.", true),
    ]),
    row(Group::Plan, "goals-looked-at", E::GoalReview, "Goals were looked at together"),
    // Staying in touch
    row(Group::Touch, "offer", E::Offer, "We offered to meet, or offered support").asks(&[
        Ask::Ticks { legend: "What was offered?", ticks: &[(M::FullHour, "A full hour of their own")] },
        text("words", "What was offered, and how?", "They can read this.", false),
    ]),
    row(Group::Touch, "card", E::Card, "We sent a birthday or seasonal card"),
    row(Group::Touch, "visit-asked", E::VisitRequested, "They asked for a visit"),
    row(Group::Touch, "lost-touch-plan", E::LostTouchPlan, "We agreed how to get back in touch"),
    row(Group::Touch, "steps-to-find", E::ReasonableSteps, "What we did to find them").asks(&[text(
        "words",
        "What did we do?",
        "They can read this.",
        true,
    )]),
    row(Group::Touch, "return-talk", E::ReturnConversation, "We talked after they came back")
        .asks(&[about("After which time?", &[E::Missing]), NOTE]),
    row(Group::Touch, "step-back", E::StepBack, "They chose to step back").when("From when?").asks(&[
        Ask::Ticks {
            legend: "What has been done?",
            ticks: &[
                (M::VisitOffered, "A visit was offered"),
                (M::LocalOfferGiven, "They have the local offer"),
                (M::MoneyContactsGiven, "They know who to ask about money"),
                (M::LetterSent, "A letter was sent that says the door is open"),
                (M::ManagerRecorded, "A manager wrote down their view"),
            ],
        },
        text("words", "What did they say?", "In their own words.", false),
    ]),
    end(Group::Touch, "came-back", E::StepBack, "They came back after stepping back")
        .asks(&[about("After which time?", &[E::StepBack])]),
    // Health
    row(Group::Health, "health-assessment", E::HealthAssessment, "Health assessment").planned(),
    row(Group::Health, "dental-check", E::DentalCheck, "Dental check").planned(),
    row(Group::Health, "sdq", E::Sdq, "Strengths and difficulties questionnaire").asks(&[Ask::Score]),
    row(Group::Health, "health-summary", E::HealthSummary, "Summary of their health")
        .asks(&[Ask::Ticks { legend: "Do they have it?", ticks: &[(M::Given, "It was given to them")] }, NOTE]),
    row(Group::Health, "discharge-plan", E::DischargePlan, "Plan for leaving hospital"),
    row(Group::Health, "liberty-order", E::DeprivationOfLiberty, "Order that limits their liberty")
        .when("When was it made?")
        .asks(&[until("When does it run out?", true), NOTE]),
    row(Group::Health, "liberty-review", E::LibertyReview, "An order that limits their liberty was looked at")
        .asks(&[ORDER, NOTE]),
    row(Group::Health, "restrictions-ended", E::RestrictionsEnded, "Limits on their liberty ended")
        .asks(&[ORDER, NOTE]),
    // Learning and work
    row(Group::Learning, "education-plan", E::EducationPlan, "Personal education plan").planned(),
    row(Group::Learning, "learning-talk", E::ProgressCheck, "We talked about learning or work").asks(&[
        one("now", "What are they doing now?", NOT_NOW, true),
        text("words", "What would help?", "In their own words, if they want to say.", false),
    ]),
    row(Group::Learning, "wants-to-study", E::EducationRequested, "They said they study or want to"),
    // Home
    row(Group::Home, "home-at-risk", E::HomelessnessRisk, "They may lose their home")
        .when("Since when?")
        .asks(&[text("words", "What is the danger?", "They can read this.", true)]),
    end(Group::Home, "home-safe-again", E::HomelessnessRisk, "Their home is no longer in danger")
        .asks(&[about("Which danger?", &[E::HomelessnessRisk])]),
    row(Group::Home, "housing-referral", E::HousingReferral, "We asked the housing service to help"),
    row(Group::Home, "housing-meeting", E::HousingMeeting, "Meeting about housing").planned(),
    row(Group::Home, "home-plan", E::HomePlan, "Plan for leaving a home that is not suitable"),
    row(Group::Home, "home-looked-at", E::HomeReview, "A home that is not suitable was looked at again"),
    row(Group::Home, "temporary-agreed", E::TemporaryHousingAgreed, "They agreed to a notice about temporary housing"),
    row(Group::Home, "temporary-told", E::TemporaryHousingNotified, "The notice about temporary housing came")
        .asks(&[about("For which agreement?", &[E::TemporaryHousingAgreed]), NOTE]),
    row(Group::Home, "staying-put-considered", E::StayingPutConsidered, "Staying on with foster carers: talked of"),
    row(Group::Home, "staying-put-agreed", E::StayingPutAgreed, "Staying on with foster carers: agreed"),
    row(Group::Home, "staying-put-confirmed", E::StayingPutConfirmed, "Staying on with foster carers: confirmed"),
    row(Group::Home, "staying-put", E::StayingPut, "Staying on with foster carers: began"),
    end(Group::Home, "staying-put-ended", E::StayingPut, "Staying on with foster carers: ended")
        .asks(&[about("Which one?", &[E::StayingPut])]),
    row(Group::Home, "staying-put-review", E::StayingPutReview, "Staying on with foster carers: looked at"),
    row(Group::Home, "staying-close", E::StayingCloseAssessment, "Staying-close assessment"),
    // Custody
    row(Group::Custody, "remand", E::Remand, "Remanded while in care").asks(&[until("Until when?", false), NOTE]),
    row(Group::Custody, "detention-plan", E::DetentionPlan, "Plan for somebody who is held").asks(&[
        Ask::Ticks { legend: "What is true of it?", ticks: &[(M::Approved, "A manager has approved it")] },
        NOTE,
    ]),
    row(Group::Custody, "release-meeting", E::ReleaseMeeting, "Meeting about release").planned(),
    row(Group::Custody, "release-home", E::ReleaseHomeConfirmed, "A home for the day of release was confirmed"),
    // Immigration
    row(Group::Immigration, "insecure-status", E::InsecureStatus, "Their immigration status is not settled")
        .when("Since when?"),
    end(Group::Immigration, "status-settled", E::InsecureStatus, "Their immigration status is settled")
        .asks(&[about("Which time?", &[E::InsecureStatus])]),
    row(Group::Immigration, "leave-applied", E::LeaveApplication, "They applied for leave to remain"),
    row(Group::Immigration, "appeal", E::AppealLodged, "An appeal was sent")
        .asks(&[about("Against which decision?", &[E::ImmigrationDecision]), NOTE]),
    row(Group::Immigration, "age-disputed", E::AgeDisputed, "Their age was disputed"),
    row(Group::Immigration, "age-meeting", E::AgeStrategyMeeting, "Meeting about a disputed age"),
    row(Group::Immigration, "rights-exhausted", E::AppealRightsExhausted, "No appeal is left").when("Since when?"),
    row(Group::Immigration, "human-rights-started", E::HumanRightsStarted, "Human rights assessment: started"),
    row(Group::Immigration, "human-rights", E::HumanRightsAssessment, "Human rights assessment: finished"),
    row(Group::Immigration, "triple-plan", E::TriplePlan, "Plan for leave given, refused and not decided"),
    // Money and savings
    row(Group::Money, "benefit-claimed", E::BenefitClaimed, "A benefit was claimed"),
    row(Group::Money, "savings-told", E::SavingsTold, "They were told about their savings"),
    row(Group::Money, "savings-access", E::SavingsAccess, "They can use their savings"),
    row(Group::Money, "savings-chased", E::SavingsChased, "We chased their savings"),
    // Care reviews
    row(Group::CareReviews, "care-review", E::CareReview, "Care review").planned(),
    row(Group::CareReviews, "care-change", E::CareChangePlanned, "A change to their care is planned")
        .when("When was it planned?")
        .asks(&[until("When does it take effect?", true), NOTE]),
    row(Group::CareReviews, "review-report", E::ReviewReportShared, "The report for a care review was given")
        .asks(&[REVIEW_OF_CARE, NOTE]),
    row(Group::CareReviews, "officer-spoke", E::ReviewingOfficerSpoke, "The reviewing officer spoke with them first")
        .asks(&[REVIEW_OF_CARE, NOTE]),
    row(Group::CareReviews, "decisions-shared", E::ReviewDecisionsShared, "Decisions of a care review were shared")
        .asks(&[REVIEW_OF_CARE, NOTE]),
    row(Group::CareReviews, "record-written", E::ReviewRecordWritten, "The record of a care review was written")
        .asks(&[REVIEW_OF_CARE, NOTE]),
    row(Group::CareReviews, "record-sent", E::ReviewRecordDistributed, "The record of a care review was sent")
        .asks(&[REVIEW_OF_CARE, NOTE]),
    row(Group::CareReviews, "decisions-answered", E::ReviewDecisionsAnswered, "Decisions were accepted or challenged")
        .asks(&[about("Which decisions?", &[E::ReviewDecisionsShared]), NOTE]),
    row(Group::CareReviews, "midway-check", E::MidwayCheck, "Check between care reviews"),
    row(Group::CareReviews, "dispute", E::DisputeRaised, "The reviewing officer raised a dispute"),
    row(Group::CareReviews, "dispute-settled", E::DisputeResolved, "A dispute of the reviewing officer was settled")
        .asks(&[about("Which dispute?", &[E::DisputeRaised]), NOTE]),
    row(Group::CareReviews, "lasting-home-plan", E::PermanencePlan, "Plan for a lasting home"),
    row(Group::CareReviews, "care-to-end", E::CeasingCareDecision, "It was decided that care ends at 16 or 17")
        .when("When was it decided?")
        .asks(&[until("When does care end?", true), NOTE]),
    row(Group::CareReviews, "care-end-approved", E::CeasingCareApproved, "The director approved that care ends")
        .asks(&[about("Which decision?", &[E::CeasingCareDecision]), text("words", "Who approved it?", "", true)]),
    // Agreements and rights
    row(Group::Agreements, "advocacy", E::AdvocacyOffered, "An advocate was offered")
        .asks(&[about("With what?", &[E::Plan, E::Review, E::Complaint, E::CareReview]), NOTE]),
    row(Group::Agreements, "emergency-contact", E::EmergencyContactChecked, "Their emergency contact was checked"),
    row(Group::Agreements, "rights-letter", E::RightsLetter, "The letter about their rights from 21 was sent"),
    row(Group::Agreements, "support-asked", E::SupportRequested, "They asked for support (21 to 24)"),
    row(Group::Agreements, "support-stopped", E::SupportStopped, "They said no more support for now (21 to 24)"),
    row(Group::Agreements, "support-decided", E::SupportDecided, "It was decided what support to give"),
    row(Group::Agreements, "adult-needs", E::LikelyAdultNeeds, "They are likely to need care as an adult"),
    row(Group::Agreements, "adult-referral", E::AdultCareReferral, "We asked adult social care to look"),
    row(Group::Agreements, "handover-talked", E::HandoverDiscussed, "A new adviser was talked about with them"),
    row(Group::Agreements, "joint-visit", E::JointVisit, "Old and new adviser met them together"),
    row(Group::Agreements, "file-read", E::FileRead, "A new adviser read the record"),
    row(Group::Agreements, "closing-pack", E::ClosurePack, "Papers for 25 were given").asks(&[
        Ask::Ticks { legend: "Is that all of them?", ticks: &[(M::FinalDocuments, "These are the last of them")] },
        NOTE,
    ]),
    row(Group::Agreements, "record-asked", E::RecordRequested, "They asked to see their record"),
    row(Group::Agreements, "record-waiting", E::RecordRequestPaused, "A request to see the record waits for them")
        .asks(&[until("Until when did it wait?", false), REQUEST, NOTE]),
    row(Group::Agreements, "record-longer", E::RecordRequestExtended, "They were told that it takes longer")
        .asks(&[REQUEST, NOTE]),
    row(Group::Agreements, "record-given", E::RecordGiven, "They were given their record").asks(&[REQUEST, NOTE]),
    // Complaints
    row(Group::Complaints, "complaint", E::Complaint, "They complained"),
    row(Group::Complaints, "complaint-longer", E::ComplaintExtended, "The complaint takes longer")
        .asks(&[COMPLAINT, NOTE]),
    row(Group::Complaints, "complaint-answered", E::ComplaintAnswered, "The complaint was answered")
        .asks(&[COMPLAINT, NOTE]),
    row(Group::Complaints, "second-stage", E::ComplaintSecondStage, "They asked for an investigation"),
    row(Group::Complaints, "investigated", E::ComplaintInvestigated, "The investigation was finished")
        .asks(&[about("Which investigation?", &[E::ComplaintSecondStage]), NOTE]),
    row(Group::Complaints, "panel-asked", E::PanelRequested, "They asked for a panel"),
    row(Group::Complaints, "panel", E::PanelHeld, "The panel met"),
    row(Group::Complaints, "panel-answered", E::PanelAnswered, "The panel was answered"),
    // A manager's part
    row(Group::Managers, "sent-for-approval", E::SubmittedForApproval, "A plan or assessment was sent for approval"),
    row(Group::Managers, "approval", E::ApprovalDecided, "A plan or assessment was decided on").asks(&[
        about("What was decided on?", &[E::SubmittedForApproval]),
        text("words", "What was decided, and why?", "They can read this.", true),
    ]),
    row(Group::Managers, "manager-told", E::ManagerTold, "A manager was told")
        .asks(&[about("Told of what?", &[E::Home, E::Missing, E::HomelessnessRisk, E::Custody]), NOTE]),
    row(Group::Managers, "lost-touch-review", E::LostTouchReview, "A manager looked at why we lost touch"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_an_address_of_its_own_and_asks_a_field_once() {
        for (at, row) in ROWS.iter().enumerate() {
            assert!(ROWS.iter().skip(at + 1).all(|other| other.code != row.code), "{}", row.code);
            let fields = row.asks.iter().filter_map(|ask| match ask {
                Ask::One { field, .. } | Ask::Text { field, .. } => Some(*field),
                _ => None,
            });
            let mut seen = Vec::new();
            for field in fields {
                assert!(super::super::form::FIELDS.contains(&field), "{}: {field} is not in the form's list", row.code);
                assert!(!seen.contains(&field), "{}: {field} twice", row.code);
                seen.push(field);
            }
        }
    }

    #[test]
    fn what_is_ended_asks_which_one_and_can_be_begun() {
        for row in ROWS.iter().filter(|row| matches!(row.does, Does::End(_))) {
            assert!(row.asks.iter().any(|ask| matches!(ask, Ask::About { kinds, .. } if *kinds == [row.kind()])));
            assert!(ROWS.iter().any(|other| other.does == Does::Record(row.kind())), "{}", row.code);
        }
    }
}
