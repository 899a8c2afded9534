//! The rows of the return as types, one for each kind of file, with every column the DfE asks for.
//!
//! Codes stay text, exactly as given (trimmed, upper case): a code we do not know is flagged by a check and kept, never
//! turned into another one. Two values are put into today's form on the way in, with a notice: SEX `1`/`2` becomes `M`/`F`,
//! and `1.0` from a spreadsheet becomes `1`. An empty text means "not provided". Dates are civil dates.
//!
//! What holds of a row that was read: `child` is never empty, [`Header::dob`] and [`Episode::decom`] are real days. What
//! does NOT hold: an episode may end on the day it starts (rule 355, flagged), and codes may be anything.

use crate::dates::{BadValue, PartialDate, read_date, write_date};
use crate::layout::{Column, FileType, Nature, Need};
use crate::places::Place;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Longest value a column may hold. The longest the DfE defines is 13 characters.
const LONGEST_VALUE: usize = 200;

/// A value that could not be read, by column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadCell {
    pub column: &'static str,
    pub index: usize,
    pub why: BadValue,
}

/// A value a column can hold.
trait Cell: Sized {
    fn read(text: &str) -> Result<Self, BadValue>;
    fn write(&self) -> String;

    /// The value where it is kept as text.
    fn text(&self) -> Option<&str> {
        None
    }
}

impl Cell for String {
    fn read(text: &str) -> Result<Self, BadValue> {
        Ok(text.to_owned())
    }

    fn write(&self) -> String {
        self.clone()
    }

    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Cell for Date {
    fn read(text: &str) -> Result<Self, BadValue> {
        read_date(text)
    }

    fn write(&self) -> String {
        write_date(*self)
    }
}

impl Cell for Option<Date> {
    fn read(text: &str) -> Result<Self, BadValue> {
        if text.is_empty() { Ok(None) } else { read_date(text).map(Some) }
    }

    fn write(&self) -> String {
        self.map(write_date).unwrap_or_default()
    }
}

impl Cell for Option<PartialDate> {
    fn read(text: &str) -> Result<Self, BadValue> {
        if text.is_empty() { Ok(None) } else { PartialDate::read(text).map(Some) }
    }

    fn write(&self) -> String {
        self.map(|date| date.to_string()).unwrap_or_default()
    }
}

fn read_cell<T: Cell>(columns: &[Column], index: usize, cells: &[String], bad: &mut Vec<BadCell>) -> Option<T> {
    let column = columns.get(index)?;
    let text = cells.get(index).map_or("", String::as_str);
    let read = match text {
        "" if column.need == Need::Key => Err(BadValue::Blank),
        _ if text.len() > LONGEST_VALUE => Err(BadValue::TooLong),
        _ if column.name == "CHILD" && looks_scientific(text) => Err(BadValue::Scientific),
        _ => T::read(text),
    };
    match read {
        Ok(value) => Some(value),
        Err(why) => {
            bad.push(BadCell { column: column.name, index, why });
            if column.need == Need::Side { T::read("").ok() } else { None }
        }
    }
}

/// `1.23E+05`: a spreadsheet has rounded a long number, and the id can no longer be known.
fn looks_scientific(text: &str) -> bool {
    let Some((front, power)) = text.split_once("E+") else { return false };
    front.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && power.bytes().all(|byte| byte.is_ascii_digit())
}

macro_rules! row {
    ($(#[$doc:meta])* $name:ident { $( $(#[$field_doc:meta])* $field:ident: $type:ty = $column:literal $nature:ident $need:ident $rule:literal, )* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name { $( $(#[$field_doc])* pub $field: $type, )* }

        impl $name {
            pub const COLUMNS: &'static [Column] = &[
                $( Column { name: $column, nature: Nature::$nature, need: Need::$need, rule: $rule }, )*
            ];

            /// Reads a row from its values in the order of [`Self::COLUMNS`]. What could not be read is added to `bad`;
            /// `None` if that leaves no row.
            pub fn read(cells: &[String], bad: &mut Vec<BadCell>) -> Option<Self> {
                let mut index = 0..;
                $( let $field = read_cell::<$type>(Self::COLUMNS, index.next()?, cells, bad); )*
                Some(Self { $( $field: $field?, )* })
            }

            /// The values of the row as the return writes them, in the order of [`Self::COLUMNS`].
            pub fn cells(&self) -> Vec<String> {
                vec![ $( Cell::write(&self.$field), )* ]
            }

            /// The text or code in a column; `None` for a date column or one this row does not have.
            pub fn text(&self, column: &str) -> Option<&str> {
                match column { $( $column => Cell::text(&self.$field), )* _ => None }
            }
        }
    };
}

row! {
    /// One person: the facts that do not belong to a single home or date.
    Header {
        child: String = "CHILD" Text Key "W10",
        /// `M`, `F` or `U`; `1` and `2` of older years are turned into `M` and `F`.
        sex: String = "SEX" Text Plain "101",
        dob: Date = "DOB" Date Key "102",
        ethnic: String = "ETHNIC" Text Plain "103",
        upn: String = "UPN" Text Plain "168",
        mother: String = "MOTHER" Number Plain "165",
        mc_dob: Option<Date> = "MC_DOB" Date Side "171",
    }
}

row! {
    /// One unbroken stay: one home with one legal status. The id of an episode is (CHILD, DECOM).
    Episode {
        child: String = "CHILD" Text Key "W10",
        decom: Date = "DECOM" Date Key "141",
        rne: String = "RNE" Text Plain "143",
        ls: String = "LS" Text Plain "144",
        cin: String = "CIN" Text Plain "145",
        place: String = "PLACE" Text Plain "146",
        place_provider: String = "PLACE_PROVIDER" Text Plain "178",
        /// The first day the stay no longer counts; `None` while it is open.
        dec: Option<Date> = "DEC" Date Plain "147",
        rec: String = "REC" Text Plain "149",
        reason_place_change: String = "REASON_PLACE_CHANGE" Text Plain "1009",
        home_post: String = "HOME_POST" Text Plain "W14",
        pl_post: String = "PL_POST" Text Plain "W14",
        urn: String = "URN" Number Plain "W14",
    }
}

row! {
    /// One review and how the child took part.
    Review {
        child: String = "CHILD" Text Key "W10",
        dob: Option<Date> = "DOB" Date Side "INT17",
        review: Date = "REVIEW" Date Key "166",
        review_code: String = "REVIEW_CODE" Text Plain "167",
    }
}

row! {
    /// Someone who came to the UK alone and asked for asylum: being in this file is the flag.
    Uasc {
        child: String = "CHILD" Text Key "W10",
        sex: String = "SEX" Text Plain "101",
        dob: Option<Date> = "DOB" Date Side "INT18",
        duc: Option<Date> = "DUC" Date Side "104",
    }
}

row! {
    /// Health and wellbeing of a child in care for a whole year.
    Oc2 {
        child: String = "CHILD" Text Key "W10",
        dob: Option<Date> = "DOB" Date Side "INT14",
        sdq_score: String = "SDQ_SCORE" Number Plain "180",
        sdq_reason: String = "SDQ_REASON" Text Plain "196",
        convicted: String = "CONVICTED" Number Plain "181",
        health_check: String = "HEALTH_CHECK" Number Plain "181",
        immunisations: String = "IMMUNISATIONS" Number Plain "181",
        teeth_check: String = "TEETH_CHECK" Number Plain "181",
        health_assessment: String = "HEALTH_ASSESSMENT" Number Plain "181",
        substance_misuse: String = "SUBSTANCE_MISUSE" Number Plain "181",
        intervention_received: String = "INTERVENTION_RECEIVED" Number Plain "181",
        intervention_offered: String = "INTERVENTION_OFFERED" Number Plain "181",
    }
}

row! {
    /// Someone who has left care: in touch, learning and work, home. One row a person a year.
    Oc3 {
        child: String = "CHILD" Text Key "W10",
        dob: Option<Date> = "DOB" Date Side "INT15",
        in_touch: String = "IN_TOUCH" Text Plain "131",
        activ: String = "ACTIV" Text Plain "132",
        accom: String = "ACCOM" Text Plain "133",
    }
}

row! {
    /// A child adopted in the year.
    Ad1 {
        child: String = "CHILD" Text Key "W10",
        dob: Option<Date> = "DOB" Date Side "INT11",
        date_int: Option<Date> = "DATE_INT" Date Side "112",
        date_match: Option<Date> = "DATE_MATCH" Date Side "113",
        foster_care: String = "FOSTER_CARE" Number Plain "114",
        nb_adoptr: String = "NB_ADOPTR" Number Plain "175",
        sex_adoptr: String = "SEX_ADOPTR" Text Plain "176",
        ls_adoptr: String = "LS_ADOPTR" Text Plain "177",
    }
}

row! {
    /// A decision that a child should be adopted, and its end if it was changed.
    PlacedAdoption {
        child: String = "CHILD" Text Key "W10",
        dob: Option<Date> = "DOB" Date Side "INT12",
        date_placed: Date = "DATE_PLACED" Date Key "115",
        date_placed_ceased: Option<Date> = "DATE_PLACED_CEASED" Date Plain "116",
        reason_placed_ceased: String = "REASON_PLACED_CEASED" Text Plain "120",
    }
}

row! {
    /// A permanent home the child had before coming into care.
    PrevPerm {
        child: String = "CHILD" Text Key "W10",
        dob: Option<Date> = "DOB" Date Side "INT16",
        prev_perm: String = "PREV_PERM" Text Plain "631",
        la_perm: String = "LA_PERM" Text Plain "633",
        date_perm: Option<PartialDate> = "DATE_PERM" PartialDate Side "632",
    }
}

row! {
    /// A time when a child was missing (M) or away without leave (A).
    Missing {
        child: String = "CHILD" Text Key "W10",
        dob: Option<Date> = "DOB" Date Side "INT13",
        missing: String = "MISSING" Text Plain "1006",
        mis_start: Date = "MIS_START" Date Key "W15",
        mis_end: Option<Date> = "MIS_END" Date Plain "W15",
    }
}

row! {
    /// A time with one social worker.
    SocialWorker {
        child: String = "CHILD" Text Key "W10",
        dob: Option<Date> = "DOB" Date Side "W16",
        sw_id: String = "SW_ID" Text Plain "SW02STG1",
        sw_decom: Date = "SW_DECOM" Date Key "SW04STG1",
        sw_dec: Option<Date> = "SW_DEC" Date Plain "SW05STG1",
        sw_reason: String = "SW_REASON" Text Plain "SW13STG1",
    }
}

row! {
    /// A court order that lets a child be deprived of their liberty (from 2026/27).
    Dolo {
        child: String = "CHILD" Text Key "W10",
        dob: Option<Date> = "DOB" Date Side "W16",
        dolo_start: Date = "DOLO_START" Date Key "700",
        dolo_end: Option<Date> = "DOLO_END" Date Plain "701",
    }
}

macro_rules! record {
    ($( $variant:ident($type:ty) = $table:ident [$($name:literal)?] ),* $(,)?) => {
        /// A row of any kind.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "type", content = "row")]
        pub enum Record { $( $(#[serde(rename = $name)])? $variant(Box<$type>), )* }

        impl Record {
            /// Reads a row of the given kind from its values in the order of [`FileType::columns`].
            pub fn read(table: FileType, cells: &[String], bad: &mut Vec<BadCell>) -> Option<Self> {
                match table { $( FileType::$table => <$type>::read(cells, bad).map(|row| Self::$variant(Box::new(row))), )* }
            }

            pub fn table(&self) -> FileType {
                match self { $( Self::$variant(_) => FileType::$table, )* }
            }

            pub fn child(&self) -> &str {
                match self { $( Self::$variant(row) => &row.child, )* }
            }

            /// The values as the return writes them, in the order of [`FileType::columns`].
            pub fn cells(&self) -> Vec<String> {
                match self { $( Self::$variant(row) => row.cells(), )* }
            }

            /// The text or code in a column; `None` for a date column or one this kind of row does not have.
            pub fn text(&self, column: &str) -> Option<&str> {
                match self { $( Self::$variant(row) => row.text(column), )* }
            }
        }
    };
}

record! {
    Header(Header) = Header [],
    Episode(Episode) = Episodes ["Episodes"],
    Review(Review) = Reviews ["Reviews"],
    Uasc(Uasc) = Uasc ["UASC"],
    Oc2(Oc2) = Oc2 ["OC2"],
    Oc3(Oc3) = Oc3 ["OC3"],
    Ad1(Ad1) = Ad1 ["AD1"],
    PlacedAdoption(PlacedAdoption) = PlacedAdoption [],
    PrevPerm(PrevPerm) = PrevPerm [],
    Missing(Missing) = Missing [],
    SocialWorker(SocialWorker) = SwEpisodes ["SWEpisodes"],
    Dolo(Dolo) = Dolo ["DoLo"],
}

impl Record {
    /// One value by the DfE's column name, as the return writes it.
    pub fn field(&self, column: &str) -> Option<String> {
        self.cells().into_iter().nth(self.table().column_index(column)?)
    }

    /// The date of birth as this row gives it (`None` where it is blank, or the kind of row has none).
    pub fn dob(&self) -> Option<Date> {
        match self {
            Record::Header(row) => Some(row.dob),
            Record::Episode(_) => None,
            Record::Review(row) => row.dob,
            Record::Uasc(row) => row.dob,
            Record::Oc2(row) => row.dob,
            Record::Oc3(row) => row.dob,
            Record::Ad1(row) => row.dob,
            Record::PlacedAdoption(row) => row.dob,
            Record::PrevPerm(row) => row.dob,
            Record::Missing(row) => row.dob,
            Record::SocialWorker(row) => row.dob,
            Record::Dolo(row) => row.dob,
        }
    }

    /// What makes two rows of one kind speak of the same thing for one child. A yearly statement (OC2, OC3, PrevPerm) is
    /// one a year; the rest are told apart by their start, and adoption and separated status happen once for a child id.
    pub fn key(&self, year: u16) -> String {
        let day = |date: Date| date.to_string();
        match self {
            Record::Header(_) | Record::Uasc(_) | Record::Ad1(_) => String::new(),
            Record::Oc2(_) | Record::Oc3(_) | Record::PrevPerm(_) => year.to_string(),
            Record::Episode(row) => day(row.decom),
            Record::Review(row) => day(row.review),
            Record::PlacedAdoption(row) => day(row.date_placed),
            Record::Missing(row) => day(row.mis_start),
            Record::SocialWorker(row) => day(row.sw_decom),
            Record::Dolo(row) => day(row.dolo_start),
        }
    }
}

/// A row and where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcedRow {
    pub at: Place,
    pub record: Record,
}
