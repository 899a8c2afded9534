//! Every entitlement of rules.md §6: what it is, who gives it, what to hold, in the words of both readers.

use serde::{Deserialize, Serialize};

use super::papers::Paper::{self, *};

macro_rules! ids {
    ($($(#[$doc:meta])* $member:ident = $code:literal;)+) => {
        /// An entitlement, by its rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Id { $($(#[$doc])* #[serde(rename = $code)] $member,)+ }

        impl Id {
            /// All of them, in the order of the rules.
            pub const ALL: &'static [Id] = &[$(Self::$member,)+];

            /// The id of the rule.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$member => $code,)+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|id| id.code() == code)
            }
        }
    };
}

ids! {
    Maintenance = "ENT-01";
    SettingUpHome = "ENT-02";
    HigherEducationBursary = "ENT-03";
    VacationHome = "ENT-04";
    EducationHelp = "ENT-05";
    OtherHelp = "ENT-06";
    Adviser = "ENT-07";
    StayingPut = "ENT-08";
    StayingClose = "ENT-09";
    CouncilTax = "ENT-10";
    Guarantor = "ENT-11";
    Visitor = "ENT-12";
    Advocacy = "ENT-13";
    Records = "ENT-14";
    LocalOffer = "ENT-15";
    IdentityFees = "ENT-16";
    StatusLetter = "ENT-17";
    UniversalCredit = "ENT-20";
    UniversalCreditUnder18 = "ENT-21";
    UniversalCreditInEducation = "ENT-22";
    OneBedroomRate = "ENT-23";
    Bursary16To19 = "ENT-24";
    ApprenticeshipBursary = "ENT-25";
    StudentFinance = "ENT-26";
    HealthCosts = "ENT-27";
    PriorityNeed = "ENT-28";
    LocalConnection = "ENT-29";
    HousingRegister = "ENT-29a";
    NotIntentionallyHomeless = "ENT-29b";
    Savings = "ENT-30";
    JobOffers = "ENT-31";
}

/// What part of life it is about: how pages group them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Theme {
    Money,
    Home,
    Learning,
    People,
    Papers,
}

impl Theme {
    pub const ALL: [Theme; 5] = [Self::Money, Self::Home, Self::Learning, Self::People, Self::Papers];

    /// A heading both readers understand.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Money => "Money",
            Self::Home => "Home",
            Self::Learning => "Learning and work",
            Self::People => "People on your side",
            Self::Papers => "Papers and your record",
        }
    }

    /// As [`Theme::says`], on staff pages.
    pub const fn says_to_staff(self) -> &'static str {
        match self {
            Self::People => "People on their side",
            Self::Papers => "Papers and their record",
            other => other.says(),
        }
    }
}

/// Who gives it. Only the council's own is decided here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Giver {
    Council,
    /// Another body: the claim is followed, not decided.
    Other(&'static str),
}

/// How it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Comes {
    /// A sum, in one or more payments.
    OnceInAll,
    /// Money whenever there is need.
    AsNeeded,
    /// Not money: had, or not.
    AsAThing,
    /// Not money, and asked for again after so many months.
    ForMonths(i32),
}

/// One entitlement as the rules describe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Definition {
    pub id: Id,
    pub theme: Theme,
    pub giver: Giver,
    pub comes: Comes,
    /// Its name on staff pages.
    pub staff: &'static str,
    /// Its name for the young person.
    pub young_person: &'static str,
    /// What it is, for the young person.
    pub what: &'static str,
    /// How to get it, for the young person.
    pub how: &'static str,
    /// What to hold before, or as proof.
    pub evidence: &'static [Paper],
}

impl Id {
    pub fn definition(self) -> &'static Definition {
        DEFINITIONS.iter().find(|definition| definition.id == self).expect("a test finds every definition")
    }
}

const US: Giver = Giver::Council;
const JOBCENTRE: Giver = Giver::Other("the Jobcentre (DWP)");
const COLLEGE: Giver = Giver::Other("their school or college");
const HOUSING: Giver = Giver::Other("the housing council");
const ASK_US: &str = "Ask us here. We will tell you yes or no, and why.";
const JOIN_US: &str = "Ask us here. We will do it with you.";

#[rustfmt::skip]
macro_rules! definition {
    ($id:ident, $theme:ident, $giver:expr, $comes:expr, $staff:literal, $young:literal, $what:literal, $how:expr, [$($paper:ident),*]) => {
        Definition {
            id: Id::$id, theme: Theme::$theme, giver: $giver, comes: $comes, staff: $staff, young_person: $young,
            what: $what, how: $how, evidence: &[$($paper),*],
        }
    };
}

/// All of them, in the order of the rules.
#[rustfmt::skip]
pub const DEFINITIONS: &[Definition] = &[
    definition!(Maintenance, Money, US, Comes::AsNeeded,
        "Money and a safe home at 16 and 17", "Money and a safe home at 16 and 17",
        "We pay for your home, food and what you need. Most people of 16 or 17 cannot get benefits.",
        ASK_US, [Plan, TenancyOrLicence]),
    definition!(SettingUpHome, Money, US, Comes::OnceInAll,
        "Setting-up-home money", "Money to set up home",
        "Money for your first home. You can use it for a bed, a cooker and other things.",
        ASK_US, [Plan, QuotesOrReceipts]),
    definition!(HigherEducationBursary, Learning, US, Comes::OnceInAll,
        "Higher education bursary", "Money for a degree",
        "Money from us when you start a degree. You do not pay it back.",
        ASK_US, [CourseLetter, Plan]),
    definition!(VacationHome, Home, US, Comes::AsNeeded,
        "Somewhere to live in the holidays", "A home in the holidays",
        "A place to live, or money for one, when your term home is shut.",
        ASK_US, [TermDates, LandlordLetter]),
    definition!(EducationHelp, Learning, US, Comes::AsNeeded,
        "Help with learning, training and work", "Help with the cost of study or work",
        "Help with books, tools, travel, or a home near your work or course.",
        ASK_US, [Plan, QuotesOrReceipts]),
    definition!(OtherHelp, Money, US, Comes::AsNeeded,
        "Other help, in kind or in cash", "Help when things are hard",
        "Help with food, bills or other things you need. We decide in 2 days.",
        ASK_US, []),
    definition!(Adviser, People, US, Comes::AsAThing,
        "A personal adviser", "Your own adviser",
        "Someone who helps you make a plan and who sticks with you.",
        "Ask us here. You can ask again at any time until you are 25.", []),
    definition!(StayingPut, Home, US, Comes::AsNeeded,
        "Staying on with the foster family", "Staying on with your foster family",
        "You can live with your foster family until you are 21. We help them pay for it.",
        "Talk to us before you turn 18. You can ask us here too.", [LicenceAgreement, Plan]),
    definition!(StayingClose, Home, US, Comes::AsNeeded,
        "Help to find and keep a home (staying close)", "Help to keep a home",
        "Help to find a home, keep it, and use the help near you.",
        ASK_US, [Plan]),
    definition!(CouncilTax, Money, Giver::Other("the council that sends the bill"), Comes::AsNeeded,
        "Help with council tax", "Help with council tax",
        "Some councils take all or part off your bill.",
        "Ask us for your letter. Then send it with your bill.", [StatusLetter, CouncilTaxBill]),
    definition!(Guarantor, Home, US, Comes::AsAThing,
        "Rent guarantor or deposit", "Help with rent up front",
        "We may pay your deposit, or tell a landlord we stand by you.",
        ASK_US, [GuarantorAgreement]),
    definition!(Visitor, People, US, Comes::AsAThing,
        "Independent visitor, mentor or befriender", "A visitor or mentor",
        "An adult who is not paid to be with you, and does things you like.",
        ASK_US, []),
    definition!(Advocacy, People, US, Comes::AsAThing,
        "Advocacy", "Someone on your side",
        "An advocate helps you say what you want. They do not work for us.",
        "Ask us here. It is free. You do not have to say why.", []),
    definition!(Records, Papers, US, Comes::AsAThing,
        "A copy of their record", "A copy of your record",
        "You can read what we wrote about you. It is free at any age.",
        "Ask us here. Someone can read it with you.", []),
    definition!(LocalOffer, Papers, US, Comes::ForMonths(12),
        "A copy of the local offer", "What our council gives",
        "A list of all the help there is near you.",
        "Ask us here for a copy.", []),
    definition!(IdentityFees, Papers, US, Comes::AsNeeded,
        "Fees for identity documents", "Money for ID",
        "We may pay for a passport, a driving licence or an ID card.",
        ASK_US, [QuotesOrReceipts]),
    definition!(StatusLetter, Papers, US, Comes::ForMonths(12),
        "Status letter", "A letter that shows you were in care",
        "You need it for some bursaries, benefits and homes. It lasts for a year.",
        "Ask us here. We will write it for you.", []),
    definition!(UniversalCredit, Money, JOBCENTRE, Comes::AsAThing,
        "Universal Credit from 18", "Universal Credit",
        "Money to live on, and help with rent. You can claim 28 days before you turn 18.",
        JOIN_US, [PhotoId, BankAccount, StatusLetter, TenancyOrLicence]),
    definition!(UniversalCreditUnder18, Money, JOBCENTRE, Comes::AsAThing,
        "Universal Credit at 16 and 17", "Universal Credit at 16 or 17",
        "Only some people of 16 or 17 can get it. It does not pay rent.",
        JOIN_US, [MedicalOrChildEvidence]),
    definition!(UniversalCreditInEducation, Learning, JOBCENTRE, Comes::AsAThing,
        "Universal Credit on a full-time course", "Universal Credit while you study",
        "You may get it on a full-time course if your parents do not help you.",
        JOIN_US, [CourseLetter]),
    definition!(OneBedroomRate, Home, JOBCENTRE, Comes::AsAThing,
        "One-bedroom rate of help with rent", "More help with rent until 25",
        "If you rent alone you get the rate for one bedroom, not for a room.",
        "Ask us for your letter. Show it when you claim.", [StatusLetter, TenancyOrLicence]),
    definition!(Bursary16To19, Learning, COLLEGE, Comes::OnceInAll,
        "16 to 19 bursary", "Money for school or college",
        "Money for each school year, for what you need to study.",
        "Ask your school or college. We will write a letter for you.", [StatusLetter, CourseLetter]),
    definition!(ApprenticeshipBursary, Learning, Giver::Other("the training provider"), Comes::OnceInAll,
        "Apprenticeship bursary", "Money for apprentices",
        "Money in 3 parts in your first year. You do not pay it back or pay tax on it.",
        "Ask us for your letter. You choose if your boss is told.", [StatusLetter, StartDate]),
    definition!(StudentFinance, Learning, Giver::Other("Student Finance England"), Comes::AsAThing,
        "Student finance as an independent student", "Student loans and grants",
        "They look at your money only, not what your family has.",
        "Ask us for your letter. We can fill in the form with you.", [StatusLetter, CourseLetter]),
    definition!(HealthCosts, Money, Giver::Other("the NHS"), Comes::AsAThing,
        "Free prescriptions, dentist and glasses", "Free teeth, eyes and medicine",
        "You may not have to pay for the dentist, glasses or medicine.",
        JOIN_US, [LowIncomeForm]),
    definition!(PriorityNeed, Home, HOUSING, Comes::AsAThing,
        "Priority if homeless", "A home if you have none",
        "If you have nowhere to stay, the council must find you a place.",
        "Tell us today if you have no home. We will go with you.", [StatusLetter]),
    definition!(LocalConnection, Home, HOUSING, Comes::AsAThing,
        "Local connection if homeless", "You count as local",
        "If you lose your home, you can ask for help in our area.",
        "Show your letter when you ask for a home.", [StatusLetter]),
    definition!(HousingRegister, Home, HOUSING, Comes::AsAThing,
        "Waiting lists for social housing", "You can join any housing list",
        "No council in England can say you are not from there.",
        "Ask us for your letter. Then ask to join the list.", [StatusLetter]),
    definition!(NotIntentionallyHomeless, Home, HOUSING, Comes::AsAThing,
        "Not intentionally homeless", "No blame if you lose your home",
        "The council cannot say it was your fault that you have no home.",
        "Tell us today if you have no home. We will go with you.", [StatusLetter]),
    definition!(Savings, Money, Giver::Other("the account provider"), Comes::AsAThing,
        "Junior ISA or child trust fund", "Your savings account",
        "Money saved for you as a child. You look after it from 16.",
        "Ask us who keeps it. We will find it with you.", [SavingsReference]),
    definition!(JobOffers, Learning, Giver::Other("local employers and the council"), Comes::AsAThing,
        "Jobs and guaranteed interviews", "Jobs kept for you",
        "Some jobs and job talks are kept for people who were in care.",
        "Ask us what there is near you.", []),
];
