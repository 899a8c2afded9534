//! What others owe or give (ENT-20 to ENT-31): signposts. The claim is followed here and decided there.

use jiff::civil::{Date, date};

use super::LocalRules;
use super::amounts::academic_year_of;
use super::council::{FORMER_RELEVANT, FULL_DUTIES, LEAVING, by_local_rule, from_the_day_it_is_law};
use super::person::Person;
use super::standing::{Is, Standing};
use super::study::{Course, Kind};
use crate::dates::{add_days, add_months};
use crate::status::Status::{
    self, Eligible, FormerRelevant, FormerRelevant21Plus, LookedAfterNotEligible, LookedAfterUnder16, Qualifying,
    Relevant,
};
use crate::words::long_date;

/// How long before 18 Universal Credit can be claimed.
const EARLY_CLAIM_DAYS: i32 = 28;
/// How long before 25 the end of the one-bedroom rate is told.
const ONE_BEDROOM_ALERT_MONTHS: i32 = 6;
/// The day waiting lists for social housing could no longer ask for a local connection (SI 2025/706).
const HOUSING_REGISTERS_FROM: Date = date(2025, 7, 10);
/// Two years of care, for a local connection under 21.
const TWO_YEARS_IN_DAYS: i32 = 730;
/// Born on or after the first and up to and with the second: a child trust fund.
const CHILD_TRUST_FUND_BIRTHS: (Date, Date) = (date(2002, 9, 1), date(2011, 1, 2));

fn is_or_was_one_of_them(p: &Person, groups: &[Status]) -> bool {
    p.strip.iter().any(|period| groups.contains(&period.status))
}

fn not_for_their_group(p: &Person, rule: &'static str) -> Standing {
    Standing::new(Is::No).because(
        rule,
        format!("It is not for the group they are in: {}.", p.result.status.title()),
        "The rules do not give you this.",
    )
}

/// ENT-20.
pub(super) fn universal_credit(p: &Person) -> Standing {
    if !is_or_was_one_of_them(p, LEAVING) {
        return not_for_their_group(p, "ENT-20");
    }
    let opens_on = add_days(p.birthday(18), -EARLY_CLAIM_DAYS);
    let standing = p.during("ENT-20", opens_on, Some(p.birthday(25)));
    if p.studies_full_time(Kind::Higher) {
        return standing.if_answered(
            "Whether an exception lets a full-time student claim",
            "You study full time. Ask us if you can still claim.",
        );
    }
    if p.studies_full_time(Kind::Further) {
        return standing.if_answered(
            "Whether the rule for full-time courses (ENT-22) lets them claim",
            "You study full time. Ask us if you can still claim.",
        );
    }
    standing
}

/// ENT-21.
pub(super) fn universal_credit_under_18(p: &Person) -> Standing {
    if !is_or_was_one_of_them(p, &[Eligible, Relevant]) {
        return not_for_their_group(p, "ENT-21");
    }
    p.during("ENT-21", p.birthday(16), Some(p.birthday(18))).if_answered(
        "Whether they are ill or disabled, care for somebody, or have a child",
        "Are you ill or disabled, or do you look after a child?",
    )
}

/// ENT-22.
pub(super) fn universal_credit_in_education(p: &Person) -> Standing {
    if !is_or_was_one_of_them(p, LEAVING) {
        return not_for_their_group(p, "ENT-22");
    }
    let unclear = p.studies_full_time(Kind::NotSaid);
    let standing = p.during("ENT-22", p.birthday(18), Some(p.birthday(22))).unless(
        !(p.studies_full_time(Kind::Further) || unclear),
        "ENT-22",
        "No full-time course below degree level is recorded.",
        "This is for people on a full-time college course.",
    );
    standing.if_answered("Whether they are without support from parents", "Do your parents support you with money?")
}

/// ENT-23.
pub(super) fn one_bedroom_rate(p: &Person) -> Standing {
    if !is_or_was_one_of_them(p, LEAVING) {
        return not_for_their_group(p, "ENT-23");
    }
    let b25 = p.birthday(25);
    let standing = p.during("ENT-23", p.birthday(18), Some(b25));
    let ends_soon = add_months(b25, -ONE_BEDROOM_ALERT_MONTHS) <= p.as_of() && standing.is == Is::Open;
    let standing = standing
        .if_answered("Whether they rent privately and live alone", "Do you rent from a private landlord, on your own?");
    let standing = match is_or_was_one_of_them(p, FULL_DUTIES) {
        true => standing,
        false => standing.if_answered(
            "Whether the benefit rules count them as a care leaver before 18",
            "Ask us if the rule counts your time in care.",
        ),
    };
    if !ends_soon {
        return standing;
    }
    standing.because(
        "ENT-23",
        format!("It ends on {}: plan for a lower rate of help with rent.", long_date(b25)),
        format!("Your help with rent may go down on {}. Talk to us soon.", long_date(b25)),
    )
}

/// ENT-24: aged 16 to 18 on the 31 August before the academic year.
pub(super) fn bursary_16_to_19(p: &Person) -> Standing {
    let groups = [LookedAfterNotEligible, LookedAfterUnder16, Eligible, Relevant, FormerRelevant, Qualifying];
    let (from, until) = academic_year_of(p.as_of());
    let the_31st = add_days(from, -1);
    let of_age = p.birthday(16) <= the_31st && the_31st < p.birthday(19);
    let standing = p.during("ENT-24", from, Some(until)).unless(
        !of_age || !p.is_one_of(&groups),
        "ENT-24",
        format!("They were not 16, 17 or 18 and in care, or out of it, on {}.", long_date(the_31st)),
        format!("This is for people who were 16, 17 or 18 on {}.", long_date(the_31st)),
    );
    if college_this_year(p).is_some() {
        return standing;
    }
    standing.if_answered("Whether they are on a course that counts", "Are you at school or college?")
}

/// The course below degree level of this academic year.
fn college_this_year<'a>(p: &'a Person) -> Option<Course<'a>> {
    let (_, until) = academic_year_of(p.as_of());
    p.course_of(Kind::Further).filter(|course| course.programme.start_on < until)
}

/// The weeks of study in this academic year, where the course has an end.
pub(super) fn weeks_of_study(p: &Person) -> Option<i64> {
    let (from, until) = academic_year_of(p.as_of());
    college_this_year(p)?.weeks_between(from, until)
}

/// The apprenticeship going on now, or the next.
pub(super) fn apprenticeship<'a>(p: &'a Person) -> Option<Course<'a>> {
    p.course_of(Kind::Apprenticeship)
}

/// ENT-25.
pub(super) fn apprenticeship_bursary(p: &Person) -> Standing {
    let Some(course) = apprenticeship(p) else {
        let standing = p.while_in("ENT-25", FULL_DUTIES);
        return standing.unless(
            true,
            "ENT-25",
            "Nobody has written down that they are an apprentice.",
            "This is for apprentices.",
        );
    };
    let start = course.programme.start_on;
    let of_age = p.birthday(16) <= start && start < p.birthday(25);
    if !of_age || !is_or_was_one_of_them(p, FULL_DUTIES) {
        return Standing::new(Is::No).because(
            "ENT-25",
            "It is for those of 16 to 24 at the start who have the full duties.",
            "The rules do not give you this.",
        );
    }
    let standing = p.during("ENT-25", start, course.programme.period().end);
    if standing.is != Is::Open {
        return standing;
    }
    let days = course.days_on(p.as_of());
    standing.because(
        "ENT-25",
        format!("They began as an apprentice on {}, {days} days ago.", long_date(start)),
        format!("You began as an apprentice on {}.", long_date(start)),
    )
}

/// ENT-26.
pub(super) fn student_finance(p: &Person) -> Standing {
    let standing = p.while_in("ENT-26", LEAVING);
    if p.course_of(Kind::Higher).is_none() {
        return standing.unless(
            true,
            "ENT-26",
            "We have no degree, or course like it, on record.",
            "This is for a degree, or a course like it.",
        );
    }
    if p.is_one_of(FULL_DUTIES) {
        return standing;
    }
    standing.if_answered(
        "Whether their time in care before 18 passes the test on the form",
        "Ask us to check the form with you.",
    )
}

/// ENT-27.
pub(super) fn health_costs(p: &Person) -> Standing {
    let (b16, b19) = (p.birthday(16), p.birthday(19));
    let studies = p.studies_full_time(Kind::Further) || p.studies_full_time(Kind::Higher);
    if b16 <= p.as_of() && p.as_of() < b19 && studies {
        return p.during("ENT-27", b16, Some(b19));
    }
    p.while_in("ENT-27", LEAVING).if_answered("Whether their income is low enough", "Do you have a low income?")
}

/// ENT-28.
pub(super) fn priority_need(p: &Person) -> Standing {
    let (b18, b21) = (p.birthday(18), p.birthday(21));
    if !p.was_accommodated_at_16_or_17() && p.result.age >= 18 {
        return Standing::new(Is::No).because(
            "ENT-28",
            "They were not in care, or fostered, at 16 or 17.",
            "This is for people who were in care at 16 or 17.",
        );
    }
    if p.as_of() >= b21 {
        return p.during("ENT-28", b21, Some(p.birthday(25))).if_answered(
            "Whether their time in care makes it harder for them to cope without a home",
            "Does your time in care make it harder without a home?",
        );
    }
    if p.as_of() < b18 && is_or_was_one_of_them(p, LEAVING) {
        return p.during("ENT-28", b18, Some(b21)).because(
            "ENT-28",
            "Until 18, children’s services must find them a home (ENT-01).",
            "Until you are 18, we must find you a home.",
        );
    }
    let standing = p.while_in("ENT-28", LEAVING);
    if p.studies_full_time(Kind::Higher) {
        return standing
            .if_answered("Whether they are a student with a home in the holidays", "Do you have a student home?");
    }
    standing
}

/// ENT-29.
pub(super) fn local_connection(p: &Person) -> Standing {
    if p.is_one_of(FORMER_RELEVANT) {
        return p.while_in("ENT-29", FORMER_RELEVANT);
    }
    let (born_on, b16, b21) = (p.facts.born_on, p.birthday(16), p.birthday(21));
    let two_years = p.days_in_care(born_on, p.as_of()) >= TWO_YEARS_IN_DAYS && p.days_in_care(born_on, b16) > 0;
    if p.as_of() < b21 && two_years {
        let says = "They were in care for two years or more, some of it before 16.";
        let standing = p.during("ENT-29", b16, Some(b21));
        return standing.because("ENT-29", says, "You were in care for two years or more.");
    }
    if is_or_was_one_of_them(p, FORMER_RELEVANT) {
        return p.while_in("ENT-29", FORMER_RELEVANT);
    }
    Standing::new(Is::No).because(
        "ENT-29",
        "It needs the full duties after 18, or two years in care under 21.",
        "This needs two years in care.",
    )
}

/// ENT-29a.
pub(super) fn housing_register(p: &Person) -> Standing {
    match p.days_in(FULL_DUTIES) {
        Some(days) => p.during("ENT-29a", days.start.max(HOUSING_REGISTERS_FROM), days.end),
        None => not_for_their_group(p, "ENT-29a"),
    }
}

/// ENT-29b, in force only from the day the switch says.
pub(super) fn not_intentionally_homeless(p: &Person, local: &LocalRules) -> Standing {
    let standing = p.while_in("ENT-29b", &[Relevant, FormerRelevant, FormerRelevant21Plus]);
    from_the_day_it_is_law(p, standing, "ENT-29b", local.not_intentionally_homeless_from)
}

/// Whether they were born in the years of the child trust fund.
pub(super) fn has_child_trust_fund(p: &Person) -> bool {
    let (first, last) = CHILD_TRUST_FUND_BIRTHS;
    (first..=last).contains(&p.facts.born_on)
}

/// ENT-30: control at 16, the money at 18.
pub(super) fn savings(p: &Person) -> Standing {
    let (b16, b18) = (p.birthday(16), p.birthday(18));
    if has_child_trust_fund(p) {
        return p.during("ENT-30", b16, None).because(
            "ENT-30",
            format!("They were born in the years of child trust funds. The money is theirs from {}.", long_date(b18)),
            format!("It is a child trust fund. The money is yours from {}.", long_date(b18)),
        );
    }
    match p.a_year_in_care_on() {
        Some(on) => p.during("ENT-30", b16.max(on), None).because(
            "ENT-30",
            format!(
                "A year in care without a break is reached on {}. The money is theirs from {}.",
                long_date(on),
                long_date(b18)
            ),
            format!("It is a Junior ISA. The money is yours from {}.", long_date(b18)),
        ),
        None => Standing::new(Is::No).because(
            "ENT-30",
            "They were not in care for 12 months in a row.",
            "This needs a whole year in care.",
        ),
    }
}

/// ENT-31.
pub(super) fn job_offers(p: &Person, local: &LocalRules) -> Standing {
    by_local_rule(p.while_in("ENT-31", LEAVING), "ENT-31", local.job_offers)
}
