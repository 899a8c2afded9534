//! The law of leaving care as pure functions: dates, status, clocks and entitlements, each with its reasons and sources.
