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

/// How far a told story's assessment has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Come {
    Begun,
    Waiting,
    Approved,
}

/// What one of the told stories says of their life: each part in their own words, the eight steps at each asking, and a
/// question from 0 to 10.
pub(super) struct Story {
    pub name: &'static str,
    pub come: Come,
    pub words: &'static [(Domain, Words)],
    /// Days ago, and the step of each of the eight parts; 0 is a skip.
    pub steps: &'static [(i32, [u8; 8])],
    pub helped: &'static [(&'static str, &'static str)],
    pub asks: &'static str,
    pub ends: (&'static str, &'static str),
    /// Days ago, the number, and why.
    pub numbers: &'static [(i32, i32, &'static str)],
}

pub(super) const STORIES: &[Story] = &[
    Story {
        name: super::told::SAM,
        come: Come::Approved,
        words: &[
            (
                Domain::Voice,
                theirs(
                    "I say when I need a minute. People wait now.",
                    "Being rushed.",
                    "To choose things in twos, not in tens.",
                    "Tell me the plan and stick to it.",
                ),
            ),
            (
                Domain::Health,
                theirs(
                    "I ride everywhere. My legs are steel.",
                    "My wrist, after the fall.",
                    "To get it looked at once and be done.",
                    "Errol driving me there.",
                ),
            ),
            (
                Domain::LearningAndWork,
                theirs(
                    "Merit on brakes. Mr Hanley said it in front of everyone.",
                    "Writing it all up after.",
                    "A place at a real garage.",
                    "Doing it first, writing second.",
                ),
            ),
            (
                Domain::Feelings,
                theirs(
                    "I do not lose it like I did.",
                    "When people ask about my dad.",
                    "For that to be mine to bring up.",
                    "The shed. Spanners.",
                ),
            ),
            (
                Domain::WhoIAm,
                theirs(
                    "I am the one who fixes things.",
                    "There are years I do not know about.",
                    "To read my file with Pauline.",
                    "A bit at a time.",
                ),
            ),
            (
                Domain::MyPeople,
                theirs(
                    "Pauline, Errol and Jodie. That is a family.",
                    "Jodie is two buses away.",
                    "To drive to Jodie's.",
                    "The van.",
                ),
            ),
            (
                Domain::Money,
                theirs(
                    "I save half of what I make on bikes.",
                    "Boots and tools cost loads.",
                    "My own set of tools.",
                    "The grant, if it comes in time.",
                ),
            ),
            (
                Domain::LifeSkills,
                theirs(
                    "I cook on Thursdays. Chilli. It is good.",
                    "Phone calls to offices.",
                    "To do one without help.",
                    "You sitting there while I do it.",
                ),
            ),
            (
                Domain::Home,
                theirs(
                    "This is home. I am staying.",
                    "The stairs light.",
                    "To stay till I finish the course.",
                    "It being in writing.",
                ),
            ),
            (
                Domain::Safety,
                theirs(
                    "I know who to ring.",
                    "Cycling in the dark.",
                    "Better lights.",
                    "Errol picking me up when it is late.",
                ),
            ),
        ],
        steps: &[(240, [5, 4, 2, 3, 2, 4, 2, 3]), (120, [5, 4, 3, 3, 2, 4, 2, 3]), (18, [5, 3, 4, 4, 0, 4, 3, 4])],
        helped: &[
            ("My writing is a bit faster.", "Mr Hanley letting me talk it first."),
            ("I passed! I can drive to Jodie's.", "Errol. Every Sunday in the car park."),
        ],
        asks: "How ready am I to drive?",
        ends: ("I stall at every light", "I pass first time"),
        numbers: &[
            (200, 2, "I stalled nine times."),
            (130, 4, "Only at hills now."),
            (60, 6, "I did the big roundabout."),
            (20, 9, "I have a date and I am not scared."),
        ],
    },
    Story {
        name: super::told::ELLIS,
        come: Come::Waiting,
        words: &[
            (
                Domain::Voice,
                theirs(
                    "I draw it when I cannot say it.",
                    "Meetings with more than four people.",
                    "Lists before, not after.",
                    "Pictures.",
                ),
            ),
            (
                Domain::Health,
                theirs(
                    "I sleep well with the blackout blind.",
                    "New doctors.",
                    "To keep the same nurse.",
                    "A letter that says what I need.",
                ),
            ),
            (
                Domain::LearningAndWork,
                theirs(
                    "My comic got in the college show.",
                    "The canteen.",
                    "To do art next year.",
                    "Eating in the library.",
                ),
            ),
            (
                Domain::Feelings,
                theirs("I know what sets it off.", "Surprises.", "To be told first. Always.", "Quiet rooms."),
            ),
            (
                Domain::WhoIAm,
                theirs(
                    "They. Ellis. That is it.",
                    "My middle name on letters.",
                    "The letters fixed.",
                    "People who just get it right.",
                ),
            ),
            (
                Domain::MyPeople,
                theirs(
                    "Ash. And Maureen.",
                    "Leaving Maureen's on Saturday.",
                    "Tea at Maureen's on Wednesdays.",
                    "Saying which Wednesday.",
                ),
            ),
            (
                Domain::Money,
                theirs(
                    "I sold two drawings.",
                    "The form has 40 questions.",
                    "It done before Saturday.",
                    "Someone sitting with me.",
                ),
            ),
            (
                Domain::LifeSkills,
                theirs(
                    "I can do pasta, rice and eggs.",
                    "The washing machine at the flat is a different one.",
                    "To try it once before I move.",
                    "A picture of the buttons.",
                ),
            ),
            (
                Domain::Home,
                theirs(
                    "Quay Street has a window for the desk.",
                    "It is not my room yet.",
                    "To measure for the desk.",
                    "Seeing it empty first.",
                ),
            ),
            (
                Domain::Safety,
                theirs(
                    "I feel safe here.",
                    "I do not know the sounds there.",
                    "To stay one night first.",
                    "Ash staying over.",
                ),
            ),
        ],
        steps: &[(150, [4, 4, 3, 3, 4, 4, 3, 2]), (12, [2, 4, 3, 2, 4, 4, 2, 2])],
        helped: &[("I saw the flat.", "Going twice.")],
        asks: "How ready am I for Quay Street?",
        ends: ("I cannot picture it", "I know where everything goes"),
        numbers: &[(40, 2, "It is just an address."), (12, 5, "I have seen the window.")],
    },
    Story {
        name: super::told::NADIA,
        come: Come::Begun,
        words: &[
            (
                Domain::Money,
                theirs(
                    "I never missed the rent in three years.",
                    "It went up by £60.",
                    "A month to catch my breath.",
                    "Somebody reading the letter with me.",
                ),
            ),
            (
                Domain::Home,
                theirs(
                    "It is mine. Me and the cat.",
                    "The landlord does not answer.",
                    "To stay.",
                    "Knowing what he can and cannot do.",
                ),
            ),
            (
                Domain::LearningAndWork,
                theirs(
                    "They gave me the keys at the bakery.",
                    "Nights.",
                    "The early shift.",
                    "Asking for it in writing.",
                ),
            ),
        ],
        steps: &[(255, [4, 3, 4, 3, 4, 3, 1, 5]), (14, [3, 3, 4, 3, 4, 3, 2, 5])],
        helped: &[("The rent.", "That you answered the same day.")],
        asks: "How is money?",
        ends: ("I do not open the post", "I do not think about it"),
        numbers: &[(255, 1, "The letter."), (14, 4, "There is a plan.")],
    },
];
