//! GOV.UK and MOJ design components as typed values that render themselves.
//!
//! Every component is a plain struct with public fields and a `Default`, one or two constructors that ask
//! for what the component cannot do without, and `impl maud::Render`, so a page writes `(TextInput::new(…))`
//! inside `html!`. What they render is held to the design systems' own examples (`tests/design_system`): that is
//! where the accessibility work of both systems lives (WCAG 2.2 AA, assurance §4).
//!
//! Text is escaped. Markup enters only as [`maud::Markup`], which only `html!` makes, so no string from a
//! record can become markup by accident.
//!
//! Not here, on purpose: the GOV.UK header and footer, the crown, the crest, the wordmark and the GDS
//! Transport typeface. Those belong to services on GOV.UK; a council's service uses [`GenericHeader`].

mod banner;
mod button;
mod character_count;
mod choices;
mod content;
mod date_input;
mod element;
mod error_summary;
mod exit_this_page;
mod field;
mod file_upload;
mod layout;
mod moj;
mod navigation;
mod ours;
mod pagination;
mod panel;
mod password_input;
mod select;
mod service_navigation;
mod summary_list;
mod table;
mod task_list;
mod text;
mod text_input;
mod textarea;

pub use banner::{BannerKind, NotificationBanner, PhaseBanner};
pub use button::{Button, ButtonStyle, Press};
pub use character_count::{CharacterCount, Limit};
pub use choices::{Checkboxes, Choice, ChoiceItem, RadioLayout, Radios};
pub use content::{Attributes, Content};
pub use date_input::{DateInput, DatePart};
pub use error_summary::{ErrorItem, ErrorSummary};
pub use exit_this_page::ExitThisPage;
pub use field::{ErrorMessage, Fieldset, FormGroup, Hint, Label, Legend, Size};
pub use file_upload::FileUpload;
pub use layout::{Page, SkipLink};
pub use moj::*;
pub use navigation::{BackLink, Breadcrumbs, Crumb, GenericHeader, Language, LanguageNavigation};
pub use ours::*;
pub use pagination::{PageItem, PageLink, Pagination};
pub use panel::{Panel, PanelAction};
pub use password_input::PasswordInput;
pub use select::{Opt, Select};
pub use service_navigation::{NavigationItem, ServiceNavigation};
pub use summary_list::{Action, SummaryCard, SummaryList, SummaryRow};
pub use table::{Cell, Table};
pub use task_list::{Task, TaskList, TaskStatus};
pub use text::{Details, InsetText, Tag, TagColour, WarningText};
pub use text_input::{Affix, TextInput};
pub use textarea::Textarea;
