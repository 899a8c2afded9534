//! How many of whom: published shares of one real service, made consistent and dealt to any number of people.
//!
//! Only the figures are used. Where the published tables do not add up (ages come to 850 and activities to 814 for 810
//! people) they are taken as shares and apportioned again, so that every table adds up to exactly the number of people.
//! The method is written down in docs/demonstration.md.

use super::chance::Chance;

/// The four groups of people a leaving-care service is for, as the demonstration counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    Eligible,
    Relevant,
    /// 18 to 24; the law's own name changes at 21.
    FormerRelevant,
    Qualifying,
}

/// As recorded, in the words of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Gender {
    Male,
    Female,
    TransMan,
}

impl Gender {
    pub(super) const fn says(self) -> &'static str {
        match self {
            Self::Male => "Male",
            Self::Female => "Female",
            Self::TransMan => "Trans man",
        }
    }

    /// The code of the yearly return.
    pub(super) const fn sex(self) -> &'static str {
        match self {
            Self::Male => "M",
            Self::Female | Self::TransMan => "F",
        }
    }
}

/// Ethnicity as the yearly return codes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Ethnicity {
    WhiteBritish,
    Pakistani,
    WhiteAndAsian,
    AnotherGroup,
    African,
    Roma,
    WhiteAndCaribbean,
    AnotherAsian,
    CentralEuropean,
    AnotherMixed,
    Bangladeshi,
    WhiteAndAfrican,
    AnotherBlack,
    IrishTraveller,
    Indian,
    Caribbean,
    NotAskedYet,
}

impl Ethnicity {
    /// The code of the yearly return; none where nobody has asked.
    pub(super) const fn code(self) -> Option<&'static str> {
        Some(match self {
            Self::WhiteBritish => "WBRI",
            Self::Pakistani => "APKN",
            Self::WhiteAndAsian => "MWAS",
            Self::AnotherGroup => "OOTH",
            Self::African => "BAFR",
            Self::Roma => "WROM",
            Self::WhiteAndCaribbean => "MWBC",
            Self::AnotherAsian => "AOTH",
            Self::CentralEuropean => "WOTH",
            Self::AnotherMixed => "MOTH",
            Self::Bangladeshi => "ABAN",
            Self::WhiteAndAfrican => "MWBA",
            Self::AnotherBlack => "BOTH",
            Self::IrishTraveller => "WIRT",
            Self::Indian => "AIND",
            Self::Caribbean => "BCRB",
            Self::NotAskedYet => return None,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Religion {
    None,
    NotRecorded,
    NotKnown,
    Muslim,
    Christian,
    RomanCatholic,
    Atheist,
    ChurchOfEngland,
    Orthodox,
    Another,
    Buddhist,
    Hindu,
}

impl Religion {
    /// As written in the record; nothing where it was not recorded or is not known.
    pub(super) const fn says(self) -> Option<&'static str> {
        Some(match self {
            Self::None => "No religion",
            Self::Muslim => "Muslim",
            Self::Christian => "Christian",
            Self::RomanCatholic => "Roman Catholic",
            Self::Atheist => "Atheist",
            Self::ChurchOfEngland => "Church of England",
            Self::Orthodox => "Orthodox Christian",
            Self::Another => "Another religion",
            Self::Buddhist => "Buddhist",
            Self::Hindu => "Hindu",
            Self::NotRecorded | Self::NotKnown => return None,
        })
    }
}

/// What they do, as the yearly return groups it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Activity {
    College,
    Degree,
    Apprenticeship,
    Work,
    PartTimeCollege,
    PartTimeWork,
    Ill,
    Looking,
    Parenting,
    NotKnown,
}

impl Activity {
    /// The code of the yearly return (OC3).
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::College => "F2",
            Self::Degree => "F1",
            Self::Apprenticeship => "F4",
            Self::Work => "F5",
            Self::PartTimeCollege => "P2",
            Self::PartTimeWork => "P5",
            Self::Ill => "G4",
            Self::Looking => "G5",
            Self::Parenting => "G6",
            Self::NotKnown => "0",
        }
    }
}

pub(super) const GROUPS: &[(Group, u32)] =
    &[(Group::Eligible, 241), (Group::FormerRelevant, 471), (Group::Relevant, 17), (Group::Qualifying, 81)];

/// Published counts, which come to 850 for 810 people: shares.
const AGES: &[(i16, u32)] = &[(16, 155), (17, 152), (18, 164), (19, 158), (20, 124), (21, 63), (22, 30), (23, 4)];

const GENDERS: &[(Gender, u32)] = &[(Gender::Male, 426), (Gender::Female, 380), (Gender::TransMan, 4)];

/// Those who chose among fewest names come first, so that the shares of small groups are met where they make sense.
const ETHNICITIES: &[(Ethnicity, u32)] = &[
    (Ethnicity::WhiteBritish, 419),
    (Ethnicity::Pakistani, 113),
    (Ethnicity::WhiteAndAsian, 62),
    (Ethnicity::AnotherGroup, 59),
    (Ethnicity::African, 33),
    (Ethnicity::Roma, 21),
    (Ethnicity::WhiteAndCaribbean, 21),
    (Ethnicity::AnotherAsian, 20),
    // Published in two rows of one name: 17 and 13.
    (Ethnicity::CentralEuropean, 30),
    (Ethnicity::AnotherMixed, 10),
    (Ethnicity::Bangladeshi, 8),
    (Ethnicity::WhiteAndAfrican, 5),
    (Ethnicity::AnotherBlack, 3),
    (Ethnicity::IrishTraveller, 2),
    (Ethnicity::Indian, 2),
    (Ethnicity::Caribbean, 1),
    (Ethnicity::NotAskedYet, 1),
];

/// In the order they are dealt: a religion tied to few backgrounds is dealt before one tied to many.
const RELIGIONS: &[(Religion, u32)] = &[
    (Religion::Hindu, 1),
    (Religion::Buddhist, 4),
    (Religion::Orthodox, 18),
    (Religion::Muslim, 117),
    (Religion::RomanCatholic, 31),
    (Religion::ChurchOfEngland, 21),
    (Religion::Another, 6),
    (Religion::Christian, 90),
    (Religion::Atheist, 22),
    (Religion::None, 176),
    (Religion::NotKnown, 171),
    (Religion::NotRecorded, 153),
];

/// Published rows, which come to 814 for 810 people: shares. Rows that the return gives one code are added together.
const ACTIVITIES: &[(Activity, u32)] = &[
    (Activity::Parenting, 46),
    (Activity::Degree, 39 + 5),
    (Activity::Apprenticeship, 19),
    (Activity::PartTimeWork, 1 + 17 + 7),
    (Activity::Work, 6 + 61 + 25),
    (Activity::College, 263),
    (Activity::PartTimeCollege, 10),
    (Activity::Ill, 44),
    (Activity::NotKnown, 59),
    (Activity::Looking, 212),
];

/// Of each group, how many of how many live outside the area. Together 161 of 810.
const OUTSIDE: &[(Group, u32, u32)] = &[
    (Group::Eligible, 33, 241),
    (Group::FormerRelevant, 112, 471),
    (Group::Relevant, 4, 17),
    (Group::Qualifying, 12, 81),
];

/// One invented person, as dealt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Profile {
    pub group: Group,
    pub age: i16,
    pub gender: Gender,
    pub ethnicity: Ethnicity,
    pub religion: Religion,
    pub activity: Activity,
    pub outside: bool,
    /// Came to the country on their own. The source counts them but gives no number: 9 in a hundred.
    pub separated: bool,
}

const SEPARATED_IN_100: usize = 9;

/// Whole numbers in proportion to the weights that come to exactly `total`: largest remainders, the earlier of equals.
pub(super) fn apportion(weights: &[u32], total: usize) -> Vec<usize> {
    let sum: u64 = weights.iter().map(|weight| u64::from(*weight)).sum::<u64>().max(1);
    let exact = |weight: &u32| u64::from(*weight) * total as u64;
    let mut shares: Vec<usize> = weights.iter().map(|weight| (exact(weight) / sum) as usize).collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|at| std::cmp::Reverse(exact(&weights[*at]) % sum));
    let left = total - shares.iter().sum::<usize>();
    for at in by_remainder.into_iter().take(left) {
        shares[at] += 1;
    }
    shares
}

fn apportioned<T: Copy>(table: &[(T, u32)], total: usize) -> Vec<(T, usize)> {
    let weights: Vec<u32> = table.iter().map(|(_, weight)| *weight).collect();
    table.iter().map(|(one, _)| *one).zip(apportion(&weights, total)).collect()
}

/// What the told stories already are, so that the rest make up the shares.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    pub group: Group,
    pub age: i16,
    pub gender: Gender,
    pub ethnicity: Ethnicity,
    pub religion: Religion,
    pub outside: bool,
    pub separated: bool,
}

/// Deals profiles to everybody the stories leave out, so that all together have the shares.
pub(super) fn deal(people: usize, taken: &[Taken], seed: u64) -> Vec<Profile> {
    let left = people.saturating_sub(taken.len());
    let ages = ages_of_groups(people, taken, left, seed);
    let mut hand = Hand { chance: Chance::of(seed, "shares"), left };
    let genders = hand.deal(&less(apportioned(GENDERS, people), taken, |one| one.gender), |_, _| 1);
    let ethnicities = hand.deal(&less(apportioned(ETHNICITIES, people), taken, |one| one.ethnicity), |_, _| 1);
    let religions = hand.deal(&less(apportioned(RELIGIONS, people), taken, |one| one.religion), |at, religion| {
        likely_religion(ethnicities[at], religion)
    });
    let activities = hand.deal(&apportioned(ACTIVITIES, left), |at, activity| {
        likely_activity(ages[at].1, ages[at].0, genders[at], activity)
    });
    let outside = outside(&ages, people, taken, &mut hand);
    let alone = (people * SEPARATED_IN_100 / 100).saturating_sub(taken.iter().filter(|one| one.separated).count());
    let separated = hand.deal(&[(true, alone.min(left)), (false, left)], |at, alone| match alone {
        true => likely_separated(ages[at], genders[at], ethnicities[at]),
        false => 1,
    });
    let came_alone = |at: usize| separated[at] && likely_separated(ages[at], genders[at], ethnicities[at]) > 1;
    (0..left)
        .map(|at| Profile {
            group: ages[at].0,
            age: ages[at].1,
            gender: genders[at],
            ethnicity: ethnicities[at],
            religion: religions[at],
            activity: activities[at],
            outside: outside[at],
            separated: came_alone(at),
        })
        .collect()
}

/// The table less those the stories have taken.
fn less<T: Copy + PartialEq>(mut table: Vec<(T, usize)>, taken: &[Taken], of: impl Fn(&Taken) -> T) -> Vec<(T, usize)> {
    for one in taken {
        if let Some(row) = table.iter_mut().find(|row| row.0 == of(one)) {
            row.1 = row.1.saturating_sub(1);
        }
    }
    table
}

/// The group and age of each person to be invented, in an order of chance.
fn ages_of_groups(people: usize, taken: &[Taken], left: usize, seed: u64) -> Vec<(Group, i16)> {
    let groups = less(apportioned(GROUPS, people), taken, |one| one.group);
    let of = |group| groups.iter().find(|row| row.0 == group).map_or(0, |row| row.1);
    let in_childhood = of(Group::Eligible) + of(Group::Relevant);
    let mut chance = Chance::of(seed, "ages");
    let mut ages: Vec<i16> = less(apportioned(AGES, people), taken, |one| one.age)
        .into_iter()
        .flat_map(|(age, many)| std::iter::repeat_n(age, many))
        .collect();
    ages.resize(left, 18);
    ages.sort_unstable();
    fit(&mut ages, in_childhood, of(Group::Qualifying));
    let first_adult = ages.iter().position(|age| *age >= 18).unwrap_or(left);
    let first_over_20 = ages.iter().position(|age| *age >= 21).unwrap_or(left);
    chance.shuffle(&mut ages[..first_adult]);
    chance.shuffle(&mut ages[first_adult..first_over_20]);
    let mut dealt: Vec<(Group, i16)> = ages
        .into_iter()
        .enumerate()
        .map(|(at, age)| (group_at(at, of(Group::Eligible), in_childhood, of(Group::Qualifying)), age))
        .collect();
    chance.shuffle(&mut dealt);
    dealt
}

/// Eligible and relevant people are under 18 and come first, then those who qualify, then those who were relevant.
const fn group_at(at: usize, eligible: usize, in_childhood: usize, qualifying: usize) -> Group {
    if at < eligible {
        Group::Eligible
    } else if at < in_childhood {
        Group::Relevant
    } else if at < in_childhood + qualifying {
        Group::Qualifying
    } else {
        Group::FormerRelevant
    }
}

/// Moves as few people as it takes by a year, where rounding left a group with too few of an age it can have.
fn fit(ages: &mut [i16], in_childhood: usize, qualifying: usize) {
    for (at, age) in ages.iter_mut().enumerate() {
        *age = match at {
            _ if at < in_childhood => (*age).min(17),
            _ if at < in_childhood + qualifying => (*age).min(20),
            _ => (*age).max(18),
        };
    }
}

/// Deals values to people so that each value has exactly its number and falls where it is likely.
struct Hand {
    chance: Chance,
    left: usize,
}

impl Hand {
    fn deal<T: Copy>(&mut self, table: &[(T, usize)], weight: impl Fn(usize, T) -> u32) -> Vec<T> {
        let most = table.iter().max_by_key(|row| row.1).expect("a table has rows").0;
        let mut dealt = vec![most; self.left];
        let mut waiting: Vec<usize> = (0..self.left).collect();
        for (value, number) in table {
            // The smaller the number drawn for its weight, the sooner somebody's turn comes.
            let mut drawn: Vec<(u64, usize)> = waiting
                .iter()
                .map(|at| ((self.chance.next() >> 24) / u64::from(weight(*at, *value).max(1)), *at))
                .collect();
            drawn.sort_unstable();
            let rest = drawn.split_off((*number).min(drawn.len()));
            drawn.into_iter().for_each(|(_, at)| dealt[at] = *value);
            waiting = rest.into_iter().map(|(_, at)| at).collect();
            waiting.sort_unstable();
        }
        dealt
    }
}

fn outside(ages: &[(Group, i16)], people: usize, taken: &[Taken], hand: &mut Hand) -> Vec<bool> {
    let groups = apportioned(GROUPS, people);
    let total = apportion(&[161, 649], people)[0];
    let weights: Vec<u32> = OUTSIDE
        .iter()
        .map(|(group, outside, of)| {
            let now = groups.iter().find(|row| row.0 == *group).map_or(0, |row| row.1);
            u32::try_from(u64::from(*outside) * now as u64 * 1000 / u64::from(*of)).unwrap_or(u32::MAX)
        })
        .collect();
    let mut dealt = vec![false; ages.len()];
    for ((group, ..), number) in OUTSIDE.iter().zip(apportion(&weights, total)) {
        let stories = taken.iter().filter(|one| one.group == *group && one.outside).count();
        let mut of_group: Vec<usize> = (0..ages.len()).filter(|at| ages[*at].0 == *group).collect();
        hand.chance.shuffle(&mut of_group);
        // In the source those who qualify and live outside the area are all over 18.
        of_group.sort_by_key(|at| *group == Group::Qualifying && ages[*at].1 < 18);
        of_group.into_iter().take(number.saturating_sub(stories)).for_each(|at| dealt[at] = true);
    }
    dealt
}

fn likely_religion(ethnicity: Ethnicity, religion: Religion) -> u32 {
    use Ethnicity as E;
    match (religion, ethnicity) {
        (Religion::Hindu, E::Indian) => 100_000,
        (Religion::Buddhist, E::AnotherAsian) => 300,
        (Religion::Orthodox, E::African | E::CentralEuropean | E::Roma) => 400,
        (Religion::Muslim, E::Pakistani | E::Bangladeshi) => 3000,
        (Religion::Muslim, E::AnotherGroup | E::AnotherAsian) => 600,
        (Religion::Muslim, E::African | E::WhiteAndAsian) => 150,
        (Religion::RomanCatholic, E::CentralEuropean | E::Roma | E::IrishTraveller) => 300,
        (Religion::RomanCatholic | Religion::ChurchOfEngland, E::WhiteBritish) => 60,
        (Religion::Christian, E::African | E::AnotherBlack | E::Caribbean | E::WhiteAndCaribbean | E::Roma) => 60,
        (Religion::Christian | Religion::Atheist | Religion::None, E::WhiteBritish) => 20,
        (Religion::NotRecorded | Religion::NotKnown | Religion::Another, _) => 10,
        (Religion::Christian | Religion::None, _) => 6,
        _ => 1,
    }
}

fn likely_activity(age: i16, group: Group, gender: Gender, activity: Activity) -> u32 {
    match activity {
        Activity::Parenting => match gender {
            Gender::Female => 200 * (age as u32 - 15),
            Gender::Male | Gender::TransMan => 1,
        },
        Activity::Degree => {
            if age >= 18 && group == Group::FormerRelevant {
                5000
            } else {
                1
            }
        }
        Activity::College | Activity::PartTimeCollege => match age {
            ..=17 => 60,
            18 => 25,
            _ => 6,
        },
        Activity::Work | Activity::PartTimeWork | Activity::Apprenticeship => {
            if age >= 18 {
                20
            } else {
                2
            }
        }
        Activity::NotKnown => {
            if age >= 18 {
                30
            } else {
                1
            }
        }
        Activity::Ill | Activity::Looking => 1,
    }
}

/// Somebody who left care in childhood for family or a guardian seldom came alone.
fn likely_separated((group, age): (Group, i16), gender: Gender, ethnicity: Ethnicity) -> u32 {
    let from = match ethnicity {
        Ethnicity::AnotherGroup => 400,
        Ethnicity::African | Ethnicity::AnotherAsian => 300,
        Ethnicity::AnotherBlack => 50,
        _ => return 1,
    };
    if group == Group::Relevant || (group == Group::Qualifying && age < 19) {
        return 1;
    }
    if gender == Gender::Male { 4 * from } else { from }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count<T: PartialEq>(of: impl Iterator<Item = T>, one: T) -> usize {
        of.filter(|found| *found == one).count()
    }

    #[test]
    fn apportioning_comes_to_the_total_exactly() {
        for total in [0, 1, 7, 100, 809, 810, 100_000] {
            for table in [&[155, 152, 164, 158, 124, 63, 30, 4][..], &[241, 471, 17, 81], &[1, 1, 1]] {
                assert_eq!(apportion(table, total).iter().sum::<usize>(), total);
            }
        }
        assert_eq!(apportion(&[241, 471, 17, 81], 810), [241, 471, 17, 81]);
    }

    #[test]
    fn the_published_ages_of_850_become_ages_of_810() {
        let ages = apportioned(AGES, 810);
        assert_eq!(ages, [(16, 148), (17, 145), (18, 156), (19, 150), (20, 118), (21, 60), (22, 29), (23, 4)]);
    }

    #[test]
    fn eight_hundred_and_ten_people_have_the_published_shares() {
        let dealt = deal(810, &[], 1);
        let groups = [Group::Eligible, Group::FormerRelevant, Group::Relevant, Group::Qualifying];
        assert_eq!(groups.map(|group| count(dealt.iter().map(|one| one.group), group)), [241, 471, 17, 81]);
        assert_eq!(count(dealt.iter().map(|one| one.gender), Gender::TransMan), 4);
        assert_eq!(count(dealt.iter().map(|one| one.ethnicity), Ethnicity::CentralEuropean), 30);
        assert_eq!(count(dealt.iter().map(|one| one.religion), Religion::NotRecorded), 153);
        assert_eq!(count(dealt.iter().map(|one| one.outside), true), 161);
        assert_eq!(count(dealt.iter().map(|one| (one.group, one.outside)), (Group::Relevant, true)), 4);
        assert_eq!(count(dealt.iter().map(|one| one.age), 16), 148);
        assert_eq!(count(dealt.iter().map(|one| one.age), 23), 4);
    }

    #[test]
    fn every_group_has_the_ages_the_law_allows() {
        for people in [1, 2, 10, 57, 200, 810, 3000] {
            for one in deal(people, &[], 9) {
                let allowed = match one.group {
                    Group::Eligible | Group::Relevant => 16..=17,
                    Group::Qualifying => 16..=20,
                    Group::FormerRelevant => 18..=24,
                };
                assert!(allowed.contains(&one.age), "{people}: {one:?}");
            }
        }
    }

    #[test]
    fn who_is_told_as_a_story_is_not_dealt_again() {
        let told = Taken {
            group: Group::Relevant,
            age: 17,
            gender: Gender::TransMan,
            ethnicity: Ethnicity::Indian,
            religion: Religion::Hindu,
            outside: true,
            separated: false,
        };
        let dealt = deal(810, &[told], 3);
        assert_eq!(dealt.len(), 809);
        assert_eq!(count(dealt.iter().map(|one| one.group), Group::Relevant), 16);
        assert_eq!(count(dealt.iter().map(|one| one.gender), Gender::TransMan), 3);
        assert_eq!(count(dealt.iter().map(|one| one.religion), Religion::Hindu), 0);
        assert_eq!(count(dealt.iter().map(|one| one.outside), true), 160);
    }

    #[test]
    fn a_faith_falls_where_it_is_likely() {
        let dealt = deal(810, &[], 5);
        let muslim = |one: &&Profile| one.religion == Religion::Muslim;
        let pakistani = dealt.iter().filter(|one| one.ethnicity == Ethnicity::Pakistani);
        let british = dealt.iter().filter(|one| one.ethnicity == Ethnicity::WhiteBritish);
        assert!(pakistani.filter(muslim).count() > 60);
        assert!(british.filter(muslim).count() < 10);
    }
}
