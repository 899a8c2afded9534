//! What a plan must speak of (CON-01), for each way somebody can stand.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;
use waymark_rules::plan_content::Matter as M;
use waymark_rules::plan_content::{Covered, GoalSays, Matter, Situation, Written, coverage, still_to_cover};

/// One case of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    says: String,
    /// Read by the test of citations.
    #[allow(dead_code)]
    rules: Vec<String>,
    #[serde(default)]
    situation: Stands,
    #[serde(default)]
    goals: Vec<Goal>,
    #[serde(default)]
    texts: Vec<Matter>,
    #[serde(default)]
    not_needed: BTreeMap<Matter, String>,
    still_to_cover: Vec<Matter>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Stands {
    in_care: bool,
    held: bool,
    on_a_break: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Goal {
    about: Vec<Matter>,
    has_plan_b: bool,
    in_their_words: bool,
    has_a_dated_step: bool,
}

#[derive(Debug, Deserialize)]
struct Cases {
    plan: Vec<Case>,
}

fn goal(of: Goal) -> GoalSays {
    let Goal { about, has_plan_b, in_their_words, has_a_dated_step } = of;
    GoalSays { about, has_plan_b, in_their_words, has_a_dated_step }
}

#[test]
fn con_01_every_case_comes_out_as_it_says() {
    let cases: Cases = toml::from_str(include_str!("../scenarios/plan_content.toml")).expect("the cases are read");
    for case in cases.plan {
        let Stands { in_care, held, on_a_break } = case.situation;
        let written = Written {
            goals: case.goals.into_iter().map(goal).collect(),
            texts: case.texts.into_iter().collect(),
            not_needed: case.not_needed,
        };
        let open = still_to_cover(Situation { in_care, held, on_a_break }, &written);
        assert_eq!(open, case.still_to_cover, "{}", case.says);
    }
}

#[test]
fn con_01_a_goal_says_how_many_speak_of_a_matter_and_whether_one_has_a_dated_step() {
    let goal = |has_a_dated_step| GoalSays { about: vec![M::Money], has_a_dated_step, ..GoalSays::default() };
    let written = Written { goals: vec![goal(false), goal(true)], ..Written::default() };
    let all = coverage(Situation::default(), &written);
    let money = all.into_iter().find(|(asked, _)| *asked == M::Money);
    assert_eq!(money, Some((M::Money, Covered::InGoals { goals: 2, has_a_dated_step: true })));
}

#[test]
fn con_01_each_matter_has_a_rule_with_a_source_and_a_code_of_its_own() {
    let mut codes: Vec<&str> = M::ALL.iter().map(|matter| matter.code()).collect();
    for matter in M::ALL {
        assert!(matter.rule().is_some_and(|rule| !rule.source.is_empty()), "{matter:?}");
        assert_eq!(M::from_code(matter.code()), Some(*matter));
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), M::ALL.len());
}

fn any_situation() -> impl Strategy<Value = Situation> {
    any::<(bool, bool, bool)>().prop_map(|(in_care, held, on_a_break)| Situation { in_care, held, on_a_break })
}

fn any_written() -> impl Strategy<Value = Written> {
    let matters = || prop::collection::btree_set(prop::sample::select(M::ALL.to_vec()), 0..20);
    let goals = prop::collection::vec((matters(), any::<(bool, bool, bool)>()), 0..4);
    (goals, matters(), matters()).prop_map(|(goals, texts, not_needed)| Written {
        goals: goals
            .into_iter()
            .map(|(about, (has_plan_b, in_their_words, has_a_dated_step))| GoalSays {
                about: about.into_iter().collect(),
                has_plan_b,
                in_their_words,
                has_a_dated_step,
            })
            .collect(),
        texts,
        not_needed: not_needed.into_iter().map(|matter| (matter, "Why not".to_owned())).collect(),
    })
}

proptest! {
    #[test]
    fn con_01_words_about_what_is_left_always_make_a_plan_whole(situation in any_situation(), mut written in any_written()) {
        let open = still_to_cover(situation, &written);
        written.texts.extend(open);
        prop_assert!(still_to_cover(situation, &written).is_empty());
    }

    #[test]
    fn con_01_writing_more_about_a_matter_never_opens_another(situation in any_situation(), written in any_written(), more in prop::sample::select(M::ALL.to_vec())) {
        let before = still_to_cover(situation, &written);
        let mut after = written.clone();
        after.texts.insert(more);
        prop_assert!(still_to_cover(situation, &after).iter().all(|matter| before.contains(matter)));
    }
}
