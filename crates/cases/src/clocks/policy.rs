//! Which policy packs a council uses and what it has chosen beside them, each with a date of effect (rules.md §5.12).
//!
//! Kept as a setting, so that every earlier choice, and who made it, stays readable. A choice looser than the law cannot
//! be kept: it is refused when it is made and again whenever it is read.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use waymark_rules::clocks::{Choice, Pack, Packs, Parameter};

use crate::db::{Reading, Tx};
use crate::error::{Error, Result};
use crate::settings;

const SETTING: &str = "clock_policy";

/// What a council has chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// Packs that come with this version, in the order they are laid over each other.
    pub packs: Vec<FromPack>,
    /// The council's own values, over all packs.
    pub own: Vec<Own>,
}

/// A shipped pack, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FromPack {
    pub name: String,
    pub from_on: Date,
}

/// One value of the council's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    pub parameter: Parameter,
    pub is: String,
    pub from_on: Date,
    /// Where the council says so.
    pub source: String,
}

impl Chosen {
    /// As the engine reads it, or why it cannot be.
    pub fn packs(&self) -> std::result::Result<Packs, String> {
        let shipped = self.packs.iter().map(|from| {
            let pack = Pack::shipped(&from.name).ok_or_else(|| format!("No pack is called {}", from.name))?;
            Ok(starting(pack, from.from_on))
        });
        let mut all = shipped.collect::<std::result::Result<Vec<_>, String>>()?;
        all.push(self.own_pack()?);
        Ok(Packs::of(&all))
    }

    fn own_pack(&self) -> std::result::Result<Pack, String> {
        let choices = self.own.iter().map(|own| Choice::new(own.parameter, &own.is, own.from_on, &own.source, ""));
        Ok(Pack {
            name: "own".into(),
            title: "This council’s own".into(),
            says: "What this council has chosen itself.".into(),
            choices: choices.collect::<std::result::Result<_, _>>()?,
        })
    }
}

/// A pack does not reach back before the council took it up.
fn starting(mut pack: Pack, on: Date) -> Pack {
    for choice in &mut pack.choices {
        choice.effective_from = choice.effective_from.max(on);
    }
    pack
}

/// What the council has chosen; the national defaults until it chooses.
pub fn chosen(r: &mut Reading<'_>) -> Result<Chosen> {
    Ok(settings::latest(r, SETTING)?.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

/// Read last, with the text it was read from: reading takes longer than a person's clocks.
static LAST_READ: Mutex<Option<(Option<String>, Arc<Packs>)>> = Mutex::new(None);

/// The values in force, ready for the engine.
pub fn packs(r: &mut Reading<'_>) -> Result<Arc<Packs>> {
    let text = settings::latest(r, SETTING)?;
    let mut last = LAST_READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, packs)) = last.as_ref().filter(|(of, _)| *of == text) {
        let _ = of;
        return Ok(packs.clone());
    }
    let chosen: Chosen = text.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
    let packs = Arc::new(chosen.packs().map_err(|says| Error::Other(anyhow::anyhow!("the clock policy: {says}")))?);
    *last = Some((text, packs.clone()));
    Ok(packs)
}

/// Keeps a new choice and works out everybody's clocks again by it. Looser than the law is refused.
pub fn set(tx: &mut Tx<'_>, chosen: &Chosen) -> Result<()> {
    chosen.packs().map_err(Error::Contradicts)?;
    settings::set(tx, SETTING, serde_json::to_string(chosen)?)?;
    crate::summary::refresh_everyone(tx)?;
    Ok(())
}

/// Every choice ever made, newest first.
pub fn history(r: &mut Reading<'_>) -> Result<Vec<settings::Kept>> {
    Ok(settings::history(r)?.into_iter().filter(|kept| kept.setting == SETTING).collect())
}
