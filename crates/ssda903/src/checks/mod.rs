//! The checks: what may be wrong with rows that could be read, one entry for each rule.
