//! What people can get: the cases of `scenarios/entitlements.toml`, the sums of money, and the words of both readers.

mod reading_age;

use std::collections::BTreeSet;
use std::fmt::Debug;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use reading_age::{reading_age, sentences};
use serde::Deserialize;
use waymark_rules::citation::{rule, rules};
use waymark_rules::dates::add_days;
use waymark_rules::entitlements::*;
use waymark_rules::facts::{CareSpell, Facts, LegalStatus, Nation, Programme};
use waymark_rules::policy::Policy;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    person: Vec<Somebody>,
    entitlement: Vec<Case<Expect>>,
    document: Vec<Case<ExpectPaper>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Somebody {
    name: String,
    facts: Facts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case<E> {
    id: String,
    says: String,
    rules: Vec<String>,
    person: String,
    #[serde(default)]
    recorded: Recorded,
    #[serde(default)]
    held: Vec<Held>,
    #[serde(default)]
    from_abroad: bool,
    expect: Vec<E>,
}

/// One entitlement on one day. A field left out is not looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    as_of: Date,
    entitlement: Id,
    state: State,
    #[serde(default)]
    local: LocalRules,
    from: Option<Date>,
    until: Option<Date>,
    amount: Option<i64>,
    #[serde(default)]
    no_amount: bool,
    verified: Option<bool>,
    had: Option<i64>,
    left: Option<i64>,
    over: Option<i64>,
    may_ask: Option<bool>,
    asked_on: Option<Date>,
    missing: Option<Vec<Paper>>,
    reasons: Option<usize>,
    instalments: Option<Vec<Date>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectPaper {
    as_of: Date,
    paper: Paper,
    state: DocumentState,
    alert: Option<Alert>,
}

fn file() -> File {
    waymark_rules::from_toml(include_str!("../scenarios/entitlements.toml")).unwrap_or_else(|error| panic!("{error}"))
}

fn facts_of(file: &File, name: &str) -> Facts {
    let found = file.person.iter().find(|somebody| somebody.name == name);
    found.unwrap_or_else(|| panic!("no person is called {name}")).facts.clone()
}

fn all_on(facts: &Facts, recorded: &Recorded, local: &LocalRules, as_of: Date) -> Vec<Entitlement> {
    let policy = Policy::default();
    let person = Person::on(facts, &policy, as_of).unwrap();
    entitlements(&person, recorded, &Amounts::shipped(), local)
}

struct Differences(Vec<String>);

impl Differences {
    fn look<T: PartialEq + Debug>(&mut self, what: &str, expected: Option<T>, found: T) {
        if let Some(expected) = expected.filter(|expected| *expected != found) {
            self.0.push(format!("{what}: expected {expected:?}, found {found:?}"));
        }
    }
}

fn differences(expected: &Expect, found: &Entitlement) -> Vec<String> {
    let mut differences = Differences(Vec::new());
    let amount = found.amount.as_ref();
    let papers: Vec<Paper> = found
        .missing
        .iter()
        .filter_map(|missing| match missing {
            Missing::Paper(paper) => Some(*paper),
            Missing::Answer(_) => None,
        })
        .collect();
    let days = amount.map(|amount| amount.instalments.iter().map(|part| part.on).collect()).unwrap_or_default();
    differences.look("state", Some(expected.state), found.state);
    differences.look("from", expected.from.map(Some), found.window.from);
    differences.look("until", expected.until.map(Some), found.window.until);
    differences.look("amount", expected.amount.map(Some), amount.map(|amount| amount.pence));
    differences.look("no amount", expected.no_amount.then_some(None), amount.map(|amount| amount.pence));
    differences.look("verified", expected.verified.map(Some), amount.map(|amount| amount.verified));
    differences.look("had", expected.had, found.had);
    differences.look("left", expected.left.map(Some), found.left);
    differences.look("over", expected.over, found.over);
    differences.look("may ask", expected.may_ask, found.may_ask);
    differences.look("asked on", expected.asked_on.map(Some), found.asked_on);
    differences.look("missing", expected.missing.clone(), papers);
    differences.look("reasons", expected.reasons, found.reasons.len());
    differences.look("instalments", expected.instalments.clone(), days);
    differences.0
}

#[test]
fn every_case_of_an_entitlement_comes_out_as_the_law_says() {
    let file = file();
    let mut wrong = Vec::new();
    for case in &file.entitlement {
        let facts = facts_of(&file, &case.person);
        for expected in &case.expect {
            let all = all_on(&facts, &case.recorded, &expected.local, expected.as_of);
            let found = all.iter().find(|found| found.id == expected.entitlement).unwrap();
            for difference in differences(expected, found) {
                let (id, on, which) = (&case.id, expected.as_of, expected.entitlement.code());
                wrong.push(format!("{id}, {which} on {on}: {difference} ({:?})", found.reasons));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_case_of_a_document_comes_out_as_it_says() {
    let file = file();
    let policy = Policy::default();
    let mut wrong = Vec::new();
    for case in &file.document {
        let facts = facts_of(&file, &case.person);
        for expected in &case.expect {
            let person = Person::on(&facts, &policy, expected.as_of).unwrap();
            let all = documents(&person, &case.held, case.from_abroad);
            let found = all.iter().find(|found| found.paper == expected.paper).unwrap();
            let mut differences = Differences(Vec::new());
            differences.look("state", Some(expected.state), found.state);
            differences.look("alert", expected.alert, found.alert);
            let name = expected.paper.code();
            wrong.extend(differences.0.iter().map(|what| format!("{} {name} on {}: {what}", case.id, expected.as_of)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_case_has_its_own_id_and_shows_the_rules_it_names() {
    let file = file();
    let of_entitlements = file.entitlement.iter().map(|case| {
        let shown: BTreeSet<String> = case.expect.iter().map(|one| one.entitlement.code().to_owned()).collect();
        (&case.id, &case.says, &case.rules, shown)
    });
    let mut ids = BTreeSet::new();
    for (id, says, rules, shown) in of_entitlements {
        assert!(ids.insert(id.clone()), "two cases are called {id}");
        assert!(says.len() > 20, "{id} says too little");
        assert!(rules.iter().all(|rule| shown.contains(rule)), "{id} names a rule it does not show");
    }
    assert!(file.document.iter().all(|case| ids.insert(case.id.clone()) && !case.says.is_empty()));
}

#[test]
fn no_entitlement_is_an_orphan() {
    let file = file();
    let shown: BTreeSet<&str> =
        file.entitlement.iter().flat_map(|case| &case.expect).map(|one| one.entitlement.code()).collect();
    for id in Id::ALL {
        let cited = rule(id.code()).unwrap_or_else(|| panic!("{} has no rule", id.code()));
        assert!(!cited.source.is_empty() && !cited.label.is_empty() && !cited.says.is_empty(), "{}", id.code());
        assert_eq!(id.definition().id, *id);
        assert!(shown.contains(id.code()), "{} has no case", id.code());
    }
    let listed: Vec<&str> = rules().map(|rule| rule.id).filter(|id| id.starts_with("ENT-")).collect();
    let defined: Vec<&str> = Id::ALL.iter().map(|id| id.code()).collect();
    assert_eq!(listed, defined, "the rules and the definitions are the same, in one order");
    assert_eq!(DEFINITIONS.len(), Id::ALL.len());
}

#[test]
fn every_reason_names_its_own_rule() {
    for (found, _) in everything_met() {
        assert!(found.reasons.iter().all(|why| why.rule == found.id.code()), "{:?}", found.reasons);
    }
}

#[test]
fn the_shipped_amounts_have_a_source_and_a_day_and_the_unchecked_are_marked() {
    let amounts = Amounts::shipped();
    assert!(amounts.iter().all(|amount| amount.source.len() > 10 && amount.read_on >= date(2026, 11, 22)));
    let checked: Vec<&str> =
        amounts.iter().filter(|amount| amount.verified).map(|amount| amount.entitlement.code()).collect();
    assert_eq!(checked, ["ENT-25"]);
    let unchecked = amounts.on(Id::SettingUpHome, date(2026, 11, 22)).unwrap();
    assert_eq!((unchecked.pence, unchecked.verified), (300_000, false));
    assert_eq!(amounts.on(Id::SettingUpHome, date(2023, 3, 31)).unwrap().pence, 200_000);
    assert_eq!(amounts.on(Id::ApprenticeshipBursary, date(2023, 7, 31)), None);
    assert_eq!(amounts.on(Id::ApprenticeshipBursary, date(2023, 8, 1)).unwrap().pence, 300_000);
}

#[test]
fn a_table_of_amounts_that_contradicts_itself_is_refused() {
    let one = |more: &str| {
        format!(
            "[[amount]]\nentitlement = \"ENT-02\"\nbasis = \"at_least\"\nper = \"once\"\nread_on = 2026-11-22\n\
             verified = false\n{more}\n"
        )
    };
    let refused = |text: &str| Amounts::from_toml(text).unwrap_err().0;
    let two = format!("{}{}", one("pence = 1\nsource = \"a\""), one("pence = 2\nsource = \"b\"\nfrom = 2026-01-01"));
    assert!(refused(&two).contains("two amounts on one day: 1 and 2"));
    assert!(refused(&one("pence = -1\nsource = \"a\"")).contains("less than nothing"));
    assert!(refused(&one("pence = 5\nsource = \" \"")).contains("its source"));
    let parts = one("pence = 5\nsource = \"a\"\nparts = [{ after_days = 1, pence = 4 }]");
    assert!(refused(&parts).contains("add up to 4, not to 5"));
    let follow = format!(
        "{}{}",
        one("pence = 1\nsource = \"a\"\nuntil = 2026-01-01"),
        one("pence = 2\nsource = \"b\"\nfrom = 2026-01-01")
    );
    assert_eq!(Amounts::from_toml(&follow).unwrap().iter().count(), 2);
}

#[test]
fn money_is_written_as_people_write_it() {
    for (pence, says) in [
        (2_000, "£20"),
        (1_950, "£19.50"),
        (300_000, "£3,000"),
        (120_000_005, "£1,200,000.05"),
        (0, "£0"),
        (-250, "-£2.50"),
    ] {
        assert_eq!(pounds(pence).to_string(), says);
    }
}

fn fostered(born_on: Date, level: Option<&str>) -> Facts {
    let spell = CareSpell {
        start_on: add_days(born_on, 4000),
        end_on: None,
        legal_status: LegalStatus::C2,
        authority: "Northmere".into(),
        nation: Nation::England,
        placement_type: Some("U4".into()),
        end_reason: None,
    };
    let course = |level: &str| Programme {
        start_on: add_days(born_on, 6700),
        expected_end_on: Some(add_days(born_on, 7900)),
        ended_on: None,
        full_time: true,
        level: Some(level.into()),
        plan_reference: Some("PP-1".into()),
        planned_on: None,
    };
    Facts { care_spells: vec![spell], programmes: level.map(course).into_iter().collect(), ..Facts::born(born_on) }
}

const BORN_ON: Date = date(2008, 5, 10);

fn payments() -> impl Strategy<Value = Vec<Claim>> {
    let kind = prop_oneof![
        6 => Just(ClaimKind::Paid),
        1 => Just(ClaimKind::Asked),
        1 => Just(ClaimKind::Granted),
        1 => Just(ClaimKind::Refused),
        1 => Just(ClaimKind::Withdrawn),
    ];
    let id = prop_oneof![
        Just(Id::SettingUpHome),
        Just(Id::HigherEducationBursary),
        Just(Id::Bursary16To19),
        Just(Id::OtherHelp)
    ];
    let sum = prop_oneof![9 => (0..90_000_i64).prop_map(Some), 1 => Just(None), 1 => (-500_000..0_i64).prop_map(Some)];
    let one = (id, kind, 6_000..9_200_i32, sum).prop_map(|(entitlement, kind, day, pence)| Claim {
        entitlement,
        kind,
        on: add_days(BORN_ON, day),
        pence,
    });
    proptest::collection::vec(one, 0..12)
}

fn recorded(claims: Vec<Claim>) -> Recorded {
    Recorded { claims, ..Recorded::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_was_had_and_what_is_left_make_the_amount(claims in payments(), day in 5_900..9_300_i32) {
        let all = all_on(&fostered(BORN_ON, Some("Degree")), &recorded(claims), &LocalRules::default(), add_days(BORN_ON, day));
        for one in all {
            prop_assert!(one.had >= 0 && one.left.is_none_or(|left| left >= 0) && one.over >= 0);
            if let (Some(amount), Some(left)) = (&one.amount, one.left) {
                prop_assert_eq!(one.had + left, amount.pence + one.over);
                prop_assert!(left == 0 || one.over == 0);
            }
        }
    }

    #[test]
    fn the_order_of_payments_changes_nothing(
        mut claims in payments(),
        day in 5_900..9_300_i32,
        turn in any::<prop::sample::Index>(),
    ) {
        claims.iter_mut().for_each(|claim| claim.kind = ClaimKind::Paid);
        let facts = fostered(BORN_ON, Some("Degree"));
        let on = add_days(BORN_ON, day);
        let before = all_on(&facts, &recorded(claims.clone()), &LocalRules::default(), on);
        if !claims.is_empty() {
            let at = turn.index(claims.len());
            claims.rotate_left(at);
        }
        claims.reverse();
        prop_assert_eq!(before, all_on(&facts, &recorded(claims), &LocalRules::default(), on));
    }

    #[test]
    fn what_is_recorded_later_changes_nothing_before(claims in payments(), day in 5_900..9_300_i32) {
        let facts = fostered(BORN_ON, None);
        let on = add_days(BORN_ON, day);
        let by_then = claims.iter().copied().filter(|claim| claim.on <= on).collect();
        let all = all_on(&facts, &recorded(claims), &LocalRules::default(), on);
        prop_assert_eq!(all, all_on(&facts, &recorded(by_then), &LocalRules::default(), on));
    }
}

/// Everything the people of the cases and a few more meet from 13 to 26, under councils that give and that do not.
fn everything_met() -> Vec<(Entitlement, i32)> {
    let file = file();
    let more = ["Degree", "Level 3", "Apprenticeship", "Something"].map(|level| fostered(BORN_ON, Some(level)));
    let facts: Vec<Facts> = file.person.into_iter().map(|somebody| somebody.facts).chain(more).collect();
    let gives = |gives| LocalRules {
        staying_close_in_force_from: Some(date(2027, 4, 1)),
        not_intentionally_homeless_from: Some(date(2027, 4, 1)),
        setting_up_home_for_qualifying: Some(gives),
        council_tax_until_age: Some(21),
        rent_guarantor: Some(gives),
        mentor_after_care: Some(gives),
        identity_fees: Some(gives),
        job_offers: Some(gives),
    };
    let looked = |kind, on| Id::ALL.iter().map(move |id| Claim { entitlement: *id, kind, on, pence: None });
    let met = recorded(looked(ClaimKind::Meets, date(2026, 1, 1)).collect());
    let not_met = recorded(looked(ClaimKind::DoesNotMeet, date(2026, 1, 1)).collect());
    let mut found = Vec::new();
    for facts in &facts {
        for months in (13 * 12..26 * 12).step_by(7) {
            let on = waymark_rules::dates::add_months(facts.born_on, months);
            for local in [LocalRules::default(), gives(true), gives(false)] {
                found.extend(all_on(facts, &Recorded::default(), &local, on).into_iter().map(|one| (one, months)));
            }
            for recorded in [&met, &not_met] {
                let all = all_on(facts, recorded, &LocalRules::default(), on);
                found.extend(all.into_iter().map(|one| (one, months)));
            }
        }
    }
    found
}

fn too_hard(text: &str, age: f64, longest: usize) -> Option<String> {
    let long = sentences(text).into_iter().find(|sentence| sentence.len() > longest);
    let aged = reading_age(text);
    if aged > age {
        return Some(format!("{aged:.1}: {text}"));
    }
    long.map(|sentence| format!("{} words: {}", sentence.len(), sentence.join(" ")))
}

/// All that a young person is told of an entitlement, as its page puts it together.
fn told_to_the_young_person(one: &Entitlement) -> String {
    let definition = one.definition();
    let mut told = vec![definition.what.to_owned(), definition.how.to_owned()];
    told.extend(one.reasons.iter().map(|why| why.young_person.to_string()));
    told.extend(one.sum_says());
    told.extend(one.missing.iter().filter_map(|missing| match missing {
        Missing::Answer(question) => Some(question.young_person.to_owned()),
        Missing::Paper(_) => None,
    }));
    told.join(" ")
}

#[test]
fn the_young_persons_words_have_a_reading_age_of_9_or_lower() {
    let told: BTreeSet<String> = everything_met().iter().map(|(one, _)| told_to_the_young_person(one)).collect();
    let hard: Vec<String> = told.iter().filter_map(|text| too_hard(text, 9.0, 15)).collect();
    assert!(hard.is_empty(), "{} of {}\n{}", hard.len(), told.len(), hard.join("\n"));
    assert!(told.len() > 200);
}

#[test]
fn the_staff_reasons_have_a_reading_age_of_12_or_lower() {
    let told: BTreeSet<String> =
        everything_met().iter().flat_map(|(one, _)| &one.reasons).map(|why| why.staff.to_string()).collect();
    let joined: String = told.iter().map(|text| format!("{text} ")).collect();
    assert!(reading_age(&joined) <= 12.0, "{:.1}", reading_age(&joined));
    let hard: Vec<String> = told.iter().filter_map(|text| too_hard(text, 14.0, 25)).collect();
    assert!(hard.is_empty(), "\n{}", hard.join("\n"));
}

#[test]
fn the_young_person_is_never_told_in_the_words_of_the_law() {
    let never = [
        "placement",
        "placed",
        "lac",
        "case",
        "client",
        "neet",
        "eligible",
        "qualifying",
        "relevant",
        "statutory",
        "entitle",
        "entitlement",
        "refused",
        "vulnerable",
        "deadline",
        "invalid",
    ];
    let mut told: Vec<String> = everything_met().iter().map(|(one, _)| told_to_the_young_person(one)).collect();
    told.extend(DEFINITIONS.iter().map(|definition| definition.young_person.to_owned()));
    told.extend(Paper::ALL.iter().map(|paper| paper.says_to_young_person().to_owned()));
    told.extend(State::ALL.iter().map(|state| state.says_to_young_person().to_owned()));
    for text in told {
        let text = text.to_lowercase();
        let said = text.split(|c: char| !c.is_ascii_alphabetic()).find(|word| never.contains(word));
        assert_eq!(said, None, "{text}");
    }
}
