//! Choosing a file. The browser's own control is used, or the one that takes a drop as well when script is there.

use crate::element::element;
use crate::field::{Said, id_or_name};
use crate::{Attributes, ErrorMessage, FormGroup, Hint, Label};
use maud::Render;

#[derive(Clone, Debug, Default)]
pub struct FileUpload {
    pub name: String,
    pub label: Label,
    pub id: Option<String>,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    pub multiple: bool,
    /// Kinds of file offered first, such as `.csv,.xml`.
    pub accept: Option<String>,
    /// Wraps the control so that script can make it a drop zone.
    pub drop_zone: bool,
    pub disabled: bool,
    pub described_by: Option<String>,
    pub form_group: FormGroup,
    pub wrapper_classes: String,
    pub wrapper_attributes: Attributes,
    pub classes: String,
    pub attributes: Attributes,
}

impl FileUpload {
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> FileUpload {
        FileUpload { name: name.into(), label: label.into(), ..FileUpload::default() }
    }

    #[must_use]
    pub fn multiple(mut self) -> FileUpload {
        self.multiple = true;
        self
    }

    #[must_use]
    pub fn accept(mut self, kinds: impl Into<String>) -> FileUpload {
        self.accept = Some(kinds.into());
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> FileUpload {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn error(mut self, error: Option<impl Into<ErrorMessage>>) -> FileUpload {
        self.error = error.map(Into::into);
        self
    }

    fn write_control(&self, to: &mut String, id: &str, described_by: Option<String>) {
        let error = if self.error.is_some() { "govuk-file-upload--error" } else { "" };
        element(to, "input")
            .class(&["govuk-file-upload", &self.classes, error])
            .attr("id", id)
            .attr("name", &self.name)
            .attr("type", "file")
            .maybe("accept", self.accept.as_deref())
            .flag("disabled", self.disabled)
            .flag("multiple", self.multiple)
            .maybe("aria-describedby", described_by)
            .attributes(&self.attributes)
            .void();
    }
}

impl Render for FileUpload {
    fn render_to(&self, to: &mut String) {
        let id = id_or_name(&self.id, &self.name);
        let said = Said { id, hint: self.hint.as_ref(), error: self.error.as_ref() };
        self.form_group.write(to, "", self.error.is_some(), |to| {
            self.label.write(to, id, "");
            said.write(to);
            self.form_group.before.render_to(to);
            let described_by = said.described_by(self.described_by.as_deref());
            if self.drop_zone {
                element(to, "div")
                    .class(&["govuk-file-upload-wrapper", &self.wrapper_classes])
                    .attr("data-module", "govuk-file-upload")
                    .attributes(&self.wrapper_attributes)
                    .holding(|to| self.write_control(to, id, described_by));
            } else {
                self.write_control(to, id, described_by);
            }
            self.form_group.after.render_to(to);
        });
    }
}
