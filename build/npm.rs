//! Packages from npm for the build scripts that need some: at the versions of the lock file, installed if they are not there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder with these packages, each at the version in `root/package-lock.json`. `given` names the environment variable
/// that may point to one where `npm ci` has been run; otherwise it is run in `root` if need be.
pub fn modules(root: &Path, packages: &[&str], given: &str) -> PathBuf {
    for watched in ["package.json", "package-lock.json"] {
        println!("cargo:rerun-if-changed={}", root.join(watched).display());
    }
    println!("cargo:rerun-if-env-changed={given}");
    if let Some(modules) = std::env::var_os(given).map(PathBuf::from) {
        let wrong = wrong_versions(root, &modules, packages);
        assert!(wrong.is_empty(), "{given} lacks: {}. Run `npm ci` where it points.", wrong.join(", "));
        return modules;
    }
    let modules = root.join("node_modules");
    if !wrong_versions(root, &modules, packages).is_empty() {
        install(root, given);
    }
    modules
}

/// The packages that are absent or not at the version of the lock file.
fn wrong_versions(root: &Path, modules: &Path, packages: &[&str]) -> Vec<String> {
    let lock = fs::read_to_string(root.join("package-lock.json")).expect("package-lock.json");
    let wanted = |package: &str| {
        let entry = lock.split_once(&format!("\"node_modules/{package}\": {{"));
        entry
            .and_then(|(_, after)| version_in(after))
            .unwrap_or_else(|| panic!("{package} is not in package-lock.json"))
    };
    let installed = |package: &str| {
        fs::read_to_string(modules.join(package).join("package.json")).ok().and_then(|json| version_in(&json))
    };
    packages
        .iter()
        .filter(|package| installed(package).as_ref() != Some(&wanted(package)))
        .map(|package| format!("{package} {}", wanted(package)))
        .collect()
}

/// The first `"version": "…"`.
fn version_in(json: &str) -> Option<String> {
    let after = json.split_once("\"version\"")?.1;
    after.split('"').nth(1).map(str::to_owned)
}

fn install(root: &Path, given: &str) {
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"]).current_dir(root);
    match npm.output() {
        Ok(done) if done.status.success() => {}
        Ok(done) => panic!("`npm ci` failed:\n{}", String::from_utf8_lossy(&done.stderr)),
        Err(error) => panic!(
            "npm could not be started ({error}). Install Node.js and npm (on Debian: `apt install nodejs npm`), \
             or set {given} to a folder where `npm ci` has been run."
        ),
    }
}
