//! What the council owes or may give (ENT-01 to ENT-17).

use super::LocalRules;
use super::person::Person;
use super::standing::{Is, Standing};
use super::study::Kind;
use crate::status::{Branch, Status, SubState};

use Status::{
    Eligible, FormerRelevant, FormerRelevant21Plus, LookedAfterNotEligible, LookedAfterUnder16, Qualifying,
    QualifyingEducation, Relevant, ShortBreaksOnly,
};

/// Left care with the full duties, to 25.
pub(super) const FORMER_RELEVANT: &[Status] = &[FormerRelevant, FormerRelevant21Plus];
/// Everybody with the full duties.
pub(super) const FULL_DUTIES: &[Status] = &[Eligible, Relevant, FormerRelevant, FormerRelevant21Plus];
const LEFT_CARE: &[Status] = &[Relevant, FormerRelevant, FormerRelevant21Plus, Qualifying, QualifyingEducation];
/// Everybody with a status of leaving care.
pub(super) const LEAVING: &[Status] =
    &[Eligible, Relevant, FormerRelevant, FormerRelevant21Plus, Qualifying, QualifyingEducation];
const QUALIFYING: &[Status] = &[Qualifying, QualifyingEducation];
const IN_CARE: &[Status] = &[LookedAfterUnder16, LookedAfterNotEligible, Eligible];

/// ENT-01.
pub(super) fn maintenance(p: &Person) -> Standing {
    p.while_in("ENT-01", &[Relevant])
}

/// ENT-02.
pub(super) fn setting_up_home(p: &Person, local: &LocalRules) -> Standing {
    if p.is_one_of(QUALIFYING) {
        let standing = p.while_in("ENT-02", QUALIFYING);
        return by_local_rule(standing, "ENT-02", local.setting_up_home_for_qualifying);
    }
    let standing = p.while_in("ENT-02", FULL_DUTIES);
    let in_care_or_not_using_help = p.is_one_of(&[Eligible, FormerRelevant21Plus]);
    if !in_care_or_not_using_help {
        return standing;
    }
    standing.if_answered("Whether they are moving to a home of their own", "Are you moving to a home of your own?")
}

/// ENT-03.
pub(super) fn higher_education_bursary(p: &Person) -> Standing {
    let standing = p.while_in("ENT-03", FORMER_RELEVANT);
    let higher = p.course_of(Kind::Higher);
    let not_said = p.course_of(Kind::NotSaid);
    let in_plan = higher.is_some_and(|course| course.is_in_plan());
    if higher.is_none() && not_said.is_none() {
        return standing.unless(
            true,
            "ENT-03",
            "We have no degree, or course like it, on record.",
            "This is for a degree, or a course like it.",
        );
    }
    let standing = if in_plan {
        standing
    } else {
        standing.if_answered("Whether the course is in the plan", "Is the course in your plan?")
    };
    if higher.is_some() {
        return standing;
    }
    standing.if_answered("Whether the course is higher education", "Is your course a degree, or like one?")
}

/// ENT-04.
pub(super) fn vacation_home(p: &Person) -> Standing {
    let groups = [FormerRelevant, FormerRelevant21Plus, Qualifying, QualifyingEducation];
    let full_time = p.course().is_some_and(|course| course.programme.full_time && course.kind != Kind::Apprenticeship);
    let standing = p.while_in("ENT-04", &groups).unless(
        !full_time,
        "ENT-04",
        "No full-time course is recorded.",
        "This is for people who study full time and live away.",
    );
    let standing = match p.course_of(Kind::Higher) {
        Some(_) => standing,
        None => standing.if_answered("Whether the course is residential", "Do you live at your college?"),
    };
    standing.if_answered(
        "Whether the term-time home closes in the holidays",
        "Do you have to leave your term home in the holidays?",
    )
}

/// ENT-05.
pub(super) fn education_help(p: &Person) -> Standing {
    if p.is_one_of(QUALIFYING) {
        let standing = p.while_in("ENT-05", QUALIFYING);
        return standing.if_answered(
            "Whether the council will use its power to help with education or training",
            "Ask us if we can help with your course.",
        );
    }
    let standing = p.while_in("ENT-05", FORMER_RELEVANT);
    let studies = [SubState::Programme, SubState::Education].iter().any(|state| p.result.sub_states.contains(state));
    if p.is_one_of(&[FormerRelevant21Plus]) && !studies {
        return standing.if_answered("Whether they study or train, or want to", "Do you study or train, or want to?");
    }
    standing
}

/// ENT-06.
pub(super) fn other_help(p: &Person) -> Standing {
    let groups = [FormerRelevant, FormerRelevant21Plus, Qualifying];
    let standing = p.while_in("ENT-06", &groups);
    if p.is_one_of(&[FormerRelevant]) {
        return standing;
    }
    standing.if_answered("Whether they need it for their welfare", "Tell us what you need, and why.")
}

/// ENT-07.
pub(super) fn adviser(p: &Person) -> Standing {
    p.while_in("ENT-07", FULL_DUTIES)
}

/// ENT-08.
pub(super) fn staying_put(p: &Person) -> Standing {
    let (b18, b21) = (p.birthday(18), p.birthday(21));
    let by_branch = p.result.branch == Some(Branch::Section23C1B) || p.is_one_of(&[Eligible]);
    let may_become = p.result.status == LookedAfterNotEligible && p.result.eligible_from.is_some();
    let nobody = !(by_branch || may_become || p.result.status == LookedAfterUnder16);
    let standing = p.during("ENT-08", b18, Some(b21));
    if nobody || p.was_fostered_at_18() == Some(false) {
        return Standing::new(Is::No).because(
            "ENT-08",
            "It is for those who lived with a foster carer until 18.",
            "This is for people who lived with foster carers until 18.",
        );
    }
    standing.if_answered(
        "Whether they still live with the foster carer they had before 18",
        "Do you still live with your foster carer?",
    )
}

/// ENT-09, in force only from the day the switch says.
pub(super) fn staying_close(p: &Person, local: &LocalRules) -> Standing {
    let standing = p.while_in("ENT-09", FORMER_RELEVANT);
    from_the_day_it_is_law(p, standing, "ENT-09", local.staying_close_in_force_from)
        .if_answered("Whether an assessment finds it is needed", "We look with you at what help you need.")
}

/// A duty with a switch: nothing without a day, to come before it.
pub(super) fn from_the_day_it_is_law(
    p: &Person,
    standing: Standing,
    rule: &'static str,
    in_force_from: Option<jiff::civil::Date>,
) -> Standing {
    let Some(from) = in_force_from else {
        return Standing::new(Is::No).because(
            rule,
            "Parliament has passed it, and it is not in force: no day has been set.",
            "This is a new law. It has not started yet.",
        );
    };
    if p.as_of() < from && standing.is == Is::Open {
        return p.during(rule, from, standing.window.until);
    }
    standing
}

/// ENT-10.
pub(super) fn council_tax(p: &Person, local: &LocalRules) -> Standing {
    let (b18, b25) = (p.birthday(18), p.birthday(25));
    if !p.result.status.is_leaving_care() && !p.is_one_of(&[Eligible]) {
        return p.while_in("ENT-10", LEAVING);
    }
    match local.council_tax_until_age {
        Some(age) => p.during("ENT-10", b18, Some(p.birthday(age).min(b25))),
        None => p
            .during("ENT-10", b18, Some(b25))
            .if_answered("What the council they live in gives", "Ask the council you pay. Each one has its own rule."),
    }
}

/// ENT-11.
pub(super) fn guarantor(p: &Person, local: &LocalRules) -> Standing {
    by_local_rule(p.while_in("ENT-11", LEFT_CARE), "ENT-11", local.rent_guarantor)
}

/// ENT-12.
pub(super) fn visitor(p: &Person, local: &LocalRules) -> Standing {
    if p.is_one_of(IN_CARE) {
        return p.while_in("ENT-12", IN_CARE);
    }
    by_local_rule(p.while_in("ENT-12", LEFT_CARE), "ENT-12", local.mentor_after_care)
}

/// ENT-13.
pub(super) fn advocacy(p: &Person) -> Standing {
    let groups = [IN_CARE, LEFT_CARE, &[ShortBreaksOnly]].concat();
    p.while_in("ENT-13", &groups)
}

/// ENT-14: at any age, for anybody with a record.
pub(super) fn records(p: &Person) -> Standing {
    p.during("ENT-14", p.facts.born_on, None)
}

/// ENT-15.
pub(super) fn local_offer(p: &Person) -> Standing {
    p.while_in("ENT-15", LEAVING)
}

/// ENT-16.
pub(super) fn identity_fees(p: &Person, local: &LocalRules) -> Standing {
    by_local_rule(p.while_in("ENT-16", LEAVING), "ENT-16", local.identity_fees)
}

/// ENT-17.
pub(super) fn status_letter(p: &Person) -> Standing {
    p.while_in("ENT-17", LEAVING)
}

/// What a council may give: yes, no, or not said.
pub(super) fn by_local_rule(standing: Standing, rule: &'static str, gives: Option<bool>) -> Standing {
    match gives {
        Some(true) => standing,
        Some(false) => standing.unless(true, rule, "This council does not give it.", "The council does not give this."),
        None => standing.if_answered("What this council’s own rule is", "Ask us. Each council has its own rule."),
    }
}
