//! What the tests of pages are written in: a site on a day, people at their browsers, and the pages they get.

#![allow(dead_code, reason = "the words tests are written in are there before each test that needs them")]

pub mod app;
pub mod authenticator;
pub mod page;
pub mod persona;

pub use app::App;
pub use authenticator::Authenticator;
pub use page::Page;
pub use persona::Persona;
