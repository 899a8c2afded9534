//! Requests to see the record, keeping it, complaints, and the local offer (§5.11).

use super::super::Subject::Service;
use super::super::definition::{Definition, Due, Length, Opens, by, from, row};
use super::super::evidence::EvidenceKind as Kind;
use super::super::parameters::Parameter;
use super::super::result::Owner::{Complaints, DataProtection, HeadOfService};
use super::super::worked;

pub(super) const CLOCKS: &[Definition] = &[
    row("CLK-77", "Request to see the record", "You asked to see your record. We will give it to you in a month.")
        .owner(DataProtection)
        .worked(worked::record_requests)
        .needs(&[Kind::RecordRequested])
        .due(Due::Worked)
        .lead(10)
        .outlives()
        .met_by(&[by(Kind::RecordGiven).about_it()]),
    row("CLK-78", "Record kept until", "We will keep your record safe until you are 75.")
        .owner(DataProtection)
        .worked(worked::retention)
        .opens(Opens::Worked)
        .due(Due::Worked)
        .lead(180)
        .outlives()
        .met_by(&[by(Kind::RecordDestroyed)]),
    row("CLK-79", "Complaint answered", "You told us what went wrong. We will answer in 2 weeks.")
        .owner(Complaints)
        .worked(worked::complaint_answered)
        .needs(&[Kind::Complaint])
        .due(Due::Worked)
        .lead(3)
        .outlives()
        .met_by(&[by(Kind::ComplaintAnswered).about_it()]),
    row("CLK-79.investigation", "Complaint investigated", "Someone new will look into it and tell you what they find.")
        .owner(Complaints)
        .worked(worked::complaint_investigated)
        .needs(&[Kind::ComplaintSecondStage])
        .due(Due::Worked)
        .lead(7)
        .outlives()
        .met_by(&[by(Kind::ComplaintInvestigated).about_it()]),
    row("CLK-79.ask_panel", "Time to ask for a panel", "You can ask for a panel if you are not happy with it.")
        .owner(Complaints)
        .each(&[from(Kind::ComplaintInvestigated)])
        .within(Length::LawAsSet(Parameter::PanelRequestWithin))
        .lead(5)
        .ends_when_due()
        .outlives()
        .met_by(&[by(Kind::PanelRequested)]),
    row("CLK-79.panel", "Complaint panel held", "You asked for a panel. We will hold it in 6 weeks.")
        .owner(Complaints)
        .each(&[from(Kind::PanelRequested)])
        .within(Length::LawAsSet(Parameter::PanelHeldWithin))
        .lead(7)
        .outlives()
        .met_by(&[by(Kind::PanelHeld)]),
    row("CLK-79.response", "Answer after the panel", "After the panel we will tell you what we will do.")
        .owner(Complaints)
        .each(&[from(Kind::PanelHeld)])
        .within(Length::LawAsSet(Parameter::PanelAnsweredWithin))
        .lead(5)
        .outlives()
        .met_by(&[by(Kind::PanelAnswered)]),
    row("CLK-91", "Local offer looked at again", "")
        .of(Service)
        .owner(HeadOfService)
        .repeats_once_done(Length::Policy(Parameter::LocalOfferEvery))
        .lead(56)
        .met_by(&[by(Kind::LocalOfferPublished)]),
];
