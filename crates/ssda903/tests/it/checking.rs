//! What the checks find, rule by rule, and what they leave in peace.

use crate::{ANSWERS, PEOPLE, REVIEWS, codes, csv, fixture, homes, of_rule, people, preview_of};
use waymark_ssda903::preview::Preview;
use waymark_ssda903::problems::Severity;

fn with_homes(rows: &[&str]) -> Preview {
    preview_of(&[("p.csv", &people(&["A1"])), ("h.csv", &homes(rows))], 2025)
}

fn with_answers(row: &str) -> Preview {
    preview_of(&[("p.csv", &people(&["A1"])), ("a.csv", &csv(ANSWERS, &[row]))], 2025)
}

#[test]
fn the_synthetic_years_load_with_330_people_and_nothing_in_the_way() {
    let files: Vec<(String, Vec<u8>)> = fixture("this").into_iter().chain(fixture("prev")).collect();
    let text: Vec<(&str, &str)> =
        files.iter().map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).unwrap())).collect();
    let preview = preview_of(&text, 2026);
    assert!(preview.can_import());
    assert_eq!(preview.plan.people_tally.new, 330);
    assert_eq!(codes(&preview), ["W42"], "only the notice on which file is for which year");
    assert!(preview.set_aside.is_empty());
}

#[test]
fn a_clean_row_of_homes_has_nothing_wrong() {
    let clean = with_homes(&["A1,01/05/2023,03/06/2024,X1", "A1,03/06/2024,04/07/2024,E5", "A1,05/08/2024,,"]);
    assert!(clean.problems.is_empty(), "{:?}", clean.problems);
}

#[test]
fn rule_142_an_old_home_left_open_ends_when_the_next_starts() {
    let preview = with_homes(&["A1,01/05/2023,,", "A1,03/06/2024,,"]);
    assert_eq!(codes(&preview), ["142"]);
    let problem = of_rule(&preview, "142")[0];
    assert_eq!((problem.row, problem.field.as_deref(), problem.person.as_deref()), (Some(2), Some("DEC"), Some("A1")));
    assert_eq!(problem.says, "The home from 1 May 2023 has no end date. The next one starts on 3 June 2024.");
    assert_eq!(preview.groups[0].title, "1 person has no end date for an old home");
    assert_eq!(preview.groups[0].likely_fix.as_deref(), Some("End the earlier home on the day the next one starts."));
}

#[test]
fn rule_142_a_home_open_in_one_year_and_left_out_of_the_next_is_found_across_the_years() {
    let one = (("1/p.csv", people(&["A1"])), ("1/h.csv", homes(&["A1,01/05/2023,,"])));
    let two = (("2/p.csv", people(&["A1"])), ("2/h.csv", homes(&["A1,03/06/2024,,"])));
    let files = [(one.0.0, one.0.1.as_str()), (one.1.0, &one.1.1), (two.0.0, &two.0.1), (two.1.0, &two.1.1)];
    let preview = preview_of(&files, 2025);
    let problem = of_rule(&preview, "142")[0];
    assert_eq!(problem.file.as_ref().map(|file| file.as_str()), Some("1/h.csv"));
}

#[test]
fn rule_501_homes_at_the_same_time() {
    let preview = with_homes(&["A1,01/05/2023,04/06/2024,X1", "A1,03/06/2024,,"]);
    assert_eq!(codes(&preview), ["501"]);
    assert!(of_rule(&preview, "501")[0].suggested_fix.is_some());
    assert!(
        codes(&with_homes(&["A1,01/05/2023,03/06/2024,X1", "A1,03/06/2024,,"])).is_empty(),
        "the day itself is right"
    );
}

#[test]
fn rule_148_end_date_and_reason_go_together() {
    for (rows, group, fixable) in [
        (&["A1,01/05/2023,,X1"][..], "end-reason-no-date-open", true),
        (&["A1,01/05/2023,,E5"], "left-care-no-date", false),
        (&["A1,01/05/2023,03/06/2024,", "A1,03/06/2024,,"], "end-date-no-reason", true),
        (&["A1,01/05/2023,03/06/2024,", "A1,04/06/2024,,"], "end-date-no-reason-known", false),
        (&["A1,01/05/2023,03/06/2024,"], "end-date-no-reason-known", false),
    ] {
        let preview = with_homes(rows);
        assert_eq!(codes(&preview), ["148"], "{group}");
        assert_eq!(of_rule(&preview, "148")[0].group, group);
        assert_eq!(of_rule(&preview, "148")[0].suggested_fix.is_some(), fixable, "{group}");
    }
}

#[test]
fn rule_388_after_a_move_the_next_home_follows_on_the_same_day() {
    assert_eq!(of_rule(&with_homes(&["A1,01/05/2023,03/06/2024,X1"]), "388")[0].group, "next-home-missing");
    let gap = with_homes(&["A1,01/05/2023,03/06/2024,X1", "A1,04/06/2024,,"]);
    assert_eq!(of_rule(&gap, "388")[0].group, "gap-after-move");
}

#[test]
fn rules_355_and_356_a_home_lasts_at_least_a_day() {
    let same_day = with_homes(&["A1,01/05/2023,01/05/2023,E5"]);
    assert_eq!((codes(&same_day), same_day.plan.episodes_tally.new), (vec!["355".to_owned()], 1));
    let backwards = with_homes(&["A1,02/05/2023,01/05/2023,E5", "A1,03/05/2023,,"]);
    assert_eq!((codes(&backwards), backwards.plan.episodes_tally.new), (vec!["356".to_owned()], 1));
    assert_eq!(of_rule(&backwards, "356")[0].severity, Severity::Blocking);
    assert_eq!(backwards.files[1].set_aside, 1);
}

#[test]
fn dates_after_the_year_end_or_before_the_act_or_before_birth_are_said_and_kept() {
    assert!(codes(&with_homes(&["A1,01/05/2023,31/03/2025,E5"])).is_empty());
    let late = with_homes(&["A1,01/05/2023,01/04/2025,E5"]);
    assert_eq!((codes(&late), late.plan.episodes_tally.new), (vec!["385".to_owned()], 1));
    assert_eq!(codes(&with_homes(&["A1,01/04/2025,,"])), ["354", "W41"]);
    assert_eq!(codes(&with_homes(&["A1,14/06/2007,,"])), ["302"]);
    assert!(codes(&with_homes(&["A1,15/06/2007,,"])).is_empty());
    assert_eq!(codes(&with_homes(&["A1,13/10/1991,,"])), ["302", "353"]);
}

#[test]
fn leaving_care_answers_agree_with_each_other() {
    for (row, expected) in [
        ("A1,15/06/2007,YES,F1,U1", &[][..]),
        ("A1,15/06/2007,NO,0,0", &[]),
        ("A1,15/06/2007,REFU,G5,0", &[]),
        ("A1,15/06/2007,DIED,0,0", &[]),
        ("A1,15/06/2007,DIED,F1,U1", &["344"]),
        ("A1,15/06/2007,RHOM,0,B1", &["344"]),
        ("A1,15/06/2007,YES,0,U1", &["345"]),
        ("A1,15/06/2007,YES,F1,", &["153"]),
        ("A1,15/06/2007,YES,F1,S1", &["133"]),
        ("A1,15/06/2007,YES,F3,U1", &["132"]),
        ("A1,15/06/2007,GONE,F1,U1", &["131"]),
    ] {
        assert_eq!(codes(&with_answers(row)), expected, "{row}");
    }
}

#[test]
fn a_retired_code_is_history_in_its_own_years_and_old_after_them() {
    let answers = |year| {
        let born = csv(PEOPLE, &["A1,M,15/06/2002,WBRI,UN3,,"]);
        preview_of(&[("p.csv", &born), ("a.csv", &csv(ANSWERS, &["A1,15/06/2002,YES,F3,U1"]))], year)
    };
    assert!(codes(&answers(2021)).is_empty());
    assert_eq!(of_rule(&answers(2022), "132")[0].group, "old-code:ACTIV");
    let home = |place: &str, year| {
        let file = homes(&["A1,01/05/2019,,"]).replace("U6", place);
        preview_of(&[("p.csv", &people(&["A1"])), ("h.csv", &file)], year)
    };
    for place in ["H5", "P2", "Z1"] {
        assert!(codes(&home(place, 2025)).is_empty());
        assert_eq!(of_rule(&home(place, 2026), "146")[0].group, "old-code:PLACE");
    }
    assert_eq!(of_rule(&home("K3", 2024), "146")[0].group, "new-code:PLACE");
    assert!(codes(&home("K3", 2025)).is_empty());
}

#[test]
fn a_code_on_no_list_is_kept_and_flagged() {
    let preview =
        preview_of(&[("p.csv", &people(&["A1"])), ("h.csv", &homes(&["A1,01/05/2019,,"]).replace("U6", "QQ"))], 2025);
    let problem = of_rule(&preview, "146")[0];
    assert_eq!((problem.severity, problem.group.as_ref()), (Severity::Warning, "unknown-code:PLACE"));
    assert_eq!(preview.groups[0].title, "1 person has a code for the kind of home that is not on the list");
    assert_eq!(preview.plan.people[0].episodes[0].after.place, "QQ");
}

#[test]
fn someone_who_is_in_no_header_is_set_aside_and_the_rest_load() {
    let reviews = csv(REVIEWS, &["A1,15/06/2007,01/05/2024,PN1", "B1,15/06/2007,01/05/2024,PN1"]);
    let preview = preview_of(&[("p.csv", &people(&["A1"])), ("r.csv", &reviews)], 2025);
    let problem = of_rule(&preview, "INT08")[0];
    assert_eq!((problem.severity, problem.person.as_deref(), problem.row), (Severity::Blocking, Some("B1"), Some(3)));
    assert_eq!((preview.plan.people_tally.new, preview.plan.others_tally.new), (1, 1));
    assert!(preview.can_import());
}

#[test]
fn a_birthday_that_differs_between_files_is_mended_from_the_header() {
    let preview = with_answers("A1,16/06/2007,YES,F1,U1");
    let problem = of_rule(&preview, "INT15")[0];
    assert_eq!(problem.says, "The date of birth is 16 June 2007 in OC3 and 15 June 2007 in the file of people.");
    let json = serde_json::to_value(problem.suggested_fix.as_ref().unwrap()).unwrap();
    assert_eq!(json["edits"][0]["field"], "DOB");
    assert_eq!(
        (json["edits"][0]["from"].as_str(), json["edits"][0]["to"].as_str()),
        (Some("16/06/2007"), Some("15/06/2007"))
    );
}

#[test]
fn the_same_person_twice_is_one_person() {
    let twice = people(&["A1", "A1"]);
    let preview = preview_of(&[("p.csv", &twice)], 2025);
    assert_eq!(preview.plan.people_tally.new, 1);
    assert_eq!((of_rule(&preview, "INT32")[0].group.as_ref(), codes(&preview).len()), ("same-row-twice", 1));
    let differ = csv(PEOPLE, &["A1,M,15/06/2007,WBRI,UN3,,", "A1,M,15/06/2007,BAFR,UN3,,"]);
    let preview = preview_of(&[("p.csv", &differ)], 2025);
    assert_eq!(
        of_rule(&preview, "INT32")[0].says,
        "Rows 2 and 3 should be one, but differ in ETHNIC. We use the last."
    );
    assert_eq!(preview.plan.people[0].facts.after.ethnic, "BAFR");
}

#[test]
fn a_pupil_number_of_two_people_is_said_and_they_stay_two() {
    let rows =
        ["A1,M,15/06/2007,WBRI,A123456789012,,", "A2,M,15/06/2007,WBRI,A123456789012,,", "A3,M,15/06/2007,WBRI,UN3,,"];
    let preview = preview_of(&[("p.csv", &csv(PEOPLE, &rows))], 2025);
    assert_eq!(codes(&preview), ["444"]);
    assert_eq!(preview.plan.people_tally.new, 3);
}

#[test]
fn values_that_do_not_look_right_are_said_and_kept() {
    for (row, code) in [
        ("A1,M,15/06/2007,WBRI,I123456789012,,", "168"),
        ("A1,F,15/06/2007,WBRI,UN9,,", "168"),
        ("A1,F,15/06/2007,WBRI,UN3,2,", "165"),
        ("A1,F,15/06/2007,WBRI,UN3,1,", "611"),
        ("A1,F,15/06/2007,WBRI,UN3,0,01/02/2024", "612"),
        ("A1,F,15/06/2026,WBRI,UN3,,", "301"),
        ("A1,F,01/04/1998,WBRI,UN3,,", "351"),
        ("A-1,F,15/06/2007,WBRI,UN3,,", "W17"),
        ("A1,X,15/06/2007,WBRI,UN3,,", "101"),
        ("A1,F,15/06/2007,,UN3,,", "103"),
    ] {
        let preview = preview_of(&[("p.csv", &csv(PEOPLE, &[row]))], 2025);
        assert_eq!(codes(&preview), [code], "{row}");
        assert_eq!(preview.plan.people_tally.new, 1, "{row}");
    }
    assert!(codes(&preview_of(&[("p.csv", &csv(PEOPLE, &["A1,F,02/04/1998,WBRI,A12345678901B,,"]))], 2025)).is_empty());
}

#[test]
fn someone_in_care_last_year_and_not_spoken_of_this_year_is_said() {
    let (all, one) = (people(&["A1", "A2"]), people(&["A2"]));
    let (first, next) = (homes(&["A1,01/05/2023,,", "A2,01/05/2023,,"]), homes(&["A2,01/05/2023,02/05/2024,E5"]));
    let files = [("1/p.csv", all.as_str()), ("1/h.csv", &first), ("2/p.csv", &one), ("2/h.csv", &next)];
    let preview = preview_of(&files, 2025);
    let missing: Vec<Option<&str>> =
        of_rule(&preview, "1010").iter().map(|problem| problem.person.as_deref()).collect();
    assert_eq!(missing, [Some("A1")]);
}

#[test]
fn a_file_that_cannot_be_read_stops_the_import_and_shows_the_rest() {
    let preview = preview_of(&[("p.csv", &people(&["A1"])), ("h.csv", "Name,Team\nA,B\n")], 2025);
    assert!(!preview.can_import());
    assert_eq!(preview.groups[0].title, "1 file could not be read");
    let recognised: Vec<bool> = preview.files.iter().map(|file| file.recognised).collect();
    assert_eq!(recognised, [true, false]);
}

#[test]
fn the_result_for_machines_has_the_names_it_promises() {
    let preview = with_homes(&["A1,01/05/2023,,", "A1,03/06/2024,,"]);
    let json = serde_json::to_value(preview.result(false)).unwrap();
    assert_eq!(json["applied"], false);
    for key in ["name", "recognised", "type", "year", "rows"] {
        assert!(!json["files"][0][key].is_null(), "{key}");
    }
    for of in ["people", "episodes"] {
        for key in ["new", "changed", "unchanged", "total_after"] {
            assert!(json[of][key].is_u64(), "{of}.{key}");
        }
    }
    for key in ["code", "says", "file", "row", "field", "person", "suggested_fix", "group"] {
        assert!(!json["problems"][0][key].is_null(), "{key}");
    }
}
