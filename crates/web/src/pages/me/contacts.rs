//! A contact as the young person reads it: in their record (Y30), and before saving on the staff page (S14). One function
//! draws both, so that what a worker is shown is what will be shown (pages.md §1 rules 2 and 4).

use maud::{Markup, html};
use waymark_cases::contacts::{Contact, Held, HeldBecause, NewContact, NotMet, SaidHow, Theirs, Way};

use crate::ctx::Ctx;
use crate::words;

/// What of a contact is theirs to read.
pub(crate) struct Seen<'a> {
    pub way: Way,
    pub not_met: Option<NotMet>,
    pub their_words: &'a str,
    pub said_how: SaidHow,
    pub seemed: Option<i32>,
    pub what_happened: &'a str,
    pub next_steps: &'a str,
}

impl<'a> Seen<'a> {
    pub(crate) fn of(entry: &'a Contact) -> Option<Self> {
        Some(Self {
            way: entry.way()?,
            not_met: entry.not_met(),
            their_words: &entry.their_words,
            said_how: entry.said_how().unwrap_or(SaidHow::Said),
            seemed: entry.seemed,
            what_happened: &entry.what_happened,
            next_steps: &entry.next_steps,
        })
    }

    pub(crate) fn of_new(new: &'a NewContact) -> Self {
        Self {
            way: new.way,
            not_met: new.not_met,
            their_words: &new.their_words,
            said_how: new.said_how,
            seemed: new.seemed,
            what_happened: &new.what_happened,
            next_steps: &new.next_steps,
        }
    }

    /// What it was, in a sentence: what we did, and never what they did not do.
    pub(crate) const fn says(&self) -> &'static str {
        match (self.not_met, self.way) {
            (Some(NotMet::NoAnswer), _) => "We tried to reach you and did not get through.",
            (Some(NotMet::NotIn), _) => "We came to see you. You were out.",
            (Some(NotMet::Rearranged), _) => "You asked for another day.",
            (Some(NotMet::NotToday), _) => "You did not want to meet this time. That is fine.",
            (Some(NotMet::WeCouldNot), _) => "We could not come. Sorry.",
            (Some(NotMet::NotAllowed), _) => "We came, and the place did not let us in.",
            (None, Way::AtHome) => "We came to see you at home.",
            (None, Way::SomewhereElse) => "We met up.",
            (None, Way::Video) => "We talked by video.",
            (None, Way::Phone) => "We talked on the phone.",
            (None, Way::Message) => "We sent each other messages.",
            (None, Way::Letter) => "We wrote a letter or an email.",
            (None, Way::ThroughSomebody) => "Someone else told us how you are.",
        }
    }

    pub(crate) fn view(&self) -> Markup {
        html! {
            p.wm-timeline__what { (self.says()) }
            @if let Some(said) = who_said(self.said_how).filter(|_| !self.their_words.is_empty()) {
                figure.wm-words { figcaption { (said) } blockquote { p.wm-as-typed { (self.their_words) } } }
            }
            @if self.said_how == SaidHow::NotSaid && self.their_words.is_empty() {
                p.govuk-body { "You did not want to say, and that is fine." }
            }
            @if let Some(number) = self.seemed { p.govuk-body { "You said " (number) " out of 10." } }
            (part("What we did", self.what_happened))
            (part("What we will do", self.next_steps))
        }
    }
}

const fn who_said(how: SaidHow) -> Option<&'static str> {
    Some(match how {
        SaidHow::Said => "You said",
        SaidHow::Wrote => "You wrote",
        SaidHow::Interpreted => "You said, in your own language",
        SaidHow::Shown => "You showed us",
        SaidHow::NotSaid => return None,
    })
}

fn part(title: &str, text: &str) -> Markup {
    html! {
        @if !text.is_empty() { p.govuk-body.wm-as-typed { strong { (title) ": " } bdi { (text) } } }
    }
}

/// How many entries are held back for now, and why; who decides and when it is looked at again: never what is in them.
pub(crate) fn held_back(ctx: &Ctx, theirs: &Theirs) -> Markup {
    let held: usize = theirs.held.iter().map(|one| one.number).sum();
    if held + theirs.talk_first == 0 {
        return html! {};
    }
    html! {
        div.wm-card {
            p.govuk-body { "We have held back " (entries(held + theirs.talk_first)) " for now. This is why:" }
            ul class="govuk-list govuk-list--bullet" {
                @if theirs.talk_first > 0 { li { "We want to talk with you first: " (entries(theirs.talk_first)) } }
                @for one in &theirs.held { li { (why(one.because)) ": " (entries(one.number)) ". " (who_decides(ctx, one)) } }
            }
        }
    }
}

fn who_decides(ctx: &Ctx, one: &Held) -> Markup {
    html! {
        @if one.decided == one.number { "A manager decided this. " } @else { "A manager will look at this. " }
        @if let Some(on) = one.looked_at_again_on { "They look again on " (words::day(on, ctx.today())) "." }
    }
}

pub(crate) const fn why(because: Option<HeldBecause>) -> &'static str {
    match because {
        Some(HeldBecause::Danger) => "It could put someone in danger",
        Some(HeldBecause::SomebodyElse) => "It is about someone else",
        None => "Your adviser can tell you why",
    }
}

fn entries(number: usize) -> String {
    words::count(i64::try_from(number).unwrap_or(i64::MAX), "note", "notes")
}
