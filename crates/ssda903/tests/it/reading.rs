//! What is read, tidied and set aside.

use crate::{ANSWERS, HOMES, PEOPLE, REVIEWS, csv, homes, people, read};
use jiff::civil::date;
use waymark_ssda903::layout::FileType;
use waymark_ssda903::problems::Severity;
use waymark_ssda903::read::{ReadFile, read_file};
use waymark_ssda903::rows::{Header, Record};

fn codes(file: &ReadFile) -> Vec<&str> {
    file.problems.iter().map(|problem| problem.code.as_ref()).collect()
}

fn first_header(file: &ReadFile) -> &Header {
    file.headers().next().expect("a header").1
}

#[test]
fn every_kind_of_file_is_known_by_its_headings_in_any_order() {
    for kind in FileType::ALL {
        let mut headings: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
        for turn in 0..headings.len() {
            headings.rotate_left(1);
            let file = read(&format!("turn {turn}"), &csv(&headings.join(","), &[]));
            assert_eq!(file.types, [kind]);
        }
    }
}

#[test]
fn values_follow_their_headings_and_not_their_order() {
    let file =
        read("x.csv", &csv("MC_DOB,MOTHER,UPN,ETHNIC,DOB,SEX,CHILD", &["01/02/2023,1,UN3,WBRI,15/06/2007,F,A1"]));
    let header = first_header(&file);
    assert_eq!((header.child.as_str(), header.sex.as_str(), header.mother.as_str()), ("A1", "F", "1"));
    assert_eq!((header.dob, header.mc_dob), (date(2007, 6, 15), Some(date(2023, 2, 1))));
    assert!(file.problems.is_empty());
}

#[test]
fn a_header_row_alone_is_a_file() {
    for end in ["", "\n", "\r\n"] {
        let file = read("x.csv", &format!("{PEOPLE}{end}"));
        assert_eq!((file.types.as_slice(), file.rows.len()), (&[FileType::Header][..], 0));
        assert!(file.problems.is_empty());
    }
}

#[test]
fn a_byte_order_mark_and_any_line_ends_are_fine() {
    let text = people(&["A1", "A2"]);
    for variant in [format!("\u{feff}{text}"), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
        let file = read("x.csv", &variant);
        assert_eq!(file.rows.iter().map(|row| row.at.row).collect::<Vec<_>>(), [2, 3]);
        assert!(file.problems.is_empty(), "{:?}", file.problems);
    }
}

#[test]
fn spaces_and_small_letters_are_tidied_with_a_count() {
    let file = read("x.csv", &csv("child, Sex ,dob,ethnic,upn,mother,mc_dob", &["a1 ,m, 15/06/2007,wbri,un3,,"]));
    assert_eq!(first_header(&file).child, "A1");
    assert_eq!(first_header(&file).ethnic, "WBRI");
    assert_eq!(codes(&file), ["W06", "W01", "W02"]);
    assert!(file.problems.iter().all(|problem| problem.severity == Severity::Notice));
    assert!(file.problems[1].says.contains("2 values"), "{}", file.problems[1].says);
    assert!(file.problems[2].says.contains("4 values"), "{}", file.problems[2].says);
}

#[test]
fn sex_1_and_2_become_m_and_f_and_anything_else_stays() {
    let rows = ["A1,1,15/06/2007,WBRI,UN3,,", "A2,2,15/06/2007,WBRI,UN3,,", "A3,9,15/06/2007,WBRI,UN3,,"];
    let file = read("x.csv", &csv(PEOPLE, &rows));
    let sexes: Vec<&str> = file.headers().map(|(_, header)| header.sex.as_str()).collect();
    assert_eq!(sexes, ["M", "F", "9"]);
    assert_eq!(codes(&file), ["W08"]);
}

#[test]
fn a_whole_number_with_a_fraction_of_nothing_is_read_as_whole_with_a_notice() {
    let file = read("x.csv", &csv(PEOPLE, &["A1,2.0,15/06/2007,WBRI,UN3,1.0,01/02/2023"]));
    assert_eq!((first_header(&file).mother.as_str(), first_header(&file).sex.as_str()), ("1", "F"));
    assert_eq!(codes(&file), ["W03", "W08"]);
    let file = read("x.csv", &csv(PEOPLE, &["A1,M,15/06/2007,WBRI,UN3,1.5,"]));
    assert_eq!(first_header(&file).mother, "1.5", "only a fraction of nothing is dropped");
}

#[test]
fn unknown_and_retired_codes_survive_as_given() {
    let file = read("x.csv", &csv(ANSWERS, &["A1,15/06/1999,DIED,F3,S1", "A2,15/06/1999,XXX,P3,01"]));
    let answers: Vec<Vec<String>> = file.rows.iter().map(|row| row.record.cells()[2..].to_vec()).collect();
    assert_eq!(answers, [["DIED", "F3", "S1"], ["XXX", "P3", "01"]]);
    let file = read("x.csv", &homes(&["A1,01/05/2010,,"]).replace("U6", "H5"));
    assert_eq!(file.rows[0].record.text("PLACE"), Some("H5"));
}

#[test]
fn quoted_values_may_hold_commas_and_quotes() {
    let file = read("x.csv", &csv(ANSWERS, &["\"A1\",15/06/1999,\"YES\",\"F,1\",\"U\"\"1\""]));
    assert_eq!(file.rows[0].record.cells(), ["A1", "15/06/1999", "YES", "F,1", "U\"1"]);
}

#[test]
fn empty_rows_and_empty_columns_at_the_end_are_left_out_with_a_notice() {
    let text = format!("{REVIEWS},,\nA1,15/06/2007,01/05/2025,PN1,,\n,,,,,\n\nA2,15/06/2007,02/05/2025,PN1,,\n");
    let file = read("x.csv", &text);
    assert_eq!(file.rows.iter().map(|row| row.at.row).collect::<Vec<_>>(), [2, 5]);
    assert_eq!(codes(&file), ["W06", "W04"]);
}

#[test]
fn a_last_row_without_a_line_end_is_read_with_a_notice() {
    let text = people(&["A1", "A2"]);
    let file = read("x.csv", text.trim_end());
    assert_eq!(file.rows.len(), 2);
    assert_eq!(codes(&file), ["W05"]);
}

#[test]
fn partial_dates_of_earlier_permanent_homes_are_kept_as_far_as_known() {
    let headings = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM";
    let dates = ["zz/06/2015", "ZZ/ZZ/2015", "zz/zz/zzzz", "03/06/2015", ""];
    let rows: Vec<String> =
        dates.iter().enumerate().map(|(n, date)| format!("A{n},15/06/2007,P1,204,{date}")).collect();
    let file = read("x.csv", &csv(headings, &rows.iter().map(String::as_str).collect::<Vec<_>>()));
    let read: Vec<String> = file.rows.iter().map(|row| row.record.field("DATE_PERM").unwrap()).collect();
    assert_eq!(read, ["zz/06/2015", "zz/zz/2015", "zz/zz/zzzz", "03/06/2015", ""]);
}

#[test]
fn a_bad_key_date_sets_its_row_aside_and_a_bad_side_date_is_left_out() {
    let mut rows: Vec<String> = (0..40).map(|n| format!("A{n},F,15/06/2007,WBRI,UN3,1,01/02/2023")).collect();
    rows[3] = "A3,F,15/06/2007,WBRI,UN3,1,SOMETIME".to_owned();
    rows[5] = "A5,F,2007-06-15,WBRI,UN3,,".to_owned();
    let file = read("x.csv", &csv(PEOPLE, &rows.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!((file.rows.len(), file.set_aside.len()), (39, 1));
    assert_eq!(file.set_aside[0].at.row, 7);
    let told: Vec<(&str, Severity, Option<u32>)> =
        file.problems.iter().map(|problem| (problem.code.as_ref(), problem.severity, problem.row)).collect();
    assert_eq!(told, [("171", Severity::Warning, Some(5)), ("102", Severity::Blocking, Some(7))]);
    assert_eq!(file.headers().nth(3).unwrap().1.mc_dob, None);
}

#[test]
fn a_row_of_the_wrong_width_or_without_an_id_or_with_a_shortened_id_is_set_aside() {
    let mut rows: Vec<String> = (0..80).map(|n| format!("A{n},15/06/2007,01/05/2025,PN1")).collect();
    rows[10] = "A10,15/06/2007,01/05/2025".to_owned();
    rows[11] = "A11,15/06/2007,01/05/2025,PN1,extra".to_owned();
    rows[12] = ",15/06/2007,01/05/2025,PN1".to_owned();
    rows[13] = "1.23E+05,15/06/2007,01/05/2025,PN1".to_owned();
    let file = read("x.csv", &csv(REVIEWS, &rows.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!((file.rows.len(), file.set_aside.len()), (76, 4));
    let groups: Vec<&str> = file.problems.iter().map(|problem| problem.group.as_ref()).collect();
    assert_eq!(groups, ["row-wrong-width", "row-wrong-width", "no-child-id", "child-id-damaged"]);
    assert!(file.problems[0].says.contains("x.csv, row 12, column REVIEW_CODE"), "{}", file.problems[0].says);
}

#[test]
fn each_row_carries_its_file_and_line() {
    let file = read("up/people.csv", &people(&["A1", "A2"]));
    let last = &file.rows[1].at;
    assert_eq!((last.file.as_str(), last.table, last.row), ("up/people.csv", FileType::Header, 3));
    assert_eq!(last.file.folder(), "up");
}

#[test]
fn rows_keep_their_meaning_through_json() {
    for (name, bytes) in crate::fixture("this") {
        let file = read_file(&name, &bytes).unwrap();
        let json = serde_json::to_string(&file).unwrap();
        assert!(serde_json::from_str::<ReadFile>(&json).unwrap() == file, "{name}");
    }
}

#[test]
fn values_written_out_again_read_the_same() {
    for (name, bytes) in crate::fixture("this").into_iter().chain(crate::fixture("prev")) {
        for row in read_file(&name, &bytes).unwrap().rows {
            let mut bad = Vec::new();
            assert_eq!(Record::read(row.at.table, &row.record.cells(), &mut bad).as_ref(), Some(&row.record));
            assert!(bad.is_empty());
        }
    }
}

mod xml {
    use super::codes;
    use crate::read;
    use waymark_ssda903::layout::FileType;
    use waymark_ssda903::rows::Record;

    const RETURN: &str = "<?xml version=\"1.0\" encoding=\"us-ascii\"?>
<EXPSSDA903>
 <CHILD>
  <HEADER><CHILDID>a1</CHILDID><UPN>UN3</UPN><SEX>2</SEX><DOB>15/06/2000</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC>
   <DUC>15/06/2018</DUC><IN_TOUCH>YES</IN_TOUCH><ACTIV>F1</ACTIV><ACCOM>U1</ACCOM>
   <AMISSING><MISSING>M</MISSING><MIS_START>01/05/2017</MIS_START><MIS_END>02/05/2017</MIS_END></AMISSING>
   <AREVIEW><REVIEW>01/06/2017</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
   <AREVIEW><REVIEW>01/12/2017</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>
   <MOTHER/><MC_DOB/><PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>
   <OC2><SDQ_SCORE>12</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2><NICKNAME>x</NICKNAME>
  </HEADER>
  <EPISODE><DECOM>01/05/2016</DECOM><PL>U6</PL><URN>SC1&amp;2</URN><DEC/><REC/></EPISODE>
 </CHILD>
 <CHILD><HEADER><CHILDID>A2</CHILDID><SEX>1</SEX><DOB>16/06/2000</DOB><UASC/></HEADER></CHILD>
</EXPSSDA903>";

    #[test]
    fn each_part_of_a_child_becomes_rows_like_those_of_the_csv_files() {
        let file = read("return.xml", RETURN);
        let count = |kind| file.rows.iter().filter(|row| row.record.table() == kind).count();
        for (kind, rows) in [
            (FileType::Header, 2),
            (FileType::Episodes, 1),
            (FileType::Uasc, 1),
            (FileType::Oc3, 1),
            (FileType::Oc2, 1),
            (FileType::Missing, 1),
            (FileType::Reviews, 2),
            (FileType::PrevPerm, 1),
            (FileType::Ad1, 0),
        ] {
            assert_eq!(count(kind), rows, "{kind}");
        }
        let episode = file.rows.iter().find(|row| row.record.table() == FileType::Episodes).unwrap();
        assert_eq!(episode.record.child(), "A1");
        assert_eq!(episode.record.text("PLACE"), Some("U6"));
        assert_eq!(episode.record.text("URN"), Some("SC1&2"));
        let review = file.rows.iter().find(|row| matches!(row.record, Record::Review(_))).unwrap();
        assert_eq!(review.record.dob(), Some(jiff::civil::date(2000, 6, 15)));
    }

    #[test]
    fn a_part_that_is_not_known_is_said_and_left_out() {
        let file = read("return.xml", RETURN);
        assert_eq!(codes(&file), ["W07", "W02", "W08"]);
        assert!(file.problems[0].says.contains("NICKNAME"), "{}", file.problems[0].says);
    }

    #[test]
    fn a_child_with_many_reviews_and_its_id_last_is_read_whole() {
        let reviews = "<AREVIEW><REVIEW>01/05/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>".repeat(2_000);
        let text = format!(
            "<EXPSSDA903><CHILD><HEADER>{reviews}<DOB>15/06/2007</DOB><CHILDID>A1</CHILDID></HEADER></CHILD></EXPSSDA903>"
        );
        assert_eq!(read("return.xml", &text).rows.len(), 2_001);
    }

    #[test]
    fn a_return_without_children_is_a_file() {
        let file = read("return.xml", "<EXPSSDA903/>");
        assert_eq!((file.types.as_slice(), file.rows.len()), (&[FileType::Header][..], 0));
    }
}

#[test]
fn homes_read_open_and_ended() {
    let file = read("x.csv", &homes(&["A1,01/05/2010,,", "A1,01/05/2009,01/05/2010,X1"]));
    let ends: Vec<Option<String>> = file.rows.iter().map(|row| row.record.field("DEC")).collect();
    assert_eq!(ends, [Some(String::new()), Some("01/05/2010".to_owned())]);
    assert_eq!(HOMES.split(',').count(), file.rows[0].record.cells().len());
}
