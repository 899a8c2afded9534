//! Brings the typefaces documents are printed in, so that `typeface.rs` can hold them in the program.
//!
//! They come from npm at the versions in `package-lock.json`, as the pages' style sheets do: Atkinson Hyperlegible Next of
//! the Braille Institute, and Noto Sans for the letters it lacks. Both are under the SIL Open Font Licence, and are never
//! kept in this repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each package, and how its files are called.
const PACKAGES: &[(&str, &str)] = &[
    ("@expo-google-fonts/atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext"),
    ("@expo-google-fonts/noto-sans", "NotoSans"),
];

/// The four faces of each, by folder of the package.
const FACES: &[&str] = &["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"];

fn main() {
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    for watched in ["build.rs", "package.json", "package-lock.json"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    println!("cargo:rerun-if-env-changed=WAYMARK_FONT_MODULES");
    let modules = node_modules(&here);
    for (package, called) in PACKAGES {
        for face in FACES {
            let file = format!("{called}_{face}.ttf");
            copy(&modules.join(package).join(face).join(&file), &out.join(&file));
        }
    }
}

/// The folder with the packages, installed if need be.
fn node_modules(here: &Path) -> PathBuf {
    if let Some(given) = std::env::var_os("WAYMARK_FONT_MODULES") {
        let given = PathBuf::from(given);
        assert!(is_right(here, &given), "WAYMARK_FONT_MODULES lacks a typeface. Run `npm ci` where it points.");
        return given;
    }
    let modules = here.join("node_modules");
    if !is_right(here, &modules) {
        install(here);
    }
    modules
}

/// Whether each package is there at the version of the lock file.
fn is_right(here: &Path, modules: &Path) -> bool {
    let lock = fs::read_to_string(here.join("package-lock.json")).expect("package-lock.json");
    PACKAGES.iter().all(|(package, _)| {
        let entry = lock.split_once(&format!("\"node_modules/{package}\": {{"));
        let wanted = entry.and_then(|(_, after)| version_in(after)).expect("the typeface in package-lock.json");
        let installed = fs::read_to_string(modules.join(package).join("package.json")).ok();
        installed.and_then(|json| version_in(&json)) == Some(wanted)
    })
}

/// The first `"version": "…"`.
fn version_in(json: &str) -> Option<String> {
    let after = json.split_once("\"version\"")?.1;
    after.split('"').nth(1).map(str::to_owned)
}

fn install(here: &Path) {
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"]).current_dir(here);
    match npm.output() {
        Ok(done) if done.status.success() => {}
        Ok(done) => panic!("`npm ci` failed:\n{}", String::from_utf8_lossy(&done.stderr)),
        Err(error) => panic!(
            "npm could not be started ({error}). Install Node.js and npm (on Debian: `apt install nodejs npm`), \
             or set WAYMARK_FONT_MODULES to a folder where `npm ci` has been run."
        ),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
}
