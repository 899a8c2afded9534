//! Brings the typefaces documents are printed in, so that `typeface.rs` can hold them in the program.
//!
//! They come from npm at the versions in `package-lock.json`, as the pages' style sheets do: Atkinson Hyperlegible Next of
//! the Braille Institute, and Noto Sans for the letters it lacks. Both are under the SIL Open Font Licence, and are never
//! kept in this repository.

#[path = "../../build/npm.rs"]
mod npm;

use std::fs;
use std::path::{Path, PathBuf};

/// Each package, and how its files are called.
const PACKAGES: [(&str, &str); 2] = [
    ("@expo-google-fonts/atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext"),
    ("@expo-google-fonts/noto-sans", "NotoSans"),
];

/// The four faces of each, by folder of the package.
const FACES: &[&str] = &["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"];

fn main() {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    for watched in ["build.rs", "../../build/npm.rs"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let packages = PACKAGES.map(|(package, _)| package);
    let modules = npm::modules(&here, &packages, "WAYMARK_FONT_MODULES");
    for (package, called) in PACKAGES {
        for face in FACES {
            let file = format!("{called}_{face}.ttf");
            copy(&modules.join(package).join(face).join(&file), &out.join(&file));
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
}
