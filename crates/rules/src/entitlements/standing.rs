//! How an entitlement stands by law alone, before anything that was asked for or paid.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

/// The days on which something can be had: from the first, up to and without the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Window {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// Why an entitlement stands as it does, for both readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// The rule, an id of [`crate::citation`].
    pub rule: &'static str,
    pub staff: Cow<'static, str>,
    pub young_person: Cow<'static, str>,
}

/// Something the record does not say and the answer turns on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Question {
    pub staff: &'static str,
    pub young_person: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    /// It can be asked for.
    Open,
    Upcoming,
    /// It depends on something the record does not say.
    Check,
    Over,
    No,
}

/// The answer of the law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub is: Is,
    pub window: Window,
    pub why: Vec<Why>,
    pub questions: Vec<Question>,
}

impl Standing {
    pub fn new(is: Is) -> Self {
        Standing { is, window: Window::default(), why: Vec::new(), questions: Vec::new() }
    }

    pub fn in_window(mut self, window: Window) -> Self {
        self.window = window;
        self
    }

    pub fn because(
        mut self,
        rule: &'static str,
        staff: impl Into<Cow<'static, str>>,
        young_person: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.why.push(Why { rule, staff: staff.into(), young_person: young_person.into() });
        self
    }

    /// Open, but for an answer that the record does not hold.
    pub fn if_answered(mut self, staff: &'static str, young_person: &'static str) -> Self {
        if matches!(self.is, Is::Open | Is::Check) {
            self.is = Is::Check;
            self.questions.push(Question { staff, young_person });
        }
        self
    }

    /// What has begun and not ended is not for them after all. What is to come or over stays so.
    pub fn unless(
        self,
        not_for_them: bool,
        rule: &'static str,
        staff: impl Into<Cow<'static, str>>,
        young_person: impl Into<Cow<'static, str>>,
    ) -> Self {
        if not_for_them && matches!(self.is, Is::Open | Is::Check) {
            return Standing::new(Is::No).in_window(self.window).because(rule, staff, young_person);
        }
        self
    }
}
