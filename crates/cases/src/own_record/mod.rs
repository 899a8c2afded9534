//! Their own record (Y30 to Y33): what they say of an entry stands beside it for everybody who reads it; what is not shared
//! waits for a manager, and is never shown or kept by the passing of time alone (pages.md §1 rule 4, INF-25).

pub mod copies;
pub mod decisions;
pub mod replies;
