//! The way out for someone who is being watched (pages §3, "Leave this page").
//!
//! It is a link to an address of ours, which ends the session and goes on to an ordinary site, so it works
//! without script. Script adds the cover screen and the three presses of Shift.

use crate::element::{element, visually_hidden};
use crate::{Attributes, Button, Content, Press};
use maud::Render;

#[derive(Clone, Debug, Default)]
pub struct ExitThisPage {
    /// "Exit this page" with a spoken "Emergency" when empty.
    pub content: Content,
    pub href: String,
    pub id: Option<String>,
    /// What script says to screen readers: pressed; gave up waiting; two more; one more.
    pub activated: Option<String>,
    pub timed_out: Option<String>,
    pub press_two_more_times: Option<String>,
    pub press_one_more_time: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl ExitThisPage {
    pub fn new(content: impl Into<Content>, href: impl Into<String>) -> ExitThisPage {
        ExitThisPage { content: content.into(), href: href.into(), ..ExitThisPage::default() }
    }

    fn words(&self) -> Content {
        if !self.content.is_empty() {
            return self.content.clone();
        }
        let mut markup = String::new();
        visually_hidden(&mut markup, "Emergency");
        markup.push_str(" Exit this page");
        Content::Markup(maud::PreEscaped(markup))
    }
}

impl Render for ExitThisPage {
    fn render_to(&self, to: &mut String) {
        let button = Button {
            press: Press::Goto(self.href.clone()),
            classes: "govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button".into(),
            attributes: Attributes::new().with("rel", "nofollow noreferrer"),
            ..Button::new(self.words())
        };
        element(to, "div")
            .maybe("id", self.id.as_deref())
            .class(&["govuk-exit-this-page", &self.classes])
            .attr("data-module", "govuk-exit-this-page")
            .attributes(&self.attributes)
            .maybe("data-i18n.activated", self.activated.as_deref())
            .maybe("data-i18n.timed-out", self.timed_out.as_deref())
            .maybe("data-i18n.press-two-more-times", self.press_two_more_times.as_deref())
            .maybe("data-i18n.press-one-more-time", self.press_one_more_time.as_deref())
            .holding(|to| button.render_to(to));
    }
}
