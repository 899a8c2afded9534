//! A short word that must be seen: "Safety plan", "Restricted record".

use crate::element::element;
use crate::{Attributes, Content};
use maud::Render;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadgeColour {
    #[default]
    Plain,
    Purple,
    BrightPurple,
    Blue,
    Black,
    Grey,
}

impl BadgeColour {
    fn class(self) -> &'static str {
        match self {
            BadgeColour::Plain => "",
            BadgeColour::Purple => "moj-badge--purple",
            BadgeColour::BrightPurple => "moj-badge--bright-purple",
            BadgeColour::Blue => "moj-badge--blue",
            BadgeColour::Black => "moj-badge--black",
            BadgeColour::Grey => "moj-badge--grey",
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Badge {
    pub content: Content,
    pub colour: BadgeColour,
    pub large: bool,
    pub classes: String,
    pub attributes: Attributes,
}

impl Badge {
    pub fn new(content: impl Into<Content>) -> Badge {
        Badge { content: content.into(), ..Badge::default() }
    }
}

impl Render for Badge {
    fn render_to(&self, to: &mut String) {
        let large = if self.large { "moj-badge--large" } else { "" };
        element(to, "span")
            .class(&["moj-badge", self.colour.class(), large, &self.classes])
            .attributes(&self.attributes)
            .holding(|to| self.content.render_to(to));
    }
}
