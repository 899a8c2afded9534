//! How a young person took part in a review of their care, worked out from what happened (SSDA903 list of participation
//! codes, rules.md §5.6). Nobody is asked for a code.

/// How their views came to the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// They said them.
    Spoke,
    /// An advocate said them.
    AdvocateSpoke,
    /// They showed them without words: a drawing, signs, a song.
    Showed,
    /// They sent them: in writing, by a call before, on their own page.
    Sent,
    Nothing,
}

/// The code of the yearly return. A person under 4 is not asked (PN0). Views sent ahead by somebody who then says nothing
/// in the room are no contribution there (PN4), and somebody who is not there sends views however they gave them (PN6).
pub const fn participation(age: i16, there: bool, voice: Voice) -> &'static str {
    if age < 4 {
        return "PN0";
    }
    match (there, voice) {
        (true, Voice::Spoke) => "PN1",
        (true, Voice::AdvocateSpoke) => "PN2",
        (true, Voice::Showed) => "PN3",
        (true, Voice::Sent | Voice::Nothing) => "PN4",
        (false, Voice::AdvocateSpoke) => "PN5",
        (false, Voice::Spoke | Voice::Showed | Voice::Sent) => "PN6",
        (false, Voice::Nothing) => "PN7",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_taking_part_has_its_code() {
        let all = [
            (3, true, Voice::Spoke, "PN0"),
            (4, true, Voice::Spoke, "PN1"),
            (17, true, Voice::AdvocateSpoke, "PN2"),
            (17, true, Voice::Showed, "PN3"),
            (17, true, Voice::Nothing, "PN4"),
            (17, false, Voice::AdvocateSpoke, "PN5"),
            (17, false, Voice::Sent, "PN6"),
            (17, false, Voice::Nothing, "PN7"),
        ];
        for (age, there, voice, code) in all {
            assert_eq!(participation(age, there, voice), code, "{age} {there} {voice:?}");
        }
    }

    #[test]
    fn views_given_before_are_not_pn3_for_somebody_who_says_nothing_in_the_room() {
        assert_eq!(participation(16, true, Voice::Sent), "PN4");
    }
}
