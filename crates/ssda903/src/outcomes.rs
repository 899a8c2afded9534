//! The answers of OC3 about home and activity, worked out from dated facts and never asked of anybody.
//!
//! For ages 17 to 21 the return asks how things were around the birthday, in practice from 3 months before it to 1 month
//! after; both ends are settings. A fact of the birthday itself comes first, then the nearest day on which one is known.
//! What cannot be worked out says which fact is missing.

use jiff::ToSpan;
use jiff::civil::Date;

/// What kind of home, in plain words of our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HomeKind {
    OwnPlace,
    Supported,
    SupportedLodgings,
    FormerCarer,
    Foster,
    Residential,
    Family,
    Foyer,
    Lodgings,
    Emergency,
    BedAndBreakfast,
    Nowhere,
    Abroad,
    Deported,
    Other,
}

impl HomeKind {
    pub const ALL: [(Self, &'static str); 15] = [
        (Self::OwnPlace, "own_place"),
        (Self::Supported, "supported"),
        (Self::SupportedLodgings, "supported_lodgings"),
        (Self::FormerCarer, "former_carer"),
        (Self::Foster, "foster"),
        (Self::Residential, "residential"),
        (Self::Family, "family"),
        (Self::Foyer, "foyer"),
        (Self::Lodgings, "lodgings"),
        (Self::Emergency, "emergency"),
        (Self::BedAndBreakfast, "bed_and_breakfast"),
        (Self::Nowhere, "nowhere"),
        (Self::Abroad, "abroad"),
        (Self::Deported, "deported"),
        (Self::Other, "other"),
    ];

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, its)| *its == code).map(|(kind, _)| kind)
    }

    /// The code for a suitable home and for one that is not.
    const fn codes(self) -> (&'static str, &'static str) {
        match self {
            Self::OwnPlace => ("U1", "U2"),
            Self::Supported => ("D1", "D2"),
            Self::SupportedLodgings => ("E1", "E2"),
            Self::FormerCarer => ("Z1", "Z2"),
            Self::Residential => ("C1", "C2"),
            Self::Family => ("B1", "B2"),
            Self::Foyer => ("T1", "T2"),
            Self::Lodgings => ("K1", "K2"),
            Self::Emergency => ("V1", "V2"),
            Self::BedAndBreakfast => ("W1", "W2"),
            Self::Nowhere => ("S2", "S2"),
            Self::Abroad => ("G1", "G2"),
            Self::Deported => ("H1", "H2"),
            // A foster home after care has no letter of its own in the list.
            Self::Foster | Self::Other => ("Y1", "Y2"),
        }
    }
}

/// Where they lived, from a day until they left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home {
    pub from_on: Date,
    /// The first day they no longer lived there.
    pub until_on: Option<Date>,
    pub kind: HomeKind,
    /// Safe and settled. Nothing if nobody has said yet.
    pub suitable: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityKind {
    HigherEducation,
    OtherEducation,
    Apprenticeship,
    Work,
}

impl ActivityKind {
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "higher_education" => Some(Self::HigherEducation),
            "other_education" => Some(Self::OtherEducation),
            "apprenticeship" => Some(Self::Apprenticeship),
            "work" => Some(Self::Work),
            _ => None,
        }
    }

    const fn code(self, full_time: bool) -> &'static str {
        match (self, full_time) {
            (Self::HigherEducation, true) => "F1",
            (Self::HigherEducation, false) => "P1",
            (Self::OtherEducation, true) => "F2",
            (Self::OtherEducation, false) => "P2",
            (Self::Apprenticeship, true) => "F4",
            (Self::Apprenticeship, false) => "P4",
            (Self::Work, true) => "F5",
            (Self::Work, false) => "P5",
        }
    }
}

/// A course or a job, from a day until it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity {
    pub from_on: Date,
    pub until_on: Option<Date>,
    pub kind: ActivityKind,
    pub full_time: bool,
}

/// Why somebody was not working or studying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNotNow {
    Illness,
    Parenting,
    Other,
}

impl WhyNotNow {
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "illness" => Some(Self::Illness),
            "parenting" => Some(Self::Parenting),
            "other" => Some(Self::Other),
            _ => None,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Illness => "G4",
            Self::Parenting => "G6",
            Self::Other => "G5",
        }
    }
}

/// Everything dated that the two answers are worked out from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Life {
    pub homes: Vec<Home>,
    /// Custody: from a day until release.
    pub held: Vec<(Date, Option<Date>)>,
    pub activities: Vec<Activity>,
    /// Said on a day: not working or studying, and why. It holds until a course or job begins.
    pub not_now: Vec<(Date, WhyNotNow)>,
    pub died_on: Option<Date>,
}

/// A code, or what must be written down before there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Code(&'static str),
    Missing(&'static str),
}

/// How far around the birthday the return looks, in whole months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub before: i32,
    pub after: i32,
}

impl Default for Window {
    fn default() -> Self {
        Self { before: 3, after: 1 }
    }
}

impl Window {
    /// Its first and last day.
    pub fn around(self, birthday: Date) -> (Date, Date) {
        (birthday.saturating_sub(self.before.months()), birthday.saturating_add(self.after.months()))
    }

    /// The birthday, then the days around it, nearest first and the earlier of two as near first.
    fn days(self, birthday: Date) -> impl Iterator<Item = Date> {
        let (first, last) = self.around(birthday);
        let widest = (birthday - first).get_days().max((last - birthday).get_days());
        (0..=widest)
            .flat_map(move |days| [birthday.saturating_sub(days.days()), birthday.saturating_add(days.days())])
            .filter(move |day| (first..=last).contains(day))
    }
}

fn covers(from: Date, until: Option<Date>, day: Date) -> bool {
    from <= day && until.is_none_or(|until| until > day)
}

/// OC3 ACCOM around a birthday.
pub fn home_around(life: &Life, born_on: Date, birthday: Date, window: Window) -> Answer {
    if life.died_on.is_some_and(|died_on| died_on <= birthday) {
        return Answer::Code("0");
    }
    let age = birthday.year() - born_on.year();
    let found = window.days(birthday).find_map(|day| home_on(life, day, age));
    found.unwrap_or(Answer::Missing("Write down where they lived then"))
}

fn home_on(life: &Life, day: Date, age: i16) -> Option<Answer> {
    if life.held.iter().any(|(from, until)| covers(*from, *until, day)) {
        return Some(Answer::Code("X2"));
    }
    let there = life.homes.iter().filter(|home| covers(home.from_on, home.until_on, day));
    let home = there.max_by_key(|home| home.from_on)?;
    if home.kind == HomeKind::FormerCarer && age < 18 {
        return Some(Answer::Missing(
            "At 17 nobody can be staying on with a former foster carer yet. Check the kind of home",
        ));
    }
    Some(match (home.kind, home.suitable) {
        (HomeKind::Nowhere, _) => Answer::Code("S2"),
        (kind, Some(true)) => Answer::Code(kind.codes().0),
        (kind, Some(false)) => Answer::Code(kind.codes().1),
        (_, None) => Answer::Missing("Say whether that home is safe and settled"),
    })
}

/// OC3 ACTIV around a birthday.
pub fn activity_around(life: &Life, birthday: Date, window: Window) -> Answer {
    if life.died_on.is_some_and(|died_on| died_on <= birthday) {
        return Answer::Code("0");
    }
    let found = window.days(birthday).find_map(|day| activity_on(life, day));
    found.map_or(
        Answer::Missing("Write down what they did then, or that they were not working or studying"),
        Answer::Code,
    )
}

/// The fullest of what goes on that day; else what was last said about why not.
fn activity_on(life: &Life, day: Date) -> Option<&'static str> {
    let now = life.activities.iter().filter(|one| covers(one.from_on, one.until_on, day));
    if let Some(one) = now.max_by_key(|one| (one.full_time, one.from_on)) {
        return Some(one.kind.code(one.full_time));
    }
    let (said_on, why) = life.not_now.iter().filter(|(on, _)| *on <= day).max_by_key(|(on, _)| *on)?;
    let began_since = life.activities.iter().any(|one| one.from_on > *said_on && one.from_on <= day);
    (!began_since).then(|| why.code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const BORN: Date = date(2007, 5, 4);
    const AT_19: Date = date(2026, 5, 4);

    fn living(kind: HomeKind, suitable: Option<bool>) -> Life {
        let home = Home { from_on: date(2025, 1, 1), until_on: None, kind, suitable };
        Life { homes: vec![home], ..Life::default() }
    }

    fn home(life: &Life) -> Answer {
        home_around(life, BORN, AT_19, Window::default())
    }

    fn doing(life: &Life) -> Answer {
        activity_around(life, AT_19, Window::default())
    }

    #[test]
    fn every_kind_of_home_has_its_code_in_the_returns_own_list() {
        let wanted = [
            ("own_place", "U1", "U2"),
            ("supported", "D1", "D2"),
            ("supported_lodgings", "E1", "E2"),
            ("former_carer", "Z1", "Z2"),
            ("foster", "Y1", "Y2"),
            ("residential", "C1", "C2"),
            ("family", "B1", "B2"),
            ("foyer", "T1", "T2"),
            ("lodgings", "K1", "K2"),
            ("emergency", "V1", "V2"),
            ("bed_and_breakfast", "W1", "W2"),
            ("nowhere", "S2", "S2"),
            ("abroad", "G1", "G2"),
            ("deported", "H1", "H2"),
            ("other", "Y1", "Y2"),
        ];
        assert_eq!(wanted.len(), HomeKind::ALL.len());
        for (kind, suitable, unsuitable) in wanted {
            let kind = HomeKind::from_code(kind).unwrap_or_else(|| panic!("{kind}"));
            assert_eq!(home(&living(kind, Some(true))), Answer::Code(suitable), "{kind:?}");
            assert_eq!(home(&living(kind, Some(false))), Answer::Code(unsuitable), "{kind:?}");
            let list = crate::codes::set("ACCOM").unwrap_or_else(|| panic!("no list of homes"));
            assert!(list.find(suitable).is_some() && list.find(unsuitable).is_some(), "{kind:?}");
        }
    }

    #[test]
    fn custody_on_the_birthday_comes_before_any_home_and_is_never_suitable() {
        let mut life = living(HomeKind::OwnPlace, Some(true));
        life.held = vec![(date(2026, 5, 1), Some(date(2026, 5, 5)))];
        assert_eq!(home(&life), Answer::Code("X2"));
        life.held = vec![(date(2026, 5, 1), Some(AT_19))];
        assert_eq!(home(&life), Answer::Code("U1"), "released on the birthday itself");
    }

    #[test]
    fn nowhere_to_stay_is_never_suitable_and_needs_no_answer() {
        assert_eq!(home(&living(HomeKind::Nowhere, None)), Answer::Code("S2"));
    }

    #[test]
    fn staying_on_with_a_former_carer_does_not_count_at_17() {
        let life = living(HomeKind::FormerCarer, Some(true));
        let at_17 = home_around(
            &Life { homes: vec![Home { from_on: date(2024, 1, 1), ..life.homes[0] }], ..life },
            BORN,
            date(2024, 5, 4),
            Window::default(),
        );
        assert!(matches!(at_17, Answer::Missing(_)), "{at_17:?}");
    }

    #[test]
    fn a_home_nobody_has_judged_says_what_is_missing() {
        assert_eq!(home(&living(HomeKind::Family, None)), Answer::Missing("Say whether that home is safe and settled"));
    }

    #[test]
    fn three_months_before_counts_and_the_day_before_that_does_not() {
        let ended = |until_on| {
            let one = Home {
                from_on: date(2025, 1, 1),
                until_on: Some(until_on),
                kind: HomeKind::Family,
                suitable: Some(true),
            };
            home(&Life { homes: vec![one], ..Life::default() })
        };
        assert_eq!(ended(date(2026, 2, 5)), Answer::Code("B1"), "last lived there 3 months before the birthday");
        assert!(matches!(ended(date(2026, 2, 4)), Answer::Missing(_)));
    }

    #[test]
    fn one_month_after_counts_and_the_day_after_that_does_not() {
        let began = |from_on| {
            let one = Home { from_on, until_on: None, kind: HomeKind::OwnPlace, suitable: Some(true) };
            home(&Life { homes: vec![one], ..Life::default() })
        };
        assert_eq!(began(date(2026, 6, 4)), Answer::Code("U1"));
        assert!(matches!(began(date(2026, 6, 5)), Answer::Missing(_)));
    }

    fn busy(kind: ActivityKind, full_time: bool) -> Life {
        let one = Activity { from_on: date(2025, 9, 1), until_on: None, kind, full_time };
        Life { activities: vec![one], ..Life::default() }
    }

    #[test]
    fn every_activity_has_its_code_full_time_and_part_time() {
        let wanted = [
            ("higher_education", "F1", "P1"),
            ("other_education", "F2", "P2"),
            ("apprenticeship", "F4", "P4"),
            ("work", "F5", "P5"),
        ];
        for (kind, full, part) in wanted {
            let kind = ActivityKind::from_code(kind).unwrap_or_else(|| panic!("{kind}"));
            assert_eq!(doing(&busy(kind, true)), Answer::Code(full));
            assert_eq!(doing(&busy(kind, false)), Answer::Code(part));
        }
    }

    #[test]
    fn not_working_or_studying_has_a_code_for_each_reason_until_something_begins() {
        for (why, code) in [("illness", "G4"), ("other", "G5"), ("parenting", "G6")] {
            let why = WhyNotNow::from_code(why).unwrap_or_else(|| panic!("{why}"));
            let life = Life { not_now: vec![(date(2026, 1, 1), why)], ..Life::default() };
            assert_eq!(doing(&life), Answer::Code(code));
        }
        let mut life = busy(ActivityKind::Work, true);
        life.activities[0].until_on = Some(date(2026, 1, 10));
        life.not_now = vec![(date(2025, 1, 1), WhyNotNow::Other)];
        assert!(matches!(doing(&life), Answer::Missing(_)), "what was said before the job says nothing after it");
    }

    #[test]
    fn full_time_comes_before_part_time() {
        let mut life = busy(ActivityKind::OtherEducation, true);
        life.activities.push(Activity { from_on: date(2026, 1, 1), ..busy(ActivityKind::Work, false).activities[0] });
        assert_eq!(doing(&life), Answer::Code("F2"));
    }

    #[test]
    fn somebody_who_died_has_no_answer_asked() {
        let life = Life { died_on: Some(date(2026, 4, 1)), ..busy(ActivityKind::Work, true) };
        assert_eq!((doing(&life), home(&life)), (Answer::Code("0"), Answer::Code("0")));
    }
}
