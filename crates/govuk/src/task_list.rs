//! A list of things to do, each with where it has got to.

use crate::element::element;
use crate::{Attributes, Content, Tag};
use maud::Render;

#[derive(Clone, Debug)]
pub enum TaskStatus {
    Words(Content),
    Tag(Box<Tag>),
}

impl Default for TaskStatus {
    fn default() -> TaskStatus {
        TaskStatus::Words(Content::default())
    }
}

impl From<Tag> for TaskStatus {
    fn from(tag: Tag) -> TaskStatus {
        TaskStatus::Tag(Box::new(tag))
    }
}

impl From<&'static str> for TaskStatus {
    fn from(words: &'static str) -> TaskStatus {
        TaskStatus::Words(words.into())
    }
}

#[derive(Clone, Debug, Default)]
pub struct Task {
    pub title: Content,
    pub href: Option<String>,
    pub hint: Option<Content>,
    pub status: TaskStatus,
    pub title_classes: String,
    pub status_classes: String,
    pub classes: String,
}

impl Task {
    pub fn new(title: impl Into<Content>, status: impl Into<TaskStatus>) -> Task {
        Task { title: title.into(), status: status.into(), ..Task::default() }
    }

    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Task {
        self.href = Some(href.into());
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<Content>) -> Task {
        self.hint = Some(hint.into());
        self
    }

    fn write(&self, to: &mut String, stem: &str) {
        let linked = if self.href.is_some() { "govuk-task-list__item--with-link" } else { "" };
        element(to, "li").class(&["govuk-task-list__item", linked, &self.classes]).holding(|to| {
            element(to, "div").class(&["govuk-task-list__name-and-hint"]).holding(|to| {
                self.write_title(to, stem);
                if let Some(hint) = &self.hint {
                    element(to, "div")
                        .attr("id", format!("{stem}-hint"))
                        .class(&["govuk-task-list__hint"])
                        .holding(|to| hint.render_to(to));
                }
            });
            element(to, "div")
                .class(&["govuk-task-list__status", &self.status_classes])
                .attr("id", format!("{stem}-status"))
                .holding(|to| match &self.status {
                    TaskStatus::Words(words) => words.render_to(to),
                    TaskStatus::Tag(tag) => tag.render_to(to),
                });
        });
    }

    fn write_title(&self, to: &mut String, stem: &str) {
        let hint = if self.hint.is_some() { format!("{stem}-hint ") } else { String::new() };
        match &self.href {
            Some(href) => element(to, "a")
                .class(&["govuk-link govuk-task-list__link", &self.title_classes])
                .attr("href", href)
                .attr("aria-describedby", format!("{hint}{stem}-status"))
                .holding(|to| self.title.render_to(to)),
            None => element(to, "div").class(&[&self.title_classes]).holding(|to| self.title.render_to(to)),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct TaskList {
    pub tasks: Vec<Task>,
    pub id_prefix: Option<String>,
    pub classes: String,
    pub attributes: Attributes,
}

impl TaskList {
    pub fn new(id_prefix: impl Into<String>, tasks: impl IntoIterator<Item = Task>) -> TaskList {
        TaskList { id_prefix: Some(id_prefix.into()), tasks: tasks.into_iter().collect(), ..TaskList::default() }
    }
}

impl Render for TaskList {
    fn render_to(&self, to: &mut String) {
        let prefix = self.id_prefix.as_deref().unwrap_or("task-list");
        element(to, "ul").class(&["govuk-task-list", &self.classes]).attributes(&self.attributes).holding(|to| {
            for (index, task) in self.tasks.iter().enumerate() {
                task.write(to, &format!("{prefix}-{}", index + 1));
            }
        });
    }
}
