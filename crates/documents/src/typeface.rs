//! The faces documents are set in, and which letters they have.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::Font;

macro_rules! face {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".ttf"))
    };
}

/// The typeface documents are set in, and after it the one for letters it lacks: a name keeps each of its marks.
const FILES: [[&[u8]; 4]; 2] = [
    [
        face!("AtkinsonHyperlegibleNext_400Regular"),
        face!("AtkinsonHyperlegibleNext_400Regular_Italic"),
        face!("AtkinsonHyperlegibleNext_700Bold"),
        face!("AtkinsonHyperlegibleNext_700Bold_Italic"),
    ],
    [
        face!("NotoSans_400Regular"),
        face!("NotoSans_400Regular_Italic"),
        face!("NotoSans_700Bold"),
        face!("NotoSans_700Bold_Italic"),
    ],
];

pub(crate) static FACES: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.iter().flatten().flat_map(|file| face(file)).collect());

fn face(file: &'static [u8]) -> impl Iterator<Item = Font> {
    Font::iter(Bytes::new(file))
}

/// Whether it can be printed, in each face of one of the typefaces.
pub(crate) fn has(letter: char) -> bool {
    let letter = u32::from(letter);
    FACES.chunks(FILES[0].len()).any(|family| family.iter().all(|face| face.info().coverage.contains(letter)))
}
