//! Files that are not what they seem: each is refused whole, in words that name the file, the row and the column.

use crate::{ANSWERS, HOMES, PEOPLE, REVIEWS, csv, homes, people, refused};
use waymark_ssda903::read::read_file;

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn dates_written_year_first_are_refused_with_row_and_column() {
    let says =
        refused("people.csv", csv(PEOPLE, &["A1,M,2007-06-15,WBRI,UN3,,", "A2,F,2008-01-20,WBRI,UN3,,"]).as_bytes());
    assert!(says.contains("people.csv, row 2, column DOB: “2007-06-15” is written year first"), "{says}");
    assert!(says.contains("2 rows are like this, of 2"), "{says}");
    assert!(says.contains("day/month/year"), "{says}");
}

#[test]
fn a_date_column_that_only_repeats_the_birthday_is_refused_too_when_most_of_it_is_no_date() {
    let says = refused("answers.csv", csv(ANSWERS, &["A1,2007-06-15,YES,F1,U1", "A2,2007-06-16,YES,F1,U1"]).as_bytes());
    assert!(says.contains("answers.csv, row 2, column DOB"), "{says}");
}

#[test]
fn american_dates_are_refused_as_month_first() {
    let rows = ["A1,M,06/05/2007,WBRI,UN3,,", "A2,F,06/28/2007,WBRI,UN3,,"];
    let says = refused("people.csv", csv(PEOPLE, &rows).as_bytes());
    assert!(says.contains("row 3, column DOB: “06/28/2007” is written month first"), "{says}");
}

#[test]
fn one_american_date_among_many_that_could_be_either_is_enough() {
    let mut rows: Vec<String> = (1..=60).map(|n| format!("A{n},M,06/0{}/2007,WBRI,UN3,,", n % 9 + 1)).collect();
    rows.push("A99,M,06/28/2007,WBRI,UN3,,".to_owned());
    let says = refused("people.csv", csv(PEOPLE, &rows.iter().map(String::as_str).collect::<Vec<_>>()).as_bytes());
    assert!(says.contains("row 62, column DOB"), "{says}");
}

#[test]
fn short_years_spreadsheet_numbers_and_times_are_named_for_what_they_are() {
    for (date, looks) in [
        ("15/06/07", "a year of two figures"),
        ("39248", "the way a spreadsheet stores a date"),
        ("15/06/2007 00:00", "a time after the date"),
        ("15-06-2007", "does not have / between"),
        ("5/6/2007", "a day or month of one figure"),
        ("31/02/2007", "a day that does not exist"),
        ("15/06/0207", "a year that cannot be right"),
        ("15 June 2007", "is not a date"),
    ] {
        let rows = [format!("A1,M,{date},WBRI,UN3,,"), format!("A2,M,{date},WBRI,UN3,,")];
        let says = refused("people.csv", csv(PEOPLE, &[&rows[0], &rows[1]]).as_bytes());
        assert!(says.contains(looks), "{date}: {says}");
        assert!(says.contains("row 2, column DOB"), "{date}: {says}");
    }
}

#[test]
fn missing_and_extra_headings_are_listed_with_what_the_file_may_be() {
    let says = refused("x.csv", csv("CHILD,DOB,IN_TOUCH,ACTIV,LA,YEAR", &["A1,15/06/2007,YES,F1,999,2025"]).as_bytes());
    assert!(says.contains("x.csv, row 1, column LA"), "{says}");
    assert!(says.contains("looks like the OC3 file (young people who have left care)"), "{says}");
    assert!(says.contains("no ACCOM") && says.contains("LA, YEAR too many"), "{says}");
}

#[test]
fn one_missing_heading_is_named() {
    let says = refused("homes.csv", homes(&["A1,01/05/2024,,"]).replace(",URN", "").as_bytes());
    assert!(says.contains("row 1, column URN") && says.contains("Episodes"), "{says}");
}

#[test]
fn headings_of_something_else_are_shown_back() {
    let says = refused("staff.csv", b"Name,Team,Phone\nA,B,C\n");
    assert!(says.contains("staff.csv, row 1, column NAME") && says.contains("NAME, TEAM, PHONE"), "{says}");
}

#[test]
fn a_heading_that_is_there_twice_is_named() {
    let says = refused("people.csv", b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,SEX\n");
    assert!(says.contains("column SEX: the heading SEX is there twice"), "{says}");
}

#[test]
fn a_file_without_headings_is_told_from_one_with_wrong_headings() {
    let says = refused("homes.csv", b"A1,01/05/2024,S,C2,N1,U6,PR1,,,,,,SC012345\n");
    assert!(says.contains("row 1") && says.contains("holds values and not headings"), "{says}");
}

#[test]
fn spreadsheets_documents_and_archives_saved_as_csv_are_named() {
    let padded = |start: &[u8]| [start, &[7_u8; 600][..]].concat();
    for (bytes, what) in [
        (padded(b"PK\x03\x04"), "a spreadsheet (Excel)"),
        (padded(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "older Excel"),
        (padded(b"%PDF-1.7"), "a PDF"),
        (padded(b"\x1f\x8b\x08"), "compressed"),
    ] {
        let says = refused("return.csv", &bytes);
        assert!(says.contains("return.csv: row 1") && says.contains(what), "{says}");
    }
}

#[test]
fn utf_16_is_refused_with_and_without_its_mark_in_both_orders() {
    let text = people(&["A1", "A2"]);
    for (little, mark) in [(true, true), (true, false), (false, true), (false, false)] {
        let says = refused("people.csv", &utf16(&text, little, mark));
        assert!(says.contains("UTF-16") && says.contains("CSV UTF-8"), "{says}");
    }
}

#[test]
fn letters_of_an_older_windows_are_named_by_row_and_column() {
    let mut bytes = csv(REVIEWS, &["A1,15/06/2007,01/05/2025,PN1"]).into_bytes();
    bytes.extend(b"Zo\xeb,15/06/2007,02/05/2025,PN1\n");
    let says = refused("reviews.csv", &bytes);
    assert!(says.contains("row 3, column 1") && says.contains("Windows"), "{says}");
}

#[test]
fn semicolons_tabs_and_bars_between_values_are_named() {
    for (mark, called) in [(";", "semicolons"), ("\t", "tabs"), ("|", "upright lines")] {
        let says = refused("people.csv", people(&["A1"]).replace(',', mark).as_bytes());
        assert!(says.contains("row 1") && says.contains(called), "{says}");
    }
}

#[test]
fn a_file_cut_off_in_its_last_row_is_refused() {
    let text = homes(&["A1,01/05/2024,,", "A2,01/05/2024,,"]);
    let cut = &text[..text.len() - 20];
    let says = refused("homes.csv", cut.as_bytes());
    assert!(says.contains("homes.csv, row 3, column") && says.contains("stops in the middle"), "{says}");
}

#[test]
fn a_file_cut_off_inside_its_last_date_is_refused() {
    let mut children: Vec<String> = (0..60).map(|n| format!("A{n},15/06/2007,01/05/2025,PN1")).collect();
    children.push("B1,15/06/2007,01/0".to_owned());
    let cut = format!(
        "{}{}",
        csv("REVIEW_CODE,DOB,CHILD,REVIEW", &[]),
        children
            .iter()
            .map(|row| {
                let parts: Vec<&str> = row.split(',').collect();
                format!("PN1,{},{},{}", parts[1], parts[0], parts[2])
            })
            .collect::<Vec<_>>()
            .join("\n")
    );
    let says = refused("reviews.csv", cut.as_bytes());
    assert!(says.contains("row 62") && says.contains("stop in the middle"), "{says}");
}

#[test]
fn a_quote_that_is_not_closed_or_stands_astray_is_refused_where_it_is() {
    let says = refused(
        "people.csv",
        csv(PEOPLE, &["A1,M,15/06/2007,\"WBRI,UN3,,", "A2,M,15/06/2007,\"WBRI,UN3,,"]).as_bytes(),
    );
    assert!(says.contains("row 2, column 4") && says.contains("opened and not closed"), "{says}");
    let says = refused("people.csv", csv(PEOPLE, &["A1,M,15/06/2007,WB\"RI,UN3,,"]).as_bytes());
    assert!(says.contains("row 2, column 4") && says.contains("in the middle of a value"), "{says}");
}

#[test]
fn empty_bytes_damaged_bytes_and_web_pages_are_refused() {
    assert!(refused("a.csv", b"").contains("the file is empty"));
    assert!(refused("a.csv", b"\xef\xbb\xbf \r\n\r\n").contains("the file is empty"));
    let mut damaged = people(&["A1", "A2"]).into_bytes();
    let at = damaged.len() - 5;
    damaged[at] = 0;
    let says = refused("a.csv", &damaged);
    assert!(says.contains("row 3, column 5") && says.contains("not text"), "{says}");
    assert!(refused("a.csv", b"<!DOCTYPE html><html><body>Sign in</body></html>").contains("a web page"));
    assert!(refused("a.csv", b"<html>").contains("a web page"));
}

#[test]
fn too_many_rows_and_columns_are_refused() {
    let wide = vec!["X"; 201].join(",");
    assert!(refused("wide.csv", wide.as_bytes()).contains("more than 200 columns"));
    let mut long = format!("{REVIEWS}\n");
    (0..=200_000).for_each(|_| long.push_str("A1,15/06/2007,01/05/2025,PN1\n"));
    assert!(refused("long.csv", long.as_bytes()).contains("more than 200000 rows"));
}

#[test]
fn over_one_row_in_twenty_that_cannot_be_read_refuses_the_file_and_one_in_twenty_does_not() {
    let file = |bad: usize, good: usize| {
        let bad = (0..bad).map(|n| format!("B{n},15/06/2007,soon,PN1"));
        let rows: Vec<String> = (0..good).map(|n| format!("A{n},15/06/2007,01/05/2025,PN1")).chain(bad).collect();
        csv(REVIEWS, &rows.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let read = read_file("reviews.csv", file(2, 38).as_bytes()).expect("2 of 40 is not over 5%");
    assert_eq!((read.rows.len(), read.set_aside.len()), (38, 2));
    let says = refused("reviews.csv", file(3, 37).as_bytes());
    assert!(says.contains("row 39, column REVIEW") && says.contains("3 rows are like this, of 40"), "{says}");
}

#[test]
fn one_bad_row_never_stops_a_short_file_but_a_file_of_nothing_else_is_refused() {
    let read = read_file("r.csv", csv(REVIEWS, &["A1,15/06/2007,01/05/2025,PN1", "A2,15/06/2007,soon,PN1"]).as_bytes());
    assert_eq!(read.expect("one row is set aside").set_aside.len(), 1);
    refused("r.csv", csv(REVIEWS, &["A2,15/06/2007,2025-05-01,PN1"]).as_bytes());
}

mod xml {
    use super::refused;

    const RETURN: &str = "<?xml version='1.0'?>\n<EXPSSDA903><CHILD><HEADER><CHILDID>A1</CHILDID><SEX>1</SEX>\n\
        <DOB>15/06/2007</DOB></HEADER></CHILD></EXPSSDA903>";

    #[test]
    fn a_return_that_stops_in_the_middle_is_refused_near_the_child_it_stops_in() {
        for cut in [60, 80, 95, 110, RETURN.len() - 3, RETURN.len() - 14] {
            let says = refused("return.xml", &RETURN.as_bytes()[..cut]);
            assert!(says.contains("return.xml, row ") && says.contains("column "), "{says}");
            assert!(says.contains("stops or breaks in the middle"), "{says}");
        }
        assert!(refused("return.xml", &RETURN.as_bytes()[..110]).contains("in child A1"));
    }

    #[test]
    fn document_types_and_entities_are_refused_unread() {
        let bomb = RETURN.replace("<EXPSSDA903>", "<!DOCTYPE EXPSSDA903 [<!ENTITY a \"b\">]><EXPSSDA903>");
        assert!(refused("return.xml", bomb.as_bytes()).contains("DOCTYPE"));
        let entity = RETURN.replace("A1", "&a;");
        assert!(refused("return.xml", entity.as_bytes()).contains("entity"));
    }

    #[test]
    fn deep_nesting_other_roots_and_two_roots_are_refused() {
        let deep = format!("<EXPSSDA903>{}", "<a>".repeat(70));
        assert!(refused("return.xml", deep.as_bytes()).contains("nests too deep"));
        assert!(refused("return.xml", b"<Message><CHILD/></Message>").contains("this begins with Message"));
        assert!(refused("return.xml", format!("{RETURN}<EXPSSDA903/>").as_bytes()).contains("after the end"));
    }

    #[test]
    fn years_first_in_xml_are_refused_like_in_csv() {
        let says = refused("return.xml", RETURN.replace("15/06/2007", "2007-06-15").as_bytes());
        assert!(says.contains("return.xml, row 1, column DOB: “2007-06-15” is written year first"), "{says}");
    }
}

#[test]
fn every_refusal_names_its_file() {
    for bytes in [&b""[..], b"PK\x03\x04", b"a;b;c", b"\xff\xfea", b"<x/>", HOMES.replace("URN", "X").as_bytes()] {
        assert!(refused("folder/some file.csv", bytes).starts_with("folder/some file.csv"));
    }
}
