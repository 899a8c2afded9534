//! Whose record this is. [`crate::PersonBar`] is the fuller one our person pages use.

use crate::element::element;
use crate::{Attributes, ButtonMenu, Content};
use maud::Render;

#[derive(Clone, Debug, Default)]
pub struct IdentityBar {
    pub title: Content,
    pub menus: Vec<ButtonMenu>,
    pub classes: String,
    pub attributes: Attributes,
}

impl IdentityBar {
    pub fn new(title: impl Into<Content>) -> IdentityBar {
        IdentityBar { title: title.into(), ..IdentityBar::default() }
    }

    fn write_menus(&self, to: &mut String) {
        element(to, "div").class(&["moj-identity-bar__actions"]).holding(|to| {
            for menu in &self.menus {
                element(to, "div").class(&["moj-identity-bar__menu"]).holding(|to| menu.render_to(to));
            }
        });
    }
}

impl Render for IdentityBar {
    fn render_to(&self, to: &mut String) {
        element(to, "div").class(&["moj-identity-bar", &self.classes]).attributes(&self.attributes).holding(|to| {
            element(to, "div").class(&["moj-identity-bar__container"]).holding(|to| {
                element(to, "div").class(&["moj-identity-bar__details"]).holding(|to| {
                    element(to, "span").class(&["moj-identity-bar__title"]).holding(|to| self.title.render_to(to));
                });
                if !self.menus.is_empty() {
                    self.write_menus(to);
                }
            });
        });
    }
}
