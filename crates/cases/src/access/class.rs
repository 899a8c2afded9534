//! One empty type per class of data, so that a [`Permit`](super::Permit) for one class is a different type from a
//! permit for another and a query says in its signature what it returns.

use super::words::Class;

mod sealed {
    pub trait Sealed {}
}

/// A class of data as a type. Only the 23 types of this module are one.
pub trait DataClass: sealed::Sealed {
    const CLASS: Class;
}

macro_rules! classes {
    ($($name:ident)+) => {
        $(
            #[doc = concat!("See [`Class::", stringify!($name), "`].")]
            #[derive(Debug)]
            pub struct $name;
            impl sealed::Sealed for $name {}
            impl DataClass for $name {
                const CLASS: Class = Class::$name;
            }
        )+
    };
}

classes! {
    Identity Status Plan CaseNotes SafetyPlan RestrictedNote Health Immigration Family EducationWorkHousing Money
    BankDetails OwnDocuments Messages ManagementOversight SupervisionNotes Audits Permissions AccessHistory
    SurveyAnswers Statistics WholeRecordExport UsersAndSettings
}
