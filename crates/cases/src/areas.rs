//! The parts of life that the assessment, the plan and "how it's going" share, and the five steps between hard and well.
//! The parts and steps are the council's own to name with its young people (language.md §11); what is stored is the code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::access::words::listed;
use crate::db::{Reading, Tx};
use crate::error::Result;
use crate::settings;

listed! {
    /// One part of life: the pathway plan's own eight areas, and safety beside them.
    Area {
        Home = "home", "Home";
        Health = "health", "Health";
        LearningAndWork = "learning_and_work", "Learning and work";
        Feelings = "feelings", "Feelings";
        WhoIAm = "who_i_am", "Who I am";
        MyPeople = "my_people", "My people";
        Money = "money", "Money";
        LifeSkills = "life_skills", "Life skills";
        Safety = "safety", "Staying safe";
    }
}

impl Area {
    /// The eight that "how it's going" asks about. Safety has a plan of its own.
    pub const EIGHT: [Self; 8] = [
        Self::Home,
        Self::Health,
        Self::LearningAndWork,
        Self::Feelings,
        Self::WhoIAm,
        Self::MyPeople,
        Self::Money,
        Self::LifeSkills,
    ];
}

listed! {
    /// How one part of life is going, from 1 to 5. Never added up, never averaged.
    Step {
        HardRightNow = "1", "Hard right now";
        ABitHard = "2", "A bit hard";
        OkWithHelp = "3", "OK with help";
        Ok = "4", "OK";
        GoingWell = "5", "Going well";
    }
}

impl Step {
    /// 1 to 5.
    pub fn number(self) -> u8 {
        Self::ALL.iter().zip(1..).find_map(|(step, number)| (*step == self).then_some(number)).unwrap_or(1)
    }
}

/// The council's own words for parts and steps, where it has chosen other ones than ours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    areas: BTreeMap<Area, String>,
    steps: BTreeMap<Step, String>,
    /// Which young people agreed these words, and when: no words are changed without it.
    pub agreed: String,
}

impl Words {
    pub fn area(&self, area: Area) -> &str {
        self.areas.get(&area).map_or(area.says(), String::as_str)
    }

    pub fn step(&self, step: Step) -> &str {
        self.steps.get(&step).map_or(step.says(), String::as_str)
    }

    #[must_use]
    pub fn calling_area(mut self, area: Area, says: &str) -> Self {
        self.areas.insert(area, says.trim().to_owned());
        self
    }

    #[must_use]
    pub fn calling_step(mut self, step: Step, says: &str) -> Self {
        self.steps.insert(step, says.trim().to_owned());
        self
    }

    #[must_use]
    pub fn agreed_by(mut self, whom: &str) -> Self {
        self.agreed = whom.trim().to_owned();
        self
    }
}

/// The name of the setting these words are kept under.
pub const SETTING: &str = "areas";

/// What this council calls them now.
pub fn words(r: &mut Reading<'_>) -> Result<Words> {
    Ok(settings::latest(r, SETTING)?.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

pub fn set_words(tx: &mut Tx<'_>, words: &Words) -> Result<()> {
    settings::set(tx, SETTING, serde_json::to_string(words)?)
}
