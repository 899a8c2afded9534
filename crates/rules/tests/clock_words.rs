//! The words of clocks: short, plain, and never the words nobody should be called by.

#[path = "reading_age/mod.rs"]
mod reading_age;

use jiff::civil::{Date, date};
use reading_age::{reading_age, sentences};
use waymark_rules::citation::rules;
use waymark_rules::clocks::definitions::all;
use waymark_rules::clocks::words::{explain, promise};
use waymark_rules::clocks::{Clock, Evidence, EvidenceKind, Packs, State, Subject, WhyNot, evaluate, evaluate_for};
use waymark_rules::dates::add_days;
use waymark_rules::facts::{CareSpell, Facts, LegalStatus, Nation};
use waymark_rules::policy::Policy;

fn people() -> Vec<Facts> {
    let spell = |start_on, end_on| CareSpell {
        start_on,
        end_on,
        legal_status: LegalStatus::V2,
        authority: "Northmere".into(),
        nation: Nation::England,
        placement_type: None,
        end_reason: None,
    };
    let born = |born_on, start, end| Facts { care_spells: vec![spell(start, end)], ..Facts::born(born_on) };
    vec![
        born(date(2010, 5, 10), date(2026, 9, 1), None),
        born(date(2010, 5, 10), date(2018, 3, 1), None),
        born(date(2009, 9, 1), date(2020, 1, 1), Some(date(2026, 6, 1))),
        born(date(2007, 6, 15), date(2015, 1, 1), Some(date(2025, 6, 15))),
        born(date(2005, 2, 14), date(2015, 1, 1), Some(date(2023, 2, 14))),
    ]
}

/// One of everything that can happen, on one day and for a while.
fn one_of_everything() -> Vec<Evidence> {
    let on = date(2026, 9, 14);
    EvidenceKind::ALL
        .iter()
        .filter(|kind| **kind != EvidenceKind::RecordBegins)
        .map(|kind| Evidence::done(format!("{kind:?}"), *kind, on).until(add_days(on, 40)))
        .collect()
}

fn each_clock(look: impl Fn(&Clock)) {
    let packs = Packs::national();
    let evidence = one_of_everything();
    for facts in people() {
        for evidence in [&evidence[..], &[]] {
            for on in (0..300).step_by(15).map(|days| add_days(date(2026, 6, 1), days)) {
                evaluate(&facts, evidence, &packs, &Policy::default(), on).unwrap().iter().for_each(&look);
            }
        }
    }
}

#[test]
fn a_promise_has_a_reading_age_of_9_or_lower() {
    let wrong: Vec<String> = all()
        .map(|one| one.promise)
        .filter(|text| reading_age(text) > 9.0 || sentences(text).iter().any(|words| words.len() > 15))
        .map(|text| format!("{:.1} {text}", reading_age(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_promise_said_with_its_dates_is_as_plain() {
    each_clock(|clock| {
        let Some(text) = promise(clock) else { return };
        assert!(reading_age(&text) <= 9.0, "{:.1} for {text}", reading_age(&text));
        assert!(sentences(&text).iter().all(|words| words.len() <= 15), "{text}");
    });
}

#[test]
fn the_reasons_for_staff_keep_to_25_words_and_a_reading_age_of_12() {
    each_clock(|clock| {
        let says: Vec<String> = explain(clock).into_iter().map(|reason| reason.says).collect();
        let text = says.join(" ");
        assert!(reading_age(&text) <= 12.0, "{:.1} for {text}", reading_age(&text));
        assert!(sentences(&text).iter().all(|words| words.len() <= 25), "{text}");
        assert!(explain(clock).iter().all(|reason| waymark_rules::citation::rule(reason.rule).is_some()));
    });
}

#[test]
fn labels_and_rules_are_short_and_call_nobody_what_they_should_not() {
    let never =
        ["lac", "case", "caseload", "client", "service user", "neet", "uasc", "yp", "cla", "vulnerable", "engage"];
    let labels = all().map(|one| one.label.to_owned());
    let promises = all().map(|one| one.promise.to_owned());
    let says = rules().filter(|rule| rule.id.starts_with("CLK-")).map(|rule| format!("{} {}", rule.label, rule.says));
    for text in labels.chain(promises).chain(says) {
        let lower = text.to_lowercase();
        for word in never {
            let found = lower.split(|c: char| !c.is_ascii_alphabetic()).any(|said| said == word)
                || (word.contains(' ') && lower.contains(word));
            assert!(!found, "{word}: {text}");
        }
        assert!(sentences(&text).iter().all(|words| words.len() <= 25), "{text}");
    }
    for one in all() {
        let lower = one.promise.to_lowercase();
        let kept_off = ["placement", "statutory", "deadline", "required", "please", "relevant", "eligible", "contact"];
        assert!(kept_off.iter().all(|word| !lower.contains(word)), "{}", one.promise);
    }
}

#[test]
fn a_late_promise_says_sorry_and_what_comes_next() {
    let facts = &people()[3];
    let packs = Packs::national();
    let visit = Evidence::done("flat", EvidenceKind::Home, date(2026, 11, 2));
    let evidence = [visit.at("flat").with(waymark_rules::clocks::Mark::ProvidedByAuthority)];
    let on = |day: Date| {
        let clocks = evaluate(facts, &evidence, &packs, &Policy::default(), day).unwrap();
        let clock = clocks.into_iter().find(|clock| clock.id() == "CLK-20").unwrap();
        (promise(&clock).unwrap(), explain(&clock))
    };
    assert_eq!(
        on(date(2026, 11, 4)).0,
        "We will see you at your new home in the first week. We will do this by 9 November 2026."
    );
    let (late, reasons) = on(date(2026, 11, 12));
    assert_eq!(
        late,
        "We will see you at your new home in the first week. We said by 9 November 2026. We are 3 days late. Sorry. \
         We will tell you the new day soon. You can remind us."
    );
    let says: Vec<&str> = reasons.iter().map(|reason| reason.says.as_str()).collect();
    assert_eq!(
        says,
        [
            "First visit at a home from us: the law asks for this.",
            "Counted from 2 November 2026.",
            "It was due on 9 November 2026 and is 3 days late."
        ]
    );
    assert!(reasons.iter().all(|reason| reason.rule == "CLK-20"));
}

#[test]
fn every_state_has_words_for_both_readers() {
    for state in State::ALL {
        assert!(!state.says().is_empty() && !state.says_to_them().is_empty(), "{state:?}");
        assert!(state.says_to_them().split(' ').all(|word| word.len() <= 6), "{state:?}");
        assert_eq!(State::from_code(state.code()), Some(state));
    }
    assert!(WhyNot::Attempt.says().ends_with('.'));
}

#[test]
fn a_worker_a_team_and_the_service_have_clocks_of_their_own() {
    let packs = Packs::national();
    let evidence = one_of_everything();
    for subject in [Subject::Worker, Subject::Team, Subject::Service] {
        let found = evaluate_for(subject, &evidence, &packs, date(2026, 11, 2)).unwrap();
        assert!(found.len() >= 3, "{subject:?}");
        assert!(found.iter().all(|clock| clock.definition.subject == subject && promise(clock).is_none()));
    }
}
