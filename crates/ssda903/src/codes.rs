//! The code sets of the return, with what each code means in staff words and, where young people will see it, in theirs
//! (SSDA903 reference parts 3 to 5; words from the project's word list: "home", never "placement").
//!
//! Codes that were dropped or came later carry the collection years in which they count, named by the year that ends.
//! A retired code is history and is kept; a code that is on no list is kept and flagged. Nothing is ever mapped.

/// One code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    pub code: &'static str,
    /// For staff pages.
    pub staff: &'static str,
    /// For the young person's own pages. The staff words where no other are needed.
    pub young: &'static str,
    /// First collection year it counts in, if not always.
    pub from: Option<u16>,
    /// Last collection year it counts in, if it was dropped.
    pub until: Option<u16>,
}

/// How a code stands in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Current,
    /// It was on the list, and is not any more.
    Retired,
    /// It comes onto the list in a later year.
    NotYet,
    Unknown,
}

/// The codes a column may hold.
#[derive(Debug)]
pub struct CodeSet {
    pub column: &'static str,
    /// The DfE rule that checks it.
    pub rule: &'static str,
    pub codes: &'static [Code],
}

impl CodeSet {
    pub fn find(&self, code: &str) -> Option<&'static Code> {
        self.codes.iter().find(|known| known.code == code)
    }

    /// How a code stands in the collection that ends in `year`.
    pub fn standing(&self, code: &str, year: u16) -> Standing {
        match self.find(code) {
            None => Standing::Unknown,
            Some(known) if known.until.is_some_and(|until| year > until) => Standing::Retired,
            Some(known) if known.from.is_some_and(|from| year < from) => Standing::NotYet,
            Some(_) => Standing::Current,
        }
    }
}

/// The code set of a column, if it has one. A column's name means the same in every file.
pub fn set(column: &str) -> Option<&'static CodeSet> {
    SETS.iter().copied().find(|set| set.column == column)
}

/// What a code means to staff; the code itself where it is on no list.
pub fn staff_words<'a>(column: &str, code: &'a str) -> &'a str {
    set(column).and_then(|set| set.find(code)).map_or(code, |known| known.staff)
}

/// What a code means on a young person's page. `None` where it is on no list: a bare code is never shown to them.
pub fn young_words(column: &str, code: &str) -> Option<&'static str> {
    set(column).and_then(|set| set.find(code)).map(|known| known.young)
}

/// Is this home a short absence (holiday, hospital) from the real one?
pub fn is_temporary_place(place: &str) -> bool {
    matches!(place, "T0" | "T1" | "T2" | "T3" | "T4")
}

macro_rules! code {
    ($code:literal, $staff:literal) => {
        Code { code: $code, staff: $staff, young: $staff, from: None, until: None }
    };
    ($code:literal, $staff:literal, $young:literal) => {
        Code { code: $code, staff: $staff, young: $young, from: None, until: None }
    };
    ($code:literal, $staff:literal, $young:literal, from $from:literal) => {
        Code { code: $code, staff: $staff, young: $young, from: Some($from), until: None }
    };
    ($code:literal, $staff:literal, $young:literal, until $until:literal) => {
        Code { code: $code, staff: $staff, young: $young, from: None, until: Some($until) }
    };
}

macro_rules! code_sets {
    ($( $(#[$doc:meta])* $name:ident = $column:literal rule $rule:literal [ $( ($($part:tt)*) )* ] )*) => {
        $( $(#[$doc])* pub static $name: CodeSet = CodeSet { column: $column, rule: $rule, codes: &[ $( code!($($part)*), )* ] }; )*
        /// Every code set.
        pub static SETS: &[&CodeSet] = &[ $( &$name, )* ];
    };
}

code_sets! {
    SEX = "SEX" rule "101" [
        ("M", "male") ("F", "female") ("U", "not known")
    ]
    ETHNIC = "ETHNIC" rule "103" [
        ("WBRI", "White British") ("WIRI", "White Irish") ("WIRT", "Traveller of Irish heritage") ("WROM", "Gypsy or Roma")
        ("WOTH", "another White background") ("MWBC", "White and Black Caribbean") ("MWBA", "White and Black African")
        ("MWAS", "White and Asian") ("MOTH", "another mixed background") ("AIND", "Indian") ("APKN", "Pakistani")
        ("ABAN", "Bangladeshi") ("AOTH", "another Asian background") ("CHNE", "Chinese") ("BCRB", "Black Caribbean")
        ("BAFR", "Black African") ("BOTH", "another Black background") ("OOTH", "another ethnic group")
        ("REFU", "chose not to say") ("NOBT", "not asked yet")
    ]
    RNE = "RNE" rule "143" [
        ("S", "came into care") ("L", "new legal status only") ("P", "new home and carer") ("T", "new kind of home, same carer")
        ("B", "new legal status, home and carer") ("U", "new legal status and kind of home, same carer")
    ]
    LEGAL_STATUS = "LS" rule "144" [
        ("C1", "interim care order", "a court order for a short time says the council looks after you")
        ("C2", "full care order", "a court order says the council looks after you")
        ("D1", "freeing order", "a court order made you free to be adopted")
        ("E1", "placement order", "a court order says you can be adopted")
        ("V2", "in care by agreement (section 20)", "in care by agreement, with no court order")
        ("V3", "short breaks, each one recorded", "short breaks away from home")
        ("V4", "agreed series of short breaks", "short breaks away from home")
        ("J1", "on remand", "a court said where you must stay before your hearing")
        ("J2", "held by the police overnight and moved to council care (PACE)", "moved from the police station into care")
        ("J3", "youth rehabilitation order with residence or intensive fostering", "a youth court order says where you live")
        ("L1", "police protection", "the police took you to a safe place")
        ("L2", "emergency protection order", "a court order took you to a safe place quickly")
        ("L3", "child assessment order", "a court order asked for a check on how you were")
    ]
    CATEGORY_OF_NEED = "CIN" rule "145" [
        ("N1", "abuse or neglect", "you were not safe or not looked after") ("N2", "their disability", "your disability")
        ("N3", "a parent's illness or disability", "a parent was ill or disabled")
        ("N4", "family under great stress", "your family was under great stress")
        ("N5", "family not working well", "things were very hard in your family")
        ("N6", "behaviour others do not accept", "things were hard for you") ("N7", "low income", "your family had too little money")
        ("N8", "no parent there", "there was no parent to look after you")
    ]
    PLACE = "PLACE" rule "146" [
        ("A3", "with their foster carer who will adopt (by consent)", "with your foster family, who will adopt you")
        ("A4", "with adopters (by consent)", "with the family who will adopt you")
        ("A5", "with their foster carer who will adopt (placement order)", "with your foster family, who will adopt you")
        ("A6", "with adopters (placement order)", "with the family who will adopt you")
        ("H5", "semi-independent home", "your supported home", until 2025)
        ("K1", "secure children's home", "secure children's home") ("K2", "children's home", "children's home")
        ("K3", "supported home (registered)", "your supported home", from 2025)
        ("P1", "with parents", "with your parents")
        ("P2", "living independently", "your own place", until 2025)
        ("P3", "living where they work", "living where you work")
        ("R1", "care home", "care home") ("R2", "hospital or nursing care", "hospital or nursing care")
        ("R3", "family centre or mother and baby unit", "family centre or mother and baby unit")
        ("R5", "prison for young people", "in custody") ("S1", "residential school", "boarding school")
        ("T0", "away from home for a short time", "away from home for a short time")
        ("T1", "in hospital for a short time", "in hospital for a short time") ("T2", "on holiday", "on holiday")
        ("T3", "away while the carer is on holiday", "staying elsewhere while your carer was away")
        ("T4", "away for up to 7 days", "away for up to 7 days")
        ("U1", "foster home with family or friends, long term", "foster home with family or friends")
        ("U2", "foster home with family or friends who may adopt", "foster home with family or friends")
        ("U3", "foster home with family or friends", "foster home with family or friends")
        ("U4", "foster home, long term", "foster home") ("U5", "foster home with carers who may adopt", "foster home")
        ("U6", "foster home", "foster home")
        ("Z1", "another kind of home", "another kind of home", until 2025)
        ("Z11", "another kind of home (Z11)", "another kind of home", from 2026)
        ("Z12", "another kind of home (Z12)", "another kind of home", from 2026)
        ("Z13", "another kind of home (Z13)", "another kind of home", from 2026)
        ("Z14", "another kind of home (Z14)", "another kind of home", from 2026)
    ]
    PLACE_PROVIDER = "PLACE_PROVIDER" rule "178" [
        ("PR0", "parents", "your parents") ("PR1", "this council", "the council") ("PR2", "another council")
        ("PR3", "another public body") ("PR4", "a private company") ("PR5", "a charity")
    ]
    REASON_ENDED = "REC" rule "149" [
        ("X1", "moves to a next home or legal status on the same day", "you moved on")
        ("E11", "adopted, nobody opposed it", "you were adopted") ("E12", "adopted, the court agreed without the parents’ consent", "you were adopted")
        ("E2", "died") ("E3", "another UK council took over", "another council took over")
        ("E4A", "went home as planned", "you went home") ("E4B", "went home, not planned", "you went home")
        ("E13", "went to live with people who do not have parental responsibility", "you went to live with someone else")
        ("E41", "child arrangements order", "a court order says who you live with")
        ("E45", "special guardianship: former foster carer, family", "your carer became your special guardian")
        ("E46", "special guardianship: former foster carer, not family", "your carer became your special guardian")
        ("E47", "special guardianship: someone else in the family", "someone in your family became your special guardian")
        ("E48", "special guardianship: someone else, not family", "someone became your special guardian")
        ("E5", "own place with formal support", "you moved to a place of your own with support")
        ("E6", "own place without formal support", "you moved to a place of your own")
        ("E7", "moved to an adult care home", "you moved to a care home for adults") ("E8", "left care for another reason", "you left care")
        ("E9", "sentenced to custody", "you went into custody") ("E14", "remand ended", "the court order ended")
        ("E15", "found to be 18 or over", "it was decided that you were 18 or over")
        ("E16", "moved abroad", "you moved abroad") ("E17", "turned 18 and stayed with the carers", "you turned 18 and stayed on")
    ]
    REASON_PLACE_CHANGE = "REASON_PLACE_CHANGE" rule "1009" [
        ("CARPL", "the plan said so") ("CLOSE", "the carer stopped or the home closed") ("ALLEG", "an allegation was looked into (section 47)")
        ("STAND", "worry about the quality of care") ("APPRR", "the carer's approval was taken away")
        ("CREQB", "the carer asked, because of behaviour", "your carer asked") ("CREQO", "the carer asked, for another reason", "your carer asked")
        ("CHILD", "the young person asked", "you asked") ("LAREQ", "the council asked") ("PLACE", "only the kind of home changed")
        ("CUSTOD", "custody") ("OTHER", "another reason")
    ]
    REVIEW_CODE = "REVIEW_CODE" rule "167" [
        ("PN0", "under 4, so not asked", "you were under 4") ("PN1", "was there and spoke", "you were there and spoke")
        ("PN2", "was there, an advocate spoke", "you were there and someone spoke for you")
        ("PN3", "was there and showed their views without words", "you were there and showed your views")
        ("PN4", "was there and did not give views", "you were there")
        ("PN5", "was not there, an advocate spoke", "someone spoke for you")
        ("PN6", "was not there and sent views another way", "you sent your views")
        ("PN7", "was not there and no views were given", "you were not there")
    ]
    IN_TOUCH = "IN_TOUCH" rule "131" [
        ("YES", "in touch") ("NO", "no reply yet") ("DIED", "died after leaving care")
        ("REFU", "does not want contact now", "taking a break") ("NREQ", "no longer needs the service", "you do not need us now")
        ("RHOM", "back with parents for 6 months or more", "back with your parents")
    ]
    ACTIVITY = "ACTIV" rule "132" [
        ("F1", "higher education, full time") ("P1", "higher education, part time")
        ("F2", "other education, full time") ("P2", "other education, part time")
        ("F3", "training or work, full time (old code)", "training or work, full time", until 2021)
        ("P3", "training or work, part time (old code)", "training or work, part time", until 2021)
        ("F4", "apprenticeship, full time", "apprenticeship, full time", from 2022)
        ("P4", "apprenticeship, part time", "apprenticeship, part time", from 2022)
        ("F5", "training or work, full time", "training or work, full time", from 2022)
        ("P5", "training or work, part time", "training or work, part time", from 2022)
        ("G4", "not working or studying now: illness or disability", "not working or studying right now")
        ("G5", "not working or studying now: other reasons", "not working or studying right now")
        ("G6", "not working or studying now: pregnancy or parenting", "not working or studying right now")
        ("0", "not known")
    ]
    ACCOMMODATION = "ACCOM" rule "133" [
        ("B1", "with parents or family: safe and settled", "with your parents or family")
        ("B2", "with parents or family: not safe and settled", "with your parents or family")
        ("C1", "children's home or other residential care: safe and settled", "residential care")
        ("C2", "children's home or other residential care: not safe and settled", "residential care")
        ("D1", "supported home: safe and settled", "your supported home") ("D2", "supported home: not safe and settled", "your supported home")
        ("E1", "supported lodgings: safe and settled", "supported lodgings") ("E2", "supported lodgings: not safe and settled", "supported lodgings")
        ("G1", "gone abroad: safe and settled", "living abroad") ("G2", "gone abroad: not safe and settled", "living abroad")
        ("H1", "deported: safe and settled", "living abroad") ("H2", "deported: not safe and settled", "living abroad")
        ("K1", "ordinary lodgings: safe and settled", "lodgings") ("K2", "ordinary lodgings: not safe and settled", "lodgings")
        ("R1", "home not known: safe and settled", "we do not know where you live") ("R2", "home not known: not safe and settled", "we do not know where you live")
        ("S2", "no home, or staying with different people", "nowhere to stay")
        ("T1", "home that comes with study or work (foyer): safe and settled", "a foyer") ("T2", "home that comes with study or work (foyer): not safe and settled", "a foyer")
        ("U1", "own place: safe and settled", "your own place") ("U2", "own place: not safe and settled", "your own place")
        ("V1", "emergency hostel or night shelter: safe and settled", "emergency hostel") ("V2", "emergency hostel or night shelter: not safe and settled", "emergency hostel")
        ("W1", "bed and breakfast: safe and settled", "bed and breakfast") ("W2", "bed and breakfast: not safe and settled", "bed and breakfast")
        ("X2", "in custody", "in custody")
        ("Y1", "another kind of home: safe and settled", "another kind of home") ("Y2", "another kind of home: not safe and settled", "another kind of home")
        ("Z1", "staying on with their foster family: safe and settled", "staying on with your foster family")
        ("Z2", "staying on with their foster family: not safe and settled", "staying on with your foster family")
        ("0", "not known")
    ]
    SDQ_REASON = "SDQ_REASON" rule "196" [
        ("SDQ1", "under 4 or over 16 at the last one") ("SDQ2", "the carer chose not to") ("SDQ3", "disability makes it unsuitable")
        ("SDQ4", "another reason") ("SDQ5", "the young person chose not to", "you chose not to")
    ]
    MISSING = "MISSING" rule "1006" [
        ("M", "missing", "when we did not know where you were") ("A", "away without agreement", "when you were away and we had not agreed it")
    ]
    PREV_PERM = "PREV_PERM" rule "631" [
        ("P1", "adoption") ("P2", "special guardianship") ("P3", "child arrangements order") ("P4", "not known which") ("Z1", "none")
    ]
    SEX_ADOPTERS = "SEX_ADOPTR" rule "176" [
        ("M1", "one man") ("F1", "one woman") ("MM", "two men") ("FF", "two women") ("MF", "a man and a woman")
    ]
    LEGAL_STATUS_ADOPTERS = "LS_ADOPTR" rule "177" [
        ("L0", "single") ("L11", "married, a man and a woman") ("L12", "married, same sex") ("L2", "civil partners")
        ("L3", "not married, a man and a woman") ("L4", "not married, same sex")
    ]
    REASON_ADOPTION_PLAN_ENDED = "REASON_PLACED_CEASED" rule "120" [
        ("RD1", "their needs changed", "your needs changed") ("RD2", "the court did not make the order")
        ("RD3", "no adopters were found") ("RD4", "another reason")
    ]
    SOCIAL_WORKER_REASON = "SW_REASON" rule "SW13STG1" [
        ("MANAGE", "MANAGE") ("FCONTA", "first contact") ("LEFTRL", "LEFTRL") ("ORGRST", "ORGRST") ("TSPROC", "TSPROC")
        ("ABSENC", "ABSENC") ("CHCHAN", "CHCHAN") ("PCCHAN", "PCCHAN") ("SWDIED", "SWDIED") ("OTHERS", "another reason")
    ]
}
