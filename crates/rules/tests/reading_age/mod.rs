//! How old a reader has to be, as the tests of words measure it.

pub fn sentences(text: &str) -> Vec<Vec<&str>> {
    text.split(['.', '?', '!'])
        .map(|sentence| sentence.split_whitespace().collect::<Vec<_>>())
        .filter(|words| !words.is_empty())
        .collect()
}

/// Vowel groups, less a silent ending. Numbers and dates are read as their figures, as a page reader would skip them.
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(|c| c.is_ascii_alphabetic()).collect();
    let is_vowel = |c: char| "aeiouy".contains(c);
    let starts = word
        .char_indices()
        .filter(|(at, c)| is_vowel(*c) && (*at == 0 || !is_vowel(word[..*at].chars().next_back().unwrap_or(' '))));
    let silent = word.ends_with('e') && !word.ends_with("le")
        || (word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded"));
    starts.count().saturating_sub(usize::from(silent)).max(1)
}

/// Flesch-Kincaid grade plus five: the age of a reader in England.
pub fn reading_age(text: &str) -> f64 {
    let sentences = sentences(text);
    let words: Vec<&str> = sentences.iter().flatten().copied().collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (sentences, words, syllables) = (sentences.len() as f64, words.len() as f64, syllables as f64);
    0.39 * words / sentences + 11.8 * syllables / words - 15.59 + 5.0
}
