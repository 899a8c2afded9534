//! The public and synthetic returns kept outside the repository: each must read, load and merge as their notes say.

use std::path::{Path, PathBuf};
use waymark_ssda903::layout::FileType;
use waymark_ssda903::merge::{Known, plan};
use waymark_ssda903::read::{ReadFile, read_file};
use waymark_ssda903::years::{YearFiles, sort_years};

/// The folder of data for checks. Absent on a bare clone, and then the test says so; in CI it must be there.
fn shared() -> Option<PathBuf> {
    let root = std::env::var_os("WAYMARK_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let data = root.join("data/ssda903");
    if data.is_dir() {
        return Some(data);
    }
    assert!(std::env::var_os("CI").is_none(), "the data for checks is absent in CI: {}", data.display());
    #[allow(clippy::print_stderr)]
    {
        eprintln!("skipped: shared data absent");
    }
    None
}

fn read_folder(folder: &Path, ending: &str) -> Vec<ReadFile> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .map(|path| {
            let bytes = std::fs::read(path).unwrap();
            read_file(path.to_str().unwrap(), &bytes).unwrap_or_else(|problems| panic!("{problems:?}"))
        })
        .collect()
}

fn one_year(files: Vec<ReadFile>, year: u16) -> YearFiles {
    let mut sorted = sort_years(files, Some(year));
    assert_eq!(sorted.years.len(), 1);
    sorted.years.remove(0)
}

#[test]
fn the_fake_year_of_2018_gives_2675_people() {
    let Some(data) = shared() else { return };
    let year = one_year(read_folder(&data.join("d2i-fake-2017-18"), "csv"), 2018);
    assert_eq!(year.year, 2018);
    let count = |table| year.rows().filter(|row| row.record.table() == table).count();
    assert_eq!(count(FileType::Header), 2675);
    assert_eq!(count(FileType::Episodes), 5050);
    assert_eq!(count(FileType::Reviews), 12_582);
    assert_eq!(count(FileType::Oc2), 2675);
    assert_eq!(count(FileType::Oc3), 53);
    assert_eq!(count(FileType::Uasc), 132);
    assert_eq!(count(FileType::Missing), 43);
    assert_eq!(count(FileType::Ad1), 29);
    assert_eq!(count(FileType::PlacedAdoption), 29);
    assert_eq!(count(FileType::PrevPerm), 2675);
    assert_eq!(count(FileType::SwEpisodes), 1);
    let plan = plan(&Known::default(), &[year]);
    assert_eq!(plan.people_tally.new, 2675);
    assert_eq!(plan.episodes_tally.new, 5050);
}

#[test]
fn the_xml_return_gives_253_children_and_459_episodes() {
    let Some(data) = shared() else { return };
    let year = one_year(read_folder(&data.join("d2i-fake-2017-18"), "xml"), 2018);
    let count = |table| year.rows().filter(|row| row.record.table() == table).count();
    assert_eq!(count(FileType::Header), 253);
    assert_eq!(count(FileType::Episodes), 459);
    assert_eq!(count(FileType::Oc3), 6);
    assert_eq!(count(FileType::Uasc), 12);
    assert_eq!(count(FileType::Reviews), 1206);
    assert_eq!(count(FileType::Ad1), 3);
    assert_eq!(count(FileType::Missing), 6);
    assert!(year.files[0].problems.is_empty(), "{:?}", year.files[0].problems);
    let plan = plan(&Known::default(), &[year]);
    assert_eq!((plan.people_tally.new, plan.episodes_tally.new), (253, 459));
}

#[test]
fn two_linked_years_give_820_people_and_2088_episodes_together_or_one_after_the_other() {
    let Some(data) = shared() else { return };
    let files = |year: &str| read_folder(&data.join(year), "csv");
    let together = sort_years([files("demand-model-2018"), files("demand-model-2017")].concat(), Some(2019));
    assert_eq!(together.years.iter().map(|year| year.year).collect::<Vec<_>>(), [2018, 2019]);
    let both = plan(&Known::default(), &together.years);
    assert_eq!((both.people_tally.new, both.people_tally.total_after), (820, 820));
    assert_eq!((both.episodes_tally.new, both.episodes_tally.total_after), (2088, 2088));

    let first = [one_year(files("demand-model-2017"), 2018)];
    let second = [one_year(files("demand-model-2018"), 2019)];
    let after_first = Known::default().after(&plan(&Known::default(), &first));
    let next = plan(&after_first, &second);
    assert_eq!((next.people_tally.new, next.people_tally.total_after), (1, 820));
    assert_eq!(next.episodes_tally.total_after, 2088);
    assert_eq!(next.episodes_tally.changed, 346, "homes open in one year and closed in the next");
    let held = after_first.after(&next);
    assert!(plan(&held, &second).is_empty());
    assert!(plan(&held, &first).is_empty(), "an older year changes nothing");
    assert!(plan(&held, &together.years).is_empty());
    assert!(rows_held(&held) == rows_held(&Known::default().after(&both)), "the way there makes no difference");
}

/// Every row held, without the year that said it last.
fn rows_held(known: &Known) -> std::collections::BTreeSet<String> {
    let person = |person: &waymark_ssda903::merge::KnownPerson| {
        let episodes = person.episodes.iter().map(|held| format!("{:?}", held.row)).collect::<Vec<_>>();
        let others = person.others.iter().map(|held| format!("{:?}", held.row)).collect::<Vec<_>>();
        [vec![format!("{:?}", person.facts)], episodes, others].concat()
    };
    known.people.values().flat_map(person).collect()
}
