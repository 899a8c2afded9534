//! Times the clocks of a whole council from its own records: everything read, worked out, compared with what lists show
//! and kept. `./bench` runs it on the demonstration councils.
//!
//! ```sh
//! cargo run --release -p waymark-cases --example clocks_of_everyone -- waymark-data-demo
//! ```

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use mimalloc::MiMalloc;
use waymark_cases::clock::SystemClock;
use waymark_cases::db::{Asking, By, Place, Store};
use waymark_cases::summary;

/// The one the program itself is built with, so that what is timed is what is run.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[expect(clippy::print_stdout, reason = "the figures are what this program is for")]
fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| anyhow::anyhow!("name the folder of a council's records"))?;
    let store = Store::open(Place::Folder(folder), Arc::new(SystemClock))?;
    let asking = Asking::new(By::System("clocks of everyone"), store.clock().now());
    let began = Instant::now();
    let people = store.write(&asking, summary::refresh_everyone)?;
    let seconds = began.elapsed().as_secs_f64();
    println!("{}", serde_json::json!({ "people": people, "seconds": seconds }));
    Ok(())
}
