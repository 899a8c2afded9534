//! The return from outside: files in, messages and plans out.

mod checking;
mod fixing;
mod merging;
mod mutations;
mod reading;
mod refusing;
mod shared_data;
mod wording;
mod years;

use waymark_ssda903::merge::Known;
use waymark_ssda903::preview::{Choices, Preview, Upload, preview};
use waymark_ssda903::problems::Problem;
use waymark_ssda903::read::{ReadFile, read_file};

pub const PEOPLE: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB";
pub const HOMES: &str = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";
pub const ANSWERS: &str = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM";
pub const REVIEWS: &str = "CHILD,DOB,REVIEW,REVIEW_CODE";

/// A CSV file of some headings and rows.
pub fn csv(headings: &str, rows: &[&str]) -> String {
    let mut text = format!("{headings}\n");
    rows.iter().for_each(|row| text.extend([row, "\n"]));
    text
}

/// A Header of people born on 15 June 2007, one for each id.
pub fn people(children: &[&str]) -> String {
    let rows: Vec<String> = children.iter().map(|child| format!("{child},M,15/06/2007,WBRI,UN3,,")).collect();
    csv(PEOPLE, &rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Homes given as `child,start,end,reason`.
pub fn homes(rows: &[&str]) -> String {
    let full = rows.iter().map(|row| {
        let parts: Vec<&str> = row.split(',').collect();
        format!("{},{},S,C2,N1,U6,PR1,{},{},,,,SC012345", parts[0], parts[1], parts[2], parts[3])
    });
    csv(HOMES, &full.collect::<Vec<_>>().iter().map(String::as_str).collect::<Vec<_>>())
}

pub fn read(name: &str, text: &str) -> ReadFile {
    read_file(name, text.as_bytes()).unwrap_or_else(|problems| panic!("{name} was refused: {problems:?}"))
}

/// The message a file is refused with; all of it must be about the file as a whole.
pub fn refused(name: &str, bytes: &[u8]) -> String {
    match read_file(name, bytes) {
        Ok(file) => panic!("{name} was read: {} rows", file.rows.len()),
        Err(problems) => {
            assert!(!problems.is_empty());
            assert!(problems.iter().all(|problem| problem.group == "file-not-read"), "{problems:?}");
            assert!(problems.iter().all(|problem| problem.says.ends_with("Nothing was loaded.")), "{problems:?}");
            problems.into_iter().map(|problem| problem.says).collect::<Vec<_>>().join("\n")
        }
    }
}

pub fn preview_with(files: &[(&str, &str)], choices: &Choices, known: &Known) -> Preview {
    let uploads: Vec<Upload<'_>> = files.iter().map(|(name, text)| Upload { name, bytes: text.as_bytes() }).collect();
    preview(&uploads, choices, known)
}

/// A preview of one year against nothing held.
pub fn preview_of(files: &[(&str, &str)], year: u16) -> Preview {
    preview_with(files, &Choices { year: Some(year), ..Choices::default() }, &Known::default())
}

/// The problems of one rule.
pub fn of_rule<'a>(preview: &'a Preview, code: &str) -> Vec<&'a Problem> {
    preview.problems.iter().filter(|problem| problem.code == code).collect()
}

/// The codes of all problems, sorted, each once.
pub fn codes(preview: &Preview) -> Vec<String> {
    let mut codes: Vec<String> = preview.problems.iter().map(|problem| problem.code.to_string()).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// The synthetic year made for this project, as it stands in the repository.
pub fn fixture(year: &str) -> Vec<(String, Vec<u8>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(year);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let named = |path: &std::path::PathBuf| {
        format!("{year}/{}", path.file_name().and_then(|name| name.to_str()).unwrap_or_default())
    };
    paths.iter().map(|path| (named(path), std::fs::read(path).unwrap())).collect()
}
