//! What must hold for anybody, not only for the people in the scenarios.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::Index;
use waymark_rules::dates::{LeapBirthday, add_days, anniversary};
use waymark_rules::facts::*;
use waymark_rules::policy::{BoundaryPolicy, NoncompliantV3, Policy, Post18Breakdown};
use waymark_rules::status::{Flag, Status, StatusResult, status, status_only, strip};

/// Days from birth to a little after 18.
const YOUTH: std::ops::Range<i32> = 4_600..6_700;

fn born() -> impl Strategy<Value = Date> {
    prop_oneof![3 => (0..4_000).prop_map(|days| add_days(date(2000, 1, 1), days)), 1 => Just(date(2008, 2, 29))]
}

/// A start, and an end unless it is still going on. The lengths crowd around the ones that matter.
fn stretch() -> impl Strategy<Value = (i32, Option<i32>)> {
    let length = prop_oneof![Just(0), 1..4, 14..20, 85..95, 60..400];
    (YOUTH, proptest::option::weighted(0.85, length))
        .prop_map(|(start, length)| (start, length.map(|days| start + days)))
}

fn legal_status() -> impl Strategy<Value = LegalStatus> {
    prop_oneof![
        4 => Just(LegalStatus::V2),
        2 => Just(LegalStatus::V3),
        1 => Just(LegalStatus::V4),
        2 => proptest::sample::select(LegalStatus::ALL.to_vec()),
    ]
}

fn care_spells(born_on: Date) -> impl Strategy<Value = Vec<CareSpell>> {
    let nation = prop_oneof![12 => Just(Nation::England), 1 => Just(Nation::Wales), 1 => Just(Nation::Scotland)];
    let authority = proptest::sample::select(vec!["Northmere", "Eastvale", ""]);
    let spell = (stretch(), legal_status(), nation, authority).prop_map(
        move |((start, end), legal_status, nation, authority)| CareSpell {
            start_on: add_days(born_on, start),
            end_on: end.map(|end| add_days(born_on, end)),
            legal_status,
            authority: authority.into(),
            nation,
            placement_type: None,
            end_reason: None,
        },
    );
    proptest::collection::vec(spell, 0..5)
}

fn detentions(born_on: Date) -> impl Strategy<Value = Vec<Detention>> {
    let kind = prop_oneof![Just(DetentionKind::SentencedCustody), Just(DetentionKind::Hospital)];
    let detention = (stretch(), kind).prop_map(move |((start, end), kind)| Detention {
        start_on: add_days(born_on, start),
        end_on: end.map(|end| add_days(born_on, end)),
        kind,
        section: None,
    });
    proptest::collection::vec(detention, 0..2)
}

fn family_placements(born_on: Date) -> impl Strategy<Value = Vec<FamilyPlacement>> {
    let with = prop_oneof![3 => Just(FamilyMember::Parent), 1 => Just(FamilyMember::OtherRelative)];
    let home = (stretch(), with, any::<bool>()).prop_map(move |((start, end), with, broke_down)| FamilyPlacement {
        start_on: add_days(born_on, start),
        end_on: end.map(|end| add_days(born_on, end)),
        with,
        broke_down: broke_down && end.is_some(),
    });
    proptest::collection::vec(home, 0..3)
}

fn other_accommodation(born_on: Date) -> impl Strategy<Value = Vec<OtherAccommodation>> {
    use AccommodationKind::*;
    let kind = proptest::sample::select(vec![
        VoluntaryOrganisation,
        PrivateChildrensHome,
        Hospital,
        CareHome,
        PrivateFostering,
    ]);
    let stay = (stretch(), kind).prop_map(move |((start, end), kind)| OtherAccommodation {
        kind,
        start_on: add_days(born_on, start),
        end_on: end.map(|end| add_days(born_on, end)),
    });
    proptest::collection::vec(stay, 0..2)
}

fn orders(born_on: Date) -> impl Strategy<Value = Vec<Order>> {
    let kind = prop_oneof![3 => Just(OrderKind::SpecialGuardianship), 1 => Just(OrderKind::Adoption)];
    let order =
        (stretch(), kind, proptest::option::of(any::<bool>())).prop_map(move |((start, end), kind, looked_after)| {
            Order {
                kind,
                made_on: add_days(born_on, start),
                ended_on: end.map(|end| add_days(born_on, end)),
                looked_after_immediately_before: looked_after,
            }
        });
    proptest::collection::vec(order, 0..2)
}

fn programmes(born_on: Date) -> impl Strategy<Value = Vec<Programme>> {
    let course = (7_000..8_500, 100..900, any::<bool>()).prop_map(move |(start, days, full_time)| Programme {
        start_on: add_days(born_on, start),
        expected_end_on: Some(add_days(born_on, start + days)),
        ended_on: None,
        full_time,
        level: None,
        plan_reference: None,
        planned_on: None,
    });
    proptest::collection::vec(course, 0..2)
}

fn facts() -> impl Strategy<Value = Facts> {
    let decision = proptest::option::weighted(0.1, any::<bool>());
    let died = proptest::option::weighted(0.05, 5_000..9_000);
    (born(), decision, died).prop_flat_map(|(born_on, decided, died)| {
        let lists = (
            care_spells(born_on),
            detentions(born_on),
            family_placements(born_on),
            other_accommodation(born_on),
            orders(born_on),
            programmes(born_on),
        );
        lists.prop_map(move |(care_spells, detentions, family_placements, other_accommodation, orders, programmes)| {
            Facts {
                care_spells,
                detentions,
                family_placements,
                other_accommodation,
                orders,
                programmes,
                boundary_decision: decided.map(|treat_as_met| BoundaryDecision {
                    treat_as_met,
                    decided_on: add_days(born_on, 7_000),
                    reason: "Looked at the night log".into(),
                }),
                // A spell cannot begin after a death, so nobody here dies before the last part of one can begin.
                died_on: died.map(|days: i32| add_days(born_on, days.max(YOUTH.end + 400))),
                ..Facts::born(born_on)
            }
        })
    })
}

fn policies() -> impl Strategy<Value = Policy> {
    any::<[bool; 4]>().prop_map(|[feb28, not_met, exclude, not_former]| Policy {
        leap_birthday: if feb28 { LeapBirthday::Feb28 } else { LeapBirthday::Mar1 },
        boundary_policy: if not_met { BoundaryPolicy::TreatAsNotMet } else { BoundaryPolicy::TreatAsMet },
        noncompliant_v3: if exclude { NoncompliantV3::ExcludeAndFlag } else { NoncompliantV3::CountAndFlag },
        post18_breakdown: if not_former {
            Post18Breakdown::TreatAsNotFormerRelevant
        } else {
            Post18Breakdown::TreatAsFormerRelevant
        },
        ..Policy::default()
    })
}

/// Days from birth on which to ask: from the 13th birthday to after the 25th.
fn asked() -> impl Strategy<Value = i32> {
    prop_oneof![3 => 5_000..7_000, 1 => 7_000..9_300]
}

fn splittable(spell: &CareSpell) -> i32 {
    let end = spell.end_on.unwrap_or_else(|| add_days(spell.start_on, 300));
    waymark_rules::dates::days_between(spell.start_on, end)
}

/// Cuts one spell in two at a day inside it.
fn split(facts: &Facts, which: Index, at: Index) -> Facts {
    let mut facts = facts.clone();
    if facts.care_spells.is_empty() {
        return facts;
    }
    let first = which.index(facts.care_spells.len());
    let days = splittable(&facts.care_spells[first]);
    if days >= 2 {
        let cut = i32::try_from(at.index(usize::try_from(days - 1).unwrap())).unwrap() + 1;
        let mut second = facts.care_spells[first].clone();
        second.start_on = add_days(second.start_on, cut);
        facts.care_spells[first].end_on = Some(second.start_on);
        facts.care_spells.insert(0, second);
    }
    facts
}

/// The answer without the table of spells, which follows the record's own order and cuts.
fn without_the_table(facts: &Facts, policy: &Policy, on: Date) -> StatusResult {
    let mut result = status(facts, policy, on).unwrap();
    result.spell_counts.clear();
    result
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_record_and_where_a_spell_is_cut_change_nothing(
        facts in facts(), policy in policies(), on in asked(), which in any::<Index>(), at in any::<Index>(), turn in 0_usize..5,
    ) {
        let on = add_days(facts.born_on, on);
        let mut other = split(&facts, which, at);
        let turns = turn.min(other.care_spells.len());
        other.care_spells.rotate_left(turns);
        other.care_spells.reverse();
        other.family_placements.reverse();
        other.orders.reverse();
        other.other_accommodation.reverse();
        prop_assert_eq!(without_the_table(&facts, &policy, on), without_the_table(&other, &policy, on));
    }

    #[test]
    fn an_agreement_for_short_breaks_never_changes_the_count(facts in facts(), policy in policies(), on in asked(), (start, end) in stretch()) {
        let on = add_days(facts.born_on, on);
        let mut with = facts.clone();
        with.died_on = None;
        let without = status(&with, &policy, on).unwrap();
        with.care_spells.push(CareSpell {
            start_on: add_days(facts.born_on, start),
            end_on: end.map(|end| add_days(facts.born_on, end)),
            legal_status: LegalStatus::V4,
            authority: String::new(),
            nation: Nation::England,
            placement_type: None,
            end_reason: None,
        });
        prop_assert_eq!(status(&with, &policy, on).unwrap().counters, without.counters);
    }

    #[test]
    fn the_count_never_goes_down(facts in facts(), policy in policies(), on in asked(), later in 0..400) {
        let count = |days| status(&facts, &policy, add_days(facts.born_on, days)).unwrap().counters;
        let (before, after) = (count(on), count(on + later));
        prop_assert!(before.days <= after.days && before.days_after_16 <= after.days_after_16);
        prop_assert!(before.days_with_closing <= after.days_with_closing);
        prop_assert!(after.days_after_16 <= after.days && after.days <= after.days_with_closing);
    }

    #[test]
    fn on_every_day_there_is_exactly_one_status_and_the_strip_has_it(facts in facts(), policy in policies(), on in asked()) {
        let on = add_days(facts.born_on, on);
        let result = status(&facts, &policy, on).unwrap();
        prop_assert_eq!(status_only(&facts, &policy, on).unwrap(), result.status);
        let periods = strip(&facts, &policy).unwrap();
        let birthday = |years| anniversary(facts.born_on, years, policy.leap_birthday);
        prop_assert_eq!((periods[0].from, periods.last().unwrap().to), (birthday(14), birthday(25)));
        for pair in periods.windows(2) {
            prop_assert!(pair[0].from < pair[0].to && pair[0].to == pair[1].from && pair[0].status != pair[1].status);
        }
        let holding: Vec<Status> = periods.iter().filter(|p| p.from <= on && on < p.to).map(|p| p.status).collect();
        let expected = if birthday(14) <= on && on < birthday(25) { vec![result.status] } else { vec![] };
        prop_assert_eq!(holding, expected);
    }

    #[test]
    fn the_table_of_spells_adds_up_to_the_count(facts in facts(), policy in policies(), on in asked()) {
        let result = status(&facts, &policy, add_days(facts.born_on, on)).unwrap();
        prop_assert_eq!(result.spell_counts.iter().map(|count| count.days).sum::<i32>(), result.counters.days);
    }

    #[test]
    fn the_boundary_policy_changes_an_answer_only_where_a_review_is_flagged(facts in facts(), policy in policies(), on in asked()) {
        let on = add_days(facts.born_on, on);
        let with = |boundary_policy| {
            let policy = Policy { boundary_policy, ..policy.clone() };
            status(&facts, &policy, on).unwrap()
        };
        let (met, not_met) = (with(BoundaryPolicy::TreatAsMet), with(BoundaryPolicy::TreatAsNotMet));
        prop_assert_eq!(met.has(Flag::BoundaryReview), not_met.has(Flag::BoundaryReview));
        if !met.has(Flag::BoundaryReview) {
            prop_assert_eq!((met.status, met.branch, met.sub_states, met.flags), (not_met.status, not_met.branch, not_met.sub_states, not_met.flags));
        }
    }

    #[test]
    fn somebody_in_care_is_eligible_on_the_day_they_were_told_and_not_before(
        facts in facts(), policy in policies(), came_in in 5_600..6_560, days in 0..90,
    ) {
        let on = |days| add_days(facts.born_on, days);
        let mut staying = Facts { died_on: None, ..facts.clone() };
        staying.care_spells.retain(|spell| spell.end_on.is_some_and(|end| end <= on(came_in)));
        staying.care_spells.push(CareSpell {
            start_on: on(came_in),
            end_on: None,
            legal_status: LegalStatus::V2,
            authority: String::new(),
            nation: Nation::England,
            placement_type: None,
            end_reason: None,
        });
        let asked_on = on(came_in + days);
        let eve_of_18 = add_days(anniversary(facts.born_on, 18, policy.leap_birthday), -1);
        prop_assume!(asked_on <= eve_of_18);
        let status_on = |day| status_only(&staying, &policy, day).unwrap();
        match status(&staying, &policy, asked_on).unwrap().eligible_from {
            Some(from) => {
                prop_assert_eq!(status_on(from), Status::Eligible);
                prop_assert_ne!(status_on(add_days(from, -1)), Status::Eligible);
            }
            None => prop_assert_eq!(status_on(eve_of_18), Status::LookedAfterNotEligible),
        }
    }
}

proptest! {
    // Each of these looks at every day of eleven years, so there are fewer of them.
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_next_change_is_the_first_day_with_another_status(facts in facts(), policy in policies(), asked_on in proptest::collection::vec(asked(), 6)) {
        let on = |days| add_days(facts.born_on, days);
        let day_by_day: Vec<Status> = (0..9_400).map(|days| match days {
            0..4_900 => Status::None,
            _ => status_only(&facts, &policy, on(days)).unwrap(),
        }).collect();
        for days in asked_on {
            let today = day_by_day[usize::try_from(days).unwrap()];
            let expected = (days + 1..9_400)
                .map(|later| (on(later), day_by_day[usize::try_from(later).unwrap()]))
                .find(|(_, status)| *status != today);
            let found = status(&facts, &policy, on(days)).unwrap().next_change.map(|next| (next.on, next.to));
            prop_assert_eq!(found, expected, "asked on {}", on(days));
        }
    }
}
