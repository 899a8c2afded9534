//! Several actions behind one button. Without script the actions stand side by side.

use crate::element::{classes, element};
use crate::{Attributes, Button};
use maud::Render;

#[derive(Clone, Debug, Default)]
pub struct ButtonMenu {
    pub items: Vec<Button>,
    /// What the button that opens it says; with one item there is none.
    pub opener: Option<String>,
    pub opener_classes: String,
    pub align_right: bool,
    pub classes: String,
    pub attributes: Attributes,
}

impl ButtonMenu {
    pub fn new(opener: impl Into<String>, items: impl IntoIterator<Item = Button>) -> ButtonMenu {
        ButtonMenu {
            items: items.into_iter().collect(),
            opener: Some(opener.into()),
            opener_classes: "govuk-button--secondary".into(),
            ..ButtonMenu::default()
        }
    }
}

impl Render for ButtonMenu {
    fn render_to(&self, to: &mut String) {
        element(to, "div")
            .class(&["moj-button-menu", &self.classes])
            .attr("data-module", "moj-button-menu")
            .attributes(&self.attributes)
            .maybe("data-button-text", self.opener.as_deref())
            .maybe("data-button-classes", Some(&self.opener_classes).filter(|classes| !classes.is_empty()))
            .maybe("data-align-menu", self.align_right.then_some("right"))
            .holding(|to| {
                for item in &self.items {
                    let own = "moj-button-menu__item govuk-button--secondary";
                    Button { classes: classes(&[own, &item.classes]), ..item.clone() }.render_to(to);
                    to.push(' ');
                }
            });
    }
}
