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
    let said: Vec<&str> = year.files[0].problems.iter().map(|problem| problem.code.as_ref()).collect();
    assert_eq!(said, ["W08"]);
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

/// The rules each set breaks, so that a check that goes quiet is noticed.
fn rules_broken(files: Vec<(String, Vec<u8>)>, year: u16) -> (waymark_ssda903::preview::Preview, Vec<String>) {
    use waymark_ssda903::preview::{Choices, Upload, preview};
    let uploads: Vec<Upload<'_>> = files.iter().map(|(name, bytes)| Upload { name, bytes }).collect();
    let preview = preview(&uploads, &Choices { year: Some(year), ..Choices::default() }, &Known::default());
    let codes = crate::codes(&preview);
    (preview, codes)
}

fn bytes_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), std::fs::read(path).unwrap())).collect()
}

#[test]
fn the_fake_year_with_its_xml_loads_and_says_what_is_wrong_with_it() {
    let Some(data) = shared() else { return };
    let (preview, codes) = rules_broken(bytes_of(&data.join("d2i-fake-2017-18")), 2018);
    assert!(preview.can_import());
    assert!(preview.plan.people_tally.new >= 2675);
    for code in ["133", "142", "148", "168", "344", "385", "388", "391", "501", "120", "EPI", "W20", "W21", "W03"] {
        assert!(codes.iter().any(|found| found == code), "rule {code} found nothing in {codes:?}");
    }
    assert_eq!(preview.set_aside.len(), 1, "only the social worker of someone unknown");
    let keys: Vec<&str> = waymark_ssda903::groups::GROUPS.iter().map(|group| group.key).collect();
    assert!(preview.groups.iter().all(|group| keys.contains(&group.key.split(':').next().unwrap_or_default())));
    assert!(!codes.iter().any(|code| code == "132"), "the old activity codes were right in their year");
}

#[test]
fn another_authoritys_layout_and_other_files_are_refused_and_published_tables_too() {
    let Some(data) = shared() else { return };
    for (name, bytes) in bytes_of(&data.join("dfe-published")) {
        assert!(read_file(&name, &bytes).is_err(), "{name}");
    }
    let cohort = data.join("synthetic-2025-26/cohort.csv");
    assert!(read_file("cohort.csv", &std::fs::read(cohort).unwrap()).is_err());
}

#[test]
fn the_synthetic_years_kept_with_the_tests_are_those_of_the_shared_data() {
    let Some(data) = shared() else { return };
    for year in ["this", "prev"] {
        for (name, bytes) in crate::fixture(year) {
            assert!(std::fs::read(data.join("synthetic-2025-26").join(&name)).unwrap() == bytes, "{name}");
        }
    }
}
