//! What the told people asked for, were given and still wait for, and the papers they have: so that S34 and Y23 show
//! something in every state. Days are reckoned back from the day of the demonstration.

use jiff::civil::Date;
use waymark_rules::dates::add_days;
use waymark_rules::entitlements::ClaimKind::{Asked, Granted, Meets, Paid, Received, Refused};
use waymark_rules::entitlements::{HeldState, Id, Paper};

use crate::history::Person;

/// Adds what somebody told of by this name asked for and holds. Most of the told people asked for nothing.
pub(super) fn asked(name: &str, person: Person, day: Date) -> Person {
    let ago = |days: i32| add_days(day, -days);
    match name {
        super::told::SAM => sam(person, ago),
        super::told::ELLIS => ellis(person, ago),
        super::told::NADIA => nadia(person, ago),
        "Temi" => temi(person, ago),
        "Kezia" => kezia(person, ago),
        _ => person,
    }
}

/// Setting up home in stages: one agreed and paid, one still waiting. Staying on was looked into.
fn sam(person: Person, ago: impl Fn(i32) -> Date) -> Person {
    person
        .claimed(Id::StayingPut, Meets, ago(300), None, "Sam, Pauline and Errol all want him to stay.")
        .claimed(Id::SettingUpHome, Asked, ago(60), None, "A desk, and tools I can keep when I move out.")
        .claimed(Id::SettingUpHome, Granted, ago(52), Some(45_000), "Tools and a desk are for the home he will have.")
        .claimed(Id::SettingUpHome, Paid, ago(45), Some(25_000), "")
        .claimed(Id::SettingUpHome, Paid, ago(30), Some(20_000), "")
        .claimed(
            Id::EducationHelp,
            Asked,
            ago(4),
            None,
            "Boots with steel toes. The college says I need them by January.",
        )
        .claimed(Id::StatusLetter, Received, ago(200), None, "")
        .claimed(Id::Savings, Received, ago(420), None, "")
        .paper(Paper::BirthCertificate, HeldState::Held, ago(900))
        .paper(Paper::NationalInsurance, HeldState::Held, ago(700))
        .paper(Paper::BankAccount, HeldState::Held, ago(650))
        .paper(Paper::HealthNumbers, HeldState::Held, ago(650))
        .paper(Paper::PhotoId, HeldState::AskedFor, ago(21))
        .paper(Paper::CourseLetter, HeldState::Held, ago(50))
        .paper(Paper::Plan, HeldState::Held, ago(120))
}

/// Six days before 18: the early claim is in, and some papers are missing.
fn ellis(person: Person, ago: impl Fn(i32) -> Date) -> Person {
    person
        .claimed(Id::UniversalCredit, Asked, ago(9), None, "Can someone sit with me while I do the form?")
        .claimed(Id::StatusLetter, Asked, ago(9), None, "For the Universal Credit form.")
        .paper(Paper::BirthCertificate, HeldState::Held, ago(400))
        .paper(Paper::NationalInsurance, HeldState::Held, ago(300))
        .paper(Paper::PhotoId, HeldState::Held, ago(120))
        .paper(Paper::UniversalCreditPack, HeldState::AskedFor, ago(9))
        .paper(Paper::ProvisionalLicence, HeldState::NotNeeded, ago(200))
}

/// Came back for one thing, and waits for the answer.
fn nadia(person: Person, ago: impl Fn(i32) -> Date) -> Person {
    person
        .claimed(Id::SettingUpHome, Granted, ago(1300), Some(300_000), "")
        .claimed(Id::SettingUpHome, Paid, ago(1290), Some(300_000), "")
        .claimed(Id::OneBedroomRate, Meets, ago(15), None, "Rents alone from a private landlord.")
        .claimed(Id::OtherHelp, Asked, ago(2), None, "The rent went up. I need help with one month while it is sorted.")
        .paper(Paper::TenancyOrLicence, HeldState::Held, ago(15))
}

/// A bursary in parts, and a home for the summer asked for.
fn temi(person: Person, ago: impl Fn(i32) -> Date) -> Person {
    person
        .claimed(Id::HigherEducationBursary, Granted, ago(400), Some(200_000), "For all three years of the course.")
        .claimed(Id::HigherEducationBursary, Paid, ago(390), Some(66_700), "")
        .claimed(Id::HigherEducationBursary, Paid, ago(30), Some(66_700), "")
        .claimed(Id::VacationHome, Asked, ago(12), None, "Halls close in June. Where do I live in the summer?")
        .claimed(Id::StudentFinance, Received, ago(430), None, "")
        .paper(Paper::CourseLetter, HeldState::Held, ago(430))
        .paper(Paper::TermDates, HeldState::Held, ago(12))
}

/// A no with its reason, and what to do instead.
fn kezia(person: Person, ago: impl Fn(i32) -> Date) -> Person {
    person
        .claimed(Id::UniversalCredit, Received, ago(240), None, "")
        .claimed(Id::OtherHelp, Asked, ago(40), None, "A cot and a pushchair, both if you can.")
        .claimed(
            Id::OtherHelp,
            Refused,
            ago(38),
            None,
            "The maternity grant pays for these and it is bigger. Amira will fill in the form with you on Tuesday.",
        )
        .paper(Paper::TenancyOrLicence, HeldState::Held, ago(260))
}
