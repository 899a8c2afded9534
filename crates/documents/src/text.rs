//! Words as they can be printed.
//!
//! PDF/UA refuses a letter the typeface does not have, and a document that cannot be made because somebody wrote a heart
//! is no use to them. So a sign without a letter is told in words, in square brackets, and whoever reads it
//! knows that something stood there.

use crate::typeface;
use unicode_normalization::UnicodeNormalization;

/// Letters without a break after which a line may end anywhere in a word.
const LONG_WORD: usize = 24;
const BREAK_EVERY: usize = 12;
const MAY_BREAK: char = '\u{200B}';

/// Cleaned, with room to break words that are wider than a line.
pub(crate) fn clean(words: &str) -> String {
    let printable = only_printable(words);
    printable.split_inclusive(char::is_whitespace).map(breakable).collect()
}

fn breakable(word: &str) -> String {
    if word.chars().count() <= LONG_WORD {
        return word.to_owned();
    }
    let mut made = String::new();
    for (index, letter) in word.chars().enumerate() {
        if index > 0 && index % BREAK_EVERY == 0 && !letter.is_whitespace() {
            made.push(MAY_BREAK);
        }
        made.push(letter);
    }
    made
}

/// What a letter becomes.
#[derive(Clone, PartialEq)]
enum Seen {
    Printed(String),
    /// Belongs to the sign before it, or cannot be seen at all.
    Nothing,
    /// Told in words. A run of the same is told once.
    Told(&'static str),
    /// Has no name here.
    Numbered(u32),
}

/// Every letter of it can be printed, and no control character is left.
pub(crate) fn only_printable(words: &str) -> String {
    let mut made = String::new();
    let mut told = None;
    let mut spaces = String::new();
    for letter in words.replace("\r\n", "\n").nfc() {
        match seen(letter) {
            Seen::Nothing => {}
            Seen::Printed(space) if told.is_some() && space == " " => spaces.push(' '),
            Seen::Printed(letters) => {
                made += &std::mem::take(&mut spaces);
                made += &letters;
                told = None;
            }
            // Words of one script are told once, whatever spaces part them.
            Seen::Told(name) if told == Some(name) => spaces.clear(),
            Seen::Told(name) => {
                made += &std::mem::take(&mut spaces);
                made += &format!("[{name}]");
                told = Some(name);
            }
            Seen::Numbered(number) => {
                made += &std::mem::take(&mut spaces);
                made += &format!("[U+{number:04X}]");
                told = None;
            }
        }
    }
    made + &spaces
}

fn seen(letter: char) -> Seen {
    match letter {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Seen::Printed("\n".into()),
        '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Seen::Printed(" ".into()),
        _ if is_unseen(letter) => Seen::Nothing,
        _ if typeface::has(letter) => Seen::Printed(letter.into()),
        _ => seen_otherwise(letter),
    }
}

fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{20E3}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}'
            | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}')
}

fn seen_otherwise(letter: char) -> Seen {
    if let Some(name) = emoji(letter).or_else(|| script(letter)) {
        return Seen::Told(name);
    }
    let plainer: String = letter.nfkd().filter(|part| typeface::has(*part)).collect();
    if plainer.is_empty() { Seen::Numbered(letter.into()) } else { Seen::Printed(plainer) }
}

/// The commonest by what they mean to those who send them; the rest together.
fn emoji(letter: char) -> Option<&'static str> {
    Some(match letter {
        '😀' | '😃' | '😄' | '😁' | '🙂' | '😊' | '☺' => "smiling face",
        '😂' | '🤣' | '😆' => "laughing face",
        '😢' | '😭' | '😥' => "crying face",
        '🙁' | '☹' | '😞' | '😔' => "sad face",
        '😡' | '😠' | '🤬' => "angry face",
        '😨' | '😰' | '😱' => "frightened face",
        '❤' | '♥' | '💙' | '💚' | '💛' | '💜' | '🧡' | '🖤' | '🤍' | '💕' => "heart",
        '💔' => "broken heart",
        '👍' => "thumbs up",
        '👎' => "thumbs down",
        '🙏' => "hands together",
        '🎉' => "party",
        '💪' => "strong arm",
        '🏠' | '🏡' => "house",
        '\u{1F1E6}'..='\u{1F1FF}' => "flag",
        '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{27BF}' => "sign",
        '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2BFF}' => "sign",
        '\u{1F000}'..='\u{1FAFF}' => "emoji",
        _ => return None,
    })
}

fn script(letter: char) -> Option<&'static str> {
    Some(match letter as u32 {
        0x0370..=0x03FF | 0x1F00..=0x1FFF => "words in Greek letters",
        0x0400..=0x052F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => "words in Cyrillic letters",
        0x0530..=0x058F => "words in Armenian letters",
        0x0590..=0x05FF | 0xFB1D..=0xFB4F => "words in Hebrew letters",
        0x0600..=0x06FF | 0x0750..=0x077F | 0x0870..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => {
            "words in Arabic letters"
        }
        0x0900..=0x097F | 0xA8E0..=0xA8FF => "words in Devanagari letters",
        0x0980..=0x09FF => "words in Bengali letters",
        0x0A00..=0x0A7F => "words in Gurmukhi letters",
        0x0A80..=0x0AFF => "words in Gujarati letters",
        0x0B80..=0x0BFF => "words in Tamil letters",
        0x0D80..=0x0DFF => "words in Sinhala letters",
        0x0E00..=0x0E7F => "words in Thai letters",
        0x10A0..=0x10FF => "words in Georgian letters",
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => "words in Korean letters",
        0x1200..=0x139F | 0x2D80..=0x2DDF => "words in Ethiopic letters",
        0x3040..=0x30FF => "words in Japanese letters",
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => "words in Chinese characters",
        _ => return None,
    })
}

/// Ends of these are not ends of sentences.
const SHORTENED: &[&str] = &["Dr.", "Mr.", "Mrs.", "Ms.", "Mx.", "St.", "e.g.", "i.e.", "No."];

/// Each sentence a paragraph of its own.
pub(crate) fn one_idea_a_line(words: &str) -> String {
    let mut lines = vec![String::new()];
    for word in words.split(' ') {
        let line = lines.last_mut().expect("there is one from the start");
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if word.ends_with(['.', '!', '?']) && !SHORTENED.contains(&word) {
            lines.push(String::new());
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_british_names_are_printed_as_they_are() {
        for name in ["Siân", "Zoë", "Łukasz", "Nguyễn Thị Ánh", "Şebnem", "O’Brien", "£12.50 – “paid”"]
        {
            assert_eq!(clean(name), name);
        }
    }

    #[test]
    fn what_has_no_letter_is_told_in_words() {
        assert_eq!(clean("I am fine 🙂🙂"), "I am fine [smiling face]");
        assert_eq!(clean("love you ❤\u{FE0F}"), "love you [heart]");
        assert_eq!(clean("مرحبا بك Kai"), "[words in Arabic letters] Kai");
        assert_eq!(clean("👩\u{200D}👧 us"), "[emoji] us");
        assert_eq!(clean("\u{16A0}"), "[U+16A0]");
    }

    #[test]
    fn control_characters_are_gone_and_line_ends_stay() {
        assert_eq!(clean("a\u{0}b\u{7}\r\nc\td\u{202E}e\u{FEFF}"), "ab\nc de");
    }

    #[test]
    fn a_letter_with_a_mark_the_typeface_lacks_keeps_its_letter() {
        assert_eq!(clean("ｆｕｌｌ"), "full");
    }

    #[test]
    fn a_doctor_does_not_end_a_sentence() {
        assert_eq!(one_idea_a_line("Dr. Okafor rang. You were out."), "Dr. Okafor rang.\n\nYou were out.");
    }
}
