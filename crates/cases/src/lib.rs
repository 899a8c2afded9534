//! The records: people, care, relationships, access, audit and the database they live in.
