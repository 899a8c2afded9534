//! GOV.UK and MOJ design components as typed values that render themselves.
