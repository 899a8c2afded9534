//! The files of the return and the columns of each, as the DfE lays them out (reference: SSDA903 parts 2 and 5).
//!
//! A file is known by its set of headings, never by its name. The column lists themselves live beside the row types in
//! [`crate::rows`], so a column cannot be named in one place and forgotten in the other.

use crate::rows;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The kinds of file (or, in an XML return, the kinds of record).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FileType {
    Header,
    Episodes,
    Reviews,
    #[serde(rename = "UASC")]
    Uasc,
    #[serde(rename = "OC2")]
    Oc2,
    #[serde(rename = "OC3")]
    Oc3,
    #[serde(rename = "AD1")]
    Ad1,
    PlacedAdoption,
    PrevPerm,
    Missing,
    #[serde(rename = "SWEpisodes")]
    SwEpisodes,
    #[serde(rename = "DoLo")]
    Dolo,
}

impl FileType {
    pub const ALL: [FileType; 12] = [
        FileType::Header,
        FileType::Episodes,
        FileType::Reviews,
        FileType::Uasc,
        FileType::Oc2,
        FileType::Oc3,
        FileType::Ad1,
        FileType::PlacedAdoption,
        FileType::PrevPerm,
        FileType::Missing,
        FileType::SwEpisodes,
        FileType::Dolo,
    ];

    /// The name the sector uses for the file.
    pub fn name(self) -> &'static str {
        match self {
            FileType::Header => "Header",
            FileType::Episodes => "Episodes",
            FileType::Reviews => "Reviews",
            FileType::Uasc => "UASC",
            FileType::Oc2 => "OC2",
            FileType::Oc3 => "OC3",
            FileType::Ad1 => "AD1",
            FileType::PlacedAdoption => "PlacedAdoption",
            FileType::PrevPerm => "PrevPerm",
            FileType::Missing => "Missing",
            FileType::SwEpisodes => "SWEpisodes",
            FileType::Dolo => "DoLo",
        }
    }

    /// What one file of this kind holds, for a staff page: "episodes.csv: homes and legal status".
    pub fn in_words(self) -> &'static str {
        match self {
            FileType::Header => "people",
            FileType::Episodes => "homes and legal status",
            FileType::Reviews => "reviews",
            FileType::Uasc => "separated young people",
            FileType::Oc2 => "health",
            FileType::Oc3 => "young people who have left care",
            FileType::Ad1 => "adoptions",
            FileType::PlacedAdoption => "decisions on adoption",
            FileType::PrevPerm => "earlier permanent homes",
            FileType::Missing => "times missing from home",
            FileType::SwEpisodes => "social workers",
            FileType::Dolo => "orders that limit freedom",
        }
    }

    pub fn columns(self) -> &'static [Column] {
        match self {
            FileType::Header => rows::Header::COLUMNS,
            FileType::Episodes => rows::Episode::COLUMNS,
            FileType::Reviews => rows::Review::COLUMNS,
            FileType::Uasc => rows::Uasc::COLUMNS,
            FileType::Oc2 => rows::Oc2::COLUMNS,
            FileType::Oc3 => rows::Oc3::COLUMNS,
            FileType::Ad1 => rows::Ad1::COLUMNS,
            FileType::PlacedAdoption => rows::PlacedAdoption::COLUMNS,
            FileType::PrevPerm => rows::PrevPerm::COLUMNS,
            FileType::Missing => rows::Missing::COLUMNS,
            FileType::SwEpisodes => rows::SocialWorker::COLUMNS,
            FileType::Dolo => rows::Dolo::COLUMNS,
        }
    }

    /// Where a column stands in our own order, whatever order the file had.
    pub fn column_index(self, name: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.name == name)
    }
}

impl fmt::Display for FileType {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// What kind of value a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    Text,
    /// Whole numbers and yes/no flags: `1.0` from a spreadsheet is read as `1`.
    Number,
    Date,
    /// A date of which the day, the month or all may be unknown (`zz/MM/YYYY`).
    PartialDate,
}

/// What happens to the row when this column cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The row means nothing without it: it must be filled, and a bad value sets the row aside.
    Key,
    /// May be blank, but a bad value sets the row aside, because reading it as blank would change what the row says
    /// (an end date that cannot be read does not mean the person is still there).
    Plain,
    /// May be blank, and a bad value is left out while the rest of the row is read.
    Side,
}

#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub nature: Nature,
    pub need: Need,
    /// The rule a value that cannot be read breaks: the DfE's number where there is one.
    pub rule: &'static str,
}

/// A column's name in plain words, as it stands in a sentence ("2 people have no start date").
pub fn field_in_words(field: &str) -> &'static str {
    match field {
        "CHILD" => "child id",
        "SEX" => "sex",
        "DOB" => "date of birth",
        "ETHNIC" => "ethnic group",
        "UPN" => "pupil number",
        "MOTHER" => "answer on being a mother",
        "MC_DOB" => "date of birth of her first child",
        "DECOM" => "start date",
        "RNE" => "reason for the new start",
        "LS" => "legal status",
        "CIN" => "reason for being in care",
        "PLACE" => "kind of home",
        "PLACE_PROVIDER" => "who runs the home",
        "DEC" => "end date",
        "REC" => "end reason",
        "REASON_PLACE_CHANGE" => "reason for the move",
        "HOME_POST" => "family home postcode",
        "PL_POST" => "postcode of the home",
        "URN" => "Ofsted number",
        "REVIEW" => "review date",
        "REVIEW_CODE" => "how they took part in the review",
        "DUC" => "date the separated status ended",
        "SDQ_SCORE" => "wellbeing score (SDQ)",
        "SDQ_REASON" => "reason for no wellbeing score",
        "CONVICTED" => "answer on convictions",
        "HEALTH_CHECK" => "answer on development checks",
        "IMMUNISATIONS" => "answer on vaccinations",
        "TEETH_CHECK" => "answer on the dentist",
        "HEALTH_ASSESSMENT" => "answer on the health check",
        "SUBSTANCE_MISUSE" => "answer on drugs and alcohol",
        "INTERVENTION_RECEIVED" => "answer on help received",
        "INTERVENTION_OFFERED" => "answer on help offered",
        "IN_TOUCH" => "in-touch answer",
        "ACTIV" => "learning and work answer",
        "ACCOM" => "home answer",
        "DATE_INT" => "date adoption was decided",
        "DATE_MATCH" => "date matched with adopters",
        "FOSTER_CARE" => "answer on adoption by foster carers",
        "NB_ADOPTR" => "number of adopters",
        "SEX_ADOPTR" => "sex of adopters",
        "LS_ADOPTR" => "legal status of adopters",
        "DATE_PLACED" => "date adoption was decided",
        "DATE_PLACED_CEASED" => "date the adoption plan ended",
        "REASON_PLACED_CEASED" => "reason the adoption plan ended",
        "PREV_PERM" => "earlier permanent home",
        "LA_PERM" => "council that arranged it",
        "DATE_PERM" => "date of the earlier permanent home",
        "MISSING" => "kind of time missing",
        "MIS_START" => "date they went missing",
        "MIS_END" => "date they came back",
        "SW_ID" => "social worker number",
        "SW_DECOM" => "date the social worker started",
        "SW_DEC" => "date the social worker ended",
        "SW_REASON" => "reason for the new social worker",
        "DOLO_START" => "date the order started",
        "DOLO_END" => "date the order ended",
        _ => "value",
    }
}
