//! A textarea that says how much may be written. Without script it says the limit and the server checks it;
//! with script it counts down.

use crate::field::id_or_name;
use crate::{Attributes, Hint, Textarea};
use maud::Render;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// As the browser counts a string: an emoji is two or more. Check with `encode_utf16().count()`.
    Length(u32),
    /// As people count: an emoji is one.
    Characters(u32),
    Words(u32),
}

impl Limit {
    fn most(self) -> u32 {
        match self {
            Limit::Length(most) | Limit::Characters(most) | Limit::Words(most) => most,
        }
    }

    fn count_type(self) -> Option<&'static str> {
        match self {
            Limit::Length(_) => None,
            Limit::Characters(_) => Some("characters"),
            Limit::Words(_) => Some("words"),
        }
    }
}

#[derive(Clone, Debug)]
pub struct CharacterCount {
    pub textarea: Textarea,
    pub limit: Limit,
    /// The count appears when this share of the limit, in percent, is used.
    pub threshold: Option<u8>,
    /// Instead of "You can enter up to … characters".
    pub says: Option<String>,
    pub message_classes: String,
}

impl CharacterCount {
    pub fn new(textarea: Textarea, limit: Limit) -> CharacterCount {
        CharacterCount { textarea, limit, threshold: None, says: None, message_classes: String::new() }
    }

    fn attributes(&self) -> Attributes {
        let counted = Attributes::new().with("data-module", "govuk-character-count");
        let counted = counted.with("data-maxlength", self.limit.most().to_string());
        let counted = match self.limit.count_type() {
            Some(kind) => counted.with("data-count-type", kind),
            None => counted,
        };
        let counted = match self.threshold {
            Some(percent) => counted.with("data-threshold", percent.to_string()),
            None => counted,
        };
        self.textarea.form_group.attributes.iter().fold(counted, |all, (name, value)| all.with(name, value))
    }

    fn says(&self) -> String {
        let what = if matches!(self.limit, Limit::Words(_)) { "words" } else { "characters" };
        self.says.clone().unwrap_or_else(|| format!("You can enter up to {} {what}", self.limit.most()))
    }
}

impl Render for CharacterCount {
    fn render_to(&self, to: &mut String) {
        let info = format!("{}-info", id_or_name(&self.textarea.id, &self.textarea.name));
        let mut textarea = self.textarea.clone();
        textarea.described_by = Some(info.clone());
        textarea.form_group.attributes = self.attributes();
        textarea.classes = crate::element::classes(&["govuk-js-character-count", &textarea.classes]);
        textarea.write(to, "govuk-character-count", |to| {
            let message = Hint { classes: self.message_classes.clone(), ..Hint::new(self.says()) };
            message.write(to, Some(&info), "govuk-character-count__message");
        });
    }
}
