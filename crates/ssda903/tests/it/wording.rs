//! The words of the problems, groups and codes keep the project's rules: its list of words, short sentences, a reading
//! age of 12. And the document lists every code of our own.

use std::collections::BTreeSet;
use std::path::Path;
use waymark_ssda903::checks;
use waymark_ssda903::codes::SETS;
use waymark_ssda903::groups::GROUPS;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().and_then(Path::parent).expect("the workspace")
}

/// Words staff pages never show, and those young people's pages never show.
fn forbidden() -> Vec<(String, bool, bool)> {
    let list = std::fs::read_to_string(root().join("docs/forbidden_words.txt")).unwrap();
    let lines = list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let parse = |line: &str| {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        (parts[0].to_lowercase(), parts[1] == "never", parts[2] == "never")
    };
    lines.map(parse).collect()
}

fn holds(text: &str, word: &str) -> bool {
    let text = format!(" {} ", text.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '-', " "));
    match word.strip_suffix('*') {
        Some(start) => text.contains(&format!(" {start}")),
        None => text.contains(&format!(" {word} ")),
    }
}

fn staff_texts() -> Vec<String> {
    let groups = GROUPS.iter().flat_map(|group| {
        let titles = [group.one, group.many].map(|title| title.replace("{n}", "12").replace("{field}", "end date"));
        [titles.to_vec(), vec![group.explanation.to_owned()], group.likely_fix.map(str::to_owned).into_iter().collect()]
            .concat()
    });
    let codes = SETS.iter().flat_map(|set| set.codes).map(|code| code.staff.to_owned());
    groups.chain(codes).collect()
}

#[test]
fn no_text_uses_a_word_from_the_list() {
    for (word, staff, young) in forbidden() {
        for text in staff_texts().iter().filter(|_| staff) {
            assert!(!holds(text, &word), "“{word}” in staff words: {text}");
        }
        for code in SETS.iter().flat_map(|set| set.codes).filter(|_| young) {
            // What staff read and young people never see are the codes without words of their own.
            assert!(
                code.young == code.staff || !holds(code.young, &word),
                "“{word}” in young people's words: {}",
                code.young
            );
        }
    }
}

#[test]
fn sentences_are_short() {
    for text in staff_texts() {
        for sentence in text.split_inclusive(['.', '?', ':']) {
            let words = sentence.split_whitespace().count();
            assert!(words <= 25, "{words} words: {sentence}");
        }
    }
}

/// Flesch–Kincaid over all group texts together, as UK reading age (grade and 5).
#[test]
fn the_reading_age_of_all_groups_together_is_12_or_lower() {
    let texts: Vec<String> =
        GROUPS.iter().flat_map(|group| [group.many, group.explanation]).map(str::to_owned).collect();
    let sentences = texts.iter().map(|text| text.matches(['.', '?']).count().max(1)).sum::<usize>();
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let count = words.len() as f64;
    let grade = 0.39 * count / sentences as f64 + 11.8 * syllables as f64 / count - 15.59;
    assert!(grade + 5.0 <= 12.0, "reading age {:.1}", grade + 5.0);
}

fn syllables(word: &str) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let vowel = |c: &char| "aeiouy".contains(*c);
    let groups = letters.windows(2).filter(|pair| vowel(&pair[1]) && !vowel(&pair[0])).count()
        + usize::from(letters.first().is_some_and(vowel));
    let silent = letters.len() > 2 && letters.ends_with(&['e']) && !letters.ends_with(&['l', 'e']);
    groups.saturating_sub(usize::from(silent)).max(1)
}

#[test]
fn group_keys_are_there_once_and_each_is_used_somewhere() {
    let keys: BTreeSet<&str> = GROUPS.iter().map(|group| group.key).collect();
    assert_eq!(keys.len(), GROUPS.len());
    let code: String =
        sources().into_iter().filter(|(file, _)| !file.ends_with("groups.rs")).map(|(_, text)| text).collect();
    for key in keys {
        let used = [format!("\"{key}\""), format!("\"{key}:")].iter().any(|literal| code.contains(literal.as_str()));
        assert!(used, "no check uses the group {key}");
    }
}

fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match entry.is_dir() {
                true => folders.push(entry),
                false => found.push((entry.display().to_string(), std::fs::read_to_string(&entry).unwrap())),
            }
        }
    }
    found
}

#[test]
fn the_document_lists_every_code_of_our_own_and_every_rule_checked() {
    let document = std::fs::read_to_string(root().join("docs/importing-ssda903.md")).unwrap();
    let mut codes: BTreeSet<String> = checks::all().map(|check| check.code.to_owned()).collect();
    for (_, text) in sources() {
        for part in text.split('"').filter(|part| part.len() == 3 && part.starts_with('W')) {
            if part[1..].bytes().all(|byte| byte.is_ascii_digit()) {
                codes.insert(part.to_owned());
            }
        }
    }
    assert!(codes.len() > 60);
    for code in codes {
        assert!(document.contains(&format!("`{code}`")), "docs/importing-ssda903.md does not list {code}");
    }
}

#[test]
fn every_rule_has_words_for_what_must_hold() {
    for check in checks::all() {
        assert!(!check.says.is_empty() && check.says.len() < 70, "{}", check.code);
    }
}
