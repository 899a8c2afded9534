//! The words of each group of problems: a title with its count, what it means, and the likely fix. Groups are named for
//! what to do, not for the rule that found them. Words follow the staff word list: "home" and not "placement", no blame,
//! reading age 12 or lower.

use crate::layout::field_in_words;

/// What a title counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    People,
    Rows,
    Files,
}

/// The words of one group. In `one` and `many`, `{n}` is the count and `{field}` the column in plain words, where the
/// group's key carries one after a colon (`unknown-code:ACCOM`).
#[derive(Debug)]
pub struct GroupWords {
    pub key: &'static str,
    pub counts: Counted,
    pub one: &'static str,
    pub many: &'static str,
    pub explanation: &'static str,
    pub likely_fix: Option<&'static str>,
}

impl GroupWords {
    pub fn title(&self, key: &str, people: usize, rows: usize, files: usize) -> String {
        let count = match self.counts {
            Counted::People if people > 0 => people,
            Counted::Files if files > 0 => files,
            _ => rows,
        };
        let field = key.split_once(':').map_or("", |(_, field)| field_in_words(field));
        let pattern = if count == 1 { self.one } else { self.many };
        pattern.replace("{n}", &thousands(count)).replace("{field}", field)
    }
}

/// The words for a group key; the part of the key before a colon decides.
pub fn words(key: &str) -> &'static GroupWords {
    let stem = key.split_once(':').map_or(key, |(stem, _)| stem);
    GROUPS.iter().find(|group| group.key == stem).unwrap_or(&OTHER)
}

fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

static OTHER: GroupWords = GroupWords {
    key: "other",
    counts: Counted::Rows,
    one: "1 other thing to look at",
    many: "{n} other things to look at",
    explanation: "See each one for what it is.",
    likely_fix: None,
};

macro_rules! groups {
    ($( $key:literal $counts:ident $one:literal $many:literal $explanation:literal $fix:expr; )*) => {
        /// Every group, each once.
        pub static GROUPS: &[GroupWords] = &[
            $( GroupWords { key: $key, counts: Counted::$counts, one: $one, many: $many, explanation: $explanation, likely_fix: $fix }, )*
        ];
    };
}

groups! {
    // Files as a whole
    "file-not-read" Files
        "1 file could not be read" "{n} files could not be read"
        "Nothing can be loaded while a file cannot be read. Take it out of the list, or export it again and add the new one."
        None;
    "year-not-known" Files
        "We cannot tell which year 1 file is for" "We cannot tell which year {n} files are for"
        "There are no dates in these files that show the year. Say which year they are for."
        None;
    "year-differs" Files
        "The year you gave does not fit 1 file" "The year you gave does not fit {n} files"
        "The dates in the files point to another year than the one you gave. Check that these are the right files."
        None;
    "year-worked-out" Files
        "We worked out which year 1 file is for" "We worked out which year {n} files are for"
        "Files for more than one year came together. We sorted them by the people and dates in them. Check that we got it right."
        None;
    "no-header-file" Files
        "The file of people is missing for 1 year" "The file of people is missing"
        "The Header file says who each person is. Without it we can only add to people we already hold."
        None;

    // Tidied on the way in
    "spaces-removed" Files
        "We took away extra spaces in 1 file" "We took away extra spaces in {n} files"
        "Spaces before or after a value do not change what it means." None;
    "made-capitals" Files
        "We changed small letters to capitals in 1 file" "We changed small letters to capitals in {n} files"
        "The return writes all its codes in capitals." None;
    "made-whole" Files
        "We read numbers like 1.0 as 1 in 1 file" "We read numbers like 1.0 as 1 in {n} files"
        "A spreadsheet often adds .0 to a whole number." None;
    "sex-codes" Files
        "We read 1 and 2 as male and female in 1 file" "We read 1 and 2 as male and female in {n} files"
        "Returns before April 2024 wrote sex as a number." None;
    "headings-tidied" Files
        "We tidied the headings of 1 file" "We tidied the headings of {n} files"
        "Small letters, spaces and empty columns in the headings do not change what they mean." None;
    "empty-rows-left-out" Files
        "We left out empty rows in 1 file" "We left out empty rows in {n} files"
        "The rows held no values at all." None;
    "no-last-line-end" Files
        "1 file may have been cut off at the end" "{n} files may have been cut off at the end"
        "The last row does not end with a new line. Most programs write one. Check that the last row is whole." None;
    "xml-not-known" Files
        "1 file holds something we do not know" "{n} files hold something we do not know"
        "The rest of the file was read. The parts we do not know were left out." None;

    // Rows that cannot be read
    "row-wrong-width" Rows
        "1 row has too many or too few values" "{n} rows have too many or too few values"
        "A comma may be missing or one too many. These rows are set aside. The rest are loaded." None;
    "no-child-id" Rows
        "1 row has no child id" "{n} rows have no child id"
        "We cannot tell who the row is about. These rows are set aside." None;
    "child-id-damaged" Rows
        "1 child id was shortened by a spreadsheet" "{n} child ids were shortened by a spreadsheet"
        "An id like 1.23E+05 has lost its last figures. Export the file again and do not open it in a spreadsheet first." None;
    "child-id-odd" People
        "1 child id has other signs than letters and figures" "{n} child ids have other signs than letters and figures"
        "The return allows letters and figures only, at most 20. We kept the ids as they are." None;
    "value-too-long" Rows
        "1 value is far too long" "{n} values are far too long"
        "No value of the return is longer than 20 letters. These rows are set aside." None;
    "blank-key" Rows
        "1 row has no {field}" "{n} rows have no {field}"
        "The row means nothing without it. These rows are set aside." None;
    "date-written-another-way" Rows
        "1 date is not written day/month/year" "{n} dates are not written day/month/year"
        "There is only one way to read these dates, but the return writes them like 01/06/2005."
        Some("Read the date in the only way that makes sense.");
    "date-not-readable" Rows
        "1 date cannot be read" "{n} dates cannot be read"
        "We do not guess dates. Correct them in your system and export the file again." None;

    // People and rows that do not fit together
    "not-in-header" People
        "1 person has rows but is not in the file of people" "{n} people have rows but are not in the file of people"
        "We do not know who they are, so these rows are set aside. Add the person to the Header file, or add the right Header file." None;
    "only-in-other-year" People
        "1 person is in the file of people for another year only" "{n} people are in the file of people for another year only"
        "We know who they are from the other year, so their rows are loaded." None;
    "dob-differs-in-files" People
        "1 person has another date of birth in one of the files" "{n} people have another date of birth in one of the files"
        "We use the date in the Header file."
        Some("Change the date of birth to the one in the Header file.");
    "sex-differs-in-files" People
        "1 person has another sex in one of the files" "{n} people have another sex in one of the files"
        "We use the one in the Header file."
        Some("Change it to the one in the Header file.");
    "same-row-twice" People
        "1 person has the same row twice" "{n} people have the same row twice"
        "The two rows say the same, so we count them once."
        Some("Leave out the second row.");
    "two-rows-disagree" People
        "1 person has two rows that should be one, and they differ" "{n} people have two rows that should be one, and they differ"
        "We use the last row. Check which one is right." None;
    "nothing-known" People
        "1 person has no home and no leaving-care answers in the year" "{n} people have no home and no leaving-care answers in the year"
        "They are loaded with their name facts only. Someone who left care and is not due an answer this year looks like this." None;
    "same-upn" People
        "1 pupil number belongs to more than one person" "{n} people share a pupil number with someone else"
        "It may be one person with two ids. We keep them apart until you say they are the same." None;

    // Homes and dates
    "no-end-for-old-home" People
        "1 person has no end date for an old home" "{n} people have no end date for an old home"
        "A later home has started, so the earlier one must have ended."
        Some("End the earlier home on the day the next one starts.");
    "homes-overlap" People
        "1 person has two homes at the same time" "{n} people have two homes at the same time"
        "The earlier home ends after the next one starts."
        Some("End the earlier home on the day the next one starts.");
    "end-reason-no-date-open" People
        "1 person has “moves to a next home” but no end date and no next home" "{n} people have “moves to a next home” but no end date and no next home"
        "The home is still open, so there is no end reason yet. We load the home as open."
        Some("Take away the end reason until there is an end date.");
    "left-care-no-date" People
        "1 person has left care but has no end date" "{n} people have left care but have no end date"
        "There is a reason for leaving care but no day. Until you give the day we must count them as still in care." None;
    "end-date-no-reason" People
        "1 person has an end date but no end reason" "{n} people have an end date but no end reason"
        "The next home starts on the same day, so the reason is that they moved on."
        Some("Give the end reason “moves to a next home” (X1).");
    "end-date-no-reason-known" People
        "1 person has an end date and we do not know why the home ended" "{n} people have an end date and we do not know why the home ended"
        "No home starts on that day. Find out whether they moved or left care." None;
    "next-home-missing" People
        "1 person moved on but the next home is not in the files" "{n} people moved on but the next home is not in the files"
        "The end reason says a next home starts on the same day." None;
    "gap-after-move" People
        "1 person moved on but the next home starts later" "{n} people moved on but the next home starts later"
        "The end reason says the next home starts on the same day. There are days between." None;
    "starts-and-ends-same-day" People
        "1 person has a home that starts and ends on the same day" "{n} people have a home that starts and ends on the same day"
        "A home of less than a day does not count in the return. We keep it as it is." None;
    "ends-before-start" People
        "1 person has a home that ends before it starts" "{n} people have a home that ends before it starts"
        "One of the two dates must be wrong. These rows are set aside." None;
    "after-year-end" People
        "1 person has a date after the end of the year" "{n} people have a date after the end of the year"
        "The return of a year holds dates up to 31 March. We keep the date as it is." None;
    "long-ago" People
        "1 person has a home that started before October 1991" "{n} people have a home that started before October 1991"
        "The law the return rests on began on 14 October 1991. Check the date." None;
    "born-after-year" People
        "1 person was born after the end of the year" "{n} people were born after the end of the year"
        "Check the date of birth." None;
    "care-before-birth" People
        "1 person came into care before they were born" "{n} people came into care before they were born"
        "Check the date of birth and the start date." None;
    "over-25" People
        "1 person was over 25 when the year began" "{n} people were over 25 when the year began"
        "The return holds people up to 25. Check the date of birth." None;
    "ended-then-open" People
        "1 person has a home that had ended and is now open again" "{n} people have a home that had ended and is now open again"
        "The later file wins, so the home is open. Check that this is right." None;
    "not-in-this-year" People
        "1 person was in care when last year ended but has no home this year" "{n} people were in care when last year ended but have no home this year"
        "We keep the home open as it was. If they left care, add the end date." None;
    "not-in-last-year" People
        "1 person was in care before this year but is not in last year’s file" "{n} people were in care before this year but are not in last year’s file"
        "Part of their story may be missing." None;
    "start-date-moved" People
        "1 person has another start date than last year for the same home" "{n} people have another start date than last year for the same home"
        "Last year ended with an open home. This year begins with a home that started before the year but on another day." None;
    "home-changed-since-last-year" People
        "1 person has other facts for the same home than before" "{n} people have other facts for the same home than before"
        "The later file wins. Check that the change is right." None;

    // Codes and values
    "unknown-code" People
        "1 person has a code for the {field} that is not on the list" "{n} people have a code for the {field} that is not on the list"
        "We keep the code as it was given. It will not count in the return until it is changed." None;
    "old-code" People
        "1 person has an old code for the {field}" "{n} people have an old code for the {field}"
        "The code was on the list in earlier years but not in this one. We keep it." None;
    "new-code" People
        "1 person has a code for the {field} that came in a later year" "{n} people have a code for the {field} that came in a later year"
        "The code was not on the list in this year yet. We keep it." None;
    "blank-code" People
        "1 person has no {field}" "{n} people have no {field}"
        "The return asks for it. The rest of the row is loaded." None;
    "odd-value" People
        "1 person has a {field} that does not look right" "{n} people have a {field} that does not look right"
        "We keep it as it was given. Check it." None;
    "mother-facts" People
        "1 person has facts about being a mother that do not fit together" "{n} people have facts about being a mother that do not fit together"
        "Check sex, the answer on being a mother, and the first child’s date of birth." None;
    "answers-missing" People
        "1 person has only part of the leaving-care answers" "{n} people have only part of the leaving-care answers"
        "In touch, learning and work, and home go together. Find out the missing ones." None;
    "answers-contradict" People
        "1 person has leaving-care answers that contradict each other" "{n} people have leaving-care answers that contradict each other"
        "Someone who died or went back to parents has 0 for work and home. Someone in touch never has 0." None;
    "too-young-for-answers" People
        "1 person is too young for leaving-care answers" "{n} people are too young for leaving-care answers"
        "They were under 17 when the year ended." None;

    // What we already hold
    "differs-from-held" People
        "1 person has another {field} than before" "{n} people have another {field} than before"
        "The later file wins. Both are shown. Check which one is right."
        Some("Keep what we had before.");
    "older-file" Files
        "1 file is older than what we hold" "{n} files are older than what we hold"
        "An older file never changes what a newer one said. It can only add what was missing." None;
    "fix-does-not-fit" Rows
        "1 fix no longer fits its row" "{n} fixes no longer fit their rows"
        "The file has changed since the fix was chosen, so we left the row as it is." None;
}
