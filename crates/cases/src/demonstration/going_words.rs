//! What the invented people and their workers say of each part of life.

use crate::assessments::Domain;

/// The words of one entry.
pub(super) struct Words {
    pub going_well: &'static str,
    pub hard: &'static str,
    pub wants: &'static str,
    pub helps: &'static str,
    pub evidence: &'static str,
}

const fn theirs(going_well: &'static str, hard: &'static str, wants: &'static str, helps: &'static str) -> Words {
    Words { going_well, hard, wants, helps, evidence: "" }
}

/// In their own words, two for each part.
pub(super) const THEIRS: &[(Domain, Words)] = &[
    (
        Domain::Voice,
        theirs(
            "I say what I think now. I did not two years ago.",
            "People talk about me in rooms I am not in.",
            "I want to be asked first.",
            "Text me before you call.",
        ),
    ),
    (
        Domain::Voice,
        theirs(
            "I am good at reading people.",
            "They think I am angry when I am just tired.",
            "Less meetings. Better ones.",
            "Walking and talking. Not sitting at a table.",
        ),
    ),
    (
        Domain::Health,
        theirs("I run three times a week.", "I do not sleep much.", "To sleep through.", "No phone after ten."),
    ),
    (
        Domain::Health,
        theirs(
            "I have a doctor I like.",
            "The dentist. Just the dentist.",
            "My teeth sorted without a lecture.",
            "Someone coming with me.",
        ),
    ),
    (
        Domain::LearningAndWork,
        theirs(
            "I passed my level 1. Nobody thought I would.",
            "The bus is 70 minutes each way.",
            "Level 2, then a real job.",
            "Pay the bus on Monday and not on Friday.",
        ),
    ),
    (
        Domain::LearningAndWork,
        theirs(
            "I like it at the garage. Ray trusts me with the lift.",
            "Maths. Always maths.",
            "To be taken on in the summer.",
            "Ray showing me instead of telling me.",
        ),
    ),
    (
        Domain::Feelings,
        theirs(
            "I have not kicked off since spring.",
            "Sundays are long.",
            "To not feel alone on Sundays.",
            "The gym. And Nan's dog.",
        ),
    ),
    (
        Domain::Feelings,
        theirs(
            "I can tell when it is coming now.",
            "When plans change and nobody says.",
            "To be told.",
            "Music. Loud.",
        ),
    ),
    (
        Domain::WhoIAm,
        theirs(
            "I cook my grandma's food and it comes out right.",
            "I do not know my dad's side.",
            "To see my file. All of it.",
            "The youth group on Tuesdays.",
        ),
    ),
    (
        Domain::WhoIAm,
        theirs(
            "I know who I am. It is other people who do not.",
            "Being the only one at college.",
            "People to say my name properly.",
            "Mosque on Friday.",
        ),
    ),
    (
        Domain::MyPeople,
        theirs(
            "My brother rings every night.",
            "We only see each other once a month.",
            "To see him every week.",
            "If someone paid the train.",
        ),
    ),
    (
        Domain::MyPeople,
        theirs(
            "Two proper friends. That is enough.",
            "Mum. It is up and down.",
            "To go at my own speed with Mum.",
            "Auntie Jo being there.",
        ),
    ),
    (
        Domain::Money,
        theirs("I have £300 put away.", "The last week of the month.", "A moped.", "The jars. One for each bill."),
    ),
    (
        Domain::Money,
        theirs(
            "I do not owe anybody.",
            "The gas. It eats money.",
            "To not think about it every day.",
            "Someone doing the form with me.",
        ),
    ),
    (
        Domain::LifeSkills,
        theirs(
            "I can cook five dinners.",
            "Post. I do not open it.",
            "To do my own forms.",
            "Doing it together once, then me on my own.",
        ),
    ),
    (
        Domain::LifeSkills,
        theirs("I fixed the washing machine off a video.", "Getting up.", "To wake up without anyone.", "Two alarms."),
    ),
    (
        Domain::Home,
        theirs(
            "My room is mine. I painted it.",
            "The walls are thin.",
            "My own front door.",
            "A key that is only mine.",
        ),
    ),
    (
        Domain::Home,
        theirs("It is quiet here. I can hear birds.", "Far from everyone.", "Nearer to town.", "The bus pass."),
    ),
    (
        Domain::Safety,
        theirs(
            "I feel safe at Nan's.",
            "The underpass at night.",
            "A lift when it is dark.",
            "Staying on the phone with someone.",
        ),
    ),
    (
        Domain::Safety,
        theirs(
            "I stopped going there. You know where.",
            "They still message me.",
            "A new number.",
            "Blocking them together.",
        ),
    ),
];

const fn seen(going_well: &'static str, hard: &'static str, helps: &'static str, evidence: &'static str) -> Words {
    Words { going_well, hard, wants: "", helps, evidence }
}

/// As their worker sees it, one for each part.
pub(super) const WORKERS: &[(Domain, Words)] = &[
    (
        Domain::Voice,
        seen(
            "Says clearly what they want, and says why.",
            "Large meetings make it harder to speak.",
            "Going through the questions the day before.",
            "Talked with them on three visits.",
        ),
    ),
    (
        Domain::Health,
        seen(
            "Keeps appointments when they know who they will see.",
            "Sleep comes up on most visits.",
            "The nurse at the drop-in, who they trust.",
            "Their health summary, and what they say.",
        ),
    ),
    (
        Domain::LearningAndWork,
        seen(
            "Turns up, and their tutor speaks well of them.",
            "Travel takes up most of the day.",
            "A bus pass and a later start on Mondays.",
            "The college report of this term.",
        ),
    ),
    (
        Domain::Feelings,
        seen(
            "Can name what they feel and ask for time out.",
            "Weekends without plans.",
            "Something booked for each weekend.",
            "Visits, and the number they gave on each.",
        ),
    ),
    (
        Domain::WhoIAm,
        seen(
            "Proud of where their family is from.",
            "There are gaps in what they know of their story.",
            "Reading the file together, a part at a time.",
            "Life story work begun this year.",
        ),
    ),
    (
        Domain::MyPeople,
        seen(
            "There are three people who turn up for them.",
            "Time together with family costs money and is rare.",
            "Train fares agreed ahead.",
            "The support map we drew.",
        ),
    ),
    (
        Domain::Money,
        seen(
            "Knows to the pound what comes in.",
            "The last week of each month is short.",
            "Bills paid on the day money arrives.",
            "We went through the account together.",
        ),
    ),
    (
        Domain::LifeSkills,
        seen(
            "Cooks, shops and keeps the home clean.",
            "Letters pile up.",
            "Opening post together on each visit.",
            "Seen at home.",
        ),
    ),
    (
        Domain::Home,
        seen(
            "The home is safe, and they have made it theirs.",
            "The agreement ends within the year.",
            "Starting the housing form early.",
            "Visits to the home, and the agreement.",
        ),
    ),
    (
        Domain::Safety,
        seen(
            "Knows what to do and who to ring.",
            "Old contacts still get in touch.",
            "A plan for evenings that they wrote themselves.",
            "The safety plan, and what they told me.",
        ),
    ),
];

pub(super) const ANALYSIS: &str = "They bring more strengths to this than worries: people who turn up, a skill they are \
proud of, and plain words for what they need. The worry is money and travel at the end of the month, and time alone. \
Both can be changed by small, certain things. Next comes the plan.";

pub(super) const APPROVED: &str = "I read this with their words first. They were seen, and most parts are in their own \
words. I agree that travel and weekends come first in the plan.";

pub(super) const SENT_BACK: &str = "It says a lot about what is hard and little about who stands by them. Ask about that \
again, and write what they say under My people.";

/// What changed, and what helped.
pub(super) const HELPED: &[(&str, &str)] = &[
    ("I moved my bed and I sleep.", "Nobody saying it was silly."),
    ("College is less bad.", "Ms Tan sits with me for maths."),
    ("Money is worse. The rent went up.", "Doing the form together."),
    ("I have a friend now. An actual one.", "Five-a-side on Tuesdays."),
    ("", "When you text first."),
    ("Nothing much. That is good, I think.", ""),
];

/// Why that number, what stopped it from being lower, what one higher would look like.
pub(super) const WHY: &[(&str, &str, &str)] = &[
    ("Because I got through the week.", "My brother ringing.", "A whole Sunday with something to do."),
    ("It just is.", "", ""),
    ("I have a plan now.", "I know who to ask.", "The letter coming and it being a yes."),
    ("Bad week.", "The dog.", "Sleeping."),
];
