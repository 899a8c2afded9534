//! The words the access policy is written in: roles, classes of data, actions and purposes.
//!
//! Each is a closed list. No `match` over them anywhere in `access` has a wildcard arm, so a new role, class or
//! action does not compile until somebody has decided about it (ACC-01).

/// An enum whose members are all known, each with the code used in files and the words used on screens.
macro_rules! listed {
    ($(#[$doc:meta])* $name:ident { $($(#[$mdoc:meta])* $member:ident = $code:literal, $says:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$mdoc])* #[serde(rename = $code)] $member,)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$member,)+];

            /// The spelling used in the matrix, the database and the audit.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$member => $code,)+ }
            }
            /// The words people read.
            pub const fn says(self) -> &'static str {
                match self { $(Self::$member => $says,)+ }
            }
            /// The member with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.code() == code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.code())
            }
        }
    };
}
pub(crate) use listed;

listed! {
    /// What somebody is employed, invited or born to do. A role opens nothing by itself (ACC-04).
    Role {
        PersonalAdviser = "personal_adviser", "Personal adviser";
        SocialWorker = "social_worker", "Social worker";
        PracticeSupervisor = "practice_supervisor", "Practice supervisor";
        TeamManager = "team_manager", "Team manager";
        HeadOfService = "head_of_service", "Head of service";
        ReviewingOfficer = "reviewing_officer", "Reviewing officer (IRO)";
        QualityAuditor = "quality_auditor", "Quality auditor";
        ParticipationOfficer = "participation_officer", "Participation officer";
        FinanceOfficer = "finance_officer", "Finance officer";
        DataAnalyst = "data_analyst", "Data analyst";
        PartnerAgency = "partner_agency", "Partner agency";
        Carer = "carer", "Carer or key worker";
        Advocate = "advocate", "Advocate or mentor";
        YoungPerson = "young_person", "Young person";
        SystemAdministrator = "system_administrator", "System administrator";
        InformationGovernance = "information_governance", "Information governance";
    }
}

listed! {
    /// The 23 classes of data in assurance §2.2. Every stored field belongs to exactly one.
    Class {
        Identity = "identity", "Identity, contact and safe-contact rule";
        Status = "status", "Status, key dates and allocation";
        Plan = "plan", "Assessment and pathway plan";
        CaseNotes = "case_notes", "Case notes, visits and contact log";
        SafetyPlan = "safety_plan", "Safety plan and risk flags";
        RestrictedNote = "restricted_note", "Restricted notes and hidden location";
        Health = "health", "Health, SDQ and mental health";
        Immigration = "immigration", "Immigration, age and legal matters";
        Family = "family", "Family, network and other people";
        EducationWorkHousing = "education_work_housing", "Education, work and housing";
        Money = "money", "Money: entitlements and payments";
        BankDetails = "bank_details", "Bank details";
        OwnDocuments = "own_documents", "The young person's own documents";
        Messages = "messages", "Messages between the young person and their worker";
        ManagementOversight = "management_oversight", "Management oversight on the record";
        SupervisionNotes = "supervision_notes", "Supervision notes about a worker";
        Audits = "audits", "Quality audits and dip samples";
        Permissions = "permissions", "Permissions to share and disclosures";
        AccessHistory = "access_history", "Who looked at the record";
        SurveyAnswers = "survey_answers", "Survey answers";
        Statistics = "statistics", "Statistics";
        WholeRecordExport = "whole_record_export", "Copies of the whole record";
        UsersAndSettings = "users_and_settings", "Users, roles and settings";
    }
}

/// What kind of thing a class of data is about: it decides which relationship counts as one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concerns {
    /// A young person's record.
    YoungPerson,
    /// A member of staff: supervision notes.
    StaffMember,
    /// The council's work as a whole, or an account in it.
    Council,
}

impl Class {
    /// What the class is about.
    pub const fn concerns(self) -> Concerns {
        match self {
            Self::Identity
            | Self::Status
            | Self::Plan
            | Self::CaseNotes
            | Self::SafetyPlan
            | Self::RestrictedNote
            | Self::Health
            | Self::Immigration
            | Self::Family
            | Self::EducationWorkHousing
            | Self::Money
            | Self::BankDetails
            | Self::OwnDocuments
            | Self::Messages
            | Self::ManagementOversight
            | Self::Audits
            | Self::Permissions
            | Self::AccessHistory
            | Self::WholeRecordExport => Concerns::YoungPerson,
            Self::SupervisionNotes => Concerns::StaffMember,
            Self::SurveyAnswers | Self::Statistics | Self::UsersAndSettings => Concerns::Council,
        }
    }

    /// Whether a fresh proof of who is asking is wanted before this class opens (SEC-29).
    pub const fn wants_fresh_proof(self) -> bool {
        match self {
            Self::RestrictedNote
            | Self::BankDetails
            | Self::AccessHistory
            | Self::WholeRecordExport
            | Self::UsersAndSettings => true,
            Self::Identity
            | Self::Status
            | Self::Plan
            | Self::CaseNotes
            | Self::SafetyPlan
            | Self::Health
            | Self::Immigration
            | Self::Family
            | Self::EducationWorkHousing
            | Self::Money
            | Self::OwnDocuments
            | Self::Messages
            | Self::ManagementOversight
            | Self::SupervisionNotes
            | Self::Audits
            | Self::Permissions
            | Self::SurveyAnswers
            | Self::Statistics => false,
        }
    }
}

listed! {
    /// What is asked to be done with data of one class.
    Action {
        Read = "read", "read";
        List = "list", "see in a list";
        Search = "search", "find by searching";
        Write = "write", "add or edit";
        Approve = "approve", "approve";
        Export = "export", "take out of the system";
        Suggest = "suggest", "suggest a correction";
        AddOwnWords = "add_own_words", "add their own words";
        Ask = "ask", "ask for";
        Share = "share", "share with somebody";
        Grant = "grant", "give or withdraw access";
        Prepare = "prepare", "prepare";
    }
}

listed! {
    /// What somebody says they need the data for (rules §7.4: role, relationship and purpose).
    Purpose {
        /// The ordinary work of whichever role opens the record.
        WorkOfTheRole = "work_of_the_role", "the ordinary work of the role";
        Support = "support", "supporting the young person";
        Oversight = "oversight", "overseeing or auditing the work";
        Payments = "payments", "making and checking payments";
        Reporting = "reporting", "statistics and statutory returns";
        InformationRights = "information_rights", "answering a request about information";
        OwnRecord = "own_record", "looking at their own record";
        Administration = "administration", "running the system";
    }
}

impl Role {
    /// What the role is for, when nothing more particular is said.
    pub const fn usual_purpose(self) -> Purpose {
        match self {
            Self::PersonalAdviser
            | Self::SocialWorker
            | Self::PracticeSupervisor
            | Self::TeamManager
            | Self::ParticipationOfficer
            | Self::PartnerAgency
            | Self::Carer
            | Self::Advocate => Purpose::Support,
            Self::HeadOfService | Self::ReviewingOfficer | Self::QualityAuditor => Purpose::Oversight,
            Self::FinanceOfficer => Purpose::Payments,
            Self::DataAnalyst => Purpose::Reporting,
            Self::YoungPerson => Purpose::OwnRecord,
            Self::SystemAdministrator => Purpose::Administration,
            Self::InformationGovernance => Purpose::InformationRights,
        }
    }

    /// Whether somebody in this role can have this purpose at all.
    pub fn may_say(self, purpose: Purpose) -> bool {
        purpose == Purpose::WorkOfTheRole || self.purposes().contains(&purpose)
    }

    const fn purposes(self) -> &'static [Purpose] {
        use Purpose::{Administration, InformationRights, Oversight, OwnRecord, Payments, Reporting, Support};
        match self {
            Self::PersonalAdviser | Self::SocialWorker => &[Support, Payments, Reporting],
            Self::PracticeSupervisor => &[Support, Oversight, Payments, Reporting],
            Self::TeamManager | Self::HeadOfService => {
                &[Support, Oversight, Payments, Reporting, InformationRights, Administration]
            }
            Self::ReviewingOfficer => &[Support, Oversight, Reporting],
            Self::QualityAuditor => &[Oversight, Reporting],
            Self::ParticipationOfficer => &[Support, Reporting],
            Self::FinanceOfficer => &[Payments, Reporting],
            Self::DataAnalyst => &[Reporting],
            Self::PartnerAgency | Self::Carer | Self::Advocate => &[Support],
            Self::YoungPerson => &[OwnRecord],
            Self::SystemAdministrator => &[Administration],
            Self::InformationGovernance => &[InformationRights, Oversight, Reporting, Administration],
        }
    }
}
