//! Rows of §5 that are truly different: each function works out the starts, and where it must the due dates, of one.

use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::definition::{Definition, Length};
use super::definitions::by_id;
use super::evidence::{EvidenceKind, Mark, Outcome};
use super::instances::{Instance, Track, instances};
use super::parameters::Parameter;
use super::reading::{Event, Place, Reading};
use super::result::Why;
use super::runs::{Run, applies, earlier, first_day_within, times};
use super::values::Value;
use crate::dates::{Period, add_days, add_months, days_between};

fn place(at: usize) -> Place {
    Place::try_from(at).unwrap_or(Place::MAX)
}

/// Everything done of one kind, with its place.
fn done<'a, 'e>(
    reading: &'a Reading<'e>,
    kind: EvidenceKind,
) -> impl DoubleEndedIterator<Item = (Place, &'a Event<'e>)> {
    let places = reading.places_of(kind);
    places.map(|at| (place(at), &reading.events[at])).filter(|(_, event)| event.outcome == Outcome::Done)
}

fn is_a_plan(event: &Event) -> bool {
    event.marks.has(Mark::Approved) && event.marks.has(Mark::SharedWithYoungPerson)
}

/// CLK-02 and CLK-04a: a relevant child who has no plan yet.
pub(super) fn relevant_without_a_plan(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let had_a_plan = |by: Date| done(reading, EvidenceKind::Plan).any(|(_, plan)| is_a_plan(plan) && plan.on < by);
    let times = times(reading, definition).into_iter();
    times.filter(|(from, _)| !had_a_plan(*from)).map(|(from, to)| Run::new(from, from, to)).collect()
}

/// CLK-03a: every time without an adviser, from the day the last one ended.
pub(super) fn time_without_an_adviser(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let allocations: Vec<(Place, &Event)> = done(reading, EvidenceKind::AdviserAllocated).collect();
    let mut runs = Vec::new();
    for (from, to) in times(reading, definition) {
        let covered = allocations.iter().any(|(_, one)| one.period().contains(from));
        let ended = allocations.iter().filter_map(|(place, one)| Some((one.until?, Some(*place))));
        let starts = ended.chain((!covered).then_some((from, None)));
        let mut gaps: Vec<(Date, Option<Place>)> = starts
            .filter(|(day, _)| from <= *day && to.is_none_or(|to| *day < to) && *day <= reading.as_of)
            .filter(|(day, _)| !allocations.iter().any(|(_, one)| one.period().contains(*day)))
            .collect();
        gaps.sort_unstable();
        gaps.dedup_by_key(|(day, _)| *day);
        runs.extend(gaps.into_iter().map(|(day, last)| Run::new(day, day, to).anchored_by(last)));
    }
    runs
}

/// CLK-21: a second visit to a home the authority provides, after the first and before the review at 28 days.
pub(super) fn visit_before_the_review(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let review_by = |anchor| reading.after_by(anchor, Parameter::NewHomeReviewBy);
    let with_days = |run: Run| {
        let last = review_by(run.anchor)?;
        let review_from = reading.after_by(run.anchor, Parameter::NewHomeReviewFrom)?;
        let reviews = done(reading, EvidenceKind::Review).map(|(_, review)| review.on);
        let held = reviews.filter(|on| review_from <= *on && *on <= last).min();
        let visits = visits_at(reading, run.about?).filter(|on| *on >= run.anchor);
        let first = visits.min().unwrap_or(run.anchor);
        Some(run.opens(add_days(first, 1)).due(add_days(held.unwrap_or(last), -1)))
    };
    homes_provided(reading, definition).into_iter().filter_map(with_days).collect()
}

fn homes_provided(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let times = times(reading, definition);
    let provided = done(reading, EvidenceKind::Home).filter(|(_, home)| home.marks.has(Mark::ProvidedByAuthority));
    let run = |(place, home): (Place, &Event)| {
        let (anchor, to) = first_day_within(&times, home.period(), true)?;
        Some(Run::new(anchor, anchor, earlier(home.until, to)).about(place))
    };
    provided.filter_map(run).collect()
}

fn visits_at<'a>(reading: &'a Reading, home: Place) -> impl Iterator<Item = Date> + 'a {
    let home = reading.event(home);
    let name = home.at_home.unwrap_or(home.id);
    let visits = done(reading, EvidenceKind::Contact).map(|(_, contact)| contact);
    visits.filter(move |one| one.marks.has(Mark::FaceToFace) && one.at_home == Some(name)).map(|one| one.on)
}

static IN_TOUCH: LazyLock<Option<&'static Definition>> = LazyLock::new(|| by_id("CLK-23"));

/// CLK-24: from the day keeping in touch was due and not done, or the second try brought no answer, until they talk.
pub(super) fn lost_touch(reading: &Reading, _: &Definition) -> Vec<Run> {
    let work = || {
        let Some(in_touch) = *IN_TOUCH else { return Vec::new() };
        let rounds = instances(reading, in_touch, Track::Law);
        rounds.iter().filter(|round| !round.set_aside).filter_map(|round| lost_in(reading, round)).collect()
    };
    reading.lost_touch.get_or_init(work).clone()
}

fn lost_in(reading: &Reading, round: &Instance) -> Option<Run> {
    let due = round.due_on(reading.as_of)?;
    let tries = reading.of_kind(EvidenceKind::Contact).iter().filter(|one| one.outcome == Outcome::Attempted);
    let tries = tries.map(|one| one.on).filter(|on| *on > round.anchor && round.met_on.is_none_or(|met| *on < met));
    let second_try = tries.take(2).nth(1).filter(|on| *on <= due);
    // Shown from the day after, because on the day itself there is still time.
    let (lost_on, shown_from) = second_try.map_or((due, add_days(due, 1)), |on| (on, on));
    let stepped_back = reading.has_stepped_back_on(lost_on);
    let was_lost = !stepped_back
        && round.met_on.is_none_or(|met_on| met_on > lost_on)
        && round.ends.is_none_or(|ends| shown_from < ends);
    let back = reading.step_backs.iter().map(|period| period.start).find(|start| *start > lost_on);
    let over = earlier(round.met_on.map(|met_on| add_days(met_on, 1)), earlier(round.ends, back));
    was_lost.then(|| Run::new(lost_on, shown_from, over))
}

/// CLK-27: from the first short break to the end of the last.
pub(super) fn short_breaks(reading: &Reading, _: &Definition) -> Vec<Run> {
    let breaks = &reading.timeline.short_breaks;
    let (Some(first), Some(last)) = (breaks.first(), breaks.last()) else { return Vec::new() };
    if first.start >= reading.birthday(18) {
        return Vec::new();
    }
    vec![Run::new(first.start, first.start, last.end)]
}

/// CLK-30: held, under 18, out of care because of it, and not relevant.
pub(super) fn held_after_care(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let b18 = reading.birthday(18);
    let times = times(reading, definition);
    let left_care_for_it = |held: &Event| reading.timeline.care.iter().any(|care| care.end == Some(held.on));
    let held = done(reading, EvidenceKind::Custody).filter(|(_, held)| held.on < b18 && left_care_for_it(held));
    let run = |(place, held): (Place, &Event)| {
        let (anchor, to) = first_day_within(&times, held.period(), false)?;
        Some(Run::new(anchor, anchor, earlier(held.until, earlier(to, Some(b18)))).about(place))
    };
    held.filter_map(run).collect()
}

/// CLK-33: a first meeting three months before release, or on reception if that is later.
pub(super) fn release_meeting(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let times = times(reading, definition);
    let run = |(place, held): (Place, &Event)| {
        let (anchor, to) = first_day_within(&times, held.period(), true)?;
        let release = held.until?;
        let due = reading.before_by(release, Length::Policy(Parameter::ReleaseMeetingBefore))?;
        Some(Run::new(anchor, anchor, to).about(place).opens(anchor).due(due.max(anchor)))
    };
    done(reading, EvidenceKind::Custody).filter_map(run).collect()
}

/// CLK-36: the day an action is due; and its updates, until it is done.
pub(super) fn actions_in_hand(reading: &Reading, _: &Definition) -> Vec<Run> {
    let run = |(place, action): (Place, &Event)| {
        let answers = done(reading, EvidenceKind::GoalActionDone).filter(|(_, one)| one.about == Some(action.id));
        let done_on = answers.map(|(_, one)| one.on).min();
        Run::new(action.on, action.on, done_on).about(place)
    };
    done(reading, EvidenceKind::GoalAction).map(run).collect()
}

/// CLK-37: so long after it was given, and at once on the 18th birthday, or on the 16th if a parent gave it.
pub(super) fn consents(reading: &Reading, _: &Definition) -> Vec<Run> {
    let birthday_after = |years: i16, on: Date| Some(reading.birthday(years)).filter(|birthday| *birthday > on);
    let run = |(place, consent): (Place, &Event)| {
        let lasts = reading.after_by(consent.on, Parameter::ConsentLasts);
        let at_16 = birthday_after(16, consent.on).filter(|_| consent.marks.has(Mark::ByParent));
        let due = [lasts, at_16, birthday_after(18, consent.on)].into_iter().flatten().min()?;
        Some(Run::new(consent.on, consent.on, consent.until).about(place).due(due))
    };
    done(reading, EvidenceKind::Consent).filter_map(run).collect()
}

/// CLK-44: the window around each birthday from 17 to 21, for somebody who is out of care on it.
pub(super) fn birthday_windows(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let applies = applies(reading, definition);
    let mut shown_from = None;
    let mut runs = Vec::new();
    for years in 17..=21 {
        let birthday = reading.birthday(years);
        if !reading.standing_on(birthday).is_some_and(|standing| applies.has(standing)) {
            continue;
        }
        let opens = reading.before_by(birthday, Length::Policy(Parameter::BirthdayWindowBefore)).unwrap_or(birthday);
        let closes = reading.after_by(birthday, Parameter::BirthdayWindowAfter).unwrap_or(birthday);
        let from = shown_from.unwrap_or_else(|| first_day_out_of_care(reading, definition, opens));
        // What can still be put right is asked for until the next window opens.
        let from = if definition.closes_when_due { from } else { from.max(opens) };
        runs.push(Run::new(birthday, from, None).opens(opens).due(closes));
        shown_from = Some(add_days(closes, 1));
    }
    runs
}

fn first_day_out_of_care(reading: &Reading, definition: &Definition, otherwise: Date) -> Date {
    times(reading, definition).first().map_or(otherwise, |(from, _)| *from)
}

/// The last day of the collection year a day is in.
fn end_of_collection_year(on: Date) -> Date {
    let march = date(on.year(), 3, 31);
    if on <= march { march } else { date(on.year() + 1, 3, 31) }
}

/// CLK-45: each collection year in which somebody of 22 to 25 uses support.
pub(super) fn collection_years(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let mut runs = Vec::new();
    for (from, to) in times(reading, definition) {
        let mut from = from.max(reading.birthday(22));
        let to = to.unwrap_or_else(|| reading.birthday(25));
        while from < to && from <= add_months(reading.as_of, 12) {
            let last_day = end_of_collection_year(from);
            let first_day = add_days(add_months(last_day, -12), 1);
            runs.push(Run::new(last_day, from, None).opens(first_day).due(last_day));
            from = add_days(last_day, 1);
        }
    }
    runs
}

/// CLK-46: the steps of the return after each 31 March.
fn after_each_year(reading: &Reading, length: Parameter) -> Vec<Run> {
    let this = end_of_collection_year(reading.as_of);
    let years = [add_months(this, -12), this];
    let run = |year_end: Date| {
        let due = reading.after_by(year_end, length)?;
        Some(Run::new(year_end, year_end, None).opens(year_end).due(due))
    };
    years.into_iter().filter_map(run).collect()
}

pub(super) fn return_frozen(reading: &Reading, _: &Definition) -> Vec<Run> {
    after_each_year(reading, Parameter::ReturnFrozenWithin)
}

pub(super) fn return_submitted(reading: &Reading, _: &Definition) -> Vec<Run> {
    after_each_year(reading, Parameter::ReturnSubmittedWithin)
}

/// A period of care with the reviews held in it.
struct CareWithReviews {
    care: Period,
    reviews: Vec<(Place, Date)>,
    /// Care began before the record did, so that the first reviews may not be in it.
    began_before_the_record: bool,
}

fn care_with_reviews(reading: &Reading) -> Vec<CareWithReviews> {
    let of = |care: &Period| CareWithReviews {
        care: *care,
        reviews: done(reading, EvidenceKind::CareReview)
            .filter(|(_, review)| care.contains(review.on))
            .map(|(place, review)| (place, review.on))
            .collect(),
        began_before_the_record: reading.record_begins.is_some_and(|begins| care.start < begins),
    };
    reading.timeline.care.iter().filter(|care| !care.is_empty()).map(of).collect()
}

/// CLK-51: the second review, from the day of the first.
pub(super) fn second_review(reading: &Reading, _: &Definition) -> Vec<Run> {
    let run = |one: CareWithReviews| {
        let (place, first_on) = *one.reviews.first().filter(|_| !one.began_before_the_record)?;
        let second = one.reviews.get(1).map(|(place, _)| *place);
        Some(Run::new(first_on, first_on, one.care.end).anchored_by(Some(place)).met(second))
    };
    care_with_reviews(reading).into_iter().filter_map(run).collect()
}

/// CLK-52: every later review, from the second on; from the first known one if care is older than the record.
pub(super) fn later_reviews(reading: &Reading, _: &Definition) -> Vec<Run> {
    let run = |one: CareWithReviews| {
        if one.began_before_the_record {
            let begins = reading.record_begins?;
            let first = one.reviews.first();
            let (anchor, place) = first.map_or((begins, None), |(place, on)| (*on, Some(*place)));
            let why = first.is_none().then_some(Why::RecordBegins(begins));
            return Some(Run::new(anchor, anchor, one.care.end).anchored_by(place).because(why));
        }
        let (place, second_on) = *one.reviews.get(1)?;
        Some(Run::new(second_on, second_on, one.care.end).anchored_by(Some(place)))
    };
    care_with_reviews(reading).into_iter().filter_map(run).collect()
}

/// When the next review after each is due by law: the second after three months, later ones after six.
fn next_review_due(at: usize, on: Date, began_before_the_record: bool) -> Date {
    add_months(on, if at == 0 && !began_before_the_record { 3 } else { 6 })
}

/// CLK-59: half-way from each review to the next.
pub(super) fn midway(reading: &Reading, _: &Definition) -> Vec<Run> {
    let mut runs = Vec::new();
    for one in care_with_reviews(reading) {
        for (at, (place, on)) in one.reviews.iter().enumerate() {
            let next = next_review_due(at, *on, one.began_before_the_record);
            let half_way = add_days(*on, days_between(*on, next) / 2);
            let next_held = one.reviews.get(at + 1).map(|(_, on)| *on);
            runs.push(Run::new(*on, *on, earlier(next_held, one.care.end)).about(*place).due(half_way));
        }
    }
    runs
}

/// CLK-61: in place by the second review.
pub(super) fn permanence(reading: &Reading, _: &Definition) -> Vec<Run> {
    let run = |one: CareWithReviews| {
        if one.began_before_the_record {
            return None;
        }
        let first = one.reviews.first().map(|(_, on)| *on).or_else(|| {
            let within = super::definition::working_days(20);
            Some(reading.after(one.care.start, within))
        })?;
        let due = one.reviews.get(1).map_or_else(|| next_review_due(0, first, false), |(_, on)| *on);
        Some(Run::new(one.care.start, one.care.start, one.care.end).due(due))
    };
    care_with_reviews(reading).into_iter().filter_map(run).collect()
}

/// CLK-68: ten school days after coming into care.
pub(super) fn first_education_plan(reading: &Reading, _: &Definition) -> Vec<Run> {
    let care = reading.timeline.care.iter().filter(|care| !care.is_empty());
    let run = |care: &Period| {
        let days = reading.length(Parameter::EducationPlanWithin, care.start)?.number;
        let due = reading.packs.terms.add(care.start, days, &reading.packs.working_days);
        Some(Run::new(care.start, care.start, care.end).due(due))
    };
    care.filter_map(run).collect()
}

/// CLK-69: one in every school term while in care, by the last day of the term.
pub(super) fn education_plan_each_term(reading: &Reading, _: &Definition) -> Vec<Run> {
    let mut runs = Vec::new();
    for care in reading.timeline.care.iter().filter(|care| !care.is_empty()) {
        let until = care.end.unwrap_or(Date::MAX).min(add_months(reading.as_of, 12));
        // The first term is that of the first plan (CLK-68).
        for term in reading.packs.terms.within(care.start, until).filter(|term| term.first_day > care.start) {
            runs.push(Run::new(term.first_day, term.first_day, care.end).opens(term.first_day).due(term.last_day));
        }
    }
    runs
}

/// CLK-72: every plan and review made while immigration status is not settled.
pub(super) fn plans_with_insecure_status(reading: &Reading, _: &Definition) -> Vec<Run> {
    let insecure = |on: Date| done(reading, EvidenceKind::InsecureStatus).any(|(_, one)| one.period().contains(on));
    let plans = done(reading, EvidenceKind::Plan).filter(|(_, plan)| is_a_plan(plan));
    let all = plans.chain(done(reading, EvidenceKind::Review)).filter(|(_, one)| insecure(one.on));
    all.map(|(place, one)| Run::new(one.on, one.on, None).about(place).due(one.on)).collect()
}

/// CLK-75: somebody of 16 or 17 in a foster home. First at the first care review after 16.
pub(super) fn staying_put_first_thought_of(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let b16 = reading.birthday(16);
    let reviews = reading.of_kind(EvidenceKind::CareReview).iter();
    let happens = |review: &&Event| matches!(review.outcome, Outcome::Done | Outcome::Planned) && review.on >= b16;
    let review = reviews.filter(happens).map(|review| review.on).min();
    in_foster_homes(reading, definition, |_| review.unwrap_or_else(|| add_months(b16, 6)))
}

pub(super) fn staying_put_agreed(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let b17 = reading.birthday(17);
    in_foster_homes(reading, definition, |_| b17)
}

pub(super) fn staying_put_confirmed(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let b18 = reading.birthday(18);
    let before = reading.before_by(b18, Length::Policy(Parameter::StayingPutConfirmedBefore)).unwrap_or(b18);
    in_foster_homes(reading, definition, |_| before)
}

/// From the 16th birthday, while in a foster home. What was to be done before they came is asked on the day they come.
fn in_foster_homes(reading: &Reading, definition: &Definition, due: impl Fn(Date) -> Date) -> Vec<Run> {
    let times = times(reading, definition);
    let homes = done(reading, EvidenceKind::Home).filter(|(_, home)| home.marks.has(Mark::Foster));
    let run = |(place, home): (Place, &Event)| {
        let (from, to) = first_day_within(&times, home.period(), true)?;
        let due = due(from).max(from);
        Some(Run::new(from, from, earlier(home.until, to)).about(place).opens(from).due(due))
    };
    homes.filter_map(run).collect()
}

/// CLK-77: a month, two more if they were told so in time, and as many days more as it waited for them.
pub(super) fn record_requests(reading: &Reading, _: &Definition) -> Vec<Run> {
    let run = |(place, request): (Place, &Event)| {
        let month = reading.length(Parameter::RecordRequestWithin, request.on);
        let due = reading.after(request.on, month.unwrap_or(super::definition::months(1)));
        let longer = done(reading, EvidenceKind::RecordRequestExtended);
        let told_in_time = longer.filter(|(_, one)| is_about(one, request)).any(|(_, one)| one.on <= due);
        let more = reading.length(Parameter::RecordRequestLonger, request.on);
        let more = more.unwrap_or(super::definition::months(2)).number;
        let due = if told_in_time { add_months(request.on, i32::from(more) + 1) } else { due };
        let waited: i32 = pauses(reading, request).map(|pause| pause.days_within(request.on, reading.as_of)).sum();
        let why = (waited > 0).then_some(Why::ExtendedByWaiting(waited));
        Run::new(request.on, request.on, request.until).about(place).due(add_days(due, waited)).because(why)
    };
    done(reading, EvidenceKind::RecordRequested).map(run).collect()
}

fn pauses<'a>(reading: &'a Reading, request: &'a Event) -> impl Iterator<Item = Period> + 'a {
    done(reading, EvidenceKind::RecordRequestPaused)
        .map(|(_, pause)| pause)
        .filter(|pause| is_about(pause, request))
        .map(|pause| pause.period())
}

fn is_about(answer: &Event, asked: &Event) -> bool {
    answer.on >= asked.on && answer.about.is_none_or(|about| about == asked.id)
}

/// A request that waits for proof of identity or for what was meant.
pub(super) fn is_waiting_for_them(reading: &Reading, round: &Instance, day: Date) -> bool {
    let request = round.about.map(|place| reading.event(place));
    request.is_some_and(|request| pauses(reading, request).any(|pause| pause.contains(day)))
}

/// CLK-79: working days from the complaint, and more if it was found to need longer.
fn complaints(reading: &Reading, asked: EvidenceKind, [within, longer]: [Parameter; 2]) -> Vec<Run> {
    let run = |(place, complaint): (Place, &Event)| {
        let extended = done(reading, EvidenceKind::ComplaintExtended).any(|(_, one)| one.about == Some(complaint.id));
        let days = reading.length(within, complaint.on)?;
        let due = reading.after(complaint.on, days);
        let more = reading.length(longer, complaint.on).filter(|_| extended);
        let due = more.map_or(due, |more| reading.after(due, more));
        Some(Run::new(complaint.on, complaint.on, complaint.until).about(place).due(due))
    };
    done(reading, asked).filter_map(run).collect()
}

pub(super) fn complaint_answered(reading: &Reading, _: &Definition) -> Vec<Run> {
    let lengths = [Parameter::ComplaintAnsweredWithin, Parameter::ComplaintLonger];
    complaints(reading, EvidenceKind::Complaint, lengths)
}

pub(super) fn complaint_investigated(reading: &Reading, _: &Definition) -> Vec<Run> {
    let lengths = [Parameter::ComplaintInvestigatedWithin, Parameter::ComplaintInvestigationLonger];
    complaints(reading, EvidenceKind::ComplaintSecondStage, lengths)
}

/// CLK-78: the 75th birthday; fifteen years from a death before 18.
pub(super) fn retention(reading: &Reading, _: &Definition) -> Vec<Run> {
    let died_young = reading.died_on.filter(|died_on| *died_on < reading.birthday(18));
    let (anchor, due) = match died_young {
        Some(died_on) => (died_on, add_months(died_on, 12 * 15)),
        None => (reading.birthday(0), reading.birthday(75)),
    };
    vec![Run::new(anchor, anchor, None).opens(due).due(due)]
}

/// CLK-80: at so many months from the day the service began, then every so many. A discussion settles what is due by
/// then, or else the next.
pub(super) fn oversight(reading: &Reading, _: &Definition) -> Vec<Run> {
    let Some((joined_at, joined)) = done(reading, EvidenceKind::JoinedService).next_back() else { return Vec::new() };
    let Some(Value::Series { at_months, then_every }) = reading.value(Parameter::OversightAt, joined.on) else {
        return Vec::new();
    };
    let last = at_months.last().copied().unwrap_or(0);
    let later = (1..).map(|times: u16| last.saturating_add(then_every.saturating_mul(times)));
    let dues = at_months.iter().copied().chain(later).map(|months| add_months(joined.on, i32::from(months)));
    let ends = first_day_out(reading, joined.on);
    let mut rounds: Vec<Run> = Vec::new();
    let mut opens = joined.on;
    for due in dues.take(400) {
        rounds.push(Run::new(joined.on, opens, ends).anchored_by(Some(joined_at)).opens(opens).due(due).met(None));
        if opens > reading.as_of || due == Date::MAX {
            break;
        }
        opens = add_days(due, 1);
    }
    settle(&mut rounds, done(reading, EvidenceKind::Oversight).map(|(place, note)| (place, note.on)));
    rounds
}

/// The day the service's work is over: no standing from then on.
fn first_day_out(reading: &Reading, joined_on: Date) -> Option<Date> {
    reading.standings.iter().filter(|stand| stand.to > joined_on).map(|stand| stand.to).max()
}

fn settle(rounds: &mut [Run], notes: impl Iterator<Item = (Place, Date)>) {
    use super::runs::Met::Known;
    for (place, on) in notes {
        let overdue: Vec<usize> = (0..rounds.len())
            .filter(|at| rounds[*at].met == Known(None) && rounds[*at].due.is_some_and(|due| due < on))
            .collect();
        let now = || {
            let open = |run: &Run| run.met == Known(None) && run.from <= on && run.due.is_some_and(|due| due >= on);
            rounds.iter().position(open)
        };
        let settled = if overdue.is_empty() { now().into_iter().collect() } else { overdue };
        for at in settled {
            rounds[at].met = Known(Some(place));
        }
    }
}

/// CLK-94a: before the first contact of a new worker, and no later than that contact is due.
pub(super) fn file_to_read(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let times = times(reading, definition);
    let run = |(place, allocated): (Place, &Event)| {
        let (_, to) = first_day_within(&times, allocated.period(), false)?;
        let due = reading.after_by(allocated.on, Parameter::NewWorkerContactWithin)?;
        let met = done(reading, EvidenceKind::Contact).map(|(_, one)| one.on).find(|on| *on >= allocated.on);
        let due = met.map_or(due, |met| met.min(due));
        Some(Run::new(allocated.on, allocated.on, earlier(allocated.until, to)).about(place).due(due))
    };
    done(reading, EvidenceKind::AdviserAllocated).filter_map(run).collect()
}

/// CLK-92: from the day the law begins, or the day the standing does if that is later.
pub(super) fn staying_close(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let begins = reading.packs.in_force_from(Parameter::StayingCloseInForceFrom);
    let run = |(from, to): (Date, Option<Date>)| Run::new(begins.map_or(from, |begins| begins.max(from)), from, to);
    times(reading, definition).into_iter().map(run).collect()
}

/// CLK-26e: homes meant to last, once their first year is over.
pub(super) fn long_term_homes(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let times = times(reading, definition);
    let lasting = |home: &Event| home.marks.has(Mark::LongTerm) && !home.marks.has(Mark::FewerVisitsAgreed);
    let run = |(place, home): (Place, &Event)| {
        let later = Period { start: add_months(home.on, 12), end: home.until };
        let (from, to) = first_day_within(&times, later, true).filter(|_| !later.is_empty())?;
        Some(Run::new(from, from, earlier(home.until, to)).about(place))
    };
    done(reading, EvidenceKind::Home).filter(|(_, home)| lasting(home)).filter_map(run).collect()
}

/// CLK-65: every year of care, while the questionnaire is for their age.
pub(super) fn questionnaire(reading: &Reading, _: &Definition) -> Vec<Run> {
    let last_age = match reading.value(Parameter::SdqLastAge, reading.as_of) {
        Some(Value::Number(years)) => i16::try_from(*years).unwrap_or(16),
        _ => 16,
    };
    let too_old = reading.birthday(last_age + 1);
    let old_enough = reading.birthday(4);
    let care = reading.timeline.care.iter().filter(|care| !care.is_empty() && care.start < too_old);
    care.map(|care| {
        let from = care.start.max(old_enough);
        Run::new(from, from, earlier(care.end, Some(too_old)))
    })
    .collect()
}

/// CLK-38: decided by 17 and a half, from the day somebody thought they may need care as an adult, or 14.
pub(super) fn adult_needs(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let Some(Value::Age(months)) = reading.value(Parameter::AdultCareDecisionAge, reading.as_of) else {
        return Vec::new();
    };
    let due = reading.age_in_months(*months);
    let times = times(reading, definition);
    let run = |(place, needs): (Place, &Event)| {
        let anchor = needs.on.max(reading.birthday(14));
        let (_, to) = first_day_within(&times, Period::from(anchor), false)?;
        Some(Run::new(anchor, anchor, to).about(place).due(due.max(anchor)))
    };
    done(reading, EvidenceKind::LikelyAdultNeeds).filter_map(run).collect()
}

/// CLK-30: somebody held asks for a visit, or somebody asks for them.
pub(super) fn visits_asked_for_in_custody(reading: &Reading, definition: &Definition) -> Vec<Run> {
    let times = times(reading, definition);
    let is_held = |on: Date| done(reading, EvidenceKind::Custody).any(|(_, held)| held.period().contains(on));
    let asked = done(reading, EvidenceKind::VisitRequested).filter(|(_, asked)| is_held(asked.on));
    let run = |(place, asked): (Place, &Event)| {
        let (_, to) = first_day_within(&times, asked.period(), false)?;
        Some(Run::new(asked.on, asked.on, earlier(asked.until, to)).about(place))
    };
    asked.filter_map(run).collect()
}
