//! The faces documents are set in, and which letters they have.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::Font;

pub(crate) static FACES: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 4] = [
        include_bytes!(concat!(env!("OUT_DIR"), "/400Regular.ttf")),
        include_bytes!(concat!(env!("OUT_DIR"), "/400Regular_Italic.ttf")),
        include_bytes!(concat!(env!("OUT_DIR"), "/700Bold.ttf")),
        include_bytes!(concat!(env!("OUT_DIR"), "/700Bold_Italic.ttf")),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

/// Whether it can be printed in every face.
pub(crate) fn has(letter: char) -> bool {
    FACES.iter().all(|face| face.info().coverage.contains(u32::from(letter)))
}
