//! One writer at a time within a process.
//!
//! Connections that race for SQLite's write lock sleep and poll; waiting in line here instead keeps the slowest
//! save close to the usual one. On PostgreSQL it spares needless serialisation failures.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[derive(Clone, Default)]
pub(crate) struct WriteLock(Arc<Mutex<()>>);

impl WriteLock {
    pub(crate) fn take(&self) -> MutexGuard<'_, ()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
