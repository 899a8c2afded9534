//! The files of the tree: everything a reader of the repository sees, nothing that a build or a run leaves behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub struct File {
    /// From the top of the tree, with forward slashes.
    pub path: String,
    /// Empty when the file is not text.
    pub text: String,
}

impl File {
    pub fn is_lock(&self) -> bool {
        self.path.ends_with("Cargo.lock") || self.path.ends_with("package-lock.json")
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the crate lies two folders down").to_path_buf()
}

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let mut found = Vec::new();
    walk(&root(), "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
});

pub fn files() -> &'static [File] {
    &FILES
}

pub fn rust_sources() -> impl Iterator<Item = &'static File> {
    files().iter().filter(|file| file.path.starts_with("crates/") && file.path.ends_with(".rs"))
}

pub fn find(path: &str) -> Option<&'static File> {
    files().iter().find(|file| file.path == path)
}

/// What `.gitignore` leaves out, said once more because a copy of the tree may come without git.
fn is_left_out(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(name, ".git" | "target" | "node_modules")
        || path == "e2e/output"
        || path.starts_with("waymark-data")
        || name.ends_with(".log")
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<File>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let entry = entry.expect("a readable entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if is_left_out(&path) {
            continue;
        }
        if entry.file_type().expect("a file type").is_dir() {
            walk(&entry.path(), &path, found);
        } else {
            let text = fs::read(entry.path()).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
            found.push(File { path, text });
        }
    }
}
