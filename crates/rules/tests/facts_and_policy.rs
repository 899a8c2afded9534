//! What is read: facts that contradict themselves are refused by name, and a policy cannot be looser than the law.

use jiff::civil::date;
use waymark_rules::dates::LeapBirthday;
use waymark_rules::facts::{CountsToThirteenWeeks, Facts, LegalStatus, Problems};
use waymark_rules::policy::{BoundaryPolicy, NoncompliantV3, Policy, Post18Breakdown};
use waymark_rules::status::status;

fn facts(json: &str) -> Result<Facts, serde_json::Error> {
    serde_json::from_str(json)
}

fn problems(json: &str) -> Vec<(String, String)> {
    let Problems(problems) = facts(json).unwrap().check().unwrap_err();
    problems.into_iter().map(|problem| (problem.field, problem.says)).collect()
}

mod facts_in_json {
    use super::*;

    #[test]
    fn a_date_of_birth_is_enough() {
        let facts = facts(r#"{ "born_on": "2008-02-29" }"#).unwrap();
        assert_eq!(facts, Facts::born(date(2008, 2, 29)));
    }

    #[test]
    fn a_field_nobody_knows_is_refused_by_name() {
        let error = facts(r#"{ "born_on": "2008-02-29", "born_in": "Leeds" }"#).unwrap_err().to_string();
        assert!(error.contains("unknown field `born_in`"), "{error}");
        let spell = r#"{ "born_on": "2008-02-29", "care_spells": [{ "start_on": "2020-01-01", "legal_status": "C2", "until": 1 }] }"#;
        assert!(facts(spell).unwrap_err().to_string().contains("unknown field `until`"));
    }

    #[test]
    fn a_legal_status_nobody_knows_is_refused() {
        let spell =
            r#"{ "born_on": "2008-02-29", "care_spells": [{ "start_on": "2020-01-01", "legal_status": "X9" }] }"#;
        assert!(facts(spell).unwrap_err().to_string().contains("unknown variant `X9`"));
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused() {
        assert!(facts(r#"{ "born_on": "2009-02-29" }"#).is_err());
    }

    #[test]
    fn facts_are_written_as_they_are_read() {
        let text = r#"{"born_on":"2008-11-11","dob_status":"assigned","care_spells":[{"start_on":"2020-01-01","end_on":"2025-03-15","legal_status":"C2","authority":"Northmere","nation":"wales","end_reason":"E11"}],"family_placements":[{"start_on":"2025-03-15","with":"parent","broke_down":false}],"died_on":"2026-01-01"}"#;
        assert_eq!(serde_json::to_string(&facts(text).unwrap()).unwrap(), text);
    }
}

mod contradictions {
    use super::*;

    #[test]
    fn a_spell_that_ends_before_it_starts_is_named() {
        let found = problems(
            r#"{ "born_on": "2008-01-01", "care_spells": [{ "start_on": "2020-01-01", "legal_status": "C2" }, { "start_on": "2024-02-01", "end_on": "2024-01-01", "legal_status": "C2" }] }"#,
        );
        let says = "2024-01-01 is before start_on, 2024-02-01";
        assert_eq!(found, [("care_spells[1].end_on".to_owned(), says.to_owned())]);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let found = problems(
            r#"{ "born_on": "2008-01-01",
                 "care_spells": [{ "start_on": "2007-06-01", "legal_status": "V2" }],
                 "detentions": [{ "start_on": "2024-06-01", "end_on": "2024-05-01", "kind": "remand" }],
                 "family_placements": [{ "start_on": "2025-01-01", "with": "parent", "broke_down": true }],
                 "orders": [{ "kind": "adoption", "made_on": "2024-06-01", "ended_on": "2024-05-01" }],
                 "other_accommodation": [{ "kind": "care_home", "start_on": "2006-01-01" }],
                 "aftercare_requests": [{ "kind": "opt_in", "on": "2001-01-01" }],
                 "programmes": [{ "start_on": "2026-01-01", "expected_end_on": "2025-01-01" }],
                 "died_on": "2001-01-01" }"#,
        );
        let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "care_spells[0].start_on",
                "detentions[0].end_on",
                "family_placements[0].end_on",
                "orders[0].ended_on",
                "other_accommodation[0].start_on",
                "aftercare_requests[0].on",
                "programmes[0].expected_end_on",
                "died_on",
                "care_spells[0].start_on",
            ]
        );
    }

    #[test]
    fn a_year_no_record_can_hold_is_refused() {
        let found = problems(r#"{ "born_on": "0008-01-01" }"#);
        assert_eq!(found[0].0, "born_on");
        assert!(found[0].1.contains("between 1900 and 2200"));
        let refused = status(&Facts::born(date(2008, 1, 1)), &Policy::default(), date(9999, 12, 31)).unwrap_err();
        assert_eq!(refused.0[0].field, "as_of");
    }

    #[test]
    fn a_period_of_no_nights_and_overlapping_periods_are_allowed() {
        let text = r#"{ "born_on": "2008-01-01", "care_spells": [
            { "start_on": "2024-02-01", "end_on": "2024-02-01", "legal_status": "J2" },
            { "start_on": "2024-01-01", "end_on": "2024-03-01", "legal_status": "V2" },
            { "start_on": "2024-02-01", "end_on": "2024-04-01", "legal_status": "C1" }] }"#;
        assert_eq!(facts(text).unwrap().check(), Ok(()));
    }
}

mod legal_statuses {
    use super::*;

    #[test]
    fn every_status_counts_but_short_breaks_and_the_agreement_for_them() {
        let not_yes: Vec<&str> = LegalStatus::ALL
            .into_iter()
            .filter(|status| status.counts_to_thirteen_weeks() != CountsToThirteenWeeks::Yes)
            .map(LegalStatus::code)
            .collect();
        assert_eq!(not_yes, ["V3", "V4"]);
        assert_eq!(LegalStatus::V4.counts_to_thirteen_weeks(), CountsToThirteenWeeks::Never);
    }

    #[test]
    fn a_code_is_found_again_in_either_case() {
        for status in LegalStatus::ALL {
            assert_eq!(LegalStatus::from_code(&status.code().to_lowercase()), Some(status));
            assert_eq!(serde_json::to_value(status).unwrap(), status.code());
        }
        assert_eq!(LegalStatus::from_code("V9"), None);
    }
}

mod policies {
    use super::*;

    #[test]
    fn an_empty_policy_has_every_default() {
        let policy = Policy::from_toml("").unwrap();
        assert_eq!(policy, Policy::default());
        assert_eq!(policy.leap_birthday, LeapBirthday::Mar1);
        assert_eq!(policy.boundary_policy, BoundaryPolicy::TreatAsMet);
        assert_eq!(policy.noncompliant_v3, NoncompliantV3::CountAndFlag);
        assert_eq!(policy.post18_breakdown, Post18Breakdown::TreatAsFormerRelevant);
        assert!(!policy.auto_allocate_short_break_only);
    }

    #[test]
    fn toml_and_json_say_the_same() {
        let from_toml = Policy::from_toml("leap_birthday = \"feb28\"\noffer_every_months = 6").unwrap();
        let from_json: Policy =
            serde_json::from_str(r#"{ "leap_birthday": "feb28", "offer_every_months": 6 }"#).unwrap();
        assert_eq!(from_toml, from_json);
        assert_eq!(from_toml.leap_birthday, LeapBirthday::Feb28);
        let written = serde_json::to_string(&from_toml).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&written).unwrap(), from_toml);
    }

    #[test]
    fn the_names_of_the_reference_are_understood_too() {
        let policy = Policy::from_toml("boundary_policy = \"TreatAsNotMet\"\nleap_birthday = \"Mar1\"").unwrap();
        assert_eq!(policy.boundary_policy, BoundaryPolicy::TreatAsNotMet);
    }

    #[test]
    fn a_value_looser_than_the_law_is_refused_in_either_format() {
        let error = Policy::from_toml("offer_every_months = 13").unwrap_err().to_string();
        assert!(error.contains("the law allows at most 12"), "{error}");
        let error = serde_json::from_str::<Policy>(r#"{ "education_assessment_months": 4 }"#).unwrap_err().to_string();
        assert!(error.contains("the law allows at most 3"), "{error}");
        assert!(Policy::from_toml("offer_every_months = 0").is_err());
        assert!(Policy::from_toml("offer_every_months = 12\neducation_assessment_months = 3").is_ok());
    }

    #[test]
    fn a_switch_nobody_knows_is_refused() {
        assert!(Policy::from_toml("thirteen_weeks = 80").unwrap_err().to_string().contains("thirteen_weeks"));
    }
}
