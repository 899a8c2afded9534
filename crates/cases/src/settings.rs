//! What a council sets for itself: its name, colour, contact lines and policy. Earlier values stay readable.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use waymark_rules::entitlements::LocalRules;
use waymark_rules::policy::Policy;

use crate::db::{Reading, Tx};
use crate::error::Result;
use crate::schema::council_setting;

/// How the council shows itself and how it can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Council {
    pub name: String,
    /// The service's own name on every page.
    pub service: String,
    /// `#rrggbb`, at least 4.5:1 against white.
    pub colour: String,
    /// DfE's three-digit number or the national code used in returns.
    pub authority: String,
    pub office_phone: String,
    pub out_of_hours_phone: String,
    /// Whether invented people and sample sign-ins may exist here.
    pub demonstration: bool,
    /// Whether pages before sign-in may say that this is about leaving care (SES-03).
    pub discreet: bool,
}

impl Default for Council {
    fn default() -> Self {
        Self {
            name: "Your council".into(),
            service: "Waymark".into(),
            colour: "#1d4f5c".into(),
            authority: String::new(),
            office_phone: String::new(),
            out_of_hours_phone: String::new(),
            demonstration: false,
            discreet: true,
        }
    }
}

const COUNCIL: &str = "council";
const POLICY: &str = "policy";
const LOCAL_RULES: &str = "entitlements";

/// How the council shows itself now.
pub fn council(r: &mut Reading<'_>) -> Result<Council> {
    Ok(latest(r, COUNCIL)?.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

/// The council's policy on everything the law leaves open; the national default until one is set.
pub fn policy(r: &mut Reading<'_>) -> Result<Policy> {
    Ok(latest(r, POLICY)?.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

/// What the council has settled about entitlements; nothing until it says so.
pub fn local_rules(r: &mut Reading<'_>) -> Result<LocalRules> {
    Ok(latest(r, LOCAL_RULES)?.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

pub(crate) fn latest(r: &mut Reading<'_>, setting: &str) -> Result<Option<String>> {
    Ok(council_setting::table
        .filter(council_setting::setting.eq(setting))
        .order(council_setting::from_at.desc())
        .select(council_setting::value)
        .first(r.conn)
        .optional()?)
}

/// One earlier or present value of a setting.
#[derive(Debug, Clone, Queryable)]
pub struct Kept {
    pub setting: String,
    pub value: String,
    pub from_at: i64,
    pub set_by: String,
}

/// Every value a setting ever had, newest first.
pub fn history(r: &mut Reading<'_>) -> Result<Vec<Kept>> {
    Ok(council_setting::table.order(council_setting::from_at.desc()).load(r.conn)?)
}

pub fn set_council(tx: &mut Tx<'_>, council: &Council) -> Result<()> {
    set(tx, COUNCIL, serde_json::to_string(council)?)
}

pub fn set_policy(tx: &mut Tx<'_>, policy: &Policy) -> Result<()> {
    set(tx, POLICY, serde_json::to_string(policy)?)
}

pub fn set_local_rules(tx: &mut Tx<'_>, rules: &LocalRules) -> Result<()> {
    set(tx, LOCAL_RULES, serde_json::to_string(rules)?)
}

pub(crate) fn set(tx: &mut Tx<'_>, setting: &str, value: String) -> Result<()> {
    let (at, by) = (tx.now_micros(), tx.by());
    // Two settings in one microsecond would collide; the later one wins by a microsecond.
    let last: Option<i64> = council_setting::table
        .filter(council_setting::setting.eq(setting))
        .select(diesel::dsl::max(council_setting::from_at))
        .first(tx.conn)?;
    let from_at = last.map_or(at, |last| at.max(last + 1));
    diesel::insert_into(council_setting::table)
        .values((
            council_setting::setting.eq(setting),
            council_setting::value.eq(value),
            council_setting::from_at.eq(from_at),
            council_setting::set_by.eq(by),
        ))
        .execute(tx.reading.conn)?;
    tx.audit_setting(setting);
    Ok(())
}
